/* SPDX-License-Identifier: MIT */
/*
 * Events of input as objects: their details, and the public calls that read them, queue raw input,
 * and act for the user.
 *
 * Three kinds of event carry a detail: pointer, key and input. Their strings are copies, freed with
 * the event.
 */
#include <oriel/extend/input_event.h>

#include "base/alloc_internal.h"
#include "input/handler_internal.h"
#include "input/pointer_internal.h"
#include "loop/callback_internal.h"
#include "platform/recorded_platform_internal.h"

#include <oriel/runtime/log.h>
#include <string.h>

struct pointer_detail {
	struct oriel_pointer_event pointer;
	struct oriel_pointer_event *coalesced;
	size_t count;
};

struct key_detail {
	struct oriel_key_event key; /* owns its strings */
};

struct input_detail {
	struct oriel_input_event input; /* owns its strings */
};

static void finish_pointer(void *data) {
	struct pointer_detail *detail = data;
	oriel__free(detail->coalesced);
}

static void finish_key(void *data) {
	struct key_detail *detail = data;
	oriel__free((char *)detail->key.key);
	oriel__free((char *)detail->key.code);
}

static void finish_input(void *data) {
	struct input_detail *detail = data;
	oriel__free((char *)detail->input.type);
	oriel__text_free((char *)detail->input.data);
}

static const struct oriel__event_kind plain_kind = { "plain", 0, NULL };
static const struct oriel__event_kind pointer_kind = { "pointer", sizeof(struct pointer_detail),
	finish_pointer };
static const struct oriel__event_kind key_kind = { "key", sizeof(struct key_detail), finish_key };
static const struct oriel__event_kind input_kind = { "input", sizeof(struct input_detail),
	finish_input };

/* Copies the samples of a pointermove. A single sample is the event itself, and needs no copy. */
static struct oriel_pointer_event *expand_samples(
	const struct oriel_pointer_event *pointer, const struct oriel__sample *samples, size_t count) {
	if (count < 2)
		return NULL;
	struct oriel_pointer_event *coalesced = oriel__realloc_array(NULL, count, sizeof(*coalesced));
	for (size_t i = 0; i < count; i++) {
		coalesced[i] = *pointer;
		coalesced[i].x = samples[i].x;
		coalesced[i].y = samples[i].y;
		coalesced[i].pressure = oriel__pointer_pressure(
			pointer->kind, pointer->buttons, samples[i].pressure);
		coalesced[i].modifiers = samples[i].modifiers;
	}
	return coalesced;
}

oriel_event *oriel__pointer_event_new(const char *type, const struct oriel_pointer_event *pointer,
	unsigned flags, oriel_target *related, double time_ms, const struct oriel__sample *samples,
	size_t count) {
	const struct pointer_detail detail = {
		.pointer = *pointer,
		.coalesced = expand_samples(pointer, samples, count),
		.count = count,
	};
	return oriel__event_new_kind(type, &pointer_kind, &detail, flags, related, time_ms);
}

oriel_event *oriel__plain_event_new(
	const char *type, unsigned flags, oriel_target *related, double time_ms) {
	return oriel__event_new_kind(type, &plain_kind, "", flags, related, time_ms);
}

oriel_event *oriel__key_event_new(
	const char *type, const struct oriel_key_event *key, double time_ms) {
	struct key_detail detail = { .key = *key };
	detail.key.key = oriel__strdup(key->key);
	detail.key.code = oriel__strdup(key->code);
	return oriel__event_new_kind(type, &key_kind, &detail, ORIEL__EVENT_UI, NULL, time_ms);
}

oriel_event *oriel__input_event_new(
	const char *type, const struct oriel_input_event *input, unsigned flags, double time_ms) {
	struct input_detail detail = { .input = *input };
	if (input->data != NULL) {
		size_t size = strlen(input->data) + 1;
		char *data = oriel__try_alloc(size, 1);
		if (data == NULL) {
			oriel_log(ORIEL_LOG_ERROR,
				"no memory for %zu bytes of data of an event of type \"%s\"", size, type);
			return NULL;
		}
		detail.input.data = memcpy(data, input->data, size);
	}
	detail.input.type = oriel__strdup(input->type != NULL ? input->type : "");
	return oriel__event_new_kind(type, &input_kind, &detail, flags, NULL, time_ms);
}

const struct oriel_pointer_event *oriel_event_pointer(const oriel_event *event) {
	const struct pointer_detail *detail = oriel__event_kind_detail(event, &pointer_kind);
	return detail != NULL ? &detail->pointer : NULL;
}

const struct oriel_key_event *oriel_event_key(const oriel_event *event) {
	const struct key_detail *detail = oriel__event_kind_detail(event, &key_kind);
	return detail != NULL ? &detail->key : NULL;
}

const struct oriel_input_event *oriel_event_input(const oriel_event *event) {
	const struct input_detail *detail = oriel__event_kind_detail(event, &input_kind);
	return detail != NULL ? &detail->input : NULL;
}

size_t oriel_event_coalesced(
	const oriel_event *event, struct oriel_pointer_event *pointers, size_t capacity) {
	const struct pointer_detail *detail = oriel__event_kind_detail(event, &pointer_kind);
	if (detail == NULL || detail->count == 0)
		return 0;
	const struct oriel_pointer_event *all = detail->coalesced != NULL ? detail->coalesced :
																		&detail->pointer;
	size_t copied = detail->count < capacity ? detail->count : capacity;
	if (copied > 0)
		memcpy(pointers, all, copied * sizeof(*pointers));
	return detail->count;
}

struct oriel_point oriel_event_point_in(const oriel_event *event, const oriel_widget *widget) {
	const struct oriel_pointer_event *pointer = oriel_event_pointer(event);
	if (pointer == NULL || widget == NULL)
		return (struct oriel_point){ 0 };
	struct oriel_rect bounds = oriel_widget_window_bounds(widget);
	return (struct oriel_point){ pointer->x - bounds.x, pointer->y - bounds.y };
}

void oriel_input_push(oriel_window *window, const struct oriel_raw_input *input) {
	ORIEL_ASSERT(
		window != NULL, "oriel_input_push: the window is NULL; pass the window of the input");
	struct oriel__surface *surface = oriel__surface_of_window(window);
	oriel__loop_check(surface->view.loop, "oriel_input_push");
	if (oriel__recorded_push(surface->platform_window, input))
		oriel__queue_push(surface, input);
}

/* Returns the node of a widget on which a user can act, or NULL. Asserts, naming the caller. */
static struct oriel__node *node_to_act_on(oriel_widget *widget, const char *caller) {
	ORIEL_ASSERT(widget != NULL, "%s: the widget is NULL; pass a widget", caller);
	struct oriel__node *node = oriel__node_of(widget);
	oriel__loop_here(caller);
	return node->destroyed ? NULL : node;
}

/* Returns an input event. Without memory for its data, beforeinput is not fired: returns NULL, and
 * nothing changes. input is then fired without data, since the change has happened. */
static oriel_event *new_input_event(
	const char *type, const struct oriel_input_event *input, unsigned flags) {
	double time_ms = oriel_loop_now(oriel_loop_current());
	oriel_event *event = oriel__input_event_new(type, input, flags, time_ms);
	if (event != NULL || (flags & ORIEL__EVENT_CANCELABLE) != 0)
		return event;
	struct oriel_input_event bare = *input;
	bare.data = NULL;
	return oriel__input_event_new(type, &bare, flags, time_ms);
}

bool oriel_widget_fire_input(
	oriel_widget *widget, const char *type, const struct oriel_input_event *input) {
	bool before = strcmp(type, "beforeinput") == 0;
	ORIEL_ASSERT(before || strcmp(type, "input") == 0,
		"oriel_widget_fire_input: the type is \"%s\"; pass \"beforeinput\" or \"input\"", type);
	struct oriel__node *node = node_to_act_on(widget, "oriel_widget_fire_input");
	if (node == NULL)
		return false;
	unsigned flags = ORIEL__EVENT_BUBBLES | ORIEL__EVENT_COMPOSED |
		(before ? ORIEL__EVENT_CANCELABLE : 0);
	oriel_event *event = new_input_event(type, input, flags);
	if (event == NULL)
		return false;
	bool is_allowed = oriel__dispatch_trusted(&node->target, event);
	oriel_event_unref(event);
	return is_allowed;
}

void oriel_click(oriel_widget *widget) {
	struct oriel__node *node = node_to_act_on(widget, "oriel_click");
	if (node == NULL || node->clicking || oriel__node_is_disabled(node))
		return;
	oriel_loop *loop = oriel_loop_current();
	const struct oriel_pointer_event pointer = { .pointer_id = -1 };
	oriel_event *event = oriel__pointer_event_new(
		"click", &pointer, ORIEL__EVENT_UI, NULL, oriel_loop_now(loop), NULL, 0);
	oriel__hold_begin(loop);
	node->clicking = 1;
	oriel__dispatch_trusted(&node->target, event);
	node->clicking = 0;
	oriel__hold_end(loop);
	oriel_event_unref(event);
}
