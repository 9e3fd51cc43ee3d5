/* SPDX-License-Identifier: MIT */
/* A window on a real display that has the keyboard focus, and a record of its input. */
#ifndef ORIEL_TESTS_KEY_WINDOW_H
#define ORIEL_TESTS_KEY_WINDOW_H

#include "test.h"

#include <oriel/extend/platform.h>
#include <oriel/runtime/loop.h>

struct key_window {
	oriel_loop *loop;
	oriel_platform *platform;
	oriel_platform_window *window;
	struct order order;
	const char *awaited; /* the run ends when the record is this */
	bool focused;
	void (*note)(struct order *order, const struct oriel_raw_input *input);
};

/* Opens the window and waits for the keyboard focus. Returns 0, or -1 if there is no display, or no
 * focus after 20 s. */
int key_window_open(struct key_window *window,
	void (*note)(struct order *order, const struct oriel_raw_input *input));
void key_window_close(struct key_window *window);
void key_window_set_text_input(struct key_window *window, bool on);
/* Waits until the record is expected, with a limit of time. */
void key_window_wait(struct key_window *window, const char *expected);

#endif
