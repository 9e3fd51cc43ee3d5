/* SPDX-License-Identifier: MIT */
/*
 * A slow and literal model of promises in ECMAScript: a queue of jobs, and a list of reactions for
 * each promise. Nothing is freed before the end. The model adds what the library adds: signals, and
 * HTML's unhandled rejections. A value is represented by its text.
 */
#include "promise_program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PENDING, FULFILLED, REJECTED };

struct memory {
	struct memory *next;
	max_align_t data[];
};

struct promise;

struct reaction {
	struct reaction *next;
	/* called when the promise is settled */
	void (*run)(struct model *model, struct reaction *reaction);
	struct promise *promise, *derived;
	struct callback *callback;
	struct promise *kept;                    /* for a finally: the result that is passed on */
	struct settlement_list *list; /* for a combination */
	size_t element;
	struct coroutine *coroutine;
	bool has_begun, is_cancelled; /* as its signal sees the reaction */
};

struct promise {
	int state;
	char text[PROGRAM_TEXT];
	struct reaction *first, **end;
	bool is_handled, is_reported, is_aborted;
	int list; /* the list that contains the promise; 0: none */
	struct promise *next;
};

struct resolver {
	struct promise *promise;
	bool is_spent;
};

struct settlement_list {
	enum combination kind;
	struct promise *promise;
	bool is_known;
	size_t count, missing;
	char texts[4][PROGRAM_TEXT];
};

struct coroutine {
	struct callback *callback;
	struct promise *promise;
	bool is_aborted, is_over;
	char reason[PROGRAM_TEXT];
	struct reaction *awaits; /* NULL while the coroutine runs or is about to */
};

struct job {
	struct job *next;
	void (*run)(struct model *model, void *data);
	void *data;
};

/* A hook of a signal: one of the two fields is set. */
struct hook {
	struct hook *next;
	struct reaction *reaction;
	struct coroutine *coroutine;
};

struct signal {
	bool is_aborted;
	char reason[PROGRAM_TEXT];
	struct hook *first, **end;
};

enum { NONE, NEW, DUE, LATE, LISTS };

struct model {
	struct memory *memory;
	struct job *first_job, **last_job;
	struct signal signals[PROGRAM_SIGNALS];
	struct promise *lists[LISTS];
	struct program *program;
};

static void *take(struct model *model, size_t size) {
	struct memory *memory = calloc(1, sizeof(*memory) + size);
	memory->next = model->memory;
	model->memory = memory;
	return memory->data;
}

static void queue(struct model *model, void (*run)(struct model *, void *), void *data) {
	struct job *job = take(model, sizeof(*job));
	job->run = run;
	job->data = data;
	*model->last_job = job;
	model->last_job = &job->next;
}

/* ---- Unhandled rejections ---- */

static void list_add(struct model *model, struct promise *promise, int list) {
	struct promise **end = &model->lists[list];
	while (*end != NULL)
		end = &(*end)->next;
	*end = promise;
	promise->next = NULL;
	promise->list = list;
}

static void list_remove(struct model *model, struct promise *promise) {
	struct promise **link = &model->lists[promise->list];
	while (*link != promise)
		link = &(*link)->next;
	*link = promise->next;
	promise->list = NONE;
}

static void handle(struct model *model, struct promise *promise) {
	if (promise->list == NEW || promise->list == DUE) {
		list_remove(model, promise);
	} else if (promise->is_reported) {
		list_add(model, promise, LATE);
		promise->is_reported = false;
	}
	promise->is_handled = true;
}

/* ---- Promises ---- */

static struct promise *promise_new(struct model *model) {
	struct promise *promise = take(model, sizeof(*promise));
	promise->end = &promise->first;
	return promise;
}

static void run_reaction(struct model *model, void *data) {
	struct reaction *reaction = data;
	if (!reaction->is_cancelled)
		reaction->run(model, reaction);
}

/* FulfillPromise, RejectPromise */
static void settle(struct model *model, struct promise *promise, int state, const char *text) {
	if (promise->state != PENDING)
		abort();
	promise->state = state;
	snprintf(promise->text, sizeof(promise->text), "%s", text);
	if (state == REJECTED && !promise->is_handled)
		list_add(model, promise, NEW);
	for (struct reaction *reaction = promise->first; reaction != NULL; reaction = reaction->next)
		queue(model, run_reaction, reaction);
}

/* PerformPromiseThen */
static void react(struct model *model, struct promise *promise, struct reaction *reaction) {
	reaction->promise = promise;
	if (promise->state == PENDING) {
		*promise->end = reaction;
		promise->end = &reaction->next;
	} else {
		queue(model, run_reaction, reaction);
	}
	handle(model, promise);
}

static struct reaction *reaction_new(
	struct model *model, void (*run)(struct model *, struct reaction *), struct promise *derived) {
	struct reaction *reaction = take(model, sizeof(*reaction));
	reaction->run = run;
	reaction->derived = derived;
	return reaction;
}

static void run_pass(struct model *model, struct reaction *reaction) {
	settle(model, reaction->derived, reaction->promise->state, reaction->promise->text);
}

struct following {
	struct promise *promise, *other;
};

/* NewPromiseResolveThenableJob, for a promise */
static void run_follow(struct model *model, void *data) {
	struct following *following = data;
	react(model, following->other, reaction_new(model, run_pass, following->promise));
}

static void follow(struct model *model, struct promise *promise, struct promise *other) {
	if (promise == other) {
		settle(model, promise, REJECTED, "TypeError");
		return;
	}
	struct following *following = take(model, sizeof(*following));
	following->promise = promise;
	following->other = other;
	queue(model, run_follow, following);
}

struct foreign {
	struct resolver *resolver;
	struct callback *callback;
};

/* NewPromiseResolveThenableJob */
static void run_foreign(struct model *model, void *data) {
	struct foreign *foreign = data;
	(void)model;
	program_then(foreign->callback, foreign->resolver);
}

static void follow_foreign(
	struct model *model, struct promise *promise, struct callback *callback) {
	struct foreign *foreign = take(model, sizeof(*foreign));
	foreign->resolver = take(model, sizeof(*foreign->resolver));
	foreign->resolver->promise = promise;
	foreign->callback = callback;
	queue(model, run_foreign, foreign);
}

/* Completes a promise. The reference to a value is released at once; only the text remains. */
static void complete(
	struct model *model, struct promise *promise, const struct outcome *outcome, const char *same) {
	char text[PROGRAM_TEXT];
	switch (outcome->type) {
	case RETURNS:
	case THROWS:
		value_text(outcome->value, text);
		settle(model, promise, outcome->type == RETURNS ? FULFILLED : REJECTED, text);
		break;
	case RETURNS_THE_SAME:
		settle(model, promise, FULFILLED, same);
		break;
	case FOLLOWS:
		follow(model, promise, outcome->promise);
		break;
	case FOLLOWS_FOREIGN:
		follow_foreign(model, promise, outcome->thenable);
		break;
	}
}

static void release_value(const struct outcome *outcome) {
	if (outcome->value != NULL)
		value_unref(outcome->value);
}

static void *model_promise_new(void *self, void **resolver) {
	struct model *model = self;
	struct resolver *made = take(model, sizeof(*made));
	made->promise = promise_new(model);
	*resolver = made;
	return made->promise;
}

static void *model_promise_settled(void *self, bool is_rejected, struct value *value) {
	struct promise *promise = promise_new(self);
	struct outcome outcome = { .type = is_rejected ? THROWS : RETURNS, .value = value };
	complete(self, promise, &outcome, NULL);
	release_value(&outcome);
	return promise;
}

static void model_settle(void *self, void *data, const struct outcome *outcome) {
	struct resolver *resolver = data;
	if (!resolver->is_spent) {
		resolver->is_spent = true;
		complete(self, resolver->promise, outcome, NULL);
	}
	release_value(outcome);
}

static int model_state(void *self, void *promise) {
	(void)self;
	return ((struct promise *)promise)->state;
}

/* ---- then and finally ---- */

static void run_then(struct model *model, struct reaction *reaction) {
	struct promise *promise = reaction->promise;
	bool is_rejected = promise->state == REJECTED;
	reaction->has_begun = true;
	if (is_rejected ? !reaction->callback->has_rejected : !reaction->callback->has_fulfilled) {
		settle(model, reaction->derived, promise->state, promise->text);
		return;
	}
	struct outcome outcome = program_react(reaction->callback, is_rejected, promise->text);
	complete(model, reaction->derived, &outcome, promise->text);
	release_value(&outcome);
}

/* valueThunk, thrower */
static void run_kept(struct model *model, struct reaction *reaction) {
	struct promise *passed = reaction->promise->state == FULFILLED ? reaction->kept :
																	reaction->promise;
	settle(model, reaction->derived, passed->state, passed->text);
}

/* Promise.prototype.finally */
static void run_finally(struct model *model, struct reaction *reaction) {
	reaction->has_begun = true;
	struct outcome outcome = program_react(reaction->callback, false, NULL);
	if (outcome.type == THROWS) {
		complete(model, reaction->derived, &outcome, NULL);
	} else {
		struct promise *waited = outcome.type == FOLLOWS ? outcome.promise : promise_new(model),
					   *within = promise_new(model);
		if (outcome.type != FOLLOWS)
			complete(model, waited, &outcome, NULL);
		struct reaction *then = reaction_new(model, run_kept, within);
		then->kept = reaction->promise;
		react(model, waited, then);
		follow(model, reaction->derived, within);
	}
	release_value(&outcome);
}

static struct hook *add_hook(struct model *model, int signal) {
	struct hook *hook = take(model, sizeof(*hook));
	*model->signals[signal].end = hook;
	model->signals[signal].end = &hook->next;
	return hook;
}

static void reject_aborted(struct model *model, struct promise *promise, const char *reason) {
	promise->is_aborted = true;
	settle(model, promise, REJECTED, reason);
}

static struct promise *derive(struct model *model, struct promise *promise,
	struct reaction *reaction, struct callback *callback, int signal) {
	reaction->callback = callback;
	reaction->derived = promise_new(model);
	if (signal >= 0 && model->signals[signal].is_aborted) {
		handle(model, promise);
		reject_aborted(model, reaction->derived, model->signals[signal].reason);
		return reaction->derived;
	}
	if (signal >= 0)
		add_hook(model, signal)->reaction = reaction;
	react(model, promise, reaction);
	return reaction->derived;
}

static void *model_then(void *self, void *promise, struct callback *callback, int signal) {
	return derive(self, promise, reaction_new(self, run_then, NULL), callback, signal);
}

static void *model_finally(void *self, void *promise, struct callback *callback, int signal) {
	return derive(self, promise, reaction_new(self, run_finally, NULL), callback, signal);
}

/* ---- Combinations ---- */

static void gathered_text(const struct settlement_list *list, char text[PROGRAM_TEXT]) {
	size_t length = 0;
	text[0] = '\0';
	for (size_t i = 0; i <= list->count && length < PROGRAM_TEXT; i++) {
		const char *end = i == list->count ? "]" : list->texts[i];
		length += (size_t)snprintf(text + length, PROGRAM_TEXT - length, "%s%s",
			i == 0                    ? "[" :
				i == list->count ? "" :
										" ",
			end);
	}
}

static void end_gathering(struct model *model, struct settlement_list *list) {
	char text[PROGRAM_TEXT];
	gathered_text(list, text);
	list->is_known = true;
	settle(
		model, list->promise, list->kind == ANY ? REJECTED : FULFILLED, text);
}

static bool gathers(enum combination kind, int state) {
	return kind == ALL_SETTLED || (kind == ALL && state == FULFILLED) ||
		(kind == ANY && state == REJECTED);
}

static void run_element(struct model *model, struct reaction *reaction) {
	struct settlement_list *list = reaction->list;
	struct promise *promise = reaction->promise;
	if (list->is_known)
		return;
	if (!gathers(list->kind, promise->state)) {
		list->is_known = true;
		settle(model, list->promise, promise->state, promise->text);
		return;
	}
	char *text = list->texts[reaction->element];
	text[0] = promise->state == FULFILLED ? 'F' : 'R';
	memcpy(text + 1, promise->text, PROGRAM_TEXT - 1);
	text[PROGRAM_TEXT - 1] = '\0';
	if (--list->missing == 0)
		end_gathering(model, list);
}

static void *model_combine(void *self, enum combination kind, void **promises, size_t count) {
	struct model *model = self;
	struct settlement_list *list = take(model, sizeof(*list));
	list->kind = kind;
	list->promise = promise_new(model);
	list->count = list->missing = count;
	for (size_t i = 0; i < count; i++) {
		struct reaction *reaction = reaction_new(model, run_element, NULL);
		reaction->list = list;
		reaction->element = i;
		react(model, promises[i], reaction);
	}
	if (count == 0 && kind != RACE)
		end_gathering(model, list);
	return list->promise;
}

/* ---- Coroutines ---- */

static void go_on(
	struct model *model, struct coroutine *coroutine, char status, const char *result);

static void run_awaited(struct model *model, struct reaction *reaction) {
	struct promise *promise = reaction->promise;
	reaction->has_begun = true;
	go_on(model, reaction->coroutine, promise->state == FULFILLED ? 'F' : 'R', promise->text);
}

static void run_aborted(struct model *model, void *data) {
	go_on(model, data, 'A', "");
}

static void go_on(
	struct model *model, struct coroutine *coroutine, char status, const char *result) {
	void *awaited;
	struct outcome outcome;
	coroutine->awaits = NULL;
	for (;;) {
		bool is_aborted = coroutine->is_aborted && status != '\0';
		outcome = program_go_on(coroutine->callback, is_aborted ? 'A' : status,
			is_aborted ? coroutine->reason : result, &awaited);
		if (awaited == NULL)
			break;
		if (!coroutine->is_aborted) {
			coroutine->awaits = reaction_new(model, run_awaited, NULL);
			coroutine->awaits->coroutine = coroutine;
			react(model, awaited, coroutine->awaits);
			return;
		}
		handle(model, awaited);
		status = 'A';
	}
	coroutine->is_over = true;
	coroutine->promise->is_aborted = coroutine->is_aborted;
	complete(model, coroutine->promise, &outcome, NULL);
	release_value(&outcome);
}

static void *model_async(void *self, struct callback *callback, int signal) {
	struct model *model = self;
	struct promise *promise = promise_new(model);
	if (signal >= 0 && model->signals[signal].is_aborted) {
		reject_aborted(model, promise, model->signals[signal].reason);
		return promise;
	}
	struct coroutine *coroutine = take(model, sizeof(*coroutine));
	coroutine->callback = callback;
	coroutine->promise = promise;
	if (signal >= 0)
		add_hook(model, signal)->coroutine = coroutine;
	go_on(model, coroutine, '\0', "");
	return promise;
}

static void abort_coroutine(struct model *model, struct coroutine *coroutine, const char *reason) {
	if (coroutine->is_over)
		return;
	coroutine->is_aborted = true;
	snprintf(coroutine->reason, sizeof(coroutine->reason), "%s", reason);
	if (coroutine->awaits == NULL || coroutine->awaits->promise->state != PENDING)
		return;
	coroutine->awaits->is_cancelled = true;
	coroutine->awaits = NULL;
	queue(model, run_aborted, coroutine);
}

/* ---- Signals ---- */

static void model_renew_signal(void *self, int signal) {
	struct model *model = self;
	model->signals[signal] = (struct signal){ .end = &model->signals[signal].first };
}

static void abort_reaction(struct model *model, struct reaction *reaction, const char *reason) {
	if (reaction->has_begun)
		return;
	reaction->is_cancelled = true;
	reject_aborted(model, reaction->derived, reason);
}

static void model_abort_signal(void *self, int which, struct value *reason) {
	struct model *model = self;
	struct signal *signal = &model->signals[which];
	char text[PROGRAM_TEXT];
	value_text(reason, text);
	signal->is_aborted = true;
	snprintf(signal->reason, sizeof(signal->reason), "%s",
		reason != NULL && !reason->is_single ? text : "AbortError");
	if (reason != NULL)
		value_unref(reason);
	for (struct hook *hook = signal->first; hook != NULL; hook = hook->next) {
		if (hook->reaction != NULL)
			abort_reaction(model, hook->reaction, signal->reason);
		else
			abort_coroutine(model, hook->coroutine, signal->reason);
	}
}

/* ---- The loop ---- */

static void run_microtask(struct model *model, void *callback) {
	(void)model;
	program_microtask(callback);
}

static void model_microtask(void *self, struct callback *callback) {
	queue(self, run_microtask, callback);
}

static void model_unref(void *self, void *promise) {
	(void)self, (void)promise;
}

/* Begins or ends host code; the end is a checkpoint. */
static void model_host(void *self, bool begins) {
	struct model *model = self;
	struct promise *promise;
	if (begins)
		return;
	while (model->first_job != NULL) {
		struct job *job = model->first_job;
		model->first_job = job->next;
		if (model->first_job == NULL)
			model->last_job = &model->first_job;
		job->run(model, job->data);
	}
	while ((promise = model->lists[NEW]) != NULL) {
		list_remove(model, promise);
		list_add(model, promise, DUE);
	}
}

static void model_advance(void *self) {
	struct model *model = self;
	struct promise *promise;
	while ((promise = model->lists[LATE]) != NULL) {
		list_remove(model, promise);
		if (!promise->is_aborted)
			program_note(model->program, "handled R%s", promise->text);
	}
	while ((promise = model->lists[DUE]) != NULL) {
		list_remove(model, promise);
		if (!promise->is_aborted)
			program_note(model->program, "unhandled R%s", promise->text);
		promise->is_reported = true;
	}
}

const struct engine model_engine = {
	.promise_new = model_promise_new,
	.promise_settled = model_promise_settled,
	.settle = model_settle,
	.state = model_state,
	.then = model_then,
	.finally = model_finally,
	.combine = model_combine,
	.async = model_async,
	.microtask = model_microtask,
	.renew_signal = model_renew_signal,
	.abort_signal = model_abort_signal,
	.unref = model_unref,
	.unref_resolver = model_unref,
	.host = model_host,
	.advance = model_advance,
};

struct model *model_new(struct program *program) {
	struct model *model = calloc(1, sizeof(*model));
	model->program = program;
	model->last_job = &model->first_job;
	return model;
}

void model_free(struct model *model) {
	while (model->memory != NULL) {
		struct memory *memory = model->memory;
		model->memory = memory->next;
		free(memory);
	}
	free(model);
}
