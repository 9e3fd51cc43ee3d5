/* SPDX-License-Identifier: MIT */
/*
 * Connections of a server as a queue. The source accepts a connection while the queue has room, so
 * a full queue stops the server.
 */
#include <oriel/runtime/queue_source.h>

#include "queue/queue_source_internal.h"

#include "base/alloc_internal.h"
#include "event/target_internal.h"

#include <oriel/io/socket.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/log.h>

struct connection_source {
	struct oriel__queue_source source; /* first */
	struct oriel__weak_target server;
	unsigned uses; /* number of users: the queue, and a wait in flight */
	bool is_waiting;
};

static void connection_drop(void *stream) {
	oriel_stream_destroy(stream);
}

static void connection_source_unref(void *data) {
	struct connection_source *accepting = data;
	if (--accepting->uses == 0)
		oriel__free(accepting);
}

static void connection_source_wait(struct connection_source *accepting);

static struct oriel_completion connection_source_got(struct oriel_payload result, void *data) {
	struct connection_source *accepting = data;
	oriel_target *server = accepting->server.target;
	(void)result;
	accepting->is_waiting = false;
	if (accepting->source.queue == NULL || server == NULL || server->is_destroyed)
		return ORIEL_COMPLETE;
	oriel_stream *stream = oriel_server_take(oriel_server_try_from_target(server));
	if (stream != NULL)
		oriel__queue_source_put(&accepting->source, 0,
			(struct oriel_payload){ .data = stream, .release = connection_drop });
	connection_source_wait(accepting);
	return ORIEL_COMPLETE;
}

static struct oriel_completion connection_source_failed(struct oriel_payload reason, void *data) {
	struct connection_source *accepting = data;
	accepting->is_waiting = false;
	if (accepting->source.queue == NULL)
		return ORIEL_COMPLETE;
	struct oriel_payload shared = oriel__reason_share(accepting->source.queue->site, reason);
	oriel__queue_source_close(&accepting->source, &shared);
	return ORIEL_COMPLETE;
}

static void connection_source_wait(struct connection_source *accepting) {
	static const struct oriel_then_options options =
		{ .release = connection_source_unref, .size = sizeof(options) };
	if (accepting->source.queue == NULL || accepting->is_waiting
		|| oriel__queue_source_room(&accepting->source) == 0)
		return;
	const char *site = accepting->source.queue->site;
	oriel_target *server = accepting->server.target;
	if (server == NULL || server->is_destroyed) {
		oriel__queue_source_fail(&accepting->source, ORIEL_ABORT_ERROR,
			"the server has been destroyed");
		return;
	}
	accepting->is_waiting = true;
	accepting->uses++;
	oriel_promise_unref(oriel_then_at(site,
		oriel_server_connection_at(site, oriel_server_try_from_target(server), NULL),
		connection_source_got, connection_source_failed, accepting, &options));
}

static void connection_source_end(struct oriel__queue_source *source) {
	struct connection_source *accepting = (struct connection_source *)source;
	oriel__weak_target_set(&accepting->server, NULL);
	connection_source_unref(accepting);
}

static void connection_source_resume(struct oriel__queue_source *source) {
	connection_source_wait((struct connection_source *)source);
}

oriel_queue *oriel_queue_new_connections_at(const char *site, oriel_server *server,
	const struct oriel_queue_connections_options *options) {
	static const struct oriel_queue_connections_options defaults = { .size = sizeof(defaults) };
	static const struct oriel__queue_source_class connection_source_class =
		{ .end = connection_source_end, .resume = connection_source_resume };
	if (options == NULL)
		options = &defaults;
	ORIEL_ASSERT(server != NULL,
		"oriel_queue_new_connections at %s: the server is NULL; pass a server", site);
	oriel_queue *queue = oriel__queue_new_for_source("oriel_queue_new_connections", site,
		&(const struct oriel_queue_options){
		.limit = options->limit, .signal = options->signal, .size = options->size });
	struct connection_source *accepting = oriel__alloc_zero(1, sizeof(*accepting));
	if (!oriel__queue_attach(queue, &accepting->source, &connection_source_class)) {
		oriel__free(accepting);
		return queue;
	}
	accepting->uses = 1;
	oriel__weak_target_set(&accepting->server, oriel_server_target(server));
	connection_source_wait(accepting);
	return queue;
}
