/* SPDX-License-Identifier: MIT */
/* Text and compositions of input methods. */
#include "stage.h"

static void on_text(oriel_event *event, void *data) {
	struct stage *stage = data;
	const struct oriel_input_event *input = oriel_event_input(event);
	order_add(&stage->order, "%s \"%s\" at %zu", oriel_event_type(event), input->data, input->caret);
}

static oriel_widget *focused_field(struct stage *stage) {
	static const char *const types[] = { "compositionstart", "compositionupdate", "compositionend", "beforeinput", "input" };
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

static void preventing_keydown_keeps_its_text_away(void **state) {
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

static void text_reaches_only_who_takes_it(void **state) {
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

static void a_composition_starts_updates_and_ends_with_what_is_committed(void **state) {
	struct stage *stage = *state;
	focused_field(stage);
	preedit(stage, "に", 3);
	preedit(stage, "にほ", 99);
	assert_order(&stage->order, "compositionstart \"\" at 0, compositionupdate \"に\" at 3, compositionupdate \"にほ\" at 6");
	type_text(stage, "日本");
	preedit(stage, "", 0);
	assert_order(&stage->order, "compositionend \"日本\" at 0, beforeinput \"日本\" at 0, insert 日本, input \"日本\" at 0");
}

static void an_empty_preedit_ends_the_composition_with_nothing(void **state) {
	struct stage *stage = *state;
	focused_field(stage);
	preedit(stage, "に", 3);
	preedit(stage, "", 0);
	preedit(stage, "", 0);
	assert_order(&stage->order, "compositionstart \"\" at 0, compositionupdate \"に\" at 3, compositionupdate \"\" at 0, compositionend \"\" at 0");
}

static void losing_focus_commits_what_was_composed(void **state) {
	struct stage *stage = *state;
	oriel_widget *field = focused_field(stage);
	stage_record(stage, field, "blur");
	preedit(stage, "한", 3);
	oriel_blur(stage->window);
	assert_order(&stage->order, "compositionstart \"\" at 0, compositionupdate \"한\" at 3, compositionend \"한\" at 0, "
		"beforeinput \"한\" at 0, insert 한, input \"한\" at 0, blur field");
}

static void destroying_the_field_forgets_the_composition(void **state) {
	struct stage *stage = *state;
	oriel_widget *field = focused_field(stage);
	preedit(stage, "한", 3);
	oriel_destroy(field);
	focused_field(stage);
	type_text(stage, "a");
	assert_order(&stage->order, "compositionstart \"\" at 0, compositionupdate \"한\" at 3, beforeinput \"a\" at 0, insert a, input \"a\" at 0");
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

static void keys_do_nothing_of_their_own_while_composing(void **state) {
	struct stage *stage = *state;
	oriel_widget *field = focused_field(stage);
	stage_button(stage, stage->root, "a", 200, 0, 50, 50);
	preedit(stage, "한", 3);
	key(stage, "Tab", 0);
	assert_ptr_equal(oriel_focused(stage->window), field);
}

static void the_input_method_is_on_while_a_text_input_has_focus_and_knows_the_caret(void **state) {
	struct stage *stage = *state;
	assert_false(stage_shown(stage).text_input);
	oriel_widget *field = focused_field(stage);
	assert_true(stage_shown(stage).text_input);
	oriel_widget_set_caret_rect(field, (struct oriel_rect){ 5, 6, 1, 14 });
	stage_run(stage);
	struct oriel_rect caret = stage_shown(stage).caret;
	assert_float_equal(caret.x, 15, 0.01);
	assert_float_equal(caret.y, 26, 0.01);
	assert_float_equal(caret.height, 14, 0.01);
	oriel_blur(stage->window);
	stage_run(stage);
	assert_false(stage_shown(stage).text_input);
}

int main(void) {
	return RUN_TESTS(
		STAGE_TEST(text_is_beforeinput_and_its_default_inserts),
		STAGE_TEST(preventing_beforeinput_inserts_nothing),
		STAGE_TEST(preventing_keydown_keeps_its_text_away),
		STAGE_TEST(text_reaches_only_who_takes_it),
		STAGE_TEST(a_composition_starts_updates_and_ends_with_what_is_committed),
		STAGE_TEST(an_empty_preedit_ends_the_composition_with_nothing),
		STAGE_TEST(losing_focus_commits_what_was_composed),
		STAGE_TEST(destroying_the_field_forgets_the_composition),
		STAGE_TEST(a_composition_listener_may_destroy_the_field),
		STAGE_TEST(keys_do_nothing_of_their_own_while_composing),
		STAGE_TEST(the_input_method_is_on_while_a_text_input_has_focus_and_knows_the_caret));
}
