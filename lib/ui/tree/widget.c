/* SPDX-License-Identifier: MIT */
/*
 * Widgets as allocations and targets: creation, the next target of a path, activation, ids, and
 * holds. A node stands in memory before its widget's struct.
 */
#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/utf8_internal.h"
#include "loop/callback_internal.h"
#include "tree/default_action_internal.h"
#include "tree/insert_internal.h"
#include "tree/tree_state_internal.h"
#include "tree/virtual_internal.h"
#include "tree/widget_internal.h"
#include "values/target_kinds_internal.h"

#include <oriel/runtime/log.h>

#include <stdio.h>
#include <string.h>

static oriel_widget *widget_of_target(oriel_target *target) {
	return oriel__widget_of(oriel__container_of(target, struct oriel__node, target));
}

static oriel_target *get_parent(oriel_target *target, const oriel_event *event) {
	const struct oriel__node *node = oriel__container_of(target, struct oriel__node, target);
	return node->tree != NULL ? node->tree->window_target : NULL;
}

static oriel_target *get_host(oriel_target *target) {
	const struct oriel__node *part = oriel__container_of(target, struct oriel__node, target);
	return part->parent != NULL ? &part->parent->target : NULL;
}

static bool widget_has_activation(oriel_target *target) {
	const struct oriel__node *node = oriel__container_of(target, struct oriel__node, target);
	const struct oriel_widget_class *widget_class = oriel__node_class(node);
	return (widget_class->activate != NULL || widget_class->pre_activate != NULL) &&
		!(node->states & ORIEL_STATE_DISABLED);
}

static uint64_t widget_pre_activate(oriel_target *target, oriel_event *event) {
	oriel_widget *widget = widget_of_target(target);
	return widget->widget_class->pre_activate != NULL ?
		widget->widget_class->pre_activate(widget, event) :
		0;
}

static void widget_activate(oriel_target *target, oriel_event *event) {
	oriel_widget *widget = widget_of_target(target);
	if (widget->widget_class->activate != NULL)
		widget->widget_class->activate(widget, event);
}

static void cancel_activate(oriel_target *target, oriel_event *event, uint64_t before) {
	oriel_widget *widget = widget_of_target(target);
	if (widget->widget_class->cancel_activate != NULL)
		widget->widget_class->cancel_activate(widget, event, before);
}

static bool widget_default_action(oriel_target *target, oriel_event *event) {
	return oriel__default_action_run((struct oriel__node *)(void *)target, event);
}

/* Describes a widget as "button#save.primary.large". */
static void widget_describe(const oriel_target *target, char *text, size_t size) {
	const struct oriel__node *node = oriel__container_of(target, const struct oriel__node, target);
	char whole[512];
	size_t length = (size_t)snprintf(whole, sizeof(whole), "%s%s%s", node->type->text,
		node->id != NULL ? "#" : "", node->id != NULL ? node->id->text : "");
	for (uint16_t i = 0; i < node->class_count && length < sizeof(whole); i++)
		length += (size_t)snprintf(
			whole + length, sizeof(whole) - length, ".%s", node->classes[i]->text);
	if (length >= sizeof(whole))
		length = sizeof(whole) - 1;
	if (length >= size)
		length = oriel__utf8_floor(whole, length, size - 1);
	memcpy(text, whole, length);
	text[length] = '\0';
}

static const struct oriel__target_class widget_target_class = {
	.name = "widget",
	.kind = ORIEL__TARGET_KIND_WIDGET,
	.get_parent = get_parent,
	.get_host = get_host,
	.has_activation = widget_has_activation,
	.pre_activate = widget_pre_activate,
	.activate = widget_activate,
	.cancel_activate = cancel_activate,
	.default_action = widget_default_action,
	.describe = widget_describe,
};

static void widget_check_class(const struct oriel_widget_class *widget_class) {
	ORIEL_ASSERT(widget_class != NULL,
		"oriel_widget_new: the class is NULL; pass a static struct oriel_widget_class");
	ORIEL_ASSERT(widget_class->name != NULL,
		"oriel_widget_new: the class has no name; set .name to its type");
	ORIEL_ASSERT(widget_class->abi == ORIEL_WIDGET_ABI,
		"oriel_widget_new: the class \"%s\" was built for version %u of the widget interface, "
		"but this is version %u; set .abi to ORIEL_WIDGET_ABI and rebuild",
		widget_class->name, widget_class->abi, ORIEL_WIDGET_ABI);
	ORIEL_ASSERT(widget_class->size >= sizeof(struct oriel_widget_base),
		"oriel_widget_new: the class \"%s\" is smaller than its base; set .size to the size of its "
		"struct",
		widget_class->name);
}

/* Adds the class to the list from which style/ adds the sheets of classes. */
static void widget_note_sheet(const struct oriel_widget_class *widget_class) {
	struct oriel__tree_state *state = oriel__tree_state(oriel__loop_here("oriel_widget_new"));
	for (size_t i = state->sheet_class_count; i-- > 0;) {
		if (state->sheet_classes[i] == widget_class)
			return;
	}
	state->sheet_classes = oriel__grow(state->sheet_classes, &state->sheet_class_capacity,
		state->sheet_class_count + 1, sizeof(const struct oriel_widget_class *));
	state->sheet_classes[state->sheet_class_count++] = widget_class;
}

oriel_widget *oriel__widget_new(
	const struct oriel_widget_class *widget_class, const char *type, enum oriel__node_kind kind) {
	oriel_loop *loop = oriel__loop_here("oriel_widget_new");
	if (widget_class->default_actions != NULL)
		oriel__default_actions_add(oriel__tree_state(loop), widget_class);
	if (widget_class->sheets != NULL)
		widget_note_sheet(widget_class);
	struct oriel__node *node = oriel__alloc_zero(1, sizeof(*node) + widget_class->size);
	oriel__target_init(&node->target, &widget_target_class, "oriel_widget_new");
	node->type = oriel__atom_intern(oriel__loop_atoms(loop), type);
	node->kind = kind;
	node->marks = ORIEL__MARK_STYLE | ORIEL__MARK_LAYOUT | ORIEL__MARK_RECORD;
	node->focusable = (widget_class->flags & ORIEL_WIDGET_FOCUSABLE) != 0;

	oriel_widget *widget = oriel__widget_of(node);
	widget->widget_class = widget_class;
	oriel__orphan_add(node);
	if (widget_class->realise != NULL)
		oriel__virtual_add(node);
	if (widget_class->init != NULL) {
		oriel__hold_begin(loop);
		widget_class->init(widget);
		oriel__hold_end(loop);
	}
	return widget;
}

oriel_widget *oriel_widget_new(const struct oriel_widget_class *widget_class) {
	widget_check_class(widget_class);
	return oriel__widget_new(widget_class, widget_class->name, ORIEL__NODE_ELEMENT);
}

void *oriel_widget_cast_in(
	const char *caller, const oriel_widget *widget, const struct oriel_widget_class *widget_class) {
	ORIEL_ASSERT(widget != NULL, "%s: the widget is NULL; pass a %s", caller, widget_class->name);
	ORIEL_ASSERT(widget->widget_class == widget_class, "%s: this is a %s; pass a %s", caller,
		widget->widget_class->name, widget_class->name);
	return (void *)(uintptr_t)widget;
}

void *oriel_widget_try_cast(
	const oriel_widget *widget, const struct oriel_widget_class *widget_class) {
	return widget != NULL && widget->widget_class == widget_class ? (void *)(uintptr_t)widget :
																	NULL;
}

oriel_target *oriel_widget_target(oriel_widget *widget) {
	return widget != NULL ? &oriel__node_of(widget)->target : NULL;
}

oriel_widget *oriel_widget_try_from_target(oriel_target *target) {
	return oriel__target_is(target, ORIEL__TARGET_KIND_WIDGET) ? widget_of_target(target) : NULL;
}

oriel_widget *oriel_event_widget(const oriel_event *event) {
	return oriel_widget_try_from_target(oriel_event_target(event));
}

oriel_widget *oriel_event_current_widget(const oriel_event *event) {
	return oriel_widget_try_from_target(oriel_event_current_target(event));
}

/* ---- Ids, holds, the signal ---- */

oriel_widget_id oriel_widget_to_id(const oriel_widget *widget) {
	struct oriel__node *node = oriel__node_read(widget, "oriel_widget_to_id");
	if (node == NULL)
		return 0;
	if (node->widget_id == 0 && !node->destroyed)
		node->widget_id = oriel__slot_map_add(
			&oriel__tree_state(oriel__node_loop(node))->ids, node);
	return node->widget_id;
}

oriel_widget *oriel_widget_from_id(oriel_widget_id id) {
	oriel_loop *loop = oriel__loop_here("oriel_widget_from_id");
	return oriel__widget_or_null(oriel__slot_map_get(&oriel__tree_state(loop)->ids, id));
}

oriel_widget *oriel_widget_hold(oriel_widget *widget) {
	ORIEL_ASSERT(widget != NULL, "oriel_widget_hold: the widget is NULL; pass a widget");
	struct oriel__node *node = oriel__node_of(widget);
	ORIEL_ASSERT(node->holds < UINT32_MAX,
		"oriel_widget_hold: this %s is held 4,294,967,295 times; release each hold",
		widget->widget_class->name);
	node->holds++;
	return widget;
}

void oriel_widget_release(oriel_widget *widget) {
	if (widget == NULL)
		return;
	struct oriel__node *node = oriel__node_of(widget);
	ORIEL_ASSERT(node->holds > 0,
		"oriel_widget_release: this %s is not held; call it once for each oriel_widget_hold()",
		widget->widget_class->name);
	if (--node->holds == 0 && node->finished)
		oriel__free(node);
}

oriel_abort_signal *oriel_widget_signal(oriel_widget *widget) {
	ORIEL_ASSERT(widget != NULL, "oriel_widget_signal: the widget is NULL; pass a widget");
	struct oriel__node *node = oriel__node_of(widget);
	ORIEL_ASSERT(!node->finished,
		"oriel_widget_signal: this widget was destroyed and is only held; check "
		"oriel_widget_is_destroyed() "
		"first");
	oriel__loop_check(oriel__node_loop(node), "oriel_widget_signal");
	if (node->controller == NULL) {
		node->controller = oriel_abort_controller_new();
		if (node->destroyed)
			oriel_abort(node->controller, ORIEL_NO_PAYLOAD);
	}
	return oriel_abort_controller_signal(node->controller);
}

/* ---- Marking work ---- */

void oriel_widget_relayout(oriel_widget *widget) {
	oriel__node_mark(oriel__node_change(widget, "oriel_widget_relayout"),
		ORIEL__MARK_LAYOUT | ORIEL__MARK_RECORD);
}

void oriel_widget_redraw(oriel_widget *widget) {
	oriel__node_mark(oriel__node_change(widget, "oriel_widget_redraw"), ORIEL__MARK_RECORD);
}
