/* SPDX-License-Identifier: MIT */
/*
 * The file of a recording: a header, and records whose values are described by their kind. Each
 * kind and each text is written once and is then referred to by number. A reader can therefore read
 * any file completely, even with kinds that no module of this program has.
 */
#ifndef ORIEL_REPLAY_RECORDING_FILE_INTERNAL_H
#define ORIEL_REPLAY_RECORDING_FILE_INTERNAL_H

#include "loop/external_internal.h"

#include <oriel/runtime/status.h>
#include <stdio.h>

enum {
	ORIEL__RECORDING_TEXT_SIZE = 512,
	ORIEL__RECORDING_MOST_KINDS = 64,
	ORIEL__RECORDING_NAME_SIZE = 64, /* of a kind's name, with its NUL */
};

struct oriel__recording_header {
	bool is_virtual;
	int64_t now_ns, tick_ns;
};

struct oriel__recording_record {
	const struct oriel__record_kind *kind; /* NULL at the end of the recording */
	uint64_t silent; /* number of usual values before the record */
	uint64_t now; /* for an arrival: change of the time */
	bool is_called; /* for an arrival: the program was calling the platform */
	struct oriel__record_values values;
	size_t position, size; /* position and size of the whole record in the file */
};

static inline bool oriel__record_is_arrival(const struct oriel__recording_record *record) {
	return record->kind != NULL && record->kind->fields[0] == 'a';
}

/* Returns whether two kinds, of the program or of a file, have the same name and fields. */
bool oriel__record_kind_is(
	const struct oriel__record_kind *kind, const struct oriel__record_kind *other);

/* ---- Writing ---- */

struct oriel__recording_writer {
	FILE *file;
	unsigned char *bytes;
	size_t count, capacity;
	/* indexed by number - 1 */
	const struct oriel__record_kind *kinds[ORIEL__RECORDING_MOST_KINDS];
	size_t kind_count;
	char **texts; /* a hash table with open addressing; places contains numbers of texts */
	uint64_t *places;
	size_t text_count, text_capacity;
	bool has_failed;
};

void oriel__recording_writer_init(struct oriel__recording_writer *writer, FILE *file,
	const struct oriel__recording_header *header);
/* Writes a record, whose kind is borrowed until the writer is finished. */
void oriel__recording_write(
	struct oriel__recording_writer *writer, const struct oriel__recording_record *record);
void oriel__recording_flush(struct oriel__recording_writer *writer);
/* Closes the file. Returns false if it could not be written completely. */
bool oriel__recording_writer_finish(struct oriel__recording_writer *writer);

/* ---- Reading ---- */

/* A kind, as read from a file. */
struct oriel__recording_kind {
	struct oriel__record_kind kind; /* points to the two arrays below */
	char name[ORIEL__RECORDING_NAME_SIZE];
	char fields[ORIEL__RECORD_MOST_FIELDS + 1];
};

struct oriel__recording_reader {
	unsigned char *data;
	size_t size, position, first;
	struct oriel__recording_kind *kinds[ORIEL__RECORDING_MOST_KINDS];
	size_t kinds_seen, kind_count;
	char **texts;
	size_t texts_seen, text_count, text_capacity;
	bool is_cut; /* the file ends without an end mark */
};

/* Takes over data and checks it completely. text receives an error message with the position of the
 * byte. */
enum oriel_status oriel__recording_reader_init(struct oriel__recording_reader *reader,
	unsigned char *data, size_t size, struct oriel__recording_header *header,
	char text[ORIEL__RECORDING_TEXT_SIZE]);
/* Reads the next record, beginning with the first. A file without an end mark yields an end after
 * its last record. */
void oriel__recording_read(
	struct oriel__recording_reader *reader, struct oriel__recording_record *record);
/* Returns to the first record. */
void oriel__recording_rewind(struct oriel__recording_reader *reader);
void oriel__recording_reader_finish(struct oriel__recording_reader *reader);

/* Describes a record, e.g. "dispatch \"click\" \"button.add\"". */
void oriel__recording_describe(const struct oriel__recording_record *record,
	char text[ORIEL__RECORDING_TEXT_SIZE]);

#endif
