/* SPDX-License-Identifier: MIT */
/*
 * A table. Each row is a grid with the same tracks, which are a hint of every row. A row takes the
 * tracks of its table when it comes into a window, and again when a width changes.
 */
#include <oriel/widgets/table.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <oriel/runtime/log.h>

#include "table_internal.h"
#include "themes_internal.h"

struct table {
	struct oriel_widget_base base;
	oriel_widget_id head, body;
};

static const struct oriel_widget_class table_class, table_head_class, table_body_class,
	table_row_class, table_cell_class;

static struct table *table_cast(const oriel_widget *widget, const char *caller) {
	return oriel_widget_cast_in(caller, widget, &table_class);
}

oriel_widget *oriel__table_head(const oriel_widget *table) {
	return oriel_widget_from_id(table_cast(table, "oriel__table_head")->head);
}

oriel_widget *oriel__table_of_header(const oriel_widget *header) {
	oriel_widget *head = oriel_parent(header), *table = head ? oriel_parent(head) : NULL;
	return table && oriel_widget_try_cast(table, &table_class) ? table : NULL;
}

static oriel_widget *table_header_at(
	const oriel_widget *table, size_t column, const char *caller) {
	const oriel_widget *head = oriel__table_head(table);
	oriel_widget *header = head ? oriel_child_at(head, column) : NULL;
	ORIEL_ASSERT(header != NULL && oriel__table_header_try_cast(header),
		"%s: the table has no column %zu; count from 0", caller, column);
	return header;
}

/* ---- Columns ---- */

/* Writes a number without a locale's decimal comma: widths are whole px, shares hundredths. */
static void table_write_track(char *text, size_t size, const struct table_header *header) {
	int hundredths = (int)fminf(roundf(
		(header->options.share > 0 ? header->options.share : 1) * 100), 1000000);
	if (header->width > 0)
		snprintf(text, size, "%dpx", (int)fminf(roundf(header->width), 100000));
	else
		snprintf(text, size, "minmax(%dpx, %d.%02dfr)",
			(int)fminf(roundf(oriel__table_header_min_width(header)), 100000), hundredths / 100,
			hundredths % 100);
}

static void table_tracks(const oriel_widget *table, char *text, size_t size) {
	const oriel_widget *head = oriel__table_head(table);
	size_t length = 0;
	text[0] = '\0';
	for (const oriel_widget *at = head ? oriel_first_child(head) : NULL; at;
		at = oriel_next_sibling(at)) {
		const struct table_header *header = oriel__table_header_try_cast(at);
		char track[64];
		if (!header)
			continue;
		table_write_track(track, sizeof(track), header);
		if (length + strlen(track) + 2 > size)
			return;
		length += (size_t)snprintf(
			text + length, size - length, length > 0 ? " %s" : "%s", track);
	}
}

enum { TRACKS_SIZE = ORIEL_TABLE_COLUMNS_MAX * 48 };

/* Cells of columns that are aligned to the end have an attribute for the sheet. */
static void table_apply_to_row(
	oriel_widget *row, const oriel_widget *head, const char *tracks) {
	if (tracks[0])
		oriel_hint_text(row, ORIEL_PROPERTY_GRID_TEMPLATE_COLUMNS, tracks);
	const oriel_widget *column = head && head != row ? oriel_first_child(head) : NULL;
	for (oriel_widget *cell = oriel_first_child(row); cell && column;
		cell = oriel_next_sibling(cell), column = oriel_next_sibling(column)) {
		const struct table_header *header = oriel__table_header_try_cast(column);
		bool is_end = header && header->options.is_end_aligned;
		const char *align = oriel_attribute(cell, "align");
		if (is_end != (align != NULL))
			oriel_set_attribute(cell, "align", is_end ? "end" : NULL);
	}
}

void oriel__table_apply_columns(oriel_widget *table) {
	char tracks[TRACKS_SIZE];
	oriel_widget *head = oriel__table_head(table), *body = oriel_table_body(table);
	table_tracks(table, tracks, sizeof(tracks));
	if (head)
		table_apply_to_row(head, head, tracks);
	for (oriel_widget *row = body ? oriel_first_child(body) : NULL; row;
		row = oriel_next_sibling(row)) {
		if (oriel_widget_try_cast(row, &table_row_class))
			table_apply_to_row(row, head, tracks);
	}
}

static void table_row_attached(oriel_widget *widget) {
	oriel_widget *body = oriel_parent(widget), *table = body ? oriel_parent(body) : NULL;
	char tracks[TRACKS_SIZE];
	if (!table || !oriel_widget_try_cast(table, &table_class))
		return;
	table_tracks(table, tracks, sizeof(tracks));
	table_apply_to_row(widget, oriel__table_head(table), tracks);
}

/* ---- Classes ---- */

static void table_describe(oriel_widget *widget, struct oriel_description *description) {
	const oriel_widget *head = oriel__table_head(widget), *body = oriel_table_body(widget);
	description->role = ORIEL_ROLE_TABLE;
	description->column_count = head ? (unsigned)oriel_child_count(head) : 0;
	description->row_count = body ? (unsigned)oriel_child_count(body) + 1 : 0;
}

static const struct oriel_widget_class table_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "table",
	.size = sizeof(struct table),
	.describe = table_describe,
	.sheets = oriel__table_sheets,
};

static void table_head_describe(oriel_widget *widget, struct oriel_description *description) {
	(void)widget;
	description->role = ORIEL_ROLE_ROW;
	description->row = 1;
}

static const struct oriel_widget_class table_head_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "table-head",
	.size = sizeof(struct oriel_widget_base),
	.describe = table_head_describe,
	.sheets = oriel__table_sheets,
};

static void table_body_describe(oriel_widget *widget, struct oriel_description *description) {
	(void)widget;
	description->role = ORIEL_ROLE_GROUP;
}

static const struct oriel_widget_class table_body_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "table-body",
	.size = sizeof(struct oriel_widget_base),
	.describe = table_body_describe,
	.sheets = oriel__table_sheets,
};

static unsigned table_place_of(const oriel_widget *widget) {
	unsigned place = 1;
	for (const oriel_widget *at = widget; (at = oriel_previous_sibling(at)) != NULL;)
		place++;
	return place;
}

/* The head is row 1. */
static void table_row_describe(oriel_widget *widget, struct oriel_description *description) {
	description->role = ORIEL_ROLE_ROW;
	description->row = table_place_of(widget) + 1;
}

static const struct oriel_widget_class table_row_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "table-row",
	.size = sizeof(struct oriel_widget_base),
	.attached = table_row_attached,
	.describe = table_row_describe,
	.sheets = oriel__table_sheets,
};

static void table_cell_describe(oriel_widget *widget, struct oriel_description *description) {
	description->role = ORIEL_ROLE_CELL;
	description->column = table_place_of(widget);
	if (oriel_parent(widget))
		description->row = table_place_of(oriel_parent(widget)) + 1;
}

static const struct oriel_widget_class table_cell_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "table-cell",
	.size = sizeof(struct oriel_widget_base),
	.describe = table_cell_describe,
	.sheets = oriel__table_sheets,
};

/* ---- Sorting ---- */

void oriel__table_mark_sorted(
	oriel_widget *table, const oriel_widget *header, bool is_descending) {
	const oriel_widget *head = oriel__table_head(table);
	for (oriel_widget *at = head ? oriel_first_child(head) : NULL; at;
		at = oriel_next_sibling(at)) {
		const char *sort = is_descending ? "descending" : "ascending";
		oriel_set_attribute(at, "sort", at == header ? sort : NULL);
	}
}

void oriel_table_sort(oriel_widget *table, size_t column, bool is_descending) {
	const oriel_widget *header = table_header_at(table, column, "oriel_table_sort");
	oriel__table_mark_sorted(table, header, is_descending);
	oriel__table_sort_rows(table, header, is_descending);
}

bool oriel_table_sorted_by(const oriel_widget *table, size_t *column, bool *is_descending) {
	const oriel_widget *head = oriel__table_head(table);
	size_t index = 0;
	for (const oriel_widget *at = head ? oriel_first_child(head) : NULL; at;
		at = oriel_next_sibling(at), index++) {
		const char *sort = oriel_attribute(at, "sort");
		if (!sort)
			continue;
		if (column)
			*column = index;
		if (is_descending)
			*is_descending = strcmp(sort, "descending") == 0;
		return true;
	}
	return false;
}

/* ---- For programs ---- */

oriel_widget *oriel_table_column_at(
	const char *site, const char *title, const struct oriel_table_column_options *options) {
	return oriel__table_header_new(site, title, options);
}

oriel_widget *oriel_table_at(const char *site, oriel_widget *const *columns, size_t count) {
	oriel_widget *widget = oriel_widget_new(&table_class);
	oriel_widget *const parts[] = { oriel_widget_new(&table_head_class),
		oriel_widget_new(&table_body_class) };
	for (size_t i = 0; i < count; i++)
		ORIEL_ASSERT(!columns[i] || oriel__table_header_try_cast(columns[i]),
			"oriel_table (%s): argument %zu is no column; make it by oriel_table_column()", site,
			i);
	oriel_widget_append_all_at(site, parts[0], columns, count);
	ORIEL_ASSERT(oriel_child_count(parts[0]) <= ORIEL_TABLE_COLUMNS_MAX,
		"oriel_table (%s): %zu columns are too many; give at most %d", site,
		oriel_child_count(parts[0]), ORIEL_TABLE_COLUMNS_MAX);
	struct table *table = table_cast(widget, "oriel_table");
	table->head = oriel_widget_to_id(parts[0]);
	table->body = oriel_widget_to_id(parts[1]);
	oriel_widget_append_all_at(site, widget, parts, 2);
	oriel__table_apply_columns(widget);
	return widget;
}

oriel_widget *oriel_table_row_at(const char *site, oriel_widget *const *cells, size_t count) {
	oriel_widget *row = oriel_widget_new(&table_row_class);
	for (size_t i = 0; i < count; i++) {
		if (!cells[i])
			continue;
		oriel_widget *cell = oriel_widget_new(&table_cell_class);
		oriel_widget_append_all_at(site, cell, &cells[i], 1);
		oriel_widget_append_all_at(site, row, &cell, 1);
	}
	return row;
}

oriel_widget *oriel_table_append(oriel_widget *table, oriel_widget *row) {
	oriel_widget *body = oriel_table_body(table);
	ORIEL_ASSERT(oriel_widget_try_cast(row, &table_row_class),
		"oriel_table_append: the widget is no row; make it by oriel_table_row()");
	if (body)
		oriel_append(body, row);
	return row;
}

oriel_widget *oriel_table_body(const oriel_widget *table) {
	return oriel_widget_from_id(table_cast(table, "oriel_table_body")->body);
}

oriel_widget *oriel_table_row_cell(const oriel_widget *row, size_t column) {
	const oriel_widget *cell = oriel_child_at(row, column);
	return cell ? oriel_first_child(cell) : NULL;
}

float oriel_table_column_width(const oriel_widget *table, size_t column) {
	return oriel_widget_bounds(table_header_at(table, column, "oriel_table_column_width")).width;
}

void oriel_table_set_column_width(oriel_widget *table, size_t column, float width) {
	struct table_header *header = oriel__table_header_try_cast(
		table_header_at(table, column, "oriel_table_set_column_width"));
	header->width = width > 0 ? fmaxf(width, oriel__table_header_min_width(header)) : 0;
	oriel__table_apply_columns(table);
}
