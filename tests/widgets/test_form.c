/* SPDX-License-Identifier: MIT */
/* A form: what submits it, and what does not. */
#include <oriel/extend/input_event.h>
#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

static struct order order;

static void note(oriel_event *event, void *data) {
	(void)data;
	oriel_target *submitter = oriel_event_related_target(event);
	oriel_widget *button = submitter ? oriel_widget_try_from_target(submitter) : NULL;
	order_add(
		&order, "%s %s", oriel_event_type(event), button ? oriel_button_text(button) : "nobody");
}

static oriel_widget *form_with(oriel_widget *first, oriel_widget *second) {
	oriel_widget *form = oriel_form(oriel_text_field("Name"), first, second);
	oriel_listen(form, "submit", note, NULL);
	return oriel_column(form);
}

static oriel_widget *make_form(void) {
	return form_with(oriel_button("Add"), oriel_button("Other"));
}

static oriel_widget *make_form_without_button(void) {
	return form_with(NULL, NULL);
}

static oriel_widget *make_form_with_plain_button(void) {
	oriel_widget *plain = oriel_button("Plain");
	oriel_set_attribute(plain, "type", "button");
	return form_with(plain, oriel_button("Add"));
}

static oriel_widget *find(struct ui *ui, const char *selector) {
	return oriel_query(oriel_window_root(ui->window), selector);
}

static void clicked_button_is_the_submitter(void **state) {
	(void)state;
	struct ui ui = ui_open(make_form);
	ui_click(&ui, find(&ui, "button:last-child"), 1);
	assert_order(&order, "submit Other");
	ui_close(&ui);
}

static void enter_in_a_field_clicks_the_first_button_that_submits(void **state) {
	(void)state;
	struct ui ui = ui_open(make_form_with_plain_button);
	oriel_focus(find(&ui, "text-field"));
	ui_key(&ui, "Enter");
	assert_order(&order, "submit Add");
	ui_close(&ui);
}

static void a_button_of_type_button_does_not_submit(void **state) {
	(void)state;
	struct ui ui = ui_open(make_form_with_plain_button);
	ui_click(&ui, find(&ui, "button[type=button]"), 1);
	assert_order(&order, "");
	ui_close(&ui);
}

static void a_held_enter_submits_once(void **state) {
	(void)state;
	struct ui ui = ui_open(make_form_without_button);
	oriel_focus(find(&ui, "text-field"));
	for (int i = 0; i < 3; i++)
		oriel_input_push(ui.window,
			&(struct oriel_raw_input){
				.type = ORIEL_RAW_KEY_DOWN, .key = "Enter", .code = "Enter", .repeat = i > 0 });
	ui_settle(&ui);
	assert_order(&order, "submit nobody");
	ui_close(&ui);
}

static void enter_submits_a_form_without_a_button(void **state) {
	(void)state;
	struct ui ui = ui_open(make_form_without_button);
	oriel_focus(find(&ui, "text-field"));
	ui_key(&ui, "Enter");
	assert_order(&order, "submit nobody");
	ui_close(&ui);
}

static void submit_again(oriel_event *event, void *data) {
	oriel_widget *form = data;
	assert_false(oriel_form_submit(form, NULL));
	oriel_click(oriel_query(form, "button:last-child"));
	(void)event;
}

static void a_submit_within_submit_does_nothing(void **state) {
	(void)state;
	struct ui ui = ui_open(make_form);
	oriel_widget *form = find(&ui, "form");
	oriel_listen(form, "submit", submit_again, form);
	ui_click(&ui, find(&ui, "button"), 1);
	assert_order(&order, "submit Add");
	assert_true(oriel_form_submit(form, NULL));
	assert_order(&order, "submit nobody");
	ui_close(&ui);
}

static void destroy_it(oriel_event *event, void *data) {
	(void)event;
	oriel_destroy(data);
}

static void a_form_may_be_destroyed_by_its_submit(void **state) {
	(void)state;
	struct ui ui = ui_open(make_form);
	oriel_widget *form = find(&ui, "form");
	oriel_listen(form, "submit", destroy_it, form);
	assert_true(oriel_form_submit(form, NULL));
	assert_order(&order, "submit nobody");
	ui_close(&ui);
}

static void enter_does_nothing_while_the_default_button_is_disabled(void **state) {
	(void)state;
	struct ui ui = ui_open(make_form);
	oriel_set(find(&ui, "button"), .disabled = true);
	oriel_focus(find(&ui, "text-field"));
	ui_key(&ui, "Enter");
	assert_order(&order, "");
	ui_close(&ui);
}

static void enter_on_a_button_submits_once_with_that_submitter(void **state) {
	(void)state;
	struct ui ui = ui_open(make_form);
	oriel_focus(find(&ui, "button:last-child"));
	ui_key(&ui, "Enter");
	assert_order(&order, "submit Other");
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(clicked_button_is_the_submitter),
		cmocka_unit_test(enter_in_a_field_clicks_the_first_button_that_submits),
		cmocka_unit_test(a_button_of_type_button_does_not_submit),
		cmocka_unit_test(enter_submits_a_form_without_a_button),
		cmocka_unit_test(a_held_enter_submits_once),
		cmocka_unit_test(a_submit_within_submit_does_nothing),
		cmocka_unit_test(a_form_may_be_destroyed_by_its_submit),
		cmocka_unit_test(enter_does_nothing_while_the_default_button_is_disabled),
		cmocka_unit_test(enter_on_a_button_submits_once_with_that_submitter));
}
