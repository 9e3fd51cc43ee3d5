/* SPDX-License-Identifier: MIT */
/* A manager of XSETTINGS for a test, and the bytes of its settings. */
#ifndef ORIEL_TESTS_XSETTINGS_MANAGER_H
#define ORIEL_TESTS_XSETTINGS_MANAGER_H

#include <stddef.h>

/* Bytes of a property _XSETTINGS_SETTINGS, in the byte order of this machine. All zeros is none. */
struct xsettings_bytes {
	unsigned char data[4096];
	size_t length;
};
void xsettings_begin(struct xsettings_bytes *bytes);
void xsettings_add_number(struct xsettings_bytes *bytes, const char *name, int number);
void xsettings_add_text(struct xsettings_bytes *bytes, const char *name, const char *text);

struct xsettings_manager {
	void *display;
	unsigned long window;
};
/* Takes the selection of screen 0 and announces itself. @param display Xlib's */
void xsettings_manager_start(struct xsettings_manager *manager, void *display);
void xsettings_manager_set(
	struct xsettings_manager *manager, const struct xsettings_bytes *bytes);
void xsettings_manager_stop(struct xsettings_manager *manager);

#endif
