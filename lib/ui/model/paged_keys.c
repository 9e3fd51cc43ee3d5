/* SPDX-License-Identifier: MIT */
/*
 * The smallest difference between two orders of rows.
 *
 * The rows that stay are the longest sequence of common rows whose old indices increase, found by
 * patience sorting in O(n log n). Rows at both ends that are equal are not looked at. All others
 * are removed, from the last to the first, and then added, from the first to the last.
 */
#include "model/paged_model_internal.h"

#include "base/alloc_internal.h"

enum { STEPS_MAX = 256 };

struct paged_orders {
	struct oriel__paged_model *paged;
	uint32_t *old;
	const uint32_t *new;
	size_t old_count, new_count;
	size_t prefix, suffix;      /* equal rows at both ends */
	bool *stays_old, *stays_new; /* by index */
};

static size_t paged_old_index(const struct paged_orders *orders, size_t new_index) {
	return orders->paged->rows[orders->new[new_index]].old_index;
}

/* Marks the rows of the middle that stay. */
static void paged_find_longest(const struct paged_orders *orders) {
	size_t end = orders->new_count - orders->suffix, length = 0;
	size_t *tails = oriel__alloc_zero(orders->new_count + 1, sizeof(*tails));
	size_t *before = oriel__alloc_zero(orders->new_count + 1, sizeof(*before));
	for (size_t i = orders->prefix; i < end; i++) {
		size_t old = paged_old_index(orders, i), low = 0, high = length;
		if (old == SIZE_MAX)
			continue;
		while (low < high) {
			size_t middle = low + (high - low) / 2;
			if (paged_old_index(orders, tails[middle]) < old)
				low = middle + 1;
			else
				high = middle;
		}
		before[i] = low > 0 ? tails[low - 1] : SIZE_MAX;
		tails[low] = i;
		length = low == length ? length + 1 : length;
	}
	for (size_t i = length > 0 ? tails[length - 1] : SIZE_MAX; i != SIZE_MAX; i = before[i])
		orders->stays_new[i] = orders->stays_old[paged_old_index(orders, i)] = true;
	oriel__free(tails);
	oriel__free(before);
}

static void paged_compare_orders(struct paged_orders *orders) {
	size_t least = orders->old_count < orders->new_count ? orders->old_count : orders->new_count;
	while (orders->prefix < least &&
		orders->old[orders->prefix] == orders->new[orders->prefix])
		orders->prefix++;
	while (orders->suffix < least - orders->prefix &&
		orders->old[orders->old_count - 1 - orders->suffix] ==
			orders->new[orders->new_count - 1 - orders->suffix])
		orders->suffix++;
	paged_find_longest(orders);
}

/* Returns the number of runs of rows that do not stay, between first and end. */
static size_t paged_count_runs(const bool *stays, size_t first, size_t end) {
	size_t runs = 0;
	for (size_t i = first; i < end; i++)
		runs += !stays[i] && (i == first || stays[i - 1]);
	return runs;
}

static void paged_tell(const struct paged_orders *orders, size_t first, size_t removed,
	size_t added) {
	uint64_t *keys = oriel__alloc_zero(removed + 1, sizeof(*keys));
	for (size_t i = 0; i < removed; i++)
		keys[i] = orders->paged->rows[orders->old[first + i]].key;
	oriel__model_tell(orders->paged->model,
		&(const struct oriel__model_step){
			.first = first, .removed = removed, .added = added, .removed_keys = keys });
	oriel__free(keys);
}

static void paged_replace_middle(const struct paged_orders *orders) {
	size_t removed = orders->old_count - orders->prefix - orders->suffix;
	size_t added = orders->new_count - orders->prefix - orders->suffix;
	oriel__sequence_remove(&orders->paged->order, orders->prefix, removed);
	oriel__sequence_insert(
		&orders->paged->order, orders->prefix, orders->new + orders->prefix, added);
	paged_tell(orders, orders->prefix, removed, added);
}

static void paged_replace_runs(const struct paged_orders *orders) {
	struct oriel__sequence *order = &orders->paged->order;
	size_t end = orders->old_count - orders->suffix;
	while (end > orders->prefix) {
		size_t first = end;
		while (first > orders->prefix && !orders->stays_old[first - 1])
			first--;
		oriel__sequence_remove(order, first, end - first);
		paged_tell(orders, first, end - first, 0);
		end = first > orders->prefix ? first - 1 : first;
	}
	size_t new_end = orders->new_count - orders->suffix;
	for (size_t first = orders->prefix; first < new_end; first = end + 1) {
		end = first;
		while (end < new_end && !orders->stays_new[end])
			end++;
		oriel__sequence_insert(order, first, orders->new + first, end - first);
		paged_tell(orders, first, 0, end - first);
	}
}

void oriel__paged_reorder(struct oriel__paged_model *paged, const uint32_t *ids, size_t count) {
	struct paged_orders orders = { .paged = paged, .new = ids, .new_count = count };
	orders.old_count = oriel__sequence_count(&paged->order);
	orders.old = oriel__alloc_zero(orders.old_count + 1, sizeof(*orders.old));
	orders.stays_old = oriel__alloc_zero(orders.old_count + 1, sizeof(bool));
	orders.stays_new = oriel__alloc_zero(count + 1, sizeof(bool));
	oriel__sequence_copy(&paged->order, 0, orders.old_count, orders.old);
	for (size_t i = 0; i < orders.old_count; i++)
		paged->rows[orders.old[i]].old_index = i;
	paged_compare_orders(&orders);
	size_t runs = paged_count_runs(
		orders.stays_old, orders.prefix, orders.old_count - orders.suffix);
	runs += paged_count_runs(orders.stays_new, orders.prefix, count - orders.suffix);
	if (runs > STEPS_MAX)
		paged_replace_middle(&orders);
	else
		paged_replace_runs(&orders);
	oriel__free(orders.old);
	oriel__free(orders.stays_old);
	oriel__free(orders.stays_new);
}
