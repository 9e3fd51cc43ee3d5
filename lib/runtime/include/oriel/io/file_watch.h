/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Watches on files and directories: callbacks for their changes.
 *
 * ```c
 * static void reload(const struct oriel_file_change *changes, size_t count, void *data) {
 * 	for (size_t i = 0; i < count; i++)
 * 		printf("%s has changed\n", changes[i].name);
 * }
 *
 * // If app.conf is written twice before the task runs, reload() gets 1 change, "app.conf".
 * oriel_file_watch_id watch = oriel_file_watch("/etc/app", reload, NULL);
 * ```
 *
 * The rules of file.h for paths hold here too, but a relative path counts from the working
 * directory at the time of the call. The path is looked up during the call, and again whenever a
 * symbolic link on it changes. A file system that does not answer, e.g. one on a network, blocks
 * the loop for that time. Changes by other machines on a network file system are not seen.
 *
 * A watch follows its path: links may be swapped, removed and made again. For example, of
 * "/etc/app/current/app.conf", where `ln -sfn` lets the link "current" lead to another version, the
 * watch reports the file as modified, and from then on watches the new one. A directory on the path
 * that is no link is not watched.
 *
 * Thread: loop. Errors: an id of 0; .status or an error says why. Source: File System Observer API;
 * the types of changes have its names.
 */
#ifndef ORIEL_IO_FILE_WATCH_H
#define ORIEL_IO_FILE_WATCH_H

#include <oriel/runtime/status.h>

ORIEL_BEGIN

/** The type of a change. */
enum oriel_file_change_type {
	/** made or moved there; in a directory perhaps in place of another file */
	ORIEL_FILE_CHANGE_APPEARED,
	ORIEL_FILE_CHANGE_DISAPPEARED, /**< removed or moved away */
	/**
	 * changed in content, permissions or owner; a watched file also by being replaced, or by a link
	 * that leads to another file
	 */
	ORIEL_FILE_CHANGE_MODIFIED,
	ORIEL_FILE_CHANGE_MOVED, /**< within a watched directory, from old_name to name */
	/**
	 * too many changes to list, or a path that leads to another directory: list the directory again
	 */
	ORIEL_FILE_CHANGE_UNKNOWN,
	/**
	 * the directory, or the one of the file, is gone or was moved: the watch has ended, and its
	 * release function follows. Not of a path with links, which may lead somewhere again
	 */
	ORIEL_FILE_CHANGE_ENDED,
};

/** A change. Valid during the call. */
struct oriel_file_change {
	enum oriel_file_change_type type;
	/**
	 * in the directory, as bytes of the file system; of a watched file the last name of its path;
	 * "" if the change has no name
	 */
	const char *name;
	const char *old_name; /**< the name before a move, else NULL */
};

/**
 * Receives changes.
 * @param changes since the last call, in order; several of one name are one
 */
typedef void oriel_file_watch_fn(const struct oriel_file_change *changes, size_t count, void *data);

/** Options of oriel_file_watch(). */
struct oriel_file_watch_options {
	ORIEL_OPTIONS_HEAD;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort ends the watch; may be NULL */
	/** releases data when the watch has ended; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
	/** set to ORIEL_OK or the reason of a failure; NULL: a failure is reported as an error */
	enum oriel_status *status ORIEL_DEFAULT;
};

/** Does the work of oriel_file_watch(). */
ORIEL_API oriel_file_watch_id oriel_file_watch_at(const char *site, const char *path,
	oriel_file_watch_fn *fn, void *data, const struct oriel_file_watch_options *options);
/**
 * Calls fn, as a task, when something changes.
 *
 * Of a directory, changes of its entries are reported, not those below. Of a file, whatever happens
 * to its name, also after it was replaced, or removed and made again. The file need not exist yet;
 * its directory has to. At most one task waits. More than 1,024 changes until it runs are reported
 * as unknown.
 *
 * @param ... data, then members of struct oriel_file_watch_options by name; data is borrowed, or
 * handed over with .release
 * @return an id for oriel_file_unwatch(); 0, with data released, if .signal has aborted, or if path
 * cannot be watched, e.g. with ORIEL_QUOTA_EXCEEDED_ERROR at the system's limit of watches
 */
#define oriel_file_watch(path, fn, ...) \
	ORIEL__CALL_3(oriel_file_watch_at, struct oriel_file_watch_options, path, fn, __VA_ARGS__, )

/**
 * Ends a watch, also from inside its callback. A queued task of the watch does not run. Any id is
 * allowed.
 */
ORIEL_API void oriel_file_unwatch(oriel_file_watch_id id);

ORIEL_END

#endif
