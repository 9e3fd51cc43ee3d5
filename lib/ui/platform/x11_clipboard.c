/* SPDX-License-Identifier: MIT */
/*
 * The connection of the X11 clipboard: its creation, its atoms, and the dispatch of events and
 * replies to x11_clipboard_read.c and x11_clipboard_send.c.
 *
 * Protocol errors arrive as events of type 0, mostly because a window of another program has been
 * closed. Such errors are ignored: other events report the closed window to reads and sends.
 */
#include "x11_clipboard_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"

#include <oriel/runtime/log.h>
#include <stdlib.h>
#include <string.h>
#include <xcb/xcbext.h>

/* Bytes of one piece of long data. X servers without the extension for large requests limit a
 * request to 256 KiB; half of this limit also leaves room in a socket's buffer. */
enum { PIECE = 1 << 17 };
enum { MOST_NAMES = 4096 }; /* atoms whose names are stored */

static struct oriel__x11_clipboard *x11_clipboard_of(struct oriel__sdl_clipboard *clipboard) {
	return oriel__container_of(clipboard, struct oriel__x11_clipboard, base);
}

xcb_atom_t oriel__x11_selection_atom(
	const struct oriel__x11_clipboard *clipboard, enum oriel_selection selection) {
	return selection == ORIEL_SELECTION_PRIMARY ? (xcb_atom_t)XCB_ATOM_PRIMARY :
												clipboard->atoms[ORIEL__X11_CLIPBOARD];
}

/* ---- Atoms ---- */

const char *oriel__x11_name(const struct oriel__x11_clipboard *clipboard, xcb_atom_t atom) {
	for (size_t i = 0; i < clipboard->name_count; i++) {
		if (clipboard->names[i].atom == atom)
			return clipboard->names[i].name;
	}
	return NULL;
}

static void x11_names_clear(struct oriel__x11_clipboard *clipboard) {
	while (clipboard->name_count > 0)
		oriel__free(clipboard->names[--clipboard->name_count].name);
}

/* Stores a name. Programs could invent names without end, so the list is emptied at MOST_NAMES. */
void oriel__x11_name_add(
	struct oriel__x11_clipboard *clipboard, xcb_atom_t atom, const char *name, size_t length) {
	if (clipboard->name_count == MOST_NAMES)
		x11_names_clear(clipboard);
	clipboard->names = oriel__grow(clipboard->names, &clipboard->name_capacity,
		clipboard->name_count + 1, sizeof(*clipboard->names));
	clipboard->names[clipboard->name_count++] = (struct oriel__x11_name){ atom,
		oriel__strndup(name, length) };
}

xcb_atom_t oriel__x11_atom_of(struct oriel__x11_clipboard *clipboard, const char *name) {
	for (size_t i = 0; i < clipboard->name_count; i++) {
		if (strcmp(clipboard->names[i].name, name) == 0)
			return clipboard->names[i].atom;
	}
	xcb_intern_atom_cookie_t cookie = xcb_intern_atom(
		clipboard->connection, 0, (uint16_t)strlen(name), name);
	xcb_intern_atom_reply_t *reply = xcb_intern_atom_reply(clipboard->connection, cookie, NULL);
	xcb_atom_t atom = reply != NULL ? reply->atom : (xcb_atom_t)XCB_ATOM_NONE;
	free(reply);
	if (atom != XCB_ATOM_NONE)
		oriel__x11_name_add(clipboard, atom, name, strlen(name));
	return atom;
}

/* Interns all atoms in one round trip: all requests are sent before the first reply is awaited. */
static bool x11_intern_atoms(struct oriel__x11_clipboard *clipboard) {
	static const char *const names[] = {
		[ORIEL__X11_CLIPBOARD] = "CLIPBOARD",
		[ORIEL__X11_TARGETS] = "TARGETS",
		[ORIEL__X11_MULTIPLE] = "MULTIPLE",
		[ORIEL__X11_TIMESTAMP] = "TIMESTAMP",
		[ORIEL__X11_ATOM_PAIR] = "ATOM_PAIR",
		[ORIEL__X11_INCR] = "INCR",
		[ORIEL__X11_UTF8_STRING] = "UTF8_STRING",
		[ORIEL__X11_DATA] = "ORIEL_CLIPBOARD_DATA",
	};
	enum { ALL = ORIEL__X11_ATOMS + ORIEL__CLIPBOARD_TEXT_NAMES };
	xcb_intern_atom_cookie_t cookies[ALL];
	bool has_all = true;
	for (int i = 0; i < ALL; i++) {
		const char *name = i < ORIEL__X11_ATOMS ? names[i] :
												oriel__clipboard_text_names[i - ORIEL__X11_ATOMS];
		cookies[i] = xcb_intern_atom(clipboard->connection, 0, (uint16_t)strlen(name), name);
	}
	for (int i = 0; i < ALL; i++) {
		xcb_intern_atom_reply_t *reply = xcb_intern_atom_reply(
			clipboard->connection, cookies[i], NULL);
		const char *name = i < ORIEL__X11_ATOMS ? names[i] :
												oriel__clipboard_text_names[i - ORIEL__X11_ATOMS];
		has_all &= reply != NULL;
		if (reply != NULL && i < ORIEL__X11_ATOMS)
			clipboard->atoms[i] = reply->atom;
		if (reply != NULL && oriel__x11_name(clipboard, reply->atom) == NULL)
			oriel__x11_name_add(clipboard, reply->atom, name, strlen(name));
		free(reply);
	}
	return has_all;
}

/* ---- Events ---- */

void oriel__x11_watch(struct oriel__x11_clipboard *clipboard, xcb_window_t window) {
	uint32_t mask = 0;
	if (oriel__x11_reads_watch(clipboard, window))
		mask |= XCB_EVENT_MASK_STRUCTURE_NOTIFY;
	if (oriel__x11_sends_watch(clipboard, window))
		mask |= XCB_EVENT_MASK_STRUCTURE_NOTIFY | XCB_EVENT_MASK_PROPERTY_CHANGE;
	xcb_change_window_attributes(clipboard->connection, window, XCB_CW_EVENT_MASK, &mask);
}

bool oriel__x11_has_reply(
	const struct oriel__x11_clipboard *clipboard, unsigned sequence, void **reply) {
	xcb_generic_error_t *error = NULL;
	if (sequence == 0 || xcb_poll_for_reply(clipboard->connection, sequence, reply, &error) == 0)
		return false;
	free(error);
	return true;
}

static void x11_disconnect(struct oriel__x11_clipboard *clipboard) {
	oriel__x11_sends_finish(clipboard);
	xcb_disconnect(clipboard->connection);
	clipboard->connection = NULL;
	oriel__x11_reads_fail(clipboard);
}

/* Handles events and replies until there are neither. Polling for a reply may also receive events,
 * and an event may cause further requests. */
static bool x11_pump(struct oriel__sdl_clipboard *base) {
	struct oriel__x11_clipboard *clipboard = x11_clipboard_of(base);
	bool has_any = false, has_more = clipboard->connection != NULL;
	while (has_more) {
		xcb_generic_event_t *event = xcb_poll_for_event(clipboard->connection);
		has_more = event != NULL;
		if (event != NULL) {
			oriel__x11_reads_on_event(clipboard, event);
			oriel__x11_sends_on_event(clipboard, event);
			free(event);
		}
		has_more |= oriel__x11_reads_poll(clipboard);
		has_more |= oriel__x11_sends_poll(clipboard);
		has_any |= has_more;
	}
	if (clipboard->connection == NULL)
		return has_any;
	if (has_any)
		xcb_flush(clipboard->connection);
	if (xcb_connection_has_error(clipboard->connection) == 0)
		return has_any;
	oriel_log(ORIEL_LOG_INFO,
		"the clipboard has lost its connection to the X server; nothing can be copied or "
		"pasted any more");
	x11_disconnect(clipboard);
	return true;
}

static struct pollfd x11_clipboard_prepare(struct oriel__sdl_clipboard *base, int *timeout_ms) {
	struct oriel__x11_clipboard *clipboard = x11_clipboard_of(base);
	if (clipboard->connection == NULL)
		return (struct pollfd){ .fd = -1 };
	int expires_ms = oriel__x11_sends_expire(clipboard);
	if (expires_ms >= 0 && (*timeout_ms < 0 || expires_ms < *timeout_ms))
		*timeout_ms = expires_ms;
	return (
		struct pollfd){ .fd = xcb_get_file_descriptor(clipboard->connection), .events = POLLIN };
}

/* ---- The class ---- */

static enum oriel_status x11_offer(struct oriel__sdl_clipboard *base,
	enum oriel_selection selection, const struct oriel_clipboard_offer *offer) {
	struct oriel__x11_clipboard *clipboard = x11_clipboard_of(base);
	if (clipboard->connection == NULL) {
		oriel__clipboard_offer_release(offer);
		return ORIEL_OPERATION_ERROR;
	}
	oriel__x11_own_set(clipboard, selection, offer);
	xcb_flush(clipboard->connection);
	return ORIEL_OK;
}

static void x11_ask(struct oriel__sdl_clipboard *base, enum oriel_selection selection,
	const char *type, struct oriel_clipboard_request *request) {
	struct oriel__x11_clipboard *clipboard = x11_clipboard_of(base);
	if (clipboard->own[selection].own.types != NULL) {
		oriel__clipboard_own_answer(&clipboard->own[selection].own, type, request);
	} else if (clipboard->connection == NULL) {
		oriel__clipboard_answer_failure(request, ORIEL_OPERATION_ERROR);
	} else {
		oriel__x11_read_begin(clipboard, selection, type, request);
		xcb_flush(clipboard->connection);
	}
}

static void x11_cancel(struct oriel__sdl_clipboard *base, struct oriel_clipboard_request *request) {
	struct oriel__x11_clipboard *clipboard = x11_clipboard_of(base);
	oriel__x11_read_cancel(clipboard, request);
	if (clipboard->connection != NULL)
		xcb_flush(clipboard->connection);
}

static void x11_destroy(struct oriel__sdl_clipboard *base) {
	struct oriel__x11_clipboard *clipboard = x11_clipboard_of(base);
	if (clipboard->connection != NULL)
		x11_disconnect(clipboard);
	for (int i = 0; i < ORIEL_SELECTION_COUNT; i++)
		oriel__clipboard_own_clear(&clipboard->own[i].own);
	x11_names_clear(clipboard);
	oriel__free(clipboard->names);
	oriel__free(clipboard);
}

static const struct oriel__sdl_clipboard_class x11_clipboard_class = {
	.offer = x11_offer,
	.ask = x11_ask,
	.cancel = x11_cancel,
	.destroy = x11_destroy,
	.pump = x11_pump,
	.prepare = x11_clipboard_prepare,
};

static void x11_make_window(struct oriel__x11_clipboard *clipboard) {
	const uint32_t mask = XCB_EVENT_MASK_PROPERTY_CHANGE;
	clipboard->root = xcb_setup_roots_iterator(xcb_get_setup(clipboard->connection)).data->root;
	clipboard->window = xcb_generate_id(clipboard->connection);
	xcb_create_window(clipboard->connection, XCB_COPY_FROM_PARENT, clipboard->window,
		clipboard->root, -1, -1, 1, 1, 0, XCB_WINDOW_CLASS_INPUT_ONLY, XCB_COPY_FROM_PARENT,
		XCB_CW_EVENT_MASK, &mask);
	/* XCB counts in units of 4 bytes */
	size_t request = (size_t)xcb_get_maximum_request_length(clipboard->connection) * 4;
	clipboard->piece = request / 2 < PIECE ? request / 2 : PIECE;
}

struct oriel__sdl_clipboard *oriel__x11_clipboard_new(void) {
	struct oriel__x11_clipboard *clipboard = oriel__alloc_zero(1, sizeof(*clipboard));
	clipboard->base.clipboard_class = &x11_clipboard_class;
	clipboard->connection = xcb_connect(NULL, NULL);
	if (xcb_connection_has_error(clipboard->connection) == 0 && x11_intern_atoms(clipboard)) {
		x11_make_window(clipboard);
	} else {
		oriel_log(ORIEL_LOG_WARNING,
			"the X server gives the clipboard no connection; nothing can be copied or pasted");
		xcb_disconnect(clipboard->connection);
		clipboard->connection = NULL;
	}
	return &clipboard->base;
}
