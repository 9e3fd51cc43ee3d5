/* SPDX-License-Identifier: MIT */
/* The steps of a frame in their order, and the conditions for a frame. */
#include "../input/stage.h"

#include <math.h>
#include <string.h>

static void on_frame(double time_ms, void *data) {
	order_add(&((struct stage *)data)->order, "frame");
}

static void a_microtask(void *data) {
	order_add(&((struct stage *)data)->order, "microtask");
}

static void queue_microtask(oriel_event *event, void *data) {
	oriel_queue_microtask(a_microtask, data);
}

struct witness {
	struct oriel_widget_base base;
	struct stage *stage;
};

static void record_recording(oriel_widget *widget, oriel_recorder *recorder) {
	order_add(&((struct witness *)widget)->stage->order, "record");
}

/* Records the measuring. Layout may measure several times in a row, which is recorded once. */
static struct oriel_measurement record_measuring(oriel_widget *widget, float max_width) {
	struct order *order = &((struct witness *)widget)->stage->order;
	const char *last = strrchr(order->text, ' ');
	if (strcmp(last != NULL ? last + 1 : order->text, "measure") != 0)
		order_add(order, "measure");
	return (struct oriel_measurement){ 10, 10, -1 };
}

static const struct oriel_widget_class witness_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "witness",
	.size = sizeof(struct witness),
	.flags = ORIEL_WIDGET_LEAF,
	.measure = record_measuring,
	.record = record_recording,
};

static oriel_widget *witness(struct stage *stage) {
	oriel_widget *widget = oriel_widget_new(&witness_class);
	((struct witness *)widget)->stage = stage;
	oriel_append(stage->root, widget);
	return widget;
}

static void relayout_in_frame(double time_ms, void *data) {
	on_frame(time_ms, ((struct witness *)data)->stage);
	oriel_widget_relayout(data);
}

static size_t presents(struct stage *stage) {
	return stage_shown(stage).presents;
}

static void steps_of_a_frame_run_from_input_to_paint(void **state) {
	struct stage *stage = *state;
	oriel_widget *seen = witness(stage);
	oriel_widget *list = stage_list(stage->root, "row", 100, 0, 100, 100, 20);
	stage_run(stage);
	assert_order(&stage->order, "measure, record");
	stage_record(stage, list, "pointermove scroll");
	stage_record_window(stage, "resize");
	oriel_listen(list, "scroll", queue_microtask, stage);
	oriel_request_frame(relayout_in_frame, seen);
	oriel_scroll_by(list, .y = 10);
	oriel_window_set_size(stage->window, 300, 300);
	PUSH(stage, .type = ORIEL_RAW_POINTER_MOVE, .pointer_id = 1, .x = 110, .y = 10);
	stage_run(stage);
	assert_order(&stage->order,
		"pointermove row, resize window, scroll row, microtask, frame, measure, record");
}

static void smooth_scroll_moves_each_frame_and_then_rests(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = stage_list(stage->root, "row", 100, 0, 100, 100, 20);
	stage_run(stage);
	assert_true(oriel_scroll_to(list, .y = 100, .behavior = ORIEL_SCROLL_SMOOTH));
	double last = 0;
	for (int frame = 0; frame < 8; frame++) {
		oriel_loop_advance(stage->loop, 17);
		double y = oriel_widget_scroll_position(list).y;
		assert_true(y > last && y < 100);
		last = y;
	}
	stage_record(stage, list, "scrollend");
	stage_run(stage);
	assert_order(&stage->order, "scrollend row");
	assert_true(oriel_widget_scroll_position(list).y == 100);
	assert_true(isinf(oriel_loop_next_due(stage->loop)));
}

/* Source: CSSOM View; browsers lay out before they answer. */
static void getters_of_geometry_bring_layout_up_to_date(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = stage_list(stage->root, "row", 100, 0, 100, 100, 20);
	assert_true(oriel_widget_scroll_position(list).max_y > 0);
	oriel_widget *box = stage_box(stage->root, "a", 5, 6, 10, 10);
	struct oriel_rect bounds = oriel_widget_bounds(box);
	assert_true(bounds.x == 5 && bounds.width == 10);
	oriel_set_style(box, "width", "30px");
	assert_true(oriel_widget_window_bounds(box).width == 30);
	size_t before = presents(stage);
	stage_run(stage);
	assert_int_equal(presents(stage), before + 1);
}

static void idle_window_presents_nothing_and_requests_no_frame(void **state) {
	struct stage *stage = *state;
	oriel_widget *seen = witness(stage);
	stage_run(stage);
	size_t before = presents(stage);
	assert_true(isinf(oriel_loop_next_due(stage->loop)));
	oriel_loop_advance(stage->loop, 1000);
	assert_int_equal(presents(stage), before);
	oriel_widget_redraw(seen);
	stage_run(stage);
	assert_true(isinf(oriel_loop_next_due(stage->loop)));
}

static void a_change_of_an_idle_window_is_drawn_at_once(void **state) {
	struct stage *stage = *state;
	oriel_loop_advance(stage->loop, 1000);
	size_t before = presents(stage);
	stage_box(stage->root, "a", 0, 0, 10, 10);
	oriel_widget *box = oriel_set(
		stage_flow_box(), .style = "width: 20px; height: 20px; background-color: #ff0000");
	oriel_append(stage->root, box);
	oriel_loop_advance(stage->loop, 0);
	assert_int_equal(presents(stage), before + 1);
}

static void a_hidden_window_makes_no_frames(void **state) {
	struct stage *stage = *state;
	stage_record_window(stage, "visibilitychange");
	oriel__headless_set_visible(stage_platform_window(stage), false);
	stage_run(stage);
	assert_order(&stage->order, "visibilitychange window");
	assert_false(oriel_window_is_visible(stage->window));
	witness(stage);
	oriel_request_frame(on_frame, stage);
	oriel_loop_advance(stage->loop, 1000);
	assert_order(&stage->order, "");
	oriel__headless_set_visible(stage_platform_window(stage), true);
	stage_run(stage);
	assert_order(&stage->order, "visibilitychange window, frame, measure, record");
}

static void an_exposure_presents_everything_again(void **state) {
	struct stage *stage = *state;
	stage_run(stage);
	size_t before = presents(stage), count;
	PUSH(stage, .type = ORIEL_RAW_EXPOSE);
	stage_run(stage);
	assert_int_equal(presents(stage), before + 1);
	const struct oriel_device_rect *rects = oriel__headless_damage(
		stage_platform_window(stage), &count);
	assert_int_equal(count, 1);
	assert_int_equal(rects[0].width, 400);
	assert_int_equal(rects[0].height, 300);
}

static void resize_is_fired_once_a_frame_and_only_after_a_change(void **state) {
	struct stage *stage = *state;
	stage_record_window(stage, "resize");
	for (int i = 0; i < 5; i++)
		oriel_window_set_size(stage->window, 300 + (float)i, 200);
	stage_run(stage);
	assert_order(&stage->order, "resize window");
	assert_float_equal(oriel_window_size(stage->window).width, 304, 0);
	PUSH(stage, .type = ORIEL_RAW_RESIZE);
	stage_run(stage);
	assert_order(&stage->order, "");
	oriel__headless_set_scale(stage_platform_window(stage), 2);
	stage_run(stage);
	assert_order(&stage->order, "resize window");
	assert_float_equal(oriel_window_scale(stage->window), 2, 0);
}

static void a_window_without_pixels_draws_once_it_has_pixels(void **state) {
	struct stage *stage = *state;
	oriel__headless_set_paintable(stage_platform_window(stage), false);
	size_t before = presents(stage);
	witness(stage);
	oriel_loop_advance(stage->loop, 200);
	assert_int_equal(presents(stage), before);
	assert_true(isinf(oriel_loop_next_due(stage->loop)));
	oriel__headless_set_paintable(stage_platform_window(stage), true);
	PUSH(stage, .type = ORIEL_RAW_EXPOSE);
	stage_run(stage);
	assert_int_equal(presents(stage), before + 1);
}

static void updating_draws_without_a_frame(void **state) {
	struct stage *stage = *state;
	witness(stage);
	oriel_window_update(stage->window);
	assert_order(&stage->order, "measure, record");
	stage_run(stage);
	assert_order(&stage->order, "");
}

int main(void) {
	return RUN_TESTS(
		STAGE_TEST(steps_of_a_frame_run_from_input_to_paint),
		STAGE_TEST(smooth_scroll_moves_each_frame_and_then_rests),
		STAGE_TEST(getters_of_geometry_bring_layout_up_to_date),
		STAGE_TEST(idle_window_presents_nothing_and_requests_no_frame),
		STAGE_TEST(a_change_of_an_idle_window_is_drawn_at_once),
		STAGE_TEST(a_hidden_window_makes_no_frames),
		STAGE_TEST(an_exposure_presents_everything_again),
		STAGE_TEST(resize_is_fired_once_a_frame_and_only_after_a_change),
		STAGE_TEST(a_window_without_pixels_draws_once_it_has_pixels),
		STAGE_TEST(updating_draws_without_a_frame));
}
