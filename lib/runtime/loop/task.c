/* SPDX-License-Identifier: MIT */
/*
 * The tasks, and the step of a turn that runs them.
 *
 * There are two queues: "input", which goes first, and "rest", in order of sequence numbers. A step
 * runs the tasks that were queued when it began. It ends early after 8 ms, or when a frame is due
 * and no input of this step is left.
 *
 * Three rules prevent starvation. A step runs at least one task. After two steps in which no task
 * of "rest" ran, a step begins with "rest" for half of its time. After a frame that took longer
 * than its interval, a step gets 4 ms before the next frame can end it.
 */
#include "base/container_internal.h"
#include "loop/loop_state_internal.h"

#include <oriel/runtime/task.h>

enum { STEP_NS = 8 * ORIEL__NS_PER_MS, HALF_STEP_NS = STEP_NS / 2 };

void oriel__task_queue(oriel_loop *loop, struct oriel__task *task, enum oriel_task_source source,
	void (*run)(struct oriel__task *)) {
	ORIEL_ASSERT(
		!task->is_queued, "oriel__task_queue: the task is queued already; cancel it first");
	task->run = run;
	task->source = (unsigned char)source;
	task->is_queued = true;
	task->sequence = loop->sequence++;
	if (--loop->sampling.countdown == 0)
		oriel__sample_begin(loop, task);
	oriel__queue_append(
		source == ORIEL_TASK_SOURCE_INPUT ? &loop->tasks.input : &loop->tasks.rest, task);
}

void oriel__task_cancel(oriel_loop *loop, struct oriel__task *task) {
	if (!task->is_queued)
		return;
	oriel__queue_remove(
		task->source == ORIEL_TASK_SOURCE_INPUT ? &loop->tasks.input : &loop->tasks.rest, task);
	task->is_queued = false;
	oriel__task_forget(loop, task);
}

static inline struct oriel__task *task_first_of_step(
	const struct oriel__tasks *tasks, const struct oriel__queue *queue) {
	return queue->first != NULL && queue->first->sequence < tasks->limit ? queue->first : NULL;
}

static inline bool task_step_has_more(const struct oriel__tasks *tasks) {
	return task_first_of_step(tasks, &tasks->input) != NULL ||
		task_first_of_step(tasks, &tasks->rest) != NULL;
}

/* Returns the elapsed time by the timing of items, which is exact enough for a budget. */
static inline int64_t task_step_elapsed_ns(const oriel_loop *loop) {
	return loop->timing.read_ns - loop->tasks.begun_ns;
}

static bool task_frame_ends_step(oriel_loop *loop, int64_t elapsed) {
	int64_t due = oriel__frame_due(loop);
	if (due == ORIEL__NEVER || (loop->frames.has_overrun && elapsed < HALF_STEP_NS))
		return false;
	return task_first_of_step(&loop->tasks, &loop->tasks.input) == NULL &&
		due <= oriel__clock_read(&loop->head.clock);
}

static bool task_step_is_over(oriel_loop *loop) {
	int64_t elapsed = task_step_elapsed_ns(loop);
	return elapsed >= STEP_NS || task_frame_ends_step(loop, elapsed);
}

/* Returns the queue that contains the next task of the step, or NULL. */
static inline struct oriel__queue *task_next_queue(oriel_loop *loop) {
	struct oriel__tasks *tasks = &loop->tasks;
	bool has_input = task_first_of_step(tasks, &tasks->input) != NULL,
		has_rest = task_first_of_step(tasks, &tasks->rest) != NULL;

	if (tasks->is_rest_first && task_step_elapsed_ns(loop) >= HALF_STEP_NS)
		tasks->is_rest_first = false;
	if (has_rest && (tasks->is_rest_first || !has_input))
		return &tasks->rest;
	return has_input ? &tasks->input : NULL;
}

const char *oriel__tasks_newest_site(const struct oriel__tasks *tasks) {
	if (tasks->rest.first != NULL)
		return tasks->rest.last->site;
	return tasks->input.first != NULL ? tasks->input.last->site : NULL;
}

void oriel__tasks_begin(oriel_loop *loop) {
	struct oriel__tasks *tasks = &loop->tasks;
	bool has_tasks = tasks->input.first != NULL || tasks->rest.first != NULL;

	tasks->limit = loop->sequence;
	tasks->is_over = !has_tasks;
	tasks->has_rest_come = false;
	tasks->begun_ns = loop->timing.read_ns;
	size_t depth = oriel__tasks_depth(loop);
	oriel__stats_most(&loop->stats->most.tasks, depth);
	oriel__pressure_see(loop, ORIEL_PRESSURE_TASKS, depth, oriel__tasks_newest_site(tasks));
}

bool oriel__tasks_run_one(oriel_loop *loop) {
	struct oriel__tasks *tasks = &loop->tasks;
	struct oriel__queue *queue = tasks->is_over ? NULL : task_next_queue(loop);
	if (queue == NULL)
		return false;
	if (loop->race != NULL && oriel__race_polls_before(loop, queue->first))
		oriel__wait_poll_within_turn(loop);

	struct oriel__task *task = oriel__queue_take(queue);
	task->is_queued = false;
	tasks->run++;
	if (task->sequence == loop->sampling.sequence)
		oriel__sample_end(loop);
	oriel__item_begin(loop, &oriel__run_task, task->site, task->cause);
	tasks->has_rest_come |= queue == &tasks->rest;
	loop->frames.has_handled_input |= queue == &tasks->input;
	task->run(task);
	loop->head.clock.is_stale = true;
	if (loop->head.has_after)
		oriel__callback_after(loop);
	oriel__timing_item(loop);
	tasks->is_over = !task_step_has_more(tasks) || task_step_is_over(loop) ||
		(loop->race != NULL && oriel__race_cuts_step(loop));
	return true;
}

void oriel__tasks_end(oriel_loop *loop) {
	struct oriel__tasks *tasks = &loop->tasks;
	bool is_passed_over = !tasks->has_rest_come && task_first_of_step(tasks, &tasks->rest) != NULL;
	tasks->passed_over = is_passed_over ? tasks->passed_over + 1 : 0;
	tasks->is_rest_first = tasks->passed_over >= 2;
}

static void task_run_entry(struct oriel__task *task) {
	oriel_loop *loop = oriel__thread_loop;
	oriel__entry_run(loop, &loop->tasks.ids, oriel__container_of(task, struct oriel__entry, task));
}

oriel_task_id oriel_queue_task_at(
	const char *site, oriel_task_fn *fn, void *data, const struct oriel_task_options *options) {
	static const struct oriel_task_options defaults;
	oriel_loop *loop = oriel__here("oriel_queue_task");
	oriel__check_callback("oriel_queue_task", site, fn, options);
	if (options == NULL)
		options = &defaults;
	ORIEL_ASSERT((unsigned)options->source <= ORIEL_TASK_SOURCE_UI,
		"oriel_queue_task: source %d is none of enum oriel_task_source", (int)options->source);

	struct oriel__entry *entry = oriel__entry_new(
		loop, &loop->tasks.ids, site, data, options->signal, options->release, oriel_cancel_task);
	if (entry == NULL)
		return 0;
	entry->call.task = fn;
	entry->queue = options->source == ORIEL_TASK_SOURCE_INPUT ? &loop->tasks.input :
																&loop->tasks.rest;
	oriel__task_queue(loop, &entry->task, options->source, task_run_entry);
	return entry->id;
}

void oriel_cancel_task(oriel_task_id id) {
	oriel_loop *loop = oriel__loop_to_cancel_on("oriel_cancel_task");
	if (loop != NULL)
		oriel__entry_cancel(loop, &loop->tasks.ids, id);
}

void oriel__tasks_cancel_all(oriel_loop *loop) {
	oriel__entries_cancel_all(loop, &loop->tasks.ids);
}
