/* SPDX-License-Identifier: MIT */
/*
 * Channels within the process: two ends. A port is attached to each end, unless the end is
 * detached.
 *
 * An end stores the state for its thread: messages, whether the other end has closed, and whether
 * there is room at the other end. A mutex protects this state. It is held for a few instructions,
 * never together with the other end's, and never while user code runs. A thread that changes an end
 * wakes its port, unless a wake-up is in flight. A wake-up is one remote task, which then reads the
 * whole state.
 *
 * Queue length = sent - taken. sent is changed under the lock, and taken by the receiver alone; the
 * sender reads taken only when the queue seems full. With the policy "refuse", the receiver takes
 * the whole queue, so it locks once for many messages. With policies that drop or replace messages,
 * it takes them one by one. Fields that different threads write are on separate cache lines.
 */
#include "port/port_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/options_internal.h"
#include "event/event_state_internal.h"

#include <oriel/runtime/log.h>
#include <pthread.h>

struct channel_port;

enum { CACHE_LINE = 64 };

struct end {
	_Alignas(CACHE_LINE) atomic_size_t taken; /* only grows; written by the end's own thread */
	/* the other end waits for room; changed under the mutex, but read by the end's thread without
	 * it */
	_Alignas(CACHE_LINE) atomic_bool wants_drain;
	_Alignas(CACHE_LINE) pthread_mutex_t mutex;
	/* locked: */
	size_t sent;       /* grows with each message, except one that replaces a dropped one */
	size_t seen_taken; /* value of taken at the sender's last reading */
	struct oriel__messages messages;
	struct channel_port *port; /* may be NULL */
	bool is_started;           /* messages wake the port */
	bool is_woken;             /* a wake-up is in flight */
	bool is_closed, is_other_closed;
	bool has_room; /* `drain` must be fired at this end */
	/* the end was sent through another channel and is not attached yet; it accepts no ports */
	bool is_travelling;
};

struct channel {
	struct end ends[2];
	struct oriel__message_bound bound;
	/* one for each end, until the end is closed and the memory of its port is freed */
	atomic_uint references;
};

struct channel_port {
	oriel_port port; /* first member */
	struct oriel__remote_task wake;
	struct channel *channel;
	struct end *here, *there;
};

struct oriel_detached_port {
	struct channel *channel;
	struct end *here;
};

static struct channel_port *channel_port_of(const oriel_port *port) {
	return oriel__container_of(port, struct channel_port, port);
}

static struct end *channel_other_end(struct channel *channel, const struct end *end) {
	return end == &channel->ends[0] ? &channel->ends[1] : &channel->ends[0];
}

static struct channel *channel_new(struct oriel__message_bound bound) {
	struct channel *channel = oriel__alloc_aligned_zero(CACHE_LINE, sizeof(*channel));
	channel->bound = bound;
	atomic_init(&channel->references, 2);
	for (int i = 0; i < 2; i++)
		pthread_mutex_init(&channel->ends[i].mutex, NULL);
	return channel;
}

static void channel_unref(struct channel *channel) {
	if (atomic_fetch_sub_explicit(&channel->references, 1, memory_order_acq_rel) > 1)
		return;
	for (int i = 0; i < 2; i++)
		pthread_mutex_destroy(&channel->ends[i].mutex);
	oriel__free(channel);
}

/* ---- Waking ---- */

/* Returns the port to wake after unlocking, or NULL; holds the port's memory for the wake-up.
 * Locked. */
static struct channel_port *channel_claim_wake(struct end *end) {
	if (end->port == NULL || end->is_woken)
		return NULL;
	end->is_woken = true;
	atomic_fetch_add_explicit(&end->port->port.memory, 1, memory_order_relaxed);
	return end->port;
}

/* Sends a wake-up. Not locked. Does nothing if the port's loop has ended, because the port is then
 * closed or about to be. */
static void channel_send_wake(struct channel_port *port) {
	if (port != NULL && !oriel__post_remote(port->port.loop, &port->wake))
		oriel__port_release(&port->port);
}

/* Returns the number of messages sent and not taken. Locked. */
static size_t channel_waiting(struct end *end) {
	end->seen_taken = atomic_load(&end->taken);
	return end->sent - end->seen_taken;
}

/* The state that a wake-up reports to an end's thread. */
struct end_state {
	size_t waiting;
	bool has_room, has_ended;
};

/* Reads and resets the state of the port's end. Returns zeros if the port has left its end. On the
 * port's thread. */
static struct end_state channel_read_state(struct channel_port *port) {
	struct end *here = port->here;
	struct end_state end_state = { 0 };
	pthread_mutex_lock(&here->mutex);
	if (here->port == port) {
		end_state = (
			struct end_state){ channel_waiting(here), here->has_room, here->is_other_closed };
		here->is_woken = here->has_room = false;
	}
	pthread_mutex_unlock(&here->mutex);
	return end_state;
}

static void channel_handle_wake(struct channel_port *port) {
	struct end_state end_state = channel_read_state(port);
	if (port->port.is_closed)
		return;
	oriel__port_expect(&port->port, end_state.waiting);
	if (end_state.has_ended)
		oriel__port_end(&port->port, ORIEL_OK, NULL);
	else if (end_state.has_room)
		oriel__port_fire_drain(&port->port);
}

static void channel_run_wake(struct oriel__remote_task *task) {
	struct channel_port *port = oriel__container_of(task, struct channel_port, wake);
	channel_handle_wake(port);
	oriel__port_release(&port->port);
}

static void channel_abandon_wake(struct oriel__remote_task *task) {
	struct channel_port *port = oriel__container_of(task, struct channel_port, wake);
	oriel__port_release(&port->port);
}

/* ---- Sending ---- */

/* Returns whether the queue is full. Reads taken only if it seems so. Locked. */
static bool channel_is_full(const struct channel *channel, struct end *there) {
	return there->sent - there->seen_taken >= channel->bound.limit &&
		channel_waiting(there) >= channel->bound.limit;
}

/* Adds a message if there is room. Locked. */
static bool channel_try_put(
	struct channel *channel, struct end *there, struct oriel__message message,
	struct oriel__message *given_up) {
	size_t before = there->messages.count;
	/* messages that the receiver has taken as a whole queue but not dispatched */
	size_t ahead = channel_is_full(channel, there) ? channel->bound.limit - before : 0;
	bool is_put = oriel__messages_put(&there->messages, channel->bound, ahead, message, given_up);
	there->sent += there->messages.count - before;
	return is_put;
}

/*
 * Requests `drain`. Returns false if half of the queue is free already, so that no `drain` will
 * come. The receiver first updates taken and then reads the request; the sender first writes the
 * request and then reads taken. One of the two therefore always sees the other's write. Locked.
 */
static bool channel_request_drain(const struct channel *channel, struct end *there) {
	atomic_store(&there->wants_drain, true);
	bool has_half = channel_waiting(there) <= channel->bound.limit / 2;
	if (has_half)
		atomic_store(&there->wants_drain, false);
	return !has_half;
}

/* Adds a message, and requests `drain` if the queue is full or becomes full. Locked. */
static bool channel_put(struct channel *channel, struct end *there,
	struct oriel__message message, struct oriel__message *given_up) {
	bool is_put = channel_try_put(channel, there, message, given_up);
	if (is_put && !channel_is_full(channel, there))
		return true;
	if (!channel_request_drain(channel, there) && !is_put)
		is_put = channel_try_put(channel, there, message, given_up);
	return is_put;
}

/* Marks an end as travelling, so that it accepts no ports until it is attached. Returns false if a
 * port is queued at the end. */
static bool channel_begin_travel(struct end *end) {
	bool has_ports = false;
	pthread_mutex_lock(&end->mutex);
	for (size_t i = 0; i < end->messages.count && !has_ports; i++)
		has_ports = oriel__detached_port_try_from_payload(
						oriel__messages_at(&end->messages, i)->payload) != NULL;
	end->is_travelling = true;
	pthread_mutex_unlock(&end->mutex);
	return !has_ports;
}

/* Returns whether a port may be sent through a channel. A port queued in its own channel, or in one
 * that is queued in it, would be unreachable and never freed. */
static bool channel_can_travel(const struct channel *channel, const oriel_detached_port *detached) {
	return detached->channel != channel && channel_begin_travel(detached->here);
}

static enum oriel_status channel_send(
	oriel_port *port, struct oriel__message message, struct oriel__message *given_up) {
	struct channel_port *from = channel_port_of(port);
	struct end *there = from->there;
	const oriel_detached_port *detached = oriel__detached_port_try_from_payload(message.payload);
	if (detached != NULL && !channel_can_travel(from->channel, detached))
		return ORIEL_DATA_CLONE_ERROR;
	pthread_mutex_lock(&there->mutex);
	bool is_closed = there->is_closed, is_lost = detached != NULL && there->is_travelling;
	bool is_put = !is_closed && !is_lost &&
		channel_put(from->channel, there, message, given_up);
	struct channel_port *woken = is_put && there->is_started ? channel_claim_wake(there) : NULL;
	pthread_mutex_unlock(&there->mutex);
	channel_send_wake(woken);
	if (is_put)
		return ORIEL_OK;
	if (is_lost && !is_closed)
		return ORIEL_DATA_CLONE_ERROR;
	return is_closed ? ORIEL_INVALID_STATE_ERROR : ORIEL_QUOTA_EXCEEDED_ERROR;
}

static void channel_add_context(oriel_port *port, struct oriel__message *message) {
	const struct oriel__context *context = oriel__context_here(port->loop);
	if (context != NULL)
		message->context = oriel__context_clone(context);
}

/* Returns how many more messages fit. Locked. */
static size_t channel_count_room(const struct channel *channel, struct end *there) {
	size_t waiting = channel_waiting(there), limit = channel->bound.limit;
	return waiting > limit ? 0 : limit - waiting;
}

/* Returns the room. A result of 0 also requests `drain`, even if no message has been refused. */
static size_t channel_room(const oriel_port *port) {
	struct channel_port *from = channel_port_of(port);
	struct end *there = from->there;
	pthread_mutex_lock(&there->mutex);
	size_t room = there->is_closed ? 0 : channel_count_room(from->channel, there);
	if (room == 0 && !there->is_closed && !channel_request_drain(from->channel, there))
		room = channel_count_room(from->channel, there);
	pthread_mutex_unlock(&there->mutex);
	return room;
}

/* ---- Receiving ---- */

static void channel_start(oriel_port *port) {
	struct channel_port *to = channel_port_of(port);
	pthread_mutex_lock(&to->here->mutex);
	to->here->is_started = true;
	bool has_ended = to->here->is_other_closed;
	size_t waiting = channel_waiting(to->here);
	pthread_mutex_unlock(&to->here->mutex);
	oriel__port_expect(port, waiting);
	if (has_ended)
		oriel__port_end(port, ORIEL_OK, NULL);
}

static void channel_take_all(struct end *here, struct oriel__messages *inbox) {
	struct oriel__messages empty = *inbox;
	*inbox = here->messages;
	here->messages = empty;
}

static void channel_refill(oriel_port *port) {
	struct channel_port *to = channel_port_of(port);
	struct end *here = to->here;
	struct oriel__message none;
	pthread_mutex_lock(&here->mutex);
	enum oriel_queue_policy policy = to->channel->bound.policy;
	if (policy == ORIEL_QUEUE_POLICY_REFUSE || policy == ORIEL_QUEUE_POLICY_DROP_NEWEST)
		channel_take_all(here, &port->inbox);
	else if (here->messages.count > 0)
		oriel__messages_put(&port->inbox,
			(struct oriel__message_bound){ 1, ORIEL_QUEUE_POLICY_REFUSE }, 0,
			oriel__messages_take(&here->messages), &none);
	pthread_mutex_unlock(&here->mutex);
}

/* Takes the other end's request for `drain` if half of the queue is free. Both are checked under
 * the lock. Otherwise the other end could fill the queue and request `drain` again before the
 * request is reset, and the new request would be lost. */
static bool channel_take_drain_request(const struct channel *channel, struct end *here) {
	pthread_mutex_lock(&here->mutex);
	bool is_due = atomic_load(&here->wants_drain) &&
		channel_waiting(here) <= channel->bound.limit / 2;
	if (is_due)
		atomic_store(&here->wants_drain, false);
	pthread_mutex_unlock(&here->mutex);
	return is_due;
}

static void channel_notify_room(struct end *there) {
	pthread_mutex_lock(&there->mutex);
	there->has_room = true;
	struct channel_port *woken = channel_claim_wake(there);
	pthread_mutex_unlock(&there->mutex);
	channel_send_wake(woken);
}

static void channel_took(oriel_port *port) {
	struct channel_port *to = channel_port_of(port);
	struct end *here = to->here;
	atomic_store(&here->taken, atomic_load_explicit(&here->taken, memory_order_relaxed) + 1);
	if (atomic_load(&here->wants_drain) && channel_take_drain_request(to->channel, here))
		channel_notify_room(to->there);
}

/* ---- Closing ---- */

/* Closes an end and returns its unread messages, which the caller drops. */
static struct oriel__messages channel_close_end(struct channel *channel, struct end *here) {
	struct end *there = channel_other_end(channel, here);
	pthread_mutex_lock(&here->mutex);
	struct oriel__messages unread = here->messages;
	here->messages = (struct oriel__messages){ 0 };
	here->port = NULL;
	here->is_closed = true;
	pthread_mutex_unlock(&here->mutex);

	pthread_mutex_lock(&there->mutex);
	there->is_other_closed = true;
	struct channel_port *woken = channel_claim_wake(there);
	pthread_mutex_unlock(&there->mutex);
	channel_send_wake(woken);
	return unread;
}

static void channel_close(oriel_port *port) {
	struct channel_port *closed = channel_port_of(port);
	struct oriel__messages unread = channel_close_end(closed->channel, closed->here);
	oriel__messages_drop_all(&port->inbox); /* these are older */
	oriel__messages_drop_all(&unread);
}

static void channel_finish(oriel_port *port) {
	channel_unref(channel_port_of(port)->channel);
}

const struct oriel__port_class oriel__channel_class = {
	.send = channel_send,
	.add_context = channel_add_context,
	.room = channel_room,
	.start = channel_start,
	.refill = channel_refill,
	.took = channel_took,
	.close = channel_close,
	.finish = channel_finish,
};

/* ---- Attaching and detaching ---- */

/* Attaches a port, which takes over a reference to the channel. */
static oriel_port *channel_attach(
	struct channel *channel, struct end *here, const char *caller) {
	struct channel_port *port = oriel__alloc_zero(1, sizeof(*port));
	oriel__port_init(&port->port, &oriel__channel_class, caller);
	port->channel = channel;
	port->here = here;
	port->there = channel_other_end(channel, here);
	port->wake = (struct oriel__remote_task){
		.run = channel_run_wake, .abandon = channel_abandon_wake, .source = ORIEL_TASK_SOURCE_POST
	};
	if (port->port.state == NULL) {
		oriel__port_refuse(&port->port);
		return &port->port;
	}
	pthread_mutex_lock(&here->mutex);
	here->port = port;
	here->is_travelling = false;
	struct channel_port *woken = here->has_room ? channel_claim_wake(here) : NULL;
	pthread_mutex_unlock(&here->mutex);
	channel_send_wake(woken);
	return &port->port;
}

void oriel_channel_new_at(
	const char *site, oriel_port *ports[2], const struct oriel_channel_options *options) {
	static const struct oriel_channel_options defaults = { .size = sizeof(defaults) };
	if (options == NULL)
		options = &defaults;
	oriel__loop_here("oriel_channel_new");
	oriel__check_options("oriel_channel_new", site, options);
	struct channel *channel = channel_new(
		oriel__message_bound("oriel_channel_new", site, options->limit, options->policy));
	for (int i = 0; i < 2; i++)
		ports[i] = channel_attach(channel, &channel->ends[i], "oriel_channel_new");
}

static oriel_detached_port *detached_new(struct channel *channel, struct end *here) {
	oriel_detached_port *detached = oriel__alloc(sizeof(*detached));
	*detached = (oriel_detached_port){ channel, here };
	return detached;
}

void oriel__channel_new_detached(struct oriel__message_bound bound, oriel_detached_port *ends[2]) {
	struct channel *channel = channel_new(bound);
	for (int i = 0; i < 2; i++)
		ends[i] = detached_new(channel, &channel->ends[i]);
}

oriel_detached_port *oriel_port_detach(oriel_port *port) {
	ORIEL_ASSERT(port != NULL, "oriel_port_detach: the port is NULL; pass a port of a channel");
	oriel__loop_check(port->loop, "oriel_port_detach");
	ORIEL_ASSERT(port->port_class == &oriel__channel_class,
		"oriel_port_detach: this port leads to another process; pass its descriptors on before "
		"making one");
	oriel_detached_port *detached = NULL;
	if (!port->is_closed) {
		struct channel_port *left = channel_port_of(port);
		struct oriel__messages inbox;
		oriel__port_leave(port, &inbox);
		pthread_mutex_lock(&left->here->mutex);
		oriel__messages_prepend(&left->here->messages, &inbox);
		left->here->port = NULL;
		left->here->is_started = left->here->is_woken = false;
		pthread_mutex_unlock(&left->here->mutex);
		atomic_fetch_add_explicit(&left->channel->references, 1, memory_order_relaxed);
		detached = detached_new(left->channel, left->here);
	}
	oriel_port_unref(port);
	return detached;
}

oriel_port *oriel_port_attach(oriel_detached_port *detached) {
	oriel_loop *loop = oriel__loop_here("oriel_port_attach");
	ORIEL_ASSERT(detached != NULL,
		"oriel_port_attach: detached is NULL; pass a result of oriel_port_detach(), once");
	if (oriel__loop_is_ending(loop)) {
		oriel_detached_port_destroy(detached);
		return NULL;
	}
	oriel_port *port = channel_attach(detached->channel, detached->here, "oriel_port_attach");
	oriel__free(detached);
	return port;
}

void oriel_detached_port_destroy(oriel_detached_port *detached) {
	if (detached == NULL)
		return;
	struct oriel__messages unread = channel_close_end(detached->channel, detached->here);
	oriel__messages_drop_all(&unread);
	channel_unref(detached->channel);
	oriel__free(detached);
}

static void detached_release(void *detached) {
	oriel_detached_port_destroy(detached);
}

struct oriel_payload oriel_detached_port_payload(oriel_detached_port *detached) {
	return oriel_owned(detached, detached_release);
}

oriel_detached_port *oriel__detached_port_try_from_payload(struct oriel_payload payload) {
	return payload.release == detached_release ? payload.data : NULL;
}
