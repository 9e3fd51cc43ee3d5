/* SPDX-License-Identifier: MIT */
/*
 * Live reload: when one of its files changes, a watched sheet is read again. The new sheet replaces
 * the old sheet everywhere.
 *
 * A watch refers to its sheet by id. After the sheet was removed, the next change of a file finds
 * no sheet, and ends the watch.
 */
#include "app/app_internal.h"

#include "base/alloc_internal.h"
#include "css/css_sheet_internal.h"
#include "loop/external_internal.h"
#include "style/style_internal.h"

#include <oriel/io/file_watch.h>

#include <string.h>

struct sheet_watch {
	oriel_sheet_id id;
	uint32_t count;
	uint32_t open; /* number of watches that have not ended */
	oriel_file_watch_id watches[]; /* of the sheet's files */
};

/* Releases the data shared by all watches of a sheet; the last watch frees it. */
static void sheet_watch_release(void *data) {
	struct sheet_watch *watch = data;
	if (--watch->open == 0)
		oriel__free(watch);
}

static void sheet_watch_end(struct sheet_watch *watch) {
	watch->id = 0;
	watch->open++;
	for (uint32_t i = 0; i < watch->count; i++)
		oriel_file_unwatch(watch->watches[i]);
	sheet_watch_release(watch);
}

static void sheet_watch_changed(
	const struct oriel_file_change *changes, size_t count, void *data) {
	struct sheet_watch *watch = data;
	(void)changes, (void)count;
	const oriel_sheet *sheet = watch->id != 0 ? oriel_sheet_from_id(watch->id) : NULL;
	oriel_sheet *loaded = sheet != NULL ? oriel__sheet_reload(sheet, NULL) : NULL;
	if (sheet != NULL && loaded == NULL)
		return; /* missing or empty: the last valid sheet stays */
	oriel_sheet_id id = watch->id;
	sheet_watch_end(watch);
	if (loaded != NULL)
		oriel_sheet_replace(id, loaded);
}

static void sheet_watch_file(struct sheet_watch *watch, const char *path) {
	watch->open++;
	watch->watches[watch->count++] = oriel_file_watch(
		path, sheet_watch_changed, watch, .release = sheet_watch_release);
}

void oriel__sheet_watch(oriel_loop *loop, uint64_t id, const oriel_sheet *sheet) {
	if (!sheet->is_watched || sheet->path == NULL)
		return;
	if (oriel__external(loop) != NULL) {
		oriel__sheet_record_watch(loop, id, sheet);
		return;
	}
	struct sheet_watch *watch = oriel__alloc_zero(
		1, sizeof(*watch) + (sheet->file_count + 1) * sizeof(watch->watches[0]));
	watch->id = id;
	watch->open = 1;
	sheet_watch_file(watch, sheet->path);
	for (uint32_t i = 0; i < sheet->file_count; i++) {
		if (strcmp(sheet->files[i], sheet->path) != 0)
			sheet_watch_file(watch, sheet->files[i]);
	}
	sheet_watch_release(watch);
}
