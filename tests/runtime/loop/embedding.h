/* SPDX-License-Identifier: MIT */
/* What has to hold in whatever loop Oriel is embedded: the cases of test_embedding_glib.c and
 * test_embedding_uv.c. */
#ifndef ORIEL_TEST_EMBEDDING_H
#define ORIEL_TEST_EMBEDDING_H

#include "test.h"

#include <oriel/runtime/loop.h>

/* Another main loop. The struct of a test begins with it, and is the state of its cases. */
struct host {
	oriel_loop *loop;
	void (*run)(struct host *host);
	void (*turn)(struct host *host); /* one, which may wait */
	void (*quit)(struct host *host);
	/* Has the host call host_on_timer(host) as soon as it can. */
	void (*start_timer)(struct host *host);
};

void host_on_timer(struct host *host);

void what_a_callback_of_the_host_queues_runs(void **state);
void a_post_wakes_the_host(void **state);
void at_rest_the_host_sleeps(void **state);

#define EMBEDDING_TESTS(set_up, tear_down) \
	RUN_TESTS(cmocka_unit_test_setup_teardown( \
				what_a_callback_of_the_host_queues_runs, set_up, tear_down), \
		cmocka_unit_test_setup_teardown(a_post_wakes_the_host, set_up, tear_down), \
		cmocka_unit_test_setup_teardown(at_rest_the_host_sleeps, set_up, tear_down))

#endif
