/* SPDX-License-Identifier: MIT */
/*
 * A user interface in a storm of input. Random input of every kind goes to several windows. Their
 * listeners and classes make random, nested changes to the tree, focus, captures, texts and the
 * windows themselves, also in other themes, scales and from right to left. After every step no
 * pointer of a window may point outside its tree; sanitizers find other errors.
 *
 * Each run plays random seeds for five seconds, from the first on. ORIEL_TEST_SECONDS=600 plays
 * longer, ORIEL_TEST_FIRST_SEED=n begins with another seed, ORIEL_TEST_SEED=n plays a single one.
 */
#include <oriel/extend/input_event.h>
#include <oriel/extend/widget.h>
#include <oriel/oriel.h>
#include <oriel/widgets.h>

#include "shrink.h"
#include "storm.h"

#include "input/pointer_internal.h"
#include "input/popover_internal.h"
#include "platform/headless_internal.h"

#include <stdio.h>
#include <string.h>

struct storm storm;

/* ---- Input of the user ---- */

static void push_pointer(oriel_window *window, enum oriel_raw_input_type type) {
	uint32_t id = pick(4);
	oriel_input_push(window,
		&(const struct oriel_raw_input){ .type = type,
			.pointer_id = (int64_t)id,
			.pointer_kind = id == 0 ? ORIEL_POINTER_MOUSE :
				id == 1             ? ORIEL_POINTER_PEN :
									ORIEL_POINTER_TOUCH,
			.x = (float)pick(320) - 10,
			.y = (float)pick(260) - 10,
			.button = (int)pick(3),
			.modifiers = pick(2),
			.pressure = 0.5f,
			.wheel_x = (float)pick(40) - 20,
			.wheel_y = (float)pick(80) - 40 });
}

static void push_key(oriel_window *window, enum oriel_raw_input_type type) {
	static const char *const keys[] = {
		"Tab",
		"Enter",
		" ",
		"c",
		"x",
		"v",
		"a",
		"z",
		"ArrowLeft",
		"ArrowRight",
		"ArrowDown",
		"Home",
		"End",
		"Backspace",
		"Delete",
		"ContextMenu",
		"Escape",
		"ArrowUp",
		"b",
		"F10",
		"Alt",
	};
	static const char *const codes[] = { "KeyA", "KeyC", "KeyV", "KeyX", "KeyZ", "Space", "" };
	oriel_input_push(window,
		&(const struct oriel_raw_input){ .type = type,
			.key = ANY_OF(&storm.chance, keys),
			.code = ANY_OF(&storm.chance, codes),
			.modifiers = pick(4),
			.repeat = pick(4) == 0 });
}

static void push_window(oriel_window *window) {
	oriel_platform_window *platform_window = oriel__surface_of_window(window)->platform_window;
	switch (pick(6)) {
	case 0:
		oriel__headless_resize(
			platform_window, (struct oriel_size){ 100 + (float)pick(300), 100 + (float)pick(200) });
		break;
	case 1:
		oriel__headless_set_visible(platform_window, pick(3) != 0);
		break;
	case 2:
		oriel__headless_set_scale(platform_window, 1 + (float)pick(5) / 4);
		break;
	case 3:
		oriel_input_push(window, &(const struct oriel_raw_input){ .type = ORIEL_RAW_CLOSE });
		break;
	default:
		oriel_input_push(window,
			&(const struct oriel_raw_input){
				.type = pick(2) == 0 ? ORIEL_RAW_FOCUS : ORIEL_RAW_BLUR });
	}
}

static void push_any(oriel_window *window) {
	switch (pick(10)) {
	case 0:
	case 1:
	case 2:
	case 3:
		push_pointer(window, (enum oriel_raw_input_type)pick(ORIEL_RAW_WHEEL + 1));
		break;
	case 4:
	case 5:
		push_key(window, pick(3) == 0 ? ORIEL_RAW_KEY_UP : ORIEL_RAW_KEY_DOWN);
		break;
	case 6:
		push_window(window);
		break;
	default:
		oriel_input_push(window,
			&(const struct oriel_raw_input){
				.type = pick(3) == 0 ? ORIEL_RAW_TEXT : ORIEL_RAW_PREEDIT,
				.text = ANY_OF(&storm.chance, storm_texts),
				.preedit_caret = pick(9) });
	}
}

/* ---- Invariants ---- */

static void assert_kept(const struct oriel__surface *surface, const struct oriel__node *node) {
	if (node != NULL)
		assert_true(oriel__surface_has(surface, node));
}

static void assert_pointer(const struct oriel__pointer *pointer) {
	const struct oriel__surface *surface = pointer->surface;
	assert_kept(surface, pointer->over);
	assert_kept(surface, pointer->capture);
	assert_kept(surface, pointer->pending_capture);
	assert_kept(surface, pointer->active);
	assert_kept(surface, pointer->scroller);
	for (int i = 0; i < ORIEL__POINTER_BUTTONS; i++)
		assert_kept(surface, pointer->pressed[i]);
}

static void assert_node(const struct oriel__surface *surface, const struct oriel__node *node) {
	assert_ptr_equal(node->tree, &surface->tree);
	assert_false(node->destroyed);
	if (node != surface->focus.node)
		assert_false(node->states & ORIEL_STATE_FOCUS);
	if (node->parent != NULL && (node->states & ORIEL_STATE_HOVER))
		assert_true(node->parent->states & ORIEL_STATE_HOVER);
	if (node->parent != NULL && (node->states & ORIEL_STATE_FOCUS_WITHIN))
		assert_true(node->parent->states & ORIEL_STATE_FOCUS_WITHIN);
	if (is_field(oriel__widget_of(node))) {
		size_t anchor, caret, length = strlen(oriel_text_field_text(oriel__widget_of(node)));
		oriel_text_field_selection(oriel__widget_of(node), &anchor, &caret);
		assert_true(anchor <= length && caret <= length);
	}
}

static void assert_popovers(const struct oriel__surface *surface) {
	for (int i = 0; i < 2; i++) {
		oriel__list_each (
			popover, &surface->popovers[i], const struct oriel__popover, link) {
			assert_true(oriel__surface_has(surface, popover->node));
			assert_true(popover->node->states & ORIEL_STATE_POPOVER_OPEN);
			assert_true(popover->node->on_top);
		}
	}
}

static void assert_surface(const struct oriel__surface *surface) {
	assert_popovers(surface);
	assert_kept(surface, surface->focus.node);
	assert_kept(surface, surface->focus.start);
	assert_kept(surface, surface->focus.held);
	assert_kept(surface, surface->hover);
	assert_kept(surface, surface->press.node);
	for (const struct oriel__pointer *pointer = surface->pointers; pointer != NULL;
		pointer = pointer->next)
		assert_pointer(pointer);
	for (const struct oriel__node *node = surface->tree.root; node != NULL;
		node = oriel__flat_next(node, surface->tree.root))
		assert_node(surface, node);
}

static void assert_all(void) {
	for (oriel_window *window = oriel_app_first_window(storm.app); window != NULL;
		window = oriel_window_next(window))
		assert_surface(oriel__surface_of_window(window));
}

/* ---- Plays ---- */

static void play_step(const uint8_t *step) {
	storm.chance = chance_of_step(step, STEP_SIZE);
	storm.acts = ACTS_A_STEP;
	if (oriel_app_first_window(storm.app) == NULL)
		storm_open_window();
	for (uint32_t more = 1 + pick(3); more > 0 && any_window() != NULL; more--)
		push_any(any_window());
	if (pick(2) == 0)
		storm_act_on_tree();
	else
		storm_act(NULL);
	assert_all();
	oriel_loop_advance(storm.loop, pick(3) == 0 ? (double)pick(700) : 20);
	/* the listeners also run in the checkpoints of resize observers, and change sizes there */
	while (take_log("resize observers have changed sizes") ||
		take_log("cannot decode a picture from memory"))
		continue;
	assert_all();
}

static bool play(const uint8_t *steps, size_t count, bool print) {
	storm = (struct storm){ .app = oriel_app_new("org.oriel.test", .headless = true),
		.chance = { 1 } };
	storm.loop = oriel_app_loop(storm.app);
	storm_open_window();
	for (size_t i = 0; i < count; i++) {
		if (print)
			print_step(steps + STEP_SIZE * i, STEP_SIZE, "");
		play_step(steps + STEP_SIZE * i);
	}
	storm.is_over = true;
	oriel_app_destroy(storm.app);
	return true;
}

static void random_input_leaves_no_dangling_pointer(void **state) {
	play_seeds(&(const struct random_test){
		.step_size = STEP_SIZE, .max_steps = 200, .seconds = 5, .play = play });
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(random_input_leaves_no_dangling_pointer));
}
