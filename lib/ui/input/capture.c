/* SPDX-License-Identifier: MIT */
/*
 * Pointer capture: one widget receives all events of a pointer.
 *
 * Setting and releasing only store the pending capture. Before the next event of the pointer the
 * pending capture takes effect, with its events. A capturing widget that leaves the tree loses the
 * capture at once, and lostpointercapture is fired at the window. Source: Pointer Events, "pointer
 * capture".
 */
#include "input/pointer_internal.h"

#define CAPTURE_FLAGS (ORIEL__EVENT_BUBBLES | ORIEL__EVENT_COMPOSED)

void oriel__capture_process(struct oriel__pointer *pointer) {
	struct oriel__surface *surface = pointer->surface;
	struct oriel__node *pending = pointer->pending_capture;
	struct oriel__node *old = pointer->capture;
	if (old == pending)
		return;
	pointer->capture = pending;
	if (old != NULL)
		oriel__pointer_fire(
			pointer, &old->target, "lostpointercapture", CAPTURE_FLAGS, ORIEL_BUTTON_NONE, NULL);
	if (pending != NULL && oriel__surface_has(surface, pending))
		oriel__pointer_fire(
			pointer, &pending->target, "gotpointercapture", CAPTURE_FLAGS, ORIEL_BUTTON_NONE, NULL);
}

void oriel__capture_end(struct oriel__pointer *pointer) {
	pointer->pending_capture = NULL;
	oriel__capture_process(pointer);
}

bool oriel__capture_leaving(struct oriel__pointer *pointer, const struct oriel__node *node) {
	if (oriel__node_contains(node, pointer->pending_capture))
		pointer->pending_capture = NULL;
	if (!oriel__node_contains(node, pointer->capture))
		return false;
	pointer->capture = NULL;
	return true;
}

void oriel__capture_tell_window(struct oriel__pointer *pointer) {
	oriel__pointer_fire(pointer, &pointer->surface->target, "lostpointercapture", CAPTURE_FLAGS,
		ORIEL_BUTTON_NONE, NULL);
}
