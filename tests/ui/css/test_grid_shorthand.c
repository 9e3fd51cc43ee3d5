/* SPDX-License-Identifier: MIT */
/* The shorthands `grid` and `grid-template`: each text as Chromium writes it again. */
#include <string.h>

#include "css/css_property_internal.h"
#include "css/css_serialize_internal.h"
#include "css/value_parser_internal.h"
#include "test.h"

struct longhands {
	struct oriel__css_longhand items[ORIEL__CSS_MAX_LONGHANDS];
	size_t count;
};

static const struct oriel__css_value *longhand_of(void *data, uint16_t property) {
	struct longhands *longhands = data;
	for (size_t i = 0; i < longhands->count; i++) {
		if (longhands->items[i].property == property)
			return &longhands->items[i].value;
	}
	return NULL;
}

/* Compares the shorthand written again; NULL: the text is invalid. */
static void assert_written(const char *property, const char *text, const char *expected) {
	struct oriel__css_arena arena = { 0 };
	struct oriel__css_writer writer = { 0 };
	struct oriel__css_value_error error;
	struct longhands longhands;
	uint16_t id = oriel__css_property_find(property, strlen(property));
	longhands.count = oriel__css_value_parse(
		&arena, id, text, (uint32_t)strlen(text), longhands.items, &error);
	if ((longhands.count == 0) != (expected == NULL))
		fail_msg("%s: %s: %s", property, text, expected == NULL ? "valid" : error.expected);
	if (expected != NULL) {
		assert_true(oriel__css_write_shorthand(&writer, id, longhand_of, &longhands));
		assert_string_equal(writer.text, expected);
	}
	oriel__css_writer_finish(&writer);
	oriel__css_arena_finish(&arena);
}

static void templates_are_written_again(void **state) {
	(void)state;
	assert_written("grid-template", "none", "none");
	assert_written("grid-template", "100px / 1fr 2fr", "100px / 1fr 2fr");
	assert_written("grid-template", "none / auto", "none / auto");
	assert_written("grid-template", "auto / none", "auto / none");
	assert_written("grid-template", "[a] 10px [b] / repeat(2, 1fr)",
		"[a] 10px [b] / repeat(2, 1fr)");
	assert_written("grid-template", "\"a b\" \"c d\"", "\"a b\" \"c d\"");
	assert_written("grid-template", "\"a b\" 10px \"c d\" 1fr / auto 20px",
		"\"a b\" 10px \"c d\" 1fr / auto 20px");
	assert_written("grid-template", "[x] \"a  b\" [y] [z] \"c  d\" 2px [w] / 1fr 2fr",
		"[x] \"a b\" [y z] \"c d\" 2px [w] / 1fr 2fr");
	assert_written("grid-template", "\"x\" auto / auto", "\"x\" / auto");
}

static void malformed_templates_are_invalid(void **state) {
	(void)state;
	static const char *const texts[] = { "\"a b\" / repeat(2, 1fr)", "\"a b\" \"a c\" \"b b\"",
		"10px", "\"a\" 1px 2px", "\"a\" / none", "[a] [b] \"x\"", "none none", "/ 1fr", "1fr /",
		"\"a\" /" };
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_written("grid-template", texts[i], NULL);
}

static void grids_are_written_again(void **state) {
	(void)state;
	assert_written("grid", "none", "none");
	assert_written("grid", "auto-flow / 1fr 1fr", "none / 1fr 1fr");
	assert_written("grid", "auto-flow dense 10px / 1fr", "auto-flow dense 10px / 1fr");
	assert_written("grid", "dense auto-flow 10px 20px / none", "auto-flow dense 10px 20px / none");
	assert_written("grid", "10px / auto-flow", "10px / auto-flow");
	assert_written("grid", "10px / auto-flow dense 5px", "10px / auto-flow dense 5px");
	assert_written("grid", "10px 20px / dense auto-flow minmax(1px, 2px)",
		"10px 20px / auto-flow dense minmax(1px, 2px)");
	assert_written("grid", "\"a\" 5px / 1fr", "\"a\" 5px / 1fr");
	assert_written("grid", "auto-flow auto / auto", "none / auto");
	assert_written("grid", "none / auto-flow 5px", "none / auto-flow 5px");
	assert_written("grid", "10px / auto-flow auto", "10px / auto-flow");
	assert_written("grid", "repeat(2, 10px) / auto-flow", "repeat(2, 10px) / auto-flow");
}

static void malformed_grids_are_invalid(void **state) {
	(void)state;
	static const char *const texts[] = { "auto-flow", "auto-flow / auto-flow", "dense / 1fr",
		"auto-flow [a] / 1fr", "1fr / dense", "auto-flow 1px 2px" };
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_written("grid", texts[i], NULL);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(templates_are_written_again),
		cmocka_unit_test(malformed_templates_are_invalid),
		cmocka_unit_test(grids_are_written_again),
		cmocka_unit_test(malformed_grids_are_invalid));
}
