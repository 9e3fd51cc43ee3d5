/* SPDX-License-Identifier: MIT */
/* The focused widget stays in view when the room around it shrinks. */
#include "stage.h"

struct form {
	oriel_widget *list, *field;
};

/* Creates a list of 10 fields of 50 px in 200 px; focuses the field at this index. */
static struct form form_new(struct stage *stage, int index) {
	struct form form = { .list = stage_list(stage->root, "row", 0, 0, 300, 200, 10) };
	form.field = stage_field(stage, form.list, "f", 0, 50.0f * (float)index, 100, 50);
	stage_run(stage);
	return form;
}

static double offset_of(const struct form *form) {
	return oriel_widget_scroll_position(form->list).y;
}

static void a_focused_widget_stays_in_view_above_a_keyboard(void **state) {
	struct stage *stage = *state;
	struct form form = form_new(stage, 3);
	click(stage, 20, 170);
	assert_ptr_equal(oriel_window_focused(stage->window), form.field);
	assert_float_equal(offset_of(&form), 0, 0.01);
	for (float height = 180; height >= 100; height -= 20) { /* the keyboard slides in */
		oriel_set_style(form.list, "height", "%gpx", (double)(height));
		stage_run(stage);
		assert_float_equal(offset_of(&form), 200 - height, 0.01);
	}
	oriel_set_style(form.list, "height", "200px");
	stage_run(stage);
	assert_float_equal(offset_of(&form), 100, 0.01);
}

static void shrink_list(oriel_event *event, void *data) {
	const struct form *form = data;
	oriel_set_style(form->list, "height", "80px");
}

static void focus_listener_may_shrink_the_window(void **state) {
	struct stage *stage = *state;
	struct form form = form_new(stage, 3);
	oriel_listen(stage->root, "focusin", shrink_list, &form);
	touch(stage, 7, 20, 170);
	lift(stage, 7, 20, 170);
	stage_run(stage);
	assert_float_equal(offset_of(&form), 120, 0.01);
}

static void shrinking_the_window_scrolls_the_focused_widget_into_view(void **state) {
	struct stage *stage = *state;
	oriel_set_style(stage->root, "overflow-y", "auto");
	oriel_widget *field = stage_field(stage, stage->root, "f", 0, 250, 100, 50);
	stage_run(stage);
	assert_true(oriel_focus(field));
	oriel__headless_resize(stage_platform_window(stage), (struct oriel_size){ 400, 150 });
	stage_run(stage);
	assert_float_equal(oriel_widget_scroll_position(stage->root).y, 150, 0.01);
}

static void widget_scrolled_out_of_view_by_the_user_stays_there(void **state) {
	struct stage *stage = *state;
	struct form form = form_new(stage, 0);
	oriel_focus(form.field);
	oriel_scroll_to(form.list, .y = 150);
	stage_run(stage);
	oriel_set_style(form.list, "height", "100px");
	stage_run(stage);
	assert_float_equal(offset_of(&form), 150, 0.01);
}

static void visible_widget_is_not_scrolled_into_view(void **state) {
	struct stage *stage = *state;
	struct form form = form_new(stage, 1);
	oriel_focus(form.field);
	oriel_scroll_to(form.list, .y = 10);
	stage_run(stage);
	oriel_set_style(form.list, "height", "120px");
	stage_run(stage);
	assert_float_equal(offset_of(&form), 10, 0.01);
}

int main(void) {
	return RUN_TESTS(
		STAGE_TEST(a_focused_widget_stays_in_view_above_a_keyboard),
		STAGE_TEST(focus_listener_may_shrink_the_window),
		STAGE_TEST(shrinking_the_window_scrolls_the_focused_widget_into_view),
		STAGE_TEST(widget_scrolled_out_of_view_by_the_user_stays_there),
		STAGE_TEST(visible_widget_is_not_scrolled_into_view));
}
