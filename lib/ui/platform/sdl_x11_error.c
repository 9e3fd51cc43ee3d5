/* SPDX-License-Identifier: MIT */
/*
 * X errors on SDL's connection. An error only means that one request was refused, often because a
 * window has been closed meanwhile. Xlib's own handler ends the program nevertheless; SDL's handler
 * restores the screen's mode and calls Xlib's. A handler that the program has installed is left in
 * place.
 */
#include "sdl_internal.h"

#include <X11/Xlib.h>
#include <oriel/runtime/log.h>

static int x11_error_log(Display *display, XErrorEvent *error) {
	char text[128];
	XGetErrorText(display, error->error_code, text, sizeof(text));
	oriel_log(ORIEL_LOG_WARNING, "the X server has refused request %d.%d: %s; the program goes on",
		error->request_code, error->minor_code, text);
	return 0;
}

bool oriel__sdl_x11_errors_are_xlibs(void) {
	XErrorHandler handler = XSetErrorHandler(NULL), xlibs = XSetErrorHandler(NULL);
	XSetErrorHandler(handler);
	return handler == xlibs;
}

void oriel__sdl_x11_errors_begin(void) {
	XSetErrorHandler(x11_error_log);
}

void oriel__sdl_x11_errors_end(void) {
	XErrorHandler handler = XSetErrorHandler(NULL);
	if (handler != x11_error_log)
		XSetErrorHandler(handler);
}
