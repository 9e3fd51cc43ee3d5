/* SPDX-License-Identifier: MIT */
/*
 * The census: counts of this module, and of the modules above, which add one source each. Objects
 * whose number a table or list already stores are not counted separately.
 */
#include "loop/census_internal.h"

#include "base/atom_internal.h"
#include "loop/loop_state_internal.h"

#include <oriel/runtime/log.h>
#include <oriel/runtime/post.h>
#include <string.h>

void oriel__census_add(oriel_loop *loop, struct oriel__census_source *source) {
	source->next = loop->census;
	loop->census = source;
}

void oriel__census_remove(oriel_loop *loop, struct oriel__census_source *source) {
	struct oriel__census_source **link = &loop->census;
	while (*link != source)
		link = &(*link)->next;
	*link = source->next;
}

static size_t census_waiting(const struct oriel__ring *ring) {
	return ring->write - ring->read;
}

void oriel__census_put(struct oriel_census *census, const char *name, size_t count) {
	size_t i = 0;
	while (i < census->length && strcmp(census->entries[i].name, name) != 0)
		i++;
	if (i == census->length) {
		ORIEL_ASSERT(i < ORIEL_CENSUS_MAX_ENTRIES,
			"oriel__census_put: no room for \"%s\"; raise ORIEL_CENSUS_MAX_ENTRIES", name);
		census->entries[census->length++] = (struct oriel_census_entry){ .name = name };
	}
	census->entries[i].count += count;
}

void oriel_loop_census(oriel_loop *loop, struct oriel_census *out) {
	oriel__loop_check(loop, "oriel_loop_census");
	*out = (struct oriel_census){ 0 };
	oriel__census_put(out, "tasks", loop->tasks.ids.count);
	oriel__census_put(out, "microtasks",
		census_waiting(&loop->next_ticks) + census_waiting(&loop->head.microtasks));
	oriel__census_put(out, "immediates", loop->immediates.ids.count);
	oriel__census_put(out, "timers", loop->timers.ids.count);
	oriel__census_put(out, "frame callbacks", loop->frames.ids.count);
	oriel__census_put(out, "idle callbacks", loop->idles.ids.count);
	oriel__census_put(out, "watches", loop->watch_ids.count);
	oriel__census_put(out, "posts", oriel_post_depth(loop));
	oriel__census_put(out, "atoms", oriel__atom_table_count(loop->atoms));
	for (const struct oriel__census_source *source = loop->census; source != NULL;
		source = source->next)
		source->count(source, out);
}

size_t oriel_census_count(const struct oriel_census *census, const char *name) {
	for (size_t i = 0; i < census->length; i++) {
		if (strcmp(census->entries[i].name, name) == 0)
			return census->entries[i].count;
	}
	return 0;
}
