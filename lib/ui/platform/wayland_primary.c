/* SPDX-License-Identifier: MIT */
/* Requests and events of primary-selection-unstable-v1, in the order of the protocol: the index is
 * the number. */
#include "wayland_primary_internal.h"

static const struct wl_interface *const no_types[] = { NULL, NULL };
static const struct wl_interface *const create_source_types[] = { &oriel__wayland_primary_source };
static const struct wl_interface *const get_device_types[] = { &oriel__wayland_primary_device,
	&wl_seat_interface };
static const struct wl_interface *const set_selection_types[] = { &oriel__wayland_primary_source,
	NULL };
static const struct wl_interface *const offer_types[] = { &oriel__wayland_primary_offer };

#define TYPES(list) ((const struct wl_interface **)(list))

static const struct wl_message manager_requests[] = {
	{ "create_source", "n", TYPES(create_source_types) },
	{ "get_device", "no", TYPES(get_device_types) },
	{ "destroy", "", TYPES(no_types) },
};
static const struct wl_message device_requests[] = {
	{ "set_selection", "?ou", TYPES(set_selection_types) },
	{ "destroy", "", TYPES(no_types) },
};
static const struct wl_message device_events[] = {
	{ "data_offer", "n", TYPES(offer_types) },
	{ "selection", "?o", TYPES(offer_types) },
};
static const struct wl_message offer_requests[] = {
	{ "receive", "sh", TYPES(no_types) },
	{ "destroy", "", TYPES(no_types) },
};
static const struct wl_message offer_events[] = {
	{ "offer", "s", TYPES(no_types) },
};
static const struct wl_message source_requests[] = {
	{ "offer", "s", TYPES(no_types) },
	{ "destroy", "", TYPES(no_types) },
};
static const struct wl_message source_events[] = {
	{ "send", "sh", TYPES(no_types) },
	{ "cancelled", "", TYPES(no_types) },
};

const struct wl_interface oriel__wayland_primary_manager = { "zwp_primary_selection_device_manager_"
															"v1",
	1, 3, manager_requests, 0, NULL };
const struct wl_interface oriel__wayland_primary_device = { "zwp_primary_selection_device_v1", 1, 2,
	device_requests, 2, device_events };
const struct wl_interface oriel__wayland_primary_offer = { "zwp_primary_selection_offer_v1", 1, 2,
	offer_requests, 1, offer_events };
const struct wl_interface oriel__wayland_primary_source = { "zwp_primary_selection_source_v1", 1, 2,
	source_requests, 2, source_events };
