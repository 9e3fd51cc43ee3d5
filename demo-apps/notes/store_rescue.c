/* SPDX-License-Identifier: MIT */
/*
 * The last resort: when the program has to end and notes cannot be saved, their texts are written
 * to another folder.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files.h"
#include "memory.h"
#include "sync.h"

struct rescue {
	const struct store *store;
	char *folder;
};

static void rescue_destroy(void *data) {
	struct rescue *rescue = data;
	free(rescue->folder);
	free(rescue);
}

static oriel_promise *write_copy(const struct rescue *rescue, const struct note *note) {
	char name[320];
	snprintf(name, sizeof(name), "%.0f %s", clock_now_ms(), note->name);
	char *path = path_join(rescue->folder, name);
	oriel_log(ORIEL_LOG_WARNING, "a note that cannot be saved is written to %s", path);
	oriel_promise *written = oriel_file_replace(path, note->text, strlen(note->text));
	free(path);
	return written;
}

static struct oriel_completion write_copies(struct oriel_payload value, void *data) {
	const struct rescue *rescue = data;
	size_t count = store_count(rescue->store), written = 0;
	oriel_promise **copies = allocate((count + 1) * sizeof(*copies));
	for (size_t i = 0; i < count; i++)
		if (store_at(rescue->store, i)->is_edited)
			copies[written++] = write_copy(rescue, store_at(rescue->store, i));
	oriel_promise *all = oriel_promise_all_settled(copies, written); /* takes the promises over */
	free(copies);
	return oriel_follow(all);
}

oriel_promise *store_rescue(const struct store *store, const char *folder) {
	struct rescue *rescue = allocate(sizeof(*rescue));
	rescue->store = store;
	rescue->folder = copy_text(folder, strlen(folder));
	return oriel_then(folder_make(folder), write_copies, NULL, rescue, .release = rescue_destroy,
		.signal = oriel_abort_controller_signal(store->end));
}
