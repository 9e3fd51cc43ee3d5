/* SPDX-License-Identifier: MIT */
#include <oriel/runtime.h>
#include <stdio.h>

static char **paths;

static struct oriel_completion count_lines(oriel_job *job, void *path) {
	FILE *file = fopen(path, "r");
	uintptr_t lines = 0;
	for (int c; file != NULL && (c = getc(file)) != EOF;)
		lines += c == '\n';
	if (file != NULL)
		fclose(file);
	return oriel_return(oriel_borrowed((void *)lines));
}

/* At most four run at a time; their promises wait in the queue, in order. */
static struct oriel_completion submit_all(void *jobs) {
	for (char **path = paths; *path != NULL; path++) {
		oriel_await(oriel_queue_room(jobs), NULL);
		oriel_queue_put(jobs, oriel_borrowed(oriel_job_submit(count_lines, *path)));
	}
	return oriel_queue_close(jobs, NULL), ORIEL_COMPLETE;
}

static struct oriel_completion show_all(void *jobs) {
	struct oriel_item job = { 0 };
	struct oriel_payload lines;
	for (char **path = paths; oriel_queue_next(jobs, &job); path++) {
		oriel_await(job.value.data, &lines);
		printf("%s: %lu\n", *path, (unsigned long)(uintptr_t)lines.data);
	}
	return ORIEL_COMPLETE;
}

int main(int argc, char **argv) {
	oriel_loop *loop = oriel_loop_new();
	oriel_queue *jobs = oriel_queue_new(.limit = 4);
	paths = argv + 1;
	oriel_promise_unref(oriel_async(submit_all, jobs));
	return oriel_loop_run_until(loop, oriel_async(show_all, jobs)) != ORIEL_PROMISE_FULFILLED;
}
