/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Intersection observers: functions that are called when widgets come into view or leave it.
 *
 * A frame compares each target with the *root*, which is the window or a widget around the target.
 * Clips of the widgets between them count. The function is called in a task after the frame, first
 * with the state at the time of the first frame. For example, pictures load when they are less than
 * 200 px away from the view of a list:
 *
 * ```c
 * static void on_view(const struct oriel_intersection_record *records, size_t count, void *data) {
 *     for (size_t i = 0; i < count; i++)
 *         if (records[i].is_intersecting)
 *             oriel_set_class(records[i].target, "loaded", true);
 * }
 *
 * oriel_intersection_observer_id id;
 * id = oriel_intersection_observer_new(on_view, NULL, .root = list, .root_margin = "200px 0");
 * oriel_intersection_observe(id, label);
 * ```
 *
 * The function is called again for a target when its visible share passes one of the thresholds, or
 * when the target begins or ceases to touch the root.
 *
 * Thread: loop. Errors: a malformed margin and a threshold outside 0 to 1 assert. Source:
 * Intersection Observer 1.
 */
#ifndef ORIEL_UI_INTERSECTION_OBSERVER_H
#define ORIEL_UI_INTERSECTION_OBSERVER_H

#include <oriel/runtime/abort.h>
#include <oriel/runtime/status.h>
#include <oriel/ui/geometry.h>
#include <oriel/ui/types.h>

ORIEL_BEGIN

/** How a target intersects the root. Rectangles are px in the window. */
struct oriel_intersection_record {
	oriel_widget *target;           /**< held for the call, and possibly destroyed */
	double time_ms;                 /**< of the frame */
	struct oriel_rect root_bounds;  /**< px; of the root, with its margin */
	struct oriel_rect bounds;       /**< px; border box of the target */
	struct oriel_rect intersection; /**< px; the visible part of bounds */
	double ratio;                   /**< visible share of the area of bounds, 0 to 1 */
	/** target and root touch; also with a common edge only, where ratio is 0 */
	bool is_intersecting;
};

/** Called with the changed targets of one observer. @param records borrowed for the call */
typedef void oriel_intersection_fn(
	const struct oriel_intersection_record *records, size_t count, void *data);

/** Options of oriel_intersection_observer_new(). */
struct oriel_intersection_observer_options {
	ORIEL_OPTIONS_HEAD;
	oriel_widget *root ORIEL_DEFAULT; /**< borrowed until it is destroyed; NULL: the window */
	/** one to four lengths in px or percent of the root, in the order of `margin`, which enlarge
	 * the root; e.g. "200px 0"; copied; NULL: 0 */
	const char *root_margin ORIEL_DEFAULT;
	const double *thresholds ORIEL_DEFAULT; /**< visible shares, 0 to 1; copied; NULL: { 0 } */
	size_t threshold_count ORIEL_DEFAULT;   /**< number of thresholds */
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort destroys the observer; may be NULL */
	/** releases data once, when the observer is gone and not on the stack; may be NULL */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** Does the work of oriel_intersection_observer_new(). @param options copied; NULL: the defaults */
ORIEL_API oriel_intersection_observer_id oriel_intersection_observer_new_at(const char *site,
	oriel_intersection_fn *fn, void *data,
	const struct oriel_intersection_observer_options *options);
/**
 * Makes an observer without targets. The observer ends by oriel_intersection_observer_destroy(), by
 * .signal, or with its loop.
 * @param fn  called with the records; may change anything
 * @param ... data, borrowed, or handed over with .release; then members of struct
 * oriel_intersection_observer_options by name
 * @return an id; 0, with data released, if .signal has aborted or the loop ends
 */
#define oriel_intersection_observer_new(fn, ...) \
	ORIEL__CALL_2(oriel_intersection_observer_new_at, \
		struct oriel_intersection_observer_options, fn, __VA_ARGS__, )
/** Ends an observer; legal anywhere, also while it runs. Any id is allowed. */
ORIEL_API void oriel_intersection_observer_destroy(oriel_intersection_observer_id id);

/**
 * Adds a target to an observer. A target that the observer has already stays as it is.
 * @param target not destroyed (asserted); its destruction ends the observation
 * @return ORIEL_INVALID_STATE_ERROR if the observer is gone
 */
ORIEL_API enum oriel_status oriel_intersection_observe(
	oriel_intersection_observer_id id, oriel_widget *target);
/** Removes a target. Any id and any target are allowed. */
ORIEL_API void oriel_intersection_unobserve(
	oriel_intersection_observer_id id, oriel_widget *target);
/** Removes all targets of an observer, and drops the records that wait. Any id is allowed. */
ORIEL_API void oriel_intersection_disconnect(oriel_intersection_observer_id id);

ORIEL_END

#endif
