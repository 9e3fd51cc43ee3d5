/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A slider: chooses a number between two ends, or a range of numbers by two thumbs. Type "slider";
 * a leaf.
 *
 * The slider fires `input` whenever the user changes the value, and `change` when the user has
 * chosen it: at each key, and at the end of a drag. Both bubble. Escape during a drag restores the
 * value. Disabling the slider ends a drag. The shadow parts "track", "fill" and "thumb" are styled
 * by `slider::part(thumb)`. A vertical slider has the attribute "orientation" with the value
 * "vertical", and its largest value at the top.
 *
 * Tab goes from the first thumb of a range slider to the second one. A thumb stops at the other
 * one. The parts of the thumbs are "thumb low" and "thumb high"; the thumb that takes keys has the
 * part "active" too. The attribute "thumbs" is "2". A form submits both values: "20,80".
 *
 * ```c
 * oriel_widget *volume = oriel_slider(0, 100);
 * oriel_slider_set_step(volume, 5);
 * oriel_slider_set_value(volume, 42); // becomes 40
 * oriel_widget *price = oriel_range_slider(0, 500);
 * oriel_slider_set_values(price, 20, 80);
 * oriel_slider_add_tick(price, 250, "250 €");
 * ```
 *
 * Thread: loop. Errors: asserts on ends, steps and ticks that are not finite. Source: HTML, "range
 * state"; ARIA Authoring Practices, "Slider Pattern" and "Slider (Multi-Thumb) Pattern".
 */
#ifndef ORIEL_WIDGETS_SLIDER_H
#define ORIEL_WIDGETS_SLIDER_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/**
 * Makes a horizontal slider with its value at min.
 * @param max the same as min if it is below min
 * @return owned by the caller until it is inserted
 */
ORIEL_API oriel_widget *oriel_slider(double min, double max);
/** Makes a slider with two thumbs, at min and at max. Otherwise as oriel_slider(). */
ORIEL_API oriel_widget *oriel_range_slider(double min, double max);
/** Sets the value, without an event: the step that is nearest, the larger of two. Of a range slider
 * the low value, which stops at the high one. @param value clamped; NaN is the least value */
ORIEL_API void oriel_slider_set_value(oriel_widget *slider, double value);
/** Returns the value; of a range slider the low one. */
ORIEL_API double oriel_slider_value(const oriel_widget *slider);
/** Sets both values of a range slider, without an event. @param high the same as low if it is
 * below low. Asserts on a slider with one thumb. */
ORIEL_API void oriel_slider_set_values(oriel_widget *slider, double low, double high);
/** Returns the high value of a range slider. Asserts on a slider with one thumb. */
ORIEL_API double oriel_slider_high(const oriel_widget *slider);
/** Sets the ends, and moves the value between them. @param max as for oriel_slider() */
ORIEL_API void oriel_slider_set_range(oriel_widget *slider, double min, double max);
/**
 * Sets the distance between two values. The first step begins at min. An arrow key moves the value
 * by one step, and Page Up and Page Down by about a tenth of the range. Values are the nearest
 * decimal numbers: 3 steps of 0.1 are 0.3. A step of which 2^53 or more fit into the range does not
 * restrict the values.
 * @param step 0, as at first, is any value; arrow keys then move by a hundredth of the range
 */
ORIEL_API void oriel_slider_set_step(oriel_widget *slider, double step);
/** Adds a mark beside the slider, in the colour of the caret. Ticks do not restrict the values.
 * @param value a finite number; outside of the ends the tick is not shown
 * @param label shown below the tick, of a vertical slider beside it; copied; NULL: none */
ORIEL_API void oriel_slider_add_tick(oriel_widget *slider, double value, const char *label);
/** Removes all ticks. */
ORIEL_API void oriel_slider_clear_ticks(oriel_widget *slider);
/** Makes the slider vertical, or horizontal. */
ORIEL_API void oriel_slider_set_vertical(oriel_widget *slider, bool vertical);

ORIEL_END

#endif
