/* SPDX-License-Identifier: MIT */
/*
 * Pipes of the Wayland clipboard. epoll reports one ready pipe at a time, and each report moves
 * about TURN_BYTES at most. One call of oriel__wayland_pipes_pump() handles at most EVENTS reports,
 * so a fast program cannot block the loop.
 */
#include "wayland_pipe_internal.h"

#include "base/alloc_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

enum {
	CHUNK = 1 << 16,      /* bytes of one read() */
	TURN_BYTES = 1 << 20, /* bytes moved for one report */
	EVENTS = 16           /* reports handled by one call of oriel__wayland_pipes_pump() */
};

struct oriel__wayland_pipe {
	struct oriel__wayland_pipe *next;
	int fd;
	struct oriel_clipboard_request *request; /* NULL: this pipe is for writing */
	enum oriel__clipboard_encoding encoding;
	struct oriel__clipboard_data data;
	struct oriel_bytes *bytes; /* NULL: this pipe is for reading */
	size_t written;
};

void oriel__wayland_pipes_init(struct oriel__wayland_pipes *pipes,
	void (*answer_empty)(struct oriel_clipboard_request *request)) {
	*pipes = (struct oriel__wayland_pipes){ .epoll_fd = epoll_create1(EPOLL_CLOEXEC),
		.answer_empty = answer_empty };
}

/* Removes a pipe from the list; closing its descriptor removes it from the epoll set. */
static void wayland_pipe_end(struct oriel__wayland_pipes *pipes, struct oriel__wayland_pipe *pipe) {
	struct oriel__wayland_pipe **link = &pipes->first;
	while (*link != pipe)
		link = &(*link)->next;
	*link = pipe->next;
	close(pipe->fd);
}

static void wayland_pipe_free(struct oriel__wayland_pipe *pipe) {
	oriel__clipboard_data_finish(&pipe->data);
	oriel_bytes_unref(pipe->bytes);
	oriel__free(pipe);
}

/* Ends a pipe. Completes the request of a pipe for reading; status matters only then. */
static void wayland_pipe_close(struct oriel__wayland_pipes *pipes, struct oriel__wayland_pipe *pipe,
	enum oriel_status status) {
	bool is_empty_text = status == ORIEL_OK && pipe->data.length == 0 &&
		pipe->encoding != ORIEL__CLIPBOARD_BINARY;
	wayland_pipe_end(pipes, pipe);
	if (pipe->request != NULL && is_empty_text && pipes->answer_empty != NULL)
		pipes->answer_empty(pipe->request);
	else if (pipe->request != NULL && status == ORIEL_OK)
		oriel__clipboard_answer_data(
			pipe->request, pipe->data.bytes, pipe->data.length, pipe->encoding);
	else if (pipe->request != NULL)
		oriel__clipboard_answer_failure(pipe->request, status);
	wayland_pipe_free(pipe);
}

static void wayland_pipe_begin(
	struct oriel__wayland_pipes *pipes, struct oriel__wayland_pipe begun, uint32_t events) {
	struct oriel__wayland_pipe *pipe = oriel__alloc(sizeof(*pipe));
	*pipe = begun;
	pipe->next = pipes->first;
	pipes->first = pipe;
	struct epoll_event event = { .events = events, .data.ptr = pipe };
	int flags = fcntl(pipe->fd, F_GETFL);
	bool is_ready = flags >= 0 && fcntl(pipe->fd, F_SETFL, flags | O_NONBLOCK) == 0 &&
		epoll_ctl(pipes->epoll_fd, EPOLL_CTL_ADD, pipe->fd, &event) == 0;
	if (!is_ready)
		wayland_pipe_close(pipes, pipe, ORIEL_OPERATION_ERROR);
}

void oriel__wayland_pipe_read(struct oriel__wayland_pipes *pipes, int fd,
	enum oriel__clipboard_encoding encoding, struct oriel_clipboard_request *request) {
	wayland_pipe_begin(pipes,
		(struct oriel__wayland_pipe){ .fd = fd, .encoding = encoding, .request = request },
		EPOLLIN);
}

void oriel__wayland_pipe_write(
	struct oriel__wayland_pipes *pipes, int fd, struct oriel_bytes *bytes) {
	wayland_pipe_begin(
		pipes, (struct oriel__wayland_pipe){ .fd = fd, .bytes = oriel_bytes_ref(bytes) }, EPOLLOUT);
}

void oriel__wayland_pipe_cancel(
	struct oriel__wayland_pipes *pipes, const struct oriel_clipboard_request *request) {
	struct oriel__wayland_pipe *pipe = pipes->first;
	while (pipe != NULL && pipe->request != request)
		pipe = pipe->next;
	if (pipe == NULL)
		return;
	wayland_pipe_end(pipes, pipe);
	wayland_pipe_free(pipe);
}

static void wayland_pipe_on_readable(
	struct oriel__wayland_pipes *pipes, struct oriel__wayland_pipe *pipe) {
	char chunk[CHUNK];
	enum oriel_status status = ORIEL_OK;
	ssize_t got = 1;
	for (size_t taken = 0; taken < TURN_BYTES && got > 0 && status == ORIEL_OK; taken += CHUNK) {
		got = read(pipe->fd, chunk, sizeof(chunk));
		if (got > 0)
			status = oriel__clipboard_data_append(&pipe->data, chunk, (size_t)got);
	}
	bool has_failed = got < 0 && errno != EAGAIN && errno != EINTR;
	oriel__wipe(chunk, sizeof(chunk));
	if (status != ORIEL_OK || has_failed)
		wayland_pipe_close(pipes, pipe, status != ORIEL_OK ? status : ORIEL_OPERATION_ERROR);
	else if (got == 0)
		wayland_pipe_close(pipes, pipe, ORIEL_OK);
	else
		pipe->request->progressed(pipe->request);
}

/* Writes to a pipe, and discards the SIGPIPE that a pipe without a reader raises at this thread. */
static ssize_t wayland_write(int fd, const char *bytes, size_t length) {
	const struct timespec at_once = { 0 };
	sigset_t pipe_set, old, pending;
	sigemptyset(&pipe_set);
	sigaddset(&pipe_set, SIGPIPE);
	sigpending(&pending);
	pthread_sigmask(SIG_BLOCK, &pipe_set, &old);
	ssize_t written = write(fd, bytes, length);
	int error = errno;
	if (written < 0 && error == EPIPE && !sigismember(&pending, SIGPIPE))
		while (sigtimedwait(&pipe_set, NULL, &at_once) < 0 && errno == EINTR) {
		}
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	errno = error;
	return written;
}

static void wayland_pipe_on_writable(
	struct oriel__wayland_pipes *pipes, struct oriel__wayland_pipe *pipe) {
	size_t left = pipe->bytes->length - pipe->written;
	size_t length = left < TURN_BYTES ? left : TURN_BYTES;
	ssize_t written = left > 0 ?
		wayland_write(pipe->fd, pipe->bytes->data + pipe->written, length) :
		0;
	if (written > 0)
		pipe->written += (size_t)written;
	bool has_failed = written < 0 && errno != EAGAIN && errno != EINTR;
	if (has_failed || pipe->written == pipe->bytes->length)
		wayland_pipe_close(pipes, pipe, ORIEL_OK);
}

/* Handles one event at a time, because ending one pipe may end others. */
bool oriel__wayland_pipes_pump(struct oriel__wayland_pipes *pipes) {
	struct epoll_event event;
	bool has_any = false;
	for (int i = 0;
		i < EVENTS && pipes->first != NULL && epoll_wait(pipes->epoll_fd, &event, 1, 0) > 0; i++) {
		struct oriel__wayland_pipe *pipe = event.data.ptr;
		has_any = true;
		if (pipe->request != NULL)
			wayland_pipe_on_readable(pipes, pipe);
		else
			wayland_pipe_on_writable(pipes, pipe);
	}
	return has_any;
}

void oriel__wayland_pipes_finish(struct oriel__wayland_pipes *pipes) {
	while (pipes->first != NULL)
		wayland_pipe_close(pipes, pipes->first, ORIEL_OPERATION_ERROR);
	if (pipes->epoll_fd >= 0)
		close(pipes->epoll_fd);
}
