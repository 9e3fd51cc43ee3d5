/* SPDX-License-Identifier: MIT */
/*
 * Recordings of a small program with jobs, reports, ranges, timers, frames, posts of a thread and
 * random input, and their replays. A replay has the same dispatches and the same picture to the
 * byte, or reports the first difference.
 */
#include "test.h"

#include "chance.h"
#include "replay/recording_internal.h"

#include <oriel/oriel.h>
#include <oriel/widgets.h>

#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ROUNDS = 120, ITEMS = 64, LETTERS = 40 };

struct program {
	oriel_app *app;
	oriel_window *window;
	oriel_widget *label;
	int clicks, jobs, reports, ranges, ticks, frames, posts;
	int limit; /* number of ticks until it quits; 0: never */
	char log[1 << 16];
	size_t length;
	pthread_t thread;
	oriel_loop *loop;
	bool is_other; /* the program does one additional thing */
};

struct task {
	struct program *program;
	oriel_job_id other; /* cancelled when this job is done; 0: none */
	uint64_t sum;
};

static void note(struct program *program, const char *what, long long number) {
	if (program->label == NULL)
		return;
	int length = snprintf(program->log + program->length, sizeof(program->log) - program->length,
		"%s %lld at %.3f\n", what, number, oriel_loop_now(program->loop));
	assert_true(length > 0 && program->length + (size_t)length < sizeof(program->log));
	program->length += (size_t)length;
	char text[64];
	snprintf(text, sizeof(text), "%s %lld", what, number);
	oriel_label_set_text(program->label, text);
}

static void work(oriel_job *job, void *data) {
	struct task *task = data;
	for (uint64_t i = 0; i < 2000 && !oriel_job_is_cancelled(job); i++) {
		task->sum += i * i;
		if (i % 500 == 0)
			oriel_job_report(job, oriel_borrowed((void *)(uintptr_t)(i + 1)));
	}
}

static void on_report(void *report, void *data) {
	struct task *task = data;
	task->program->reports++;
	note(task->program, "report", (long long)(uintptr_t)report);
}

static void on_done(void *data) {
	struct task *task = data;
	struct program *program = task->program;
	note(program, "job", (long long)task->sum + ++program->jobs);
	if (task->other != 0)
		oriel_job_cancel(task->other);
}

static void start_job(struct program *program, oriel_job_id other) {
	struct task *task = calloc(1, sizeof(*task));
	*task = (struct task){ .program = program, .other = other };
	oriel_job_run(work, on_done, task, .progress = on_report, .release = free);
}

static struct oriel_completion item(oriel_job *job, size_t index, void *data) {
	return oriel_return(ORIEL_NO_PAYLOAD);
}

static void on_range(size_t done, size_t count, void *data) {
	note(data, "range", (long long)done);
}

static void on_frame(double time_ms, void *data) {
	struct program *program = data;
	note(program, "frame", ++program->frames);
}

static void on_click(oriel_event *event, void *data) {
	struct program *program = data;
	note(program, "click", ++program->clicks);
	start_job(program, 0);
	if (program->clicks % 2 == 0)
		start_job(
			program, oriel_job_run(work, NULL, calloc(1, sizeof(struct task)), .release = free));
	if (program->clicks % 3 == 0)
		oriel_promise_unref(oriel_job_parallel(ITEMS, item, program, .progress = on_range));
	oriel_request_frame(on_frame, program);
}

static void on_key(oriel_event *event, void *data) {
	note(data, oriel_event_key(event)->key, 0);
}

static void on_tick(void *data) {
	struct program *program = data;
	note(program, "tick", ++program->ticks);
	if (program->ticks % 2 == 0)
		oriel_fire(
			oriel_query(oriel_window_root(program->window), "button"), "click", .bubbles = true);
	if (program->ticks == program->limit)
		oriel_loop_quit(program->loop, 0);
}

static void on_post(void *data) {
	struct program *program = data;
	note(program, "post", ++program->posts);
}

static void *post_from_elsewhere(void *data) {
	struct program *program = data;
	for (int i = 0; i < LETTERS; i++)
		oriel_post(program->loop, on_post, program);
	return NULL;
}

/* Starts the program on the current loop, or on the application's own. */
static void program_begin(struct program *program, bool real_time) {
	program->loop = oriel_loop_current();
	program->app = oriel_app_new("org.example.replay", .headless = true, .real_time = real_time);
	program->label = oriel_label("nothing yet");
	program->window = oriel_window_open(program->app, .width = 200, .height = 120,
		.content = oriel_column(program->label, oriel_button("Go"), oriel_text_field("Write")));
	oriel_listen(program->window, "click", on_click, program);
	oriel_listen(program->window, "keydown", on_key, program);
	if (program->is_other)
		oriel_listen(program->window, "keyup", on_key, program);
	oriel_set_interval(on_tick, program, 7);
	assert_int_equal(pthread_create(&program->thread, NULL, post_from_elsewhere, program), 0);
}

static void program_end(struct program *program, const char *picture) {
	pthread_join(program->thread, NULL);
	assert_int_equal(oriel_window_screenshot(program->window, picture), ORIEL_OK);
	program->label = NULL;
	oriel_app_destroy(program->app);
	oriel_loop_destroy(program->loop);
}

static void push_at_random(struct program *program, struct chance *chance) {
	static const char *const keys[] = { "a", "b", "Tab", "Enter", "Backspace" };
	const char *key = keys[roll(chance, 5)];
	struct oriel_raw_input input = {
		.type = (enum oriel_raw_input_type)roll(chance, ORIEL_RAW_TEXT + 1),
		.x = (float)roll(chance, 200),
		.y = (float)roll(chance, 120),
		.key = key,
		.code = "",
		.text = "q",
		.wheel_y = 10,
	};
	oriel_input_push(program->window, &input);
}

static char recording[32], pictures[2][32];

static int setup(void **state) {
	char *const paths[] = { recording, pictures[0], pictures[1] };
	for (size_t i = 0; i < 3; i++) {
		strcpy(paths[i], "replay-XXXXXX");
		close(mkstemp(paths[i]));
	}
	return 0;
}

static int teardown(void **state) {
	remove(recording);
	remove(pictures[0]);
	remove(pictures[1]);
	return 0;
}

static size_t read_file(const char *path, unsigned char **bytes) {
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	*bytes = malloc(1 << 24);
	size_t size = fread(*bytes, 1, 1 << 24, file);
	fclose(file);
	return size;
}

static void assert_same_files(const char *a, const char *b) {
	unsigned char *first, *second;
	size_t size = read_file(a, &first);
	assert_int_equal(read_file(b, &second), size);
	assert_memory_equal(first, second, size);
	free(first);
	free(second);
}

static struct program first, second;
static char message[4096];

static void record_virtual(uint64_t seed) {
	struct chance chance = { .seed = seed };
	first = (struct program){ 0 };
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	assert_int_equal(oriel_record_start(recording), ORIEL_OK);
	program_begin(&first, false);
	for (int i = 0; i < ROUNDS; i++) {
		push_at_random(&first, &chance);
		if (roll(&chance, 3) == 0)
			oriel_loop_advance(loop, roll(&chance, 30));
		if (roll(&chance, 10) == 0)
			oriel_loop_settle(loop);
	}
	/* On a busy machine the other threads may not have run yet. */
	while (first.jobs == 0 || first.posts == 0) {
		oriel_loop_advance(loop, 7);
		sched_yield();
	}
	assert_int_equal(oriel_record_stop(), ORIEL_OK);
	program_end(&first, pictures[0]);
}

static struct oriel_replay_result replay(bool real_time) {
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_MONOTONIC);
	second = (struct program){ .is_other = second.is_other, .limit = first.limit };
	assert_int_equal(oriel_replay_start(recording), ORIEL_OK);
	program_begin(&second, real_time);
	oriel_loop_run(loop);
	struct oriel_replay_result result = oriel_replay_result();
	snprintf(message, sizeof(message), "%s", result.message != NULL ? result.message : "");
	result.message = message;
	program_end(&second, pictures[1]);
	return result;
}

static void calls_of_a_driver_on_a_virtual_clock_are_replayed(void **state) {
	for (uint64_t seed = 1; seed <= 8; seed++) {
		record_virtual(seed);
		assert_int_equal(replay(false).state, ORIEL_REPLAY_DONE);
		assert_string_equal(first.log, second.log);
		assert_same_files(pictures[0], pictures[1]);
		assert_true(first.clicks > 0 && first.jobs > 0 && first.posts > 0 && first.frames > 0);
	}
}

static void record_real_time(int limit) {
	first = (struct program){ .limit = limit };
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_MONOTONIC);
	assert_int_equal(oriel_record_start(recording), ORIEL_OK);
	program_begin(&first, true);
	oriel_loop_run(loop);
	assert_int_equal(oriel_record_stop(), ORIEL_OK);
	program_end(&first, pictures[0]);
}

static void a_run_in_real_time_is_replayed(void **state) {
	record_real_time(30);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(replay(true).state, ORIEL_REPLAY_DONE);
		assert_string_equal(first.log, second.log);
		assert_same_files(pictures[0], pictures[1]);
	}
	assert_true(first.jobs > 0 && first.posts > 0 && first.frames > 0);
}

static void write_file(const char *path, const unsigned char *bytes, size_t size) {
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, size, file), size);
	fclose(file);
}

/* Changes the recording: replaces the first occurrence of from by to, of the same length. */
static void change_recording(const char *from, const char *to) {
	unsigned char *bytes;
	size_t size = read_file(recording, &bytes), length = strlen(from), at = 0;
	while (at + length <= size && memcmp(bytes + at, from, length) != 0)
		at++;
	assert_true(at + length <= size);
	memcpy(bytes + at, to, length);
	write_file(recording, bytes, size);
	free(bytes);
}

static void different_dispatch_is_the_first_difference(void **state) {
	record_virtual(1);
	change_recording("pointermove", "pointerhove");
	expect_log("this run is not as it was recorded");
	struct oriel_replay_result result = replay(false);
	assert_int_equal(result.state, ORIEL_REPLAY_DIVERGED);
	assert_non_null(strstr(message, "is dispatch \"pointerhove\""));
	assert_non_null(strstr(message, "this run has dispatch \"pointermove\""));
	assert_true(result.offset > 0 && result.records > 0);
}

static void an_additional_dispatch_is_a_difference(void **state) {
	record_virtual(2);
	second.is_other = true;
	expect_log("this run is not as it was recorded");
	assert_int_equal(replay(false).state, ORIEL_REPLAY_DIVERGED);
	second.is_other = false;
}

/* Returns the length of the log before the time of its last entry. The recording may have ended
 * within that time. */
static size_t before_the_last_moment(const struct program *program) {
	size_t length = program->length, moment = length;
	while (strncmp(program->log + moment, " at ", 4) != 0)
		moment--;
	size_t suffix = length - moment;
	while (length >= suffix &&
		memcmp(program->log + length - suffix, program->log + moment, suffix) == 0) {
		do {
			length--;
		} while (length > 0 && program->log[length - 1] != '\n');
	}
	return length;
}

static void truncated_recording_is_replayed_up_to_its_end(void **state) {
	unsigned char *bytes;
	record_virtual(3);
	size_t size = read_file(recording, &bytes);
	for (size_t part = 1; part < 5; part++) {
		write_file(recording, bytes, size * part / 5);
		expect_log("without an end");
		assert_int_equal(replay(false).state, ORIEL_REPLAY_CUT);
		assert_true(second.length > 0);
		assert_memory_equal(first.log, second.log, before_the_last_moment(&second));
	}
	free(bytes);
}

static void start_of(const char *bytes, size_t size, enum oriel_status status, const char *reason) {
	write_file(recording, (const unsigned char *)bytes, size);
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	expect_log(reason);
	assert_int_equal(oriel_replay_start(recording), status);
	assert_int_equal(oriel_replay_result().state, ORIEL_REPLAY_NONE);
	oriel_loop_destroy(loop);
}

static void file_that_is_no_recording_is_refused(void **state) {
	start_of("", 0, ORIEL_SYNTAX_ERROR, "does not begin as a recording does");
	start_of(
		"oriel recordinG\n\2\0\0\0", 20, ORIEL_SYNTAX_ERROR, "does not begin as a recording does");
	start_of("oriel recording\n\7\0\0\0", 20, ORIEL_TYPE_MISMATCH_ERROR, "it has version 7");
	start_of("oriel recording\n\3\0\0\0\0\177", 22, ORIEL_SYNTAX_ERROR, "it is damaged at byte 22");
	start_of("oriel recording\n\3\0\0\0\0\0x", 23, ORIEL_SYNTAX_ERROR,
		"1 bytes follow its end at byte 22");
	oriel_loop *loop = oriel_loop_new();
	expect_log("cannot be read");
	assert_int_equal(oriel_replay_start("no/such/file"), ORIEL_NOT_FOUND_ERROR);
	expect_log("cannot be written");
	assert_int_equal(oriel_record_start("no/such/file"), ORIEL_OPERATION_ERROR);
	oriel_loop_destroy(loop);
}

static void on_readable(int fd, unsigned events, void *data) {
}

static void record_and_replay_log_inputs_that_cannot_be_recorded(void **state) {
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	assert_int_equal(oriel_record_start(recording), ORIEL_OK);
	expect_log("record: the program uses a descriptor");
	oriel_watch_id watch = oriel_watch_fd(ends[0], ORIEL_WATCH_READABLE, on_readable, NULL);
	oriel_loop_settle(loop);
	oriel_unwatch(watch);
	oriel_loop_destroy(loop);
	loop = oriel_loop_new();
	expect_log("replay: the recording uses a descriptor");
	assert_int_equal(oriel_replay_start(recording), ORIEL_OK);
	oriel_loop_run(loop);
	assert_int_equal(oriel_replay_result().state, ORIEL_REPLAY_DONE);
	oriel_loop_destroy(loop);
	close(ends[0]);
	close(ends[1]);
}

static void suspended_recording_leaves_the_clock_unchanged(void **state) {
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_MONOTONIC);
	assert_int_equal(oriel_record_start(recording), ORIEL_OK);
	struct oriel__clock *clock = &oriel__loop_head(loop)->clock;
	for (int i = 0; i < 2; i++) {
		clock->is_stale = i > 0;
		int64_t before_ns = clock->now_ns;
		oriel__recording_suspend(loop);
		oriel_loop_now(loop);
		oriel__recording_resume(loop);
		assert_int_equal(clock->now_ns, before_ns);
		assert_int_equal(clock->is_stale, i > 0);
	}
	oriel_loop_destroy(loop);
}

static void a_loop_is_recorded_once(void **state) {
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	assert_int_equal(oriel_record_start(recording), ORIEL_OK);
	assert_breaks("has been recorded or replayed", oriel_record_start(recording));
	assert_int_equal(oriel_record_stop(), ORIEL_OK);
	assert_int_equal(oriel_record_stop(), ORIEL_OK);
	oriel_loop_destroy(loop);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test_setup_teardown(
						calls_of_a_driver_on_a_virtual_clock_are_replayed, setup, teardown),
		cmocka_unit_test_setup_teardown(a_run_in_real_time_is_replayed, setup, teardown),
		cmocka_unit_test_setup_teardown(
			different_dispatch_is_the_first_difference, setup, teardown),
		cmocka_unit_test_setup_teardown(an_additional_dispatch_is_a_difference, setup, teardown),
		cmocka_unit_test_setup_teardown(
			truncated_recording_is_replayed_up_to_its_end, setup, teardown),
		cmocka_unit_test_setup_teardown(file_that_is_no_recording_is_refused, setup, teardown),
		cmocka_unit_test_setup_teardown(
			record_and_replay_log_inputs_that_cannot_be_recorded, setup, teardown),
		cmocka_unit_test_setup_teardown(
			suspended_recording_leaves_the_clock_unchanged, setup, teardown),
		cmocka_unit_test_setup_teardown(a_loop_is_recorded_once, setup, teardown));
}
