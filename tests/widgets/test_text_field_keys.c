/* SPDX-License-Identifier: MIT */
/* The shortcuts of a text field on keyboards of many countries. */
#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

#include <stdio.h>

static oriel_widget *make_field(void) {
	return oriel_column(oriel_text_field("Name"));
}

static oriel_widget *field_of(struct ui *ui) {
	return oriel_query(oriel_window_root(ui->window), "text-field");
}

static struct ui open_focused(void) {
	struct ui ui = ui_open(make_field);
	oriel_focus(field_of(&ui));
	ui_settle(&ui);
	return ui;
}

/* Records the text and the selection of the field, e.g. "abc|0-3". */
static void note(struct ui *ui, struct order *order) {
	size_t anchor, caret;
	oriel_text_field_selection(field_of(ui), &anchor, &caret);
	order_add(order, "%s|%zu-%zu", oriel_text_field_text(field_of(ui)), anchor, caret);
}

struct key {
	const char *key, *code;
	unsigned modifiers;
	bool by_place, repeat;
};

static void strike(struct ui *ui, struct key key) {
	struct oriel_raw_input input = {
		.type = ORIEL_RAW_KEY_DOWN,
		.key = key.key,
		.code = key.code,
		.modifiers = key.modifiers | ORIEL_MODIFIER_CONTROL,
		.by_place = key.by_place,
		.repeat = key.repeat,
	};
	oriel_input_push(ui->window, &input);
	input.type = ORIEL_RAW_KEY_UP;
	if (!key.repeat)
		oriel_input_push(ui->window, &input);
	ui_settle(ui);
}

/* Presses Control with undo, redo and select all after typing "abc". */
static void undo_redo_select(const struct key *keys, const char *expected) {
	struct ui ui = open_focused();
	struct order order = { 0 };
	ui_type(&ui, "abc");
	for (int i = 0; i < 3; i++) {
		strike(&ui, keys[i]);
		note(&ui, &order);
	}
	assert_order(&order, expected);
	ui_close(&ui);
}

static void shortcuts_follow_the_letters_of_the_layout(void **state) {
	(void)state;
	static const struct key layouts[][3] = {
		{ { "z", "KeyZ" }, { "y", "KeyY" }, { "a", "KeyA" } }, /* American */
		{ { "z", "KeyY" }, { "y", "KeyZ" }, { "a", "KeyA" } }, /* German */
		{ { "z", "KeyW" }, { "y", "KeyY" }, { "a", "KeyQ" } }, /* French */
		{ { "z", "Slash" }, { "y", "KeyT" }, { "a", "KeyA" } }, /* Dvorak */
		{ { "Z", "KeyZ", ORIEL_MODIFIER_CAPS_LOCK },
			{ "z", "KeyZ", ORIEL_MODIFIER_SHIFT | ORIEL_MODIFIER_CAPS_LOCK },
			{ "A", "KeyA", ORIEL_MODIFIER_CAPS_LOCK } },
		/* Russian */
		{ { "я", "KeyZ", 0, true }, { "н", "KeyY", 0, true }, { "ф", "KeyA", 0, true } },
		/* Greek */
		{ { "ζ", "KeyZ", 0, true }, { "Ζ", "KeyZ", ORIEL_MODIFIER_SHIFT, true },
			{ "α", "KeyA", 0, true } },
		/* Hebrew */
		{ { "ז", "KeyZ", 0, true }, { "ט", "KeyY", 0, true }, { "ש", "KeyA", 0, true } },
		/* Arabic */
		{ { "ئ", "KeyZ", 0, true }, { "غ", "KeyY", 0, true }, { "ش", "KeyA", 0, true } },
	};
	for (size_t i = 0; i < sizeof(layouts) / sizeof(layouts[0]); i++)
		undo_redo_select(layouts[i], "|0-0, abc|3-3, abc|0-3");
}

static void key_positions_with_other_letters_do_nothing(void **state) {
	(void)state;
	undo_redo_select((const struct key[]){ { "w", "KeyZ" }, { "z", "KeyA", ORIEL_MODIFIER_ALT },
						{ "q", "KeyA" } },
		"abc|3-3, abc|3-3, abc|3-3");
	undo_redo_select((const struct key[]){ { ";", "KeyZ" }, { "y", "KeyZ", ORIEL_MODIFIER_SHIFT },
						{ "'", "KeyA" } },
		"abc|3-3, abc|3-3, abc|3-3");
}

static void undo_repeats_while_its_key_is_held(void **state) {
	(void)state;
	struct ui ui = open_focused();
	struct order order = { 0 };
	ui_type(&ui, "ab ");
	ui_key(&ui, "ArrowLeft");
	ui_type(&ui, "c");
	strike(&ui, (struct key){ "z", "KeyZ" });
	note(&ui, &order);
	strike(&ui, (struct key){ "z", "KeyZ", .repeat = true });
	note(&ui, &order);
	assert_order(&order, "ab |2-2, |0-0");
	ui_close(&ui);
}

static void undo_and_redo_keys_work(void **state) {
	(void)state;
	struct ui ui = open_focused();
	struct order order = { 0 };
	ui_type(&ui, "abc");
	ui_key(&ui, "Undo");
	note(&ui, &order);
	ui_key(&ui, "Redo");
	note(&ui, &order);
	assert_order(&order, "|0-0, abc|3-3");
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(shortcuts_follow_the_letters_of_the_layout),
		cmocka_unit_test(key_positions_with_other_letters_do_nothing),
		cmocka_unit_test(undo_repeats_while_its_key_is_held),
		cmocka_unit_test(undo_and_redo_keys_work));
}
