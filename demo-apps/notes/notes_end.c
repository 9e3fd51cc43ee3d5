/* SPDX-License-Identifier: MIT */
/*
 * The ends: closing the window waits until all notes are saved, and asks if that fails. A signal
 * and the end of the session save, too. Texts that cannot be saved then go to the rescue folder.
 */
#include "notes.h"

#include <math.h>
#include <stdio.h>

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

/* ---- Ends that cannot wait for the user ---- */

static struct oriel_completion rescue_unsaved(struct oriel_payload value, void *data) {
	struct notes *notes = data;
	if (store_unsaved_count(&notes->store) == 0 || notes->rescue_folder == NULL)
		return ORIEL_COMPLETE;
	return oriel_follow(store_rescue(&notes->store, notes->rescue_folder));
}

static void on_before_quit(oriel_event *event, void *data) {
	struct notes *notes = data;
	oriel_event_wait_until(event, oriel_then(store_save(&notes->store), rescue_unsaved, NULL,
		notes, .signal = oriel_window_signal(notes->window)));
}

static struct oriel_completion show_rescued(struct oriel_payload value, void *data) {
	struct notes *notes = data;
	const struct oriel_directory_entries *entries = value.data;
	char text[512];
	if (entries->count == 0)
		return ORIEL_COMPLETE;
	snprintf(text, sizeof(text), "Notes that could not be saved are in %s. Move them from there.",
		notes->rescue_folder);
	oriel_toast(notes->window, text, .timeout_ms = INFINITY);
	return ORIEL_COMPLETE;
}

static struct oriel_completion ignore_reason(struct oriel_payload reason, void *data) {
	return ORIEL_COMPLETE;
}

void notes_tell_rescued(struct notes *notes) {
	if (notes->rescue_folder == NULL)
		return;
	oriel_promise_unref(oriel_then(oriel_directory_list(notes->rescue_folder), show_rescued,
		ignore_reason, notes, .signal = oriel_window_signal(notes->window)));
}

void notes_listen_for_end(struct notes *notes) {
	oriel_listen(notes->window, "close", on_close, notes);
	oriel_listen(notes->app, "beforequit", on_before_quit, notes,
		.signal = oriel_window_signal(notes->window));
}
