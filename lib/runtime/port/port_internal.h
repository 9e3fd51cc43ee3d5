/* SPDX-License-Identifier: MIT */
/*
 * The common part of all ports, which port.c implements. A class implements the connection:
 * port_channel.c to another loop, port_fd.c to another process. A ticket is a task that delivers
 * one message.
 */
#ifndef ORIEL_PORT_PORT_INTERNAL_H
#define ORIEL_PORT_PORT_INTERNAL_H

#include "base/list_internal.h"
#include "port/port_messages_internal.h"
#include "event/target_internal.h"
#include "loop/callback_internal.h"
#include "loop/loop_internal.h"

#include <stdatomic.h>

struct oriel__port_state;
struct oriel__port_ticket;

/* The functions of a class. They are called on the port's loop, for a port that is not closed. */
struct oriel__port_class {
	/* sends a message, and takes it over only if it returns ORIEL_OK; *given_up receives the
	 * payload of a message that was dropped to make room */
	enum oriel_status (*send)(
		oriel_port *port, struct oriel__message message, struct oriel__message *given_up);
	/* adds the current context to a message; may be NULL */
	void (*add_context)(oriel_port *port, struct oriel__message *message);
	size_t (*room)(const oriel_port *port); /* returns how many messages may be sent now */
	void (*start)(oriel_port *port); /* begins to receive; called once */
	void (*refill)(oriel_port *port); /* called when the inbox is empty and a message is expected */
	/* called when a message has left the inbox and is about to be dispatched; may be the last call
	 * before the port ends */
	void (*took)(oriel_port *port);
	void (*close)(oriel_port *port); /* called once; afterwards nothing is sent or delivered */
	/* frees the class's data, together with the port's memory; may be NULL; any thread */
	void (*finish)(oriel_port *port);
};

/* The functions of an object that owns a port and gets the port's events at its own target. Both
 * may be NULL. */
struct oriel__port_owner {
	/* handles internal messages; returns whether this was one */
	bool (*handle)(oriel_port *port, struct oriel__message message);
	void (*ended)(oriel_port *port); /* called instead of firing `close` */
};

struct oriel_port {
	oriel_target target;
	const struct oriel__port_class *port_class;
	const struct oriel__port_owner *owner; /* may be NULL */
	oriel_target *event_target;            /* the target of the port's events */
	oriel_loop *loop;                      /* holds a reference */
	struct oriel__port_state *state;       /* NULL once the loop has ended */
	struct oriel__list_link link;          /* in the loop's list of ports */
	size_t references;
	/* users of the memory: the loop, and everything in flight to the port */
	atomic_size_t memory;
	struct oriel__messages inbox; /* messages to dispatch next */
	struct oriel__port_ticket *first_ticket, *last_ticket, *free_tickets;
	size_t tickets, free_ticket_count;
	struct oriel__foreign_run sender; /* the sender of the last messages */
	uint32_t sender_run;              /* this loop's record of that sender */
	unsigned sender_uses;             /* number of messages that have used the record */
	struct oriel__task closing;
	struct oriel__deferred deferred;
	bool is_started, is_closed;
	bool is_paused;             /* tickets deliver nothing */
	size_t skipped_tickets;     /* number of tickets that ran while paused */
	bool has_ended;             /* no more messages will come; `close` follows the queued ones */
	enum oriel_status reason;   /* the reason of `close` */
	const char *reason_message; /* static */
};

/* Initialises a port with one reference, on this thread's loop. A port initialised while that loop
 * ends has no state, and must be refused. */
void oriel__port_init(
	oriel_port *port, const struct oriel__port_class *port_class, const char *caller);
/* Closes a new port at once; only its references are left. */
void oriel__port_refuse(oriel_port *port);
/* Releases one use of the memory; may be called on any thread. */
void oriel__port_release(oriel_port *port);
/* Queues tickets so that there is one for each of count messages. */
void oriel__port_expect(oriel_port *port, size_t count);
/* Ends a port: `close` follows the expected messages. message is static, and NULL for ORIEL_OK. */
void oriel__port_end(oriel_port *port, enum oriel_status reason, const char *message);
/* Fires `drain`; user code runs. */
void oriel__port_fire_drain(oriel_port *port);
/* The common part of oriel_port_detach(): removes the port from its loop without closing it. The
 * inbox is handed over. */
void oriel__port_leave(oriel_port *port, struct oriel__messages *inbox);

/* Sends as oriel_port_send_at() does; messages in the log contain caller. */
enum oriel_status oriel__port_send(const char *caller, const char *site, oriel_port *port,
	uint64_t key, struct oriel_payload payload);

/* port_channel.c */
extern const struct oriel__port_class oriel__channel_class;
/* Returns both ends of a new channel, which must be attached or destroyed. */
void oriel__channel_new_detached(struct oriel__message_bound bound, oriel_detached_port *ends[2]);
/* Returns the detached port in this payload, or NULL. */
oriel_detached_port *oriel__detached_port_try_from_payload(struct oriel_payload payload);

/* The writers of closed ports that still have data to write, for port_writer.c. NULL if the loop is
 * ending. */
struct oriel__port_writer;
struct oriel__list *oriel__port_lingering(oriel_loop *loop);
/* Ends all writers with the loop: each writes what can be written at once, and drops the rest. */
void oriel__port_writers_finish(struct oriel__list *writers);

/* Pause and resume delivery: messages, and then `close`, wait. Both calls may be repeated. */
void oriel__port_pause(oriel_port *port);
void oriel__port_resume(oriel_port *port);

#endif
