/* SPDX-License-Identifier: MIT */
/*
 * Two arrays, so that no item is padded. The texts of items that came together share a block of
 * memory, which is freed with the items; a text that was edited has memory of its own.
 */
#include "items.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"

enum { FLAG_DONE = 1, FLAG_OWN_TEXT = 2, FEW = 256 };

struct item {
	int64_t id;
	char *text;
};

struct block {
	struct block *next;
	char text[];
};

struct items {
	oriel_model *model;
	struct item *items;
	unsigned char *flags;
	size_t count, capacity;
	struct block *blocks;
	size_t last_found;
};

/* ---- The model ---- */

static size_t model_count(oriel_model *model, uint64_t parent) {
	const struct items *items = oriel_model_data(model);
	return parent == 0 ? items->count : 0;
}

static uint64_t model_key(oriel_model *model, uint64_t parent, size_t index) {
	const struct items *items = oriel_model_data(model);
	return (uint64_t)items->items[index].id;
}

static const char *model_text(oriel_model *model, uint64_t key, unsigned column) {
	struct items *items = oriel_model_data(model);
	size_t index;
	return items_find(items, (int64_t)key, &index) ? items->items[index].text : "";
}

static bool model_find(oriel_model *model, uint64_t parent, uint64_t key, size_t *index) {
	return parent == 0 && items_find(oriel_model_data(model), (int64_t)key, index);
}

static const struct oriel_model_class items_class = {
	.abi = ORIEL_MODEL_ABI, .name = "items", .count = model_count, .key = model_key,
	.text = model_text, .find = model_find,
};

struct items *items_new(void) {
	struct items *items = allocate(sizeof(*items));
	items->model = oriel_model_new(&items_class, items);
	return items;
}

void items_destroy(struct items *items) {
	if (!items)
		return;
	for (size_t i = 0; i < items->count; i++) {
		if (items->flags[i] & FLAG_OWN_TEXT)
			free(items->items[i].text);
	}
	while (items->blocks) {
		struct block *block = items->blocks;
		items->blocks = block->next;
		free(block);
	}
	oriel_model_unref(items->model);
	free(items->items);
	free(items->flags);
	free(items);
}

oriel_model *items_model(const struct items *items) {
	return items->model;
}

/* ---- Reading ---- */

size_t items_count(const struct items *items) {
	return items->count;
}

int64_t items_id(const struct items *items, size_t index) {
	return items->items[index].id;
}

const char *items_text(const struct items *items, size_t index) {
	return items->items[index].text;
}

bool items_is_done(const struct items *items, size_t index) {
	return items->flags[index] & FLAG_DONE;
}

/* Searches from the last place outwards: rows are mostly asked for one after the other. */
bool items_find(struct items *items, int64_t id, size_t *index) {
	size_t start = items->last_found < items->count ? items->last_found : 0;
	for (size_t i = 0; i < items->count; i++) {
		size_t after = start + i, before = start - i;
		bool is_after = after < items->count && items->items[after].id == id;
		if (is_after || (i <= start && items->items[before].id == id)) {
			*index = items->last_found = is_after ? after : before;
			return true;
		}
	}
	return false;
}

/* ---- Changing ---- */

static void *reallocate(void *memory, size_t size) {
	void *grown = realloc(memory, size);
	if (!grown)
		abort();
	return grown;
}

/* Makes room at an index. Grows by an eighth: most lists are loaded and then change little. */
static void items_open_gap(struct items *items, size_t index, size_t count) {
	if (items->count + count > items->capacity) {
		items->capacity = items->count + count + items->capacity / 8;
		items->items = reallocate(items->items, items->capacity * sizeof(*items->items));
		items->flags = reallocate(items->flags, items->capacity);
	}
	memmove(items->items + index + count, items->items + index,
		(items->count - index) * sizeof(*items->items));
	memmove(items->flags + index + count, items->flags + index, items->count - index);
	items->count += count;
}

void items_insert(
	struct items *items, size_t index, const struct stored_item *added, size_t count) {
	size_t length = 0;
	for (size_t i = 0; i < count; i++)
		length += strlen(added[i].text) + 1;
	struct block *block = allocate(sizeof(*block) + length);
	char *text = block->text;
	block->next = items->blocks;
	items->blocks = block;
	items_open_gap(items, index, count);
	for (size_t i = 0; i < count; i++) {
		size_t size = strlen(added[i].text) + 1;
		memcpy(text, added[i].text, size);
		items->items[index + i] = (struct item){ added[i].id, text };
		items->flags[index + i] = added[i].done ? FLAG_DONE : 0;
		text += size;
	}
	oriel_model_splice(items->model, 0, index, 0, count);
}

static void items_remove_one(struct items *items, size_t index) {
	uint64_t key = (uint64_t)items->items[index].id;
	items->count--;
	memmove(items->items + index, items->items + index + 1,
		(items->count - index) * sizeof(*items->items));
	memmove(items->flags + index, items->flags + index + 1, items->count - index);
	oriel_model_splice(items->model, 0, index, 1, 0, .removed_keys = &key);
}

/* Closes many gaps at once: the items between the first and the last removed one are told as new.
 */
static void items_remove_all(struct items *items, const size_t *indices, size_t count) {
	size_t first = indices[0], end = indices[count - 1] + 1, to = first;
	for (size_t i = first, next = 0; i < items->count; i++) {
		if (next < count && indices[next] == i) {
			next++;
			continue;
		}
		items->items[to] = items->items[i];
		items->flags[to++] = items->flags[i];
	}
	items->count = to;
	oriel_model_splice(items->model, 0, first, end - first, end - first - count);
}

void items_remove(struct items *items, const size_t *indices, size_t count) {
	for (size_t i = 0; i < count; i++) {
		if (items->flags[indices[i]] & FLAG_OWN_TEXT)
			free(items->items[indices[i]].text);
	}
	if (count > FEW) {
		items_remove_all(items, indices, count);
		return;
	}
	oriel_model_begin_change(items->model);
	for (size_t i = count; i-- > 0;)
		items_remove_one(items, indices[i]);
	oriel_model_end_change(items->model);
}

void items_set_text(struct items *items, size_t index, const char *text) {
	if (items->flags[index] & FLAG_OWN_TEXT)
		free(items->items[index].text);
	items->items[index].text = copy_text(text, strlen(text));
	items->flags[index] |= FLAG_OWN_TEXT;
	oriel_model_changed(items->model, 0, index, 1);
}

void items_set_done(struct items *items, size_t index, bool done) {
	if (done)
		items->flags[index] |= FLAG_DONE;
	else
		items->flags[index] &= (unsigned char)~FLAG_DONE;
	oriel_model_changed(items->model, 0, index, 1);
}
