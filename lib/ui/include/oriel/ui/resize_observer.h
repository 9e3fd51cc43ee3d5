/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Resize observers: functions that are called when the size of a widget has changed.
 *
 * They are called in a frame, between layout and painting, so that what they change is laid out
 * and painted by the same frame. The first call tells the size that the widget has. For example, a
 * list that becomes wider than 480 px shows a second column in its rows:
 *
 * ```c
 * static void on_resize(const struct oriel_resize_record *records, size_t count, void *data) {
 *     for (size_t i = 0; i < count; i++)
 *         oriel_set_class(records[i].target, "wide", records[i].content.width > 480);
 * }
 *
 * oriel_resize_observer_id id = oriel_resize_observer_new(on_resize, NULL);
 * oriel_resize_observe(id, list);
 * ```
 *
 * A call may change sizes. Layout then runs again, and calls follow for widgets that are deeper in
 * the tree than all of the round before. Sizes that have changed further up wait for the next
 * frame, with one `error` event at the loop. So a frame always ends.
 *
 * Thread: loop. Errors: the standard's exceptions are statuses. Source: Resize Observer 1.
 */
#ifndef ORIEL_UI_RESIZE_OBSERVER_H
#define ORIEL_UI_RESIZE_OBSERVER_H

#include <oriel/runtime/abort.h>
#include <oriel/runtime/status.h>
#include <oriel/ui/geometry.h>
#include <oriel/ui/types.h>

ORIEL_BEGIN

/** A widget whose observed size has changed. */
struct oriel_resize_record {
	oriel_widget *target;
	struct oriel_rect content; /**< px; the content box, as oriel_widget_content_box() returns it */
	struct oriel_size border_box; /**< px */
};

/** Called with the widgets of one observer, in the order in which they were added. @param records
 * borrowed for the call */
typedef void oriel_resize_fn(const struct oriel_resize_record *records, size_t count, void *data);

/** Options of oriel_resize_observer_new(). */
struct oriel_resize_observer_options {
	ORIEL_OPTIONS_HEAD;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort destroys the observer; may be NULL */
	/** releases data once, when the observer is gone and not on the stack; may be NULL */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** Does the work of oriel_resize_observer_new(). @param options copied; NULL: the defaults */
ORIEL_API oriel_resize_observer_id oriel_resize_observer_new_at(const char *site,
	oriel_resize_fn *fn, void *data, const struct oriel_resize_observer_options *options);
/**
 * Makes an observer without targets. The observer ends by oriel_resize_observer_destroy(), by
 * .signal, or with its loop.
 * @param fn  called with the records; may change anything
 * @param ... data, borrowed, or handed over with .release; then members of struct
 * oriel_resize_observer_options by name
 * @return an id; 0, with data released, if .signal has aborted or the loop ends
 */
#define oriel_resize_observer_new(fn, ...) \
	ORIEL__CALL_2(oriel_resize_observer_new_at, struct oriel_resize_observer_options, fn, \
		__VA_ARGS__, )
/** Ends an observer; legal anywhere, also while it runs. Any id is allowed. */
ORIEL_API void oriel_resize_observer_destroy(oriel_resize_observer_id id);

/** The box whose size is observed. */
enum oriel_resize_box {
	ORIEL_RESIZE_CONTENT_BOX,
	ORIEL_RESIZE_BORDER_BOX,
};

/** Options of oriel_resize_observe(). */
struct oriel_resize_observe_options {
	ORIEL_OPTIONS_HEAD;
	enum oriel_resize_box box ORIEL_DEFAULT; /**< 0: the content box */
};

/** Does the work of oriel_resize_observe(). @param options copied; NULL: the defaults */
ORIEL_API enum oriel_status oriel_resize_observe_at(const char *site, oriel_resize_observer_id id,
	oriel_widget *target, const struct oriel_resize_observe_options *options);
/**
 * Adds a target to an observer. The call for a target that the observer has already begins anew
 * with that target.
 *
 * A target that is hidden or in no window has the size 0 × 0. Its destruction ends the observation.
 * @param id  of an observer
 * @param ... target, not destroyed (asserted); then members of struct oriel_resize_observe_options
 * by name
 * @return ORIEL_INVALID_STATE_ERROR if the observer is gone
 */
#define oriel_resize_observe(id, ...) \
	ORIEL__CALL_2( \
		oriel_resize_observe_at, struct oriel_resize_observe_options, id, __VA_ARGS__, )
/** Removes a target. Any id and any target are allowed. */
ORIEL_API void oriel_resize_unobserve(oriel_resize_observer_id id, oriel_widget *target);
/** Removes all targets of an observer. Any id is allowed. */
ORIEL_API void oriel_resize_disconnect(oriel_resize_observer_id id);

ORIEL_END

#endif
