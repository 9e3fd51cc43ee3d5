/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Paged models: rows whose keys are known and whose contents are fetched when they are first read,
 * a page at a time: from a database, a server or a file.
 *
 * Such a row has no text at first. The page with its neighbours is fetched, usually by a job, and
 * its rows are then told as changed. A bounded number of pages stays in memory.
 *
 * ```c
 * static oriel_promise *fetch(const uint64_t *keys, size_t count, oriel_abort_signal *signal,
 *     void *data) {
 *     return oriel_promise_new_fulfilled(oriel_borrowed("the same page for 64 rows"));
 * }
 *
 * static const char *page_text(void *page, size_t row, unsigned column, void *data) {
 *     return (const char *)page;
 * }
 *
 * static const uint64_t keys[] = { 7, 3, 9 };
 * oriel_model *rows = oriel_paged_model_new(fetch, NULL, .text = page_text);
 * oriel_paged_model_set_keys(rows, keys, 3);
 * puts(oriel_model_text(rows, 3, 0)); // "", and fetches the page
 * oriel_model_unref(rows);
 * ```
 *
 * Thread: loop. Errors: a rejected page is reported by the loop (promise.h); its rows stay without
 * text, and are fetched again when they are read after oriel_paged_model_refetch(). Broken
 * contracts assert.
 */
#ifndef ORIEL_UI_PAGED_MODEL_H
#define ORIEL_UI_PAGED_MODEL_H

#include <oriel/ui/model.h>

ORIEL_BEGIN

/**
 * Fetches the contents of rows. May not change a model.
 * @param keys   borrowed for the call
 * @param signal aborts when the model ends or the page is not needed any more; borrowed for the
 * call
 * @return a promise of the page, a payload of the program's own, with one reference; the model
 * keeps a reference to the promise as long as it keeps the page
 */
typedef oriel_promise *oriel_page_fetch_fn(
	const uint64_t *keys, size_t count, oriel_abort_signal *signal, void *data);
/** Returns the text of a row of a page, UTF-8, borrowed until the next call; NULL: none. */
typedef const char *oriel_page_text_fn(void *page, size_t row, unsigned column, void *data);
/** Returns the object of a row of a page, borrowed as long as the page; NULL: none. */
typedef void *oriel_page_item_fn(void *page, size_t row, void *data);

/** Options of oriel_paged_model_new(). */
struct oriel_paged_model_options {
	ORIEL_OPTIONS_HEAD;
	oriel_page_text_fn *text ORIEL_DEFAULT; /**< NULL: rows have no text */
	oriel_page_item_fn *item ORIEL_DEFAULT; /**< NULL: rows have no object */
	size_t page_rows ORIEL_DEFAULT;         /**< rows of a page, at most; 0: 64 */
	size_t max_pages ORIEL_DEFAULT; /**< pages in memory or in flight, at most; 0: 64 */
	/** releases data with the model; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** Does the work of oriel_paged_model_new(). */
ORIEL_API oriel_model *oriel_paged_model_new_at(const char *site, oriel_page_fetch_fn *fetch,
	void *data, const struct oriel_paged_model_options *options);
/**
 * Makes a model without rows.
 * @param fetch called in a microtask after a row without page was read
 * @param ... data, then members of struct oriel_paged_model_options by name
 * @return with one reference
 */
#define oriel_paged_model_new(fetch, ...) \
	ORIEL__CALL_2(oriel_paged_model_new_at, struct oriel_paged_model_options, fetch, __VA_ARGS__, )

/**
 * Sets the rows of the model, e.g. from the keys that a query returned.
 *
 * Observers get one change with the fewest removed and added rows that lead to the new order.
 * Rows whose key is still there keep their pages and their selection. More than 256 runs of rows
 * are reported as one step.
 * @param keys copied; above 0, each at most once (asserted)
 */
ORIEL_API void oriel_paged_model_set_keys(
	oriel_model *model, const uint64_t *keys, size_t count);
/**
 * Drops all pages, because the contents of rows have changed, and tells all rows as changed. Pages
 * in flight are aborted. The rows that are read next are fetched again.
 */
ORIEL_API void oriel_paged_model_refetch(oriel_model *model);
/** Returns whether the page of a row is in memory. Fetches nothing. */
ORIEL_API bool oriel_paged_model_is_loaded(oriel_model *model, uint64_t key);

ORIEL_END

#endif
