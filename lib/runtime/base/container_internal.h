/* SPDX-License-Identifier: MIT */
/*
 * From a member that is embedded in a struct to the struct.
 */
#ifndef ORIEL_BASE_CONTAINER_INTERNAL_H
#define ORIEL_BASE_CONTAINER_INTERNAL_H

#include <stddef.h>

/* The struct of this type whose member pointer points to. pointer must not be NULL. */
#define oriel__container_of(pointer, type, member) \
	((type *)(void *)((char *)(pointer)-offsetof(type, member)))

#endif
