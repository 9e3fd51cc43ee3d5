/* SPDX-License-Identifier: MIT */
/*
 * Recordings: any bytes are refused with a reason, or read to their end and written again with the
 * same records. What is accepted can be replayed by a loop that does nothing, and that ends.
 */
#include "base/alloc_internal.h"
#include "loop/tape_state_internal.h"

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

static void require_same(const struct oriel__tape_record *a, const struct oriel__tape_record *b) {
	char text[ORIEL__TAPE_TEXT_SIZE];
	require(a->kind == b->kind && a->silent == b->silent);
	for (size_t i = 0; i < ORIEL__TAPE_MOST_FIELDS; i++)
		require(is_same_text(a->texts[i], b->texts[i]) &&
			(a->texts[i] != NULL || a->numbers[i] == b->numbers[i]));
	oriel__tape_describe(a, text);
}

/* What is read is written, and what was written is read beside it. */
static void check_again(
	struct oriel__tape_reader *reader, const struct oriel__tape_header *header) {
	char *bytes = NULL, reason[ORIEL__TAPE_TEXT_SIZE];
	size_t size = 0;
	struct oriel__tape_writer writer;
	struct oriel__tape_reader again, first = *reader;
	struct oriel__tape_header header_again;
	struct oriel__tape_record record, record_again;
	oriel__tape_writer_init(&writer, open_memstream(&bytes, &size), header);
	do {
		oriel__tape_read(reader, &record);
		oriel__tape_write(&writer, &record);
	} while (record.kind != ORIEL__TAPE_END);
	require(oriel__tape_writer_finish(&writer));
	require(oriel__tape_reader_init(
				&again, copy_of((uint8_t *)bytes, size), size, &header_again, reason) == ORIEL_OK &&
		!again.is_cut);
	require(header_again.now_ns == header->now_ns && header_again.tick_ns == header->tick_ns &&
		header_again.is_virtual == header->is_virtual);
	reader->at = first.at;
	reader->seen = 0;
	do {
		oriel__tape_read(reader, &record);
		oriel__tape_read(&again, &record_again);
		require_same(&record, &record_again);
	} while (record.kind != ORIEL__TAPE_END);
	oriel__tape_reader_finish(&again);
	free(bytes);
}

static bool has_posts(struct oriel__tape_reader *reader) {
	struct oriel__tape_record record;
	do {
		oriel__tape_read(reader, &record);
	} while (record.kind != ORIEL__TAPE_END && record.kind != ORIEL__TAPE_POST);
	return record.kind == ORIEL__TAPE_POST;
}

static void ignore(enum oriel_log_level level, const char *message, void *data) {
}

/* Posts would be waited for in real time. */
static void replay(const uint8_t *data, size_t size) {
	oriel_loop *loop = oriel_loop_new();
	if (oriel__tape_replay(loop, copy_of(data, size), size, "a recording") == ORIEL_OK)
		oriel_loop_run(loop);
	require(oriel_replay_result().state != ORIEL_REPLAY_RUNS);
	oriel_loop_destroy(loop);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	struct oriel__tape_reader reader;
	struct oriel__tape_header header;
	char reason[ORIEL__TAPE_TEXT_SIZE] = "";
	oriel_set_log_hook(ignore, NULL);
	bool is_sound = oriel__tape_reader_init(&reader, copy_of(data, size), size, &header, reason) ==
		ORIEL_OK;
	require(is_sound == (reason[0] == '\0'));
	if (is_sound)
		check_again(&reader, &header);
	oriel__tape_reader_finish(&reader);
	if (is_sound) {
		oriel__tape_reader_init(&reader, copy_of(data, size), size, &header, reason);
		if (!has_posts(&reader))
			replay(data, size);
		oriel__tape_reader_finish(&reader);
	}
	return 0;
}
