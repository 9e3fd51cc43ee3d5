/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A progress bar: shows how much of an operation is done. Type "progress"; a leaf.
 *
 * An indeterminate bar shows that an operation runs whose length is unknown: a band moves along the
 * bar while the bar is visible. The class "done" shows success. The style's background is the
 * track, its color is the bar, and its radius rounds both.
 *
 * ```c
 * oriel_widget *progress = oriel_progress();
 * oriel_progress_set_value(progress, 0.25); // a quarter is done
 * ```
 *
 * Thread: loop. Errors: only broken contracts, which assert. Source: HTML, "the progress element".
 */
#ifndef ORIEL_WIDGETS_PROGRESS_H
#define ORIEL_WIDGETS_PROGRESS_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/**
 * Makes a progress bar with a value of 0.
 * @return owned by the caller until it is inserted
 */
ORIEL_API oriel_widget *oriel_progress(void);
/**
 * Sets how much is done, and makes the bar determinate.
 * @param value 0 to 1; values outside are clamped, and NaN is 0
 */
ORIEL_API void oriel_progress_set_value(oriel_widget *progress, double value);
/** Returns how much is done, 0 to 1; 0 for an indeterminate bar. */
ORIEL_API double oriel_progress_value(const oriel_widget *progress);
/** Makes the bar indeterminate; false makes such a bar determinate again, with a value of 0. */
ORIEL_API void oriel_progress_set_indeterminate(oriel_widget *progress, bool indeterminate);
/** Returns whether the bar is indeterminate. */
ORIEL_API bool oriel_progress_is_indeterminate(const oriel_widget *progress);

ORIEL_END

#endif
