/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Record and replay: a file of the external inputs of a loop, with which a run can be repeated
 * exactly.
 *
 *     ORIEL_RECORD=run.oriel todo        (click, type, quit)
 *     ORIEL_REPLAY=run.oriel todo        (the same clicks and keys, without a display; status 0)
 *
 * With ORIEL_RECORD=FILE in the environment an application records itself, on any platform. With
 * ORIEL_REPLAY=FILE it replays that recording without a display. In a replay the same program
 * dispatches the same events to the same targets and paints the same pixels. The first difference
 * ends the replay, is logged with its cause, and makes oriel_app_run() return 1. With
 * ORIEL_LAST_SCREENSHOT=FILE both write a PNG of the first window as it was when it closed.
 *
 * A recording has the clock, the input, the platform's messages about windows and the clipboard,
 * and the order in which posts, jobs, their reports and the progress of ranges arrive. In a replay
 * jobs run again, and their results wait for their places. Posts are matched by their places in the
 * program, in order.
 *
 * Everything else stays outside: files, the environment, random numbers, and everything that comes
 * by descriptors, child processes, POSIX signals, libuv's handles, workers and ports of other
 * threads. Recording and replaying log the use of one of these.
 *
 * ```c
 * static int replay(const char *path) {
 *     oriel_loop *loop = oriel_loop_new();
 *     int status = 2;
 *     if (oriel_replay_start(path) == ORIEL_OK)
 *         status = oriel_loop_run(loop); // 0, or 1 if the run diverged
 *     oriel_loop_destroy(loop);
 *     return status;
 * }
 * ```
 *
 * Thread: loop. Errors: a status; the reason is logged.
 */
#ifndef ORIEL_RUNTIME_RECORD_H
#define ORIEL_RUNTIME_RECORD_H

#include <oriel/runtime/status.h>
#include <oriel/runtime/types.h>

ORIEL_BEGIN

/** The state of a replay. */
enum oriel_replay_state {
	ORIEL_REPLAY_NONE, /**< this loop replays nothing */
	ORIEL_REPLAY_RUNS,
	ORIEL_REPLAY_DONE, /**< all of it happened again */
	ORIEL_REPLAY_DIVERGED, /**< this run did something else; see .message */
	/** all of it happened again, and the recording stops without an end, as after a crash */
	ORIEL_REPLAY_CUT,
};

/** The result of a replay so far. */
struct oriel_replay_result {
	enum oriel_replay_state state;
	uint64_t records; /**< records that were replayed */
	size_t offset; /**< bytes of the file up to here, or to the difference */
	/**
	 * the expected record, the actual one, and its cause; NULL: none; borrowed until the loop ends
	 */
	const char *message;
};

/**
 * Records this thread's loop, until oriel_record_stop(), until jobs are finished as an application
 * quits, or until the loop ends. Call it before the application is made: the platform is recorded
 * from its beginning or not at all.
 * @param path replaced if it exists; complete after each turn
 * @return ORIEL_OK; ORIEL_OPERATION_ERROR if the file cannot be written
 * Errors: asserts if the loop is recorded or replayed already.
 */
ORIEL_API enum oriel_status oriel_record_start(const char *path);
/**
 * Ends a recording, outside of callbacks.
 * @return ORIEL_OK, also without a recording; ORIEL_OPERATION_ERROR if not all of it could be
 * written
 */
ORIEL_API enum oriel_status oriel_record_stop(void);

/**
 * Replays a recording on this thread's loop, which takes over the recorded kind of clock.
 *
 * The recording has every call that drove the loop from outside callbacks (oriel_input_push(),
 * oriel_loop_advance()); oriel_loop_run() or oriel_app_run() is enough. It quits at the end of the
 * recording, with status 0, or 1 if the run diverged.
 *
 * @return ORIEL_OK; ORIEL_NOT_FOUND_ERROR if the file cannot be read; ORIEL_SYNTAX_ERROR if it is
 * damaged or no recording; ORIEL_TYPE_MISMATCH_ERROR if it is of another version
 * Errors: asserts if the loop is recorded or replayed already.
 */
ORIEL_API enum oriel_status oriel_replay_start(const char *path);
/** Returns the result so far of the replay on this thread's loop. */
ORIEL_API struct oriel_replay_result oriel_replay_result(void);

ORIEL_END

#endif
