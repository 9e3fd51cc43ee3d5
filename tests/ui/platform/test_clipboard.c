/* SPDX-License-Identifier: MIT */
/* The parts that the clipboards of all platforms share: names of data, encodings, offers, and reads
 * that always end. */
#include "platform/clipboard_read_internal.h"
#include "platform/headless_internal.h"

#include "test.h"

#include <oriel/runtime/loop.h>
#include <stdlib.h>
#include <string.h>

struct fixture {
	oriel_loop *loop;
	oriel_platform *platform;
	struct oriel__headless_clipboard *clipboard;
	struct order order;
};

struct reader {
	struct oriel__clipboard_read read; /* must be first */
	struct fixture *fixture;
	const char *name;
};

static int setup(void **state) {
	static struct fixture fixture;
	memset(&fixture, 0, sizeof(fixture));
	fixture.loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	fixture.platform = oriel_platform_new_headless(1);
	fixture.clipboard = oriel__headless_clipboard(fixture.platform);
	*state = &fixture;
	return 0;
}

static int teardown(void **state) {
	struct fixture *fixture = *state;
	fixture->platform->platform_class->destroy(fixture->platform);
	oriel_loop_destroy(fixture->loop);
	return 0;
}

/* ---- Names ---- */

static size_t chosen_index(const char *const *names, const char *type) {
	size_t count = 0;
	while (names[count] != NULL)
		count++;
	size_t index = oriel__clipboard_choose(names, count, type);
	return index < count ? index : SIZE_MAX;
}

#define CHOOSE(type, ...) chosen_index((const char *const[]){ __VA_ARGS__, NULL }, type)

static void text_is_chosen_by_the_name_with_the_most_definite_encoding(void **state) {
	assert_int_equal(CHOOSE("text/plain", "TARGETS", "STRING", "UTF8_STRING", "TEXT"), 2);
	assert_int_equal(
		CHOOSE("text/plain", "UTF8_STRING", "text/plain", "Text/Plain; Charset=\"UTF-8\""), 2);
	assert_int_equal(CHOOSE("text/plain;charset=utf-8", "STRING", "text/plain"), 1);
	assert_int_equal(CHOOSE("text/plain", "STRING", "TEXT", "COMPOUND_TEXT"), 0);
	assert_true(CHOOSE("text/plain", "image/png", "text/html", "TEXT", "") == SIZE_MAX);
}

static void other_types_are_chosen_by_their_name_only(void **state) {
	assert_int_equal(CHOOSE("image/png", "UTF8_STRING", "image/bmp", "IMAGE/PNG"), 2);
	assert_true(CHOOSE("image/png", "UTF8_STRING", "image/pngx", "image/") == SIZE_MAX);
	assert_true(CHOOSE("text/html", "text/plain", "UTF8_STRING") == SIZE_MAX);
}

/* ---- Answers ---- */

static char *answered; /* the data, or the name of the status */

static void on_done(
	struct oriel_clipboard_request *request, const struct oriel_clipboard_answer *answer) {
	free(answered);
	answered = NULL;
	if (answer->status != ORIEL_OK) {
		answered = strdup(oriel_status_name(answer->status));
		return;
	}
	answered = calloc(1, answer->length + 1);
	assert_non_null(answered);
	if (answer->length > 0)
		memcpy(answered, answer->data, answer->length);
}

static void check_data(const char *bytes, size_t length, enum oriel__clipboard_encoding encoding,
	const char *expected) {
	struct oriel_clipboard_request request = { .done = on_done };
	oriel__clipboard_answer_data(&request, bytes, length, encoding);
	assert_string_equal(answered, expected);
}

static void text_of_any_encoding_is_converted_to_utf8(void **state) {
	check_data("na\xc3\xafve", 6, ORIEL__CLIPBOARD_UTF8, "na\xc3\xafve");
	check_data("na\xefve", 5, ORIEL__CLIPBOARD_LATIN1, "na\xc3\xafve");
	check_data("na\xefve", 5, ORIEL__CLIPBOARD_UNKNOWN, "na\xc3\xafve");
	check_data("na\xc3\xafve", 6, ORIEL__CLIPBOARD_UNKNOWN, "na\xc3\xafve");
	check_data("a\xffz", 3, ORIEL__CLIPBOARD_UTF8, "a\xef\xbf\xbdz");
	check_data("a\0b\0", 4, ORIEL__CLIPBOARD_UTF8, "ab");
	check_data(NULL, 0, ORIEL__CLIPBOARD_UTF8, "");
	check_data("\xff\xfe", 2, ORIEL__CLIPBOARD_BINARY, "\xff\xfe");
}

static void check_types(const char *const *names, size_t count, const char *expected) {
	struct oriel_clipboard_request request = { .done = on_done };
	oriel__clipboard_answer_types(&request, names, count);
	assert_string_equal(answered, expected);
}

#define CHECK_TYPES(expected, ...) \
	check_types((const char *const[]){ __VA_ARGS__ }, \
		sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *), expected)

static void the_list_of_types_has_text_once_and_only_mime_types(void **state) {
	CHECK_TYPES(
		"text/plain", "TARGETS", "UTF8_STRING", "STRING", "text/plain", "text/plain;charset=utf-8");
	CHECK_TYPES("text/plain\nimage/png\ntext/html", "TARGETS", "image/png", "STRING", "text/html");
	CHECK_TYPES("image/png", "MULTIPLE", "image/png");
	CHECK_TYPES("", "TARGETS", "", "a/b\nc/d");
}

/* ---- Offers ---- */

static size_t dropped;

static void release(void *data) {
	dropped++;
}

static struct oriel_bytes *fetch(void *data, const char *type) {
	return strcmp(type, "image/png") == 0 ? oriel_bytes_new("\x89PNG", 4) :
											oriel_bytes_new(data, strlen(data));
}

static void check_fetch(
	const struct oriel__headless_clipboard *clipboard, const char *name, const char *expected) {
	struct oriel_bytes *bytes = oriel__headless_clipboard_fetch(
		clipboard, ORIEL_SELECTION_CLIPBOARD, name);
	if (expected == NULL) {
		assert_null(bytes);
		return;
	}
	assert_int_equal(bytes->length, strlen(expected));
	assert_memory_equal(bytes->data, expected, bytes->length);
	oriel_bytes_unref(bytes);
}

static void text_is_offered_by_all_names_in_the_encoding_of_each_name(void **state) {
	struct fixture *fixture = *state;
	static const char *const types[] = { "text/plain", "image/png" };
	const struct oriel_clipboard_offer offer = { types, 2, fetch, (char *)"\xc3\xa9\xe2\x82\xac",
		release };
	dropped = 0;
	assert_int_equal(fixture->platform->platform_class->clipboard_offer(
						fixture->platform, ORIEL_SELECTION_CLIPBOARD, &offer),
		ORIEL_OK);
	check_fetch(fixture->clipboard, "UTF8_STRING", "\xc3\xa9\xe2\x82\xac");
	check_fetch(fixture->clipboard, "text/plain;charset=utf-8", "\xc3\xa9\xe2\x82\xac");
	check_fetch(fixture->clipboard, "TEXT", "\xc3\xa9\xe2\x82\xac");
	check_fetch(fixture->clipboard, "STRING", "\xe9?");
	check_fetch(fixture->clipboard, "image/png", "\x89PNG");
	check_fetch(fixture->clipboard, "text/html", NULL);
	assert_string_equal(
		oriel__clipboard_own_name(&fixture->clipboard->own[0], 0), "UTF8_STRING");
	assert_string_equal(oriel__clipboard_own_name(&fixture->clipboard->own[0],
							ORIEL__CLIPBOARD_TEXT_NAMES),
		"image/png");
	assert_null(oriel__clipboard_own_name(
		&fixture->clipboard->own[0], ORIEL__CLIPBOARD_TEXT_NAMES + 1));

	oriel__headless_clipboard_own(fixture->clipboard, ORIEL_SELECTION_CLIPBOARD, "STRING", "x", 1);
	assert_int_equal(dropped, 1);
	check_fetch(fixture->clipboard, "UTF8_STRING", NULL);

	oriel__headless_refuse_clipboard(fixture->platform, true);
	assert_int_equal(fixture->platform->platform_class->clipboard_offer(
						fixture->platform, ORIEL_SELECTION_CLIPBOARD, &offer),
		ORIEL_OPERATION_ERROR);
	assert_int_equal(dropped, 2);
}

/* ---- Reads ---- */

static void on_read(struct oriel__clipboard_read *read) {
	struct reader *reader = (struct reader *)read;
	order_add(&reader->fixture->order, "%s %s at %g", reader->name,
		read->status == ORIEL_OK ? read->bytes->data : oriel_status_name(read->status),
		oriel_loop_now(reader->fixture->loop));
}

static void reader_begin(
	struct fixture *fixture, struct reader *reader, const char *name, const char *type) {
	*reader = (struct reader){ .fixture = fixture, .name = name };
	oriel__clipboard_read_begin(
		&reader->read, ORIEL_SITE, fixture->platform, ORIEL_SELECTION_CLIPBOARD, type, on_read);
}

static void other_program_owns(
	struct fixture *fixture, const char *names, const char *text, bool hangs) {
	oriel__headless_clipboard_own(
		fixture->clipboard, ORIEL_SELECTION_CLIPBOARD, names, text, strlen(text));
	oriel__headless_clipboard_set_hanging(fixture->clipboard, ORIEL_SELECTION_CLIPBOARD, hangs);
}

static void reads_report_their_results_later_and_in_order(void **state) {
	struct fixture *fixture = *state;
	struct reader a, b, c;
	reader_begin(fixture, &a, "none", "text/plain");
	other_program_owns(fixture, "STRING,image/png", "caf\xe9", false);
	reader_begin(fixture, &b, "text", "text/plain");
	reader_begin(fixture, &c, "types", NULL);
	assert_order(&fixture->order, "");
	oriel_loop_advance(fixture->loop, 10);
	assert_order(&fixture->order,
		"none NotFoundError at 0, text caf\xc3\xa9 at 0, types text/plain\nimage/png at 0");
}

static void a_read_fails_after_5_s_without_a_sign_of_life_of_the_owner(void **state) {
	struct fixture *fixture = *state;
	struct reader a;
	other_program_owns(fixture, "UTF8_STRING", "late", true);
	reader_begin(fixture, &a, "a", "text/plain");
	oriel_loop_advance(fixture->loop, 4000);
	oriel__headless_clipboard_progress(fixture->clipboard, ORIEL_SELECTION_CLIPBOARD);
	oriel_loop_advance(fixture->loop, 4900);
	assert_order(&fixture->order, "");
	oriel_loop_advance(fixture->loop, 200);
	assert_order(&fixture->order, "a TimeoutError at 9000");
	assert_int_equal(oriel__headless_clipboard_waiting(fixture->clipboard), 0);
	assert_false(oriel__headless_clipboard_answer(fixture->clipboard, ORIEL_SELECTION_CLIPBOARD));
}

static void the_end_of_an_owner_fails_its_waiting_reads(void **state) {
	struct fixture *fixture = *state;
	struct reader a, b, c;
	other_program_owns(fixture, "UTF8_STRING", "late", true);
	reader_begin(fixture, &a, "a", "text/plain");
	reader_begin(fixture, &b, "b", NULL);
	oriel__headless_clipboard_end_owner(fixture->clipboard, ORIEL_SELECTION_CLIPBOARD);
	reader_begin(fixture, &c, "c", "text/plain");
	oriel_loop_advance(fixture->loop, 10);
	assert_order(
		&fixture->order, "a OperationError at 0, b OperationError at 0, c NotFoundError at 0");
}

static void a_read_cancelled_before_or_after_the_answer_calls_nothing(void **state) {
	struct fixture *fixture = *state;
	struct reader a, b, never = { 0 };
	other_program_owns(fixture, "UTF8_STRING", "late", true);
	reader_begin(fixture, &a, "a", "text/plain");
	reader_begin(fixture, &b, "b", "text/plain");
	oriel__clipboard_read_cancel(&a.read);
	oriel__clipboard_read_cancel(&a.read);
	oriel__clipboard_read_cancel(&never.read);
	assert_true(oriel__headless_clipboard_answer(fixture->clipboard, ORIEL_SELECTION_CLIPBOARD));
	assert_false(oriel__headless_clipboard_answer(fixture->clipboard, ORIEL_SELECTION_CLIPBOARD));
	oriel__clipboard_read_cancel(&b.read);
	oriel_loop_advance(fixture->loop, 10000);
	assert_order(&fixture->order, "");
}

static void a_buffer_refuses_bytes_over_the_limit_of_a_request(void **state) {
	struct oriel__clipboard_data data = { 0 };
	assert_int_equal(oriel__clipboard_data_append(&data, "text", 4), ORIEL_OK);
	assert_int_equal(oriel__clipboard_data_append(&data, NULL, ORIEL__CLIPBOARD_MAX - 3),
		ORIEL_QUOTA_EXCEEDED_ERROR);
	assert_int_equal(oriel__clipboard_data_append(&data, "", 0), ORIEL_OK);
	assert_int_equal(data.length, 4);
	assert_memory_equal(data.bytes, "text", 4);
	oriel__clipboard_data_finish(&data);
	assert_null(data.bytes);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
	int status = RUN_TESTS(
		TEST(text_is_chosen_by_the_name_with_the_most_definite_encoding),
		TEST(other_types_are_chosen_by_their_name_only),
		TEST(text_of_any_encoding_is_converted_to_utf8),
		TEST(the_list_of_types_has_text_once_and_only_mime_types),
		TEST(text_is_offered_by_all_names_in_the_encoding_of_each_name),
		TEST(reads_report_their_results_later_and_in_order),
		TEST(a_read_fails_after_5_s_without_a_sign_of_life_of_the_owner),
		TEST(the_end_of_an_owner_fails_its_waiting_reads),
		TEST(a_read_cancelled_before_or_after_the_answer_calls_nothing),
		TEST(a_buffer_refuses_bytes_over_the_limit_of_a_request));
	free(answered);
	return status;
}
