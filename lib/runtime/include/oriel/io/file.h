/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Whole files: reading, writing, replacing, and their properties. Pool threads do the work; the
 * loop never waits for a disk.
 *
 * ```c
 * // After a crash, the file has its old content or these 10 bytes, never a part of them.
 * oriel_promise_unref(oriel_file_replace("settings.ini", "volume=70\n", 10));
 * ```
 *
 * Paths are bytes of the system, end at the first NUL, and are copied. A relative path counts from
 * the working directory of the process when the work begins. Symbolic links are followed. Calls
 * that concern one file may be done in any order or at once: await one before the next.
 *
 * Each call returns a promise with one reference. A failure rejects it with an error (error.h)
 * whose message names the path and the remedy. Only regular files are opened: a directory, a FIFO,
 * a socket or a device is ORIEL_TYPE_MISMATCH_ERROR, at once. An abort of .signal rejects the
 * promise at once with the signal's reason. The work then ends at its next step, and closes and
 * removes its temporary files.
 *
 * The end of the loop waits for writing and replacing. A read from a file system that does not
 * answer is left behind after half a second.
 *
 * Thread: loop. Errors: the promise is rejected.
 */
#ifndef ORIEL_IO_FILE_H
#define ORIEL_IO_FILE_H

#include <oriel/runtime/bytes.h>
#include <oriel/runtime/job.h>

ORIEL_BEGIN

/** Options of oriel_file_read(). */
struct oriel_file_read_options {
	ORIEL_OPTIONS_HEAD;
	uint64_t limit ORIEL_DEFAULT; /**< bytes; more of them: ORIEL_QUOTA_EXCEEDED_ERROR; 0: 1 GiB */
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< may be NULL */
	enum oriel_job_priority priority ORIEL_DEFAULT;
};

/** Does the work of oriel_file_read(). */
ORIEL_API oriel_promise *oriel_file_read_at(
	const char *site, const char *path, const struct oriel_file_read_options *options);
/**
 * Reads a file to its end, also a file that grows meanwhile, or one of a file system without sizes,
 * as /proc.
 * @param ... path, then members of struct oriel_file_read_options by name
 * @return fulfilled with a struct oriel_bytes (bytes.h), with a NUL behind its last byte
 */
#define oriel_file_read(...) \
	ORIEL__CALL_1(oriel_file_read_at, struct oriel_file_read_options, __VA_ARGS__, )

/** Options of oriel_file_write(). */
struct oriel_file_write_options {
	ORIEL_OPTIONS_HEAD;
	/** writes behind the end of the file, instead of replacing its content */
	bool append ORIEL_DEFAULT;
	/** makes a new file; for an existing one ORIEL_INVALID_MODIFICATION_ERROR */
	bool exclusive ORIEL_DEFAULT;
	bool sync ORIEL_DEFAULT; /**< waits until the device has the bytes */
	/** permissions of a new file, less the process's umask; 0: 0666 */
	unsigned mode ORIEL_DEFAULT;
	/**
	 * handed over, also on failure: data is borrowed from it instead of copied; released afterwards
	 */
	struct oriel_payload owner ORIEL_DEFAULT;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< may be NULL */
	enum oriel_job_priority priority ORIEL_DEFAULT;
};

/** Does the work of oriel_file_write(). */
ORIEL_API oriel_promise *oriel_file_write_at(const char *site, const char *path, const void *data,
	size_t length, const struct oriel_file_write_options *options);
/**
 * Writes a file in place. An error, an abort or a crash in the middle leaves a part of the bytes in
 * the file; oriel_file_replace() does not. The application and the loop wait for the write when
 * they end.
 * @param data copied, unless .owner is given
 * @param ... length, bytes, then members of struct oriel_file_write_options by name
 * @return fulfilled without a value after the write
 */
#define oriel_file_write(path, data, ...) \
	ORIEL__CALL_3(oriel_file_write_at, struct oriel_file_write_options, path, data, __VA_ARGS__, )

/** Options of oriel_file_replace(). */
struct oriel_file_replace_options {
	ORIEL_OPTIONS_HEAD;
	/**
	 * permissions of a new file, less the process's umask; 0: 0666. A replaced file hands down its
	 * own
	 */
	unsigned mode ORIEL_DEFAULT;
	struct oriel_payload owner ORIEL_DEFAULT; /**< as for oriel_file_write() */
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< may be NULL */
	enum oriel_job_priority priority ORIEL_DEFAULT;
};

/** Does the work of oriel_file_replace(). */
ORIEL_API oriel_promise *oriel_file_replace_at(const char *site, const char *path, const void *data,
	size_t length, const struct oriel_file_replace_options *options);
/**
 * Replaces a file, or makes it, atomically: a reader sees the old content or the new one, also
 * after a crash.
 *
 * A temporary file in the same directory, named ".oriel-" and a number, is written, synchronised
 * with the device and renamed. Then the directory is synchronised. An error or an abort removes the
 * temporary file; a crash may leave it. The new file has the permissions of the old one, and its
 * owner and group if the system permits that. Hard links keep the old content. Of a symbolic link,
 * the file that it leads to is replaced. A file without write permission is not replaced. The
 * application and the loop wait for the replacement when they end.
 *
 * @param data copied, unless .owner is given
 * @param ... length, bytes, then members of struct oriel_file_replace_options by name
 * @return fulfilled without a value when the device has the file
 */
#define oriel_file_replace(path, data, ...) \
	ORIEL__CALL_3(oriel_file_replace_at, struct oriel_file_replace_options, path, data, \
		__VA_ARGS__, )

/** The type of a file. */
enum oriel_file_type {
	ORIEL_FILE_TYPE_UNKNOWN, /**< none of the types below */
	ORIEL_FILE_TYPE_REGULAR,
	ORIEL_FILE_TYPE_DIRECTORY,
	ORIEL_FILE_TYPE_SYMBOLIC_LINK,
	ORIEL_FILE_TYPE_FIFO,
	ORIEL_FILE_TYPE_SOCKET,
	ORIEL_FILE_TYPE_CHARACTER_DEVICE,
	ORIEL_FILE_TYPE_BLOCK_DEVICE,
};

/** The properties of a file. */
struct oriel_file_info {
	enum oriel_file_type type;
	uint64_t size;          /**< bytes */
	unsigned mode;          /**< permissions, as chmod() takes them */
	unsigned user, group;   /**< ids */
	uint64_t links;         /**< names that the file has */
	uint64_t device, inode; /**< together they name the file */
	double modified_ms;     /**< since 1970-01-01 UTC: its content */
	double changed_ms;      /**< since 1970-01-01 UTC: its content, permissions, owner or links */
};

/** Options of oriel_file_info(). */
struct oriel_file_info_options {
	ORIEL_OPTIONS_HEAD;
	/** describes a symbolic link itself, instead of the file that it leads to */
	bool link ORIEL_DEFAULT;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< may be NULL */
	enum oriel_job_priority priority ORIEL_DEFAULT;
};

/** Does the work of oriel_file_info(). */
ORIEL_API oriel_promise *oriel_file_info_at(
	const char *site, const char *path, const struct oriel_file_info_options *options);
/**
 * Reads the properties of a file of any type.
 * @param ... path, then members of struct oriel_file_info_options by name
 * @return fulfilled with a struct oriel_file_info
 */
#define oriel_file_info(...) \
	ORIEL__CALL_1(oriel_file_info_at, struct oriel_file_info_options, __VA_ARGS__, )

ORIEL_END

#endif
