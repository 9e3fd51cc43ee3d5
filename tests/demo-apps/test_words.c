/* SPDX-License-Identifier: MIT */
/* The window of the word counter, used as by a user. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <oriel/widgets.h>

#include "figures.h"
#include "test.h"
#include "tree.h"
#include "ui.h"
#include "words.h"

struct fixture {
	struct folder *folder;
	struct ui ui;
	struct words words;
	struct order seen;
};

static void open_with(struct fixture *fixture, const struct words_options *options) {
	fixture->ui.app = oriel_app_new("org.oriel.test", .headless = true);
	fixture->ui.loop = oriel_app_loop(fixture->ui.app);
	assert_true(words_open(&fixture->words, fixture->ui.app, options));
	fixture->ui.window = fixture->words.window;
	ui_settle(&fixture->ui);
}

static void settle(struct fixture *fixture) {
	oriel_loop_settle(fixture->ui.loop);
	oriel_loop_advance(fixture->ui.loop, 1000);
}

static int setup(void **state) {
	struct fixture *fixture = calloc(1, sizeof(*fixture));
	folder_setup((void **)&fixture->folder);
	open_with(fixture, &(const struct words_options){ .width = 720, .height = 640 });
	*state = fixture;
	return 0;
}

static int teardown(void **state) {
	struct fixture *fixture = *state;
	if (fixture->ui.app)
		ui_close(&fixture->ui);
	folder_teardown((void **)&fixture->folder);
	free(fixture);
	return 0;
}

static void type(struct fixture *fixture, const char *text) {
	oriel_focus(fixture->words.field);
	oriel_text_field_select_all(fixture->words.field);
	ui_type(&fixture->ui, text);
}

/* A path below the test's folder. */
static void type_path(struct fixture *fixture, const char *path) {
	char text[400];
	snprintf(text, sizeof(text), "%s%s", fixture->folder->path, path);
	type(fixture, text);
}

static void count(struct fixture *fixture, const char *path) {
	type_path(fixture, path);
	ui_key(&fixture->ui, "Enter");
}

/* Returns a row, after scrolling to it if it is out of view. */
static oriel_widget *row_at(struct fixture *fixture, size_t index) {
	oriel_widget *list = fixture->words.results.list;
	oriel_window_update(fixture->ui.window);
	if (!oriel_list_view_row(list, index)) {
		oriel_list_view_scroll_to(list, index);
		oriel_window_update(fixture->ui.window);
	}
	return oriel_list_view_row(list, index);
}

static size_t count_rows(struct fixture *fixture) {
	return oriel_model_count(fixture->words.results.model, 0);
}

static const char *row_text(struct fixture *fixture, size_t index) {
	return oriel_label_text(oriel_child_at(row_at(fixture, index), 0));
}

static int compare(const void *a, const void *b) {
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The rows, sorted, since files of one tree come in any order. */
static void assert_rows(struct fixture *fixture, const char *expected) {
	struct order order = { 0 };
	char texts[16][300], *sorted[16];
	size_t row_count = count_rows(fixture);
	assert_in_range(row_count, 0, 16);
	for (size_t i = 0; i < row_count; i++) {
		oriel_widget *row = row_at(fixture, i);
		bool failed = oriel_has_class(oriel_child_at(row, 0), "error");
		snprintf(texts[i], sizeof(texts[i]), failed ? "! %s" : "%s %s %s", row_text(fixture, i),
			oriel_label_text(oriel_child_at(row, 1)), oriel_label_text(oriel_child_at(row, 2)));
		sorted[i] = texts[i];
	}
	qsort(sorted, row_count, sizeof(sorted[0]), compare);
	for (size_t i = 0; i < row_count; i++)
		order_add(&order, "%s", sorted[i]);
	assert_order(&order, expected);
}

/* What stands in the card: figures but those of time, progress, status, notes. */
static void assert_card(struct fixture *fixture, const char *expected) {
	struct order order = { 0 };
	const struct words *words = &fixture->words;
	order_add(&order, "%s files", oriel_label_text(words->figures[FIGURE_FILES]));
	order_add(&order, "%s words", oriel_label_text(words->figures[FIGURE_WORDS]));
	order_add(&order, "%s", oriel_label_text(words->figures[FIGURE_BYTES]));
	if (oriel_progress_is_indeterminate(words->progress))
		order_add(&order, "working");
	else
		order_add(&order, "%d%%%s", (int)(oriel_progress_value(words->progress) * 100),
			oriel_has_class(words->progress, "done") ? " done" : "");
	order_add(&order, "%s", oriel_label_text(words->status));
	order_add(&order, "%s", oriel_label_text(words->notes));
	assert_order(&order, expected);
}

static void assert_error(struct fixture *fixture, const char *before, const char *path) {
	char expected[500] = "";
	if (before)
		snprintf(expected, sizeof(expected), path ? "%s %s%s" : "%s", before, fixture->folder->path,
			path);
	assert_int_equal(oriel_is_hidden(fixture->words.error), !before);
	if (before)
		assert_string_equal(oriel_label_text(fixture->words.error), expected);
}

static bool is_running(struct fixture *fixture) {
	const struct words *words = &fixture->words;
	bool running = words->scan != NULL;
	assert_int_equal(oriel_is_hidden(words->start), running);
	assert_int_equal(oriel_is_disabled(words->start), running);
	assert_int_equal(oriel_is_hidden(words->cancel), !running);
	return running;
}

/* Counts a tree of 17 folders until a few are listed: each of the others needs a turn of the loop,
 * whatever the threads are doing. */
static void begin_to_count(struct fixture *fixture) {
	tree_fill(fixture->folder, "many", 1500);
	type_path(fixture, "");
	oriel_fire(fixture->words.start, "click", .bubbles = true, .cancelable = true);
	while (scan_totals(fixture->words.scan).folders < 3)
		oriel_loop_step(fixture->ui.loop);
	assert_true(is_running(fixture));
}

/* ---- Counting ---- */

static void the_window_describes_itself(void **state) {
	struct fixture *fixture = *state;
	tree_write(fixture->folder, "a.txt", "one two three");
	count(fixture, "");
	settle(fixture);
	oriel_text_field_set_text(fixture->words.field, "folder");
	oriel_label_set_text(fixture->words.figures[FIGURE_RATE], "10");
	oriel_label_set_text(fixture->words.figures[FIGURE_TIME], "0.1 s");
	char *text = oriel_widget_describe_tree(
		oriel_first_child(oriel_window_root(fixture->ui.window)));
	assert_string_equal(text,
		"group [focus-within]\n"
		"  heading \"Words\"\n"
		"  form [focus-within]\n"
		"    textbox \"Path of a folder, as ~/Documents\" = \"folder\" [focus focus-visible "
		"focus-within focusable editable]\n"
		"    button \"Count\" [activatable focusable]\n"
		"    button \"Cancel\" [hidden activatable focusable]\n"
		"  group [hidden]\n"
		"  alert \"\" [hidden]\n"
		"  group\n"
		"    group\n"
		"      group\n"
		"        label \"1\"\n"
		"        label \"files\"\n"
		"      group\n"
		"        label \"3\"\n"
		"        label \"words\"\n"
		"      group\n"
		"        label \"13 B\"\n"
		"        label \"read\"\n"
		"      group\n"
		"        label \"10\"\n"
		"        label \"files a second\"\n"
		"      group\n"
		"        label \"0.1 s\"\n"
		"        label \"time\"\n"
		"    progressbar = \"100%\"\n"
		"    group\n"
		"      label \"Done: 1 file in 1 folder\"\n"
		"      label \"0 skipped, 0 problems\"\n"
		"  list [scrollable]\n"
		"    listitem [item 1 of 1]\n"
		"      label \"a.txt\"\n"
		"      label \"3\"\n"
		"      label \"13 B\"\n");
	free(text);
}

static void enter_counts_the_folder_that_was_typed(void **state) {
	struct fixture *fixture = *state;
	tree_make_odd(fixture->folder);
	assert_card(fixture,
		"0 files, 0 words, 0 B, 0%, Type a folder, and its files are counted, 0 skipped, 0 "
		"problems");
	type_path(fixture, "");
	oriel_input_push(fixture->ui.window,
		&(struct oriel_raw_input){ .type = ORIEL_RAW_KEY_DOWN, .key = "Enter", .code = "Enter" });
	oriel_loop_step(fixture->ui.loop);
	assert_true(is_running(fixture));
	settle(fixture);
	assert_false(is_running(fixture));
	assert_rows(
		fixture, "a.txt 3 13 B, bad\xef\xbf\xbd.txt 1 3 B, deep/er/b.txt 2 9 B, empty 0 0 B");
	assert_card(fixture,
		"4 files, 6 words, 25 B, 100% done, Done: 5 files in 4 folders, 4 skipped, 0 problems");
	assert_error(fixture, NULL, NULL);
}

static void the_button_counts_and_hands_its_focus_to_cancel_and_back(void **state) {
	struct fixture *fixture = *state;
	tree_fill(fixture->folder, "many", 500);
	type_path(fixture, "");
	oriel_focus(fixture->words.start);
	oriel_fire(fixture->words.start, "click", .bubbles = true, .cancelable = true);
	assert_true(is_running(fixture));
	assert_ptr_equal(oriel_window_focused(fixture->ui.window), fixture->words.cancel);
	settle(fixture);
	assert_ptr_equal(oriel_window_focused(fixture->ui.window), fixture->words.start);
}

static void a_folder_of_the_command_line_is_counted_at_once(void **state) {
	struct fixture *fixture = *state;
	tree_write(fixture->folder, "a.txt", "one two three");
	ui_close(&fixture->ui);
	open_with(fixture,
		&(const struct words_options){
			.folder = fixture->folder->path, .width = 720, .height = 640 });
	settle(fixture);
	assert_rows(fixture, "a.txt 3 13 B");
	assert_string_equal(oriel_text_field_text(fixture->words.field), fixture->folder->path);
}

static void counting_again_begins_anew(void **state) {
	struct fixture *fixture = *state;
	tree_write(fixture->folder, "x/a.txt", "one");
	tree_write(fixture->folder, "y/b.txt", "two two");
	count(fixture, "/x");
	settle(fixture);
	count(fixture, "/y");
	settle(fixture);
	assert_rows(fixture, "b.txt 2 7 B");
	assert_card(fixture,
		"1 files, 2 words, 7 B, 100% done, Done: 1 file in 1 folder, 0 skipped, 0 problems");
}

static void an_empty_folder_is_done(void **state) {
	struct fixture *fixture = *state;
	count(fixture, "");
	settle(fixture);
	assert_card(fixture,
		"0 files, 0 words, 0 B, 100% done, Done: 0 files in 1 folder, 0 skipped, 0 problems");
}

/* ---- Cancelling ---- */

static void escape_cancels_in_the_middle_and_counting_again_counts_all(void **state) {
	struct fixture *fixture = *state;
	begin_to_count(fixture);
	oriel_input_push(fixture->ui.window,
		&(struct oriel_raw_input){ .type = ORIEL_RAW_KEY_DOWN, .key = "Escape", .code = "Escape" });
	oriel_loop_step(fixture->ui.loop);
	assert_false(is_running(fixture));
	assert_true(fixture->words.cancelled);
	struct scan_totals totals = fixture->words.totals;
	assert_true(totals.walking && totals.finished <= totals.found && totals.found < 1500);
	settle(fixture);
	assert_int_equal(fixture->words.totals.finished, totals.finished);
	assert_false(oriel_progress_is_indeterminate(fixture->words.progress));
	assert_ptr_equal(strstr(oriel_label_text(fixture->words.status), "Cancelled after "),
		oriel_label_text(fixture->words.status));
	count(fixture, "");
	settle(fixture);
	assert_card(fixture,
		"1,500 files, 3,000 words, 14 kB, 100% done, Done: 1,500 files in 17 folders, 0 skipped, 0 "
		"problems");
}

static void the_button_cancels_at_once(void **state) {
	struct fixture *fixture = *state;
	tree_fill(fixture->folder, "many", 1500);
	type_path(fixture, "");
	oriel_fire(fixture->words.start, "click", .bubbles = true, .cancelable = true);
	oriel_fire(fixture->words.cancel, "click", .bubbles = true, .cancelable = true);
	assert_false(is_running(fixture));
	settle(fixture);
	assert_rows(fixture, "");
	assert_card(fixture,
		"0 files, 0 words, 0 B, 0%, Cancelled after 0 of 0 files found by then, 0 skipped, 0 "
		"problems");
}

static void escape_without_anything_to_cancel_does_nothing(void **state) {
	struct fixture *fixture = *state;
	tree_write(fixture->folder, "a.txt", "one");
	count(fixture, "");
	settle(fixture);
	ui_key(&fixture->ui, "Escape");
	assert_card(fixture,
		"1 files, 1 words, 3 B, 100% done, Done: 1 file in 1 folder, 0 skipped, 0 problems");
}

static void closing_the_window_in_the_middle_waits_for_nothing(void **state) {
	struct fixture *fixture = *state;
	begin_to_count(fixture);
	assert_true(oriel_window_close(fixture->ui.window));
	assert_null(fixture->words.scan);
	assert_null(oriel_app_first_window(fixture->ui.app));
	assert_int_equal(oriel_app_run(fixture->ui.app), 0);
	fixture->ui.app = NULL;
}

static void an_application_that_quits_in_the_middle_ends_cleanly(void **state) {
	struct fixture *fixture = *state;
	begin_to_count(fixture);
	oriel_app_quit(fixture->ui.app, 3);
	assert_int_equal(oriel_app_run(fixture->ui.app), 3);
	fixture->ui.app = NULL;
}

/* ---- What goes wrong ---- */

static void a_path_that_is_no_folder_is_said_until_something_else_is_typed(void **state) {
	struct fixture *fixture = *state;
	tree_write(fixture->folder, "file", "one");
	count(fixture, "/gone");
	settle(fixture);
	assert_error(fixture, "There is no folder", "/gone");
	assert_ptr_equal(oriel_window_focused(fixture->ui.window), fixture->words.field);
	assert_false(is_running(fixture));
	type_path(fixture, "/file");
	assert_error(fixture, NULL, NULL);
	ui_key(&fixture->ui, "Enter");
	settle(fixture);
	assert_error(fixture, "This is no folder:", "/file");
	assert_rows(fixture, "");
	assert_card(fixture,
		"0 files, 0 words, 0 B, 0%, Type a folder, and its files are counted, 0 skipped, 0 "
		"problems");
}

static void without_a_path_one_is_asked_for(void **state) {
	struct fixture *fixture = *state;
	oriel_focus(fixture->words.field);
	ui_key(&fixture->ui, "Enter");
	assert_false(is_running(fixture));
	assert_error(fixture, "Type the path of a folder.", NULL);
}

static void what_may_not_be_read_is_a_row_that_says_so(void **state) {
	struct fixture *fixture = *state;
	tree_write(fixture->folder, "a.txt", "one");
	tree_write(fixture->folder, "secret", "two");
	tree_lock(fixture->folder, "secret");
	count(fixture, "");
	settle(fixture);
	tree_unlock();
	assert_rows(fixture, "! cannot read secret: Permission denied, a.txt 1 3 B");
	assert_card(fixture,
		"1 files, 1 words, 3 B, 100% done, Done: 2 files in 1 folder, 0 skipped, 1 problem");
}

static void a_folder_that_may_not_be_read_is_said(void **state) {
	struct fixture *fixture = *state;
	tree_write(fixture->folder, "closed/a.txt", "one");
	tree_lock(fixture->folder, "closed");
	count(fixture, "/closed");
	settle(fixture);
	tree_unlock();
	assert_error(fixture, "This folder may not be read:", "/closed");
}

/* ---- The list ---- */

static void add(struct fixture *fixture, const char *text, bool failed) {
	results_add(&fixture->words.results,
		&(const struct scan_result){ .text = text, .failed = failed, .words = 1234, .bytes = 5 });
}

static void add_numbered(struct fixture *fixture, int from, int to) {
	char text[16];
	for (int i = from; i < to; i++) {
		snprintf(text, sizeof(text), "%d", i);
		add(fixture, text, false);
	}
}

static void show_all(struct fixture *fixture) {
	while (results_show(&fixture->words.results))
		continue;
}

static void the_newest_is_on_top(void **state) {
	struct fixture *fixture = *state;
	struct order order = { 0 };
	add(fixture, "first", false);
	add(fixture, "second", true);
	show_all(fixture);
	add(fixture, "third", false);
	show_all(fixture);
	for (size_t i = 0; i < 3; i++)
		order_add(&order, "%s", row_text(fixture, i));
	assert_order(&order, "third, second, first");
	assert_rows(fixture, "! second, first 1,234 5 B, third 1,234 5 B");
}

static void the_newest_1000_are_shown_a_few_each_frame(void **state) {
	struct fixture *fixture = *state;
	add_numbered(fixture, 0, 700);
	assert_true(results_show(&fixture->words.results));
	assert_in_range(count_rows(fixture), 1, 100);
	assert_string_equal(row_text(fixture, count_rows(fixture) - 1), "0");
	oriel_scroll_to(fixture->words.results.list, .y = 0);
	show_all(fixture);
	add_numbered(fixture, 700, 3500);
	show_all(fixture);
	assert_int_equal(count_rows(fixture), 1000);
	for (int i = 0; i < 1000; i++)
		assert_int_equal(atoi(row_text(fixture, (size_t)i)), 3499 - i);
}

static void a_row_that_is_used_again_shows_only_its_new_result(void **state) {
	struct fixture *fixture = *state;
	add(fixture, "broken", true);
	add_numbered(fixture, 1, 1000);
	show_all(fixture);
	add(fixture, "well", false);
	show_all(fixture);
	oriel_widget *row = row_at(fixture, 0);
	assert_string_equal(row_text(fixture, 0), "well");
	assert_false(oriel_has_class(oriel_child_at(row, 0), "error") ||
		oriel_is_hidden(oriel_child_at(row, 1)) || oriel_is_hidden(oriel_child_at(row, 2)));
}

static void who_reads_further_down_is_not_disturbed(void **state) {
	struct fixture *fixture = *state;
	oriel_widget *list = fixture->words.results.list;
	add_numbered(fixture, 0, 100);
	show_all(fixture);
	oriel_window_update(fixture->ui.window);
	oriel_scroll_to(list, .y = 200);
	add(fixture, "newest", false);
	assert_false(results_show(&fixture->words.results));
	oriel_model *rows = fixture->words.results.model;
	assert_string_equal(oriel_model_text(rows, oriel_model_key(rows, 0, 0), 0), "99");
	assert_true(results_are_held(&fixture->words.results));
	oriel_scroll_to(list, .y = 0);
	ui_settle(&fixture->ui);
	assert_string_equal(row_text(fixture, 0), "newest");
	assert_false(results_are_held(&fixture->words.results));
}

/* ---- Suggestions ---- */

static void assert_suggested(struct fixture *fixture, const char *expected) {
	struct order order = { 0 };
	oriel_widget *row = fixture->words.suggestions.row;
	for (oriel_widget *button = oriel_first_child(row); button; button = oriel_next_sibling(button))
		order_add(&order, "%s", oriel_button_text(button));
	assert_int_equal(oriel_is_hidden(row), !oriel_first_child(row));
	assert_order(&order, expected);
}

static void make_folders(struct fixture *fixture) {
	tree_write(fixture->folder, "music/rock/a.txt", "one");
	tree_write(fixture->folder, "movies/a.txt", "one");
	tree_write(fixture->folder, "mail.txt", "one");
	tree_write(fixture->folder, ".hidden/a.txt", "one");
	tree_write(fixture->folder, "pictures/a.txt", "one");
}

static void folders_that_go_on_as_typed_are_suggested(void **state) {
	struct fixture *fixture = *state;
	make_folders(fixture);
	type_path(fixture, "/");
	settle(fixture);
	assert_suggested(fixture, "movies, music, pictures");
	type_path(fixture, "/mu");
	settle(fixture);
	assert_suggested(fixture, "music");
	type_path(fixture, "/.");
	settle(fixture);
	assert_suggested(fixture, ".hidden");
	type_path(fixture, "/x");
	settle(fixture);
	assert_suggested(fixture, "");
	type_path(fixture, "/gone/x");
	settle(fixture);
	assert_suggested(fixture, "");
	type(fixture, "relative");
	settle(fixture);
	assert_suggested(fixture, "");
}

static void a_suggestion_that_is_pressed_is_put_into_the_field(void **state) {
	struct fixture *fixture = *state;
	char expected[400];
	make_folders(fixture);
	type_path(fixture, "/mu");
	settle(fixture);
	ui_click(&fixture->ui, oriel_first_child(fixture->words.suggestions.row), 1);
	settle(fixture);
	snprintf(expected, sizeof(expected), "%s/music/", fixture->folder->path);
	assert_string_equal(oriel_text_field_text(fixture->words.field), expected);
	assert_ptr_equal(oriel_window_focused(fixture->ui.window), fixture->words.field);
	assert_suggested(fixture, "rock");
	ui_key(&fixture->ui, "Enter");
	settle(fixture);
	assert_rows(fixture, "rock/a.txt 1 3 B");
	assert_suggested(fixture, "");
}

/* Types without letting anything happen between. */
static void push_path(struct fixture *fixture, const char *path) {
	char text[400];
	snprintf(text, sizeof(text), "%s%s", fixture->folder->path, path);
	oriel_focus(fixture->words.field);
	oriel_text_field_select_all(fixture->words.field);
	oriel_input_push(
		fixture->ui.window, &(struct oriel_raw_input){ .type = ORIEL_RAW_TEXT, .text = text });
	oriel_loop_step(fixture->ui.loop);
}

static void only_the_newest_text_is_answered(void **state) {
	struct fixture *fixture = *state;
	make_folders(fixture);
	push_path(fixture, "/music/");
	push_path(fixture, "/mo");
	settle(fixture);
	assert_suggested(fixture, "movies");
}

static void at_most_five_are_suggested(void **state) {
	struct fixture *fixture = *state;
	for (char name[] = "a/x"; name[0] < 'h'; name[0]++)
		tree_write(fixture->folder, name, "one");
	type_path(fixture, "/");
	settle(fixture);
	assert_suggested(fixture, "a, b, c, d, e");
}

static void assert_path(const char *input, const char *expected) {
	char *path = path_from_input(input);
	assert_string_equal(path, expected);
	free(path);
}

static void a_tilde_is_the_users_home(void **state) {
	(void)state;
	char *home = getenv("HOME") ? strdup(getenv("HOME")) : NULL;
	setenv("HOME", "/home/ada", 1);
	assert_path("~", "/home/ada");
	assert_path("~/x", "/home/ada/x");
	assert_path("~x", "~x");
	assert_path("/~", "/~");
	assert_path("", "");
	unsetenv("HOME");
	assert_path("~/x", "~/x");
	if (home)
		setenv("HOME", home, 1);
	free(home);
}

/* ---- Figures ---- */

static void figures_are_as_people_read_them(void **state) {
	(void)state;
	struct order order = { 0 };
	char text[FIGURE_SIZE];
	const uint64_t counts[] = { 0, 999, 1000, 1234567, UINT64_MAX };
	const uint64_t sizes[] = { 0, 999, 1000, 1249, 9949, 9950, 999499, 999500, 1234567890,
		UINT64_MAX };
	const double times[] = { 0, 99, 100, 59999, 60000, 754000, 3723000 };
	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++)
		order_add(&order, "%s", figure_count(text, counts[i]));
	assert_order(&order, "0, 999, 1,000, 1,234,567, 18,446,744,073,709,551,615");
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
		order_add(&order, "%s", figure_bytes(text, sizes[i]));
	assert_order(
		&order, "0 B, 999 B, 1.0 kB, 1.2 kB, 9.9 kB, 10 kB, 999 kB, 1.0 MB, 1.2 GB, 18 EB");
	for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++)
		order_add(&order, "%s", figure_time(text, times[i]));
	assert_order(&order, "0.0 s, 0.0 s, 0.1 s, 59.9 s, 1:00, 12:34, 1:02:03");
}

/* ---- Pictures and reports ---- */

static int run_with(struct fixture *fixture, const struct words_options *options) {
	ui_close(&fixture->ui);
	fixture->ui.app = oriel_app_new("org.oriel.test", .headless = true);
	assert_true(words_open(&fixture->words, fixture->ui.app, options));
	int status = oriel_app_run(fixture->ui.app);
	fixture->ui.app = NULL;
	return status;
}

static void the_screenshot_is_taken_when_all_is_counted_and_shown(void **state) {
	struct fixture *fixture = *state;
	char picture[400];
	tree_fill(fixture->folder, "many", 300);
	snprintf(picture, sizeof(picture), "%s/words.png", fixture->folder->path);
	assert_int_equal(run_with(fixture, &(const struct words_options){
		.folder = fixture->folder->path, .width = 720, .height = 640, .screenshot = picture }), 0);
	assert_int_equal(fixture->words.totals.finished, 300);
	assert_int_equal(fixture->words.results.count, 0);
	assert_int_equal(access(picture, R_OK), 0);
}

static void a_folder_that_cannot_be_counted_is_a_failure_and_its_picture_shows_why(void **state) {
	struct fixture *fixture = *state;
	char picture[400];
	snprintf(picture, sizeof(picture), "%s/words.png", fixture->folder->path);
	assert_int_equal(run_with(fixture, &(const struct words_options){
		.folder = "/nowhere/at/all", .width = 720, .height = 640, .screenshot = picture }), 1);
	assert_int_equal(access(picture, R_OK), 0);
}

static void a_screenshot_that_cannot_be_written_is_a_failure(void **state) {
	struct fixture *fixture = *state;
	expect_log("/dev/null/words.png");
	assert_int_equal(run_with(fixture,
						&(const struct words_options){ .folder = fixture->folder->path,
							.width = 720,
							.height = 640,
							.screenshot = "/dev/null/words.png" }),
		1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
	return RUN_TESTS(
		TEST(the_window_describes_itself),
		TEST(enter_counts_the_folder_that_was_typed),
		TEST(the_button_counts_and_hands_its_focus_to_cancel_and_back),
		TEST(a_folder_of_the_command_line_is_counted_at_once),
		TEST(counting_again_begins_anew),
		TEST(an_empty_folder_is_done),
		TEST(escape_cancels_in_the_middle_and_counting_again_counts_all),
		TEST(the_button_cancels_at_once),
		TEST(escape_without_anything_to_cancel_does_nothing),
		TEST(closing_the_window_in_the_middle_waits_for_nothing),
		TEST(an_application_that_quits_in_the_middle_ends_cleanly),
		TEST(a_path_that_is_no_folder_is_said_until_something_else_is_typed),
		TEST(without_a_path_one_is_asked_for),
		TEST(what_may_not_be_read_is_a_row_that_says_so),
		TEST(a_folder_that_may_not_be_read_is_said),
		TEST(the_newest_is_on_top),
		TEST(the_newest_1000_are_shown_a_few_each_frame),
		TEST(a_row_that_is_used_again_shows_only_its_new_result),
		TEST(who_reads_further_down_is_not_disturbed),
		TEST(folders_that_go_on_as_typed_are_suggested),
		TEST(a_suggestion_that_is_pressed_is_put_into_the_field),
		TEST(only_the_newest_text_is_answered),
		TEST(at_most_five_are_suggested),
		TEST(a_tilde_is_the_users_home),
		TEST(figures_are_as_people_read_them),
		TEST(the_screenshot_is_taken_when_all_is_counted_and_shown),
		TEST(a_folder_that_cannot_be_counted_is_a_failure_and_its_picture_shows_why),
		TEST(a_screenshot_that_cannot_be_written_is_a_failure));
}
