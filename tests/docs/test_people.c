/* SPDX-License-Identifier: MIT */
/* The list of docs/ui/lists.md: sorted, filtered while one types, with widgets for a few rows. */
#include <oriel/widgets.h>

#include "people.h"
#include "test.h"
#include "ui.h"

static oriel_widget *make_people(void) {
	return people_new(20000);
}

static oriel_widget *list_of(struct ui *ui) {
	return oriel_query(oriel_window_root(ui->window), "list-view");
}

static void note_rows(struct ui *ui, struct order *order, size_t count) {
	for (size_t i = 0; i < count; i++) {
		oriel_widget *row = oriel_list_view_row(list_of(ui), i);
		order_add(order, "%s in %s", oriel_label_text(oriel_first_child(row)),
			oriel_label_text(oriel_last_child(row)));
	}
}

static void people_are_sorted_and_filtered(void **state) {
	struct order order = { 0 };
	(void)state;
	struct ui ui = ui_open(make_people);
	note_rows(&ui, &order, 2);
	assert_order(&order, "Person 0 in City 00, Person 100 in City 00");
	assert_in_range(oriel_child_count(list_of(&ui)), 8, 16); /* rows, and the message */
	oriel_focus(oriel_query(oriel_window_root(ui.window), "text-field"));
	ui_type(&ui, "1999");
	ui_settle(&ui);
	note_rows(&ui, &order, 3);
	assert_order(
		&order, "Person 19990 in City 30, Person 19991 in City 37, Person 19992 in City 44");
	assert_int_equal(oriel_model_count(oriel_list_view_model(list_of(&ui)), 0), 12);
	ui_close(&ui);
	people_free();
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(people_are_sorted_and_filtered));
}
