/* SPDX-License-Identifier: MIT */
/* Drives a loop from a GLib main loop. docs/runtime/embedding.md quotes the source. */
#include "embedding.h"

#include <math.h>

#include <glib.h>

struct oriel_source {
	GSource source;
	oriel_loop *loop;
	gpointer tag; /* tag of the loop's descriptor */
};

static gboolean source_prepare(GSource *source, gint *timeout_ms) {
	double wait_ms = oriel_loop_prepare(((struct oriel_source *)source)->loop);
	*timeout_ms = wait_ms < G_MAXINT ? (gint)ceil(wait_ms) : -1;
	return wait_ms == 0;
}

static gboolean source_check(GSource *source) {
	struct oriel_source *self = (struct oriel_source *)source;
	return g_source_query_unix_fd(source, self->tag) != 0 ||
		oriel_loop_next_due(self->loop) <= oriel_loop_now(self->loop);
}

static gboolean source_dispatch(GSource *source, GSourceFunc callback, gpointer data) {
	(void)callback;
	(void)data;
	oriel_loop_step(((struct oriel_source *)source)->loop);
	return G_SOURCE_CONTINUE;
}

static GSource *oriel_source_new(oriel_loop *loop) {
	static GSourceFuncs funcs = {
		.prepare = source_prepare, .check = source_check, .dispatch = source_dispatch
	};
	struct oriel_source *self = (struct oriel_source *)g_source_new(&funcs, sizeof(*self));
	self->loop = loop;
	self->tag = g_source_add_unix_fd(&self->source, oriel_loop_fd(loop), G_IO_IN);
	return &self->source;
}

struct stage {
	struct host host;
	GMainLoop *main_loop;
	GSource *source;
};

static void run(struct host *host) {
	g_main_loop_run(((struct stage *)host)->main_loop);
}

static void turn(struct host *host) {
	g_main_context_iteration(NULL, TRUE);
}

static void quit(struct host *host) {
	g_main_loop_quit(((struct stage *)host)->main_loop);
}

static gboolean on_timeout(gpointer stage) {
	host_on_timer(stage);
	return G_SOURCE_REMOVE;
}

static void start_timer(struct host *host) {
	g_timeout_add(0, on_timeout, host);
}

static int set_up(void **state) {
	static struct stage stage;
	stage.host = (struct host){ oriel_loop_new(), run, turn, quit, start_timer };
	stage.main_loop = g_main_loop_new(NULL, FALSE);
	stage.source = oriel_source_new(stage.host.loop);
	g_source_attach(stage.source, NULL);
	*state = &stage;
	return 0;
}

static int tear_down(void **state) {
	struct stage *stage = *state;
	g_source_destroy(stage->source);
	g_source_unref(stage->source);
	g_main_loop_unref(stage->main_loop);
	oriel_loop_destroy(stage->host.loop);
	return 0;
}

int main(void) {
	return EMBEDDING_TESTS(set_up, tear_down);
}
