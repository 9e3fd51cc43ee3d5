/* SPDX-License-Identifier: MIT */
/* The statistics of a window: the work that a change causes, and the work that it does not. */
#include "../input/stage.h"

#include <oriel/extend/paragraph.h>

#include <string.h>

static struct oriel_window_stats stats_of(struct stage *stage) {
	struct oriel_window_stats stats;
	oriel_window_stats(stage->window, &stats);
	return stats;
}

/* Resets the statistics when the loop is idle. */
static void stats_begin(struct stage *stage) {
	stage_run(stage);
	oriel_window_reset_stats(stage->window);
}

static void opening_a_window_paints_all_of_it_once(void **state) {
	struct stage *stage = *state;
	stage_run(stage);
	struct oriel_window_stats stats = stats_of(stage);
	assert_int_equal(stats.frames, 1);
	assert_int_equal(stats.presents, 1);
	assert_int_equal(stats.restyled, 1); /* the root */
	assert_int_equal(stats.laid_out, 1);
	assert_int_equal(stats.recorded, 1);
	assert_int_equal(stats.painted_pixels, 400 * 300);
	assert_int_equal(stats.presented_pixels, 400 * 300);
}

static void an_idle_window_counts_nothing(void **state) {
	struct stage *stage = *state;
	stats_begin(stage);
	oriel_loop_advance(stage->loop, 1000);
	struct oriel_window_stats stats = stats_of(stage), none = { 0 };
	assert_memory_equal(&stats, &none, sizeof(none));
}

static void scrolling_records_and_lays_out_nothing(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = stage_list(stage->root, "row", 0, 0, 400, 300, 20);
	oriel_set_style(list, "background-color", "#336699");
	stats_begin(stage);
	oriel_scroll_by(list, .y = 10);
	stage_run(stage);
	struct oriel_window_stats stats = stats_of(stage);
	assert_int_equal(stats.presents, 1);
	assert_int_equal(stats.restyled, 0);
	assert_int_equal(stats.laid_out, 0);
	assert_int_equal(stats.recorded, 0);
	assert_int_equal(stats.words_shaped, 0);
	assert_true(stats.painted_pixels > 0);
	assert_true(stats.painted_pixels < stats.presented_pixels);
}

static void a_colour_restyles_records_and_paints_its_widget_only(void **state) {
	struct stage *stage = *state;
	oriel_widget *box = stage_box(stage->root, "box", 10, 10, 20, 30);
	stage_box(stage->root, "other", 100, 100, 50, 50);
	stats_begin(stage);
	oriel_set_style(box, "background-color", "#ff0000");
	stage_run(stage);
	struct oriel_window_stats stats = stats_of(stage);
	assert_int_equal(stats.presents, 1);
	assert_int_equal(stats.restyled, 1);
	assert_int_equal(stats.laid_out, 0);
	assert_int_equal(stats.recorded, 1);
	assert_int_equal(stats.painted_pixels, 20 * 30);
	assert_int_equal(stats.presented_pixels, 20 * 30);
}

static void an_exposure_presents_without_painting(void **state) {
	struct stage *stage = *state;
	stats_begin(stage);
	PUSH(stage, .type = ORIEL_RAW_EXPOSE);
	stage_run(stage);
	struct oriel_window_stats stats = stats_of(stage);
	assert_int_equal(stats.presents, 1);
	assert_int_equal(stats.painted_pixels, 0);
	assert_int_equal(stats.presented_pixels, 400 * 300);
}

static void an_update_between_frames_counts_too(void **state) {
	struct stage *stage = *state;
	oriel_widget *box = stage_box(stage->root, "box", 0, 0, 10, 10);
	stats_begin(stage);
	oriel_set_style(box, "background-color", "#ff0000");
	oriel_window_update(stage->window);
	struct oriel_window_stats stats = stats_of(stage);
	assert_int_equal(stats.frames, 0);
	assert_int_equal(stats.presents, 1);
	assert_int_equal(stats.recorded, 1);
}

/* ---- Words ---- */

struct speaker {
	struct oriel_widget_base base;
	const char *text;
};

static struct oriel_measurement speaker_measure(oriel_widget *widget, float max_width) {
	const struct speaker *speaker = (const struct speaker *)widget;
	oriel_paragraph *paragraph = oriel_paragraph_new(
		speaker->text, strlen(speaker->text), &(struct oriel_text_style){ .size = 16 });
	oriel_paragraph_set_width(paragraph, max_width, ORIEL_TEXT_ALIGN_START);
	struct oriel_size size = oriel_paragraph_size(paragraph);
	oriel_paragraph_destroy(paragraph);
	return (struct oriel_measurement){ size.width, size.height, -1 };
}

static const struct oriel_widget_class speaker_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "speaker",
	.size = sizeof(struct speaker),
	.flags = ORIEL_WIDGET_LEAF,
	.measure = speaker_measure,
};

static oriel_widget *speaker(struct stage *stage, const char *text) {
	oriel_widget *widget = oriel_widget_new(&speaker_class);
	((struct speaker *)widget)->text = text;
	assert_int_equal(oriel_append(stage->root, widget), ORIEL_OK);
	return widget;
}

static void a_word_is_shaped_once(void **state) {
	struct stage *stage = *state;
	stats_begin(stage);
	speaker(stage, "zanzibar");
	stage_run(stage);
	assert_int_equal(stats_of(stage).words_shaped, 1);
	speaker(stage, "zanzibar");
	stage_run(stage);
	assert_int_equal(stats_of(stage).words_shaped, 1);
}

static void invalid_arguments_assert_with_the_function_name(void **state) {
	struct stage *stage = *state;
	struct oriel_window_stats stats;
	assert_breaks("oriel_window_stats: the window is NULL", oriel_window_stats(NULL, &stats));
	assert_breaks("oriel_window_stats: out is NULL", oriel_window_stats(stage->window, NULL));
	assert_breaks(
		"oriel_window_reset_stats: the window is NULL", oriel_window_reset_stats(NULL));
}

int main(void) {
	return RUN_TESTS(STAGE_TEST(opening_a_window_paints_all_of_it_once),
		STAGE_TEST(an_idle_window_counts_nothing),
		STAGE_TEST(scrolling_records_and_lays_out_nothing),
		STAGE_TEST(a_colour_restyles_records_and_paints_its_widget_only),
		STAGE_TEST(an_exposure_presents_without_painting),
		STAGE_TEST(an_update_between_frames_counts_too), STAGE_TEST(a_word_is_shaped_once),
		STAGE_TEST(invalid_arguments_assert_with_the_function_name));
}
