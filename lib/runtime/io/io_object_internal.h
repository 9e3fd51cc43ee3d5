/* SPDX-License-Identifier: MIT */
/*
 * A loop's list of streams, servers, processes and listeners to POSIX signals. The list ends the
 * remaining objects with the loop, and counts all for the census. Also their common parts: polled
 * descriptors, errors, and waiting promises.
 */
#ifndef ORIEL_IO_IO_OBJECT_INTERNAL_H
#define ORIEL_IO_IO_OBJECT_INTERNAL_H

#include "base/list_internal.h"
#include "event/target_internal.h"
#include "loop/abort_hook_internal.h"
#include "loop/callback_internal.h"
#include "loop/census_internal.h"
#include "loop/loop_internal.h"

#include <oriel/runtime/bytes.h>
#include <oriel/runtime/promise.h>
#include <oriel/io/stream.h>

/* The largest number of bytes read at once. */
enum { ORIEL__IO_CHUNK = 65536 };

struct oriel__io;
struct oriel__posix_source;

enum oriel__io_kind {
	ORIEL__IO_STREAM,
	ORIEL__IO_SERVER,
	ORIEL__IO_PROCESS,
	ORIEL__IO_POSIX_SIGNAL,
	ORIEL__IO_KINDS
};

/* Embedded in each object. */
struct oriel__io_object {
	struct oriel__io *io; /* NULL: not in the list */
	struct oriel__list_link link;
	/* called when the loop ends; removes the object from the list */
	void (*end)(struct oriel__io_object *object);
	enum oriel__io_kind kind;
};

/* Adds an object. Asserts, with the name of the caller, if the thread has no loop or its loop is
 * ending. */
void oriel__io_add(const char *caller, struct oriel__io_object *object, enum oriel__io_kind kind,
	void (*end)(struct oriel__io_object *));
/* Removes an object; a second call does nothing. */
void oriel__io_remove(struct oriel__io_object *object);
/* Returns the calling thread's list; asserts as oriel__io_add() does. */
struct oriel__io *oriel__io_here(const char *caller);
/* Returns the head of the list of POSIX signal sources. */
struct oriel__posix_source **oriel__io_posix_sources(struct oriel__io *io);
oriel_loop *oriel__io_loop(const struct oriel__io_object *object);

/* Returns a buffer of ORIEL__IO_CHUNK bytes for reading; NULL if there is no memory. */
char *oriel__io_scratch(struct oriel__io *io);
/* Returns the first length bytes of that buffer; the buffer itself may be handed over with them.
 * Returns NULL if there is no memory. */
struct oriel_bytes *oriel__io_scratch_bytes(struct oriel__io *io, size_t length);

/* Output that is written at the end of the running checkpoint, or else of the next one. The writes
 * of one callback and its microtasks are thus combined, and do not wait for another turn. */
struct oriel__io_flush {
	struct oriel__list_link link;
	void (*run)(struct oriel__io_flush *flush); /* calls no user code */
	bool is_queued;
};
/* A second call does nothing. */
void oriel__io_flush_queue(struct oriel__io *io, struct oriel__io_flush *flush);
void oriel__io_flush_cancel(struct oriel__io *io, struct oriel__io_flush *flush);

/* Fires a trusted event without details. */
void oriel__io_fire(oriel_target *target, const char *type);
/* Fires `error` at target. Without listeners, reports the error unless was_told is set. */
void oriel__io_fire_error(oriel_target *target, struct oriel_payload error, bool was_told);

/* Rejects a promise. is_wish means that the program caused the rejection; it is then not reported
 * if the promise has no references. */
void oriel__io_reject(oriel_resolver *resolver, struct oriel_payload reason, bool is_wish);

/* A promise that waits for something of an object, and that a signal may abort. */

struct oriel__io_wait {
	struct oriel__list_link link;
	struct oriel__io_waits *waits;
	oriel_resolver *resolver;
	oriel_abort_signal *signal; /* may be NULL */
	struct oriel__abort_hook hook;
	const char *site;
	uint64_t mark; /* the awaited position or amount; its meaning depends on the list */
};

struct oriel__io_waits {
	struct oriel__list list; /* items: struct oriel__io_wait */
	/* called when a wait was aborted; may be NULL */
	void (*changed)(struct oriel__io_waits *waits);
};

/* Appends a wait and returns its promise. Returns a rejected promise if the signal has aborted. */
oriel_promise *oriel__io_wait(
	const char *site, struct oriel__io_waits *waits, uint64_t mark, oriel_abort_signal *signal);
/* Returns the first wait, or NULL. */
static inline struct oriel__io_wait *oriel__io_waits_first(const struct oriel__io_waits *waits) {
	return oriel__list_first(&waits->list, struct oriel__io_wait, link);
}
/* Removes the first wait, which must exist, and resolves its promise. */
void oriel__io_wait_resolve(struct oriel__io_waits *waits, struct oriel_payload value);
void oriel__io_waits_resolve_all(struct oriel__io_waits *waits);
/* Rejects all waits; error is borrowed. Returns whether there were any. */
bool oriel__io_waits_reject_all(
	struct oriel__io_waits *waits, struct oriel_payload error, bool is_wish);

/* A descriptor that libuv polls: a watch (loop/watch.c) without a callback on the stack. */

struct oriel__descriptor;
enum { ORIEL__DESCRIPTOR_READABLE = 1, ORIEL__DESCRIPTOR_WRITABLE = 2 };

/* Called as a task with the possible operations. An error of the descriptor appears when one is
 * tried. */
typedef void oriel__descriptor_fn(void *owner, unsigned ready);

/* Returns NULL and sets *error to an errno if fd cannot be polled; fd then stays with the
 * caller. */
struct oriel__descriptor *oriel__descriptor_new(
	oriel_loop *loop, int fd, oriel__descriptor_fn *fn, void *owner, int *error);
int oriel__descriptor_fd(const struct oriel__descriptor *descriptor);
/* Sets the operations to poll for; 0: none. */
void oriel__descriptor_poll(struct oriel__descriptor *descriptor, unsigned wanted);
/* Closes fd at once. NULL is allowed. */
void oriel__descriptor_close(struct oriel__descriptor *descriptor);
/* Ends polling and returns fd to the caller instead of closing it. */
int oriel__descriptor_release(struct oriel__descriptor *descriptor);

#endif
