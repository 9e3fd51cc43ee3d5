/* SPDX-License-Identifier: MIT */
/*
 * Opening does not wait for the other end of a FIFO, and does not follow a symbolic link. The
 * opened file is checked before it is read. A file that changes after the listing is therefore
 * detected.
 */
#include "count.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tally.h"

enum { PIECE = 32 * 1024, LOOKED_AT = 8 * 1024 };

static struct count failed(int error) {
	return (struct count){ .outcome = error == ELOOP ? OUTCOME_NO_FILE : OUTCOME_FAILED,
		.error = error };
}

/* Fills the piece up to the end of the file: the first full piece shows whether the file is binary.
 * @return bytes, or -1 */
static ssize_t read_piece(int fd, unsigned char *piece) {
	size_t length = 0;
	while (length < PIECE) {
		ssize_t got = read(fd, piece + length, PIECE - length);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (got == 0)
			break;
		length += (size_t)got;
	}
	return (ssize_t)length;
}

static bool is_binary(const unsigned char *piece, size_t length) {
	return memchr(piece, '\0', length < LOOKED_AT ? length : LOOKED_AT) != NULL;
}

static struct count count_pieces(int fd, const oriel_job *job) {
	struct tally tally = { 0 };
	struct count count = { .outcome = OUTCOME_COUNTED };
	unsigned char piece[PIECE];
	ssize_t length = PIECE;
	while (length == PIECE) {
		if (job && oriel_job_is_cancelled(job))
			return (struct count){ .outcome = OUTCOME_CANCELLED };
		length = read_piece(fd, piece);
		if (length < 0)
			return failed(errno);
		if (count.bytes == 0 && is_binary(piece, (size_t)length))
			return (struct count){ .outcome = OUTCOME_BINARY };
		tally_add(&tally, piece, (size_t)length);
		count.bytes += (uint64_t)length;
	}
	count.words = tally.words;
	return count;
}

struct count count_file(const char *path, const oriel_job *job) {
	struct stat st;
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC);
	if (fd < 0)
		return failed(errno);
	struct count count = fstat(fd, &st) != 0 ? failed(errno) :
		S_ISREG(st.st_mode)                  ? count_pieces(fd, job) :
											(struct count){ .outcome = OUTCOME_NO_FILE };
	close(fd);
	return count;
}
