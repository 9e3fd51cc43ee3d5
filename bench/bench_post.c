/* SPDX-License-Identifier: MIT */
/* Posting to a loop from other threads, and the latency of a post: the driver of peers/post_*.c
 * over oriel_post(). */
#include "peers/post_common.h"

#include <oriel/runtime/loop.h>
#include <oriel/runtime/post.h>

static oriel_loop *loop;

static void post(post_fn fn, void *data) {
	oriel_post(loop, fn, data);
}

static void loop_run(void) {
	oriel_loop_run(loop);
}

static void loop_quit(void) {
	oriel_loop_quit(loop, 0);
}

int main(void) {
	bench_pin(0);
	bench_init();
	loop = oriel_loop_new();
	pc_all("Oriel oriel_post", 1000000);
	oriel_loop_destroy(loop);
}
