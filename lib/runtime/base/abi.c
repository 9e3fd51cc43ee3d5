/* SPDX-License-Identifier: MIT */
/*
 * The symbol that ties liboriel to the liboriel-runtime of its own build. CMake makes its name of
 * the version and of the options on which private structs depend.
 */
#include "base/abi_internal.h"

const char ORIEL__ABI = 0;
