/* SPDX-License-Identifier: MIT */
/*
 * Jobs: cost and round-trip time, also for a promise of the result; and items of a range. The
 * driver is shared with peers/jobs_*.c.
 */
#include "peers/jobs_common.h"

#include <oriel/runtime/job.h>
#include <oriel/runtime/loop.h>

enum { ITEMS = 1000000 };

static oriel_loop *loop;
static bool uses_promises;
static unsigned char visits[ITEMS];

static void work(oriel_job *job, void *data) {
	(void)job;
	(void)data;
}

static void done(void *data) {
	(void)data;
	job_done();
}

static struct oriel_completion work_for_result(oriel_job *job, void *data) {
	work(job, data);
	return ORIEL_COMPLETE;
}

static struct oriel_completion on_result(struct oriel_payload result, void *data) {
	(void)result;
	done(data);
	return ORIEL_COMPLETE;
}

static void run_job(void) {
	if (uses_promises)
		oriel_promise_unref(
			oriel_then(oriel_job_submit(work_for_result, NULL), on_result, NULL, NULL));
	else
		oriel_job_run(work, done, NULL);
}

static void loop_run(void) {
	oriel_loop_run(loop);
}

static void loop_quit(void) {
	oriel_loop_quit(loop, 0);
}

static struct oriel_completion visit(oriel_job *job, size_t index, void *data) {
	(void)job;
	((unsigned char *)data)[index]++;
	return ORIEL_COMPLETE;
}

static struct oriel_completion on_all(struct oriel_payload result, void *data) {
	(void)result;
	(void)data;
	oriel_loop_quit(loop, 0);
	return ORIEL_COMPLETE;
}

static void measure_range(void) {
	BSample samples[64];
	int reps = bench_reps(5);
	for (int r = 0; r < reps; r++) {
		BSample before = bench_now();
		oriel_promise_unref(
			oriel_then(oriel_job_parallel(ITEMS, visit, visits), on_all, NULL, NULL));
		oriel_loop_run(loop);
		samples[r] = bench_since(before);
	}
	bench_report("jobs", "Oriel oriel_job_parallel, an item of 1000000", ITEMS, samples, reps);
}

int main(void) {
	bench_init();
	loop = oriel_loop_new();
	jc_all("Oriel oriel_job_run");
	uses_promises = true;
	jc_all("Oriel oriel_job_submit");
	measure_range();
	oriel_loop_destroy(loop);
}
