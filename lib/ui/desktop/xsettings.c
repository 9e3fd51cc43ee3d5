/* SPDX-License-Identifier: MIT */
/*
 * Reading XSETTINGS and RESOURCE_MANAGER on a connection of its own, and watching both.
 *
 * The manager of XSETTINGS owns the selection _XSETTINGS_S0, of screen 0, and keeps the settings in
 * a property of the owning window. A new manager announces itself by a MANAGER message to the root
 * window. Only connecting waits for the server; other replies are looked for when the connection
 * has data. Protocol errors, mostly for a manager's window that is closed, are ignored. Source:
 * XSETTINGS of freedesktop.org; ICCCM, "Manager Selections".
 */
#include "desktop/desktop_source_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "desktop/xsettings_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xcb/xcb.h>
#include <xcb/xcbext.h>

enum { LONGEST_PROPERTY = 1 << 18 }; /* bytes */

/* Requests whose replies are awaited, at most one of each. */
enum xsettings_request {
	REQUEST_SELECTION,
	REQUEST_PROPERTY,
	REQUEST_MANAGER,
	REQUEST_ATOMS, /* the number of the atoms above */
	REQUEST_OWNER = REQUEST_ATOMS,
	REQUEST_SETTINGS,
	REQUEST_RESOURCES,
	REQUESTS,
};

struct xsettings {
	struct oriel__desktop_source base;
	xcb_connection_t *connection;
	xcb_window_t root;
	xcb_window_t owner; /* of the selection; 0: none */
	xcb_atom_t atoms[REQUEST_ATOMS];
	unsigned sequences[REQUESTS]; /* 0: no reply is awaited */
	struct oriel__desktop_settings settings; /* of the manager */
	float resource_scale;                    /* 0: none */
	bool has_input;
};

static void xsettings_await(
	struct xsettings *xsettings, enum xsettings_request request, unsigned sequence) {
	if (xsettings->sequences[request] != 0)
		xcb_discard_reply(xsettings->connection, xsettings->sequences[request]);
	xsettings->sequences[request] = sequence;
}

/* ---- Requests ---- */

static void xsettings_intern(
	struct xsettings *xsettings, enum xsettings_request request, const char *name) {
	xsettings_await(xsettings, request,
		xcb_intern_atom(xsettings->connection, 0, (uint16_t)strlen(name), name).sequence);
}

static void xsettings_ask_owner(struct xsettings *xsettings) {
	if (xsettings->atoms[REQUEST_SELECTION] != XCB_ATOM_NONE)
		xsettings_await(xsettings, REQUEST_OWNER,
			xcb_get_selection_owner(xsettings->connection, xsettings->atoms[REQUEST_SELECTION])
				.sequence);
}

static void xsettings_ask_property(struct xsettings *xsettings,
	enum xsettings_request request, xcb_window_t window, xcb_atom_t property, xcb_atom_t type) {
	xsettings_await(xsettings, request,
		xcb_get_property(
			xsettings->connection, 0, window, property, type, 0, LONGEST_PROPERTY / 4)
			.sequence);
}

static void xsettings_ask_settings(struct xsettings *xsettings) {
	xcb_atom_t property = xsettings->atoms[REQUEST_PROPERTY];
	xsettings_ask_property(xsettings, REQUEST_SETTINGS, xsettings->owner, property, property);
}

static void xsettings_ask_resources(struct xsettings *xsettings) {
	xsettings_ask_property(xsettings, REQUEST_RESOURCES, xsettings->root,
		XCB_ATOM_RESOURCE_MANAGER, XCB_ATOM_STRING);
}

static void xsettings_watch(struct xsettings *xsettings, xcb_window_t window) {
	const uint32_t mask = XCB_EVENT_MASK_PROPERTY_CHANGE | XCB_EVENT_MASK_STRUCTURE_NOTIFY;
	xcb_change_window_attributes(xsettings->connection, window, XCB_CW_EVENT_MASK, &mask);
}

/* ---- Replies ---- */

static void xsettings_take_owner(struct xsettings *xsettings, xcb_window_t owner) {
	xsettings->owner = owner;
	if (owner == XCB_WINDOW_NONE) {
		xsettings->settings = (struct oriel__desktop_settings){ 0 };
		return;
	}
	xsettings_watch(xsettings, owner);
	xsettings_ask_settings(xsettings);
}

static void xsettings_take_reply(
	struct xsettings *xsettings, enum xsettings_request request, const void *reply) {
	const xcb_intern_atom_reply_t *atom = reply;
	const xcb_get_selection_owner_reply_t *owner = reply;
	const xcb_get_property_reply_t *property = reply;
	switch (request) {
	case REQUEST_SELECTION:
	case REQUEST_PROPERTY:
	case REQUEST_MANAGER:
		xsettings->atoms[request] = atom->atom;
		if (request == REQUEST_MANAGER) /* the last one */
			xsettings_ask_owner(xsettings);
		break;
	case REQUEST_OWNER:
		xsettings_take_owner(xsettings, owner->owner);
		break;
	case REQUEST_SETTINGS:
		xsettings->settings = oriel__xsettings_parse(
			xcb_get_property_value(property), (size_t)xcb_get_property_value_length(property));
		break;
	case REQUEST_RESOURCES:
		xsettings->resource_scale = oriel__xsettings_parse_resources(
			xcb_get_property_value(property), (size_t)xcb_get_property_value_length(property));
		break;
	case REQUESTS:
		break;
	}
}

/* Handles the replies that have arrived; returns whether there were any. */
static bool xsettings_poll_replies(struct xsettings *xsettings) {
	bool has_any = false;
	for (int i = 0; i < REQUESTS; i++) {
		void *reply = NULL;
		xcb_generic_error_t *error = NULL;
		if (xsettings->sequences[i] == 0 ||
			xcb_poll_for_reply(
				xsettings->connection, xsettings->sequences[i], &reply, &error) == 0)
			continue;
		has_any = true;
		xsettings->sequences[i] = 0;
		if (reply != NULL)
			xsettings_take_reply(xsettings, (enum xsettings_request)i, reply);
		free(reply);
		free(error);
	}
	return has_any;
}

/* ---- Events ---- */

static void xsettings_on_property(
	struct xsettings *xsettings, const xcb_property_notify_event_t *event) {
	if (event->window == xsettings->root && event->atom == XCB_ATOM_RESOURCE_MANAGER)
		xsettings_ask_resources(xsettings);
	else if (event->window == xsettings->owner && xsettings->owner != XCB_WINDOW_NONE &&
		event->atom == xsettings->atoms[REQUEST_PROPERTY])
		xsettings_ask_settings(xsettings);
}

static void xsettings_on_message(
	struct xsettings *xsettings, const xcb_client_message_event_t *event) {
	if (event->type == xsettings->atoms[REQUEST_MANAGER] && event->format == 32 &&
		event->data.data32[1] == xsettings->atoms[REQUEST_SELECTION])
		xsettings_ask_owner(xsettings);
}

static void xsettings_on_event(
	struct xsettings *xsettings, const xcb_generic_event_t *event) {
	switch (event->response_type & 0x7f) {
	case XCB_PROPERTY_NOTIFY:
		xsettings_on_property(xsettings, (const xcb_property_notify_event_t *)event);
		break;
	case XCB_CLIENT_MESSAGE:
		xsettings_on_message(xsettings, (const xcb_client_message_event_t *)event);
		break;
	case XCB_DESTROY_NOTIFY:
		if (((const xcb_destroy_notify_event_t *)event)->window == xsettings->owner)
			xsettings_ask_owner(xsettings);
		break;
	default:
		break;
	}
}

/* Handles events and replies until there are neither. */
static void xsettings_read(struct xsettings *xsettings) {
	bool has_any = false, has_more = true;
	while (has_more) {
		xcb_generic_event_t *event = xcb_poll_for_event(xsettings->connection);
		has_more = event != NULL;
		if (event != NULL)
			xsettings_on_event(xsettings, event);
		free(event);
		has_more |= xsettings_poll_replies(xsettings);
		has_any |= has_more;
	}
	if (has_any)
		xcb_flush(xsettings->connection);
}

/* ---- Methods of the source ---- */

static struct xsettings *xsettings_of(struct oriel__desktop_source *source) {
	return oriel__container_of(source, struct xsettings, base);
}

static struct oriel__desktop_settings xsettings_settings(
	const struct oriel__desktop_source *source) {
	const struct xsettings *xsettings = oriel__container_of(source, const struct xsettings, base);
	struct oriel__desktop_settings settings = xsettings->settings;
	if (!(settings.scale > 0))
		settings.scale = xsettings->resource_scale;
	return settings;
}

/* Returns false: no frame waits for these settings. */
static bool xsettings_are_waiting(const struct oriel__desktop_source *source) {
	(void)source;
	return false;
}

static bool xsettings_are_gone(const struct oriel__desktop_source *source) {
	const struct xsettings *xsettings = oriel__container_of(source, const struct xsettings, base);
	return xcb_connection_has_error(xsettings->connection) != 0;
}

/* Makes no system call unless the last poll() has found data. */
static void xsettings_pump(struct oriel__desktop_source *source) {
	struct xsettings *xsettings = xsettings_of(source);
	if (xsettings->has_input)
		xsettings_read(xsettings);
	xsettings->has_input = false;
}

static int xsettings_prepare(
	struct oriel__desktop_source *source, struct pollfd *fds, int *timeout_ms) {
	(void)timeout_ms;
	fds[0] = (struct pollfd){
		.fd = xcb_get_file_descriptor(xsettings_of(source)->connection), .events = POLLIN };
	return 1;
}

static void xsettings_check(
	struct oriel__desktop_source *source, const struct pollfd *fds, int count) {
	xsettings_of(source)->has_input = count > 0 && fds[0].revents != 0;
}

static void xsettings_destroy(struct oriel__desktop_source *source) {
	xcb_disconnect(xsettings_of(source)->connection);
	oriel__free(xsettings_of(source));
}

static const struct oriel__desktop_source_class xsettings_class = {
	.settings = xsettings_settings,
	.is_waiting = xsettings_are_waiting,
	.is_gone = xsettings_are_gone,
	.pump = xsettings_pump,
	.prepare = xsettings_prepare,
	.check = xsettings_check,
	.destroy = xsettings_destroy,
};

static xcb_window_t xsettings_root(xcb_connection_t *connection, int screen) {
	xcb_screen_iterator_t screens = xcb_setup_roots_iterator(xcb_get_setup(connection));
	for (; screen > 0 && screens.rem > 1; screen--)
		xcb_screen_next(&screens);
	return screens.data->root;
}

struct oriel__desktop_source *oriel__xsettings_new(void) {
	char selection[32];
	int screen = 0;
	xcb_connection_t *connection = xcb_connect(NULL, &screen);
	if (xcb_connection_has_error(connection) != 0) {
		xcb_disconnect(connection);
		return NULL;
	}
	struct xsettings *xsettings = oriel__alloc_zero(1, sizeof(*xsettings));
	xsettings->base.source_class = &xsettings_class;
	xsettings->connection = connection;
	xsettings->root = xsettings_root(connection, screen);
	snprintf(selection, sizeof(selection), "_XSETTINGS_S%d", screen);
	xsettings_intern(xsettings, REQUEST_SELECTION, selection);
	xsettings_intern(xsettings, REQUEST_PROPERTY, "_XSETTINGS_SETTINGS");
	xsettings_intern(xsettings, REQUEST_MANAGER, "MANAGER");
	xsettings_watch(xsettings, xsettings->root);
	xsettings_ask_resources(xsettings);
	xcb_flush(connection);
	return &xsettings->base;
}
