/* SPDX-License-Identifier: MIT */
/* The recipe search.c: a user types, and the label shows the count for the text of then. */
#include "test.h"
#include "ui.h"

int search_main(void);
#define main search_main
#include "search.c"
#undef main

#include <oriel/runtime/loop.h>

static oriel_widget *make_form(void) {
	oriel_widget *form = oriel_column(entry = oriel_text_field("Search"), status = oriel_label(""));
	oriel_promise_unref(oriel_async(show_counts, NULL, .signal = oriel_widget_signal(form)));
	return form;
}

/* Waits for the thread of the pool that reads the file. */
static void assert_status(struct ui *ui, const char *expected) {
	oriel_loop_settle(ui->loop);
	assert_string_equal(oriel_label_text(status), expected);
}

static void typing_shows_the_count_once_it_pauses(void **state) {
	FILE *words = fopen("words.txt", "w");
	assert_non_null(words);
	fputs("abc abd xyz", words);
	fclose(words);
	struct ui ui = ui_open(make_form);
	oriel_focus(entry);
	ui_type(&ui, "a"); /* and 100 ms pass */
	ui_type(&ui, "b");
	oriel_loop_advance(ui.loop, 49);
	assert_string_equal(oriel_label_text(status), "");
	oriel_loop_advance(ui.loop, 1);
	assert_status(&ui, "2 found");
	ui_type(&ui, "c");
	oriel_loop_advance(ui.loop, 150);
	assert_status(&ui, "1 found");
	ui_close(&ui);
	remove("words.txt");
	assert_non_null(search_main);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(typing_shows_the_count_once_it_pauses));
}
