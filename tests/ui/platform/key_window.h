/* SPDX-License-Identifier: MIT */
/* A window on a real display that has the keyboard, and a record of the input that comes to it. */
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
	const char *awaited; /* the order that ends the run */
	bool focused;
	void (*note)(struct order *order, const struct oriel_raw_input *input);
};

/* Opens the window and waits for the keyboard. 0, or -1 if there is no display, or no keyboard
 * after 20 s. */
int key_window_open(struct key_window *window,
	void (*note)(struct order *order, const struct oriel_raw_input *input));
void key_window_close(struct key_window *window);
void key_window_set_text_input(struct key_window *window, bool on);
/* Waits for an order of input, with a limit, and never for a time. */
void key_window_wait(struct key_window *window, const char *expected);

#endif
