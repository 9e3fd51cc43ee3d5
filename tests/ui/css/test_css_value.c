/* SPDX-License-Identifier: MIT */
/*
 * Parsed values: computation of lengths, calculations and colours, substitution of variables, and
 * the table of properties.
 */
#include "base/alloc_internal.h"
#include "css/css_format_internal.h"
#include "css/css_serialize_internal.h"
#include "css/css_sheet_internal.h"
#include "css/value_parser_internal.h"
#include "test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct oriel__css_units units = { .em = 10,
	.rem = 16,
	.ch = 5,
	.lh = 12,
	.viewport_width = 800,
	.viewport_height = 600 };

static struct oriel__css_value value_of(
	struct oriel__css_arena *arena, const char *property, const char *text) {
	struct oriel__css_longhand out[ORIEL__CSS_MAX_LONGHANDS];
	struct oriel__css_value_error error;
	uint16_t id = oriel__css_property_find(property, strlen(property));
	assert_true(id != 0);
	if (oriel__css_value_parse(arena, id, text, (uint32_t)strlen(text), out, &error) == 0)
		fail_msg("%s: %s: expected %s", property, text, error.expected);
	return out[0].value;
}

/* Compares the text of the computed value. */
static void assert_absolute(const char *property, const char *text, const char *expected) {
	struct oriel__css_arena arena = { 0 };
	struct oriel__css_writer writer = { 0 };
	struct oriel__css_value value = value_of(&arena, property, text);
	value = oriel__css_value_absolute(&arena, &value, &units);
	oriel__css_write_value(
		&writer, oriel__css_property_find(property, strlen(property)), &value);
	assert_string_equal(writer.text, expected);
	oriel__css_writer_finish(&writer);
	oriel__css_arena_finish(&arena);
}

static void lengths_become_pixels(void **state) {
	assert_absolute("width", "2em", "20px");
	assert_absolute("width", "1in", "96px");
	assert_absolute("width", "50vmin", "300px");
	assert_absolute("width", "10%", "10%");
	assert_absolute("padding-left", "calc(1rem + 2ch - 1lh)", "14px");
	assert_absolute("border-top-left-radius", "1em 2em", "10px 20px");
	assert_absolute("object-position", "1em 2em", "10px 20px");
	assert_absolute("object-position", "right 1em bottom 10%", "right 10px bottom 10%");
	assert_absolute("padding-left", "calc(1px - 3em)", "0px");
	assert_absolute("margin-left", "calc(1px - 3em)", "-29px");
	assert_absolute("z-index", "calc(7 / 2)", "4");
	assert_absolute("width", "calc(1em + 50% / 2)", "calc(25% + 10px)");
	assert_absolute("width", "min(50%, 3em)", "min(50%, 30px)");
	assert_absolute("width", "calc(10px * (1em / 1px))", "100px");
	assert_absolute("width", "round(up, 21px, 1em)", "30px");
	assert_absolute("width", "calc(1px * sin(30deg))", "0.5px");
	assert_absolute("width", "clamp(none, 5em, 2em)", "20px");
}

static void percentages_refer_to_their_base(void **state) {
	struct oriel__css_arena arena = { 0 };
	struct oriel__css_value value = value_of(&arena, "width", "calc(50% - 1em)");
	value = oriel__css_value_absolute(&arena, &value, &units);
	assert_float_equal(oriel__css_value_resolve(&value, 200), 90, 1e-9);
	assert_float_equal(oriel__css_value_resolve(&value, 0), 0, 1e-9);
	value = value_of(&arena, "width", "max(10%, 25px)");
	assert_float_equal(oriel__css_value_resolve(&value, 400), 40, 1e-9);
	oriel__css_arena_finish(&arena);
}

/* ---- Colours ---- */

static oriel_color system_color(void *data, uint16_t keyword, bool is_dark) {
	assert_int_equal(keyword, ORIEL__KEYWORD_CANVAS);
	return is_dark ? ORIEL_RGB(0x101010) : ORIEL_RGB(0xf0f0f0);
}

static void assert_color(const char *text, oriel_color expected) {
	struct oriel__css_arena arena = { 0 };
	struct oriel__css_value value = value_of(&arena, "color", text);
	struct oriel__css_color_context context = {
		.current = ORIEL_RGB(0x0000ff), .is_dark = true, .system = system_color
	};
	assert_int_equal(oriel__css_color_resolve(&value, &context), expected);
	oriel__css_arena_finish(&arena);
}

static void colors_of_all_spaces_are_converted_to_srgb(void **state) {
	assert_color("oklch(62.796% 0.25768 29.234)", ORIEL_RGB(0xff0000));
	assert_color("oklab(51.975% -0.1403 0.10768)", ORIEL_RGB(0x008000));
	assert_color("lab(46.2775% -47.5621 48.5837)", ORIEL_RGB(0x008000));
	assert_color("lch(50% 0 0)", ORIEL_RGB(0x777777));
	assert_color("color(srgb 1 0.5 0)", ORIEL_RGB(0xff8000));
	assert_color("color(srgb-linear 0.21586 0.21586 0.21586)", ORIEL_RGB(0x808080));
	assert_color("color(xyz-d50 0.9642956 1 0.8251046)", ORIEL_RGB(0xffffff));
	assert_color("color(display-p3 1 1 1)", ORIEL_RGB(0xffffff));
	assert_color("color(rec2020 0 0 0 / 50%)", ORIEL_RGBA(0, 128));
	assert_color("oklch(1 0.4 150)", ORIEL_RGB(0xffffff));
}

static void context_dependent_colors_are_resolved(void **state) {
	assert_color("currentcolor", ORIEL_RGB(0x0000ff));
	assert_color("light-dark(red, canvas)", ORIEL_RGB(0x101010));
	assert_color("color-mix(in srgb, currentcolor, red)", ORIEL_RGB(0x800080));
	assert_color("color-mix(in srgb, red 25%, blue)", ORIEL_RGB(0x4000bf));
	assert_color("color-mix(in srgb, red 20%, blue 20%)", ORIEL_RGBA(0x800080, 102));
	assert_color("color-mix(in hsl, red, lime)", ORIEL_RGB(0xffff00));
	assert_color("color-mix(in hsl longer hue, red, lime)", ORIEL_RGB(0x0000ff));
	assert_color("rgb(from red g r b)", ORIEL_RGB(0x00ff00));
	assert_color("rgb(from currentcolor b calc(g + 10) r / 0.5)", ORIEL_RGBA(0xff0a00, 128));
	assert_color("hsl(from red calc(h + 120) s l)", ORIEL_RGB(0x00ff00));
	assert_color("oklch(from white l 0 h)", ORIEL_RGB(0xffffff));
}

/* ---- Variables ---- */

static const char *variable(void *data, const char *name, size_t length) {
	if (length == 3 && memcmp(name, "--a", 3) == 0)
		return "10";
	return length == 3 && memcmp(name, "--e", 3) == 0 ? "" : NULL;
}

static void assert_substituted(const char *text, const char *expected) {
	struct oriel__css_arena arena = { 0 };
	uint32_t length;
	const char *result = oriel__css_substitute(
		&arena, text, (uint32_t)strlen(text), variable, NULL, &length);
	if (expected == NULL)
		assert_null(result);
	else
		assert_string_equal(result, expected);
	oriel__css_arena_finish(&arena);
}

static void variables_are_substituted_as_tokens(void **state) {
	assert_substituted("1px var(--a) red", "1px 10 red");
	assert_substituted("var(--a)px", "10/**/px");
	assert_substituted("calc(var(--a)*1px)", "calc(10/**/*1px)");
	assert_substituted("var(--none, var(--a, x) y)", "10 y");
	assert_substituted("var(--none)", NULL);
	assert_substituted("var(--none,)", "");
	assert_substituted("a var(--e) b", "a  b");
}

/* ---- Formatting ---- */

static void assert_formatted(const char *expected, const char *format, ...) {
	const char *reason;
	va_list arguments;
	va_start(arguments, format);
	char *text = oriel__css_value_format(&reason, format, arguments);
	va_end(arguments);
	if (expected == NULL)
		assert_null(text);
	else
		assert_string_equal(text, expected);
	oriel__free(text);
}

static void formatted_values_cannot_leave_their_declaration(void **state) {
	assert_formatted("12.5px", "%gpx", 12.5);
	assert_formatted("calc(1px + 50%)", "calc(%dpx + %d%%)", 1, 50);
	assert_formatted("\"a;b\"", "\"%s\"", "a;b");
	assert_formatted(NULL, "%s", "red; color: blue");
	assert_formatted(NULL, "%s", "red !important");
	assert_formatted(NULL, "%s", "rgb(1, 2");
	assert_formatted(NULL, "%s", "red)");
	assert_formatted(NULL, "%s", "red /*");
	assert_formatted(NULL, "\"%s\"", "a\"");
	assert_formatted(NULL, "%s", "red }");
	assert_formatted(NULL, "%s", "red \\");
}

/* ---- The table ---- */

static void properties_are_in_order_and_have_valid_initial_values(void **state) {
	struct oriel__css_arena arena = { 0 };
	for (uint16_t id = 1; id < ORIEL__CSS_PROPERTIES; id++) {
		const struct oriel__css_property *property = &oriel__css_properties[id];
		if (id > 1)
			assert_true(strcmp(oriel__css_properties[id - 1].name, property->name) < 0);
		assert_int_equal(oriel__css_property_find(property->name, strlen(property->name)), id);
		if (property->kind == ORIEL__CSS_LONGHAND) {
			value_of(&arena, property->name, property->initial);
			assert_true((property->group == ORIEL__GROUP_TEXT) == property->is_inherited);
		}
	}
	for (uint16_t keyword = 2; keyword < ORIEL__KEYWORDS; keyword++)
		assert_true(
			strcmp(oriel__css_keyword_name(keyword - 1), oriel__css_keyword_name(keyword)) < 0);
	oriel__css_arena_finish(&arena);
}

static void numbers_are_written_in_the_locale_of_c(void **state) {
	struct oriel__css_writer writer = { 0 };
	oriel__css_writer_number(&writer, 12.5);
	oriel__css_writer_text(&writer, " ");
	oriel__css_writer_number(&writer, -0.0);
	oriel__css_writer_text(&writer, " ");
	oriel__css_writer_number(&writer, 1.0 / 3);
	assert_string_equal(writer.text, "12.5 0 0.333333");
	oriel__css_writer_finish(&writer);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(lengths_become_pixels),
		cmocka_unit_test(percentages_refer_to_their_base),
		cmocka_unit_test(colors_of_all_spaces_are_converted_to_srgb),
		cmocka_unit_test(context_dependent_colors_are_resolved),
		cmocka_unit_test(variables_are_substituted_as_tokens),
		cmocka_unit_test(formatted_values_cannot_leave_their_declaration),
		cmocka_unit_test(properties_are_in_order_and_have_valid_initial_values),
		cmocka_unit_test(numbers_are_written_in_the_locale_of_c));
}
