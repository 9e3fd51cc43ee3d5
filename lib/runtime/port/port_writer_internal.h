/* SPDX-License-Identifier: MIT */
/*
 * The writing side of a port to another process: the bounded queue of messages, and the descriptor.
 * A writer outlives its port until all accepted messages are written.
 */
#ifndef ORIEL_PORT_PORT_WRITER_INTERNAL_H
#define ORIEL_PORT_PORT_WRITER_INTERNAL_H

#include "port/port_internal.h"

struct oriel__port_writer;

/* Creates a writer; fd is handed over, even on failure. Returns NULL and logs an error if fd cannot
 * be polled. */
struct oriel__port_writer *oriel__port_writer_new(
	oriel_port *port, int fd, struct oriel__message_bound bound);
/* Writes a hello before everything else. From now on each message begins with its context. */
void oriel__port_writer_greet(struct oriel__port_writer *writer);
/* Queues a message, whose payload must be bytes. Takes over the message if it returns ORIEL_OK. */
enum oriel_status oriel__port_writer_put(struct oriel__port_writer *writer,
	struct oriel__message message, struct oriel__message *given_up);
size_t oriel__port_writer_room(const struct oriel__port_writer *writer);
/* Detaches a writer from its port. The writer ends when everything is written, or after
 * linger_ms. */
void oriel__port_writer_leave(struct oriel__port_writer *writer, double linger_ms);

#endif
