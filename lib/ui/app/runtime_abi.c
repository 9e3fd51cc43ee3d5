/* SPDX-License-Identifier: MIT */
/*
 * The reference of liboriel to the liboriel-runtime of its own build: the dynamic linker refuses
 * any other.
 */
#include "base/abi_internal.h"

extern const char *const oriel__runtime_abi;
const char *const oriel__runtime_abi = &ORIEL__ABI;
