/* SPDX-License-Identifier: MIT */
/*
 * The items of the list, in order, as a model for the list view. An item of a long list costs 17
 * bytes and its text. Its key in the model is its id.
 */
#ifndef TODO_ITEMS_H
#define TODO_ITEMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <oriel/oriel.h>

#include "database.h"

struct items;

struct items *items_new(void);
/* Frees the items. The model must have no users any more. NULL is allowed. */
void items_destroy(struct items *items);
/* Returns the model of all items, borrowed as long as the items. */
oriel_model *items_model(const struct items *items);

size_t items_count(const struct items *items);
int64_t items_id(const struct items *items, size_t index);
/* Returns the text, borrowed until it changes. */
const char *items_text(const struct items *items, size_t index);
bool items_is_done(const struct items *items, size_t index);
/* Finds an item; fast near the last one found. @return whether there is one */
bool items_find(struct items *items, int64_t id, size_t *index);

/* Inserts items. @param added copied */
void items_insert(
	struct items *items, size_t index, const struct stored_item *added, size_t count);
/* Removes items. @param indices in order */
void items_remove(struct items *items, const size_t *indices, size_t count);
void items_set_text(struct items *items, size_t index, const char *text);
void items_set_done(struct items *items, size_t index, bool done);

#endif
