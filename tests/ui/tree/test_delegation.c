/* SPDX-License-Identifier: MIT */
/*
 * Delegation by selector.
 */
#include "kit.h"

#include <oriel/ui/selector.h>

static struct order told;

static void on_event(oriel_event *event, void *data) {
	order_add(&told, "%s at %s", (const char *)data, kit_name(oriel_event_current_widget(event)));
}

static void on_drop(void *data) {
	order_add(&told, "drop %s", (const char *)data);
}

static void widgets_added_later_are_matched_from_the_target_up(void **state) {
	oriel_widget *root = kit_box("r", NULL), *a = kit_box("a", NULL), *b = kit_box("b", NULL);
	oriel_listener_id id = oriel_delegate(
		root, "click", "box", on_event, "box", .release = on_drop);
	assert_true(id > 0);
	oriel_listen(root, "click", on_event, "own");
	oriel_delegate(root, "click", ":scope > box", on_event, "child", .capture = true);
	oriel_append(root, a);
	oriel_append(a, b);
	oriel_fire(b, "click", .bubbles = true);
	assert_order(&told, "child at a, box at b, box at a, own at r");
	oriel_unlisten(id);
	assert_order(&told, "drop box");
	oriel_fire(b, "click", .bubbles = true);
	assert_order(&told, "child at a, own at r");
	oriel_destroy(root);
}

static void same_delegation_is_a_duplicate_and_another_selector_is_not(void **state) {
	oriel_widget *root = kit_box("r", NULL);
	bool duplicate = false;
	oriel_listener_id id = oriel_delegate(root, "click", "box", on_event, NULL);
	assert_int_equal(
		oriel_delegate(root, "click", "box", on_event, NULL, .duplicate = &duplicate), id);
	assert_true(duplicate);
	assert_int_not_equal(
		oriel_delegate(root, "click", "row", on_event, NULL, .duplicate = &duplicate), id);
	assert_false(duplicate);
	oriel_destroy(root);
}

static void malformed_selector_is_reported_and_data_dropped(void **state) {
	oriel_widget *root = kit_box("r", NULL);
	struct oriel_selector_error error;
	oriel_listener_id id = 77;
	expect_log("oriel_delegate: the selector \"box >\" is malformed at byte 5");
	assert_int_equal(
		oriel_delegate(root, "click", "box >", on_event, "data", .release = on_drop), 0);
	assert_order(&told, "drop data");
	const struct oriel_listen_options options = { .release = on_drop, .size = sizeof(options) };
	assert_int_equal(oriel_try_delegate_at("here", oriel_widget_target(root), "click", "[",
						on_event, "data", &options, &id, &error),
		ORIEL_SYNTAX_ERROR);
	assert_int_equal(error.offset, 1);
	assert_int_equal(id, 77);
	assert_order(&told, "");
	assert_int_equal(oriel_try_delegate_at("here", oriel_widget_target(root), "click", "box",
						on_event, "data", &options, &id, NULL),
		ORIEL_OK);
	assert_int_not_equal(id, 77);
	oriel_destroy(root);
	assert_order(&told, "drop data");
}

int main(void) {
	return RUN_TESTS(
		KIT_TEST(widgets_added_later_are_matched_from_the_target_up),
		KIT_TEST(same_delegation_is_a_duplicate_and_another_selector_is_not),
		KIT_TEST(malformed_selector_is_reported_and_data_dropped));
}
