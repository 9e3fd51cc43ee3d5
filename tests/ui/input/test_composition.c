/* SPDX-License-Identifier: MIT */
/* Text and compositions of input methods. */
#include "stage.h"

static void on_text(oriel_event *event, void *data) {
	struct stage *stage = data;
	const struct oriel_input_event *input = oriel_event_input(event);
	order_add(
		&stage->order, "%s \"%s\" at %zu", oriel_event_type(event), input->data, input->caret);
}

static oriel_widget *focused_field(struct stage *stage) {
	static const char *const types[] = { "compositionstart", "compositionupdate", "compositionend",
		"beforeinput", "input" };
	oriel_widget *field = stage_field(stage, stage->root, "field", 10, 20, 100, 30);
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		oriel_listen(field, types[i], on_text, stage);
	assert_true(oriel_focus(field));
	stage_run(stage);
	return field;
}

static void preedit(struct stage *stage, const char *text, size_t caret) {
	PUSH(stage, .type = ORIEL_RAW_PREEDIT, .text = text, .preedit_caret = caret);
	stage_run(stage);
}

static void text_is_beforeinput_and_its_default_inserts(void **state) {
	struct stage *stage = *state;
	focused_field(stage);
	type_text(stage, "é");
	assert_order(&stage->order, "beforeinput \"é\" at 0, insert é, input \"é\" at 0");
}

static void prevent(oriel_event *event, void *data) {
	oriel_prevent_default(event);
}

static void preventing_beforeinput_inserts_nothing(void **state) {
	struct stage *stage = *state;
	oriel_widget *field = focused_field(stage);
	oriel_listen(field, "beforeinput", prevent, NULL);
	type_text(stage, "a");
	assert_order(&stage->order, "beforeinput \"a\" at 0");
}

static void preventing_keydown_drops_its_text(void **state) {
	struct stage *stage = *state;
	oriel_widget *field = focused_field(stage);
	oriel_listener_id id = oriel_listen(field, "keydown", prevent, NULL);
	key_down(stage, "a", 0);
	type_text(stage, "a");
	assert_order(&stage->order, "");
	oriel_unlisten(id);
	key_down(stage, "a", 0);
	type_text(stage, "a");
	assert_order(&stage->order, "beforeinput \"a\" at 0, insert a, input \"a\" at 0");
}

static void text_reaches_only_text_inputs(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_button(stage, stage->root, "a", 200, 0, 50, 50);
	oriel_widget *field = focused_field(stage);
	stage_record(stage, stage->root, "beforeinput compositionstart");
	oriel_focus(a);
	type_text(stage, "a");
	preedit(stage, "a", 1);
	oriel_focus(field);
	oriel_widget_set_state(field, ORIEL_STATE_READ_ONLY, true);
	type_text(stage, "a");
	assert_order(&stage->order, "");
}

static void composition_starts_updates_and_ends_with_the_committed_text(void **state) {
	struct stage *stage = *state;
	focused_field(stage);
	preedit(stage, "に", 3);
	preedit(stage, "にほ", 99);
	assert_order(&stage->order,
		"compositionstart \"\" at 0, compositionupdate \"に\" at 3, compositionupdate \"にほ\" at "
		"6");
	type_text(stage, "日本");
	preedit(stage, "", 0);
	assert_order(&stage->order,
		"compositionend \"日本\" at 0, beforeinput \"日本\" at 0, insert 日本, input \"日本\" at "
		"0");
}

static void empty_preedit_ends_the_composition_without_text(void **state) {
	struct stage *stage = *state;
	focused_field(stage);
	preedit(stage, "に", 3);
	preedit(stage, "", 0);
	preedit(stage, "", 0);
	assert_order(&stage->order,
		"compositionstart \"\" at 0, compositionupdate \"に\" at 3, compositionupdate \"\" at 0, "
		"compositionend \"\" at 0");
}

static void losing_focus_commits_the_composition(void **state) {
	struct stage *stage = *state;
	oriel_widget *field = focused_field(stage);
	stage_record(stage, field, "blur");
	preedit(stage, "한", 3);
	oriel_window_clear_focus(stage->window);
	assert_order(&stage->order,
		"compositionstart \"\" at 0, compositionupdate \"한\" at 3, compositionend \"한\" at 0, "
		"beforeinput \"한\" at 0, insert 한, input \"한\" at 0, blur field");
}

static void destroying_the_field_forgets_the_composition(void **state) {
	struct stage *stage = *state;
	oriel_widget *field = focused_field(stage);
	preedit(stage, "한", 3);
	oriel_destroy(field);
	focused_field(stage);
	type_text(stage, "a");
	assert_order(&stage->order,
		"compositionstart \"\" at 0, compositionupdate \"한\" at 3, beforeinput \"a\" at 0, insert "
		"a, input \"a\" at 0");
}

static void destroy_data(oriel_event *event, void *data) {
	oriel_destroy(data);
}

static void a_composition_listener_may_destroy_the_field(void **state) {
	struct stage *stage = *state;
	oriel_widget *field = focused_field(stage);
	oriel_listen(field, "compositionstart", destroy_data, field);
	preedit(stage, "한", 3);
	type_text(stage, "a");
	assert_order(&stage->order, "compositionstart \"\" at 0");
}

static void keys_have_no_default_action_while_composing(void **state) {
	struct stage *stage = *state;
	oriel_widget *field = focused_field(stage);
	stage_button(stage, stage->root, "a", 200, 0, 50, 50);
	preedit(stage, "한", 3);
	key(stage, "Tab", 0);
	assert_ptr_equal(oriel_window_focused(stage->window), field);
}

static void the_input_method_is_on_with_the_caret_while_a_text_input_has_focus(void **state) {
	struct stage *stage = *state;
	assert_false(stage_shown(stage).has_text_input);
	oriel_widget *field = focused_field(stage);
	assert_true(stage_shown(stage).has_text_input);
	oriel_widget_set_caret_rect(field, (struct oriel_rect){ 5, 6, 1, 14 });
	stage_run(stage);
	struct oriel_rect caret = stage_shown(stage).caret;
	assert_float_equal(caret.x, 15, 0.01);
	assert_float_equal(caret.y, 26, 0.01);
	assert_float_equal(caret.height, 14, 0.01);
	oriel_window_clear_focus(stage->window);
	stage_run(stage);
	assert_false(stage_shown(stage).has_text_input);
}

/* ---- Ended by Oriel ---- */

static const char committed[] = "compositionend \"한\" at 0, beforeinput \"한\" at 0, insert 한, "
								"input \"한\" at 0";

/* Returns a field in which 한 is being composed; clears the order. */
static oriel_widget *composing_field(struct stage *stage) {
	oriel_widget *field = focused_field(stage);
	preedit(stage, "한", 3);
	stage->order = (struct order){ 0 };
	return field;
}

static void a_widget_commits_a_composition_in_its_place(void **state) {
	struct stage *stage = *state;
	oriel_widget *field = composing_field(stage);
	assert_true(oriel_widget_is_composing(field));
	assert_true(oriel_widget_commit_composition(field));
	assert_false(oriel_widget_is_composing(field));
	assert_order(&stage->order, committed);
	assert_false(oriel_widget_commit_composition(field));
	assert_order(&stage->order, "");
}

static void a_widget_cancels_a_composition(void **state) {
	struct stage *stage = *state;
	oriel_widget *field = composing_field(stage);
	assert_true(oriel_widget_cancel_composition(field));
	assert_false(oriel_widget_cancel_composition(field));
	assert_order(&stage->order, "compositionend \"\" at 0");
}

static void only_the_composing_widget_can_end_its_composition(void **state) {
	struct stage *stage = *state;
	oriel_widget *other = stage_field(stage, stage->root, "other", 200, 0, 50, 50);
	oriel_widget *field = composing_field(stage);
	assert_false(oriel_widget_is_composing(other));
	assert_false(oriel_widget_commit_composition(other));
	assert_true(oriel_widget_is_composing(field));
	assert_order(&stage->order, "");
}

static void the_input_method_is_reset_when_oriel_ends_its_composition(void **state) {
	struct stage *stage = *state;
	oriel_widget *field = composing_field(stage);
	assert_int_equal(stage_shown(stage).text_resets, 0);
	oriel_widget_commit_composition(field);
	assert_int_equal(stage_shown(stage).text_resets, 1);
	preedit(stage, "글", 3);
	type_text(stage, "글");
	assert_int_equal(stage_shown(stage).text_resets, 1);
	assert_true(stage_shown(stage).has_text_input);
}

static void the_response_to_a_reset_is_not_inserted_twice(void **state) {
	struct stage *stage = *state;
	oriel_widget *field = composing_field(stage);
	oriel_widget_commit_composition(field);
	assert_order(&stage->order, committed);
	preedit(stage, "", 0);
	type_text(stage, "한");
	assert_order(&stage->order, "");
	type_text(stage, "한");
	assert_order(&stage->order, "beforeinput \"한\" at 0, insert 한, input \"한\" at 0");
}

static void the_response_to_a_reset_does_not_reach_the_next_field(void **state) {
	struct stage *stage = *state;
	oriel_widget *other = stage_field(stage, stage->root, "other", 200, 0, 50, 50);
	composing_field(stage);
	oriel_focus(other);
	assert_order(&stage->order, committed);
	assert_int_equal(stage_shown(stage).text_resets, 1);
	type_text(stage, "한");
	assert_order(&stage->order, "");
}

static void a_dropped_composition_is_not_inserted_by_the_reset(void **state) {
	struct stage *stage = *state;
	oriel_widget_cancel_composition(composing_field(stage));
	type_text(stage, "한");
	assert_order(&stage->order, "compositionend \"\" at 0");
}

static void other_text_after_a_reset_is_inserted(void **state) {
	struct stage *stage = *state;
	const char *const inserted = "beforeinput \"한\" at 0, insert 한, input \"한\" at 0";
	oriel_widget *field = composing_field(stage);
	oriel_widget_commit_composition(field);
	stage->order = (struct order){ 0 };
	key_down(stage, "g", 0);
	type_text(stage, "한"); /* typed by this key */
	assert_order(&stage->order, inserted);

	preedit(stage, "한", 3);
	oriel_widget_commit_composition(field);
	stage->order = (struct order){ 0 };
	type_text(stage, "a");
	type_text(stage, "한");
	assert_order(&stage->order,
		"beforeinput \"a\" at 0, insert a, input \"a\" at 0, beforeinput \"한\" at 0, insert 한, "
		"input \"한\" at 0");

	preedit(stage, "한", 3);
	oriel_widget_commit_composition(field);
	stage->order = (struct order){ 0 };
	oriel_loop_advance(stage->loop, 2000);
	type_text(stage, "한");
	assert_order(&stage->order, inserted);
}

static void an_input_method_that_continues_begins_a_new_composition(void **state) {
	struct stage *stage = *state;
	oriel_widget_cancel_composition(composing_field(stage));
	preedit(stage, "한글", 6);
	type_text(stage, "한글");
	assert_order(&stage->order,
		"compositionend \"\" at 0, compositionstart \"\" at 0, compositionupdate \"한글\" at 6, "
		"compositionend \"한글\" at 0, beforeinput \"한글\" at 0, insert 한글, input \"한글\" at "
		"0");
}

static void the_next_key_is_not_part_of_the_composition(void **state) {
	struct stage *stage = *state;
	stage_button(stage, stage->root, "a", 200, 0, 50, 50);
	oriel_widget *field = composing_field(stage);
	oriel_widget_commit_composition(field);
	key(stage, "Tab", 0);
	assert_ptr_not_equal(oriel_window_focused(stage->window), field);
}

static void disable(oriel_widget *field) {
	oriel_set_disabled(field, true);
}

static void disable_parent(oriel_widget *field) {
	oriel_set_disabled(oriel_parent(field), true);
}

static void hide(oriel_widget *field) {
	oriel_set_hidden(field, true);
}

static void hide_parent(oriel_widget *field) {
	oriel_set_hidden(oriel_parent(field), true);
}

static void make_unrendered(oriel_widget *field) {
	oriel_widget_add_sheet(oriel_parent(field), oriel_sheet_parse(".gone { display: none }"));
	oriel_set(field, .classes = "gone");
}

static void make_read_only(oriel_widget *field) {
	oriel_widget_set_state(field, ORIEL_STATE_READ_ONLY, true);
}

static void detach(oriel_widget *field) {
	oriel_remove(field);
}

static void detach_parent(oriel_widget *field) {
	oriel_remove(oriel_parent(field));
}

static void detach_and_insert(oriel_widget *field) {
	oriel_widget *parent = oriel_parent(field);
	oriel_remove(field);
	oriel_append(parent, field);
}

static void focus_elsewhere(oriel_widget *field) {
	oriel_set_hidden(field, true);
	oriel_focus(oriel_query(oriel_window_root(oriel_widget_window(field)), "#other"));
}

static void widget_that_stops_taking_text_receives_the_composition(void **state) {
	static void (*const ways[])(oriel_widget * field) = {
		disable,
		disable_parent,
		hide,
		hide_parent,
		make_unrendered,
		make_read_only,
		detach,
		detach_parent,
		detach_and_insert,
		focus_elsewhere,
	};
	struct stage *stage = *state;
	stage_field(stage, stage->root, "other", 200, 100, 50, 50);
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		oriel_widget *box = stage_box(stage->root, "box", 0, 0, 150, 100);
		oriel_widget *field = composing_field(stage);
		assert_int_equal(oriel_append(box, field), ORIEL_OK);
		oriel_focus(field);
		preedit(stage, "한", 3);
		stage->order = (struct order){ 0 };
		size_t resets = stage_shown(stage).text_resets;
		ways[i](field);
		stage_run(stage);
		assert_order(&stage->order, committed);
		/* switching the input method off resets it too */
		assert_true(
			stage_shown(stage).text_resets == resets + 1 || !stage_shown(stage).has_text_input);
		assert_false(oriel_widget_is_composing(field));
		oriel_destroy(field);
		oriel_destroy(box);
		stage_run(stage);
		stage->order = (struct order){ 0 };
	}
}

static void input_that_comes_before_the_next_frame_finds_the_composition_ended(void **state) {
	struct stage *stage = *state;
	oriel_widget *field = composing_field(stage);
	oriel_set_disabled(field, true);
	stage_record_window(stage, "keydown");
	PUSH(stage, .type = ORIEL_RAW_KEY_DOWN, .key = "a");
	stage_run(stage);
	assert_order(&stage->order,
		"compositionend \"한\" at 0, beforeinput \"한\" at 0, insert 한, input \"한\" at 0, "
		"keydown window");
}

static void a_widget_that_is_removed_and_destroyed_gets_nothing(void **state) {
	struct stage *stage = *state;
	oriel_widget *field = composing_field(stage);
	oriel_remove(field);
	oriel_destroy(field);
	stage_run(stage);
	assert_order(&stage->order, "");
	focused_field(stage);
	preedit(stage, "글", 3);
	assert_order(&stage->order, "compositionstart \"\" at 0, compositionupdate \"글\" at 3");
}

static void cancel(oriel_event *event, void *data) {
	oriel_widget_cancel_composition(data);
}

static void preventing_a_key_does_not_stop_the_input_method(void **state) {
	struct stage *stage = *state;
	oriel_widget *field = composing_field(stage);
	oriel_listen(field, "keydown", prevent, NULL);
	key_down(stage, " ", 0);
	type_text(stage, "한");
	assert_order(&stage->order, committed);
}

static void listener_of_a_composition_may_end_it(void **state) {
	struct stage *stage = *state;
	oriel_widget *field = focused_field(stage);
	oriel_listener_id id = oriel_listen(field, "compositionstart", cancel, field);
	preedit(stage, "한", 3);
	assert_order(&stage->order, "compositionstart \"\" at 0, compositionend \"\" at 0");
	oriel_unlisten(id);
	oriel_listen(field, "compositionupdate", cancel, field);
	preedit(stage, "글", 3);
	assert_order(&stage->order,
		"compositionstart \"\" at 0, compositionupdate \"글\" at 3, compositionend \"\" at 0");
	assert_false(oriel_widget_is_composing(field));
}

static void focus_origin_is_stored(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = stage_field(stage, stage->root, "a", 0, 0, 50, 50),
				 *b = stage_field(stage, stage->root, "b", 100, 0, 50, 50);
	assert_int_equal(oriel_widget_focus_origin(a), ORIEL_FOCUS_NONE);
	oriel_focus(a);
	assert_int_equal(oriel_widget_focus_origin(a), ORIEL_FOCUS_PROGRAM);
	key(stage, "Tab", 0);
	assert_int_equal(oriel_widget_focus_origin(a), ORIEL_FOCUS_NONE);
	assert_int_equal(oriel_widget_focus_origin(b), ORIEL_FOCUS_KEYBOARD);
	click(stage, 10, 10);
	assert_int_equal(oriel_widget_focus_origin(a), ORIEL_FOCUS_POINTER);
	PUSH(stage, .type = ORIEL_RAW_BLUR);
	stage_run(stage);
	assert_int_equal(oriel_widget_focus_origin(a), ORIEL_FOCUS_PROGRAM);
}

int main(void) {
	return RUN_TESTS(
		STAGE_TEST(text_is_beforeinput_and_its_default_inserts),
		STAGE_TEST(preventing_beforeinput_inserts_nothing),
		STAGE_TEST(preventing_keydown_drops_its_text),
		STAGE_TEST(text_reaches_only_text_inputs),
		STAGE_TEST(composition_starts_updates_and_ends_with_the_committed_text),
		STAGE_TEST(empty_preedit_ends_the_composition_without_text),
		STAGE_TEST(losing_focus_commits_the_composition),
		STAGE_TEST(destroying_the_field_forgets_the_composition),
		STAGE_TEST(a_composition_listener_may_destroy_the_field),
		STAGE_TEST(keys_have_no_default_action_while_composing),
		STAGE_TEST(the_input_method_is_on_with_the_caret_while_a_text_input_has_focus),
		STAGE_TEST(a_widget_commits_a_composition_in_its_place),
		STAGE_TEST(a_widget_cancels_a_composition),
		STAGE_TEST(only_the_composing_widget_can_end_its_composition),
		STAGE_TEST(the_input_method_is_reset_when_oriel_ends_its_composition),
		STAGE_TEST(the_response_to_a_reset_is_not_inserted_twice),
		STAGE_TEST(the_response_to_a_reset_does_not_reach_the_next_field),
		STAGE_TEST(a_dropped_composition_is_not_inserted_by_the_reset),
		STAGE_TEST(other_text_after_a_reset_is_inserted),
		STAGE_TEST(an_input_method_that_continues_begins_a_new_composition),
		STAGE_TEST(the_next_key_is_not_part_of_the_composition),
		STAGE_TEST(widget_that_stops_taking_text_receives_the_composition),
		STAGE_TEST(input_that_comes_before_the_next_frame_finds_the_composition_ended),
		STAGE_TEST(a_widget_that_is_removed_and_destroyed_gets_nothing),
		STAGE_TEST(preventing_a_key_does_not_stop_the_input_method),
		STAGE_TEST(listener_of_a_composition_may_end_it),
		STAGE_TEST(focus_origin_is_stored));
}
