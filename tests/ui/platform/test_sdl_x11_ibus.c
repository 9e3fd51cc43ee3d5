/* SPDX-License-Identifier: MIT */
/*
 * The order of an input method's commits and of the keys that it does not consume, on a real X
 * server.
 *
 * SDL searches for an input method once a process. So one process tests IBus's portal, and another
 * one tests IBus's own bus.
 */
#include "fake_ibus.h"
#include "key_window.h"
#include "x_server.h"

#include <X11/Xlib.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static struct x_server server;
static Display *display;

static struct key_window window;

static void note(struct order *order, const struct oriel_raw_input *input) {
	if (input->type == ORIEL_RAW_KEY_DOWN)
		order_add(order, "%s", input->key);
	else if (input->type == ORIEL_RAW_TEXT)
		order_add(order, "text %s", input->text);
}

static void wait_order(const char *expected) {
	key_window_wait(&window, expected);
}

static int setup(void **state) {
	memset(&window.order, 0, sizeof(window.order));
	key_window_set_text_input(&window, true);
	return 0;
}

/* Types all keys at once, so that the program receives them in one batch. */
static void type(const char *text) {
	for (; *text != '\0'; text++) {
		KeyCode keycode = XKeysymToKeycode(display, (unsigned char)*text);
		XTestFakeKeyEvent(display, keycode, True, CurrentTime);
		XTestFakeKeyEvent(display, keycode, False, CurrentTime);
	}
	XSync(display, False);
}

static void a_commit_precedes_the_key_that_causes_it(void **state) {
	type("ni");
	type(",");
	wait_order("text NI, ,, text ,");
}

static void commits_and_keys_of_a_burst_keep_their_order(void **state) {
	type("ni hao,zhong.guo ");
	wait_order("text NI,  , text  , text HAO, ,, text ,, text ZHONG, ., text ., text GUO,  , text "
			" ");
}

static void keys_that_are_not_consumed_keep_their_order(void **state) {
	type("1234567890-=");
	wait_order("1, text 1, 2, text 2, 3, text 3, 4, text 4, 5, text 5, 6, text 6, 7, text 7, 8, "
			"text 8, 9, text 9, 0, text 0, -, text -, =, text =");
}

static void without_text_input_the_input_method_gets_no_keys(void **state) {
	key_window_set_text_input(&window, false);
	type("a");
	wait_order("a, text a");
}

#define TEST(name) cmocka_unit_test_setup(name, setup)

static int test_connection(bool portal) {
	struct fake_ibus ibus;
	display = XOpenDisplay(NULL);
	if (fake_ibus_start(&ibus, portal) != 0 || key_window_open(&window, note) != 0)
		return EXIT_FAILURE;
	int status = RUN_TESTS(
		TEST(a_commit_precedes_the_key_that_causes_it),
		TEST(commits_and_keys_of_a_burst_keep_their_order),
		TEST(keys_that_are_not_consumed_keep_their_order),
		TEST(without_text_input_the_input_method_gets_no_keys));
	key_window_close(&window);
	fake_ibus_stop(&ibus);
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
