/* SPDX-License-Identifier: MIT */
/*
 * Random programs with promises, which run on the library and on a model of ECMAScript
 * (promise_model.c). Both must write the same text. A program uses its engine only through a table
 * of functions. Engines borrow their arguments, except that values hand over one reference.
 */
#ifndef PROMISE_PROGRAM_H
#define PROMISE_PROGRAM_H

#include "chance.h"

#include <oriel/runtime/types.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	PROGRAM_STEP_SIZE = 4,
	PROGRAM_PROMISES = 12,
	PROGRAM_RESOLVERS = 6,
	PROGRAM_SIGNALS = 3,
	PROGRAM_TEXT = 200
};

/* A value that settles promises. Printed as "v3", or as "s3" if it cannot be shared. */
struct value {
	struct value *next;
	int id, references;
	bool is_single;
};

/* The data of a reaction, a coroutine or a foreign promise. */
struct callback {
	struct callback *next;
	struct program *program;
	struct chance chance; /* decides the actions of the callback */
	int id, drops, awaits;
	bool has_fulfilled, has_rejected; /* there are reactions to fulfilment and rejection */
};

enum outcome_type { RETURNS, THROWS, FOLLOWS, FOLLOWS_FOREIGN, RETURNS_THE_SAME };

struct outcome {
	enum outcome_type type;
	struct value *value; /* may be NULL: no value, printed as "-" */
	void *promise;
	struct callback *thenable;
};

enum combination { ALL, ALL_SETTLED, ANY, RACE };

struct engine {
	void *(*promise_new)(void *self, void **resolver);
	void *(*promise_settled)(void *self, bool is_rejected, struct value *value);
	/* settles a promise; outcome does not follow the promise itself */
	void (*settle)(void *self, void *resolver, const struct outcome *outcome);
	int (*state)(void *self, void *promise); /* returns 0 pending, 1 fulfilled, 2 rejected */
	/* signal is negative for none */
	void *(*then)(void *self, void *promise, struct callback *callback, int signal);
	void *(*finally)(void *self, void *promise, struct callback *callback, int signal);
	void *(*combine)(void *self, enum combination kind, void **promises, size_t count);
	void *(*async)(void *self, struct callback *callback, int signal);
	void (*microtask)(void *self, struct callback *callback);
	void (*renew_signal)(void *self, int signal); /* replaces a signal, if there was one */
	void (*abort_signal)(void *self, int signal, struct value *reason);
	void (*unref)(void *self, void *promise);
	void (*unref_resolver)(void *self, void *resolver);
	void (*host)(void *self, bool begins);
	void (*advance)(void *self); /* runs tasks, outside of host code */
};

struct program {
	const struct engine *engine;
	void *self; /* passed to the functions of the engine */
	char *record;
	size_t length, capacity;
	void *promises[PROGRAM_PROMISES], *resolvers[PROGRAM_RESOLVERS]; /* NULL: none */
	bool is_aborted[PROGRAM_SIGNALS];
	size_t next_promise, next_resolver;
	struct value *values;
	struct callback *callbacks;
	int value_count, callback_count, budget;
	/* promises may hold references to one another, or be awaited by a coroutine that is never
	 * resumed */
	bool may_linger;
};

/* Runs a program to its end, where it releases everything except promises that linger. The text
 * belongs to the program until program_finish(). */
void program_run(struct program *program, const struct engine *engine, void *self,
	const uint8_t *steps, size_t count);
/* Returns whether every value and the data of every callback was released exactly once. Called
 * after the engine has ended. */
bool program_dropped_all(const struct program *program);
void program_finish(struct program *program);

/* For engines. */
void program_note(struct program *program, const char *format, ...) ORIEL_PRINTF(2, 3);
void value_ref(struct value *value);
void value_unref(struct value *value);
void value_text(const struct value *value, char text[PROGRAM_TEXT]);
/* Runs a reaction. result is NULL for a finally. */
struct outcome program_react(struct callback *callback, bool is_rejected, const char *result);
/* Begins a coroutine (status '\0') or resumes it: fulfilled 'F', rejected 'R', aborted 'A'. The
 * coroutine awaits *awaited unless that is NULL. */
struct outcome program_go_on(
	struct callback *callback, char status, const char *result, void **awaited);
/* Called when a foreign promise is followed; the resolver's reference is handed over. */
void program_then(struct callback *callback, void *resolver);
void program_microtask(struct callback *callback);

extern const struct engine model_engine;
struct model *model_new(struct program *program);
void model_free(struct model *model);

#endif
