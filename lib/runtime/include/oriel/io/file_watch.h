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
 * symbolic link of the path changes. Each lookup blocks the loop until the file system replies,
 * which may take long on a network. On a network file system, changes by other machines are not
 * seen.
 *
 * A watch follows its path: symbolic links may be replaced, removed and made again. For example, a
 * watch on "/etc/app/current/app.conf" follows the link "current". When `ln -sfn` makes "current"
 * lead to another version, the watch reports app.conf as modified, and then watches the new file.
 * Only the last directory of the path, and directories that contain such a link, are watched.
 *
 * Thread: loop. Errors: the id 0; .status or a reported error gives the reason. Source: File System
 * Observer API; the types of changes have its names.
 */
#ifndef ORIEL_IO_FILE_WATCH_H
#define ORIEL_IO_FILE_WATCH_H

#include <oriel/runtime/status.h>

ORIEL_BEGIN

/** The type of a change. */
enum oriel_file_change_type {
	/** made, or moved to this name; in a watched directory it may have replaced another file */
	ORIEL_FILE_CHANGE_APPEARED,
	ORIEL_FILE_CHANGE_DISAPPEARED, /**< removed or moved away */
	/**
	 * changed in content, permissions or owner; or the watched file was replaced, or a link of its
	 * path leads to another file
	 */
	ORIEL_FILE_CHANGE_MODIFIED,
	ORIEL_FILE_CHANGE_MOVED, /**< within a watched directory, from old_name to name */
	/**
	 * there were too many changes to list, or the path leads to another directory now: the program
	 * should list the directory again
	 */
	ORIEL_FILE_CHANGE_UNKNOWN,
	/**
	 * the watched directory, or the watched file's directory, was removed or moved. The watch has
	 * ended, and its release function runs next. A path with links may lead somewhere again, so its
	 * watch ends only if the path cannot be followed
	 */
	ORIEL_FILE_CHANGE_ENDED,
};

/** A change. Valid during the call. */
struct oriel_file_change {
	enum oriel_file_change_type type;
	/**
	 * the entry's name, in the file system's bytes; for a watched file, the last name of its path;
	 * "" for ORIEL_FILE_CHANGE_UNKNOWN and ORIEL_FILE_CHANGE_ENDED
	 */
	const char *name;
	const char *old_name; /**< the name before a move, else NULL */
};

/**
 * Receives changes.
 * @param changes since the last call, in order; changes of one name are merged where possible, e.g.
 * removing and making a file is one ORIEL_FILE_CHANGE_MODIFIED
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
 * Watches a file or a directory, and calls fn in a task after changes.
 *
 * For a directory, changes of its entries are reported, but not changes inside subdirectories. For
 * a file, changes of any file with this name are reported, also after the file was replaced. The
 * file need not exist yet, but its directory must exist. Each watch has at most one task queued. If
 * more than 1,024 changes come before the task runs, it reports ORIEL_FILE_CHANGE_UNKNOWN instead.
 *
 * @param ... data, then members of struct oriel_file_watch_options by name; data is borrowed, or
 * handed over with .release
 * @return an id for oriel_file_unwatch(); 0, with data released, if .signal has aborted, or if path
 * cannot be watched, e.g. with ORIEL_QUOTA_EXCEEDED_ERROR at the system's limit of watches
 */
#define oriel_file_watch(path, fn, ...) \
	ORIEL__CALL_3(oriel_file_watch_at, struct oriel_file_watch_options, path, fn, __VA_ARGS__, )

/**
 * Ends a watch, also from inside its callback. A queued task of the watch does not run. The id may
 * be 0, or that of a watch that has ended.
 */
ORIEL_API void oriel_file_unwatch(oriel_file_watch_id id);

ORIEL_END

#endif
