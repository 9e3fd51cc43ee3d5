/* SPDX-License-Identifier: MIT */
/*
 * Writes and reads the file of a recording. Numbers are stored in groups of seven bits, the lowest
 * group first. A record consists of the count of usual values before it, the number of its kind,
 * and its values.
 *
 * Kinds are numbered from 1 in the order of their first use; 0 ends the recording. The first use is
 * followed by the kind's name and fields, each as a length and bytes. A text is the number of an
 * earlier text, or the next number followed by length and bytes; 0 stands for NULL. Bytes are a
 * length and the bytes. An arrival begins with the change of the time and a flag: whether the
 * program was calling the platform.
 *
 * The whole file is checked before its first record is used, so later reads need no checks. A file
 * that ends within a record comes from a program that crashed, and is valid up to the last whole
 * record.
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

static void recording_file_put_bytes(
	struct oriel__recording_writer *writer, const void *bytes, size_t count) {
	writer->bytes = oriel__grow(writer->bytes, &writer->capacity, writer->count + count, 1);
	memcpy(writer->bytes + writer->count, bytes, count);
	writer->count += count;
}

static void recording_file_put_number(struct oriel__recording_writer *writer, uint64_t number) {
	unsigned char bytes[10];
	size_t count = 0;
	for (; number > 0x7f; number >>= 7)
		bytes[count++] = (unsigned char)(0x80 | (number & 0x7f));
	bytes[count++] = (unsigned char)number;
	recording_file_put_bytes(writer, bytes, count);
}

/* Returns the FNV-1a hash by Fowler, Noll and Vo. */
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

static void recording_file_grow_texts(struct oriel__recording_writer *writer) {
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

static void recording_file_put_text(struct oriel__recording_writer *writer, const char *text) {
	if (text == NULL) {
		recording_file_put_number(writer, 0);
		return;
	}
	if (2 * writer->text_count >= writer->text_capacity)
		recording_file_grow_texts(writer);
	size_t place = recording_file_place_of(writer, text);
	if (writer->texts[place] != NULL) {
		recording_file_put_number(writer, writer->places[place]);
		return;
	}
	writer->texts[place] = oriel__strdup(text);
	writer->places[place] = ++writer->text_count;
	recording_file_put_number(writer, writer->text_count);
	recording_file_put_number(writer, strlen(text));
	recording_file_put_bytes(writer, text, strlen(text));
}

static void recording_file_put_sized(
	struct oriel__recording_writer *writer, const char *bytes, size_t count) {
	recording_file_put_number(writer, count);
	if (count > 0)
		recording_file_put_bytes(writer, bytes, count);
}

void oriel__recording_writer_init(struct oriel__recording_writer *writer, FILE *file,
	const struct oriel__recording_header *header) {
	*writer = (struct oriel__recording_writer){ .file = file };
	recording_file_put_bytes(writer, magic, sizeof(magic) - 1);
	recording_file_put_number(writer, VERSION);
	recording_file_put_number(writer, header->is_virtual ? HEADER_VIRTUAL : 0);
	recording_file_put_number(writer, recording_file_folded((uint64_t)header->now_ns));
	recording_file_put_number(writer, recording_file_folded((uint64_t)header->tick_ns));
	oriel__recording_flush(writer);
}

static void recording_file_put_kind(
	struct oriel__recording_writer *writer, const struct oriel__record_kind *kind) {
	size_t number = 0;
	while (number < writer->kind_count && writer->kinds[number] != kind)
		number++;
	recording_file_put_number(writer, number + 1);
	if (number < writer->kind_count)
		return;
	ORIEL_ASSERT(writer->kind_count < ORIEL__RECORDING_MOST_KINDS,
		"oriel_record_start: the kind of records \"%s\" is one too many; raise "
		"ORIEL__RECORDING_MOST_KINDS",
		kind->name);
	writer->kinds[writer->kind_count++] = kind;
	recording_file_put_sized(writer, kind->name, strlen(kind->name));
	recording_file_put_sized(writer, kind->fields, strlen(kind->fields));
}

static void recording_file_put_field(
	struct oriel__recording_writer *writer, char type, uint64_t number, const char *text) {
	if (type == 't')
		recording_file_put_text(writer, text);
	else if (type == 'b')
		recording_file_put_sized(writer, text, (size_t)number);
	else
		recording_file_put_number(writer, type == 'i' ? recording_file_folded(number) : number);
}

void oriel__recording_write(
	struct oriel__recording_writer *writer, const struct oriel__recording_record *record) {
	const struct oriel__record_values *values = &record->values;
	recording_file_put_number(writer, record->silent);
	if (record->kind == NULL) {
		recording_file_put_number(writer, 0);
		return;
	}
	recording_file_put_kind(writer, record->kind);
	const char *fields = record->kind->fields;
	size_t first = oriel__record_is_arrival(record);
	if (first > 0) {
		recording_file_put_number(writer, recording_file_folded(record->now));
		recording_file_put_number(writer, record->is_called);
	}
	for (size_t i = first; fields[i] != '\0'; i++)
		recording_file_put_field(writer, fields[i], values->numbers[i], values->texts[i]);
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

/* SHORT: the file ends too early. */
enum read_status { SOUND, SHORT, WRONG };

static enum read_status recording_file_get_number(
	struct oriel__recording_reader *reader, uint64_t *number) {
	*number = 0;
	for (unsigned shift = 0; shift < 64; shift += 7) {
		if (reader->position == reader->size)
			return SHORT;
		unsigned char byte = reader->data[reader->position++];
		if (shift == 63 && byte > 1)
			return WRONG;
		*number |= (uint64_t)(byte & 0x7f) << shift;
		if (byte <= 0x7f)
			return SOUND;
	}
	return WRONG;
}

static enum read_status recording_file_get_new_text(struct oriel__recording_reader *reader) {
	uint64_t length;
	enum read_status status = recording_file_get_number(reader, &length);
	if (status != SOUND)
		return status;
	if (length > reader->size - reader->position)
		return SHORT;
	const unsigned char *bytes = reader->data + reader->position;
	if (memchr(bytes, '\0', (size_t)length) != NULL)
		return WRONG;
	reader->position += (size_t)length;
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

static enum read_status recording_file_get_text(
	struct oriel__recording_reader *reader, uint64_t *number, const char **text) {
	enum read_status status = recording_file_get_number(reader, number);
	if (status != SOUND)
		return status;
	if (*number > reader->texts_seen + 1)
		return WRONG;
	if (*number == reader->texts_seen + 1)
		status = recording_file_get_new_text(reader);
	*text = status == SOUND && *number > 0 ? reader->texts[*number - 1] : NULL;
	return status;
}

/* Reads a length and bytes; the result points into the content of the file. */
static enum read_status recording_file_get_sized(
	struct oriel__recording_reader *reader, uint64_t *count, const char **bytes) {
	enum read_status status = recording_file_get_number(reader, count);
	if (status != SOUND)
		return status;
	if (*count > reader->size - reader->position)
		return SHORT;
	*bytes = (const char *)reader->data + reader->position;
	reader->position += (size_t)*count;
	return SOUND;
}

static enum read_status recording_file_get_field(
	struct oriel__recording_reader *reader, char type, uint64_t *number, const char **text) {
	if (type == 't')
		return recording_file_get_text(reader, number, text);
	if (type == 'b')
		return recording_file_get_sized(reader, number, text);
	enum read_status status = recording_file_get_number(reader, number);
	if (type == 'i')
		*number = recording_file_unfolded(*number);
	return status;
}

/* Reads a text that may not refer to an earlier one, of 1 to size - 1 bytes. */
static enum read_status recording_file_get_name(
	struct oriel__recording_reader *reader, char *name, size_t size) {
	uint64_t length;
	const char *bytes;
	enum read_status status = recording_file_get_sized(reader, &length, &bytes);
	if (status != SOUND)
		return status;
	if (length == 0 || length >= size || memchr(bytes, '\0', (size_t)length) != NULL)
		return WRONG;
	memcpy(name, bytes, (size_t)length);
	name[length] = '\0';
	return SOUND;
}

/* Refuses a second kind of the same name, because records of the two could not be told apart. */
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

static enum read_status recording_file_get_new_kind(struct oriel__recording_reader *reader) {
	struct oriel__recording_kind read;
	if (reader->kinds_seen == ORIEL__RECORDING_MOST_KINDS)
		return WRONG;
	enum read_status status = recording_file_get_name(reader, read.name, sizeof(read.name));
	if (status == SOUND)
		status = recording_file_get_name(reader, read.fields, sizeof(read.fields));
	if (status != SOUND)
		return status;
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

static enum read_status recording_file_get_kind(
	struct oriel__recording_reader *reader, const struct oriel__record_kind **kind) {
	uint64_t number;
	enum read_status status = recording_file_get_number(reader, &number);
	if (status != SOUND || number == 0)
		return status;
	if (number > reader->kinds_seen + 1)
		return WRONG;
	if (number == reader->kinds_seen + 1)
		status = recording_file_get_new_kind(reader);
	if (status == SOUND)
		*kind = &reader->kinds[number - 1]->kind;
	return status;
}

static enum read_status recording_file_get_arrival(
	struct oriel__recording_reader *reader, struct oriel__recording_record *record) {
	uint64_t is_called = 0;
	enum read_status status = recording_file_get_field(reader, 'i', &record->now, NULL);
	if (status == SOUND)
		status = recording_file_get_number(reader, &is_called);
	record->is_called = is_called != 0;
	return is_called > 1 ? WRONG : status;
}

static enum read_status recording_file_get_record(
	struct oriel__recording_reader *reader, struct oriel__recording_record *record) {
	struct oriel__record_values *values = &record->values;
	*record = (struct oriel__recording_record){ .position = reader->position };
	enum read_status status = recording_file_get_number(reader, &record->silent);
	if (status == SOUND)
		status = recording_file_get_kind(reader, &record->kind);
	const char *fields = record->kind != NULL ? record->kind->fields : "";
	size_t first = oriel__record_is_arrival(record);
	if (first > 0)
		status = recording_file_get_arrival(reader, record);
	for (size_t i = first; fields[i] != '\0' && status == SOUND; i++)
		status = recording_file_get_field(
			reader, fields[i], &values->numbers[i], &values->texts[i]);
	record->size = reader->position - record->position;
	return status;
}

static bool recording_file_get_header(struct oriel__recording_reader *reader,
	struct oriel__recording_header *header, uint64_t *version) {
	const size_t length = sizeof(magic) - 1;
	uint64_t flags, now, tick;
	if (reader->size < length || memcmp(reader->data, magic, length) != 0)
		return false;
	reader->position = length;
	if (recording_file_get_number(reader, version) != SOUND)
		return false;
	if (*version != VERSION)
		return true;
	if (recording_file_get_number(reader, &flags) != SOUND ||
		recording_file_get_number(reader, &now) != SOUND ||
		recording_file_get_number(reader, &tick) != SOUND || flags > HEADER_VIRTUAL)
		return false;
	*header = (struct oriel__recording_header){ flags == HEADER_VIRTUAL,
		(int64_t)recording_file_unfolded(now), (int64_t)recording_file_unfolded(tick) };
	return true;
}

/* Checks all records. Cuts off what follows the last whole record. */
static bool recording_file_check_records(
	struct oriel__recording_reader *reader, char text[ORIEL__RECORDING_TEXT_SIZE]) {
	struct oriel__recording_record record;
	enum read_status status;
	do {
		status = recording_file_get_record(reader, &record);
	} while (status == SOUND && record.kind != NULL);
	if (status == WRONG) {
		snprintf(text, ORIEL__RECORDING_TEXT_SIZE,
			"it is damaged at byte %zu, in the record that begins at byte %zu", reader->position,
			record.position);
		return false;
	}
	reader->is_cut = status == SHORT;
	if (status == SOUND && reader->position < reader->size) {
		snprintf(text, ORIEL__RECORDING_TEXT_SIZE, "%zu bytes follow its end at byte %zu",
			reader->size - reader->position, reader->position);
		return false;
	}
	if (reader->is_cut)
		reader->size = record.position;
	return true;
}

enum oriel_status oriel__recording_reader_init(struct oriel__recording_reader *reader,
	unsigned char *data, size_t size, struct oriel__recording_header *header,
	char text[ORIEL__RECORDING_TEXT_SIZE]) {
	uint64_t version = VERSION;
	*reader = (struct oriel__recording_reader){ .data = data, .size = size };
	if (!recording_file_get_header(reader, header, &version)) {
		snprintf(text, ORIEL__RECORDING_TEXT_SIZE, "it does not begin as a recording does");
		return ORIEL_SYNTAX_ERROR;
	}
	if (version != VERSION) {
		snprintf(text, ORIEL__RECORDING_TEXT_SIZE,
			"it has version %llu, but this library reads version %d; record it again",
			(unsigned long long)version, VERSION);
		return ORIEL_TYPE_MISMATCH_ERROR;
	}
	reader->first = reader->position;
	if (!recording_file_check_records(reader, text))
		return ORIEL_SYNTAX_ERROR;
	oriel__recording_rewind(reader);
	return ORIEL_OK;
}

void oriel__recording_rewind(struct oriel__recording_reader *reader) {
	reader->position = reader->first;
	reader->texts_seen = reader->kinds_seen = 0;
}

void oriel__recording_read(
	struct oriel__recording_reader *reader, struct oriel__recording_record *record) {
	if (reader->position == reader->size) {
		*record = (struct oriel__recording_record){ .position = reader->position };
		return;
	}
	enum read_status status = recording_file_get_record(reader, record);
	ORIEL_ASSERT(status == SOUND,
		"oriel_replay_start: a record at byte %zu is not as it was when it was checked",
		record->position);
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
