/* SPDX-License-Identifier: MIT */
/*
 * Messages of a port as a queue. The source listens to `message` and `close`, and pauses the port
 * while the queue is full.
 */
#include <oriel/runtime/queue_source.h>

#include "queue/queue_source_internal.h"

#include "base/alloc_internal.h"
#include "port/port_internal.h"

#include <oriel/runtime/error.h>

struct message_source {
	struct oriel__queue_source source; /* first */
	oriel_port *port;                  /* a reference until the queue ends */
	oriel_listener_id message, close;
	unsigned uses; /* number of listeners that have not been released */
};

static void message_source_end(struct oriel__queue_source *source) {
	struct message_source *messages = (struct message_source *)source;
	oriel_port *port = messages->port;
	oriel_listener_id close = messages->close;
	oriel__hold_begin(port->loop);
	oriel_unlisten(messages->message);
	oriel_unlisten(close);
	oriel__port_resume(port);
	oriel__hold_end(port->loop);
	oriel_port_unref(port);
}

static void message_source_resume(struct oriel__queue_source *source) {
	if (oriel__queue_source_room(source) > 0)
		oriel__port_resume(((struct message_source *)source)->port);
}

static const struct oriel__queue_source_class message_source_class =
	{ .end = message_source_end, .resume = message_source_resume };

static void message_source_drop(void *data) {
	struct message_source *messages = data;
	if (--messages->uses == 0)
		oriel__free(messages);
}

static void message_source_hear(oriel_event *event, void *data) {
	struct message_source *messages = data;
	oriel__queue_source_put(&messages->source, 0, oriel_message_take(event));
	if (messages->source.queue != NULL && oriel__queue_source_room(&messages->source) == 0)
		oriel__port_pause(messages->port);
}

static void message_source_hear_close(oriel_event *event, void *data) {
	struct oriel__queue_source *source = &((struct message_source *)data)->source;
	const struct oriel_error *error = oriel_event_error(event);
	if (error != NULL)
		oriel__queue_source_fail(source, error->code, error->message);
	else
		oriel__queue_source_close(source, NULL);
}

oriel_queue *oriel_queue_new_messages_at(const char *site, oriel_port *port,
	const struct oriel_queue_messages_options *options) {
	static const struct oriel_queue_messages_options defaults = { .size = sizeof(defaults) };
	static const struct oriel_listen_options listen =
		{ .release = message_source_drop, .size = sizeof(listen) };
	if (options == NULL)
		options = &defaults;
	ORIEL_ASSERT(port != NULL,
		"oriel_queue_new_messages at %s: the port is NULL; pass a port", site);
	oriel_queue *queue = oriel__queue_new_for_source("oriel_queue_new_messages", site,
		&(const struct oriel_queue_options){
		.limit = options->limit, .signal = options->signal, .size = options->size });
	if (oriel_port_is_closed(port))
		oriel__queue_close(queue, NULL);
	struct message_source *messages = oriel__alloc_zero(1, sizeof(*messages));
	if (!oriel__queue_attach(queue, &messages->source, &message_source_class)) {
		oriel__free(messages);
		return queue;
	}
	messages->uses = 2;
	messages->port = oriel_port_ref(port);
	messages->message = oriel_listen_at(site, oriel_port_target(port), "message",
		message_source_hear, messages, &listen);
	messages->close = oriel_listen_at(site, oriel_port_target(port), "close",
		message_source_hear_close, messages, &listen);
	oriel_port_start(port);
	return queue;
}
