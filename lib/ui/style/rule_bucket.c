/* SPDX-License-Identifier: MIT */
/*
 * Large buckets of rules. A bucket has the rules whose subject has one name. An index of the bucket
 * groups them by the nearest name that an ancestor must have. Of ten thousand rules `#id .row`, a
 * row thus tests only those with the ids of its ancestors.
 */
#include "style/style_state_internal.h"

#include "base/alloc_internal.h"

#include <stdlib.h>

/* The rules of a bucket by ancestors[0], and an open hash table of those hashes. */
struct oriel__bucket_index {
	size_t count; /* rules of the bucket when the index was created */
	uint32_t *rules;
	struct bucket_group {
		uint32_t hash, first, count; /* count 0: free */
	} *groups;
	size_t mask; /* number of groups - 1, a power of two - 1 */
};

struct bucket_entry {
	uint32_t hash, rule;
};

static int bucket_entry_compare(const void *a, const void *b) {
	const struct bucket_entry *one = a, *two = b;
	if (one->hash != two->hash)
		return one->hash < two->hash ? -1 : 1;
	return one->rule < two->rule ? -1 : one->rule > two->rule;
}

static struct bucket_group *bucket_group_of(
	const struct oriel__bucket_index *index, uint32_t hash) {
	size_t at = hash & index->mask;
	while (index->groups[at].count > 0 && index->groups[at].hash != hash)
		at = (at + 1) & index->mask;
	return &index->groups[at];
}

static struct oriel__bucket_index *bucket_index_new(
	const struct oriel__style_state *state, const struct oriel__rule_bucket *bucket) {
	struct oriel__bucket_index *index = oriel__alloc(sizeof(*index));
	struct bucket_entry *entries = oriel__alloc(bucket->count * sizeof(*entries));
	for (size_t i = 0; i < bucket->count; i++)
		entries[i] = (struct bucket_entry){
			state->rules[bucket->rules[i]].ancestors[0], bucket->rules[i]
		};
	qsort(entries, bucket->count, sizeof(*entries), bucket_entry_compare);
	index->count = bucket->count;
	index->mask = 1;
	while (index->mask < bucket->count * 2)
		index->mask = index->mask * 2 + 1;
	index->groups = oriel__alloc_zero(index->mask + 1, sizeof(*index->groups));
	index->rules = oriel__alloc(bucket->count * sizeof(*index->rules));
	for (size_t i = 0; i < bucket->count; i++) {
		struct bucket_group *group = bucket_group_of(index, entries[i].hash);
		if (group->count == 0)
			*group = (struct bucket_group){ entries[i].hash, (uint32_t)i, 0 };
		group->count++;
		index->rules[i] = entries[i].rule;
	}
	oriel__free(entries);
	return index;
}

const uint32_t *oriel__bucket_find(const struct oriel__style_state *state,
	struct oriel__rule_bucket *bucket, uint32_t hash, size_t *count) {
	if (bucket->index != NULL && bucket->index->count != bucket->count)
		oriel__bucket_forget(bucket);
	if (bucket->index == NULL)
		bucket->index = bucket_index_new(state, bucket);
	const struct bucket_group *group = bucket_group_of(bucket->index, hash);
	*count = group->count;
	return bucket->index->rules + group->first;
}

void oriel__bucket_forget(struct oriel__rule_bucket *bucket) {
	if (bucket->index == NULL)
		return;
	oriel__free(bucket->index->rules);
	oriel__free(bucket->index->groups);
	oriel__free(bucket->index);
	bucket->index = NULL;
}
