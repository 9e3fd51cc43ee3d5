/* SPDX-License-Identifier: MIT */
/*
 * Tooltips: when they come and go, by pointer, focus and finger; and the long press.
 */
#include "stage.h"

#include <stdlib.h>
#include <string.h>

#include <oriel/extend/widget.h>
#include <oriel/ui/popover.h>

/* Returns the text of the tooltip that is shown, or "none". */
static const char *shown(struct stage *stage) {
	oriel_widget *tooltip = oriel_widget_first_shadow_child(stage->root);
	struct oriel_description description;
	if (tooltip == NULL || !oriel_popover_is_open(tooltip))
		return "none";
	oriel_widget_describe(tooltip, &description);
	assert_int_equal(description.role, ORIEL_ROLE_TOOLTIP);
	return description.name;
}

static void wait(struct stage *stage, double ms) {
	oriel_loop_advance(stage->loop, ms);
}

static oriel_widget *titled(struct stage *stage, const char *id, float x) {
	return oriel_set(stage_button(stage, stage->root, id, x, 100, 40, 30), .title = id);
}

static void tooltip_comes_after_a_delay_and_goes_with_the_pointer(void **state) {
	struct stage *stage = *state;
	titled(stage, "save", 100);
	PUSH(stage, .type = ORIEL_RAW_FOCUS);
	move(stage, 120, 115);
	wait(stage, 500);
	assert_string_equal(shown(stage), "none");
	wait(stage, 100);
	assert_string_equal(shown(stage), "save");
	struct oriel_rect rect = oriel_widget_window_bounds(
		oriel_widget_first_shadow_child(stage->root));
	assert_float_equal(rect.y, 136, 0.01);
	assert_float_equal(rect.x + rect.width / 2, 120, 0.6);
	move(stage, 120, 200);
	wait(stage, 100);
	assert_string_equal(shown(stage), "none");
}

static void tooltip_goes_on_to_a_neighbour_without_a_gap(void **state) {
	struct stage *stage = *state;
	titled(stage, "save", 100);
	titled(stage, "open", 150);
	PUSH(stage, .type = ORIEL_RAW_FOCUS);
	move(stage, 120, 115);
	wait(stage, 700);
	move(stage, 145, 115);
	assert_string_equal(shown(stage), "save");
	move(stage, 160, 115);
	assert_string_equal(shown(stage), "open");
	struct oriel_rect rect = oriel_widget_window_bounds(
		oriel_widget_first_shadow_child(stage->root));
	assert_float_equal(rect.x + rect.width / 2, 170, 0.6);
	move(stage, 160, 250);
	wait(stage, 200);
	assert_string_equal(shown(stage), "none");
	move(stage, 120, 115);
	assert_string_equal(shown(stage), "save");
	move(stage, 160, 250);
	wait(stage, 2000);
	move(stage, 120, 115);
	assert_string_equal(shown(stage), "none");
}

static void presses_keys_and_wheels_hide_it_until_the_pointer_goes_elsewhere(void **state) {
	struct stage *stage = *state;
	titled(stage, "save", 100);
	PUSH(stage, .type = ORIEL_RAW_FOCUS);
	move(stage, 120, 115);
	wait(stage, 700);
	assert_string_equal(shown(stage), "save");
	press(stage, 120, 115);
	assert_string_equal(shown(stage), "none");
	release(stage, 120, 115);
	move(stage, 122, 115);
	wait(stage, 1000);
	assert_string_equal(shown(stage), "none");
	move(stage, 10, 10);
	wait(stage, 1000);
	move(stage, 120, 115);
	wait(stage, 700);
	wheel(stage, 120, 115, 0, 10);
	assert_string_equal(shown(stage), "none");
	move(stage, 10, 10);
	wait(stage, 1000);
	move(stage, 120, 115);
	wait(stage, 700);
	key(stage, "Shift", 0);
	assert_string_equal(shown(stage), "save");
	key(stage, "a", 0);
	assert_string_equal(shown(stage), "none");
}

static void escape_hides_the_tooltip_first(void **state) {
	struct stage *stage = *state;
	oriel_widget *menu = stage_box(stage->root, "menu", 10, 10, 300, 200);
	oriel_set_attribute(menu, "popover", "auto");
	oriel_append(menu, titled(stage, "save", 100));
	PUSH(stage, .type = ORIEL_RAW_FOCUS);
	oriel_popover_show(menu);
	move(stage, 120, 120);
	wait(stage, 700);
	assert_string_equal(shown(stage), "save");
	assert_true(oriel_popover_is_open(menu));
	key(stage, "Escape", 0);
	assert_string_equal(shown(stage), "none");
	assert_true(oriel_popover_is_open(menu));
	wait(stage, 2000);
	assert_string_equal(shown(stage), "none");
	key(stage, "Escape", 0);
	assert_false(oriel_popover_is_open(menu));
}

static void focus_by_keyboard_shows_it(void **state) {
	struct stage *stage = *state;
	oriel_widget *save = titled(stage, "save", 100);
	oriel_widget *open = titled(stage, "open", 150);
	PUSH(stage, .type = ORIEL_RAW_FOCUS);
	stage_run(stage);
	key(stage, "Tab", 0);
	assert_ptr_equal(oriel_window_focused(stage->window), save);
	wait(stage, 700);
	assert_string_equal(shown(stage), "save");
	key(stage, "Tab", 0);
	assert_ptr_equal(oriel_window_focused(stage->window), open);
	wait(stage, 100);
	assert_string_equal(shown(stage), "open");
	oriel_window_clear_focus(stage->window);
	wait(stage, 200);
	assert_string_equal(shown(stage), "none");
	click(stage, 120, 115);
	wait(stage, 2000);
	assert_string_equal(shown(stage), "none");
	PUSH(stage, .type = ORIEL_RAW_BLUR);
	stage_run(stage);
	oriel_destroy(open);
	oriel_destroy(save);
	wait(stage, 2000);
}

static void title_is_that_of_the_nearest_ancestor(void **state) {
	struct stage *stage = *state;
	oriel_widget *bar = oriel_set(stage_box(stage->root, "bar", 0, 0, 300, 200), .title = "bar");
	stage_box(bar, "plain", 0, 0, 50, 50);
	oriel_set(stage_box(bar, "empty", 100, 0, 50, 50), .title = "");
	PUSH(stage, .type = ORIEL_RAW_FOCUS);
	move(stage, 20, 30);
	wait(stage, 700);
	assert_string_equal(shown(stage), "bar");
	struct oriel_rect rect = oriel_widget_window_bounds(
		oriel_widget_first_shadow_child(stage->root));
	assert_float_equal(rect.y, 30 + 20 + 6, 0.01);
	move(stage, 120, 30);
	wait(stage, 700);
	assert_string_equal(shown(stage), "none");
}

static void title_describes_a_widget_that_has_a_name(void **state) {
	struct stage *stage = *state;
	struct oriel_description description;
	oriel_widget *box = oriel_set(stage_box(stage->root, "a", 0, 0, 9, 9), .title = "Saves");
	oriel_widget_describe(box, &description);
	assert_string_equal(description.name, "Saves");
	assert_null(description.description);
	oriel_set_attribute(box, "aria-label", "Save");
	oriel_widget_describe(box, &description);
	assert_string_equal(description.name, "Save");
	assert_string_equal(description.description, "Saves");
}

/* ---- Long presses ---- */

static void note_menu(oriel_event *event, void *data) {
	struct stage *stage = data;
	const struct oriel_pointer_event *pointer = oriel_event_pointer(event);
	order_add(&stage->order, "contextmenu %g %g", (double)pointer->x, (double)pointer->y);
}

static void prevent(oriel_event *event, void *data) {
	oriel_prevent_default(event);
}

static void long_press_opens_a_context_menu_instead_of_a_click(void **state) {
	struct stage *stage = *state;
	oriel_widget *button = stage_button(stage, stage->root, "a", 100, 100, 40, 30);
	oriel_listen(stage->root, "contextmenu", note_menu, stage);
	stage_record(stage, button, "pointerdown pointerup pointercancel click");
	touch(stage, 7, 110, 110);
	wait(stage, 600);
	lift(stage, 7, 110, 110);
	assert_order(&stage->order, "pointerdown a, contextmenu 110 110, pointerup a, click a, "
		"activate a");
	oriel_listen(stage->root, "contextmenu", prevent, NULL);
	touch(stage, 7, 110, 110);
	wait(stage, 600);
	lift(stage, 7, 110, 110);
	assert_order(&stage->order, "pointerdown a, contextmenu 110 110, pointercancel a");
	touch(stage, 7, 110, 110);
	drag(stage, 7, 135, 110);
	wait(stage, 600);
	lift(stage, 7, 135, 110);
	touch(stage, 7, 110, 110);
	lift(stage, 7, 110, 110);
	wait(stage, 600);
	assert_order(&stage->order,
		"pointerdown a, pointerup a, pointerdown a, pointerup a, click a, activate a");
}

static void long_press_shows_the_tooltip(void **state) {
	struct stage *stage = *state;
	titled(stage, "save", 100);
	PUSH(stage, .type = ORIEL_RAW_FOCUS);
	touch(stage, 7, 110, 110);
	wait(stage, 600);
	assert_string_equal(shown(stage), "save");
	lift(stage, 7, 110, 110);
	assert_order(&stage->order, "");
	wait(stage, 1000);
	assert_string_equal(shown(stage), "save");
	wait(stage, 600);
	assert_string_equal(shown(stage), "none");
	touch(stage, 7, 110, 110);
	oriel_destroy(oriel_first_child(stage->root));
	wait(stage, 600);
}

/* Destroys the window of a widget, which stays. */
static void destroy_window(oriel_widget *widget, const struct oriel_change *change) {
	oriel_window *window = oriel_widget_window(widget);
	if (change->kind != ORIEL_CHANGE_STATE || window == NULL)
		return;
	oriel_remove(widget);
	oriel_window_destroy(window);
}

static const struct oriel_widget_class destroyer_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "destroyer",
	.size = sizeof(struct oriel_widget_base),
	.changed = destroy_window,
};

static void a_class_may_destroy_its_window_when_the_pointer_comes(void **state) {
	const struct stage *stage = *state;
	struct stage other = *stage;
	other.window = oriel_window_open(stage->app, .width = 400, .height = 300);
	other.root = oriel_window_root(other.window);
	oriel_widget *widget = oriel_widget_new(&destroyer_class);
	oriel_append(other.root,
		oriel_set(widget, .title = "over", .style = "width: 40px; height: 40px"));
	stage_run(&other);
	move(&other, 20, 20);
	wait(&other, 2000);
	oriel_destroy(widget);
}

int main(void) {
	return RUN_TESTS(STAGE_TEST(tooltip_comes_after_a_delay_and_goes_with_the_pointer),
		STAGE_TEST(tooltip_goes_on_to_a_neighbour_without_a_gap),
		STAGE_TEST(presses_keys_and_wheels_hide_it_until_the_pointer_goes_elsewhere),
		STAGE_TEST(escape_hides_the_tooltip_first), STAGE_TEST(focus_by_keyboard_shows_it),
		STAGE_TEST(title_is_that_of_the_nearest_ancestor),
		STAGE_TEST(title_describes_a_widget_that_has_a_name),
		STAGE_TEST(long_press_opens_a_context_menu_instead_of_a_click),
		STAGE_TEST(long_press_shows_the_tooltip),
		STAGE_TEST(a_class_may_destroy_its_window_when_the_pointer_comes));
}
