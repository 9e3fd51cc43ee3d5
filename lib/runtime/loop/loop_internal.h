/* SPDX-License-Identifier: MIT */
/*
 * The functions of the loop for the modules above, besides the public ones. The struct itself is in
 * loop/loop_state_internal.h, for this module only.
 */
#ifndef ORIEL_LOOP_LOOP_INTERNAL_H
#define ORIEL_LOOP_LOOP_INTERNAL_H

#include "base/private_api_internal.h"

#include <oriel/runtime/loop.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/task.h>

struct oriel__atom_table;
struct oriel__slot_map;

/* The calling thread's loop or NULL. For inline functions on hot paths; other code calls
 * oriel__loop_here(). */
extern _Thread_local oriel_loop *oriel__thread_loop;

/* Returns the site of a registration, or NULL if sites are compiled out. */
#if ORIEL_SITES
#define oriel__site(site) (site)
#else
#define oriel__site(site) ((void)(site), (const char *)NULL)
#endif

/* Returns the calling thread's loop. Without one, asserts with the name of the caller, e.g.
 * "oriel_listen". */
ORIEL_PRIVATE_API oriel_loop *oriel__loop_here(const char *caller);
/* Creates a loop as oriel_loop_new() does, for a thread that the library started. If descriptors
 * run out, returns NULL and sets *error to an errno. */
oriel_loop *oriel__loop_new(bool is_virtual, int *error);
/* Asserts that the caller is on loop's thread. */
ORIEL_PRIVATE_API void oriel__loop_check(const oriel_loop *loop, const char *caller);
/* Asserts as oriel__loop_check() does, and also that no callback of the loop is on the stack. */
void oriel__turn_check_outside(const oriel_loop *loop, const char *caller);

ORIEL_PRIVATE_API int64_t oriel__loop_now_ns(oriel_loop *loop);
ORIEL_PRIVATE_API bool oriel__loop_is_virtual(const oriel_loop *loop);
/* For code that runs the loop step by step: returns whether oriel_loop_quit() was called since the
 * last run. Sets *status in that case, and resets the request. */
ORIEL_PRIVATE_API bool oriel__loop_take_quit(oriel_loop *loop, int *status);
/* Returns whether an item of a turn runs, so that a checkpoint follows; not in the code around the
 * loop. */
bool oriel__loop_is_stepping(const oriel_loop *loop);
/* Returns whether oriel_loop_destroy() has begun. New registrations by user code are then refused.
 */
bool oriel__loop_is_ending(const oriel_loop *loop);
/* Returns the site of the current item, or else of the last one; may be NULL. May be called on any
 * thread that holds a reference to the loop. */
const char *oriel__loop_site(const oriel_loop *loop);
/* Returns the loop's table of interned names (base/atom_internal.h). */
ORIEL_PRIVATE_API struct oriel__atom_table *oriel__loop_atoms(oriel_loop *loop);

/*
 * The slots in which modules keep their per-loop state. Destroying the loop calls each slot's
 * finish function, from the last slot to the first. A library above the runtime has eight slots of
 * its own. The two slots at the end are finished before all others.
 */
enum oriel__loop_slot {
	ORIEL__LOOP_SLOT_REPLAY, /* finished last, because all modules may have registered with it */
	ORIEL__LOOP_SLOT_EVENT,
	ORIEL__LOOP_SLOT_PROMISE, /* below every module that may settle a promise */
	ORIEL__LOOP_SLOT_IO,      /* streams and processes; below the modules that may still use them */
	ORIEL__LOOP_SLOT_FILE_WATCH,
	ORIEL__LOOP_SLOT_JOB,
	ORIEL__LOOP_SLOT_PORT,
	ORIEL__LOOP_SLOT_WORKER, /* above ports, which workers own */
	ORIEL__LOOP_SLOT_FLOW,
	ORIEL__LOOP_SLOT_QUEUE, /* above all sources of queues */
	ORIEL__LOOP_SLOT_ABOVE,
	/* coroutines run to their ends before anything is cancelled */
	ORIEL__LOOP_SLOT_COROUTINE = ORIEL__LOOP_SLOT_ABOVE + 8,
	/* for the library above: finished while all its other slots are still in place */
	ORIEL__LOOP_SLOT_ABOVE_FIRST,
	ORIEL__LOOP_SLOTS,
};

/* Returns slot number 0 to 7 of the library above the runtime. */
static inline enum oriel__loop_slot oriel__loop_slot_above(unsigned number) {
	return (enum oriel__loop_slot)(ORIEL__LOOP_SLOT_ABOVE + number);
}

/* NULL until set */
ORIEL_PRIVATE_API void *oriel__loop_slot(const oriel_loop *loop, enum oriel__loop_slot slot);
ORIEL_PRIVATE_API void oriel__loop_set_slot(
	oriel_loop *loop, enum oriel__loop_slot slot, void *value, void (*finish)(void *value));

/* Work for the end of a checkpoint; embedded in the object of the work. */
struct oriel__checkpoint_end {
	struct oriel__checkpoint_end *next;
	void (*run)(struct oriel__checkpoint_end *end); /* may call no user code */
	bool is_queued;
};

/* Calls end->run once when the running checkpoint, or else the next, comes to its end, and sees to
 * it that there is one. A second call before that does nothing. Forgotten if the loop ends. */
void oriel__checkpoint_at_end(oriel_loop *loop, struct oriel__checkpoint_end *end);

/* A callback before the loop sleeps, for freeing memory. Embedded in a module's per-loop state. */
struct oriel__trimmer {
	struct oriel__trimmer *next;
	void (*trim)(struct oriel__trimmer *trimmer); /* must not call user code */
};
void oriel__trimmer_add(oriel_loop *loop, struct oriel__trimmer *trimmer);
/* Removes an added trimmer before its memory is freed. */
void oriel__trimmer_remove(oriel_loop *loop, struct oriel__trimmer *trimmer);

/* Runs the loop as oriel_loop_run() does, until is_over(data) or oriel_loop_quit(). A quit stays in
 * force for the next run of the loop. On a virtual clock, also returns when nothing can run until
 * the clock advances. Inside a callback, asserts with the name of the caller. */
void oriel__loop_run_until(
	oriel_loop *loop, const char *caller, bool (*is_over)(const void *data), const void *data);

/* A native task. It does not count as a callback on the stack, so every listener that it calls is
 * an outermost callback. The node is embedded; queueing it twice asserts. */
struct oriel__task {
	struct oriel__task *next, *previous;
	void (*run)(struct oriel__task *task);
	uint64_t sequence;
	const char *site;
	uint32_t cause;       /* set by the code that queues the task */
	unsigned char source; /* enum oriel_task_source */
	bool is_queued;
};
ORIEL_PRIVATE_API void oriel__task_queue(oriel_loop *loop, struct oriel__task *task,
	enum oriel_task_source source, void (*run)(struct oriel__task *));
/* harmless if the task is not queued */
ORIEL_PRIVATE_API void oriel__task_cancel(oriel_loop *loop, struct oriel__task *task);

/* Sets the receiver of reported errors; event/ turns them into `error` events. Without a receiver,
 * errors are logged. */
void oriel__loop_set_error_hook(
	oriel_loop *loop, void (*hook)(oriel_loop *loop, const struct oriel_error *error));

/* Count operations in flight elsewhere, such as jobs, for which oriel_loop_settle() has to wait. */
ORIEL_PRIVATE_API void oriel__loop_pending_begin(oriel_loop *loop);
ORIEL_PRIVATE_API void oriel__loop_pending_end(oriel_loop *loop);

/* Bracket the life of a libuv handle; the loop polls while such handles exist. begin is called
 * before uv_x_init(). end is called in the close callback, which may only free memory, because it
 * can run after all slots have finished. uv_close() must have been called by then. */
struct uv_loop_s *oriel__loop_handle_begin(oriel_loop *loop);
void oriel__loop_handle_end(oriel_loop *loop);

/* A native task that any thread can queue on a loop, through the queue of posts. Returns false if
 * the loop has ended; the caller then keeps the node. Otherwise the loop owns the node until run is
 * called on the loop's thread. */
struct oriel__remote_task {
	struct oriel__remote_task *next;
	void (*run)(struct oriel__remote_task *task); /* runs outside of any callback */
	/* with number, identifies the task in a recording; NULL: an input from outside the loop */
	const char *name;
	uint64_t number;
	/* called instead of run, on the loop's thread, if the loop ends first */
	void (*abandon)(struct oriel__remote_task *task);
	enum oriel_task_source source;
};
ORIEL_PRIVATE_API bool oriel__post_remote(oriel_loop *loop, struct oriel__remote_task *task);

#endif
