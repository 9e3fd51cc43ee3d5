/* SPDX-License-Identifier: MIT */
/*
 * Converts a pointer to an embedded member into a pointer to its struct.
 */
#ifndef ORIEL_BASE_CONTAINER_INTERNAL_H
#define ORIEL_BASE_CONTAINER_INTERNAL_H

#include <stddef.h>

/* Returns the struct of this type whose member has the address pointer. pointer must not be
 * NULL. */
#define oriel__container_of(pointer, type, member) \
	((type *)(void *)((char *)(pointer)-offsetof(type, member)))

#endif
