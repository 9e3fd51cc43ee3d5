/* SPDX-License-Identifier: MIT */
#include <oriel/runtime.h>
#include <stdio.h>
#include <stdlib.h>

static double patience_ms;

static struct oriel_completion supervise(void *argv) {
	const char *const *command = argv;
	oriel_process *child = oriel_process_new(command, .out = { ORIEL_STDIO_PIPE });
	oriel_queue *lines = oriel_queue_new_lines(oriel_process_out(child), .limit = 16);
	struct oriel_item line = { 0 };
	lines = oriel_queue_timeout(lines, patience_ms);
	while (oriel_queue_next(lines, &line)) {
		const struct oriel_bytes *text = oriel_bytes_try_from_payload(line.value);
		printf("%.*s\n", (int)text->length, text->data);
	}
	printf("%s\n", line.status == ORIEL_TIMEOUT_ERROR ? "silent: ended" : "over");
	oriel_queue_unref(lines);
	oriel_process_end(child);
	oriel_await(oriel_process_exited(child), NULL);
	oriel_process_destroy(child);
	return ORIEL_COMPLETE;
}

int main(int argc, char **argv) {
	oriel_loop *loop = oriel_loop_new();
	if (argc < 3)
		return 2;
	patience_ms = atof(argv[1]);
	return oriel_loop_run_until(loop, oriel_async(supervise, argv + 2)) != ORIEL_PROMISE_FULFILLED;
}
