/* SPDX-License-Identifier: MIT */
/* A progress bar: its value, and the band of an indeterminate bar. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

static oriel_widget *make_progress(void) {
	return oriel_column(oriel_progress());
}

static oriel_widget *progress_of(struct ui *ui) {
	return oriel_query(oriel_window_root(ui->window), "progress");
}

static void assert_described(struct ui *ui, const char *expected) {
	char *text = oriel_widget_describe_tree(progress_of(ui));
	assert_string_equal(text, expected);
	free(text);
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

static void new_bar_is_at_0_percent_and_fills_its_column(void **state) {
	(void)state;
	struct ui ui = ui_open(make_progress);
	struct oriel_rect bounds = oriel_widget_bounds(progress_of(&ui));
	assert_float_equal(bounds.width, 400, 0);
	assert_float_equal(bounds.height, 8, 0);
	assert_described(&ui, "progressbar = \"0%\"\n");
	ui_close(&ui);
}

static void values_are_clamped_to_0_and_1(void **state) {
	(void)state;
	struct ui ui = ui_open(make_progress);
	const struct {
		double set, expected;
	} values[] = { { 0.25, 0.25 }, { 7, 1 }, { -1, 0 }, { INFINITY, 1 }, { NAN, 0 } };
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		oriel_progress_set_value(progress_of(&ui), values[i].set);
		assert_float_equal(oriel_progress_value(progress_of(&ui)), values[i].expected, 0);
	}
	oriel_progress_set_value(progress_of(&ui), 0.428);
	assert_described(&ui, "progressbar = \"42%\"\n");
	ui_close(&ui);
}

static void description_rounds_percentages_down(void **state) {
	(void)state;
	struct ui ui = ui_open(make_progress);
	for (int percent = 0; percent <= 100; percent++) {
		char expected[64];
		snprintf(expected, sizeof(expected), "progressbar = \"%d%%\"\n", percent);
		oriel_progress_set_value(progress_of(&ui), percent / 100.0);
		assert_described(&ui, expected);
		oriel_progress_set_value(progress_of(&ui), (percent + 0.99) / 100.0);
		assert_described(&ui, expected);
	}
	ui_close(&ui);
}

static void indeterminate_bar_has_no_value_until_a_value_is_set(void **state) {
	(void)state;
	struct ui ui = ui_open(make_progress);
	oriel_progress_set_value(progress_of(&ui), 0.5);
	oriel_progress_set_indeterminate(progress_of(&ui), true);
	assert_described(&ui, "progressbar\n");
	assert_float_equal(oriel_progress_value(progress_of(&ui)), 0, 0);
	oriel_progress_set_value(progress_of(&ui), 0.75);
	assert_false(oriel_progress_is_indeterminate(progress_of(&ui)));
	assert_described(&ui, "progressbar = \"75%\"\n");
	oriel_progress_set_indeterminate(progress_of(&ui), false);
	assert_described(&ui, "progressbar = \"75%\"\n");
	ui_close(&ui);
}

static void only_a_visible_indeterminate_bar_requests_frames(void **state) {
	(void)state;
	struct ui ui = ui_open(make_progress);
	oriel_progress_set_value(progress_of(&ui), 0.5);
	ui_settle(&ui);
	assert_int_equal(frames_in(&ui, 1000), 0);
	oriel_progress_set_indeterminate(progress_of(&ui), true);
	assert_in_range(frames_in(&ui, 1000), 55, 65);
	oriel_set_hidden(progress_of(&ui), true);
	ui_settle(&ui);
	assert_int_equal(frames_in(&ui, 1000), 0);
	oriel_set_hidden(progress_of(&ui), false);
	assert_in_range(frames_in(&ui, 1000), 55, 65);
	oriel_progress_set_indeterminate(progress_of(&ui), false);
	ui_settle(&ui);
	assert_int_equal(frames_in(&ui, 1000), 0);
	ui_close(&ui);
}

static void indeterminate_bar_may_be_moved_or_destroyed(void **state) {
	(void)state;
	struct ui ui = ui_open(make_progress);
	oriel_widget *progress = progress_of(&ui), *root = oriel_window_root(ui.window);
	oriel_progress_set_indeterminate(progress, true);
	ui_settle(&ui);
	oriel_remove(progress);
	assert_in_range(frames_in(&ui, 1000), 0, 2);
	oriel_append(root, progress);
	assert_in_range(frames_in(&ui, 1000), 55, 65);
	oriel_destroy(progress);
	assert_in_range(frames_in(&ui, 1000), 0, 2);
	ui_close(&ui);
}

static void band_keeps_moving_in_another_window(void **state) {
	(void)state;
	struct ui ui = ui_open(make_progress);
	oriel_widget *progress = progress_of(&ui);
	oriel_window *other = oriel_window_open(ui.app, .width = 100, .height = 100);
	oriel_progress_set_indeterminate(progress, true);
	ui_settle(&ui);
	oriel_append(oriel_window_root(other), progress);
	oriel_window_destroy(ui.window);
	assert_in_range(frames_in(&ui, 1000), 55, 65);
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(new_bar_is_at_0_percent_and_fills_its_column),
		cmocka_unit_test(values_are_clamped_to_0_and_1),
		cmocka_unit_test(description_rounds_percentages_down),
		cmocka_unit_test(indeterminate_bar_has_no_value_until_a_value_is_set),
		cmocka_unit_test(only_a_visible_indeterminate_bar_requests_frames),
		cmocka_unit_test(indeterminate_bar_may_be_moved_or_destroyed),
		cmocka_unit_test(band_keeps_moving_in_another_window));
}
