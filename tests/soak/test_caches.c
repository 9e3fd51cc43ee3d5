/* SPDX-License-Identifier: MIT */
/* What is kept of texts that were drawn once is bounded, however many there were. */
#include <oriel/widgets.h>

#include "ledger.h"
#include "test.h"
#include "ui.h"

enum { LABELS = 100, ROUNDS = 300 };

/* The bounds of texts (4 MiB), words (1 MiB) and glyphs of the few letters used, and the tables
 * that find them. */
#define BOUND (7u << 20)

static oriel_widget *make_content(void) {
	oriel_widget *column = oriel_column();
	for (int i = 0; i < LABELS; i++)
		oriel_append(column, oriel_set(oriel_label("0"), .style = "width: 300px; height: 3px"));
	return column;
}

static void texts_that_nobody_shows_take_bounded_memory(void **state) {
	struct ui ui = ui_open(make_content);
	oriel_widget *column = oriel_first_child(oriel_window_root(ui.window));
	struct ledger before = ledger_take(NULL);
	for (int round = 0; round < ROUNDS; round++) {
		for (int i = 0; i < LABELS; i++)
			oriel_label_set_textf(oriel_child_at(column, (size_t)i),
				"entry %d of round %d was drawn here, once", i, round);
		oriel_loop_advance(ui.loop, 20);
	}
	struct ledger after = ledger_take(NULL);
	print_message(
		"%zu bytes after %d texts, %zu before\n", after.memory, LABELS * ROUNDS, before.memory);
	assert_true(after.memory < before.memory + BOUND);
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(texts_that_nobody_shows_take_bounded_memory));
}
