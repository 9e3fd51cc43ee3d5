/* SPDX-License-Identifier: MIT */
/*
 * The interfaces of the Wayland protocol primary-selection-unstable-v1, in the form that
 * wayland-scanner generates; libwayland lacks them. Source: wayland-protocols,
 * unstable/primary-selection.
 */
#ifndef ORIEL_PLATFORM_WAYLAND_PRIMARY_INTERNAL_H
#define ORIEL_PLATFORM_WAYLAND_PRIMARY_INTERNAL_H

#include <wayland-client.h>

extern const struct wl_interface oriel__wayland_primary_manager, oriel__wayland_primary_device,
	oriel__wayland_primary_offer, oriel__wayland_primary_source;

#endif
