/* SPDX-License-Identifier: MIT */
/* Oriel inside a GLib main loop. docs/embedding.md quotes the source. */
#include "test.h"

#include <oriel/loop.h>
#include <oriel/post.h>
#include <oriel/task.h>
#include <oriel/timer.h>

#include <math.h>
#include <pthread.h>

#include <glib.h>

static struct order order;

struct oriel_source {
	GSource source;
	oriel_loop *loop;
	gpointer tag; /* of the loop's descriptor */
};

static gboolean source_prepare(GSource *source, gint *timeout_ms) {
	double wait_ms = oriel_loop_prepare(((struct oriel_source *)source)->loop);
	*timeout_ms = wait_ms < G_MAXINT ? (gint)ceil(wait_ms) : -1;
	return wait_ms == 0;
}

static gboolean source_check(GSource *source) {
	struct oriel_source *self = (struct oriel_source *)source;
	return g_source_query_unix_fd(source, self->tag) != 0 || oriel_loop_next_due(self->loop) <= oriel_loop_now(self->loop);
}

static gboolean source_dispatch(GSource *source, GSourceFunc callback, gpointer data) {
	(void)callback;
	(void)data;
	oriel_loop_step(((struct oriel_source *)source)->loop);
	return G_SOURCE_CONTINUE;
}

static GSource *oriel_source_new(oriel_loop *loop) {
	static GSourceFuncs funcs = { .prepare = source_prepare, .check = source_check, .dispatch = source_dispatch };
	struct oriel_source *self = (struct oriel_source *)g_source_new(&funcs, sizeof(*self));
	self->loop = loop;
	self->tag = g_source_add_unix_fd(&self->source, oriel_loop_fd(loop), G_IO_IN);
	return &self->source;
}

struct stage {
	oriel_loop *loop;
	GMainLoop *main_loop;
	GSource *source;
};

static int set_up(void **state) {
	static struct stage stage;
	order = (struct order){ 0 };
	stage.loop = oriel_loop_new();
	stage.main_loop = g_main_loop_new(NULL, FALSE);
	stage.source = oriel_source_new(stage.loop);
	g_source_attach(stage.source, NULL);
	*state = &stage;
	return 0;
}

static int tear_down(void **state) {
	struct stage *stage = *state;
	g_source_destroy(stage->source);
	g_source_unref(stage->source);
	g_main_loop_unref(stage->main_loop);
	oriel_loop_destroy(stage->loop);
	return 0;
}

static void note(void *name) {
	order_add(&order, "%s", (const char *)name);
}

static void note_and_quit(void *stage) {
	note("quit");
	g_main_loop_quit(((struct stage *)stage)->main_loop);
}

static gboolean host_timeout(gpointer data) {
	struct stage *stage = data;
	oriel_loop_begin_host(stage->loop);
	note("host");
	oriel_queue_task(note, "task");
	oriel_set_timeout(note_and_quit, stage, 5);
	oriel_loop_end_host(stage->loop);
	return G_SOURCE_REMOVE;
}

static void start_host_timeout(void *stage) {
	note("first");
	g_timeout_add(0, host_timeout, stage);
}

static void what_a_callback_of_glib_queues_runs(void **state) {
	struct stage *stage = *state;
	oriel_queue_task(start_host_timeout, stage);
	g_main_loop_run(stage->main_loop);
	assert_order(&order, "first, host, task, quit");
}

static void *post_quit(void *stage) {
	g_usleep(20000);
	oriel_post(((struct stage *)stage)->loop, note_and_quit, stage);
	return NULL;
}

static void a_post_wakes_glib(void **state) {
	struct stage *stage = *state;
	pthread_t thread;
	assert_int_equal(pthread_create(&thread, NULL, post_quit, stage), 0);
	g_main_loop_run(stage->main_loop);
	pthread_join(thread, NULL);
	assert_order(&order, "quit");
}

static void at_rest_glib_sleeps(void **state) {
	struct stage *stage = *state;
	oriel_set_timeout(note_and_quit, stage, 100);
	for (int turns = 0; order.text[0] == '\0'; turns++) {
		assert_in_range(turns, 0, 10);
		g_main_context_iteration(NULL, TRUE);
	}
	assert_order(&order, "quit");
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test_setup_teardown(what_a_callback_of_glib_queues_runs, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_post_wakes_glib, set_up, tear_down),
		cmocka_unit_test_setup_teardown(at_rest_glib_sleeps, set_up, tear_down));
}
