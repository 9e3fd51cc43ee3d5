/* SPDX-License-Identifier: MIT */
/*
 * Immediates: the batch of this turn, and the queue for the next turn.
 */
#include "base/container_internal.h"
#include "loop/loop_state_internal.h"

#include <oriel/runtime/immediate.h>

void oriel__immediates_begin(oriel_loop *loop) {
	oriel__stats_most(&loop->stats->most.immediates, loop->immediates.ids.count);
	oriel__queue_move_all(&loop->immediates.batch, &loop->immediates.waiting);
}

bool oriel__immediates_run_one(oriel_loop *loop) {
	if (loop->immediates.batch.first == NULL)
		return false;
	struct oriel__task *task = oriel__queue_take(&loop->immediates.batch);
	oriel__item_begin(loop, &oriel__run_immediate, task->site, task->cause);
	oriel__entry_run(
		loop, &loop->immediates.ids, oriel__container_of(task, struct oriel__entry, task));
	loop->stats->immediates++;
	oriel__timing_item(loop);
	return true;
}

oriel_immediate_id oriel_set_immediate_at(const char *site, oriel_task_fn *fn, void *data,
	const struct oriel_immediate_options *options) {
	static const struct oriel_immediate_options defaults;
	oriel_loop *loop = oriel__here("oriel_set_immediate");
	oriel__check_callback("oriel_set_immediate", site, fn, options);
	if (options == NULL)
		options = &defaults;

	struct oriel__entry *entry = oriel__entry_new(loop, &loop->immediates.ids, site, data,
		options->signal, options->release, oriel_clear_immediate);
	if (entry == NULL)
		return 0;
	entry->call.task = fn;
	entry->queue = &loop->immediates.waiting;
	oriel__queue_append(entry->queue, &entry->task);
	return entry->id;
}

void oriel_clear_immediate(oriel_immediate_id id) {
	oriel_loop *loop = oriel__loop_to_cancel_on("oriel_clear_immediate");
	if (loop != NULL)
		oriel__entry_cancel(loop, &loop->immediates.ids, id);
}

void oriel__immediates_cancel_all(oriel_loop *loop) {
	oriel__entries_cancel_all(loop, &loop->immediates.ids);
}
