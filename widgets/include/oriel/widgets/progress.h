/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A progress bar: how much of something is done. Type "progress"; a leaf.
 *
 * While that is unknown, it is indeterminate: a band moves along it, as long as it is drawn. The
 * class "done" says that all went well. From the style it takes: background for the track, color
 * for the bar, radius for both.
 *
 * Thread: loop. Errors: only broken contracts, which assert. Source: HTML, "the progress element".
 */
#ifndef ORIEL_WIDGETS_PROGRESS_H
#define ORIEL_WIDGETS_PROGRESS_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** @return with nothing done; owned by the caller until it is inserted */
ORIEL_API oriel_widget *oriel_progress(void);
/** @param value from 0 to 1; beyond is the end, and what is not a number is 0. It is not
 * indeterminate any more */
ORIEL_API void oriel_progress_set_value(oriel_widget *progress, double value);
/** @return what was set last; 0 before that, and while it is indeterminate */
ORIEL_API double oriel_progress_value(const oriel_widget *progress);
/** Says that how much is done is unknown; or, with 0 done, known again. */
ORIEL_API void oriel_progress_set_indeterminate(oriel_widget *progress, bool indeterminate);
ORIEL_API bool oriel_progress_is_indeterminate(const oriel_widget *progress);

ORIEL_END

#endif
