/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A select: a choice of one of several options, which it shows in a list. Types "select",
 * "list-box", "option" and "option-group".
 *
 * The list is a child of the select, and is shown over the window. When the user has chosen another
 * option, the select fires `input` and `change`, which bubble. Until an option is chosen, the first
 * enabled option counts as chosen.
 *
 * ```c
 * oriel_widget *one = oriel_option("One copy", "1"), *two = oriel_option("Two copies", "2");
 * oriel_widget *copies = oriel_select(one, two);
 * oriel_select_set_value(copies, "2");
 * puts(oriel_select_value(copies)); // "2"
 * ```
 *
 * A press opens the list, and a second press chooses; so does one press that is released over an
 * option. A press beside the list only closes it. An open select has the attribute "open".
 *
 * A select is a form control. With the attribute "required", it is invalid while its value is "".
 *
 * Thread: loop. Errors: without memory for a text the old text stays, and an error is logged.
 * Source: HTML, "the select element"; ARIA Authoring Practices, "Select-Only Combobox".
 */
#ifndef ORIEL_WIDGETS_SELECT_H
#define ORIEL_WIDGETS_SELECT_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Does the work of oriel_select(). @param options an array of count widgets, each handed over;
 * NULLs are skipped */
ORIEL_API oriel_widget *oriel_select_at(
	const char *site, oriel_widget *const *options, size_t count);
/**
 * Makes a select. Further options are appended to oriel_select_list().
 * @param ... options, groups of options and separators, handed over, at most 63; NULLs are skipped
 * @return owned by the caller until it is inserted
 */
#define oriel_select(...) oriel_select_at(ORIEL_SITE, ORIEL__CHILDREN(__VA_ARGS__))
/** Returns the list of a select, the parent of its options and groups; borrowed as long as the
 * select. */
ORIEL_API oriel_widget *oriel_select_list(const oriel_widget *select);

/** Returns the option that is chosen; NULL if none is. */
ORIEL_API oriel_widget *oriel_select_selected(const oriel_widget *select);
/** Chooses an option, without events. @param option of this select; NULL chooses none */
ORIEL_API void oriel_select_set_selected(oriel_widget *select, oriel_widget *option);
/** Returns the value of the option that is chosen, borrowed until it changes; "" if none is. */
ORIEL_API const char *oriel_select_value(const oriel_widget *select);
/** Chooses the first option with a value, without events; none if there is no such option. @param
 * value not NULL (asserted) */
ORIEL_API void oriel_select_set_value(oriel_widget *select, const char *value);
/** Shows the list, or hides it; does nothing for a select that is disabled or in no window. */
ORIEL_API void oriel_select_set_open(oriel_widget *select, bool open);
/** Tells whether the list is shown. */
ORIEL_API bool oriel_select_is_open(const oriel_widget *select);

/** Makes an option. @param text copied; NULL is "" @param value copied; NULL: the text @return
 * owned by the caller until it is inserted */
ORIEL_API oriel_widget *oriel_option(const char *text, const char *value);
/** Sets the text of an option. @param text copied; NULL is "" */
ORIEL_API void oriel_option_set_text(oriel_widget *option, const char *text);
/** Returns the text of an option, borrowed until it changes; never NULL. */
ORIEL_API const char *oriel_option_text(const oriel_widget *option);
/** Returns the value of an option: its attribute "value", or without this attribute its text.
 * Borrowed until it changes. */
ORIEL_API const char *oriel_option_value(const oriel_widget *option);

/** Does the work of oriel_option_group(). */
ORIEL_API oriel_widget *oriel_option_group_at(
	const char *site, const char *label, oriel_widget *const *options, size_t count);
/**
 * Makes a group of options below a label. A disabled group disables its options.
 * @param ... label, copied; then the options, handed over, at most 62; NULLs are skipped
 * @return owned by the caller until it is inserted
 */
#define oriel_option_group(...) ORIEL__OPTION_GROUP(__VA_ARGS__, NULL)
#define ORIEL__OPTION_GROUP(label, ...) \
	oriel_option_group_at(ORIEL_SITE, label, ORIEL__CHILDREN(__VA_ARGS__))

ORIEL_END

#ifdef __cplusplus
inline oriel_widget *oriel_option_group_at(
	const char *site, const char *label, std::initializer_list<oriel_widget *> options) {
	return oriel_option_group_at(site, label, options.begin(), options.size());
}
#endif
ORIEL__CHILDREN_OVERLOAD(oriel_select_at)

#endif
