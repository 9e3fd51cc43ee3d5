/* SPDX-License-Identifier: MIT */
/*
 * Random programs with promises. Each step has its own source of randomness, and so has each
 * callback that it registers. Steps can therefore be removed without changing the others. A budget
 * ends programs that would run endlessly.
 */
#include "promise_program.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BUDGET = 300 };

void program_note(struct program *program, const char *format, ...) {
	char text[PROGRAM_TEXT + 100];
	va_list arguments;
	va_start(arguments, format);
	int length = vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	size_t size = (size_t)length < sizeof(text) ? (size_t)length : sizeof(text) - 1;
	if (program->length + size + 2 > program->capacity) {
		program->capacity = 2 * (program->length + size + 2);
		program->record = realloc(program->record, program->capacity);
	}
	memcpy(program->record + program->length, text, size);
	memcpy(program->record + program->length + size, "\n", 2);
	program->length += size + 1;
}

/* ---- Values and callbacks ---- */

void value_ref(struct value *value) {
	value->references++;
}

void value_unref(struct value *value) {
	if (value->references <= 0)
		abort();
	value->references--;
}

void value_text(const struct value *value, char text[PROGRAM_TEXT]) {
	if (value == NULL)
		snprintf(text, PROGRAM_TEXT, "-");
	else
		snprintf(text, PROGRAM_TEXT, "%c%d", value->is_single ? 's' : 'v', value->id);
}

static struct value *value_new(struct program *program, struct chance *chance) {
	if (roll(chance, 5) == 0)
		return NULL;
	struct value *value = calloc(1, sizeof(*value));
	*value = (struct value){ .next = program->values,
		.id = ++program->value_count,
		.references = 1,
		.is_single = roll(chance, 3) == 0 };
	program->values = value;
	return value;
}

static struct callback *callback_new(struct program *program, struct chance *chance) {
	struct callback *callback = calloc(1, sizeof(*callback));
	*callback = (struct callback){
		.next = program->callbacks, .program = program, .id = ++program->callback_count
	};
	callback->chance.seed = (uint64_t)roll(chance, UINT32_MAX) * 0x9e3779b97f4a7c15u;
	program->callbacks = callback;
	return callback;
}

/* ---- Places ---- */

static void release_promise(struct program *program, size_t i) {
	if (program->promises[i] != NULL)
		program->engine->unref(program->self, program->promises[i]);
	program->promises[i] = NULL;
}

static void release_resolver(struct program *program, size_t i) {
	if (program->resolvers[i] != NULL)
		program->engine->unref_resolver(program->self, program->resolvers[i]);
	program->resolvers[i] = NULL;
}

static void put_promise(struct program *program, void *promise) {
	size_t i = program->next_promise++ % PROGRAM_PROMISES;
	release_promise(program, i);
	program->promises[i] = promise;
}

static void put_resolver(struct program *program, void *resolver) {
	size_t i = program->next_resolver++ % PROGRAM_RESOLVERS;
	release_resolver(program, i);
	program->resolvers[i] = resolver;
}

static void *any_promise(struct program *program, struct chance *chance) {
	return program->promises[roll(chance, PROGRAM_PROMISES)];
}

static int any_signal(struct chance *chance) {
	return (int)roll(chance, PROGRAM_SIGNALS * 3) - PROGRAM_SIGNALS * 2;
}

/* ---- Steps of a program ---- */

static struct outcome any_outcome(struct program *program, struct chance *chance) {
	uint32_t side = roll(chance, 10);
	void *promise = any_promise(program, chance);
	if (side < 3 && promise != NULL) {
		program->may_linger |= program->engine->state(program->self, promise) == 0;
		return (struct outcome){ .type = FOLLOWS, .promise = promise };
	}
	if (side == 3)
		return (
			struct outcome){ .type = FOLLOWS_FOREIGN, .thenable = callback_new(program, chance) };
	return (
		struct outcome){ .type = side < 6 ? THROWS : RETURNS, .value = value_new(program, chance) };
}

static void make(struct program *program, struct chance *chance) {
	void *resolver;
	if (roll(chance, 3) > 0) {
		put_promise(program, program->engine->promise_new(program->self, &resolver));
		put_resolver(program, resolver);
	} else {
		bool is_rejected = roll(chance, 2) == 0;
		put_promise(program,
			program->engine->promise_settled(
				program->self, is_rejected, value_new(program, chance)));
	}
}

static void settle(struct program *program, struct chance *chance) {
	void *resolver = program->resolvers[roll(chance, PROGRAM_RESOLVERS)];
	if (resolver == NULL)
		return;
	struct outcome outcome = any_outcome(program, chance);
	program->engine->settle(program->self, resolver, &outcome);
}

static void react(struct program *program, struct chance *chance) {
	void *promise = any_promise(program, chance);
	if (promise == NULL)
		return;
	struct callback *callback = callback_new(program, chance);
	bool is_finally = roll(chance, 4) == 0;
	uint32_t which = roll(chance, 8);
	callback->has_fulfilled = which > 1;
	callback->has_rejected = which > 2 || which == 1;
	int signal = any_signal(chance);
	put_promise(program,
		(is_finally ? program->engine->finally : program->engine->then)(
			program->self, promise, callback, signal));
}

static void combine(struct program *program, struct chance *chance) {
	void *promises[4];
	size_t count = 0;
	enum combination kind = (enum combination)roll(chance, 4);
	for (uint32_t i = roll(chance, 5); i > 0; i--) {
		void *promise = any_promise(program, chance);
		if (promise != NULL)
			promises[count++] = promise;
	}
	put_promise(program, program->engine->combine(program->self, kind, promises, count));
}

static void begin_coroutine(struct program *program, struct chance *chance) {
	struct callback *callback = callback_new(program, chance);
	int signal = any_signal(chance);
	program->may_linger = true;
	put_promise(program, program->engine->async(program->self, callback, signal));
}

static void abort_or_renew(struct program *program, struct chance *chance) {
	uint32_t signal = roll(chance, PROGRAM_SIGNALS);
	bool was_aborted = program->is_aborted[signal];
	program->is_aborted[signal] = !was_aborted;
	if (was_aborted)
		program->engine->renew_signal(program->self, (int)signal);
	else
		program->engine->abort_signal(program->self, (int)signal, value_new(program, chance));
}

static void release_some(struct program *program, struct chance *chance) {
	if (roll(chance, 3) > 0)
		release_promise(program, roll(chance, PROGRAM_PROMISES));
	else
		release_resolver(program, roll(chance, PROGRAM_RESOLVERS));
}

static void do_something(struct program *program, uint32_t what, struct chance *chance) {
	if (--program->budget < 0)
		return;
	switch (what % 16) {
	case 0: case 1: make(program, chance); break;
	case 2: case 3: case 4: settle(program, chance); break;
	case 5: case 6: case 7: case 8: react(program, chance); break;
	case 9: combine(program, chance); break;
	case 10: case 11: begin_coroutine(program, chance); break;
	case 12: abort_or_renew(program, chance); break;
	case 13: release_some(program, chance); break;
	case 14: program->engine->microtask(program->self, callback_new(program, chance)); break;
	default: break; /* a step may end the host code */
	}
}

static void do_some(struct callback *callback) {
	for (uint32_t i = roll(&callback->chance, 3); i > 0; i--)
		do_something(callback->program, roll(&callback->chance, 16), &callback->chance);
}

struct outcome program_react(struct callback *callback, bool is_rejected, const char *result) {
	struct program *program = callback->program;
	program_note(program, "%d %s%s", callback->id,
		result == NULL  ? "finally" :
			is_rejected ? "R" :
						"F",
		result != NULL ? result : "");
	do_some(callback);
	bool can_share = result != NULL && (result[0] == 'v' || result[0] == '[');
	if (can_share && roll(&callback->chance, 4) == 0)
		return (struct outcome){ .type = RETURNS_THE_SAME };
	return any_outcome(program, &callback->chance);
}

struct outcome program_go_on(
	struct callback *callback, char status, const char *result, void **awaited) {
	struct program *program = callback->program;
	program_note(program, "%d.%d %c%s", callback->id, callback->awaits,
		status != '\0' ? status : '>', result);
	do_some(callback);
	*awaited = callback->awaits++ < 4 ? any_promise(program, &callback->chance) : NULL;
	return *awaited == NULL ? any_outcome(program, &callback->chance) : (struct outcome){ 0 };
}

void program_then(struct callback *callback, void *resolver) {
	struct program *program = callback->program;
	program_note(program, "%d foreign", callback->id);
	for (uint32_t i = roll(&callback->chance, 3); i > 0; i--) {
		struct outcome outcome = any_outcome(program, &callback->chance);
		program->engine->settle(program->self, resolver, &outcome);
	}
	put_resolver(program, resolver);
}

void program_microtask(struct callback *callback) {
	program_note(callback->program, "%d microtask", callback->id);
	do_some(callback);
}

/* ---- All of it ---- */

static void note_states(struct program *program) {
	char states[PROGRAM_PROMISES + 1] = "";
	for (size_t i = 0; i < PROGRAM_PROMISES; i++)
		states[i] = program->promises[i] == NULL ?
			' ' :
			"PFR"[program->engine->state(program->self, program->promises[i])];
	program_note(program, "%s", states);
}

static void end_host(struct program *program, bool advances) {
	program->engine->host(program->self, false);
	note_states(program);
	if (advances)
		program->engine->advance(program->self);
}

static void release_all(struct program *program) {
	for (size_t i = 0; i < PROGRAM_RESOLVERS; i++)
		release_resolver(program, i);
	for (size_t i = 0; i < PROGRAM_PROMISES; i++)
		release_promise(program, i);
}

void program_run(struct program *program, const struct engine *engine, void *self,
	const uint8_t *steps, size_t count) {
	*program = (struct program){ .engine = engine, .self = self, .budget = BUDGET };
	for (int i = 0; i < PROGRAM_SIGNALS; i++)
		engine->renew_signal(self, i);
	engine->host(self, true);
	for (size_t i = 0; i < count; i++) {
		const uint8_t *step = steps + i * PROGRAM_STEP_SIZE;
		struct chance chance = chance_of_step(step, PROGRAM_STEP_SIZE);
		if (step[0] % 16 == 15) {
			end_host(program, roll(&chance, 2) == 0);
			engine->host(self, true);
		}
		do_something(program, step[0], &chance);
	}
	end_host(program, true);
	program->budget = 0;
	release_all(program);
	engine->advance(self);
}

bool program_dropped_all(const struct program *program) {
	bool is_right = true;
	for (const struct value *value = program->values; value != NULL; value = value->next)
		is_right &= value->references == 0;
	for (const struct callback *callback = program->callbacks; callback != NULL;
		callback = callback->next)
		is_right &= callback->drops == 1;
	return is_right;
}

void program_finish(struct program *program) {
	while (program->values != NULL) {
		struct value *value = program->values;
		program->values = value->next;
		free(value);
	}
	while (program->callbacks != NULL) {
		struct callback *callback = program->callbacks;
		program->callbacks = callback->next;
		free(callback);
	}
	free(program->record);
}
