/* SPDX-License-Identifier: MIT */
/*
 * The boxes of ::before and ::after in layout and painting.
 */
#include "canvas.h"

#include <oriel/ui/set.h>

#include "paint/generated_box_internal.h"
#include "style/style_internal.h"

#include <stdio.h>

static void open_styled(struct paper *paper, const char *sheet) {
	paper_open(paper, 200, 100, 1);
	oriel__generated_box_install(paper->scene.loop);
	oriel__style_add_sheet(paper->scene.loop, oriel_sheet_parse(sheet, .name = "sheet"), NULL);
}

/* "x,y wxh" of what is in the flow of a widget. */
static const char *flow_of(const oriel_widget *widget) {
	static char text[256];
	size_t at = 0;
	text[0] = '\0';
	for (struct oriel__node *node = oriel__node_first_in_flow(oriel__node_of(widget));
		node != NULL; node = oriel__node_next_in_flow(node)) {
		at += (size_t)snprintf(text + at, sizeof(text) - at, "%s%g,%g %gx%g", at > 0 ? " " : "",
			node->rect.x, node->rect.y, (double)node->rect.width, (double)node->rect.height);
	}
	return text;
}

static oriel_widget *row_with(struct paper *paper, const char *classes) {
	oriel_widget *row = oriel_set(box_new(ORIEL_DIRECTION_ROW), .classes = classes);
	oriel_append(paper->scene.root, with(row, leaf_new(50, 20)));
	return row;
}

static void boxes_are_items_of_the_flow(void **state) {
	struct paper paper;
	(void)state;
	open_styled(&paper, ".a { gap: 5px; padding: 1px }"
						".a::before { content: ''; width: 10px; background: red }"
						".a::after { content: ''; flex-grow: 1; background: blue }");
	oriel_widget *row = row_with(&paper, "a");
	paper_update(&paper);
	assert_string_equal(flow_of(row), "1,1 10x20 16,1 50x20 71,1 128x20");
	assert_int_equal(paper_pixel(&paper, 5, 5), 0xff0000);
	assert_int_equal(paper_pixel(&paper, 190, 5), 0x0000ff);
	oriel_remove_class(row, "a");
	paper_update(&paper);
	assert_string_equal(flow_of(row), "0,0 50x20");
	paper_assert_repaint_is_same(&paper, "the boxes have gone");
	oriel_add_class(row, "a");
	paper_update(&paper);
	paper_assert_repaint_is_same(&paper, "the boxes have come back");
	paper_close(&paper);
}

static void text_gives_a_box_its_size(void **state) {
	struct paper paper;
	(void)state;
	open_styled(&paper, ".a { align-items: start; font-size: 10px; line-height: 20px }"
						".a::after { content: '' } .a::before { content: 'one two' }"
						".a.narrow::before { max-width: 25px }");
	oriel_widget *row = row_with(&paper, "a");
	paper_update(&paper);
	const struct oriel__node *before = oriel__node_of(row)->rare->before,
							 *after = oriel__node_of(row)->rare->after;
	assert_true(before->rect.width > 10 && before->rect.width < 100);
	assert_float_equal(before->rect.height, 20, 0);
	assert_float_equal(after->rect.width, 0, 0);
	assert_float_equal(after->rect.height, 0, 0);
	oriel_add_class(row, "narrow");
	paper_update(&paper);
	assert_float_equal(before->rect.height, 40, 0); /* two lines */
	paper_close(&paper);
}

static void absolute_boxes_are_placed(void **state) {
	struct paper paper;
	(void)state;
	open_styled(&paper, ".a::before { content: ''; position: absolute; right: 0; top: 0;"
						" width: 8px; height: 8px; background: lime }");
	oriel_widget *row = row_with(&paper, "a");
	oriel_set_style(row, "position", "relative");
	paper_update(&paper);
	assert_string_equal(flow_of(row), "192,0 8x8 0,0 50x20");
	assert_int_equal(paper_pixel(&paper, 195, 4), 0x00ff00);
	paper_close(&paper);
}

static void a_widget_that_measures_itself_has_none(void **state) {
	struct paper paper;
	(void)state;
	open_styled(&paper, "leaf::before { content: 'x' }");
	oriel_widget *row = row_with(&paper, NULL);
	paper_update(&paper);
	assert_false(oriel__node_has_generated(oriel__node_of(oriel_first_child(row))));
	paper_close(&paper);
}

static void long_columns_have_boxes(void **state) {
	struct paper paper;
	(void)state;
	open_styled(&paper, ".a::before { content: ''; height: 7px } .b::after { content: '';"
						" height: 9px }");
	oriel_widget *column = oriel_set(box_new(ORIEL_DIRECTION_COLUMN), .style = "flex-shrink: 0");
	for (int i = 0; i < 200; i++)
		oriel_append(column, leaf_new(10, 10));
	oriel_append(paper.scene.root, column);
	paper_update(&paper);
	assert_float_equal(oriel__node_of(column)->rect.height, 2000, 0);
	oriel_set(column, .classes = "a b");
	paper_update(&paper);
	assert_float_equal(oriel__node_of(column)->rect.height, 2016, 0);
	assert_float_equal(oriel__node_of(oriel_last_child(column))->rect.y, 1997, 0);
	oriel_remove_class(column, "a");
	oriel_remove_class(column, "b");
	paper_update(&paper);
	assert_float_equal(oriel__node_of(oriel_last_child(column))->rect.y, 1990, 0);
	paper_assert_repaint_is_same(&paper, "the boxes have gone");
	paper_close(&paper);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(boxes_are_items_of_the_flow),
		cmocka_unit_test(text_gives_a_box_its_size), cmocka_unit_test(absolute_boxes_are_placed),
		cmocka_unit_test(a_widget_that_measures_itself_has_none),
		cmocka_unit_test(long_columns_have_boxes));
}
