/* SPDX-License-Identifier: MIT */
/*
 * What ports have in common, whatever they reach: port.c. What is at the other end is
 * port_channel.c's (another loop) or port_fd.c's (another process), by a class.
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

/* All are called on the port's loop, for a port that is not closed. */
struct oriel__port_class {
	/* the message is taken over on ORIEL_OK only */
	enum oriel_status (*send)(
		oriel_port *port, struct oriel__message message, struct oriel_payload *given_up);
	size_t (*room)(const oriel_port *port);
	void (*start)(oriel_port *port);
	void (*refill)(oriel_port *port); /* the inbox is empty, and a message is expected */
	/* one has left the inbox and is about to be dispatched; may be the last call before the port
	 * ends */
	void (*took)(oriel_port *port);
	void (*close)(oriel_port *port);  /* once; nothing is sent or heard any more */
	/* may be NULL: frees what the class has added, with the port's memory. Any thread */
	void (*finish)(oriel_port *port);
};

/* Who has a port of his own: events go to his target. Both may be NULL. */
struct oriel__port_owner {
	/* whether it was no message of the program's, and is dealt with */
	bool (*hear)(oriel_port *port, struct oriel__message message);
	void (*ended)(oriel_port *port); /* instead of `close` */
};

struct oriel_port {
	oriel_target target;
	const struct oriel__port_class *port_class;
	const struct oriel__port_owner *owner; /* may be NULL */
	oriel_target *event_target;                      /* where its events go */
	oriel_loop *loop;                      /* held */
	struct oriel__port_state *state;       /* NULL: the loop has ended */
	struct oriel__list_link link;          /* of this loop's */
	size_t references;
	/* who may still look at the memory: the loop's side, and what is in flight to it */
	atomic_size_t memory;
	struct oriel__messages inbox;          /* to be dispatched next */
	struct oriel__port_ticket *first_ticket, *last_ticket, *free_tickets;
	size_t tickets, free_ticket_count;
	struct oriel__foreign_run origin; /* who sent the last messages, */
	uint32_t from_run;              /* as this loop knows him, */
	unsigned from_uses;             /* and for how many */
	struct oriel__task closing;
	struct oriel__deferred deferred;
	bool is_started, is_closed;
	bool is_paused;         /* tasks deliver nothing */
	size_t skipped_tickets; /* while it was paused */
	bool has_ended;      /* nothing more will come; `close` follows what has */
	enum oriel_status reason; /* why */
	const char *reason_message; /* static */
};

/* With one reference, on this thread's loop. One that is made while that loop ends has no state,
 * and is to be refused. */
void oriel__port_init(
	oriel_port *port, const struct oriel__port_class *port_class, const char *caller);
/* Closes it at once; only its references are left. */
void oriel__port_refuse(oriel_port *port);
/* Gives up one hold on the memory. Any thread. */
void oriel__port_release(oriel_port *port);
/* Sees to it that tasks are queued for so many messages. */
void oriel__port_expect(oriel_port *port, size_t count);
/* Nothing more will come than was expected: `close` follows. message is static, NULL for ORIEL_OK.
 */
void oriel__port_end(oriel_port *port, enum oriel_status reason, const char *message);
/* A `drain`. User code runs. */
void oriel__port_fire_drain(oriel_port *port);
/* Its part of oriel_port_detach(): off its loop, not closed. The inbox is handed over. */
void oriel__port_leave(oriel_port *port, struct oriel__messages *inbox);

/* As oriel_port_send_at(), with messages naming the caller. */
enum oriel_status oriel__port_send(const char *caller, const char *site, oriel_port *port,
	uint64_t key, struct oriel_payload payload);

/* port_channel.c */
extern const struct oriel__port_class oriel__channel_class;
/* Both ends of a new channel, to be attached or destroyed. */
void oriel__channel_new_detached(struct oriel__message_bound bound, oriel_detached_port *ends[2]);
/* The detached port that this payload is of, or NULL. */
oriel_detached_port *oriel__detached_port_try_from_payload(struct oriel_payload payload);

/* What closed ports have still to write, for port_writer.c. NULL: the loop has none any more. */
struct oriel__port_writer;
struct oriel__list *oriel__port_lingering(oriel_loop *loop);
/* The loop ends: it is written as far as it can be at once, or lost. */
void oriel__port_writers_finish(struct oriel__list *writers);

/* Delivers nothing until it is resumed: messages, and then `close`, wait. Both calls may be
 * repeated. */
void oriel__port_pause(oriel_port *port);
void oriel__port_resume(oriel_port *port);

#endif
