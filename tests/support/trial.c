/* SPDX-License-Identifier: MIT */
/*
 * Plays in processes of their own. See trial.h.
 *
 * Whoever fails may not be able to go on: cmocka leaves a failed assertion by a jump, a sanitizer
 * ends the process. So a copy of the process, made before the first play, waits at a pipe for the
 * seed that failed. What reports to it may run in a signal handler, and calls nothing that may not.
 */
#include "trial.h"
#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define IS_SANITIZED
#endif
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define IS_SANITIZED
#endif

#ifdef IS_SANITIZED
#include <sanitizer/common_interface_defs.h>
#endif

enum { LONGEST_PLAY_S = 60, ENDED_WELL = 0, WENT_WRONG = 1 };

static volatile uint64_t playing; /* the seed; 0: none */
static pid_t copy;                /* that stands by; 0: none */
static int to_copy;
static bool is_trial;

/* ---- Trials ---- */

static void silence(void) {
	int nowhere = open("/dev/null", O_WRONLY);
	dup2(nowhere, STDOUT_FILENO);
	dup2(nowhere, STDERR_FILENO);
}

static void be_trial(
	const struct random_test *test, const uint8_t *steps, size_t count, bool print) {
	is_trial = true;
	playing = 0;
	if (!print)
		silence();
	alarm(LONGEST_PLAY_S);
	bool well = test->play(steps, count, print) && test__log_is_as_announced();
	fflush(NULL);
	_exit(well ? ENDED_WELL : WENT_WRONG);
}

static int wait_for(pid_t child) {
	int status = 0;
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return status;
}

bool trial_play(const struct random_test *test, const uint8_t *steps, size_t count, bool print) {
	fflush(NULL);
	pid_t child = fork();
	if (child < 0)
		return true;
	if (child == 0)
		be_trial(test, steps, count, print);
	int status = wait_for(child);
	bool too_long = WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM;
	return too_long || (WIFEXITED(status) && WEXITSTATUS(status) == ENDED_WELL);
}

void trial_end(void) {
	if (is_trial)
		_exit(WENT_WRONG);
}

/* ---- Standing by ---- */

static size_t put(char *out, const char *text) {
	size_t length = strlen(text);
	memcpy(out, text, length);
	return length;
}

static size_t put_number(char *out, uint64_t number) {
	char digits[20];
	size_t length = 0;
	for (; number > 0 || length == 0; number /= 10)
		digits[length++] = (char)('0' + number % 10);
	for (size_t i = 0; i < length; i++)
		out[i] = digits[length - 1 - i];
	return length;
}

static void say_seed(uint64_t seed) {
	char line[160];
	size_t length = put(line, "this was seed ");
	length += put_number(line + length, seed);
	length += put(line + length, "; play it alone with ORIEL_TEST_SEED=");
	length += put_number(line + length, seed);
	length += put(line + length, "\n");
	if (write(STDERR_FILENO, line, length) < 0)
		return;
}

void stand_by_dismiss(void) {
	pid_t child = copy;
	playing = 0;
	copy = 0;
	if (child == 0)
		return;
	close(to_copy);
	wait_for(child);
}

void stand_by_report(void) {
	uint64_t seed = playing;
	if (seed != 0) {
		say_seed(seed);
		if (copy != 0 && write(to_copy, &seed, sizeof(seed)) < 0)
			return;
	}
	stand_by_dismiss();
}

static void on_death(void) {
	if (!is_trial)
		stand_by_report();
}

static void on_abort(int signal_number) {
	on_death();
	signal(signal_number, SIG_DFL);
}

static void wait_for_seed(int from, const struct random_test *test,
	void (*cut_down)(const struct random_test *test, uint64_t seed)) {
	uint64_t seed;
	ssize_t got;
	while ((got = read(from, &seed, sizeof(seed))) < 0 && errno == EINTR)
		;
	if (got == (ssize_t)sizeof(seed))
		cut_down(test, seed);
	fflush(NULL);
	_exit(0);
}

void stand_by(const struct random_test *test,
	void (*cut_down)(const struct random_test *test, uint64_t seed)) {
	int ends[2];
	stand_by_dismiss();
	assert_int_equal(pipe(ends), 0);
	fflush(NULL);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		close(ends[1]);
		wait_for_seed(ends[0], test, cut_down);
	}
	close(ends[0]);
	to_copy = ends[1];
	copy = child;
	signal(SIGABRT, on_abort);
#ifdef IS_SANITIZED
	__sanitizer_set_death_callback(on_death);
#endif
}

void stand_by_for(uint64_t seed) {
	playing = seed;
}
