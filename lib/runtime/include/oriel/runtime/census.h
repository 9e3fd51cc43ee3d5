/* SPDX-License-Identifier: MIT */
/**
 * @file
 * What is alive on a loop, counted by kind: for tests that compare before and after, and for a kiosk that logs it daily.
 *
 * Thread: loop. Nothing here can fail.
 */
#ifndef ORIEL_RUNTIME_CENSUS_H
#define ORIEL_RUNTIME_CENSUS_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/** Registered things count until they are cancelled, or run for the last time; objects until their memory is freed. */
enum oriel_census_kind {
	ORIEL_CENSUS_TASKS,      /**< queued by oriel_queue_task() */
	ORIEL_CENSUS_MICROTASKS, /**< and next-ticks */
	ORIEL_CENSUS_IMMEDIATES,
	ORIEL_CENSUS_TIMERS,     /**< those of signals with a timeout, and of idle callbacks with one, too */
	ORIEL_CENSUS_FRAMES,     /**< frame callbacks */
	ORIEL_CENSUS_IDLES,      /**< idle callbacks */
	ORIEL_CENSUS_WATCHES,
	ORIEL_CENSUS_POSTS,      /**< that have not run, results of jobs too */
	ORIEL_CENSUS_JOBS,       /**< that have not been delivered */
	ORIEL_CENSUS_LISTENERS,  /**< at targets and at emitters */
	ORIEL_CENSUS_EMITTERS,
	ORIEL_CENSUS_TARGETS,    /**< from oriel_target_new() */
	ORIEL_CENSUS_EVENTS,
	ORIEL_CENSUS_SIGNALS,
	ORIEL_CENSUS_WIDGETS,    /**< those that are only held do not count */
	ORIEL_CENSUS_WINDOWS,
	ORIEL_CENSUS_APPS,
	ORIEL_CENSUS_USER_DATA,  /**< targets and events that have some */
	ORIEL_CENSUS_MUTATION_OBSERVERS,
	ORIEL_CENSUS_COROUTINES,
	ORIEL_CENSUS_PROMISES,   /**< also those that only a resolver, a reaction or a report still needs */
	ORIEL_CENSUS_PORTS,      /**< also closed ones, and one that somebody holds */
	ORIEL_CENSUS_WORKERS,    /**< also those that end, and those that have, until they are destroyed */
	ORIEL_CENSUS_FILE_WATCHES, /**< the descriptor they share counts as a watch */
	ORIEL_CENSUS_STREAMS,
	ORIEL_CENSUS_SERVERS,
	ORIEL_CENSUS_PROCESSES,  /**< also children of those that are destroyed, until they have ended */
	ORIEL_CENSUS_POSIX_SIGNALS, /**< who waits for one */
	ORIEL_CENSUS_ATOMS,      /**< names that somebody holds: of types, attributes, classes, events … and values of attributes */
	ORIEL_CENSUS_PARAGRAPHS, /**< texts that are laid out, on a loop with an application */
	ORIEL_CENSUS_KINDS,      /**< how many kinds there are */
};

struct oriel_census {
	size_t counts[ORIEL_CENSUS_KINDS];
};

/** Counts what is alive on loop. Costs nothing between calls. @param out filled in */
ORIEL_API void oriel_loop_census(oriel_loop *loop, struct oriel_census *out);

/** @return what a kind is called, e.g. "timers"; static. Asserts for a number that is no kind. Thread: any. */
ORIEL_API const char *oriel_census_kind_name(enum oriel_census_kind kind);

ORIEL_END

#endif
