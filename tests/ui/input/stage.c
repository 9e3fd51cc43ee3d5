/* SPDX-License-Identifier: MIT */
/*
 * See stage.h. The widgets have classes of their own, so these tests need no built-in widgets.
 */
#include "stage.h"

#include "app/app_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOUSE 1

struct actor {
	struct oriel_widget_base base;
	struct stage *stage;
};

struct record {
	struct stage *stage;
	bool related;
};

static void actor_activate(oriel_widget *widget, oriel_event *event) {
	struct actor *actor = (struct actor *)widget;
	order_add(&actor->stage->order, "activate %s", oriel_attribute(widget, "id"));
}

static bool field_default(oriel_widget *widget, oriel_event *event) {
	struct actor *actor = (struct actor *)widget;
	const struct oriel_input_event *input = oriel_event_input(event);
	order_add(&actor->stage->order, "insert %s", input->data);
	oriel_widget_fire_input(widget, "input", input);
	return true;
}

static const struct oriel_default_action field_actions[] = {
	{ "beforeinput", field_default },
	{ 0 },
};

static const struct oriel_widget_class box_class = {
	.abi = ORIEL_WIDGET_ABI, .name = "box", .size = sizeof(struct actor),
};
static const struct oriel_widget_class button_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "button",
	.size = sizeof(struct actor),
	.flags = ORIEL_WIDGET_FOCUSABLE,
	.activate = actor_activate,
};
static const struct oriel_widget_class field_class = {
	.abi = ORIEL_WIDGET_ABI, .name = "field", .size = sizeof(struct actor),
	.flags = ORIEL_WIDGET_FOCUSABLE | ORIEL_WIDGET_TEXT_INPUT,
	.default_actions = field_actions,
};

int stage_setup(void **state) {
	struct stage *stage = calloc(1, sizeof(*stage));
	assert_non_null(stage);
	stage->app = oriel_app_new("org.example.test", .headless = true);
	stage->loop = oriel_app_loop(stage->app);
	stage->window = oriel_window_open(stage->app, .title = "Test", .width = 400, .height = 300);
	stage->root = oriel_window_root(stage->window);
	oriel_set_attribute(stage->root, "id", "root");
	stage_run(stage);
	*state = stage;
	return 0;
}

int stage_teardown(void **state) {
	struct stage *stage = *state;
	oriel_app_destroy(stage->app);
	free(stage);
	return 0;
}

void stage_run(struct stage *stage) {
	oriel_loop_advance(stage->loop, 40);
}

oriel_platform_window *stage_platform_window(const struct stage *stage) {
	return oriel__headless_window(stage->app->platform, 0);
}

struct oriel__headless_state stage_shown(const struct stage *stage) {
	return oriel__headless_state(stage_platform_window(stage));
}

static oriel_widget *place(oriel_widget *parent, oriel_widget *widget, const char *id, float x,
	float y, float width, float height) {
	oriel_set(widget, .id = id);
	oriel_set_style(widget, "width", "%gpx", (double)(width));
	oriel_set_style(widget, "height", "%gpx", (double)(height));
	oriel_set_style(widget, "position", "absolute");
	oriel_set_style(widget, "top", "%gpx", (double)(y));
	oriel_set_style(widget, "left", "%gpx", (double)(x));
	assert_int_equal(oriel_append(parent, widget), ORIEL_OK);
	return widget;
}

static oriel_widget *actor(struct stage *stage, const struct oriel_widget_class *widget_class) {
	oriel_widget *widget = oriel_widget_new(widget_class);
	((struct actor *)widget)->stage = stage;
	return widget;
}

oriel_widget *stage_box(
	oriel_widget *parent, const char *id, float x, float y, float width, float height) {
	return place(parent, actor(NULL, &box_class), id, x, y, width, height);
}

oriel_widget *stage_flow_box(void) {
	return actor(NULL, &box_class);
}

oriel_widget *stage_button(struct stage *stage, oriel_widget *parent, const char *id, float x,
	float y, float width, float height) {
	return place(parent, actor(stage, &button_class), id, x, y, width, height);
}

oriel_widget *stage_field(struct stage *stage, oriel_widget *parent, const char *id, float x,
	float y, float width, float height) {
	return place(parent, actor(stage, &field_class), id, x, y, width, height);
}

oriel_widget *stage_list(
	oriel_widget *parent, const char *id, float x, float y, float width, float height, int rows) {
	oriel_widget *list = stage_box(parent, id, x, y, width, height);
	oriel_set_style(list, "overflow-x", "auto");
	oriel_set_style(list, "overflow-y", "auto");
	for (int i = 0; i < rows; i++) {
		char name[32];
		snprintf(name, sizeof(name), "%s%d", id, i);
		stage_box(list, name, 0, 50.0f * (float)i, width, 50);
	}
	return list;
}

const char *stage_id(oriel_target *target) {
	if (target == NULL)
		return "none";
	if (oriel_window_try_from_target(target) != NULL)
		return "window";
	return oriel_attribute(oriel_widget_try_from_target(target), "id");
}

static void on_event(oriel_event *event, void *data) {
	struct record *record = data;
	const char *current = stage_id(oriel_event_current_target(event));
	if (record->related)
		order_add(&record->stage->order, "%s %s from %s", oriel_event_type(event), current,
			stage_id(oriel_event_related_target(event)));
	else
		order_add(&record->stage->order, "%s %s", oriel_event_type(event), current);
}

static void listen_all(struct stage *stage, oriel_target *target, const char *types, bool related) {
	while (*types != '\0') {
		char type[64];
		size_t length = strcspn(types, " ");
		snprintf(type, sizeof(type), "%.*s", (int)length, types);
		struct record *record = malloc(sizeof(*record));
		assert_non_null(record);
		*record = (struct record){ stage, related };
		oriel_listen(target, type, on_event, record, .release = free);
		types += length + strspn(types + length, " ");
	}
}

void stage_record(struct stage *stage, oriel_widget *widget, const char *types) {
	listen_all(stage, oriel_widget_target(widget), types, false);
}

void stage_record_window(struct stage *stage, const char *types) {
	listen_all(stage, oriel_window_target(stage->window), types, false);
}

void stage_record_related(struct stage *stage, oriel_widget *widget, const char *types) {
	listen_all(stage, oriel_widget_target(widget), types, true);
}

void move(struct stage *stage, float x, float y) {
	PUSH(stage, .type = ORIEL_RAW_POINTER_MOVE, .pointer_id = MOUSE, .x = x, .y = y);
	stage_run(stage);
}

void press_button(struct stage *stage, float x, float y, int button) {
	PUSH(stage, .type = ORIEL_RAW_POINTER_DOWN, .pointer_id = MOUSE, .x = x, .y = y,
		.button = button);
	stage_run(stage);
}

void release_button(struct stage *stage, float x, float y, int button) {
	PUSH(
		stage, .type = ORIEL_RAW_POINTER_UP, .pointer_id = MOUSE, .x = x, .y = y, .button = button);
	stage_run(stage);
}

void press(struct stage *stage, float x, float y) {
	press_button(stage, x, y, ORIEL_BUTTON_PRIMARY);
}

void release(struct stage *stage, float x, float y) {
	release_button(stage, x, y, ORIEL_BUTTON_PRIMARY);
}

void click(struct stage *stage, float x, float y) {
	press(stage, x, y);
	release(stage, x, y);
}

void wheel(struct stage *stage, float x, float y, float wheel_x, float wheel_y) {
	PUSH(stage, .type = ORIEL_RAW_WHEEL, .pointer_id = MOUSE, .x = x, .y = y, .wheel_x = wheel_x,
		.wheel_y = wheel_y);
	stage_run(stage);
}

static void finger(
	struct stage *stage, enum oriel_raw_input_type type, int64_t id, float x, float y) {
	PUSH(
		stage, .type = type, .pointer_id = id, .pointer_kind = ORIEL_POINTER_TOUCH, .x = x, .y = y);
	oriel_loop_advance(stage->loop, 17);
}

void touch(struct stage *stage, int64_t id, float x, float y) {
	finger(stage, ORIEL_RAW_POINTER_DOWN, id, x, y);
}

void drag(struct stage *stage, int64_t id, float x, float y) {
	finger(stage, ORIEL_RAW_POINTER_MOVE, id, x, y);
}

void lift(struct stage *stage, int64_t id, float x, float y) {
	finger(stage, ORIEL_RAW_POINTER_UP, id, x, y);
}

void key_down(struct stage *stage, const char *name, unsigned modifiers) {
	PUSH(stage, .type = ORIEL_RAW_KEY_DOWN, .key = name, .modifiers = modifiers);
	stage_run(stage);
}

void key_up(struct stage *stage, const char *name, unsigned modifiers) {
	PUSH(stage, .type = ORIEL_RAW_KEY_UP, .key = name, .modifiers = modifiers);
	stage_run(stage);
}

void key(struct stage *stage, const char *name, unsigned modifiers) {
	key_down(stage, name, modifiers);
	key_up(stage, name, modifiers);
}

void type_text(struct stage *stage, const char *text) {
	PUSH(stage, .type = ORIEL_RAW_TEXT, .text = text);
	stage_run(stage);
}
