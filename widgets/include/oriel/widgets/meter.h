/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A meter: shows a measured value in a known range, e.g. how full a disk is. Type "meter"; a leaf.
 *
 * Two limits divide the range into a low, a middle and a high part, of which one is the best. The
 * attribute "region" tells where the value stands: "optimum" in the best part, "suboptimum" beside
 * it, "worst" in the part at the other end. The style's background is the track, its color is the
 * bar, and its radius rounds both.
 *
 * ```c
 * oriel_widget *disk = oriel_meter(0, 500);       // GB
 * oriel_meter_set_limits(disk, 400, 475, 0);      // the less, the better
 * oriel_meter_set_value(disk, 430);               // "suboptimum"
 * ```
 *
 * Thread: loop. Errors: only broken contracts, which assert. Source: HTML, "the meter element".
 */
#ifndef ORIEL_WIDGETS_METER_H
#define ORIEL_WIDGETS_METER_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Makes a meter with its value at min. @param max the same as min if it is below min. @return
 * owned by the caller until it is inserted */
ORIEL_API oriel_widget *oriel_meter(double min, double max);
/** Sets the ends, moves the value between them, and removes the limits. @param max as for
 * oriel_meter() */
ORIEL_API void oriel_meter_set_range(oriel_widget *meter, double min, double max);
/** Sets the value. @param value clamped; NaN is the least value */
ORIEL_API void oriel_meter_set_value(oriel_widget *meter, double value);
/** Returns the value. */
ORIEL_API double oriel_meter_value(const oriel_widget *meter);
/**
 * Divides the range. Without this call all values are optimal.
 * @param low     values below it are low; clamped to the range
 * @param high    values above it are high; clamped, and at least low
 * @param optimum a value in the best part; clamped
 */
ORIEL_API void oriel_meter_set_limits(oriel_widget *meter, double low, double high, double optimum);

ORIEL_END

#endif
