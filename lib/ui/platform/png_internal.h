/* SPDX-License-Identifier: MIT */
/* Screenshots. */
#ifndef ORIEL_PLATFORM_PNG_INTERNAL_H
#define ORIEL_PLATFORM_PNG_INTERNAL_H

#include <oriel/extend/platform.h>

/*
 * Writes what the framebuffer shows as an opaque PNG. The file appears whole or not at all: it is
 * written beside path and renamed. ORIEL_OPERATION_ERROR, with the reason logged, if that fails;
 * what was at path is then as it was.
 */
enum oriel_status oriel__png_write(const struct oriel_framebuffer *framebuffer, const char *path);

#endif
