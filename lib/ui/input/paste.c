/* SPDX-License-Identifier: MIT */
/*
 * Pasting: a command or a click of the middle button starts to read a selection. Once the text has
 * arrived, `paste` is fired with it.
 *
 * Another program delivers the data, and may be slow. Keyboard input of the window waits for the
 * read, at most KEYS_WAIT_MS. Control V followed by Enter therefore pastes before it submits. A
 * text that arrives later is pasted only if the focus has not moved. A read that fails fires
 * nothing, except for an empty clipboard.
 */
#include "input/handler_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "input/queue_internal.h"
#include "platform/clipboard_read_internal.h"

#include <oriel/runtime/bytes.h>
#include <oriel/ui/input_event.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/timer.h>

#define KEYS_WAIT_MS 500.0

struct oriel__paste {
	struct oriel__clipboard_read read; /* must be first */
	struct oriel__paste *next;
	struct oriel__surface *surface;
	struct oriel__node *target; /* NULL: the target has left the tree */
	enum oriel_selection selection;
	oriel_timer_id timer; /* ends the wait of keyboard input; 0: the wait is over */
};

/* ---- The event ---- */

struct clipboard_detail {
	struct oriel_clipboard_event clipboard;
	struct oriel_bytes *bytes; /* reference-counted; may be NULL */
};

static void clipboard_detail_finish(void *data) {
	struct clipboard_detail *detail = data;
	oriel_bytes_unref(detail->bytes);
}

static const struct oriel__event_kind clipboard_kind = { "clipboard",
	sizeof(struct clipboard_detail), clipboard_detail_finish };

const struct oriel_clipboard_event *oriel_event_clipboard(const oriel_event *event) {
	const struct clipboard_detail *detail = oriel__event_kind_detail(event, &clipboard_kind);
	return detail != NULL ? &detail->clipboard : NULL;
}

static void paste_fire(struct oriel__surface *surface, struct oriel__node *target,
	enum oriel_selection selection, struct oriel_bytes *bytes) {
	const struct clipboard_detail detail = {
		.clipboard = { selection, bytes != NULL ? bytes->data : NULL,
			bytes != NULL ? bytes->length : 0 },
		.bytes = bytes != NULL ? oriel_bytes_ref(bytes) : NULL,
	};
	oriel__input_dispatch(&target->target,
		oriel__event_new_kind("paste", &clipboard_kind, &detail, ORIEL__EVENT_UI, NULL,
			oriel_loop_now(surface->view.loop)));
}

/* ---- Waiting ---- */

static void paste_unlink(struct oriel__paste *paste) {
	struct oriel__paste **link = &paste->surface->pastes;
	while (*link != paste)
		link = &(*link)->next;
	*link = paste->next;
}

static bool pastes_hold_keys(const struct oriel__surface *surface) {
	const struct oriel__paste *paste = surface->pastes;
	while (paste != NULL && paste->timer == 0)
		paste = paste->next;
	return paste != NULL;
}

static void pastes_release_keys(struct oriel__surface *surface) {
	if (surface->queue.is_holds_keys && !pastes_hold_keys(surface))
		oriel__queue_release_keys(surface);
}

static void paste_on_late(void *data) {
	struct oriel__paste *paste = data;
	paste->timer = 0;
	pastes_release_keys(paste->surface);
}

static void paste_free(struct oriel__paste *paste) {
	oriel_clear_timer(paste->timer);
	oriel__clipboard_read_cancel(&paste->read);
	oriel__free(paste);
}

/* Returns whether `paste` is to be fired. A late paste requires that the target still has the
 * focus. */
static bool paste_is_wanted(const struct oriel__paste *paste) {
	const struct oriel__clipboard_read *read = &paste->read;
	bool is_empty = read->status == ORIEL_NOT_FOUND_ERROR &&
		paste->selection == ORIEL_SELECTION_CLIPBOARD;
	bool is_late = paste->timer == 0;
	return paste->target != NULL && (read->status == ORIEL_OK || is_empty) &&
		(!is_late || oriel__focus_target(paste->surface) == paste->target);
}

static void paste_done(struct oriel__clipboard_read *read) {
	struct oriel__paste *paste = oriel__container_of(read, struct oriel__paste, read);
	struct oriel__surface *surface = paste->surface;
	struct oriel_bytes *bytes = read->status == ORIEL_OK ? oriel_bytes_ref(read->bytes) : NULL;
	oriel__focus_fix_up(surface);
	struct oriel__node *target = paste_is_wanted(paste) ? paste->target : NULL;
	enum oriel_selection selection = paste->selection;
	if (read->status == ORIEL_TIMEOUT_ERROR)
		oriel_log(ORIEL_LOG_INFO,
			"nothing is pasted: the program that owns the selection does not respond; copy again");
	paste_unlink(paste);
	oriel_clear_timer(paste->timer);
	oriel__free(paste);
	pastes_release_keys(surface);
	if (target != NULL)
		paste_fire(surface, target, selection, bytes);
	oriel_bytes_unref(bytes);
}

void oriel__paste_begin(
	struct oriel__surface *surface, struct oriel__node *target, enum oriel_selection selection) {
	struct oriel__paste *paste = oriel__alloc_zero(1, sizeof(*paste)), **end = &surface->pastes;
	while (*end != NULL)
		end = &(*end)->next;
	*end = paste;
	paste->surface = surface;
	paste->target = target;
	paste->selection = selection;
	paste->timer = oriel_set_timeout(paste_on_late, paste, KEYS_WAIT_MS);
	oriel__queue_hold_keys(surface);
	oriel__clipboard_read_begin(&paste->read, ORIEL_SITE, surface->platform_window->platform,
		selection, "text/plain", paste_done);
}

void oriel__paste_by_click(struct oriel__surface *surface, struct oriel__node *node) {
	bool takes_text = oriel__surface_has(surface, node) &&
		(oriel__node_class(node)->flags & ORIEL_WIDGET_TEXT_INPUT) != 0;
	if (takes_text && !surface->is_closed)
		oriel__paste_begin(surface, node, ORIEL_SELECTION_PRIMARY);
}

void oriel__pastes_leaving(struct oriel__surface *surface, const struct oriel__node *node) {
	for (struct oriel__paste *paste = surface->pastes; paste != NULL; paste = paste->next) {
		if (oriel__node_contains(node, paste->target))
			paste->target = NULL;
	}
}

void oriel__pastes_cancel(struct oriel__surface *surface) {
	while (surface->pastes != NULL) {
		struct oriel__paste *paste = surface->pastes;
		surface->pastes = paste->next;
		paste_free(paste);
	}
	surface->queue.is_holds_keys = false;
}
