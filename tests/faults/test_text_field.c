/* SPDX-License-Identifier: MIT */
/*
 * A large text on its way from a device or the clipboard into a text field and onto the screen,
 * without memory at any one of its stations: it is in the field as a whole or not at all, the log
 * says so, and the field goes on working.
 */
#include <oriel/extend/describe.h>
#include <oriel/widgets.h>

#include <stdlib.h>
#include <string.h>

#include "fault.h"
#include "test.h"
#include "ui.h"

enum { LARGE = 60000, LEAST = LARGE / 2, TYPED = LARGE / 6 };

struct fixture {
	struct ui ui;
	oriel_widget *field;
	char *large;
};

static oriel_widget *make_content(void) {
	return oriel_column(oriel_text_field("text"), oriel_label("label"));
}

static void set_up(struct fixture *fixture) {
	fixture->ui = ui_open(make_content);
	fixture->field = oriel_query(oriel_window_root(fixture->ui.window), "text-field");
	fixture->large = fault_text(LARGE, 'w');
	for (size_t i = 7; i < LARGE; i += 8)
		fixture->large[i] = ' ';
	oriel_focus(fixture->field);
	ui_type(&fixture->ui, "ab");
	oriel_text_field_select(fixture->field, 1, 1);
}

static void tear_down(struct fixture *fixture) {
	ui_close(&fixture->ui);
	free(fixture->large);
}

/* Whether the field has the large text between its letters; else it must be as it was. */
static bool has_large(const struct fixture *fixture) {
	const char *text = oriel_text_field_text(fixture->field);
	if (strlen(text) != LARGE + 2)
		assert_string_equal(text, "ab");
	return strlen(text) > 2;
}

static void assert_goes_on(struct fixture *fixture) {
	ui_key(&fixture->ui, "ctrl+a");
	ui_type(&fixture->ui, "next");
	assert_string_equal(oriel_text_field_text(fixture->field), "next");
	ui_key(&fixture->ui, "ctrl+z");
	has_large(fixture);
}

/* Acts with each large allocation failing in turn, and at last with none. check is told whether the
 * log reports a failure; a fault that is not reported must have no effect.
 * @return in how many ways it failed */
static size_t with_each_fault(
	void (*act)(struct fixture *fixture), void (*check)(struct fixture *fixture, bool failed)) {
	size_t nth = 0;
	bool failed;
	do {
		struct fixture fixture;
		set_up(&fixture);
		fault_arm(LEAST, ++nth);
		act(&fixture);
		failed = fault_disarm();
		check(&fixture, take_log("memory"));
		tear_down(&fixture);
	} while (failed);
	return nth - 1;
}

static void type_large(struct fixture *fixture) {
	ui_type(&fixture->ui, fixture->large);
}

static void check_insertion(struct fixture *fixture, bool failed) {
	assert_true(has_large(fixture) || failed);
	assert_goes_on(fixture);
}

static void typed_text_arrives_whole_or_not_at_all(void **state) {
	assert_true(with_each_fault(type_large, check_insertion) > 5);
}

static void paste_large(struct fixture *fixture) {
	oriel_clipboard_set_text(fixture->ui.app, fixture->large);
	ui_key(&fixture->ui, "ctrl+v");
}

static void pasted_text_arrives_whole_or_not_at_all(void **state) {
	assert_true(with_each_fault(paste_large, check_insertion) > 5);
}

static void cut_large(struct fixture *fixture) {
	ui_type(&fixture->ui, fixture->large);
	ui_key(&fixture->ui, "ctrl+a");
	ui_key(&fixture->ui, "ctrl+x");
}

static void check_cut(struct fixture *fixture, bool failed) {
	char *clipboard = ui_clipboard_text(fixture->ui.app, ORIEL_SELECTION_CLIPBOARD);
	const char *text = oriel_text_field_text(fixture->field);
	assert_true(failed || text[0] == '\0');
	if (text[0] == '\0') /* what is gone from the field is on the clipboard */
		assert_true(
			clipboard != NULL && (strlen(clipboard) == LARGE + 2 || strcmp(clipboard, "ab") == 0));
	free(clipboard);
	ui_type(&fixture->ui, "x");
	assert_string_equal(oriel_text_field_text(fixture->field), "x");
}

static void what_is_cut_is_on_the_clipboard_or_still_there(void **state) {
	assert_true(with_each_fault(cut_large, check_cut) > 5);
}

static void preedit(struct fixture *fixture, const char *text) {
	oriel_input_push(fixture->ui.window,
		&(const struct oriel_raw_input){ .type = ORIEL_RAW_PREEDIT, .text = text });
	ui_settle(&fixture->ui);
}

static void compose_large(struct fixture *fixture) {
	preedit(fixture, "a");
	preedit(fixture, fixture->large);
	oriel_input_push(fixture->ui.window,
		&(const struct oriel_raw_input){ .type = ORIEL_RAW_TEXT, .text = fixture->large });
	ui_settle(&fixture->ui);
}

static void check_composition(struct fixture *fixture, bool failed) {
	ui_type(&fixture->ui, ""); /* ends what a lost commit has left open */
	assert_true(has_large(fixture) || failed);
	assert_goes_on(fixture);
}

static void what_is_composed_is_committed_whole_or_not_at_all(void **state) {
	assert_true(with_each_fault(compose_large, check_composition) > 5);
}

/* The typed text makes a new copy of the whole text necessary, which fails. */
static void use_without_memory(struct fixture *fixture, bool is_password) {
	struct oriel_description description = { 0 };
	char *typed = fault_text(TYPED / 10, 'z');
	if (is_password)
		oriel_set_attribute(fixture->field, "type", "password");
	oriel_text_field_set_text(fixture->field, fixture->large);
	fault_arm_lasting(LEAST);
	oriel_text_field_select(fixture->field, LARGE, LARGE);
	for (int i = 0; i < 10; i++)
		ui_type(&fixture->ui, typed);
	ui_click(&fixture->ui, fixture->field, 1);
	ui_key(&fixture->ui, "shift+end");
	preedit(fixture, "pre");
	oriel_widget_describe(fixture->field, &description);
	assert_true(description.selection_end <= strlen(description.value));
	assert_true(fault_disarm());
	size_t told = 0;
	while (take_log("memory"))
		told++;
	assert_true(told > 1);
	preedit(fixture, "");
	free(typed);
}

static void a_field_is_used_without_memory_to_show_its_text(void **state) {
	for (int i = 0; i < 2; i++) {
		struct fixture fixture;
		set_up(&fixture);
		use_without_memory(&fixture, i == 1);
		const char *text = oriel_text_field_text(fixture.field);
		assert_int_equal(strlen(text), LARGE + TYPED);
		assert_memory_equal(text, fixture.large, LARGE);
		assert_int_equal(strspn(text + LARGE, "z"), TYPED);
		ui_key(&fixture.ui, "ctrl+a");
		ui_type(&fixture.ui, "next");
		assert_string_equal(oriel_text_field_text(fixture.field), "next");
		tear_down(&fixture);
	}
}

static oriel_widget *label_of(const struct fixture *fixture) {
	return oriel_query(oriel_window_root(fixture->ui.window), "label");
}

static void label_large(struct fixture *fixture) {
	oriel_label_set_text(label_of(fixture), fixture->large);
	ui_settle(&fixture->ui);
	ui_settle(&fixture->ui);
}

static void check_label(struct fixture *fixture, bool failed) {
	const char *text = oriel_label_text(label_of(fixture));
	if (strcmp(text, fixture->large) != 0)
		assert_true(failed && strcmp(text, "label") == 0);
	oriel_label_set_text(label_of(fixture), "next");
	ui_settle(&fixture->ui);
	assert_string_equal(oriel_label_text(label_of(fixture)), "next");
}

static void format_large(struct fixture *fixture) {
	oriel_label_set_textf(label_of(fixture), "%s", fixture->large);
	ui_settle(&fixture->ui);
}

static void a_label_has_its_old_text_or_the_new_one(void **state) {
	assert_true(with_each_fault(label_large, check_label) > 2);
	assert_true(with_each_fault(format_large, check_label) > 2);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(typed_text_arrives_whole_or_not_at_all),
		cmocka_unit_test(pasted_text_arrives_whole_or_not_at_all),
		cmocka_unit_test(what_is_cut_is_on_the_clipboard_or_still_there),
		cmocka_unit_test(what_is_composed_is_committed_whole_or_not_at_all),
		cmocka_unit_test(a_field_is_used_without_memory_to_show_its_text),
		cmocka_unit_test(a_label_has_its_old_text_or_the_new_one));
}
