/* SPDX-License-Identifier: MIT */
/*
 * Defines the symbol that ties liboriel to the liboriel-runtime of the same build. CMake derives
 * the symbol's name from the version and from the options that change private structs.
 */
#include "base/abi_internal.h"

const char ORIEL__ABI = 0;
