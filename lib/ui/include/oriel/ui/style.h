/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The style of widgets: sheets that apply, inline style, and computed values.
 *
 * A program adds sheets to its application, to a window or to a widget, whose subtree they style:
 *
 * ```c
 * oriel_app_add_sheet(app, oriel_sheet_parse(".row { padding: 8px 12px; gap: 8px }"));
 * oriel_app_add_sheet(app, oriel_sheet_load("chat.css", .watch = true));
 * oriel_widget_add_sheet(widget, oriel_sheet_parse(":scope { --surface: #fff8e1 }"));
 * oriel_set_style(widget, "width", "%gpx", 120.0); // wins over the rules
 * ```
 *
 * The cascade is that of CSS, with two origins: the toolkit's sheets, which are the built-in look,
 * and those of the application. A program's rules win over built-in ones whatever their
 * specificity. Sheets of the application come before those of a window, and these before those of
 * widgets, from the outermost in; among rules of the same layer and specificity the last one wins.
 * Inline style wins over all rules but those that are !important. Rules of a program match nothing
 * in shadow trees, except by the pseudo-element "part".
 *
 * Thread: loop. Errors: a malformed declaration, and a value that layout or painting cannot use
 * yet, are logged with their place and left out. Source: CSS Cascade 5, CSSOM 1.
 */
#ifndef ORIEL_UI_STYLE_H
#define ORIEL_UI_STYLE_H

#include <oriel/ui/sheet.h>

ORIEL_BEGIN

/** A sheet at a place where it was added; never 0, never reused. */
typedef uint64_t oriel_sheet_id;

/**
 * Adds a sheet to a widget: its rules have subjects only inside the widget, itself included, and
 * :scope is the widget.
 * @param sheet handed over; oriel_sheet_ref() keeps a reference
 * @return an id for the functions below; the sheet is taken out when the widget is destroyed
 */
ORIEL_API oriel_sheet_id oriel_widget_add_sheet(oriel_widget *widget, oriel_sheet *sheet);
/** Takes a sheet out. @return false if it is out already */
ORIEL_API bool oriel_sheet_remove(oriel_sheet_id id);
/** Puts another sheet in the place of one. @param sheet handed over, also if it is of no use
 * @return false if the old one is out already */
ORIEL_API bool oriel_sheet_replace(oriel_sheet_id id, oriel_sheet *sheet);
/** Moves a sheet to another place among those that were added to the same application, window or
 * widget. @param index 0: before all others; too large: after them
 * @return false if the sheet is out already */
ORIEL_API bool oriel_sheet_move(oriel_sheet_id id, size_t index);
/** Returns the sheet of an id in its present version, borrowed; NULL if the sheet was removed. */
ORIEL_API oriel_sheet *oriel_sheet_from_id(oriel_sheet_id id);

/** Does the work of oriel_set_style(). */
ORIEL_API bool oriel_set_style_at(const char *site, oriel_widget *widget, const char *property,
	const char *format, ...) ORIEL_PRINTF(4, 5);
/**
 * Sets one property of a widget's inline style, e.g. oriel_set_style(bar, "width", "%gpx", width).
 * Numbers are written with a point whatever the locale is.
 *
 * A text that comes from a user never goes into style: a value with ";", "!" or a bracket that is
 * not closed sets nothing, and is an error with the place of the call.
 * @param ... property, a format as that of printf(), and its arguments. The property may be a
 * shorthand or a custom property; NULL in the place of the format removes the property
 * @return whether the property was set, or removed
 */
#define oriel_set_style(widget, ...) oriel_set_style_at(ORIEL_SITE, widget, __VA_ARGS__)

/** Options of oriel_computed_style() and oriel_style_explain(). */
struct oriel_computed_style_options {
	ORIEL_OPTIONS_HEAD;
	/**
	 * a pseudo-element of the widget: "::before", "::after", "::selection" or "::backdrop". NULL:
	 * the widget itself
	 */
	const char *pseudo ORIEL_DEFAULT;
};

/** Does the work of oriel_computed_style(). */
ORIEL_API const char *oriel_computed_style_at(const char *site, const oriel_widget *widget,
	const char *property, const struct oriel_computed_style_options *options);
/**
 * Returns a computed value as text, as getComputedStyle() does: oriel_computed_style(row,
 * "padding-left") is e.g. "12px", and oriel_computed_style(row, "content", .pseudo = "::before")
 * e.g. "\"\u2022\"". Brings style up to date.
 * @param ... property, then members of struct oriel_computed_style_options by name. The property
 * may be a shorthand or a custom property
 * @return borrowed until the next call of this or of oriel_style_explain(); "" if there is no such
 * property or pseudo-element, or if a shorthand cannot be written
 */
#define oriel_computed_style(widget, ...) \
	ORIEL__CALL_2(oriel_computed_style_at, struct oriel_computed_style_options, widget, \
		__VA_ARGS__, )

/** Does the work of oriel_style_explain(). */
ORIEL_API const char *oriel_style_explain_at(const char *site, const oriel_widget *widget,
	const char *property, const struct oriel_computed_style_options *options);
/**
 * Explains a computed value: the declarations that were in question, the winner first, a line each:
 *
 *     chat.css:12:1: .bubble.mine: background-color: var(--accent)
 *     toolkit, button:3:1: button: background-color: var(--surface)
 *
 * @param ... property, then members of struct oriel_computed_style_options by name
 * @return borrowed as that of oriel_computed_style(); "" if nothing was declared
 */
#define oriel_style_explain(widget, ...) \
	ORIEL__CALL_2( \
		oriel_style_explain_at, struct oriel_computed_style_options, widget, __VA_ARGS__, )

ORIEL_END

#endif
