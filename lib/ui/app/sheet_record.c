/* SPDX-License-Identifier: MIT */
/*
 * Live reload in a recording. A reloaded sheet is an arrival with the bytes of all its files, and a
 * replay makes the sheet of these bytes, whatever the files have become.
 *
 * The watches of io/ call the program's loop, and a replay has no such calls. A recorded loop
 * therefore watches the folders of its sheets here, below the loop, as a display is watched. A
 * folder that does not exist when its sheet is added is not watched.
 */
#include "app/app_internal.h"

#include "base/alloc_internal.h"
#include "css/css_sheet_internal.h"
#include "css/sheet_files_internal.h"
#include "loop/display_internal.h"
#include "replay/recording_internal.h"
#include "style/style_internal.h"
#include "values/loop_slots_internal.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

/* Fields: enum reload_field. */
static const struct oriel__record_kind reload_kind = { "a reloaded sheet", "aub" };

enum reload_field { ARRIVAL, SHEET, FILES };

enum { SEEN = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE };

/* A file of a sheet: its name in a folder. */
struct recorded_file {
	struct recorded_file *next;
	oriel_sheet_id sheet;
	int folder; /* of inotify */
	bool has_changed;
	char name[];
};

/* A sheet that has arrived, until a task puts it in its place. */
struct reloaded_sheet {
	struct reloaded_sheet *next;
	oriel_sheet_id id;
	oriel_sheet *sheet;
};

struct sheet_recorder {
	struct oriel__display display;
	struct oriel__recording_receiver receiver;
	struct oriel__task task;
	oriel_loop *loop;
	int inotify; /* -1: a replay */
	struct recorded_file *files;
	struct reloaded_sheet *reloaded; /* in order of arrival */
};

/* ---- Arrivals ---- */

static void recorder_run(struct oriel__task *task) {
	struct sheet_recorder *recorder = oriel__container_of(task, struct sheet_recorder, task);
	while (recorder->reloaded != NULL) {
		struct reloaded_sheet *first = recorder->reloaded;
		recorder->reloaded = first->next;
		oriel_sheet_replace(first->id, first->sheet);
		oriel__free(first);
	}
}

/* Takes over the sheet. */
static void recorder_take(struct sheet_recorder *recorder, oriel_sheet_id id, oriel_sheet *sheet) {
	struct reloaded_sheet **end = &recorder->reloaded,
						  *added = oriel__alloc_zero(1, sizeof(*added));
	added->id = id;
	added->sheet = sheet;
	while (*end != NULL)
		end = &(*end)->next;
	*end = added;
	if (!recorder->task.is_queued)
		oriel__task_queue(recorder->loop, &recorder->task, ORIEL_TASK_SOURCE_IO, recorder_run);
}

static void recorder_reload(struct sheet_recorder *recorder, oriel_sheet_id id) {
	struct oriel__sheet_files files = { 0 };
	const oriel_sheet *sheet = oriel_sheet_from_id(id);
	oriel_sheet *loaded = sheet != NULL ? oriel__sheet_reload(sheet, &files) : NULL;
	if (loaded != NULL) {
		unsigned suspended = oriel__recording_wake(recorder->loop);
		oriel__recording_arrival_begin(recorder->loop, &reload_kind,
			&(const struct oriel__record_values){
				.numbers = { [SHEET] = id, [FILES] = files.length },
				.texts = { [FILES] = files.bytes } });
		recorder_take(recorder, id, loaded);
		oriel__recording_arrival_end(recorder->loop);
		oriel__recording_sleep(recorder->loop, suspended);
	}
	oriel__sheet_files_finish(&files);
}

static const char *recorder_refuse(void *data, const struct oriel__record_values *values) {
	(void)data;
	return oriel_sheet_from_id(values->numbers[SHEET]) == NULL ? "no such sheet" : NULL;
}

static void recorder_give(void *data, const struct oriel__record_values *values) {
	struct oriel__sheet_files files = { .bytes = (char *)(uintptr_t)values->texts[FILES],
		.length = (size_t)values->numbers[FILES], .is_given = true };
	oriel_sheet_id id = values->numbers[SHEET];
	recorder_take(data, id, oriel__sheet_reload(oriel_sheet_from_id(id), &files));
}

/* ---- Watching ---- */

static void recorder_on_change(
	struct sheet_recorder *recorder, const struct inotify_event *event) {
	for (struct recorded_file *file = recorder->files; file != NULL; file = file->next) {
		if (file->folder == event->wd && event->len > 0 && strcmp(file->name, event->name) == 0)
			file->has_changed = true;
	}
}

static void recorder_read(struct sheet_recorder *recorder) {
	_Alignas(struct inotify_event) char bytes[4096];
	ssize_t length;
	while ((length = read(recorder->inotify, bytes, sizeof(bytes))) > 0) {
		for (const char *at = bytes; at < bytes + length;) {
			const struct inotify_event *event = (const struct inotify_event *)(const void *)at;
			recorder_on_change(recorder, event);
			at += sizeof(*event) + event->len;
		}
	}
}

static oriel_sheet_id recorder_next_changed(struct sheet_recorder *recorder) {
	oriel_sheet_id id = 0;
	for (struct recorded_file *file = recorder->files; file != NULL; file = file->next) {
		if (id == 0 && file->has_changed)
			id = file->sheet;
		if (file->sheet == id)
			file->has_changed = false;
	}
	return id;
}

static void recorder_pump(struct oriel__display *display) {
	struct sheet_recorder *recorder = oriel__container_of(
		display, struct sheet_recorder, display);
	oriel_sheet_id id;
	recorder_read(recorder);
	while ((id = recorder_next_changed(recorder)) != 0)
		recorder_reload(recorder, id);
}

static int recorder_prepare(struct oriel__display *display, struct pollfd *fds, int *timeout_ms) {
	const struct sheet_recorder *recorder = oriel__container_of(
		display, struct sheet_recorder, display);
	(void)timeout_ms;
	fds[0] = (struct pollfd){ .fd = recorder->inotify, .events = POLLIN };
	return 1;
}

/* @param path of a file; its folder is watched */
static void recorder_add_file(
	struct sheet_recorder *recorder, oriel_sheet_id id, const char *path) {
	char folder[PATH_MAX] = ".";
	const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path;
	size_t length = slash != NULL ? (size_t)(slash - path) : 1;
	if (length >= sizeof(folder))
		return;
	if (slash != NULL)
		memcpy(folder, length > 0 ? path : "/", length > 0 ? length : 1);
	struct recorded_file *file = oriel__alloc_zero(1, sizeof(*file) + strlen(name) + 1);
	file->next = recorder->files;
	file->sheet = id;
	file->folder = inotify_add_watch(recorder->inotify, folder, SEEN | IN_ONLYDIR);
	memcpy(file->name, name, strlen(name) + 1);
	recorder->files = file;
}

static void recorder_forget(struct sheet_recorder *recorder, oriel_sheet_id id, bool all) {
	struct recorded_file **link = &recorder->files;
	while (*link != NULL) {
		struct recorded_file *file = *link;
		if (all || file->sheet == id) {
			*link = file->next;
			oriel__free(file);
		} else {
			link = &file->next;
		}
	}
}

/* ---- The recorder of a loop ---- */

static void recorder_finish(void *data) {
	struct sheet_recorder *recorder = data;
	oriel__recording_remove_receiver(recorder->loop, &recorder->receiver);
	oriel__task_cancel(recorder->loop, &recorder->task);
	if (recorder->inotify >= 0) {
		oriel__display_remove(recorder->loop, &recorder->display);
		close(recorder->inotify);
	}
	while (recorder->reloaded != NULL) {
		struct reloaded_sheet *first = recorder->reloaded;
		recorder->reloaded = first->next;
		oriel_sheet_unref(first->sheet);
		oriel__free(first);
	}
	recorder_forget(recorder, 0, true);
	oriel__free(recorder);
}

static struct sheet_recorder *recorder_new(oriel_loop *loop) {
	struct sheet_recorder *recorder = oriel__alloc_zero(1, sizeof(*recorder));
	recorder->loop = loop;
	recorder->inotify = -1;
	recorder->receiver = (struct oriel__recording_receiver){
		.kind = &reload_kind, .refuse = recorder_refuse, .give = recorder_give, .data = recorder };
	oriel__recording_add_receiver(loop, &recorder->receiver);
	if (!oriel__loop_is_replayed(loop))
		recorder->inotify = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (recorder->inotify >= 0) {
		recorder->display = (struct oriel__display){
			.pump = recorder_pump, .prepare = recorder_prepare };
		oriel__display_add(loop, &recorder->display);
	}
	oriel__loop_set_slot(loop, oriel__loop_slot_above(ORIEL__UI_SLOT_SHEETS), recorder,
		recorder_finish);
	return recorder;
}

void oriel__sheet_record_watch(oriel_loop *loop, uint64_t id, const oriel_sheet *sheet) {
	struct sheet_recorder *recorder = oriel__loop_slot(
		loop, oriel__loop_slot_above(ORIEL__UI_SLOT_SHEETS));
	if (recorder == NULL)
		recorder = recorder_new(loop);
	if (recorder->inotify < 0)
		return;
	recorder_forget(recorder, id, false);
	recorder_add_file(recorder, id, sheet->path);
	for (uint32_t i = 0; i < sheet->file_count; i++)
		recorder_add_file(recorder, id, sheet->files[i]);
}
