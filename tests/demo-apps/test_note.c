/* SPDX-License-Identifier: MIT */
/* The title, the preview, the time and the characters of a note. */
#include "test.h"

#include <stdlib.h>
#include <string.h>

#include "names.h"
#include "note.h"

static struct note *make(const char *text) {
	return note_new("a.txt", strdup(text));
}

static void assert_lines(const char *text, const char *title, const char *preview) {
	struct note *note = make(text);
	assert_string_equal(note->title, title);
	assert_string_equal(note->preview, preview);
	note_destroy(note);
}

static void the_first_line_is_the_title_and_the_rest_the_preview(void **state) {
	assert_lines("", "New note", "");
	assert_lines(" \n\t\n", "New note", "");
	assert_lines("one", "one", "");
	assert_lines("\n  one \t two \n\n three\n four ", "one two", "three four");
	assert_lines("one\r\ntwo\r\n", "one", "two");
}

static void a_long_title_is_cut_between_characters(void **state) {
	static const char *const begins[] = { "", "x", "xy" };
	static const size_t lengths[] = { 93, 94, 92 };
	for (size_t i = 0; i < 3; i++) {
		char text[400];
		strcpy(text, begins[i]);
		while (strlen(text) < 300)
			strcat(text, "\u20ac"); /* 3 bytes */
		struct note *note = make(text);
		assert_int_equal(strlen(note->title), lengths[i]);
		assert_true(text_is_utf8(note->title));
		note_destroy(note);
	}
}

static void times_are_those_of_the_day_or_dates(void **state) {
	enum { DAY_MS = 86400000 };
	const double noon_ms = 1714737600000; /* 2024-05-03 12:00 UTC */
	char text[NOTE_TIME_SIZE];
	struct note *note = make("");
	note->time_ms = noon_ms;
	assert_string_equal(note_short_time(note, noon_ms + 3600000, text), "12:00");
	assert_string_equal(note_short_time(note, noon_ms + DAY_MS, text), "Yesterday");
	assert_string_equal(note_short_time(note, noon_ms + 1.5 * DAY_MS - 1, text), "Yesterday");
	assert_string_equal(note_short_time(note, noon_ms + 1.5 * DAY_MS, text), "3 May 2024");
	assert_string_equal(note_short_time(note, noon_ms + 366.0 * DAY_MS, text), "3 May 2024");
	assert_string_equal(note_long_time(note, text), "3 May 2024, 12:00");
	note_destroy(note);
}

static void invalid_utf8_is_found(void **state) {
	static const char *const valid[] = { "", "a", "\u00e9", "\u20ac", "\ufffd", "\U0001f9c0",
		"\U0010ffff" };
	static const char *const invalid[] = { "\x80", "\xc3", "\xe9", "\xe2\x82", "\xf0\x9f\xa7",
		"\xc0\x80", "\xc1\xbf", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80",
		"\xf8\x88\x80\x80\x80", "\xfc\x84\x80\x80", "\xff", "a\xe9z", "\xe9\x80z" };
	for (size_t i = 0; i < sizeof(valid) / sizeof(valid[0]); i++)
		if (!text_is_utf8(valid[i]))
			fail_msg("valid text %zu is refused", i);
	for (size_t i = 0; i < sizeof(invalid) / sizeof(invalid[0]); i++)
		if (text_is_utf8(invalid[i]))
			fail_msg("invalid text %zu is accepted", i);
}

static void a_query_matches_words_in_any_case(void **state) {
	struct note *note = make("Grüße aus ΑΘΉΝΑ, Straße");
	assert_true(note_matches(note, ""));
	assert_true(note_matches(note, "  "));
	assert_true(note_matches(note, "GRÜSSE") == false);
	assert_true(note_matches(note, "GRÜ straße αθήνα"));
	assert_false(note_matches(note, "grüße berlin"));
	note_destroy(note);
	note = make("caf\xe9"); /* the last byte begins a character that is missing */
	assert_true(note_matches(note, "CAF"));
	assert_false(note_matches(note, "cafe"));
	note_destroy(note);
}

static void a_saved_note_shares_its_text_with_the_file(void **state) {
	struct note *note = make("one");
	assert_false(note_is_blank(note));
	note_set_disk(note, strdup("one"));
	assert_ptr_equal(note->disk, note->text);
	note_set_text(note, strdup("two"));
	assert_string_equal(note->disk, "one");
	note_set_disk(note, strdup("two"));
	assert_ptr_equal(note->disk, note->text);
	note_set_disk(note, NULL);
	assert_string_equal(note->text, "two");
	note_destroy(note);
}

static void names_are_sorted_and_kept_once(void **state) {
	struct names names = { 0 };
	struct order order = { 0 };
	names_add(&names, "b");
	names_add(&names, "c");
	names_add(&names, "a");
	names_add(&names, "b");
	assert_true(names_remove(&names, "b"));
	assert_false(names_remove(&names, "b"));
	assert_true(names_contain(&names, "c"));
	for (char *name; (name = names_take(&names)) != NULL; free(name))
		order_add(&order, "%s", name);
	assert_order(&order, "c, a");
	names_finish(&names);
	assert_true(name_is_picture("a.JPEG"));
	assert_false(name_is_picture(".png"));
	assert_false(name_is_picture("png"));
}

int main(void) {
	setenv("TZ", "UTC", 1);
	return RUN_TESTS(
		cmocka_unit_test(the_first_line_is_the_title_and_the_rest_the_preview),
		cmocka_unit_test(a_long_title_is_cut_between_characters),
		cmocka_unit_test(times_are_those_of_the_day_or_dates),
		cmocka_unit_test(invalid_utf8_is_found),
		cmocka_unit_test(a_query_matches_words_in_any_case),
		cmocka_unit_test(a_saved_note_shares_its_text_with_the_file),
		cmocka_unit_test(names_are_sorted_and_kept_once));
}
