/* SPDX-License-Identifier: MIT */
/*
 * Sources with listeners: events of a target, and notices of an emitter. A source is the data of
 * its listeners; the release of the last listener frees it. A listener that is removed by other
 * code closes the queue.
 */
#include <oriel/runtime/queue_source.h>

#include "queue/queue_source_internal.h"

#include "base/alloc_internal.h"

#include <oriel/runtime/emitter.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/payload.h>

#include <string.h>

struct listen_source {
	struct oriel__queue_source source; /* first */
	oriel_accept_fn *accept;           /* may be NULL */
	void *data;
	oriel_listener_id listeners[2]; /* values, and errors of an emitter */
	unsigned uses;                  /* number of listeners that have not been released */
};

static void listen_source_end(struct oriel__queue_source *source) {
	const struct listen_source *listening = (struct listen_source *)source;
	oriel_listener_id errors = listening->listeners[1];
	oriel_unlisten(listening->listeners[0]);
	oriel_unlisten(errors);
}

static const struct oriel__queue_source_class listen_source_class = { .end = listen_source_end };

static void listen_source_drop(void *data) {
	struct listen_source *listening = data;
	oriel__queue_source_close(&listening->source, NULL);
	if (--listening->uses == 0)
		oriel__free(listening);
}

/* Creates the source of a new queue; NULL if the queue has ended. uses: its listeners and the
 * caller. */
static struct listen_source *listen_source_new(oriel_queue *queue, unsigned uses) {
	struct listen_source *listening = oriel__alloc_zero(1, sizeof(*listening));
	listening->uses = uses;
	if (oriel__queue_attach(queue, &listening->source, &listen_source_class))
		return listening;
	oriel__free(listening);
	return NULL;
}

/* ---- Events ---- */

static void event_retain(void *event) {
	oriel_event_ref(event);
}

static void event_drop(void *event) {
	oriel_event_unref(event);
}

static void events_hear(oriel_event *event, void *data) {
	struct listen_source *listening = data;
	if (listening->accept != NULL && !listening->accept(event, listening->data))
		return;
	if (listening->source.queue == NULL)
		return;
	oriel__queue_source_put(&listening->source, 0,
		oriel_shared(oriel_event_ref(event), event_retain, event_drop));
}

oriel_queue *oriel_queue_new_events_at(const char *site, oriel_target *target, const char *type,
	const struct oriel_queue_events_options *options) {
	static const struct oriel_queue_events_options defaults = { .size = sizeof(defaults) };
	if (options == NULL)
		options = &defaults;
	ORIEL_ASSERT(target != NULL,
		"oriel_queue_new_events at %s: the target is NULL; pass the events' target", site);
	ORIEL_ASSERT(type != NULL,
		"oriel_queue_new_events at %s: the type is NULL; pass the name of an event", site);
	oriel_queue *queue = oriel__queue_new_for_source("oriel_queue_new_events", site,
		&(const struct oriel_queue_options){
		.limit = options->limit, .policy = options->policy, .signal = options->signal, .size =
			options->size });
	struct listen_source *listening = listen_source_new(queue, 2);
	if (listening == NULL)
		return queue;
	listening->accept = options->accept;
	listening->data = options->data;
	listening->listeners[0] = oriel_listen_at(site, target, type, events_hear, listening,
		&(const struct oriel_listen_options){
		.capture = options->capture,
		.passive = options->accept == NULL,
		.active = options->accept != NULL,
		.release = listen_source_drop,
		.size = sizeof(struct oriel_listen_options),
	});
	if (--listening->uses == 0)
		oriel__free(listening);
	return queue;
}

/* ---- Emitters ---- */

static void emitted_hear(struct oriel_payload payload, void *data) {
	struct listen_source *listening = data;
	if (oriel__payload_can_be_kept(payload)) {
		oriel__queue_source_put(&listening->source, 0, oriel_payload_ref(payload));
		return;
	}
	oriel__queue_source_fail(&listening->source, ORIEL_DATA_CLONE_ERROR,
		"an emitted payload has a release and no retain function: a queue cannot keep it; emit one "
		"with a retain");
}

static void emitted_hear_error(struct oriel_payload payload, void *data) {
	oriel_queue *queue = ((struct listen_source *)data)->source.queue;
	struct oriel_payload reason = oriel__reason_share(queue->site, payload);
	oriel__queue_close(queue, &reason);
}

oriel_queue *oriel_queue_new_emitted_at(const char *site, oriel_emitter *emitter,
	const char *type, const struct oriel_queue_source_options *options) {
	static const struct oriel_queue_source_options defaults = { .size = sizeof(defaults) };
	static const struct oriel_emitter_options listen =
		{ .release = listen_source_drop, .size = sizeof(listen) };
	if (options == NULL)
		options = &defaults;
	ORIEL_ASSERT(emitter != NULL,
		"oriel_queue_new_emitted at %s: the emitter is NULL; pass an emitter", site);
	ORIEL_ASSERT(type != NULL,
		"oriel_queue_new_emitted at %s: the type is NULL; pass a name, which may be empty", site);
	oriel_queue *queue = oriel__queue_new_for_source("oriel_queue_new_emitted", site,
		&(const struct oriel_queue_options){
		.limit = options->limit, .policy = options->policy, .signal = options->signal, .size =
			options->size });
	bool has_errors = strcmp(type, "error") != 0;
	struct listen_source *listening = listen_source_new(queue, has_errors ? 3 : 2);
	if (listening == NULL)
		return queue;
	listening->listeners[0] = oriel_emitter_on_at(site, emitter, type, emitted_hear, listening,
		&listen);
	if (has_errors)
		listening->listeners[1] = oriel_emitter_on_at(site, emitter, "error", emitted_hear_error,
			listening, &listen);
	if (--listening->uses == 0)
		oriel__free(listening);
	return queue;
}
