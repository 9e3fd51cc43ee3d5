/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A check box with its text. Type "checkbox"; a leaf.
 *
 * A click toggles the box before the listeners of `click` run. If one of them prevents the default,
 * the box toggles back. Otherwise the box fires `input` and `change`, which bubble. The state
 * :checked matches a checked box.
 *
 * An indeterminate box shows a dash, e.g. while some of the things that it stands for are checked.
 * Whether it is checked is another matter. A click makes the box determinate. The state
 * :indeterminate matches it.
 *
 * ```c
 * oriel_widget *box = oriel_checkbox("Remember for 30 days", .name = "remember");
 * oriel_checkbox_set_checked(box, true);
 * ```
 *
 * Text is UTF-8; invalid bytes are replaced by U+FFFD.
 *
 * Thread: loop. Errors: without memory for a text the old text stays, and an error is logged.
 * Source: HTML, "checkbox state".
 */
#ifndef ORIEL_WIDGETS_CHECKBOX_H
#define ORIEL_WIDGETS_CHECKBOX_H

#include <oriel/runtime/options.h>
#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Members of oriel_checkbox() and oriel_switch() by name. */
struct oriel_checkbox_options {
	ORIEL_OPTIONS_HEAD;
	/** under which a form submits the value; copied; may be NULL */
	const char *name ORIEL_DEFAULT;
	const char *value ORIEL_DEFAULT; /**< while it is checked; copied; NULL: "on" */
	bool required ORIEL_DEFAULT;     /**< it is invalid while it is not checked */
	bool checked ORIEL_DEFAULT;      /**< at first */
};

/** Does the work of oriel_checkbox(). @param options copied; NULL: the defaults */
ORIEL_API oriel_widget *oriel_checkbox_at(
	const char *site, const char *text, const struct oriel_checkbox_options *options);
/**
 * Makes a check box.
 * @param ... the text, copied, "" for NULL; then members of struct oriel_checkbox_options by name
 * @return owned by the caller until it is inserted
 */
#define oriel_checkbox(...) \
	ORIEL__CALL_1(oriel_checkbox_at, struct oriel_checkbox_options, __VA_ARGS__, )
/** Checks a box, or unchecks it, without an event. */
ORIEL_API void oriel_checkbox_set_checked(oriel_widget *checkbox, bool checked);
/** Returns whether a box is checked. */
ORIEL_API bool oriel_checkbox_is_checked(const oriel_widget *checkbox);
/** Makes a box indeterminate, or determinate, without an event. */
ORIEL_API void oriel_checkbox_set_indeterminate(oriel_widget *checkbox, bool indeterminate);
/** Tells whether a box is indeterminate. */
ORIEL_API bool oriel_checkbox_is_indeterminate(const oriel_widget *checkbox);
/** Sets the text of a check box. @param text copied; NULL is "" */
ORIEL_API void oriel_checkbox_set_text(oriel_widget *checkbox, const char *text);
/** Returns the text of a check box, borrowed until it changes; never NULL. */
ORIEL_API const char *oriel_checkbox_text(const oriel_widget *checkbox);

ORIEL_END

#endif
