/* SPDX-License-Identifier: MIT */
/*
 * Text nodes, what observers are told of them, descriptions and reports, all of a size from
 * outside: what needs memory for it happens as a whole or not at all, and the rest asks for none.
 */
#include <oriel/oriel.h>

#include <stdlib.h>
#include <string.h>

#include "fault.h"
#include "test.h"

enum { LARGE = 1000000, LEAST = LARGE / 2, LIMIT = 65535 };

static struct order told;

static int set_up(void **state) {
	oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	*state = fault_text(LARGE, 'w');
	return 0;
}

static int tear_down(void **state) {
	free(*state);
	oriel_loop_destroy(oriel_loop_current());
	return 0;
}

/* Records by their old values: how many bytes, or what. */
static void on_records(const struct oriel_mutation_record *records, size_t count, void *data) {
	for (size_t i = 0; i < count; i++) {
		const struct oriel_mutation_record *record = &records[i];
		if (record->old_value == NULL)
			order_add(&told, "%s unknown", (const char *)data);
		else if (record->old_value_length < 10)
			order_add(&told, "%s %s", (const char *)data, record->old_value);
		else
			order_add(&told, "%s %zu bytes", (const char *)data, record->old_value_length);
	}
}

static oriel_mutation_observer_id observe(oriel_widget *target, const char *name) {
	oriel_mutation_observer_id id = oriel_mutation_observer_new(
		on_records, (void *)(uintptr_t)name);
	assert_int_equal(oriel_mutation_observe(id, target,
						ORIEL_OBSERVE_DATA_OLD_VALUE | ORIEL_OBSERVE_ATTRIBUTE_OLD_VALUE |
							ORIEL_OBSERVE_SUBTREE),
		ORIEL_OK);
	return id;
}

static void a_text_without_memory_is_not_made(void **state) {
	fault_arm(LEAST, 1);
	expect_log("no memory for a text node of 1000000 bytes");
	assert_null(oriel_text_node(*state));
	assert_true(fault_disarm());
	oriel_widget *text = oriel_text_node(*state);
	assert_int_equal(oriel_text_node_length(text), LARGE);
	oriel_destroy(text);
}

static void data_without_memory_leaves_the_old_and_no_record(void **state) {
	oriel_widget *text = oriel_text_node("old");
	observe(text, "o");
	size_t nth = 0;
	bool failed;
	do {
		fault_arm(LEAST, ++nth);
		bool set = oriel_text_node_set_data(text, *state);
		failed = fault_disarm();
		assert_int_equal(set, !failed);
		if (failed) {
			expect_log("no memory for a text node of 1000000 bytes");
			assert_string_equal(oriel_text_node_data(text), "old");
			oriel_loop_settle(oriel_loop_current());
			assert_order(&told, "");
		}
	} while (failed);
	assert_int_equal(nth, 2);
	oriel_loop_settle(oriel_loop_current());
	assert_order(&told, "o old");
	oriel_destroy(text);
}

static void old_data_needs_no_memory_however_many_are_told(void **state) {
	oriel_widget *text = oriel_text_node(*state);
	observe(text, "a");
	observe(text, "b");
	fault_arm(LEAST, 1);
	assert_true(oriel_text_node_set_data(text, "new"));
	assert_true(oriel_text_node_set_data(text, "newer"));
	oriel_destroy(text);
	oriel_loop_settle(oriel_loop_current());
	assert_false(fault_disarm());
	assert_order(&told, "a 1000000 bytes, a new, b 1000000 bytes, b new");
}

static void old_values_need_no_memory(void **state) {
	oriel_widget *box = oriel_element("box");
	observe(box, "o");
	((char *)*state)[LIMIT] = '\0';
	oriel_set_attribute(box, "title", *state);
	fault_arm(LIMIT / 2, 1);
	oriel_set_attribute(box, "title", "short");
	oriel_set_attribute(box, "title", NULL);
	oriel_destroy(box);
	oriel_loop_settle(oriel_loop_current());
	assert_false(fault_disarm());
	assert_order(&told, "o unknown, o 65535 bytes, o short");
}

static void a_filter_is_limited_in_names_and_their_lengths(void **state) {
	oriel_widget *box = oriel_element("box");
	const char *names[4097] = { "title", *state };
	for (size_t i = 2; i < 4097; i++)
		names[i] = *state;
	fault_arm(LEAST, 1);
	oriel_mutation_observer_id id = oriel_mutation_observer_new(on_records, (void *)(uintptr_t)"o");
	assert_int_equal(oriel_mutation_observe(
						id, box, 0, .attribute_filter = names, .attribute_filter_count = 4097),
		ORIEL_QUOTA_EXCEEDED_ERROR);
	oriel_set_attribute(box, "title", "");
	assert_int_equal(oriel_mutation_observe(
						id, box, 0, .attribute_filter = names, .attribute_filter_count = 4096),
		ORIEL_OK);
	oriel_set_attribute(box, "title", "x");
	oriel_set_attribute(box, "name", "x");
	oriel_loop_settle(oriel_loop_current());
	assert_false(fault_disarm());
	assert_order(&told, "o unknown");
	oriel_destroy(box);
}

static void an_element_with_a_huge_name_is_not_made(void **state) {
	char *name = *state;
	fault_arm(LEAST, 1);
	expect_log("QuotaExceededError: oriel_element");
	assert_null(oriel_element(name));
	assert_false(fault_disarm());
	name[LIMIT] = '\0';
	oriel_widget *element = oriel_element(name);
	assert_string_equal(oriel_widget_type(element), name);
	oriel_destroy(element);
}

static void on_error(oriel_event *event, void *data) {
	const struct oriel_error *error = oriel_event_error(event);
	order_add(&told, "%s of %zu", oriel_status_name(error->code), strlen(error->message));
	oriel_prevent_default(event);
}

static void a_huge_message_of_an_error_is_cut_between_characters(void **state) {
	char *message = *state;
	memcpy(message + LIMIT - 1, "\xc3\xa9", 2);
	oriel_listen(oriel_loop_current(), "error", on_error, NULL);
	fault_arm(LEAST, 1);
	oriel_report_error(ORIEL_OPERATION_ERROR, message, ORIEL_NO_PAYLOAD);
	assert_false(fault_disarm());
	assert_order(&told, "OperationError of 65534");
}

/* Its lines are longer than all that a label says; here it is attributes, of which there are many.
 */
static void a_description_without_memory_is_none(void **state) {
	oriel_widget *box = oriel_element("box");
	((char *)*state)[LIMIT] = '\0';
	for (size_t i = 0; i < 20; i++) {
		oriel_widget *item = oriel_element("item");
		oriel_set_attribute(item, "aria-label", *state);
		oriel_append(box, item);
	}
	size_t nth = 0;
	char *description;
	bool failed;
	do {
		fault_arm(LEAST, ++nth);
		description = oriel_widget_describe_tree(box);
		failed = fault_disarm();
		assert_int_equal(description == NULL, failed);
		if (failed)
			expect_log("oriel_widget_describe_tree: no memory");
		free(description);
	} while (failed);
	assert_true(nth > 1);
	oriel_destroy(box);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
	return RUN_TESTS(
		TEST(a_text_without_memory_is_not_made),
		TEST(data_without_memory_leaves_the_old_and_no_record),
		TEST(old_data_needs_no_memory_however_many_are_told),
		TEST(old_values_need_no_memory),
		TEST(a_filter_is_limited_in_names_and_their_lengths),
		TEST(an_element_with_a_huge_name_is_not_made),
		TEST(a_huge_message_of_an_error_is_cut_between_characters),
		TEST(a_description_without_memory_is_none));
}
