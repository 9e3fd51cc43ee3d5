/* SPDX-License-Identifier: MIT */
/*
 * Close watchers: a stack of each window, whose topmost member a close request closes.
 *
 * HTML groups watchers that were added without an action of the user, so that a hostile page cannot
 * trap the user. A program is trusted: each watcher is a group of its own here.
 */
#include <oriel/extend/close_watcher.h>
#include <oriel/runtime/log.h>

#include "base/alloc_internal.h"
#include "input/popover_internal.h"
#include "loop/callback_internal.h"
#include "tree/tree_state_internal.h"

struct close_entry {
	struct oriel__list_link link; /* of surface->close_watchers, the topmost last */
	struct oriel__node *node;
	const struct oriel_close_watcher *watcher;
	bool is_asked; /* `cancel` runs */
};

static struct close_entry *close_entry_of(const struct oriel__node *node) {
	struct oriel__surface *surface = node != NULL ? oriel__surface_of_node(node) : NULL;
	if (surface == NULL)
		return NULL;
	oriel__list_each (entry, &surface->close_watchers, struct close_entry, link) {
		if (entry->node == node)
			return entry;
	}
	return NULL;
}

static void close_entry_drop(struct oriel__surface *surface, struct close_entry *entry) {
	oriel__list_remove(&surface->close_watchers, &entry->link);
	oriel__free(entry);
}

/* `cancel` may remove the watcher, and add another one. Source: HTML, "request to close". */
static bool close_request(struct oriel__surface *surface, struct oriel__node *node) {
	struct close_entry *entry = close_entry_of(node);
	if (entry == NULL || entry->is_asked)
		return true;
	const struct oriel_close_watcher *watcher = entry->watcher;
	if (watcher->cancel != NULL) {
		entry->is_asked = true;
		bool may_close = watcher->cancel(oriel__widget_of(node));
		entry = oriel__surface_has(surface, node) ? close_entry_of(node) : NULL;
		if (entry != NULL)
			entry->is_asked = false;
		if (!may_close)
			return false;
	}
	if (entry == NULL)
		return true;
	close_entry_drop(surface, entry);
	watcher->close(oriel__widget_of(node));
	return true;
}

bool oriel__close_topmost(struct oriel__surface *surface) {
	struct close_entry *entry = oriel__list_last(
		&surface->close_watchers, struct close_entry, link);
	if (entry == NULL)
		return false;
	oriel__hold_begin(surface->view.loop);
	close_request(surface, entry->node);
	oriel__hold_end(surface->view.loop);
	return true;
}

void oriel__close_watchers_leaving(struct oriel__surface *surface, const struct oriel__node *node) {
	oriel__list_each (entry, &surface->close_watchers, struct close_entry, link) {
		if (oriel__node_contains(node, entry->node))
			close_entry_drop(surface, entry);
	}
}

void oriel__close_watchers_finish(struct oriel__surface *surface) {
	oriel__list_each (entry, &surface->close_watchers, struct close_entry, link)
		close_entry_drop(surface, entry);
}

/* ---- Public ---- */

void oriel_close_watcher_add(oriel_widget *widget, const struct oriel_close_watcher *watcher) {
	struct oriel__node *node = oriel__node_change(widget, "oriel_close_watcher_add");
	struct oriel__surface *surface = oriel__surface_of_node(node);
	ORIEL_ASSERT(surface != NULL,
		"oriel_close_watcher_add: this %s is in no window; append it to a widget of a window first",
		oriel_widget_type(widget));
	ORIEL_ASSERT(watcher != NULL && watcher->close != NULL,
		"oriel_close_watcher_add: the watcher of this %s has no function `close`; set .close",
		oriel_widget_type(widget));
	struct close_entry *entry = close_entry_of(node);
	if (entry != NULL)
		close_entry_drop(surface, entry);
	entry = oriel__alloc_zero(1, sizeof(*entry));
	entry->node = node;
	entry->watcher = watcher;
	oriel__list_append(&surface->close_watchers, &entry->link);
}

void oriel_close_watcher_remove(oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_close_watcher_remove");
	struct close_entry *entry = close_entry_of(node);
	if (entry != NULL)
		close_entry_drop(oriel__surface_of_node(node), entry);
}

bool oriel_close_watcher_has(const oriel_widget *widget) {
	return close_entry_of(oriel__node_read(widget, "oriel_close_watcher_has")) != NULL;
}

bool oriel_close_watcher_request(oriel_widget *widget) {
	struct oriel__node *node = oriel__node_read(widget, "oriel_close_watcher_request");
	struct oriel__surface *surface = node != NULL ? oriel__surface_of_node(node) : NULL;
	if (surface == NULL)
		return true;
	oriel_loop *loop = surface->view.loop;
	oriel__hold_begin(loop);
	bool may_close = close_request(surface, node);
	oriel__hold_end(loop);
	return may_close;
}

bool oriel_window_request_close_topmost(oriel_window *window) {
	ORIEL_ASSERT(window != NULL,
		"oriel_window_request_close_topmost: the window is NULL; pass a window");
	return oriel__close_topmost(oriel__surface_of_window(window));
}
