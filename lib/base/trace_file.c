/* SPDX-License-Identifier: MIT */
/*
 * Writing trace events. Source: "Trace Event Format" of the Chromium project: complete events (X), flows (s, f) and names of threads (M), in
 * an array. An arrow has a number of its own, and stands one nanosecond behind the beginnings of the slices that it ties.
 */
#include "base/trace-file-internal.h"

#include "base/alloc-internal.h"
#include "base/utf8-internal.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { BUFFER_SIZE = 64 * 1024, LINE_SIZE = 4096, TEXT_SIZE = 1024 };

struct oriel__trace_file {
	atomic_size_t references;
	int fd;
	uint64_t max_bytes;
	pthread_mutex_t mutex;
	/* locked: */
	uint64_t bytes, next_flow;
	bool is_full; /* or could not be written */
	size_t length;
	char buffer[BUFFER_SIZE];
};

int64_t oriel__trace_now(void) {
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

uint64_t oriel__trace_thread(void) {
	return (uint64_t)(uintptr_t)&errno;
}

static void flush(struct oriel__trace_file *file) {
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

static void put(struct oriel__trace_file *file, const char *line, size_t length) {
	if (file->is_full)
		return;
	if (file->bytes + length > file->max_bytes) {
		flush(file);
		file->is_full = true;
		return;
	}
	if (file->length + length > BUFFER_SIZE)
		flush(file);
	memcpy(file->buffer + file->length, line, length);
	file->length += length;
	file->bytes += length;
}

struct oriel__trace_file *oriel__trace_file_open(const char *path, uint64_t max_bytes) {
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0644);
	if (fd < 0)
		return NULL;
	struct oriel__trace_file *file = oriel__alloc_zero(1, sizeof(*file));
	atomic_init(&file->references, 1);
	file->fd = fd;
	file->max_bytes = max_bytes;
	pthread_mutex_init(&file->mutex, NULL);
	static const char head[] = "[\n{\"ph\":\"M\",\"pid\":1,\"tid\":0,\"name\":\"process_name\",\"args\":{\"name\":\"Oriel\"}}";
	put(file, head, sizeof(head) - 1);
	return file;
}

struct oriel__trace_file *oriel__trace_file_ref(struct oriel__trace_file *file) {
	if (file != NULL)
		atomic_fetch_add_explicit(&file->references, 1, memory_order_relaxed);
	return file;
}

void oriel__trace_file_unref(struct oriel__trace_file *file) {
	if (file == NULL || atomic_fetch_sub_explicit(&file->references, 1, memory_order_acq_rel) > 1)
		return;
	flush(file);
	file->is_full = false;
	file->max_bytes = UINT64_MAX;
	put(file, "\n]\n", 3);
	flush(file);
	close(file->fd);
	pthread_mutex_destroy(&file->mutex);
	oriel__free(file);
}

/* Escapes text into out, which ends where no more fits. */
static void escape(const char *text, char out[TEXT_SIZE]) {
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

static void put_flow(struct oriel__trace_file *file, struct oriel__trace_point from, int64_t to_ns) {
	char line[LINE_SIZE];
	uint64_t id = ++file->next_flow;
	int length = snprintf(line, sizeof(line),
		",\n{\"ph\":\"s\",\"pid\":1,\"tid\":%" PRIu64 ",\"ts\":%.3f,\"id\":%" PRIu64 ",\"cat\":\"cause\",\"name\":\"cause\"}"
		",\n{\"ph\":\"f\",\"bp\":\"e\",\"pid\":1,\"tid\":%" PRIu64 ",\"ts\":%.3f,\"id\":%" PRIu64 ",\"cat\":\"cause\",\"name\":\"cause\"}",
		from.thread, (double)(from.ns + 1) / 1000, id, oriel__trace_thread(), (double)(to_ns + 1) / 1000, id);
	put(file, line, (size_t)length);
}

static int print_args(const struct oriel__trace_slice *slice, char *out, size_t size) {
	char site[TEXT_SIZE], text[TEXT_SIZE];
	escape(slice->site != NULL ? slice->site : "", site);
	escape(slice->key != NULL ? slice->text : "", text);
	return snprintf(out, size, "{%s%s%s%s%s%s%s%s%s}", slice->site != NULL ? "\"site\":\"" : "", site, slice->site != NULL ? "\"" : "",
		slice->site != NULL && slice->key != NULL ? "," : "", slice->key != NULL ? "\"" : "", slice->key != NULL ? slice->key : "",
		slice->key != NULL ? "\":\"" : "", text, slice->key != NULL ? "\"" : "");
}

void oriel__trace_file_slice(struct oriel__trace_file *file, const struct oriel__trace_slice *slice, struct oriel__trace_point cause) {
	char line[LINE_SIZE], name[TEXT_SIZE], args[2 * TEXT_SIZE + 64];
	escape(slice->name, name);
	print_args(slice, args, sizeof(args));
	int length = snprintf(line, sizeof(line), ",\n{\"ph\":\"X\",\"pid\":1,\"tid\":%" PRIu64 ",\"ts\":%.3f,\"dur\":%.3f,\"cat\":\"%s\",\"name\":\"%s\",\"args\":%s}",
		oriel__trace_thread(), (double)slice->begun_ns / 1000, (double)(slice->ended_ns - slice->begun_ns) / 1000, slice->category, name, args);
	pthread_mutex_lock(&file->mutex);
	put(file, line, (size_t)length);
	if (cause.ns != 0)
		put_flow(file, cause, slice->begun_ns);
	pthread_mutex_unlock(&file->mutex);
}

void oriel__trace_file_name_thread(struct oriel__trace_file *file, const char *name) {
	char line[LINE_SIZE], escaped[TEXT_SIZE];
	escape(name, escaped);
	int length = snprintf(line, sizeof(line), ",\n{\"ph\":\"M\",\"pid\":1,\"tid\":%" PRIu64 ",\"name\":\"thread_name\",\"args\":{\"name\":\"%s\"}}",
		oriel__trace_thread(), escaped);
	pthread_mutex_lock(&file->mutex);
	put(file, line, (size_t)length);
	pthread_mutex_unlock(&file->mutex);
}
