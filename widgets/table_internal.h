/* SPDX-License-Identifier: MIT */
/* The headers of a table's columns, shared by table.c, table_header.c and table_sort.c. */
#ifndef ORIEL_WIDGETS_TABLE_INTERNAL_H
#define ORIEL_WIDGETS_TABLE_INTERNAL_H

#include <oriel/widgets/table.h>

#include "text_part_internal.h"

struct table_header {
	struct text_widget text; /* first */
	struct oriel_table_column_options options;
	float width;        /* px; 0: a share */
	float grip;         /* px from the pointer to the end of the column, during a resize */
	float width_before; /* px; as above, before the resize */
	bool was_shared;    /* as above */
	int64_t pointer_id;
	bool is_resized;
};

/* Makes a header; asserts on its options. */
oriel_widget *oriel__table_header_new(
	const char *site, const char *title, const struct oriel_table_column_options *options);
/* Returns NULL for a widget of another class. */
struct table_header *oriel__table_header_try_cast(const oriel_widget *widget);
float oriel__table_header_min_width(const struct table_header *header);

/* Returns the table of a header, or NULL. */
oriel_widget *oriel__table_of_header(const oriel_widget *header);
/* Returns the row of headers. */
oriel_widget *oriel__table_head(const oriel_widget *table);
/* Gives all rows the widths of the columns. */
void oriel__table_apply_columns(oriel_widget *table);
/* Sets the attribute "sort" of the headers, and sorts the rows. */
void oriel__table_mark_sorted(oriel_widget *table, const oriel_widget *header, bool is_descending);
void oriel__table_sort_rows(oriel_widget *table, const oriel_widget *header, bool is_descending);

#endif
