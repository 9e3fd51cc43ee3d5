/* SPDX-License-Identifier: MIT */
/*
 * The appearance of an application: its sheets, the sheets of its windows, and the values of media
 * queries.
 */
#include "app/app_internal.h"

#include "base/options_internal.h"
#include "style/style_internal.h"

#include <oriel/runtime/log.h>

#include <stdlib.h>
#include <string.h>

/* ---- Media ---- */

static struct oriel__media window_media(const oriel_window *window) {
	const struct oriel_appearance *appearance = &window->app->shown_appearance;
	return (struct oriel__media){
		.width = (double)window->surface.size.width,
		.height = (double)window->surface.size.height,
		.resolution = (double)window->scale,
		.font_size = 14,
		.color_scheme = appearance->color_scheme == ORIEL_COLOR_SCHEME_DARK ?
			ORIEL__SCHEME_DARK :
			ORIEL__SCHEME_LIGHT,
		.contrast = appearance->contrast == ORIEL_CONTRAST_MORE ? ORIEL__CONTRAST_MORE :
			appearance->contrast == ORIEL_CONTRAST_LESS         ? ORIEL__CONTRAST_LESS :
																ORIEL__CONTRAST_NO_PREFERENCE,
		.is_motion_reduced = appearance->motion == ORIEL_MOTION_REDUCED,
		.accent_color = appearance->accent_color,
		.pointer = ORIEL__POINTER_FINE,
		.any_pointer = ORIEL__POINTER_FINE,
		.can_hover = true,
		.can_any_hover = true,
	};
}

void oriel__window_update_media(oriel_window *window) {
	struct oriel__media before = window->media;
	window->media = window_media(window);
	window->surface.tree.media = &window->media;
	oriel__style_media_changed(&window->surface.tree, &before);
}

void oriel_app_set_appearance_at(
	const char *site, oriel_app *app, const struct oriel_appearance *appearance) {
	ORIEL_ASSERT(app != NULL, "oriel_app_set_appearance: the application is NULL; pass an app");
	oriel__check_options("oriel_app_set_appearance", site, appearance);
	oriel__loop_check(app->loop, "oriel_app_set_appearance");
	if (appearance == NULL)
		return;
	struct oriel_appearance *choice = &app->appearance;
	if (appearance->color_scheme != 0)
		choice->color_scheme = appearance->color_scheme != ORIEL_COLOR_SCHEME_SYSTEM ?
			appearance->color_scheme :
			0;
	if (appearance->contrast != 0)
		choice->contrast =
			appearance->contrast != ORIEL_CONTRAST_SYSTEM ? appearance->contrast : 0;
	if (appearance->motion != 0)
		choice->motion = appearance->motion != ORIEL_MOTION_SYSTEM ? appearance->motion : 0;
	if (appearance->accent_color != 0)
		choice->accent_color = appearance->accent_color != ORIEL_ACCENT_COLOR_SYSTEM ?
			appearance->accent_color | 0xff :
			0;
	oriel__hold_begin(app->loop);
	oriel__app_update_appearance(app);
	oriel__hold_end(app->loop);
}

void oriel_app_appearance(const oriel_app *app, struct oriel_appearance *out) {
	ORIEL_ASSERT(app != NULL, "oriel_app_appearance: the application is NULL; pass one");
	oriel__loop_check(app->loop, "oriel_app_appearance");
	*out = app->shown_appearance;
}

/* ---- Sheets ---- */

oriel_sheet_id oriel_app_add_sheet(oriel_app *app, oriel_sheet *sheet) {
	ORIEL_ASSERT(app != NULL, "oriel_app_add_sheet: the application is NULL; pass an app");
	ORIEL_ASSERT(sheet != NULL,
		"oriel_app_add_sheet: the sheet is NULL; pass a result of oriel_sheet_parse()");
	oriel__loop_check(app->loop, "oriel_app_add_sheet");
	return oriel__style_add_owner_sheet(app->loop, sheet, app);
}

oriel_sheet_id oriel_window_add_sheet(oriel_window *window, oriel_sheet *sheet) {
	ORIEL_ASSERT(window != NULL && !window->surface.is_closed,
		"oriel_window_add_sheet: the window is NULL or destroyed; pass an open one");
	ORIEL_ASSERT(sheet != NULL,
		"oriel_window_add_sheet: the sheet is NULL; pass a result of oriel_sheet_parse()");
	oriel__loop_check(window->app->loop, "oriel_window_add_sheet");
	return oriel__style_add_sheet(window->app->loop, sheet, &window->surface.tree);
}

void oriel__app_add_environment_sheet(oriel_app *app) {
	const char *path = getenv("ORIEL_STYLE");
	if (path != NULL && *path != '\0')
		oriel_app_add_sheet(app, oriel_sheet_load(path, .watch = true));
}
