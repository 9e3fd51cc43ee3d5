/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A virtual list: shows the rows of a model, and has widgets only for the rows in view. Type
 * "list-view".
 *
 * A program gives three things: the model, a function that makes the widgets of one row, and a
 * function that binds them to a row of the model. Widgets of rows that leave the view are bound to
 * the rows that enter it. A list of 1,000,000 rows therefore costs as much as one of 1,000.
 *
 * ```c
 * static oriel_widget *make_row(void *data) {
 *     return oriel_row(oriel_checkbox(NULL), oriel_label(NULL));
 * }
 *
 * static void bind_row(oriel_widget *row, oriel_model *model, uint64_t key, void *data) {
 *     oriel_label_set_text(oriel_child_at(row, 1), oriel_model_text(model, key, 0));
 * }
 *
 * oriel_model *files = oriel_array_model_new();
 * for (int i = 0; i < 100000; i++)
 *     oriel_array_model_append(files, oriel_borrowed("file"));
 * oriel_widget *list = oriel_list_view(files, make_row, bind_row, NULL, .row_height = 44); // px
 * ```
 *
 * Rows are ordinary widgets and the children of the list. Styles, listeners, delegation and focus
 * work as in other containers. `:nth-child()` and kin count the rows of the model. A row that has
 * the focus or a pointer stays a child while it is out of view.
 *
 * **Bound and recycled.** Rows are bound between the frame callbacks and style, not at once. Before
 * a row is bound to another key, its inline style, its scroll offsets and the states of invalid
 * values are reset, and oriel_row_signal() aborts. A bind function sets everything that depends on
 * the key, and changes the row only.
 *
 * **Selecting.** With .selection, the list has the keyboard itself. The *lead* is the row that the
 * keys move from:
 *
 * | input | action |
 * |---|---|
 * | Up, Down, Home, End, Page Up and Down | select a row; Shift extends; Ctrl moves the lead |
 * | Left, Right | the same between the cards of a line |
 * | Space | selects the lead; with Ctrl toggles it |
 * | Ctrl+A, Escape | select all, select none |
 * | letters | go to the next row whose text begins with them |
 * | a press | selects a row; with Shift extends, with Ctrl toggles |
 * | a drag from where no row is | selects all rows that its rectangle touches |
 *
 * The user's changes fire `change` at the list. The row of the lead has the attribute `lead`, the
 * selected rows match `:selected`. While a widget inside a row has the focus, Up, Down, Home and
 * End move the focus to the corresponding widget of another row, as in a plain list.
 *
 * Thread: loop. Errors: broken contracts assert. Source: WAI-ARIA Authoring Practices, "listbox".
 */
#ifndef ORIEL_WIDGETS_LIST_VIEW_H
#define ORIEL_WIDGETS_LIST_VIEW_H

#include <oriel/runtime/abort.h>
#include <oriel/ui/scroll.h>
#include <oriel/ui/selection_model.h>

ORIEL_BEGIN

struct oriel_description;

/** Makes the widgets of a row, with one root, handed over. */
typedef oriel_widget *oriel_row_make_fn(void *data);
/** Binds a row to a key of the model; as .unbind, ends the binding. Changes the row only. */
typedef void oriel_row_bind_fn(oriel_widget *row, oriel_model *model, uint64_t key, void *data);
/** Returns the height of a row, px. */
typedef float oriel_row_height_fn(oriel_model *model, uint64_t key, void *data);
/** Returns whether a row of the model is the header of the rows below it. */
typedef bool oriel_row_test_fn(oriel_model *model, uint64_t key, void *data);

/** Options of oriel_list_view(). */
struct oriel_list_view_options {
	ORIEL_OPTIONS_HEAD;
	/** over the same model, taken over; NULL: rows cannot be selected */
	oriel_selection_model *selection ORIEL_DEFAULT;
	/** called before a row is bound to another key, and when the list is destroyed; may be NULL */
	oriel_row_bind_fn *unbind ORIEL_DEFAULT;
	/** px, the height of every row; 0: rows are measured, or .height_of is set */
	float row_height ORIEL_DEFAULT;
	/** gives the height of a row that comes near the view; NULL: see .row_height */
	oriel_row_height_fn *height_of ORIEL_DEFAULT;
	/** px, counts as the height of a row until the row is measured; 0: 44 */
	float estimated_height ORIEL_DEFAULT;
	/** px, the least width of a card; several cards stand in a line; 0: one row a line */
	float card_width ORIEL_DEFAULT;
	/** tells which rows are headers; a header stays at the top while its rows are in view; may be
	 * NULL. Not with .card_width */
	oriel_row_test_fn *is_header ORIEL_DEFAULT;
	oriel_row_make_fn *make_header ORIEL_DEFAULT; /**< with .is_header */
	oriel_row_bind_fn *bind_header ORIEL_DEFAULT; /**< with .is_header */
	oriel_widget *empty ORIEL_DEFAULT;   /**< shown while there are no rows, handed over */
	oriel_widget *loading ORIEL_DEFAULT; /**< shown while the first rows load, handed over */
	/** the column of the model's text for type-ahead and for descriptions */
	unsigned text_column ORIEL_DEFAULT;
	oriel_release_fn *release ORIEL_DEFAULT; /**< releases data with the list */
};

/** Does the work of oriel_list_view(). */
ORIEL_API oriel_widget *oriel_list_view_at(const char *site, oriel_model *model,
	oriel_row_make_fn *make, oriel_row_bind_fn *bind, void *data,
	const struct oriel_list_view_options *options);
/**
 * Makes a virtual list.
 * @param model taken over
 * @param make  NULL: a row is a label
 * @param bind  NULL, with make NULL: the label shows the text of the row
 * @param ... data for all functions, then members of struct oriel_list_view_options by name
 * @return owned by the caller until it is inserted
 */
#define oriel_list_view(model, make, bind, ...) \
	ORIEL__CALL_4(oriel_list_view_at, struct oriel_list_view_options, model, make, bind, \
		__VA_ARGS__, )

/** Returns the model, borrowed as long as the list. */
ORIEL_API oriel_model *oriel_list_view_model(const oriel_widget *list);
/** Returns the selection, borrowed as long as the list. Without .selection it selects nothing. */
ORIEL_API oriel_selection_model *oriel_list_view_selection(const oriel_widget *list);

/** Returns the widget of a row, or NULL if the row is not bound. @param index from 0 */
ORIEL_API oriel_widget *oriel_list_view_row(const oriel_widget *list, size_t index);
/**
 * Finds the row that contains a widget.
 * @param widget the row's widget or a descendant, e.g. the target of an event; may be NULL
 * @param index  set to the row's index if there is such a row; may be NULL
 * @return the row's key; 0 if the widget is in no row
 */
ORIEL_API uint64_t oriel_list_view_key_at(
	const oriel_widget *list, const oriel_widget *widget, size_t *index);
/** Returns a signal that aborts when a row is bound to another key; borrowed until then.
 * @param row the row's widget */
ORIEL_API oriel_abort_signal *oriel_row_signal(oriel_widget *row);

/** Options of oriel_list_view_scroll_to(). */
struct oriel_list_view_scroll_options {
	ORIEL_OPTIONS_HEAD;
	enum oriel_scroll_alignment block ORIEL_DEFAULT; /**< 0: START */
};
/** Does the work of oriel_list_view_scroll_to(). */
ORIEL_API void oriel_list_view_scroll_to_at(const char *site, oriel_widget *list, size_t index,
	const struct oriel_list_view_scroll_options *options);
/**
 * Shows a row, from the next frame on, whether it is bound or not.
 * @param ... index, then members of struct oriel_list_view_scroll_options by name
 * Errors: asserts if index is not below the count.
 */
#define oriel_list_view_scroll_to(list, ...) \
	ORIEL__CALL_2(oriel_list_view_scroll_to_at, struct oriel_list_view_scroll_options, list, \
		__VA_ARGS__, )
/**
 * Gives the focus to a widget inside a row, and shows the row: at once if the row is bound, else in
 * the next frame.
 * @param part which focusable widget of the row, from 0; the last one if there are fewer
 */
ORIEL_API void oriel_list_view_focus_row(oriel_widget *list, size_t index, size_t part);

/**
 * Describes a row, whether it is bound or not: role, name, position, set size and selection.
 * @param out filled in; texts are borrowed until the model changes
 */
ORIEL_API void oriel_list_view_describe_row(
	const oriel_widget *list, size_t index, struct oriel_description *out);
/** Returns whether the first rows are being loaded. */
ORIEL_API bool oriel_list_view_is_loading(const oriel_widget *list);

ORIEL_END

#endif
