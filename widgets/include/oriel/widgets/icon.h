/* SPDX-License-Identifier: MIT */
/**
 * @file
 * An icon: a small picture in the colour of the text. Type "icon"; a leaf.
 *
 * Oriel has 56 built-in icons, drawn as lines on a grid of 16 units: "check", "close", "search",
 * "settings" and others, which docs/widgets.md shows. A program adds its own by oriel_icon_add().
 * The names "arrow-start", "arrow-end", "chevron-start" and "chevron-end" follow the writing
 * direction: an arrow to the end points left where text runs from right to left.
 *
 * An icon is as large as 8/7 of the font's size, i.e. 16 px beside text of 14 px, unless the style
 * gives it a width or a height. Its attribute "name" is its name.
 *
 * ```c
 * oriel_icon_add(app, "moon", "M13 10A6 6 0 0 1 6 3 6 6 0 1 0 13 10Z");
 * oriel_widget *moon = oriel_set(oriel_icon("moon"), .style = "width: 24px; color: purple");
 * ```
 *
 * An icon is decoration, and has the role "generic", unless its attribute "aria-label" gives it a
 * name. Thread: loop. Errors: a name without an icon is logged, and draws an empty frame; a
 * malformed path is logged with its place, and adds nothing.
 */
#ifndef ORIEL_WIDGETS_ICON_H
#define ORIEL_WIDGETS_ICON_H

#include <oriel/runtime/options.h>
#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Makes an icon. @param name copied; NULL: it draws nothing. @return owned by the caller until it
 * is inserted */
ORIEL_API oriel_widget *oriel_icon(const char *name);
/** Sets the name of an icon. @param name copied; NULL: it draws nothing */
ORIEL_API void oriel_icon_set_name(oriel_widget *icon, const char *name);
/** Returns the name of an icon, borrowed until it changes; "" if it has none. */
ORIEL_API const char *oriel_icon_name(const oriel_widget *icon);

/** Options of oriel_icon_add(). */
struct oriel_icon_options {
	ORIEL_OPTIONS_HEAD;
	float grid ORIEL_DEFAULT;  /**< units from side to side of the path's square; 0: 16 */
	float width ORIEL_DEFAULT; /**< units, of the lines; 0: 1.5 on a grid of 16, or in proportion */
	bool is_filled ORIEL_DEFAULT; /**< the path is filled, and has no lines */
};

/** Does the work of oriel_icon_add(). @param options copied; NULL: the defaults */
ORIEL_API bool oriel_icon_add_at(const char *site, oriel_app *app, const char *name,
	const char *path, const struct oriel_icon_options *options);
/**
 * Adds an icon to an application, or replaces the icon of this name, which may be a built-in one.
 * Icons in open windows that have the name are drawn again.
 * @param ... app; name, copied; path, the data of an SVG path, copied; then members of struct
 * oriel_icon_options by name, e.g. .grid = 24, .is_filled = true
 * @return false, with the place of the error logged, if the path is malformed
 */
#define oriel_icon_add(app, name, ...) \
	ORIEL__CALL_3(oriel_icon_add_at, struct oriel_icon_options, app, name, __VA_ARGS__, )

/** Returns the number of built-in icons. */
ORIEL_API size_t oriel_icon_builtin_count(void);
/** Returns the name of a built-in icon, static; in alphabetical order. Asserts that index is below
 * oriel_icon_builtin_count(). */
ORIEL_API const char *oriel_icon_builtin_name(size_t index);

ORIEL_END

#endif
