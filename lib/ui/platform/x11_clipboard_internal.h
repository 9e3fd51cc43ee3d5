/* SPDX-License-Identifier: MIT */
/*
 * The selections of X11: declarations shared by the files of the X11 clipboard.
 *
 * The clipboard has its own connection. Another program can cause a protocol error at any time by
 * closing a window; here such an error is an event like others, and never ends the program. After
 * connecting, only the interning of a new atom waits for the server. Other replies are looked for
 * when the connection has data.
 */
#ifndef ORIEL_PLATFORM_X11_CLIPBOARD_INTERNAL_H
#define ORIEL_PLATFORM_X11_CLIPBOARD_INTERNAL_H

#include "sdl_clipboard_internal.h"

#include <xcb/xcb.h>

/* Atoms interned at the beginning. */
enum oriel__x11_atom {
	ORIEL__X11_CLIPBOARD,
	ORIEL__X11_TARGETS,
	ORIEL__X11_MULTIPLE,
	ORIEL__X11_TIMESTAMP,
	ORIEL__X11_ATOM_PAIR,
	ORIEL__X11_INCR,
	ORIEL__X11_UTF8_STRING,
	/* the property that receives data, and whose change reveals the server's time */
	ORIEL__X11_DATA,
	ORIEL__X11_ATOMS,
};

/* A cached name of an atom. */
struct oriel__x11_name {
	xcb_atom_t atom;
	char *name;
};

/* A selection that the program owns or is about to claim. */
struct oriel__x11_own {
	struct oriel__clipboard_own own;
	bool must_claim;         /* claimed as soon as the server's time is known */
	xcb_timestamp_t time;    /* beginning of the ownership; 0: not owned yet */
	unsigned check_sequence; /* of the pending query for the current owner; 0: none */
};

struct oriel__x11_read;
struct oriel__x11_send;
struct oriel__x11_multiple;

struct oriel__x11_clipboard {
	struct oriel__sdl_clipboard base; /* must be first */
	xcb_connection_t *connection;     /* NULL: missing or broken */
	xcb_window_t window;              /* owns the selections */
	xcb_window_t root;
	xcb_atom_t atoms[ORIEL__X11_ATOMS];
	struct oriel__x11_name *names;
	size_t name_count, name_capacity;
	size_t piece; /* bytes; longer data is sent in pieces of this length */
	struct oriel__x11_own own[ORIEL_SELECTION_COUNT];
	struct oriel__x11_read *reads;
	struct oriel__x11_send *sends;
	struct oriel__x11_multiple *multiples;
};

/* ---- x11_clipboard.c ---- */

xcb_atom_t oriel__x11_selection_atom(
	const struct oriel__x11_clipboard *clipboard, enum oriel_selection selection);
/* Returns the name of an atom, or NULL if it is not known yet. */
const char *oriel__x11_name(const struct oriel__x11_clipboard *clipboard, xcb_atom_t atom);
void oriel__x11_name_add(
	struct oriel__x11_clipboard *clipboard, xcb_atom_t atom, const char *name, size_t length);
/* Returns the atom of a name; waits for the server if the atom is not known. */
xcb_atom_t oriel__x11_atom_of(struct oriel__x11_clipboard *clipboard, const char *name);
/* Tells whether the reply to a request has arrived. *reply is then owned by the caller (free()), or
 * NULL if the request has failed. */
bool oriel__x11_has_reply(
	const struct oriel__x11_clipboard *clipboard, unsigned sequence, void **reply);
/* Selects the events of another program's window that reads and sends need now. */
void oriel__x11_watch(struct oriel__x11_clipboard *clipboard, xcb_window_t window);

/* ---- x11_clipboard_read.c: data from other programs ---- */

/* @param type NULL: asks for the types */
void oriel__x11_read_begin(struct oriel__x11_clipboard *clipboard, enum oriel_selection selection,
	const char *type, struct oriel_clipboard_request *request);
void oriel__x11_read_cancel(
	struct oriel__x11_clipboard *clipboard, const struct oriel_clipboard_request *request);
void oriel__x11_reads_on_event(
	struct oriel__x11_clipboard *clipboard, const xcb_generic_event_t *event);
/* Handles at most one reply; returns whether there was one. */
bool oriel__x11_reads_poll(struct oriel__x11_clipboard *clipboard);
/* Fails all reads, because the connection is broken. */
void oriel__x11_reads_fail(struct oriel__x11_clipboard *clipboard);
bool oriel__x11_reads_watch(const struct oriel__x11_clipboard *clipboard, xcb_window_t window);

/* ---- x11_clipboard_send.c: data for other programs ---- */

void oriel__x11_own_set(struct oriel__x11_clipboard *clipboard, enum oriel_selection selection,
	const struct oriel_clipboard_offer *offer);
void oriel__x11_sends_on_event(
	struct oriel__x11_clipboard *clipboard, const xcb_generic_event_t *event);
bool oriel__x11_sends_poll(struct oriel__x11_clipboard *clipboard);
/* Ends transfers whose requestor has taken nothing for EXPIRES_MS. Returns the milliseconds until
 * the next check, or -1 if none is needed. */
int oriel__x11_sends_expire(struct oriel__x11_clipboard *clipboard);
void oriel__x11_sends_finish(struct oriel__x11_clipboard *clipboard);
bool oriel__x11_sends_watch(const struct oriel__x11_clipboard *clipboard, xcb_window_t window);

#endif
