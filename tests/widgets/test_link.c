/* SPDX-License-Identifier: MIT */
/* Links: clicks by pointer, touch and Enter, and none by Space. */
#include <stdlib.h>

#include <oriel/extend/describe.h>
#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

static struct order order;

static void note(oriel_event *event, void *data) {
	(void)data;
	order_add(&order, "%s %s", oriel_event_type(event),
		oriel_link_text(oriel_event_widget(event)));
}

static oriel_widget *make_links(void) {
	oriel_widget *links = oriel_column(oriel_link("one"), oriel_link("two"));
	oriel_listen(links, "click", note, NULL);
	return links;
}

static oriel_widget *link_at(struct ui *ui, size_t index) {
	return oriel_child_at(oriel_parent(oriel_query(oriel_window_root(ui->window), "link")), index);
}

static void pointer_clicks_a_link(void **state) {
	(void)state;
	struct ui ui = ui_open(make_links);
	ui_click(&ui, link_at(&ui, 1), 1);
	assert_order(&order, "click two");
	assert_true(oriel_widget_has_state(link_at(&ui, 1), ORIEL_STATE_FOCUS));
	ui_close(&ui);
}

static void finger_taps_a_link(void **state) {
	(void)state;
	struct ui ui = ui_open(make_links);
	struct oriel_rect box = oriel_widget_window_bounds(link_at(&ui, 0));
	struct oriel_raw_input touch = { .type = ORIEL_RAW_POINTER_DOWN, .x = box.x + 2, .y = box.y + 2,
		.pointer_kind = ORIEL_POINTER_TOUCH, .pointer_id = 2 };
	oriel_input_push(ui.window, &touch);
	touch.type = ORIEL_RAW_POINTER_UP;
	oriel_input_push(ui.window, &touch);
	ui_settle(&ui);
	assert_order(&order, "click one");
	ui_close(&ui);
}

static void enter_clicks_and_space_does_not(void **state) {
	(void)state;
	struct ui ui = ui_open(make_links);
	ui_key(&ui, "Tab");
	ui_key(&ui, "Enter");
	ui_key(&ui, " ");
	ui_key(&ui, "Tab");
	ui_key(&ui, "Enter");
	ui_key(&ui, "ctrl+Enter");
	assert_order(&order, "click one, click two");
	ui_close(&ui);
}

static void disabled_link_is_not_clicked(void **state) {
	(void)state;
	struct ui ui = ui_open(make_links);
	oriel_set_disabled(link_at(&ui, 0), true);
	ui_settle(&ui);
	ui_click(&ui, link_at(&ui, 0), 1);
	ui_key(&ui, "Tab");
	ui_key(&ui, "Enter");
	assert_order(&order, "click two");
	ui_close(&ui);
}

static void description_has_the_text(void **state) {
	(void)state;
	struct ui ui = ui_open(make_links);
	oriel_link_set_text(link_at(&ui, 0), "first");
	char *text = oriel_widget_describe_tree(oriel_parent(link_at(&ui, 0)));
	assert_string_equal(text,
		"group\n"
		"  link \"first\" [activatable focusable]\n"
		"  link \"two\" [activatable focusable]\n");
	free(text);
	ui_close(&ui);
}

static void link_may_be_destroyed_by_its_click(void **state) {
	(void)state;
	struct ui ui = ui_open(make_links);
	oriel_delegate(oriel_parent(link_at(&ui, 0)), "click", "link", note, NULL);
	oriel_focus(link_at(&ui, 0));
	oriel_widget *links = oriel_parent(link_at(&ui, 0));
	oriel_widget_clear(links);
	ui_key(&ui, "Enter");
	assert_order(&order, "");
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(pointer_clicks_a_link),
		cmocka_unit_test(finger_taps_a_link), cmocka_unit_test(enter_clicks_and_space_does_not),
		cmocka_unit_test(disabled_link_is_not_clicked),
		cmocka_unit_test(description_has_the_text),
		cmocka_unit_test(link_may_be_destroyed_by_its_click));
}
