/* SPDX-License-Identifier: MIT */
/*
 * The built-in look. Texts have a contrast of at least 4.5 to 1 in every appearance and state, and
 * custom properties restyle all widgets.
 */
#include "test.h"
#include "ui.h"

#include <oriel/extend/style.h>
#include <oriel/extend/widget.h>
#include <oriel/widgets.h>

#include <math.h>
#include <string.h>

static oriel_widget *make_all(void) {
	oriel_widget *error = oriel_set(oriel_label("error"), .classes = "error"),
				 *done = oriel_set(oriel_progress(), .classes = "done");
	oriel_progress_set_value(done, 1);
	return oriel_column(oriel_set(oriel_label("title"), .classes = "title"),
		oriel_set(oriel_label("muted"), .classes = "muted"), error, done,
		oriel_form(oriel_text_field("placeholder"), oriel_button("plain"),
			oriel_set(oriel_button("primary"), .classes = "primary"),
			oriel_set(oriel_button("flat"), .classes = "flat"),
			oriel_set(oriel_button("selected"), .classes = "flat selected"),
			oriel_set(oriel_button("danger"), .classes = "danger")),
		oriel_checkbox("check"), oriel_switch("switch"), oriel_radio_group(oriel_radio("radio")),
		oriel_slider(0, 1), oriel_meter(0, 1), oriel_spinner(), oriel_separator(),
		oriel_list(
			oriel_row(oriel_label("row"), oriel_set(oriel_label("muted"), .classes = "muted"))));
}

/* ---- Contrast. Source: WCAG 2.1, "contrast ratio" ---- */

static double channel(oriel_color color, int shift) {
	double value = (color >> shift & 0xff) / 255.0;
	return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double luminance(oriel_color color) {
	return 0.2126 * channel(color, 24) + 0.7152 * channel(color, 16) + 0.0722 * channel(color, 8);
}

static double contrast(oriel_color a, oriel_color b) {
	double x = luminance(a), y = luminance(b);
	return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}

static oriel_color over(oriel_color top, oriel_color ground) {
	return oriel_color_mix(ground | 0xff, top | 0xff, (float)(top & 0xff) / 255);
}

/* Returns the background colour behind a widget's text. */
static oriel_color ground_of(const oriel_widget *widget) {
	oriel_color own = oriel_used_color(widget, ORIEL_PROPERTY_BACKGROUND_COLOR);
	return oriel_parent(widget) != NULL ? over(own, ground_of(oriel_parent(widget))) : own | 0xff;
}

static int asserted;

static void assert_readable(const oriel_widget *widget, const char *appearance, unsigned state) {
	oriel_color color = oriel_used_color(widget, ORIEL_PROPERTY_COLOR), ground = ground_of(widget);
	static const char *const wordless[] = { "progress", "meter", "spinner", "separator", "slider" };
	for (size_t i = 0; i < sizeof(wordless) / sizeof(wordless[0]); i++) {
		if (strcmp(oriel_widget_type(widget), wordless[i]) == 0)
			return;
	}
	if (contrast(color, ground) < 4.5)
		fail_msg("%s, state %x: %s.%s: %08x on %08x is %.2f", appearance, state,
			oriel_widget_type(widget), oriel_attribute(widget, "class"), color, ground,
			contrast(color, ground));
	asserted++;
}

static void assert_all_readable(oriel_widget *root, const char *appearance) {
	static const unsigned states[] = { 0, ORIEL_STATE_HOVER, ORIEL_STATE_HOVER | ORIEL_STATE_ACTIVE,
		ORIEL_STATE_FOCUS | ORIEL_STATE_FOCUS_VISIBLE, ORIEL_STATE_FOCUS_WITHIN };
	oriel_widget *all[64];
	size_t count = oriel_query_all(root, "*", all, 64);
	for (size_t s = 0; s < sizeof(states) / sizeof(states[0]); s++) {
		for (size_t i = 0; i < count; i++)
			oriel_widget_set_state(all[i], states[s], true);
		for (size_t i = 0; i < count; i++)
			assert_readable(all[i], appearance, states[s]);
		for (size_t i = 0; i < count; i++)
			oriel_widget_set_state(all[i], states[s], false);
	}
}

static void texts_have_contrast_in_every_appearance_and_state(void **state) {
	static const char *const names[] = { "light", "dark", "light, high contrast",
		"dark, high contrast" };
	struct ui ui = ui_open(make_all);
	(void)state;
	for (int i = 0; i < 4; i++) {
		oriel_app_set_appearance(ui.app,
			.color_scheme = i % 2 == 0 ? ORIEL_COLOR_SCHEME_LIGHT : ORIEL_COLOR_SCHEME_DARK,
			.contrast = i < 2 ? ORIEL_CONTRAST_NORMAL : ORIEL_CONTRAST_MORE);
		assert_all_readable(oriel_window_root(ui.window), names[i]);
	}
	assert_true(asserted > 200);
	ui_close(&ui);
}

static void custom_properties_restyle_all_widgets(void **state) {
	struct ui ui = ui_open(make_all);
	oriel_widget *button = oriel_query(oriel_window_root(ui.window), "button.primary");
	(void)state;
	oriel_sheet_id id = oriel_app_add_sheet(
		ui.app, oriel_sheet_parse(":root { --accent: rebeccapurple; --radius: 3px }"));
	assert_string_equal(oriel_computed_style(button, "background-color"), "rgb(102, 51, 153)");
	assert_string_equal(oriel_computed_style(button, "border-top-left-radius"), "3px");
	oriel_sheet_remove(id);
	assert_string_equal(oriel_computed_style(button, "background-color"), "rgb(47, 98, 217)");
	ui_close(&ui);
}

static void a_sheet_of_a_window_styles_that_window_alone(void **state) {
	struct ui ui = ui_open(make_all);
	oriel_window *other = oriel_window_open(ui.app, .content = oriel_button("x"));
	(void)state;
	oriel_window_add_sheet(ui.window, oriel_sheet_parse("button { width: 77px }"));
	assert_string_equal(oriel_computed_style(
							oriel_query(oriel_window_root(ui.window), "button"), "width"),
		"77px");
	assert_string_equal(
		oriel_computed_style(oriel_query(oriel_window_root(other), "button"), "width"), "auto");
	oriel_window_destroy(ui.window);
	ui.window = other;
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(texts_have_contrast_in_every_appearance_and_state),
		cmocka_unit_test(custom_properties_restyle_all_widgets),
		cmocka_unit_test(a_sheet_of_a_window_styles_that_window_alone));
}
