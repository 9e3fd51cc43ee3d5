/* SPDX-License-Identifier: MIT */
/* The loop runs in real time, because the display does. */
#include "key_window.h"

#include <oriel/runtime/timer.h>
#include <string.h>

#define LIMIT_MS 20000

static void sink(void *data, const struct oriel_raw_input *input) {
	struct key_window *window = data;
	bool is_focus = input->type == ORIEL_RAW_FOCUS;
	window->note(&window->order, input);
	window->focused |= is_focus;
	if (is_focus || (window->awaited != NULL && strcmp(window->order.text, window->awaited) == 0))
		oriel_loop_quit(window->loop, 0);
}

static void quit(void *data) {
	oriel_loop_quit(data, 1);
}

static void run_until_quit(struct key_window *window) {
	oriel_timer_id limit = oriel_set_timeout(quit, window->loop, LIMIT_MS);
	oriel_loop_run(window->loop);
	oriel_clear_timer(limit);
}

int key_window_open(struct key_window *window,
	void (*note)(struct order *order, const struct oriel_raw_input *input)) {
	memset(window, 0, sizeof(*window));
	window->note = note;
	window->loop = oriel_loop_new();
	window->platform = oriel_platform_new_sdl("org.example.test");
	if (window->platform == NULL)
		return -1;
	const struct oriel_platform_window_options options = {
		.title = "keys",
		.app_id = "org.example.test",
		.size = { 300, 200 },
		.sink = sink,
		.data = window,
	};
	window->window = window->platform->platform_class->window_open(window->platform, &options);
	if (window->window == NULL)
		return -1;
	run_until_quit(window);
	return window->focused ? 0 : -1;
}

void key_window_close(struct key_window *window) {
	window->platform->platform_class->destroy(window->platform);
	oriel_loop_destroy(window->loop);
}

void key_window_set_text_input(struct key_window *window, bool on) {
	window->platform->platform_class->window_set_text_input(
		window->window, on, (struct oriel_rect){ 5, 5, 1, 20 });
}

void key_window_wait(struct key_window *window, const char *expected) {
	window->awaited = expected;
	if (strcmp(window->order.text, expected) != 0)
		run_until_quit(window);
	window->awaited = NULL;
	assert_order(&window->order, expected);
}
