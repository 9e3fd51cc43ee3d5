/* SPDX-License-Identifier: MIT */
/*
 * Drawing: single pixels where possible, trees that must look alike, and a few golden images.
 */
#include "canvas.h"
#include "styled.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/extend/recorder.h>
#include <oriel/ui/set.h>

#define WHITE ORIEL_RGB(0xffffff)
#define RED ORIEL_RGB(0xff0000)

static struct paper *open_paper(float width, float height, float scale) {
	static struct paper paper;
	paper_open(&paper, width, height, scale);
	oriel_set_style(paper.scene.root, "background-color", "#%08x", (unsigned)(WHITE));
	return &paper;
}

static oriel_widget *box(float width, float height, oriel_color color) {
	return styled(box_new(ORIEL_DIRECTION_ROW),
		"width: %gpx; height: %gpx; background: #%08x; align-self: start", (double)width,
		(double)height, color);
}

/* Compares a row of pixels with "color*count color*count …". */
static void assert_row(const struct paper *paper, int y, const char *expected) {
	struct order order = { 0 };
	for (int x = 0, run; x < paper->fb.width; x += run) {
		uint32_t pixel = paper_pixel(paper, x, y);
		for (run = 1; x + run < paper->fb.width && paper_pixel(paper, x + run, y) == pixel; run++)
			;
		order_add(&order, "%06x*%d", pixel, run);
	}
	assert_order(&order, expected);
}

static void neighbours_share_their_edges_at_any_scale(void **state) {
	static const float scales[] = { 1, 1.25f, 1.5f, 1.75f, 2 };
	(void)state;
	for (int i = 0; i < 5; i++) {
		struct paper *paper = open_paper(60, 10, scales[i]);
		oriel_widget *row = box_new(ORIEL_DIRECTION_ROW);
		for (int j = 0; j < 9; j++)
			with(row, box(6.7f, 10, j & 1 ? ORIEL_RGBA(0x000000, 0x80) : RED));
		with(paper->scene.root, row);
		paper_update(paper);
		for (int x = 1; x < (int)(60 * scales[i]); x++)
			assert_true(
				paper_pixel(paper, x, 2) == 0xff0000 || paper_pixel(paper, x, 2) == 0x7f7f7f);
		paper_close(paper);
	}
}

static void edges_round_half_up(void **state) {
	(void)state;
	struct paper *paper = open_paper(10, 4, 1.5f);
	with(paper->scene.root, styled(box(3, 4, RED), "margin-left: 1px"));
	paper_update(paper);
	assert_row(paper, 1, "ffffff*2, ff0000*4, ffffff*9");
	paper_close(paper);
}

static void borders_are_rounded_down_to_at_least_a_pixel(void **state) {
	(void)state;
	struct paper *paper = open_paper(10, 20, 1.5f);
	with(paper->scene.root, styled(box(10, 6, 0), "border: 0.2px solid red"),
		styled(box(10, 6, 0), "border: 1.9px solid red"));
	paper_update(paper);
	assert_row(paper, 4, "ff0000*1, ffffff*13, ff0000*1");
	assert_row(paper, 13, "ff0000*2, ffffff*11, ff0000*2");
	paper_close(paper);
}

static void an_opaque_group_of_two_shows_no_overlap(void **state) {
	(void)state;
	struct paper *paper = open_paper(10, 4, 1);
	oriel_widget *group = with(
		box(10, 4, 0), box(4, 4, RED), styled(box(4, 4, RED), "margin-left: -2px"));
	with(paper->scene.root, oriel_set(group, .style = "opacity: 0.5"));
	paper_update(paper);
	assert_row(paper, 1, "ff7f7f*6, ffffff*4");
	paper_close(paper);
}

static void overflow_is_clipped_at_the_padding_box(void **state) {
	(void)state;
	struct paper *paper = open_paper(12, 4, 1);
	oriel_widget *clip = styled(box(8, 4, 0),
		"overflow-x: hidden; border-color: #0000ff; border-width: 1px; border-style: solid");
	with(paper->scene.root, with(clip, styled(box(20, 4, RED), "flex-shrink: 0")));
	paper_update(paper);
	assert_row(paper, 1, "0000ff*1, ff0000*6, 0000ff*1, ffffff*4");
	paper_close(paper);
}

static void draw_invalid_values(oriel_recorder *recorder, struct oriel_rect box) {
	const struct oriel_point points[] = { { NAN, 1 }, { 3, 3 }, { 1e30f, -1e30f } };
	const struct oriel_shadow bad = { NAN, 0, INFINITY, 0, RED };
	oriel_record_fill(recorder, (struct oriel_rect){ NAN, 0, 5, 5 }, RED);
	oriel_record_fill(recorder, (struct oriel_rect){ 0, 0, NAN, 5 }, RED);
	oriel_record_fill(recorder, (struct oriel_rect){ 0, 0, -5, 5 }, RED);
	oriel_record_round_rect(recorder, (struct oriel_rect){ -1e30f, 2, INFINITY, 1 }, 1e9f, RED);
	oriel_record_border(
		recorder, (struct oriel_rect){ -1e8f, -1e8f, 2e8f, 2e8f }, oriel_edges_all(NAN), 5, RED);
	oriel_record_border(recorder, (struct oriel_rect){ 0, 0, 1, 1 }, oriel_edges_all(1e9f),
		INFINITY, ORIEL_TRANSPARENT);
	oriel_record_shadow(recorder, box, 3, &bad);
	oriel_record_stroke(recorder, points, 3, 2, RED);
	oriel_record_stroke(recorder, points + 1, 2, NAN, RED);
	oriel_record_polygon(recorder, points, 3, RED);
	oriel_record_polygon(recorder, points, 0, RED);
	oriel_record_push_clip(recorder, (struct oriel_rect){ 0, NAN, 1, 1 });
	oriel_record_fill(recorder, (struct oriel_rect){ 0, 0, 10, 10 }, RED);
}

static void invalid_values_draw_nothing(void **state) {
	(void)state;
	struct paper *paper = open_paper(10, 4, 1);
	with(paper->scene.root, picture_new(10, 4, draw_invalid_values));
	paper_update(paper);
	assert_row(paper, 0, "ffffff*10");
	paper_close(paper);
}

static void draw_huge(oriel_recorder *recorder, struct oriel_rect box) {
	const struct oriel_point line[] = { { -9e6f, 2 }, { 9e6f, 2 } };
	(void)box;
	oriel_record_fill(recorder, (struct oriel_rect){ -5e6f, 0, 1e7f, 1 }, RED);
	oriel_record_stroke(recorder, line, 2, 2, RED);
	oriel_record_round_rect(recorder, (struct oriel_rect){ -40000, 3, 80000, 40000 }, 10, RED);
}

static void huge_shapes_are_clipped_before_drawing(void **state) {
	(void)state;
	struct paper *paper = open_paper(10, 5, 1);
	with(paper->scene.root, picture_new(10, 5, draw_huge));
	paper_update(paper);
	for (int y = 0; y < 5; y++)
		assert_row(paper, y, "ff0000*10");
	paper_close(paper);
}

static void missing_pixels_and_a_missing_tree_are_no_error(void **state) {
	(void)state;
	struct paper *paper = open_paper(10, 4, 1);
	struct oriel_framebuffer none = { 0 };
	assert_int_equal(
		oriel__painter_update(paper->painter, &paper->scene.tree, &none, 1, paper->damage, 64), 0);
	assert_int_equal(oriel__painter_update(
						paper->painter, &paper->scene.tree, &paper->fb, NAN, paper->damage, 64),
		0);
	oriel__tree_set_root(&paper->scene.tree, NULL);
	assert_int_equal(
		oriel__painter_update(paper->painter, &paper->scene.tree, &paper->fb, 1, paper->damage, 64),
		1);
	assert_row(paper, 0, "000000*10");
	paper_close(paper);
}

/* ---- Trees that look alike ---- */

static char *copy_pixels(const struct paper *paper, size_t *length) {
	*length = (size_t)paper->fb.stride * (size_t)paper->fb.height;
	char *copy = malloc(*length);
	memcpy(copy, paper->fb.pixels, *length);
	return copy;
}

/* Only one loop may exist at a time: the first paper is closed before the second is opened. */
static void nested_boxes_look_as_one_box_with_padding(void **state) {
	size_t length;
	(void)state;
	struct paper *paper = open_paper(60, 40, 1.5f);
	with(paper->scene.root,
		oriel_set(
			with(box_new(ORIEL_DIRECTION_ROW), words_new("Ag", 13)), .style = "padding: 7.3px"));
	paper_update(paper);
	char *expected = copy_pixels(paper, &length);
	paper_close(paper);
	paper = open_paper(60, 40, 1.5f);
	with(paper->scene.root,
		with(box_new(ORIEL_DIRECTION_COLUMN), styled(words_new("Ag", 13), "margin: 7.3px")));
	paper_update(paper);
	assert_memory_equal(paper->fb.pixels, expected, length);
	free(expected);
	paper_close(paper);
}

/* ---- Golden images ---- */

static void draw_check(oriel_recorder *recorder, struct oriel_rect rect) {
	const struct oriel_point check[] = { { 4.5f, 9.5f }, { 7.7f, 12.7f }, { 13.5f, 5.5f } };
	oriel_record_round_rect(recorder, rect, 5, ORIEL_RGB(0x3584e4));
	oriel_record_stroke(recorder, check, 3, 2, WHITE);
}

static void show_card(struct paper *paper) {
	oriel_widget *card = styled(box_new(ORIEL_DIRECTION_COLUMN),
		"background: white; border-radius: 12px; border: 1px solid #00000014; flex: 1 1 0; "
		"overflow-y: auto");
	shadow(card, (struct oriel_shadow){ 0, 3, 12, 0, ORIEL_RGBA(0, 0x30) });
	for (int i = 0; i < 5; i++)
		with(card,
			styled(with(box_new(ORIEL_DIRECTION_ROW), picture_new(18, 18, draw_check),
					words_new("Sphinx of quartz", 14)),
				"padding: 10px; gap: 10px; align-items: center; flex-shrink: 0; "
				"text-decoration: line-through; background: %s",
				i == 0 ? "#eef4fc" : "transparent"));
	oriel_widget *button = oriel_set(
		with(box_new(ORIEL_DIRECTION_ROW),
			styled(words_new("Add", 14), "color: white; text-decoration: line-through")),
		.style = "padding-inline: 14px; padding-block: 8px; align-self: end; background-color: "
				"#3584e4; border-radius: 8px");
	oriel_set_style(paper->scene.root, "padding", "16px");
	oriel_set_style(paper->scene.root, "gap", "12px");
	oriel_set_style(paper->scene.root, "background-color", "#f6f5f4");
	with(paper->scene.root, card, outline(button, 2, 2, ORIEL_RGBA(0x3584e4, 0x80)));
	paper_update(paper);
	oriel_scroll_to(card, .y = 11);
	paper_update(paper);
}

static void a_card_equals_its_golden_image(void **state) {
	(void)state;
	struct paper *paper = open_paper(240, 200, 1);
	show_card(paper);
	paper_assert_golden(paper, "card");
	paper_close(paper);
	paper = open_paper(240, 200, 1.5f);
	show_card(paper);
	paper_assert_golden(paper, "card-1.5");
	paper_close(paper);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(neighbours_share_their_edges_at_any_scale),
		cmocka_unit_test(edges_round_half_up),
		cmocka_unit_test(borders_are_rounded_down_to_at_least_a_pixel),
		cmocka_unit_test(an_opaque_group_of_two_shows_no_overlap),
		cmocka_unit_test(overflow_is_clipped_at_the_padding_box),
		cmocka_unit_test(invalid_values_draw_nothing),
		cmocka_unit_test(huge_shapes_are_clipped_before_drawing),
		cmocka_unit_test(missing_pixels_and_a_missing_tree_are_no_error),
		cmocka_unit_test(nested_boxes_look_as_one_box_with_padding),
		cmocka_unit_test(a_card_equals_its_golden_image));
}
