/* SPDX-License-Identifier: MIT */
/*
 * What a port to another process writes: the bounded queue of messages that wait, and the
 * descriptor. It outlives its port until what was accepted has been written.
 */
#ifndef ORIEL_PORT_PORT_WRITER_INTERNAL_H
#define ORIEL_PORT_PORT_WRITER_INTERNAL_H

#include "port/port_internal.h"

struct oriel__port_writer;

/* fd is handed over, also on failure. NULL if it cannot be polled, logged. */
struct oriel__port_writer *oriel__port_writer_new(
	oriel_port *port, int fd, struct oriel__message_bound bound);
/* Writes a hello before everything else. From now on each message begins with its context. */
void oriel__port_writer_greet(struct oriel__port_writer *writer);
/* The message is of bytes, and taken over if it returns ORIEL_OK. */
enum oriel_status oriel__port_writer_put(struct oriel__port_writer *writer,
	struct oriel__message message, struct oriel__message *given_up);
size_t oriel__port_writer_room(const struct oriel__port_writer *writer);
/* Its port goes: it goes too, when all is written, or after so long. */
void oriel__port_writer_leave(struct oriel__port_writer *writer, double linger_ms);

#endif
