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

/* A box of 300 × 200 that is painted by itself, one whose large round corners cut its content off,
 * and one with a large shadow. */
static oriel_widget *make_content(void) {
	return oriel_set(
		oriel_column(oriel_set(oriel_row(oriel_label("faded")), .classes = "faded",
						.style = "width: 300px; height: 200px; background-color: #336699; "
								"opacity: 0.5"),
			oriel_set(oriel_row(oriel_set(oriel_label("cut off"),
						.style = "width: 200px; height: 200px; background-color: #993366")),
				.style = "width: 200px; height: 200px; flex-shrink: 0; overflow-x: hidden; "
						"overflow-y: hidden; border-radius: 100px"),
			oriel_set(oriel_row(), .classes = "shadow",
				.style = "width: 200px; height: 200px; flex-shrink: 0; border-radius: 4px")),
		.style = "gap: 4px");
}

static void without_memory_for_its_pixels_a_window_waits(void **state) {
	struct ui ui = ui_open(make_content);
	size_t nth = 0;
	bool failed;
	do {
		/* its mask is in no cache yet */
		oriel_set_style(oriel_query(oriel_window_root(ui.window), ".shadow"), "box-shadow",
			"0 0 %zupx black", 40 + nth);
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
		oriel_widget_new(&plot_class), .style = "width: 200px; height: 200px; flex-shrink: 0"));
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
