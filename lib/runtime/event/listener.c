/* SPDX-License-Identifier: MIT */
/*
 * Adding and removing listeners, including delegated ones. dispatch.c calls them.
 *
 * The target's array of entries contains what an invocation reads. The rest of a listener is a
 * separate object, which stores its index in the array. Its id is a key of the loop's slot map.
 * Removing a listener leaves a hole at once, which a running invocation skips, and defers the
 * release function.
 */
#include "event/event_internal.h"
#include "event/event_name_internal.h"
#include "event/listener_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/options_internal.h"
#include "event/event_state_internal.h"
#include "loop/cause_internal.h"
#include "loop/loop_internal.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/log.h>

#include <string.h>

/* The arguments of a registration. A listener is identified by type, fn, data, capture and, if it
 * is delegated, the key. */
struct request {
	oriel_target *target;
	const char *type;
	oriel_event_fn *fn;
	void *data;
	const struct oriel_listen_options *options;
	const struct oriel__delegation *delegation; /* NULL unless delegated */
	const char *site;
};

static const struct oriel_listen_options default_options = { .size = sizeof(default_options) };

static void listener_check_target(const oriel_target *target, const char *caller) {
	ORIEL_ASSERT(target != NULL, "%s: the target is NULL; pass the object to listen to", caller);
	oriel__loop_check(target->state->loop, caller);
}

static void listener_check_request(const struct request *request, const char *caller) {
	const char *site = request->site;
	listener_check_target(request->target, caller);
	ORIEL_ASSERT(request->type != NULL, "%s at %s: the type is NULL; pass the name of an event",
		caller, site);
	ORIEL_ASSERT(request->fn != NULL,
		"%s at %s: the function for \"%s\" is NULL; pass a function", caller, site,
		request->type);
	oriel__check_options(caller, site, request->options);
	ORIEL_ASSERT(!request->options->passive || !request->options->active,
		"%s at %s: the listener is .passive and .active; choose one", caller, site);
	ORIEL_ASSERT(!request->target->is_destroyed,
		"%s at %s: the %s is destroyed; listen before you destroy it", caller, site,
		request->target->target_class->name);
}

/* Returns the newest entry with this identity, or NULL. Only emitters can have several. */
static struct oriel__listener_entry *listener_find_entry(
	const struct request *request, oriel__atom type, bool capture) {
	struct oriel__listener_list *list = request->target->listeners;
	for (size_t i = list != NULL ? list->count : 0; i-- > 0;) {
		struct oriel__listener_entry *entry = &list->entries[i];
		if (entry->type != type || entry->fn != request->fn || entry->data != request->data ||
			entry->is_capture != capture || entry->is_delegated != (request->delegation != NULL))
			continue;
		if (!entry->is_delegated || entry->listener->delegation->key == request->delegation->key)
			return entry;
	}
	return NULL;
}

/* Returns whether a new listener is passive. Source: DOM, "default passive value". A window takes
 * the place of the Window, and `wheel` is the only type with such a default. */
static bool listener_is_passive(const struct request *request, oriel__atom type) {
	if (request->options->passive || request->options->active)
		return request->options->passive;
	return request->target->target_class->is_viewport && type == request->target->state->wheel;
}

static void listener_release(struct oriel__deferred *deferred) {
	struct oriel__listener *listener = oriel__container_of(
		deferred, struct oriel__listener, deferred);
	if (listener->release != NULL)
		listener->release(listener->data);
	if (listener->is_delegated) {
		oriel__atom_unref(listener->delegation->key);
		if (listener->delegation->release != NULL)
			listener->delegation->release(listener->delegation->selector);
	}
	oriel__free(listener);
}

static void listener_on_abort(struct oriel__abort_hook *hook) {
	oriel__listener_remove(oriel__container_of(hook, struct oriel__listener, hook));
}

static struct oriel__listener *listener_new(const struct request *request) {
	size_t size = sizeof(struct oriel__listener) +
		(request->delegation != NULL ? sizeof(struct oriel__delegation) : 0);
	struct oriel__listener *listener = oriel__alloc_zero(1, size);
	listener->target = request->target;
	listener->release = request->options->release;
	listener->data = request->data;
	listener->site = oriel__site(request->site);
	if (request->delegation != NULL) {
		listener->is_delegated = true;
		listener->delegation[0] = *request->delegation;
		oriel__atom_ref(request->delegation->key);
	}
	listener->id = oriel__slot_map_add(&request->target->state->listeners, listener);
	return listener;
}

/* Appends an entry to the target's list and returns it. */
static struct oriel__listener_entry *listener_append_entry(oriel_target *target) {
	struct oriel__listener_list *list = target->listeners;
	if (list == NULL || list->count == list->capacity) {
		uint32_t capacity = list == NULL ? 1 : list->capacity * 2;
		size_t header = offsetof(struct oriel__listener_list, entries);
		ORIEL_ASSERT(capacity < UINT32_MAX / 2 / sizeof(list->entries[0]),
			"oriel_listen: too many listeners on one target");
		struct oriel__listener_list *grown = oriel__realloc_array(
			list, 1, header + capacity * sizeof(list->entries[0]));
		if (list == NULL)
			*grown = (struct oriel__listener_list){ 0 };
		grown->capacity = capacity;
		target->listeners = list = grown;
	}
	return &list->entries[list->count++];
}

static size_t listener_count_of_type(const struct oriel__listener_list *list, oriel__atom type) {
	size_t count = 0;
	for (size_t i = 0; i < list->count; i++)
		count += list->entries[i].type == type;
	return count;
}

/* Warns, once for each target, of too many listeners of one type. Emitters have their own limit. */
static void listener_warn_of_too_many(const struct request *request, oriel__atom type) {
	oriel_target *target = request->target;
	size_t max = target->state->max_listeners;
	if (max == 0 || target->is_crowded ||
		target->listeners->count - target->listeners->holes <= max ||
		oriel__target_is(target, ORIEL__TARGET_KIND_EMITTER) ||
		listener_count_of_type(target->listeners, type) <= max)
		return;
	char what[128], chain[ORIEL__CHAIN_SIZE];
	target->is_crowded = true;
	oriel__target_describe(target, what, sizeof(what));
	oriel__cause_print(target->state->loop, chain, sizeof(chain));
	oriel_log(ORIEL_LOG_WARNING,
		"oriel_listen at %s: more than %zu listeners of \"%s\" on one target, %s, which may be a "
		"leak; give them a signal that ends them, or raise "
		"the limit with oriel_loop_set_max_listeners()%s%s%s",
		request->site, max, type->text, what, chain[0] != '\0' ? " (in " : "", chain,
		chain[0] != '\0' ? ")" : "");
}

void oriel_loop_set_max_listeners(oriel_loop *loop, size_t max) {
	oriel__loop_check(loop, "oriel_loop_set_max_listeners");
	oriel__event_state(loop)->max_listeners = max;
}

/* Adds a listener; takes over the reference to type. */
static oriel_listener_id add_listener(const struct request *request, oriel__atom type) {
	oriel_target *target = request->target;
	struct oriel__listener *listener = listener_new(request);
	struct oriel__listener_entry *entry = listener_append_entry(target);
	*entry = (struct oriel__listener_entry){
		.type = type,
		.fn = request->fn,
		.data = request->data,
		.listener = listener,
		.is_capture = request->options->capture,
		.is_once = request->options->once,
		.is_passive = listener_is_passive(request, type),
		.is_delegated = request->delegation != NULL,
	};
	listener->index = target->listeners->count - 1;
	target->listeners->delegated += entry->is_delegated;
	target->types |= oriel__type_bit(type);
	target->has_captures |= entry->is_capture;
	oriel__abort_hook_add(request->options->signal, &listener->hook, listener_on_abort);
	listener_warn_of_too_many(request, type);
	return listener->id;
}

static void listener_release_selector(const struct request *request) {
	if (request->delegation != NULL)
		oriel__defer_drop(request->target->state->loop, request->delegation->release,
			request->delegation->selector);
}

/* A type that is seen for the first time on this loop may be a built-in one with a wrong letter. */
static void check_spelling(const struct request *request, oriel__atom type) {
	struct oriel__event_state *state = request->target->state;
	uint64_t bit, *word = oriel__known_types_word(state, type, &bit);
	if ((*word & bit) != 0)
		return;
	*word |= bit;
	const char *meant = oriel__event_name_near(type->text);
	if (meant != NULL)
		oriel_log(ORIEL_LOG_WARNING,
			"%s listens to \"%s\", which has never been fired; did you mean \"%s\"? If not, call "
			"oriel_event_type_declare(\"%s\") first",
			request->site != NULL ? request->site : "a listener", type->text, meant, type->text);
}

static void listener_log_duplicate(const struct request *request, bool duplicate) {
	if (request->options->duplicate != NULL)
		*request->options->duplicate = duplicate;
}

/* Source: DOM, "add an event listener". */
static oriel_listener_id listener_listen(const struct request *request) {
	const struct oriel_listen_options *options = request->options;
	oriel_loop *loop = request->target->state->loop;
	listener_log_duplicate(request, false);
	bool is_aborted = options->signal != NULL && oriel_abort_signal_is_aborted(options->signal);
	if (is_aborted || request->target->state->is_ending) {
		oriel__defer_drop(loop, options->release, request->data);
		listener_release_selector(request);
		return 0;
	}
	oriel__atom type = oriel__event_type_intern(loop, request->type);
	bool may_repeat = oriel__target_is(request->target, ORIEL__TARGET_KIND_EMITTER);
	const struct oriel__listener_entry *entry = may_repeat ?
		NULL :
		listener_find_entry(request, type, options->capture);
	if (!may_repeat)
		check_spelling(request, type);
	if (entry == NULL)
		return add_listener(request, type);
	oriel_listener_id id = entry->listener->id;
	oriel__atom_unref(type);
	listener_log_duplicate(request, true);
	listener_release_selector(request);
	return id;
}

oriel_listener_id oriel__listen(const char *caller, const char *site, oriel_target *target,
	const char *type, oriel_event_fn *fn, void *data, const struct oriel_listen_options *options) {
	const struct request request = { target, type, fn, data,
		options != NULL ? options : &default_options, NULL, site };
	listener_check_request(&request, caller);
	return listener_listen(&request);
}

oriel_listener_id oriel_listen_at(const char *site, oriel_target *target, const char *type,
	oriel_event_fn *fn, void *data, const struct oriel_listen_options *options) {
	return oriel__listen("oriel_listen", site, target, type, fn, data, options);
}

oriel_listener_id oriel__listen_delegated(const char *site, oriel_target *target, const char *type,
	oriel__atom key, void *selector, oriel__matches_fn *matches, oriel_release_fn *selector_release,
	oriel_event_fn *fn, void *data, const struct oriel_listen_options *options) {
	const struct oriel__delegation delegation = { key, selector, matches, selector_release };
	const struct request request = { target, type, fn, data,
		options != NULL ? options : &default_options, &delegation, site };
	listener_check_request(&request, "oriel_delegate");
	return listener_listen(&request);
}

void oriel__listener_move_first(oriel_target *target, oriel_listener_id id) {
	struct oriel__listener_list *list = target->listeners;
	struct oriel__listener *listener = oriel__slot_map_get(&target->state->listeners, id);
	struct oriel__listener_entry entry = list->entries[listener->index];
	memmove(list->entries + 1, list->entries, listener->index * sizeof(list->entries[0]));
	list->entries[0] = entry;
	list->prepended++;
	for (size_t i = 0; i < list->count; i++) {
		if (list->entries[i].type != NULL)
			list->entries[i].listener->index = i;
	}
}

/* Closes the holes, and recomputes the mask of types from the remaining entries. */
void oriel__listeners_close_holes(oriel_target *target) {
	struct oriel__listener_list *list = target->listeners;
	if (list->holes < list->count - list->holes)
		return;
	uint32_t kept = 0;
	target->types = 0;
	target->has_captures = false;
	for (size_t i = 0; i < list->count; i++) {
		struct oriel__listener_entry *entry = &list->entries[i];
		if (entry->type == NULL)
			continue;
		entry->listener->index = kept;
		target->types |= oriel__type_bit(entry->type);
		target->has_captures |= entry->is_capture;
		list->entries[kept++] = *entry;
	}
	list->count = kept;
	list->holes = 0;
	if (kept == 0) {
		target->listeners = NULL;
		oriel__free(list);
	}
}

void oriel__listener_remove(struct oriel__listener *listener) {
	oriel_target *target = listener->target;
	struct oriel__event_state *state = target->state;
	struct oriel__listener_list *list = target->listeners;
	struct oriel__listener_entry *entry = &list->entries[listener->index];

	oriel__slot_map_remove(&state->listeners, listener->id);
	oriel__abort_hook_remove(&listener->hook);
	list->delegated -= entry->is_delegated;
	oriel__atom_unref(entry->type);
	entry->type = NULL;
	list->holes++;
	if (list->invocations == 0)
		oriel__listeners_close_holes(target);
	oriel__defer(state->loop, &listener->deferred, listener_release);
}

void oriel__listeners_remove_all(oriel_target *target, oriel__atom type) {
	if (target->listeners == NULL)
		return;
	oriel_loop *loop = target->state->loop;
	oriel__hold_begin(loop);
	oriel__listeners_begin(target);
	size_t count = target->listeners->count;
	for (size_t i = 0; i < count; i++) {
		struct oriel__listener_entry *entry = &target->listeners->entries[i];
		if (entry->type != NULL && (type == NULL || entry->type == type))
			oriel__listener_remove(entry->listener);
	}
	oriel__listeners_end(target);
	oriel__hold_end(loop);
}

void oriel_unlisten(oriel_listener_id id) {
	struct oriel__event_state *state = oriel__event_state(oriel__loop_here("oriel_unlisten"));
	struct oriel__listener *listener = oriel__slot_map_get(&state->listeners, id);
	if (listener != NULL)
		oriel__listener_remove(listener);
}

static bool listener_remove_by_identity(const struct request *request, bool capture) {
	oriel__atom type = oriel__event_type_intern(request->target->state->loop, request->type);
	struct oriel__listener_entry *entry = listener_find_entry(request, type, capture);
	if (entry != NULL)
		oriel__listener_remove(entry->listener);
	oriel__atom_unref(type);
	return entry != NULL;
}

bool oriel_unlisten_fn_at(const char *site, oriel_target *target, const char *type,
	oriel_event_fn *fn, void *data, bool capture) {
	listener_check_target(target, "oriel_unlisten_fn");
	ORIEL_ASSERT(type != NULL,
		"oriel_unlisten_fn at %s: the type is NULL; pass the name of an event", site);
	return listener_remove_by_identity(
		&(const struct request){ target, type, fn, data, &default_options, NULL, NULL }, capture);
}

bool oriel__unlisten_delegated(oriel_target *target, const char *type, oriel__atom key,
	oriel_event_fn *fn, void *data, bool capture) {
	listener_check_target(target, "oriel_undelegate");
	const struct oriel__delegation delegation = { .key = key };
	return listener_remove_by_identity(
		&(const struct request){ target, type, fn, data, &default_options, &delegation, NULL },
		capture);
}

void oriel_unlisten_all_at(const char *site, oriel_target *target, const char *type) {
	(void)site;
	listener_check_target(target, "oriel_unlisten_all");
	if (type == NULL) {
		oriel__listeners_remove_all(target, NULL);
		return;
	}
	oriel__atom atom = oriel__event_type_intern(target->state->loop, type);
	oriel__listeners_remove_all(target, atom);
	oriel__atom_unref(atom);
}

static struct oriel_listener_info listener_describe(const struct oriel__listener_entry *entry) {
	const struct oriel__listener *listener = entry->listener;
	return (struct oriel_listener_info){
		.id = listener->id,
		.type = entry->type->text,
		.selector = entry->is_delegated ? listener->delegation->key->text : NULL,
		.site = listener->site,
		.fn = entry->fn,
		.data = entry->data,
		.capture = entry->is_capture,
		.once = entry->is_once,
		.passive = entry->is_passive,
	};
}

size_t oriel_listeners_at(const char *site, const oriel_target *target,
	struct oriel_listener_info *listeners, size_t capacity) {
	(void)site;
	listener_check_target(target, "oriel_listeners");
	const struct oriel__listener_list *list = target->listeners;
	size_t count = 0;
	for (size_t i = 0; list != NULL && i < list->count; i++) {
		const struct oriel__listener_entry *entry = &list->entries[i];
		if (entry->type == NULL)
			continue;
		if (count < capacity)
			listeners[count] = listener_describe(entry);
		count++;
	}
	return count;
}
