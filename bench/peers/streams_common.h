/* Shared driver of the stream programs: a server on one core, and a client process on another, which opens connections,
 * sends pieces of 64 bytes, and sends the next one on a connection when the last has come back.
 * Each program supplies: serve(fd): takes connections from a socket that listens; run(n): echoes n pieces, then returns;
 * settle(n): runs until n connections have been taken and all of them are closed. */
#ifndef STREAMS_COMMON_H
#define STREAMS_COMMON_H
#include "bench.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
enum { PIECE = 64, CONNECTIONS = 100, WAVE = 10000 };
static int control[2];
static struct sockaddr_in server_address;

static int client_connect(void)
{
  int on = 1, fd = socket(AF_INET, SOCK_STREAM, 0);
  while (connect(fd, (struct sockaddr *)&server_address, sizeof server_address) != 0)
    if (errno != EINTR && errno != EAGAIN)
      exit(1);
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return fd;
}
static void client_echo(int set, int *fds, long n)
{
  static char piece[PIECE];
  struct epoll_event events[CONNECTIONS];
  long sent = 0, back = 0;
  for (int i = 0; i < CONNECTIONS && sent < n; i++, sent++)
    if (write(fds[i], piece, PIECE) != PIECE)
      exit(1);
  while (back < n) {
    int ready = epoll_wait(set, events, CONNECTIONS, -1);
    for (int i = 0; i < ready; i++) {
      if (read(events[i].data.fd, piece, PIECE) != PIECE)
        exit(1);
      back++;
      if (sent < n && write(events[i].data.fd, piece, PIECE) == PIECE)
        sent++;
    }
  }
}
static void client_wave(long n)
{
  static char piece[PIECE];
  int *fds = malloc((size_t)n * sizeof *fds);
  for (long i = 0; i < n; i++) {
    fds[i] = client_connect();
    if (write(fds[i], piece, PIECE) != PIECE)
      exit(1);
  }
  for (long i = 0; i < n; i++)
    if (recv(fds[i], piece, PIECE, MSG_WAITALL) != PIECE)
      exit(1);
  for (long i = 0; i < n; i++)
    close(fds[i]);
  free(fds);
}
/* Commands: a positive n sends n pieces; a negative n opens a wave of -n connections. */
static void client_run(void)
{
  int fds[CONNECTIONS], set = epoll_create1(0);
  long n;
  bench_pin(1);
  for (int i = 0; i < CONNECTIONS; i++) {
    struct epoll_event event = { .events = EPOLLIN };
    event.data.fd = fds[i] = client_connect();
    epoll_ctl(set, EPOLL_CTL_ADD, fds[i], &event);
  }
  while (read(control[0], &n, sizeof n) == (ssize_t)sizeof n) {
    if (n > 0)
      client_echo(set, fds, n);
    else
      client_wave(-n);
  }
  _exit(0);
}
static void command(long n)
{
  if (write(control[1], &n, sizeof n) != (ssize_t)sizeof n)
    exit(1);
}
/* Starts the client; the socket listens. */
static int streams_begin(void)
{
  struct rlimit limit;
  socklen_t size = sizeof server_address;
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  signal(SIGPIPE, SIG_IGN);
  server_address.sin_family = AF_INET;
  server_address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(fd, (struct sockaddr *)&server_address, sizeof server_address) != 0 || listen(fd, 4096) != 0 ||
      getsockname(fd, (struct sockaddr *)&server_address, &size) != 0 || pipe(control) != 0)
    exit(1);
  if (fork() == 0) {
    close(fd);
    close(control[1]);
    client_run();
  }
  close(control[0]);
  bench_pin(0);
  bench_init();
  return fd;
}
static inline double memory_mb(void)
{
  long pages = 0, resident = 0;
  FILE *f = fopen("/proc/self/statm", "r");
  if (f == NULL || fscanf(f, "%ld %ld", &pages, &resident) != 2)
    exit(1);
  fclose(f);
  return (double)resident * (double)sysconf(_SC_PAGESIZE) / (1 << 20);
}
static inline int streams_can_wave(void)
{
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  return limit.rlim_cur > WAVE + 200;
}
static inline void echo_all(const char *name, void (*run)(long))
{
  BSample s[64];
  char label[96];
  int reps = bench_reps(5);
  long n = 300000;
  command(20000);
  run(20000);
  for (int r = 0; r < reps; r++) {
    BSample b = bench_now();
    command(n);
    run(n);
    s[r] = bench_since(b);
  }
  snprintf(label, sizeof label, "%s, echo of 64 B on 100 connections", name);
  bench_report("streams", label, (double)n, s, reps);
}
/* Prints the memory that a wave adds. The second wave shows the memory that a program keeps for the
 * next. */
static inline void wave_all(const char *name, void (*settle)(long))
{
  double before = memory_mb();
  for (int i = 1; i <= 2 && streams_can_wave(); i++) {
    command(-WAVE);
    settle(WAVE);
    printf("streams\t%s, MB kept after wave %d of %d connections\t1\t%.2f\t0\t0\t0\n", name, i, WAVE,
           memory_mb() - before);
  }
}
#endif
