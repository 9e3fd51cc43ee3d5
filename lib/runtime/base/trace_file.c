/* SPDX-License-Identifier: MIT */
/*
 * Writes trace events. Source: "Trace Event Format" of the Chromium project: complete events (X),
 * flows (s, f) and names of threads (M), in an array. Each arrow is a flow with its own number. Its
 * ends lie one nanosecond after the beginnings of the two slices, so that viewers find them inside
 * the slices.
 */
#include "base/trace_file_internal.h"

#include "base/alloc_internal.h"
#include "base/utf8_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { BUFFER_SIZE = 64 * 1024, LINE_SIZE = 4096, TEXT_SIZE = 1024 };

struct oriel__trace_file {
	atomic_size_t references;
	int fd;
	uint32_t number;
	uint64_t max_bytes;
	pthread_mutex_t mutex;
	/* the fields below are protected by mutex */
	uint64_t bytes, next_flow;
	bool is_full;    /* max_bytes is reached, or a write failed */
	uint32_t *named; /* threads that have a name in the file */
	size_t named_count, named_capacity;
	size_t length;
	char buffer[BUFFER_SIZE];
};

int64_t oriel__trace_now(void) {
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static void trace_file_flush(struct oriel__trace_file *file) {
	size_t done = 0;
	while (done < file->length && !file->is_full) {
		ssize_t count = write(file->fd, file->buffer + done, file->length - done);
		if (count >= 0)
			done += (size_t)count;
		else if (errno != EINTR)
			file->is_full = true;
	}
	file->length = 0;
}

static void trace_file_put(struct oriel__trace_file *file, const char *line, size_t length) {
	if (file->is_full)
		return;
	if (file->bytes + length > file->max_bytes) {
		trace_file_flush(file);
		file->is_full = true;
		return;
	}
	if (file->length + length > BUFFER_SIZE)
		trace_file_flush(file);
	memcpy(file->buffer + file->length, line, length);
	file->length += length;
	file->bytes += length;
}

/* Opens a file and locks it against other processes: a child process may have inherited the same
 * file name from the environment. Returns -1 if the file cannot be opened or locked. */
static int trace_file_open_locked(const char *path) {
	struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	struct stat status;
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY, 0644);
	if (fd < 0 || fstat(fd, &status) != 0 || !S_ISREG(status.st_mode))
		return fd;
	bool is_ours = fcntl(fd, F_SETLK, &whole) == 0 || (errno != EACCES && errno != EAGAIN);
	if (is_ours && ftruncate(fd, 0) == 0)
		return fd;
	int error = is_ours ? errno : EBUSY;
	close(fd);
	errno = error;
	return -1;
}

struct oriel__trace_file *oriel__trace_file_open(const char *path, uint64_t max_bytes) {
	int fd = trace_file_open_locked(path);
	if (fd < 0)
		return NULL;
	struct oriel__trace_file *file = oriel__alloc_zero(1, sizeof(*file));
	atomic_init(&file->references, 1);
	file->fd = fd;
	file->number = (uint32_t)oriel__trace_now() | 1;
	file->max_bytes = max_bytes;
	pthread_mutex_init(&file->mutex, NULL);
	static const char head[] = "[\n{\"ph\":\"M\",\"pid\":1,\"tid\":0,\"name\":\"process_name\","
							"\"args\":{\"name\":\"Oriel\"}}";
	trace_file_put(file, head, sizeof(head) - 1);
	return file;
}

uint32_t oriel__trace_file_number(const struct oriel__trace_file *file) {
	return file->number;
}

struct oriel__trace_file *oriel__trace_file_ref(struct oriel__trace_file *file) {
	if (file != NULL)
		atomic_fetch_add_explicit(&file->references, 1, memory_order_relaxed);
	return file;
}

void oriel__trace_file_unref(struct oriel__trace_file *file) {
	if (file == NULL || atomic_fetch_sub_explicit(&file->references, 1, memory_order_acq_rel) > 1)
		return;
	trace_file_flush(file);
	file->is_full = false;
	file->max_bytes = UINT64_MAX;
	trace_file_put(file, "\n]\n", 3);
	trace_file_flush(file);
	close(file->fd);
	pthread_mutex_destroy(&file->mutex);
	oriel__free(file->named);
	oriel__free(file);
}

/* Escapes text into out, and cuts text that does not fit. */
static void trace_file_escape(const char *text, char out[TEXT_SIZE]) {
	bool is_utf8 = oriel__utf8_is_valid(text, strlen(text));
	size_t length = 0;
	for (; *text != '\0' && length + 8 < TEXT_SIZE; text++) {
		unsigned char byte = (unsigned char)*text;
		if (byte == '"' || byte == '\\')
			length += (size_t)snprintf(out + length, TEXT_SIZE - length, "\\%c", byte);
		else if (byte < 0x20)
			length += (size_t)snprintf(out + length, TEXT_SIZE - length, "\\u%04x", byte);
		else
			out[length++] = byte >= 0x80 && !is_utf8 ? '?' : (char)byte;
	}
	if (*text != '\0' && is_utf8)
		length = oriel__utf8_floor(out, length, length);
	out[length] = '\0';
}

/* Prints microseconds with three decimals. Integers avoid the decimal comma of some locales. */
#define US "%" PRId64 ".%03d"
#define US_OF(ns) (ns) / 1000, (int)((ns) % 1000)

/* Writes an arrow. The caller holds the mutex. */
static void trace_file_put_arrow(
	struct oriel__trace_file *file, struct oriel__trace_point from, struct oriel__trace_point to) {
	char line[LINE_SIZE];
	if (from.file != file->number || to.file != file->number || from.ns == 0 || to.ns == 0)
		return;
	uint64_t id = ++file->next_flow;
	int length = snprintf(line, sizeof(line),
		",\n{\"ph\":\"s\",\"pid\":1,\"tid\":%" PRIu32 ",\"ts\":" US ",\"id\":%" PRIu64
		",\"cat\":\"cause\",\"name\":\"cause\"}"
		",\n{\"ph\":\"f\",\"bp\":\"e\",\"pid\":1,\"tid\":%" PRIu32 ",\"ts\":" US ",\"id\":%" PRIu64
		",\"cat\":\"cause\",\"name\":\"cause\"}",
		from.thread, US_OF(from.ns + 1), id, to.thread, US_OF(to.ns + 1), id);
	trace_file_put(file, line, (size_t)length);
}

void oriel__trace_file_arrow(
	struct oriel__trace_file *file, struct oriel__trace_point from, struct oriel__trace_point to) {
	pthread_mutex_lock(&file->mutex);
	trace_file_put_arrow(file, from, to);
	pthread_mutex_unlock(&file->mutex);
}

void oriel__trace_file_flow(struct oriel__trace_file *file, struct oriel__trace_point point,
	uint64_t number, bool is_start) {
	char line[LINE_SIZE];
	if (point.file != file->number || point.ns == 0)
		return;
	int length = snprintf(line, sizeof(line),
		",\n{\"ph\":\"%s,\"pid\":1,\"tid\":%" PRIu32 ",\"ts\":" US ",\"id\":\"0x%016" PRIx64
		"\",\"cat\":\"process\",\"name\":\"message\"}",
		is_start ? "s\"" : "f\",\"bp\":\"e\"", point.thread, US_OF(point.ns + 1), number);
	pthread_mutex_lock(&file->mutex);
	trace_file_put(file, line, (size_t)length);
	pthread_mutex_unlock(&file->mutex);
}

static int trace_file_print_args(const struct oriel__trace_slice *slice, char *out, size_t size) {
	char site[TEXT_SIZE], text[TEXT_SIZE];
	trace_file_escape(slice->site != NULL ? slice->site : "", site);
	trace_file_escape(slice->key != NULL ? slice->text : "", text);
	return snprintf(out, size, "{%s%s%s%s%s%s%s%s%s}", slice->site != NULL ? "\"site\":\"" : "",
		site, slice->site != NULL ? "\"" : "", slice->site != NULL && slice->key != NULL ? "," : "",
		slice->key != NULL ? "\"" : "", slice->key != NULL ? slice->key : "",
		slice->key != NULL ? "\":\"" : "", text, slice->key != NULL ? "\"" : "");
}

void oriel__trace_file_slice(struct oriel__trace_file *file, const struct oriel__trace_slice *slice,
	struct oriel__trace_point cause) {
	char line[LINE_SIZE], name[TEXT_SIZE], args[2 * TEXT_SIZE + 64];
	trace_file_escape(slice->name, name);
	trace_file_print_args(slice, args, sizeof(args));
	int length = snprintf(line, sizeof(line),
		",\n{\"ph\":\"X\",\"pid\":1,\"tid\":%" PRIu32 ",\"ts\":" US ",\"dur\":" US
		",\"cat\":\"%s\",\"name\":\"%s\",\"args\":%s}",
		slice->thread, US_OF(slice->begun_ns), US_OF(slice->ended_ns - slice->begun_ns),
		slice->category, name, args);
	pthread_mutex_lock(&file->mutex);
	trace_file_put(file, line, (size_t)length);
	trace_file_put_arrow(
		file, cause, (struct oriel__trace_point){ slice->begun_ns, slice->thread, file->number });
	pthread_mutex_unlock(&file->mutex);
}

static bool trace_file_has_name(const struct oriel__trace_file *file, uint32_t thread) {
	for (size_t i = 0; i < file->named_count; i++)
		if (file->named[i] == thread)
			return true;
	return false;
}

void oriel__trace_file_name_thread(
	struct oriel__trace_file *file, uint32_t thread, const char *name) {
	char line[LINE_SIZE], escaped[TEXT_SIZE];
	trace_file_escape(name, escaped);
	int length = snprintf(line, sizeof(line),
		",\n{\"ph\":\"M\",\"pid\":1,\"tid\":%" PRIu32 ",\"name\":\"thread_name\",\"args\":{"
													"\"name\":\"%s\"}}",
		thread, escaped);
	pthread_mutex_lock(&file->mutex);
	if (!trace_file_has_name(file, thread)) {
		file->named = oriel__grow(
			file->named, &file->named_capacity, file->named_count + 1, sizeof(*file->named));
		file->named[file->named_count++] = thread;
		trace_file_put(file, line, (size_t)length);
	}
	pthread_mutex_unlock(&file->mutex);
}
