/* SPDX-License-Identifier: MIT */
/* A select: its choice, keys, pointers, form, description, and re-entry. */
#include <stdio.h>
#include <string.h>

#include <oriel/extend/form_control.h>
#include <oriel/extend/input_event.h>
#include <oriel/extend/widget.h>
#include <oriel/widgets.h>

#include "chance.h"
#include "test.h"
#include "ui.h"

static struct order order;

static void note(oriel_event *event, void *data) {
	(void)data;
	order_add(&order, "%s %s", oriel_event_type(event),
		oriel_select_value(oriel_event_current_widget(event)));
}

static oriel_widget *make_form(void) {
	oriel_widget *select = oriel_select(oriel_option("Choose …", ""), oriel_option("Apple", "a"),
		oriel_set(oriel_option("Apricot", "ap"), .disabled = true),
		oriel_option_group("Citrus", oriel_option("Lemon", "l"), oriel_option("Lime", "li"),
			oriel_option("Orange", NULL)),
		oriel_set(oriel_option_group("Gone", oriel_option("Plum", NULL)), .disabled = true),
		oriel_option("Pear", NULL));
	oriel_set_attribute(select, "name", "fruit");
	oriel_listen(select, "input", note, NULL);
	oriel_listen(select, "change", note, NULL);
	return oriel_column(oriel_form(select, oriel_button("Send")), oriel_button("after"));
}

static oriel_widget *find(struct ui *ui, const char *selector) {
	return oriel_query(oriel_window_root(ui->window), selector);
}

static const char *active(struct ui *ui) {
	const oriel_widget *option = find(ui, "option[active]");
	return option ? oriel_option_text(option) : "none";
}

/* Presses keys that are separated by spaces; returns the active option. */
static const char *keys(struct ui *ui, const char *names) {
	char key[32];
	int length;
	for (; sscanf(names, " %31s%n", key, &length) == 1; names += length)
		ui_key(ui, strcmp(key, "Space") == 0 ? " " : key);
	return active(ui);
}

static struct ui open_focused(void) {
	struct ui ui = ui_open(make_form);
	oriel_focus(find(&ui, "select"));
	return ui;
}

static void keys_open_move_and_choose(void **state) {
	(void)state;
	struct ui ui = open_focused();
	const oriel_widget *select = find(&ui, "select");
	assert_string_equal(keys(&ui, "ArrowDown"), "Choose …");
	assert_true(oriel_matches(select, "[open]") && oriel_select_is_open(select));
	assert_string_equal(keys(&ui, "ArrowDown ArrowDown"), "Lemon"); /* not the disabled one */
	assert_string_equal(keys(&ui, "ArrowUp"), "Apple");
	assert_string_equal(keys(&ui, "End"), "Pear");
	assert_string_equal(keys(&ui, "ArrowDown"), "Pear");
	assert_string_equal(keys(&ui, "ArrowUp"), "Orange");
	assert_string_equal(keys(&ui, "PageUp"), "Choose …");
	assert_string_equal(keys(&ui, "PageDown"), "Pear");
	assert_string_equal(keys(&ui, "Home ArrowDown"), "Apple");
	assert_order(&order, "");
	keys(&ui, "Enter");
	assert_false(oriel_select_is_open(select));
	assert_order(&order, "input a, change a");
	keys(&ui, "Space ArrowDown Space");
	assert_order(&order, "input l, change l");
	keys(&ui, "alt+ArrowDown ArrowDown alt+ArrowUp");
	assert_order(&order, "input li, change li");
	keys(&ui, "Enter Enter");
	assert_order(&order, ""); /* the same option */
	keys(&ui, "End Escape");
	assert_false(oriel_select_is_open(select));
	assert_string_equal(oriel_select_value(select), "li");
	keys(&ui, "Home ArrowDown Tab");
	assert_order(&order, "input a, change a");
	assert_string_equal(oriel_button_text(oriel_window_focused(ui.window)), "Send");
	ui_close(&ui);
}

static void letters_go_to_the_option_that_begins_so(void **state) {
	(void)state;
	struct ui ui = open_focused();
	assert_string_equal(keys(&ui, "l"), "Lemon");
	assert_string_equal(keys(&ui, "l"), "Lime"); /* the same letter again */
	assert_string_equal(keys(&ui, "l"), "Lemon");
	oriel_loop_advance(ui.loop, 2000);
	assert_string_equal(keys(&ui, "L i"), "Lime");
	oriel_loop_advance(ui.loop, 2000);
	assert_string_equal(keys(&ui, "a p r"), "Apple"); /* only a disabled option does */
	oriel_loop_advance(ui.loop, 2000);
	assert_string_equal(keys(&ui, "p"), "Pear");
	oriel_loop_advance(ui.loop, 2000);
	oriel_option_set_text(find(&ui, "option[value=a]"), "Über uns");
	assert_string_equal(keys(&ui, "ü"), "Über uns");
	assert_string_equal(keys(&ui, "b e r Space"), "Über uns"); /* the space is typed too */
	assert_true(oriel_select_is_open(find(&ui, "select")));
	oriel_loop_advance(ui.loop, 2000);
	keys(&ui, "Space");
	assert_order(&order, "input a, change a");
	ui_close(&ui);
}

static struct oriel_point middle(const oriel_widget *widget) {
	struct oriel_rect bounds = oriel_widget_window_bounds(widget);
	return (struct oriel_point){ bounds.x + bounds.width / 2, bounds.y + bounds.height / 2 };
}

static void pointer(struct ui *ui, enum oriel_raw_input_type type, struct oriel_point at) {
	ui_pointer(ui, type, at.x, at.y, 0);
}

static void mouse_chooses_by_two_presses_or_by_one(void **state) {
	(void)state;
	struct ui ui = ui_open(make_form);
	oriel_widget *select = find(&ui, "select");
	ui_click(&ui, select, 1);
	assert_true(oriel_select_is_open(select));
	assert_ptr_equal(oriel_window_focused(ui.window), select);
	struct oriel_rect box = oriel_widget_window_bounds(select);
	struct oriel_rect list = oriel_widget_window_bounds(oriel_select_list(select));
	assert_true(list.width >= box.width && list.x == box.x && list.y >= box.y + box.height);
	pointer(&ui, ORIEL_RAW_POINTER_MOVE, middle(find(&ui, "option[value=l]")));
	assert_string_equal(active(&ui), "Lemon");
	ui_click(&ui, find(&ui, "option[value=ap]"), 1); /* disabled */
	assert_true(oriel_select_is_open(select));
	ui_click(&ui, find(&ui, "option[value=l]"), 1);
	assert_false(oriel_select_is_open(select));
	assert_order(&order, "input l, change l");
	pointer(&ui, ORIEL_RAW_POINTER_DOWN, middle(select));
	pointer(&ui, ORIEL_RAW_POINTER_MOVE, middle(find(&ui, "option[value=a]")));
	assert_string_equal(active(&ui), "Apple");
	pointer(&ui, ORIEL_RAW_POINTER_UP, middle(find(&ui, "option[value=a]")));
	assert_false(oriel_select_is_open(select));
	assert_order(&order, "input a, change a");
	ui_close(&ui);
}

static void note_click(oriel_event *event, void *data) {
	(void)data;
	order_add(&order, "%s", oriel_event_type(event));
}

static void press_that_dismisses_the_list_reaches_nothing(void **state) {
	(void)state;
	struct ui ui = ui_open(make_form);
	oriel_widget *select = find(&ui, "select"), *send = find(&ui, "form > button");
	oriel_listen(send, "pointerdown", note_click, NULL);
	oriel_listen(send, "click", note_click, NULL);
	ui_click(&ui, select, 1);
	ui_click(&ui, send, 1);
	assert_false(oriel_select_is_open(select));
	assert_order(&order, "");
	ui_click(&ui, select, 1);
	ui_click(&ui, select, 1);
	assert_false(oriel_select_is_open(select));
	assert_order(&order, "");
	ui_close(&ui);
}

static void touch(struct ui *ui, enum oriel_raw_input_type type, struct oriel_point at) {
	oriel_input_push(ui->window, &(struct oriel_raw_input){ .type = type, .pointer_id = 2,
		.pointer_kind = ORIEL_POINTER_TOUCH, .x = at.x, .y = at.y });
	ui_settle(ui);
}

static void finger_chooses_by_taps(void **state) {
	(void)state;
	struct ui ui = ui_open(make_form);
	oriel_widget *select = find(&ui, "select");
	touch(&ui, ORIEL_RAW_POINTER_DOWN, middle(select));
	assert_false(oriel_select_is_open(select));
	touch(&ui, ORIEL_RAW_POINTER_UP, middle(select));
	assert_true(oriel_select_is_open(select));
	touch(&ui, ORIEL_RAW_POINTER_DOWN, middle(find(&ui, "option[value=a]")));
	assert_true(oriel_select_is_open(select));
	touch(&ui, ORIEL_RAW_POINTER_UP, middle(find(&ui, "option[value=a]")));
	assert_order(&order, "input a, change a");
	ui_close(&ui);
}

static void choice_of_the_program_fires_nothing(void **state) {
	(void)state;
	struct ui ui = ui_open(make_form);
	oriel_widget *select = find(&ui, "select"), *value = find(&ui, "select-value");
	struct oriel_description words;
	assert_string_equal(oriel_select_value(select), "");
	assert_string_equal(oriel_option_text(oriel_select_selected(select)), "Choose …");
	oriel_select_set_value(select, "Orange");
	oriel_widget_describe(value, &words);
	assert_string_equal(words.name, "Orange");
	assert_true(oriel_matches(oriel_select_selected(select), "option:selected"));
	oriel_select_set_value(select, "no such value");
	assert_null(oriel_select_selected(select));
	assert_string_equal(oriel_select_value(select), "");
	oriel_select_set_selected(select, find(&ui, "option[value=l]"));
	oriel_destroy(find(&ui, "option[value=l]"));
	assert_string_equal(oriel_option_text(oriel_select_selected(select)), "Choose …");
	oriel_widget *more = oriel_option("More", "m");
	oriel_append(oriel_select_list(select), more);
	oriel_select_set_value(select, "m");
	assert_string_equal(oriel_select_value(select), "m");
	assert_order(&order, "");
	ui_close(&ui);
}

static void select_is_as_wide_as_its_widest_option(void **state) {
	(void)state;
	struct ui ui = ui_open(make_form);
	oriel_widget *select = find(&ui, "select");
	float before = oriel_widget_bounds(select).width;
	oriel_select_set_value(select, "Pear");
	assert_true(oriel_widget_bounds(select).width == before);
	oriel_option_set_text(find(&ui, "option[value=a]"), "A much longer name of a fruit");
	assert_true(oriel_widget_bounds(select).width > before);
	ui_close(&ui);
}

static void form_has_checks_and_resets_the_value(void **state) {
	(void)state;
	struct ui ui = open_focused();
	oriel_widget *form = find(&ui, "form"), *select = find(&ui, "select");
	assert_string_equal(oriel_form_value(form, "fruit"), "");
	oriel_set_attribute(select, "required", "");
	assert_int_equal(oriel_form_control_validity(select), ORIEL_VALIDITY_VALUE_MISSING);
	assert_false(oriel_form_report_validity(form));
	assert_true(oriel_matches(select, ":user-invalid:required"));
	keys(&ui, "Home ArrowDown Enter");
	assert_string_equal(oriel_form_value(form, "fruit"), "a");
	assert_true(oriel_matches(select, ":user-valid"));
	oriel_form_reset(form);
	assert_string_equal(oriel_select_value(select), "");
	oriel_select_set_value(select, "li");
	keys(&ui, "Home ArrowDown Enter");
	oriel_form_reset(form);
	assert_string_equal(oriel_form_value(form, "fruit"), "li");
	oriel_set_disabled(select, true);
	assert_null(oriel_form_value(form, "fruit"));
	oriel_select_set_open(select, true);
	assert_false(oriel_select_is_open(select));
	assert_order(&order, "input a, change a, input a, change a");
	ui_close(&ui);
}

static void lists_from_right_to_left_begin_at_the_right(void **state) {
	(void)state;
	struct ui ui = ui_open(make_form);
	oriel_widget *select = find(&ui, "select");
	oriel_set_style(oriel_window_root(ui.window), "direction", "rtl");
	oriel_select_set_open(select, true);
	ui_settle(&ui);
	struct oriel_rect box = oriel_widget_window_bounds(select);
	struct oriel_rect list = oriel_widget_window_bounds(oriel_select_list(select));
	assert_true(box.x + box.width == list.x + list.width);
	ui_close(&ui);
}

static void description_is_that_of_a_combo_box(void **state) {
	(void)state;
	struct ui ui = open_focused();
	struct oriel_description words;
	oriel_widget *select = find(&ui, "select");
	oriel_widget_describe(select, &words);
	assert_int_equal(words.role, ORIEL_ROLE_COMBO_BOX);
	assert_int_equal(words.has_popup, ORIEL_POPUP_LIST_BOX);
	assert_int_equal(words.expanded, ORIEL_TRISTATE_FALSE);
	assert_string_equal(words.value, "Choose …");
	keys(&ui, "ArrowDown ArrowDown");
	oriel_widget_describe(select, &words);
	assert_int_equal(words.expanded, ORIEL_TRISTATE_TRUE);
	assert_ptr_equal(words.controls, oriel_select_list(select));
	assert_ptr_equal(words.active_descendant, find(&ui, "option[value=a]"));
	oriel_widget_describe(find(&ui, "option[value=a]"), &words);
	assert_int_equal(words.role, ORIEL_ROLE_OPTION);
	assert_int_equal(words.selected, ORIEL_TRISTATE_FALSE);
	assert_int_equal(words.position, 2);
	assert_int_equal(words.set_size, 8);
	oriel_widget_describe(oriel_select_list(select), &words);
	assert_int_equal(words.role, ORIEL_ROLE_LIST_BOX);
	oriel_widget_describe(find(&ui, "option-group"), &words);
	assert_string_equal(words.name, "Citrus");
	ui_close(&ui);
}

static void destroy_select(oriel_event *event, void *data) {
	(void)event;
	oriel_destroy(data);
}

static void listeners_destroy_the_select_and_its_parts(void **state) {
	static const char *const types[] = { "input", "change", "keydown", "pointerdown" };
	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct ui ui = open_focused();
		oriel_widget *select = find(&ui, "select");
		oriel_listen(select, types[i], destroy_select, select);
		ui_click(&ui, select, 1);
		if (find(&ui, "select"))
			keys(&ui, "ArrowDown Enter");
		assert_null(find(&ui, "select"));
		ui_close(&ui);
	}
	struct ui ui = open_focused();
	oriel_widget *select = find(&ui, "select"), *list = oriel_select_list(select);
	oriel_listen(list, "beforetoggle", destroy_select, select, .once = true);
	keys(&ui, "ArrowDown");
	assert_null(find(&ui, "select"));
	memset(&order, 0, sizeof(order));
	ui_close(&ui);
	ui = open_focused();
	select = find(&ui, "select");
	keys(&ui, "ArrowDown");
	oriel_destroy(oriel_select_list(select));
	assert_string_equal(keys(&ui, "ArrowDown Enter a"), "none");
	assert_string_equal(oriel_select_value(select), "");
	assert_order(&order, "");
	ui_close(&ui);
}

static oriel_widget *make_empty_select(void) {
	return oriel_select();
}

/* Inserts, removes, marks, disables or renames one option. */
static void change_an_option(struct chance *chance, oriel_widget *list) {
	char text[16];
	oriel_widget *option = oriel_child_at(list, roll(chance, 8));
	snprintf(text, sizeof(text), "text %u", roll(chance, 100));
	switch (roll(chance, option != NULL ? 7 : 1)) {
	case 0:
		option = oriel_option(text, NULL);
		oriel_set_disabled(option, roll(chance, 3) == 0);
		oriel_widget_set_state(option, ORIEL_STATE_SELECTED, roll(chance, 5) == 0);
		oriel_insert_before(list, option, oriel_child_at(list, roll(chance, 8)));
		break;
	case 1:
		oriel_destroy(option);
		break;
	case 2:
		oriel_insert_before(list, option, oriel_first_child(list));
		break;
	case 3:
		oriel_set_disabled(option, !oriel_is_disabled(option));
		break;
	case 4:
		oriel_option_set_text(option, text);
		break;
	case 5:
		oriel_select_set_selected(oriel_parent(list), roll(chance, 3) == 0 ? NULL : option);
		break;
	default:
		oriel_set_attribute(option, "value", roll(chance, 2) == 0 ? "" : "value");
	}
}

static void shown_text_follows_each_change_of_an_option(void **state) {
	(void)state;
	struct ui ui = ui_open(make_empty_select);
	oriel_widget *select = find(&ui, "select"), *list = oriel_select_list(select);
	struct chance chance = { 7 };
	oriel_set_attribute(select, "required", "");
	for (int i = 0; i < 3000; i++) {
		struct oriel_description shown;
		change_an_option(&chance, list);
		oriel_widget_describe(find(&ui, "select-value"), &shown);
		const oriel_widget *chosen = oriel_select_selected(select);
		assert_string_equal(shown.name, chosen != NULL ? oriel_option_text(chosen) : "");
		assert_int_equal(oriel_form_control_validity(select) == 0,
			oriel_select_value(select)[0] != '\0');
	}
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(keys_open_move_and_choose),
		cmocka_unit_test(letters_go_to_the_option_that_begins_so),
		cmocka_unit_test(mouse_chooses_by_two_presses_or_by_one),
		cmocka_unit_test(press_that_dismisses_the_list_reaches_nothing),
		cmocka_unit_test(finger_chooses_by_taps),
		cmocka_unit_test(choice_of_the_program_fires_nothing),
		cmocka_unit_test(select_is_as_wide_as_its_widest_option),
		cmocka_unit_test(shown_text_follows_each_change_of_an_option),
		cmocka_unit_test(form_has_checks_and_resets_the_value),
		cmocka_unit_test(lists_from_right_to_left_begin_at_the_right),
		cmocka_unit_test(description_is_that_of_a_combo_box),
		cmocka_unit_test(listeners_destroy_the_select_and_its_parts));
}
