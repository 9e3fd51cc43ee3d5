/* SPDX-License-Identifier: MIT */
/*
 * The public queries by selector, and the cache of compiled selectors.
 *
 * The cache keeps the most recently used selectors by their text. A user of a selector holds a
 * reference, so an eviction during the use is harmless.
 */
#include "base/alloc_internal.h"
#include "base/uthash_internal.h"
#include "tree/selector_internal.h"
#include "tree/tree_state_internal.h"
#include "tree/walk_internal.h"

#include <oriel/runtime/error.h>
#include <oriel/runtime/log.h>

#include <stdio.h>
#include <string.h>
#include <utlist.h>

/* ---- The cache ---- */

enum {
	CACHE_ENTRIES = 128,
	CACHE_MAX_LENGTH = 512, /* bytes of text; longer selectors are compiled each time */
};

struct entry {
	struct oriel__selector *selector;
	struct entry *next, *prev; /* the most recently used entry first */
	UT_hash_handle hh;
	char text[];
};

struct oriel__selector_cache {
	oriel_loop *loop;
	struct entry *by_text;
	struct entry *by_use;
	unsigned count;
};

struct oriel__selector_cache *oriel__selector_cache_new(oriel_loop *loop) {
	struct oriel__selector_cache *cache = oriel__alloc_zero(1, sizeof(*cache));
	cache->loop = loop;
	return cache;
}

static void put_out(struct oriel__selector_cache *cache, struct entry *entry) {
	HASH_DEL(cache->by_text, entry);
	DL_DELETE(cache->by_use, entry);
	cache->count--;
	oriel__selector_unref(entry->selector);
	oriel__free(entry);
}

void oriel__selector_cache_destroy(struct oriel__selector_cache *cache) {
	while (cache->by_use != NULL)
		put_out(cache, cache->by_use);
	oriel__free(cache);
}

static struct entry *selector_find(
	struct oriel__selector_cache *cache, const char *text, size_t length) {
	struct entry *entry;
	HASH_FIND(hh, cache->by_text, text, length, entry);
	if (entry != NULL && entry != cache->by_use) {
		DL_DELETE(cache->by_use, entry);
		DL_PREPEND(cache->by_use, entry);
	}
	return entry;
}

static void selector_add(struct oriel__selector_cache *cache, struct oriel__selector *selector,
	const char *text, size_t length) {
	if (cache->count == CACHE_ENTRIES)
		put_out(cache, cache->by_use->prev);
	struct entry *entry = oriel__alloc(sizeof(*entry) + length + 1);
	*entry = (struct entry){ .selector = oriel__selector_ref(selector) };
	memcpy(entry->text, text, length + 1);
	HASH_ADD_KEYPTR(hh, cache->by_text, entry->text, length, entry);
	DL_PREPEND(cache->by_use, entry);
	cache->count++;
}

struct oriel__selector *oriel__selector_get(
	oriel_loop *loop, const char *text, struct oriel_selector_error *error) {
	struct oriel__selector_cache *cache = oriel__tree_state(loop)->selectors;
	size_t length = strlen(text);
	if (length > CACHE_MAX_LENGTH)
		return oriel__selector_compile(loop, text, length, error);
	struct entry *entry = selector_find(cache, text, length);
	if (entry != NULL)
		return oriel__selector_ref(entry->selector);
	struct oriel__selector *selector = oriel__selector_compile(loop, text, length, error);
	if (selector != NULL)
		selector_add(cache, selector, text, length);
	return selector;
}

/* ---- Queries ---- */

/* Returns the key of a list of one complex selector, else no key. */
static struct oriel__selector_key list_key(const struct oriel__selector_list *list) {
	const struct oriel__selector_key none = { ORIEL__NAME_NONE, NULL };
	return list->count == 1 ? oriel__compound_key(&list->items[0].compounds[0]) : none;
}

static struct oriel__node *selector_closest(
	const struct oriel__selector *selector, struct oriel__node *node) {
	const struct oriel__node *scope = node;
	while (node != NULL && !oriel__selector_matches(&selector->list, node, scope))
		node = oriel__node_tree_parent(node);
	return node;
}

/* Returns the next match inside root, after node in tree order; NULL: none. */
static struct oriel__node *next_match(const struct oriel__selector *selector,
	struct oriel__selector_key key, struct oriel__node *node, const struct oriel__node *root) {
	do {
		node = oriel__node_next(node, root);
	} while (node != NULL &&
		!(oriel__selector_key_matches(key, node) &&
			oriel__selector_matches(&selector->list, node, root)));
	return node;
}

static size_t query_all(const struct oriel__selector *selector, struct oriel__node *root,
	oriel_widget **widgets, size_t capacity) {
	struct oriel__selector_key key = list_key(&selector->list);
	size_t count = 0;
	for (struct oriel__node *node = next_match(selector, key, root, root); node != NULL;
		node = next_match(selector, key, node, root)) {
		if (count < capacity)
			widgets[count] = oriel__widget_of(node);
		count++;
	}
	return count;
}

/* Returns the selector of a query that begins at widget. Returns NULL for a malformed selector, and
 * sets *status. */
static struct oriel__selector *selector_begin(const oriel_widget *widget, const char *text,
	struct oriel_selector_error *error, enum oriel_status *status, const char *caller) {
	ORIEL_ASSERT(text != NULL, "%s: the selector is NULL; pass a string", caller);
	const struct oriel__node *node = oriel__node_read(widget, caller);
	struct oriel_selector_error ignored;
	struct oriel__selector *selector = oriel__selector_get(
		node != NULL ? oriel__node_loop(node) : oriel__loop_here(caller), text,
		error != NULL ? error : &ignored);
	*status = selector != NULL ? ORIEL_OK : ORIEL_SYNTAX_ERROR;
	return selector;
}

enum oriel_status oriel_try_closest(const oriel_widget *widget, const char *text,
	oriel_widget **out, struct oriel_selector_error *error) {
	enum oriel_status status;
	struct oriel__selector *selector = selector_begin(
		widget, text, error, &status, "oriel_closest");
	if (selector != NULL)
		*out = widget != NULL ?
			oriel__widget_or_null(selector_closest(selector, oriel__node_of(widget))) :
			NULL;
	oriel__selector_unref(selector);
	return status;
}

enum oriel_status oriel_try_matches(
	const oriel_widget *widget, const char *text, bool *out, struct oriel_selector_error *error) {
	enum oriel_status status;
	struct oriel__selector *selector = selector_begin(
		widget, text, error, &status, "oriel_matches");
	if (selector != NULL)
		*out = widget != NULL &&
			oriel__selector_matches(
				&selector->list, oriel__node_of(widget), oriel__node_of(widget));
	oriel__selector_unref(selector);
	return status;
}

enum oriel_status oriel_try_query(const oriel_widget *root, const char *text, oriel_widget **out,
	struct oriel_selector_error *error) {
	enum oriel_status status;
	struct oriel__selector *selector = selector_begin(root, text, error, &status, "oriel_query");
	if (selector != NULL) {
		struct oriel__node *node = root != NULL ? oriel__node_of(root) : NULL;
		*out = node != NULL ?
			oriel__widget_or_null(next_match(selector, list_key(&selector->list), node, node)) :
			NULL;
	}
	oriel__selector_unref(selector);
	return status;
}

enum oriel_status oriel_try_query_all(const oriel_widget *root, const char *text,
	oriel_widget **widgets, size_t capacity, size_t *out_count,
	struct oriel_selector_error *error) {
	enum oriel_status status;
	struct oriel__selector *selector = selector_begin(
		root, text, error, &status, "oriel_query_all");
	if (selector != NULL)
		*out_count = root != NULL ? query_all(selector, oriel__node_of(root), widgets, capacity) :
									0;
	oriel__selector_unref(selector);
	return status;
}

/* ---- Queries that report malformed selectors ---- */

void oriel__selector_report(const char *site, const char *caller, const char *text,
	const struct oriel_selector_error *error) {
	char message[512];
	snprintf(message, sizeof(message),
		"%s: the selector \"%.200s\" is malformed at byte %zu: expected %s%s%s%s", caller, text,
		error->offset, error->message, error->nearest != NULL ? "; did you mean " : "",
		error->nearest != NULL ? error->nearest : "", error->nearest != NULL ? "?" : "");
	oriel_report_error_at(site, ORIEL_SYNTAX_ERROR, message, ORIEL_NO_PAYLOAD);
}

oriel_widget *oriel_closest(const oriel_widget *widget, const char *selector) {
	struct oriel_selector_error error;
	oriel_widget *found = NULL;
	if (oriel_try_closest(widget, selector, &found, &error) != ORIEL_OK)
		oriel__selector_report(ORIEL_SITE, "oriel_closest", selector, &error);
	return found;
}

bool oriel_matches(const oriel_widget *widget, const char *selector) {
	struct oriel_selector_error error;
	bool matches = false;
	if (oriel_try_matches(widget, selector, &matches, &error) != ORIEL_OK)
		oriel__selector_report(ORIEL_SITE, "oriel_matches", selector, &error);
	return matches;
}

oriel_widget *oriel_query(const oriel_widget *root, const char *selector) {
	struct oriel_selector_error error;
	oriel_widget *found = NULL;
	if (oriel_try_query(root, selector, &found, &error) != ORIEL_OK)
		oriel__selector_report(ORIEL_SITE, "oriel_query", selector, &error);
	return found;
}

size_t oriel_query_all(
	const oriel_widget *root, const char *selector, oriel_widget **widgets, size_t capacity) {
	struct oriel_selector_error error;
	size_t count = 0;
	if (oriel_try_query_all(root, selector, widgets, capacity, &count, &error) != ORIEL_OK)
		oriel__selector_report(ORIEL_SITE, "oriel_query_all", selector, &error);
	return count;
}
