/* SPDX-License-Identifier: MIT */
/*
 * Random input to a tree whose listeners destroy, remove, hide, focus and capture at random. No
 * pointer may dangle, which the sanitizers check, and the remaining tree must be consistent.
 */
#include "chance.h"
#include "shrink.h"
#include "stage.h"

#include "input/surface_internal.h"

#include <stdio.h>

enum { STEP_SIZE = 4 };

struct chaos {
	struct stage *stage;
	struct chance chance; /* of the step that is being played, and of its listeners */
	int names;
};

static struct stage *stage_of_plays;

static oriel_widget *any_widget(struct chaos *chaos) {
	oriel_widget *widget = chaos->stage->root;
	for (uint32_t steps = roll(&chaos->chance, 12); steps > 0; steps--) {
		oriel_widget *next = oriel_widget_next_in_tree(widget, NULL);
		widget = next != NULL ? next : chaos->stage->root;
	}
	return widget;
}

static void grow(struct chaos *chaos);

static void act(oriel_event *event, void *data) {
	struct chaos *chaos = data;
	oriel_widget *widget = any_widget(chaos);
	bool is_root = widget == chaos->stage->root;
	const struct oriel_pointer_event *pointer = oriel_event_pointer(event);
	switch (roll(&chaos->chance, 24)) {
	case 0:
		if (!is_root)
			oriel_destroy(widget);
		break;
	case 1:
		if (!is_root)
			oriel_destroy(oriel_remove(widget));
		break;
	case 2:
		oriel_focus(widget);
		break;
	case 3:
		oriel_set_hidden(widget, !is_root && !oriel_is_hidden(widget));
		break;
	case 4:
		if (!is_root)
			oriel_toggle_attribute(widget, "disabled");
		break;
	case 5:
		if (pointer != NULL)
			oriel_widget_set_pointer_capture(widget, pointer->pointer_id);
		break;
	case 6:
		oriel_prevent_default(event);
		break;
	case 7:
		oriel_window_clear_focus(chaos->stage->window);
		break;
	case 8:
		grow(chaos);
		break;
	case 9:
		if (roll(&chaos->chance, 10) == 0)
			oriel_widget_clear(chaos->stage->root);
		break;
	case 10:
		oriel_window_update(chaos->stage->window);
		break;
	case 11:
		oriel_scroll_to(widget, .y = (double)roll(&chaos->chance, 100));
		break;
	case 12:
		oriel_prepend(widget, oriel_set(stage_flow_box(), .id = "flow", .style = "height: 20px"));
		break;
	case 13:
		if (!is_root && oriel_first_child(oriel_parent(widget)) != widget)
			oriel_widget_move_before(
				oriel_parent(widget), widget, oriel_first_child(oriel_parent(widget)));
		break;
	default:
		break;
	}
}

static void listen_to_all(struct chaos *chaos, oriel_widget *widget) {
	static const char *const types[] = {
		"pointerover",
		"pointerenter",
		"pointerdown",
		"pointermove",
		"pointerup",
		"pointercancel",
		"pointerout",
		"pointerleave",
		"gotpointercapture",
		"lostpointercapture",
		"click",
		"dblclick",
		"contextmenu",
		"wheel",
		"keydown",
		"keyup",
		"focus",
		"blur",
		"focusin",
		"focusout",
		"beforeinput",
		"compositionstart",
		"compositionend",
		"scroll",
		"scrollend",
	};
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		oriel_listen(widget, types[i], act, chaos);
}

static void grow(struct chaos *chaos) {
	struct stage *stage = chaos->stage;
	oriel_widget *parent = any_widget(chaos);
	float x = (float)roll(&chaos->chance, 300), y = (float)roll(&chaos->chance, 200);
	char id[32];
	snprintf(id, sizeof(id), "w%d", chaos->names++);
	oriel_widget *widget;
	switch (roll(&chaos->chance, 5)) {
	case 0:
		widget = stage_button(stage, parent, id, x / 4, y / 4, 80, 60);
		break;
	case 1:
		widget = stage_field(stage, parent, id, x / 4, y / 4, 80, 30);
		break;
	case 2:
		widget = stage_list(parent, id, x / 4, y / 4, 100, 80, 6);
		break;
	case 3:
		widget = stage_list(parent, id, x / 4, y / 4, 100, 80, 0);
		oriel_set_style(widget, "flex-direction", "column");
		for (int i = 0; i < 8; i++)
			oriel_append(widget,
				oriel_set(stage_flow_box(), .id = "flow", .style = "height: 20px; flex-shrink: 0"));
		break;
	default:
		widget = stage_box(parent, id, x / 2, y / 2, 150, 100);
		break;
	}
	listen_to_all(chaos, widget);
}

static void push_pointer(struct chaos *chaos, enum oriel_raw_input_type type) {
	/* the ends of some touches get lost */
	uint32_t id = roll(&chaos->chance, 8) == 0 ? roll(&chaos->chance, 100) :
												roll(&chaos->chance, 4);
	PUSH(chaos->stage, .type = type, .pointer_id = (int64_t)id,
		.pointer_kind = id == 0 ? ORIEL_POINTER_MOUSE :
			id == 1             ? ORIEL_POINTER_PEN :
								ORIEL_POINTER_TOUCH,
		.x = (float)roll(&chaos->chance, 420) - 10, .y = (float)roll(&chaos->chance, 320) - 10,
		.button = (int)roll(&chaos->chance, 3), .wheel_x = (float)roll(&chaos->chance, 40) - 20,
		.wheel_y = (float)roll(&chaos->chance, 80) - 40);
}

static void push_key(struct chaos *chaos, enum oriel_raw_input_type type) {
	static const char *const keys[] = { "Tab", "Enter", " ", "c", "ArrowDown", "End", "a",
		"ContextMenu" };
	PUSH(chaos->stage, .type = type, .key = keys[roll(&chaos->chance, 8)],
		.modifiers = roll(&chaos->chance, 4));
}

static void push_any(struct chaos *chaos) {
	static const char *const texts[] = { "", "a", "日本", "\xff" };
	uint32_t type = roll(&chaos->chance, ORIEL_RAW_CLOSE);
	if (type <= ORIEL_RAW_WHEEL)
		push_pointer(chaos, (enum oriel_raw_input_type)type);
	else if (type == ORIEL_RAW_KEY_DOWN || type == ORIEL_RAW_KEY_UP)
		push_key(chaos, (enum oriel_raw_input_type)type);
	else if (type == ORIEL_RAW_VISIBILITY)
		oriel__headless_set_visible(oriel__surface_of_window(chaos->stage->window)->platform_window,
			!oriel_window_is_visible(chaos->stage->window));
	else
		PUSH(chaos->stage, .type = (enum oriel_raw_input_type)type,
			.text = texts[roll(&chaos->chance, 4)], .preedit_caret = roll(&chaos->chance, 9));
}

static void check(struct stage *stage) {
	oriel_widget *focused = oriel_window_focused(stage->window);
	for (oriel_widget *widget = stage->root; widget != NULL;
		widget = oriel_widget_next_in_tree(widget, NULL)) {
		if (widget != focused)
			assert_false(oriel_widget_has_state(widget, ORIEL_STATE_FOCUS));
		if (oriel_parent(widget) != NULL && oriel_widget_has_state(widget, ORIEL_STATE_HOVER))
			assert_true(oriel_widget_has_state(oriel_parent(widget), ORIEL_STATE_HOVER));
	}
	stage->order.length = 0;
	stage->order.text[0] = '\0';
}

static void play_step(struct chaos *chaos, const uint8_t *step) {
	chaos->chance = chance_of_step(step, STEP_SIZE);
	push_any(chaos);
	if (roll(&chaos->chance, 4) == 0)
		grow(chaos);
	if (roll(&chaos->chance, 3) == 0)
		oriel_loop_advance(chaos->stage->loop, (double)roll(&chaos->chance, 60));
	check(chaos->stage);
}

static char *types_of(struct stage *stage) {
	static char text[4096];
	size_t length = 0;
	for (oriel_widget *at = stage->root; at != NULL && length < sizeof(text) - 64;
		at = oriel_widget_next_in_tree(at, NULL))
		length += (size_t)snprintf(text + length, 64, "%s%s ", oriel_attribute(at, "id"),
			at == oriel_window_focused(stage->window) ? ":focus" : "");
	return text;
}

static bool play_input(const uint8_t *steps, size_t count, bool print) {
	struct stage *stage = stage_of_plays;
	struct chaos chaos = { .stage = stage, .chance = { 20240607 } };
	stage->window = oriel_window_open(stage->app, .title = "next", .width = 400, .height = 300);
	stage->root = oriel_window_root(stage->window);
	oriel_set_attribute(stage->root, "id", "root");
	listen_to_all(&chaos, stage->root);
	for (int i = 0; i < 10; i++)
		grow(&chaos);
	for (size_t i = 0; i < count; i++) {
		if (print)
			print_step(steps + STEP_SIZE * i, STEP_SIZE, types_of(stage));
		play_step(&chaos, steps + STEP_SIZE * i);
	}
	oriel_window_destroy(stage->window);
	stage_run(stage);
	return true;
}

static void listeners_that_destroy_leave_no_dangling_pointer(void **state) {
	stage_of_plays = *state;
	play_seeds(&(const struct random_test){
		.step_size = STEP_SIZE, .max_steps = 240, .seeds = 80, .play = play_input });
}

int main(void) {
	return RUN_TESTS(STAGE_TEST(listeners_that_destroy_leave_no_dangling_pointer));
}
