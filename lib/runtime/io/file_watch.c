/* SPDX-License-Identifier: MIT */
/*
 * File watches by inotify: one descriptor for each loop while anything is watched. file_changes.c
 * collects the changes of a watch.
 *
 * The system watches directories only. To watch a file, the watch observes its directory for its
 * name, so it does not matter which file has that name. To follow a path, it also observes the name
 * of each symbolic link on the way (file_trail.c). When one of these names changes, the path is
 * followed again, after all events read together with that change. A directory that several watches
 * use is watched once by the system, until the last of them ends. Reading the descriptor calls no
 * user code: each change is added to the watches that it concerns, and their tasks report it later.
 */
#include "io/file_trail_internal.h"
#include "io/file_watch_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/errno_internal.h"
#include "base/list_internal.h"
#include "base/options_internal.h"
#include "base/slot_map_internal.h"
#include "loop/callback_data_internal.h"
#include "loop/cause_internal.h"
#include "loop/census_internal.h"

#include <errno.h>
#include <limits.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/watch.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

enum { BUCKETS = 256, BUFFER_SIZE = 16384, READS_AT_ONCE = 16, MAX_TRIES = 8 };

enum {
	CHANGES = IN_CREATE | IN_MOVED_TO | IN_DELETE | IN_MOVED_FROM | IN_MODIFY | IN_ATTRIB,
	ENDS = IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT,
	OTHER_FILE = IN_CREATE | IN_MOVED_TO | IN_DELETE | IN_MOVED_FROM,
};

struct file_watch;

/* A step of a watch's trail. */
struct place {
	struct oriel__list_link link;
	struct directory *directory; /* NULL if the directory may not be watched */
	struct file_watch *watch;
	const char *name; /* belongs to the trail; NULL: everything in the directory */
};

/* A directory that the system watches. */
struct directory {
	struct directory *next;    /* in the same bucket */
	int number;                /* the system's number of the watch; -1: no longer watched */
	struct oriel__list places; /* items: struct place */
};

struct file_watch {
	oriel_loop *loop;
	struct oriel__task task;
	uint64_t id;                    /* 0: the watch has ended */
	char *path;                     /* absolute */
	struct oriel__file_trail trail; /* the trail of path */
	struct place *places;           /* one for each step */
	char *name;                     /* the last name of path */
	/* the path led to a file, or to a name that does not exist, when it was last followed */
	bool is_of_file;
	bool is_there;    /* the file exists */
	bool must_follow; /* the trail may have changed */
	bool has_ended;   /* ends after its task has reported the changes */
	bool is_on_stack;
	oriel_file_watch_fn *fn;
	void *data;
	struct oriel__attachment *attachment; /* may be NULL */
	struct oriel__cause cause;
	struct oriel__file_changes changes;
};

/* The watches of a loop. */
struct watcher {
	oriel_loop *loop;
	struct oriel__census_source census;
	struct oriel__slot_map ids;
	int fd; /* -1: nothing is watched */
	oriel_watch_id readable;
	bool must_follow; /* for at least one watch */
	struct directory *buckets[BUCKETS];
};

static const struct oriel__run_class file_watch_run = { .name = "file watch" };

/* ---- Directories ---- */

static struct directory **file_watch_bucket_of(struct watcher *watcher, int number) {
	return &watcher->buckets[(unsigned)number % BUCKETS];
}

static struct directory *file_watch_find_directory(struct watcher *watcher, int number) {
	struct directory *directory = *file_watch_bucket_of(watcher, number);
	while (directory != NULL && directory->number != number)
		directory = directory->next;
	return directory;
}

static struct directory *file_watch_directory_of(struct watcher *watcher, int number) {
	struct directory *directory = file_watch_find_directory(watcher, number);
	if (directory != NULL)
		return directory;
	struct directory **bucket = file_watch_bucket_of(watcher, number);
	directory = oriel__alloc_zero(1, sizeof(*directory));
	directory->number = number;
	directory->next = *bucket;
	*bucket = directory;
	return directory;
}

/* Removes a directory's number, which the system will reuse for another directory. */
static void file_watch_forget_number(struct watcher *watcher, struct directory *directory) {
	struct directory **link = file_watch_bucket_of(watcher, directory->number);
	if (directory->number < 0)
		return;
	while (*link != directory)
		link = &(*link)->next;
	*link = directory->next;
	inotify_rm_watch(watcher->fd, directory->number);
	directory->number = -1;
}

static void file_watch_close_if_unused(struct watcher *watcher) {
	if (watcher->ids.count > 0 || watcher->fd < 0)
		return;
	oriel_unwatch(watcher->readable);
	close(watcher->fd);
	watcher->fd = -1;
}

static void file_watch_leave_directory(struct watcher *watcher, struct place *place) {
	struct directory *directory = place->directory;
	if (directory == NULL)
		return;
	oriel__list_remove(&directory->places, &place->link);
	if (!oriel__list_is_empty(&directory->places))
		return;
	file_watch_forget_number(watcher, directory);
	oriel__free(directory);
}

static void file_watch_enter_directory(struct place *place, struct directory *directory) {
	place->directory = directory;
	oriel__list_prepend(&directory->places, &place->link);
}

static void file_watch_leave_places(struct watcher *watcher, struct place *places, size_t count) {
	for (size_t i = 0; i < count; i++)
		file_watch_leave_directory(watcher, &places[i]);
	oriel__free(places);
}

/* Returns the last step of a complete trail, or NULL if the trail breaks off. */
static struct place *file_watch_last_place(const struct file_watch *watch) {
	return watch->trail.has_end ? &watch->places[watch->trail.count - 1] : NULL;
}

static bool file_watch_has_links(const struct file_watch *watch) {
	return watch->trail.count > (watch->trail.has_end ? 1u : 0u);
}

/* Following the path. These functions return 0 or an errno. */

/* Enters a step. A link in a directory that may not be watched is followed, but not observed. */
static int file_watch_enter_step(
	struct watcher *watcher, struct place *place, const char *directory, bool is_end) {
	int number = inotify_add_watch(watcher->fd, directory, CHANGES | ENDS | IN_ONLYDIR);
	if (number < 0)
		return errno == EACCES && !is_end ? 0 : errno;
	file_watch_enter_directory(place, file_watch_directory_of(watcher, number));
	return 0;
}

/* Replaces the places of a watch by those of the trail, which is handed over. */
static int file_watch_set_trail(
	struct watcher *watcher, struct file_watch *watch, struct oriel__file_trail *trail) {
	struct place *places = oriel__alloc_zero(trail->count + 1, sizeof(*places));
	int error = 0;
	for (size_t i = 0; i < trail->count && error == 0; i++) {
		places[i].watch = watch;
		places[i].name = trail->steps[i].name;
		error = file_watch_enter_step(watcher, &places[i], trail->steps[i].directory,
			trail->has_end && i + 1 == trail->count);
	}
	if (error != 0) {
		file_watch_leave_places(watcher, places, trail->count);
		oriel__file_trail_finish(trail);
		return error;
	}
	file_watch_leave_places(watcher, watch->places, watch->trail.count);
	oriel__file_trail_finish(&watch->trail);
	watch->places = places;
	watch->trail = *trail;
	return 0;
}

/* Follows the path, and follows it once more after watching, so that changes in between are
 * found. */
static int file_watch_follow_path(struct watcher *watcher, struct file_watch *watch) {
	for (int tries = 0; tries < MAX_TRIES; tries++) {
		struct oriel__file_trail trail;
		int error = oriel__file_trail_find(&trail, watch->path, watch->is_of_file);
		if (error == ELOOP && watch->places != NULL)
			error = 0; /* the watch waits until the circle is broken */
		else if (error == ELOOP)
			oriel__file_trail_finish(&trail);
		if (error == 0 && tries > 0 && oriel__file_trail_is_same(&trail, &watch->trail)) {
			oriel__file_trail_finish(&trail);
			break;
		}
		if (error == 0)
			error = file_watch_set_trail(watcher, watch, &trail);
		if (error != 0 && (error != ENOENT || tries + 1 == MAX_TRIES || watch->places == NULL))
			return error;
	}
	const struct place *end = file_watch_last_place(watch);
	if (end != NULL)
		watch->is_of_file = end->name != NULL;
	watch->is_there = watch->trail.is_there;
	watch->must_follow = false;
	return 0;
}

/* ---- Watches ---- */

static void file_watch_free_if_unused(struct file_watch *watch) {
	if (watch->id != 0 || watch->is_on_stack)
		return;
	oriel__file_changes_finish(&watch->changes);
	oriel__cause_release(&watch->cause);
	oriel__file_trail_finish(&watch->trail);
	oriel__free(watch->path);
	oriel__free(watch->name);
	oriel__free(watch);
}

static void file_watch_end(struct watcher *watcher, struct file_watch *watch) {
	if (watch->id == 0)
		return;
	oriel__slot_map_remove(&watcher->ids, watch->id);
	watch->id = 0;
	oriel__task_cancel(watcher->loop, &watch->task);
	file_watch_leave_places(watcher, watch->places, watch->trail.count);
	watch->places = NULL;
	file_watch_close_if_unused(watcher);
	oriel__attachment_end(watcher->loop, watch->attachment, watch->data);
	file_watch_free_if_unused(watch);
}

static struct watcher *file_watch_find_watcher(const oriel_loop *loop) {
	return oriel__loop_slot(loop, ORIEL__LOOP_SLOT_FILE_WATCH);
}

static void file_watch_run_task(struct oriel__task *task) {
	struct file_watch *watch = oriel__container_of(task, struct file_watch, task);
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
		file_watch_end(file_watch_find_watcher(loop), watch);
	oriel__callback_leave(loop);
	watch->is_on_stack = false;
	oriel__file_changes_finish(&changes);
	file_watch_free_if_unused(watch);
}

static void file_watch_queue_task(struct file_watch *watch) {
	if (!watch->task.is_queued)
		oriel__task_queue(watch->loop, &watch->task, ORIEL_TASK_SOURCE_IO, file_watch_run_task);
}

/* ---- Events of the system ---- */

static enum oriel_file_change_type file_watch_type_of(uint32_t mask) {
	if ((mask & (IN_CREATE | IN_MOVED_TO)) != 0)
		return ORIEL_FILE_CHANGE_APPEARED;
	return (mask & (IN_DELETE | IN_MOVED_FROM)) != 0 ? ORIEL_FILE_CHANGE_DISAPPEARED :
													ORIEL_FILE_CHANGE_MODIFIED;
}

static void file_watch_request_follow(struct watcher *watcher, struct file_watch *watch) {
	watch->must_follow = watcher->must_follow = true;
}

static void file_watch_add_file_change(struct file_watch *watch, enum oriel_file_change_type type) {
	bool was_there = watch->is_there;
	watch->is_there = type != ORIEL_FILE_CHANGE_DISAPPEARED;
	if (type == ORIEL_FILE_CHANGE_APPEARED && was_there)
		type = ORIEL_FILE_CHANGE_MODIFIED;
	oriel__file_changes_add(&watch->changes, type, watch->name, 0);
	file_watch_queue_task(watch);
}

/* Handles an event. A file may have been replaced by a link, or a link by a file. */
static void file_watch_handle_event(
	struct watcher *watcher, const struct place *place, const struct inotify_event *event) {
	struct file_watch *watch = place->watch;
	bool is_other_file = (event->mask & OTHER_FILE) != 0;
	if (watch->has_ended || (place->name != NULL && strcmp(place->name, event->name) != 0))
		return;
	if (place->name != NULL && is_other_file)
		file_watch_request_follow(watcher, watch);
	if (place != file_watch_last_place(watch))
		return;
	if (place->name != NULL) {
		file_watch_add_file_change(watch, file_watch_type_of(event->mask));
		return;
	}
	oriel__file_changes_add(
		&watch->changes, file_watch_type_of(event->mask), event->name, event->cookie);
	file_watch_queue_task(watch);
}

static void file_watch_end_after_report(struct file_watch *watch) {
	watch->has_ended = true;
	oriel__file_changes_end(&watch->changes);
	file_watch_queue_task(watch);
}

/* Handles the end of a directory. A trail over links may lead to another directory now or later. */
static void file_watch_handle_directory_end(struct watcher *watcher, struct directory *directory) {
	file_watch_forget_number(watcher, directory);
	oriel__list_each(place, &directory->places, struct place, link) {
		struct file_watch *watch = place->watch;
		if (file_watch_has_links(watch))
			file_watch_request_follow(watcher, watch);
		else if (!watch->has_ended)
			file_watch_end_after_report(watch);
	}
}

/* The place that a path leads to, whether or not it exists. */
struct destination {
	int number; /* number of the directory; -1: none */
	char *name; /* name in the directory; owned; NULL: the directory itself */
};

static struct destination file_watch_destination(const struct file_watch *watch) {
	const struct place *end = file_watch_last_place(watch);
	if (end == NULL)
		return (struct destination){ .number = -1 };
	return (struct destination){ end->directory->number,
		end->name != NULL ? oriel__strdup(end->name) : NULL };
}

static bool file_watch_is_same_destination(
	const struct destination *a, const struct destination *b) {
	bool is_same_name = (a->name == NULL) == (b->name == NULL) &&
		(a->name == NULL || strcmp(a->name, b->name) == 0);
	return a->number == b->number && is_same_name;
}

/* Reports the difference between the path's old and new target as a change of the path. */
static void file_watch_add_followed(
	struct file_watch *watch, bool was_there, const struct destination *old,
	const struct destination *now) {
	bool is_other = !file_watch_is_same_destination(old, now);
	if (!is_other && was_there == watch->is_there)
		return;
	if (watch->is_of_file && (was_there || watch->is_there)) {
		oriel__file_changes_add(&watch->changes,
			!watch->is_there ? ORIEL_FILE_CHANGE_DISAPPEARED :
				was_there    ? ORIEL_FILE_CHANGE_MODIFIED :
							ORIEL_FILE_CHANGE_APPEARED,
			watch->name, 0);
		file_watch_queue_task(watch);
	} else if (!watch->is_of_file && is_other) {
		oriel__file_changes_lose(&watch->changes);
		file_watch_queue_task(watch);
	}
}

static void file_watch_follow_again(struct watcher *watcher, struct file_watch *watch) {
	struct destination old = file_watch_destination(watch);
	bool was_there = watch->is_there;
	watch->must_follow = false;
	if (file_watch_follow_path(watcher, watch) == 0) {
		struct destination now = file_watch_destination(watch);
		file_watch_add_followed(watch, was_there, &old, &now);
		oriel__free(now.name);
	} else
		file_watch_end_after_report(watch);
	oriel__free(old.name);
}

static void file_watch_follow_all(struct watcher *watcher) {
	watcher->must_follow = false;
	for (uint32_t i = 0; i < watcher->ids.used; i++) {
		struct file_watch *watch = watcher->ids.values[i];
		if (watch != NULL && watch->must_follow && !watch->has_ended)
			file_watch_follow_again(watcher, watch);
	}
}

static void file_watch_lose_changes(struct watcher *watcher) {
	for (uint32_t i = 0; i < watcher->ids.used; i++) {
		struct file_watch *watch = watcher->ids.values[i];
		if (watch == NULL || watch->has_ended)
			continue;
		oriel__file_changes_lose(&watch->changes);
		file_watch_request_follow(watcher, watch);
		file_watch_queue_task(watch);
	}
}

static void file_watch_take_event(struct watcher *watcher, const struct inotify_event *event) {
	struct directory *directory = event->wd >= 0 ? file_watch_find_directory(
		watcher, event->wd) : NULL;
	if ((event->mask & IN_Q_OVERFLOW) != 0)
		file_watch_lose_changes(watcher);
	if (directory == NULL)
		return;
	if ((event->mask & ENDS) != 0) {
		file_watch_handle_directory_end(watcher, directory);
	} else if ((event->mask & CHANGES) != 0 && event->len > 0) {
		oriel__list_each(place, &directory->places, const struct place, link)
			file_watch_handle_event(watcher, place, event);
	}
}

static void file_watch_take_events(struct watcher *watcher, const char *buffer, size_t length) {
	for (size_t at = 0; at < length;) {
		const struct inotify_event *event = (const struct inotify_event *)(const void *)(buffer +
			at);
		file_watch_take_event(watcher, event);
		at += sizeof(*event) + event->len;
	}
}

static void file_watch_on_readable(int fd, unsigned events, void *data) {
	_Alignas(struct inotify_event) char buffer[BUFFER_SIZE];
	ssize_t length = 1;
	struct watcher *watcher = data;
	for (int reads = 0; reads < READS_AT_ONCE && length > 0; reads++) {
		length = read(fd, buffer, sizeof(buffer));
		file_watch_take_events(watcher, buffer, length > 0 ? (size_t)length : 0);
		if (watcher->must_follow)
			file_watch_follow_all(watcher);
	}
}

/* ---- The watches of a loop ---- */

static void watcher_finish(void *value) {
	struct watcher *watcher = value;
	for (uint32_t i = 0; i < watcher->ids.used; i++) {
		if (watcher->ids.values[i] != NULL)
			file_watch_end(watcher, watcher->ids.values[i]);
	}
	oriel__census_remove(watcher->loop, &watcher->census);
	oriel__slot_map_finish(&watcher->ids);
	oriel__free(watcher);
}

static void file_watch_count(const struct oriel__census_source *source, struct oriel_census *out) {
	const struct watcher *watcher = oriel__container_of(source, struct watcher, census);
	oriel__census_put(out, "file watches", watcher->ids.count);
}

static struct watcher *watcher_of(oriel_loop *loop) {
	struct watcher *watcher = file_watch_find_watcher(loop);
	if (watcher != NULL)
		return watcher;
	watcher = oriel__alloc_zero(1, sizeof(*watcher));
	watcher->loop = loop;
	watcher->fd = -1;
	watcher->census.count = file_watch_count;
	oriel__slot_map_init(&watcher->ids);
	oriel__census_add(loop, &watcher->census);
	oriel__loop_set_slot(loop, ORIEL__LOOP_SLOT_FILE_WATCH, watcher, watcher_finish);
	return watcher;
}

/* Beginning. These functions return 0 or an errno. */

static int file_watch_open_watcher(struct watcher *watcher) {
	if (watcher->fd >= 0)
		return 0;
	watcher->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (watcher->fd < 0)
		return errno;
	watcher->readable = oriel_watch_fd(
		watcher->fd, ORIEL_WATCH_READABLE, file_watch_on_readable, watcher);
	if (watcher->readable != 0)
		return 0;
	file_watch_close_if_unused(watcher);
	return ENOMEM;
}

/* Returns the absolute path, or NULL with errno set if there is no working directory. */
static char *file_watch_absolute(const char *path) {
	char directory[PATH_MAX];
	if (path[0] == '/')
		return oriel__strdup(path);
	if (getcwd(directory, sizeof(directory)) == NULL)
		return NULL;
	size_t size = strlen(directory) + strlen(path) + 2;
	char *whole = oriel__alloc(size);
	snprintf(whole, size, "%s/%s", directory, path);
	return whole;
}

static char *file_watch_last_name(const char *path) {
	size_t end = strlen(path);
	while (end > 0 && path[end - 1] == '/')
		end--;
	size_t begin = end;
	while (begin > 0 && path[begin - 1] != '/')
		begin--;
	return oriel__strndup(path + begin, end - begin);
}

static int file_watch_begin(struct watcher *watcher, struct file_watch *watch, const char *path) {
	if (path[0] == '\0')
		return ENOENT;
	if (strnlen(path, PATH_MAX) == PATH_MAX)
		return ENAMETOOLONG;
	watch->path = file_watch_absolute(path);
	if (watch->path == NULL)
		return errno;
	watch->name = file_watch_last_name(watch->path);
	int error = file_watch_open_watcher(watcher);
	return error == 0 ? file_watch_follow_path(watcher, watch) : error;
}

static const char *file_watch_remedy_for(int error) {
	switch (error) {
	case ENOSPC:
		return "the system's limit of watches is reached; watch fewer directories, or raise "
			"fs.inotify.max_user_watches";
	case EMFILE:
		return "the limit of descriptors or of fs.inotify.max_user_instances is reached; raise it";
	case ENOENT: return "its directory is not there; make it first";
	default: return "check the path";
	}
}

static void file_watch_report(
	const char *site, const char *path, int error, enum oriel_status *status) {
	if (status != NULL) {
		*status = oriel__status_from_errno(error);
		return;
	}
	char message[512];
	snprintf(message, sizeof(message), "cannot watch %.256s: %s; %s", path,
		oriel__errno_text(error).text, file_watch_remedy_for(error));
	oriel_report_error_at(site, oriel__status_from_errno(error), message, ORIEL_NO_PAYLOAD);
}

oriel_file_watch_id oriel_file_watch_at(const char *site, const char *path, oriel_file_watch_fn *fn,
	void *data, const struct oriel_file_watch_options *options) {
	static const struct oriel_file_watch_options defaults = { .size = sizeof(defaults) };
	oriel_loop *loop = oriel__loop_here("oriel_file_watch");
	if (options == NULL)
		options = &defaults;
	ORIEL_ASSERT(path != NULL && fn != NULL,
		"oriel_file_watch at %s: the path or the function is NULL; pass both", site);
	oriel__check_options("oriel_file_watch", site, options);
	if (options->status != NULL)
		*options->status = ORIEL_ABORT_ERROR;
	struct oriel__attachment *attachment;
	if (!oriel__attach(
			loop, &attachment, options->signal, options->release, data, oriel_file_unwatch))
		return 0;

	struct watcher *watcher = watcher_of(loop);
	struct file_watch *watch = oriel__alloc_zero(1, sizeof(*watch));
	int error = file_watch_begin(watcher, watch, path);
	if (error != 0) {
		file_watch_leave_places(watcher, watch->places, watch->trail.count);
		file_watch_free_if_unused(watch);
		file_watch_close_if_unused(watcher);
		file_watch_report(site, path, error, options->status);
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
	struct watcher *watcher = loop != NULL ? file_watch_find_watcher(loop) : NULL;
	struct file_watch *watch = watcher != NULL ? oriel__slot_map_get(&watcher->ids, id) : NULL;
	if (watch != NULL)
		file_watch_end(watcher, watch);
}
