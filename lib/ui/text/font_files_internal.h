/* SPDX-License-Identifier: MIT */
/* Fixed fonts for tests of any module. */
#ifndef ORIEL_TEXT_FONT_FILES_INTERNAL_H
#define ORIEL_TEXT_FONT_FILES_INTERNAL_H

#include <stddef.h>

/*
 * Restricts this thread to these font files; the system's fonts are ignored. Called before the
 * thread's first paragraph, by tests that must not depend on installed fonts.
 */
void oriel__fonts_use_files(const char *const *files, size_t count);

#endif
