/* SPDX-License-Identifier: MIT */
/*
 * Sorting of a table's rows. The sort is stable: equal rows keep their order, also in descending
 * order. Rows move and are not removed, so that focus and scrolling stay.
 */
#include "table_internal.h"

#include <stdlib.h>
#include <string.h>

#include <oriel/extend/describe.h>
#include <oriel/extend/widget.h>
#include <oriel/runtime/log.h>

/* ---- Comparing texts ---- */

static bool sort_is_digit(char byte) {
	return byte >= '0' && byte <= '9';
}

static unsigned char sort_lower(char byte) {
	return (unsigned char)(byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte);
}

/* Compares two runs of digits as numbers of any length, and sets *a and *b behind them. */
static int table_compare_digits(const char **a, const char **b) {
	*a += strspn(*a, "0");
	*b += strspn(*b, "0");
	size_t length_a = strspn(*a, "0123456789"), length_b = strspn(*b, "0123456789");
	int compared = length_a != length_b ? (length_a < length_b ? -1 : 1) :
											strncmp(*a, *b, length_a);
	*a += length_a;
	*b += length_b;
	return compared;
}

/* The natural order: "file 9" before "File 10". */
static int table_compare_texts(const char *a, const char *b) {
	while (*a && *b) {
		if (sort_is_digit(*a) && sort_is_digit(*b)) {
			int compared = table_compare_digits(&a, &b);
			if (compared != 0)
				return compared;
		} else if (sort_lower(*a) != sort_lower(*b)) {
			break;
		} else {
			a++;
			b++;
		}
	}
	return (int)sort_lower(*a) - (int)sort_lower(*b);
}

/* Returns the text of the first widget in a cell that has a value or a name. */
static const char *table_cell_text(const oriel_widget *cell) {
	for (const oriel_widget *at = cell; at; at = oriel_widget_next_in_tree(at, cell)) {
		struct oriel_description description;
		oriel_widget_describe(at, &description);
		if (description.value && description.value[0])
			return description.value;
		if (description.name && description.name[0])
			return description.name;
	}
	return "";
}

/* ---- Sorting ---- */

struct sort_row {
	oriel_widget *row;
	const oriel_widget *cell;
	size_t index;
	const struct table_header *header;
	bool is_descending;
};

static int sort_compare_rows(const void *a, const void *b) {
	const struct sort_row *x = a, *y = b;
	const struct oriel_table_column_options *options = &x->header->options;
	int compared = options->compare ?
		options->compare(x->cell, y->cell, options->compare_data) :
		table_compare_texts(table_cell_text(x->cell), table_cell_text(y->cell));
	if (compared == 0)
		return x->index < y->index ? -1 : 1;
	return (compared < 0) != x->is_descending ? -1 : 1;
}

static size_t sort_column_of(const oriel_widget *header) {
	size_t column = 0;
	for (const oriel_widget *at = header; (at = oriel_previous_sibling(at)) != NULL;)
		column++;
	return column;
}

void oriel__table_sort_rows(
	oriel_widget *table, const oriel_widget *header, bool is_descending) {
	oriel_widget *body = oriel_table_body(table);
	size_t count = body ? oriel_child_count(body) : 0, used = 0;
	size_t column = sort_column_of(header);
	struct sort_row *rows = count > 1 ? malloc(count * sizeof(*rows)) : NULL;
	if (!rows && count > 1)
		oriel_log(ORIEL_LOG_ERROR, "no memory to sort a table of %zu rows", count);
	if (!rows)
		return;
	for (oriel_widget *row = oriel_first_child(body); row; row = oriel_next_sibling(row), used++)
		rows[used] = (struct sort_row){ row, oriel_table_row_cell(row, column), used,
			oriel__table_header_try_cast(header), is_descending };
	qsort(rows, used, sizeof(*rows), sort_compare_rows);
	oriel_widget *next = NULL;
	for (size_t i = used; i-- > 0; next = rows[i].row) {
		if (oriel_next_sibling(rows[i].row) != next)
			oriel_widget_move_before(body, rows[i].row, next);
	}
	free(rows);
}
