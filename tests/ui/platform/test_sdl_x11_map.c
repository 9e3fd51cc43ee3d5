/* SPDX-License-Identifier: MIT */
/*
 * X11 with a window manager that loses requests to map windows. The manager is a process of this
 * test.
 */
#include "x_server.h"

#include "test.h"

#include <X11/Xlib.h>
#include <oriel/extend/platform.h>
#include <oriel/runtime/loop.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NEVER = 1000000 };

static struct x_server server;

struct manager {
	pid_t pid;
	int requests; /* of a pipe: the id of the window, for each request to map it */
};

/* Maps a window at a request after this many lost ones. Runs until it is killed. */
static void manage(int lost, int requests) {
	Display *display = XOpenDisplay(NULL);
	if (display == NULL)
		_exit(1);
	XSelectInput(display, DefaultRootWindow(display), SubstructureRedirectMask);
	XSync(display, False);
	Window none = None; /* the manager has started */
	while (write(requests, &none, sizeof(none)) == sizeof(none)) {
		XEvent event;
		do
			XNextEvent(display, &event);
		while (event.type != MapRequest);
		none = event.xmaprequest.window;
		if (lost-- <= 0)
			XMapWindow(display, none);
		XSync(display, False);
	}
	_exit(1);
}

static struct manager manager_start(int lost) {
	int pipe_ends[2];
	assert_int_equal(pipe(pipe_ends), 0);
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		manage(lost, pipe_ends[1]);
	close(pipe_ends[1]);
	Window none;
	assert_int_equal(read(pipe_ends[0], &none, sizeof(none)), sizeof(none));
	return (struct manager){ pid, pipe_ends[0] };
}

static void manager_stop(struct manager *manager) {
	kill(manager->pid, SIGKILL);
	waitpid(manager->pid, NULL, 0);
	close(manager->requests);
}

static Window manager_read(struct manager *manager) {
	Window window;
	assert_int_equal(read(manager->requests, &window, sizeof(window)), sizeof(window));
	return window;
}

static bool is_mapped(Window window) {
	XWindowAttributes attributes;
	return XGetWindowAttributes(server.connection, window, &attributes) &&
		attributes.map_state != IsUnmapped;
}

static void sink(void *data, const struct oriel_raw_input *input) {
	(void)data, (void)input;
}

static oriel_platform_window *open_window(oriel_platform *platform) {
	const struct oriel_platform_window_options options = {
		.title = "window",
		.app_id = "org.example.test",
		.size = { 320, 200 },
		.sink = sink,
	};
	return platform->platform_class->window_open(platform, &options);
}

static void a_window_is_shown_when_its_first_requests_are_lost(void **state) {
	(void)state;
	struct manager manager = manager_start(2);
	oriel_loop *loop = oriel_loop_new();
	oriel_platform *platform = oriel_platform_new_sdl("org.example.test");
	assert_non_null(platform);
	assert_non_null(open_window(platform));
	Window first = manager_read(&manager);
	assert_int_equal(manager_read(&manager), first);
	assert_int_equal(manager_read(&manager), first);
	assert_true(is_mapped(first));
	/* A second window does not take part in the start of the display. */
	assert_non_null(open_window(platform));
	assert_true(is_mapped(manager_read(&manager)));
	platform->platform_class->destroy(platform);
	oriel_loop_destroy(loop);
	manager_stop(&manager);
}

static void a_manager_that_shows_no_window_does_not_hang_the_program(void **state) {
	(void)state;
	struct manager manager = manager_start(NEVER);
	oriel_loop *loop = oriel_loop_new();
	oriel_platform *platform = oriel_platform_new_sdl("org.example.test");
	assert_non_null(platform);
	expect_log("the window manager has not shown a window within 5 s");
	assert_non_null(open_window(platform));
	assert_false(is_mapped(manager_read(&manager)));
	platform->platform_class->destroy(platform);
	oriel_loop_destroy(loop);
	manager_stop(&manager);
}

int main(void) {
	setenv("SDL_VIDEODRIVER", "x11", 1);
	if (x_server_start(&server) != 0)
		return 1;
	int failed = RUN_TESTS(cmocka_unit_test(a_window_is_shown_when_its_first_requests_are_lost),
		cmocka_unit_test(a_manager_that_shows_no_window_does_not_hang_the_program));
	x_server_stop(&server);
	return failed;
}
