/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A table of few columns, whose cells are widgets. Type "table".
 *
 * The children are the "table-head", a row of "table-header"s, and the "table-body", which scrolls
 * and has the "table-row"s. Each row has a "table-cell" for each of its widgets. Every row is in
 * the tree, so a table is meant for up to some hundred rows.
 *
 * A click on the header of a column with .can_sort sorts by the column, and a further click
 * reverses the order. The table then fires `sort`, which bubbles. Unless a listener prevents the
 * event, the table sorts its rows: by .compare, or by the texts of the cells. Digits in texts
 * compare as numbers, and upper and lower case are the same. The attribute "sort" of the header is
 * "ascending" or "descending". Rows that are appended later stay where they are.
 *
 * The user resizes a column at the end of its header. The table then fires `columnresize`, which
 * bubbles. Tab stops at one header. Left, Right, Home and End go from header to header, Enter and
 * Space sort, and Shift with Left or Right resizes by 16 px.
 *
 * ```c
 * oriel_widget *name = oriel_table_column("Name", .can_sort = true);
 * oriel_widget *size = oriel_table_column("Size", .width = 90, .is_end_aligned = true); // px
 * oriel_widget *files = oriel_table(name, size);
 * oriel_table_append(files, oriel_table_row(oriel_label("heron.jpg"), oriel_label("312 kB")));
 * ```
 *
 * Thread: loop. Errors: asserts on a child that is no column or no row, and on a column that is out
 * of range. Source: ARIA Authoring Practices, "Table Pattern" and "Sortable Table Example".
 */
#ifndef ORIEL_WIDGETS_TABLE_H
#define ORIEL_WIDGETS_TABLE_H

#include <oriel/runtime/options.h>
#include <oriel/ui/types.h>

ORIEL_BEGIN

/** The most columns of a table. */
#define ORIEL_TABLE_COLUMNS_MAX 32

/**
 * Compares two cells of one column.
 * @param a    the widget in the cell; NULL for a cell that is missing
 * @param b    as a
 * @param data of the column
 * @return below 0 if a comes first, above 0 if b does; 0: they stay as they are
 */
typedef int oriel_table_compare_fn(const oriel_widget *a, const oriel_widget *b, void *data);

/** Options of oriel_table_column(). */
struct oriel_table_column_options {
	ORIEL_OPTIONS_HEAD;
	float width ORIEL_DEFAULT;     /**< px; 0: a share of the width that is left */
	float share ORIEL_DEFAULT;     /**< ratio to the other shares, e.g. 2 for twice as much; 0: 1 */
	float min_width ORIEL_DEFAULT; /**< px; 0: 48 */
	bool is_end_aligned ORIEL_DEFAULT; /**< for numbers: header and cells end together */
	bool has_fixed_width ORIEL_DEFAULT; /**< the user cannot resize the column */
	bool can_sort ORIEL_DEFAULT;        /**< a click on the header sorts */
	oriel_table_compare_fn *compare ORIEL_DEFAULT; /**< NULL: by the texts of the cells */
	void *compare_data ORIEL_DEFAULT;              /**< for compare; borrowed */
};

/** Does the work of oriel_table_column(). @param options copied; NULL: the defaults */
ORIEL_API oriel_widget *oriel_table_column_at(
	const char *site, const char *title, const struct oriel_table_column_options *options);
/**
 * Makes the header of a column, for oriel_table().
 * @param ... title, copied, NULL is ""; then members of struct oriel_table_column_options by name
 * @return owned by the caller until it is given to a table
 */
#define oriel_table_column(...) \
	ORIEL__CALL_1(oriel_table_column_at, struct oriel_table_column_options, __VA_ARGS__, )

/** Does the work of oriel_table(). @param columns count columns, handed over; NULLs are skipped */
ORIEL_API oriel_widget *oriel_table_at(
	const char *site, oriel_widget *const *columns, size_t count);
/**
 * Makes a table without rows.
 * @param ... columns by oriel_table_column(), handed over, at most ORIEL_TABLE_COLUMNS_MAX; NULLs
 * are skipped
 * @return owned by the caller until it is inserted
 */
#define oriel_table(...) oriel_table_at(ORIEL_SITE, ORIEL__CHILDREN(__VA_ARGS__))

/** Does the work of oriel_table_row(). @param cells count widgets, handed over; NULLs are skipped
 */
ORIEL_API oriel_widget *oriel_table_row_at(
	const char *site, oriel_widget *const *cells, size_t count);
/**
 * Makes a row.
 * @param ... the widgets of its cells, in the order of the columns, handed over; NULLs are skipped
 * @return owned by the caller until it is inserted
 */
#define oriel_table_row(...) oriel_table_row_at(ORIEL_SITE, ORIEL__CHILDREN(__VA_ARGS__))
/** Appends a row to the body of a table. @param row handed over. @return row */
ORIEL_API oriel_widget *oriel_table_append(oriel_widget *table, oriel_widget *row);
/** Returns the body, whose children are the rows: oriel_append(), oriel_insert_before() and
 * oriel_destroy() work on them as in any container. */
ORIEL_API oriel_widget *oriel_table_body(const oriel_widget *table);
/** Returns the widget in a cell of a row; NULL if the row has no such cell. @param column from 0 */
ORIEL_API oriel_widget *oriel_table_row_cell(const oriel_widget *row, size_t column);

/** Sorts the rows by a column, without an event. @param column from 0 */
ORIEL_API void oriel_table_sort(oriel_widget *table, size_t column, bool is_descending);
/** Returns whether a column sorts the table, and fills in which one. @param column from 0; may be
 * NULL. @param is_descending may be NULL */
ORIEL_API bool oriel_table_sorted_by(
	const oriel_widget *table, size_t *column, bool *is_descending);
/** Returns the width of a column in px: the last layout's; 0 before the first one. */
ORIEL_API float oriel_table_column_width(const oriel_widget *table, size_t column);
/** Sets the width of a column, without an event. @param width px, at least .min_width; 0: a share
 * of the room that is left */
ORIEL_API void oriel_table_set_column_width(oriel_widget *table, size_t column, float width);

ORIEL_END

ORIEL__CHILDREN_OVERLOAD(oriel_table_at)
ORIEL__CHILDREN_OVERLOAD(oriel_table_row_at)

#endif
