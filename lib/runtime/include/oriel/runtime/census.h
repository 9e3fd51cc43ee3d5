/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The census: how many objects of each kind are alive on a loop, for tests and for finding leaks.
 *
 * Each module registers names for its objects when the loop first uses the module. A test takes a
 * census before and one after; both must agree:
 *
 * ```c
 * struct oriel_census before, after;
 * oriel_loop_census(loop, &before);
 * oriel_loop_advance(loop, 100); // the work that is tested
 * oriel_loop_census(loop, &after);
 * if (oriel_census_count(&after, "timers") != oriel_census_count(&before, "timers"))
 *     puts("a timer has leaked");
 * ```
 *
 * Names of the runtime:
 *
 * - "tasks": queued by oriel_queue_task(); "microtasks": next-ticks too; "immediates"
 * - "timers": those of signals with a time-out, and of idle callbacks with one, too
 * - "frame callbacks", "idle callbacks"
 * - "watches"; "posts": posts that have not run, results of jobs too
 * - "jobs": jobs that have not been delivered
 * - "listeners": at targets and at emitters; "emitters"; "targets": from oriel_target_new()
 * - "events", "signals"; "objects with user data": targets and events
 * - "coroutines"; "promises": also those that only a resolver, a reaction or a report still needs
 * - "ports": also closed ones that are still referenced; "workers": until they are destroyed
 * - "queues": also ended ones that are still referenced; "queued values"
 * - "file watches": the descriptor that they share counts as a watch
 * - "streams", "servers"; "child processes": until they have ended; "listeners to POSIX signals"
 * - "atoms": interned names of types, attributes, classes and events, and values of attributes
 *
 * liboriel adds "widgets" (without those that are only held), "windows", "applications", "mutation
 * observers" and "paragraphs" (texts that are laid out, on a loop with an application).
 *
 * Thread: loop. Nothing here can fail.
 */
#ifndef ORIEL_RUNTIME_CENSUS_H
#define ORIEL_RUNTIME_CENSUS_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

enum { ORIEL_CENSUS_MAX_ENTRIES = 48 };

/** One name of the census. */
struct oriel_census_entry {
	const char *name; /**< static */
	size_t count;     /**< objects that are alive */
};

/** A census of one loop at one moment. */
struct oriel_census {
	size_t length; /**< entries in use */
	struct oriel_census_entry entries[ORIEL_CENSUS_MAX_ENTRIES];
};

/**
 * Counts the objects of each kind that are alive on this loop.
 * @param out filled in
 */
ORIEL_API void oriel_loop_census(oriel_loop *loop, struct oriel_census *out);

/** Returns the count of that name; 0 if no module of the loop has registered the name. */
ORIEL_API size_t oriel_census_count(const struct oriel_census *census, const char *name);

ORIEL_END

#endif
