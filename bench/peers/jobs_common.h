/* Shared driver of the thread pool programs. Each library supplies: run_job() from the loop's
 * thread, which runs an empty job in the pool, and then job_done() on the loop's thread;
 * loop_run(); loop_quit(). Throughput: bursts of 1000 jobs, the next burst when the last is done.
 * Round trip: one job after the other, from run_job() to job_done(). Threads: as many as CPUs,
 * unpinned. */
#ifndef JOBS_COMMON_H
#define JOBS_COMMON_H
#include "bench.h"
static void run_job(void);
static void loop_run(void);
static void loop_quit(void);

enum { JC_BURST = 1000, JC_LAT = 2000 };
static long jc_left, jc_in_flight, jc_burst;
static double jc_lat[JC_LAT];
static int jc_nlat;
static uint64_t jc_stamp;

static void jc_next(void)
{
  jc_in_flight = jc_left < jc_burst ? jc_left : jc_burst;
  jc_left -= jc_in_flight;
  jc_stamp = bench_ns();
  for (long i = jc_in_flight; i > 0; i--)
    run_job();
}
static void job_done(void)
{
  if (jc_burst == 1 && jc_nlat < JC_LAT)
    jc_lat[jc_nlat++] = (double)(bench_ns() - jc_stamp);
  if (--jc_in_flight > 0)
    return;
  if (jc_left == 0)
    loop_quit();
  else
    jc_next();
}
static void jc_run(const char *name, const char *what, long n, long burst, int reps)
{
  BSample s[64];
  char label[96];
  for (int r = 0; r < reps; r++) {
    BSample b = bench_now();
    jc_left = n;
    jc_burst = burst;
    jc_nlat = 0;
    jc_next();
    loop_run();
    s[r] = bench_since(b);
  }
  snprintf(label, sizeof label, "%s, %s", name, what);
  bench_report("jobs", label, (double)n, s, reps);
}
static void jc_all(const char *name)
{
  int reps = bench_reps(5);
  jc_run(name, "bursts of 1000", 200000, JC_BURST, reps);
  jc_run(name, "one after the other", 20000, 1, reps);
  bench_latency("jobs", name, jc_lat, jc_nlat);
}
#endif
