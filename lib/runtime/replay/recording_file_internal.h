/* SPDX-License-Identifier: MIT */
/*
 * The file of a recording: a header, and records of a kind, each with values as its kind has them.
 * Kinds and texts are written once, and then go by number. A reader therefore reads any file whole,
 * also one with kinds that no module of this program has.
 */
#ifndef ORIEL_REPLAY_RECORDING_FILE_INTERNAL_H
#define ORIEL_REPLAY_RECORDING_FILE_INTERNAL_H

#include "loop/external_internal.h"

#include <oriel/runtime/status.h>
#include <stdio.h>

enum {
	ORIEL__RECORDING_TEXT_SIZE = 512,
	ORIEL__RECORDING_MOST_KINDS = 64,
	ORIEL__RECORDING_NAME_SIZE = 64, /* of a kind, with its end */
};

struct oriel__recording_header {
	bool is_virtual;
	int64_t now_ns, tick_ns;
};

struct oriel__recording_record {
	const struct oriel__record_kind *kind; /* NULL: the end of the recording */
	uint64_t silent;                       /* usual values before it */
	uint64_t now;                          /* of an arrival: change of the time */
	bool is_called; /* of an arrival: it came while the program called the platform */
	struct oriel__record_values values;
	size_t offset, size; /* of the whole record in the file */
};

static inline bool oriel__record_is_arrival(const struct oriel__recording_record *record) {
	return record->kind != NULL && record->kind->fields[0] == 'a';
}

/* Kinds of a program and of a file are one kind if they say the same. */
bool oriel__record_kind_is(
	const struct oriel__record_kind *kind, const struct oriel__record_kind *other);

/* ---- Writing ---- */

struct oriel__recording_writer {
	FILE *file;
	unsigned char *bytes;
	size_t count, capacity;
	/* by their number, less 1 */
	const struct oriel__record_kind *kinds[ORIEL__RECORDING_MOST_KINDS];
	size_t kind_count;
	char **texts; /* open addressing by their hash; places holds their numbers */
	uint64_t *places;
	size_t text_count, text_capacity;
	bool has_failed;
};

void oriel__recording_writer_init(struct oriel__recording_writer *writer, FILE *file,
	const struct oriel__recording_header *header);
/* The record's kind is borrowed until the writer is finished. */
void oriel__recording_write(
	struct oriel__recording_writer *writer, const struct oriel__recording_record *record);
void oriel__recording_flush(struct oriel__recording_writer *writer);
/* Closes the file; false if not all of it could be written. */
bool oriel__recording_writer_finish(struct oriel__recording_writer *writer);

/* ---- Reading ---- */

/* A kind as a file has it. */
struct oriel__recording_kind {
	struct oriel__record_kind kind; /* of the two below */
	char name[ORIEL__RECORDING_NAME_SIZE];
	char fields[ORIEL__RECORD_MOST_FIELDS + 1];
};

struct oriel__recording_reader {
	unsigned char *data;
	size_t size, offset, first;
	struct oriel__recording_kind *kinds[ORIEL__RECORDING_MOST_KINDS];
	size_t kinds_seen, kind_count;
	char **texts;
	size_t texts_seen, text_count, text_capacity;
	bool is_cut; /* the file stops before its end */
};

/* Takes data over, and checks all of it. An error names the byte, in text. */
enum oriel_status oriel__recording_reader_init(struct oriel__recording_reader *reader,
	unsigned char *data, size_t size, struct oriel__recording_header *header,
	char text[ORIEL__RECORDING_TEXT_SIZE]);
/* The next record, from the first on; behind the last of a file that was cut comes an end. */
void oriel__recording_read(
	struct oriel__recording_reader *reader, struct oriel__recording_record *record);
/* Back to the first record. */
void oriel__recording_rewind(struct oriel__recording_reader *reader);
void oriel__recording_reader_finish(struct oriel__recording_reader *reader);

/* "dispatch \"click\" \"button.add\"". */
void oriel__recording_describe(const struct oriel__recording_record *record,
	char text[ORIEL__RECORDING_TEXT_SIZE]);

#endif
