/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The names of Oriel's objects, the types that every header shares, and rules that hold in every
 * header.
 *
 * Order of arguments: the object, then what else the call is about, fn and data, a time, options
 * (options.h). A pointer that the call fills in comes last where there are no options.
 *
 * Lifetimes: an object that is reference-counted has ref and unref, and lives as long as a
 * reference to it. A loop, an application or a window ends with its owner all the same; a reference
 * then keeps its address valid, and nothing else. Every other object has one owner.
 *
 * Strings: a string that comes in is UTF-8 and is copied; invalid bytes in it are replaced by
 * U+FFFD. A string that goes out is borrowed until the next change of its object.
 *
 * Errors: a broken contract asserts. Contracts are: the thread that the header names, no NULL where
 * NULL is not mentioned, no change of a destroyed object. A small allocation does not fail (log.h,
 * oriel_set_out_of_memory_hook()). An allocation whose size comes from outside may fail, and its
 * function says how.
 *
 * ```c
 * struct oriel_payload text = oriel_owned(malloc(16), free); // its receiver calls free() once
 * struct oriel_payload name = oriel_borrowed("Ada");         // stays the caller's
 * oriel_event_unref(oriel_event_new("greet", .detail = text));
 * oriel_event_unref(oriel_event_new("greet", .detail = name));
 * ```
 *
 * Thread: any. Nothing here can fail.
 */
#ifndef ORIEL_RUNTIME_TYPES_H
#define ORIEL_RUNTIME_TYPES_H

#include <oriel/runtime/options.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
/** Exports a declaration from its library. */
#define ORIEL_API
/** Has the compiler check arguments against a format, as printf() takes them. */
#define ORIEL_PRINTF(text, first)
#else
/** Exports a declaration from its library. */
#define ORIEL_API __attribute__((visibility("default")))
/** Has the compiler check arguments against a format, as printf() takes them. */
#define ORIEL_PRINTF(text, first) __attribute__((format(printf, text, first)))
#endif

#ifdef __cplusplus
#define ORIEL_BEGIN extern "C" {
#define ORIEL_END }
#define ORIEL_NORETURN [[noreturn]]
#else
/** Begins the declarations of a header, which have C linkage in C++ too. */
#define ORIEL_BEGIN
/** Ends the declarations of a header. */
#define ORIEL_END
/** Marks a function that does not return. */
#define ORIEL_NORETURN _Noreturn
#endif

ORIEL_BEGIN

/** A loop (loop.h); reference-counted. */
typedef struct oriel_loop oriel_loop;
/** An event target (target.h). */
typedef struct oriel_target oriel_target;
/** An event (event.h); reference-counted. */
typedef struct oriel_event oriel_event;
/** An abort signal (abort.h); reference-counted. */
typedef struct oriel_abort_signal oriel_abort_signal;
/** An abort controller (abort.h). */
typedef struct oriel_abort_controller oriel_abort_controller;
/** An emitter (emitter.h). */
typedef struct oriel_emitter oriel_emitter;
/** A promise (promise.h); reference-counted. */
typedef struct oriel_promise oriel_promise;
/** The end that settles a promise (promise.h); reference-counted. */
typedef struct oriel_resolver oriel_resolver;
/** A running job, on its pool thread (job.h). */
typedef struct oriel_job oriel_job;
/** A queue of jobs (job.h). */
typedef struct oriel_job_queue oriel_job_queue;
/** A message port (port.h); reference-counted. */
typedef struct oriel_port oriel_port;
/** A queue of values (queue.h); reference-counted. */
typedef struct oriel_queue oriel_queue;
/** A port on its way to another thread (port.h). */
typedef struct oriel_detached_port oriel_detached_port;
/** A worker (worker.h). */
typedef struct oriel_worker oriel_worker;
/** A stream of bytes (stream.h). */
typedef struct oriel_stream oriel_stream;
/** A server, which accepts connections (socket.h). */
typedef struct oriel_server oriel_server;
/** A child process (process.h). */
typedef struct oriel_process oriel_process;

/* Ids: above 0, below 2^53, and never reused, so that removing twice is harmless. */

/** A queued task. */
typedef uint64_t oriel_task_id;
/** A timeout or an interval. */
typedef uint64_t oriel_timer_id;
/** An immediate. */
typedef uint64_t oriel_immediate_id;
/** A frame callback. */
typedef uint64_t oriel_frame_id;
/** An idle callback. */
typedef uint64_t oriel_idle_id;
/** A post. */
typedef uint64_t oriel_post_id;
/** A watch on a descriptor. */
typedef uint64_t oriel_watch_id;
/** A watch on a file or a directory. */
typedef uint64_t oriel_file_watch_id;
/** A listener of a target or an emitter, or to a POSIX signal. */
typedef uint64_t oriel_listener_id;
/** A job. */
typedef uint64_t oriel_job_id;

/** A task, microtask, immediate, timer, or another callback whose only argument is its data. */
typedef void oriel_task_fn(void *data);

/**
 * Releases one reference to data. Runs exactly once for each reference, on the owning loop's
 * thread; for a refused post (post.h) on the caller's.
 */
typedef void oriel_release_fn(void *data);

/**
 * A value that Oriel keeps or passes on, of a type that only the program knows. It is made by
 * oriel_borrowed(), oriel_owned() or oriel_shared(), and passed by value.
 *
 * A payload that is handed over carries one reference: its receiver releases data once. A receiver
 * with several uses for the payload retains data once for each of the others.
 */
struct oriel_payload {
	void *data;                /**< may be NULL */
	void (*retain)(void *data); /**< adds a reference; NULL: there can be one reference only */
	oriel_release_fn *release; /**< takes a reference off; NULL: data is borrowed */
};

/** Stands for "no payload": no reason, no detail, no value. */
#define ORIEL_NO_PAYLOAD oriel_borrowed(NULL)

/** Returns a payload whose data stays the caller's, and has to outlive every use of the payload. */
static inline struct oriel_payload oriel_borrowed(const void *data) {
	struct oriel_payload payload = { (void *)(uintptr_t)data, NULL, NULL };
	return payload;
}

/**
 * Returns a payload that hands data over to one receiver.
 * @param release called once with data, when the receiver needs it no more, e.g. free
 */
static inline struct oriel_payload oriel_owned(void *data, oriel_release_fn *release) {
	struct oriel_payload payload = { data, NULL, release };
	return payload;
}

/**
 * Returns a payload that hands over one reference to data, of which there may be any number.
 * @param retain  adds a reference
 * @param release takes a reference off
 */
static inline struct oriel_payload oriel_shared(
	void *data, void (*retain)(void *data), oriel_release_fn *release) {
	struct oriel_payload payload = { data, retain, release };
	return payload;
}

ORIEL_END

#endif
