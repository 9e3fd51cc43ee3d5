/* SPDX-License-Identifier: MIT */
/*
 * Runs an application's loop until the application quits.
 *
 * On a virtual clock the loop does not wait in real time. It runs everything that is due, then
 * waits for the jobs of the pool, then advances the clock to the next deadline. Without any
 * deadline it waits for external events in real time.
 */
#include "app/app_internal.h"

#include "loop/display_internal.h"
#include "loop/loop_internal.h"
#include "loop/external_internal.h"

#include <math.h>

/* Makes oriel_loop_settle() sleep once: the sleep is a pending operation, which settling waits for.
 */
struct nap {
	struct oriel__display display;
	oriel_loop *loop;
	bool is_pending;
};

static void run_own_wake(struct oriel__display *display, const struct pollfd *fds, int count) {
	struct nap *nap = (struct nap *)display;
	if (nap->is_pending)
		oriel__loop_pending_end(nap->loop);
	nap->is_pending = false;
}

static void wait_for_outside(oriel_loop *loop) {
	struct nap nap = { .display.check = run_own_wake, .loop = loop, .is_pending = true };
	oriel__display_add(loop, &nap.display);
	oriel__loop_pending_begin(loop);
	oriel_loop_settle(loop);
	oriel__display_remove(loop, &nap.display);
}

/* Returns whether the application or its loop has quit: oriel_app_quit() quits the loop, as a
 * program may do directly. */
static bool is_over(struct oriel_app *app) {
	return oriel__loop_take_quit(app->loop, &app->status);
}

static void run_virtual(struct oriel_app *app) {
	oriel_loop *loop = app->loop;
	while (!is_over(app)) {
		if (oriel_loop_step(loop))
			continue;
		oriel_loop_settle(loop);
		if (is_over(app))
			return;
		double due = oriel_loop_next_due(loop);
		if (isinf(due))
			wait_for_outside(loop);
		else
			oriel_loop_advance(loop, due - oriel_loop_now(loop));
	}
}

void oriel__app_run_loop(struct oriel_app *app) {
	if (oriel__loop_is_virtual(app->loop) && !oriel__loop_is_replayed(app->loop))
		run_virtual(app);
	else
		app->status = oriel_loop_run(app->loop);
	app->has_quit = true;
}
