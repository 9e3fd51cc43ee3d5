/* SPDX-License-Identifier: MIT */
#include "pinned.h"

#include <math.h>

#define SHALOM "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d"

static void add_carets(struct order *order, const oriel_paragraph *paragraph) {
	size_t length;
	const char *text = oriel_paragraph_text(paragraph, &length);
	for (size_t offset = 0;; offset = oriel_text_next_grapheme(text, length, offset)) {
		float x = oriel_paragraph_caret(paragraph, offset, false).x;
		order_add(order, "%.2f", (double)x);
		assert_true(oriel_paragraph_caret(paragraph, offset, true).x == x);
		if (offset == length)
			break;
	}
}

static void assert_carets(const char *text, const char *expected) {
	struct order order = { 0 };
	oriel_paragraph *paragraph = paragraph_of(text);
	add_carets(&order, paragraph);
	assert_order(&order, expected);
	oriel_paragraph_destroy(paragraph);
}

static void carets_stand_between_letters(void **state) {
	assert_carets("", "0.00");
	assert_carets("abc", "0.00, 12.55, 25.55, 36.81");
	assert_carets("e\xcc\x81" "e", "0.00, 12.60, 25.20");
}

static void carets_divide_a_ligature(void **state) {
	assert_carets("ffi", "0.00, 6.60, 13.20, 19.80");
}

static void carets_run_backwards_in_hebrew(void **state) {
	assert_carets(SHALOM, "45.32, 30.81, 19.17, 13.59, 0.00");
}

static void at_a_change_of_direction_the_caret_stands_beside_the_lower_level(void **state) {
	assert_carets("a " SHALOM " b", "0.00, 12.55, 19.06, 49.87, 38.23, 32.65, 64.38, 70.89, 83.89");
	assert_carets("a " SHALOM, "0.00, 12.55, 19.06, 49.87, 38.23, 32.65, 64.38");
	assert_carets(SHALOM " ab", "77.38, 62.87, 51.23, 45.65, 32.06, 25.55, 12.55, 0.00");
}

static void an_offset_inside_a_grapheme_means_its_beginning(void **state) {
	oriel_paragraph *paragraph = paragraph_of("ae\xcc\x81");
	for (size_t offset = 1; offset < 4; offset++)
		assert_float_equal(oriel_paragraph_caret(paragraph, offset, false).x, 12.55, 0.01);
	assert_float_equal(oriel_paragraph_caret(paragraph, 99, false).x, 25.15, 0.01);
	oriel_paragraph_destroy(paragraph);
}

static void a_trailing_caret_stays_at_the_end_of_a_broken_line(void **state) {
	oriel_paragraph *paragraph = paragraph_of("ab cd\nef");
	oriel_paragraph_set_width(paragraph, 30, ORIEL_TEXT_ALIGN_START);
	assert_int_equal(oriel_paragraph_line_count(paragraph), 3);
	float height = oriel_paragraph_caret(paragraph, 0, false).height;
	struct oriel_rect leading = oriel_paragraph_caret(paragraph, 3, false),
					trailing = oriel_paragraph_caret(paragraph, 3, true);
	assert_true(leading.x == 0 && leading.y == height);
	assert_true(trailing.x > 25 && trailing.y == 0);
	/* After a newline there is only one position. */
	leading = oriel_paragraph_caret(paragraph, 6, false);
	trailing = oriel_paragraph_caret(paragraph, 6, true);
	assert_true(
		leading.x == 0 && leading.y == 2 * height && trailing.x == 0 && trailing.y == 2 * height);
	assert_true(oriel_paragraph_caret(paragraph, 5, false).y == height);
	oriel_paragraph_destroy(paragraph);
}

static void the_line_after_a_last_newline_has_a_caret(void **state) {
	oriel_paragraph *paragraph = paragraph_of("a\n");
	struct oriel_rect caret = oriel_paragraph_caret(paragraph, 2, false);
	assert_true(caret.x == 0 && caret.y == caret.height);
	assert_int_equal(oriel_paragraph_offset_at(paragraph, 50, 1000, NULL), 2);
	assert_int_equal(oriel_paragraph_offset_at(paragraph, 50, -1000, NULL), 1);
	oriel_paragraph_destroy(paragraph);
}

static void a_point_gives_the_nearest_caret(void **state) {
	struct order order = { 0 };
	oriel_paragraph *paragraph = paragraph_of("abc");
	for (float x = -5; x < 45; x += 5) {
		bool trailing;
		size_t offset = oriel_paragraph_offset_at(paragraph, x, 5, &trailing);
		order_add(&order, "%zu%s", offset, trailing ? "t" : "");
	}
	assert_order(&order, "0, 0, 0, 1, 1, 2, 2, 2, 3, 3");
	oriel_paragraph_destroy(paragraph);
}

/* Each caret's position leads back to the caret. */
static void the_position_of_each_caret_leads_back_to_it(void **state) {
	static const char *const texts[] = { "plain text, broken twice", "a " SHALOM " b " SHALOM,
		SHALOM " 12 abc (" SHALOM ")", "ffi e\xcc\x81 \t x" };
	for (size_t i = 0; i < 4; i++) {
		oriel_paragraph *paragraph = paragraph_of(texts[i]);
		for (float width = 300; width > 40; width -= 60) {
			oriel_paragraph_set_width(
				paragraph, width, i % 2 != 0 ? ORIEL_TEXT_ALIGN_CENTER : ORIEL_TEXT_ALIGN_START);
			for (size_t offset = 0; offset <= strlen(texts[i]);
				offset = offset == strlen(texts[i]) ?
					offset + 1 :
					oriel_text_next_grapheme(texts[i], strlen(texts[i]), offset)) {
				bool trailing;
				struct oriel_rect caret = oriel_paragraph_caret(paragraph, offset, false);
				size_t found = oriel_paragraph_offset_at(
					paragraph, caret.x, caret.y + 1, &trailing);
				struct oriel_rect again = oriel_paragraph_caret(paragraph, found, trailing);
				assert_float_equal(again.x, caret.x, 0.02);
				assert_true(again.y == caret.y);
			}
		}
		oriel_paragraph_destroy(paragraph);
	}
}

static void add_range(
	struct order *order, const oriel_paragraph *paragraph, size_t start, size_t end) {
	struct oriel_rect rects[8];
	size_t count = oriel_paragraph_range(paragraph, start, end, rects, 8);
	for (size_t i = 0; i < count; i++)
		order_add(order, "%.2f+%.2f@%.0f", (double)rects[i].x, (double)rects[i].width,
			(double)rects[i].y);
}

static void a_range_is_one_rectangle_on_a_line(void **state) {
	struct order order = { 0 };
	oriel_paragraph *paragraph = paragraph_of("ab cd ef");
	add_range(&order, paragraph, 1, 7);
	assert_order(&order, "12.55+62.88@0");
	add_range(&order, paragraph, 3, 3);
	add_range(&order, paragraph, 5, 2);
	add_range(&order, paragraph, 90, 99);
	assert_order(&order, "");
	oriel_paragraph_set_width(paragraph, 60, ORIEL_TEXT_ALIGN_START);
	add_range(&order, paragraph, 1, 7);
	assert_order(&order, "12.55+50.28@0, 0.00+12.60@24");
	assert_int_equal(oriel_paragraph_range(paragraph, 0, 8, NULL, 0), 2);
	oriel_paragraph_destroy(paragraph);
}

static void a_range_across_directions_is_several_rectangles(void **state) {
	struct order order = { 0 };
	oriel_paragraph *paragraph = paragraph_of("ab " SHALOM);
	add_range(&order, paragraph, 1, 5);
	assert_order(&order, "12.55+19.51@0, 62.87+14.51@0");
	oriel_paragraph_destroy(paragraph);
}

static void text_hidden_by_an_ellipsis_has_no_caret_of_its_own(void **state) {
	oriel_paragraph *paragraph = paragraph_of("buy some milk");
	oriel_paragraph_set_ellipsis(paragraph, 70, ORIEL_TEXT_ALIGN_START);
	float end = oriel_paragraph_caret(paragraph, 4, false).x;
	assert_float_equal(end, 44.61, 0.01);
	assert_true(oriel_paragraph_caret(paragraph, 9, false).x == end);
	assert_int_equal(oriel_paragraph_offset_at(paragraph, 69, 5, NULL), 4);
	oriel_paragraph_destroy(paragraph);
}

int main(void) {
	return RUN_TESTS(
		PINNED_TEST(carets_stand_between_letters),
		PINNED_TEST(carets_divide_a_ligature),
		PINNED_TEST(carets_run_backwards_in_hebrew),
		PINNED_TEST(at_a_change_of_direction_the_caret_stands_beside_the_lower_level),
		PINNED_TEST(an_offset_inside_a_grapheme_means_its_beginning),
		PINNED_TEST(a_trailing_caret_stays_at_the_end_of_a_broken_line),
		PINNED_TEST(the_line_after_a_last_newline_has_a_caret),
		PINNED_TEST(a_point_gives_the_nearest_caret),
		PINNED_TEST(the_position_of_each_caret_leads_back_to_it),
		PINNED_TEST(a_range_is_one_rectangle_on_a_line),
		PINNED_TEST(a_range_across_directions_is_several_rectangles),
		PINNED_TEST(text_hidden_by_an_ellipsis_has_no_caret_of_its_own));
}
