/* SPDX-License-Identifier: MIT */
/*
 * Children of several loops at once: each loop hears of its own, and none stays a zombie. By itself, since ThreadSanitizer starts children of its own
 * when threads share descriptor numbers.
 */
#include "test.h"

#include <oriel/coroutine.h>
#include <oriel/loop.h>
#include <oriel/process.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>

enum { THREADS = 4, CHILDREN = 5 };

static int run_child(oriel_loop *loop, int code) {
	char text[8];
	snprintf(text, sizeof(text), "%d", code);
	oriel_process *process = oriel_process_new(((const char *const[]){ PROCESS_CHILD, "exit", text, NULL }));
	int pid = oriel_process_pid(process);
	oriel_promise *exited = oriel_process_exited(process);
	oriel_loop_run_until(loop, exited);
	const struct oriel_process_exit *how = oriel_process_exit(process);
	int result = how != NULL && kill(pid, 0) != 0 && errno == ESRCH ? how->code : -1;
	oriel_promise_unref(exited);
	oriel_process_destroy(process);
	return result;
}

static void *run_children(void *data) {
	int *right = data;
	oriel_loop *loop = oriel_loop_new();
	for (int i = 0; i < CHILDREN; i++)
		*right += run_child(loop, i + 1) == i + 1;
	oriel_loop_destroy(loop);
	return NULL;
}

static void each_loop_hears_of_its_own_children(void **state) {
	pthread_t threads[THREADS];
	int right[THREADS] = { 0 };
	for (int i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, run_children, &right[i]), 0);
	for (int i = 0; i < THREADS; i++) {
		pthread_join(threads[i], NULL);
		assert_int_equal(right[i], CHILDREN);
	}
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(each_loop_hears_of_its_own_children));
}
