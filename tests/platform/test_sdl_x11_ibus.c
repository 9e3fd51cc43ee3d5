/* SPDX-License-Identifier: MIT */
/*
 * The order of what an input method commits and the keys that it leaves alone, on a real X server.
 *
 * SDL looks for an input method once a process. So one process tests IBus's portal, and another a bus of IBus's own.
 */
#include "fake_ibus.h"
#include "x_server.h"

#include "test.h"

#include <X11/Xlib.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <oriel/impl/platform.h>
#include <oriel/loop.h>
#include <oriel/timer.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define LIMIT_MS 20000

static struct x_server server;
static Display *display;

struct fixture {
	struct fake_ibus ibus;
	oriel_loop *loop;
	oriel_platform *platform;
	oriel_platform_window *window;
	struct order order;
	const char *awaited;
	bool focused;
};
static struct fixture fixture;

static void sink(void *data, const struct oriel_raw_input *input) {
	if (input->type == ORIEL_RAW_KEY_DOWN)
		order_add(&fixture.order, "%s", input->key);
	else if (input->type == ORIEL_RAW_TEXT)
		order_add(&fixture.order, "text %s", input->text);
	else if (input->type == ORIEL_RAW_FOCUS)
		fixture.focused = true;
	if ((fixture.awaited != NULL && strcmp(fixture.order.text, fixture.awaited) == 0) || input->type == ORIEL_RAW_FOCUS)
		oriel_loop_quit(fixture.loop, 0);
}

static void quit(void *data) {
	oriel_loop_quit(fixture.loop, 1);
}

static void run_until_quit(void) {
	oriel_timer_id limit = oriel_set_timeout(quit, NULL, LIMIT_MS);
	oriel_loop_run(fixture.loop);
	oriel_clear_timer(limit);
}

static void wait_order(const char *expected) {
	fixture.awaited = expected;
	if (strcmp(fixture.order.text, expected) != 0)
		run_until_quit();
	fixture.awaited = NULL;
	assert_order(&fixture.order, expected);
}

static const struct oriel_platform_class *functions(void) {
	return fixture.platform->platform_class;
}

static int start(bool portal) {
	if (fake_ibus_start(&fixture.ibus, portal) != 0)
		return -1;
	fixture.loop = oriel_loop_new();
	fixture.platform = oriel_platform_new_sdl("org.example.test");
	if (fixture.platform == NULL)
		return -1;
	const struct oriel_platform_window_options options = { .title = "keys", .app_id = "org.example.test", .size = { 300, 200 }, .sink = sink };
	fixture.window = functions()->window_open(fixture.platform, &options);
	if (fixture.window == NULL)
		return -1;
	run_until_quit();
	return fixture.focused ? 0 : -1;
}

static void stop(void) {
	functions()->destroy(fixture.platform);
	oriel_loop_destroy(fixture.loop);
	fake_ibus_stop(&fixture.ibus);
}

static int setup(void **state) {
	memset(&fixture.order, 0, sizeof(fixture.order));
	functions()->window_set_text_input(fixture.window, true, (struct oriel_rect){ 5, 5, 1, 20 });
	return 0;
}

/* All at once: the program finds the keys in one batch. */
static void type(const char *text) {
	for (; *text != '\0'; text++) {
		KeyCode keycode = XKeysymToKeycode(display, (unsigned char)*text);
		XTestFakeKeyEvent(display, keycode, True, CurrentTime);
		XTestFakeKeyEvent(display, keycode, False, CurrentTime);
	}
	XSync(display, False);
}

static void a_commit_comes_before_the_key_that_ends_it(void **state) {
	type("ni");
	type(",");
	wait_order("text NI, ,, text ,");
}

static void commits_and_keys_of_a_burst_keep_their_order(void **state) {
	type("ni hao,zhong.guo ");
	wait_order("text NI,  , text  , text HAO, ,, text ,, text ZHONG, ., text ., text GUO,  , text  ");
}

static void keys_that_the_input_method_leaves_alone_keep_their_order(void **state) {
	type("1234567890-=");
	wait_order("1, text 1, 2, text 2, 3, text 3, 4, text 4, 5, text 5, 6, text 6, 7, text 7, 8, text 8, 9, text 9, 0, text 0, -, text -, =, text =");
}

static void without_text_input_no_key_goes_to_the_input_method(void **state) {
	functions()->window_set_text_input(fixture.window, false, (struct oriel_rect){ 0 });
	type("a");
	wait_order("a, text a");
}

#define TEST(name) cmocka_unit_test_setup(name, setup)

static int test_connection(bool portal) {
	display = XOpenDisplay(NULL);
	if (start(portal) != 0)
		return EXIT_FAILURE;
	int status = RUN_TESTS(
		TEST(a_commit_comes_before_the_key_that_ends_it),
		TEST(commits_and_keys_of_a_burst_keep_their_order),
		TEST(keys_that_the_input_method_leaves_alone_keep_their_order),
		TEST(without_text_input_no_key_goes_to_the_input_method));
	stop();
	XCloseDisplay(display);
	return status;
}

static int run_in_child(bool portal) {
	int status = 0;
	fflush(NULL);
	pid_t pid = fork();
	if (pid == 0)
		exit(test_connection(portal));
	bool ended = pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status);
	return ended ? WEXITSTATUS(status) : EXIT_FAILURE;
}

int main(void) {
	if (x_server_start(&server) != 0)
		return EXIT_FAILURE;
	setenv("HOME", "/nonexistent", 1);
	int failed = run_in_child(false) + run_in_child(true);
	x_server_stop(&server);
	return failed != 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
