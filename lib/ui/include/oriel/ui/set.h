/* SPDX-License-Identifier: MIT */
/**
 * @file
 * oriel_set(): names, state and inline style of a widget in one call, which nests in construction.
 *
 * ```c
 * oriel_widget *list = oriel_set(oriel_list(), .classes = "tasks", .style = "flex-grow: 1");
 * oriel_widget *page = oriel_column(oriel_label("Today"), list);
 * oriel_set(page, .id = "page", .style = "padding: 20px; gap: 12px"); // 12 px between the two
 * ```
 *
 * A field that is zero counts as not given.
 *
 * Thread: loop. Errors: names over a limit are reported (widget.h) and change nothing; a
 * declaration that is malformed is left out, and logged with the place of the call. Source:
 * CSSOM 1.
 */
#ifndef ORIEL_UI_SET_H
#define ORIEL_UI_SET_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Options of oriel_set(). A field that is zero is not given. */
struct oriel_set_options {
	ORIEL_OPTIONS_HEAD;
	const char *id ORIEL_DEFAULT;      /**< copied */
	const char *classes ORIEL_DEFAULT; /**< separated by spaces; replaces those there are; copied */
	/** Declarations of CSS; replaces the inline style there is; copied. Widgets with the same text
	 * share one block of declarations, which is parsed once. "" removes inline style. */
	const char *style ORIEL_DEFAULT;
	/** the text of its tooltip, which also describes it; "" hides that of an ancestor; copied */
	const char *title ORIEL_DEFAULT;
	/** the name under which a form submits the value of a control; copied */
	const char *name ORIEL_DEFAULT;
	/** hides the widget; oriel_set_hidden() is for a value that changes */
	bool hidden ORIEL_DEFAULT;
	/** disables the widget; oriel_set_disabled() is for a value that changes */
	bool disabled ORIEL_DEFAULT;
};

/** Does the work of oriel_set(). @param options copied */
ORIEL_API oriel_widget *oriel_set_at(
	const char *site, oriel_widget *widget, const struct oriel_set_options *options);
/**
 * Sets names, state and inline style of a widget: the fields that are given.
 * @param ... widget; then members of struct oriel_set_options by name
 * @return widget
 */
#define oriel_set(...) ORIEL__CALL_1(oriel_set_at, struct oriel_set_options, __VA_ARGS__, )

ORIEL_END

#endif
