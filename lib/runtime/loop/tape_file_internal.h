/* SPDX-License-Identifier: MIT */
/*
 * The file of a recording: a header, and records of a kind, each with fields as its kind has them.
 * Texts are written once, and then go by number.
 */
#ifndef ORIEL_LOOP_TAPE_FILE_INTERNAL_H
#define ORIEL_LOOP_TAPE_FILE_INTERNAL_H

#include "loop/tape_internal.h"

#include <stdio.h>

enum { ORIEL__TAPE_MOST_FIELDS = 18, ORIEL__TAPE_TEXT_SIZE = 512 };

struct oriel__tape_header {
	bool is_virtual;
	int64_t now_ns, tick_ns;
};

/* What a record says; of a text, the number in numbers and the text in texts. */
struct oriel__tape_record {
	enum oriel__tape_kind kind;
	uint64_t silent; /* usual answers before it */
	uint64_t numbers[ORIEL__TAPE_MOST_FIELDS];
	const char *texts[ORIEL__TAPE_MOST_FIELDS]; /* may be NULL */
	size_t at, size; /* of the whole record in the file */
};

/* ---- Writing ---- */

struct oriel__tape_writer {
	FILE *file;
	unsigned char *bytes;
	size_t count, capacity;
	char **texts; /* open addressing by their hash; places holds their numbers */
	uint64_t *places;
	size_t text_count, text_capacity;
	bool has_failed;
};

void oriel__tape_writer_init(
	struct oriel__tape_writer *writer, FILE *file, const struct oriel__tape_header *header);
void oriel__tape_write(struct oriel__tape_writer *writer, const struct oriel__tape_record *record);
void oriel__tape_flush(struct oriel__tape_writer *writer);
/* Closes the file; false if not all of it could be written. */
bool oriel__tape_writer_finish(struct oriel__tape_writer *writer);

/* ---- Reading ---- */

struct oriel__tape_reader {
	unsigned char *data;
	size_t size, at;
	char **texts;
	size_t seen, text_count, text_capacity;
	bool is_cut; /* the file stops before its END */
};

/* Takes data over, and checks all of it. An error names the byte, in text. */
enum oriel_status oriel__tape_reader_init(struct oriel__tape_reader *reader, unsigned char *data,
	size_t size, struct oriel__tape_header *header, char text[ORIEL__TAPE_TEXT_SIZE]);
/* The next record, from the first on; behind the last of a file that was cut comes an END. */
void oriel__tape_read(struct oriel__tape_reader *reader, struct oriel__tape_record *record);
void oriel__tape_reader_finish(struct oriel__tape_reader *reader);

/* "dispatch \"click\" \"button.add\"". */
void oriel__tape_describe(
	const struct oriel__tape_record *record, char text[ORIEL__TAPE_TEXT_SIZE]);

#endif
