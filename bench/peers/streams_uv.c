/* libuv: uv_tcp_t with uv_try_write, and uv_poll_t with read() and write(). */
#include "streams_common.h"
#include <uv.h>
typedef struct {
  uv_tcp_t tcp;
  uv_poll_t poll;
  int fd;
} Peer;
static uv_loop_t loop;
static uv_poll_t listener;
static uv_timer_t rest;
static int by_poll, listening;
static long left, taken, closed, wanted;
static char buffer[65536];
static void echoed(void)
{
  if (--left == 0)
    uv_stop(&loop);
}
static void on_closed(uv_handle_t *handle)
{
  free(handle->data);
  closed++;
}
static void on_alloc(uv_handle_t *handle, size_t size, uv_buf_t *buf)
{
  (void)handle;
  (void)size;
  *buf = uv_buf_init(buffer, sizeof buffer);
}
static void on_read(uv_stream_t *stream, ssize_t n, const uv_buf_t *buf)
{
  if (n < 0) {
    uv_close((uv_handle_t *)stream, on_closed);
    return;
  }
  if (n > 0) {
    uv_buf_t out = uv_buf_init(buf->base, (unsigned)n);
    if (uv_try_write(stream, &out, 1) != n)
      exit(1);
    echoed();
  }
}
static void on_poll(uv_poll_t *poll, int status, int events)
{
  Peer *peer = poll->data;
  (void)events;
  ssize_t n = status == 0 ? read(peer->fd, buffer, sizeof buffer) : 0;
  if (n <= 0) {
    close(peer->fd);
    uv_close((uv_handle_t *)poll, on_closed);
    return;
  }
  if (write(peer->fd, buffer, (size_t)n) != n)
    exit(1);
  echoed();
}
static void on_connection(uv_poll_t *poll, int status, int events)
{
  int fd, on = 1;
  (void)poll;
  (void)status;
  (void)events;
  while ((fd = accept4(listening, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
    Peer *peer = calloc(1, sizeof *peer);
    taken++;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    peer->fd = fd;
    peer->tcp.data = peer->poll.data = peer;
    if (by_poll) {
      uv_poll_init(&loop, &peer->poll, fd);
      uv_poll_start(&peer->poll, UV_READABLE, on_poll);
    } else {
      uv_tcp_init(&loop, &peer->tcp);
      uv_tcp_open(&peer->tcp, fd);
      uv_read_start((uv_stream_t *)&peer->tcp, on_alloc, on_read);
    }
  }
}
static void run(long n)
{
  left = n;
  uv_run(&loop, UV_RUN_DEFAULT);
}
static void on_rest(uv_timer_t *timer)
{
  if (taken >= wanted && closed + CONNECTIONS >= taken) {
    uv_timer_stop(timer);
    uv_stop(&loop);
  }
}
static void settle(long n)
{
  wanted = taken + n;
  uv_timer_start(&rest, on_rest, 100, 100);
  uv_run(&loop, UV_RUN_DEFAULT);
}
static void measure(const char *name, int poll)
{
  taken = closed = 0;
  by_poll = poll;
  listening = streams_begin();
  uv_loop_init(&loop);
  uv_timer_init(&loop, &rest);
  uv_poll_init(&loop, &listener, listening);
  uv_poll_start(&listener, UV_READABLE, on_connection);
  echo_all(name, run);
  wave_all(name, settle);
  close(control[1]);
  close(listening);
}
int main(void)
{
  /* one process each, so that no measurement includes the memory of another */
  if (fork() == 0) {
    measure("libuv uv_tcp_t", 0);
    _exit(0);
  }
  wait(NULL);
  measure("libuv uv_poll_t", 1);
}
