/* SPDX-License-Identifier: MIT */
/*
 * The process's hooks for log lines and assertions, and their defaults: a line on standard error,
 * and an abort.
 *
 * The hooks are globals without a lock: a program sets them before its first loop, and later they
 * are only read. Each line is formatted in one buffer on the stack and written by one call, so that
 * lines of several threads do not mix.
 */
#include <oriel/runtime/log.h>

#include "base/utf8_internal.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_LINE = 4000, THRESHOLD_UNKNOWN = -1 };

static oriel_log_fn *log_hook;
static void *log_data;
static oriel_assert_fn *assert_hook;
static void *assert_data;
static atomic_int log_threshold = THRESHOLD_UNKNOWN;

void oriel_set_log_hook(oriel_log_fn *hook, void *data) {
	log_hook = hook;
	log_data = data;
}

void oriel_set_assert_hook(oriel_assert_fn *hook, void *data) {
	assert_hook = hook;
	assert_data = data;
}

static int threshold_from_environment(void) {
	const char *wanted = getenv("ORIEL_LOG");
	if (wanted != NULL && strcmp(wanted, "debug") == 0)
		return ORIEL_LOG_DEBUG;
	if (wanted != NULL && strcmp(wanted, "info") == 0)
		return ORIEL_LOG_INFO;
	return ORIEL_LOG_WARNING;
}

static bool log_is_wanted(enum oriel_log_level level) {
	int threshold = atomic_load_explicit(&log_threshold, memory_order_relaxed);
	if (threshold == THRESHOLD_UNKNOWN) {
		threshold = threshold_from_environment();
		atomic_store_explicit(&log_threshold, threshold, memory_order_relaxed);
	}
	return (int)level >= threshold;
}

static const char *level_name(enum oriel_log_level level) {
	switch (level) {
	case ORIEL_LOG_DEBUG: return "debug";
	case ORIEL_LOG_INFO: return "info";
	case ORIEL_LOG_WARNING: return "warning";
	case ORIEL_LOG_ERROR: break;
	}
	return "error";
}

/* Fills line, which holds MAX_LINE + 1 bytes. A line that is too long is cut at the beginning of a
 * character. */
static ORIEL_PRINTF(2, 0) void log_format_line(char *line, const char *format, va_list args) {
	int length = vsnprintf(line, MAX_LINE + 1, format, args);
	if (length < 0)
		snprintf(line, MAX_LINE + 1, "a message that cannot be formatted: %s", format);
	else if (length > MAX_LINE)
		line[oriel__utf8_floor(line, MAX_LINE, MAX_LINE - 1)] = '\0';
}

void oriel_log(enum oriel_log_level level, const char *format, ...) {
	char line[MAX_LINE + 1];
	va_list args;

	if (!log_is_wanted(level))
		return;
	va_start(args, format);
	log_format_line(line, format, args);
	va_end(args);
	if (log_hook != NULL)
		log_hook(level, line, log_data);
	else
		fprintf(stderr, "oriel: %s: %s\n", level_name(level), line);
}

void oriel_assert_fail(const char *site, const char *format, ...) {
	char line[MAX_LINE + 1];
	char sentence[MAX_LINE + 256];
	va_list args;

	va_start(args, format);
	log_format_line(line, format, args);
	va_end(args);
	snprintf(sentence, sizeof(sentence), "%.200s: %s", site, line);
	if (assert_hook != NULL)
		assert_hook(sentence, assert_data);
	else
		fprintf(stderr, "oriel: assertion failed: %s\n", sentence);
	abort();
}
