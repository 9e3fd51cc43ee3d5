/* SPDX-License-Identifier: MIT */
/*
 * Marks the functions of liboriel-runtime that liboriel uses beyond the public headers.
 *
 * They are exported in the version node ORIEL_PRIVATE (lib/runtime/symbols.map) and belong to one
 * build: liboriel also references a symbol that is named after the version and the options
 * (base/abi.c). Libraries of two builds therefore neither link nor start together. Programs and
 * widgets use no private symbol.
 */
#ifndef ORIEL_BASE_PRIVATE_API_INTERNAL_H
#define ORIEL_BASE_PRIVATE_API_INTERNAL_H

#include <oriel/runtime/types.h>

#define ORIEL_PRIVATE_API ORIEL_API

#endif
