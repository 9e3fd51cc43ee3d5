/* SPDX-License-Identifier: MIT */
/*
 * The event object: creating, keeping and reading events. dispatch.c dispatches them.
 *
 * One allocation holds the event and the detail of its kind. The event's targets are weak pointers.
 * During a dispatch they are what the current listener may see, and afterwards what the outermost
 * listener of the path could see.
 */
#include "event/dispatch_internal.h"

#include "base/alloc_internal.h"
#include "base/options_internal.h"
#include "event/listener_internal.h"
#include "event/user_data_internal.h"
#include "loop/loop_internal.h"

#include <oriel/runtime/log.h>
#include <string.h>

oriel__atom oriel__event_type_intern(oriel_loop *loop, const char *type) {
	size_t length = strlen(type);
	ORIEL_ASSERT(length <= ORIEL__SMALL_TEXT_MAX,
		"the type of an event, \"%.40s…\", has over 65,535 bytes; pass data as its detail", type);
	return oriel__atom_intern_n(oriel__loop_atoms(loop), type, length);
}

void oriel_event_type_declare(const char *type) {
	oriel_loop *loop = oriel__loop_here("oriel_event_type_declare");
	ORIEL_ASSERT(
		type != NULL, "oriel_event_type_declare: the type is NULL; pass the name of an event");
	oriel__atom name = oriel__event_type_intern(loop, type);
	oriel__event_type_know(oriel__event_state(loop), name);
	oriel__atom_unref(name);
}

static inline oriel_event *event_new(
	oriel_loop *loop, const char *type, size_t detail_size, double time_ms) {
	oriel__atom name = oriel__event_type_intern(loop, type);
	oriel_event *event = oriel__alloc(offsetof(struct oriel_event, detail) + detail_size);
	*event = (struct oriel_event){
		.references = 1, .state = oriel__event_state(loop), .type = name, .time_ms = time_ms
	};
	event->state->events++;
	oriel__event_type_know(event->state, name);
	return event;
}

oriel_event *oriel_event_new_at(
	const char *site, const char *type, const struct oriel_event_options *options) {
	oriel_loop *loop = oriel__loop_here("oriel_event_new");
	ORIEL_ASSERT(type != NULL,
		"oriel_event_new at %s: the type is NULL; pass a name, which may be empty", site);
	oriel__check_options("oriel_event_new", site, options);
	oriel_event *event = event_new(loop, type, 0, oriel_loop_now(loop));
	if (options == NULL)
		return event;
	event->is_bubbling = options->bubbles;
	event->is_cancelable = options->cancelable;
	event->is_composed = options->composed;
	event->payload = options->detail;
	oriel__weak_target_set(&event->related, options->related_target);
	return event;
}

oriel_event *oriel__event_new_kind(const char *type, const struct oriel__event_kind *kind,
	const void *detail, unsigned flags, oriel_target *related, double time_ms) {
	oriel_event *event = event_new(
		oriel__loop_here("oriel__event_new_kind"), type, kind->size, time_ms);
	event->kind = kind;
	event->is_bubbling = flags & ORIEL__EVENT_BUBBLES;
	event->is_cancelable = flags & ORIEL__EVENT_CANCELABLE;
	event->is_composed = flags & ORIEL__EVENT_COMPOSED;
	memcpy(event->detail, detail, kind->size);
	oriel__weak_target_set(&event->related, related);
	return event;
}

const void *oriel__event_kind_detail(
	const oriel_event *event, const struct oriel__event_kind *kind) {
	return event != NULL && event->kind == kind ? event->detail : NULL;
}

oriel_event *oriel_event_ref(oriel_event *event) {
	event->references++;
	return event;
}

void oriel__event_free(oriel_event *event) {
	oriel__weak_target_set(&event->target, NULL);
	oriel__weak_target_set(&event->related, NULL);
	if (event->type->table != NULL)
		event->state->events--;
	oriel__atom_unref(event->type);
	if (event->user_data != 0)
		oriel__user_data_drop_all(event->state, &event->user_data);
	oriel__payload_drop(event->payload);
	if (event->kind != NULL && event->kind->finish != NULL)
		event->kind->finish(event->detail);
	oriel__free(event);
}

void oriel_event_unref(oriel_event *event) {
	if (event != NULL && --event->references == 0)
		oriel__event_free(event);
}

enum oriel_status oriel_event_reinit(
	oriel_event *event, const char *type, bool bubbles, bool cancelable) {
	oriel_loop *loop = oriel__loop_here("oriel_event_reinit");
	ORIEL_ASSERT(
		type != NULL, "oriel_event_reinit: the type is NULL; pass a name, which may be empty");
	if (event->dispatch != NULL)
		return ORIEL_INVALID_STATE_ERROR;
	oriel__atom old = event->type;
	event->type = oriel__event_type_intern(loop, type);
	oriel__atom_unref(old);
	event->is_bubbling = bubbles;
	event->is_cancelable = cancelable;
	event->is_canceled = event->must_stop = event->must_stop_immediately = event->is_trusted =
		false;
	oriel__weak_target_set(&event->target, NULL);
	return ORIEL_OK;
}

const char *oriel_event_type(const oriel_event *event) {
	return event->type->text;
}

bool oriel_event_is_type(const oriel_event *event, const char *type) {
	return strcmp(event->type->text, type) == 0;
}

oriel_target *oriel_event_target(const oriel_event *event) {
	return event->target.target;
}

oriel_target *oriel_event_current_target(const oriel_event *event) {
	return event->current_target;
}

oriel_target *oriel_event_related_target(const oriel_event *event) {
	return event->related.target;
}

enum oriel_phase oriel_event_phase(const oriel_event *event) {
	return (enum oriel_phase)event->phase;
}

bool oriel_event_bubbles(const oriel_event *event) {
	return event->is_bubbling;
}

bool oriel_event_is_cancelable(const oriel_event *event) {
	return event->is_cancelable;
}

bool oriel_event_is_composed(const oriel_event *event) {
	return event->is_composed;
}

bool oriel_event_is_trusted(const oriel_event *event) {
	return event->is_trusted;
}

bool oriel_event_is_dispatching(const oriel_event *event) {
	return event->dispatch != NULL;
}

bool oriel_event_is_default_prevented(const oriel_event *event) {
	return event->is_canceled;
}

bool oriel_event_is_propagation_stopped(const oriel_event *event) {
	return event->must_stop;
}

double oriel_event_time(const oriel_event *event) {
	return event->time_ms;
}

struct oriel_payload oriel_event_detail(const oriel_event *event) {
	return event->payload;
}

struct oriel_payload oriel__event_take_detail(oriel_event *event) {
	struct oriel_payload payload = event->payload;
	event->payload = ORIEL_NO_PAYLOAD;
	return payload;
}

size_t oriel_event_composed_path(
	const oriel_event *event, oriel_target **targets, size_t capacity) {
	const struct oriel__dispatch *dispatch = event->dispatch;
	if (dispatch == NULL || dispatch->path_count == 0)
		return 0;
	size_t first = oriel__dispatch_segment(dispatch, dispatch->segment)->first;
	size_t count = dispatch->path_count - first;
	for (size_t i = 0; i < count && i < capacity; i++)
		targets[i] = oriel__dispatch_item(dispatch, first + i);
	return count;
}

void oriel_prevent_default(oriel_event *event) {
	if (event->is_cancelable && !event->in_passive)
		event->is_canceled = true;
}

void oriel_stop_propagation(oriel_event *event) {
	event->must_stop = true;
}

void oriel_stop_immediate_propagation(oriel_event *event) {
	event->must_stop = true;
	event->must_stop_immediately = true;
}
