/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Child processes: starting, writing to, reading from, waiting for and ending them.
 *
 * ```c
 * const char *argv[] = { "sort", NULL };
 * struct oriel_stdio pipe = { .type = ORIEL_STDIO_PIPE };
 * oriel_process *sort = oriel_process_new(argv, .in = pipe, .out = pipe);
 * oriel_stream_write(oriel_process_in(sort), "b\na\n", 4);
 * oriel_stream_end(oriel_process_in(sort)); // oriel_process_out() then reads "a\nb\n"
 * ```
 *
 * Events at a process, each a task:
 *
 * - `exit`: the child has ended; oriel_process_exit(). Its pipes may still have output: read them
 *   to their ends.
 * - `error`: the child could not be started; oriel_event_error(). It is reported (error.h) if there
 *   is no listener, and no promise was rejected with it.
 *
 * A process has one owner. A child never becomes a zombie, whatever happens to its owner. When the
 * process is destroyed, or its loop ends, a running child is killed (SIGKILL), unless it is
 * detached. A child inherits the descriptors that it is given, and no other, whatever other code
 * has open. It starts with every POSIX signal at its default, and with none blocked.
 *
 * SIGCHLD may be blocked, or handled by other code. Where it is ignored, the system forgets the
 * status of children; starting a child therefore sets it to its default. If other code ignores it
 * later, or waits for every child, the end of a child is reported with the code -1 and no signal,
 * and a warning.
 *
 * Starting a child blocks the loop until the system has loaded the program, about a millisecond.
 *
 * Thread: loop, each loop with children of its own. Errors: an `error` event.
 */
#ifndef ORIEL_IO_PROCESS_H
#define ORIEL_IO_PROCESS_H

#include <oriel/io/stream.h>

ORIEL_BEGIN

/** The type of a standard descriptor. */
enum oriel_stdio_type {
	ORIEL_STDIO_INHERIT, /**< this process's; /dev/null if that is closed */
	ORIEL_STDIO_NULL,    /**< /dev/null */
	ORIEL_STDIO_PIPE,    /**< a pipe, whose other end is a stream */
	ORIEL_STDIO_FD,      /**< the descriptor .fd, borrowed for the call */
};

/** One of the child's three standard descriptors, e.g. `.out = { .type = ORIEL_STDIO_PIPE }`. */
struct oriel_stdio {
	enum oriel_stdio_type type ORIEL_DEFAULT;
	int fd ORIEL_DEFAULT; /**< for ORIEL_STDIO_FD */
};

/** Options of oriel_process_new(). */
struct oriel_process_options {
	ORIEL_OPTIONS_HEAD;
	/** "NAME=value", ended by NULL, copied; NULL: this process's */
	const char *const *env ORIEL_DEFAULT;
	const char *cwd ORIEL_DEFAULT; /**< the child's working directory; NULL: this process's */
	struct oriel_stdio in ORIEL_DEFAULT;
	struct oriel_stdio out ORIEL_DEFAULT;
	struct oriel_stdio err ORIEL_DEFAULT;
	/** descriptors 3, 4 … of the child, borrowed for the call; may be NULL */
	const int *fds ORIEL_DEFAULT;
	size_t fd_count ORIEL_DEFAULT;
	/**
	 * the child also has one end of a socket pair, whose number is in its variable ORIEL_PORT_FD;
	 * oriel_process_take_port_fd() has the other end
	 */
	bool port ORIEL_DEFAULT;
	/**
	 * the child leads a session of its own, is not killed with this object, and may outlive this
	 * program
	 */
	bool detached ORIEL_DEFAULT;
	/** its abort ends the child as oriel_process_end(); may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
	/** ms from SIGTERM to SIGKILL in oriel_process_end(), on the loop's clock; 0: 5,000 */
	double grace_ms ORIEL_DEFAULT;
};

/** Does the work of oriel_process_new(). */
ORIEL_API oriel_process *oriel_process_new_at(
	const char *site, const char *const *argv, const struct oriel_process_options *options);
/**
 * Starts a program.
 * @param ... argv, then members of struct oriel_process_options by name. argv is the program and
 * its arguments, ended by NULL, copied. A program without "/" is looked for in PATH
 * @return owned by the caller; oriel_process_destroy(). A process that could not be started has no
 * pid, and fires `error`
 */
#define oriel_process_new(...) \
	ORIEL__CALL_1(oriel_process_new_at, struct oriel_process_options, __VA_ARGS__, )

/**
 * Destroys the process with its streams, also in its own events. A running child is killed, unless
 * it is detached. NULL is allowed.
 */
ORIEL_API void oriel_process_destroy(oriel_process *process);

/** Returns the process as an event target. */
ORIEL_API oriel_target *oriel_process_target(oriel_process *process);
/** Returns the process that this target is, borrowed; NULL for another target. */
ORIEL_API oriel_process *oriel_process_try_from_target(oriel_target *target);

/** Returns the number of the child, also after its end; 0 if it could not be started. */
ORIEL_API int oriel_process_pid(const oriel_process *process);
/** Returns whether the child runs. */
ORIEL_API bool oriel_process_is_running(const oriel_process *process);

/**
 * Returns the stream to the child's standard input, owned by the process. NULL if that is no pipe,
 * and after the stream was destroyed, which may be before the process. The stream of a child that
 * could not be started is closed.
 */
ORIEL_API oriel_stream *oriel_process_in(oriel_process *process);
/** Returns the stream of the child's standard output, as oriel_process_in() does. */
ORIEL_API oriel_stream *oriel_process_out(oriel_process *process);
/** Returns the stream of the child's standard error, as oriel_process_in() does. */
ORIEL_API oriel_stream *oriel_process_err(oriel_process *process);
/**
 * Takes this end of the socket pair, for a stream or a port.
 * @return a descriptor, handed over; -1 without .port, after an earlier call, or if the start
 * failed
 */
ORIEL_API int oriel_process_take_port_fd(oriel_process *process);
/**
 * Takes the child's end of the socket pair, in a process that was started with .port.
 * @return a descriptor for a port or a stream, handed over; -1 if there is none, or after an
 * earlier call
 */
ORIEL_API int oriel_process_take_parent_fd(void);

/** The end of a child. */
struct oriel_process_exit {
	/** the exit status, 0 to 255; -1: a signal ended the child, or the status is unknown */
	int code;
	int posix_signal; /**< the number of the signal that ended it; 0: none */
};

/** Returns the end of the child, borrowed as long as the process; NULL while the child runs. */
ORIEL_API const struct oriel_process_exit *oriel_process_exit(const oriel_process *process);

/**
 * Sends a POSIX signal, e.g. SIGHUP.
 * @return whether the signal was sent; not if the child has ended, or the system does not permit it
 */
ORIEL_API bool oriel_process_kill(oriel_process *process, int posix_signal);
/** Asks the child to end (SIGTERM), and kills it (SIGKILL) if it still runs after .grace_ms. */
ORIEL_API void oriel_process_end(oriel_process *process);

/** Options of oriel_process_exited(). */
struct oriel_process_wait_options {
	ORIEL_OPTIONS_HEAD;
	/**
	 * its abort rejects the promise with the reason of the abort, and leaves the child as it is;
	 * may be NULL
	 */
	oriel_abort_signal *signal ORIEL_DEFAULT;
};

/** Does the work of oriel_process_exited(). */
ORIEL_API oriel_promise *oriel_process_exited_at(
	const char *site, oriel_process *process, const struct oriel_process_wait_options *options);
/**
 * Waits for the end of the child.
 * @param ... process, then members of struct oriel_process_wait_options by name
 * @return fulfilled with a const struct oriel_process_exit *; rejected with the error if the child
 * could not be started
 */
#define oriel_process_exited(...) \
	ORIEL__CALL_1(oriel_process_exited_at, struct oriel_process_wait_options, __VA_ARGS__, )

ORIEL_END

#endif
