/* SPDX-License-Identifier: MIT */
/*
 * Live reload: a watched sheet follows its file, and stays while the file is missing or empty.
 */
#include "test.h"
#include "ui.h"

#include <oriel/runtime/record.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char folder[] = "/tmp/oriel-sheet-XXXXXX", path[64];

static void put_at(const char *name, const char *text) {
	FILE *file = fopen(name, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static void put(const char *text) {
	put_at(path, text);
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

/* ---- Recordings ---- */

static struct order widths;

static void note_width(void *data) {
	struct ui *ui = data;
	char width[16];
	snprintf(width, sizeof(width), "%s",
		oriel_computed_style(oriel_window_root(ui->window), "min-width"));
	order_add(&widths, "%s %s", width,
		oriel_computed_style(oriel_window_root(ui->window), "min-height"));
}

/* Notes the root's style every 10 ms of virtual time. */
static void open_recorded(struct ui *ui, const char *name) {
	widths.length = 0;
	widths.text[0] = '\0';
	ui->loop = oriel_loop_current();
	ui->app = oriel_app_new("org.example.sheets", .headless = true);
	oriel_app_add_sheet(ui->app, oriel_sheet_load(name, .watch = true));
	ui->window = oriel_window_open(ui->app, .content = make_row());
	oriel_set_interval(note_width, ui, 10);
}

static void close_recorded(struct ui *ui) {
	oriel_app_destroy(ui->app);
	oriel_loop_destroy(ui->loop);
}

static void reloaded_sheets_are_replayed_from_their_recorded_bytes(void **state) {
	static const char expected[] = "1px 5px, 2px 5px, 2px 6px, 2px 6px";
	char name[] = "/tmp/oriel-sheets-XXXXXX", sheet[64], part[64], recording[64];
	struct ui ui;
	(void)state;
	assert_non_null(mkdtemp(name));
	snprintf(sheet, sizeof(sheet), "%s/a.css", name);
	snprintf(part, sizeof(part), "%s/part.css", name);
	snprintf(recording, sizeof(recording), "%s/run", name);
	put_at(part, "root { min-height: 5px }");
	put_at(sheet, "@import 'part.css'; root { min-width: 1px }");
	oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	assert_int_equal(oriel_record_start(recording), ORIEL_OK);
	open_recorded(&ui, sheet);
	oriel_loop_advance(ui.loop, 10);
	put_at(sheet, "@import 'part.css'; root { min-width: 2px }");
	oriel_loop_advance(ui.loop, 10);
	put_at(part, "root { min-height: 6px }");
	oriel_loop_advance(ui.loop, 10);
	assert_int_equal(unlink(part), 0);
	assert_int_equal(unlink(sheet), 0);
	oriel_loop_advance(ui.loop, 10);
	assert_int_equal(oriel_record_stop(), ORIEL_OK);
	assert_order(&widths, expected);
	close_recorded(&ui);

	put_at(part, "root { min-height: 5px }");
	put_at(sheet, "@import 'part.css'; root { min-width: 1px }");
	oriel_loop_new(.clock = ORIEL_CLOCK_MONOTONIC);
	assert_int_equal(oriel_replay_start(recording), ORIEL_OK);
	open_recorded(&ui, sheet);
	put_at(part, "root { min-height: 99px }");
	put_at(sheet, "root { min-width: 99px }");
	oriel_loop_run(ui.loop);
	assert_int_equal(oriel_replay_result().state, ORIEL_REPLAY_DONE);
	assert_order(&widths, expected);
	close_recorded(&ui);
	unlink(part);
	unlink(sheet);
	unlink(recording);
	rmdir(name);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(a_watched_sheet_follows_its_file),
		cmocka_unit_test(a_program_is_styled_by_the_environment),
		cmocka_unit_test(reloaded_sheets_are_replayed_from_their_recorded_bytes));
}
