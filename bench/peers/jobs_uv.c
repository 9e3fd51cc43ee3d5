/* libuv's pool: uv_queue_work(), with one malloc'ed request each, as in programs. */
#include "jobs_common.h"
#include <uv.h>
static void work(uv_work_t *w)
{
  (void)w;
}
static void after(uv_work_t *w, int status)
{
  (void)status;
  free(w);
  job_done();
}
static void run_job(void)
{
  uv_queue_work(uv_default_loop(), malloc(sizeof(uv_work_t)), work, after);
}
static void loop_run(void)
{
  uv_run(uv_default_loop(), UV_RUN_DEFAULT);
}
static void loop_quit(void)
{
}
int main(void)
{
  char threads[16];
  snprintf(threads, sizeof threads, "%ld", sysconf(_SC_NPROCESSORS_ONLN) > 2 ? sysconf(_SC_NPROCESSORS_ONLN) : 2L);
  setenv("UV_THREADPOOL_SIZE", threads, 1);
  bench_init();
  jc_all("libuv uv_queue_work");
}
