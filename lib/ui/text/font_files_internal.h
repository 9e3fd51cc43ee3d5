/* SPDX-License-Identifier: MIT */
/* Pinning fonts, for tests of any module. */
#ifndef ORIEL_TEXT_FONT_FILES_INTERNAL_H
#define ORIEL_TEXT_FONT_FILES_INTERNAL_H

#include <stddef.h>

/*
 * From now on this thread knows these font files only, and asks the system for none. Before its
 * first paragraph; for tests that must not depend on what is installed.
 */
void oriel__fonts_use_files(const char *const *files, size_t count);

#endif
