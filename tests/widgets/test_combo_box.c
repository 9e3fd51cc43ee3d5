/* SPDX-License-Identifier: MIT */
/* A combo box: completions from a model and from promises, keys, pointers, its form, re-entry. */
#include <stdlib.h>
#include <string.h>

#include <oriel/extend/form_control.h>
#include <oriel/extend/input_event.h>
#include <oriel/extend/widget.h>
#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

static struct order order;

static void note(oriel_event *event, void *data) {
	(void)data;
	order_add(&order, "%s %s", oriel_event_type(event),
		oriel_combo_box_text(oriel_event_current_widget(event)));
}

static oriel_model *make_cities(void) {
	static const char *const names[] = { "Bergen", "Berlin", "Bern", "Oslo", "Ørsta" };
	oriel_model *cities = oriel_array_model_new();
	for (size_t i = 0; i < 5; i++)
		oriel_array_model_append(cities, oriel_borrowed(names[i]));
	return cities;
}

static void note_submit(oriel_event *event, void *data) {
	(void)event;
	(void)data;
	order_add(&order, "submit");
}

static oriel_widget *make_form(void) {
	oriel_widget *combo = oriel_combo_box("City");
	oriel_combo_box_set_model(combo, make_cities(), 0);
	oriel_set_attribute(combo, "name", "city");
	oriel_listen(combo, "input", note, NULL);
	oriel_listen(combo, "change", note, NULL);
	oriel_widget *form = oriel_form(oriel_label_for("City", combo), combo, oriel_button("Send"));
	oriel_listen(form, "submit", note_submit, NULL);
	return form;
}

static oriel_widget *find(struct ui *ui, const char *selector) {
	return oriel_query(oriel_window_root(ui->window), selector);
}

static struct ui open_focused(void) {
	struct ui ui = ui_open(make_form);
	oriel_focus(find(&ui, "text-field"));
	return ui;
}

/* Returns the options that are shown, with brackets around the active one. */
static const char *shown(struct ui *ui) {
	static struct order list;
	memset(&list, 0, sizeof(list));
	oriel_widget *options[64];
	size_t count = oriel_query_all(find(ui, "list-box"), "option", options, 64);
	if (!oriel_popover_is_open(find(ui, "list-box")))
		return "none";
	for (size_t i = 0; i < count; i++)
		order_add(&list, oriel_has_attribute(options[i], "active") ? "[%s]" : "%s",
			oriel_option_text(options[i]));
	return list.text;
}

static const char *after(struct ui *ui, const char *key) {
	ui_key(ui, key);
	return shown(ui);
}

static void typing_shows_the_rows_that_contain_the_text(void **state) {
	(void)state;
	struct ui ui = open_focused();
	ui_type(&ui, "b");
	assert_string_equal(shown(&ui), "Bergen, Berlin, Bern");
	assert_true(oriel_matches(find(&ui, "combo-box"), "[open]"));
	ui_type(&ui, "erl");
	assert_string_equal(shown(&ui), "Berlin");
	ui_type(&ui, "x");
	assert_string_equal(shown(&ui), "none");
	oriel_text_field_select_all(find(&ui, "text-field"));
	ui_type(&ui, "ø");
	assert_string_equal(shown(&ui), "Ørsta");
	assert_string_equal(after(&ui, "Backspace"), "none");
	assert_order(&order, "input b, input berl, input berlx, input ø, input ");
	ui_close(&ui);
}

static void keys_choose_a_completion(void **state) {
	(void)state;
	struct ui ui = open_focused();
	assert_string_equal(after(&ui, "ArrowDown"), "[Bergen], Berlin, Bern, Oslo, Ørsta");
	assert_string_equal(after(&ui, "ArrowDown"), "Bergen, [Berlin], Bern, Oslo, Ørsta");
	assert_string_equal(after(&ui, "Escape"), "none");
	assert_string_equal(after(&ui, "ArrowUp"), "Bergen, Berlin, Bern, Oslo, [Ørsta]");
	assert_string_equal(after(&ui, "alt+ArrowUp"), "none");
	assert_string_equal(after(&ui, "alt+ArrowDown"), "Bergen, Berlin, Bern, Oslo, Ørsta");
	assert_order(&order, "");
	ui_type(&ui, "o");
	assert_string_equal(after(&ui, "ArrowDown"), "[Oslo]");
	assert_string_equal(after(&ui, "Enter"), "none");
	assert_string_equal(oriel_combo_box_text(find(&ui, "combo-box")), "Oslo");
	assert_order(&order, "input o, input Oslo, change Oslo");
	ui_key(&ui, "Enter");
	assert_order(&order, "submit");
	ui_key(&ui, "ctrl+z");
	assert_order(&order, "input o");
	ui_key(&ui, "Tab");
	assert_order(&order, "change o");
	ui_close(&ui);
}

static void enter_without_a_choice_takes_the_text_and_submits(void **state) {
	(void)state;
	struct ui ui = open_focused();
	ui_type(&ui, "be");
	assert_string_equal(after(&ui, "Enter"), "none");
	assert_order(&order, "input be, change be, submit");
	ui_close(&ui);
}

static void press_chooses_and_leaves_the_focus_in_the_field(void **state) {
	(void)state;
	struct ui ui = open_focused();
	ui_type(&ui, "be");
	ui_click(&ui, oriel_child_at(find(&ui, "list-box"), 2), 1);
	assert_order(&order, "input be, input Bern, change Bern");
	assert_string_equal(shown(&ui), "none");
	assert_true(oriel_matches(find(&ui, "text-field"), ":focus"));
	ui_key(&ui, "ArrowDown");
	ui_click(&ui, find(&ui, "button"), 1); /* reaches the button */
	assert_order(&order, "submit");
	assert_string_equal(shown(&ui), "none");
	ui_click(&ui, find(&ui, "label"), 1);
	assert_true(oriel_matches(find(&ui, "text-field"), ":focus"));
	ui_close(&ui);
}

/* ---- Completions from promises ---- */

static oriel_resolver *resolvers[8];
static size_t asked;

static void note_abort(oriel_event *event, void *data) {
	(void)event;
	order_add(&order, "abort %s", (const char *)data);
}

static oriel_promise *complete(const char *text, oriel_abort_signal *signal, void *data) {
	(void)data;
	order_add(&order, "ask %s", text);
	oriel_listen(signal, "abort", note_abort, strdup(text), .release = free);
	return oriel_promise_new(&resolvers[asked++]);
}

static void note_release(void *data) {
	order_add(&order, "release %s", (const char *)data);
}

static void settle(struct ui *ui, size_t index, const char *const *texts) {
	oriel_resolve(resolvers[index], oriel_borrowed(texts));
	oriel_resolver_unref(resolvers[index]);
	ui_settle(ui);
}

static void stale_completions_are_dropped(void **state) {
	static const char *const old[] = { "old", NULL }, *const new[] = { "new", "newer", NULL };
	(void)state;
	struct ui ui = open_focused();
	oriel_widget *combo = find(&ui, "combo-box");
	asked = 0;
	oriel_unlisten_all(combo, "input");
	oriel_combo_box_set_source(combo, complete, (void *)(uintptr_t)"data", .release = note_release);
	ui_type(&ui, "a");
	assert_true(oriel_matches(combo, "[busy]"));
	ui_type(&ui, "b");
	assert_order(&order, "ask a, abort a, ask ab");
	settle(&ui, 1, new);
	assert_string_equal(shown(&ui), "new, newer");
	assert_false(oriel_matches(combo, "[busy]"));
	settle(&ui, 0, old);
	assert_string_equal(shown(&ui), "new, newer");
	ui_type(&ui, "c");
	ui_key(&ui, "Tab"); /* leaving ends the search */
	assert_order(&order, "ask abc, change abc, abort abc");
	settle(&ui, 2, new);
	assert_string_equal(shown(&ui), "none");
	oriel_focus(find(&ui, "text-field"));
	ui_type(&ui, "d");
	expect_log("no network");
	oriel_reject_error(resolvers[3], ORIEL_NETWORK_ERROR, "no network");
	oriel_resolver_unref(resolvers[3]);
	ui_settle(&ui);
	assert_false(oriel_matches(combo, "[busy]"));
	ui_type(&ui, "e");
	oriel_destroy(combo);
	settle(&ui, 4, new);
	assert_order(&order, "ask abcd, ask abcde, abort abcde, release data");
	ui_close(&ui);
}

static void program_shows_and_hides_the_completions(void **state) {
	(void)state;
	struct ui ui = ui_open(make_form);
	oriel_widget *combo = find(&ui, "combo-box");
	oriel_combo_box_set_text(combo, "o");
	oriel_combo_box_set_open(combo, true);
	assert_string_equal(shown(&ui), "Oslo");
	assert_true(oriel_combo_box_is_open(combo));
	assert_ptr_equal(oriel_window_focused(ui.window), oriel_combo_box_field(combo));
	oriel_combo_box_set_open(combo, false);
	assert_false(oriel_combo_box_is_open(combo));
	oriel_set_disabled(combo, true);
	oriel_combo_box_set_open(combo, true);
	assert_false(oriel_combo_box_is_open(combo));
	assert_order(&order, "");
	ui_close(&ui);
}

static void model_changes_show_in_the_list(void **state) {
	(void)state;
	struct ui ui = ui_open(make_form);
	oriel_widget *combo = find(&ui, "combo-box");
	oriel_model *cities = make_cities();
	oriel_combo_box_set_model(combo, oriel_model_ref(cities), 0);
	oriel_focus(find(&ui, "text-field"));
	ui_type(&ui, "o");
	assert_string_equal(shown(&ui), "Oslo");
	oriel_array_model_append(cities, oriel_borrowed("Tromsø"));
	assert_string_equal(shown(&ui), "Oslo, Tromsø");
	oriel_combo_box_set_model(combo, NULL, 0);
	oriel_model_unref(cities);
	assert_string_equal(shown(&ui), "none");
	ui_type(&ui, "s");
	assert_string_equal(after(&ui, "ArrowDown"), "none");
	assert_order(&order, "input o, input os");
	ui_close(&ui);
}

static void form_has_checks_and_resets_the_text(void **state) {
	(void)state;
	struct ui ui = open_focused();
	oriel_widget *form = find(&ui, "form"), *combo = find(&ui, "combo-box");
	oriel_set_attribute(combo, "required", "");
	assert_int_equal(oriel_form_control_validity(combo), ORIEL_VALIDITY_VALUE_MISSING);
	ui_key(&ui, "Enter");
	assert_order(&order, "");
	assert_true(oriel_matches(combo, ":user-invalid"));
	oriel_combo_box_set_text(combo, "Oslo");
	assert_string_equal(oriel_form_value(form, "city"), "Oslo");
	ui_type(&ui, "!");
	oriel_form_reset(form);
	assert_string_equal(oriel_form_value(form, "city"), "Oslo");
	assert_string_equal(shown(&ui), "none");
	ui_key(&ui, "Tab");
	assert_order(&order, "input Oslo!");
	ui_close(&ui);
}

static void description_is_that_of_a_combo_box(void **state) {
	(void)state;
	struct ui ui = open_focused();
	struct oriel_description words;
	ui_type(&ui, "be");
	ui_key(&ui, "ArrowDown");
	oriel_widget_describe(find(&ui, "combo-box"), &words);
	assert_int_equal(words.role, ORIEL_ROLE_COMBO_BOX);
	assert_string_equal(words.name, "City");
	assert_string_equal(words.value, "be");
	assert_int_equal(words.expanded, ORIEL_TRISTATE_TRUE);
	assert_ptr_equal(words.active_descendant, find(&ui, "option[active]"));
	oriel_widget_describe(find(&ui, "text-field"), &words);
	assert_string_equal(words.name, "City"); /* the label of the combo box */
	assert_order(&order, "input be");
	ui_close(&ui);
}

static void destroy_combo(oriel_event *event, void *data) {
	(void)event;
	oriel_destroy(data);
}

static void listeners_destroy_the_combo_box_and_its_parts(void **state) {
	static const char *const types[] = { "beforeinput", "input", "change", "keydown", "focusin" };
	(void)state;
	for (size_t i = 0; i < 5; i++) {
		struct ui ui = ui_open(make_form);
		oriel_widget *combo = find(&ui, "combo-box");
		oriel_listen(combo, types[i], destroy_combo, combo);
		oriel_focus(oriel_combo_box_field(combo));
		ui_key(&ui, "ArrowDown");
		ui_key(&ui, "Enter");
		assert_null(find(&ui, "combo-box"));
		ui_close(&ui);
	}
	memset(&order, 0, sizeof(order));
	struct ui ui = open_focused();
	oriel_widget *combo = find(&ui, "combo-box");
	ui_key(&ui, "ArrowDown");
	oriel_destroy(find(&ui, "list-box"));
	ui_type(&ui, "b");
	ui_key(&ui, "ArrowDown");
	oriel_destroy(oriel_combo_box_field(combo));
	oriel_combo_box_set_text(combo, "x");
	assert_string_equal(oriel_combo_box_text(combo), "");
	assert_order(&order, "input b");
	ui_close(&ui);
}

static void search_again(oriel_event *event, void *data) {
	static int count;
	(void)event;
	if (count++ == 0)
		oriel_combo_box_set_open(data, true);
}

struct abort_test {
	char name[8]; /* first: the text of note_release() */
	oriel_widget *combo;
	oriel_event_fn *on_abort;
};

static oriel_promise *complete_never(const char *text, oriel_abort_signal *signal, void *data) {
	const struct abort_test *test = data;
	oriel_resolver *resolver;
	oriel_promise *promise = oriel_promise_new(&resolver);
	order_add(&order, "ask %s", text);
	oriel_listen(signal, "abort", test->on_abort, test->combo);
	oriel_resolver_unref(resolver);
	return promise;
}

/* Returns a combo box that searches now, outside of every callback. */
static oriel_widget *searching(struct ui *ui, struct abort_test *test, oriel_event_fn *on_abort) {
	oriel_widget *combo = oriel_combo_box("City");
	*test = (struct abort_test){ "data", combo, on_abort };
	oriel_append(oriel_window_root(ui->window), combo);
	oriel_combo_box_set_source(combo, complete_never, test, .release = note_release);
	ui_settle(ui);
	oriel_combo_box_set_open(combo, true);
	assert_order(&order, "ask ");
	return combo;
}

/* The signal of a search aborts before the next one begins. */
static void listeners_of_the_signal_search_or_destroy(void **state) {
	struct abort_test test;
	(void)state;
	struct ui ui = ui_open(make_form);
	oriel_widget *combo = searching(&ui, &test, search_again);
	oriel_combo_box_set_open(combo, true);
	assert_order(&order, "ask ");
	oriel_destroy(combo);
	assert_order(&order, "release data");
	oriel_combo_box_set_open(searching(&ui, &test, destroy_combo), true);
	assert_order(&order, "release data");
	oriel_combo_box_set_text(searching(&ui, &test, destroy_combo), "x");
	assert_order(&order, "release data");
	oriel_combo_box_set_model(searching(&ui, &test, destroy_combo), make_cities(), 0);
	assert_order(&order, "release data");
	oriel_combo_box_set_source(searching(&ui, &test, destroy_combo), complete_never, &test,
		.release = note_release);
	assert_order(&order, "release data, release data");
	ui_settle(&ui);
	ui_close(&ui);
}

static void clear_focus(oriel_event *event, void *data) {
	(void)data;
	order_add(&order, "focus %s", oriel_widget_type(oriel_event_widget(event)));
	oriel_window_clear_focus(oriel_widget_window(oriel_event_widget(event)));
}

static void listeners_of_focus_move_the_focus_on(void **state) {
	struct ui ui = ui_open(make_form);
	oriel_widget *combo = find(&ui, "combo-box"), *button = oriel_button("in the field");
	(void)state;
	oriel_text_field_set_prefix(oriel_combo_box_field(combo), button);
	ui_settle(&ui);
	oriel_focus(button);
	assert_true(oriel_matches(button, ":focus"));
	oriel_window_clear_focus(ui.window);
	oriel_listen(combo, "focus", clear_focus, NULL, .capture = true);
	oriel_focus(oriel_combo_box_field(combo));
	assert_order(&order, "focus text-field");
	assert_null(oriel_window_focused(ui.window));
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(typing_shows_the_rows_that_contain_the_text),
		cmocka_unit_test(keys_choose_a_completion),
		cmocka_unit_test(enter_without_a_choice_takes_the_text_and_submits),
		cmocka_unit_test(press_chooses_and_leaves_the_focus_in_the_field),
		cmocka_unit_test(stale_completions_are_dropped),
		cmocka_unit_test(program_shows_and_hides_the_completions),
		cmocka_unit_test(model_changes_show_in_the_list),
		cmocka_unit_test(form_has_checks_and_resets_the_text),
		cmocka_unit_test(description_is_that_of_a_combo_box),
		cmocka_unit_test(listeners_of_focus_move_the_focus_on),
		cmocka_unit_test(listeners_destroy_the_combo_box_and_its_parts),
		cmocka_unit_test(listeners_of_the_signal_search_or_destroy));
}
