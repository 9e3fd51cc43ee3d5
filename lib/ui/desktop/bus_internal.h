/* SPDX-License-Identifier: MIT */
/*
 * A private connection to the session bus, polled by the loop. No call blocks.
 */
#ifndef ORIEL_DESKTOP_BUS_INTERNAL_H
#define ORIEL_DESKTOP_BUS_INTERNAL_H

#include "desktop/dbus_library_internal.h"

#include <poll.h>

enum { ORIEL__BUS_MAX_FDS = 4 };

struct oriel__bus_class {
	void (*on_signal)(void *data, DBusMessage *message);
	/* Receives the reply to oriel__bus_call(): a return, an error, or NULL if the bus closed. */
	void (*on_reply)(void *data, DBusMessage *reply);
};

struct oriel__bus;

/* Connects to a bus whose address is "unix:...", and says Hello. Returns NULL, without a line in
 * the log, if there is no such bus, or no libdbus. */
struct oriel__bus *oriel__bus_new(const struct oriel__bus_class *bus_class, void *data);
void oriel__bus_destroy(struct oriel__bus *bus);
/* Tells whether the bus has closed the connection, or has not replied to Hello within 1 s. */
bool oriel__bus_is_closed(const struct oriel__bus *bus);
const struct oriel__dbus *oriel__bus_functions(const struct oriel__bus *bus);

/* Asks for signals by a match rule, which may be set before the reply to Hello. */
void oriel__bus_match(struct oriel__bus *bus, const char *rule);
/* Sends a method call and cancels the one before, if that is unanswered. Takes over message. */
void oriel__bus_call(struct oriel__bus *bus, DBusMessage *message);

/* Like the methods of struct oriel__display; prepare fills at most ORIEL__BUS_MAX_FDS entries. */
void oriel__bus_pump(struct oriel__bus *bus);
int oriel__bus_prepare(struct oriel__bus *bus, struct pollfd *fds, int *timeout_ms);
void oriel__bus_check(struct oriel__bus *bus, const struct pollfd *fds, int count);

#endif
