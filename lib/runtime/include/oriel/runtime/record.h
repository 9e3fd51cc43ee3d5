/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Record and replay: what a loop learns from outside is written to a file, so that a run can be had
 * again, exactly, as often as one likes.
 *
 * With ORIEL_RECORD=FILE in the environment an application records itself, on any platform; with
 * ORIEL_REPLAY=FILE it plays that recording without a display. Replayed, the same program
 * dispatches the same events to the same targets and paints the same pixels; the first difference
 * ends the replay, is logged with what caused it, and makes the status of oriel_app_run() 1. With
 * ORIEL_LAST_SCREENSHOT=FILE both write, as a PNG, what the first window showed when it closed.
 *
 * Recorded are the clock, input and what the platform says of windows and the clipboard, the order
 * in which posts, jobs, their reports and the progress of ranges arrive. Jobs run again when a
 * recording is replayed, and what they bring is held until its place in it; posts are matched by
 * the place in the program that they come from, in their order. Everything else is outside: files,
 * the environment, random numbers, and whatever comes by descriptors, child processes, POSIX
 * signals, libuv's handles, workers and ports of other threads. Using one of these is logged when
 * it is recorded and when it is replayed.
 *
 * Thread: loop. Errors: a file that cannot be had or read is logged, and said by a status.
 */
#ifndef ORIEL_RUNTIME_RECORD_H
#define ORIEL_RUNTIME_RECORD_H

#include <oriel/runtime/status.h>
#include <oriel/runtime/types.h>

ORIEL_BEGIN

enum oriel_replay_state {
	ORIEL_REPLAY_NONE, /**< this loop replays nothing */
	ORIEL_REPLAY_RUNS,
	ORIEL_REPLAY_DONE, /**< all of it happened again */
	ORIEL_REPLAY_DIVERGED, /**< this run did something else; see .message */
	/**
	 * all of it happened again, and the recording stops without an end, as that of a program that
	 * died does
	 */
	ORIEL_REPLAY_CUT,
};

struct oriel_replay_result {
	enum oriel_replay_state state;
	uint64_t records;    /**< that were replayed */
	size_t offset;           /**< bytes of the file up to where it is, or where it diverged */
	/**
	 * what was expected, what came, and its cause; NULL: nothing to say; borrowed until the loop
	 * ends
	 */
	const char *message;
};

/**
 * Records this thread's loop, from here until oriel_record_stop(), until jobs are finished as an
 * application quits, or until the loop ends. Begin before the application is made: its platform is
 * recorded from the beginning or not at all.
 * @param path replaced if it exists; what is recorded is in the file after each turn
 * @return ORIEL_OK; ORIEL_OPERATION_ERROR if the file cannot be written
 * Errors: asserts if the loop is recorded or replayed already.
 */
ORIEL_API enum oriel_status oriel_record_start(const char *path);
/** Ends a recording outside of callbacks. @return ORIEL_OK, also if there is none;
 * ORIEL_OPERATION_ERROR if not all of it could be written */
ORIEL_API enum oriel_status oriel_record_stop(void);

/**
 * Replays a recording on this thread's loop, which takes over its kind of clock. The program then
 * does what it did when it was recorded: what drove the loop from outside callbacks
 * (oriel_input_push(), oriel_loop_advance()) is in the recording, and oriel_loop_run() or
 * oriel_app_run() is enough; it quits when the recording ends, with status 0, or 1 if the run
 * diverged.
 * @return ORIEL_OK; ORIEL_NOT_FOUND_ERROR if the file cannot be read; ORIEL_SYNTAX_ERROR if it is
 * no recording, or damaged; ORIEL_TYPE_MISMATCH_ERROR if it is another version's Errors: asserts if
 * the loop is recorded or replayed already.
 */
ORIEL_API enum oriel_status oriel_replay_start(const char *path);
/** How the replay on this thread's loop stands. */
ORIEL_API struct oriel_replay_result oriel_replay_result(void);

ORIEL_END

#endif
