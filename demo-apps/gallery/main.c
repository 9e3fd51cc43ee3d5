/* SPDX-License-Identifier: MIT */
/*
 * All built-in widgets: each in its states, in every theme, beside its source. With a folder as its
 * argument, the program draws each section into FOLDER/NAME.png, without a display. Those are the
 * pictures of docs/widgets.md.
 */
#include <stdio.h>

#include "gallery.h"
#include "picture.h"

int main(int argc, char **argv) {
	if (argc > 2 || (argc == 2 && argv[1][0] == '-')) {
		fputs("usage: oriel-gallery [FOLDER]\n", stderr);
		return 2;
	}
	if (argc == 2)
		return pictures_write(argv[1]) ? 0 : 1;
	struct gallery gallery;
	oriel_app *app = oriel_app_new("org.oriel.gallery");
	if (app == NULL || !gallery_open(&gallery, app)) {
		oriel_app_destroy(app);
		return 1;
	}
	return oriel_app_run(app);
}
