/* SPDX-License-Identifier: MIT */
/* Intersection observers: what is told, and when. Cases follow the web platform's tests. */
#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

static struct order order;
static struct ui ui;
static oriel_widget *scroller, *target;

static void note(const struct oriel_intersection_record *records, size_t count, void *data) {
	(void)data;
	for (size_t i = 0; i < count; i++)
		order_add(&order, "%s %.2f%s", oriel_attribute(records[i].target, "id"), records[i].ratio,
			records[i].is_intersecting ? "" : " apart");
}

/* A view of 400 x 200 px over a box of 100 px at 300 px, in a window of 400 x 300 px. */
static oriel_widget *make_scroller(void) {
	scroller = oriel_set(oriel_column(), .id = "scroller",
		.style = "display: block; height: 200px; flex: none; overflow: auto");
	target = oriel_set(oriel_column(), .id = "target", .style = "height: 100px; margin: 300px 0");
	oriel_append(scroller, target);
	return oriel_column(scroller);
}

static void open_scroller(void) {
	order = (struct order){ 0 };
	ui = ui_open(make_scroller);
}

static void scroll_to(double y) {
	oriel_scroll_to(scroller, .y = y);
	ui_settle(&ui);
}

static void targets_are_told_first_and_when_they_pass_a_threshold(void **state) {
	static const double thresholds[] = { 1, 0.5, 0 };
	(void)state;
	open_scroller();
	oriel_intersection_observer_id id = oriel_intersection_observer_new(
		note, NULL, .thresholds = thresholds, .threshold_count = 3);
	oriel_intersection_observe(id, target);
	assert_order(&order, "");
	ui_settle(&ui);
	assert_order(&order, "target 0.00 apart");
	scroll_to(99);
	assert_order(&order, "");
	scroll_to(100); /* the edges touch */
	assert_order(&order, "target 0.00");
	scroll_to(120);
	scroll_to(149);
	assert_order(&order, "");
	scroll_to(150);
	assert_order(&order, "target 0.50");
	scroll_to(200);
	assert_order(&order, "target 1.00");
	scroll_to(300);
	assert_order(&order, "");
	scroll_to(420);
	assert_order(&order, "target 0.00 apart");
	ui_close(&ui);
}

static void root_margin_enlarges_the_root(void **state) {
	(void)state;
	open_scroller();
	oriel_intersection_observer_id px = oriel_intersection_observer_new(
		note, NULL, .root = scroller, .root_margin = "150px 0");
	oriel_intersection_observe(px, target);
	ui_settle(&ui);
	assert_order(&order, "target 0.50");
	oriel_intersection_observer_destroy(px);
	oriel_intersection_observer_id percent = oriel_intersection_observer_new(
		note, NULL, .root = scroller, .root_margin = "0px 0px -25% 0px");
	oriel_intersection_observe(percent, target);
	scroll_to(140);
	assert_order(&order, "target 0.00 apart");
	scroll_to(151);
	assert_order(&order, "target 0.01");
	assert_breaks(
		"is malformed", oriel_intersection_observer_new(note, NULL, .root_margin = "2em"));
	ui_close(&ui);
}

static void clips_between_target_and_root_count(void **state) {
	(void)state;
	open_scroller();
	/* the window shows 300 px, the scroller 200 px of them */
	oriel_intersection_observer_id id = oriel_intersection_observer_new(note, NULL);
	oriel_intersection_observe(id, target);
	scroll_to(50);
	assert_order(&order, "target 0.00 apart");
	oriel_set_attribute(
		scroller, "style", "display: block; height: 200px; flex: none; overflow: visible");
	ui_settle(&ui);
	assert_order(&order, "target 0.00"); /* at 300 px, the window's edge */
	ui_close(&ui);
}

static void hidden_removed_and_destroyed_targets_are_apart(void **state) {
	(void)state;
	open_scroller();
	oriel_intersection_observer_id id = oriel_intersection_observer_new(note, NULL);
	scroll_to(250);
	oriel_intersection_observe(id, target);
	ui_settle(&ui);
	oriel_set_hidden(target, true);
	ui_settle(&ui);
	oriel_set_hidden(target, false);
	scroll_to(250);
	oriel_remove(target);
	ui_settle(&ui);
	assert_order(&order, "target 1.00, target 0.00 apart, target 1.00, target 0.00 apart");
	oriel_destroy(target);
	ui_settle(&ui);
	assert_order(&order, "");
	ui_close(&ui);
}

static void a_root_that_does_not_contain_the_target_is_apart(void **state) {
	(void)state;
	open_scroller();
	oriel_widget *other = oriel_label("other");
	oriel_append(oriel_parent(scroller), other);
	oriel_intersection_observer_id id = oriel_intersection_observer_new(
		note, NULL, .root = other);
	oriel_intersection_observe(id, scroller);
	ui_settle(&ui);
	assert_order(&order, "scroller 0.00 apart");
	oriel_destroy(other);
	ui_settle(&ui);
	assert_order(&order, "");
	ui_close(&ui);
}

static void note_frame(double time_ms, void *data) {
	(void)time_ms;
	(void)data;
	order_add(&order, "frame");
}

static void note_rects(const struct oriel_intersection_record *records, size_t count, void *data) {
	(void)count;
	(void)data;
	const struct oriel_rect *all[] = { &records->root_bounds, &records->bounds,
		&records->intersection };
	for (size_t i = 0; i < 3; i++)
		order_add(&order, "%g %g %g %g", (double)all[i]->x, (double)all[i]->y,
			(double)all[i]->width, (double)all[i]->height);
}

static void records_have_rectangles_in_the_window_and_follow_the_frame(void **state) {
	(void)state;
	open_scroller();
	oriel_intersection_observer_id id = oriel_intersection_observer_new(
		note_rects, NULL, .root = scroller, .root_margin = "10px");
	oriel_scroll_to(scroller, .y = 140);
	oriel_intersection_observe(id, target);
	oriel_window_request_frame(ui.window, note_frame, NULL);
	ui_settle(&ui);
	assert_order(&order, "frame, -10 -10 420 220, 0 160 400 100, 0 160 400 50");
	ui_close(&ui);
}

static void destroy_all(
	const struct oriel_intersection_record *records, size_t count, void *data) {
	note(records, count, data);
	oriel_intersection_observer_destroy(*(oriel_intersection_observer_id *)data);
	oriel_destroy(scroller);
}

static void an_observer_may_end_itself_and_its_targets(void **state) {
	static oriel_intersection_observer_id id;
	(void)state;
	open_scroller();
	id = oriel_intersection_observer_new(destroy_all, &id);
	oriel_intersection_observe(id, target);
	oriel_intersection_observe(id, scroller);
	ui_settle(&ui);
	assert_order(&order, "target 0.00 apart, scroller 1.00");
	assert_int_equal(oriel_intersection_observe(id, oriel_window_root(ui.window)),
		ORIEL_INVALID_STATE_ERROR);
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(targets_are_told_first_and_when_they_pass_a_threshold),
		cmocka_unit_test(root_margin_enlarges_the_root),
		cmocka_unit_test(clips_between_target_and_root_count),
		cmocka_unit_test(hidden_removed_and_destroyed_targets_are_apart),
		cmocka_unit_test(a_root_that_does_not_contain_the_target_is_apart),
		cmocka_unit_test(records_have_rectangles_in_the_window_and_follow_the_frame),
		cmocka_unit_test(an_observer_may_end_itself_and_its_targets));
}
