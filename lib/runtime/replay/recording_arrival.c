/* SPDX-License-Identifier: MIT */
/*
 * Arrivals on their way into a recording or out of it, during a poll or while the program calls the
 * platform. A replay passes each arrival to the receiver of its kind.
 *
 * The clock is stale after every arrival, so that recording and replay read it next at the same
 * place.
 */
#include "replay/recording_state_internal.h"

void oriel__recording_suspend(oriel_loop *loop) {
	struct oriel__recording *recording = oriel__recording(loop);
	if (recording == NULL || recording->suspended++ > 0)
		return;
	recording->kept = oriel__loop_head(loop)->clock;
	recording->was_woken = false;
}

/* Restores the clock as it was before oriel__recording_suspend(), because a replay does not contain
 * readings of the suspended code. */
void oriel__recording_resume(oriel_loop *loop) {
	struct oriel__recording *recording = oriel__recording(loop);
	struct oriel__clock *clock = &oriel__loop_head(loop)->clock;
	if (recording == NULL || --recording->suspended > 0)
		return;
	if (recording->was_woken)
		clock->is_stale = true;
	else
		*clock = recording->kept;
}

unsigned oriel__recording_wake(oriel_loop *loop) {
	struct oriel__recording *recording = oriel__recording(loop);
	unsigned suspended = recording != NULL ? recording->suspended : 0;
	if (recording != NULL) {
		recording->suspended = 0;
		recording->is_awake = true;
	}
	return suspended;
}

void oriel__recording_sleep(oriel_loop *loop, unsigned suspended) {
	struct oriel__recording *recording = oriel__recording(loop);
	if (recording == NULL)
		return;
	recording->suspended = suspended;
	recording->was_woken = true;
	recording->is_awake = false;
}

/* ---- Recording ---- */

void oriel__recording_arrival_begin(oriel_loop *loop, const struct oriel__record_kind *kind,
	const struct oriel__record_values *values) {
	struct oriel__recording *recording = oriel__recording(loop);
	if (recording == NULL || recording->external.is_replay)
		return;
	struct oriel__recording_record record = {
		.kind = kind,
		.is_called = recording->is_awake && !recording->is_polling,
		.values = *values,
	};
	record.now = oriel__recording_take_time(recording);
	oriel__recording_put(recording, record);
	oriel__loop_head(loop)->clock.is_stale = true;
}

void oriel__recording_arrival_end(oriel_loop *loop) {
	oriel__loop_head(loop)->clock.is_stale = true;
}

/* ---- Replaying ---- */

void oriel__recording_add_receiver(
	oriel_loop *loop, struct oriel__recording_receiver *receiver) {
	struct oriel__recording *recording = oriel__recording(loop);
	if (recording == NULL)
		return;
	receiver->next = recording->receivers;
	recording->receivers = receiver;
}

void oriel__recording_remove_receiver(
	oriel_loop *loop, struct oriel__recording_receiver *receiver) {
	struct oriel__recording *recording = oriel__recording(loop);
	if (recording == NULL)
		return;
	struct oriel__recording_receiver **link = &recording->receivers;
	while (*link != NULL && *link != receiver)
		link = &(*link)->next;
	if (*link != NULL)
		*link = receiver->next;
}

static struct oriel__recording_receiver *recording_receiver_of(
	const struct oriel__recording *recording, const struct oriel__record_kind *kind) {
	struct oriel__recording_receiver *receiver = recording->receivers;
	while (receiver != NULL && !oriel__record_kind_is(receiver->kind, kind))
		receiver = receiver->next;
	return receiver;
}

/* Passes an arrival to its receiver. External inputs of the receiver follow the arrival in the
 * recording. Texts and bytes point into the content of the file. */
void oriel__recording_give_arrival(struct oriel__recording *recording) {
	struct oriel__recording_receiver *receiver = recording_receiver_of(
		recording, recording->next.kind);
	const char *refusal = receiver == NULL ?
		"no application that takes it" :
		receiver->refuse(receiver->data, &recording->next.values);
	if (refusal != NULL) {
		oriel__recording_diverge(recording, refusal);
		return;
	}
	const struct oriel__record_values values = recording->next.values;
	oriel__recording_set_time(recording, recording->next.now, 0);
	oriel__recording_advance(recording);
	unsigned suspended = recording->suspended;
	recording->suspended = 0;
	receiver->give(receiver->data, &values);
	recording->suspended = suspended;
	oriel__recording_arrival_end(recording->loop);
}

void oriel__recording_give_arrivals(oriel_loop *loop) {
	while (oriel__loop_is_replayed(loop) && oriel__recording_has_arrival(oriel__recording(loop)) &&
		oriel__recording(loop)->next.is_called)
		oriel__recording_give_arrival(oriel__recording(loop));
}
