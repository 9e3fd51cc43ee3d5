/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Radio buttons, of which at most one in a group is checked. Types "radio", a leaf, and
 * "radio-group".
 *
 * A radio button belongs to its nearest ancestor that is a group. A click checks the button, and
 * unchecks the others of the group, before the listeners of `click` run. If a listener prevents the
 * default, the button that was checked before is checked again. Otherwise the button fires `input`
 * and `change`, which bubble. A click on a checked button fires neither.
 *
 * ```c
 * oriel_widget *sizes = oriel_radio_group(oriel_radio("Small"), oriel_radio("Large"));
 * oriel_radio_set_checked(oriel_child_at(sizes, 1), true); // "Large"
 * ```
 *
 * Tab stops once in a group: at the checked button. If no button is checked, Tab stops at the first
 * button, and Shift+Tab at the last. Arrow keys move to the next enabled button and click it.
 *
 * Text is UTF-8; invalid bytes are replaced by U+FFFD.
 *
 * Thread: loop. Errors: without memory for a text the old text stays, and an error is logged.
 * Source: HTML, "radio button state"; ARIA Authoring Practices, "Radio Group Pattern".
 */
#ifndef ORIEL_WIDGETS_RADIO_H
#define ORIEL_WIDGETS_RADIO_H

#include <oriel/runtime/options.h>
#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Members of oriel_radio() by name. */
struct oriel_radio_options {
	ORIEL_OPTIONS_HEAD;
	const char *value ORIEL_DEFAULT; /**< of the group while it is checked; copied; NULL: "on" */
	bool checked ORIEL_DEFAULT;      /**< at first */
};

/** Does the work of oriel_radio(). @param options copied; NULL: the defaults */
ORIEL_API oriel_widget *oriel_radio_at(
	const char *site, const char *text, const struct oriel_radio_options *options);
/**
 * Makes a radio button. The name under which a form submits is an attribute of the group.
 * @param ... the text, copied, "" for NULL; then members of struct oriel_radio_options by name
 * @return owned by the caller until it is inserted
 */
#define oriel_radio(...) \
	ORIEL__CALL_1(oriel_radio_at, struct oriel_radio_options, __VA_ARGS__, )
/** Checks a radio button and unchecks the others of its group, or unchecks the button. Fires no
 * event. @param checked false: unchecks only this button */
ORIEL_API void oriel_radio_set_checked(oriel_widget *radio, bool checked);
/** Tells whether a radio button is checked. */
ORIEL_API bool oriel_radio_is_checked(const oriel_widget *radio);
/** Sets the text of a radio button. @param text copied; NULL is "" */
ORIEL_API void oriel_radio_set_text(oriel_widget *radio, const char *text);
/** Returns the text of a radio button, borrowed until the text changes; never NULL. */
ORIEL_API const char *oriel_radio_text(const oriel_widget *radio);

/** Does the work of oriel_radio_group(). @param children an array of count widgets, each handed
 * over; NULLs are skipped */
ORIEL_API oriel_widget *oriel_radio_group_at(
	const char *site, oriel_widget *const *children, size_t count);
/**
 * Makes a group of radio buttons, one below another. The attribute "aria-label" names the group.
 * @param ... the children, handed over, at most 63; NULLs are skipped
 * @return owned by the caller until it is inserted
 */
#define oriel_radio_group(...) oriel_radio_group_at(ORIEL_SITE, ORIEL__CHILDREN(__VA_ARGS__))
/** Returns the checked radio button of a group; NULL if there is none. */
ORIEL_API oriel_widget *oriel_radio_group_checked(const oriel_widget *group);

ORIEL_END

ORIEL__CHILDREN_OVERLOAD(oriel_radio_group_at)

#endif
