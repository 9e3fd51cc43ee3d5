/* SPDX-License-Identifier: MIT */
#include <oriel/runtime.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static struct oriel_completion ask(void *seconds) {
	oriel_queue *lines = oriel_queue_new_lines(oriel_stream_new_fd(0), .limit = 1);
	oriel_promise *interrupt = oriel_posix_signal_next(SIGINT);
	double wait_ms = atof(seconds) * 1000;
	struct oriel_payload line = { 0 };
	printf("Restart now? [yes] ");
	fflush(stdout);
	switch (oriel_first({ .queue = lines }, { .promise = interrupt }, { .after_ms = wait_ms })) {
	case 0:
		if (oriel_queue_try_take(lines, &line)) {
			const struct oriel_bytes *answer = oriel_bytes_try_from_payload(line);
			printf("%.*s\n", (int)answer->length, answer->data);
			oriel_payload_unref(line);
		}
		break;
	case 1:
		printf("interrupted\n");
		break;
	default:
		printf("yes\n");
	}
	oriel_promise_unref(interrupt);
	oriel_queue_unref(lines);
	return ORIEL_COMPLETE;
}

int main(int argc, char **argv) {
	oriel_loop *loop = oriel_loop_new();
	oriel_promise *asked = oriel_async(ask, argc > 1 ? argv[1] : "10");
	return oriel_loop_run_until(loop, asked) != ORIEL_PROMISE_FULFILLED;
}
