/* SPDX-License-Identifier: MIT */
/* The rows of an SQLite table as a model: jobs fetch the keys, and pages of texts. */
#include <oriel/oriel.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE_ROWS = 64 };

struct request { const char *path; size_t count; uint64_t keys[PAGE_ROWS]; };
struct page { size_t count; char *texts[PAGE_ROWS]; };

static void page_free(void *data) {
	struct page *page = (struct page *)data;
	for (size_t i = 0; i < page->count; i++)
		free(page->texts[i]);
	free(page);
}

static const char *page_text(void *page, size_t row, unsigned column, void *data) {
	return ((struct page *)page)->texts[row];
}

/* Reads the texts of some keys, on a pool thread, with a connection of its own. */
static struct oriel_completion load_page(oriel_job *job, void *data) {
	const struct request *request = (const struct request *)data;
	struct page *page = (struct page *)calloc(1, sizeof(*page));
	sqlite3 *database = NULL;
	sqlite3_stmt *row = NULL;
	int code = sqlite3_open_v2(request->path, &database, SQLITE_OPEN_READONLY, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_prepare_v2(
			database, "SELECT text FROM item WHERE id = ?1", -1, &row, NULL);
	page->count = code == SQLITE_OK ? request->count : 0;
	for (size_t i = 0; i < page->count && !oriel_job_is_cancelled(job); i++) {
		sqlite3_bind_int64(row, 1, (sqlite3_int64)request->keys[i]);
		if (sqlite3_step(row) == SQLITE_ROW)
			page->texts[i] = strdup((const char *)sqlite3_column_text(row, 0));
		sqlite3_reset(row);
	}
	sqlite3_finalize(row);
	sqlite3_close(database);
	if (code == SQLITE_OK)
		return oriel_return(oriel_owned(page, page_free));
	page_free(page);
	return oriel_throw_error(ORIEL_OPERATION_ERROR, "the list cannot be read");
}

static oriel_promise *fetch_page(
	const uint64_t *keys, size_t count, oriel_abort_signal *signal, void *path) {
	struct request *request = (struct request *)calloc(1, sizeof(*request));
	request->path = (const char *)path;
	request->count = count;
	memcpy(request->keys, keys, count * sizeof(*keys));
	return oriel_job_submit(load_page, request, .release = free, .signal = signal);
}

/* Reads all keys, in the order of the list. */
static struct oriel_completion load_keys(oriel_job *job, void *path) {
	sqlite3 *database = NULL;
	sqlite3_stmt *row = NULL;
	uint64_t *keys = NULL, count = 0;
	if (sqlite3_open_v2((const char *)path, &database, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK)
		sqlite3_prepare_v2(database, "SELECT id FROM item ORDER BY position, id", -1, &row, NULL);
	while (row && sqlite3_step(row) == SQLITE_ROW) {
		if ((count & (count + 1)) == 0)
			keys = (uint64_t *)realloc(keys, 2 * (count + 1) * sizeof(*keys));
		keys[++count] = (uint64_t)sqlite3_column_int64(row, 0);
	}
	sqlite3_finalize(row);
	sqlite3_close(database);
	if (keys)
		keys[0] = count;
	return oriel_return(oriel_owned(keys, free));
}

static struct oriel_completion set_keys(struct oriel_payload result, void *model) {
	const uint64_t *keys = (const uint64_t *)result.data;
	if (keys)
		oriel_paged_model_set_keys((oriel_model *)model, keys + 1, (size_t)keys[0]);
	else
		oriel_paged_model_set_keys((oriel_model *)model, NULL, 0);
	return ORIEL_COMPLETE;
}

static void release_model(void *model) {
	oriel_model_unref((oriel_model *)model);
}

/* Called once, and again after each change of the table. */
static void refresh(oriel_model *model, char *path) {
	oriel_promise *keys = oriel_job_submit(load_keys, path);
	oriel_promise_unref(
		oriel_then(keys, set_keys, NULL, oriel_model_ref(model), .release = release_model));
}

static oriel_model *query_new(char *path) {
	oriel_model *model = oriel_paged_model_new(
		fetch_page, path, .text = page_text, .page_rows = PAGE_ROWS);
	refresh(model, path);
	return model;
}
