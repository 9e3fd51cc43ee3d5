/* SPDX-License-Identifier: MIT */
/* Which key events match which shortcuts, on keyboards of many countries. */
#include "stage.h"

#include "input/handler_internal.h"

#include <string.h>

#define CONTROL ORIEL_MODIFIER_CONTROL
#define SHIFT ORIEL_MODIFIER_SHIFT
#define ALT ORIEL_MODIFIER_ALT
#define ALT_GRAPH ORIEL_MODIFIER_ALT_GRAPH

static const char *asked;

static void on_key(oriel_event *event, void *data) {
	struct stage *stage = data;
	order_add(&stage->order, "%d", oriel_key_is(event, asked));
}

static int setup(void **state) {
	if (stage_setup(state) != 0)
		return -1;
	struct stage *stage = *state;
	oriel_listen(stage->root, "keydown", on_key, stage);
	return 0;
}

/* Records whether the key matches the shortcut, as "1" or "0". */
static void ask(struct stage *stage, const char *shortcut, const char *key, const char *code,
	unsigned modifiers) {
	asked = shortcut;
	PUSH(stage, .type = ORIEL_RAW_KEY_DOWN, .key = key, .code = code, .modifiers = modifiers);
	stage_run(stage);
}

/* Records the match of a key on a layout without Latin letters. */
static void ask_by_place(struct stage *stage, const char *shortcut, const char *key,
	const char *code, unsigned modifiers) {
	asked = shortcut;
	PUSH(stage, .type = ORIEL_RAW_KEY_DOWN, .key = key, .code = code, .modifiers = modifiers,
		.by_place = true);
	stage_run(stage);
}

static void letters_match_the_character_of_the_layout(void **state) {
	ask(*state, "Ctrl+Z", "z", "KeyZ", CONTROL); /* American */
	ask(*state, "Ctrl+Z", "z", "KeyY", CONTROL); /* German */
	ask(*state, "Ctrl+Z", "z", "KeyW", CONTROL); /* French */
	ask(*state, "Ctrl+Z", "z", "Slash", CONTROL); /* Dvorak */
	assert_order(&((struct stage *)*state)->order, "1, 1, 1, 1");
	ask(*state, "Ctrl+Z", "y", "KeyZ", CONTROL);
	ask(*state, "Ctrl+Z", "w", "KeyZ", CONTROL);
	ask(*state, "Ctrl+Z", ";", "KeyZ", CONTROL);
	ask(*state, "Ctrl+Z", "é", "KeyZ", CONTROL);
	ask(*state, "Ctrl+Z", "Dead", "KeyZ", CONTROL);
	assert_order(&((struct stage *)*state)->order, "0, 0, 0, 0, 0");
}

static void case_and_locks_do_not_matter(void **state) {
	ask(*state, "ctrl+z", "Z", "KeyZ", CONTROL | ORIEL_MODIFIER_CAPS_LOCK);
	ask(*state, "CONTROL+Z", "z", "KeyZ", CONTROL | ORIEL_MODIFIER_NUM_LOCK);
	ask(*state, "Ctrl+shift+z", "z", "KeyZ", CONTROL | SHIFT | ORIEL_MODIFIER_CAPS_LOCK);
	ask(*state, "ENTER", "Enter", "Enter", 0);
	assert_order(&((struct stage *)*state)->order, "1, 1, 1, 1");
}

static void modifiers_match_exactly(void **state) {
	ask(*state, "Ctrl+Z", "z", "KeyZ", 0);
	ask(*state, "Ctrl+Z", "Z", "KeyZ", CONTROL | SHIFT);
	ask(*state, "Ctrl+Z", "z", "KeyZ", CONTROL | ALT);
	ask(*state, "Ctrl+Z", "z", "KeyZ", CONTROL | ORIEL_MODIFIER_META);
	ask(*state, "Ctrl+Z", "z", "KeyZ", CONTROL | ALT_GRAPH);
	ask(*state, "Z", "z", "KeyZ", CONTROL);
	ask(*state, "Enter", "Enter", "Enter", SHIFT);
	assert_order(&((struct stage *)*state)->order, "0, 0, 0, 0, 0, 0, 0");
	ask(*state, "Shift+Alt+Meta+AltGr+Ctrl+Z", "z", "KeyZ",
		CONTROL | SHIFT | ALT | ALT_GRAPH | ORIEL_MODIFIER_META);
	ask(*state, "Ctrl+Enter", "Enter", "NumpadEnter", CONTROL);
	ask(*state, "Alt+F4", "F4", "F4", ALT);
	assert_order(&((struct stage *)*state)->order, "1, 1, 1");
}

static void without_latin_letters_the_key_position_decides(void **state) {
	static const char *const letters[] = { "с", "ψ", "ב", "ؤ", "ც", "Unidentified" };
	for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++) {
		ask_by_place(*state, "Ctrl+C", letters[i], "KeyC", CONTROL);
		ask(*state, "Ctrl+C", letters[i], "KeyC", CONTROL);
	}
	assert_order(&((struct stage *)*state)->order, "1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1");
	ask_by_place(*state, "Ctrl+C", "с", "KeyX", CONTROL);
	ask_by_place(*state, "Ctrl+Q", "/", "KeyQ", CONTROL);  /* Hebrew */
	ask_by_place(*state, "Ctrl+/", "/", "KeyQ", CONTROL);
	ask_by_place(*state, "Ctrl+/", ".", "Slash", CONTROL);
	ask_by_place(*state, "Ctrl+Q", ";", "KeyQ", CONTROL);  /* Greek */
	ask(*state, "Ctrl+B", "لا", "KeyB", CONTROL); /* Arabic: two characters */
	ask_by_place(*state, "Ctrl+A", "A", "KeyA", CONTROL | ORIEL_MODIFIER_CAPS_LOCK);
	ask_by_place(*state, "Ctrl+?", ",", "Slash", CONTROL | SHIFT); /* Russian */
	assert_order(&((struct stage *)*state)->order, "0, 1, 0, 1, 1, 1, 1, 1");
}

static void a_digit_needs_no_shift_where_digits_are_shifted(void **state) {
	ask(*state, "Ctrl+1", "1", "Digit1", CONTROL);
	ask(*state, "Ctrl+1", "&", "Digit1", CONTROL); /* French */
	ask(*state, "Ctrl+2", "é", "Digit2", CONTROL);
	ask(*state, "Ctrl+2", "ě", "Digit2", CONTROL); /* Czech */
	ask(*state, "Ctrl+1", "1", "Numpad1", CONTROL);
	ask(*state, "Ctrl+Shift+1", "!", "Digit1", CONTROL | SHIFT);
	assert_order(&((struct stage *)*state)->order, "1, 1, 1, 1, 1, 1");
	ask(*state, "Ctrl+1", "2", "Digit1", CONTROL);
	ask(*state, "Ctrl+1", "!", "Digit1", CONTROL | SHIFT);
	ask(*state, "Ctrl+1", "End", "Numpad1", CONTROL);
	assert_order(&((struct stage *)*state)->order, "0, 0, 0");
}

static void a_symbol_matches_with_any_shift_or_altgr(void **state) {
	ask(*state, "Ctrl++", "+", "Equal", CONTROL | SHIFT);        /* American */
	ask(*state, "Ctrl+Plus", "+", "BracketRight", CONTROL);      /* German */
	ask(*state, "ctrl+plus", "+", "NumpadAdd", CONTROL);
	ask(*state, "?", "?", "Minus", SHIFT);
	ask(*state, "Ctrl+@", "@", "KeyQ", CONTROL | ALT_GRAPH);
	ask(*state, "+", "+", "NumpadAdd", 0);
	ask(*state, "Ctrl+'", "Dead", "Quote", CONTROL);
	assert_order(&((struct stage *)*state)->order, "1, 1, 1, 1, 1, 1, 1");
	ask(*state, "Ctrl+Shift++", "+", "BracketRight", CONTROL);
	ask(*state, "Ctrl++", "=", "Equal", CONTROL);
	ask(*state, "?", "?", "Minus", SHIFT | CONTROL);
	assert_order(&((struct stage *)*state)->order, "0, 0, 0");
}

static void some_keys_have_a_second_name(void **state) {
	static const char *const names[][2] = {
		{ "Space", " " },
		{ "Esc", "Escape" },
		{ "Del", "Delete" },
		{ "Ins", "Insert" },
		{ "Return", "Enter" },
		{ "Up", "ArrowUp" },
		{ "Down", "ArrowDown" },
		{ "Left", "ArrowLeft" },
		{ "Right", "ArrowRight" },
		{ "ArrowLeft", "ArrowLeft" },
	};
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		ask(*state, names[i][0], names[i][1], "", 0);
	assert_order(&((struct stage *)*state)->order, "1, 1, 1, 1, 1, 1, 1, 1, 1, 1");
}

static void on_any(oriel_event *event, void *data) {
	struct stage *stage = data;
	order_add(&stage->order, "%s %d %d", oriel_event_type(event), oriel_key_is(event, "x"),
		oriel_key_is_or_repeats(event, "x"));
}

static void only_a_keydown_matches(void **state) {
	stage_setup(state);
	struct stage *stage = *state;
	oriel_listen(stage->root, "keydown", on_any, stage);
	oriel_listen(stage->root, "keyup", on_any, stage);
	oriel_listen(stage->root, "click", on_any, stage);
	key_down(stage, "x", 0);
	PUSH(stage, .type = ORIEL_RAW_KEY_DOWN, .key = "x", .repeat = true);
	key_up(stage, "x", 0);
	move(stage, 5, 5);
	press(stage, 5, 5);
	release(stage, 5, 5);
	assert_order(&stage->order, "keydown 1 1, keydown 0 1, keyup 0 0, click 0 0");
	stage_teardown(state);
}

static void a_key_during_a_composition_does_not_match(void **state) {
	struct stage *stage = *state;
	oriel_focus(stage_field(stage, stage->root, "field", 0, 0, 50, 20));
	PUSH(stage, .type = ORIEL_RAW_FOCUS);
	PUSH(stage, .type = ORIEL_RAW_PREEDIT, .text = "n");
	ask(stage, "Enter", "Enter", "Enter", 0);
	assert_order(&stage->order, "0");
}

static void on_broken(oriel_event *event, void *data) {
	const struct oriel_key_event *key_event = oriel_event_key(event);
	static const char *const broken[] = { "", "Ctrl+", "Hyper+x", "Ctrl+x+y" };
	for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++)
		assert_breaks("oriel_key_is: the shortcut is", oriel__key_is(key_event, broken[i]));
}

static void a_malformed_shortcut_asserts(void **state) {
	struct stage *stage = *state;
	oriel_listen(stage->root, "keyup", on_broken, NULL);
	key_up(stage, "x", 0);
	oriel_event *event = oriel_event_new("keydown");
	assert_false(oriel_key_is(event, "x")); /* this event is not a key's */
	assert_breaks("oriel_key_is", oriel_key_is(event, NULL));
	assert_breaks("oriel_key_is", oriel_key_is(NULL, "x"));
	oriel_event_unref(event);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, stage_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(letters_match_the_character_of_the_layout),
		TEST(case_and_locks_do_not_matter),
		TEST(modifiers_match_exactly),
		TEST(without_latin_letters_the_key_position_decides),
		TEST(a_digit_needs_no_shift_where_digits_are_shifted),
		TEST(a_symbol_matches_with_any_shift_or_altgr),
		TEST(some_keys_have_a_second_name),
		cmocka_unit_test(only_a_keydown_matches),
		TEST(a_key_during_a_composition_does_not_match),
		TEST(a_malformed_shortcut_asserts));
}
