/* SPDX-License-Identifier: MIT */
/*
 * Writing and reading the file of a recording. Numbers are in groups of seven bits, the lowest
 * first. A record is the count of usual values before it, the number of its kind, and its values.
 *
 * Kinds have numbers from 1 in the order of their first use; 0 ends the recording. The first use is
 * followed by the name and the fields of the kind, each as a length and bytes. A text is the number
 * of an earlier text, or the next number, its length and its bytes; 0 is no text. Bytes are their
 * length and they themselves. An arrival is the change of the time, and whether it was called.
 *
 * A file is checked whole before its first record is used: all that is read afterwards is sound. A
 * file that stops within a record is that of a program that died, and good up to there.
 */
#include "replay/recording_file_internal.h"

#include "base/alloc_internal.h"

#include <oriel/runtime/log.h>
#include <string.h>

static const char magic[] = "oriel recording\n";

enum { VERSION = 3, HEADER_VIRTUAL = 1, FLUSH_BYTES = 1 << 16 };

bool oriel__record_kind_is(
	const struct oriel__record_kind *kind, const struct oriel__record_kind *other) {
	return kind == other ||
		(strcmp(kind->name, other->name) == 0 && strcmp(kind->fields, other->fields) == 0);
}

static uint64_t recording_file_folded(uint64_t number) {
	return number << 1 ^ (number >> 63 != 0 ? UINT64_MAX : 0);
}

static uint64_t recording_file_unfolded(uint64_t number) {
	return number >> 1 ^ ((number & 1) != 0 ? UINT64_MAX : 0);
}

/* ---- Writing ---- */

static void put_bytes(struct oriel__recording_writer *writer, const void *bytes, size_t count) {
	writer->bytes = oriel__grow(writer->bytes, &writer->capacity, writer->count + count, 1);
	memcpy(writer->bytes + writer->count, bytes, count);
	writer->count += count;
}

static void put_number(struct oriel__recording_writer *writer, uint64_t number) {
	unsigned char bytes[10];
	size_t count = 0;
	for (; number > 0x7f; number >>= 7)
		bytes[count++] = (unsigned char)(0x80 | (number & 0x7f));
	bytes[count++] = (unsigned char)number;
	put_bytes(writer, bytes, count);
}

/* Fowler, Noll and Vo's FNV-1a. */
static size_t recording_file_hash_of(const char *text) {
	uint64_t hash = UINT64_C(14695981039346656037);
	for (; *text != '\0'; text++)
		hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
	return (size_t)hash;
}

static size_t recording_file_place_of(
	const struct oriel__recording_writer *writer, const char *text) {
	size_t place = recording_file_hash_of(text) & (writer->text_capacity - 1);
	while (writer->texts[place] != NULL && strcmp(writer->texts[place], text) != 0)
		place = (place + 1) & (writer->text_capacity - 1);
	return place;
}

static void grow_texts(struct oriel__recording_writer *writer) {
	enum { FIRST_CAPACITY = 64 };
	struct oriel__recording_writer old = *writer;
	writer->text_capacity = old.text_capacity > 0 ? 2 * old.text_capacity : FIRST_CAPACITY;
	writer->texts = oriel__alloc_zero(writer->text_capacity, sizeof(*writer->texts));
	writer->places = oriel__alloc_zero(writer->text_capacity, sizeof(*writer->places));
	for (size_t i = 0; i < old.text_capacity; i++) {
		if (old.texts[i] == NULL)
			continue;
		size_t place = recording_file_place_of(writer, old.texts[i]);
		writer->texts[place] = old.texts[i];
		writer->places[place] = old.places[i];
	}
	oriel__free(old.texts);
	oriel__free(old.places);
}

static void put_text(struct oriel__recording_writer *writer, const char *text) {
	if (text == NULL) {
		put_number(writer, 0);
		return;
	}
	if (2 * writer->text_count >= writer->text_capacity)
		grow_texts(writer);
	size_t place = recording_file_place_of(writer, text);
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

static void put_counted(struct oriel__recording_writer *writer, const char *bytes, size_t count) {
	put_number(writer, count);
	if (count > 0)
		put_bytes(writer, bytes, count);
}

void oriel__recording_writer_init(struct oriel__recording_writer *writer, FILE *file,
	const struct oriel__recording_header *header) {
	*writer = (struct oriel__recording_writer){ .file = file };
	put_bytes(writer, magic, sizeof(magic) - 1);
	put_number(writer, VERSION);
	put_number(writer, header->is_virtual ? HEADER_VIRTUAL : 0);
	put_number(writer, recording_file_folded((uint64_t)header->now_ns));
	put_number(writer, recording_file_folded((uint64_t)header->tick_ns));
	oriel__recording_flush(writer);
}

static void put_kind(
	struct oriel__recording_writer *writer, const struct oriel__record_kind *kind) {
	size_t number = 0;
	while (number < writer->kind_count && writer->kinds[number] != kind)
		number++;
	put_number(writer, number + 1);
	if (number < writer->kind_count)
		return;
	ORIEL_ASSERT(writer->kind_count < ORIEL__RECORDING_MOST_KINDS,
		"oriel_record_start: the kind of records \"%s\" is one too many; raise "
		"ORIEL__RECORDING_MOST_KINDS",
		kind->name);
	writer->kinds[writer->kind_count++] = kind;
	put_counted(writer, kind->name, strlen(kind->name));
	put_counted(writer, kind->fields, strlen(kind->fields));
}

static void put_field(
	struct oriel__recording_writer *writer, char type, uint64_t number, const char *text) {
	if (type == 't')
		put_text(writer, text);
	else if (type == 'b')
		put_counted(writer, text, (size_t)number);
	else
		put_number(writer, type == 'i' ? recording_file_folded(number) : number);
}

void oriel__recording_write(
	struct oriel__recording_writer *writer, const struct oriel__recording_record *record) {
	const struct oriel__record_values *values = &record->values;
	put_number(writer, record->silent);
	if (record->kind == NULL) {
		put_number(writer, 0);
		return;
	}
	put_kind(writer, record->kind);
	const char *fields = record->kind->fields;
	size_t first = oriel__record_is_arrival(record);
	if (first > 0) {
		put_number(writer, recording_file_folded(record->now));
		put_number(writer, record->is_called);
	}
	for (size_t i = first; fields[i] != '\0'; i++)
		put_field(writer, fields[i], values->numbers[i], values->texts[i]);
	if (writer->count >= FLUSH_BYTES)
		oriel__recording_flush(writer);
}

void oriel__recording_flush(struct oriel__recording_writer *writer) {
	if (writer->count == 0)
		return;
	writer->has_failed |= fwrite(writer->bytes, 1, writer->count, writer->file) != writer->count ||
		fflush(writer->file) != 0;
	writer->count = 0;
}

bool oriel__recording_writer_finish(struct oriel__recording_writer *writer) {
	oriel__recording_flush(writer);
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

static enum answer get_number(struct oriel__recording_reader *reader, uint64_t *number) {
	*number = 0;
	for (unsigned shift = 0; shift < 64; shift += 7) {
		if (reader->offset == reader->size)
			return SHORT;
		unsigned char byte = reader->data[reader->offset++];
		if (shift == 63 && byte > 1)
			return WRONG;
		*number |= (uint64_t)(byte & 0x7f) << shift;
		if (byte <= 0x7f)
			return SOUND;
	}
	return WRONG;
}

static enum answer get_new_text(struct oriel__recording_reader *reader) {
	uint64_t length;
	enum answer answer = get_number(reader, &length);
	if (answer != SOUND)
		return answer;
	if (length > reader->size - reader->offset)
		return SHORT;
	const unsigned char *bytes = reader->data + reader->offset;
	if (memchr(bytes, '\0', (size_t)length) != NULL)
		return WRONG;
	reader->offset += (size_t)length;
	if (reader->texts_seen++ < reader->text_count)
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
	struct oriel__recording_reader *reader, uint64_t *number, const char **text) {
	enum answer answer = get_number(reader, number);
	if (answer != SOUND)
		return answer;
	if (*number > reader->texts_seen + 1)
		return WRONG;
	if (*number == reader->texts_seen + 1)
		answer = get_new_text(reader);
	*text = answer == SOUND && *number > 0 ? reader->texts[*number - 1] : NULL;
	return answer;
}

/* Bytes stay where the file was read to. */
static enum answer get_counted(
	struct oriel__recording_reader *reader, uint64_t *count, const char **bytes) {
	enum answer answer = get_number(reader, count);
	if (answer != SOUND)
		return answer;
	if (*count > reader->size - reader->offset)
		return SHORT;
	*bytes = (const char *)reader->data + reader->offset;
	reader->offset += (size_t)*count;
	return SOUND;
}

static enum answer get_field(
	struct oriel__recording_reader *reader, char type, uint64_t *number, const char **text) {
	if (type == 't')
		return get_text(reader, number, text);
	if (type == 'b')
		return get_counted(reader, number, text);
	enum answer answer = get_number(reader, number);
	if (type == 'i')
		*number = recording_file_unfolded(*number);
	return answer;
}

/* A text of the file itself, with 1 to size - 1 bytes. */
static enum answer get_name(struct oriel__recording_reader *reader, char *name, size_t size) {
	uint64_t length;
	const char *bytes;
	enum answer answer = get_counted(reader, &length, &bytes);
	if (answer != SOUND)
		return answer;
	if (length == 0 || length >= size || memchr(bytes, '\0', (size_t)length) != NULL)
		return WRONG;
	memcpy(name, bytes, (size_t)length);
	name[length] = '\0';
	return SOUND;
}

/* Kinds of one name would be mistaken for each other. */
static bool recording_file_is_sound_kind(
	const struct oriel__recording_reader *reader, const struct oriel__recording_kind *kind) {
	const char *fields = kind->fields[0] == 'a' ? kind->fields + 1 : kind->fields;
	if (fields[strspn(fields, "iutb")] != '\0')
		return false;
	for (size_t i = 0; i < reader->kind_count; i++) {
		if (strcmp(reader->kinds[i]->name, kind->name) == 0)
			return false;
	}
	return true;
}

static enum answer get_new_kind(struct oriel__recording_reader *reader) {
	struct oriel__recording_kind read;
	if (reader->kinds_seen == ORIEL__RECORDING_MOST_KINDS)
		return WRONG;
	enum answer answer = get_name(reader, read.name, sizeof(read.name));
	if (answer == SOUND)
		answer = get_name(reader, read.fields, sizeof(read.fields));
	if (answer != SOUND)
		return answer;
	if (reader->kinds_seen++ < reader->kind_count)
		return SOUND;
	if (!recording_file_is_sound_kind(reader, &read))
		return WRONG;
	struct oriel__recording_kind *kind = oriel__alloc(sizeof(*kind));
	*kind = read;
	kind->kind = (struct oriel__record_kind){ kind->name, kind->fields };
	reader->kinds[reader->kind_count++] = kind;
	return SOUND;
}

static enum answer get_kind(
	struct oriel__recording_reader *reader, const struct oriel__record_kind **kind) {
	uint64_t number;
	enum answer answer = get_number(reader, &number);
	if (answer != SOUND || number == 0)
		return answer;
	if (number > reader->kinds_seen + 1)
		return WRONG;
	if (number == reader->kinds_seen + 1)
		answer = get_new_kind(reader);
	if (answer == SOUND)
		*kind = &reader->kinds[number - 1]->kind;
	return answer;
}

static enum answer get_arrival(
	struct oriel__recording_reader *reader, struct oriel__recording_record *record) {
	uint64_t is_called = 0;
	enum answer answer = get_field(reader, 'i', &record->now, NULL);
	if (answer == SOUND)
		answer = get_number(reader, &is_called);
	record->is_called = is_called != 0;
	return is_called > 1 ? WRONG : answer;
}

static enum answer get_record(
	struct oriel__recording_reader *reader, struct oriel__recording_record *record) {
	struct oriel__record_values *values = &record->values;
	*record = (struct oriel__recording_record){ .offset = reader->offset };
	enum answer answer = get_number(reader, &record->silent);
	if (answer == SOUND)
		answer = get_kind(reader, &record->kind);
	const char *fields = record->kind != NULL ? record->kind->fields : "";
	size_t first = oriel__record_is_arrival(record);
	if (first > 0)
		answer = get_arrival(reader, record);
	for (size_t i = first; fields[i] != '\0' && answer == SOUND; i++)
		answer = get_field(reader, fields[i], &values->numbers[i], &values->texts[i]);
	record->size = reader->offset - record->offset;
	return answer;
}

static bool get_header(struct oriel__recording_reader *reader,
	struct oriel__recording_header *header, uint64_t *version) {
	const size_t length = sizeof(magic) - 1;
	uint64_t flags, now, tick;
	if (reader->size < length || memcmp(reader->data, magic, length) != 0)
		return false;
	reader->offset = length;
	if (get_number(reader, version) != SOUND)
		return false;
	if (*version != VERSION)
		return true;
	if (get_number(reader, &flags) != SOUND || get_number(reader, &now) != SOUND ||
		get_number(reader, &tick) != SOUND || flags > HEADER_VIRTUAL)
		return false;
	*header = (struct oriel__recording_header){ flags == HEADER_VIRTUAL,
		(int64_t)recording_file_unfolded(now), (int64_t)recording_file_unfolded(tick) };
	return true;
}

/* Cuts what follows the last whole record. */
static bool check_records(
	struct oriel__recording_reader *reader, char text[ORIEL__RECORDING_TEXT_SIZE]) {
	struct oriel__recording_record record;
	enum answer answer;
	do {
		answer = get_record(reader, &record);
	} while (answer == SOUND && record.kind != NULL);
	if (answer == WRONG) {
		snprintf(text, ORIEL__RECORDING_TEXT_SIZE,
			"it is damaged at byte %zu, in the record that begins at byte %zu", reader->offset,
			record.offset);
		return false;
	}
	reader->is_cut = answer == SHORT;
	if (answer == SOUND && reader->offset < reader->size) {
		snprintf(text, ORIEL__RECORDING_TEXT_SIZE, "%zu bytes follow its end at byte %zu",
			reader->size - reader->offset, reader->offset);
		return false;
	}
	if (reader->is_cut)
		reader->size = record.offset;
	return true;
}

enum oriel_status oriel__recording_reader_init(struct oriel__recording_reader *reader,
	unsigned char *data, size_t size, struct oriel__recording_header *header,
	char text[ORIEL__RECORDING_TEXT_SIZE]) {
	uint64_t version = VERSION;
	*reader = (struct oriel__recording_reader){ .data = data, .size = size };
	if (!get_header(reader, header, &version)) {
		snprintf(text, ORIEL__RECORDING_TEXT_SIZE, "it does not begin as a recording does");
		return ORIEL_SYNTAX_ERROR;
	}
	if (version != VERSION) {
		snprintf(text, ORIEL__RECORDING_TEXT_SIZE,
			"it is of version %llu, and this is for version %d; record it anew",
			(unsigned long long)version, VERSION);
		return ORIEL_TYPE_MISMATCH_ERROR;
	}
	reader->first = reader->offset;
	if (!check_records(reader, text))
		return ORIEL_SYNTAX_ERROR;
	oriel__recording_rewind(reader);
	return ORIEL_OK;
}

void oriel__recording_rewind(struct oriel__recording_reader *reader) {
	reader->offset = reader->first;
	reader->texts_seen = reader->kinds_seen = 0;
}

void oriel__recording_read(
	struct oriel__recording_reader *reader, struct oriel__recording_record *record) {
	if (reader->offset == reader->size) {
		*record = (struct oriel__recording_record){ .offset = reader->offset };
		return;
	}
	enum answer answer = get_record(reader, record);
	ORIEL_ASSERT(answer == SOUND,
		"oriel_replay_start: a record at byte %zu is not as it was when it was checked",
		record->offset);
}

void oriel__recording_reader_finish(struct oriel__recording_reader *reader) {
	for (size_t i = 0; i < reader->text_count; i++)
		oriel__free(reader->texts[i]);
	for (size_t i = 0; i < reader->kind_count; i++)
		oriel__free(reader->kinds[i]);
	oriel__free(reader->texts);
	oriel__free(reader->data);
}

void oriel__recording_describe(const struct oriel__recording_record *record,
	char text[ORIEL__RECORDING_TEXT_SIZE]) {
	const struct oriel__record_values *values = &record->values;
	const char *fields = record->kind != NULL ? record->kind->fields : "";
	int length = snprintf(text, ORIEL__RECORDING_TEXT_SIZE, "%s",
		record->kind != NULL ? record->kind->name : "the end");
	for (size_t i = 0; fields[i] != '\0' && length < ORIEL__RECORDING_TEXT_SIZE; i++) {
		size_t room = ORIEL__RECORDING_TEXT_SIZE - (size_t)length;
		unsigned long long number = values->numbers[i];
		if (fields[i] == 't' && values->texts[i] != NULL)
			length += snprintf(text + length, room, " \"%s\"", values->texts[i]);
		else if (fields[i] == 'i')
			length += snprintf(text + length, room, " %lld", (long long)number);
		else if (fields[i] == 'b')
			length += snprintf(text + length, room, ", %llu bytes", number);
		else if (fields[i] == 'u')
			length += snprintf(text + length, room, " %llu", number);
	}
}
