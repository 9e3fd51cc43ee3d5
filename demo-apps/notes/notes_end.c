/* SPDX-License-Identifier: MIT */
/*
 * The ends: closing the window waits until all notes are saved, and asks if that fails. A signal
 * and the end of the session save, too.
 */
#include "notes.h"

#include <oriel/widgets.h>

static struct oriel_completion close_anyway(struct oriel_payload answer, void *data) {
	struct notes *notes = data;
	if (answer.data != NULL)
		oriel_window_destroy(notes->window);
	return ORIEL_COMPLETE;
}

static struct oriel_completion close_saved(struct oriel_payload value, void *data) {
	struct notes *notes = data;
	(void)value;
	if (store_unsaved_count(&notes->store) == 0) {
		oriel_window_destroy(notes->window);
		return ORIEL_COMPLETE;
	}
	oriel_promise *answer = oriel_confirm(notes->window, notes->store.problem,
		.title = "Close without saving?", .ok = "Close without saving", .danger = true);
	oriel_promise_unref(oriel_then(
		answer, close_anyway, NULL, notes, .signal = oriel_window_signal(notes->window)));
	return ORIEL_COMPLETE;
}

static void on_close(oriel_event *event, void *data) {
	struct notes *notes = data;
	if (store_unsaved_count(&notes->store) == 0 && !notes->store.is_working)
		return;
	oriel_prevent_default(event);
	oriel_promise_unref(oriel_then(store_save(&notes->store), close_saved, NULL, notes,
		.signal = oriel_window_signal(notes->window)));
}

static void on_before_quit(oriel_event *event, void *data) {
	struct notes *notes = data;
	oriel_event_wait_until(event, store_save(&notes->store));
}

void notes_listen_for_end(struct notes *notes) {
	oriel_listen(notes->window, "close", on_close, notes);
	oriel_listen(notes->app, "beforequit", on_before_quit, notes,
		.signal = oriel_window_signal(notes->window));
}
