/* SPDX-License-Identifier: MIT */
/*
 * Looking up hosts. This file replaces the system's resolver for names that end in ".test"; the
 * linker redirects the calls.
 */
#include "async_test.h"

#include "gate.h"
#include "outcome.h"
#include "temp_dir.h"

#include "job/job_internal.h"

#include <errno.h>
#include <netdb.h>
#include <oriel/runtime/abort.h>
#include <oriel/io/dns.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/coroutine.h>
#include <sched.h>
#include <string.h>

static struct gate *gate;
static char message[OUTCOME_MESSAGE_SIZE];

int __real_getaddrinfo(
	const char *host, const char *service, const struct addrinfo *hints, struct addrinfo **results);
int __wrap_getaddrinfo(
	const char *host, const char *service, const struct addrinfo *hints, struct addrinfo **results);

int __wrap_getaddrinfo(const char *host, const char *service, const struct addrinfo *hints,
	struct addrinfo **results) {
	if (strcmp(host, "none.test") == 0)
		return EAI_NONAME;
	if (strcmp(host, "again.test") == 0)
		return EAI_AGAIN;
	if (strcmp(host, "system.test") == 0) {
		errno = EMFILE;
		return EAI_SYSTEM;
	}
	if (strcmp(host, "slow.test") == 0) {
		gate_pass(gate);
		host = "127.0.0.1";
	}
	return __real_getaddrinfo(host, service, hints, results);
}

static void describe(struct order *record, const char *name, struct oriel_payload value) {
	const struct oriel_dns_addresses *addresses = value.data;
	for (size_t i = 0; i < addresses->count; i++)
		order_add(record, "%s: %s %s", name,
			addresses->items[i].family == ORIEL_ADDRESS_FAMILY_IPV6 ? "IPv6" : "IPv4",
			addresses->items[i].text);
}

static void note(oriel_promise *promise, const char *name) {
	record_outcome(promise, (struct outcome){ &order, name, describe, message });
}

static void numeric_addresses_are_returned_unchanged(void **state) {
	note(oriel_dns_lookup("127.0.0.1"), "a");
	oriel_loop_settle(loop);
	note(oriel_dns_lookup("::1", .family = ORIEL_ADDRESS_FAMILY_IPV6), "b");
	oriel_loop_settle(loop);
	note(oriel_dns_lookup("127.0.0.1", .family = ORIEL_ADDRESS_FAMILY_IPV6), "c");
	oriel_loop_settle(loop);
	assert_order(&order, "a: IPv4 127.0.0.1, b: IPv6 ::1, c: NotFoundError");
}

static void errors_contain_a_remedy(void **state) {
	char long_name[2000];
	memset(long_name, 'x', sizeof(long_name) - 1);
	long_name[sizeof(long_name) - 1] = '\0';
	static const char *const hosts[] = { "none.test", "again.test", "system.test", "" };
	for (int i = 0; i < 4; i++) {
		note(oriel_dns_lookup(hosts[i]), "a");
		oriel_loop_settle(loop);
		if (i == 1)
			assert_non_null(strstr(message, "cannot look up again.test: "));
	}
	note(oriel_dns_lookup(long_name), "a");
	oriel_loop_settle(loop);
	assert_order(&order,
		"a: NotFoundError, a: NetworkError, a: QuotaExceededError, a: TypeError, a: TypeError");
}

static struct oriel_completion work_other(oriel_job *job, void *data) {
	return ORIEL_COMPLETE;
}

static void slow_look_ups_leave_threads_to_other_jobs(void **state) {
	struct gate own = GATE;
	gate = &own;
	for (int i = 0; i < 100; i++)
		oriel_promise_unref(oriel_dns_lookup("slow.test"));
	gate_wait(&own, 1);
	oriel_promise *promise = oriel_job_submit(work_other, NULL);
	assert_int_equal(oriel_loop_run_until(loop, promise), ORIEL_PROMISE_FULFILLED);
	oriel_promise_unref(promise);
	gate_open(&own);
	oriel_loop_settle(loop);
}

static void an_abort_does_not_wait_for_the_resolver(void **state) {
	struct gate own = GATE;
	gate = &own;
	oriel_abort_controller *controller = oriel_abort_controller_new();
	note(oriel_dns_lookup("slow.test", .signal = oriel_abort_controller_signal(controller)), "a");
	gate_wait(&own, 1);
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	oriel_loop_advance(loop, 0);
	assert_order(&order, "a: AbortError");
	gate_open(&own);
	oriel_loop_settle(loop);
	oriel_abort_controller_destroy(controller);
}

/* A name server that does not respond blocks nothing; its threads end by themselves later. */
static void the_end_of_the_loop_leaves_look_ups_behind(void **state) {
	static struct gate own = GATE;
	gate = &own;
	size_t threads = temp_count("/proc/self/task");
	for (int i = 0; i < 10; i++)
		note(oriel_dns_lookup("slow.test"), "a");
	oriel_abort_controller *controller = oriel_abort_controller_new();
	note(oriel_dns_lookup("slow.test", .signal = oriel_abort_controller_signal(controller)), "b");
	gate_wait(&own, 1);
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	oriel_abort_controller_destroy(controller);
	oriel__jobs_set_leave_ms(loop, 1);
	oriel_loop_destroy(loop);
	assert_order(&order, "b: AbortError"); /* the microtasks of the other promises were dropped */
	assert_true(temp_count("/proc/self/task") > threads);
	gate_open(&own);
	while (temp_count("/proc/self/task") > threads)
		sched_yield();
	loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, loop_setup, loop_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(numeric_addresses_are_returned_unchanged),
		TEST(errors_contain_a_remedy),
		TEST(slow_look_ups_leave_threads_to_other_jobs),
		TEST(an_abort_does_not_wait_for_the_resolver),
		TEST(the_end_of_the_loop_leaves_look_ups_behind));
}
