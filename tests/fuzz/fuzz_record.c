/* SPDX-License-Identifier: MIT */
/*
 * Recordings: any bytes are refused with a reason, or read to their end and written again with the
 * same records. What is accepted can be replayed by a loop that does nothing, and that ends.
 */
#include "base/alloc_internal.h"
#include "replay/recording_state_internal.h"

#include <oriel/runtime/log.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/record.h>

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition) {
	if (!condition)
		abort();
}

static unsigned char *copy_of(const uint8_t *data, size_t size) {
	unsigned char *copy = oriel__alloc(size + 1);
	if (size > 0)
		memcpy(copy, data, size);
	return copy;
}

static bool is_same_text(const char *a, const char *b) {
	return (a == NULL) == (b == NULL) && (a == NULL || strcmp(a, b) == 0);
}

static bool is_same_kind(const struct oriel__record_kind *a, const struct oriel__record_kind *b) {
	return (a == NULL) == (b == NULL) && (a == NULL || oriel__record_kind_is(a, b));
}

static void require_same(
	const struct oriel__recording_record *a, const struct oriel__recording_record *b) {
	char text[ORIEL__RECORDING_TEXT_SIZE];
	require(is_same_kind(a->kind, b->kind) && a->silent == b->silent);
	require(a->now == b->now && a->is_called == b->is_called);
	const char *fields = a->kind != NULL ? a->kind->fields : "";
	for (size_t i = 0; fields[i] != '\0'; i++) {
		const char *first = a->values.texts[i], *second = b->values.texts[i];
		uint64_t count = a->values.numbers[i];
		if (fields[i] == 't')
			require(is_same_text(first, second));
		else
			require(count == b->values.numbers[i]);
		if (fields[i] == 'b')
			require(memcmp(first, second, (size_t)count) == 0);
	}
	oriel__recording_describe(a, text);
}

/* What is read is written, and what was written is read beside it. */
static void check_again(
	struct oriel__recording_reader *reader, const struct oriel__recording_header *header) {
	char *bytes = NULL, reason[ORIEL__RECORDING_TEXT_SIZE];
	size_t size = 0;
	struct oriel__recording_writer writer;
	struct oriel__recording_reader again;
	struct oriel__recording_header header_again;
	struct oriel__recording_record record, record_again;
	oriel__recording_writer_init(&writer, open_memstream(&bytes, &size), header);
	do {
		oriel__recording_read(reader, &record);
		oriel__recording_write(&writer, &record);
	} while (record.kind != NULL);
	require(oriel__recording_writer_finish(&writer));
	require(oriel__recording_reader_init(
				&again, copy_of((uint8_t *)bytes, size), size, &header_again, reason) == ORIEL_OK &&
		!again.is_cut);
	require(header_again.now_ns == header->now_ns && header_again.tick_ns == header->tick_ns &&
		header_again.is_virtual == header->is_virtual);
	oriel__recording_rewind(reader);
	do {
		oriel__recording_read(reader, &record);
		oriel__recording_read(&again, &record_again);
		require_same(&record, &record_again);
	} while (record.kind != NULL);
	oriel__recording_reader_finish(&again);
	free(bytes);
}

static bool has_posts(struct oriel__recording_reader *reader) {
	struct oriel__recording_record record;
	do {
		oriel__recording_read(reader, &record);
	} while (record.kind != NULL && strcmp(record.kind->name, "post") != 0);
	return record.kind != NULL;
}

static void ignore(enum oriel_log_level level, const char *message, void *data) {
}

/* Posts would be waited for in real time. */
static void replay(const uint8_t *data, size_t size) {
	oriel_loop *loop = oriel_loop_new();
	if (oriel__recording_replay(loop, copy_of(data, size), size, "a recording") == ORIEL_OK)
		oriel_loop_run(loop);
	require(oriel_replay_result().state != ORIEL_REPLAY_RUNS);
	oriel_loop_destroy(loop);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	struct oriel__recording_reader reader;
	struct oriel__recording_header header;
	char reason[ORIEL__RECORDING_TEXT_SIZE] = "";
	oriel_set_log_hook(ignore, NULL);
	bool is_sound = oriel__recording_reader_init(
						&reader, copy_of(data, size), size, &header, reason) == ORIEL_OK;
	require(is_sound == (reason[0] == '\0'));
	if (is_sound)
		check_again(&reader, &header);
	oriel__recording_reader_finish(&reader);
	if (is_sound) {
		oriel__recording_reader_init(&reader, copy_of(data, size), size, &header, reason);
		if (!has_posts(&reader))
			replay(data, size);
		oriel__recording_reader_finish(&reader);
	}
	return 0;
}
