/* SPDX-License-Identifier: MIT */
/*
 * Names, selectors, types and titles of a size from outside: what is over a limit asks for no
 * memory and changes nothing, and what is within it is small.
 */
#include <oriel/extend/style.h>
#include <oriel/extend/widget.h>
#include <oriel/widgets.h>

#include <stdlib.h>
#include <string.h>

#include "fault.h"
#include "test.h"
#include "ui.h"

enum { LIMIT = 65535, FAR_OVER = 1000000 };

struct fixture {
	struct ui ui;
	oriel_widget *label;
	char *huge;
};

static oriel_widget *make_content(void) {
	return oriel_column(oriel_set(oriel_label("label"), .id = "one", .classes = "a b"));
}

static void set_up(struct fixture *fixture) {
	fixture->ui = ui_open(make_content);
	fixture->label = oriel_query(oriel_window_root(fixture->ui.window), "#one");
	fixture->huge = fault_text(FAR_OVER, 'w');
	oriel_set_attribute(fixture->label, "title", "old");
}

static void tear_down(struct fixture *fixture) {
	ui_close(&fixture->ui);
	free(fixture->huge);
}

/* From now on nothing near that size may be asked for. */
static void arm(void) {
	fault_arm(FAR_OVER / 2, 1);
}

static void assert_nothing_asked_for(void) {
	assert_false(fault_disarm());
}

static void a_huge_attribute_changes_nothing(void **state) {
	static const char *const names[] = { "title", "id", "class" },
							 *const old[] = { "old", "one", "a b" };
	struct fixture fixture;
	set_up(&fixture);
	arm();
	for (size_t i = 0; i < 3; i++) {
		expect_log("QuotaExceededError: oriel_set_attribute");
		oriel_set_attribute(fixture.label, names[i], fixture.huge);
		assert_string_equal(oriel_attribute(fixture.label, names[i]), old[i]);
	}
	expect_log("QuotaExceededError: oriel_set_attribute");
	oriel_set_attribute(fixture.label, fixture.huge, "");
	expect_log("QuotaExceededError: oriel_toggle_attribute");
	assert_false(oriel_toggle_attribute(fixture.label, fixture.huge));
	memset(fixture.huge, 0xff, FAR_OVER);
	assert_false(oriel_has_attribute(fixture.label, fixture.huge));
	assert_nothing_asked_for();
	tear_down(&fixture);
}

static void an_attribute_at_its_limit_is_kept(void **state) {
	struct fixture fixture;
	set_up(&fixture);
	expect_log("QuotaExceededError");
	fixture.huge[LIMIT + 1] = '\0';
	oriel_set_attribute(fixture.label, "title", fixture.huge);
	assert_string_equal(oriel_attribute(fixture.label, "title"), "old");
	fixture.huge[LIMIT] = '\0';
	oriel_set_attribute(fixture.label, "title", fixture.huge);
	assert_string_equal(oriel_attribute(fixture.label, "title"), fixture.huge);
	tear_down(&fixture);
}

static void a_huge_class_changes_nothing(void **state) {
	struct fixture fixture;
	set_up(&fixture);
	arm();
	expect_log("QuotaExceededError: oriel_add_class");
	oriel_add_class(fixture.label, fixture.huge);
	expect_log("QuotaExceededError: oriel_toggle_class");
	assert_false(oriel_toggle_class(fixture.label, fixture.huge));
	oriel_remove_class(fixture.label, fixture.huge);
	assert_false(oriel_has_class(fixture.label, fixture.huge));
	assert_string_equal(oriel_attribute(fixture.label, "class"), "a b");
	assert_nothing_asked_for();
	tear_down(&fixture);
}

static void classes_are_limited_together(void **state) {
	struct fixture fixture;
	set_up(&fixture);
	fixture.huge[LIMIT - 4] = '\0';
	oriel_add_class(fixture.label, fixture.huge);
	assert_int_equal(strlen(oriel_attribute(fixture.label, "class")), LIMIT);
	oriel_add_class(fixture.label, fixture.huge); /* it is there */
	expect_log("QuotaExceededError: oriel_add_class");
	oriel_add_class(fixture.label, "c");
	assert_false(oriel_has_class(fixture.label, "c"));
	tear_down(&fixture);
}

/* Of one letter each, which is over the number of classes before it is over the bytes. */
static void a_list_of_too_many_classes_changes_nothing(void **state) {
	struct fixture fixture;
	set_up(&fixture);
	for (size_t i = 1; i < FAR_OVER; i += 2)
		fixture.huge[i] = ' ';
	fixture.huge[2 * 4097] = '\0';
	expect_log("QuotaExceededError: oriel_set_attribute");
	oriel_set_attribute(fixture.label, "class", fixture.huge);
	assert_string_equal(oriel_attribute(fixture.label, "class"), "a b");
	fixture.huge[2 * 4096] = '\0';
	oriel_set_attribute(fixture.label, "class", fixture.huge);
	assert_true(oriel_has_class(fixture.label, "w"));
	tear_down(&fixture);
}

static void a_huge_selector_finds_nothing(void **state) {
	struct fixture fixture;
	struct oriel_selector_error error;
	oriel_widget *found = NULL;
	set_up(&fixture);
	arm();
	assert_int_equal(
		oriel_try_query(oriel_window_root(fixture.ui.window), fixture.huge, &found, &error),
		ORIEL_SYNTAX_ERROR);
	assert_int_equal(error.offset, LIMIT);
	expect_log("SyntaxError: oriel_matches");
	assert_false(oriel_matches(fixture.label, fixture.huge));
	expect_log("SyntaxError: oriel_query_all");
	assert_int_equal(
		oriel_query_all(oriel_window_root(fixture.ui.window), fixture.huge, NULL, 0), 0);
	assert_ptr_equal(oriel_query(oriel_window_root(fixture.ui.window), "#one"), fixture.label);
	assert_nothing_asked_for();
	tear_down(&fixture);
}

static void a_huge_title_is_cut_between_characters(void **state) {
	struct fixture fixture;
	set_up(&fixture);
	memcpy(fixture.huge + LIMIT - 1, "\xc3\xa9", 2);
	arm();
	oriel_window_set_title(fixture.ui.window, fixture.huge);
	assert_nothing_asked_for();
	assert_int_equal(strlen(oriel_window_title(fixture.ui.window)), LIMIT - 1);
	oriel_window_set_title(fixture.ui.window, "a\xff");
	assert_string_equal(oriel_window_title(fixture.ui.window), "a\xef\xbf\xbd");
	tear_down(&fixture);
}

static void a_huge_type_of_an_event_is_refused(void **state) {
	struct fixture fixture;
	set_up(&fixture);
	arm();
	assert_breaks("has over 65,535 bytes", oriel_event_new(fixture.huge));
	fixture.huge[LIMIT] = '\0';
	oriel_event *event = oriel_event_new(fixture.huge);
	assert_string_equal(oriel_event_type(event), fixture.huge);
	oriel_event_unref(event);
	assert_nothing_asked_for();
	tear_down(&fixture);
}

static void a_huge_family_of_fonts_changes_nothing(void **state) {
	struct fixture fixture;
	set_up(&fixture);
	oriel_set_style(fixture.label, "font-family", "serif");
	arm();
	expect_log("it exceeds 65,535 bytes");
	oriel_set_style(fixture.label, "font-family", "%s", fixture.huge);
	ui_settle(&fixture.ui);
	assert_string_equal(oriel_used_text(fixture.label).font_family, "serif");
	assert_nothing_asked_for();
	tear_down(&fixture);
}

static void a_key_with_a_huge_name_is_ignored(void **state) {
	struct fixture fixture;
	set_up(&fixture);
	arm();
	oriel_input_push(fixture.ui.window,
		&(const struct oriel_raw_input){
			.type = ORIEL_RAW_KEY_DOWN, .key = fixture.huge, .code = "KeyA" });
	ui_settle(&fixture.ui);
	assert_nothing_asked_for();
	tear_down(&fixture);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(a_huge_family_of_fonts_changes_nothing),
		cmocka_unit_test(a_key_with_a_huge_name_is_ignored),
		cmocka_unit_test(a_huge_attribute_changes_nothing),
		cmocka_unit_test(an_attribute_at_its_limit_is_kept),
		cmocka_unit_test(a_huge_class_changes_nothing),
		cmocka_unit_test(classes_are_limited_together),
		cmocka_unit_test(a_list_of_too_many_classes_changes_nothing),
		cmocka_unit_test(a_huge_selector_finds_nothing),
		cmocka_unit_test(a_huge_title_is_cut_between_characters),
		cmocka_unit_test(a_huge_type_of_an_event_is_refused));
}
