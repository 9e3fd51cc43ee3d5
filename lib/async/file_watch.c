/* SPDX-License-Identifier: MIT */
/*
 * File watches, by inotify: one descriptor a loop, as long as anything is watched. What a watch tells is put together in file_changes.c.
 *
 * The system watches directories only. To watch a file is to watch its directory for its name, so that it does not matter which file has that name.
 * A directory that is watched several times is one to the system, and goes with the last. What is read from the
 * descriptor calls no user code: it is noted with each watch it concerns, whose task tells it later.
 */
#define _XOPEN_SOURCE 700 /* realpath */
#include "async/file_watch-internal.h"

#include "base/alloc-internal.h"
#include "base/errno-internal.h"
#include "base/slot-map-internal.h"
#include "loop/attachment-internal.h"
#include "loop/cause-internal.h"
#include "loop/census-internal.h"

#include <errno.h>
#include <oriel/error.h>
#include <oriel/log.h>
#include <oriel/watch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUCKETS = 256, BUFFER_SIZE = 16384, READS_AT_ONCE = 16 };

enum {
	CHANGES = IN_CREATE | IN_MOVED_TO | IN_DELETE | IN_MOVED_FROM | IN_MODIFY | IN_ATTRIB,
	ENDS = IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT,
};

struct file_watch;

/* One that the system watches. */
struct directory {
	struct directory *next; /* of its bucket */
	int number;             /* the system's; -1: it watches it no more */
	struct file_watch *watches;
};

struct file_watch {
	oriel_loop *loop;
	struct oriel__task task;
	uint64_t id; /* 0: it has ended */
	struct directory *directory;
	struct file_watch *next, *previous; /* of the directory */
	char *name;      /* of the file; NULL: all that is in the directory */
	bool is_there;   /* the file */
	bool has_ended;  /* after what its task tells */
	bool is_on_stack;
	oriel_file_watch_fn *fn;
	void *data;
	struct oriel__attachment *attachment; /* may be NULL */
	struct oriel__cause cause;
	struct oriel__file_changes changes;
};

/* The loop's. */
struct watcher {
	oriel_loop *loop;
	struct oriel__census_source census;
	struct oriel__slot_map ids;
	int fd; /* -1: nothing is watched */
	oriel_watch_id readable;
	struct directory *buckets[BUCKETS];
};

static const struct oriel__run_class file_watch_run = { .name = "file watch" };

/* Directories */

static struct directory **bucket_of(struct watcher *watcher, int number) {
	return &watcher->buckets[(unsigned)number % BUCKETS];
}

static struct directory *find_directory(struct watcher *watcher, int number) {
	struct directory *directory = *bucket_of(watcher, number);
	while (directory != NULL && directory->number != number)
		directory = directory->next;
	return directory;
}

static struct directory *directory_of(struct watcher *watcher, int number) {
	struct directory *directory = find_directory(watcher, number);
	if (directory != NULL)
		return directory;
	struct directory **bucket = bucket_of(watcher, number);
	directory = oriel__alloc_zero(1, sizeof(*directory));
	directory->number = number;
	directory->next = *bucket;
	*bucket = directory;
	return directory;
}

/* From now on a directory that the system knows by this number is another one. */
static void forget_number(struct watcher *watcher, struct directory *directory) {
	struct directory **link = bucket_of(watcher, directory->number);
	if (directory->number < 0)
		return;
	while (*link != directory)
		link = &(*link)->next;
	*link = directory->next;
	inotify_rm_watch(watcher->fd, directory->number);
	directory->number = -1;
}

static void close_if_unused(struct watcher *watcher) {
	if (watcher->ids.count > 0 || watcher->fd < 0)
		return;
	oriel_unwatch(watcher->readable);
	close(watcher->fd);
	watcher->fd = -1;
}

static void leave_directory(struct watcher *watcher, struct file_watch *watch) {
	struct directory *directory = watch->directory;
	*(watch->previous != NULL ? &watch->previous->next : &directory->watches) = watch->next;
	if (watch->next != NULL)
		watch->next->previous = watch->previous;
	if (directory->watches != NULL)
		return;
	forget_number(watcher, directory);
	oriel__free(directory);
}

static void enter_directory(struct file_watch *watch, struct directory *directory) {
	watch->directory = directory;
	watch->next = directory->watches;
	if (watch->next != NULL)
		watch->next->previous = watch;
	directory->watches = watch;
}

/* Watches */

static void free_if_unused(struct file_watch *watch) {
	if (watch->id != 0 || watch->is_on_stack)
		return;
	oriel__file_changes_finish(&watch->changes);
	oriel__cause_release(&watch->cause);
	oriel__free(watch->name);
	oriel__free(watch);
}

static void end(struct watcher *watcher, struct file_watch *watch) {
	if (watch->id == 0)
		return;
	oriel__slot_map_remove(&watcher->ids, watch->id);
	watch->id = 0;
	oriel__task_cancel(watcher->loop, &watch->task);
	leave_directory(watcher, watch);
	close_if_unused(watcher);
	oriel__attachment_end(watcher->loop, watch->attachment, watch->data);
	free_if_unused(watch);
}

static struct watcher *find_watcher(const oriel_loop *loop) {
	return oriel__loop_slot(loop, ORIEL__LOOP_SLOT_FILE_WATCH);
}

static void tell(struct oriel__task *task) {
	struct file_watch *watch = (struct file_watch *)(void *)((char *)task - offsetof(struct file_watch, task));
	oriel_loop *loop = watch->loop;
	struct oriel__file_changes changes = watch->changes;
	struct oriel__run run;

	watch->changes = (struct oriel__file_changes){ 0 };
	watch->is_on_stack = true;
	oriel__callback_enter(loop);
	oriel__run_begin(loop, &run, &file_watch_run, &watch->cause);
	watch->fn(changes.items, changes.count, watch->data);
	oriel__run_end(loop, &run);
	if (watch->has_ended)
		end(find_watcher(loop), watch);
	oriel__callback_leave(loop);
	watch->is_on_stack = false;
	oriel__file_changes_finish(&changes);
	free_if_unused(watch);
}

static void queue_task(struct file_watch *watch) {
	if (!watch->task.queued)
		oriel__task_queue(watch->loop, &watch->task, ORIEL_TASK_SOURCE_IO, tell);
}

/* What the system tells */

static enum oriel_file_change_type type_of(uint32_t mask) {
	if ((mask & (IN_CREATE | IN_MOVED_TO)) != 0)
		return ORIEL_FILE_CHANGE_APPEARED;
	return (mask & (IN_DELETE | IN_MOVED_FROM)) != 0 ? ORIEL_FILE_CHANGE_DISAPPEARED : ORIEL_FILE_CHANGE_MODIFIED;
}

static void note_change(struct file_watch *watch, enum oriel_file_change_type type, const char *name, uint32_t cookie) {
	if (watch->has_ended || (watch->name != NULL && strcmp(watch->name, name) != 0))
		return;
	if (watch->name != NULL) {
		bool was_there = watch->is_there;
		watch->is_there = type != ORIEL_FILE_CHANGE_DISAPPEARED;
		if (type == ORIEL_FILE_CHANGE_APPEARED && was_there)
			type = ORIEL_FILE_CHANGE_MODIFIED;
		cookie = 0;
	}
	oriel__file_changes_add(&watch->changes, type, name, cookie);
	queue_task(watch);
}

static void note_end(struct watcher *watcher, struct directory *directory) {
	forget_number(watcher, directory);
	for (struct file_watch *watch = directory->watches; watch != NULL; watch = watch->next) {
		watch->has_ended = true;
		oriel__file_changes_end(&watch->changes);
		queue_task(watch);
	}
}

static void note_loss(struct watcher *watcher) {
	for (uint32_t i = 0; i < watcher->ids.used; i++) {
		struct file_watch *watch = watcher->ids.values[i];
		if (watch == NULL || watch->has_ended)
			continue;
		oriel__file_changes_lose(&watch->changes);
		queue_task(watch);
	}
}

static void take_event(struct watcher *watcher, const struct inotify_event *event) {
	struct directory *directory = event->wd >= 0 ? find_directory(watcher, event->wd) : NULL;
	if ((event->mask & IN_Q_OVERFLOW) != 0)
		note_loss(watcher);
	if (directory == NULL)
		return;
	if ((event->mask & ENDS) != 0) {
		note_end(watcher, directory);
	} else if ((event->mask & CHANGES) != 0 && event->len > 0) {
		for (struct file_watch *watch = directory->watches; watch != NULL; watch = watch->next)
			note_change(watch, type_of(event->mask), event->name, event->cookie);
	}
}

static void take_events(struct watcher *watcher, const char *buffer, size_t length) {
	for (size_t at = 0; at < length;) {
		const struct inotify_event *event = (const struct inotify_event *)(const void *)(buffer + at);
		take_event(watcher, event);
		at += sizeof(*event) + event->len;
	}
}

static void on_readable(int fd, unsigned events, void *data) {
	_Alignas(struct inotify_event) char buffer[BUFFER_SIZE];
	ssize_t length = 1;
	for (int reads = 0; reads < READS_AT_ONCE && length > 0; reads++) {
		length = read(fd, buffer, sizeof(buffer));
		take_events(data, buffer, length > 0 ? (size_t)length : 0);
	}
}

/* The loop's */

static void watcher_finish(void *value) {
	struct watcher *watcher = value;
	for (uint32_t i = 0; i < watcher->ids.used; i++) {
		if (watcher->ids.values[i] != NULL)
			end(watcher, watcher->ids.values[i]);
	}
	oriel__census_remove(watcher->loop, &watcher->census);
	oriel__slot_map_finish(&watcher->ids);
	oriel__free(watcher);
}

static void count(const struct oriel__census_source *source, struct oriel_census *out) {
	const struct watcher *watcher = (const struct watcher *)(const void *)((const char *)source - offsetof(struct watcher, census));
	out->counts[ORIEL_CENSUS_FILE_WATCHES] = watcher->ids.count;
}

static struct watcher *watcher_of(oriel_loop *loop) {
	struct watcher *watcher = find_watcher(loop);
	if (watcher != NULL)
		return watcher;
	watcher = oriel__alloc_zero(1, sizeof(*watcher));
	watcher->loop = loop;
	watcher->fd = -1;
	watcher->census.count = count;
	oriel__slot_map_init(&watcher->ids);
	oriel__census_add(loop, &watcher->census);
	oriel__loop_set_slot(loop, ORIEL__LOOP_SLOT_FILE_WATCH, watcher, watcher_finish);
	return watcher;
}

/* Beginning. 0, or errno. */

static int open_watcher(struct watcher *watcher) {
	if (watcher->fd >= 0)
		return 0;
	watcher->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (watcher->fd < 0)
		return errno;
	watcher->readable = oriel_watch_fd(watcher->fd, ORIEL_WATCH_READABLE, on_readable, watcher);
	if (watcher->readable != 0)
		return 0;
	close_if_unused(watcher);
	return ENOMEM;
}

/* Splits a path, which it takes, into its directory and, of a file, *name. */
static char *split(char *path, char **name) {
	char *slash = strrchr(path, '/');
	*name = oriel__strdup(slash != NULL ? slash + 1 : path);
	char *directory = slash == NULL ? oriel__strdup(".") : oriel__strndup(path, slash == path ? 1 : (size_t)(slash - path));
	oriel__free(path);
	return directory;
}

/* Of what is not there the name is looked for, which has no slashes. */
static char *without_slashes(const char *path) {
	size_t length = strlen(path);
	while (length > 1 && path[length - 1] == '/')
		length--;
	return oriel__strndup(path, length);
}

static int find_place(const char *path, char **directory, char **name, bool *is_there) {
	struct stat st;
	*is_there = stat(path, &st) == 0;
	if (!*is_there && (errno != ENOENT || path[0] == '\0'))
		return errno;
	char *whole = *is_there ? realpath(path, NULL) : without_slashes(path);
	if (whole == NULL)
		return errno;
	*name = NULL;
	if (*is_there && S_ISDIR(st.st_mode))
		*directory = whole;
	else
		*directory = split(whole, name);
	return 0;
}

static int begin(struct watcher *watcher, struct file_watch *watch, const char *path) {
	char *directory = NULL;
	int error = find_place(path, &directory, &watch->name, &watch->is_there);
	if (error == 0)
		error = open_watcher(watcher);
	int number = error == 0 ? inotify_add_watch(watcher->fd, directory, CHANGES | ENDS | IN_ONLYDIR) : -1;
	if (error == 0 && number < 0)
		error = errno;
	oriel__free(directory);
	if (error == 0)
		enter_directory(watch, directory_of(watcher, number));
	return error;
}

static const char *remedy_for(int error) {
	switch (error) {
	case ENOSPC: return "the system's limit of watches is reached; watch fewer directories, or raise fs.inotify.max_user_watches";
	case EMFILE: return "the limit of descriptors or of fs.inotify.max_user_instances is reached; raise it";
	case ENOENT: return "its directory is not there; make it first";
	default: return "check the path";
	}
}

static void report(const char *site, const char *path, int error, enum oriel_status *status) {
	if (status != NULL) {
		*status = oriel__status_from_errno(error);
		return;
	}
	char message[512];
	snprintf(message, sizeof(message), "cannot watch %.256s: %s; %s", path, oriel__errno_text(error).text, remedy_for(error));
	oriel_report_error_at(site, oriel__status_from_errno(error), message, NULL);
}

oriel_file_watch_id oriel_file_watch_at(const char *site, const char *path, oriel_file_watch_fn *fn, void *data, const struct oriel_file_watch_options *options) {
	static const struct oriel_file_watch_options defaults = { .size = sizeof(defaults) };
	oriel_loop *loop = oriel__loop_here("oriel_file_watch");
	if (options == NULL)
		options = &defaults;
	ORIEL_ASSERT(path != NULL && fn != NULL, "oriel_file_watch at %s: the path or the function is NULL; pass both", site);
	ORIEL_ASSERT(options->size > 0, "oriel_file_watch at %s: the options have no size; use the macro, or set .size", site);
	if (options->status != NULL)
		*options->status = ORIEL_ABORT_ERROR;
	struct oriel__attachment *attachment;
	if (!oriel__attach(loop, &attachment, options->signal, options->drop, data, oriel_file_unwatch))
		return 0;

	struct watcher *watcher = watcher_of(loop);
	struct file_watch *watch = oriel__alloc_zero(1, sizeof(*watch));
	int error = begin(watcher, watch, path);
	if (error != 0) {
		free_if_unused(watch);
		close_if_unused(watcher);
		report(site, path, error, options->status);
		oriel__attachment_end(loop, attachment, data);
		return 0;
	}
	watch->loop = loop;
	watch->fn = fn;
	watch->data = data;
	watch->task.site = oriel__site(site);
	watch->cause = oriel__cause_capture(loop, site);
	watch->id = oriel__slot_map_add(&watcher->ids, watch);
	watch->attachment = attachment;
	attachment->id = watch->id;
	if (options->status != NULL)
		*options->status = ORIEL_OK;
	return watch->id;
}

void oriel_file_unwatch(oriel_file_watch_id id) {
	oriel_loop *loop = oriel_loop_current();
	struct watcher *watcher = loop != NULL ? find_watcher(loop) : NULL;
	struct file_watch *watch = watcher != NULL ? oriel__slot_map_get(&watcher->ids, id) : NULL;
	if (watch != NULL)
		end(watcher, watch);
}
