/* SPDX-License-Identifier: MIT */
/* Stacks: which child is shown, and which one follows a child that goes. Scroll views and status
 * bars: their size and their description. */
#include <stdlib.h>

#include <oriel/extend/describe.h>
#include <oriel/ui/scroll.h>
#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

static oriel_widget *stack, *pages[3];

static oriel_widget *make_stack(void) {
	for (int i = 0; i < 3; i++)
		pages[i] = oriel_column(oriel_button("x"));
	stack = oriel_stack(pages[0], pages[1], pages[2]);
	return stack;
}

/* Asserts that one child is shown and has all the room. */
static void assert_shown(struct ui *ui, const oriel_widget *shown) {
	ui_settle(ui);
	assert_ptr_equal(oriel_stack_shown(stack), shown);
	float room = oriel_widget_bounds(stack).height;
	for (oriel_widget *at = oriel_first_child(stack); at; at = oriel_next_sibling(at)) {
		float expected = at == shown ? room : 0;
		assert_float_equal(oriel_widget_bounds(at).height, expected, 0);
	}
}

static void first_child_is_shown_until_another_one_is(void **state) {
	(void)state;
	struct ui ui = ui_open(make_stack);
	assert_shown(&ui, pages[0]);
	oriel_stack_show(stack, pages[2]);
	assert_shown(&ui, pages[2]);
	oriel_stack_show(stack, pages[1]);
	assert_shown(&ui, pages[1]);
	assert_breaks("is no child of the stack", oriel_stack_show(stack, stack));
	ui_close(&ui);
}

static void neighbour_follows_a_child_that_goes(void **state) {
	(void)state;
	struct ui ui = ui_open(make_stack);
	oriel_stack_show(stack, pages[1]);
	oriel_destroy(pages[1]);
	assert_shown(&ui, pages[2]);
	oriel_widget *removed = oriel_remove(pages[2]);
	assert_shown(&ui, pages[0]);
	assert_false(oriel_widget_has_state(removed, ORIEL_STATE_SELECTED));
	oriel_append(stack, removed);
	assert_shown(&ui, pages[0]);
	oriel_destroy(pages[0]);
	assert_shown(&ui, pages[2]);
	oriel_destroy(pages[2]);
	ui_settle(&ui);
	assert_null(oriel_stack_shown(stack));
	oriel_widget *late = oriel_column();
	oriel_append(stack, late);
	assert_shown(&ui, late);
	ui_close(&ui);
}

static void hidden_pages_are_no_tab_stops(void **state) {
	(void)state;
	struct ui ui = ui_open(make_stack);
	oriel_stack_show(stack, pages[1]);
	ui_settle(&ui);
	ui_key(&ui, "Tab");
	assert_true(oriel_widget_has_state(oriel_first_child(pages[1]), ORIEL_STATE_FOCUS));
	ui_key(&ui, "Tab");
	assert_true(oriel_widget_has_state(oriel_first_child(pages[1]), ORIEL_STATE_FOCUS));
	ui_close(&ui);
}

static oriel_widget *make_view(void) {
	oriel_widget *view = oriel_scroll_view(), *column;
	for (int i = 0; i < 100; i++)
		oriel_append(view, oriel_label("line"));
	column = oriel_column(view, oriel_status_bar(oriel_label("Ready")));
	return column;
}

static void scroll_view_takes_the_room_that_is_left(void **state) {
	(void)state;
	struct ui ui = ui_open(make_view);
	oriel_widget *view = oriel_query(oriel_window_root(ui.window), "scroll-view");
	oriel_widget *bar = oriel_query(oriel_window_root(ui.window), "status-bar");
	struct oriel_rect box = oriel_widget_window_bounds(bar);
	assert_float_equal(box.y + box.height, 300, 0);
	assert_true(oriel_widget_bounds(view).height < 300);
	assert_true(oriel_widget_bounds(view).height > 200);
	char *text = oriel_widget_describe_tree(bar);
	assert_string_equal(text, "status\n  label \"Ready\"\n");
	free(text);
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(first_child_is_shown_until_another_one_is),
		cmocka_unit_test(neighbour_follows_a_child_that_goes),
		cmocka_unit_test(hidden_pages_are_no_tab_stops),
		cmocka_unit_test(scroll_view_takes_the_room_that_is_left));
}
