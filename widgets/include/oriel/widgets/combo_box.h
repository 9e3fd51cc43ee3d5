/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A combo box: a text field with a list of completions. Type "combo-box"; its first child is a text
 * field, and the list is that of a select (select.h).
 *
 * The user may choose a completion, or leave any other text. While the user types, the list shows
 * the completions of the text. They come from a model, whose rows contain the text, or from a
 * function of the program, which may take its time.
 *
 * ```c
 * oriel_model *cities = oriel_array_model_new();
 * oriel_array_model_append(cities, oriel_borrowed("Bergen"));
 * oriel_array_model_append(cities, oriel_borrowed("Oslo"));
 * oriel_widget *city = oriel_combo_box("City");
 * oriel_combo_box_set_model(city, cities, 0); // "s" completes to 1 of 2 rows, "Oslo"
 * ```
 *
 * Each edit fires `beforeinput` and `input` at the text field, as does the choice of a completion.
 * The combo box fires `change`, which bubbles, when the user has chosen a completion, presses
 * Enter, or leaves, if the text differs from that of the last `change`. A combo box whose list is
 * shown has the attribute "open". It has the attribute "busy" while it waits for completions.
 *
 * A combo box is a form control. With the attribute "required", it is invalid while it is empty.
 *
 * Thread: loop. Errors: without memory for a text the old text stays, and an error is logged.
 * Source: HTML, "the datalist element"; ARIA Authoring Practices, "Editable Combobox With List
 * Autocomplete".
 */
#ifndef ORIEL_WIDGETS_COMBO_BOX_H
#define ORIEL_WIDGETS_COMBO_BOX_H

#include <oriel/runtime/options.h>
#include <oriel/ui/model.h>
#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Makes an empty combo box without completions. @param placeholder shown while the field is empty;
 * copied; may be NULL. @return owned by the caller until it is inserted */
ORIEL_API oriel_widget *oriel_combo_box(const char *placeholder);
/** Returns the text field of a combo box, borrowed as long as the combo box. The text of both is
 * the same. */
ORIEL_API oriel_widget *oriel_combo_box_field(const oriel_widget *combo_box);
/** Replaces the text, without events, and hides the list. @param text copied; NULL is "" */
ORIEL_API void oriel_combo_box_set_text(oriel_widget *combo_box, const char *text);
/** Returns the text, borrowed until it changes; never NULL. */
ORIEL_API const char *oriel_combo_box_text(const oriel_widget *combo_box);

/** Focuses the text field and shows the completions of its text, or hides them. A list without
 * completions is not shown. */
ORIEL_API void oriel_combo_box_set_open(oriel_widget *combo_box, bool open);
/** Tells whether completions are shown. */
ORIEL_API bool oriel_combo_box_is_open(const oriel_widget *combo_box);

/**
 * Takes completions from a model: the first 50 rows that contain the text, whatever its case.
 * @param model  taken over; NULL: no completions
 * @param column of the model's texts
 */
ORIEL_API void oriel_combo_box_set_model(
	oriel_widget *combo_box, oriel_model *model, unsigned column);

/**
 * Looks for the completions of a text.
 * @param text   borrowed for the call
 * @param signal aborts when the text has changed, so that the result is not needed any more;
 * borrowed for the call
 * @return a promise, which is taken over. The data of its value are the completions: an array of
 * const char *, which ends with NULL. A rejection shows no completions; NULL counts as none
 */
typedef oriel_promise *oriel_complete_fn(const char *text, oriel_abort_signal *signal, void *data);

/** Options of oriel_combo_box_set_source(). */
struct oriel_combo_box_source_options {
	ORIEL_OPTIONS_HEAD;
	/** releases data with the combo box, or when it gets other completions; NULL: data is borrowed
	 */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** Does the work of oriel_combo_box_set_source(). */
ORIEL_API void oriel_combo_box_set_source_at(const char *site, oriel_widget *combo_box,
	oriel_complete_fn *fn, void *data, const struct oriel_combo_box_source_options *options);
/**
 * Takes completions from a function, which is called for each text. The result for a text that has
 * changed meanwhile is dropped.
 * @param fn  NULL: no completions
 * @param ... data, then members of struct oriel_combo_box_source_options by name
 */
#define oriel_combo_box_set_source(combo_box, fn, ...) \
	ORIEL__CALL_3(oriel_combo_box_set_source_at, struct oriel_combo_box_source_options, combo_box, \
		fn, __VA_ARGS__, )

ORIEL_END

#endif
