/* SPDX-License-Identifier: MIT */
/* Applications: running, quitting, several at once, the clipboard. */
#include "../input/stage.h"
#include "ui.h"

#include <oriel/runtime/census.h>
#include <oriel/ui/clipboard.h>
#include <oriel/extend/paragraph.h>
#include <pthread.h>
#include <stdlib.h>

static void close_window(void *data) {
	oriel_window_close(data);
}

static void quit_with_3(void *data) {
	oriel_app_quit(data, 3);
}

static void running_ends_with_the_last_window(void **state) {
	oriel_app *app = oriel_app_new("org.example.test", .headless = true);
	oriel_window *first = oriel_window_open(app, .title = "first");
	oriel_window *second = oriel_window_open(app, .title = "second");
	oriel_set_timeout(close_window, first, 60000);
	oriel_set_timeout(close_window, second, 3600000);
	assert_int_equal(oriel_app_run(app), 0);
	assert_null(oriel_loop_current());
}

static void run_returns_the_status_of_quit(void **state) {
	oriel_app *app = oriel_app_new("org.example.test", .headless = true);
	oriel_window_open(app, .title = "window");
	oriel_set_timeout(quit_with_3, app, 100);
	assert_int_equal(oriel_app_run(app), 3);
}

static void quitting_before_running_ends_the_run_at_once(void **state) {
	oriel_app *app = oriel_app_new("org.example.test", .headless = true);
	oriel_app_quit(app, 4);
	assert_int_equal(oriel_app_run(app), 4);
}

static void a_null_application_asserts(void **state) {
	assert_breaks("oriel_app_run: the application is NULL", oriel_app_run(NULL));
	assert_breaks("the application is NULL", oriel_window_open(NULL, .title = "window"));
	oriel_app_destroy(NULL);
}

static void quit_the_loop_with_6(void *data) {
	oriel_loop_quit(oriel_loop_current(), 6);
}

static void quitting_the_loop_ends_the_run(void **state) {
	for (int real_time = 0; real_time < 2; real_time++) {
		oriel_app *app = oriel_app_new(
			"org.example.test", .headless = true, .real_time = real_time);
		oriel_window_open(app, .title = "window");
		oriel_set_timeout(quit_the_loop_with_6, app, 1);
		assert_int_equal(oriel_app_run(app), 6);
	}
}

static void a_quit_ends_one_run_of_a_shared_loop_only(void **state) {
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	for (int i = 0; i < 2; i++) {
		oriel_app *app = oriel_app_new("org.example.test", .headless = true);
		oriel_window_open(app, .title = "window");
		oriel_set_timeout(quit_with_3, app, 100);
		assert_int_equal(oriel_app_run(app), 3);
		assert_float_equal(oriel_loop_now(loop), (i + 1) * 100, 20);
	}
	oriel_loop_destroy(loop);
}

static void a_run_after_the_last_window_closed_ends_at_once(void **state) {
	oriel_app *app = oriel_app_new("org.example.test", .headless = true);
	oriel_window_destroy(oriel_window_open(app, .title = "window"));
	assert_int_equal(oriel_app_run(app), 0);
}

static void open_and_close(void *data) {
	oriel_app *app = data;
	oriel_set_timeout(close_window, oriel_window_open(app, .title = "late"), 10);
}

static void the_first_window_may_open_later(void **state) {
	oriel_app *app = oriel_app_new("org.example.test", .headless = true);
	oriel_set_timeout(open_and_close, app, 500);
	assert_int_equal(oriel_app_run(app), 0);
}

static void real_time_runs_on_the_machines_clock(void **state) {
	oriel_app *app = oriel_app_new("org.example.test", .headless = true, .real_time = true);
	oriel_set_timeout(close_window, oriel_window_open(app, .title = "window"), 1);
	assert_int_equal(oriel_app_run(app), 0);
}

static void work(oriel_job *job, void *data) {
	*(int *)data = 1;
}

static void jobs_that_finish_on_quit_are_waited_for(void **state) {
	int done = 0;
	oriel_app *app = oriel_app_new("org.example.test", .headless = true);
	oriel_job_run(work, NULL, &done, .finish_on_quit = true);
	oriel_app_quit(app, 0);
	assert_int_equal(oriel_app_run(app), 0);
	assert_int_equal(done, 1);
}

static void nothing(oriel_job *job, void *data) {
}

static void quit_on_done(void *data) {
	oriel_app_quit(data, 5);
}

static void a_virtual_clock_waits_for_jobs(void **state) {
	oriel_app *app = oriel_app_new("org.example.test", .headless = true);
	oriel_window_open(app, .title = "window");
	oriel_job_run(nothing, quit_on_done, app);
	assert_int_equal(oriel_app_run(app), 5);
}

static void *post_from_thread(void *data) {
	oriel_app *app = data;
	assert_true(oriel_post(oriel_app_loop(app), quit_with_3, app) != 0);
	return NULL;
}

static void a_virtual_clock_waits_for_other_threads_if_nothing_is_due(void **state) {
	oriel_app *app = oriel_app_new("org.example.test", .headless = true);
	oriel_window_open(app, .title = "window");
	oriel_loop *loop = oriel_loop_ref(oriel_app_loop(app));
	pthread_t thread;
	assert_int_equal(pthread_create(&thread, NULL, post_from_thread, app), 0);
	assert_int_equal(oriel_app_run(app), 3);
	assert_int_equal(pthread_join(thread, NULL), 0);
	oriel_loop_unref(loop);
}

static size_t count_paragraphs(const oriel_app *app) {
	struct oriel_census census;
	oriel_loop_census(oriel_app_loop(app), &census);
	return oriel_census_count(&census, "paragraphs");
}

static void text_layouts_are_in_the_census(void **state) {
	oriel_app *app = oriel_app_new("org.example.test", .headless = true);
	assert_int_equal(count_paragraphs(app), 0);
	oriel_paragraph *one = oriel_paragraph_new("one", 3, NULL),
					*two = oriel_paragraph_new("", 0, NULL);
	assert_int_equal(count_paragraphs(app), 2);
	oriel_paragraph_destroy(one);
	oriel_paragraph_destroy(two);
	assert_int_equal(count_paragraphs(app), 0);
	oriel_app_destroy(app);
}

static void two_applications_share_a_loop_and_end_independently(void **state) {
	oriel_app *a = oriel_app_new("org.example.a", .headless = true);
	oriel_app *b = oriel_app_new("org.example.b", .headless = true, .scale = 2);
	assert_ptr_equal(oriel_app_loop(a), oriel_app_loop(b));
	oriel_window *of_a = oriel_window_open(a, .title = "a");
	oriel_window *of_b = oriel_window_open(b, .title = "b");
	assert_float_equal(oriel_window_scale(of_b), 2, 0);
	assert_ptr_equal(oriel_app_first_window(b), of_b);
	assert_null(oriel_window_next(of_a));
	assert_int_equal(oriel_clipboard_set_text(a, "of a"), ORIEL_OK);
	assert_null(ui_clipboard_text(b, ORIEL_SELECTION_CLIPBOARD));
	oriel_app_destroy(b);
	oriel_window_destroy(of_a);
	assert_int_equal(oriel_app_run(a), 0);
}

static void the_environment_makes_an_application_headless(void **state) {
	assert_int_equal(setenv("ORIEL_PLATFORM", "headless", 1), 0);
	oriel_app *app = oriel_app_new("org.example.test");
	assert_non_null(app);
	assert_string_equal(oriel_app_id(app), "org.example.test");
	assert_int_equal(unsetenv("ORIEL_PLATFORM"), 0);
	oriel_loop_advance(oriel_app_loop(app), 1000);
	oriel_app_destroy(app);
}

static void destroying_inside_a_callback_of_its_own_loop_asserts(void **state) {
	struct stage *stage = *state;
	oriel_loop_begin_host(stage->loop);
	assert_breaks("oriel_app_destroy", oriel_app_destroy(stage->app));
	oriel_loop_end_host(stage->loop);
}

static void targets_describe_their_application_and_window(void **state) {
	struct stage *stage = *state;
	assert_ptr_equal(oriel_app_try_from_target(oriel_app_target(stage->app)), stage->app);
	assert_ptr_equal(
		oriel_window_try_from_target(oriel_window_target(stage->window)), stage->window);
	assert_null(oriel_app_try_from_target(oriel_window_target(stage->window)));
	assert_null(oriel_window_try_from_target(oriel_app_target(stage->app)));
	assert_null(oriel_app_try_from_target(NULL));
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(running_ends_with_the_last_window),
		cmocka_unit_test(run_returns_the_status_of_quit),
		cmocka_unit_test(quitting_before_running_ends_the_run_at_once),
		cmocka_unit_test(a_null_application_asserts),
		cmocka_unit_test(quitting_the_loop_ends_the_run),
		cmocka_unit_test(a_quit_ends_one_run_of_a_shared_loop_only),
		cmocka_unit_test(a_run_after_the_last_window_closed_ends_at_once),
		cmocka_unit_test(the_first_window_may_open_later),
		cmocka_unit_test(real_time_runs_on_the_machines_clock),
		cmocka_unit_test(jobs_that_finish_on_quit_are_waited_for),
		cmocka_unit_test(a_virtual_clock_waits_for_jobs),
		cmocka_unit_test(a_virtual_clock_waits_for_other_threads_if_nothing_is_due),
		cmocka_unit_test(text_layouts_are_in_the_census),
		cmocka_unit_test(two_applications_share_a_loop_and_end_independently),
		cmocka_unit_test(the_environment_makes_an_application_headless),
		STAGE_TEST(targets_describe_their_application_and_window),
		STAGE_TEST(destroying_inside_a_callback_of_its_own_loop_asserts));
}
