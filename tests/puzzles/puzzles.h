/* SPDX-License-Identifier: MIT */
/*
 * Ordering puzzles: the same small program in JavaScript (NAME.js) and in C (a function of that
 * name), which must log the same.
 *
 * The answers are what Node.js and Chromium logged (answers.txt, by answers.mjs), and are asserted
 * whole. The function is the script: it runs as a task, on a loop with a virtual clock.
 */
#ifndef PUZZLES_H
#define PUZZLES_H

#include "test.h"

#include <oriel/runtime/promise.h>

typedef void puzzle_fn(void);

struct puzzle {
	const char *name;
	puzzle_fn *script;
};

/* Of main: PUZZLE for each. */
#define PUZZLE(name) { #name, run_puzzle, NULL, NULL, &(struct puzzle){ #name, name } }
void run_puzzle(void **state);
/* Runs the loop that there is until nothing more happens within half a second, and compares. */
void run_puzzle_on(const struct puzzle *puzzle, oriel_loop *loop);

/* Logs a text. */
void say(const char *text);
/* The same as callbacks, whose data is the text. */
void say_it(void *text);
struct oriel_completion say_then(struct oriel_payload result, void *text);
/* Logs prefix and the result, which is a text. */
struct oriel_completion say_result(struct oriel_payload result, void *prefix);

/* A text with static storage as a value. */
struct oriel_payload text(const char *text);
oriel_promise *fulfilled(const char *value);
oriel_promise *rejected(const char *reason);

/* Promise.resolve().then(() => log(a)).then(() => log(b)) … of at most 8 texts. */
#define chain(...) chain_links((const char *const[]){ __VA_ARGS__, NULL })
void chain_links(const char *const *texts);

/* Calls fn(data) as a task when something has been read from a pipe. */
void read_something(oriel_task_fn *fn, void *data);

#endif
