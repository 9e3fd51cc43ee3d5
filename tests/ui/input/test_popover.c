/* SPDX-License-Identifier: MIT */
/*
 * Popovers: their events, their stacks, light dismiss, Escape and the focus.
 */
#include "stage.h"

#include <oriel/extend/close_watcher.h>
#include <oriel/extend/top_layer.h>
#include <oriel/ui/popover.h>

#include <string.h>

#define TOGGLES "beforetoggle toggle"

static void on_toggle(oriel_event *event, void *data) {
	struct stage *stage = data;
	const struct oriel_toggle_event *toggle = oriel_event_toggle(event);
	order_add(&stage->order, "%s %s %s to %s", oriel_event_type(event),
		stage_id(oriel_event_target(event)), toggle->was_open ? "open" : "closed",
		toggle->is_open ? "open" : "closed");
}

static oriel_widget *popover(
	struct stage *stage, oriel_widget *parent, const char *id, const char *kind, float x, float y) {
	oriel_widget *widget = stage_box(parent, id, x, y, 100, 40);
	oriel_set_attribute(widget, "popover", kind);
	oriel_listen(widget, "beforetoggle", on_toggle, stage);
	oriel_listen(widget, "toggle", on_toggle, stage);
	return widget;
}

static bool is_displayed(struct stage *stage, oriel_widget *widget) {
	return oriel_widget_bounds(widget).height > 0;
}

static void expect_open(oriel_widget *widget, bool is_open) {
	assert_int_equal(oriel_popover_is_open(widget), is_open);
	assert_int_equal(oriel_matches(widget, ":popover-open"), is_open);
	assert_int_equal(oriel_top_layer_has(widget), is_open);
	assert_int_equal(oriel_widget_bounds(widget).height > 0, is_open);
}

static void popover_is_displayed_only_while_shown(void **state) {
	struct stage *stage = *state;
	oriel_widget *menu = popover(stage, stage->root, "menu", "auto", 10, 10);
	expect_open(menu, false);
	assert_int_equal(oriel_popover_show(menu), ORIEL_OK);
	expect_open(menu, true);
	assert_order(&stage->order, "beforetoggle menu closed to open");
	stage_run(stage);
	assert_order(&stage->order, "toggle menu closed to open");
	assert_int_equal(oriel_popover_show(menu), ORIEL_OK);
	oriel_popover_hide(menu);
	expect_open(menu, false);
	oriel_popover_hide(menu);
	stage_run(stage);
	assert_order(&stage->order, "beforetoggle menu open to closed, toggle menu open to closed");
	assert_int_equal(oriel_popover_toggle(menu), ORIEL_OK);
	assert_int_equal(oriel_popover_toggle(menu), ORIEL_OK);
	expect_open(menu, false);
	stage_run(stage);
	assert_order(&stage->order,
		"beforetoggle menu closed to open, beforetoggle menu open to closed, "
		"toggle menu closed to closed");
	oriel_set_attribute(menu, "popover", NULL);
	assert_true(is_displayed(stage, menu));
}

static void refusals_are_statuses(void **state) {
	struct stage *stage = *state;
	oriel_widget *box = stage_box(stage->root, "box", 0, 0, 10, 10);
	expect_log("has no attribute \"popover\"");
	assert_int_equal(oriel_popover_show(box), ORIEL_INVALID_STATE_ERROR);
	oriel_set_attribute(box, "popover", "");
	oriel_remove(box);
	expect_log("in no window");
	assert_int_equal(oriel_popover_show(box), ORIEL_INVALID_STATE_ERROR);
	oriel_append(stage->root, box);
	oriel_top_layer_add(box, true);
	expect_log("a modal dialog");
	assert_int_equal(oriel_popover_show(box), ORIEL_INVALID_STATE_ERROR);
}

static void prevent(oriel_event *event, void *data) {
	oriel_prevent_default(event);
}

static void opening_is_prevented_and_closing_is_not(void **state) {
	struct stage *stage = *state;
	oriel_widget *menu = popover(stage, stage->root, "menu", "auto", 10, 10);
	oriel_listener_id id = oriel_listen(menu, "beforetoggle", prevent, NULL);
	assert_int_equal(oriel_popover_show(menu), ORIEL_ABORT_ERROR);
	stage_run(stage);
	assert_order(&stage->order, "beforetoggle menu closed to open");
	expect_open(menu, false);
	oriel_unlisten(id);
	oriel_popover_show(menu);
	oriel_listen(menu, "beforetoggle", prevent, NULL);
	oriel_popover_hide(menu);
	expect_open(menu, false);
}

static void auto_popover_hides_those_it_is_not_nested_in(void **state) {
	struct stage *stage = *state;
	oriel_widget *outer = popover(stage, stage->root, "outer", "auto", 10, 10);
	oriel_widget *item = stage_box(outer, "item", 0, 0, 20, 20);
	oriel_widget *inner = popover(stage, stage->root, "inner", "", 10, 60);
	oriel_widget *other = popover(stage, stage->root, "other", "AUTO", 10, 110);
	oriel_widget *manual = popover(stage, stage->root, "manual", "anything", 10, 160);
	oriel_popover_show(manual);
	oriel_popover_show(outer);
	oriel_popover_show(inner, .source = item);
	assert_ptr_equal(oriel_popover_source(inner), item);
	expect_open(outer, true);
	stage_run(stage);
	stage->order = (struct order){ 0 };
	oriel_popover_show(other);
	stage_run(stage);
	assert_order(&stage->order,
		"beforetoggle other closed to open, beforetoggle inner open to closed, "
		"beforetoggle outer open to closed, toggle inner open to closed, "
		"toggle outer open to closed, toggle other closed to open");
	expect_open(manual, true);
	expect_open(inner, false);
	expect_open(other, true);
	oriel_popover_show(outer);
	oriel_popover_show(inner, .source = item);
	oriel_popover_hide(outer);
	expect_open(inner, false);
}

static void hints_leave_auto_popovers_open(void **state) {
	struct stage *stage = *state;
	oriel_widget *menu = popover(stage, stage->root, "menu", "auto", 10, 10);
	oriel_widget *item = stage_box(menu, "item", 0, 0, 20, 20);
	oriel_widget *hint = popover(stage, stage->root, "hint", "hint", 10, 60);
	oriel_widget *second = popover(stage, stage->root, "second", "hint", 10, 110);
	oriel_popover_show(menu);
	oriel_popover_show(hint);
	expect_open(menu, true);
	oriel_popover_show(second);
	expect_open(hint, false);
	expect_open(menu, true);
	oriel_popover_show(hint, .source = item);
	expect_open(second, false);
	oriel_popover_hide(menu);
	expect_open(hint, false);
	oriel_popover_show(hint);
	oriel_popover_show(menu);
	expect_open(hint, false);
}

static void press_and_release_outside_dismiss(void **state) {
	struct stage *stage = *state;
	oriel_widget *source = stage_button(stage, stage->root, "button", 300, 10, 60, 30);
	oriel_widget *menu = popover(stage, stage->root, "menu", "auto", 10, 10);
	oriel_widget *inner = popover(stage, menu, "inner", "auto", 10, 100);
	stage_record(stage, stage->root, "click");
	oriel_popover_show(menu, .source = source, .anchor_rect = &(struct oriel_rect){ 10, 10, 0, 0 });
	oriel_popover_show(inner);
	stage_run(stage);
	stage->order = (struct order){ 0 };
	click(stage, 20, 110);
	press(stage, 20, 20);
	release(stage, 200, 200);
	press(stage, 200, 200);
	release(stage, 20, 20);
	expect_open(inner, true);
	stage->order = (struct order){ 0 };
	click(stage, 20, 20);
	assert_order(&stage->order,
		"beforetoggle inner open to closed, click root, toggle inner open to closed");
	click(stage, 310, 20);
	expect_open(menu, true);
	stage->order = (struct order){ 0 };
	click(stage, 200, 200);
	expect_open(menu, false);
	assert_order(&stage->order,
		"beforetoggle menu open to closed, click root, toggle menu open to closed");
}

static void popovers_that_swallow_take_the_press(void **state) {
	struct stage *stage = *state;
	oriel_widget *source = stage_button(stage, stage->root, "button", 300, 10, 60, 30);
	oriel_widget *panel = popover(stage, stage->root, "panel", "auto", 10, 10);
	oriel_widget *menu = popover(stage, panel, "menu", "auto", 10, 100);
	oriel_widget *sub = popover(stage, menu, "sub", "auto", 10, 150);
	stage_record(stage, stage->root, "pointerdown pointermove pointerup click");
	oriel_popover_show(panel);
	oriel_popover_show(menu, .source = source, .swallows_press = true,
		.anchor_rect = &(struct oriel_rect){ 10, 100, 0, 0 });
	oriel_popover_show(sub, .swallows_press = true);
	stage_run(stage);
	stage->order = (struct order){ 0 };
	click(stage, 20, 120);
	assert_order(&stage->order,
		"pointerdown root, beforetoggle sub open to closed, pointerup root, click root, "
		"toggle sub open to closed");
	press(stage, 20, 20);
	assert_order(&stage->order, "beforetoggle menu open to closed, toggle menu open to closed");
	move(stage, 40, 20);
	release(stage, 40, 20);
	assert_order(&stage->order, "");
	expect_open(panel, true);
	oriel_popover_show(menu, .source = source, .swallows_press = true);
	click(stage, 310, 20);
	expect_open(menu, false);
}

static void show_menu(oriel_event *event, void *data) {
	oriel_popover_show(data);
}

static void press_that_shows_a_popover_does_not_dismiss_it(void **state) {
	struct stage *stage = *state;
	oriel_widget *menu = popover(stage, stage->root, "menu", "auto", 10, 10);
	oriel_listen(stage->root, "pointerdown", show_menu, menu);
	click(stage, 200, 200);
	expect_open(menu, true);
}

static void finger_that_pans_does_not_dismiss(void **state) {
	struct stage *stage = *state;
	stage_list(stage->root, "row", 150, 0, 100, 200, 20);
	oriel_widget *menu = popover(stage, stage->root, "menu", "auto", 10, 10);
	oriel_popover_show(menu);
	touch(stage, 7, 200, 150);
	drag(stage, 7, 200, 50);
	lift(stage, 7, 200, 50);
	expect_open(menu, true);
	stage_run(stage);
	oriel_loop_advance(stage->loop, 3000);
	touch(stage, 7, 200, 150);
	lift(stage, 7, 200, 150);
	expect_open(menu, false);
}

static void escape_closes_the_topmost(void **state) {
	struct stage *stage = *state;
	oriel_widget *menu = popover(stage, stage->root, "menu", "auto", 10, 10);
	oriel_widget *sub = popover(stage, menu, "sub", "auto", 10, 60);
	oriel_widget *manual = popover(stage, stage->root, "manual", "manual", 10, 160);
	oriel_popover_show(menu);
	oriel_popover_show(sub);
	oriel_popover_show(manual);
	key_down(stage, "Escape", 0);
	PUSH(stage, .type = ORIEL_RAW_KEY_DOWN, .key = "Escape", .repeat = true);
	stage_run(stage);
	key_up(stage, "Escape", 0);
	expect_open(sub, false);
	expect_open(menu, true);
	oriel_listener_id id = oriel_listen(stage->root, "keydown", prevent, NULL);
	key(stage, "Escape", 0);
	expect_open(menu, true);
	oriel_unlisten(id);
	key(stage, "Escape", ORIEL_MODIFIER_CONTROL);
	expect_open(menu, true);
	key(stage, "Escape", 0);
	expect_open(menu, false);
	key(stage, "Escape", 0);
	expect_open(manual, true);
}

static void escape_of_an_input_method_closes_nothing(void **state) {
	struct stage *stage = *state;
	oriel_widget *field = stage_field(stage, stage->root, "field", 150, 10, 100, 30);
	oriel_widget *menu = popover(stage, stage->root, "menu", "auto", 10, 10);
	PUSH(stage, .type = ORIEL_RAW_FOCUS);
	stage_run(stage);
	oriel_focus(field);
	oriel_popover_show(menu);
	PUSH(stage, .type = ORIEL_RAW_PREEDIT, .text = "a", .preedit_caret = 1);
	stage_run(stage);
	key(stage, "Escape", 0);
	expect_open(menu, true);
	PUSH(stage, .type = ORIEL_RAW_PREEDIT, .text = "");
	stage_run(stage);
	key(stage, "Escape", 0);
	expect_open(menu, false);
}

static void focus_returns_only_from_inside(void **state) {
	struct stage *stage = *state;
	oriel_widget *before = stage_button(stage, stage->root, "before", 200, 10, 40, 30);
	oriel_widget *after = stage_button(stage, stage->root, "after", 200, 60, 40, 30);
	oriel_widget *menu = popover(stage, stage->root, "menu", "auto", 10, 10);
	stage_button(stage, menu, "first", 0, 0, 10, 10);
	oriel_widget *second = stage_button(stage, menu, "second", 20, 0, 10, 10);
	oriel_focus(before);
	oriel_popover_show(menu);
	assert_ptr_equal(oriel_window_focused(stage->window), before);
	oriel_popover_hide(menu);
	oriel_set_attribute(second, "autofocus", "");
	oriel_popover_show(menu);
	assert_ptr_equal(oriel_window_focused(stage->window), second);
	key(stage, "Escape", 0);
	assert_ptr_equal(oriel_window_focused(stage->window), before);
	oriel_popover_show(menu);
	oriel_focus(after);
	oriel_popover_hide(menu);
	assert_ptr_equal(oriel_window_focused(stage->window), after);
}

static void leaving_the_window_closes_without_events(void **state) {
	struct stage *stage = *state;
	oriel_widget *holder = stage_box(stage->root, "holder", 0, 0, 300, 200);
	oriel_widget *menu = popover(stage, holder, "menu", "auto", 10, 10);
	oriel_widget *item = stage_box(menu, "item", 0, 0, 10, 10);
	oriel_widget *sub = popover(stage, stage->root, "sub", "auto", 10, 60);
	oriel_widget *manual = popover(stage, holder, "manual", "manual", 10, 160);
	oriel_popover_show(menu);
	oriel_popover_show(sub, .source = item);
	oriel_popover_show(manual);
	stage_run(stage);
	stage->order = (struct order){ 0 };
	oriel_remove(holder);
	stage_run(stage);
	assert_order(&stage->order, "");
	expect_open(sub, false);
	assert_false(oriel_popover_is_open(menu));
	assert_false(oriel_popover_is_open(manual));
	assert_false(oriel_close_watcher_has(sub));
	oriel_append(stage->root, holder);
	oriel_popover_show(menu);
	oriel_popover_show(sub, .source = item);
	oriel_destroy(holder);
	expect_open(sub, false);
	stage_run(stage);
	key(stage, "Escape", 0);
}

static void destroy_target(oriel_event *event, void *data) {
	oriel_destroy(oriel_event_widget(event));
}

static void hide_target(oriel_event *event, void *data) {
	oriel_popover_hide(oriel_event_widget(event));
}

static void drop_attribute(oriel_event *event, void *data) {
	oriel_set_attribute(oriel_event_widget(event), "popover", data);
}

static void listeners_may_do_anything(void **state) {
	struct stage *stage = *state;
	oriel_widget *menu = popover(stage, stage->root, "menu", "auto", 10, 10);
	oriel_listen(menu, "beforetoggle", destroy_target, NULL);
	assert_int_equal(oriel_popover_show(menu), ORIEL_INVALID_STATE_ERROR);
	stage_run(stage);

	menu = popover(stage, stage->root, "menu", "auto", 10, 10);
	oriel_popover_show(menu);
	oriel_listen(menu, "beforetoggle", destroy_target, NULL);
	oriel_popover_hide(menu);
	stage_run(stage);

	menu = popover(stage, stage->root, "menu", "auto", 10, 10);
	oriel_listen(menu, "beforetoggle", drop_attribute, NULL);
	assert_int_equal(oriel_popover_show(menu), ORIEL_INVALID_STATE_ERROR);
	oriel_destroy(menu);
	stage_run(stage);
	stage->order = (struct order){ 0 };

	menu = popover(stage, stage->root, "menu", "auto", 10, 10);
	oriel_listen(menu, "beforetoggle", hide_target, NULL);
	assert_int_equal(oriel_popover_show(menu), ORIEL_OK);
	oriel_popover_hide(menu);
	expect_open(menu, false);
	stage_run(stage);
	assert_order(&stage->order,
		"beforetoggle menu closed to open, beforetoggle menu open to closed, "
		"toggle menu closed to open");

	/* a listener shows another auto popover, which hides this one after it is shown */
	oriel_widget *other = popover(stage, stage->root, "other", "auto", 10, 60);
	menu = popover(stage, stage->root, "third", "auto", 10, 10);
	oriel_listen(menu, "beforetoggle", show_menu, other);
	oriel_popover_show(menu);
	expect_open(menu, true);
	expect_open(other, false);
	oriel_popover_hide(menu);
	expect_open(other, true);
}

static void other_kind_hides_the_popover(void **state) {
	struct stage *stage = *state;
	oriel_widget *menu = popover(stage, stage->root, "menu", "auto", 10, 10);
	oriel_popover_show(menu);
	oriel_set_attribute(menu, "popover", "");
	expect_open(menu, true);
	oriel_set_attribute(menu, "popover", "manual");
	expect_open(menu, false);
	oriel_popover_show(menu);
	oriel_set_attribute(menu, "popover", NULL);
	assert_false(oriel_popover_is_open(menu));
	assert_true(is_displayed(stage, menu));
	stage_run(stage);
	assert_order(&stage->order,
		"beforetoggle menu closed to open, beforetoggle menu open to closed, "
		"beforetoggle menu closed to open, beforetoggle menu open to closed, "
		"toggle menu closed to closed");
}

/* ---- Close watchers ---- */

static struct stage *watched;
static bool may_close;

static bool watcher_cancel(oriel_widget *widget) {
	order_add(&watched->order, "cancel %s", oriel_attribute(widget, "id"));
	assert_true(oriel_close_watcher_request(widget));
	return may_close;
}

static void watcher_close(oriel_widget *widget) {
	order_add(&watched->order, "close %s", oriel_attribute(widget, "id"));
	assert_false(oriel_close_watcher_has(widget));
}

static const struct oriel_close_watcher watcher = { watcher_cancel, watcher_close };

static void dialogs_and_popovers_share_one_stack(void **state) {
	struct stage *stage = watched = *state;
	oriel_widget *dialog = stage_box(stage->root, "dialog", 10, 10, 200, 200);
	oriel_widget *menu = popover(stage, dialog, "menu", "auto", 10, 10);
	oriel_close_watcher_add(dialog, &watcher);
	oriel_popover_show(menu);
	stage_run(stage);
	stage->order = (struct order){ 0 };
	may_close = false;
	key(stage, "Escape", 0);
	key(stage, "Escape", 0);
	assert_order(&stage->order,
		"beforetoggle menu open to closed, toggle menu open to closed, cancel dialog");
	may_close = true;
	assert_true(oriel_window_request_close_topmost(stage->window));
	assert_order(&stage->order, "cancel dialog, close dialog");
	assert_false(oriel_window_request_close_topmost(stage->window));
	oriel_close_watcher_add(dialog, &watcher);
	oriel_close_watcher_remove(dialog);
	oriel_close_watcher_remove(dialog);
	oriel_close_watcher_add(dialog, &watcher);
	oriel_destroy(dialog);
	key(stage, "Escape", 0);
	assert_order(&stage->order, "");
}

static void dialog_hides_the_popovers_around_which_it_does_not_stand(void **state) {
	struct stage *stage = *state;
	oriel_widget *menu = popover(stage, stage->root, "menu", "auto", 10, 10);
	oriel_widget *sub = popover(stage, menu, "sub", "auto", 10, 60);
	oriel_widget *inside = stage_box(menu, "inside", 0, 0, 10, 10);
	oriel_widget *outside = stage_box(stage->root, "outside", 0, 200, 10, 10);
	oriel_popover_show(menu);
	oriel_popover_show(sub);
	oriel_popover_hide_others(inside);
	expect_open(sub, false);
	expect_open(menu, true);
	assert_ptr_equal(oriel_popover_around(inside), menu);
	oriel_popover_hide_others(outside);
	expect_open(menu, false);
	assert_null(oriel_popover_around(inside));
}

int main(void) {
	return RUN_TESTS(STAGE_TEST(popover_is_displayed_only_while_shown),
		STAGE_TEST(refusals_are_statuses), STAGE_TEST(opening_is_prevented_and_closing_is_not),
		STAGE_TEST(auto_popover_hides_those_it_is_not_nested_in),
		STAGE_TEST(hints_leave_auto_popovers_open), STAGE_TEST(press_and_release_outside_dismiss),
		STAGE_TEST(popovers_that_swallow_take_the_press),
		STAGE_TEST(press_that_shows_a_popover_does_not_dismiss_it),
		STAGE_TEST(finger_that_pans_does_not_dismiss), STAGE_TEST(escape_closes_the_topmost),
		STAGE_TEST(escape_of_an_input_method_closes_nothing),
		STAGE_TEST(focus_returns_only_from_inside),
		STAGE_TEST(leaving_the_window_closes_without_events),
		STAGE_TEST(listeners_may_do_anything), STAGE_TEST(other_kind_hides_the_popover),
		STAGE_TEST(dialogs_and_popovers_share_one_stack),
		STAGE_TEST(dialog_hides_the_popovers_around_which_it_does_not_stand));
}
