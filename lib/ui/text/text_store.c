/* SPDX-License-Identifier: MIT */
/*
 * A text of any length, as chunks of at most ORIEL__CHUNK bytes in a random binary search tree. A
 * node sums up the bytes, newlines and breaks of its subtree. Merging two trees takes the root of
 * either with the probability of its share of the nodes, which keeps the expected depth
 * logarithmic without stored priorities.
 *
 * A break ends a block. A chunk has a break after each newline. A chunk without newlines that is
 * long enough ends with a break, so that a line of any length has blocks. Two neighbours that fit
 * into one chunk are joined at each replacement; therefore short chunks without breaks are rare,
 * and no block has more than three chunks.
 */
#include "text/text_store_internal.h"

#include "base/alloc_internal.h"
#include "base/utf8_internal.h"
#include "text/text_boundary_internal.h"

#include <string.h>

enum {
	LEAST_CUT = ORIEL__CHUNK / 2, /* bytes of a chunk without newlines that ends with a break */
	DEEPEST = 256                 /* of a chunk that is edited in place */
};

struct oriel__chunk {
	struct oriel__chunk *left, *right;
	size_t bytes, newlines, breaks; /* of the subtree */
	uint32_t nodes;                 /* of the subtree */
	uint32_t length, capacity, own_newlines;
	char *data;
};

/* ---- Nodes ---- */

static uint32_t chunk_count_newlines(const char *data, size_t length) {
	uint32_t count = 0;
	const char *end = data + length;
	while (data < end && (data = memchr(data, '\n', (size_t)(end - data))) != NULL) {
		data++;
		count++;
	}
	return count;
}

static size_t chunk_bytes(const struct oriel__chunk *chunk) {
	return chunk != NULL ? chunk->bytes : 0;
}

static bool chunk_is_cut(const struct oriel__chunk *chunk) {
	return chunk->own_newlines == 0 && chunk->length >= LEAST_CUT;
}

static size_t chunk_own(const struct oriel__chunk *chunk, enum oriel__text_unit unit) {
	return chunk->own_newlines + (unit == ORIEL__TEXT_BLOCKS && chunk_is_cut(chunk));
}

/* Returns the newlines or breaks of a subtree. */
static size_t chunk_sum(const struct oriel__chunk *chunk, enum oriel__text_unit unit) {
	if (chunk == NULL)
		return 0;
	return unit == ORIEL__TEXT_LINES ? chunk->newlines : chunk->breaks;
}

static void chunk_add_up(struct oriel__chunk *chunk) {
	const struct oriel__chunk *left = chunk->left, *right = chunk->right;
	chunk->bytes = chunk_bytes(left) + chunk->length + chunk_bytes(right);
	chunk->nodes = 1 + (left != NULL ? left->nodes : 0) + (right != NULL ? right->nodes : 0);
	chunk->newlines = chunk_sum(left, ORIEL__TEXT_LINES) + chunk->own_newlines +
		chunk_sum(right, ORIEL__TEXT_LINES);
	chunk->breaks = chunk_sum(left, ORIEL__TEXT_BLOCKS) + chunk_own(chunk, ORIEL__TEXT_BLOCKS) +
		chunk_sum(right, ORIEL__TEXT_BLOCKS);
}

static void chunk_changed(struct oriel__chunk *chunk) {
	chunk->own_newlines = chunk_count_newlines(chunk->data, chunk->length);
	chunk_add_up(chunk);
}

static struct oriel__chunk *chunk_new(size_t capacity) {
	struct oriel__chunk *chunk = oriel__try_alloc(1, sizeof(*chunk));
	char *data = oriel__try_alloc(capacity, 1);
	if (chunk == NULL || data == NULL) {
		oriel__free(chunk);
		oriel__free(data);
		return NULL;
	}
	*chunk = (struct oriel__chunk){ .capacity = (uint32_t)capacity, .data = data };
	return chunk;
}

static void chunk_free(struct oriel__chunk *chunk) {
	oriel__free_wiped(chunk->data, chunk->length);
	oriel__free(chunk);
}

static void chunk_free_tree(struct oriel__chunk *chunk) {
	if (chunk == NULL)
		return;
	chunk_free_tree(chunk->left);
	chunk_free_tree(chunk->right);
	chunk_free(chunk);
}

/* Makes room for a length in a chunk. Returns false without memory. */
static bool chunk_reserve(struct oriel__chunk *chunk, size_t length) {
	size_t capacity = chunk->capacity;
	if (length <= capacity)
		return true;
	while (capacity < length)
		capacity = capacity < 32 ? 32 : 2 * capacity;
	capacity = capacity < ORIEL__CHUNK ? capacity : ORIEL__CHUNK;
	char *data = oriel__try_alloc(capacity, 1);
	if (data == NULL)
		return false;
	memcpy(data, chunk->data, chunk->length);
	oriel__free_wiped(chunk->data, chunk->length);
	chunk->data = data;
	chunk->capacity = (uint32_t)capacity;
	return true;
}

/* ---- Trees ---- */

/* Source: Marsaglia, "Xorshift RNGs". */
static uint64_t text_store_random(struct oriel__text_store *store) {
	uint64_t x = store->random != 0 ? store->random : UINT64_C(0x9e3779b97f4a7c15);
	x ^= x << 13;
	x ^= x >> 7;
	x ^= x << 17;
	store->random = x;
	return x;
}

static struct oriel__chunk *chunk_merge(
	struct oriel__text_store *store, struct oriel__chunk *a, struct oriel__chunk *b) {
	if (a == NULL || b == NULL)
		return a != NULL ? a : b;
	if (text_store_random(store) % (a->nodes + b->nodes) < a->nodes) {
		a->right = chunk_merge(store, a->right, b);
		chunk_add_up(a);
		return a;
	}
	b->left = chunk_merge(store, a, b->left);
	chunk_add_up(b);
	return b;
}

static struct oriel__chunk *text_store_take_spare(struct oriel__text_store *store) {
	struct oriel__chunk *chunk = store->spares;
	store->spares = chunk->right;
	chunk->right = NULL;
	return chunk;
}

static void text_store_free_spares(struct oriel__text_store *store) {
	while (store->spares != NULL)
		chunk_free(text_store_take_spare(store));
}

/* Cuts a chunk in two. The second part takes the right subtree. */
static struct oriel__chunk *chunk_cut(
	struct oriel__text_store *store, struct oriel__chunk *chunk, size_t at) {
	struct oriel__chunk *tail = text_store_take_spare(store);
	tail->length = (uint32_t)(chunk->length - at);
	memcpy(tail->data, chunk->data + at, tail->length);
	oriel__wipe(chunk->data + at, tail->length);
	chunk->length = (uint32_t)at;
	tail->right = chunk->right;
	chunk->right = NULL;
	chunk_changed(tail);
	chunk_changed(chunk);
	return tail;
}

/* Splits a tree at an offset. */
static void chunk_split(struct oriel__text_store *store, struct oriel__chunk *chunk, size_t offset,
	struct oriel__chunk **before, struct oriel__chunk **after) {
	if (chunk == NULL) {
		*before = *after = NULL;
		return;
	}
	size_t left = chunk_bytes(chunk->left);
	if (offset <= left) {
		struct oriel__chunk *middle;
		chunk_split(store, chunk->left, offset, before, &middle);
		chunk->left = middle;
		*after = chunk;
		chunk_add_up(chunk);
	} else if (offset >= left + chunk->length) {
		struct oriel__chunk *middle;
		chunk_split(store, chunk->right, offset - left - chunk->length, &middle, after);
		chunk->right = middle;
		*before = chunk;
		chunk_add_up(chunk);
	} else {
		*after = chunk_cut(store, chunk, offset - left);
		*before = chunk;
	}
}

static void chunk_append_to_last(struct oriel__chunk *tree, const char *data, size_t length) {
	if (tree->right != NULL) {
		chunk_append_to_last(tree->right, data, length);
		chunk_add_up(tree);
	} else {
		memcpy(tree->data + tree->length, data, length);
		tree->length += (uint32_t)length;
		chunk_changed(tree);
	}
}

/* Takes the first chunk off a tree. Returns the rest. */
static struct oriel__chunk *chunk_take_first(
	struct oriel__chunk *tree, struct oriel__chunk **first) {
	if (tree->left == NULL) {
		struct oriel__chunk *rest = tree->right;
		tree->right = NULL;
		*first = tree;
		return rest;
	}
	tree->left = chunk_take_first(tree->left, first);
	chunk_add_up(tree);
	return tree;
}

/* Merges two trees, and makes one chunk of the two at the seam if they fit. */
static struct oriel__chunk *chunk_join(
	struct oriel__text_store *store, struct oriel__chunk *a, struct oriel__chunk *b) {
	if (a == NULL || b == NULL)
		return a != NULL ? a : b;
	struct oriel__chunk *last = a, *first = b;
	while (last->right != NULL)
		last = last->right;
	while (first->left != NULL)
		first = first->left;
	size_t length = (size_t)last->length + first->length;
	if (length <= ORIEL__CHUNK && chunk_reserve(last, length)) {
		b = chunk_take_first(b, &first);
		chunk_append_to_last(a, first->data, first->length);
		chunk_free(first);
	}
	return chunk_merge(store, a, b);
}

/* ---- Replacing ---- */

void oriel__text_store_finish(struct oriel__text_store *store) {
	chunk_free_tree(store->root);
	text_store_free_spares(store);
	*store = (struct oriel__text_store){ 0 };
}

/* A chunk with the way to it from the root. */
struct chunk_place {
	struct oriel__chunk *way[DEEPEST];
	int depth;
	size_t local; /* the offset in it */
};

/* Finds the chunk of an offset, between two chunks the earlier one or the later one. Returns false
 * if there is none, or it is too deep. */
static bool chunk_place_find(const struct oriel__text_store *store, size_t offset, bool earlier,
	struct chunk_place *place) {
	struct oriel__chunk *chunk = store->root;
	place->depth = 0;
	while (chunk != NULL && place->depth < DEEPEST) {
		size_t left = chunk_bytes(chunk->left), end = left + chunk->length;
		place->way[place->depth++] = chunk;
		if (offset < left || (offset == left && earlier && left > 0)) {
			chunk = chunk->left;
		} else if (offset > end || (offset == end && !earlier)) {
			offset -= end;
			chunk = chunk->right;
		} else {
			place->local = offset - left;
			return true;
		}
	}
	return false;
}

/* Finds a chunk in which a replacement can be made without changing the tree. */
static bool chunk_place_for(const struct oriel__text_store *store, size_t start, size_t end,
	size_t length, struct chunk_place *place) {
	for (int pass = 0; pass < 2; pass++) {
		if (!chunk_place_find(store, start, pass == 0, place))
			continue;
		const struct oriel__chunk *chunk = place->way[place->depth - 1];
		if (place->local + (end - start) > chunk->length)
			continue;
		size_t result = chunk->length - (end - start) + length;
		bool is_small = result < ORIEL__CHUNK / 4 && end > start && store->root->nodes > 1;
		if (result <= ORIEL__CHUNK && !is_small)
			return true;
	}
	return false;
}

bool oriel__text_store_prepare(
	struct oriel__text_store *store, size_t start, size_t end, size_t length) {
	struct chunk_place place;
	text_store_free_spares(store);
	if (chunk_place_for(store, start, end, length, &place)) {
		struct oriel__chunk *chunk = place.way[place.depth - 1];
		return chunk_reserve(chunk, chunk->length - (end - start) + length);
	}
	size_t pieces = length / LEAST_CUT + (length > 0);
	size_t capacity = length < ORIEL__CHUNK && store->root == NULL ? length : ORIEL__CHUNK;
	for (size_t i = 0; i < pieces + (store->root != NULL ? 2 : 0); i++) {
		struct oriel__chunk *spare = chunk_new(capacity);
		if (spare == NULL) {
			text_store_free_spares(store);
			return false;
		}
		spare->right = store->spares;
		store->spares = spare;
	}
	return true;
}

static void chunk_replace_in_place(
	const struct chunk_place *place, size_t removed, const char *text, size_t length) {
	struct oriel__chunk *chunk = place->way[place->depth - 1];
	char *at = chunk->data + place->local;
	size_t old_length = chunk->length, rest = old_length - place->local - removed;
	memmove(at + length, at + removed, rest);
	if (length > 0)
		memcpy(at, text, length);
	chunk->length = (uint32_t)(old_length - removed + length);
	if (chunk->length < old_length)
		oriel__wipe(chunk->data + chunk->length, old_length - chunk->length);
	chunk_changed(chunk);
	for (int i = place->depth - 1; i-- > 0;)
		chunk_add_up(place->way[i]);
}

/* Returns the length of the next chunk of a text: up to a newline, a space, or a grapheme
 * boundary. */
static size_t chunk_length_for(const char *text, size_t length) {
	if (length <= ORIEL__CHUNK)
		return length;
	for (size_t at = ORIEL__CHUNK; at >= LEAST_CUT; at--)
		if (text[at - 1] == '\n')
			return at;
	for (size_t at = ORIEL__CHUNK; at >= LEAST_CUT; at--)
		if (text[at - 1] == ' ')
			return at;
	size_t window = length < ORIEL__CHUNK + 64 ? length : ORIEL__CHUNK + 64;
	size_t at = oriel__text_grapheme_floor(text, window, ORIEL__CHUNK);
	return at >= LEAST_CUT ? at : oriel__utf8_floor(text, length, ORIEL__CHUNK);
}

static struct oriel__chunk *chunk_tree_of(
	struct oriel__text_store *store, const char *text, size_t length) {
	struct oriel__chunk *tree = NULL;
	while (length > 0) {
		struct oriel__chunk *chunk = text_store_take_spare(store);
		size_t taken = chunk_length_for(text, length);
		memcpy(chunk->data, text, taken);
		chunk->length = (uint32_t)taken;
		chunk_changed(chunk);
		tree = chunk_merge(store, tree, chunk);
		text += taken;
		length -= taken;
	}
	return tree;
}

void oriel__text_store_replace(struct oriel__text_store *store, size_t start, size_t end,
	const char *text, size_t length) {
	struct chunk_place place;
	if (chunk_place_for(store, start, end, length, &place)) {
		chunk_replace_in_place(&place, end - start, text, length);
		return;
	}
	struct oriel__chunk *before, *removed, *after;
	chunk_split(store, store->root, start, &before, &after);
	chunk_split(store, after, end - start, &removed, &after);
	chunk_free_tree(removed);
	before = chunk_join(store, before, chunk_tree_of(store, text, length));
	store->root = chunk_join(store, before, after);
	text_store_free_spares(store);
}

/* ---- Reading ---- */

size_t oriel__text_store_length(const struct oriel__text_store *store) {
	return chunk_bytes(store->root);
}

const char *oriel__text_store_chunk(
	const struct oriel__text_store *store, size_t offset, size_t *start, size_t *length) {
	const struct oriel__chunk *chunk = store->root;
	size_t before = 0;
	while (chunk != NULL) {
		size_t left = chunk_bytes(chunk->left);
		if (offset < before + left) {
			chunk = chunk->left;
		} else if (offset >= before + left + chunk->length) {
			before += left + chunk->length;
			chunk = chunk->right;
		} else {
			*start = before + left;
			*length = chunk->length;
			return chunk->data;
		}
	}
	return NULL;
}

void oriel__text_store_copy(
	const struct oriel__text_store *store, size_t start, size_t end, char *out) {
	while (start < end) {
		size_t chunk_start, length;
		const char *data = oriel__text_store_chunk(store, start, &chunk_start, &length);
		if (data == NULL)
			return;
		size_t last = chunk_start + length < end ? chunk_start + length : end;
		memcpy(out, data + (start - chunk_start), last - start);
		out += last - start;
		start = last;
	}
}

/* ---- Lines and blocks ---- */

size_t oriel__text_store_count(const struct oriel__text_store *store, enum oriel__text_unit unit) {
	size_t breaks = chunk_sum(store->root, unit);
	const struct oriel__chunk *last = store->root;
	while (last != NULL && last->right != NULL)
		last = last->right;
	bool is_last_cut = unit == ORIEL__TEXT_BLOCKS && last != NULL && chunk_is_cut(last);
	return breaks + !is_last_cut;
}

/* Returns the place after the newline with an index in a chunk, or its end. */
static size_t chunk_after_newline(const struct oriel__chunk *chunk, size_t index) {
	const char *at = chunk->data, *end = chunk->data + chunk->length;
	for (; (at = memchr(at, '\n', (size_t)(end - at))) != NULL; index--) {
		at++;
		if (index == 0)
			return (size_t)(at - chunk->data);
	}
	return chunk->length;
}

size_t oriel__text_store_start(
	const struct oriel__text_store *store, enum oriel__text_unit unit, size_t index) {
	const struct oriel__chunk *chunk = store->root;
	size_t before = 0;
	if (index == 0)
		return 0;
	index--; /* of the break before it */
	while (chunk != NULL) {
		size_t left = chunk_sum(chunk->left, unit), own = chunk_own(chunk, unit);
		if (index < left) {
			chunk = chunk->left;
			continue;
		}
		before += chunk_bytes(chunk->left);
		if (index < left + own)
			return before + chunk_after_newline(chunk, index - left);
		before += chunk->length;
		index -= left + own;
		chunk = chunk->right;
	}
	return before;
}

size_t oriel__text_store_index(
	const struct oriel__text_store *store, enum oriel__text_unit unit, size_t offset) {
	const struct oriel__chunk *chunk = store->root;
	size_t index = 0;
	while (chunk != NULL) {
		size_t left = chunk_bytes(chunk->left);
		if (offset < left) {
			chunk = chunk->left;
			continue;
		}
		index += chunk_sum(chunk->left, unit);
		offset -= left;
		if (offset < chunk->length)
			return index + chunk_count_newlines(chunk->data, offset);
		index += chunk_own(chunk, unit);
		offset -= chunk->length;
		chunk = chunk->right;
	}
	size_t count = oriel__text_store_count(store, unit);
	return index < count ? index : count - 1;
}
