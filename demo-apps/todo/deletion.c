/* SPDX-License-Identifier: MIT */
#include "deletion.h"

#include <stdlib.h>

#include "memory.h"

enum { MAX_DELETIONS = 100 };

void deletion_destroy(struct deletion *deletion) {
	for (size_t i = 0; i < deletion->count; i++)
		free(deletion->rows[i].item.text);
	free(deletion);
}

static void deletions_keep(struct deletions *deletions, size_t count) {
	struct deletion **link = &deletions->newest;
	for (size_t i = 0; i < count && *link; i++)
		link = &(*link)->next;
	while (*link) {
		struct deletion *deletion = *link;
		*link = deletion->next;
		deletions->count--;
		deletion_destroy(deletion);
	}
}

struct deletion *deletions_push(struct deletions *deletions, size_t count) {
	struct deletion *deletion = allocate(sizeof(*deletion) + count * sizeof(deletion->rows[0]));
	deletion->count = count;
	deletion->next = deletions->newest;
	deletions->newest = deletion;
	deletions->count++;
	deletions_keep(deletions, MAX_DELETIONS);
	return deletion;
}

struct deletion *deletions_pop(struct deletions *deletions) {
	struct deletion *deletion = deletions->newest;
	if (!deletion)
		return NULL;
	deletions->newest = deletion->next;
	deletions->count--;
	return deletion;
}

void deletions_clear(struct deletions *deletions) {
	deletions_keep(deletions, 0);
}
