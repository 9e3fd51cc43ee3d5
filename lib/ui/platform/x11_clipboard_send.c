/* SPDX-License-Identifier: MIT */
/*
 * Ownership of selections: claims, and data for other programs.
 *
 * A claim needs the server's time, which is read from the change of a property of the clipboard's
 * window. Data longer than a piece is sent by INCR: the requestor deletes the property after taking
 * a piece, and receives the next one. A transfer is cancelled if the requestor takes nothing for
 * EXPIRES_MS. Source: ICCCM, "Use of Selection Mechanism".
 */
#include "x11_clipboard_internal.h"

#include "base/alloc_internal.h"
#include "loop/clock_internal.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_SENDS = 64, MOST_PAIRS = 64, EXPIRES_MS = 30000 };

/* A transfer in pieces. */
struct oriel__x11_send {
	struct oriel__x11_send *next;
	xcb_window_t requestor;
	xcb_atom_t property, type;
	struct oriel_bytes *bytes;
	size_t sent;
	int64_t due_ns; /* time of its cancellation, by the machine's clock */
};

/* A MULTIPLE request whose list of targets is being fetched. */
struct oriel__x11_multiple {
	struct oriel__x11_multiple *next;
	xcb_selection_request_event_t event;
	unsigned sequence;
};

static int64_t x11_now_ns(void) {
	struct oriel__clock machine = { .is_virtual = false };
	return oriel__clock_read(&machine);
}

/* ---- Claiming ---- */

static void x11_own_claim(
	struct oriel__x11_clipboard *clipboard, enum oriel_selection selection, xcb_timestamp_t time) {
	struct oriel__x11_own *own = &clipboard->own[selection];
	xcb_atom_t atom = oriel__x11_selection_atom(clipboard, selection);
	own->must_claim = false;
	own->time = time;
	xcb_set_selection_owner(clipboard->connection, clipboard->window, atom, time);
	if (own->check_sequence != 0)
		xcb_discard_reply(clipboard->connection, own->check_sequence);
	own->check_sequence = xcb_get_selection_owner(clipboard->connection, atom).sequence;
}

static void x11_own_lose(struct oriel__x11_own *own) {
	oriel__clipboard_own_clear(&own->own);
	own->must_claim = false;
	own->time = 0;
}

void oriel__x11_own_set(struct oriel__x11_clipboard *clipboard, enum oriel_selection selection,
	const struct oriel_clipboard_offer *offer) {
	struct oriel__x11_own *own = &clipboard->own[selection];
	bool is_owned = own->own.types != NULL;
	oriel__clipboard_own_set(&own->own, offer);
	if (offer->count > 0) {
		own->must_claim = true;
		xcb_change_property(clipboard->connection, XCB_PROP_MODE_APPEND, clipboard->window,
			clipboard->atoms[ORIEL__X11_DATA], XCB_ATOM_STRING, 8, 0, NULL);
	} else if (is_owned) {
		xcb_set_selection_owner(clipboard->connection, XCB_WINDOW_NONE,
			oriel__x11_selection_atom(clipboard, selection), own->time);
		x11_own_lose(own);
	}
}

static void x11_own_on_time(struct oriel__x11_clipboard *clipboard, xcb_timestamp_t time) {
	for (int i = 0; i < ORIEL_SELECTION_COUNT; i++) {
		if (clipboard->own[i].must_claim)
			x11_own_claim(clipboard, (enum oriel_selection)i, time);
	}
}

/* Handles the loss of a selection. A claim in flight is newer than the lost ownership, so it
 * stays. */
static void x11_own_on_clear(
	struct oriel__x11_clipboard *clipboard, const xcb_selection_clear_event_t *event) {
	for (int i = 0; i < ORIEL_SELECTION_COUNT; i++) {
		struct oriel__x11_own *own = &clipboard->own[i];
		if (event->selection == oriel__x11_selection_atom(clipboard, (enum oriel_selection)i) &&
			!own->must_claim)
			x11_own_lose(own);
	}
}

/* ---- Sending ---- */

static void x11_send_free(struct oriel__x11_clipboard *clipboard, struct oriel__x11_send *send) {
	struct oriel__x11_send **link = &clipboard->sends;
	while (*link != send)
		link = &(*link)->next;
	*link = send->next;
	oriel_bytes_unref(send->bytes);
	oriel__free(send);
}

static void x11_send_end(struct oriel__x11_clipboard *clipboard, struct oriel__x11_send *send) {
	xcb_window_t requestor = send->requestor;
	x11_send_free(clipboard, send);
	oriel__x11_watch(clipboard, requestor);
}

/* Sends the next piece; the last one is empty. */
static void x11_send_piece(struct oriel__x11_clipboard *clipboard, struct oriel__x11_send *send) {
	size_t left = send->bytes->length - send->sent,
		length = left < clipboard->piece ? left : clipboard->piece;
	xcb_change_property(clipboard->connection, XCB_PROP_MODE_REPLACE, send->requestor,
		send->property, send->type, 8, (uint32_t)length,
		length > 0 ? send->bytes->data + send->sent : "");
	send->sent += length;
	send->due_ns = x11_now_ns() + (int64_t)EXPIRES_MS * ORIEL__NS_PER_MS;
	if (length == 0)
		x11_send_end(clipboard, send);
}

static bool x11_send_begin(struct oriel__x11_clipboard *clipboard, xcb_window_t requestor,
	xcb_atom_t property, xcb_atom_t type, struct oriel_bytes *bytes) {
	size_t count = 0;
	for (const struct oriel__x11_send *other = clipboard->sends; other != NULL; other = other->next)
		count++;
	if (count >= MOST_SENDS)
		return false;
	struct oriel__x11_send *send = oriel__alloc_zero(1, sizeof(*send));
	*send = (struct oriel__x11_send){
		.next = clipboard->sends,
		.requestor = requestor,
		.property = property,
		.type = type,
		.bytes = oriel_bytes_ref(bytes),
		.due_ns = x11_now_ns() + (int64_t)EXPIRES_MS * ORIEL__NS_PER_MS,
	};
	clipboard->sends = send;
	oriel__x11_watch(clipboard, requestor);
	uint32_t size = bytes->length < UINT32_MAX ? (uint32_t)bytes->length : UINT32_MAX;
	xcb_change_property(clipboard->connection, XCB_PROP_MODE_REPLACE, requestor, property,
		clipboard->atoms[ORIEL__X11_INCR], 32, 1, &size);
	return true;
}

static void x11_send_targets(struct oriel__x11_clipboard *clipboard,
	const struct oriel__clipboard_own *own, xcb_window_t requestor, xcb_atom_t property) {
	size_t count = 0;
	while (oriel__clipboard_own_name(own, count) != NULL)
		count++;
	xcb_atom_t *targets = oriel__alloc_zero(count + 3, sizeof(*targets));
	targets[0] = clipboard->atoms[ORIEL__X11_TARGETS];
	targets[1] = clipboard->atoms[ORIEL__X11_MULTIPLE];
	targets[2] = clipboard->atoms[ORIEL__X11_TIMESTAMP];
	for (size_t i = 0; i < count; i++)
		targets[3 + i] = oriel__x11_atom_of(clipboard, oriel__clipboard_own_name(own, i));
	xcb_change_property(clipboard->connection, XCB_PROP_MODE_REPLACE, requestor, property,
		XCB_ATOM_ATOM, 32, (uint32_t)count + 3, targets);
	oriel__free(targets);
}

/* Returns the type of the property, from which the requestor learns the encoding. */
static xcb_atom_t x11_type_of(
	const struct oriel__x11_clipboard *clipboard, const char *name, xcb_atom_t target) {
	return strcmp(name, "TEXT") == 0 ? clipboard->atoms[ORIEL__X11_UTF8_STRING] : target;
}

static bool x11_send_data(struct oriel__x11_clipboard *clipboard,
	const struct oriel__clipboard_own *own, xcb_window_t requestor, xcb_atom_t target,
	xcb_atom_t property) {
	const char *name = oriel__x11_name(clipboard, target);
	struct oriel_bytes *bytes = name != NULL ? oriel__clipboard_own_fetch(own, name) : NULL;
	bool is_sent = bytes != NULL;
	if (bytes != NULL && bytes->length > clipboard->piece)
		is_sent = x11_send_begin(
			clipboard, requestor, property, x11_type_of(clipboard, name, target), bytes);
	else if (bytes != NULL)
		xcb_change_property(clipboard->connection, XCB_PROP_MODE_REPLACE, requestor, property,
			x11_type_of(clipboard, name, target), 8, (uint32_t)bytes->length,
			bytes->length > 0 ? bytes->data : "");
	oriel_bytes_unref(bytes);
	return is_sent;
}

/* Completes one target of a request, except MULTIPLE. Returns false if the target is refused. */
static bool x11_send_target(struct oriel__x11_clipboard *clipboard,
	const struct oriel__x11_own *own, xcb_window_t requestor, xcb_atom_t target,
	xcb_atom_t property) {
	if (property == XCB_ATOM_NONE)
		return false;
	if (target == clipboard->atoms[ORIEL__X11_TARGETS]) {
		x11_send_targets(clipboard, &own->own, requestor, property);
		return true;
	}
	if (target == clipboard->atoms[ORIEL__X11_TIMESTAMP]) {
		xcb_change_property(clipboard->connection, XCB_PROP_MODE_REPLACE, requestor, property,
			XCB_ATOM_INTEGER, 32, 1, &own->time);
		return true;
	}
	return x11_send_data(clipboard, &own->own, requestor, target, property);
}

/* ---- Requests ---- */

/* Returns the program's ownership that a request refers to; NULL: the request is refused. */
static const struct oriel__x11_own *x11_own_of(
	const struct oriel__x11_clipboard *clipboard, xcb_atom_t atom) {
	for (int i = 0; i < ORIEL_SELECTION_COUNT; i++) {
		const struct oriel__x11_own *own = &clipboard->own[i];
		if (atom == oriel__x11_selection_atom(clipboard, (enum oriel_selection)i))
			return own->own.types != NULL && own->time != 0 ? own : NULL;
	}
	return NULL;
}

/* Sends SelectionNotify. The event has 32 bytes on the wire, and fewer in memory. */
static void x11_notify(struct oriel__x11_clipboard *clipboard,
	const xcb_selection_request_event_t *request, xcb_atom_t property) {
	union {
		xcb_selection_notify_event_t notify;
		char bytes[32];
	} event = { .bytes = { 0 } };
	event.notify.response_type = XCB_SELECTION_NOTIFY;
	event.notify.time = request->time;
	event.notify.requestor = request->requestor;
	event.notify.selection = request->selection;
	event.notify.target = request->target;
	event.notify.property = property;
	xcb_send_event(
		clipboard->connection, 0, request->requestor, XCB_EVENT_MASK_NO_EVENT, event.bytes);
}

static void x11_multiple_begin(
	struct oriel__x11_clipboard *clipboard, const xcb_selection_request_event_t *request) {
	struct oriel__x11_multiple *multiple = oriel__alloc_zero(1, sizeof(*multiple));
	multiple->next = clipboard->multiples;
	multiple->event = *request;
	multiple->sequence = xcb_get_property(clipboard->connection, 0, request->requestor,
		request->property, clipboard->atoms[ORIEL__X11_ATOM_PAIR], 0, 2 * MOST_PAIRS)
							.sequence;
	clipboard->multiples = multiple;
}

/* Completes a MULTIPLE request: pairs of targets and properties. A refused target gets the property
 * None. */
static void x11_multiple_answer(struct oriel__x11_clipboard *clipboard,
	const struct oriel__x11_multiple *multiple, const xcb_get_property_reply_t *reply) {
	const struct oriel__x11_own *own = x11_own_of(clipboard, multiple->event.selection);
	bool is_list = own != NULL && reply != NULL &&
		reply->type == clipboard->atoms[ORIEL__X11_ATOM_PAIR] && reply->format == 32;
	if (!is_list) {
		x11_notify(clipboard, &multiple->event, XCB_ATOM_NONE);
		return;
	}
	xcb_atom_t pairs[2 * MOST_PAIRS];
	size_t count = (size_t)xcb_get_property_value_length(reply) / sizeof(xcb_atom_t) / 2;
	memcpy(pairs, xcb_get_property_value(reply), 2 * count * sizeof(*pairs));
	for (size_t i = 0; i < count; i++) {
		bool is_nested = pairs[2 * i] == clipboard->atoms[ORIEL__X11_MULTIPLE];
		if (is_nested ||
			!x11_send_target(
				clipboard, own, multiple->event.requestor, pairs[2 * i], pairs[2 * i + 1]))
			pairs[2 * i + 1] = XCB_ATOM_NONE;
	}
	xcb_change_property(clipboard->connection, XCB_PROP_MODE_REPLACE, multiple->event.requestor,
		multiple->event.property, clipboard->atoms[ORIEL__X11_ATOM_PAIR], 32, (uint32_t)(2 * count),
		pairs);
	x11_notify(clipboard, &multiple->event, multiple->event.property);
}

/* Completes a request. Programs older than the ICCCM name no property, and mean a property named
 * like the target. */
static void x11_on_request(
	struct oriel__x11_clipboard *clipboard, const xcb_selection_request_event_t *event) {
	xcb_selection_request_event_t request = *event;
	const struct oriel__x11_own *own = x11_own_of(clipboard, request.selection);
	bool is_multiple = request.target == clipboard->atoms[ORIEL__X11_MULTIPLE];
	if (request.property == XCB_ATOM_NONE && !is_multiple)
		request.property = request.target;
	if (own != NULL && is_multiple && request.property != XCB_ATOM_NONE) {
		x11_multiple_begin(clipboard, &request);
		return;
	}
	bool is_sent = own != NULL && !is_multiple &&
		x11_send_target(clipboard, own, request.requestor, request.target, request.property);
	x11_notify(clipboard, &request, is_sent ? request.property : (xcb_atom_t)XCB_ATOM_NONE);
}

/* ---- Events and replies ---- */

static void x11_sends_on_property(
	struct oriel__x11_clipboard *clipboard, const xcb_property_notify_event_t *event) {
	if (event->window == clipboard->window && event->atom == clipboard->atoms[ORIEL__X11_DATA]) {
		x11_own_on_time(clipboard, event->time);
		return;
	}
	struct oriel__x11_send *send = clipboard->sends;
	while (send != NULL && (send->requestor != event->window || send->property != event->atom))
		send = send->next;
	if (send != NULL && event->state == XCB_PROPERTY_DELETE)
		x11_send_piece(clipboard, send);
}

static void x11_sends_on_destroy(struct oriel__x11_clipboard *clipboard, xcb_window_t window) {
	for (struct oriel__x11_send *send = clipboard->sends, *next; send != NULL; send = next) {
		next = send->next;
		if (send->requestor == window)
			x11_send_free(clipboard, send);
	}
}

void oriel__x11_sends_on_event(
	struct oriel__x11_clipboard *clipboard, const xcb_generic_event_t *event) {
	switch (event->response_type & 0x7f) {
	case XCB_SELECTION_REQUEST:
		x11_on_request(clipboard, (const xcb_selection_request_event_t *)(const void *)event);
		break;
	case XCB_SELECTION_CLEAR:
		x11_own_on_clear(clipboard, (const xcb_selection_clear_event_t *)(const void *)event);
		break;
	case XCB_PROPERTY_NOTIFY:
		x11_sends_on_property(clipboard, (const xcb_property_notify_event_t *)(const void *)event);
		break;
	case XCB_DESTROY_NOTIFY:
		x11_sends_on_destroy(
			clipboard, ((const xcb_destroy_notify_event_t *)(const void *)event)->window);
		break;
	default:
		break;
	}
}

/* Checks the owner after a claim: the server silently ignores a claim that is older than the
 * current ownership. */
static bool x11_own_poll(struct oriel__x11_clipboard *clipboard, struct oriel__x11_own *own) {
	void *reply = NULL;
	if (!oriel__x11_has_reply(clipboard, own->check_sequence, &reply))
		return false;
	const xcb_get_selection_owner_reply_t *owner = reply;
	own->check_sequence = 0;
	if (owner != NULL && owner->owner != clipboard->window && !own->must_claim)
		x11_own_lose(own);
	free(reply);
	return true;
}

bool oriel__x11_sends_poll(struct oriel__x11_clipboard *clipboard) {
	bool has_any = false;
	for (int i = 0; i < ORIEL_SELECTION_COUNT; i++)
		has_any |= x11_own_poll(clipboard, &clipboard->own[i]);
	for (struct oriel__x11_multiple **link = &clipboard->multiples; *link != NULL;) {
		struct oriel__x11_multiple *multiple = *link;
		void *reply = NULL;
		if (!oriel__x11_has_reply(clipboard, multiple->sequence, &reply)) {
			link = &multiple->next;
			continue;
		}
		*link = multiple->next;
		x11_multiple_answer(clipboard, multiple, reply);
		free(reply);
		oriel__free(multiple);
		has_any = true;
	}
	return has_any;
}

int oriel__x11_sends_expire(struct oriel__x11_clipboard *clipboard) {
	int64_t now_ns = clipboard->sends != NULL ? x11_now_ns() : 0, least_ns = INT64_MAX;
	for (struct oriel__x11_send *send = clipboard->sends, *next; send != NULL; send = next) {
		next = send->next;
		if (send->due_ns <= now_ns)
			x11_send_end(clipboard, send);
		else if (send->due_ns - now_ns < least_ns)
			least_ns = send->due_ns - now_ns;
	}
	xcb_flush(clipboard->connection);
	return least_ns < INT64_MAX ? (int)(least_ns / ORIEL__NS_PER_MS) + 1 : -1;
}

bool oriel__x11_sends_watch(const struct oriel__x11_clipboard *clipboard, xcb_window_t window) {
	const struct oriel__x11_send *send = clipboard->sends;
	while (send != NULL && send->requestor != window)
		send = send->next;
	return send != NULL;
}

void oriel__x11_sends_finish(struct oriel__x11_clipboard *clipboard) {
	while (clipboard->sends != NULL)
		x11_send_free(clipboard, clipboard->sends);
	while (clipboard->multiples != NULL) {
		struct oriel__x11_multiple *multiple = clipboard->multiples;
		clipboard->multiples = multiple->next;
		oriel__free(multiple);
	}
}
