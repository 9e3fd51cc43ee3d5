/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Message ports: how loops talk to one another, in one process or between two.
 *
 * A channel has two ports. A message that is sent at one port arrives at the other port as a
 * `message` event, in order and in a task of its own. Within a process, a message is a payload
 * (payload.h): the pointer is handed over, and the data is not copied. A port to another process
 * takes only bytes (bytes.h). The number of waiting messages is limited, and a policy
 * (queue_policy.h) decides at the limit. Events at a port, all trusted and not cancelable:
 *
 * - `message`: the event's detail is the payload, released with the event unless it is taken.
 * - `drain`: half of the other port's queue is free again. One `drain` comes after a message has
 *   filled the queue or found the queue full, or after oriel_port_room() has returned 0. If the
 *   port has sent more messages meanwhile, the queue may be full again; another `drain` follows.
 * - `close`: the other end has closed or is gone, and all its messages have arrived.
 *   oriel_event_error() returns the error that ended the connection; NULL after an orderly end.
 *
 * For example, with a limit of 4 and the default policy, a fifth message is refused with
 * ORIEL_QUOTA_EXCEEDED_ERROR. `drain` comes when the other end has taken two messages.
 *
 * A port is reference-counted and belongs to the loop on which it was made. Closing a port releases
 * its unread messages on the port's thread; the end of its loop does so too. Releasing the last
 * reference closes the port. Messages that the port has sent before still arrive.
 *
 * ```c
 * oriel_port *ports[2];
 * oriel_channel_new(ports, .limit = 4);
 * for (int i = 0; i < 4; i++)
 *     oriel_port_send(ports[0], oriel_borrowed("frame"));
 * enum oriel_status fifth = oriel_port_send(ports[0], oriel_borrowed("frame"));
 * printf("%s\n", oriel_status_name(fifth)); // QuotaExceededError, until ports[1] has taken one
 * oriel_port_unref(ports[0]);
 * oriel_port_unref(ports[1]);
 * ```
 *
 * Thread: the port's loop. Errors: a status, or NULL with the reason logged, as each function says;
 * broken contracts assert. Source: HTML, "message channels".
 */
#ifndef ORIEL_RUNTIME_PORT_H
#define ORIEL_RUNTIME_PORT_H

#include <oriel/runtime/bytes.h>
#include <oriel/runtime/context_value.h>
#include <oriel/runtime/queue_policy.h>
#include <oriel/runtime/target.h>

ORIEL_BEGIN

/** Options of oriel_channel_new(). */
struct oriel_channel_options {
	ORIEL_OPTIONS_HEAD;
	size_t limit ORIEL_DEFAULT; /**< messages that may wait at either port; 0: 1,024 */
	/** decides at the limit; the default is ORIEL_QUEUE_POLICY_REFUSE */
	enum oriel_queue_policy policy ORIEL_DEFAULT;
};

/** Does the work of oriel_channel_new(). */
ORIEL_API void oriel_channel_new_at(
	const char *site, oriel_port *ports[2], const struct oriel_channel_options *options);
/**
 * Makes a channel, with both ports on this loop.
 * @param ... ports, an array of two that is filled in, each with one reference; then members of
 * struct oriel_channel_options by name
 */
#define oriel_channel_new(...) \
	ORIEL__CALL_1(oriel_channel_new_at, struct oriel_channel_options, __VA_ARGS__, )

/** Options of oriel_port_new_fd(). */
struct oriel_port_fd_options {
	ORIEL_OPTIONS_HEAD;
	/** messages that may wait to be written, and as many to be dispatched; 0: 1,024 */
	size_t limit ORIEL_DEFAULT;
	/**
	 * decides at the limit of messages to be written. At the limit of messages to be dispatched,
	 * the port stops reading, and the other process has to wait
	 */
	enum oriel_queue_policy policy ORIEL_DEFAULT;
	/** limit of one message, sent or received; 0: 16 MiB; at most UINT32_MAX */
	size_t max_bytes ORIEL_DEFAULT;
	/**
	 * each message carries the trace id of its sender (trace_id.h), so that traces of the two
	 * processes connect sending with receiving. The other end must set .trace or .context
	 */
	bool trace ORIEL_DEFAULT;
	/**
	 * keys whose values are sent with each message; ends with NULL; borrowed as long as the port;
	 * may be NULL. The other end must set .context or .trace
	 */
	const struct oriel_context_key *const *context ORIEL_DEFAULT;
	double linger_ms ORIEL_DEFAULT; /**< ms that writing may take after closing; 0: 5,000 */
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort closes the port; may be NULL */
};

/** Does the work of oriel_port_new_fd(). */
ORIEL_API oriel_port *oriel_port_new_fd_at(
	const char *site, int read_fd, int write_fd, const struct oriel_port_fd_options *options);
/**
 * Makes a port to a process that uses the same protocol, from a connected socket or from the ends
 * of two pipes. A message is written as its length (4 bytes, little-endian) and then its bytes.
 *
 * Messages are written after the task that sends them, many at once. Long work should await
 * oriel_yield() now and then, so that its messages are written in between. Writing to a process
 * that is gone never raises SIGPIPE.
 *
 * With .trace or .context, each end first sends a greeting, the hello, and each message begins with
 * a block of context. A first message that is no hello closes the port with ORIEL_SYNTAX_ERROR.
 *
 * The port closes if a message is longer than .max_bytes, if the input ends within a message, or if
 * a descriptor fails. The error of the `close` event gives the cause.
 *
 * @param read_fd handed over, also on failure; set to non-blocking, and closed with the port
 * @param ... write_fd, which may be read_fd, handed over too; then members of struct
 * oriel_port_fd_options by name
 * @return with one reference; NULL, logged, if a descriptor cannot be polled; NULL if .signal has
 * aborted
 */
#define oriel_port_new_fd(read_fd, ...) \
	ORIEL__CALL_2(oriel_port_new_fd_at, struct oriel_port_fd_options, read_fd, __VA_ARGS__, )

/** Returns port, with one more reference. */
ORIEL_API oriel_port *oriel_port_ref(oriel_port *port);
/** Releases a reference to the port. NULL is allowed. */
ORIEL_API void oriel_port_unref(oriel_port *port);

/** Starts the dispatch of messages, which wait until this call. A second call does nothing. */
ORIEL_API void oriel_port_start(oriel_port *port);

/** Does the work of oriel_port_send(). */
ORIEL_API enum oriel_status oriel_port_send_at(
	const char *site, oriel_port *port, uint64_t key, struct oriel_payload payload);
/**
 * Sends a message.
 * @param payload handed over; released here if the message is refused
 * @return ORIEL_OK; ORIEL_QUOTA_EXCEEDED_ERROR if there is no room, or the message is over
 * .max_bytes; ORIEL_INVALID_STATE_ERROR if either end is closed or the other loop has ended;
 * ORIEL_DATA_CLONE_ERROR if the payload cannot be sent there. Another process takes only bytes. A
 * detached port cannot be sent through its own channel, or while another port waits in its queue.
 * No port can be sent to a port that is itself being sent
 */
#define oriel_port_send(port, payload) oriel_port_send_at(ORIEL_SITE, port, 0, payload)
/**
 * Sends a message with a key, which ORIEL_QUEUE_POLICY_REPLACE compares; else as oriel_port_send().
 * @param key the message replaces a waiting message with the same key; 0: no key
 */
#define oriel_port_send_keyed(port, key, payload) \
	oriel_port_send_at(ORIEL_SITE, port, key, payload)

/**
 * Returns how many messages can be sent before the policy decides. Between two sends the number
 * never decreases, unless an end is closed.
 *
 * A return of 0 asks for `drain`: a sender may look before it sends, and wait for `drain` when
 * there is no room. Returns 0 also once either end is closed; then no `drain` follows.
 */
ORIEL_API size_t oriel_port_room(const oriel_port *port);

/** Closes the port, which gets no more events. A second call does nothing. */
ORIEL_API void oriel_port_close(oriel_port *port);
/** Returns whether this port is closed: by oriel_port_close(), or after its `close`. */
ORIEL_API bool oriel_port_is_closed(const oriel_port *port);

/** Returns the port as an event target. */
ORIEL_API oriel_target *oriel_port_target(oriel_port *port);

/**
 * Takes a port of a channel off its loop, with its waiting messages, so that another thread can
 * have it. This port then counts as closed, without closing the channel.
 * @param port its reference is handed over; not a port to another process (asserted)
 * @return owned by the caller, for oriel_port_attach(), oriel_detached_port_payload() or
 * oriel_detached_port_destroy(); NULL if the port was closed
 */
ORIEL_API oriel_detached_port *oriel_port_detach(oriel_port *port);
/**
 * Makes a port from a detached port, on the loop of the calling thread. The port is not started.
 * @param detached handed over, also on failure
 * @return with one reference; NULL while the loop ends
 */
ORIEL_API oriel_port *oriel_port_attach(oriel_detached_port *detached);
/** Closes the detached port's end of its channel. NULL is allowed. Thread: any. */
ORIEL_API void oriel_detached_port_destroy(oriel_detached_port *detached);
/**
 * Returns a payload whose data is the detached port, to be sent.
 * @param detached handed over
 */
ORIEL_API struct oriel_payload oriel_detached_port_payload(oriel_detached_port *detached);

/**
 * Takes the payload out of a `message` event, whose detail is NULL from then on.
 * @return owned by the caller; all members are NULL if the payload was taken before, or if event is
 * no `message`
 */
ORIEL_API struct oriel_payload oriel_message_take(oriel_event *event);
/**
 * Returns the bytes of a `message`, borrowed as long as the event; NULL if the message has none.
 */
ORIEL_API struct oriel_bytes *oriel_message_bytes(const oriel_event *event);
/**
 * Takes the port out of a `message` event.
 * @return with one reference, not started; NULL if the message has no port, or while the loop ends
 */
ORIEL_API oriel_port *oriel_message_port(oriel_event *event);

/** Returns the port whose target this is, borrowed; NULL for any other target. */
ORIEL_API oriel_port *oriel_port_try_from_target(oriel_target *target);

ORIEL_END

#endif
