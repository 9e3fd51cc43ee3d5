/* SPDX-License-Identifier: MIT */
/*
 * A reference from liboriel to the liboriel-runtime of the same build: the dynamic linker refuses
 * any other build.
 */
#include "base/abi_internal.h"

extern const char *const oriel__runtime_abi;
const char *const oriel__runtime_abi = &ORIEL__ABI;
