/* SPDX-License-Identifier: MIT */
/*
 * Declares ORIEL__ABI, whose real name is for example oriel__abi_0_1_0_sites_causes (abi.c).
 */
#ifndef ORIEL_BASE_ABI_INTERNAL_H
#define ORIEL_BASE_ABI_INTERNAL_H

#include "base/private_api_internal.h"

ORIEL_PRIVATE_API extern const char ORIEL__ABI;

#endif
