/* SPDX-License-Identifier: MIT */
/*
 * Writing and reading the file of a recording. Numbers are in groups of seven bits, the lowest
 * first; a record is how many usual answers came before it, its kind, and the fields of that kind;
 * a text is the number of one that came before, or the next number, its length and its bytes.
 *
 * A file is checked whole before its first record is used: what is read afterwards is known to be
 * sound. One that stops within a record is that of a program that died, and good up to there.
 */
#include "loop/tape_file_internal.h"

#include "base/alloc_internal.h"

#include <oriel/runtime/log.h>
#include <string.h>

static const char magic[] = "oriel recording\n";

enum { VERSION = 2, HEADER_VIRTUAL = 1, FLUSH_BYTES = 1 << 16 };

/* Fields: i a number that may be below 0, u one that is not, t a text, b bytes: their number, and
 * then they. */
static const struct kind {
	const char *name, *fields;
} kinds[ORIEL__TAPE_KINDS] = {
	[ORIEL__TAPE_END] = { "the end", "" },
	[ORIEL__TAPE_CLOCK] = { "a reading of the clock", "ii" },
	[ORIEL__TAPE_TICK] = { "a tick of the clock", "i" },
	[ORIEL__TAPE_WAITING] = { "posts that wait", "i" },
	[ORIEL__TAPE_INPUT] = { "input", "uiuuiuuuuiuuutttuu" },
	[ORIEL__TAPE_POST] = { "post", "tu" },
	[ORIEL__TAPE_POLLED] = { "a poll", "ii" },
	[ORIEL__TAPE_CANCELLED] = { "a cancelled post", "i" },
	[ORIEL__TAPE_WITHDRAWN] = { "a cancelled job", "i" },
	[ORIEL__TAPE_REPORT] = { "reports of a job", "i" },
	[ORIEL__TAPE_DONE] = { "progress of a range", "i" },
	[ORIEL__TAPE_DEPTH] = { "a depth of a queue", "i" },
	[ORIEL__TAPE_THREADS] = { "a number of threads", "i" },
	[ORIEL__TAPE_WINDOW] = { "an answer of the platform", "i" },
	[ORIEL__TAPE_CLIPBOARD] = { "the clipboard", "uuuib" },
	[ORIEL__TAPE_DISPATCH] = { "dispatch", "tt" },
	[ORIEL__TAPE_FRAME] = { "a frame with the hash", "u" },
	[ORIEL__TAPE_OUTSIDE] = { "outside", "t" },
};

static uint64_t tape_file_folded(uint64_t number) {
	return number << 1 ^ (number >> 63 != 0 ? UINT64_MAX : 0);
}

static uint64_t tape_file_unfolded(uint64_t number) {
	return number >> 1 ^ ((number & 1) != 0 ? UINT64_MAX : 0);
}

/* ---- Writing ---- */

static void put_bytes(struct oriel__tape_writer *writer, const void *bytes, size_t count) {
	writer->bytes = oriel__grow(writer->bytes, &writer->capacity, writer->count + count, 1);
	memcpy(writer->bytes + writer->count, bytes, count);
	writer->count += count;
}

static void put_number(struct oriel__tape_writer *writer, uint64_t number) {
	unsigned char bytes[10];
	size_t count = 0;
	for (; number > 0x7f; number >>= 7)
		bytes[count++] = (unsigned char)(0x80 | (number & 0x7f));
	bytes[count++] = (unsigned char)number;
	put_bytes(writer, bytes, count);
}

/* Fowler, Noll and Vo's FNV-1a. */
static size_t tape_file_hash_of(const char *text) {
	uint64_t hash = UINT64_C(14695981039346656037);
	for (; *text != '\0'; text++)
		hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
	return (size_t)hash;
}

static size_t tape_file_place_of(const struct oriel__tape_writer *writer, const char *text) {
	size_t place = tape_file_hash_of(text) & (writer->text_capacity - 1);
	while (writer->texts[place] != NULL && strcmp(writer->texts[place], text) != 0)
		place = (place + 1) & (writer->text_capacity - 1);
	return place;
}

static void grow_texts(struct oriel__tape_writer *writer) {
	enum { FIRST_CAPACITY = 64 };
	struct oriel__tape_writer old = *writer;
	writer->text_capacity = old.text_capacity > 0 ? 2 * old.text_capacity : FIRST_CAPACITY;
	writer->texts = oriel__alloc_zero(writer->text_capacity, sizeof(*writer->texts));
	writer->places = oriel__alloc_zero(writer->text_capacity, sizeof(*writer->places));
	for (size_t i = 0; i < old.text_capacity; i++) {
		if (old.texts[i] == NULL)
			continue;
		size_t place = tape_file_place_of(writer, old.texts[i]);
		writer->texts[place] = old.texts[i];
		writer->places[place] = old.places[i];
	}
	oriel__free(old.texts);
	oriel__free(old.places);
}

static void put_text(struct oriel__tape_writer *writer, const char *text) {
	if (text == NULL) {
		put_number(writer, 0);
		return;
	}
	if (2 * writer->text_count >= writer->text_capacity)
		grow_texts(writer);
	size_t place = tape_file_place_of(writer, text);
	if (writer->texts[place] != NULL) {
		put_number(writer, writer->places[place]);
		return;
	}
	writer->texts[place] = oriel__strdup(text);
	writer->places[place] = ++writer->text_count;
	put_number(writer, writer->text_count);
	put_number(writer, strlen(text));
	put_bytes(writer, text, strlen(text));
}

static void put_counted(struct oriel__tape_writer *writer, const char *bytes, size_t count) {
	put_number(writer, count);
	if (count > 0)
		put_bytes(writer, bytes, count);
}

void oriel__tape_writer_init(
	struct oriel__tape_writer *writer, FILE *file, const struct oriel__tape_header *header) {
	*writer = (struct oriel__tape_writer){ .file = file };
	put_bytes(writer, magic, sizeof(magic) - 1);
	put_number(writer, VERSION);
	put_number(writer, header->is_virtual ? HEADER_VIRTUAL : 0);
	put_number(writer, tape_file_folded((uint64_t)header->now_ns));
	put_number(writer, tape_file_folded((uint64_t)header->tick_ns));
	oriel__tape_flush(writer);
}

void oriel__tape_write(struct oriel__tape_writer *writer, const struct oriel__tape_record *record) {
	put_number(writer, record->silent);
	put_number(writer, record->kind);
	const char *fields = kinds[record->kind].fields;
	for (size_t i = 0; fields[i] != '\0'; i++) {
		if (fields[i] == 't') {
			put_text(writer, record->texts[i]);
			continue;
		}
		if (fields[i] == 'b')
			put_counted(writer, record->texts[i], (size_t)record->numbers[i]);
		else
			put_number(writer,
				fields[i] == 'i' ? tape_file_folded(record->numbers[i]) : record->numbers[i]);
	}
	if (writer->count >= FLUSH_BYTES)
		oriel__tape_flush(writer);
}

void oriel__tape_flush(struct oriel__tape_writer *writer) {
	if (writer->count == 0)
		return;
	writer->has_failed |= fwrite(writer->bytes, 1, writer->count, writer->file) != writer->count ||
		fflush(writer->file) != 0;
	writer->count = 0;
}

bool oriel__tape_writer_finish(struct oriel__tape_writer *writer) {
	oriel__tape_flush(writer);
	writer->has_failed |= fclose(writer->file) != 0;
	for (size_t i = 0; i < writer->text_capacity; i++)
		oriel__free(writer->texts[i]);
	oriel__free(writer->texts);
	oriel__free(writer->places);
	oriel__free(writer->bytes);
	return !writer->has_failed;
}

/* ---- Reading ---- */

/* SHORT: the file stops there. */
enum answer { SOUND, SHORT, WRONG };

static enum answer get_number(struct oriel__tape_reader *reader, uint64_t *number) {
	*number = 0;
	for (unsigned shift = 0; shift < 64; shift += 7) {
		if (reader->at == reader->size)
			return SHORT;
		unsigned char byte = reader->data[reader->at++];
		if (shift == 63 && byte > 1)
			return WRONG;
		*number |= (uint64_t)(byte & 0x7f) << shift;
		if (byte <= 0x7f)
			return SOUND;
	}
	return WRONG;
}

static enum answer get_new_text(struct oriel__tape_reader *reader) {
	uint64_t length;
	enum answer answer = get_number(reader, &length);
	if (answer != SOUND)
		return answer;
	if (length > reader->size - reader->at)
		return SHORT;
	const unsigned char *bytes = reader->data + reader->at;
	if (memchr(bytes, '\0', (size_t)length) != NULL)
		return WRONG;
	reader->at += (size_t)length;
	if (reader->seen++ < reader->text_count)
		return SOUND;
	reader->texts = oriel__grow(
		reader->texts, &reader->text_capacity, reader->text_count + 1, sizeof(*reader->texts));
	char *text = oriel__alloc((size_t)length + 1);
	memcpy(text, bytes, (size_t)length);
	text[length] = '\0';
	reader->texts[reader->text_count++] = text;
	return SOUND;
}

static enum answer get_text(
	struct oriel__tape_reader *reader, uint64_t *number, const char **text) {
	enum answer answer = get_number(reader, number);
	if (answer != SOUND)
		return answer;
	if (*number > reader->seen + 1)
		return WRONG;
	if (*number == reader->seen + 1)
		answer = get_new_text(reader);
	*text = answer == SOUND && *number > 0 ? reader->texts[*number - 1] : NULL;
	return answer;
}

/* Bytes stay where the file was read to. */
static enum answer get_counted(
	struct oriel__tape_reader *reader, uint64_t *count, const char **bytes) {
	enum answer answer = get_number(reader, count);
	if (answer != SOUND)
		return answer;
	if (*count > reader->size - reader->at)
		return SHORT;
	*bytes = (const char *)reader->data + reader->at;
	reader->at += (size_t)*count;
	return SOUND;
}

static enum answer get_field(
	struct oriel__tape_reader *reader, char type, uint64_t *number, const char **text) {
	if (type == 't')
		return get_text(reader, number, text);
	if (type == 'b')
		return get_counted(reader, number, text);
	enum answer answer = get_number(reader, number);
	if (type == 'i')
		*number = tape_file_unfolded(*number);
	return answer;
}

static enum answer get_record(
	struct oriel__tape_reader *reader, struct oriel__tape_record *record) {
	uint64_t kind;
	*record = (struct oriel__tape_record){ .at = reader->at };
	enum answer answer = get_number(reader, &record->silent);
	if (answer == SOUND)
		answer = get_number(reader, &kind);
	if (answer != SOUND)
		return answer;
	if (kind >= ORIEL__TAPE_KINDS)
		return WRONG;
	record->kind = (enum oriel__tape_kind)kind;
	const char *fields = kinds[kind].fields;
	for (size_t i = 0; fields[i] != '\0' && answer == SOUND; i++)
		answer = get_field(reader, fields[i], &record->numbers[i], &record->texts[i]);
	record->size = reader->at - record->at;
	return answer;
}

static bool get_header(
	struct oriel__tape_reader *reader, struct oriel__tape_header *header, uint64_t *version) {
	const size_t length = sizeof(magic) - 1;
	uint64_t flags, now, tick;
	if (reader->size < length || memcmp(reader->data, magic, length) != 0)
		return false;
	reader->at = length;
	if (get_number(reader, version) != SOUND)
		return false;
	if (*version != VERSION)
		return true;
	if (get_number(reader, &flags) != SOUND || get_number(reader, &now) != SOUND ||
		get_number(reader, &tick) != SOUND || flags > HEADER_VIRTUAL)
		return false;
	*header = (struct oriel__tape_header){ flags == HEADER_VIRTUAL,
		(int64_t)tape_file_unfolded(now), (int64_t)tape_file_unfolded(tick) };
	return true;
}

/* Cuts what follows the last whole record. */
static bool check_records(struct oriel__tape_reader *reader, char text[ORIEL__TAPE_TEXT_SIZE]) {
	struct oriel__tape_record record;
	enum answer answer;
	do {
		answer = get_record(reader, &record);
	} while (answer == SOUND && record.kind != ORIEL__TAPE_END);
	if (answer == WRONG) {
		snprintf(text, ORIEL__TAPE_TEXT_SIZE,
			"it is damaged at byte %zu, in the record that begins at byte %zu", reader->at,
			record.at);
		return false;
	}
	reader->is_cut = answer == SHORT;
	if (answer == SOUND && reader->at < reader->size) {
		snprintf(text, ORIEL__TAPE_TEXT_SIZE, "%zu bytes follow its end at byte %zu",
			reader->size - reader->at, reader->at);
		return false;
	}
	if (reader->is_cut)
		reader->size = record.at;
	return true;
}

enum oriel_status oriel__tape_reader_init(struct oriel__tape_reader *reader, unsigned char *data,
	size_t size, struct oriel__tape_header *header, char text[ORIEL__TAPE_TEXT_SIZE]) {
	uint64_t version = VERSION;
	*reader = (struct oriel__tape_reader){ .data = data, .size = size };
	if (!get_header(reader, header, &version)) {
		snprintf(text, ORIEL__TAPE_TEXT_SIZE, "it does not begin as a recording does");
		return ORIEL_SYNTAX_ERROR;
	}
	if (version != VERSION) {
		snprintf(text, ORIEL__TAPE_TEXT_SIZE,
			"it is of version %llu, and this is for version %d; record it anew",
			(unsigned long long)version, VERSION);
		return ORIEL_TYPE_MISMATCH_ERROR;
	}
	size_t first = reader->at;
	if (!check_records(reader, text))
		return ORIEL_SYNTAX_ERROR;
	reader->at = first;
	reader->seen = 0;
	return ORIEL_OK;
}

void oriel__tape_read(struct oriel__tape_reader *reader, struct oriel__tape_record *record) {
	if (reader->at == reader->size) {
		*record = (struct oriel__tape_record){ .kind = ORIEL__TAPE_END, .at = reader->at };
		return;
	}
	enum answer answer = get_record(reader, record);
	ORIEL_ASSERT(answer == SOUND,
		"oriel_replay_start: a record at byte %zu is not as it was when it was checked",
		record->at);
}

void oriel__tape_reader_finish(struct oriel__tape_reader *reader) {
	for (size_t i = 0; i < reader->text_count; i++)
		oriel__free(reader->texts[i]);
	oriel__free(reader->texts);
	oriel__free(reader->data);
}

void oriel__tape_describe(
	const struct oriel__tape_record *record, char text[ORIEL__TAPE_TEXT_SIZE]) {
	const char *fields = kinds[record->kind].fields;
	int length = snprintf(text, ORIEL__TAPE_TEXT_SIZE, "%s", kinds[record->kind].name);
	for (size_t i = 0; fields[i] != '\0' && length < ORIEL__TAPE_TEXT_SIZE; i++) {
		size_t room = ORIEL__TAPE_TEXT_SIZE - (size_t)length;
		if (fields[i] == 't' && record->texts[i] != NULL)
			length += snprintf(text + length, room, " \"%s\"", record->texts[i]);
		else if (fields[i] == 'i')
			length += snprintf(text + length, room, " %lld", (long long)record->numbers[i]);
		else if (fields[i] == 'b')
			length += snprintf(
				text + length, room, ", %llu bytes", (unsigned long long)record->numbers[i]);
		else if (fields[i] == 'u')
			length += snprintf(
				text + length, room, " %llu", (unsigned long long)record->numbers[i]);
	}
}
