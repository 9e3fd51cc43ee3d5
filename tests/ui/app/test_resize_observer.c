/* SPDX-License-Identifier: MIT */
/* Resize observers: when they are called, with what, in which order, and how a frame ends. */
#include "../input/stage.h"

#include <oriel/ui/resize_observer.h>
#include <math.h>

struct watch {
	struct stage *stage;
	const char *name;
	oriel_widget *grow;   /* made wider by each call; may be NULL */
	oriel_resize_observer_id end; /* destroyed by the call; 0: none */
};

static void on_resize(const struct oriel_resize_record *records, size_t count, void *data) {
	struct watch *watch = data;
	for (size_t i = 0; i < count; i++)
		order_add(&watch->stage->order, "%s %s %gx%g", watch->name,
			stage_id(oriel_widget_target(records[i].target)), (double)records[i].content.width,
			(double)records[i].content.height);
	if (watch->grow != NULL)
		oriel_set_style(
			watch->grow, "width", "%gpx", (double)oriel_widget_bounds(watch->grow).width + 10);
	oriel_resize_observer_destroy(watch->end);
}

static void first_call_tells_the_size_and_later_ones_its_changes(void **state) {
	struct stage *stage = *state;
	struct watch watch = { stage, "a" };
	oriel_widget *box = stage_box(stage->root, "box", 0, 0, 50, 40);
	oriel_resize_observer_id id = oriel_resize_observer_new(on_resize, &watch);
	assert_int_equal(oriel_resize_observe(id, box), ORIEL_OK);
	stage_run(stage);
	assert_order(&stage->order, "a box 50x40");
	oriel_set_style(box, "left", "10px");
	stage_run(stage);
	assert_order(&stage->order, "");
	oriel_set_style(box, "padding", "5px");
	stage_run(stage);
	assert_order(&stage->order, "a box 40x30");
	oriel_set_hidden(box, true);
	stage_run(stage);
	assert_order(&stage->order, "a box 0x0");
	oriel_resize_unobserve(id, box);
	oriel_set_hidden(box, false);
	stage_run(stage);
	assert_order(&stage->order, "");
	oriel_resize_observer_destroy(id);
	assert_int_equal(oriel_resize_observe(id, box), ORIEL_INVALID_STATE_ERROR);
}

static void border_box_is_observed_if_asked_for(void **state) {
	struct stage *stage = *state;
	struct watch watch = { stage, "a" };
	oriel_widget *box = stage_box(stage->root, "box", 0, 0, 50, 40);
	oriel_resize_observer_id id = oriel_resize_observer_new(on_resize, &watch);
	oriel_resize_observe(id, box, .box = ORIEL_RESIZE_BORDER_BOX);
	stage_run(stage);
	assert_order(&stage->order, "a box 50x40");
	oriel_set_style(box, "padding", "5px");
	stage_run(stage);
	assert_order(&stage->order, "");
	oriel_set_style(box, "width", "60px");
	stage_run(stage);
	assert_order(&stage->order, "a box 50x30");
}

static void observers_run_in_the_order_of_their_making_once_a_round(void **state) {
	struct stage *stage = *state;
	struct watch first = { stage, "first" }, second = { stage, "second" };
	oriel_widget *a = stage_box(stage->root, "a", 0, 0, 50, 40);
	oriel_widget *b = stage_box(stage->root, "b", 0, 0, 20, 10);
	oriel_resize_observer_id one = oriel_resize_observer_new(on_resize, &first);
	oriel_resize_observer_id two = oriel_resize_observer_new(on_resize, &second);
	oriel_resize_observe(two, a);
	oriel_resize_observe(one, b);
	oriel_resize_observe(one, a);
	stage_run(stage);
	assert_order(&stage->order, "first b 20x10, first a 50x40, second a 50x40");
}

/* Changes below the target are told in the same frame, after another layout. */
static void deeper_targets_are_told_in_the_same_frame(void **state) {
	struct stage *stage = *state;
	oriel_widget *outer = stage_box(stage->root, "outer", 0, 0, 50, 40);
	oriel_widget *inner = stage_box(outer, "inner", 0, 0, 20, 10);
	oriel_set_style(inner, "background-color", "red");
	struct watch above = { stage, "above", inner }, below = { stage, "below" };
	oriel_resize_observe(oriel_resize_observer_new(on_resize, &above), outer);
	oriel_resize_observe(oriel_resize_observer_new(on_resize, &below), inner);
	uint64_t frames = stage_shown(stage).presents;
	stage_run(stage);
	assert_order(&stage->order, "above outer 50x40, below inner 20x10, below inner 30x10");
	assert_int_equal(stage_shown(stage).presents, frames + 1);
}

static void on_error(oriel_event *event, void *data) {
	order_add(&((struct stage *)data)->order, "error");
	oriel_prevent_default(event);
}

/* A widget that grows at each call would never come to rest within a frame. */
static void sizes_changed_further_up_wait_for_the_next_frame_with_one_error(void **state) {
	struct stage *stage = *state;
	oriel_widget *box = stage_box(stage->root, "box", 0, 0, 50, 40);
	struct watch watch = { stage, "a", box };
	oriel_resize_observer_id id = oriel_resize_observer_new(on_resize, &watch);
	oriel_listen(stage->loop, "error", on_error, stage);
	oriel_resize_observe(id, box);
	oriel_loop_advance(stage->loop, 1);
	assert_order(&stage->order, "a box 50x40, error");
	oriel_loop_advance(stage->loop, 17);
	assert_order(&stage->order, "a box 60x40, error");
	watch.grow = NULL;
	stage_run(stage);
	assert_order(&stage->order, "a box 70x40");
	assert_true(isinf(oriel_loop_next_due(stage->loop)));
}

static void observer_destroyed_by_another_is_not_called(void **state) {
	struct stage *stage = *state;
	oriel_widget *box = stage_box(stage->root, "box", 0, 0, 50, 40);
	struct watch first = { stage, "first" }, second = { stage, "second" };
	oriel_resize_observe(oriel_resize_observer_new(on_resize, &first), box);
	first.end = oriel_resize_observer_new(on_resize, &second);
	oriel_resize_observe(first.end, box);
	stage_run(stage);
	assert_order(&stage->order, "first box 50x40");
}

static void destroyed_target_ends_its_observation(void **state) {
	struct stage *stage = *state;
	struct watch watch = { stage, "a" };
	oriel_widget *box = stage_box(stage->root, "box", 0, 0, 50, 40);
	oriel_resize_observe(oriel_resize_observer_new(on_resize, &watch), box);
	stage_run(stage);
	assert_order(&stage->order, "a box 50x40");
	oriel_destroy(box);
	stage_run(stage);
	assert_order(&stage->order, "");
}

static void close_window(const struct oriel_resize_record *records, size_t count, void *data) {
	struct stage *stage = data;
	order_add(&stage->order, "closes");
	oriel_window_destroy(stage->window);
	stage->window = NULL;
}

static void a_call_may_destroy_its_window(void **state) {
	struct stage *stage = *state;
	oriel_widget *box = stage_box(stage->root, "box", 0, 0, 50, 40);
	oriel_resize_observe(oriel_resize_observer_new(close_window, stage), box);
	stage_run(stage);
	assert_order(&stage->order, "closes");
}

int main(void) {
	return RUN_TESTS(
		STAGE_TEST(first_call_tells_the_size_and_later_ones_its_changes),
		STAGE_TEST(border_box_is_observed_if_asked_for),
		STAGE_TEST(observers_run_in_the_order_of_their_making_once_a_round),
		STAGE_TEST(deeper_targets_are_told_in_the_same_frame),
		STAGE_TEST(sizes_changed_further_up_wait_for_the_next_frame_with_one_error),
		STAGE_TEST(observer_destroyed_by_another_is_not_called),
		STAGE_TEST(destroyed_target_ends_its_observation),
		STAGE_TEST(a_call_may_destroy_its_window));
}
