/* SPDX-License-Identifier: MIT */
/*
 * The file of a recording. Kinds are written once and read without the module that owns them. Kinds
 * that could not be told apart are refused.
 */
#include "replay/recording_file_internal.h"

#include "test.h"

#include "base/alloc_internal.h"

#include <oriel/runtime/log.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct oriel__record_kind weather_kind = { "the weather", "uitb" };
static const struct oriel__record_kind visit_kind = { "a visit", "at" };

static char *bytes;
static size_t size;
static struct oriel__recording_writer writer;
static struct oriel__recording_reader reader;

static void writer_begin(void) {
	const struct oriel__recording_header header = { .is_virtual = true, .now_ns = -7 };
	oriel__recording_writer_init(&writer, open_memstream(&bytes, &size), &header);
}

/* Ends writing, and reads the header of the file. */
static enum oriel_status reader_begin(char reason[ORIEL__RECORDING_TEXT_SIZE]) {
	struct oriel__recording_header header = { 0 };
	assert_true(oriel__recording_writer_finish(&writer));
	unsigned char *copy = oriel__alloc(size);
	memcpy(copy, bytes, size);
	enum oriel_status status = oriel__recording_reader_init(&reader, copy, size, &header, reason);
	assert_true(header.is_virtual);
	assert_int_equal(header.now_ns, -7);
	return status;
}

static void reader_end(void) {
	oriel__recording_reader_finish(&reader);
	free(bytes);
}

static void write_record(const struct oriel__recording_record *record) {
	oriel__recording_write(&writer, record);
}

static void write_number(const struct oriel__record_kind *kind, uint64_t number) {
	write_record(&(const struct oriel__recording_record){
		.kind = kind, .values = { .numbers = { number } } });
}

static void write_end(void) {
	write_record(&(const struct oriel__recording_record){ 0 });
}

static size_t count_of(const char *text) {
	size_t count = 0, length = strlen(text);
	for (size_t i = 0; i + length <= size; i++)
		count += memcmp(bytes + i, text, length) == 0;
	return count;
}

static void values_are_read_as_written(void **state) {
	char text[ORIEL__RECORDING_TEXT_SIZE] = "";
	struct oriel__recording_record record;
	writer_begin();
	write_record(&(const struct oriel__recording_record){ .kind = &weather_kind, .silent = 300,
		.values = { .numbers = { UINT64_MAX, (uint64_t)INT64_MIN, 0, 3 },
			.texts = { NULL, NULL, "rain", "\0\1\2" } } });
	write_record(&(const struct oriel__recording_record){ .kind = &visit_kind,
		.now = (uint64_t)-5, .is_called = true, .values = { .texts = { NULL, "rain" } } });
	write_end();
	assert_int_equal(reader_begin(text), ORIEL_OK);
	assert_false(reader.is_cut);

	oriel__recording_read(&reader, &record);
	assert_true(oriel__record_kind_is(record.kind, &weather_kind));
	assert_int_equal(record.silent, 300);
	assert_true(record.values.numbers[0] == UINT64_MAX);
	assert_true((int64_t)record.values.numbers[1] == INT64_MIN);
	assert_string_equal(record.values.texts[2], "rain");
	assert_int_equal(record.values.numbers[3], 3);
	assert_memory_equal(record.values.texts[3], "\0\1\2", 3);
	oriel__recording_describe(&record, text);
	assert_string_equal(text,
		"the weather 18446744073709551615 -9223372036854775808 \"rain\", 3 bytes");

	oriel__recording_read(&reader, &record);
	assert_true(oriel__record_is_arrival(&record));
	assert_true(record.is_called);
	assert_true(record.now == (uint64_t)-5);
	assert_string_equal(record.values.texts[1], "rain");
	oriel__recording_read(&reader, &record);
	assert_null(record.kind);
	reader_end();
}

static void a_kind_is_written_once_and_read_again_after_a_rewind(void **state) {
	static const struct oriel__record_kind first = { "first", "u" }, second = { "second", "u" };
	char text[ORIEL__RECORDING_TEXT_SIZE];
	struct oriel__recording_record record;
	writer_begin();
	for (uint64_t i = 0; i < 10; i++)
		write_number(i % 3 == 0 ? &second : &first, i);
	write_end();
	assert_int_equal(reader_begin(text), ORIEL_OK);
	assert_int_equal(count_of("first"), 1);
	assert_int_equal(count_of("second"), 1);
	for (int round = 0; round < 2; round++) {
		for (uint64_t i = 0; i < 10; i++) {
			oriel__recording_read(&reader, &record);
			assert_string_equal(record.kind->name, i % 3 == 0 ? "second" : "first");
			assert_int_equal(record.values.numbers[0], i);
		}
		oriel__recording_rewind(&reader);
	}
	reader_end();
}

/* Writes two kinds; reading must refuse the second. */
static void refuse_kinds(
	const struct oriel__record_kind *kind, const struct oriel__record_kind *refused) {
	char text[ORIEL__RECORDING_TEXT_SIZE] = "";
	writer_begin();
	write_number(kind, 1);
	write_number(refused, 1);
	write_end();
	assert_int_equal(reader_begin(text), ORIEL_SYNTAX_ERROR);
	assert_non_null(strstr(text, "it is damaged at byte"));
	reader_end();
}

static void unknown_kinds_are_refused(void **state) {
	static const struct oriel__record_kind kind = { "number", "u" }, same = { "number", "u" },
		other_fields = { "number", "i" }, no_fields = { "nothing", "" }, no_name = { "", "u" },
		unknown_field = { "unknown", "ux" }, late_arrival = { "late", "ua" },
		long_name = { "a name of more bytes than any kind of records of any module has ....", "u" };
	refuse_kinds(&kind, &same);
	refuse_kinds(&kind, &other_fields);
	refuse_kinds(&kind, &no_fields);
	refuse_kinds(&kind, &no_name);
	refuse_kinds(&kind, &unknown_field);
	refuse_kinds(&kind, &late_arrival);
	refuse_kinds(&kind, &long_name);
}

static void a_kind_with_more_fields_than_a_record_has_values_is_refused(void **state) {
	enum { MOST = ORIEL__RECORD_MOST_FIELDS };
	for (unsigned char fields = MOST; fields <= MOST + 1; fields++) {
		char text[ORIEL__RECORDING_TEXT_SIZE] = "";
		struct oriel__recording_header header;
		unsigned char *file = oriel__alloc(128);
		size_t at = (size_t)snprintf((char *)file, 128, "oriel recording\n");
		const unsigned char start[] = { 3, 0, 0, 0, 0, 1, 4, 'l', 'o', 'n', 'g', fields };
		memcpy(file + at, start, sizeof(start));
		at += sizeof(start);
		memset(file + at, 'u', fields);
		memset(file + at + fields, 0, fields + 2u);
		at += 2u * fields + 2u;
		assert_int_equal(oriel__recording_reader_init(&reader, file, at, &header, text),
			fields <= MOST ? ORIEL_OK : ORIEL_SYNTAX_ERROR);
		oriel__recording_reader_finish(&reader);
	}
}

static void a_truncated_file_is_valid_up_to_its_last_whole_record(void **state) {
	char text[ORIEL__RECORDING_TEXT_SIZE];
	struct oriel__recording_header header;
	size_t ends[4] = { 0 }, start;
	writer_begin();
	oriel__recording_flush(&writer);
	start = size;
	for (size_t i = 0; i < 4; i++) {
		write_record(&(const struct oriel__recording_record){
			.kind = i % 2 == 0 ? &weather_kind : &visit_kind,
			.values = { .texts = { "", i < 2 ? "sun" : "snow", "wind", "" } } });
		oriel__recording_flush(&writer);
		ends[i] = size;
	}
	write_end();
	assert_true(oriel__recording_writer_finish(&writer));
	for (size_t cut = start; cut < size; cut++) {
		struct oriel__recording_record record;
		size_t whole = 0, read = 0;
		while (whole < 4 && ends[whole] <= cut)
			whole++;
		unsigned char *copy = oriel__alloc(cut);
		memcpy(copy, bytes, cut);
		assert_int_equal(
			oriel__recording_reader_init(&reader, copy, cut, &header, text), ORIEL_OK);
		assert_true(reader.is_cut);
		for (oriel__recording_read(&reader, &record); record.kind != NULL; read++)
			oriel__recording_read(&reader, &record);
		assert_int_equal(read, whole);
		oriel__recording_reader_finish(&reader);
	}
	free(bytes);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(values_are_read_as_written),
		cmocka_unit_test(a_kind_is_written_once_and_read_again_after_a_rewind),
		cmocka_unit_test(unknown_kinds_are_refused),
		cmocka_unit_test(a_kind_with_more_fields_than_a_record_has_values_is_refused),
		cmocka_unit_test(a_truncated_file_is_valid_up_to_its_last_whole_record));
}
