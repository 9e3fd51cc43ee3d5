/* SPDX-License-Identifier: MIT */
/* The sentence of an assertion comes back through a pipe from the copy of the process that failed
 * it. See death.h. */
#include "death.h"

#include "test.h"

#include <oriel/runtime/log.h>

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { RETURNED = 1 };

static void tell(const char *sentence, void *data) {
	ssize_t written = write(*(const int *)data, sentence, strlen(sentence));
	_exit(written < 0 ? RETURNED : 0);
}

static void die(void (*fn)(void *data), void *data, int fd) {
	oriel_set_assert_hook(tell, &fd);
	fn(data);
	_exit(RETURNED);
}

const char *sentence_of_death(void (*fn)(void *data), void *data) {
	static char sentence[4096];
	int fds[2], status = 0;
	size_t length = 0;
	ssize_t count = 1;
	assert_int_equal(pipe(fds), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0)
		die(fn, data, fds[1]);
	close(fds[1]);
	for (; count > 0 && length < sizeof(sentence) - 1; length += count > 0 ? (size_t)count : 0)
		count = read(fds[0], sentence + length, sizeof(sentence) - 1 - length);
	close(fds[0]);
	sentence[length] = '\0';
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	return sentence;
}
