/* SPDX-License-Identifier: MIT */
/*
 * Live reload: a watched sheet follows its file, and stays while the file is missing or empty.
 */
#include "test.h"
#include "ui.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char folder[] = "/tmp/oriel-sheet-XXXXXX", path[64];

static void put(const char *text) {
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static const char *width_after(struct ui *ui) {
	oriel_loop_advance(ui->loop, 0);
	return oriel_computed_style(oriel_window_root(ui->window), "min-width");
}

static oriel_widget *make_row(void) {
	return oriel_element("row");
}

static void a_watched_sheet_follows_its_file(void **state) {
	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/a.css", folder);
	put("root { min-width: 1px }");
	struct ui ui = ui_open(make_row);
	oriel_sheet_id id = oriel_app_add_sheet(ui.app, oriel_sheet_load(path, .watch = true));
	assert_string_equal(width_after(&ui), "1px");
	put("root { min-width: 2px }");
	assert_string_equal(width_after(&ui), "2px");
	put("");
	assert_string_equal(width_after(&ui), "2px");
	assert_int_equal(unlink(path), 0);
	assert_string_equal(width_after(&ui), "2px");
	put("root { min-width: 3px }");
	assert_string_equal(width_after(&ui), "3px");
	oriel_sheet_remove(id);
	put("root { min-width: 4px }");
	assert_string_equal(width_after(&ui), "auto");
	ui_close(&ui);
	unlink(path);
	rmdir(folder);
}

static void a_program_is_styled_by_the_environment(void **state) {
	(void)state;
	char name[] = "/tmp/oriel-style-XXXXXX";
	FILE *file = fdopen(mkstemp(name), "w");
	assert_non_null(file);
	fputs("root { min-width: 7px }", file);
	assert_int_equal(fclose(file), 0);
	setenv("ORIEL_STYLE", name, 1);
	struct ui ui = ui_open(make_row);
	unsetenv("ORIEL_STYLE");
	assert_string_equal(width_after(&ui), "7px");
	ui_close(&ui);
	unlink(name);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(a_watched_sheet_follows_its_file),
		cmocka_unit_test(a_program_is_styled_by_the_environment));
}
