/* SPDX-License-Identifier: MIT */
/*
 * Clicks: the pressed widget, the click count, the clicked widget; :active during a press;
 * auxclick, dblclick, contextmenu.
 *
 * The target of a click is the nearest common ancestor of press and release, or the widget that has
 * captured the pointer. The count increases for the same button on the same widget, soon after the
 * last press and near it. A disabled widget receives no click.
 */
#include "input/pointer_internal.h"

#include <math.h>

#define MULTI_CLICK_MS 500.0
#define MULTI_CLICK_PX 4.0f

static bool click_continues(const struct oriel__press *last, const struct oriel__pointer *pointer,
	const struct oriel__node *target, int button) {
	double since = pointer->time_ms - last->time_ms;
	float reach = pointer->kind == ORIEL_POINTER_TOUCH ? ORIEL__TOUCH_SLOP * 2 : MULTI_CLICK_PX;
	return last->node == target && last->kind == pointer->kind && last->button == button &&
		since >= 0 && since <= MULTI_CLICK_MS &&
		fabsf(pointer->x - last->x) <= reach && fabsf(pointer->y - last->y) <= reach;
}

static void set_active(struct oriel__pointer *pointer, struct oriel__node *node) {
	while (node != NULL && oriel__node_is_disabled(node))
		node = node->parent;
	pointer->active = node;
	oriel__states_set_chain(node, NULL, ORIEL_STATE_ACTIVE, true);
}

static void clear_active(struct oriel__pointer *pointer) {
	struct oriel__node *active = pointer->active;
	pointer->active = NULL;
	oriel__states_set_chain(active, NULL, ORIEL_STATE_ACTIVE, false);
}

void oriel__click_press(struct oriel__pointer *pointer, struct oriel__node *target, int button) {
	struct oriel__press *last = &pointer->surface->press;
	int count = click_continues(last, pointer, target, button) ? last->count + 1 : 1;
	*last = (struct oriel__press){
		.node = target,
		.kind = pointer->kind,
		.button = button,
		.count = count,
		.x = pointer->x,
		.y = pointer->y,
		.time_ms = pointer->time_ms,
	};
	pointer->click_count = count;
	pointer->pressed[button] = target;
	if (button == ORIEL_BUTTON_PRIMARY)
		set_active(pointer, target);
}

struct oriel__node *oriel__click_release(
	struct oriel__pointer *pointer, struct oriel__node *target, int button) {
	struct oriel__node *pressed = pointer->pressed[button];
	pointer->pressed[button] = NULL;
	if (button == ORIEL_BUTTON_PRIMARY)
		clear_active(pointer);
	if (pressed == NULL || target == NULL)
		return NULL;
	return pointer->capture != NULL ? pointer->capture :
									oriel__node_common_ancestor(pressed, target);
}

static bool can_be_clicked(const struct oriel__pointer *pointer, const struct oriel__node *node) {
	return oriel__surface_has(pointer->surface, node) && !oriel__node_is_disabled(node);
}

static enum oriel__outcome click_fire(
	struct oriel__pointer *pointer, struct oriel__node *node, const char *type, int button) {
	if (!can_be_clicked(pointer, node))
		return ORIEL__OUTCOME_PREVENTED;
	return oriel__pointer_fire(pointer, &node->target, type, ORIEL__EVENT_UI, button, NULL);
}

void oriel__click_fire(struct oriel__pointer *pointer, struct oriel__node *node, int button) {
	int count = pointer->click_count;
	if (button != ORIEL_BUTTON_PRIMARY) {
		bool is_open = click_fire(pointer, node, "auxclick", button) == ORIEL__OUTCOME_OPEN;
		if (is_open && button == ORIEL_BUTTON_MIDDLE && !pointer->is_press_prevented)
			oriel__paste_by_click(pointer->surface, node);
		return;
	}
	click_fire(pointer, node, "click", button);
	if (count == 2)
		click_fire(pointer, node, "dblclick", button);
}

enum oriel__outcome oriel__click_context_menu(
	struct oriel__pointer *pointer, struct oriel__node *node, int button) {
	return click_fire(pointer, node, "contextmenu", button);
}

void oriel__click_cancel(struct oriel__pointer *pointer) {
	for (int i = 0; i < ORIEL__POINTER_BUTTONS; i++)
		pointer->pressed[i] = NULL;
	clear_active(pointer);
}

void oriel__click_leaving(
	struct oriel__pointer *pointer, struct oriel__node *node, bool destroying) {
	for (int i = 0; i < ORIEL__POINTER_BUTTONS; i++) {
		if (oriel__node_contains(node, pointer->pressed[i]))
			pointer->pressed[i] = NULL;
	}
	if (oriel__node_contains(node, pointer->active)) {
		if (!destroying)
			oriel__states_set_chain(pointer->active, node->parent, ORIEL_STATE_ACTIVE, false);
		pointer->active = node->parent;
	}
}
