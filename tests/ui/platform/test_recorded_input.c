/* SPDX-License-Identifier: MIT */
/* Raw input in a recording: each member is restored, and values that no device produces are
 * refused. */
#include "platform/recorded_input_internal.h"
#include "replay/recording_internal.h"

#include "test.h"

#include <oriel/runtime/loop.h>
#include <oriel/runtime/record.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct oriel_raw_input inputs[] = {
	{ .type = ORIEL_RAW_POINTER_DOWN, .time_ms = 12.25, .pointer_id = -3,
		.pointer_kind = ORIEL_POINTER_PEN, .x = 1.5f, .y = -2.5f, .pressure = 0.1f,
		.button = ORIEL_BUTTON_NONE, .modifiers = ORIEL_MODIFIER_SHIFT | ORIEL_MODIFIER_NUM_LOCK },
	{ .type = ORIEL_RAW_WHEEL, .wheel_x = -0.25f, .wheel_y = INFINITY },
	{ .type = ORIEL_RAW_KEY_DOWN, .key = "é", .code = "Digit2", .repeat = true },
	{ .type = ORIEL_RAW_KEY_UP, .key = "", .by_place = true },
	{ .type = ORIEL_RAW_PREEDIT, .text = "日本", .preedit_caret = 3 },
	{ .type = ORIEL_RAW_CLOSE },
	{ .type = ORIEL_RAW_STATE },
	{ .type = ORIEL_RAW_DROP, .x = 2.5f, .text = "a", .files = "file:///b\n" },
};
enum { COUNT = sizeof(inputs) / sizeof(inputs[0]) };

static size_t given;

static void assert_same_text(const char *a, const char *b) {
	assert_int_equal(a == NULL, b == NULL);
	if (a != NULL)
		assert_string_equal(a, b);
}

static const char *refuse_none(void *data, const struct oriel__record_values *values) {
	return NULL;
}

static void compare_next(void *data, const struct oriel__record_values *values) {
	const struct oriel_raw_input *expected = &inputs[given];
	struct oriel_raw_input input;
	uint64_t window;
	assert_true(given < COUNT);
	assert_true(oriel__recorded_input_read(values, &window, &input));
	assert_int_equal(window, given++);
	assert_int_equal(input.type, expected->type);
	assert_true(input.time_ms == expected->time_ms);
	assert_true(input.pointer_id == expected->pointer_id);
	assert_int_equal(input.pointer_kind, expected->pointer_kind);
	assert_true(input.x == expected->x && input.y == expected->y);
	assert_true(input.pressure == expected->pressure);
	assert_int_equal(input.button, expected->button);
	assert_int_equal(input.modifiers, expected->modifiers);
	assert_true(input.wheel_x == expected->wheel_x && input.wheel_y == expected->wheel_y);
	assert_same_text(input.key, expected->key);
	assert_same_text(input.code, expected->code);
	assert_same_text(input.files, expected->files);
	assert_int_equal(input.by_place, expected->by_place);
	assert_int_equal(input.repeat, expected->repeat);
	assert_same_text(input.text, expected->text);
	assert_int_equal(input.preedit_caret, expected->preedit_caret);
}

static void each_member_of_raw_input_is_restored(void **state) {
	char path[] = "input-XXXXXX";
	int file = mkstemp(path);
	assert_true(file >= 0);
	close(file);
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	assert_int_equal(oriel_record_start(path), ORIEL_OK);
	for (size_t i = 0; i < COUNT; i++) {
		oriel__recorded_input_begin(loop, i, &inputs[i]);
		oriel__recording_arrival_end(loop);
	}
	oriel_loop_settle(loop);
	oriel_loop_destroy(loop);

	struct oriel__recording_receiver receiver = {
		&oriel__recorded_input_kind, refuse_none, compare_next, NULL, NULL };
	given = 0;
	loop = oriel_loop_new();
	assert_int_equal(oriel_replay_start(path), ORIEL_OK);
	oriel__recording_add_receiver(loop, &receiver);
	oriel_loop_run(loop);
	assert_int_equal(given, COUNT);
	assert_int_equal(oriel_replay_result().state, ORIEL_REPLAY_DONE);
	oriel_loop_destroy(loop);
	unlink(path);
}

/* Refuses an input with one wrong value. @param place the index of the value in the kind's
 * fields */
static void refuse_number(size_t place, uint64_t number) {
	struct oriel__record_values values = { .numbers = { 0 } };
	struct oriel_raw_input input;
	uint64_t window;
	assert_true(oriel__recorded_input_read(&values, &window, &input));
	values.numbers[place] = number;
	assert_false(oriel__recorded_input_read(&values, &window, &input));
}

static void values_that_no_device_produces_are_refused(void **state) {
	enum { TYPE = 2, KIND = 5, CARET = 17 };
	refuse_number(TYPE, ORIEL_RAW_DROP + 1);
	refuse_number(KIND, ORIEL_POINTER_PEN + 1);
	refuse_number(CARET, 1);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(each_member_of_raw_input_is_restored),
		cmocka_unit_test(values_that_no_device_produces_are_refused));
}
