/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Sources of queues: events, notices of an emitter, ticks, changes of files, messages of a port,
 * lines and frames of a stream, connections of a server.
 *
 * ```c
 * static struct oriel_completion print_lines(void *data) {
 *     oriel_queue *lines = oriel_queue_new_lines(stream, .max_bytes = 4096);
 *     struct oriel_item item = { 0 };
 *     while (oriel_queue_next(lines, &item)) {
 *         const struct oriel_bytes *line = oriel_bytes_try_from_payload(item.value);
 *         printf("%.*s\n", (int)line->length, line->data);
 *     }
 *     oriel_queue_unref(lines);
 *     return ORIEL_COMPLETE;
 * }
 *
 * oriel_promise_unref(oriel_async(print_lines, NULL, .signal = signal));
 * ```
 *
 * The queue owns its source, and the end of the queue ends it: the listener, the timer or the
 * reading. A source holds its queue weakly.
 *
 * A source that can wait (a port, a stream, a server) is asked for as much as there is room. A
 * source that cannot (events, notices, ticks, changes) never blocks its dispatch: at the limit, the
 * policy of the queue decides. The default policy, ORIEL_QUEUE_POLICY_REFUSE, then closes the queue
 * with ORIEL_QUOTA_EXCEEDED_ERROR, whose message names the call that made it. So no value is lost
 * silently.
 *
 * Each function returns a queue with one reference. It is over if .signal has aborted or the loop
 * ends.
 *
 * Thread: loop. Errors: the status of the queue's end, as each function says; broken contracts
 * assert.
 */
#ifndef ORIEL_RUNTIME_QUEUE_SOURCE_H
#define ORIEL_RUNTIME_QUEUE_SOURCE_H

#include <oriel/io/file_watch.h>
#include <oriel/runtime/queue.h>
#include <oriel/runtime/target.h>

ORIEL_BEGIN

/* ---- Sources that cannot wait ---- */

/**
 * Decides during the dispatch whether an event goes into the queue. May prevent its default, or
 * stop it.
 */
typedef bool oriel_accept_fn(oriel_event *event, void *data);

/** Options of oriel_queue_new_events(). */
struct oriel_queue_events_options {
	ORIEL_OPTIONS_HEAD;
	bool capture ORIEL_DEFAULT; /**< listens on the way down */
	oriel_accept_fn *accept ORIEL_DEFAULT; /**< NULL: every event; the listener is passive then */
	void *data ORIEL_DEFAULT; /**< for accept; borrowed as long as the queue is open */
	size_t limit ORIEL_DEFAULT; /**< 0: 1,024 */
	enum oriel_queue_policy policy ORIEL_DEFAULT; /**< any but ORIEL_QUEUE_POLICY_REPLACE */
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort ends the queue; may be NULL */
};

/** Does the work of oriel_queue_new_events(). */
ORIEL_API oriel_queue *oriel_queue_new_events_at(const char *site, oriel_target *target,
	const char *type, const struct oriel_queue_events_options *options);
/**
 * Makes a queue of the events of this type that reach target. A value's data is an oriel_event *,
 * held by the value. The event is history: its dispatch is over, and it can no longer be prevented.
 *
 * The queue closes in order when its listener is removed or its target is gone.
 * Source: Node.js, "events.on()".
 * @param ... type, then members of struct oriel_queue_events_options by name
 */
#define oriel_queue_new_events(target, ...) \
	ORIEL__CALL_2(oriel_queue_new_events_at, struct oriel_queue_events_options, \
		ORIEL_TARGET(target), __VA_ARGS__, )

/** Options of oriel_queue_new_emitted() and oriel_queue_new_ticks(). */
struct oriel_queue_source_options {
	ORIEL_OPTIONS_HEAD;
	size_t limit ORIEL_DEFAULT; /**< 0: 1,024 */
	enum oriel_queue_policy policy ORIEL_DEFAULT; /**< any but ORIEL_QUEUE_POLICY_REPLACE */
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort ends the queue; may be NULL */
};

/** Does the work of oriel_queue_new_emitted(). */
ORIEL_API oriel_queue *oriel_queue_new_emitted_at(const char *site, oriel_emitter *emitter,
	const char *type, const struct oriel_queue_source_options *options);
/**
 * Makes a queue of the payloads that are emitted with this type. A payload that cannot be retained
 * closes the queue with ORIEL_DATA_CLONE_ERROR.
 *
 * The emitter's `error` closes the queue with its payload as the reason, and counts as heard. The
 * queue closes in order when the emitter is destroyed. With "error" as the type, errors are values.
 * Source: Node.js, "events.on()".
 * @param ... type, then members of struct oriel_queue_source_options by name
 */
#define oriel_queue_new_emitted(emitter, ...) \
	ORIEL__CALL_2(oriel_queue_new_emitted_at, struct oriel_queue_source_options, emitter, \
		__VA_ARGS__, )

/** Does the work of oriel_queue_new_ticks(). */
ORIEL_API oriel_queue *oriel_queue_new_ticks_at(const char *site, double period_ms,
	const struct oriel_queue_source_options *options);
/**
 * Makes a queue with a value for each period, the first after one period. The key of a value
 * (struct oriel_item) is how many periods have passed; its data is NULL. With a period of 10 ms and
 * a callback that takes 25 ms, the keys are 1, 3, 4 …: ticks that are late are skipped, as with
 * oriel_set_interval().
 * @param ... period_ms, then members of struct oriel_queue_source_options by name; period_ms: above
 * 0
 */
#define oriel_queue_new_ticks(...) \
	ORIEL__CALL_1(oriel_queue_new_ticks_at, struct oriel_queue_source_options, __VA_ARGS__, )

/** Does the work of oriel_queue_new_changes(). */
ORIEL_API oriel_queue *oriel_queue_new_changes_at(const char *site, const char *path,
	const struct oriel_queue_source_options *options);
/**
 * Makes a queue of the changes of a file, or of the entries of a directory, as oriel_file_watch()
 * reports them. A value is a change (oriel_file_change_try_from_payload()).
 *
 * The queue closes in order behind ORIEL_FILE_CHANGE_ENDED; with the status if the path cannot be
 * watched, e.g. ORIEL_NOT_FOUND_ERROR.
 * @param ... path, copied, then members of struct oriel_queue_source_options by name
 */
#define oriel_queue_new_changes(...) \
	ORIEL__CALL_1(oriel_queue_new_changes_at, struct oriel_queue_source_options, __VA_ARGS__, )

/** Returns the change of a payload, borrowed as long as the payload; NULL for another payload. */
ORIEL_API const struct oriel_file_change *oriel_file_change_try_from_payload(
	struct oriel_payload payload);

/* ---- Sources that can wait ---- */

/** Options of oriel_queue_new_messages(). */
struct oriel_queue_messages_options {
	ORIEL_OPTIONS_HEAD;
	size_t limit ORIEL_DEFAULT; /**< 0: 1,024 */
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort ends the queue; may be NULL */
};

/** Does the work of oriel_queue_new_messages(). */
ORIEL_API oriel_queue *oriel_queue_new_messages_at(const char *site, oriel_port *port,
	const struct oriel_queue_messages_options *options);
/**
 * Starts a port, and makes a queue of the messages that it brings. While the queue is full the port
 * delivers none: they wait in the channel, whose policy decides on more. The queue holds a
 * reference to the port.
 *
 * The queue closes when the port does, with the error of the port's `close` as the reason, if there
 * is one. After the end of the queue the port delivers `message` events again.
 * @param ... port, then members of struct oriel_queue_messages_options by name
 */
#define oriel_queue_new_messages(...) \
	ORIEL__CALL_1(oriel_queue_new_messages_at, struct oriel_queue_messages_options, __VA_ARGS__, )

/** Options of oriel_queue_new_lines() and oriel_queue_new_frames(). */
struct oriel_queue_stream_options {
	ORIEL_OPTIONS_HEAD;
	size_t limit ORIEL_DEFAULT; /**< how many values may wait; 0: 1,024 */
	/** of one value; a longer one closes the queue with ORIEL_QUOTA_EXCEEDED_ERROR; 0: 1 MiB */
	size_t max_bytes ORIEL_DEFAULT;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort ends the queue; may be NULL */
};

/** Does the work of oriel_queue_new_lines(). */
ORIEL_API oriel_queue *oriel_queue_new_lines_at(const char *site, oriel_stream *stream,
	const struct oriel_queue_stream_options *options);
/**
 * Makes a queue of the lines that a stream brings, without their "\n" or "\r\n". A value is bytes
 * (oriel_bytes_try_from_payload()). The text after the last line break is a line too, unless it is
 * empty.
 *
 * Nothing is read while the queue is full. The queue closes at the end of the stream; when the
 * stream fails or is destroyed, with the error that its reads are rejected with. The end of the
 * queue leaves the stream as it is; bytes that were read and are no value yet are lost.
 * @param ... stream, then members of struct oriel_queue_stream_options by name; stream: borrowed;
 * may be destroyed at any time
 */
#define oriel_queue_new_lines(...) \
	ORIEL__CALL_1(oriel_queue_new_lines_at, struct oriel_queue_stream_options, __VA_ARGS__, )

/** Does the work of oriel_queue_new_frames(). */
ORIEL_API oriel_queue *oriel_queue_new_frames_at(const char *site, oriel_stream *stream,
	const struct oriel_queue_stream_options *options);
/**
 * Makes a queue of the frames of a stream, as oriel_queue_new_lines() does of its lines. A frame is
 * its length, 4 bytes with the lowest first, and then as many bytes, as ports to processes send
 * them. An end within a frame closes the queue with ORIEL_SYNTAX_ERROR.
 * @param ... stream, then members of struct oriel_queue_stream_options by name
 */
#define oriel_queue_new_frames(...) \
	ORIEL__CALL_1(oriel_queue_new_frames_at, struct oriel_queue_stream_options, __VA_ARGS__, )

/** Options of oriel_queue_new_connections(). */
struct oriel_queue_connections_options {
	ORIEL_OPTIONS_HEAD;
	size_t limit ORIEL_DEFAULT; /**< how many accepted connections may wait; 0: 1,024 */
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort ends the queue; may be NULL */
};

/** Does the work of oriel_queue_new_connections(). */
ORIEL_API oriel_queue *oriel_queue_new_connections_at(const char *site, oriel_server *server,
	const struct oriel_queue_connections_options *options);
/**
 * Makes a queue of the connections that a server accepts. A value's data is an oriel_stream *,
 * which is open. The value owns the stream: oriel_item_take(), or oriel_queue_try_take(), hands it
 * to the program; a value that is released destroys it.
 *
 * While the queue is full no connection is accepted; further ones wait in the system. The queue
 * closes when the server fails, is aborted or is destroyed, with the error that
 * oriel_server_connection() is rejected with. The end of the queue leaves the server as it is.
 * @param ... server, borrowed, then members of struct oriel_queue_connections_options by name;
 * server may be destroyed at any time
 */
#define oriel_queue_new_connections(...) \
	ORIEL__CALL_1(oriel_queue_new_connections_at, struct oriel_queue_connections_options, \
		__VA_ARGS__, )

ORIEL_END

#endif
