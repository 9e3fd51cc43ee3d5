/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Logging, assertions and running out of memory: the three hooks of the process.
 *
 * ```c
 * oriel_log(ORIEL_LOG_WARNING, "%s: %d lines were skipped", "notes.txt", 12);
 * ```
 *
 * Thread: any. Hooks are set before the first loop, by one thread. Nothing here can fail.
 */
#ifndef ORIEL_RUNTIME_LOG_H
#define ORIEL_RUNTIME_LOG_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/** The level of a log line, the least important first. */
enum oriel_log_level {
	/** for work on Oriel itself; written only with ORIEL_LOG=debug in the environment */
	ORIEL_LOG_DEBUG,
	/** useful once, e.g. which font was found; written only with ORIEL_LOG=debug or info */
	ORIEL_LOG_INFO,
	ORIEL_LOG_WARNING, /**< wrong but survivable */
	ORIEL_LOG_ERROR, /**< an action that the user asked for did not happen */
};

/**
 * Receives one log line, without its newline, on any thread.
 * @param message borrowed for the call
 */
typedef void oriel_log_fn(enum oriel_log_level level, const char *message, void *data);

/**
 * Sets the function that receives log lines. NULL restores standard error.
 * @param data borrowed as long as the hook is set
 */
ORIEL_API void oriel_set_log_hook(oriel_log_fn *hook, void *data);

/**
 * Writes a line to the log.
 * @param format as for printf, without a newline at its end; lines over 4,000 bytes are cut
 */
ORIEL_API void oriel_log(enum oriel_log_level level, const char *format, ...) ORIEL_PRINTF(2, 3);

/** Receives the sentence of a broken contract. It must not return (abort, longjmp). */
typedef void oriel_assert_fn(const char *message, void *data);

/**
 * Sets the function that a failed assertion calls. NULL restores the default: print the sentence
 * and abort.
 */
ORIEL_API void oriel_set_assert_hook(oriel_assert_fn *hook, void *data);

/** Fails an assertion; for ORIEL_ASSERT. */
ORIEL_NORETURN ORIEL_API void oriel_assert_fail(const char *site, const char *format, ...)
	ORIEL_PRINTF(2, 3);

/**
 * Checks a contract, also in release builds. The rest of the arguments are a sentence, as for
 * printf, that names the function, the object and the remedy:
 *
 *     ORIEL_ASSERT(child != parent, "append: %s is its own child; pass another widget", name);
 */
#define ORIEL_ASSERT(condition, ...) \
	((condition) ? (void)0 : oriel_assert_fail(ORIEL_SITE, __VA_ARGS__))

/**
 * The status with which a program ends when there is no memory for a small allocation: EX_OSERR of
 * sysexits.h.
 *
 * It ends at once, by _exit(): no exit handlers run, and no streams are flushed. The log has the
 * sentence "out of memory: N bytes could not be allocated; the program ends". Sizes that come from
 * outside (a text, a picture, a file) do not end the program, but fail with an error.
 */
enum { ORIEL_EXIT_NO_MEMORY = 71 };

/**
 * Receives notice that a small allocation failed. May free something and return true to try again.
 * @param size bytes; 0: the allocation of a library, of unknown size
 */
typedef bool oriel_out_of_memory_fn(size_t size, void *data);

/**
 * Sets the function that is called when a small allocation fails. Without a hook, or if the hook
 * returns false, the program ends with ORIEL_EXIT_NO_MEMORY. NULL removes the hook.
 */
ORIEL_API void oriel_set_out_of_memory_hook(oriel_out_of_memory_fn *hook, void *data);

ORIEL_END

#endif
