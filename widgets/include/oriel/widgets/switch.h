/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A switch with its text: a setting that takes effect at once. Type "switch"; a leaf.
 *
 * A switch behaves like a check box: a click turns it on or off before the listeners of `click`
 * run, and it fires `input` and `change`. The state :checked matches a switch that is on. The
 * shadow parts "track" and "thumb" are styled by `switch::part(thumb)`.
 *
 * ```c
 * oriel_widget *wifi = oriel_switch("Wi-Fi");
 * oriel_switch_set_on(wifi, true);
 * ```
 *
 * Text is UTF-8; invalid bytes are replaced by U+FFFD.
 *
 * Thread: loop. Errors: without memory for a text the old text stays, and an error is logged.
 * Source: ARIA Authoring Practices, "Switch Pattern".
 */
#ifndef ORIEL_WIDGETS_SWITCH_H
#define ORIEL_WIDGETS_SWITCH_H

#include <oriel/ui/types.h>
#include <oriel/widgets/checkbox.h>

ORIEL_BEGIN

/** Does the work of oriel_switch(). @param options copied; NULL: the defaults */
ORIEL_API oriel_widget *oriel_switch_at(
	const char *site, const char *text, const struct oriel_checkbox_options *options);
/**
 * Makes a switch.
 * @param ... the text, copied, "" for NULL; then members of struct oriel_checkbox_options by name
 * @return owned by the caller until it is inserted
 */
#define oriel_switch(...) \
	ORIEL__CALL_1(oriel_switch_at, struct oriel_checkbox_options, __VA_ARGS__, )
/** Turns a switch on or off, without an event. */
ORIEL_API void oriel_switch_set_on(oriel_widget *switch_, bool on);
/** Tells whether a switch is on. */
ORIEL_API bool oriel_switch_is_on(const oriel_widget *switch_);
/** Sets the text of a switch. @param text copied; NULL is "" */
ORIEL_API void oriel_switch_set_text(oriel_widget *switch_, const char *text);
/** Returns the text of a switch, borrowed until it changes; never NULL. */
ORIEL_API const char *oriel_switch_text(const oriel_widget *switch_);

ORIEL_END

#endif
