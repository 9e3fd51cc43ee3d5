/* SPDX-License-Identifier: MIT */
/*
 * What the modules above need of the loop besides its public calls. The struct itself is in
 * loop/loop_state_internal.h, for this room only.
 */
#ifndef ORIEL_LOOP_LOOP_INTERNAL_H
#define ORIEL_LOOP_LOOP_INTERNAL_H

#include "base/private_api_internal.h"

#include <oriel/runtime/loop.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/task.h>

struct oriel__atom_table;
struct oriel__slot_map;

/* Read by what is called too often for a call; else oriel__loop_here(). */
extern _Thread_local oriel_loop *oriel__thread_loop;

/* Remembers where something was registered, or nothing. */
#if ORIEL_SITES
#define oriel__site(site) (site)
#else
#define oriel__site(site) ((void)(site), (const char *)NULL)
#endif

/* The calling thread's loop; asserts, naming the caller, if there is none. caller is a function's
 * name, e.g. "oriel_listen". */
ORIEL_PRIVATE_API oriel_loop *oriel__loop_here(const char *caller);
/* As oriel_loop_new(), for a thread that Oriel started; NULL, with *error an errno, if there are no
 * descriptors for it. */
oriel_loop *oriel__loop_new(bool is_virtual, int *error);
/* Asserts that the caller is on loop's thread. */
ORIEL_PRIVATE_API void oriel__loop_check(const oriel_loop *loop, const char *caller);
/* Asserts besides that nothing of the loop is on the stack. */
void oriel__turn_check_outside(const oriel_loop *loop, const char *caller);

ORIEL_PRIVATE_API int64_t oriel__loop_now_ns(oriel_loop *loop);
ORIEL_PRIVATE_API bool oriel__loop_is_virtual(const oriel_loop *loop);
/* For who runs the loop by steps: whether oriel_loop_quit() was called since the last run, which
 * this ends. *status is set then. */
ORIEL_PRIVATE_API bool oriel__loop_take_quit(oriel_loop *loop, int *status);
/* Whether an item of a turn runs, so that a checkpoint follows; not in the code around the loop. */
bool oriel__loop_is_stepping(const oriel_loop *loop);
/* Whether oriel_loop_destroy() has begun: what user code registers now is to be refused. */
bool oriel__loop_is_ending(const oriel_loop *loop);
/* Where what runs now was queued, or what ran last; may be NULL. Any thread that holds a reference
 * to the loop. */
const char *oriel__loop_site(const oriel_loop *loop);
/* The loop's interned names (base/atom_internal.h). */
ORIEL_PRIVATE_API struct oriel__atom_table *oriel__loop_atoms(oriel_loop *loop);

/*
 * The slots in which modules keep what belongs to a loop. When the loop is destroyed, each slot's
 * finish runs, the last slot first. A library above the runtime has eight slots of its own; the two
 * slots at the end finish before all others.
 */
enum oriel__loop_slot {
	ORIEL__LOOP_SLOT_REPLAY, /* finishes last: all modules may have registered with it */
	ORIEL__LOOP_SLOT_EVENT,
	ORIEL__LOOP_SLOT_PROMISE, /* below every module that may settle a promise */
	ORIEL__LOOP_SLOT_IO,      /* streams, processes; below the modules that may still use them */
	ORIEL__LOOP_SLOT_FILE_WATCH,
	ORIEL__LOOP_SLOT_JOB,
	ORIEL__LOOP_SLOT_PORT,
	ORIEL__LOOP_SLOT_WORKER, /* above ports, which workers have */
	ORIEL__LOOP_SLOT_FLOW,
	ORIEL__LOOP_SLOT_QUEUE, /* above all sources of queues */
	ORIEL__LOOP_SLOT_ABOVE,
	/* coroutines run to their ends before anything is cancelled */
	ORIEL__LOOP_SLOT_COROUTINE = ORIEL__LOOP_SLOT_ABOVE + 8,
	/* for the library above: it finishes while all of its other slots are in place */
	ORIEL__LOOP_SLOT_ABOVE_FIRST,
	ORIEL__LOOP_SLOTS,
};

/* The slot of that number, 0 to 7, of the library above the runtime. */
static inline enum oriel__loop_slot oriel__loop_slot_above(unsigned number) {
	return (enum oriel__loop_slot)(ORIEL__LOOP_SLOT_ABOVE + number);
}

/* NULL until set */
ORIEL_PRIVATE_API void *oriel__loop_slot(const oriel_loop *loop, enum oriel__loop_slot slot);
ORIEL_PRIVATE_API void oriel__loop_set_slot(
	oriel_loop *loop, enum oriel__loop_slot slot, void *value, void (*finish)(void *value));

/* Work for the end of a checkpoint; embedded in what it is about. */
struct oriel__checkpoint_end {
	struct oriel__checkpoint_end *next;
	void (*run)(struct oriel__checkpoint_end *end); /* may call no user code */
	bool is_queued;
};

/* Calls end->run once when the running checkpoint, or else the next, comes to its end, and sees to
 * it that there is one. A second call before that does nothing. Forgotten if the loop ends. */
void oriel__checkpoint_at_end(oriel_loop *loop, struct oriel__checkpoint_end *end);

/* Told when the loop is about to sleep: the time to give memory back. Embedded in what a room keeps
 * per loop. */
struct oriel__trimmer {
	struct oriel__trimmer *next;
	void (*trim)(struct oriel__trimmer *trimmer); /* calls no user code */
};
void oriel__trimmer_add(oriel_loop *loop, struct oriel__trimmer *trimmer);
/* Before its memory goes; it must have been added. */
void oriel__trimmer_remove(oriel_loop *loop, struct oriel__trimmer *trimmer);

/* As oriel_loop_run(), until is_over(data) or oriel_loop_quit(), which then stays in force for who
 * runs the loop next; on a virtual clock also until nothing is left that could go on without its
 * moving. Asserts, naming the caller, inside a callback. */
void oriel__loop_run_until(
	oriel_loop *loop, const char *caller, bool (*is_over)(const void *data), const void *data);

/* A task of Oriel's own: it is no callback on the stack, so that every listener it calls is an
 * outermost one. The node is embedded; queueing it while it is queued asserts. */
struct oriel__task {
	struct oriel__task *next, *previous;
	void (*run)(struct oriel__task *task);
	uint64_t sequence;
	const char *site;
	uint32_t cause;       /* set by who queues it */
	unsigned char source; /* enum oriel_task_source */
	bool is_queued;
};
ORIEL_PRIVATE_API void oriel__task_queue(oriel_loop *loop, struct oriel__task *task,
	enum oriel_task_source source, void (*run)(struct oriel__task *));
/* harmless if it is not queued */
ORIEL_PRIVATE_API void oriel__task_cancel(oriel_loop *loop, struct oriel__task *task);

/* Who takes errors that are reported; event/ makes `error` events of them. Without one they are
 * logged. */
void oriel__loop_set_error_hook(
	oriel_loop *loop, void (*hook)(oriel_loop *loop, const struct oriel_error *error));

/* Whether oriel_loop_settle() has to wait for the outside: counted by what is in flight elsewhere
 * (jobs). */
ORIEL_PRIVATE_API void oriel__loop_pending_begin(oriel_loop *loop);
ORIEL_PRIVATE_API void oriel__loop_pending_end(oriel_loop *loop);

/* Brackets the life of a libuv handle: the loop polls while there are some. begin comes before
 * uv_x_init(), end in the close callback, which does nothing else but free memory: it may come when
 * all slots have finished, by which time uv_close() has been called. */
struct uv_loop_s *oriel__loop_handle_begin(oriel_loop *loop);
void oriel__loop_handle_end(oriel_loop *loop);

/* Queues a native task on a loop from any thread, by the post queue. True, or false if the loop has
 * ended (the caller keeps the node). The node belongs to the loop until run is called on its
 * thread. */
struct oriel__remote_task {
	struct oriel__remote_task *next;
	void (*run)(struct oriel__remote_task *task); /* no callback on the stack */
	/* with number, tells it from others in a recording; NULL: it comes from outside */
	const char *name;
	uint64_t number;
	/* instead of run, when the loop ends first; on the loop's thread */
	void (*abandon)(struct oriel__remote_task *task);
	enum oriel_task_source source;
};
ORIEL_PRIVATE_API bool oriel__post_remote(oriel_loop *loop, struct oriel__remote_task *task);

#endif
