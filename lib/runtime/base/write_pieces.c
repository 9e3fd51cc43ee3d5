/* SPDX-License-Identifier: MIT */
/*
 * Writes to a descriptor without raising SIGPIPE. Sockets have a flag for that. For other
 * descriptors, the signal is blocked around the write and then consumed; the system delivers it to
 * the writing thread only. The process's own handling of SIGPIPE is neither needed nor changed.
 */
#include "base/write_pieces_internal.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>

bool oriel__is_socket(int fd) {
	struct stat status;
	return fstat(fd, &status) == 0 && S_ISSOCK(status.st_mode);
}

/* One piece goes by send(), for which the kernel copies no message header. */
static ssize_t write_pieces_to_socket(int fd, struct iovec *pieces, size_t count) {
	if (count == 1)
		return send(fd, pieces->iov_base, pieces->iov_len, MSG_NOSIGNAL);
	const struct msghdr message = { .msg_iov = pieces, .msg_iovlen = count };
	return sendmsg(fd, &message, MSG_NOSIGNAL);
}

/* Leaves a SIGPIPE that was already pending before the call. */
static ssize_t write_pieces_to_pipe(int fd, const struct iovec *pieces, size_t count) {
	static const struct timespec at_once;
	sigset_t pipe_set, pending, old;
	sigemptyset(&pipe_set);
	sigaddset(&pipe_set, SIGPIPE);
	pthread_sigmask(SIG_BLOCK, &pipe_set, &old);
	sigpending(&pending);
	ssize_t length = writev(fd, pieces, (int)count);
	int error = errno;
	if (length < 0 && error == EPIPE && !sigismember(&pending, SIGPIPE)) {
		while (sigtimedwait(&pipe_set, NULL, &at_once) < 0 && errno == EINTR)
			continue;
	}
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	errno = error;
	return length;
}

ssize_t oriel__write_pieces(int fd, bool is_socket, struct iovec *pieces, size_t count) {
	ssize_t length;
	do
		length = is_socket ? write_pieces_to_socket(fd, pieces, count) :
							write_pieces_to_pipe(fd, pieces, count);
	while (length < 0 && errno == EINTR);
	return length;
}
