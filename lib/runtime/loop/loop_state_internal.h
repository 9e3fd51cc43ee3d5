/* SPDX-License-Identifier: MIT */
/*
 * The loop's struct, and declarations that the files of this module share. Each part of the struct
 * belongs to the file that it is named after; other files may only read it.
 */
#ifndef ORIEL_LOOP_LOOP_STATE_INTERNAL_H
#define ORIEL_LOOP_LOOP_STATE_INTERNAL_H

#include "base/list_internal.h"
#include "base/options_internal.h"
#include "base/slot_map_internal.h"
#include "loop/callback_data_internal.h"
#include "loop/callback_internal.h"
#include "loop/cause_internal.h"
#include "loop/census_internal.h"
#include "loop/clock_internal.h"
#include "loop/display_internal.h"
#include "loop/entry_internal.h"
#include "loop/frame_internal.h"
#include "loop/loop_internal.h"
#include "loop/microtask_internal.h"
#include "loop/post_internal.h"
#include "loop/pressure_internal.h"
#include "loop/race_internal.h"
#include "loop/external_internal.h"
#include "loop/counters_internal.h"

#include <oriel/runtime/log.h>

#include <uv.h>

/* The phases of a turn, in order. */
enum oriel__phase {
	ORIEL__PHASE_PRESSURE, /* only if there is something to report */
	ORIEL__PHASE_TASKS,
	ORIEL__PHASE_IMMEDIATES,
	ORIEL__PHASE_TIMERS,
	ORIEL__PHASE_FRAME,
	ORIEL__PHASE_IDLE,
	ORIEL__PHASE_OVER,
};

struct oriel__tasks {
	struct oriel__slot_map ids;
	struct oriel__queue input, rest;
	uint64_t limit;          /* the first sequence number that belongs to the next turn */
	uint64_t run, cancelled; /* totals */
	int64_t begun_ns;        /* begin of this step, by the timing of items */
	bool is_over;            /* this step has ended */
	bool has_rest_come;      /* this step has run a task of the queue "rest" */
	bool is_rest_first;      /* this step begins with the queue "rest" */
	/* number of consecutive steps that ended before a task of "rest" ran */
	unsigned passed_over;
};

struct oriel__immediates {
	struct oriel__slot_map ids;
	struct oriel__queue waiting, batch;
};

struct oriel__timer_place {
	int64_t deadline_ns;
	uint64_t ticket; /* order of creation, wrapping around, << 32 | index of the timer */
};

/* A timer; half a cache line. */
struct oriel__timer {
	oriel_task_fn *fn;
	void *data;
	const char *site;
	uint32_t cause;
	uint32_t extra; /* index + 1 in extras; 0: none, and the timer fires once */
};

/* Fields that only few timers need. */
struct oriel__timer_extra {
	struct oriel__attachment *attachment; /* may be NULL */
	int64_t period_ns;                    /* negative: fires once */
};

struct oriel__timers {
	/* has no values; a slot's link is the timer's position in the heap */
	struct oriel__slot_map ids;
	struct oriel__timer *timers; /* indexed by slot */
	struct oriel__timer_place *heap;
	size_t capacity;               /* capacity of both arrays */
	struct oriel__slot_map extras; /* values: struct oriel__timer_extra */
	uint32_t count;                /* number of timers in the heap */
	uint32_t next_order;
	uint32_t step_limit; /* timers created with this order or later wait for the next step */
	int64_t step_ns;
};

struct oriel__frames {
	struct oriel__slot_map ids;
	struct oriel__queue waiting, batch, skipped;
	struct oriel__list views; /* items: struct oriel__view */
	struct oriel__view *cursor; /* the next view of the running frame */
	unsigned unbound; /* number of queued callbacks that belong to no view */
	int64_t last_ns; /* begin of the last frame */
	bool has_begun; /* a frame has begun before */
	bool is_wanted; /* a frame was wanted at the end of the last turn */
	int64_t wanted_ns; /* the time at which the frame became wanted */
	bool has_overrun; /* the last frame took longer than its interval */
	bool has_handled_input; /* input was handled in this turn, so changes may be rendered early */
	unsigned early; /* number of early renderings since the last frame */
};

struct oriel__idles {
	struct oriel__slot_map ids;
	struct oriel__queue waiting, batch;
	int64_t begun_ns, end_ns; /* of the current idle period */
	bool is_interrupted;      /* something else has run since the period began */
};

/* Measures how long items take (counters.c). */
struct oriel__timing {
	int64_t read_ns;   /* the system's tick at the last reading, or the time of a virtual clock */
	const char *site;  /* site of the item before the last reading */
	unsigned unread;   /* number of items of this site to run before the next reading */
	int64_t polled_ns; /* time of the last poll */
	bool has_run;      /* something has run since the last poll */
};

/* Measures the latency of one task at a time. */
struct oriel__sampling {
	unsigned countdown; /* number of tasks to queue before the next measurement */
	uint64_t sequence;  /* sequence number of the measured task; UINT64_MAX: none */
	int64_t queued_ns;
};

/* The state of a loop that a host loop drives. */
struct oriel__embedding {
	bool has_set;
	int set;             /* an epoll descriptor */
	struct pollfd *held; /* descriptors in the set, except libuv's */
	size_t held_count, held_capacity;
	bool is_resting; /* the host waits, and posts wake it */
	bool was_woken;  /* libuv's descriptor is readable and has not been read yet */
	int64_t due_ns;  /* the time until which the host waits */
};

enum { ORIEL__THREAD_NAME_SIZE = 16 };

struct oriel__deferred_list {
	struct oriel__deferred *first, *last;
};

struct oriel__loop_slot_value {
	void *value;
	void (*finish)(void *value);
};

struct oriel_loop {
	struct oriel__loop_head head; /* must be first */

	/* The stack of callbacks. */
	unsigned host_depth;
	bool in_checkpoint;
	bool is_stepping; /* an item of a turn is running */
	bool is_running;
	bool is_ending;
	bool in_error;
	struct oriel__deferred_list deferred;
	char thread_name[ORIEL__THREAD_NAME_SIZE]; /* the thread's name when the loop was created */
	struct oriel__run host;                    /* the run that stands for code outside the loop */
	uint32_t last_run;                         /* the number of the newest run */
	uint32_t record_mask;                      /* number of records - 1 */

	/* The turn. */
	enum oriel__phase phase;
	bool must_quit;
	int quit_status;
	size_t pending;
	uint64_t sequence;

	struct oriel__entry_pool entries;
	struct oriel__ring next_ticks;
	struct oriel__checkpoint_end *checkpoint_ends, *last_checkpoint_end; /* in order */
	struct oriel__sampling sampling;
	struct oriel__timing timing;
	struct oriel__tasks tasks;
	struct oriel__pressure pressure;
	struct oriel__storm storm;
	struct oriel__race *race; /* NULL: nothing is drawn */
	uint64_t rests; /* how often nothing was left to run */
	struct oriel__immediates immediates;
	struct oriel__timers timers;
	struct oriel__frames frames;
	struct oriel__idles idles;

	/* Waiting. */
	uv_loop_t uv;
	uv_async_t wake_up;
	uv_timer_t uv_timer; /* ends a wait in uv_run() */
	bool is_uv_shared;      /* oriel_loop_uv() was called */
	/* number of open libuv handles, without wake_up and without those of the program; a handle
	 * counts until its close callback */
	size_t open_handles;
	struct oriel__watch **watches; /* indexed by descriptor */
	size_t watches_capacity;
	struct oriel__slot_map watch_ids;
	struct oriel__display *displays;
	struct pollfd *poll_fds;
	size_t poll_fds_capacity;
	struct oriel__embedding embedding;

	struct oriel__atom_table *atoms;
	struct oriel__census_source *census; /* linked list of the sources of the modules above */
	struct oriel__trimmer *trimmers;     /* linked list */
	struct oriel__stats *stats;
	int64_t long_task_ns;
	void (*long_task_hook)(oriel_loop *loop, const struct oriel__long_task *task); /* may be NULL */
	void (*error_hook)(oriel_loop *loop, const struct oriel_error *error); /* may be NULL */
	struct oriel__loop_slot_value slots[ORIEL__LOOP_SLOTS];

	/* Fields that other threads write. They follow fields that rarely change, so they share no
	 * cache line with fields that the loop writes often. */
	struct oriel__posts posts;
	atomic_size_t references;
};

ORIEL_NORETURN void oriel__loop_none_here(const char *caller);

static inline oriel_loop *oriel__here(const char *caller) {
	oriel_loop *loop = oriel__thread_loop;
	if (loop == NULL)
		oriel__loop_none_here(caller);
	return loop;
}

/* Returns the loop for a cancellation. Returns NULL on a thread whose loop has ended, where there
 * is nothing to cancel. */
oriel_loop *oriel__loop_to_cancel_on(const char *caller);

/* Checks the arguments of a registration. An options struct passed without the macro must have its
 * size set. */
#define oriel__check_callback(caller, site, fn, options) \
	do { \
		ORIEL_ASSERT((fn) != NULL, "%s: fn is NULL; pass a function", caller); \
		oriel__check_options(caller, site, options); \
	} while (0)

/* Attaches as oriel__attach() does. The inline part handles the usual registration, which has no
 * signal, release function or context. */
static inline bool oriel__attach_if_any(oriel_loop *loop, struct oriel__attachment **attachment,
	oriel_abort_signal *signal, oriel_release_fn *release, void *data,
	void (*cancel)(uint64_t id)) {
	*attachment = NULL;
	if (signal == NULL && release == NULL && loop->head.run->context == NULL)
		return !loop->is_ending;
	return oriel__attach(loop, attachment, signal, release, data, cancel);
}

/* Returns an entry that has an id in ids and is in no queue yet. Returns NULL and releases data if
 * the registration is refused. */
static inline struct oriel__entry *oriel__entry_new(oriel_loop *loop, struct oriel__slot_map *ids,
	const char *site, void *data, oriel_abort_signal *signal, oriel_release_fn *release,
	void (*cancel)(uint64_t id)) {
	if (signal != NULL || release != NULL || loop->head.run->context != NULL || loop->is_ending)
		return oriel__entry_new_attached(loop, ids, site, data, signal, release, cancel);
	return oriel__entry_take(loop, &loop->entries, ids, site, data, NULL);
}

/* cause.c */
void oriel__causes_init(oriel_loop *loop);
void oriel__causes_finish(oriel_loop *loop);

/* Begins the next item of the turn. */
static inline void oriel__item_begin(
	oriel_loop *loop, const struct oriel__run_class *run_class, const char *site, uint32_t cause) {
	struct oriel__run *item = &loop->head.item;
	item->run_class = run_class;
	atomic_store_explicit(&item->site, site, memory_order_relaxed);
	item->cause = cause;
	item->id = ORIEL__RUN_UNWRITTEN;
	item->written = 0;
	loop->head.part.run_class = NULL;
	if (loop->head.trace != NULL)
		oriel__trace_run_begin(loop, item);
}

/* Sets the context of the current item to that of its attachment, or to none. */
static inline void oriel__item_attach(
	oriel_loop *loop, const struct oriel__attachment *attachment) {
	struct oriel__run *item = &loop->head.item;
	item->context = attachment != NULL ? attachment->context : NULL;
	if (item->context != NULL)
		oriel__run_hide_id(item);
}

/* Ends the current item. Its site is kept for messages. */
static inline void oriel__item_end(oriel_loop *loop) {
	loop->head.item.context = NULL;
	loop->head.item.id = loop->head.item.written = 0;
}

/* thread_name.c */
/* Copies the name of the calling thread. */
void oriel__thread_name(char name[ORIEL__THREAD_NAME_SIZE]);
/* Returns the system's number of the calling thread. */
uint32_t oriel__thread_number(void);
/* Returns whether the calling thread is the process's first thread. */
bool oriel__thread_is_main(void);

/* counters.c */
void oriel__sample_begin(oriel_loop *loop, const struct oriel__task *task);
void oriel__sample_end(oriel_loop *loop);
void oriel__item_was_long(oriel_loop *loop, int64_t duration_ns);

static inline size_t oriel__tasks_depth(const oriel_loop *loop) {
	return (size_t)(loop->sequence - loop->tasks.run - loop->tasks.cancelled);
}

/* Counts a queued task that was cancelled. */
static inline void oriel__task_forget(oriel_loop *loop, const struct oriel__task *task) {
	loop->tasks.cancelled++;
	if (task->sequence == loop->sampling.sequence)
		loop->sampling.sequence = UINT64_MAX;
}

/* Compares the depth of a source with its mark. site: of the newest that waits. */
static inline void oriel__pressure_see(
	oriel_loop *loop, enum oriel_pressure_source source, size_t depth, const char *site) {
	struct oriel__pressure_mark *mark = &loop->pressure.marks[source];
	if (depth > mark->mark || mark->is_told)
		oriel__pressure_cross(loop, mark, source, depth, site);
}

static inline void oriel__stats_most(size_t *most, size_t now) {
	if (now > *most)
		*most = now;
}

static inline int64_t oriel__timing_read(const oriel_loop *loop) {
	return loop->head.clock.is_virtual ? loop->head.clock.now_ns :
										oriel__clock_tick(&loop->head.clock);
}

/* Starts timing; time that has passed before is attributed to no item. */
static inline void oriel__timing_begin(oriel_loop *loop) {
	loop->timing.read_ns = oriel__timing_read(loop);
	loop->timing.unread = 0;
}

/* Ends the lag measurement before the loop polls or returns to its caller: items run since the last
 * poll delayed everything else. Returns the current time if it is known, or else ORIEL__NEVER. */
static inline int64_t oriel__lag_end(oriel_loop *loop) {
	struct oriel__timing *timing = &loop->timing;
	if (!timing->has_run)
		return ORIEL__NEVER;
	int64_t now_ns = oriel__clock_aside(&loop->head.clock);
	timing->has_run = false;
	oriel_histogram_add(&loop->stats->lag_ns, (uint64_t)(now_ns - timing->polled_ns));
	return now_ns;
}

/* Times an item that has run. */
static inline void oriel__timing_item(oriel_loop *loop) {
	enum { UNREAD = 3 };
	struct oriel__timing *timing = &loop->timing;
	if (loop->head.trace != NULL)
		oriel__trace_run_end(loop, &loop->head.item, NULL, NULL);
	const char *site = atomic_load_explicit(&loop->head.item.site, memory_order_relaxed);
	/* native tasks have no site, so they must not share a reading */
	if (timing->unread > 0 && site == timing->site && site != NULL) {
		timing->unread--;
		return;
	}
	int64_t now_ns = oriel__timing_read(loop), passed_ns = now_ns - timing->read_ns;
	timing->unread = passed_ns == 0 && !loop->head.clock.is_virtual ? UNREAD : 0;
	timing->read_ns = now_ns;
	timing->site = site;
	if (passed_ns >= loop->long_task_ns)
		oriel__item_was_long(loop, passed_ns);
}

/* callback.c */
void oriel__deferred_run(oriel_loop *loop);

/* microtask_ring.c */
/* Queues a microtask on the slow path: it has a release function or a context, the ring is full,
 * the loop is ending, or the current run has no number yet. */
void oriel__microtask_queue_slow_path(oriel_loop *loop, struct oriel__ring *ring, const char *site,
	oriel_task_fn *fn, void *data, oriel_release_fn *release);
/* Ends a microtask that will not run. Only microtasks with a release function or a context need
 * that. */
void oriel__microtask_drop(oriel_loop *loop, const struct oriel__microtask *microtask);
/* Frees the memory of an empty ring whose capacity is more than kept. */
void oriel__ring_trim(struct oriel__ring *ring, size_t kept);
void oriel__ring_finish(struct oriel__ring *ring);

/* microtask.c */
void oriel__checkpoint(oriel_loop *loop);
void oriel__microtasks_drop_all(oriel_loop *loop);

static inline bool oriel__microtasks_wait(const oriel_loop *loop) {
	return loop->next_ticks.read != loop->next_ticks.write ||
		loop->head.microtasks.read != loop->head.microtasks.write;
}

/* The phases of a turn. Each ..._run_one() runs one item and its checkpoint, and returns false if
 * its step has no item left. */
void oriel__tasks_begin(oriel_loop *loop);
/* Returns the site at which the newest task was queued; NULL if there is no task or no site. */
const char *oriel__tasks_newest_site(const struct oriel__tasks *tasks);
bool oriel__tasks_run_one(oriel_loop *loop);
void oriel__tasks_end(oriel_loop *loop);
void oriel__tasks_cancel_all(oriel_loop *loop);

void oriel__immediates_begin(oriel_loop *loop);
bool oriel__immediates_run_one(oriel_loop *loop);
void oriel__immediates_cancel_all(oriel_loop *loop);

void oriel__timers_begin(oriel_loop *loop);
bool oriel__timers_run_one(oriel_loop *loop);
void oriel__timers_cancel_all(oriel_loop *loop);
void oriel__timers_trim(oriel_loop *loop, uint32_t kept);
void oriel__timers_finish(oriel_loop *loop);

/* race.c; only where loop->race is not NULL */
/* Returns whether to skip a poll that need not block; a task waits in that case. */
bool oriel__race_skips_poll(oriel_loop *loop);
/* Returns whether to poll before this task of a turn. */
bool oriel__race_polls_before(oriel_loop *loop, const struct oriel__task *task);
bool oriel__race_cuts_step(oriel_loop *loop);
bool oriel__race_delays_frame(oriel_loop *loop);
/* Removes a post from a list. The member `previous` of each task identifies its sender. */
struct oriel__task *oriel__race_choose_post(oriel_loop *loop, struct oriel__task **first);
/* Returns the delay of the timers with the first deadline. */
int64_t oriel__race_late_ns(oriel_loop *loop, int64_t deadline_ns);
/* Returns the index in the heap of the timer to run. All timers of its deadline are due. */
uint32_t oriel__race_choose_timer(oriel_loop *loop);
/* Before a microtask is taken, in strict mode. */
void oriel__race_swap_microtasks(oriel_loop *loop, struct oriel__ring *ring);

/* The next deadline, or ORIEL__NEVER. */
static inline int64_t oriel__timers_due(oriel_loop *loop) {
	if (loop->timers.count == 0)
		return ORIEL__NEVER;
	int64_t deadline_ns = loop->timers.heap[0].deadline_ns;
	return loop->race == NULL ?
		deadline_ns :
		oriel__ns_add(deadline_ns, oriel__race_late_ns(loop, deadline_ns));
}

/* Runs a whole frame, if one is due and there is something to render. */
bool oriel__frame_run(oriel_loop *loop);
/* Returns when the next frame is due, possibly in the past; ORIEL__NEVER if no frame is
 * requested. */
int64_t oriel__frame_due(const oriel_loop *loop);
void oriel__frames_cancel_all(oriel_loop *loop);

bool oriel__idles_run_one(oriel_loop *loop);
/* Returns when an idle callback may run if nothing else does; ORIEL__NEVER if none is queued. */
int64_t oriel__idles_due(const oriel_loop *loop);
void oriel__idles_cancel_all(oriel_loop *loop);

/* Returns whether anything can run without time passing: tasks, posts, immediates or microtasks. */
bool oriel__turn_has_work(oriel_loop *loop);
/* Returns when the loop has to run next: INT64_MIN for at once, ORIEL__NEVER if only an outside
 * event can cause work. */
int64_t oriel__turn_due(oriel_loop *loop);

void oriel__watches_cancel_all(oriel_loop *loop);

/* Frees memory that a burst has left. Called before the loop sleeps, with nothing of the loop on
 * the stack. */
void oriel__trim(oriel_loop *loop);

/* wait.c */
/* Returns 0, or an errno; after an error there is nothing to finish. */
int oriel__wait_init(oriel_loop *loop);
/* Collects input from the displays, libuv and other threads. Blocks if may_block is set and nothing
 * can run. Returns whether time may have passed; false if only posts were taken. */
bool oriel__wait_poll(oriel_loop *loop, bool may_block);
/* Takes the input, completions and posts that have arrived, within a turn. */
void oriel__wait_poll_within_turn(oriel_loop *loop);
void oriel__wait_finish(oriel_loop *loop);
/* Returns whether libuv waits for anything besides wake-ups: a descriptor, a child or a POSIX
 * signal. */
bool oriel__wait_has_outside(oriel_loop *loop);
/* Does everything that precedes blocking, for a host that blocks itself. Returns how long the host
 * may block; negative: until the descriptor is readable. */
int64_t oriel__wait_by_host(oriel_loop *loop);
/* Returns when the program's own libuv handles are due, in the form of oriel__turn_due(). */
int64_t oriel__wait_uv_due(oriel_loop *loop);

#endif
