/* SPDX-License-Identifier: MIT */
/*
 * Sheets as objects: rules, layers, conditions, registrations, places of errors, imports,
 * reloading, and hostile texts.
 */
#include "css/css_serialize_internal.h"
#include "css/css_sheet_internal.h"
#include "test.h"

#include <oriel/runtime/log.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* ---- Rules ---- */

static void declarations_around_nested_rules_become_rules(void **state) {
	oriel_sheet *sheet =
		oriel_sheet_parse("a { color: red; & b { order: 1 } gap: 1px; @media print { gap: 2px } }");
	assert_int_equal(sheet->rule_count, 4);
	assert_ptr_equal(sheet->rules[0].selectors, sheet->rules[2].selectors);
	assert_int_equal(sheet->rules[2].block.items[0].property, ORIEL__CSS_ROW_GAP);
	assert_ptr_equal(sheet->rules[0].selectors, sheet->rules[3].selectors);
	assert_int_equal(sheet->rules[3].condition, 1);
	oriel_sheet_unref(sheet);
}

static void the_last_declaration_of_a_property_wins(void **state) {
	oriel_sheet *sheet = oriel_sheet_parse(
		"a { color: red; padding: 1px; color: blue !important; padding-left: 2px; color: green }");
	const struct oriel__css_block *block = &sheet->rules[0].block;
	assert_int_equal(block->count, 5);
	assert_true(block->has_important);
	struct oriel__css_writer writer = { 0 };
	oriel__css_write_block(&writer, block, &sheet->names);
	assert_string_equal(
		writer.text, "padding: 1px 1px 1px 2px; color: blue !important;");
	oriel__css_writer_finish(&writer);
	oriel_sheet_unref(sheet);
}

/* A logical declaration between the longhands of a shorthand may lose to the longhands after it. It
 * would win if the longhands were moved before it. Source: CSSOM 1, "serialize a CSS declaration
 * block". */
static void logical_declarations_keep_longhands_apart(void **state) {
	static const char *const cases[][2] = {
		{ "margin-top: 1px; margin-right: 1px; margin-inline-start: 5px; margin-bottom: 1px; "
			"margin-left: 1px",
			"margin-top: 1px; margin-right: 1px; margin-inline-start: 5px; margin-bottom: 1px; "
			"margin-left: 1px;" },
		{ "margin: 1px; margin-inline-start: 5px", "margin: 1px; margin-inline-start: 5px;" },
		{ "margin-inline-start: 5px; margin: 1px", "margin-inline-start: 5px; margin: 1px;" },
		{ "margin-top: 1px; margin-right: 1px; padding-inline-start: 5px; margin-bottom: 1px; "
			"margin-left: 1px",
			"margin: 1px; padding-inline-start: 5px;" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct oriel__css_inline *style =
			oriel__css_inline_parse(cases[i][0], strlen(cases[i][0]), NULL);
		struct oriel__css_writer writer = { 0 };
		oriel__css_write_block(&writer, &style->block, &style->names);
		assert_string_equal(writer.text, cases[i][1]);
		oriel__css_writer_finish(&writer);
		oriel__css_inline_free(style);
	}
}

static void layers_are_in_the_order_of_their_first_name(void **state) {
	oriel_sheet *sheet = oriel_sheet_parse(
		"@layer b, a.c; @layer a { @layer c { x { order: 1 } } @layer { y { order: 2 } } }"
		"@layer { z { order: 3 } }");
	assert_int_equal(sheet->layer_count, 5); /* b, a, a.c and two anonymous layers */
	assert_int_equal(sheet->rules[0].layer, 3);
	assert_int_equal(sheet->layers[2].parent, 2);
	assert_int_equal(sheet->layers[3].parent, 2);
	assert_int_equal(sheet->layers[3].name, 0);
	assert_int_equal(sheet->layers[4].parent, 0);
	oriel_sheet_unref(sheet);
}

static void conditions_are_evaluated_later(void **state) {
	oriel_sheet *sheet = oriel_sheet_parse(
		"@media (width > 20em) { @media (prefers-color-scheme: dark) { a { order: 1 } } }");
	struct oriel__media media = { .width = 400, .height = 300, .resolution = 1, .font_size = 16 };
	assert_int_equal(sheet->rules[0].condition, 2);
	assert_int_equal(sheet->conditions[1].parent, 1);
	assert_true(oriel__media_matches(sheet->conditions[0].media, &media));
	assert_false(oriel__media_matches(sheet->conditions[1].media, &media));
	media.color_scheme = ORIEL__SCHEME_DARK;
	assert_true(oriel__media_matches(sheet->conditions[1].media, &media));
	assert_int_equal(
		oriel__media_features(sheet->conditions[0].media), 1 << ORIEL__MEDIA_WIDTH);
	oriel_sheet_unref(sheet);
}

static void properties_are_registered(void **state) {
	oriel_sheet *sheet = oriel_sheet_parse(
		"@property --a { syntax: \"<length>+ | auto\"; inherits: true; initial-value: 1px 2px }");
	struct oriel__css_arena arena = { 0 };
	struct oriel__css_value value;
	assert_int_equal(sheet->registration_count, 1);
	const struct oriel__css_registration *registration = &sheet->registrations[0];
	assert_true(registration->is_inherited);
	assert_true(oriel__css_registered_parse(&arena, registration->syntax, "3em", 3, &value));
	assert_true(oriel__css_registered_parse(&arena, registration->syntax, "auto", 4, &value));
	assert_false(oriel__css_registered_parse(&arena, registration->syntax, "red", 3, &value));
	oriel__css_arena_finish(&arena);
	oriel_sheet_unref(sheet);
	expect_log("expected an initial-value that fits");
	expect_log("with a name of two hyphens");
	oriel_sheet_unref(oriel_sheet_parse(
		"@property --a { syntax: \"<length>\"; inherits: false; initial-value: 1em }"
		"@property b { syntax: \"*\"; inherits: false }"));
}

/* ---- Errors ---- */

static void errors_have_places_and_nearest_names(void **state) {
	struct order order = { 0 };
	struct oriel_sheet_error error;
	expect_log("chat.css:2:2: expected a known property, not pading; did you mean padding?");
	expect_log("chat.css:3:10: display: expected none, block");
	expect_log("chat.css:5:3: expected a known pseudo-class; did you mean hover?");
	expect_log("chat.css:6:1: expected a known at-rule, not @medai; did you mean media?");
	oriel_sheet *sheet = oriel_sheet_parse("a {\n\tpading: 1px;\n\tdisplay:flx;\n}\nb:hovr { "
											"order: 1 }\n@medai x;",
		.name = "chat.css");
	assert_int_equal(oriel_sheet_error_count(sheet), 4);
	for (size_t i = 0; oriel_sheet_error_at(sheet, i, &error); i++)
		order_add(&order, "%u:%u %s", (unsigned)error.line, (unsigned)error.column,
			error.nearest != NULL ? error.nearest : "none");
	assert_order(&order, "2:2 padding, 3:10 flex, 5:3 hover, 6:1 media");
	oriel_sheet_unref(sheet);
}

static void columns_count_characters(void **state) {
	expect_log("sheet:1:15: expected a known property");
	oriel_sheet_unref(oriel_sheet_parse("\xc3\xa4 { order: 1; \xc3\xb6: 1 }", .name = "sheet"));
}

static void errors_of_a_sheet_without_a_name_have_the_place_in_c(void **state) {
	struct oriel_sheet_error error;
	const char *site = ORIEL_SITE;
	char expected[200];
	snprintf(expected, sizeof(expected), "%s: 1:5: expected a known property", site);
	expect_log(expected);
	oriel_sheet *sheet = oriel_sheet_parse_at(site, "a { pading: 1px }", NULL);
	assert_true(oriel_sheet_error_at(sheet, 0, &error));
	assert_string_equal(error.file, site);
	oriel_sheet_unref(sheet);
}

static void ignore_log(enum oriel_log_level level, const char *message, void *data) {
	(*(size_t *)data)++;
}

static void errors_over_a_limit_are_only_counted(void **state) {
	enum { ERRORS = 1000 };
	char *text = malloc(ERRORS * 8 + 8);
	size_t lines = 0;
	strcpy(text, "a {");
	for (size_t i = 0; i < ERRORS; i++)
		memcpy(text + 3 + i * 8, "bbb: 1;\n", 9);
	oriel_set_log_hook(ignore_log, &lines);
	oriel_sheet *sheet = oriel_sheet_parse(text);
	struct oriel_sheet_error error;
	assert_int_equal(oriel_sheet_error_count(sheet), ERRORS);
	assert_true(oriel_sheet_error_at(sheet, 99, &error));
	assert_false(oriel_sheet_error_at(sheet, 100, &error));
	assert_int_equal(lines, 101);
	oriel_sheet_unref(sheet);
	free(text);
}

/* ---- Repeated declarations ---- */

/* Writes the blocks of all rules, one a line. */
static void blocks_write(const oriel_sheet *sheet, struct oriel__css_writer *writer) {
	for (uint32_t i = 0; i < sheet->rule_count; i++) {
		oriel__css_write_block(writer, &sheet->rules[i].block, &sheet->names);
		oriel__css_writer_text(writer, "\n");
	}
}

/* The parser copies the results of equal declarations in a sheet with many of them. */
static void repeated_declarations_mean_the_same_everywhere(void **state) {
	static const char rule[] =
		"a { color: red; gap: 1px 2px; color : blue !important; color: green }"
		"a { /* ; } */ color: red; content: \";\"; content: \"}\"; --x: { a; b }; --y: {;} }"
		"a { background: url(a;b); colour: red; width: 1px 2px; width: var(--a, ;); order: 1\\; }"
		"a { margin: 0 auto; margin-left: 1px !important; margin: 0 auto; & b { gap: 1px 2px } }"
		"a { color: red; & { color: red } color:red; order: 1 } a { color: r\\65 d; order:\\31 }"
		"a { margin: 0 auto; --z: 1px; --z:1px; @media print { margin: 0 auto } --z:; gap: 1px }";
	enum { REPEATS = 100 };
	struct oriel__css_writer one = { 0 }, expected = { 0 }, actual = { 0 }, text = { 0 };
	size_t lines = 0;
	oriel_set_log_hook(ignore_log, &lines);
	oriel_sheet *single = oriel_sheet_parse(rule);
	blocks_write(single, &one);
	for (int i = 0; i < REPEATS; i++) {
		oriel__css_writer_text(&expected, one.text);
		oriel__css_writer_text(&text, rule);
		oriel__css_writer_text(&text, "\n");
	}
	oriel_sheet *sheet = oriel_sheet_parse(text.text);
	blocks_write(sheet, &actual);
	assert_string_equal(actual.text, expected.text);
	assert_int_equal(sheet->error_total, single->error_total * REPEATS);
	const struct oriel__css_style_rule *last = &sheet->rules[sheet->rule_count - 1];
	const struct oriel__css_style_rule *alone = &single->rules[single->rule_count - 1];
	for (uint32_t i = 0; i < last->block.count; i++)
		assert_int_equal(last->block.items[i].offset,
			alone->block.items[i].offset + (REPEATS - 1) * sizeof(rule));
	oriel_sheet_unref(single);
	oriel_sheet_unref(sheet);
	oriel__css_writer_finish(&one);
	oriel__css_writer_finish(&expected);
	oriel__css_writer_finish(&actual);
	oriel__css_writer_finish(&text);
}

/* ---- Files ---- */

struct folder {
	char path[256];
};

static void folder_write(const struct folder *folder, const char *name, const char *text) {
	char path[512];
	snprintf(path, sizeof(path), "%s/%s", folder->path, name);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static int folder_setup(void **state) {
	struct folder *folder = malloc(sizeof(*folder));
	snprintf(folder->path, sizeof(folder->path), "%s/oriel-sheet-XXXXXX",
		getenv("TMPDIR") != NULL ? getenv("TMPDIR") : "/tmp");
	if (mkdtemp(folder->path) == NULL)
		return -1;
	*state = folder;
	return 0;
}

static int folder_teardown(void **state) {
	struct folder *folder = *state;
	char command[512];
	snprintf(command, sizeof(command), "rm -rf '%s'", folder->path);
	int result = system(command);
	free(folder);
	return result;
}

static oriel_sheet *folder_load(const struct folder *folder, const char *name) {
	char path[512];
	snprintf(path, sizeof(path), "%s/%s", folder->path, name);
	return oriel_sheet_load(path, .watch = true);
}

static void imports_stand_where_they_are_written(void **state) {
	const struct folder *folder = *state;
	folder_write(folder, "main.css",
		"@import \"one.css\" layer(x) (width > 1px); @import url(one.css) supports(gap: 1px);"
		"@import 'two.css' supports(nope: 1); c { order: 3 }");
	folder_write(folder, "one.css", "a { order: 1 } @layer y { b { order: 2 } }");
	folder_write(folder, "two.css", "d { order: 4 }");
	oriel_sheet *sheet = folder_load(folder, "main.css");
	assert_int_equal(sheet->rule_count, 5);
	assert_int_equal(sheet->rules[0].layer, 1);
	assert_int_equal(sheet->rules[0].condition, 1);
	assert_int_equal(sheet->rules[0].source, 1);
	assert_int_equal(sheet->layers[sheet->rules[1].layer - 1].parent, 1);
	assert_int_equal(sheet->rules[2].layer, 0);
	assert_int_equal(sheet->rules[4].source, 0);
	assert_int_equal(sheet->file_count, 2);
	oriel_sheet_unref(sheet);
}

static void imports_outside_the_root_are_refused(void **state) {
	const struct folder *folder = *state;
	char path[512], target[512];
	snprintf(path, sizeof(path), "%s/in", folder->path);
	mkdir(path, 0700);
	folder_write(folder, "secret.css", "x { order: 1 }");
	folder_write(folder, "in/main.css",
		"@import '../secret.css'; @import '/etc/passwd'; @import 'link.css'; @import 'pipe.css';"
		"@import 'main.css'; @import 'none.css'; a { order: 1 }");
	snprintf(path, sizeof(path), "%s/in/link.css", folder->path);
	snprintf(target, sizeof(target), "%s/secret.css", folder->path);
	assert_int_equal(symlink(target, path), 0);
	snprintf(path, sizeof(path), "%s/in/pipe.css", folder->path);
	assert_int_equal(mkfifo(path, 0600), 0);
	expect_log("cannot import ../secret.css: it is outside the sheet's root");
	expect_log("cannot import /etc/passwd: it is outside the sheet's root");
	expect_log("cannot import link.css: it is outside the sheet's root");
	expect_log("cannot import pipe.css: it is not a regular file");
	expect_log("cannot import main.css: it imports itself");
	expect_log("cannot import none.css: there is no such file");
	oriel_sheet *sheet = folder_load(folder, "in/main.css");
	assert_int_equal(sheet->rule_count, 1);
	oriel_sheet_unref(sheet);
}

static void missing_files_are_empty_sheets(void **state) {
	const struct folder *folder = *state;
	expect_log("none.css:1:1: cannot load the sheet: there is no such file");
	oriel_sheet *sheet = folder_load(folder, "none.css");
	assert_int_equal(oriel_sheet_error_count(sheet), 1);
	assert_true(sheet->is_watched);
	assert_null(oriel__sheet_reload(sheet, NULL));
	folder_write(folder, "none.css", "");
	assert_null(oriel__sheet_reload(sheet, NULL));
	folder_write(folder, "none.css", "a { order: 1 }");
	oriel_sheet *fresh = oriel__sheet_reload(sheet, NULL);
	assert_int_equal(fresh->rule_count, 1);
	assert_true(fresh->is_watched);
	oriel_sheet_unref(fresh);
	oriel_sheet_unref(sheet);
}

static void sheets_without_a_base_import_nothing(void **state) {
	expect_log("cannot import a.css: the sheet has no folder; give it a base");
	oriel_sheet_unref(oriel_sheet_parse("@import 'a.css';"));
}

/* ---- Hostile texts ---- */

/* Returns a text of about size bytes that repeats a piece. */
static char *repeat(const char *begin, const char *piece, size_t size) {
	size_t length = strlen(piece), at = strlen(begin);
	char *text = malloc(size + length + at + 1);
	strcpy(text, begin);
	while (at < size) {
		memcpy(text + at, piece, length);
		at += length;
	}
	text[at] = '\0';
	return text;
}

static double seconds(void) {
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double time_of(const char *begin, const char *piece, size_t size) {
	char *text = repeat(begin, piece, size);
	double before = seconds();
	oriel_sheet_unref(oriel_sheet_parse(text));
	double taken = seconds() - before;
	free(text);
	return taken;
}

/* Eight times the text may take at most sixteen times the time; quadratic time would be 64
 * times. */
static void hostile_texts_take_linear_time(void **state) {
	static const char *const pieces[] = { "{", "}", "(", "a{", "a{b:c{", "a:", "a:b{c:", ":is(",
		"@media(", "a{--b:{", "var(", "a{b:var(--c,", "@layer a{", "@supports (", "[", "\"", "/*",
		"\\", "a,", "a ", "a{color:red;", "&", "a{&b{", ":not(:is(", "calc(", "a{width:calc(1px+",
		"@import 'a';", "@property --a{", "url(", "<!--", ";", "a{b;", "#", ".a", "::part(a)", "!",
		"a{font:a,", "@layer a.b,c;" };
	enum { SMALL = 1 << 15, LARGE = 1 << 18 };
	size_t lines = 0;
	oriel_set_log_hook(ignore_log, &lines);
	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
		for (int in_rule = 0; in_rule < 2; in_rule++) {
			const char *begin = in_rule ? "a { " : "";
			double small = time_of(begin, pieces[i], SMALL),
					large = time_of(begin, pieces[i], LARGE);
			if (large > 0.05 && large > 16 * small + 0.05)
				fail_msg("%s%s: %g s for 32 KiB, %g s for 256 KiB", begin, pieces[i], small, large);
		}
	}
}

static void a_hostile_text_of_ten_megabytes_is_parsed(void **state) {
	static const char *const pieces[] = { "a{b:c{", "a{color:red;width:calc(1px", ":is(a," };
	size_t lines = 0;
	oriel_set_log_hook(ignore_log, &lines);
	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++)
		assert_true(time_of("", pieces[i], 10 << 20) < 20);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(declarations_around_nested_rules_become_rules),
		cmocka_unit_test(the_last_declaration_of_a_property_wins),
		cmocka_unit_test(logical_declarations_keep_longhands_apart),
		cmocka_unit_test(layers_are_in_the_order_of_their_first_name),
		cmocka_unit_test(conditions_are_evaluated_later),
		cmocka_unit_test(properties_are_registered),
		cmocka_unit_test(errors_have_places_and_nearest_names),
		cmocka_unit_test(columns_count_characters),
		cmocka_unit_test(errors_of_a_sheet_without_a_name_have_the_place_in_c),
		cmocka_unit_test_setup_teardown(
			imports_stand_where_they_are_written, folder_setup, folder_teardown),
		cmocka_unit_test_setup_teardown(
			imports_outside_the_root_are_refused, folder_setup, folder_teardown),
		cmocka_unit_test_setup_teardown(
			missing_files_are_empty_sheets, folder_setup, folder_teardown),
		cmocka_unit_test(sheets_without_a_base_import_nothing),
		/* These replace the log's hook. */
		cmocka_unit_test(errors_over_a_limit_are_only_counted),
		cmocka_unit_test(repeated_declarations_mean_the_same_everywhere),
		cmocka_unit_test(hostile_texts_take_linear_time),
		cmocka_unit_test(a_hostile_text_of_ten_megabytes_is_parsed));
}
