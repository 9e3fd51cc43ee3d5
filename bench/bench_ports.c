/* SPDX-License-Identifier: MIT */
/* Messages between two loops, one way and both ways: the driver of peers/ports_*.c over a worker
 * and its ports. The ports are limited to 1,024 messages, so the sender waits for `drain`. */
#include "peers/ports_common.h"

#include <oriel/runtime/loop.h>
#include <oriel/runtime/worker.h>

static oriel_loop *loop;
static oriel_worker *worker;

/* Each thread's counter has its own cache line, as in a program. */
static _Alignas(64) long left;
static _Alignas(64) long to_send; /* used by the worker */

static void send_some(oriel_port *port) {
	while (to_send > 0 &&
		oriel_port_send(port, oriel_borrowed(&to_send)) == ORIEL_OK)
		to_send--;
}

static void on_drain(oriel_event *event, void *data) {
	(void)event;
	send_some(data);
}

static void on_there(oriel_event *event, void *data) {
	const long *command = oriel_event_detail(event).data;
	if (*command > 0) {
		to_send = *command;
		send_some(data);
	} else {
		oriel_port_send((oriel_port *)data, oriel_borrowed((void *)command));
	}
}

static void run(const struct oriel_worker_scope *scope, void *data) {
	(void)data;
	bench_pin(1);
	oriel_listen(scope->port, "message", on_there, scope->port);
	oriel_listen(scope->port, "drain", on_drain, scope->port);
}

static void on_here(oriel_event *event, void *data) {
	(void)data;
	if (--left == 0)
		oriel_loop_quit(loop, 0);
	else if (oriel_event_detail(event).data != &to_send)
		oriel_worker_send(worker, oriel_event_detail(event));
}

static void start(void) {
	loop = oriel_loop_new();
	worker = oriel_worker_new(run, NULL);
	oriel_listen(worker, "message", on_here, NULL);
}

static void stop(void) {
	oriel_loop_destroy(loop);
}

static void command(long n, long count) {
	left = count;
	oriel_worker_send(worker, oriel_borrowed(&n));
	oriel_loop_run(loop);
}

static void flood(long n) {
	command(n, n);
}

static void ping(long n) {
	command(0, n);
}

int main(void) {
	bench_pin(0);
	bench_init();
	mc_all("Oriel oriel_worker");
}
