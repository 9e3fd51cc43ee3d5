/* SPDX-License-Identifier: MIT */
/* The end of an application that is asked for from outside: signals, the system, a lost display. */
#include <oriel/oriel.h>

#include "app/app_internal.h"
#include "platform/headless_internal.h"
#include "test.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

struct fixture {
	oriel_app *app;
	oriel_window *window;
	oriel_resolver *resolver; /* of the promise that the listener adds; may be NULL */
	struct order order;
	int posix_signal; /* which raise_signal() raises */
};

static struct fixture start(void) {
	struct fixture fixture = { .app = oriel_app_new("org.oriel.test", .headless = true) };
	fixture.window = oriel_window_open(fixture.app, .content = oriel_element("div"));
	return fixture;
}

static void lose(void *data) {
	struct fixture *fixture = data;
	oriel__headless_lose_display(fixture->app->platform);
}

static int run_and_lose(struct fixture *fixture) {
	oriel_set_timeout(lose, fixture, 100);
	return oriel_app_run(fixture->app);
}

static void on_display_lost(oriel_event *event, void *data) {
	struct fixture *fixture = data;
	order_add(&fixture->order, "%s %s at %g",
		oriel_event_is_trusted(event) ? "trusted" : "untrusted", oriel_event_type(event),
		oriel_loop_now(oriel_loop_current()));
}

static void on_hidden(oriel_event *event, void *data) {
	struct fixture *fixture = data;
	order_add(
		&fixture->order, "%s", oriel_window_is_visible(fixture->window) ? "visible" : "hidden");
}

static void note_end(void *data) {
	struct fixture *fixture = data;
	order_add(&fixture->order, "end at %g", oriel_loop_now(oriel_loop_current()));
}

static void the_application_ends_with_status_1(void **state) {
	struct fixture fixture = start();
	assert_int_equal(run_and_lose(&fixture), 1);
}

static void lost_display_fires_displaylost_once_and_hides_the_windows(void **state) {
	struct fixture fixture = start();
	oriel_listen(fixture.app, "displaylost", on_display_lost, &fixture);
	oriel_listen(fixture.window, "visibilitychange", on_hidden, &fixture);
	oriel_set_timeout(lose, &fixture, 100);
	assert_int_equal(run_and_lose(&fixture), 1);
	assert_order(&fixture.order, "hidden, trusted displaylost at 100");
}

static void settle_later(void *data) {
	oriel_resolve(((struct fixture *)data)->resolver, ORIEL_NO_PAYLOAD);
}

static void on_lost_wait(oriel_event *event, void *data) {
	struct fixture *fixture = data;
	oriel_event_wait_until(event, oriel_promise_new(&fixture->resolver));
	oriel_set_timeout(settle_later, fixture, 700);
	oriel_set_timeout(note_end, fixture, 699);
}

static void the_end_waits_for_a_promise(void **state) {
	struct fixture fixture = start();
	oriel_listen(fixture.app, "displaylost", on_lost_wait, &fixture);
	assert_int_equal(run_and_lose(&fixture), 1);
	assert_order(&fixture.order, "end at 799");
	oriel_resolver_unref(fixture.resolver);
}

static void on_lost_wait_and_reject(oriel_event *event, void *data) {
	on_lost_wait(event, data);
	oriel_event_wait_until(event, oriel_promise_new_rejected(ORIEL_NO_PAYLOAD));
}

static void a_rejected_promise_does_not_end_the_wait_for_the_others(void **state) {
	struct fixture fixture = start();
	oriel_listen(fixture.app, "displaylost", on_lost_wait_and_reject, &fixture);
	assert_int_equal(run_and_lose(&fixture), 1);
	assert_order(&fixture.order, "end at 799");
	oriel_resolver_unref(fixture.resolver);
}

static void on_lost_wait_for_ever(oriel_event *event, void *data) {
	struct fixture *fixture = data;
	oriel_event_wait_until(event, oriel_promise_new(&fixture->resolver));
	oriel_set_timeout(note_end, fixture, 4999);
	oriel_set_timeout(note_end, fixture, 5001);
}

static void the_end_waits_for_five_seconds_at_most(void **state) {
	struct fixture fixture = start();
	oriel_listen(fixture.app, "displaylost", on_lost_wait_for_ever, &fixture);
	assert_int_equal(run_and_lose(&fixture), 1);
	assert_order(&fixture.order, "end at 5099");
	oriel_resolver_unref(fixture.resolver);
}

static void on_lost_destroy(oriel_event *event, void *data) {
	oriel_window_destroy(((struct fixture *)data)->window);
}

static void windows_may_be_destroyed_during_the_wait(void **state) {
	struct fixture fixture = start();
	oriel_listen(fixture.app, "displaylost", on_lost_destroy, &fixture);
	assert_int_equal(run_and_lose(&fixture), 0);
}

static void keep_event(oriel_event *event, void *data) {
	*(oriel_event **)data = oriel_event_ref(event);
}

static void wait_until_asserts_outside_of_its_events(void **state) {
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	oriel_promise *promise = oriel_promise_new_fulfilled(ORIEL_NO_PAYLOAD);
	oriel_event *other = oriel_event_new("displaylost");
	assert_breaks("call it for `beforequit` and `displaylost` only",
		oriel_event_wait_until(other, promise));
	assert_breaks("the event or the promise is NULL", oriel_event_wait_until(other, NULL));
	oriel_event_unref(other);

	oriel_event *kept = NULL;
	oriel_app *app = oriel_app_new("org.oriel.test", .headless = true);
	oriel_listen(app, "displaylost", keep_event, &kept);
	oriel__headless_lose_display(app->platform);
	oriel_loop_settle(loop);
	assert_non_null(kept);
	assert_breaks("the dispatch has ended", oriel_event_wait_until(kept, promise));
	oriel_event_unref(kept);
	oriel_promise_unref(promise);
	oriel_app_destroy(app);
	oriel_loop_destroy(loop);
}

/* ---- beforequit ---- */

static void ask_quit(void *data) {
	struct fixture *fixture = data;
	oriel__headless_ask_quit(fixture->app->platform);
}

static void quit_with_seven(oriel_event *event, void *data) {
	oriel_app_quit(data, 7);
}

static void raise_signal(void *data) {
	struct fixture *fixture = data;
	raise(fixture->posix_signal);
}

static void every_cause_fires_one_beforequit(void **state) {
	static const int signals[] = { SIGTERM, SIGHUP, SIGINT };
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
		struct fixture fixture = start();
		fixture.posix_signal = signals[i];
		oriel_listen(fixture.app, "beforequit", on_display_lost, &fixture);
		oriel_set_timeout(raise_signal, &fixture, 100);
		oriel_set_timeout(ask_quit, &fixture, 100);
		assert_int_equal(oriel_app_run(fixture.app), 0);
		assert_order(&fixture.order, "trusted beforequit at 100");
	}
	struct fixture fixture = start();
	oriel_listen(fixture.app, "beforequit", on_display_lost, &fixture);
	oriel_listen(fixture.app, "displaylost", on_display_lost, &fixture);
	oriel_listen(fixture.window, "close", on_display_lost, &fixture);
	assert_int_equal(run_and_lose(&fixture), 1);
	assert_order(&fixture.order, "trusted displaylost at 100, trusted beforequit at 100");
	fixture = start();
	oriel_listen(fixture.app, "beforequit", on_display_lost, &fixture);
	oriel_set_timeout(ask_quit, &fixture, 100);
	oriel_set_timeout(ask_quit, &fixture, 110);
	assert_int_equal(oriel_app_run(fixture.app), 0);
	assert_order(&fixture.order, "trusted beforequit at 100");
}

static void a_display_lost_during_the_wait_is_waited_for_too(void **state) {
	struct fixture fixture = start();
	oriel_listen(fixture.app, "beforequit", on_lost_wait, &fixture);
	oriel_listen(fixture.app, "displaylost", on_display_lost, &fixture);
	oriel_set_timeout(ask_quit, &fixture, 50);
	assert_int_equal(run_and_lose(&fixture), 1);
	assert_order(&fixture.order, "trusted displaylost at 100, end at 749");
	oriel_resolver_unref(fixture.resolver);
}

static void a_listener_may_quit_with_its_own_status(void **state) {
	struct fixture fixture = start();
	oriel_listen(fixture.app, "beforequit", quit_with_seven, fixture.app);
	oriel_set_timeout(ask_quit, &fixture, 50);
	assert_int_equal(oriel_app_run(fixture.app), 7);
}

/* A process of its own: the second signal ends it. */
static void the_second_signal_ends_the_process_at_once(void **state) {
	pid_t child = fork();
	if (child == 0) {
		struct fixture fixture = start();
		fixture.posix_signal = SIGTERM;
		oriel_listen(fixture.app, "beforequit", on_lost_wait_for_ever, &fixture);
		oriel_set_timeout(raise_signal, &fixture, 10);
		oriel_set_timeout(raise_signal, &fixture, 20);
		_exit(oriel_app_run(fixture.app));
	}
	int status = 0;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(every_cause_fires_one_beforequit),
		cmocka_unit_test(a_display_lost_during_the_wait_is_waited_for_too),
		cmocka_unit_test(a_listener_may_quit_with_its_own_status),
		cmocka_unit_test(the_second_signal_ends_the_process_at_once),
		cmocka_unit_test(the_application_ends_with_status_1),
		cmocka_unit_test(lost_display_fires_displaylost_once_and_hides_the_windows),
		cmocka_unit_test(the_end_waits_for_a_promise),
		cmocka_unit_test(a_rejected_promise_does_not_end_the_wait_for_the_others),
		cmocka_unit_test(the_end_waits_for_five_seconds_at_most),
		cmocka_unit_test(windows_may_be_destroyed_during_the_wait),
		cmocka_unit_test(wait_until_asserts_outside_of_its_events));
}
