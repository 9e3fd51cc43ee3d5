/* SPDX-License-Identifier: MIT */
/* Pictures of sections. Each is drawn at scale 2 by an application of its own. */
#include "picture.h"

#include <stdio.h>

#include <oriel/widgets.h>

oriel_widget *picture_open(
	oriel_app *app, const struct section *section, const char *direction) {
	char style[32];
	snprintf(style, sizeof(style), "padding: %dpx", PICTURE_PADDING);
	oriel_widget *widget = section->make();
	oriel_window *window = oriel_window_open(app, .width = PICTURE_WIDTH,
		.height = section->height, .content = oriel_set(oriel_column(widget), .style = style));
	if (window == NULL)
		return NULL;
	oriel_set_style(oriel_window_root(window), "direction", "%s", direction);
	if (section->show != NULL)
		section->show(widget);
	oriel_loop_advance(oriel_app_loop(app), 20); /* a frame, for resize observers */
	return widget;
}

static bool picture_write(const struct section *section, const char *folder) {
	char path[1024];
	int length = snprintf(path, sizeof(path), "%s/%s.png", folder, section->name);
	oriel_app *app = oriel_app_new("org.oriel.gallery", .headless = true, .scale = 2);
	if (app == NULL)
		return false;
	oriel_widget *widget = picture_open(app, section, "ltr");
	bool is_written = widget != NULL && length > 0 && (size_t)length < sizeof(path) &&
		oriel_window_screenshot(oriel_widget_window(widget), path) == ORIEL_OK;
	oriel_app_destroy(app);
	return is_written;
}

bool pictures_write(const char *folder) {
	for (size_t i = 0; i < SECTION_GROUP_COUNT; i++)
		for (size_t j = 0; j < section_groups[i]->count; j++)
			if (!picture_write(&section_groups[i]->sections[j], folder))
				return false;
	return true;
}
