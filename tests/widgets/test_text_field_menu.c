/* SPDX-License-Identifier: MIT */
/* The context menu of a text field: what it can do, and that the field keeps its selection. */
#include <oriel/extend/input_event.h>
#include <oriel/extend/widget.h>
#include <oriel/widgets.h>

#include <stdlib.h>
#include <string.h>

#include "test.h"
#include "ui.h"

static struct ui ui;

static oriel_widget *make(void) {
	oriel_widget *field = oriel_text_field(NULL);
	oriel_text_field_set_text(field, "three words here");
	return oriel_column(field, oriel_button("other"));
}

static int open_ui(void **state) {
	ui = ui_open(make);
	return 0;
}

static int close_ui(void **state) {
	ui_close(&ui);
	return 0;
}

static oriel_widget *field(void) {
	return oriel_query(oriel_window_root(ui.window), "text-field");
}

static void press_secondary(float x, float y) {
	for (int i = 0; i < 2; i++) {
		oriel_input_push(ui.window,
			&(struct oriel_raw_input){ .type = i ? ORIEL_RAW_POINTER_UP : ORIEL_RAW_POINTER_DOWN,
				.pointer_id = 1, .x = x, .y = y, .button = ORIEL_BUTTON_SECONDARY });
		ui_settle(&ui);
	}
}

static oriel_widget *menu(void) {
	oriel_widget *child = oriel_last_child(oriel_window_root(ui.window));
	return child && strcmp(oriel_widget_type(child), "menu") == 0 ? child : NULL;
}

static oriel_widget *item(const char *text) {
	oriel_widget *at = oriel_first_child(menu());
	for (; at; at = oriel_next_sibling(at)) {
		if (strcmp(oriel_widget_type(at), "menu-item") == 0 &&
			strcmp(oriel_menu_item_text(at), text) == 0)
			break;
	}
	assert_non_null(at);
	return at;
}

static void menu_shows_what_can_be_done_and_does_it(void **state) {
	press_secondary(20, 20);
	assert_true(oriel_popover_is_open(menu()));
	assert_true(oriel_is_disabled(item("Undo")));
	assert_true(oriel_is_disabled(item("Copy")));
	ui_click(&ui, item("Select All"), 1);
	assert_null(menu());
	assert_ptr_equal(oriel_window_focused(ui.window), field());
	press_secondary(20, 20);
	assert_false(oriel_is_disabled(item("Copy")));
	ui_click(&ui, item("Cut"), 1);
	assert_string_equal(oriel_text_field_text(field()), "");
	char *text = ui_clipboard_text(ui.app, ORIEL_SELECTION_CLIPBOARD);
	assert_string_equal(text, "three words here");
	free(text);
	ui_key(&ui, "ContextMenu");
	assert_true(oriel_popover_is_open(menu()));
	ui_key(&ui, "Enter");
	assert_string_equal(oriel_text_field_text(field()), "three words here");
	ui_key(&ui, "shift+F10");
	ui_click(&ui, item("Select All"), 1);
	ui_key(&ui, "shift+F10");
	ui_click(&ui, item("Delete"), 1);
	assert_string_equal(oriel_text_field_text(field()), "");
	press_secondary(20, 20);
	ui_click(&ui, item("Paste"), 1);
	assert_string_equal(oriel_text_field_text(field()), "three words here");
}

static void prevent(oriel_event *event, void *data) {
	oriel_prevent_default(event);
}

static void program_can_prevent_or_replace_the_menu(void **state) {
	oriel_context_menu(field(), oriel_menu(oriel_menu_item("Own")));
	press_secondary(20, 20);
	assert_true(oriel_popover_is_open(menu()));
	assert_non_null(item("Own"));
	ui_key(&ui, "Escape");
	assert_null(menu());
	oriel_context_menu(field(), NULL);
	assert_null(menu());
	oriel_listen(field(), "contextmenu", prevent, NULL);
	press_secondary(20, 20);
	assert_null(menu());
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_ui, close_ui)

int main(void) {
	return RUN_TESTS(TEST(menu_shows_what_can_be_done_and_does_it),
		TEST(program_can_prevent_or_replace_the_menu));
}
