/* SPDX-License-Identifier: MIT */
/* Screenshots in PNG files. */
#ifndef ORIEL_PLATFORM_PNG_INTERNAL_H
#define ORIEL_PLATFORM_PNG_INTERNAL_H

#include <oriel/extend/platform.h>

/*
 * Writes the framebuffer as an opaque PNG. The file appears complete or not at all: it is written
 * beside path and renamed. On failure, returns ORIEL_OPERATION_ERROR, logs the reason, and leaves
 * an older file at path unchanged.
 */
enum oriel_status oriel__png_write(const struct oriel_framebuffer *framebuffer, const char *path);

#endif
