/* SPDX-License-Identifier: MIT */
#include <oriel/runtime.h>
#include <signal.h>
#include <stdio.h>

static void load(const char *path) {
	oriel_promise *file = oriel_file_read(path);
	struct oriel_payload content;
	if (oriel_await(file, &content) == ORIEL_AWAIT_FULFILLED)
		printf("loaded %zu bytes\n", oriel_bytes_try_from_payload(content)->length);
	fflush(stdout);
}

static struct oriel_completion follow(void *path) {
	oriel_queue *changes = oriel_queue_new_changes((const char *)path);
	oriel_promise *quit = oriel_posix_signal_next(SIGTERM);
	struct oriel_payload change;
	changes = oriel_queue_debounce(changes, 50);
	load(path);
	while (oriel_first({ .promise = quit }, { .queue = changes }) == 1) {
		if (!oriel_queue_try_take(changes, &change))
			break;
		oriel_payload_unref(change);
		load(path);
	}
	printf("over\n");
	oriel_promise_unref(quit);
	oriel_queue_unref(changes);
	return ORIEL_COMPLETE;
}

int main(int argc, char **argv) {
	oriel_loop *loop = oriel_loop_new();
	oriel_promise *over = oriel_async(follow, argc > 1 ? argv[1] : "app.conf");
	return oriel_loop_run_until(loop, over) != ORIEL_PROMISE_FULFILLED;
}
