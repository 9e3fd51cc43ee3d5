/* SPDX-License-Identifier: MIT */
/*
 * What arrives by a poll, and input wherever it arrives. A poll that is replayed looks at nothing
 * outside: it gives the input and the posts that the recorded one brought, in their order, and sets
 * the clock. A post that has not been made yet is waited for, in the machine's time.
 *
 * The clock is told to be stale wherever the recording has a place of its own for the time, so that
 * both runs read it next at the same place.
 */
#include "loop/loop_state_internal.h"
#include "loop/tape_state_internal.h"

#include "base/alloc_internal.h"

#include <inttypes.h>
#include <string.h>

enum { PATIENCE_S = 30, MOMENT_MS = 1 };

/* Also of a virtual clock, which somebody moves. */
static void put_time(struct oriel__tape *tape, const struct oriel__clock *clock, uint64_t *now) {
	*now = (uint64_t)clock->now_ns - (uint64_t)tape->now_ns;
	tape->now_ns = clock->now_ns;
}

static void put_tick(struct oriel__tape *tape, const struct oriel__clock *clock, uint64_t *tick) {
	int64_t tick_ns = clock->is_virtual ? tape->tick_ns : oriel__clock_coarse();
	*tick = (uint64_t)tick_ns - (uint64_t)tape->tick_ns;
	tape->tick_ns = tick_ns;
}

static void set_time(
	struct oriel__tape *tape, struct oriel__clock *clock, uint64_t now, uint64_t tick) {
	tape->now_ns = (int64_t)((uint64_t)tape->now_ns + now);
	tape->tick_ns = (int64_t)((uint64_t)tape->tick_ns + tick);
	clock->now_ns = tape->now_ns;
	clock->is_stale = true;
}

/* ---- Input ---- */

static uint64_t wide_bits(double value) {
	uint64_t word;
	memcpy(&word, &value, sizeof(word));
	return word;
}

static double from_wide_bits(uint64_t word) {
	double value;
	memcpy(&value, &word, sizeof(value));
	return value;
}

enum {
	WINDOW,
	NOW,
	TYPE,
	TIME,
	POINTER,
	KIND,
	X,
	Y,
	PRESSURE,
	BUTTON,
	MODIFIERS,
	WHEEL_X,
	WHEEL_Y,
	KEY,
	CODE,
	TEXT,
	REPEAT,
	CARET
};

/* In the field REPEAT, besides what the input says: it was sent while the platform was called by
 * the program, and not by a poll. */
enum { REPEATED = 1, CALLED = 2, BY_PLACE = 4 };

static void put_input(
	struct oriel__tape *tape, uint64_t window, const struct oriel_raw_input *input) {
	struct oriel__tape_record record = {
		.kind = ORIEL__TAPE_INPUT,
		.numbers = {
			[WINDOW] = window, [TYPE] = input->type, [TIME] = wide_bits(input->time_ms),
			[POINTER] = (uint64_t)input->pointer_id,
			[KIND] = input->pointer_kind, [X] = oriel__tape_bits(input->x),
			[Y] = oriel__tape_bits(input->y), [PRESSURE] = oriel__tape_bits(input->pressure),
			[BUTTON] = (uint64_t)(int64_t)input->button, [MODIFIERS] = input->modifiers,
			[WHEEL_X] = oriel__tape_bits(input->wheel_x),
			[WHEEL_Y] = oriel__tape_bits(input->wheel_y),
			[REPEAT] = (input->repeat ? REPEATED : 0u) | (input->by_place ? BY_PLACE : 0u) |
				(tape->is_awake && !tape->is_polling ? CALLED : 0u),
			[CARET] = input->preedit_caret,
		},
		.texts = { [KEY] = input->key, [CODE] = input->code, [TEXT] = input->text },
	};
	put_time(tape, &tape->loop->head.clock, &record.numbers[NOW]);
	oriel__tape_put(tape, record);
}

void oriel__tape_input_begin(
	oriel_loop *loop, uint64_t window, const struct oriel_raw_input *input) {
	struct oriel__tape *tape = oriel__tape(loop);
	if (tape == NULL || tape->is_replay)
		return;
	put_input(tape, window, input);
	loop->head.clock.is_stale = true;
}

void oriel__tape_input_end(oriel_loop *loop) {
	loop->head.clock.is_stale = true;
}

/* False: no device gives that. */
static bool read_input(const struct oriel__tape_record *record, struct oriel_raw_input *input) {
	const uint64_t *numbers = record->numbers;
	size_t length = record->texts[TEXT] != NULL ? strlen(record->texts[TEXT]) : 0;
	if (numbers[TYPE] > ORIEL_RAW_CLOSE || numbers[KIND] > ORIEL_POINTER_PEN ||
		numbers[CARET] > length)
		return false;
	*input = (struct oriel_raw_input){
		.type = (enum oriel_raw_input_type)numbers[TYPE],
		.time_ms = from_wide_bits(numbers[TIME]),
		.pointer_id = (int64_t)numbers[POINTER],
		.pointer_kind = (enum oriel_pointer_kind)numbers[KIND],
		.x = oriel__tape_from_bits(numbers[X]),
		.y = oriel__tape_from_bits(numbers[Y]),
		.pressure = oriel__tape_from_bits(numbers[PRESSURE]),
		.button = (int)numbers[BUTTON],
		.modifiers = (unsigned)numbers[MODIFIERS],
		.wheel_x = oriel__tape_from_bits(numbers[WHEEL_X]),
		.wheel_y = oriel__tape_from_bits(numbers[WHEEL_Y]),
		.key = record->texts[KEY],
		.code = record->texts[CODE],
		.by_place = (numbers[REPEAT] & BY_PLACE) != 0,
		.repeat = (numbers[REPEAT] & REPEATED) != 0,
		.text = record->texts[TEXT],
		.preedit_caret = (size_t)numbers[CARET],
	};
	return true;
}

/* next is input. What the window asks meanwhile comes after it in the recording. */
static void give_input(struct oriel__tape *tape) {
	struct oriel_raw_input input;
	oriel_loop *loop = tape->loop;
	uint64_t window = tape->next.numbers[WINDOW];
	if (tape->sink == NULL || !read_input(&tape->next, &input)) {
		oriel__tape_diverge(tape, tape->sink == NULL ? "no window" : "no such input");
		return;
	}
	set_time(tape, &loop->head.clock, tape->next.numbers[NOW], 0);
	oriel__tape_advance(tape);
	unsigned suspended = tape->suspended;
	tape->suspended = 0;
	if (!tape->sink->input(tape->sink->data, window, &input) && oriel__tape(loop) != NULL)
		oriel__tape_diverge(tape, "no such window");
	tape->suspended = suspended;
	oriel__tape_input_end(loop);
}

/* ---- Answers of the clipboard ---- */

enum { REQUEST, ANSWER_NOW, ANSWER_FLAGS, STATUS, BYTES };

/* In the field ANSWER_FLAGS: as CALLED of an input; a part of the data has arrived. */
enum { ANSWER_CALLED = 1, ANSWER_PART = 2 };

void oriel__tape_answer_begin(oriel_loop *loop, const struct oriel__tape_answer *answer) {
	struct oriel__tape *tape = oriel__tape(loop);
	if (tape == NULL || tape->is_replay)
		return;
	struct oriel__tape_record record = {
		.kind = ORIEL__TAPE_CLIPBOARD,
		.numbers = {
			[REQUEST] = answer->request, [STATUS] = (uint64_t)(int64_t)answer->status,
			[BYTES] = answer->length,
			[ANSWER_FLAGS] = (answer->is_part ? ANSWER_PART : 0u) |
				(tape->is_awake && !tape->is_polling ? ANSWER_CALLED : 0u),
		},
		.texts = { [BYTES] = answer->bytes },
	};
	put_time(tape, &loop->head.clock, &record.numbers[ANSWER_NOW]);
	oriel__tape_put(tape, record);
	loop->head.clock.is_stale = true;
}

/* next is an answer, whose bytes stay where they are when it is left behind. */
static void give_answer(struct oriel__tape *tape) {
	oriel_loop *loop = tape->loop;
	const uint64_t *numbers = tape->next.numbers;
	const struct oriel__tape_answer answer = {
		.request = numbers[REQUEST],
		.is_part = (numbers[ANSWER_FLAGS] & ANSWER_PART) != 0,
		.status = (enum oriel_status)(int64_t)numbers[STATUS],
		.bytes = tape->next.texts[BYTES],
		.length = (size_t)numbers[BYTES],
	};
	set_time(tape, &loop->head.clock, numbers[ANSWER_NOW], 0);
	oriel__tape_advance(tape);
	unsigned suspended = tape->suspended;
	tape->suspended = 0;
	if ((tape->sink == NULL || !tape->sink->answer(tape->sink->data, &answer)) &&
		oriel__tape(loop) != NULL)
		oriel__tape_diverge(tape, "no such request");
	tape->suspended = suspended;
	oriel__tape_input_end(loop);
}

/* Whether next is input or an answer, and not one that comes later. */
static bool has_next_arrival(const struct oriel__tape *tape) {
	return tape->silent == 0 &&
		(tape->next.kind == ORIEL__TAPE_INPUT || tape->next.kind == ORIEL__TAPE_CLIPBOARD);
}

static bool is_next_called(const struct oriel__tape *tape) {
	if (tape->next.kind == ORIEL__TAPE_CLIPBOARD)
		return (tape->next.numbers[ANSWER_FLAGS] & ANSWER_CALLED) != 0;
	return (tape->next.numbers[REPEAT] & CALLED) != 0;
}

static void give_arrival(struct oriel__tape *tape) {
	if (tape->next.kind == ORIEL__TAPE_CLIPBOARD)
		give_answer(tape);
	else
		give_input(tape);
}

void oriel__tape_give_inputs(oriel_loop *loop) {
	while (oriel__tape_replays(loop) && has_next_arrival(oriel__tape(loop)) &&
		is_next_called(oriel__tape(loop)))
		give_arrival(oriel__tape(loop));
}

void oriel__tape_set_sink(oriel_loop *loop, const struct oriel__tape_sink *sink) {
	if (oriel__tape(loop) != NULL)
		oriel__tape(loop)->sink = sink;
}

/* ---- Posts ---- */

void oriel__tape_post(oriel_loop *loop, const char *name, uint64_t number) {
	struct oriel__tape *tape = oriel__tape(loop);
	if (tape != NULL && !tape->is_replay)
		oriel__tape_put(tape,
			(struct oriel__tape_record){
				.kind = ORIEL__TAPE_POST, .texts = { name }, .numbers = { 0, number } });
}

bool oriel__tape_patience(oriel_loop *loop, int64_t *begun_ns, const char *what, uint64_t number) {
	struct oriel__clock machine = { .is_virtual = false };
	char came[128];
	int64_t now_ns = oriel__clock_read(&machine);
	if (oriel__tape(loop) == NULL)
		return false;
	if (*begun_ns == 0)
		*begun_ns = now_ns;
	if (now_ns - *begun_ns < (int64_t)PATIENCE_S * 1000 * ORIEL__NS_PER_MS)
		return true;
	snprintf(came, sizeof(came), "waited %d s for %s %" PRIu64 ", which did not come", PATIENCE_S,
		what, number);
	oriel__tape_diverge(oriel__tape(loop), came);
	return false;
}

void oriel__tape_set_moot(oriel_loop *loop, oriel__tape_moot_fn *fn) {
	if (oriel__tape(loop) != NULL)
		oriel__tape(loop)->moot = fn;
}

/* A task that does nothing, in the place of one that would have done nothing. */
static void run_stand_in(struct oriel__task *task) {
	(void)task;
}

static bool stand_in(struct oriel__tape *tape, const char *name, uint64_t number) {
	if (tape->moot == NULL || !tape->moot(tape->loop, name, number))
		return false;
	struct oriel__stand_in *added = oriel__alloc_zero(1, sizeof(*added));
	added->next = tape->stand_ins;
	tape->stand_ins = added;
	oriel__task_queue(tape->loop, &added->task, ORIEL_TASK_SOURCE_JOB, run_stand_in);
	return true;
}

static void give_post(struct oriel__tape *tape) {
	oriel_loop *loop = tape->loop;
	const char *name = tape->next.texts[0] != NULL ? tape->next.texts[0] : "";
	int64_t begun_ns = 0;
	while (!oriel__posts_give_held(loop, name, tape->next.numbers[1]) &&
		!stand_in(tape, name, tape->next.numbers[1])) {
		if (!oriel__tape_patience(loop, &begun_ns, name, tape->next.numbers[1]))
			return;
		oriel__wait_for_posts(loop, MOMENT_MS);
	}
	oriel__tape_advance(tape);
}

/* ---- Polls ---- */

static void replay_poll(struct oriel__tape *tape) {
	oriel_loop *loop = tape->loop;
	while (oriel__tape(loop) != NULL &&
		(has_next_arrival(tape) || (tape->silent == 0 && tape->next.kind == ORIEL__TAPE_POST))) {
		if (tape->next.kind == ORIEL__TAPE_POST)
			give_post(tape);
		else
			give_arrival(tape);
	}
	if (oriel__tape(loop) == NULL || !oriel__tape_is_next(tape, ORIEL__TAPE_POLLED, "a poll"))
		return;
	set_time(tape, &loop->head.clock, tape->next.numbers[0], tape->next.numbers[1]);
	oriel__tape_advance(tape);
}

bool oriel__tape_poll(oriel_loop *loop) {
	struct oriel__tape *tape = oriel__tape(loop);
	if (tape == NULL)
		return false;
	tape->suspended++;
	tape->is_polling = true;
	if (!tape->is_replay)
		return false;
	replay_poll(tape);
	tape->suspended--;
	return true;
}

void oriel__tape_polled(oriel_loop *loop) {
	struct oriel__tape *tape = oriel__tape(loop);
	if (tape == NULL || tape->is_replay)
		return;
	struct oriel__tape_record record = { .kind = ORIEL__TAPE_POLLED, };
	put_time(tape, &loop->head.clock, &record.numbers[0]);
	put_tick(tape, &loop->head.clock, &record.numbers[1]);
	oriel__tape_put(tape, record);
	oriel__tape_flush(&tape->writer);
	loop->head.clock.is_stale = true;
	tape->suspended--;
	tape->is_polling = false;
}
