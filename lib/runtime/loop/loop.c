/* SPDX-License-Identifier: MIT */
/*
 * Creating and destroying a loop, and the slots in which modules above keep per-loop state. turn.c
 * runs the loop and wait.c blocks.
 *
 * A loop ends on its own thread; its last reference, which any thread may release, frees its
 * memory. In between it refuses posts, and no other function may be used.
 */
#include "loop/loop_state_internal.h"

#include "base/alloc_internal.h"
#include "base/atom_internal.h"
#include "base/thread_slot_internal.h"
#include "loop/embed_internal.h"

#include <fcntl.h>
#include <oriel/runtime/log.h>
#include <string.h>
#include <unistd.h>

enum { LONG_TASK_NS = 50 * ORIEL__NS_PER_MS };

_Thread_local oriel_loop *oriel__thread_loop;

/* True if this thread has ever had a loop. Ids stay harmless after their loop has ended, so
 * cancelling distinguishes such a thread from one that never had a loop. */
static _Thread_local bool thread_had_loop;

/*
 * Opens descriptors 0 to 2 if the program was started without them. Otherwise the next descriptors
 * opened would get these numbers, and output for the standard streams would be written to them.
 */
static void loop_open_standard_descriptors(void) {
	for (int fd = 0; fd <= STDERR_FILENO; fd++) {
		if (fcntl(fd, F_GETFD) >= 0)
			continue;
		/* returns the lowest free number; without O_CLOEXEC, because children inherit it */
		int opened = open("/dev/null", O_RDWR);
		if (opened >= 0 && opened != fd)
			close(opened);
	}
}

/* Checks that a pipe can be opened. libuv aborts if the first loop of a process cannot open its own
 * pipe. Returns 0 or an errno. */
static int loop_probe_descriptors(void) {
	uv_file fds[2];
	int failed = uv_pipe(fds, 0, 0);
	if (failed != 0)
		return -failed;
	close(fds[0]);
	close(fds[1]);
	return 0;
}

oriel_loop *oriel_loop_new_at(const char *site, const struct oriel_loop_options *options) {
	ORIEL_ASSERT(oriel__thread_loop == NULL,
		"oriel_loop_new: %s: this thread has a loop; use oriel_loop_current(), or end it first",
		site);
	ORIEL_ASSERT(options == NULL || options->size != 0,
		"oriel_loop_new: options.size is 0; set it to the size of the struct");
	loop_open_standard_descriptors();
	int error = loop_probe_descriptors();
	oriel_loop *loop = error == 0 ?
		oriel__loop_new(options != NULL && options->clock == ORIEL_CLOCK_VIRTUAL, &error) :
		NULL;
	if (loop == NULL)
		oriel_log(ORIEL_LOG_ERROR,
			"oriel_loop_new at %s: no loop can be made: %s; close descriptors, or raise their "
			"limit",
			site, strerror(error));
	return loop;
}

oriel_loop *oriel__loop_new(bool is_virtual, int *error) {
	oriel_loop *loop = oriel__alloc_zero(1, sizeof(*loop));
	*error = oriel__wait_init(loop);
	if (*error != 0) {
		oriel__free(loop);
		return NULL;
	}
	atomic_init(&loop->references, 1);
	loop->head.clock.is_virtual = is_virtual;
	loop->head.deepest = ORIEL__DEEPEST_HOLD;
	loop->phase = ORIEL__PHASE_OVER;
	loop->idles.is_interrupted = true;
	loop->atoms = oriel__atom_table_new();
	oriel__causes_init(loop);
	loop->stats = oriel__alloc_zero(1, sizeof(*loop->stats));
	loop->long_task_ns = LONG_TASK_NS;
	oriel__pressure_init(&loop->pressure);
	loop->storm.countdown = 1;
	loop->sampling = (struct oriel__sampling){ .countdown = 1, .sequence = UINT64_MAX };
	oriel__clock_read(&loop->head.clock);
	oriel__thread_name(loop->thread_name);
	oriel__thread_loop = loop;
	thread_had_loop = true;
	oriel__trace_by_environment(loop);
	return loop;
}

/* Cancels all callbacks. From here on, registrations by release functions are refused and released
 * at once. */
static void loop_cancel_all(oriel_loop *loop) {
	oriel__hold_begin(loop);
	oriel__tasks_cancel_all(loop);
	oriel__immediates_cancel_all(loop);
	oriel__idles_cancel_all(loop);
	oriel__timers_cancel_all(loop);
	oriel__frames_cancel_all(loop);
	oriel__watches_cancel_all(loop);
	oriel__microtasks_drop_all(loop);
	oriel__hold_end(loop);
}

static void loop_finish_slot(oriel_loop *loop, enum oriel__loop_slot which) {
	struct oriel__loop_slot_value slot = loop->slots[which];
	loop->slots[which] = (struct oriel__loop_slot_value){ 0 };
	if (slot.finish != NULL)
		slot.finish(slot.value);
}

static void loop_finish_slots(oriel_loop *loop) {
	for (int i = ORIEL__LOOP_SLOTS - 1; i >= 0; i--)
		loop_finish_slot(loop, i);
}

static void loop_free_parts(oriel_loop *loop) {
	oriel__wait_finish(loop);
	oriel__ring_finish(&loop->next_ticks);
	oriel__ring_finish(&loop->head.microtasks);
	oriel__timers_finish(loop);
	oriel__slot_map_finish(&loop->tasks.ids);
	oriel__slot_map_finish(&loop->immediates.ids);
	oriel__slot_map_finish(&loop->frames.ids);
	oriel__slot_map_finish(&loop->idles.ids);
	oriel__slot_map_finish(&loop->watch_ids);
	oriel__entry_pool_finish(&loop->entries);
	oriel__causes_finish(loop);
	oriel__pressure_finish(&loop->pressure);
	oriel__free(loop->stats);
	oriel__atom_table_destroy(loop->atoms);
}

void oriel_loop_destroy(oriel_loop *loop) {
	if (loop == NULL)
		return;
	oriel__loop_check(loop, "oriel_loop_destroy");
	ORIEL_ASSERT(loop->head.callback_depth == 0 && loop->head.hold_depth == 0 &&
			!loop->is_stepping && !loop->in_checkpoint && !loop->is_ending,
		"oriel_loop_destroy: called inside a callback of this loop; call oriel_loop_quit(), and "
		"destroy it when oriel_loop_run() has returned");

	oriel__external_end(loop);
	loop->is_ending = true;
	/* a checkpoint that never ends: queued microtasks are now dropped */
	loop->in_checkpoint = true;
	oriel__posts_close(loop);
	loop_finish_slot(loop, ORIEL__LOOP_SLOT_COROUTINE);
	loop_cancel_all(loop);
	loop_finish_slots(loop);
	oriel__thread_slots_finish();
	oriel__trace_end(loop);
	loop_free_parts(loop);
	oriel__thread_loop = NULL;
	oriel_loop_unref(loop);
}

oriel_loop *oriel_loop_ref(oriel_loop *loop) {
	atomic_fetch_add_explicit(&loop->references, 1, memory_order_relaxed);
	return loop;
}

void oriel_loop_unref(oriel_loop *loop) {
	if (loop == NULL || atomic_fetch_sub_explicit(&loop->references, 1, memory_order_acq_rel) > 1)
		return;
	oriel__posts_finish(loop);
	oriel__free(loop);
}

oriel_loop *oriel_loop_current(void) {
	return oriel__thread_loop;
}

void oriel__loop_none_here(const char *caller) {
	oriel_assert_fail(ORIEL_SITE,
		"%s: this thread has no loop; call it on the loop's thread (oriel_post gets there), or "
		"make a loop here with oriel_loop_new()",
		caller);
}

oriel_loop *oriel__loop_here(const char *caller) {
	return oriel__here(caller);
}

static ORIEL_NORETURN void loop_fail_on_other_thread(const oriel_loop *loop, const char *caller) {
	char name[ORIEL__THREAD_NAME_SIZE], chain[ORIEL__CHAIN_SIZE] = "";
	oriel__thread_name(name);
	if (oriel__thread_loop != NULL)
		oriel__cause_print(oriel__thread_loop, chain, sizeof(chain));
	oriel_assert_fail(ORIEL_SITE,
		"%s: the loop %p is not this thread's: it belongs to the thread \"%s\", and this is "
		"\"%s\"%s%s; call it on the thread that made the loop (oriel_post gets there)",
		caller, (const void *)loop, loop->thread_name, name, chain[0] != '\0' ? ", in " : "",
		chain);
}

void oriel__loop_check(const oriel_loop *loop, const char *caller) {
	ORIEL_ASSERT(loop != NULL, "%s: the loop is NULL; pass the loop of this thread", caller);
	ORIEL_ASSERT(loop == oriel__thread_loop || oriel__thread_loop != NULL || !thread_had_loop,
		"%s: the loop %p is not this thread's, whose loop has ended; call it before "
		"oriel_loop_destroy()",
		caller, (const void *)loop);
	if (loop != oriel__thread_loop)
		loop_fail_on_other_thread(loop, caller);
}

oriel_loop *oriel__loop_to_cancel_on(const char *caller) {
	return thread_had_loop ? oriel__thread_loop : oriel__here(caller);
}

bool oriel__loop_is_stepping(const oriel_loop *loop) {
	return loop->is_stepping;
}

bool oriel__loop_is_ending(const oriel_loop *loop) {
	return loop->is_ending;
}

int64_t oriel__loop_now_ns(oriel_loop *loop) {
	return oriel__clock_read(&loop->head.clock);
}

double oriel_loop_now(oriel_loop *loop) {
	oriel__loop_check(loop, "oriel_loop_now");
	return oriel__ms_from_ns(oriel__clock_read(&loop->head.clock));
}

bool oriel__loop_is_virtual(const oriel_loop *loop) {
	return loop->head.clock.is_virtual;
}

const char *oriel__loop_site(const oriel_loop *loop) {
	const char *site = atomic_load_explicit(&loop->head.drain.site, memory_order_relaxed);
	return site != NULL ? site : atomic_load_explicit(&loop->head.item.site, memory_order_relaxed);
}

struct oriel__atom_table *oriel__loop_atoms(oriel_loop *loop) {
	return loop->atoms;
}

struct uv_loop_s *oriel_loop_uv(oriel_loop *loop) {
	oriel__loop_check(loop, "oriel_loop_uv");
	oriel__external_miss(loop, "libuv's loop");
	loop->is_uv_shared = true;
	return &loop->uv;
}

void oriel_loop_begin_host(oriel_loop *loop) {
	oriel__loop_check(loop, "oriel_loop_begin_host");
	if (loop->host_depth++ == 0)
		oriel__run_begin_with(loop, &loop->host,
			(struct oriel__run){ .run_class = &oriel__run_host, .subject = loop });
	oriel__callback_enter(loop);
}

void oriel_loop_end_host(oriel_loop *loop) {
	oriel__loop_check(loop, "oriel_loop_end_host");
	ORIEL_ASSERT(loop->host_depth > 0,
		"oriel_loop_end_host: there is no begin to end; call oriel_loop_begin_host() first");
	if (--loop->host_depth == 0)
		oriel__run_end(loop, &loop->host);
	oriel__callback_leave(loop);
	if (loop->host_depth == 0)
		oriel__embedding_host_ended(loop);
}

void *oriel__loop_slot(const oriel_loop *loop, enum oriel__loop_slot slot) {
	return loop->slots[slot].value;
}

void oriel__loop_set_slot(
	oriel_loop *loop, enum oriel__loop_slot slot, void *value, void (*finish)(void *value)) {
	loop->slots[slot] = (struct oriel__loop_slot_value){ value, finish };
}

void oriel__loop_pending_begin(oriel_loop *loop) {
	loop->pending++;
}

void oriel__loop_pending_end(oriel_loop *loop) {
	ORIEL_ASSERT(loop->pending > 0, "oriel__loop_pending_end: nothing is pending on the loop %p",
		(void *)loop);
	loop->pending--;
}
