/* SPDX-License-Identifier: MIT */
#include "shrink.h"
#include "test.h"

#include "base/utf8_internal.h"

#include <oriel/extend/paragraph.h>
#include <oriel/extend/text_buffer.h>

#include <stdio.h>
#include <string.h>

/* Returns the text with the selection: "|" is a caret; "[" is the anchor of a selection and "|" its
 * caret. */
static const char *shown(const oriel_text_buffer *buffer) {
	static char out[256];
	size_t length, at = 0;
	const char *text = oriel_text_buffer_text(buffer, &length);
	struct oriel_text_selection selection = oriel_text_buffer_selection(buffer);
	for (size_t i = 0; i <= length; i++) {
		if (i == selection.anchor && selection.anchor != selection.caret)
			out[at++] = '[';
		if (i == selection.caret)
			out[at++] = '|';
		out[at++] = text[i];
	}
	return out;
}

static bool type_text(oriel_text_buffer *buffer, const char *text) {
	return oriel_text_buffer_insert(buffer, text, strlen(text));
}

static void type_letters(oriel_text_buffer *buffer, const char *text) {
	for (; *text != '\0'; text++)
		oriel_text_buffer_insert(buffer, text, 1);
}

static oriel_text_buffer *buffer_of(const char *text) {
	oriel_text_buffer *buffer = oriel_text_buffer_new(0);
	oriel_text_buffer_set_text(buffer, text, strlen(text));
	return buffer;
}

static void a_new_buffer_is_empty(void **state) {
	oriel_text_buffer *buffer = oriel_text_buffer_new(0);
	assert_string_equal(shown(buffer), "|");
	assert_string_equal(oriel_text_buffer_preedit(buffer, NULL, NULL), "");
	assert_false(oriel_text_buffer_delete(buffer, ORIEL_TEXT_MOTION_PREVIOUS_GRAPHEME));
	assert_false(oriel_text_buffer_delete(buffer, ORIEL_TEXT_MOTION_END));
	assert_false(oriel_text_buffer_move(buffer, ORIEL_TEXT_MOTION_NEXT_WORD, false));
	assert_false(oriel_text_buffer_undo(buffer));
	assert_false(oriel_text_buffer_redo(buffer));
	oriel_text_buffer_destroy(buffer);
	oriel_text_buffer_destroy(NULL);
}

static void typing_replaces_the_selection(void **state) {
	oriel_text_buffer *buffer = buffer_of("one two");
	assert_string_equal(shown(buffer), "one two|");
	oriel_text_buffer_select(buffer, 4, 7);
	assert_string_equal(shown(buffer), "one [two|");
	assert_true(type_text(buffer, "2"));
	assert_string_equal(shown(buffer), "one 2|");
	assert_false(type_text(buffer, ""));
	oriel_text_buffer_select(buffer, 99, 0);
	assert_string_equal(shown(buffer), "|one 2[");
	assert_true(type_text(buffer, ""));
	assert_string_equal(shown(buffer), "|");
	oriel_text_buffer_destroy(buffer);
}

static void control_characters_are_left_out(void **state) {
	oriel_text_buffer *buffer = oriel_text_buffer_new(0);
	assert_true(oriel_text_buffer_insert(buffer,
		"a\0b\x1b\tc\r\nd\x7f\xc2\x85"
		"e\xe2\x80\xa8",
		17));
	assert_string_equal(oriel_text_buffer_text(buffer, NULL), "ab\tcde");
	oriel_text_buffer_select(buffer, 0, 2);
	assert_false(type_text(buffer, "\x08"));
	assert_string_equal(shown(buffer), "[ab|\tcde");
	oriel_text_buffer_set_text(buffer, "x\ny", 3);
	assert_string_equal(shown(buffer), "xy|");
	oriel_text_buffer_destroy(buffer);
}

static void several_lines_take_any_newline_as_lf(void **state) {
	oriel_text_buffer *buffer = oriel_text_buffer_new(0);
	oriel_text_buffer_set_multiline(buffer, true);
	assert_true(type_text(buffer, "a\r\nb\rc\nd\xe2\x80\xa9"));
	assert_string_equal(oriel_text_buffer_text(buffer, NULL), "a\nb\nc\nd\xe2\x80\xa9");
	oriel_text_buffer_destroy(buffer);
}

static void invalid_bytes_are_replaced(void **state) {
	oriel_text_buffer *buffer = oriel_text_buffer_new(0);
	assert_true(type_text(buffer, "a\xff\xed\xa0\x80\xf0\x9f\x98"));
	assert_string_equal(oriel_text_buffer_text(buffer, NULL),
		"a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
	oriel_text_buffer_destroy(buffer);
}

static void the_limit_of_the_length_is_kept(void **state) {
	oriel_text_buffer *buffer = oriel_text_buffer_new(5);
	assert_true(type_text(buffer, "12345"));
	assert_false(type_text(buffer, "6"));
	assert_string_equal(shown(buffer), "12345|");
	oriel_text_buffer_select(buffer, 1, 3);
	assert_false(type_text(buffer, "abc"));
	assert_true(type_text(buffer, "ab"));
	assert_string_equal(shown(buffer), "1ab|45");
	oriel_text_buffer_set_text(buffer, "abce\xcc\x81", 6);
	assert_string_equal(shown(buffer), "abc|");
	oriel_text_buffer_destroy(buffer);
}

static void carets_stand_between_graphemes(void **state) {
	oriel_text_buffer *buffer = buffer_of("ae\xcc\x81z");
	oriel_text_buffer_select(buffer, 2, 3);
	assert_string_equal(shown(buffer), "a|e\xcc\x81z");
	assert_true(oriel_text_buffer_move(buffer, ORIEL_TEXT_MOTION_NEXT_GRAPHEME, true));
	assert_string_equal(shown(buffer), "a[e\xcc\x81|z");
	assert_true(oriel_text_buffer_delete(buffer, ORIEL_TEXT_MOTION_PREVIOUS_GRAPHEME));
	assert_string_equal(shown(buffer), "a|z");
	oriel_text_buffer_destroy(buffer);
}

static void a_caret_stays_after_text_that_joined_its_neighbours(void **state) {
	oriel_text_buffer *buffer = buffer_of("\xcc\x81z");
	oriel_text_buffer_select(buffer, 0, 0);
	assert_true(type_text(buffer, "e"));
	assert_string_equal(shown(buffer), "e\xcc\x81|z");
	assert_true(oriel_text_buffer_undo(buffer));
	assert_string_equal(shown(buffer), "|\xcc\x81z");
	oriel_text_buffer_destroy(buffer);
}

static void a_motion_collapses_the_selection_to_its_side(void **state) {
	oriel_text_buffer *buffer = buffer_of("one two three");
	struct order order = { 0 };
	const struct { enum oriel_text_motion motion; size_t anchor, caret; } cases[] = {
		{ ORIEL_TEXT_MOTION_PREVIOUS_GRAPHEME, 4, 7 }, { ORIEL_TEXT_MOTION_NEXT_GRAPHEME, 4, 7 },
		{ ORIEL_TEXT_MOTION_PREVIOUS_GRAPHEME, 7, 4 }, { ORIEL_TEXT_MOTION_NEXT_GRAPHEME, 7, 4 },
		{ ORIEL_TEXT_MOTION_PREVIOUS_WORD, 4, 7 }, { ORIEL_TEXT_MOTION_NEXT_WORD, 4, 7 },
		{ ORIEL_TEXT_MOTION_START, 4, 7 }, { ORIEL_TEXT_MOTION_END, 4, 7 },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		oriel_text_buffer_select(buffer, cases[i].anchor, cases[i].caret);
		assert_true(oriel_text_buffer_move(buffer, cases[i].motion, false));
		order_add(&order, "%s", shown(buffer));
	}
	assert_order(&order, "one |two three, one two| three, one |two three, one two| three, "
		"|one two three, one two three|, |one two three, one two three|");
	oriel_text_buffer_destroy(buffer);
}

static void a_motion_extends_from_the_anchor(void **state) {
	oriel_text_buffer *buffer = buffer_of("one two");
	struct order order = { 0 };
	oriel_text_buffer_select(buffer, 4, 4);
	const enum oriel_text_motion motions[] = { ORIEL_TEXT_MOTION_NEXT_WORD,
		ORIEL_TEXT_MOTION_PREVIOUS_GRAPHEME, ORIEL_TEXT_MOTION_START, ORIEL_TEXT_MOTION_NEXT_WORD,
		ORIEL_TEXT_MOTION_END };
	for (size_t i = 0; i < 5; i++) {
		assert_true(oriel_text_buffer_move(buffer, motions[i], true));
		order_add(&order, "%s", shown(buffer));
	}
	assert_false(oriel_text_buffer_move(buffer, ORIEL_TEXT_MOTION_END, true));
	assert_order(&order, "one [two|, one [tw|o, |one [two, one| [two, one [two|");
	oriel_text_buffer_destroy(buffer);
}

static void deletions_remove_the_text_that_a_motion_passes(void **state) {
	struct order order = { 0 };
	for (int motion = ORIEL_TEXT_MOTION_PREVIOUS_GRAPHEME; motion <= ORIEL_TEXT_MOTION_END;
		motion++) {
		oriel_text_buffer *buffer = buffer_of("one two six");
		oriel_text_buffer_select(buffer, 5, 5);
		assert_true(oriel_text_buffer_delete(buffer, (enum oriel_text_motion)motion));
		order_add(&order, "%s", shown(buffer));
		oriel_text_buffer_destroy(buffer);
	}
	assert_order(&order, "one |wo six, one t|o six, one |wo six, one t| six, |wo six, one t|");
}

static void undo_reverts_typing_word_by_word(void **state) {
	oriel_text_buffer *buffer = oriel_text_buffer_new(0);
	struct order order = { 0 };
	type_letters(buffer, "one two");
	assert_true(oriel_text_buffer_delete(buffer, ORIEL_TEXT_MOTION_PREVIOUS_GRAPHEME));
	assert_true(oriel_text_buffer_delete(buffer, ORIEL_TEXT_MOTION_PREVIOUS_GRAPHEME));
	type_letters(buffer, "en");
	assert_true(oriel_text_buffer_can_undo(buffer));
	while (oriel_text_buffer_undo(buffer))
		order_add(&order, "%s", shown(buffer));
	assert_order(&order, "one t|, one two|, one |, |");
	assert_false(oriel_text_buffer_can_undo(buffer));
	while (oriel_text_buffer_redo(buffer))
		order_add(&order, "%s", shown(buffer));
	assert_order(&order, "one |, one two|, one t|, one ten|");
	assert_false(oriel_text_buffer_can_redo(buffer));
	oriel_text_buffer_destroy(buffer);
}

static void a_step_ends_at_motions_pastes_and_breaks(void **state) {
	oriel_text_buffer *buffer = oriel_text_buffer_new(0);
	struct order order = { 0 };
	type_letters(buffer, "ab");
	oriel_text_buffer_break_undo(buffer);
	type_letters(buffer, "cd");
	type_text(buffer, "PASTE");
	type_letters(buffer, "ef");
	oriel_text_buffer_move(buffer, ORIEL_TEXT_MOTION_START, false);
	oriel_text_buffer_move(buffer, ORIEL_TEXT_MOTION_END, false);
	type_letters(buffer, "gh");
	while (oriel_text_buffer_undo(buffer))
		order_add(&order, "%s", shown(buffer));
	assert_order(&order, "abcdPASTEef|, abcdPASTE|, abcd|, ab|, |");
	oriel_text_buffer_destroy(buffer);
}

static void undo_restores_the_selection(void **state) {
	oriel_text_buffer *buffer = buffer_of("one two");
	oriel_text_buffer_select(buffer, 7, 4);
	assert_true(type_text(buffer, "2"));
	assert_true(oriel_text_buffer_undo(buffer));
	assert_string_equal(shown(buffer), "one |two[");
	assert_true(type_text(buffer, "x"));
	assert_false(oriel_text_buffer_redo(buffer));
	assert_string_equal(shown(buffer), "one x|");
	oriel_text_buffer_set_text(buffer, "new", 3);
	assert_false(oriel_text_buffer_undo(buffer));
	oriel_text_buffer_destroy(buffer);
}

static void history_is_bounded(void **state) {
	oriel_text_buffer *buffer = oriel_text_buffer_new(0);
	size_t steps = 0;
	for (int i = 0; i < 2000; i++)
		type_text(buffer, "xy");
	while (oriel_text_buffer_undo(buffer))
		steps++;
	assert_int_equal(steps, 1000);
	oriel_text_buffer_destroy(buffer);
}

static void preedit_is_not_part_of_the_text(void **state) {
	size_t length, caret;
	oriel_text_buffer *buffer = buffer_of("ab");
	oriel_text_buffer_set_preedit(buffer, "\xe3\x81\x8b\xe3\x81\xaa\n", 7, 4);
	assert_string_equal(
		oriel_text_buffer_preedit(buffer, &length, &caret), "\xe3\x81\x8b\xe3\x81\xaa");
	assert_int_equal(length, 6);
	assert_int_equal(caret, 3);
	assert_string_equal(shown(buffer), "ab|");
	oriel_text_buffer_set_preedit(buffer, NULL, 0, 7);
	assert_string_equal(oriel_text_buffer_preedit(buffer, &length, &caret), "");
	assert_int_equal(length + caret, 0);
	oriel_text_buffer_set_preedit(buffer, "x", 1, 99);
	oriel_text_buffer_preedit(buffer, &length, &caret);
	assert_int_equal(caret, 1);
	oriel_text_buffer_destroy(buffer);
}

/* A naive model: it keeps every state of the text for undo, and finds graphemes by iterating from
 * the beginning. */
struct model {
	char text[512];
	size_t length, anchor, caret;
};

static size_t model_floor(const struct model *model, size_t offset) {
	size_t at = 0, next;
	while (at < model->length &&
		(next = oriel_text_next_grapheme(model->text, model->length, at)) <= offset)
		at = next;
	return at;
}

static void model_replace(struct model *model, size_t start, size_t end, const char *text) {
	size_t length = strlen(text);
	memmove(model->text + start + length, model->text + end, model->length - end + 1);
	memcpy(model->text + start, text, length);
	model->length += length - (end - start);
	size_t caret = model_floor(model, start + length);
	if (caret < start + length)
		caret = oriel_text_next_grapheme(model->text, model->length, caret);
	model->anchor = model->caret = caret;
}

static size_t lower(size_t a, size_t b) {
	return a < b ? a : b;
}

static size_t higher(size_t a, size_t b) {
	return a > b ? a : b;
}

enum { STEP_SIZE = 4 };

static void play_step(oriel_text_buffer *buffer, struct model *model, const uint8_t *step) {
	static const char *const pieces[] = { "a", " ", "\xcc\x81", "\xf0\x9f\x87\xa9",
		"\xf0\x9f\x91\xa9\xe2\x80\x8d", "word", "\xe6\xbc\xa2", "\xd7\xa9" };
	size_t start = lower(model->anchor, model->caret), end = higher(model->anchor, model->caret);
	const char *piece = pieces[step[1] % 8];
	switch (step[0] % 4) {
	case 0: case 1:
		if (model->length + strlen(piece) - (end - start) < 400) {
			assert_true(type_text(buffer, piece));
			model_replace(model, start, end, piece);
		}
		break;
	case 2:
		if (start == end)
			start = end == 0 ? 0 : model_floor(model, end - 1);
		assert_int_equal(
			oriel_text_buffer_delete(buffer, ORIEL_TEXT_MOTION_PREVIOUS_GRAPHEME), start != end);
		if (start != end)
			model_replace(model, start, end, "");
		break;
	case 3:
		start = (step[1] | (size_t)step[2] << 8) % (model->length + 3);
		end = (step[2] | (size_t)step[3] << 8) % (model->length + 3);
		oriel_text_buffer_select(buffer, start, end);
		model->anchor = model_floor(model, start);
		model->caret = model_floor(model, end);
		break;
	}
}

static void assert_like(const oriel_text_buffer *buffer, const struct model *model) {
	size_t length;
	struct oriel_text_selection selection = oriel_text_buffer_selection(buffer);
	assert_string_equal(oriel_text_buffer_text(buffer, &length), model->text);
	assert_int_equal(length, model->length);
	assert_int_equal(selection.anchor, model->anchor);
	assert_int_equal(selection.caret, model->caret);
}

static void print_edit(const struct model *model, const uint8_t *step) {
	static const char *const names[] = { "type", "type", "delete", "select" };
	fprintf(stderr, "\"%s\" %zu–%zu: ", model->text, model->anchor, model->caret);
	print_step(step, STEP_SIZE, names[step[0] % 4]);
}

static void undo_and_redo_all(oriel_text_buffer *buffer, const struct model *model) {
	while (oriel_text_buffer_undo(buffer))
		assert_true(oriel__utf8_is_valid(
			oriel_text_buffer_text(buffer, NULL), strlen(oriel_text_buffer_text(buffer, NULL))));
	assert_string_equal(oriel_text_buffer_text(buffer, NULL), "");
	while (oriel_text_buffer_redo(buffer))
		;
	assert_string_equal(oriel_text_buffer_text(buffer, NULL), model->text);
}

static bool play_edits(const uint8_t *steps, size_t count, bool print) {
	oriel_text_buffer *buffer = oriel_text_buffer_new(0);
	struct model model = { 0 };
	for (size_t i = 0; i < count; i++) {
		if (print)
			print_edit(&model, steps + STEP_SIZE * i);
		play_step(buffer, &model, steps + STEP_SIZE * i);
		assert_like(buffer, &model);
	}
	undo_and_redo_all(buffer, &model);
	oriel_text_buffer_destroy(buffer);
	return true;
}

static void random_editing_agrees_with_a_naive_model(void **state) {
	play_seeds(&(const struct random_test){
		.step_size = STEP_SIZE, .max_steps = 500, .seeds = 40, .play = play_edits });
}

static void a_word_typed_over_a_selection_is_one_undo_step(void **state) {
	oriel_text_buffer *buffer = buffer_of("one two");
	oriel_text_buffer_select(buffer, 4, 7);
	type_letters(buffer, "three");
	assert_string_equal(shown(buffer), "one three|");
	assert_true(oriel_text_buffer_undo(buffer));
	assert_string_equal(shown(buffer), "one [two|");
	assert_true(oriel_text_buffer_redo(buffer));
	assert_string_equal(shown(buffer), "one three|");
	assert_true(oriel_text_buffer_undo(buffer));
	assert_false(oriel_text_buffer_can_undo(buffer));
	oriel_text_buffer_destroy(buffer);
}

static void typing_over_a_selection_does_not_join_the_typing_before(void **state) {
	oriel_text_buffer *buffer = buffer_of("");
	type_letters(buffer, "ab");
	oriel_text_buffer_select(buffer, 1, 2);
	type_letters(buffer, "cd");
	assert_true(oriel_text_buffer_undo(buffer));
	assert_string_equal(shown(buffer), "a[b|");
	assert_true(oriel_text_buffer_undo(buffer));
	assert_string_equal(shown(buffer), "|");
	oriel_text_buffer_destroy(buffer);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(a_new_buffer_is_empty),
		cmocka_unit_test(a_word_typed_over_a_selection_is_one_undo_step),
		cmocka_unit_test(typing_over_a_selection_does_not_join_the_typing_before),
		cmocka_unit_test(typing_replaces_the_selection),
		cmocka_unit_test(control_characters_are_left_out),
		cmocka_unit_test(several_lines_take_any_newline_as_lf),
		cmocka_unit_test(invalid_bytes_are_replaced),
		cmocka_unit_test(the_limit_of_the_length_is_kept),
		cmocka_unit_test(carets_stand_between_graphemes),
		cmocka_unit_test(a_caret_stays_after_text_that_joined_its_neighbours),
		cmocka_unit_test(a_motion_collapses_the_selection_to_its_side),
		cmocka_unit_test(a_motion_extends_from_the_anchor),
		cmocka_unit_test(deletions_remove_the_text_that_a_motion_passes),
		cmocka_unit_test(undo_reverts_typing_word_by_word),
		cmocka_unit_test(a_step_ends_at_motions_pastes_and_breaks),
		cmocka_unit_test(undo_restores_the_selection),
		cmocka_unit_test(history_is_bounded),
		cmocka_unit_test(preedit_is_not_part_of_the_text),
		cmocka_unit_test(random_editing_agrees_with_a_naive_model));
}
