/* SPDX-License-Identifier: MIT */
/*
 * The todo list, used at random by a driver and recorded, with its database on a queue of jobs;
 * then replayed from an empty database, without the driver: the same picture and the same file.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <oriel/widgets.h>

#include "chance.h"
#include "files.h"
#include "test.h"
#include "todo.h"

enum { SEEDS = 6, STEPS = 150, WIDTH = 480, HEIGHT = 640, MOST_BYTES = 1 << 22 };

struct run {
	oriel_loop *loop;
	oriel_app *app;
	struct todo todo;
};

static void open_list(struct run *run, const char *database) {
	run->app = oriel_app_new("org.oriel.test", .headless = true);
	assert_true(todo_open(&run->todo, run->app,
		&(const struct todo_options){
			.path = database, .rows = 5, .width = WIDTH, .height = HEIGHT }));
}

static void close_list(struct run *run, const char *picture) {
	assert_int_equal(oriel_window_screenshot(run->todo.window, picture), ORIEL_OK);
	oriel_app_destroy(run->app);
	oriel_loop_destroy(run->loop);
}

static void push(struct run *run, struct oriel_raw_input input) {
	if (oriel_app_first_window(run->app) != NULL)
		oriel_input_push(run->todo.window, &input);
}

static void push_key(struct run *run, const char *key) {
	push(run, (struct oriel_raw_input){ .type = ORIEL_RAW_KEY_DOWN, .key = key, .code = "" });
	push(run, (struct oriel_raw_input){ .type = ORIEL_RAW_KEY_UP, .key = key, .code = "" });
}

static void push_click(struct run *run, float x, float y) {
	const enum oriel_raw_input_type types[] = { ORIEL_RAW_POINTER_MOVE, ORIEL_RAW_POINTER_DOWN,
		ORIEL_RAW_POINTER_UP };
	for (size_t i = 0; i < 3; i++)
		push(run, (struct oriel_raw_input){ .type = types[i], .x = x, .y = y });
}

static void step(struct run *run, struct chance *chance) {
	static const char *const words[] = { "milk", "bread", "salt", "a longer thing to do" };
	static const char *const keys[] = { "Enter", "Tab", "Escape", "Backspace", "ArrowLeft",
		"Delete", "Enter" };
	switch (roll(chance, 4)) {
	case 0:
		push(
			run, (struct oriel_raw_input){ .type = ORIEL_RAW_TEXT, .text = ANY_OF(chance, words) });
		push_key(run, "Enter");
		break;
	case 1:
		push_key(run, ANY_OF(chance, keys));
		break;
	case 2:
		push_click(run, (float)roll(chance, WIDTH), (float)roll(chance, HEIGHT));
		break;
	default:
		push(run,
			(struct oriel_raw_input){ .type = ORIEL_RAW_WHEEL,
				.x = WIDTH / 2,
				.y = HEIGHT / 2,
				.wheel_y = (float)roll(chance, 100) - 50 });
		break;
	}
	if (roll(chance, 2) == 0)
		oriel_loop_advance(run->loop, roll(chance, 40));
}

static void record(
	struct folder *folder, uint64_t seed, const char *recording, const char *picture) {
	struct run run = { .loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL) };
	struct chance chance = { .seed = seed };
	assert_int_equal(oriel_record_start(recording), ORIEL_OK);
	open_list(&run, folder->database);
	for (int i = 0; i < STEPS; i++)
		step(&run, &chance);
	for (int i = 0; i < 20; i++) {
		oriel_loop_settle(run.loop);
		oriel_loop_advance(run.loop, 20);
	}
	assert_int_equal(oriel_record_stop(), ORIEL_OK);
	close_list(&run, picture);
}

static void replay(struct folder *folder, const char *recording, const char *picture) {
	struct run run = { .loop = oriel_loop_new() };
	assert_int_equal(oriel_replay_start(recording), ORIEL_OK);
	open_list(&run, folder->database);
	oriel_loop_run(run.loop);
	struct oriel_replay_result result = oriel_replay_result();
	if (result.message != NULL)
		print_message("%s\n", result.message);
	assert_int_equal(result.state, ORIEL_REPLAY_DONE);
	assert_true(result.records > STEPS);
	close_list(&run, picture);
}

static size_t read_picture(const char *path, unsigned char *bytes) {
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	size_t size = fread(bytes, 1, MOST_BYTES, file);
	fclose(file);
	assert_int_equal(remove(path), 0);
	return size;
}

static void what_was_done_at_random_happens_again(void **state) {
	unsigned char *first = malloc(MOST_BYTES), *second = malloc(MOST_BYTES);
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct folder *folder;
		char recording[] = "todo-run-XXXXXX", before[] = "todo-before-XXXXXX",
			after[] = "todo-after-XXXXXX";
		close(mkstemp(recording));
		close(mkstemp(before));
		close(mkstemp(after));
		folder_setup((void **)&folder);
		record(folder, seed, recording, before);
		folder_teardown((void **)&folder);
		folder_setup((void **)&folder);
		replay(folder, recording, after);
		folder_teardown((void **)&folder);
		assert_int_equal(remove(recording), 0);
		size_t size = read_picture(before, first);
		assert_int_equal(read_picture(after, second), size);
		assert_memory_equal(first, second, size);
	}
	free(first);
	free(second);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(what_was_done_at_random_happens_again));
}
