/* libuv: uv_async_send + a mutex queue each way, unbounded. */
#include "ports_common.h"
#include <uv.h>
typedef struct {
  uv_mutex_t mu;
  uv_async_t as;
  long *q, *q2;
  size_t n, cap, cap2;
  void (*fn)(long);
} Box;
static uv_loop_t here_loop, there_loop;
static Box here, there;
static uv_thread_t thread;
static uv_sem_t ready;
static long left;
static void box_send(Box *x, long v)
{
  uv_mutex_lock(&x->mu);
  if (x->n == x->cap) {
    x->cap = x->cap ? x->cap * 2 : 1024;
    x->q = realloc(x->q, x->cap * sizeof *x->q);
  }
  x->q[x->n++] = v;
  uv_mutex_unlock(&x->mu);
  uv_async_send(&x->as);
}
static void on_async(uv_async_t *a)
{
  Box *x = a->data;
  uv_mutex_lock(&x->mu);
  long *b = x->q;
  size_t n = x->n, c = x->cap;
  x->q = x->q2;
  x->cap = x->cap2;
  x->n = 0;
  x->q2 = b;
  x->cap2 = c;
  uv_mutex_unlock(&x->mu);
  for (size_t i = 0; i < n; i++)
    x->fn(b[i]);
}
static void box_init(Box *x, uv_loop_t *l, void (*fn)(long))
{
  uv_mutex_init(&x->mu);
  uv_async_init(l, &x->as, on_async);
  x->as.data = x;
  x->fn = fn;
}
static void on_here(long v)
{
  if (--left == 0)
    uv_stop(&here_loop);
  else if (v == 0)
    box_send(&there, 0);
}
/* 0: back; below 0: the end; otherwise so many. */
static void on_there(long v)
{
  if (v < 0)
    uv_stop(&there_loop);
  if (v == 0)
    box_send(&here, 0);
  for (long i = 0; i < v; i++)
    box_send(&here, 1);
}
static void run(void *p)
{
  (void)p;
  bench_pin(1);
  uv_loop_init(&there_loop);
  box_init(&there, &there_loop, on_there);
  uv_sem_post(&ready);
  uv_run(&there_loop, UV_RUN_DEFAULT);
}
static void start(void)
{
  uv_loop_init(&here_loop);
  box_init(&here, &here_loop, on_here);
  uv_sem_init(&ready, 0);
  uv_thread_create(&thread, run, NULL);
  uv_sem_wait(&ready);
}
static void stop(void)
{
  box_send(&there, -1);
  uv_thread_join(&thread);
}
static void flood(long n)
{
  left = n;
  box_send(&there, n);
  uv_run(&here_loop, UV_RUN_DEFAULT);
}
static void ping(long n)
{
  left = n;
  box_send(&there, 0);
  uv_run(&here_loop, UV_RUN_DEFAULT);
}
int main(void)
{
  bench_pin(0);
  bench_init();
  mc_all("libuv uv_async_send + mutex queue");
}
