/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Watching files and directories for changes.
 *
 * What holds for the paths of file.h holds here, but that a relative one counts from the working
 * directory at the time of the call. The path is looked up during the call, and again whenever a
 * symbolic link on its way changes; a file system that does not answer, e.g. one on a network,
 * holds the loop up so long. Changes that other machines make on a network file system are not
 * seen.
 *
 * A watch follows its path: links, and links on the way, may be swapped, removed and made anew.
 * E.g. of "/etc/app/current/app.conf", where "current" is a link that `ln -sfn` lets lead to
 * another version, the file is told as modified, and from then on the new one is watched. A
 * directory on the way that is no link is not looked at.
 *
 * Thread: loop. Source: File System Observer API; the types of changes have its names.
 */
#ifndef ORIEL_IO_FILE_WATCH_H
#define ORIEL_IO_FILE_WATCH_H

#include <oriel/runtime/status.h>

ORIEL_BEGIN

enum oriel_file_change_type {
	/** made or moved there; in a directory perhaps in the place of another */
	ORIEL_FILE_CHANGE_APPEARED,
	ORIEL_FILE_CHANGE_DISAPPEARED, /**< removed or moved away */
	/**
	 * its content, permissions or owner; of a watched file also that another was put in its place,
	 * or that a link leads to another
	 */
	ORIEL_FILE_CHANGE_MODIFIED,
	ORIEL_FILE_CHANGE_MOVED, /**< within a watched directory, from old_name to name */
	/**
	 * there were more changes than can be told, or the path leads to another directory: look for
	 * yourself
	 */
	ORIEL_FILE_CHANGE_UNKNOWN,
	/**
	 * the directory, or the one the file is in, is gone or was moved: the watch has ended, and its
	 * release function follows. Not of a path with links: that may lead somewhere again
	 */
	ORIEL_FILE_CHANGE_ENDED,
};

/** Valid during the call. */
struct oriel_file_change {
	enum oriel_file_change_type type;
	/**
	 * in the directory, as bytes of the file system; of a watched file the last name of its path;
	 * "" if it is about none
	 */
	const char *name;
	const char *old_name; /**< of one that was moved, else NULL */
};

/** @param changes since the last call, in the order they came; several of one name are one */
typedef void oriel_file_watch_fn(const struct oriel_file_change *changes, size_t count, void *data);

/** Options of oriel_file_watch(). */
struct oriel_file_watch_options {
	ORIEL_OPTIONS_HEAD;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort ends the watch; may be NULL */
	/** releases data when the watch has ended; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
	/** set to why it failed, or ORIEL_OK; NULL: a failure is reported as an error */
	enum oriel_status *status ORIEL_DEFAULT;
};

/** The function behind oriel_file_watch(). */
ORIEL_API oriel_file_watch_id oriel_file_watch_at(const char *site, const char *path,
	oriel_file_watch_fn *fn, void *data, const struct oriel_file_watch_options *options);
/**
 * Calls fn, as a task, when something changes: in a directory, what stands in it, and not below; of
 * a file, whatever stands under its name, also after it was replaced or removed and made anew. A
 * file need not be there yet, its directory has to. At most one task waits; over 1,024 changes
 * until it runs are told as unknown.
 *
 * @param ... data, then members of struct oriel_file_watch_options by name; data: borrowed, or
 * handed over with .release
 * @return an id for oriel_file_unwatch(); 0, with data released, if .signal has aborted, or it
 * cannot be watched, e.g. with ORIEL_QUOTA_EXCEEDED_ERROR when the system's limit of watches is
 * reached
 */
#define oriel_file_watch(path, fn, ...) \
	ORIEL__CALL_3(oriel_file_watch_at, struct oriel_file_watch_options, path, fn, __VA_ARGS__, )

/**
 * Ends a watch, also from inside its callback; a task of it that waits does not run. Any id is
 * allowed.
 */
ORIEL_API void oriel_file_unwatch(oriel_file_watch_id id);

ORIEL_END

#endif
