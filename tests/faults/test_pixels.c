/* SPDX-License-Identifier: MIT */
/*
 * Windows without memory for their pixels, for what is painted beside them, or for a picture of
 * them: the log says so, and once there is memory again everything is as if there always had been.
 */
#include <oriel/extend/recorder.h>
#include <oriel/extend/style.h>
#include <oriel/extend/widget.h>
#include <oriel/widgets.h>

#include <stdio.h>
#include <unistd.h>

#include "fault.h"
#include "soak/repaint.h"
#include "test.h"
#include "ui.h"

enum { LEAST = 30000 };

static const struct oriel_declaration shadow = { .property = ORIEL_PROPERTY_SHADOW,
	.shadow = { .color = ORIEL_RGB(0x000000), .blur = 40 } };

/* A box of 300 × 200 that is painted by itself, one whose large round corners cut its content off,
 * and one with a large shadow. */
static oriel_widget *make_content(void) {
	return oriel_set(
		oriel_column(oriel_set(oriel_row(oriel_label("faded")), .classes = "faded", .width = 300,
						.height = 200, .opacity = 0.5f, .background = ORIEL_RGB(0x336699)),
			oriel_set(oriel_row(oriel_set(oriel_label("cut off"), .width = 200, .height = 200,
						.background = ORIEL_RGB(0x993366))),
				.width = 200, .height = 200, .shrink = ORIEL_ZERO, .radius = 100,
				.overflow_x = ORIEL_OVERFLOW_HIDDEN, .overflow_y = ORIEL_OVERFLOW_HIDDEN),
			oriel_set(oriel_row(), .width = 200, .height = 200, .shrink = ORIEL_ZERO, .radius = 4,
				.classes = "shadow")),
		.gap = 4);
}

static void without_memory_for_its_pixels_a_window_waits(void **state) {
	struct ui ui = ui_open(make_content);
	size_t nth = 0;
	bool failed;
	do {
		struct oriel_declaration next = shadow; /* which has a mask that is in no cache yet */
		next.shadow.blur += (float)nth;
		oriel_widget_declare(oriel_query(oriel_window_root(ui.window), ".shadow"), &next);
		oriel_window_set_size(ui.window, 400 + (float)nth, 500);
		fault_arm(LEAST, ++nth);
		ui_settle(&ui);
		failed = fault_disarm();
		if (failed)
			expect_log("no memory");
		oriel_label_set_textf(oriel_query(oriel_window_root(ui.window), "label"), "%zu", nth);
		ui_settle(&ui);
		oriel_widget_redraw(oriel_query(oriel_window_root(ui.window), ".faded"));
		if (failed) /* what was painted without memory is not painted again until it is damaged */
			oriel_window_set_size(ui.window, 300, 500);
		ui_settle(&ui);
		assert_as_repainted(ui.window);
	} while (failed);
	/* two buffers, a group, corners; the shadow, its box, and what blurs it */
	assert_true(nth > 8);
	ui_close(&ui);
}

static void a_screenshot_without_memory_is_an_error_and_no_file(void **state) {
	char path[64];
	snprintf(path, sizeof(path), "/tmp/oriel-fault-%ld.png", (long)getpid());
	struct ui ui = ui_open(make_content);
	enum oriel_status status;
	size_t nth = 0;
	bool failed;
	do {
		fault_arm(4096, ++nth);
		status = oriel_window_screenshot(ui.window, path);
		failed = fault_disarm();
		if (failed)
			expect_log("cannot write the screenshot");
		assert_int_equal(status, failed ? ORIEL_OPERATION_ERROR : ORIEL_OK);
		assert_int_equal(access(path, F_OK), failed ? -1 : 0);
	} while (failed);
	assert_true(nth > 1);
	unlink(path);
	ui_close(&ui);
}

/* Draws lines, many more when it has the class. */
static void plot_record(oriel_widget *widget, oriel_recorder *recorder) {
	struct oriel_rect box = oriel_widget_content_box(widget);
	int count = oriel_has_class(widget, "many") ? 2000 : 20;
	for (int i = 0; i < count; i++)
		oriel_record_fill(recorder,
			(struct oriel_rect){ box.x, box.y + (float)(i % 50) * 4, (float)(i % 200), 2 },
			ORIEL_RGB(0x204060));
}

static const struct oriel_widget_class plot_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "plot",
	.size = sizeof(struct oriel_widget_base),
	.record = plot_record,
};

static oriel_widget *make_plot(void) {
	return oriel_column(oriel_set(
		oriel_widget_new(&plot_class), .width = 200, .height = 200, .shrink = ORIEL_ZERO));
}

static void without_memory_for_its_picture_a_widget_looks_as_before(void **state) {
	size_t nth = 0;
	bool failed;
	do {
		struct ui ui = ui_open(make_plot);
		ui_settle(&ui);
		oriel_widget *plot = oriel_query(oriel_window_root(ui.window), "plot");
		oriel_add_class(plot, "many");
		oriel_widget_redraw(plot);
		fault_arm(LEAST, ++nth);
		ui_settle(&ui);
		failed = fault_disarm();
		if (failed) {
			expect_log("no memory for the picture of a plot; it looks as before");
			oriel_remove_class(plot, "many");
			assert_as_repainted(ui.window);
			oriel_add_class(plot, "many");
			oriel_widget_redraw(plot);
		}
		ui_settle(&ui);
		assert_as_repainted(ui.window);
		ui_close(&ui);
	} while (failed);
	assert_true(nth > 2); /* it grew several times */
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(without_memory_for_its_pixels_a_window_waits),
		cmocka_unit_test(a_screenshot_without_memory_is_an_error_and_no_file),
		cmocka_unit_test(without_memory_for_its_picture_a_widget_looks_as_before));
}
