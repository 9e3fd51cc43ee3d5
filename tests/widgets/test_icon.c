/* SPDX-License-Identifier: MIT */
/* Icons: their size, colour and direction, the application's own, and every built-in path. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/extend/describe.h>
#include <oriel/extend/svg_path.h>
#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

static struct order order;

static oriel_widget *make_icon(void) {
	return oriel_set(oriel_column(oriel_icon("plus")), .style = "align-items: flex-start");
}

static oriel_widget *icon_in(struct ui *ui) {
	return oriel_query(oriel_window_root(ui->window), "icon");
}

static void note_size(const oriel_widget *icon) {
	struct oriel_rect bounds = oriel_widget_bounds(icon);
	order_add(&order, "%g x %g", (double)bounds.width, (double)bounds.height);
}

static void size_follows_the_font_unless_the_style_gives_one(void **state) {
	(void)state;
	struct ui ui = ui_open(make_icon);
	oriel_widget *icon = icon_in(&ui);
	note_size(icon);
	oriel_set(icon, .style = "font-size: 28px");
	note_size(icon);
	oriel_set(icon, .style = "width: 24px");
	note_size(icon);
	oriel_set(icon, .style = "height: 20px");
	note_size(icon);
	assert_order(&order, "16 x 16, 32 x 32, 24 x 24, 20 x 20");
	ui_close(&ui);
}

/* Returns the pixels of the window as a file of the test's folder, for free(). */
static char *pixels_of(struct ui *ui, long *length) {
	char path[] = "/tmp/oriel-icon-XXXXXX";
	int descriptor = mkstemp(path);
	assert_true(descriptor >= 0);
	FILE *file = fdopen(descriptor, "rb");
	ui_settle(ui);
	assert_int_equal(oriel_window_screenshot(ui->window, path), ORIEL_OK);
	fclose(file);
	file = fopen(path, "rb");
	assert_int_equal(fseek(file, 0, SEEK_END), 0);
	*length = ftell(file);
	rewind(file);
	char *bytes = malloc((size_t)*length);
	assert_int_equal(fread(bytes, 1, (size_t)*length, file), *length);
	fclose(file);
	remove(path);
	return bytes;
}

static bool looks_alike(struct ui *ui, const char *name, const char *other) {
	long length, other_length;
	oriel_icon_set_name(icon_in(ui), name);
	char *one = pixels_of(ui, &length);
	oriel_icon_set_name(icon_in(ui), other);
	char *two = pixels_of(ui, &other_length);
	bool is_same = length == other_length && memcmp(one, two, (size_t)length) == 0;
	free(one);
	free(two);
	return is_same;
}

static void directed_names_follow_the_writing_direction(void **state) {
	(void)state;
	struct ui ui = ui_open(make_icon);
	assert_false(looks_alike(&ui, "chevron-left", "chevron-right"));
	assert_true(looks_alike(&ui, "chevron-end", "chevron-right"));
	assert_true(looks_alike(&ui, "arrow-start", "arrow-left"));
	oriel_set(oriel_window_root(ui.window), .style = "direction: rtl");
	assert_true(looks_alike(&ui, "chevron-end", "chevron-left"));
	assert_true(looks_alike(&ui, "arrow-start", "arrow-right"));
	assert_false(looks_alike(&ui, "arrow-left", "arrow-right"));
	ui_close(&ui);
}

static void program_adds_icons_and_replaces_built_in_ones(void **state) {
	(void)state;
	struct ui ui = ui_open(make_icon);
	long before_length, after_length;
	assert_true(oriel_icon_add(ui.app, "cross", "M3 8h10M8 3v10"));
	assert_true(looks_alike(&ui, "cross", "plus"));
	/* the grid and the width are in proportion */
	assert_true(oriel_icon_add(ui.app, "wide", "M6 16h20M16 6v20", .grid = 32));
	assert_true(looks_alike(&ui, "wide", "plus"));
	assert_true(oriel_icon_add(ui.app, "thick", "M6 16h20M16 6v20", .grid = 32, .width = 6));
	assert_false(looks_alike(&ui, "thick", "plus"));
	char *before = pixels_of(&ui, &before_length);
	assert_true(oriel_icon_add(ui.app, "plus", "M2 2h12v12H2Z", .is_filled = true));
	char *after = pixels_of(&ui, &after_length);
	assert_false(before_length == after_length && memcmp(before, after, (size_t)after_length) == 0);
	free(before);
	free(after);
	ui_close(&ui);
}

static void malformed_path_is_reported_with_its_place(void **state) {
	(void)state;
	struct ui ui = ui_open(make_icon);
	expect_log("the path of \"bad\" is malformed at byte 5: a number is expected");
	assert_false(oriel_icon_add(ui.app, "bad", "M1 2L"));
	expect_log("there is no icon \"bad\"");
	oriel_icon_set_name(icon_in(&ui), "bad");
	ui_settle(&ui);
	assert_breaks("give an application, a name and a path", oriel_icon_add(ui.app, NULL, "M0 0"));
	assert_breaks("give none below 0", oriel_icon_add(ui.app, "low", "M0 0", .grid = -1));
	ui_close(&ui);
}

static void built_in_icons_parse_and_stay_on_their_grid(void **state) {
	(void)state;
	struct ui ui = ui_open(make_icon);
	size_t count = oriel_icon_builtin_count();
	assert_true(count >= 40);
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			assert_true(
				strcmp(oriel_icon_builtin_name(i - 1), oriel_icon_builtin_name(i)) < 0);
		oriel_icon_set_name(icon_in(&ui), oriel_icon_builtin_name(i));
		ui_settle(&ui); /* an unknown or malformed icon would be logged */
	}
	assert_breaks("is not below", oriel_icon_builtin_name(count));
	ui_close(&ui);
}

static void icon_is_decoration_unless_it_has_a_label(void **state) {
	(void)state;
	struct ui ui = ui_open(make_icon);
	oriel_widget *icon = icon_in(&ui);
	char *text = oriel_widget_describe_tree(icon);
	assert_string_equal(text, "generic\n");
	free(text);
	oriel_set_attribute(icon, "aria-label", "Warning");
	text = oriel_widget_describe_tree(icon);
	assert_string_equal(text, "image \"Warning\"\n");
	free(text);
	assert_string_equal(oriel_icon_name(icon), "plus");
	oriel_icon_set_name(icon, NULL);
	assert_string_equal(oriel_icon_name(icon), "");
	ui_settle(&ui);
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(size_follows_the_font_unless_the_style_gives_one),
		cmocka_unit_test(directed_names_follow_the_writing_direction),
		cmocka_unit_test(program_adds_icons_and_replaces_built_in_ones),
		cmocka_unit_test(malformed_path_is_reported_with_its_place),
		cmocka_unit_test(built_in_icons_parse_and_stay_on_their_grid),
		cmocka_unit_test(icon_is_decoration_unless_it_has_a_label));
}
