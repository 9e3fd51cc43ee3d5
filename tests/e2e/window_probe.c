/* SPDX-License-Identifier: MIT */
/*
 * A program for tests of windows from outside: it changes its window step by step, and prints what
 * the system has made of each step. It waits for the result of a step, and not for a time.
 *
 *   oriel-window-probe states    goes through the states, and closes the window
 *   oriel-window-probe wait      waits for the end that is asked for from outside
 */
#include <oriel/oriel.h>
#include <oriel/widgets.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LIMIT_MS = 10000, POLL_MS = 20 };

static oriel_window *window;
static size_t step;

static bool is_maximized(const struct oriel_window_state *state) {
	return state->maximized && oriel_window_size(window).width > 400;
}

static bool is_normal(const struct oriel_window_state *state) {
	return !state->maximized && !state->minimized && oriel_window_size(window).width < 400;
}

static bool is_placed(const struct oriel_window_state *state) {
	return state->position.x == 120 && state->position.y == 90;
}

static bool is_on_top(const struct oriel_window_state *state) {
	return state->always_on_top;
}

static bool is_minimized(const struct oriel_window_state *state) {
	return state->minimized;
}

static enum oriel_status maximize(void) {
	return oriel_window_set_maximized(window, true);
}

static enum oriel_status unmaximize(void) {
	return oriel_window_set_maximized(window, false);
}

static enum oriel_status place(void) {
	return oriel_window_set_position(window, 120, 90);
}

static enum oriel_status put_on_top(void) {
	return oriel_window_set_always_on_top(window, true);
}

static enum oriel_status minimize(void) {
	return oriel_window_set_minimized(window, true);
}

static enum oriel_status activate(void) {
	return oriel_window_activate(window, NULL);
}

static const struct {
	const char *name;
	enum oriel_status (*ask)(void);
	bool (*is_reached)(const struct oriel_window_state *state);
} steps[] = {
	{ "maximized", maximize, is_maximized },
	{ "restored", unmaximize, is_normal },
	{ "placed", place, is_placed },
	{ "on top", put_on_top, is_on_top },
	{ "minimized", minimize, is_minimized },
	{ "activated", activate, is_normal },
};

static bool is_waiting;

/* Asks for a step, or looks whether the system has done it. */
static void on_timer(void *data) {
	struct oriel_window_state state = oriel_window_state(window);
	if (is_waiting && !steps[step].is_reached(&state))
		return;
	if (is_waiting)
		printf("%s\n", steps[step++].name);
	is_waiting = false;
	while (!is_waiting && step < sizeof(steps) / sizeof(steps[0])) {
		enum oriel_status status = steps[step].ask();
		is_waiting = status == ORIEL_OK;
		if (!is_waiting)
			printf("%s: %s\n", steps[step++].name, oriel_status_name(status));
	}
	fflush(stdout);
	if (!is_waiting)
		oriel_window_destroy(window);
}

static void on_limit(void *data) {
	printf("not %s\n", step < sizeof(steps) / sizeof(steps[0]) ? steps[step].name : "ended");
	oriel_app_quit(data, 1);
}

static void on_before_quit(oriel_event *event, void *data) {
	printf("beforequit\n");
	fflush(stdout);
}

static void on_first_frame(double time_ms, void *data) {
	printf("shown\n");
	fflush(stdout);
}

int main(int count, char **arguments) {
	oriel_app *app = oriel_app_new("org.oriel.probe");
	if (app == NULL)
		return 1;
	window = oriel_window_open(app, .title = "Probe", .width = 200, .height = 100,
		.remember = "main", .content = oriel_label("Probe"));
	if (window == NULL)
		return 1;
	oriel_listen(app, "beforequit", on_before_quit, NULL);
	oriel_window_request_frame(window, on_first_frame, NULL);
	oriel_set_timeout(on_limit, app, LIMIT_MS);
	if (count > 1 && strcmp(arguments[1], "states") == 0)
		oriel_set_interval(on_timer, NULL, POLL_MS, .signal = oriel_window_signal(window));
	return oriel_app_run(app);
}
