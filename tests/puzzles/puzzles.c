/* SPDX-License-Identifier: MIT */
/* What the puzzles share: running one, the answer to compare it with, and callbacks that log. */
#include "puzzles.h"

#include <oriel/runtime/loop.h>
#include <oriel/runtime/races.h>
#include <oriel/runtime/task.h>
#include <oriel/runtime/watch.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINE_SIZE = 1024, SETTLE_MS = 500 };

static struct order order;

void say(const char *text) {
	order_add(&order, "%s", text);
}

void say_it(void *text) {
	say(text);
}

struct oriel_completion say_then(struct oriel_payload result, void *text) {
	(void)result;
	say(text);
	return ORIEL_COMPLETE;
}

struct oriel_completion say_result(struct oriel_payload result, void *prefix) {
	order_add(&order, "%s%s", (const char *)prefix, (const char *)result.data);
	return ORIEL_COMPLETE;
}

struct oriel_payload text(const char *text) {
	return oriel_borrowed((void *)(uintptr_t)text);
}

oriel_promise *fulfilled(const char *value) {
	return oriel_promise_new_fulfilled(text(value));
}

oriel_promise *rejected(const char *reason) {
	return oriel_promise_new_rejected(text(reason));
}

void chain_links(const char *const *texts) {
	oriel_promise *last = fulfilled(NULL);
	for (; *texts != NULL; texts++)
		last = oriel_then(last, say_then, NULL, (void *)(uintptr_t)*texts);
	oriel_promise_unref(last);
}

struct reading {
	oriel_task_fn *fn;
	void *data;
	int pipe[2];
	oriel_watch_id watch;
};

static void on_readable(int fd, unsigned events, void *data) {
	struct reading *reading = data;
	(void)events;
	char byte;
	assert_int_equal(read(fd, &byte, 1), 1);
	oriel_unwatch(reading->watch);
	close(reading->pipe[0]);
	close(reading->pipe[1]);
	reading->fn(reading->data);
}

void read_something(oriel_task_fn *fn, void *data) {
	struct reading *reading = malloc(sizeof(*reading));
	assert_non_null(reading);
	*reading = (struct reading){ .fn = fn, .data = data };
	assert_int_equal(pipe(reading->pipe), 0);
	reading->watch = oriel_watch_fd(
		reading->pipe[0], ORIEL_WATCH_READABLE, on_readable, reading, .release = free);
	assert_int_equal(write(reading->pipe[1], "x", 1), 1);
}

/* The text between the bars of a line "name | node | browser"; modifies it. The places agree, or
 * one of them has none. */
static const char *answer_in(char *line) {
	char *node = strstr(line, " | ") + 3;
	char *browser = strstr(node, " | ");
	*browser = '\0';
	browser += 3;
	browser[strcspn(browser, "\n")] = '\0';
	bool in_node = strcmp(node, "-") != 0, in_browser = strcmp(browser, "-") != 0;
	if (in_node && in_browser)
		assert_string_equal(node, browser);
	return in_node ? node : browser;
}

static void answer_to(const char *name, char answer[LINE_SIZE]) {
	FILE *answers = fopen(PUZZLES_FOLDER "/answers.txt", "r");
	assert_non_null(answers);
	char line[LINE_SIZE];
	size_t length = strlen(name);
	bool found = false;
	while (!found && fgets(line, sizeof(line), answers) != NULL)
		found = strncmp(line, name, length) == 0 && strncmp(line + length, " | ", 3) == 0;
	fclose(answers);
	if (!found)
		fail_msg("%s has no line in answers.txt: run answers.mjs", name);
	snprintf(answer, LINE_SIZE, "%s", answer_in(line));
}

static void run_script(void *data) {
	const struct puzzle *puzzle = data;
	puzzle->script();
}

void run_puzzle_on(const struct puzzle *puzzle, oriel_loop *loop) {
	oriel_queue_task(run_script, (void *)(uintptr_t)puzzle);
	for (int ms = 0; ms < SETTLE_MS; ms += 10) {
		oriel_loop_settle(loop);
		oriel_loop_advance(loop, 10);
	}
	char answer[LINE_SIZE];
	answer_to(puzzle->name, answer);
	assert_order(&order, answer);
}

/* No seed of the finder of races changes an order that is promised. */
static void run_puzzle_under_seeds(const struct puzzle *puzzle) {
	enum { SEEDS = 300 };
	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
		oriel_race_use(seed);
		run_puzzle_on(puzzle, loop);
		oriel_loop_destroy(loop);
	}
}

void run_puzzle(void **state) {
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	run_puzzle_on(*state, loop);
	oriel_loop_destroy(loop);
	run_puzzle_under_seeds(*state);
}
