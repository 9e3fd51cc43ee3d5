/* SPDX-License-Identifier: MIT */
/*
 * Paged models: their class, their rows and their pages.
 *
 * Reading a row without a page notes its key and queues a microtask, which fetches the block of
 * rows around it. Pages know rows by their ids, so that insertions and removals leave pages valid.
 * The page that was not read for the longest time makes way for a new one.
 */
#include "model/paged_model_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/options_internal.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/microtask.h>

#include <stdlib.h>

enum { PAGE_ROWS = 64, MAX_PAGES = 64 };

typedef struct oriel__paged_model paged_model;
typedef struct oriel__paged_row paged_row;
typedef struct oriel__page paged_page;

/* ---- Rows ---- */

static void paged_placed(struct oriel__sequence *order, struct oriel__sequence_node *leaf,
	const void *items, size_t count) {
	const paged_model *paged = oriel__container_of(order, paged_model, order);
	for (size_t i = 0; i < count; i++)
		paged->rows[((const uint32_t *)items)[i]].leaf = leaf;
}

static const struct oriel__sequence_class paged_order_class = {
	.item_size = sizeof(uint32_t), .placed = paged_placed
};

uint32_t oriel__paged_row_new(struct oriel__paged_model *paged, uint64_t key) {
	uint32_t id;
	if (paged->first_free != 0) {
		id = paged->first_free - 1;
		paged->first_free = paged->rows[id].page_row;
	} else {
		id = paged->row_count++;
		paged->rows = oriel__grow(
			paged->rows, &paged->row_capacity, paged->row_count, sizeof(paged->rows[0]));
	}
	paged->rows[id] = (paged_row){ .key = key, .old_index = SIZE_MAX };
	oriel__key_table_add(&paged->ids, key, id);
	return id;
}

void oriel__paged_row_free(struct oriel__paged_model *paged, uint32_t id) {
	paged_row *row = &paged->rows[id];
	oriel__key_table_remove(&paged->ids, row->key);
	if (row->page != NULL)
		row->page->ids[row->page_row] = ORIEL__NO_ROW;
	*row = (paged_row){ .page_row = paged->first_free };
	paged->first_free = id + 1;
}

static paged_row *paged_row_find(const paged_model *paged, uint64_t key) {
	const struct oriel__key_entry *entry = oriel__key_table_find(&paged->ids, key);
	return entry != NULL ? &paged->rows[entry->id] : NULL;
}

static size_t paged_index(const paged_model *paged, uint32_t id) {
	return oriel__sequence_id_index(paged->rows[id].leaf, id);
}

/* ---- Pages ---- */

/* Frees a page; its rows have none then. A page in flight is aborted. */
static void paged_page_free(paged_page *page, bool aborts) {
	paged_model *paged = page->paged;
	for (size_t i = 0; i < page->count; i++) {
		if (page->ids[i] != ORIEL__NO_ROW)
			paged->rows[page->ids[i]].page = NULL;
	}
	oriel__list_remove(&paged->pages, &page->link);
	paged->page_count--;
	if (aborts && !page->is_loaded)
		oriel_abort(page->controller, ORIEL_NO_PAYLOAD);
	oriel_promise_unref(page->promise);
	oriel_abort_controller_destroy(page->controller);
	oriel__free(page);
}

static void paged_free_pages(paged_model *paged, bool aborts) {
	paged_page *page;
	while ((page = oriel__list_last(&paged->pages, paged_page, link)) != NULL)
		paged_page_free(page, aborts);
}

static int paged_compare_indices(const void *a, const void *b) {
	size_t left = *(const size_t *)a, right = *(const size_t *)b;
	return (left > right) - (left < right);
}

/* Tells the rows of a page as changed, as few runs. */
static void paged_tell_page(paged_model *paged, const paged_page *page) {
	size_t *indices = oriel__alloc_zero(page->count + 1, sizeof(*indices)), count = 0;
	for (size_t i = 0; i < page->count; i++) {
		if (page->ids[i] != ORIEL__NO_ROW)
			indices[count++] = paged_index(paged, page->ids[i]);
	}
	qsort(indices, count, sizeof(*indices), paged_compare_indices);
	oriel__change_begin(paged->model->observers.models);
	for (size_t first = 0, end; first < count; first = end) {
		for (end = first + 1; end < count && indices[end] == indices[end - 1] + 1;)
			end++;
		oriel__model_tell(paged->model,
			&(const struct oriel__model_step){
				.first = indices[first], .changed = end - first });
	}
	oriel__change_end(paged->model->observers.models);
	oriel__free(indices);
}

static struct oriel_completion paged_page_arrived(struct oriel_payload value, void *data) {
	paged_page *page = data;
	(void)value;
	page->is_loaded = true;
	paged_tell_page(page->paged, page);
	return ORIEL_COMPLETE;
}

/* Makes a page of the rows around an index that have none. */
static paged_page *paged_page_new(paged_model *paged, size_t index, uint64_t *keys) {
	size_t first = index / paged->page_rows * paged->page_rows;
	size_t count = oriel__sequence_count(&paged->order) - first;
	count = count < paged->page_rows ? count : paged->page_rows;
	paged_page *page = oriel__alloc(sizeof(*page) + count * sizeof(page->ids[0]));
	*page = (paged_page){ .paged = paged, .controller = oriel_abort_controller_new() };
	for (size_t i = 0; i < count; i++) {
		uint32_t id = *(const uint32_t *)oriel__sequence_at(&paged->order, first + i);
		if (paged->rows[id].page != NULL)
			continue;
		paged->rows[id].page = page;
		paged->rows[id].page_row = (uint32_t)page->count;
		keys[page->count] = paged->rows[id].key;
		page->ids[page->count++] = id;
	}
	oriel__list_prepend(&paged->pages, &page->link);
	paged->page_count++;
	return page;
}

static void paged_fetch_page(paged_model *paged, size_t index) {
	uint64_t *keys = oriel__alloc_zero(paged->page_rows, sizeof(*keys));
	if (paged->page_count == paged->max_pages)
		paged_page_free(oriel__list_last(&paged->pages, paged_page, link), true);
	paged_page *page = paged_page_new(paged, index, keys);
	oriel_abort_signal *signal = oriel_abort_controller_signal(page->controller);
	paged->model->observers.models->update_depth++;
	oriel_promise *promise = paged->fetch(keys, page->count, signal, paged->data);
	paged->model->observers.models->update_depth--;
	ORIEL_ASSERT(promise != NULL,
		"oriel_paged_model_new: the function that fetches a page returned NULL; return a promise");
	page->promise = promise;
	oriel_promise_unref(oriel_then(
		oriel_promise_ref(promise), paged_page_arrived, NULL, page, .signal = signal));
	oriel__free(keys);
}

/* Fetches the pages of all rows that were read without one. A microtask. */
static void paged_fetch_wanted(void *data) {
	paged_model *paged = ((oriel_model *)data)->data;
	uint64_t *wanted = paged->wanted;
	size_t count = paged->wanted_count;
	paged->wanted = NULL;
	paged->wanted_count = paged->wanted_capacity = 0;
	for (size_t i = 0; i < count; i++) {
		const struct oriel__key_entry *entry = oriel__key_table_find(&paged->ids, wanted[i]);
		if (entry != NULL && paged->rows[entry->id].page == NULL)
			paged_fetch_page(paged, paged_index(paged, entry->id));
	}
	oriel__free(wanted);
}

static void paged_release_model(void *model) {
	oriel_model_unref(model);
}

static void paged_want(paged_model *paged, uint64_t key) {
	if (paged->model->observers.loop == NULL)
		return;
	if (paged->wanted_count > 0 && paged->wanted[paged->wanted_count - 1] == key)
		return;
	if (paged->wanted_count == 0)
		oriel_queue_microtask(
			paged_fetch_wanted, oriel_model_ref(paged->model), .release = paged_release_model);
	paged->wanted = oriel__grow(paged->wanted, &paged->wanted_capacity, paged->wanted_count + 1,
		sizeof(paged->wanted[0]));
	paged->wanted[paged->wanted_count++] = key;
}

/* Returns the row with its page, and notes that it was read; NULL if the page is not loaded. */
static const paged_row *paged_row_read(paged_model *paged, uint64_t key) {
	const paged_row *row = paged_row_find(paged, key);
	if (row == NULL)
		return NULL;
	if (row->page == NULL) {
		paged_want(paged, key);
		return NULL;
	}
	oriel__list_remove(&paged->pages, &row->page->link);
	oriel__list_prepend(&paged->pages, &row->page->link);
	return row->page->is_loaded ? row : NULL;
}

/* ---- The class ---- */

static size_t paged_count(oriel_model *model, uint64_t parent) {
	const paged_model *paged = model->data;
	return parent == 0 ? oriel__sequence_count(&paged->order) : 0;
}

static uint64_t paged_key(oriel_model *model, uint64_t parent, size_t index) {
	const paged_model *paged = model->data;
	(void)parent;
	return paged->rows[*(const uint32_t *)oriel__sequence_at(&paged->order, index)].key;
}

static const char *paged_text(oriel_model *model, uint64_t key, unsigned column) {
	paged_model *paged = model->data;
	const paged_row *row = paged_row_read(paged, key);
	if (row == NULL || paged->text == NULL)
		return NULL;
	return paged->text(
		oriel_promise_result(row->page->promise).data, row->page_row, column, paged->data);
}

static void *paged_item(oriel_model *model, uint64_t key) {
	paged_model *paged = model->data;
	const paged_row *row = paged_row_read(paged, key);
	if (row == NULL || paged->item == NULL)
		return NULL;
	return paged->item(oriel_promise_result(row->page->promise).data, row->page_row, paged->data);
}

static bool paged_find(oriel_model *model, uint64_t parent, uint64_t key, size_t *index) {
	const paged_model *paged = model->data;
	const struct oriel__key_entry *entry = oriel__key_table_find(&paged->ids, key);
	if (parent != 0 || entry == NULL)
		return false;
	*index = paged_index(paged, entry->id);
	return true;
}

static const struct oriel_model_class paged_class = {
	.abi = ORIEL_MODEL_ABI,
	.name = "paged",
	.count = paged_count,
	.key = paged_key,
	.text = paged_text,
	.item = paged_item,
	.find = paged_find,
};

/* ---- Life ---- */

static void paged_free(void *data) {
	paged_model *paged = data;
	paged_free_pages(paged, paged->model->observers.loop != NULL);
	oriel__sequence_finish(&paged->order);
	oriel__key_table_finish(&paged->ids);
	oriel__free(paged->rows);
	oriel__free(paged->wanted);
	if (paged->release != NULL)
		paged->release(paged->data);
	oriel__free(paged);
}

oriel_model *oriel_paged_model_new_at(const char *site, oriel_page_fetch_fn *fetch, void *data,
	const struct oriel_paged_model_options *options) {
	static const struct oriel_paged_model_options defaults = { .size = sizeof(defaults) };
	ORIEL_ASSERT(
		fetch != NULL, "oriel_paged_model_new at %s: fetch is NULL; pass a function", site);
	oriel__check_options("oriel_paged_model_new", site, options);
	if (options == NULL)
		options = &defaults;
	paged_model *paged = oriel__alloc_zero(1, sizeof(*paged));
	paged->fetch = fetch;
	paged->text = options->text;
	paged->item = options->item;
	paged->data = data;
	paged->release = options->release;
	paged->page_rows = options->page_rows > 0 ? options->page_rows : PAGE_ROWS;
	paged->max_pages = options->max_pages > 0 ? options->max_pages : MAX_PAGES;
	paged->order.type = &paged_order_class;
	paged->model = oriel_model_new_at(site, &paged_class, paged,
		&(const struct oriel_model_options){
			.size = sizeof(struct oriel_model_options), .release = paged_free });
	return paged->model;
}

static paged_model *paged_of(oriel_model *model, const char *caller) {
	oriel__model_check(model, caller);
	ORIEL_ASSERT(model->type == &paged_class,
		"%s: this is a %s model; pass a model of oriel_paged_model_new()", caller,
		model->type->name);
	return model->data;
}

bool oriel_paged_model_is_loaded(oriel_model *model, uint64_t key) {
	const paged_row *row = paged_row_find(paged_of(model, "oriel_paged_model_is_loaded"), key);
	return row != NULL && row->page != NULL && row->page->is_loaded;
}

/* ---- Changes ---- */

void oriel_paged_model_refetch(oriel_model *model) {
	paged_model *paged = paged_of(model, "oriel_paged_model_refetch");
	oriel__model_check_change(model, "oriel_paged_model_refetch", NULL);
	oriel__hold_begin(model->observers.loop);
	paged_free_pages(paged, true);
	oriel__model_tell(model,
		&(const struct oriel__model_step){ .changed = oriel__sequence_count(&paged->order) });
	oriel__hold_end(model->observers.loop);
}

/* Returns the ids of rows with these keys, of which some may be new. */
static uint32_t *paged_ids_new(paged_model *paged, const uint64_t *keys, size_t count) {
	uint32_t *ids = oriel__alloc_zero(count + 1, sizeof(*ids));
	paged->mark++;
	for (size_t i = 0; i < count; i++) {
		const struct oriel__key_entry *entry = oriel__key_table_find(&paged->ids, keys[i]);
		ORIEL_ASSERT(keys[i] != 0 &&
				(entry == NULL || paged->rows[entry->id].mark != paged->mark),
			"oriel_paged_model_set_keys: the key %llu at index %zu is 0 or there twice; pass each "
			"key once",
			(unsigned long long)keys[i], i);
		ids[i] = entry != NULL ? entry->id : oriel__paged_row_new(paged, keys[i]);
		paged->rows[ids[i]].mark = paged->mark;
	}
	return ids;
}

void oriel_paged_model_set_keys(oriel_model *model, const uint64_t *keys, size_t count) {
	paged_model *paged = paged_of(model, "oriel_paged_model_set_keys");
	oriel__model_check_change(model, "oriel_paged_model_set_keys", NULL);
	ORIEL_ASSERT(keys != NULL || count == 0,
		"oriel_paged_model_set_keys: keys is NULL; pass %zu keys", count);
	struct oriel__models *models = model->observers.models;
	size_t old_count = oriel__sequence_count(&paged->order);
	uint32_t *old = oriel__alloc_zero(old_count + 1, sizeof(*old));
	oriel__sequence_copy(&paged->order, 0, old_count, old);
	uint32_t *ids = paged_ids_new(paged, keys, count);
	oriel__change_begin(models);
	oriel__paged_reorder(paged, ids, count);
	for (size_t i = 0; i < old_count; i++) {
		if (paged->rows[old[i]].mark != paged->mark)
			oriel__paged_row_free(paged, old[i]);
	}
	oriel__free(old);
	oriel__free(ids);
	oriel__change_end(models);
}
