/* SPDX-License-Identifier: MIT */
#include <oriel/runtime.h>
#include <stdio.h>
#include <string.h>

static bool is_warning(struct oriel_payload line, void *data) {
	const struct oriel_bytes *text = oriel_bytes_try_from_payload(line);
	return text->length >= 8 && memcmp(text->data, "warning:", 8) == 0;
}

static struct oriel_completion collect(void *in) {
	oriel_queue *batches = oriel_queue_new_lines((oriel_stream *)in);
	struct oriel_item batch = { 0 };
	batches = oriel_queue_buffer(oriel_queue_filter(batches, is_warning, NULL), 100, 1000);
	while (oriel_queue_next(batches, &batch)) {
		const struct oriel_values *lines = oriel_values_try_from_payload(batch.value);
		printf("%zu warnings\n", lines->count);
	}
	oriel_queue_unref(batches);
	return ORIEL_COMPLETE;
}

int main(void) {
	oriel_loop *loop = oriel_loop_new();
	oriel_stream *in = oriel_stream_new_fd(0);
	return oriel_loop_run_until(loop, oriel_async(collect, in)) != ORIEL_PROMISE_FULFILLED;
}
