/* SPDX-License-Identifier: MIT */
/*
 * The struct of paged models. paged_model.c has the class and the pages, paged_keys.c finds the
 * smallest difference between two lists of keys.
 */
#ifndef ORIEL_MODEL_PAGED_MODEL_INTERNAL_H
#define ORIEL_MODEL_PAGED_MODEL_INTERNAL_H

#include "model/key_table_internal.h"
#include "model/model_internal.h"
#include "model/sequence_internal.h"

#include <oriel/ui/paged_model.h>

/* The id of no row. */
#define ORIEL__NO_ROW UINT32_MAX

struct oriel__paged_row {
	uint64_t key;
	struct oriel__sequence_node *leaf;
	struct oriel__page *page; /* loaded or in flight; NULL: none */
	uint32_t page_row;        /* of a free row: the id of the next free row, plus 1 */
	uint32_t mark;            /* the newest list of keys that has the row */
	size_t old_index;         /* while keys are set; SIZE_MAX: a new row */
};

struct oriel__page {
	struct oriel__list_link link; /* in pages, the page that was read last first */
	struct oriel__paged_model *paged;
	oriel_promise *promise; /* a reference; its value is the page */
	oriel_abort_controller *controller;
	size_t count;
	bool is_loaded;
	uint32_t ids[]; /* ORIEL__NO_ROW: the row is gone */
};

struct oriel__paged_model {
	oriel_model *model; /* borrowed: the model owns this struct */
	oriel_page_fetch_fn *fetch;
	oriel_page_text_fn *text; /* may be NULL */
	oriel_page_item_fn *item; /* may be NULL */
	void *data;
	oriel_release_fn *release; /* may be NULL */
	size_t page_rows, max_pages;

	struct oriel__sequence order; /* items: uint32_t, ids of rows */
	struct oriel__key_table ids;
	struct oriel__paged_row *rows;
	size_t row_capacity;
	uint32_t row_count, first_free, mark;

	struct oriel__list pages; /* items: struct oriel__page */
	size_t page_count;
	uint64_t *wanted; /* keys of rows that were read without a page */
	size_t wanted_count, wanted_capacity;
};

/* Frees a row that is no longer in the order. */
void oriel__paged_row_free(struct oriel__paged_model *paged, uint32_t id);
/* Returns the id of a new row. */
uint32_t oriel__paged_row_new(struct oriel__paged_model *paged, uint64_t key);
/* Replaces the order of the rows by ids, and tells the difference. Rows of the old order that are
 * not in ids stay allocated. */
void oriel__paged_reorder(struct oriel__paged_model *paged, const uint32_t *ids, size_t count);

#endif
