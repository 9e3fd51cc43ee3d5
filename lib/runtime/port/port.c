/* SPDX-License-Identifier: MIT */
/*
 * The common part of all ports: their lifetime, and the conversion of messages to tasks.
 *
 * For each waiting message, wherever it is stored, one ticket is queued: a task that takes the
 * oldest message when it runs. A queue on another thread may therefore drop or replace messages
 * without touching the tasks queued here. A ticket that finds no message does nothing. When no more
 * messages will come, a last task, behind the tickets, fires `close`.
 *
 * The memory of a port is kept while another thread has something in flight to it. The port's loop
 * releases the memory once the last reference is released and nothing is on the stack.
 */
#include "port/port_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "event/error_event_internal.h"
#include "event/event_internal.h"
#include "event/event_state_internal.h"
#include "loop/census_internal.h"

#include <oriel/runtime/log.h>

enum { KEPT_TICKETS = 256, USES_OF_RUN = 64 };

struct oriel__port_ticket {
	struct oriel__task task;
	struct oriel__port_ticket *next;
	oriel_port *port;
};

struct oriel__port_state {
	struct oriel__census_source census;
	oriel_loop *loop;
	struct oriel__list ports; /* items: oriel_port, the newest first */
	size_t count;
	struct oriel__list lingering; /* items: struct oriel__port_writer, the newest first */
};

static const struct oriel__target_class port_target_class = { .name = "port",
	.kind = ORIEL__TARGET_KIND_PORT };

static void port_close(oriel_port *port);

/* ---- The ports of a loop ---- */

static void port_count(const struct oriel__census_source *source, struct oriel_census *out) {
	const struct oriel__port_state *state = oriel__container_of(
		source, const struct oriel__port_state, census);
	oriel__census_put(out, "ports", state->count);
}

static void port_unlink(oriel_port *port) {
	struct oriel__port_state *state = port->state;
	oriel__list_remove(&state->ports, &port->link);
	port->state = NULL;
	state->count--;
}

/* Closes all ports at the end of the loop; remaining references are to closed ports. */
static void port_state_finish(void *value) {
	struct oriel__port_state *state = value;
	oriel_loop *loop = state->loop;
	oriel__loop_set_slot(loop, ORIEL__LOOP_SLOT_PORT, state, NULL);
	oriel__hold_begin(loop);
	oriel_port *port;
	while ((port = oriel__list_first(&state->ports, oriel_port, link)) != NULL) {
		port_close(port);
		oriel__target_destroy(&port->target);
		port_unlink(port);
		oriel__target_finish(&port->target);
	}
	oriel__hold_end(loop);
	oriel__port_writers_finish(&state->lingering);
	oriel__loop_set_slot(loop, ORIEL__LOOP_SLOT_PORT, NULL, NULL);
	oriel__census_remove(loop, &state->census);
	oriel__free(state);
}

/* Returns the loop's state, or NULL if the loop is ending. */
static struct oriel__port_state *port_state_of(oriel_loop *loop) {
	struct oriel__port_state *state = oriel__loop_slot(loop, ORIEL__LOOP_SLOT_PORT);
	if (oriel__loop_is_ending(loop) || state != NULL)
		return oriel__loop_is_ending(loop) ? NULL : state;
	state = oriel__alloc_zero(1, sizeof(*state));
	state->loop = loop;
	state->census.count = port_count;
	oriel__census_add(loop, &state->census);
	oriel__loop_set_slot(loop, ORIEL__LOOP_SLOT_PORT, state, port_state_finish);
	return state;
}

struct oriel__list *oriel__port_lingering(oriel_loop *loop) {
	struct oriel__port_state *state = oriel__loop_slot(loop, ORIEL__LOOP_SLOT_PORT);
	return state != NULL ? &state->lingering : NULL;
}

/* ---- Lifetime ---- */

void oriel__port_init(
	oriel_port *port, const struct oriel__port_class *port_class, const char *caller) {
	oriel__target_init(&port->target, &port_target_class, caller);
	port->port_class = port_class;
	port->event_target = &port->target;
	port->loop = oriel_loop_ref(oriel_loop_current());
	port->references = 1;
	atomic_init(&port->memory, 1);
	port->state = port_state_of(port->loop);
	if (port->state == NULL)
		return;
	oriel__list_prepend(&port->state->ports, &port->link);
	port->state->count++;
}

void oriel__port_refuse(oriel_port *port) {
	port_close(port);
	oriel__target_finish(&port->target);
}

void oriel__port_release(oriel_port *port) {
	if (atomic_fetch_sub_explicit(&port->memory, 1, memory_order_acq_rel) > 1)
		return;
	if (port->port_class->finish != NULL)
		port->port_class->finish(port);
	oriel_loop_unref(port->loop);
	oriel__free(port);
}

static void port_release_loop(struct oriel__deferred *deferred) {
	oriel_port *port = oriel__container_of(deferred, oriel_port, deferred);
	if (port->state != NULL)
		port_unlink(port);
	oriel__target_finish(&port->target);
	oriel__port_release(port);
}

static void port_check_thread(const oriel_port *port, const char *caller) {
	ORIEL_ASSERT(port != NULL,
		"%s: the port is NULL; make one with oriel_channel_new() or oriel_port_new_fd()", caller);
	oriel__loop_check(port->loop, caller);
}

oriel_port *oriel_port_ref(oriel_port *port) {
	port->references++;
	return port;
}

void oriel_port_unref(oriel_port *port) {
	if (port == NULL)
		return;
	/* its loop has ended */
	if (port->state == NULL && port->is_closed && port->target.is_finished) {
		if (--port->references == 0)
			oriel__port_release(port);
		return;
	}
	oriel__loop_check(port->loop, "oriel_port_unref");
	if (--port->references > 0)
		return;
	oriel__hold_begin(port->loop);
	port_close(port);
	oriel__target_destroy(&port->target);
	oriel__defer(port->loop, &port->deferred, port_release_loop);
	oriel__hold_end(port->loop);
}

/* ---- Tickets ---- */

static void port_return_ticket(oriel_port *port, struct oriel__port_ticket *ticket) {
	if (port->is_closed || port->free_ticket_count >= KEPT_TICKETS) {
		oriel__free(ticket);
		return;
	}
	ticket->next = port->free_tickets;
	port->free_tickets = ticket;
	port->free_ticket_count++;
}

static struct oriel__port_ticket *port_take_ticket(oriel_port *port) {
	struct oriel__port_ticket *ticket = port->free_tickets;
	if (ticket != NULL) {
		port->free_tickets = ticket->next;
		port->free_ticket_count--;
		return ticket;
	}
	ticket = oriel__alloc_zero(1, sizeof(*ticket));
	ticket->port = port;
	return ticket;
}

static void port_deliver(oriel_port *port, struct oriel__message message) {
	if (port->owner != NULL && port->owner->handle != NULL && port->owner->handle(port, message))
		return;
	oriel_event *event = oriel_event_new("message", .detail = message.payload);
	oriel__dispatch_trusted(port->event_target, event);
	oriel_event_unref(event);
}

static const struct oriel__run_class message_class = { .name = "message" };

/* Returns the number of this loop's record for the sending run. Messages of one run share a record,
 * but only a limited number of them, because a record is overwritten after a while. */
static uint32_t port_run_of_sender(oriel_port *port, const struct oriel__message *message) {
	const struct oriel__foreign_run *from = &message->sender;
	if (message->sender_loop == port->loop)
		return message->sender_run;
	if (from->run_class == NULL)
		return 0;
	bool is_same = from->run_class == port->sender.run_class && from->site == port->sender.site &&
		from->has_cause == port->sender.has_cause && from->point.ns == port->sender.point.ns;
	if (!is_same || port->sender_uses++ >= USES_OF_RUN) {
		port->sender = *from;
		port->sender_run = oriel__run_write_foreign(port->loop, from);
		port->sender_uses = 0;
	}
	return port->sender_run;
}

static void port_deliver_as_run(oriel_port *port, struct oriel__message message) {
	struct oriel__run run;
	struct oriel__cause cause = { .site = message.site,
		.context = message.context,
		.run = port_run_of_sender(port, &message) };
	oriel__run_begin(port->loop, &run, &message_class, &cause);
	struct oriel__trace_file *trace = message.flow != 0 ? oriel__trace_file(port->loop) : NULL;
	if (trace != NULL)
		oriel__trace_file_flow(trace, oriel__trace_point_of(port->loop, &run), message.flow, false);
	port_deliver(port, message);
	oriel__run_end(port->loop, &run);
	oriel__context_unref(message.context);
}

static void port_run_ticket(struct oriel__task *task) {
	struct oriel__port_ticket *ticket = oriel__container_of(task, struct oriel__port_ticket, task);
	oriel_port *port = ticket->port;
	oriel_loop *loop = port->loop;
	port->first_ticket = ticket->next; /* tickets run in the order of queueing */
	if (port->first_ticket == NULL)
		port->last_ticket = NULL;
	port->tickets--;
	port_return_ticket(port, ticket);
	if (port->is_paused) {
		port->skipped_tickets++;
		return;
	}
	if (port->inbox.count == 0)
		port->port_class->refill(port);
	if (port->inbox.count == 0)
		return;
	oriel__hold_begin(loop);
	struct oriel__message message = oriel__messages_take(&port->inbox);
	port->port_class->took(port);
	port_deliver_as_run(port, message);
	oriel__hold_end(loop);
}

static void port_queue_ticket(oriel_port *port) {
	struct oriel__port_ticket *ticket = port_take_ticket(port);
	ticket->next = NULL;
	*(port->last_ticket != NULL ? &port->last_ticket->next : &port->first_ticket) = ticket;
	port->last_ticket = ticket;
	port->tickets++;
	oriel__task_queue(port->loop, &ticket->task, ORIEL_TASK_SOURCE_POST, port_run_ticket);
}

static void port_run_closing(struct oriel__task *task) {
	oriel_port *port = oriel__container_of(task, oriel_port, closing);
	oriel_loop *loop = port->loop;
	if (port->is_paused)
		return;
	struct oriel_error error = { .code = port->reason,
		.message = port->reason_message,
		.site = "the other process",
		.chain = "" };
	oriel__hold_begin(loop);
	port_close(port);
	if (port->owner != NULL && port->owner->ended != NULL) {
		port->owner->ended(port);
	} else if (port->reason == ORIEL_OK) {
		oriel__fire_trusted(port->event_target, "close", 0);
	} else {
		oriel_event *event = oriel__error_event_new("close", &error, false);
		oriel__dispatch_trusted(port->event_target, event);
		oriel_event_unref(event);
	}
	oriel__hold_end(loop);
}

static void port_queue_closing(oriel_port *port) {
	if (port->has_ended && port->is_started && !port->is_closed && !port->closing.is_queued)
		oriel__task_queue(port->loop, &port->closing, ORIEL_TASK_SOURCE_POST, port_run_closing);
}

void oriel__port_pause(oriel_port *port) {
	port->is_paused = true;
}

/* Queues tickets for the messages that came while paused. Surplus tickets are harmless, because a
 * ticket without a message does nothing. */
void oriel__port_resume(oriel_port *port) {
	size_t skipped = port->skipped_tickets;
	if (!port->is_paused)
		return;
	port->is_paused = false;
	port->skipped_tickets = 0;
	if (port->is_closed)
		return;
	while (skipped-- > 0)
		port_queue_ticket(port);
	port_queue_closing(port);
}

void oriel__port_expect(oriel_port *port, size_t count) {
	while (port->is_started && !port->is_closed && port->tickets < count)
		port_queue_ticket(port);
}

void oriel__port_end(oriel_port *port, enum oriel_status reason, const char *message) {
	if (port->has_ended)
		return;
	port->has_ended = true;
	port->reason = reason;
	port->reason_message = message;
	port_queue_closing(port);
}

void oriel__port_fire_drain(oriel_port *port) {
	oriel__hold_begin(port->loop);
	oriel__fire_trusted(port->event_target, "drain", 0);
	oriel__hold_end(port->loop);
}

static void port_cancel_tasks(oriel_port *port) {
	for (struct oriel__port_ticket *ticket = port->first_ticket, *next; ticket != NULL;
		ticket = next) {
		next = ticket->next;
		oriel__task_cancel(port->loop, &ticket->task);
		oriel__free(ticket);
	}
	for (struct oriel__port_ticket *ticket = port->free_tickets, *next; ticket != NULL;
		ticket = next) {
		next = ticket->next;
		oriel__free(ticket);
	}
	port->first_ticket = port->last_ticket = port->free_tickets = NULL;
	port->tickets = port->free_ticket_count = 0;
	oriel__task_cancel(port->loop, &port->closing);
}

static void port_close(oriel_port *port) {
	if (port->is_closed)
		return;
	port->is_closed = true;
	port_cancel_tasks(port);
	oriel__hold_begin(port->loop);
	port->port_class->close(port);
	oriel__messages_drop_all(&port->inbox);
	oriel__hold_end(port->loop);
}

void oriel__port_leave(oriel_port *port, struct oriel__messages *inbox) {
	port->is_closed = true;
	port_cancel_tasks(port);
	*inbox = port->inbox;
	port->inbox = (struct oriel__messages){ 0 };
}

/* ---- Public functions ---- */

void oriel_port_start(oriel_port *port) {
	port_check_thread(port, "oriel_port_start");
	if (port->is_started || port->is_closed)
		return;
	port->is_started = true;
	port->port_class->start(port);
	port_queue_closing(port);
}

void oriel_port_close(oriel_port *port) {
	port_check_thread(port, "oriel_port_close");
	port_close(port);
}

bool oriel_port_is_closed(const oriel_port *port) {
	return port->is_closed;
}

size_t oriel_port_room(const oriel_port *port) {
	port_check_thread(port, "oriel_port_room");
	return port->is_closed ? 0 : port->port_class->room(port);
}

enum oriel_status oriel__port_send(const char *caller, const char *site, oriel_port *port,
	uint64_t key, struct oriel_payload payload) {
	port_check_thread(port, caller);
	oriel_loop *loop = port->loop;
	struct oriel__foreign_run sender = oriel__run_foreign(loop);
	struct oriel__message message = { .payload = payload, .key = key, .site = oriel__site(site),
		.sender = sender, .sender_loop = loop, .sender_run = oriel__run_here(loop, site) };
	struct oriel__message given_up = { 0 };
	if (!port->is_closed && port->port_class->add_context != NULL)
		port->port_class->add_context(port, &message);
	enum oriel_status status = port->is_closed ? ORIEL_INVALID_STATE_ERROR :
												port->port_class->send(port, message, &given_up);
	oriel__message_drop(status == ORIEL_OK ? given_up : message);
	return status;
}

enum oriel_status oriel_port_send_at(
	const char *site, oriel_port *port, uint64_t key, struct oriel_payload payload) {
	return oriel__port_send("oriel_port_send", site, port, key, payload);
}

oriel_target *oriel_port_target(oriel_port *port) {
	return &port->target;
}

oriel_port *oriel_port_try_from_target(oriel_target *target) {
	return oriel__target_is(target, ORIEL__TARGET_KIND_PORT) ?
		oriel__container_of(target, oriel_port, target) :
		NULL;
}

struct oriel_payload oriel_message_take(oriel_event *event) {
	return oriel_event_is_type(event, "message") ? oriel__event_take_detail(event) :
												ORIEL_NO_PAYLOAD;
}

struct oriel_bytes *oriel_message_bytes(const oriel_event *event) {
	return oriel_bytes_try_from_payload(oriel_event_detail(event));
}

oriel_port *oriel_message_port(oriel_event *event) {
	oriel_detached_port *detached = oriel__detached_port_try_from_payload(
		oriel_event_detail(event));
	if (detached == NULL)
		return NULL;
	oriel_message_take(event);
	return oriel_port_attach(detached);
}
