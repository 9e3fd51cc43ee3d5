/* SPDX-License-Identifier: MIT */
/* The clipboard, which is the platform's. */
#include <oriel/clipboard.h>

#include "app/app-internal.h"

#include <oriel/log.h>

static oriel_platform *platform_of(oriel_app *app, const char *caller) {
	ORIEL_ASSERT(app != NULL, "%s: the application is NULL; pass the one whose clipboard it is", caller);
	oriel__loop_check(app->loop, caller);
	return app->platform;
}

char *oriel_clipboard_text(oriel_app *app) {
	oriel_platform *platform = platform_of(app, "oriel_clipboard_text");
	return platform->platform_class->clipboard_text(platform);
}

enum oriel_status oriel_clipboard_set_text(oriel_app *app, const char *text) {
	oriel_platform *platform = platform_of(app, "oriel_clipboard_set_text");
	ORIEL_ASSERT(text != NULL, "oriel_clipboard_set_text: the text is NULL; pass a string, which may be empty");
	return platform->platform_class->clipboard_set_text(platform, text);
}
