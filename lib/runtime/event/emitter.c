/* SPDX-License-Identifier: MIT */
/*
 * Emitters. Source: Node.js, "Class: EventEmitter".
 *
 * An emitter is a target's list of listeners, and listener.c adds and removes its entries. Only the
 * calls differ: a listener receives a payload instead of an event. Listener functions are stored as
 * event functions and cast back for the call.
 */
#include <oriel/runtime/emitter.h>

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/options_internal.h"
#include "event/event_internal.h"
#include "event/listener_internal.h"
#include "event/event_state_internal.h"
#include "loop/cause_internal.h"
#include "loop/loop_internal.h"
#include "loop/pressure_internal.h"

#include <oriel/runtime/error.h>
#include <oriel/runtime/log.h>

#include <string.h>

enum { DEFAULT_MAX_LISTENERS = 10 };

/* A type whose number of listeners has exceeded the emitter's limit. A warning is logged once per
 * type. A `pressure` event is fired once per excess, which ends below half of the limit. */
struct emitter_crowd {
	oriel__atom type;
	bool is_told; /* the `pressure` event of this excess has been fired */
};

struct oriel_emitter {
	oriel_target target;
	struct oriel__deferred deferred;
	size_t max_listeners; /* 0: no limit */
	struct emitter_crowd *crowds;
	size_t crowd_count, crowd_capacity;
};

static const struct oriel__target_class emitter_class = { .name = "emitter",
	.kind = ORIEL__TARGET_KIND_EMITTER };

static oriel_event_fn *as_event_fn(oriel_emitter_fn *fn) {
	return (oriel_event_fn *)(void (*)(void))fn;
}

static oriel_emitter_fn *as_emitter_fn(oriel_event_fn *fn) {
	return (oriel_emitter_fn *)(void (*)(void))fn;
}

static void emitter_check(const oriel_emitter *emitter, const char *caller) {
	ORIEL_ASSERT(
		emitter != NULL, "%s: the emitter is NULL; make one with oriel_emitter_new()", caller);
	oriel__loop_check(emitter->target.state->loop, caller);
}

oriel_emitter *oriel_emitter_new(void) {
	oriel_emitter *emitter = oriel__alloc_zero(1, sizeof(*emitter));
	oriel__target_init(&emitter->target, &emitter_class, "oriel_emitter_new");
	emitter->max_listeners = DEFAULT_MAX_LISTENERS;
	return emitter;
}

static void emitter_free(struct oriel__deferred *deferred) {
	oriel_emitter *emitter = oriel__container_of(deferred, struct oriel_emitter, deferred);
	oriel__target_finish(&emitter->target);
	for (size_t i = 0; i < emitter->crowd_count; i++)
		oriel__atom_unref(emitter->crowds[i].type);
	oriel__free(emitter->crowds);
	oriel__free(emitter);
}

void oriel_emitter_destroy(oriel_emitter *emitter) {
	if (emitter == NULL)
		return;
	oriel_loop *loop = oriel__loop_here("oriel_emitter_destroy");
	oriel__loop_check(emitter->target.state->loop, "oriel_emitter_destroy");
	if (emitter->target.is_destroyed)
		return;
	oriel__hold_begin(loop);
	oriel__target_destroy(&emitter->target);
	oriel__defer(loop, &emitter->deferred, emitter_free);
	oriel__hold_end(loop);
}

static oriel__atom emitter_intern(const oriel_emitter *emitter, const char *type) {
	return oriel__event_type_intern(emitter->target.state->loop, type);
}

static size_t emitter_count_listeners(const oriel_emitter *emitter, oriel__atom type) {
	const struct oriel__listener_list *list = emitter->target.listeners;
	size_t count = 0;
	for (size_t i = 0; list != NULL && i < list->count; i++)
		count += list->entries[i].type == type;
	return count;
}

size_t oriel_emitter_count(const oriel_emitter *emitter, const char *type) {
	emitter_check(emitter, "oriel_emitter_count");
	const struct oriel__listener_list *list = emitter->target.listeners;
	if (list == NULL)
		return 0;
	if (type == NULL)
		return list->count - list->holes;
	oriel__atom atom = emitter_intern(emitter, type);
	size_t count = emitter_count_listeners(emitter, atom);
	oriel__atom_unref(atom);
	return count;
}

void oriel_emitter_set_max_listeners(oriel_emitter *emitter, size_t max) {
	emitter_check(emitter, "oriel_emitter_set_max_listeners");
	emitter->max_listeners = max;
}

/* ---- The warning about leaks ---- */

static struct emitter_crowd *emitter_crowd_find(const oriel_emitter *emitter, oriel__atom type) {
	for (size_t i = 0; i < emitter->crowd_count; i++) {
		if (emitter->crowds[i].type == type)
			return &emitter->crowds[i];
	}
	return NULL;
}

static struct emitter_crowd *emitter_crowd_new(
	oriel_emitter *emitter, const char *site, oriel__atom type) {
	emitter->crowds = oriel__grow(emitter->crowds, &emitter->crowd_capacity,
		emitter->crowd_count + 1, sizeof(emitter->crowds[0]));
	struct emitter_crowd *crowd = &emitter->crowds[emitter->crowd_count++];
	*crowd = (struct emitter_crowd){ .type = oriel__atom_ref(type) };
	oriel_log(ORIEL_LOG_WARNING,
		"oriel_emitter_on at %s: more than %zu listeners of \"%s\" on one emitter, which may be a "
		"leak; remove unused listeners, or raise the limit with "
		"oriel_emitter_set_max_listeners()",
		site, emitter->max_listeners, type->text);
	return crowd;
}

static void emitter_check_crowd(oriel_emitter *emitter, const char *site, oriel__atom type) {
	struct emitter_crowd *crowd = emitter_crowd_find(emitter, type);
	size_t count = emitter_count_listeners(emitter, type);
	if (crowd != NULL && count < emitter->max_listeners / 2)
		crowd->is_told = false;
	if (count <= emitter->max_listeners)
		return;
	if (crowd == NULL)
		crowd = emitter_crowd_new(emitter, site, type);
	if (!crowd->is_told)
		oriel__loop_report_pressure(emitter->target.state->loop, ORIEL_PRESSURE_EMITTER, count,
			emitter->max_listeners, site);
	crowd->is_told = true;
}

/* Checks the number of listeners of a type, after a listener has been added. */
static void emitter_see_crowd(oriel_emitter *emitter, const char *site, const char *type) {
	const struct oriel__listener_list *list = emitter->target.listeners;
	bool is_quiet = emitter->crowd_count == 0 &&
		list->count - list->holes <= emitter->max_listeners;
	if (is_quiet || emitter->max_listeners == 0)
		return;
	oriel__atom atom = emitter_intern(emitter, type);
	emitter_check_crowd(emitter, site, atom);
	oriel__atom_unref(atom);
}

/* ---- Listening ---- */

oriel_listener_id oriel_emitter_on_at(const char *site, oriel_emitter *emitter, const char *type,
	oriel_emitter_fn *fn, void *data, const struct oriel_emitter_options *options) {
	static const struct oriel_emitter_options defaults = { .size = sizeof(defaults) };
	emitter_check(emitter, "oriel_emitter_on");
	if (options == NULL)
		options = &defaults;
	oriel__check_options("oriel_emitter_on", site, options);
	oriel_listener_id id = oriel__listen("oriel_emitter_on", site, &emitter->target, type,
		as_event_fn(fn), data,
		&(const struct oriel_listen_options){
			.once = options->once,
			.signal = options->signal,
			.release = options->release,
			.size = sizeof(struct oriel_listen_options),
		});
	if (id == 0)
		return 0;
	if (options->prepend)
		oriel__listener_move_first(&emitter->target, id);
	emitter_see_crowd(emitter, site, type);
	return id;
}

bool oriel_emitter_off(oriel_emitter *emitter, const char *type, oriel_emitter_fn *fn, void *data) {
	emitter_check(emitter, "oriel_emitter_off");
	ORIEL_ASSERT(type != NULL,
		"oriel_emitter_off: the type is NULL; pass a name, or call oriel_emitter_off_all()");
	return oriel_unlisten_fn_at(ORIEL_SITE, &emitter->target, type, as_event_fn(fn), data, false);
}

void oriel_emitter_off_all(oriel_emitter *emitter, const char *type) {
	emitter_check(emitter, "oriel_emitter_off_all");
	oriel_unlisten_all_at(ORIEL_SITE, &emitter->target, type);
}

/* ---- Emitting ---- */

static const char *emitter_site_of_listener(const struct oriel__run *run) {
	return ((const struct oriel__listener *)run->subject)->site;
}

static const struct oriel__run_class listener_class = {
	.name = "emitter's listener", .site = emitter_site_of_listener, .is_nested = true
};

static void call_listener(oriel_loop *loop, const char *site,
	const struct oriel__listener_entry *entry, struct oriel_payload payload) {
	oriel_emitter_fn *fn = as_emitter_fn(entry->fn);
	void *data = entry->data;
	const struct oriel__listener *listener = entry->listener;
	struct oriel__run run;
	if (entry->is_once)
		oriel__listener_remove(entry->listener);
	oriel__run_begin_with(loop, &run,
		(struct oriel__run){ .run_class = &listener_class,
			.subject = listener,
			.caller = oriel__site(site),
			.context = oriel__context_here(loop) });
	oriel__callback_enter(loop);
	fn(payload, data);
	oriel__callback_leave(loop);
	oriel__run_end(loop, &run);
}

static bool call_listeners(
	const char *site, oriel_emitter *emitter, oriel__atom type, struct oriel_payload payload) {
	oriel_target *target = &emitter->target;
	bool has_listeners = false;
	oriel__listeners_begin(target);
	uint32_t count = target->listeners->count, prepended = target->listeners->prepended;
	for (uint32_t i = 0; i < count; i++) {
		/* a listener that is prepended during the call moves all entries up by one */
		uint32_t moved = target->listeners->prepended - prepended;
		const struct oriel__listener_entry *entry = &target->listeners->entries[i + moved];
		if (entry->type != type)
			continue;
		has_listeners = true;
		call_listener(target->state->loop, site, entry, payload);
	}
	oriel__listeners_end(target);
	return has_listeners;
}

static bool emitter_emit(
	const char *site, oriel_emitter *emitter, const char *type, struct oriel_payload payload) {
	if (emitter->target.listeners == NULL)
		return false;
	oriel__atom atom = emitter_intern(emitter, type);
	bool has_listeners = call_listeners(site, emitter, atom, payload);
	oriel__atom_unref(atom);
	return has_listeners;
}

/* Reports an event "error" that has no listener. A payload that is an oriel_error keeps its status,
 * message and site. */
static void emitter_report_error(const char *site, struct oriel_payload payload) {
	const struct oriel_error *error = oriel_error_try_from_payload(payload);
	if (error != NULL)
		oriel_report_error_at(error->site, error->code, error->message, payload);
	else
		oriel_report_error_at(site, ORIEL_OPERATION_ERROR,
			"an emitter has no listener for \"error\"; add a listener with oriel_emitter_on()",
			payload);
}

static void emitter_release_payload(
	const char *site, const char *type, struct oriel_payload payload, bool has_listeners) {
	if (!has_listeners && strcmp(type, "error") == 0)
		emitter_report_error(site, payload);
	else
		oriel__payload_drop(payload);
}

bool oriel_emitter_emit_at(const char *site, oriel_emitter *emitter, const char *type,
	struct oriel_payload payload) {
	emitter_check(emitter, "oriel_emitter_emit");
	ORIEL_ASSERT(type != NULL,
		"oriel_emitter_emit at %s: the type is NULL; pass a name, which may be empty", site);
	oriel_loop *loop = emitter->target.state->loop;
	oriel__hold_begin(loop);
	bool has_listeners = emitter_emit(site, emitter, type, payload);
	emitter_release_payload(site, type, payload, has_listeners);
	oriel__hold_end(loop);
	return has_listeners;
}
