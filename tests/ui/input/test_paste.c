/* SPDX-License-Identifier: MIT */
/* Pasting: the order of keys and of late data, and the target of a paste. */
#include "stage.h"

#include <string.h>

#define CONTROL ORIEL_MODIFIER_CONTROL

static struct oriel__headless_clipboard *clipboard_of(const struct stage *stage) {
	return oriel__headless_clipboard(stage_platform_window(stage)->platform);
}

/* Gives a selection to another program, which delivers its text at once, or when a test calls
 * answer(). */
static void own(
	const struct stage *stage, enum oriel_selection selection, const char *text, bool hangs) {
	oriel__headless_clipboard_own(
		clipboard_of(stage), selection, "UTF8_STRING", text, strlen(text));
	oriel__headless_clipboard_set_hanging(clipboard_of(stage), selection, hangs);
}

static void answer(struct stage *stage) {
	assert_true(oriel__headless_clipboard_answer(clipboard_of(stage), ORIEL_SELECTION_CLIPBOARD));
	stage_run(stage);
}

static void on_paste(oriel_event *event, void *data) {
	const struct oriel_clipboard_event *clipboard = oriel_event_clipboard(event);
	order_add(&((struct stage *)data)->order, "%s %s%s", oriel_event_type(event),
		clipboard->text != NULL ? clipboard->text : "nothing",
		clipboard->selection == ORIEL_SELECTION_PRIMARY ? " of the primary selection" : "");
	if (clipboard->text != NULL)
		assert_int_equal(clipboard->length, strlen(clipboard->text));
	assert_null(oriel_event_input(event));
}

static oriel_widget *field_of(struct stage *stage, const char *id, float y) {
	oriel_widget *field = stage_field(stage, stage->root, id, 0, y, 100, 20);
	oriel_listen(field, "paste", on_paste, stage);
	stage_record(stage, field, "keydown keyup copy");
	return field;
}

static void push_key(struct stage *stage, const char *key, unsigned modifiers) {
	PUSH(stage, .type = ORIEL_RAW_KEY_DOWN, .key = key, .modifiers = modifiers);
	PUSH(stage, .type = ORIEL_RAW_KEY_UP, .key = key, .modifiers = modifiers);
}

static void paste_is_fired_with_the_text_before_the_next_keys(void **state) {
	struct stage *stage = *state;
	oriel_focus(field_of(stage, "a", 0));
	own(stage, ORIEL_SELECTION_CLIPBOARD, "text", false);
	push_key(stage, "v", CONTROL);
	push_key(stage, "Enter", 0);
	stage_run(stage);
	assert_order(&stage->order, "keydown a, paste text, keyup a, keydown a, keyup a");
	push_key(stage, "Insert", ORIEL_MODIFIER_SHIFT);
	stage_run(stage);
	assert_order(&stage->order, "keydown a, paste text, keyup a");
}

static void keyboard_input_waits_for_slow_text_and_keeps_its_order(void **state) {
	struct stage *stage = *state;
	oriel_focus(field_of(stage, "a", 0));
	own(stage, ORIEL_SELECTION_CLIPBOARD, "slow", true);
	push_key(stage, "v", CONTROL);
	stage_run(stage);
	assert_order(&stage->order, "keydown a");
	type_text(stage, "x");
	push_key(stage, "Enter", 0);
	PUSH(stage, .type = ORIEL_RAW_PREEDIT, .text = "");
	oriel_loop_advance(stage->loop, 300);
	type_text(stage, "y");
	assert_order(&stage->order, "");
	answer(stage);
	assert_order(&stage->order, "paste slow, keyup a, insert x, keydown a, keyup a, insert y");
	type_text(stage, "z");
	assert_order(&stage->order, "insert z");
}

static void keyboard_input_waits_half_a_second_at_most(void **state) {
	struct stage *stage = *state;
	oriel_focus(field_of(stage, "a", 0));
	own(stage, ORIEL_SELECTION_CLIPBOARD, "late", true);
	PUSH(stage, .type = ORIEL_RAW_KEY_DOWN, .key = "v", .modifiers = CONTROL);
	oriel_loop_advance(stage->loop, 0);
	type_text(stage, "x");
	oriel_loop_advance(stage->loop, 459);
	assert_order(&stage->order, "keydown a");
	oriel_loop_advance(stage->loop, 1);
	assert_order(&stage->order, "insert x");
	answer(stage);
	assert_order(&stage->order, "paste late");
}

static void late_text_is_not_pasted_after_a_focus_move(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = field_of(stage, "a", 0), *b = field_of(stage, "b", 30);
	oriel_focus(a);
	own(stage, ORIEL_SELECTION_CLIPBOARD, "late", true);
	key(stage, "v", CONTROL);
	oriel_focus(b);
	oriel_loop_advance(stage->loop, 600);
	answer(stage);
	assert_order(&stage->order, "keydown a, keyup b");
	/* Text that arrives in time goes to the widget that was focused first. */
	oriel_focus(a);
	key(stage, "v", CONTROL);
	oriel_focus(b);
	answer(stage);
	assert_order(&stage->order, "keydown a, paste late, keyup b");
}

static void an_empty_clipboard_fires_an_empty_paste_and_a_failure_none(void **state) {
	struct stage *stage = *state;
	oriel_focus(field_of(stage, "a", 0));
	key(stage, "v", CONTROL);
	assert_order(&stage->order, "keydown a, paste nothing, keyup a");
	oriel__headless_clipboard_own(
		clipboard_of(stage), ORIEL_SELECTION_CLIPBOARD, "image/png", "PNG", 3);
	key(stage, "v", CONTROL);
	assert_order(&stage->order, "keydown a, paste nothing, keyup a");
	own(stage, ORIEL_SELECTION_CLIPBOARD, "never", true);
	key(stage, "v", CONTROL);
	oriel__headless_clipboard_end_owner(clipboard_of(stage), ORIEL_SELECTION_CLIPBOARD);
	stage_run(stage);
	assert_order(&stage->order, "keydown a, keyup a");
	own(stage, ORIEL_SELECTION_CLIPBOARD, "never", true);
	key(stage, "v", CONTROL);
	oriel_loop_advance(stage->loop, 6000);
	assert_order(&stage->order, "keydown a, keyup a");
}

static void a_second_paste_waits_for_the_first(void **state) {
	struct stage *stage = *state;
	oriel_focus(field_of(stage, "a", 0));
	own(stage, ORIEL_SELECTION_CLIPBOARD, "text", true);
	push_key(stage, "v", CONTROL);
	push_key(stage, "v", CONTROL);
	stage_run(stage);
	assert_int_equal(oriel__headless_clipboard_waiting(clipboard_of(stage)), 1);
	answer(stage);
	assert_order(&stage->order, "keydown a, paste text, keyup a, keydown a");
	answer(stage);
	assert_order(&stage->order, "paste text, keyup a");
}

static void pointers_do_not_wait(void **state) {
	struct stage *stage = *state;
	oriel_focus(field_of(stage, "a", 0));
	oriel_widget *button = stage_button(stage, stage->root, "button", 200, 0, 50, 50);
	stage_record(stage, button, "click");
	own(stage, ORIEL_SELECTION_CLIPBOARD, "text", true);
	key(stage, "v", CONTROL);
	click(stage, 210, 10);
	assert_order(&stage->order, "keydown a, click button, activate button");
	answer(stage);
	assert_order(&stage->order, "paste text");
}

static void on_paste_destroy(oriel_event *event, void *data) {
	order_add(&((struct stage *)data)->order, "destroy");
	oriel_window_destroy(((struct stage *)data)->window);
}

static void targets_and_windows_may_be_destroyed_during_the_read(void **state) {
	struct stage *stage = *state;
	struct oriel__headless_clipboard *clipboard = clipboard_of(stage);
	oriel_widget *a = field_of(stage, "a", 0), *b = field_of(stage, "b", 30);
	own(stage, ORIEL_SELECTION_CLIPBOARD, "text", true);
	oriel_focus(a);
	key(stage, "v", CONTROL);
	oriel_destroy(a);
	oriel_focus(b);
	answer(stage);
	assert_order(&stage->order, "keydown a, keyup b");

	oriel_listen(b, "paste", on_paste_destroy, stage);
	push_key(stage, "v", CONTROL);
	push_key(stage, "v", CONTROL);
	stage_run(stage);
	answer(stage);
	assert_order(&stage->order, "keydown b, paste text, destroy");
	assert_int_equal(oriel__headless_clipboard_waiting(clipboard), 0);
}

static void closing_window_cancels_its_pastes(void **state) {
	struct stage *stage = *state;
	struct oriel__headless_clipboard *clipboard = clipboard_of(stage);
	oriel_focus(field_of(stage, "a", 0));
	own(stage, ORIEL_SELECTION_CLIPBOARD, "text", true);
	push_key(stage, "v", CONTROL);
	stage_run(stage);
	oriel_window_destroy(stage->window);
	assert_int_equal(oriel__headless_clipboard_waiting(clipboard), 0);
	oriel_loop_advance(stage->loop, 6000);
	assert_order(&stage->order, "keydown a");
}

/* ---- The middle button ---- */

static void middle_click(struct stage *stage, float x, float y) {
	press_button(stage, x, y, ORIEL_BUTTON_MIDDLE);
	release_button(stage, x, y, ORIEL_BUTTON_MIDDLE);
}

static void the_middle_button_pastes_the_primary_selection_into_text_inputs(void **state) {
	struct stage *stage = *state;
	field_of(stage, "a", 0);
	oriel_widget *box = stage_box(stage->root, "box", 0, 100, 50, 50);
	oriel_listen(box, "paste", on_paste, stage);
	own(stage, ORIEL_SELECTION_CLIPBOARD, "copied", false);
	middle_click(stage, 10, 10);
	assert_order(&stage->order, "");
	own(stage, ORIEL_SELECTION_PRIMARY, "selected", false);
	middle_click(stage, 10, 10);
	assert_order(&stage->order, "paste selected of the primary selection");
	middle_click(stage, 10, 110);
	assert_order(&stage->order, "");
}

static void prevent(oriel_event *event, void *data) {
	oriel_prevent_default(event);
}

static void prevented_paste_inserts_nothing(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = field_of(stage, "a", 0);
	own(stage, ORIEL_SELECTION_PRIMARY, "selected", false);
	oriel_listener_id id = oriel_listen(a, "auxclick", prevent, NULL);
	middle_click(stage, 10, 10);
	oriel_unlisten(id);
	id = oriel_listen(a, "pointerdown", prevent, NULL);
	middle_click(stage, 10, 10);
	oriel_unlisten(id);
	oriel_set_disabled(a, true);
	middle_click(stage, 10, 10);
	oriel_set_disabled(a, false);
	assert_order(&stage->order, "");
	oriel_focus(a);
	own(stage, ORIEL_SELECTION_CLIPBOARD, "text", false);
	oriel_listen(a, "keydown", prevent, NULL);
	key(stage, "v", CONTROL);
	assert_order(&stage->order, "keydown a, keyup a");
}

int main(void) {
	return RUN_TESTS(
		STAGE_TEST(paste_is_fired_with_the_text_before_the_next_keys),
		STAGE_TEST(keyboard_input_waits_for_slow_text_and_keeps_its_order),
		STAGE_TEST(keyboard_input_waits_half_a_second_at_most),
		STAGE_TEST(late_text_is_not_pasted_after_a_focus_move),
		STAGE_TEST(an_empty_clipboard_fires_an_empty_paste_and_a_failure_none),
		STAGE_TEST(a_second_paste_waits_for_the_first),
		STAGE_TEST(pointers_do_not_wait),
		STAGE_TEST(targets_and_windows_may_be_destroyed_during_the_read),
		STAGE_TEST(closing_window_cancels_its_pastes),
		STAGE_TEST(the_middle_button_pastes_the_primary_selection_into_text_inputs),
		STAGE_TEST(prevented_paste_inserts_nothing));
}
