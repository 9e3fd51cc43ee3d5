/* SPDX-License-Identifier: MIT */
#include "loop_test.h"

#include "loop/cause_internal.h"

#include <oriel/runtime/cause.h>
#include <oriel/runtime/frame.h>
#include <oriel/runtime/idle.h>
#include <oriel/runtime/immediate.h>
#include <oriel/runtime/microtask.h>
#include <oriel/runtime/post.h>
#include <oriel/runtime/task.h>
#include <oriel/runtime/timer.h>

#include <pthread.h>
#include <string.h>

/* Calls the function below a macro with a fixed site, because line numbers of this file change. */
#define AT(call, ...) call##_at(__VA_ARGS__, NULL)

static const char *chain(void) {
	static char text[2048];
	oriel_cause_print(text, sizeof(text));
	return text;
}

static void note_chain(void *name) {
	order_add(&order, "%s: %s", (const char *)name, chain());
}

static void note_frame_chain(double time_ms, void *name) {
	(void)time_ms;
	note_chain(name);
}

static void note_idle_chain(const oriel_idle_deadline *deadline, void *name) {
	(void)deadline;
	note_chain(name);
}

static void cause_all(void *data) {
	AT(oriel_queue_task, "a.c:1", note_chain, "task");
	AT(oriel_queue_microtask, "a.c:2", note_chain, "microtask");
	AT(oriel_next_tick, "a.c:3", note_chain, "next-tick");
	AT(oriel_set_immediate, "a.c:4", note_chain, "immediate");
	AT(oriel_set_timeout, "a.c:5", note_chain, "timer", 0);
	AT(oriel_request_frame, "a.c:6", note_frame_chain, "frame");
	AT(oriel_request_idle, "a.c:7", note_idle_chain, "idle");
	AT(oriel_post, "a.c:8", oriel_loop_current(), note_chain, "post");
}

static void each_callback_has_the_cause_of_its_registration(void **state) {
	AT(oriel_queue_task, "src/main.c:9", cause_all, NULL);
	oriel_loop_advance(*state, 100);
	assert_order(&order,
		"next-tick: a.c:3 next-tick ← main.c:9 task, "
		"microtask: a.c:2 microtask ← main.c:9 task, "
		"immediate: a.c:4 immediate ← main.c:9 task, "
		"timer: a.c:5 timer ← main.c:9 task, "
		"frame: a.c:6 frame callback ← main.c:9 task, "
		"task: a.c:1 task ← main.c:9 task, "
		"post: a.c:8 post ← main.c:9 task, "
		"idle: a.c:7 idle callback ← main.c:9 task");
}

static void the_chain_is_empty_outside_of_callbacks(void **state) {
	assert_string_equal(chain(), "");
	AT(oriel_queue_task, "a.c:1", note_chain, "task");
	oriel_loop_advance(*state, 0);
	assert_string_equal(chain(), "");
	assert_order(&order, "task: a.c:1 task");
}

static int left;

static void queue_again(void *data) {
	if (--left > 0)
		AT(oriel_queue_microtask, "a.c:2", queue_again, data);
	else
		note_chain(data);
}

static void a_repeated_registration_keeps_its_first_cause(void **state) {
	left = 50000;
	AT(oriel_queue_task, "a.c:1", queue_again, "done");
	oriel_loop_advance(*state, 0);
	assert_order(&order, "done: a.c:2 microtask, repeated ← a.c:1 task");
}

static void queue_other(void *data);

static void queue_one(void *data) {
	AT(oriel_queue_task, "a.c:1", --left > 0 ? queue_other : note_chain, data);
}

static void queue_other(void *data) {
	AT(oriel_queue_task, "a.c:2", --left > 0 ? queue_one : note_chain, data);
}

static void a_chain_is_cut_after_32_items(void **state) {
	left = 40;
	oriel_queue_task_at("a.c:0", queue_one, "cut", NULL);
	oriel_loop_advance(*state, 0);
	char expected[2048] = "cut: a.c:2 task";
	for (int i = 1; i < 32; i++)
		strcat(expected, i % 2 == 1 ? " ← a.c:1 task" : " ← a.c:2 task");
	strcat(expected, " ← …");
	assert_order(&order, expected);
}

static void nothing(void *data) {
	(void)data;
}

static void queue_nothing(void *data) {
	(void)data;
	AT(oriel_queue_microtask, "a.c:9", nothing, NULL);
}

static void keep_cause(void *cause) {
	*(struct oriel__cause *)cause = oriel__cause_capture(oriel_loop_current(), "a.c:7");
}

static void old_causes_are_forgotten(void **state) {
	struct oriel__cause cause = { 0 };
	char text[64];
	AT(oriel_queue_task, "a.c:1", keep_cause, &cause);
	oriel_loop_advance(*state, 0);
	AT(oriel_set_interval, "a.c:6", queue_nothing, NULL, 1);
	oriel_loop_advance(*state, 2047);
	oriel__cause_print_of(*state, &cause, "reaction", text, sizeof(text));
	assert_string_equal(text, "a.c:7 reaction ← a.c:1 task");
	oriel_loop_advance(*state, 1);
	oriel__cause_print_of(*state, &cause, "reaction", text, sizeof(text));
	assert_string_equal(text, "a.c:7 reaction ← …");
}

static void *forget_on_a_thread(void *text) {
	struct oriel__cause cause = { 0 };
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	AT(oriel_queue_task, "a.c:1", keep_cause, &cause);
	oriel_loop_advance(loop, 0);
	AT(oriel_set_interval, "a.c:6", queue_nothing, NULL, 1);
	oriel_loop_advance(loop, 255);
	oriel__cause_print_of(loop, &cause, "reaction", text, 64);
	oriel_loop_advance(loop, 1);
	oriel__cause_print_of(loop, &cause, "reaction", (char *)text + 64, 64);
	oriel_loop_destroy(loop);
	return NULL;
}

static void the_loop_of_a_worker_keeps_fewer_records(void **state) {
	(void)state;
	char text[128];
	pthread_t thread;
	assert_int_equal(pthread_create(&thread, NULL, forget_on_a_thread, text), 0);
	assert_int_equal(pthread_join(thread, NULL), 0);
	assert_string_equal(text, "a.c:7 reaction ← a.c:1 task");
	assert_string_equal(text + 64, "a.c:7 reaction ← …");
}

static void a_cut_text_ends_between_characters_and_the_full_length_is_returned(void **state) {
	struct oriel__cause cause = { .site = "a.c:7", .run = 77777 };
	char text[32];
	size_t length = oriel__cause_print_of(*state, &cause, "x", text, sizeof(text));
	assert_string_equal(text, "a.c:7 x ← …");
	for (size_t capacity = 0; capacity < sizeof(text); capacity++) {
		memset(text, '#', sizeof(text));
		assert_int_equal(oriel__cause_print_of(*state, &cause, "x", text, capacity), length);
		size_t kept = capacity > 0 ? strlen(text) : 0;
		assert_true(capacity == 0 ? text[0] == '#' :
									kept < capacity && memcmp(text, "a.c:7 x ← …", kept) == 0);
		assert_true(capacity == 0 || (kept + 3 >= capacity || kept == length));
		assert_false(kept == 9 || kept == 10 || kept == 13 || kept == 14);
	}
}

static void the_cause_of_a_registration_by_host_code_is_the_host(void **state) {
	oriel_loop_begin_host(*state);
	AT(oriel_queue_microtask, "a.c:2", note_chain, "microtask");
	oriel_loop_end_host(*state);
	assert_order(&order, "microtask: a.c:2 microtask ← host code");
}

static const struct oriel__run_class job_class = { .name = "job done" };

static void a_captured_cause_is_that_of_the_run(void **state) {
	static struct oriel__cause cause;
	oriel_loop_begin_host(*state);
	cause = oriel__cause_capture(*state, "job.c:3");
	oriel_loop_end_host(*state);

	struct oriel__run run;
	oriel__run_begin(*state, &run, &job_class, &cause);
	oriel__callback_enter(*state);
	AT(oriel_queue_microtask, "a.c:2", note_chain, "microtask");
	note_chain("job");
	oriel__callback_leave(*state);
	oriel__run_end(*state, &run);
	oriel__cause_release(&cause);
	assert_order(&order,
		"job: job.c:3 job done ← host code, microtask: a.c:2 microtask ← job.c:3 job done ← host "
		"code");
}

int main(void) {
	if (!ORIEL_SITES || !ORIEL_CAUSES)
		return 0;
	return RUN_TESTS(
		on_virtual(each_callback_has_the_cause_of_its_registration),
		on_virtual(the_chain_is_empty_outside_of_callbacks),
		on_virtual(a_repeated_registration_keeps_its_first_cause),
		on_virtual(a_chain_is_cut_after_32_items),
		on_virtual(old_causes_are_forgotten),
		cmocka_unit_test(the_loop_of_a_worker_keeps_fewer_records),
		on_virtual(a_cut_text_ends_between_characters_and_the_full_length_is_returned),
		on_virtual(the_cause_of_a_registration_by_host_code_is_the_host),
		on_virtual(a_captured_cause_is_that_of_the_run));
}
