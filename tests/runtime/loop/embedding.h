/* SPDX-License-Identifier: MIT */
/* Tests that must pass in every host loop, shared by test_embedding_glib.c and
 * test_embedding_uv.c. */
#ifndef ORIEL_TEST_EMBEDDING_H
#define ORIEL_TEST_EMBEDDING_H

#include "test.h"

#include <oriel/runtime/loop.h>

/* A host loop. The state of a test begins with this struct. */
struct host {
	oriel_loop *loop;
	void (*run)(struct host *host);
	void (*turn)(struct host *host); /* runs one turn, which may block */
	void (*quit)(struct host *host);
	/* Makes the host call host_on_timer(host) as soon as possible. */
	void (*start_timer)(struct host *host);
};

void host_on_timer(struct host *host);

void work_queued_by_a_host_callback_runs(void **state);
void a_post_wakes_the_host(void **state);
void the_host_sleeps_while_the_loop_is_at_rest(void **state);

#define EMBEDDING_TESTS(set_up, tear_down) \
	RUN_TESTS( \
		cmocka_unit_test_setup_teardown( \
			work_queued_by_a_host_callback_runs, set_up, tear_down), \
		cmocka_unit_test_setup_teardown(a_post_wakes_the_host, set_up, tear_down), \
		cmocka_unit_test_setup_teardown( \
			the_host_sleeps_while_the_loop_is_at_rest, set_up, tear_down))

#endif
