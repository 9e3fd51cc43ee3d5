/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Child processes: started, written to, read from, waited for and ended.
 *
 * A process is an event target; these are fired at it, each as a task:
 *
 *   `exit`   it has ended: oriel_process_exit(). Its pipes may still hold what it wrote: read them
 * to their end `error`  it could not be started; oriel_event_error(). If nobody listens and no
 * promise was rejected with it, it is reported (error.h)
 *
 * A process is owned by whoever made it. It never becomes a zombie, whatever happens to its owner.
 * When it is destroyed, or its loop ends, a child that runs is killed (SIGKILL), unless it is
 * detached. A child inherits the descriptors it is given, and no other, whatever other code has
 * open. It starts with every POSIX signal at its default, and with none blocked.
 *
 * SIGCHLD may be blocked, or handled by other code. Where it is ignored, the system forgets how
 * children end: starting a child sets it to its default then. If other code ignores it later, or
 * waits for every child, a child's end is told all the same, with the code -1 and no signal, and a
 * warning.
 *
 * Starting one blocks the loop until the system has loaded the program, about a millisecond.
 *
 * Thread: loop, each loop with children of its own.
 */
#ifndef ORIEL_IO_PROCESS_H
#define ORIEL_IO_PROCESS_H

#include <oriel/io/stream.h>

ORIEL_BEGIN

enum oriel_stdio_type {
	ORIEL_STDIO_INHERIT, /**< this process's; /dev/null if that is closed */
	ORIEL_STDIO_NULL,    /**< /dev/null */
	ORIEL_STDIO_PIPE,    /**< a pipe, whose other end is a stream */
	ORIEL_STDIO_FD,      /**< the descriptor .fd, borrowed for the call */
};

/** What one of the child's three standard descriptors is, e.g. `.out = { ORIEL_STDIO_PIPE }`. */
struct oriel_stdio {
	enum oriel_stdio_type type ORIEL_DEFAULT;
	int fd ORIEL_DEFAULT; /**< for ORIEL_STDIO_FD */
};

/** Options of oriel_process_new(). */
struct oriel_process_options {
	ORIEL_OPTIONS_HEAD;
	/** "NAME=value", ended by NULL, copied; NULL: this process's */
	const char *const *env ORIEL_DEFAULT;
	const char *cwd ORIEL_DEFAULT; /**< the directory it starts in; NULL: this process's */
	struct oriel_stdio in ORIEL_DEFAULT;
	struct oriel_stdio out ORIEL_DEFAULT;
	struct oriel_stdio err ORIEL_DEFAULT;
	/** descriptors that it has as 3, 4 …, borrowed for the call; may be NULL */
	const int *fds ORIEL_DEFAULT;
	size_t fd_count ORIEL_DEFAULT;
	/**
	 * it has one end of a socket pair besides, whose number is in its variable ORIEL_PORT_FD:
	 * oriel_process_take_port_fd()
	 */
	bool port ORIEL_DEFAULT;
	/** it leads a session of its own, is not killed with this object, and may outlive this program
	 */
	bool detached ORIEL_DEFAULT;
	/** its abort ends the child as oriel_process_end(); may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
	/** what oriel_process_end() gives it on the loop's clock; 0: 5,000 */
	double grace_ms ORIEL_DEFAULT;
};

/** The function behind oriel_process_new(). */
ORIEL_API oriel_process *oriel_process_new_at(
	const char *site, const char *const *argv, const struct oriel_process_options *options);
/**
 * Starts a program.
 * @param ... argv, then members of struct oriel_process_options by name; argv: the program and its
 * arguments, ended by NULL, copied. A program without "/" is looked for in PATH
 * @return owned by the caller; oriel_process_destroy(). One that could not be started has no pid,
 * and fires `error`
 */
#define oriel_process_new(...) \
	ORIEL__CALL_1(oriel_process_new_at, struct oriel_process_options, __VA_ARGS__, )

/**
 * Ends the object with its streams, also in its own events. A child that runs is killed, unless it
 * is detached. NULL is allowed.
 */
ORIEL_API void oriel_process_destroy(oriel_process *process);

/** Returns the process as an event target. */
ORIEL_API oriel_target *oriel_process_target(oriel_process *process);
/** Returns the process that this target is, or NULL. */
ORIEL_API oriel_process *oriel_process_try_from_target(oriel_target *target);

/** Returns its number, also when it has ended; 0 if it could not be started. */
ORIEL_API int oriel_process_pid(const oriel_process *process);
ORIEL_API bool oriel_process_is_running(const oriel_process *process);

/**
 * Returns what writes to its standard input, owned by the process; NULL unless that is a pipe, and
 * once it is destroyed, which may be before the process. If that could not be started, it is
 * closed.
 */
ORIEL_API oriel_stream *oriel_process_in(oriel_process *process);
/** Returns what reads its standard output; as oriel_process_in(). */
ORIEL_API oriel_stream *oriel_process_out(oriel_process *process);
/** Returns what reads its standard error; as oriel_process_in(). */
ORIEL_API oriel_stream *oriel_process_err(oriel_process *process);
/**
 * Returns this end of its socket pair, handed over: to be made a stream or a port of, or closed; -1
 * without .port, when it was taken, or the start failed.
 */
ORIEL_API int oriel_process_take_port_fd(oriel_process *process);
/**
 * Returns the descriptor that the program which started this one has a port or stream on, handed
 * over; -1 if it gave none, or it was taken.
 */
ORIEL_API int oriel_process_take_parent_fd(void);

/** How a child ended. */
struct oriel_process_exit {
	int code;         /**< what it returned, 0 to 255; -1: a signal ended it, or it is not known */
	int posix_signal; /**< the number of the signal that ended it; 0: none */
};

/** Returns how it ended, borrowed as long as the process; NULL if it has not. */
ORIEL_API const struct oriel_process_exit *oriel_process_exit(const oriel_process *process);

/** Sends a POSIX signal, e.g. SIGHUP. @return false if it has ended, or may not be sent one */
ORIEL_API bool oriel_process_kill(oriel_process *process, int posix_signal);
/** Asks it to end (SIGTERM), and kills it (SIGKILL) if it has not when .grace_ms have passed. */
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

/** The function behind oriel_process_exited(). */
ORIEL_API oriel_promise *oriel_process_exited_at(
	const char *site, oriel_process *process, const struct oriel_process_wait_options *options);
/**
 * Returns fulfilled when it has ended, with a const struct oriel_process_exit *; rejected with the
 * error if it could not be started.
 * @param ... process, then members of struct oriel_process_wait_options by name
 */
#define oriel_process_exited(...) \
	ORIEL__CALL_1(oriel_process_exited_at, struct oriel_process_wait_options, __VA_ARGS__, )

ORIEL_END

#endif
