/* SPDX-License-Identifier: MIT */
/* The queue of raw input: coalescing, and the order of handling. */
#include "stage.h"

#include <math.h>

static void on_move(oriel_event *event, void *data) {
	struct stage *stage = data;
	struct oriel_pointer_event all[8];
	size_t count = oriel_event_coalesced(event, all, 8);
	order_add(&stage->order, "%s at %g of", oriel_event_type(event),
		(double)oriel_event_pointer(event)->x);
	for (size_t i = 0; i < count && i < 8; i++)
		order_add(&stage->order, "%g", (double)all[i].x);
}

static void on_wheel(oriel_event *event, void *data) {
	struct stage *stage = data;
	order_add(&stage->order, "wheel %g", (double)oriel_event_pointer(event)->wheel_y);
}

static void push_move(struct stage *stage, int64_t id, float x) {
	PUSH(stage, .type = ORIEL_RAW_POINTER_MOVE, .pointer_id = id, .x = x, .y = 5);
}

static void push_button(struct stage *stage, enum oriel_raw_input_type type, float x) {
	PUSH(stage, .type = type, .pointer_id = 1, .x = x, .y = 5);
}

static void listen(struct stage *stage) {
	const char *types[] = { "pointermove", "pointerdown", "pointerup" };
	for (size_t i = 0; i < 3; i++)
		oriel_listen(stage->root, types[i], on_move, stage);
	oriel_listen(stage->root, "wheel", on_wheel, stage);
}

static void moves_are_coalesced_into_one_event_per_frame(void **state) {
	struct stage *stage = *state;
	listen(stage);
	push_move(stage, 1, 10);
	push_move(stage, 1, 20);
	push_move(stage, 1, 30);
	stage_run(stage);
	assert_order(&stage->order, "pointermove at 30 of, 10, 20, 30");
	push_move(stage, 1, 40);
	stage_run(stage);
	assert_order(&stage->order, "pointermove at 40 of, 40");
}

static void a_press_dispatches_only_the_moves_before_it(void **state) {
	struct stage *stage = *state;
	listen(stage);
	oriel_loop_advance(stage->loop, 0);
	move(stage, 1, 1);
	order_add(&stage->order, "begin");
	push_move(stage, 1, 10);
	push_button(stage, ORIEL_RAW_POINTER_DOWN, 11);
	push_move(stage, 1, 20);
	push_move(stage, 1, 30);
	push_button(stage, ORIEL_RAW_POINTER_UP, 31);
	push_move(stage, 1, 40);
	stage_run(stage);
	assert_order(&stage->order,
		"pointermove at 1 of, 1, begin, pointermove at 10 of, 10, pointerdown at 11 of, "
		"pointermove at 30 of, 20, 30, pointerup at 31 of, pointermove at 40 of, 40");
}

static void a_press_leaves_another_pointers_moves_to_the_frame(void **state) {
	struct stage *stage = *state;
	listen(stage);
	move(stage, 1, 1);
	push_move(stage, 1, 2);
	while (oriel_loop_step(stage->loop)) {
	}
	order_add(&stage->order, "begin");
	push_move(stage, 2, 50);
	push_button(stage, ORIEL_RAW_POINTER_DOWN, 11);
	stage_run(stage);
	assert_order(&stage->order,
		"pointermove at 1 of, 1, pointermove at 2 of, 2, begin, pointerdown at 11 of, pointermove "
		"at 50 of, 50");
}

static void wheel_steps_add_up(void **state) {
	struct stage *stage = *state;
	listen(stage);
	for (int i = 0; i < 3; i++)
		PUSH(stage, .type = ORIEL_RAW_WHEEL, .pointer_id = 1, .x = 5, .y = 5, .wheel_y = 10);
	stage_run(stage);
	assert_order(&stage->order, "wheel 30");
}

static void moves_and_wheel_steps_of_a_pointer_keep_their_order(void **state) {
	struct stage *stage = *state;
	listen(stage);
	push_move(stage, 1, 10);
	PUSH(stage, .type = ORIEL_RAW_WHEEL, .pointer_id = 1, .x = 10, .y = 5, .wheel_y = 10);
	push_move(stage, 1, 20);
	stage_run(stage);
	assert_order(&stage->order, "pointermove at 10 of, 10, wheel 10, pointermove at 20 of, 20");
}

static void a_hidden_window_gets_moves_without_a_frame(void **state) {
	struct stage *stage = *state;
	listen(stage);
	oriel__headless_set_visible(stage_platform_window(stage), false);
	stage_run(stage);
	push_move(stage, 1, 10);
	push_move(stage, 1, 20);
	stage_run(stage);
	assert_order(&stage->order, "pointermove at 10 of, 10, pointermove at 20 of, 20");
}

static void hiding_a_window_dispatches_waiting_moves(void **state) {
	struct stage *stage = *state;
	listen(stage);
	oriel_loop_advance(stage->loop, 0);
	push_move(stage, 1, 10);
	oriel__headless_set_visible(stage_platform_window(stage), false);
	stage_run(stage);
	assert_order(&stage->order, "pointermove at 10 of, 10");
}

static void push_more(oriel_event *event, void *data) {
	push_move(data, 1, oriel_event_pointer(event)->x + 1);
}

static void a_move_pushed_by_a_listener_waits_for_the_next_frame(void **state) {
	struct stage *stage = *state;
	listen(stage);
	oriel_listen(stage->root, "pointermove", push_more, stage);
	push_move(stage, 1, 10);
	oriel_loop_advance(stage->loop, 0);
	assert_order(&stage->order, "pointermove at 10 of, 10");
	oriel_loop_advance(stage->loop, 17);
	assert_order(&stage->order, "pointermove at 11 of, 11");
}

static void invalid_input_is_dropped(void **state) {
	struct stage *stage = *state;
	listen(stage);
	push_move(stage, 1, NAN);
	push_move(stage, 1, INFINITY);
	PUSH(stage, .type = (enum oriel_raw_input_type)99);
	PUSH(stage, .type = (enum oriel_raw_input_type)-1);
	push_button(stage, ORIEL_RAW_POINTER_UP, 5);
	PUSH(stage, .type = ORIEL_RAW_POINTER_DOWN, .pointer_id = 1, .button = 77);
	PUSH(stage, .type = ORIEL_RAW_POINTER_DOWN, .pointer_id = 1, .button = -3);
	PUSH(stage, .type = ORIEL_RAW_KEY_DOWN);
	PUSH(stage, .type = ORIEL_RAW_TEXT);
	PUSH(stage, .type = ORIEL_RAW_POINTER_CANCEL, .pointer_id = 5);
	PUSH(stage, .type = ORIEL_RAW_POINTER_MOVE, .pointer_id = 5,
		.pointer_kind = ORIEL_POINTER_TOUCH, .x = 5, .y = 5);
	stage_run(stage);
	assert_order(&stage->order, "");
}

static void more_pointers_than_any_device_has_are_ignored(void **state) {
	struct stage *stage = *state;
	for (int64_t id = 0; id < 1000; id++)
		touch(stage, id, 5, 5);
	for (int64_t id = 0; id < 1000; id++)
		lift(stage, id, 5, 5);
}

static void on_flood(oriel_event *event, void *data) {
	struct oriel_pointer_event first;
	size_t *count = data;
	*count = oriel_event_coalesced(event, &first, 1);
	assert_true(first.x > 0);
}

static void a_flood_keeps_the_newest_moves(void **state) {
	struct stage *stage = *state;
	size_t count = 0;
	oriel_listen(stage->root, "pointermove", on_flood, &count);
	push_move(stage, 1, 0);
	for (int i = 1; i <= 20000; i++)
		push_move(stage, 1, 1 + (float)(i % 300));
	stage_run(stage);
	assert_in_range(count, 4096, 8192);
}

int main(void) {
	return RUN_TESTS(
		STAGE_TEST(moves_are_coalesced_into_one_event_per_frame),
		STAGE_TEST(a_press_dispatches_only_the_moves_before_it),
		STAGE_TEST(a_press_leaves_another_pointers_moves_to_the_frame),
		STAGE_TEST(wheel_steps_add_up),
		STAGE_TEST(moves_and_wheel_steps_of_a_pointer_keep_their_order),
		STAGE_TEST(a_hidden_window_gets_moves_without_a_frame),
		STAGE_TEST(hiding_a_window_dispatches_waiting_moves),
		STAGE_TEST(a_move_pushed_by_a_listener_waits_for_the_next_frame),
		STAGE_TEST(invalid_input_is_dropped),
		STAGE_TEST(more_pointers_than_any_device_has_are_ignored),
		STAGE_TEST(a_flood_keeps_the_newest_moves));
}
