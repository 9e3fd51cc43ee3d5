/* SPDX-License-Identifier: MIT */
/*
 * Checks the options that a public function receives.
 */
#ifndef ORIEL_BASE_OPTIONS_INTERNAL_H
#define ORIEL_BASE_OPTIONS_INTERNAL_H

#include <oriel/runtime/log.h>

/* Asserts that options is NULL, or has its size set and is named (ORIEL_OPTIONS_HEAD). caller is
 * the name of the public macro, and site is the place of the call. */
#define oriel__check_options(caller, site, options) \
	ORIEL_ASSERT((options) == NULL || \
			((options)->size > 0 && (options)->name_your_options == NULL && \
				(options)->name_every_option == NULL), \
		(options)->size == 0 ? "%s at %s: the options have no size; use the macro, or set .size" : \
			"%s at %s: an argument too many, or an option without its name; write .name = value", \
		caller, site)

#endif
