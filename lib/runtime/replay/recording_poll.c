/* SPDX-License-Identifier: MIT */
/*
 * Polls, and the posts that they receive. A replayed poll reads nothing from outside. It delivers
 * the arrivals and posts of the recorded poll in order, and sets the clock. If the program has not
 * yet made a recorded post, the poll waits for it in real time.
 *
 * The clock is stale after a poll, so that recording and replay read it next at the same place.
 */
#include "replay/recording_state_internal.h"

#include "base/alloc_internal.h"

#include <inttypes.h>
#include <stdio.h>

enum { PATIENCE_S = 30, MOMENT_MS = 1 };

/* Records a post by its name and its number among posts of that name. */
static const struct oriel__record_kind post_kind = { "post", "tu" };
/* Records the changes of the time and of the tick. */
static const struct oriel__record_kind poll_kind = { "a poll", "ii" };

/* ---- Posts ---- */

void oriel__recording_post(struct oriel__external *external, const char *name, uint64_t number) {
	if (!external->is_replay)
		oriel__recording_put(oriel__recording_of(external),
			(struct oriel__recording_record){
				.kind = &post_kind, .values = { .texts = { name }, .numbers = { 0, number } } });
}

bool oriel__recording_wait(
	struct oriel__external *external, int64_t *begun_ns, const char *what, uint64_t number) {
	struct oriel__clock machine = { .is_virtual = false };
	char came[128];
	int64_t now_ns = oriel__clock_read(&machine);
	if (*begun_ns == 0)
		*begun_ns = now_ns;
	if (now_ns - *begun_ns < (int64_t)PATIENCE_S * 1000 * ORIEL__NS_PER_MS)
		return true;
	snprintf(came, sizeof(came), "waited %d s for %s %" PRIu64 ", which did not come", PATIENCE_S,
		what, number);
	oriel__recording_diverge(oriel__recording_of(external), came);
	return false;
}

/* Runs a placeholder task instead of a recorded post that would have had no effect. */
static void recording_run_placeholder(struct oriel__task *task) {
	(void)task;
}

static bool recording_queue_placeholder(
	struct oriel__recording *recording, const char *name, uint64_t number) {
	if (recording->moot == NULL || !recording->moot(recording->loop, name, number))
		return false;
	struct oriel__placeholder_task *added = oriel__alloc_zero(1, sizeof(*added));
	added->next = recording->placeholders;
	recording->placeholders = added;
	oriel__task_queue(
		recording->loop, &added->task, ORIEL_TASK_SOURCE_JOB, recording_run_placeholder);
	return true;
}

static void recording_give_post(struct oriel__recording *recording) {
	oriel_loop *loop = recording->loop;
	const struct oriel__record_values *values = &recording->next.values;
	const char *name = values->texts[0] != NULL ? values->texts[0] : "";
	uint64_t number = values->numbers[1];
	int64_t begun_ns = 0;
	while (!oriel__posts_give_held(loop, name, number) &&
		!recording_queue_placeholder(recording, name, number)) {
		if (!oriel__external_wait(loop, &begun_ns, name, number))
			return;
		oriel__wait_for_posts(loop, MOMENT_MS);
	}
	oriel__recording_advance(recording);
}

/* ---- Polls ---- */

static bool recording_has_post(const struct oriel__recording *recording) {
	return recording->silent == 0 && recording->next.kind != NULL &&
		oriel__record_kind_is(recording->next.kind, &post_kind);
}

static void recording_replay_poll(struct oriel__recording *recording) {
	oriel_loop *loop = recording->loop;
	while (oriel__recording(loop) != NULL) {
		if (recording_has_post(recording))
			recording_give_post(recording);
		else if (oriel__recording_has_arrival(recording))
			oriel__recording_give_arrival(recording);
		else
			break;
	}
	if (oriel__recording(loop) == NULL ||
		!oriel__recording_is_next(recording, &poll_kind, "a poll"))
		return;
	const uint64_t *changes = recording->next.values.numbers;
	oriel__recording_set_time(recording, changes[0], changes[1]);
	oriel__recording_advance(recording);
}

bool oriel__recording_poll_begin(struct oriel__external *external) {
	struct oriel__recording *recording = oriel__recording_of(external);
	recording->suspended++;
	recording->is_polling = true;
	if (!external->is_replay)
		return false;
	recording_replay_poll(recording);
	recording->suspended--;
	return true;
}

void oriel__recording_poll_end(struct oriel__external *external) {
	struct oriel__recording *recording = oriel__recording_of(external);
	struct oriel__recording_record record = { .kind = &poll_kind };
	if (external->is_replay)
		return;
	record.values.numbers[0] = oriel__recording_take_time(recording);
	record.values.numbers[1] = oriel__recording_take_tick(recording);
	oriel__recording_put(recording, record);
	oriel__recording_flush(&recording->writer);
	oriel__loop_head(recording->loop)->clock.is_stale = true;
	recording->suspended--;
	recording->is_polling = false;
}
