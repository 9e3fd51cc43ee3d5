/* SPDX-License-Identifier: MIT */
/*
 * The finder of logical races: what it draws, that a seed repeats, that failures are shrunk, and
 * the bank account of docs/runtime/races.md.
 */
#include "test.h"

#include <oriel/runtime/coroutine.h>
#include <oriel/runtime/frame.h>
#include <oriel/runtime/job.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/microtask.h>
#include <oriel/runtime/post.h>
#include <oriel/runtime/races.h>
#include <oriel/runtime/task.h>
#include <oriel/runtime/timer.h>
#include <oriel/runtime/watch.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct order order;

/* ---- The bank account ---- */

struct account {
	int balance;
};

/* Asks the bank, which takes a while. */
static struct oriel_completion ask_bank(oriel_job *job, void *data) {
	return oriel_return((struct oriel_payload){ 0 });
}

static struct oriel_completion withdraw_80(void *data) {
	struct account *account = data;
	if (account->balance < 80)
		return oriel_return((struct oriel_payload){ 0 });
	oriel_await(oriel_job_submit(ask_bank, NULL), NULL);
	account->balance -= 80; /* the balance may be another one by now */
	return oriel_return((struct oriel_payload){ 0 });
}

static void on_click(void *account) {
	oriel_promise_unref(oriel_async(withdraw_80, account));
}

/* Two clicks, at 10 and at 12 ms. */
static bool withdraw_twice(oriel_loop *loop, void *data) {
	struct account account = { .balance = 100 };
	oriel_set_timeout(on_click, &account, 10);
	oriel_set_timeout(on_click, &account, 12);
	for (int ms = 0; ms < 50; ms++) {
		oriel_loop_settle(loop);
		oriel_loop_advance(loop, 1);
	}
	return account.balance >= 0;
}

static bool print_race(struct oriel_race *race) {
	bool is_found = oriel_race_find(withdraw_twice, NULL, race);
	if (is_found)
		puts(race->text);
	return is_found;
}

/* ---- Its test ---- */

static void assert_page_has(const char *text) {
	static char page[1 << 14];
	FILE *file = fopen(ORIEL_TESTS_DIR "/../docs/runtime/races.md", "r");
	assert_non_null(file);
	page[fread(page, 1, sizeof(page) - 1, file)] = '\0';
	fclose(file);
	if (strstr(page, text) == NULL)
		fail_msg("docs/runtime/races.md does not show this: %s", text);
}

static void the_naive_account_is_found_and_shrunk(void **state) {
	struct account account = { .balance = 100 };
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	on_click(&account);
	oriel_loop_settle(loop);
	on_click(&account);
	oriel_loop_settle(loop);
	oriel_loop_destroy(loop);
	assert_int_equal(account.balance, 20); /* one after the other all is well */
	struct oriel_race race;
	assert_true(print_race(&race));
	assert_int_equal(race.seed, 1);
	assert_int_equal(race.needed, 1);
	assert_non_null(strstr(race.text, "fails under seed 1; needed: 1 of "));
	assert_non_null(strstr(race.text, "\n  a timer is late"));
	if (ORIEL_SITES)
		assert_page_has(race.text);
}

static struct oriel_completion withdraw_80_and_look_again(void *data) {
	struct account *account = data;
	oriel_await(oriel_job_submit(ask_bank, NULL), NULL);
	if (account->balance >= 80)
		account->balance -= 80;
	return oriel_return((struct oriel_payload){ 0 });
}

static void on_careful_click(void *account) {
	oriel_promise_unref(oriel_async(withdraw_80_and_look_again, account));
}

static bool withdraw_twice_with_care(oriel_loop *loop, void *data) {
	struct account account = { .balance = 100 };
	oriel_set_timeout(on_careful_click, &account, 10);
	oriel_set_timeout(on_careful_click, &account, 12);
	for (int ms = 0; ms < 50; ms++) {
		oriel_loop_settle(loop);
		oriel_loop_advance(loop, 1);
	}
	return account.balance == 20;
}

static void an_account_that_looks_again_passes_under_all_seeds(void **state) {
	assert_false(oriel_race_find(withdraw_twice_with_care, NULL, NULL));
}

static void the_race_comes_again_with_its_seed(void **state) {
	bool expected[] = { true, false };
	for (int seed = 0; seed < 2; seed++) {
		for (int i = 0; i < 3; i++) {
			oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
			oriel_race_use((uint64_t)seed);
			assert_int_equal(withdraw_twice(loop, NULL), expected[seed]);
			oriel_loop_destroy(loop);
		}
	}
	assert_false(oriel_race_find(withdraw_twice, NULL, NULL, .no_jitter = true));
}

/* ---- What is drawn ---- */

static void say(void *text) {
	order_add(&order, "%s", (const char *)text);
}

/* Runs a scene under seeds, and asserts that every outcome of a list came, and no other. */
static void assert_outcomes(void (*scene)(oriel_loop *loop), bool strict, const char *const *all) {
	bool came[8] = { false };
	for (uint64_t seed = 0; seed < 300; seed++) {
		oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
		oriel_race_use(seed, .strict = strict);
		scene(loop);
		for (int i = 0; i < 20; i++) {
			oriel_loop_settle(loop);
			oriel_loop_advance(loop, 10);
		}
		oriel_loop_destroy(loop);
		int i = 0;
		while (all[i] != NULL && strcmp(all[i], order.text) != 0)
			i++;
		if (all[i] == NULL)
			fail_msg("seed %d: %s", (int)seed, order.text);
		came[i] = true;
		order = (struct order){ 0 };
	}
	for (int i = 0; all[i] != NULL; i++) {
		if (!came[i])
			fail_msg("did not come: %s", all[i]);
	}
}

static void work(oriel_job *job, void *data) {}

static void two_jobs(oriel_loop *loop) {
	oriel_job_run(work, say, "a");
	oriel_job_run(work, say, "b");
}

static void jobs_are_done_in_any_order(void **state) {
	assert_outcomes(two_jobs, false, (const char *const[]){ "a, b", "b, a", NULL });
}

static oriel_loop *posted_to;

static void *post_two(void *data) {
	const char *const *texts = data;
	oriel_post(posted_to, say, (void *)(uintptr_t)texts[0]);
	oriel_post(posted_to, say, (void *)(uintptr_t)texts[1]);
	return NULL;
}

static void two_threads(oriel_loop *loop) {
	static const char *const texts[2][2] = { { "a1", "a2" }, { "b1", "b2" } };
	pthread_t threads[2];
	posted_to = loop;
	for (int i = 0; i < 2; i++) {
		pthread_create(&threads[i], NULL, post_two, (void *)(uintptr_t)texts[i]);
		/* both threads live at one time */
	}
	for (int i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
}

static void posts_of_a_thread_keep_their_order_and_those_of_two_mix(void **state) {
	assert_outcomes(two_threads, false,
		(const char *const[]){ "a1, a2, b1, b2", "a1, b1, a2, b2", "a1, b1, b2, a2",
			"b1, a1, a2, b2", "b1, a1, b2, a2", "b1, b2, a1, a2", NULL });
}

static void on_readable(int fd, unsigned events, void *data) {
	char byte;
	assert_int_equal(read(fd, &byte, 1), 1);
	say("read");
	oriel_unwatch(*(oriel_watch_id *)data);
	close(fd);
}

static void write_to_pipe(void *data) {
	const int *end = data;
	say("write");
	assert_int_equal(write(*end, "x", 1), 1);
	close(*end);
}

static void say_and_queue(void *text) {
	say(text);
	oriel_queue_task(say, "after");
}

static void pipe_and_tasks(oriel_loop *loop) {
	static int ends[2];
	static oriel_watch_id watch;
	assert_int_equal(pipe(ends), 0);
	watch = oriel_watch_fd(ends[0], ORIEL_WATCH_READABLE, on_readable, &watch);
	oriel_queue_task(write_to_pipe, &ends[1]);
	oriel_queue_task(say_and_queue, "next");
}

static void a_descriptor_is_ready_before_any_later_task(void **state) {
	assert_outcomes(pipe_and_tasks, false,
		(const char *const[]){ "write, next, after, read", "write, next, read, after", NULL });
}

static void timers_of_one_deadline(oriel_loop *loop) {
	oriel_set_timeout(say, "a", 10);
	oriel_set_timeout(say, "b", 10);
	oriel_set_timeout(say, "c", 11);
}

static void equal_timers_swap_in_strict_mode_only(void **state) {
	assert_outcomes(timers_of_one_deadline, false, (const char *const[]){ "a, b, c", NULL });
	assert_outcomes(
		timers_of_one_deadline, true, (const char *const[]){ "a, b, c", "b, a, c", NULL });
}

static void two_microtasks(void *data) {
	oriel_queue_microtask(say, "a");
	oriel_queue_microtask(say, "b");
}

static void microtasks_of_one_cause(oriel_loop *loop) {
	oriel_queue_task(two_microtasks, NULL);
}

static void microtasks_with_one_cause_never_swap(void **state) {
	assert_outcomes(microtasks_of_one_cause, true, (const char *const[]){ "a, b", NULL });
}

static oriel_promise *shared_promise;
static oriel_resolver *shared_resolver;

static struct oriel_completion say_result(struct oriel_payload result, void *text) {
	say(text);
	return ORIEL_COMPLETE;
}

static void react_to_shared(void *text) {
	oriel_promise_unref(oriel_then(oriel_promise_ref(shared_promise), say_result, NULL, text));
}

static void fulfil_shared(void *data) {
	oriel_resolve(shared_resolver, ORIEL_NO_PAYLOAD);
	oriel_resolver_unref(shared_resolver);
	oriel_promise_unref(shared_promise);
}

/* The reactions are microtasks of one checkpoint, each with the task as its cause that added it. */
static void reactions_of_two_causes(oriel_loop *loop) {
	shared_promise = oriel_promise_new(&shared_resolver);
	oriel_queue_task(react_to_shared, "a");
	oriel_queue_task(react_to_shared, "b");
	oriel_queue_task(fulfil_shared, NULL);
}

static void microtasks_of_two_causes_swap_in_strict_mode_only(void **state) {
	assert_outcomes(reactions_of_two_causes, false, (const char *const[]){ "a, b", NULL });
	assert_outcomes(
		reactions_of_two_causes, true, (const char *const[]){ "a, b", "b, a", NULL });
}

static void say_frame(double time_ms, void *text) {
	say(text);
}

static void frame_and_tasks(oriel_loop *loop) {
	oriel_request_frame(say_frame, "frame");
	oriel_queue_task(say_and_queue, "task");
}

static void a_frame_falls_into_any_turn(void **state) {
	assert_outcomes(
		frame_and_tasks, false,
		(const char *const[]){ "task, frame, after", "task, after, frame", NULL });
}

static void wrong_use_is_reported(void **state) {
	oriel_loop *loop = oriel_loop_new();
	assert_breaks("the loop's clock is the machine's", oriel_race_use(1));
	oriel_loop_destroy(loop);
	loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	oriel_race_use(1);
	assert_breaks("the loop has a finder already", oriel_race_use(2));
	oriel_loop_destroy(loop);
	assert_breaks("the test is NULL", oriel_race_find(NULL, NULL, NULL));
}

#define TEST(name) cmocka_unit_test(name)

int main(void) {
	return RUN_TESTS(
		TEST(the_naive_account_is_found_and_shrunk),
		TEST(an_account_that_looks_again_passes_under_all_seeds),
		TEST(the_race_comes_again_with_its_seed),
		TEST(jobs_are_done_in_any_order),
		TEST(posts_of_a_thread_keep_their_order_and_those_of_two_mix),
		TEST(a_descriptor_is_ready_before_any_later_task),
		TEST(equal_timers_swap_in_strict_mode_only),
		TEST(microtasks_with_one_cause_never_swap),
		TEST(microtasks_of_two_causes_swap_in_strict_mode_only),
		TEST(a_frame_falls_into_any_turn),
		TEST(wrong_use_is_reported));
}
