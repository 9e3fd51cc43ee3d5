/* SPDX-License-Identifier: MIT */
/* A timer looks at the state every 2 ms, because another process changes it at any time. */
#include "become.h"

#include "test.h"

#include <oriel/runtime/loop.h>
#include <oriel/runtime/timer.h>

#include <string.h>

#define LIMIT_MS 10000.0
#define PERIOD_MS 2

struct become {
	oriel_loop *loop;
	const char *(*text)(void);
	const char *expected;
	double until_ms;
};

static void become_look(void *data) {
	const struct become *become = data;
	if (strcmp(become->text(), become->expected) == 0 ||
		oriel_loop_now(become->loop) > become->until_ms)
		oriel_loop_quit(become->loop, 0);
}

void assert_becomes_on(oriel_loop *loop, const char *(*text)(void), const char *expected) {
	struct become become = { loop, text, expected, oriel_loop_now(loop) + LIMIT_MS };
	oriel_timer_id timer = oriel_set_interval(become_look, &become, PERIOD_MS);
	oriel_loop_run(loop);
	oriel_clear_timer(timer);
	assert_string_equal(text(), expected);
}
