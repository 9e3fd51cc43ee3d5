/* SPDX-License-Identifier: MIT */
/*
 * The selections of X11: what the files of the X11 clipboard share.
 *
 * All of it happens on a connection of its own, so that a protocol error, which another program's
 * window can cause at any time by going away, is an event like others and never ends the program.
 * Nothing waits for the server after the connection has been made: replies are looked for when the
 * connection has something to read.
 */
#ifndef ORIEL_PLATFORM_X11_CLIPBOARD_INTERNAL_H
#define ORIEL_PLATFORM_X11_CLIPBOARD_INTERNAL_H

#include "sdl_clipboard_internal.h"

#include <xcb/xcb.h>

/* Atoms that are known from the beginning. */
enum oriel__x11_atom {
	ORIEL__X11_CLIPBOARD,
	ORIEL__X11_TARGETS,
	ORIEL__X11_MULTIPLE,
	ORIEL__X11_TIMESTAMP,
	ORIEL__X11_ATOM_PAIR,
	ORIEL__X11_INCR,
	ORIEL__X11_UTF8_STRING,
	/* the property in which data arrives, and whose change tells the server's time */
	ORIEL__X11_DATA,
	ORIEL__X11_ATOMS,
};

/* The name of an atom, so that each is asked for once. */
struct oriel__x11_name {
	xcb_atom_t atom;
	char *name;
};

/* A selection that the program owns, or is about to. */
struct oriel__x11_own {
	struct oriel__clipboard_own own;
	bool must_claim;         /* as soon as the server's time is known */
	xcb_timestamp_t time;    /* since when it is owned; 0: it is not yet */
	unsigned check_sequence; /* of the question for the current owner; 0: none */
};

struct oriel__x11_read;
struct oriel__x11_send;
struct oriel__x11_multiple;

struct oriel__x11_clipboard {
	struct oriel__sdl_clipboard base; /* must be first */
	xcb_connection_t *connection;     /* NULL: there is none, or it broke */
	xcb_window_t window;              /* owns the selections */
	xcb_window_t root;
	xcb_atom_t atoms[ORIEL__X11_ATOMS];
	struct oriel__x11_name *names;
	size_t name_count, name_capacity;
	size_t piece; /* bytes: what is longer is sent in pieces of this length */
	struct oriel__x11_own own[ORIEL_SELECTION_COUNT];
	struct oriel__x11_read *reads;
	struct oriel__x11_send *sends;
	struct oriel__x11_multiple *multiples;
};

/* ---- x11_clipboard.c ---- */

xcb_atom_t oriel__x11_selection_atom(
	const struct oriel__x11_clipboard *clipboard, enum oriel_selection selection);
/* The name of an atom; NULL: it is not known yet. */
const char *oriel__x11_name(const struct oriel__x11_clipboard *clipboard, xcb_atom_t atom);
void oriel__x11_name_add(
	struct oriel__x11_clipboard *clipboard, xcb_atom_t atom, const char *name, size_t length);
/* The atom of a name, for which the server is waited for if it is not known. */
xcb_atom_t oriel__x11_atom_of(struct oriel__x11_clipboard *clipboard, const char *name);
/* Whether the reply to a request is there; *reply is then the caller's to free(), and NULL if the
 * request has failed. */
bool oriel__x11_has_reply(
	const struct oriel__x11_clipboard *clipboard, unsigned sequence, void **reply);
/* Selects for events of another program's window what reads and sends need now. */
void oriel__x11_watch(struct oriel__x11_clipboard *clipboard, xcb_window_t window);

/* ---- x11_clipboard_read.c: data from other programs ---- */

/* @param type NULL: the types */
void oriel__x11_read_begin(struct oriel__x11_clipboard *clipboard, enum oriel_selection selection,
	const char *type, struct oriel_clipboard_request *request);
void oriel__x11_read_cancel(
	struct oriel__x11_clipboard *clipboard, const struct oriel_clipboard_request *request);
void oriel__x11_reads_on_event(
	struct oriel__x11_clipboard *clipboard, const xcb_generic_event_t *event);
/* Looks for replies; true if there was one. */
bool oriel__x11_reads_poll(struct oriel__x11_clipboard *clipboard);
/* The connection is broken: all fail. */
void oriel__x11_reads_fail(struct oriel__x11_clipboard *clipboard);
bool oriel__x11_reads_watch(const struct oriel__x11_clipboard *clipboard, xcb_window_t window);

/* ---- x11_clipboard_send.c: data for other programs ---- */

void oriel__x11_own_set(struct oriel__x11_clipboard *clipboard, enum oriel_selection selection,
	const struct oriel_clipboard_offer *offer);
void oriel__x11_sends_on_event(
	struct oriel__x11_clipboard *clipboard, const xcb_generic_event_t *event);
bool oriel__x11_sends_poll(struct oriel__x11_clipboard *clipboard);
/* Ends transfers whose requestor is silent for long; returns the milliseconds until the next look,
 * -1: none is needed. */
int oriel__x11_sends_expire(struct oriel__x11_clipboard *clipboard);
void oriel__x11_sends_finish(struct oriel__x11_clipboard *clipboard);
bool oriel__x11_sends_watch(const struct oriel__x11_clipboard *clipboard, xcb_window_t window);

#endif
