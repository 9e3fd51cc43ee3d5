/* SPDX-License-Identifier: MIT */
/* The gallery with a section. */
#include "gallery.h"
#include "locate.h"

oriel_window *locate_open(oriel_app *app, const char *subject, float width, float height) {
	static struct gallery gallery;
	bool is_open = gallery_open(&gallery, app, width, height);
	return is_open && gallery_choose(&gallery, subject) ? gallery.window : NULL;
}
