/* SPDX-License-Identifier: MIT */
/*
 * What a loop keeps of its streams, servers, processes and listeners to POSIX signals: a list, so
 * that what is left ends with the loop, and counts for the census. And what these have in common:
 * descriptors that are polled, errors, promises that wait.
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

/* At most so many bytes are read at once. */
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

/* Embedded in each. */
struct oriel__io_object {
	struct oriel__io *io; /* NULL: it is on no list */
	struct oriel__list_link link;
	void (*end)(struct oriel__io_object *object); /* the loop ends; takes it off the list */
	enum oriel__io_kind kind;
};

/* Asserts, naming the caller, if there is no loop here, or it ends. */
void oriel__io_add(const char *caller, struct oriel__io_object *object, enum oriel__io_kind kind,
	void (*end)(struct oriel__io_object *));
/* A second call does nothing. */
void oriel__io_remove(struct oriel__io_object *object);
/* The calling thread's; as oriel__io_add(). */
struct oriel__io *oriel__io_here(const char *caller);
/* The first of a list. */
struct oriel__posix_source **oriel__io_posix_sources(struct oriel__io *io);
oriel_loop *oriel__io_loop(const struct oriel__io_object *object);

/* ORIEL__IO_CHUNK bytes to read into; NULL if there is no memory. */
char *oriel__io_scratch(struct oriel__io *io);
/* The first length bytes of the scratch, which may be handed over with them. NULL if there is no
 * memory. */
struct oriel_bytes *oriel__io_scratch_bytes(struct oriel__io *io, size_t length);

/* Output that leaves at the end of the running checkpoint, or else of the next: what is written in
 * one callback and its microtasks leaves together, without a turn in between. */
struct oriel__io_flush {
	struct oriel__list_link link;
	void (*run)(struct oriel__io_flush *flush); /* calls no user code */
	bool is_queued;
};
/* A second call does nothing. */
void oriel__io_flush_queue(struct oriel__io *io, struct oriel__io_flush *flush);
void oriel__io_flush_cancel(struct oriel__io *io, struct oriel__io_flush *flush);

/* Fires what needs no details, trusted. */
void oriel__io_fire(oriel_target *target, const char *type);
/* Fires `error` at target, or reports it if nobody listens and !was_told. */
void oriel__io_fire_error(oriel_target *target, struct oriel_payload error, bool was_told);

/* Rejects a promise. is_wish: somebody wanted it so, and need not be told if nobody holds the
 * promise any more. */
void oriel__io_reject(oriel_resolver *resolver, struct oriel_payload reason, bool is_wish);

/* A promise that waits for something of an object, and that a signal may end. */

struct oriel__io_wait {
	struct oriel__list_link link;
	struct oriel__io_waits *waits;
	oriel_resolver *resolver;
	oriel_abort_signal *signal; /* may be NULL */
	struct oriel__abort_hook hook;
	const char *site;
	uint64_t mark; /* what is waited for, as its list understands it */
};

struct oriel__io_waits {
	struct oriel__list list; /* struct oriel__io_wait */
	void (*changed)(struct oriel__io_waits *waits); /* one has been aborted; may be NULL */
};

/* The promise of one more that waits, at the end; or one that is rejected, if the signal has
 * aborted. */
oriel_promise *oriel__io_wait(
	const char *site, struct oriel__io_waits *waits, uint64_t mark, oriel_abort_signal *signal);
/* NULL: none waits. */
static inline struct oriel__io_wait *oriel__io_waits_first(const struct oriel__io_waits *waits) {
	return oriel__list_first(&waits->list, struct oriel__io_wait, link);
}
/* Takes the first one off. The list has one. */
void oriel__io_wait_resolve(struct oriel__io_waits *waits, struct oriel_payload value);
void oriel__io_waits_resolve_all(struct oriel__io_waits *waits);
/* error is borrowed. Whether there were any. */
bool oriel__io_waits_reject_all(
	struct oriel__io_waits *waits, struct oriel_payload error, bool is_wish);

/* A descriptor that libuv polls. As a watch (loop/watch.c), without a callback on the stack. */

struct oriel__descriptor;
enum { ORIEL__DESCRIPTOR_READABLE = 1, ORIEL__DESCRIPTOR_WRITABLE = 2 };

/* Called as a task with what may be done now; a failure of the descriptor shows when that is tried.
 */
typedef void oriel__descriptor_fn(void *owner, unsigned ready);

/* NULL, with *error a number of errno, if it cannot be polled: then fd stays the caller's. */
struct oriel__descriptor *oriel__descriptor_new(
	oriel_loop *loop, int fd, oriel__descriptor_fn *fn, void *owner, int *error);
int oriel__descriptor_fd(const struct oriel__descriptor *descriptor);
/* What to poll for; 0: nothing. */
void oriel__descriptor_poll(struct oriel__descriptor *descriptor, unsigned wanted);
/* Closes fd at once. NULL is allowed. */
void oriel__descriptor_close(struct oriel__descriptor *descriptor);
/* Gives fd back instead, no longer polled. */
int oriel__descriptor_release(struct oriel__descriptor *descriptor);

#endif
