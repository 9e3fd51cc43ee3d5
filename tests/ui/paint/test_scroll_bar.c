/* SPDX-License-Identifier: MIT */
/*
 * Scroll bars on the canvas: where they are painted, and that updates leave no trace of them.
 */
#include "canvas.h"
#include "styled.h"

#include <oriel/ui/set.h>

static void a_scroll_bar_is_no_thicker_than_its_box(void **state) {
	static const char *const modes[] = { "overlay", "classic" };
	for (int i = 0; i < 2; i++) {
		struct paper paper;
		paper_open(&paper, 100, 60, 1);
		oriel_widget *flat = styled(box_new(ORIEL_DIRECTION_ROW),
			"width: 50px; height: 5.5px; margin: 20px; overflow-x: auto; color: #ff0000; "
			"-oriel-scrollbar-mode: %s",
			modes[i]);
		with(oriel_set(paper.scene.root, .style = "background-color: #ffffff"), flat);
		paper_update(&paper);
		with(flat,
			oriel_set(box_new(ORIEL_DIRECTION_ROW), .style = "width: 100px; flex-shrink: 0"));
		paper_update(&paper);
		assert_int_not_equal(paper_pixel(&paper, 30, 22), 0xffffff);
		assert_int_equal(paper_pixel(&paper, 30, 19), 0xffffff);
		assert_int_equal(paper_pixel(&paper, 30, 26), 0xffffff);
		paper_assert_repaint_is_same(&paper, "an insertion");
		paper_close(&paper);
	}
}

/* The gutters of classic bars meet in a corner of the colour of the tracks. */
static void classic_bars_and_their_corner_are_painted_beside_the_content(void **state) {
	struct paper paper;
	(void)state;
	paper_open(&paper, 100, 100, 1);
	oriel_widget *box = oriel_set(box_new(ORIEL_DIRECTION_ROW),
		.style = "width: 80px; height: 80px; overflow: scroll; -oriel-scrollbar-mode: classic; "
				"scrollbar-color: #ff0000 #00ff00");
	oriel_set_style(paper.scene.root, "background-color", "#ffffff");
	with(box,
		oriel_set(box_new(ORIEL_DIRECTION_ROW),
			.style = "width: 132px; height: 132px; flex: none; background-color: #0000ff"));
	with(paper.scene.root, box);
	paper_update(&paper);
	assert_int_equal(paper_pixel(&paper, 65, 65), 0x0000ff);
	assert_int_equal(paper_pixel(&paper, 73, 16), 0xff0000);
	assert_int_equal(paper_pixel(&paper, 73, 60), 0x00ff00);
	assert_int_equal(paper_pixel(&paper, 60, 73), 0x00ff00);
	assert_int_equal(paper_pixel(&paper, 73, 73), 0x00ff00);
	oriel_scroll_to(box, .x = 66, .y = 66);
	paper_update(&paper);
	assert_int_equal(paper_pixel(&paper, 73, 16), 0x00ff00);
	assert_int_equal(paper_pixel(&paper, 73, 50), 0xff0000);
	paper_assert_repaint_is_same(&paper, "a scroll");
	paper_close(&paper);
}

/* The range of the scroll stays the same in each step. */
static void bars_that_a_style_changes_leave_no_trace(void **state) {
	static const char *const styles[][2] = {
		{ "overflow-y", "hidden" },
		{ "overflow-y", "scroll" },
		{ "scrollbar-width", "thin" },
		{ "scrollbar-width", "none" },
		{ "scrollbar-color", "red lime" },
		{ "direction", "rtl" },
		{ "border-radius", "20px" },
		{ "-oriel-scrollbar-mode", "classic" },
	};
	struct paper paper;
	paper_open(&paper, 100, 60, 1.25f);
	oriel_widget *box = oriel_set(box_new(ORIEL_DIRECTION_COLUMN),
		.style = "width: 50px; height: 40px; overflow-y: auto; border: 1px solid black");
	with(box, oriel_set(box_new(ORIEL_DIRECTION_ROW), .style = "height: 100px; flex-shrink: 0"));
	with(oriel_set(paper.scene.root, .style = "background-color: #ffffff"), box);
	paper_update(&paper);
	for (int i = 0; i < 8; i++) {
		oriel_set_style(box, styles[i][0], "%s", styles[i][1]);
		paper_update(&paper);
		paper_assert_repaint_is_same(&paper, styles[i][1]);
		oriel_set_style(box, styles[i][0], "%s", i < 2 ? "auto" : "initial");
		paper_update(&paper);
		paper_assert_repaint_is_same(&paper, styles[i][0]);
	}
	paper_close(&paper);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(a_scroll_bar_is_no_thicker_than_its_box),
		cmocka_unit_test(classic_bars_and_their_corner_are_painted_beside_the_content),
		cmocka_unit_test(bars_that_a_style_changes_leave_no_trace));
}
