/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Logging, assertions and running out of memory: the three hooks of the process, set before its
 * first loop.
 *
 * Setting a hook: before the first loop, from any one thread. Everything else, Thread: any. Nothing
 * here can fail.
 */
#ifndef ORIEL_RUNTIME_LOG_H
#define ORIEL_RUNTIME_LOG_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

enum oriel_log_level {
	/** for whoever works on Oriel; dropped unless ORIEL_LOG=debug is in the environment */
	ORIEL_LOG_DEBUG,
	/** worth knowing once, e.g. which font was found; dropped unless ORIEL_LOG is debug or info */
	ORIEL_LOG_INFO,
	ORIEL_LOG_WARNING, /**< wrong but survivable */
	ORIEL_LOG_ERROR,   /**< something the user asked for did not happen */
};

/** Called with one line without its newline; borrowed for the call. From any thread. */
typedef void oriel_log_fn(enum oriel_log_level level, const char *message, void *data);

/** Sets where log lines go; NULL restores standard error. @param data borrowed as long as the hook
 * is set */
ORIEL_API void oriel_set_log_hook(oriel_log_fn *hook, void *data);

/** Writes a line to the log. @param format as for printf, without a newline at its end; lines over
 * 4,000 bytes are cut */
ORIEL_API void oriel_log(enum oriel_log_level level, const char *format, ...) ORIEL_PRINTF(2, 3);

/** Called when a contract is broken, with the sentence that says which; must not return (abort,
 * longjmp). */
typedef void oriel_assert_fn(const char *message, void *data);

/** Sets what a failed assertion does; NULL restores the default: print the sentence and abort. */
ORIEL_API void oriel_set_assert_hook(oriel_assert_fn *hook, void *data);

/** Fails an assertion. For ORIEL_ASSERT. */
ORIEL_NORETURN ORIEL_API void oriel_assert_fail(const char *site, const char *format, ...)
	ORIEL_PRINTF(2, 3);

/**
 * Checks a contract, also in release builds. The rest is a sentence as for printf that names the
 * function, the object and the remedy: ORIEL_ASSERT(child != parent, "oriel_append: %s cannot be
 * its own child; pass another widget", name).
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

/** Called when a small allocation of size bytes failed (0: one of a library, of a size that is not
 * known); may free something and return true to try again. */
typedef bool oriel_out_of_memory_fn(size_t size, void *data);

/** Sets what happens when a small allocation fails; NULL restores the default. If there is no hook,
 * or it returns false, the program ends with ORIEL_EXIT_NO_MEMORY. */
ORIEL_API void oriel_set_out_of_memory_hook(oriel_out_of_memory_fn *hook, void *data);

ORIEL_END

#endif
