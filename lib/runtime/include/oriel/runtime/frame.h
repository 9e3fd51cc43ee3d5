/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Frame callbacks: run before the next picture is laid out and painted, at most once per refresh
 * interval.
 *
 * All callbacks of a frame receive one timestamp. Callbacks that are requested during a frame run
 * in the next one. On a loop with windows there are frames only while a window is visible, and
 * oriel_window_request_frame() names the window. On a loop without windows there are 60 frames a
 * second while callbacks wait.
 *
 * For example, on a display of 60 Hz a callback that requests itself again runs every 16.7 ms. If
 * one call takes 20 ms, one interval is skipped.
 *
 * ```c
 * static void animate(double time_ms, void *data) {
 *     printf("frame at %g ms\n", time_ms);
 *     oriel_request_frame(animate, data); // again in 16.7 ms, at 60 Hz
 * }
 *
 * oriel_request_frame(animate, NULL, .signal = signal);
 * ```
 *
 * Thread: loop. Errors: an id of 0, with data released, if .signal has aborted or the loop ends.
 * Source: HTML, "update the rendering" and "run the animation frame callbacks".
 */
#ifndef ORIEL_RUNTIME_FRAME_H
#define ORIEL_RUNTIME_FRAME_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/**
 * A frame callback.
 * @param time_ms the beginning of the frame, on the loop's clock
 */
typedef void oriel_frame_fn(double time_ms, void *data);

/** Options of oriel_request_frame(). */
struct oriel_frame_options {
	ORIEL_OPTIONS_HEAD;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort cancels the callback; may be NULL */
	/** releases data once it has run or is cancelled; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** Does the work of oriel_request_frame(). */
ORIEL_API oriel_frame_id oriel_request_frame_at(
	const char *site, oriel_frame_fn *fn, void *data, const struct oriel_frame_options *options);
/**
 * Calls fn once, in the next frame.
 * @param ... data, then members of struct oriel_frame_options by name; data is borrowed, or handed
 * over with .release
 * @return an id for oriel_cancel_frame(); 0 as the head of this header says
 */
#define oriel_request_frame(fn, ...) \
	ORIEL__CALL_2(oriel_request_frame_at, struct oriel_frame_options, fn, __VA_ARGS__, )

/**
 * Cancels a frame callback that has not begun, also from another callback of its frame. Any id is
 * allowed.
 */
ORIEL_API void oriel_cancel_frame(oriel_frame_id id);

ORIEL_END

#endif
