/* SPDX-License-Identifier: MIT */
/*
 * A message from another process for which there is no memory: the port closes and says why, and
 * what came before was heard.
 */
#include <oriel/runtime/error.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/port.h>

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "fault.h"
#include "test.h"

enum { LARGE = 1000000, LEAST = 100000 };

static struct order order;

static void on_message(oriel_event *event, void *data) {
	order_add(&order, "%zu bytes", oriel_message_bytes(event)->length);
}

static void on_close(oriel_event *event, void *data) {
	const struct oriel_error *error = oriel_event_error(event);
	order_add(&order, "close %s", error != NULL ? oriel_status_name(error->code) : "in order");
}

static struct oriel_payload zeros(size_t length) {
	char *memory = calloc(1, length);
	return oriel_bytes_payload(
		oriel_bytes_new_shared(memory, length, oriel_owned(memory, free)));
}

static void a_message_without_memory_closes_the_port(void **state) {
	size_t nth = 0;
	bool has_failed;
	do {
		oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
		oriel_port *ports[2];
		int sockets[2];
		assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, sockets), 0);
		for (int i = 0; i < 2; i++)
			ports[i] = oriel_port_new_fd(sockets[i], sockets[i]);
		oriel_listen(ports[1], "message", on_message, NULL);
		oriel_listen(ports[1], "close", on_close, NULL);
		oriel_port_start(ports[1]);
		oriel_port_send(ports[0], zeros(3));
		oriel_port_send(ports[0], zeros(LARGE));
		oriel_port_close(ports[0]);

		fault_arm(LEAST, ++nth);
		oriel_loop_advance(loop, 0);
		has_failed = fault_disarm();
		assert_order(&order,
			has_failed ? "3 bytes, close OperationError" :
						"3 bytes, 1000000 bytes, close in order");

		oriel_port_unref(ports[0]);
		oriel_port_unref(ports[1]);
		oriel_loop_destroy(loop);
	} while (has_failed);
	assert_in_range(nth, 3, 10);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(a_message_without_memory_closes_the_port));
}
