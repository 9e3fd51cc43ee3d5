/* Shared driver of the message programs: two threads with a loop each, pinned to two cores.
 * Each program supplies: start() and stop(); flood(n): the other thread sends n messages, returns when all were heard here;
 * ping(n): n messages there and back, one at a time. */
#ifndef PORTS_COMMON_H
#define PORTS_COMMON_H
#include "bench.h"
static void start(void);
static void stop(void);
static void flood(long n);
static void ping(long n);

static void mc_all(const char *name)
{
  BSample s[64];
  char label[96];
  int reps = bench_reps(5);
  long floods = 500000, pings = 20000;
  start();
  flood(1000);
  ping(1000);
  for (int r = 0; r < reps; r++) {
    BSample b = bench_now();
    flood(floods);
    s[r] = bench_since(b);
  }
  snprintf(label, sizeof label, "%s, one way", name);
  bench_report("ports", label, (double)floods, s, reps);
  for (int r = 0; r < reps; r++) {
    BSample b = bench_now();
    ping(pings);
    s[r] = bench_since(b);
  }
  snprintf(label, sizeof label, "%s, there and back", name);
  bench_report("ports", label, (double)pings, s, reps);
  stop();
}
#endif
