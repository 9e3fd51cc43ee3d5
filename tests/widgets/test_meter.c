/* SPDX-License-Identifier: MIT */
/* Meters: values, and how good they are. Spinners and separators: what they cost and where they
 * stand. */
#include <math.h>
#include <stdlib.h>

#include <oriel/extend/widget.h>
#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

static const char *region_at(oriel_widget *meter, double value) {
	oriel_meter_set_value(meter, value);
	return oriel_attribute(meter, "region");
}

/* Source: HTML, "the meter element", the three cases of its regions. */
static void region_follows_the_best_part_of_the_range(void **state) {
	(void)state;
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	oriel_widget *meter = oriel_meter(0, 100);
	assert_string_equal(region_at(meter, 99), "optimum");
	oriel_meter_set_limits(meter, 20, 80, 0);
	assert_string_equal(region_at(meter, 19), "optimum");
	assert_string_equal(region_at(meter, 20), "suboptimum");
	assert_string_equal(region_at(meter, 80), "suboptimum");
	assert_string_equal(region_at(meter, 81), "worst");
	oriel_meter_set_limits(meter, 20, 80, 50);
	assert_string_equal(region_at(meter, 10), "suboptimum");
	assert_string_equal(region_at(meter, 50), "optimum");
	assert_string_equal(region_at(meter, 90), "suboptimum");
	oriel_meter_set_limits(meter, 20, 80, 100);
	assert_string_equal(region_at(meter, 10), "worst");
	assert_string_equal(region_at(meter, 50), "suboptimum");
	assert_string_equal(region_at(meter, 90), "optimum");
	oriel_destroy(meter);
	oriel_loop_destroy(loop);
}

static void new_range_clamps_the_value_and_has_no_limits(void **state) {
	(void)state;
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	oriel_widget *meter = oriel_meter(0, 100);
	oriel_meter_set_limits(meter, 20, 80, 0);
	oriel_meter_set_value(meter, 90);
	oriel_meter_set_range(meter, 0, 50);
	assert_float_equal(oriel_meter_value(meter), 50, 0);
	assert_string_equal(oriel_attribute(meter, "region"), "optimum");
	oriel_meter_set_range(meter, 60, 10);
	assert_float_equal(oriel_meter_value(meter), 60, 0);
	assert_breaks("give two finite numbers", oriel_meter_set_range(meter, 0, INFINITY));
	oriel_destroy(meter);
	oriel_loop_destroy(loop);
}

static void values_and_limits_are_clamped(void **state) {
	(void)state;
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	oriel_widget *meter = oriel_meter(10, 20);
	const struct {
		double set, expected;
	} values[] = { { 15, 15 }, { 99, 20 }, { -99, 10 }, { NAN, 10 }, { INFINITY, 20 } };
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		oriel_meter_set_value(meter, values[i].set);
		assert_float_equal(oriel_meter_value(meter), values[i].expected, 0);
	}
	oriel_meter_set_limits(meter, 18, 12, -5); /* high is low then */
	assert_string_equal(region_at(meter, 19), "worst");
	oriel_destroy(meter);
	meter = oriel_meter(5, 1);
	oriel_meter_set_value(meter, 3);
	assert_float_equal(oriel_meter_value(meter), 5, 0);
	char *text = oriel_widget_describe_tree(meter);
	assert_string_equal(text, "meter [value 5 from 5 to 5]\n");
	free(text);
	oriel_destroy(meter);
	assert_breaks("give two finite numbers", oriel_meter(0, INFINITY));
	oriel_loop_destroy(loop);
}

static oriel_widget *make_spinner(void) {
	return oriel_column(oriel_set(oriel_spinner(), .style = "align-self: flex-start"));
}

static uint64_t frames_in(struct ui *ui, double ms) {
	struct oriel_stats *stats = malloc(sizeof(*stats));
	oriel_loop_reset_stats(ui->loop);
	oriel_loop_advance(ui->loop, ms);
	oriel_loop_stats(ui->loop, stats);
	uint64_t frames = stats->frames_on_time + stats->frames_late;
	free(stats);
	return frames;
}

static void spinner_turns_while_it_is_shown(void **state) {
	(void)state;
	struct ui ui = ui_open(make_spinner);
	oriel_widget *spinner = oriel_query(oriel_window_root(ui.window), "spinner");
	assert_float_equal(oriel_widget_bounds(spinner).width, 20, 0);
	assert_true(frames_in(&ui, 1000) > 50);
	oriel_set_hidden(spinner, true);
	oriel_loop_advance(ui.loop, 100);
	assert_int_equal(frames_in(&ui, 1000), 0);
	oriel_set_hidden(spinner, false);
	assert_true(frames_in(&ui, 1000) > 50);
	oriel_remove(spinner);
	oriel_destroy(spinner);
	oriel_loop_advance(ui.loop, 100);
	assert_int_equal(frames_in(&ui, 1000), 0);
	ui_close(&ui);
}

static oriel_widget *make_separators(void) {
	return oriel_column(oriel_set(oriel_row(oriel_separator(), oriel_label("x")),
		.style = "height: 40px"), oriel_separator());
}

static void separator_stands_in_a_row_and_lies_elsewhere(void **state) {
	(void)state;
	struct ui ui = ui_open(make_separators);
	oriel_widget *separators[2];
	struct oriel_description description;
	assert_int_equal(
		oriel_query_all(oriel_window_root(ui.window), "separator", separators, 2), 2);
	struct oriel_rect upright = oriel_widget_bounds(separators[0]);
	struct oriel_rect lying = oriel_widget_bounds(separators[1]);
	assert_float_equal(upright.width, 1, 0);
	assert_float_equal(upright.height, 40, 0);
	assert_float_equal(lying.width, 400, 0);
	assert_float_equal(lying.height, 1, 0);
	oriel_widget_describe(separators[0], &description);
	assert_int_equal(description.orientation, ORIEL_ORIENTATION_VERTICAL);
	oriel_widget_describe(separators[1], &description);
	assert_int_equal(description.orientation, ORIEL_ORIENTATION_HORIZONTAL);
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(new_range_clamps_the_value_and_has_no_limits),
		cmocka_unit_test(region_follows_the_best_part_of_the_range),
		cmocka_unit_test(values_and_limits_are_clamped),
		cmocka_unit_test(spinner_turns_while_it_is_shown),
		cmocka_unit_test(separator_stands_in_a_row_and_lies_elsewhere));
}
