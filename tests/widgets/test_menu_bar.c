/* SPDX-License-Identifier: MIT */
/* A menu bar: F10, Alt, arrows, and pointers that move along it. */
#include <oriel/extend/input_event.h>
#include <oriel/extend/widget.h>
#include <oriel/widgets.h>

#include <string.h>

#include "test.h"
#include "ui.h"

static struct order order;
static struct ui ui;

static void note(oriel_event *event, void *data) {
	order_add(&order, "%s", oriel_menu_item_text(oriel_event_widget(event)));
}

static oriel_widget *bar_item(const char *text, const char *key, const char *inside) {
	oriel_widget *inner = oriel_menu_item(inside);
	oriel_listen(inner, "click", note, NULL);
	oriel_widget *item = oriel_menu_item(text,
		.menu = oriel_menu(inner, oriel_menu_item("Sub",
			.menu = oriel_menu(oriel_menu_item("Deep")))));
	oriel_set_attribute(item, "accesskey", key);
	return item;
}

static oriel_widget *make(void) {
	oriel_widget *plain = oriel_menu_item("Help");
	oriel_listen(plain, "click", note, NULL);
	return oriel_column(oriel_menu_bar(bar_item("File", "f", "New"), bar_item("Edit", "e", "Undo"),
							oriel_set(bar_item("Off", "o", "No"), .disabled = true), plain),
		oriel_text_field("text"));
}

static int open_ui(void **state) {
	ui = ui_open(make);
	oriel_focus(oriel_query(oriel_window_root(ui.window), "text-field"));
	return 0;
}

static int close_ui(void **state) {
	ui_close(&ui);
	return 0;
}

static oriel_widget *item(int index) {
	return oriel_child_at(oriel_query(oriel_window_root(ui.window), "menu-bar"), (size_t)index);
}

static bool is_open(int index) {
	return oriel_popover_is_open(oriel_menu_item_menu(item(index)));
}

static void expect_focus(const char *text) {
	oriel_widget *focused = oriel_window_focused(ui.window);
	bool is_item = focused && strcmp(oriel_widget_type(focused), "menu-item") == 0;
	assert_string_equal(is_item ? oriel_menu_item_text(focused) :
		focused ? oriel_widget_type(focused) : "none", text);
}

static void f10_enters_the_bar_and_escape_leaves_it(void **state) {
	ui_key(&ui, "F10");
	expect_focus("File");
	ui_key(&ui, "Escape");
	expect_focus("text-field");
	ui_key(&ui, "F10");
	ui_key(&ui, "F10");
	expect_focus("text-field");
	ui_key(&ui, "F10");
	ui_key(&ui, "ArrowLeft");
	expect_focus("Help");
	ui_key(&ui, "ArrowRight");
	ui_key(&ui, "ArrowRight");
	expect_focus("Edit");
	assert_false(is_open(1));
	ui_key(&ui, "End");
	expect_focus("Help");
	ui_key(&ui, "Enter");
	assert_order(&order, "Help");
	ui_key(&ui, "Home");
	ui_key(&ui, "ArrowDown");
	assert_true(is_open(0));
	expect_focus("New");
	ui_key(&ui, "Escape");
	expect_focus("File");
	ui_key(&ui, "ArrowUp");
	expect_focus("Sub");
	ui_key(&ui, "ArrowUp");
	ui_key(&ui, "Enter");
	assert_order(&order, "New");
	expect_focus("text-field");
}

static void arrows_go_from_menu_to_menu(void **state) {
	ui_key(&ui, "F10");
	ui_key(&ui, "Enter");
	expect_focus("New");
	ui_key(&ui, "ArrowRight");
	assert_false(is_open(0));
	assert_true(is_open(1));
	expect_focus("Undo");
	ui_key(&ui, "ArrowLeft");
	expect_focus("New");
	ui_key(&ui, "ArrowDown");
	ui_key(&ui, "ArrowRight");
	expect_focus("Deep");
	ui_key(&ui, "ArrowRight");
	expect_focus("Undo");
	ui_key(&ui, "Escape");
	expect_focus("Edit");
	ui_key(&ui, "Escape");
	expect_focus("text-field");
	oriel_set_style(oriel_window_root(ui.window), "direction", "rtl");
	ui_key(&ui, "F10");
	ui_key(&ui, "ArrowLeft");
	expect_focus("Edit");
}

static void push_alt(enum oriel_raw_input_type type) {
	oriel_input_push(ui.window, &(struct oriel_raw_input){ .type = type, .key = "Alt",
		.code = "AltLeft", .modifiers = ORIEL_MODIFIER_ALT });
	ui_settle(&ui);
}

static void alt_shows_access_keys_and_opens_menus(void **state) {
	push_alt(ORIEL_RAW_KEY_DOWN);
	assert_true(oriel_widget_has_state(item(0), ORIEL_STATE_ACCESS_KEY));
	assert_false(oriel_widget_has_state(item(3), ORIEL_STATE_ACCESS_KEY));
	push_alt(ORIEL_RAW_KEY_UP);
	assert_false(oriel_widget_has_state(item(0), ORIEL_STATE_ACCESS_KEY));
	ui_key(&ui, "alt+E");
	assert_true(is_open(1));
	expect_focus("Undo");
	ui_key(&ui, "Enter");
	assert_order(&order, "Undo");
	expect_focus("text-field");
	ui_key(&ui, "alt+o");
	expect_focus("text-field");
	oriel_set_attribute(oriel_query(oriel_window_root(ui.window), "text-field"), "accesskey", "f");
	ui_key(&ui, "alt+f");
	expect_focus("File");
	assert_false(is_open(0));
	ui_key(&ui, "alt+f");
	expect_focus("text-field");
}

static void pointer(enum oriel_raw_input_type type, oriel_widget *widget) {
	struct oriel_rect rect = oriel_widget_window_bounds(widget);
	ui_pointer(&ui, type, rect.x + rect.width / 2, rect.y + rect.height / 2, 0);
}

static void pointer_moves_along_the_bar(void **state) {
	pointer(ORIEL_RAW_POINTER_MOVE, item(0));
	assert_false(is_open(0));
	pointer(ORIEL_RAW_POINTER_DOWN, item(0));
	pointer(ORIEL_RAW_POINTER_UP, item(0));
	assert_true(is_open(0));
	pointer(ORIEL_RAW_POINTER_MOVE, item(1));
	assert_false(is_open(0));
	assert_true(is_open(1));
	pointer(ORIEL_RAW_POINTER_MOVE, item(2));
	assert_true(is_open(1));
	oriel_widget *undo = oriel_first_child(oriel_menu_item_menu(item(1)));
	pointer(ORIEL_RAW_POINTER_MOVE, undo);
	pointer(ORIEL_RAW_POINTER_DOWN, undo);
	pointer(ORIEL_RAW_POINTER_UP, undo);
	assert_order(&order, "Undo");
	expect_focus("text-field");
	pointer(ORIEL_RAW_POINTER_DOWN, item(0));
	pointer(ORIEL_RAW_POINTER_MOVE, item(1));
	oriel_loop_advance(ui.loop, 300);
	pointer(ORIEL_RAW_POINTER_MOVE, undo);
	pointer(ORIEL_RAW_POINTER_UP, undo);
	assert_order(&order, "Undo");
	expect_focus("text-field");
}

static void tab_stops_at_one_item(void **state) {
	ui_key(&ui, "Tab");
	expect_focus("File");
	ui_key(&ui, "Tab");
	expect_focus("text-field");
	oriel_destroy(oriel_query(oriel_window_root(ui.window), "menu-bar"));
	ui_key(&ui, "F10");
	expect_focus("text-field");
}

static void remove_bar(oriel_event *event, void *data) {
	(void)event;
	oriel_remove(data);
}

static void listener_takes_the_bar_away_as_the_focus_comes(void **state) {
	oriel_widget *bar = oriel_parent(item(0));
	(void)state;
	oriel_listen(bar, "focusin", remove_bar, bar, .capture = true);
	oriel_focus(item(0));
	assert_null(oriel_widget_window(bar));
	oriel_destroy(bar);
}

static void bar_is_described(void **state) {
	struct oriel_description description;
	oriel_widget_describe(oriel_parent(item(0)), &description);
	assert_int_equal(description.role, ORIEL_ROLE_MENU_BAR);
	ui_key(&ui, "F10");
	ui_key(&ui, "Enter");
	oriel_widget_describe(item(0), &description);
	assert_int_equal(description.has_popup, ORIEL_POPUP_MENU);
	assert_int_equal(description.expanded, ORIEL_TRISTATE_TRUE);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_ui, close_ui)

int main(void) {
	return RUN_TESTS(TEST(f10_enters_the_bar_and_escape_leaves_it),
		TEST(arrows_go_from_menu_to_menu), TEST(alt_shows_access_keys_and_opens_menus),
		TEST(pointer_moves_along_the_bar), TEST(tab_stops_at_one_item),
		TEST(listener_takes_the_bar_away_as_the_focus_comes), TEST(bar_is_described));
}
