/* SPDX-License-Identifier: MIT */
/*
 * The appearance of an application: the program's choices, ORIEL_APPEARANCE in the place of a
 * desktop, and the event that reports changes.
 */
#include "test.h"
#include "ui.h"

#include <oriel/widgets.h>

#include <stdio.h>
#include <stdlib.h>

static struct order order;

static const char *appearance_text(const struct ui *ui) {
	static char text[96];
	struct oriel_appearance now;
	oriel_app_appearance(ui->app, &now);
	snprintf(text, sizeof(text), "scheme %d contrast %d motion %d accent %08x",
		(int)now.color_scheme, (int)now.contrast, (int)now.motion, now.accent_color);
	return text;
}

static void on_change(oriel_event *event, void *data) {
	(void)event;
	order_add(&order, "%s", appearance_text(data));
}

static oriel_widget *make_label(void) {
	return oriel_label("x");
}

static struct ui open_in(const char *environment) {
	setenv("ORIEL_APPEARANCE", environment, 1);
	struct ui ui = ui_open(make_label);
	unsetenv("ORIEL_APPEARANCE");
	return ui;
}

static void a_headless_application_is_light_and_asks_no_desktop(void **state) {
	struct ui ui = ui_open(make_label);
	(void)state;
	assert_string_equal(appearance_text(&ui), "scheme 1 contrast 1 motion 1 accent 00000000");
	ui_close(&ui);
}

static void each_change_is_reported_once(void **state) {
	struct ui ui = ui_open(make_label);
	(void)state;
	oriel_listen(ui.app, "appearancechange", on_change, &ui);
	oriel_app_set_appearance(ui.app, .color_scheme = ORIEL_COLOR_SCHEME_DARK);
	oriel_app_set_appearance(ui.app, .color_scheme = ORIEL_COLOR_SCHEME_DARK);
	oriel_app_set_appearance(ui.app);
	oriel_app_set_appearance(
		ui.app, .motion = ORIEL_MOTION_REDUCED, .accent_color = ORIEL_RGBA(0x112233, 0x44));
	assert_order(&order,
		"scheme 2 contrast 1 motion 1 accent 00000000, "
		"scheme 2 contrast 1 motion 2 accent 112233ff");
	ui_close(&ui);
}

static void the_environment_stands_in_for_the_desktop(void **state) {
	struct ui ui = open_in("dark,more-contrast reduced-motion,#7a3db8");
	(void)state;
	assert_string_equal(appearance_text(&ui), "scheme 2 contrast 2 motion 2 accent 7a3db8ff");
	oriel_app_set_appearance(ui.app, .color_scheme = ORIEL_COLOR_SCHEME_LIGHT,
		.contrast = ORIEL_CONTRAST_LESS, .motion = ORIEL_MOTION_NORMAL,
		.accent_color = ORIEL_RGB(0x123456));
	assert_string_equal(appearance_text(&ui), "scheme 1 contrast 3 motion 1 accent 123456ff");
	oriel_app_set_appearance(ui.app, .color_scheme = ORIEL_COLOR_SCHEME_SYSTEM,
		.contrast = ORIEL_CONTRAST_SYSTEM, .motion = ORIEL_MOTION_SYSTEM,
		.accent_color = ORIEL_ACCENT_COLOR_SYSTEM);
	assert_string_equal(appearance_text(&ui), "scheme 2 contrast 2 motion 2 accent 7a3db8ff");
	ui_close(&ui);
}

static void unknown_words_of_the_environment_are_reported(void **state) {
	(void)state;
	expect_log("\"dork\" is unknown");
	struct ui ui = open_in("dork,dark");
	assert_string_equal(appearance_text(&ui), "scheme 2 contrast 1 motion 1 accent 00000000");
	ui_close(&ui);
}

static void an_accent_colour_restyles_what_shows_it(void **state) {
	struct ui ui = ui_open(make_label);
	oriel_widget *label = oriel_query(oriel_window_root(ui.window), "label");
	(void)state;
	oriel_app_add_sheet(ui.app,
		oriel_sheet_parse("label { color: AccentColor; background: AccentColorText }"));
	oriel_app_set_appearance(ui.app, .accent_color = ORIEL_RGB(0x000080));
	assert_string_equal(oriel_computed_style(label, "color"), "rgb(0, 0, 128)");
	assert_string_equal(oriel_computed_style(label, "background-color"), "rgb(255, 255, 255)");
	oriel_app_set_appearance(ui.app, .accent_color = ORIEL_RGB(0xffff00));
	assert_string_equal(oriel_computed_style(label, "color"), "rgb(255, 255, 0)");
	assert_string_equal(oriel_computed_style(label, "background-color"), "rgb(0, 0, 0)");
	oriel_app_set_appearance(ui.app, .accent_color = ORIEL_ACCENT_COLOR_SYSTEM);
	assert_string_equal(oriel_computed_style(label, "color"), "rgb(47, 98, 217)");
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(a_headless_application_is_light_and_asks_no_desktop),
		cmocka_unit_test(each_change_is_reported_once),
		cmocka_unit_test(the_environment_stands_in_for_the_desktop),
		cmocka_unit_test(unknown_words_of_the_environment_are_reported),
		cmocka_unit_test(an_accent_colour_restyles_what_shows_it));
}
