/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The names of Oriel's objects, the types that every header shares, and how a call is passed
 * options.
 *
 * Options are a struct whose zeros mean the documented defaults. The macro of a function takes them
 * as designated initialisers after its arguments, and sets .size. Who calls the function behind it,
 * as C++ and bindings do, sets .size himself to the size of the struct. The options are read during
 * the call. The name says what the macro does besides:
 *
 * - _at: it passes the call's site, which names the call in messages; it is the first argument.
 * - _on: it finds the oriel_target of a widget, window, application, loop or signal, and passes
 * that. Many that are _at do that too.
 * - _with: it makes nothing but the options, or the array, that are the last arguments.
 *
 * Arguments come in this order: site, the object, what else the call is about, fn and data, a time,
 * options; what is filled in for the caller comes last where there are no options.
 *
 * An object that is counted has ref and unref, and lives as long as somebody has a reference; a
 * loop's owner ends it all the same, as an application's or a window's does, and then a reference
 * keeps no more than its address. What is owned by one is not counted: hold and release keep the
 * address of a widget valid, and no more of it. Strings that come in are UTF-8, are copied, and
 * what is invalid in them is replaced by U+FFFD; strings that go out are borrowed until the next
 * change of their object.
 *
 * Broken contracts assert in every header: another thread than the one said, NULL where it is not
 * allowed, or changing what is destroyed. Small allocations do not fail (log.h,
 * oriel_set_out_of_memory_hook()); what has a size from outside does, and says how.
 *
 * Thread: any. Nothing here can fail.
 */
#ifndef ORIEL_RUNTIME_TYPES_H
#define ORIEL_RUNTIME_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#define ORIEL_API
#define ORIEL_PRINTF(text, first)
#else
#define ORIEL_API __attribute__((visibility("default")))
#define ORIEL_PRINTF(text, first) __attribute__((format(printf, text, first)))
#endif

#ifdef __cplusplus
#define ORIEL_BEGIN extern "C" {
#define ORIEL_END }
#define ORIEL_NORETURN [[noreturn]]
#else
#define ORIEL_BEGIN
#define ORIEL_END
#define ORIEL_NORETURN _Noreturn
#endif

ORIEL_BEGIN

typedef struct oriel_loop oriel_loop;                         /**< loop.h: counted */
/**< target.h: anything that can be listened to */
typedef struct oriel_target oriel_target;
typedef struct oriel_event oriel_event;                       /**< event.h: counted */
typedef struct oriel_abort_signal oriel_abort_signal;                     /**< abort.h: counted */
typedef struct oriel_abort_controller oriel_abort_controller; /**< abort.h */
typedef struct oriel_emitter oriel_emitter;                   /**< emitter.h */
typedef struct oriel_promise oriel_promise;                   /**< promise.h: counted */
typedef struct oriel_resolver oriel_resolver;                 /**< promise.h: counted */
/**< job.h: a running job, seen from its pool thread */
typedef struct oriel_job oriel_job;
typedef struct oriel_job_queue oriel_job_queue;               /**< job.h: a serial queue */
typedef struct oriel_port oriel_port;                         /**< port.h: counted */
typedef struct oriel_queue oriel_queue;                       /**< queue.h: counted */
/**< port.h: a port on its way to another thread */
typedef struct oriel_detached_port oriel_detached_port;
typedef struct oriel_worker oriel_worker;                     /**< worker.h: owned by who made it */
/**< stream.h: bytes that come and go */
typedef struct oriel_stream oriel_stream;
typedef struct oriel_server oriel_server;                     /**< socket.h: takes connections */
typedef struct oriel_process oriel_process;                   /**< process.h: a child process */

/* Names of registered things: above 0, below 2^53, and never reused, so that removing twice is
 * harmless. */
typedef uint64_t oriel_task_id;
typedef uint64_t oriel_timer_id; /**< timeouts, intervals and timers at a time share one space */
typedef uint64_t oriel_immediate_id;
typedef uint64_t oriel_frame_id;
typedef uint64_t oriel_idle_id;
typedef uint64_t oriel_post_id;
typedef uint64_t oriel_watch_id;
typedef uint64_t oriel_file_watch_id;
typedef uint64_t oriel_listener_id;
typedef uint64_t oriel_job_id;

/** A task, microtask, immediate, timer, or any other callback that is told nothing but its data. */
typedef void oriel_task_fn(void *data);

/** Gives up one reference to data. Runs exactly once per reference, on the owning loop's thread,
 * but for a post that is refused (post.h): on the caller's. */
typedef void oriel_release_fn(void *data);

/**
 * A value that Oriel keeps or passes on without knowing what it is.
 *
 * Passing a payload in hands over one reference; whoever keeps it longer calls retain for one of
 * his own. Either function may be NULL: a payload without retain and drop is borrowed and must
 * outlive its use.
 */
struct oriel_payload {
	void *data;            /**< may be NULL */
	void (*retain)(void *); /**< may be NULL */
	oriel_release_fn *release;    /**< may be NULL */
};

/** Where a call stands in the program's text, as "file:line"; a string with static storage. */
#define ORIEL_SITE __FILE__ ":" ORIEL__STRING(__LINE__)
#define ORIEL__STRING(x) ORIEL__STRING_OF(x)
#define ORIEL__STRING_OF(x) #x

/**
 * Stand for zero, for "no" and for CSS's auto in options where a plain zero means "not given".
 * ORIEL_ZERO is for lengths and numbers, ORIEL_OFF for flags, ORIEL_AUTO for sizes and insets that
 * layout may choose: it takes back one that was set, or that a theme sets.
 */
#define ORIEL_ZERO (-0x1p-100f)
#define ORIEL_OFF (-1)
#define ORIEL_AUTO (-0x1p-99f)

ORIEL_END

#endif
