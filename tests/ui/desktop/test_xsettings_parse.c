/* SPDX-License-Identifier: MIT */
/* The settings that an X server's properties contain, in both byte orders, whole and cut off. */
#include "test.h"
#include "xsettings_manager.h"

#include "desktop/xsettings_internal.h"

#include <stdio.h>
#include <string.h>

static struct xsettings_bytes example(const char *theme) {
	struct xsettings_bytes bytes;
	xsettings_begin(&bytes);
	xsettings_add_number(&bytes, "Net/DoubleClickTime", 400);
	xsettings_add_text(&bytes, "Net/ThemeName", theme);
	xsettings_add_number(&bytes, "Xft/DPI", 144 * 1024);
	xsettings_add_number(&bytes, "Gtk/EnableAnimations", 0);
	return bytes;
}

static const char *settings_text(struct oriel__desktop_settings settings) {
	static char text[96];
	snprintf(text, sizeof(text), "scheme %d contrast %d motion %d scale %g",
		(int)settings.color_scheme, (int)settings.contrast, (int)settings.motion,
		(double)settings.scale);
	return text;
}

static void assert_theme(const char *theme, const char *expected) {
	struct xsettings_bytes bytes = example(theme);
	assert_string_equal(
		settings_text(oriel__xsettings_parse(bytes.data, bytes.length)), expected);
}

static void themes_tell_the_colour_scheme_and_the_contrast(void **state) {
	(void)state;
	assert_theme("Adwaita", "scheme 1 contrast 0 motion 2 scale 1.5");
	assert_theme("Adwaita-dark", "scheme 2 contrast 0 motion 2 scale 1.5");
	assert_theme("Breeze-Dark", "scheme 2 contrast 0 motion 2 scale 1.5");
	assert_theme("HighContrast", "scheme 1 contrast 2 motion 2 scale 1.5");
	assert_theme("HighContrastInverse", "scheme 2 contrast 2 motion 2 scale 1.5");
	assert_theme("", "scheme 1 contrast 0 motion 2 scale 1.5");
}

static void numbers_of_the_other_byte_order_are_read(void **state) {
	static const unsigned char big[] = { 1, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 1, 0, 0, 0, 7, 'X', 'f',
		't', '/', 'D', 'P', 'I', 0, 0, 0, 0, 7, 0, 3, 0, 0 };
	(void)state;
	assert_string_equal(settings_text(oriel__xsettings_parse(big, sizeof(big))),
		"scheme 0 contrast 0 motion 0 scale 2");
}

static void settings_that_are_cut_off_end_where_they_do(void **state) {
	struct xsettings_bytes bytes = example("Adwaita-dark");
	int seen = 0;
	(void)state;
	for (size_t length = 0; length <= bytes.length; length++) {
		struct oriel__desktop_settings settings = oriel__xsettings_parse(bytes.data, length);
		int count = (settings.color_scheme != 0) + (settings.scale > 0) + (settings.motion != 0);
		assert_true(count >= seen);
		seen = count;
	}
	assert_int_equal(seen, 3);
}

static void lengths_beyond_the_end_are_refused(void **state) {
	struct xsettings_bytes bytes = example("Adwaita-dark");
	(void)state;
	for (size_t i = 12; i < bytes.length; i++) {
		struct xsettings_bytes changed = bytes;
		changed.data[i] = 0xff;
		oriel__xsettings_parse(changed.data, changed.length); /* ASan looks at what is read */
	}
	memset(bytes.data + 8, 0xff, 4); /* the number of settings */
	assert_string_equal(settings_text(oriel__xsettings_parse(bytes.data, bytes.length)),
		"scheme 2 contrast 0 motion 2 scale 1.5");
}

static float resources(const char *text) {
	return oriel__xsettings_parse_resources(text, strlen(text));
}

static void the_resource_is_found_among_others(void **state) {
	(void)state;
	assert_true(resources("Xft.dpi:\t144\n") == 1.5f);
	assert_true(resources("Xcursor.size:\t24\nXft.dpi: 120.0\nXft.antialias:\t1\n") == 1.25f);
	assert_true(resources("Xft.dpi:192") == 2);
	assert_true(resources("XXft.dpi:192\n") == 0);
	assert_true(resources("Xft.dpi:\n") == 0);
	assert_true(resources("Xft.dpi: 100000\n") == 0);
	assert_true(resources("Xft.dpi: -96\n") == 0);
	assert_true(resources("") == 0);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(themes_tell_the_colour_scheme_and_the_contrast),
		cmocka_unit_test(numbers_of_the_other_byte_order_are_read),
		cmocka_unit_test(settings_that_are_cut_off_end_where_they_do),
		cmocka_unit_test(lengths_beyond_the_end_are_refused),
		cmocka_unit_test(the_resource_is_found_among_others));
}
