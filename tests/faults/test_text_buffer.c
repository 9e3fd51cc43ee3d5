/* SPDX-License-Identifier: MIT */
/* The editing buffer without memory for what is pasted, typed over, or undone: it changes as a
 * whole or not at all. */
#include <oriel/extend/text_buffer.h>

#include <stdlib.h>
#include <string.h>

#include "fault.h"
#include "test.h"

/* bytes: a text, and an allocation for a part of it, at least */
enum { LARGE = 200000, PART = 4096 };

struct fixture {
	oriel_text_buffer *buffer;
	char *large;
};

/* "before" with its "for" selected, typed in one step. */
static void set_up(struct fixture *fixture) {
	fixture->buffer = oriel_text_buffer_new(0);
	fixture->large = fault_text(LARGE, 'w');
	assert_true(oriel_text_buffer_insert(fixture->buffer, "before", 6));
	oriel_text_buffer_select(fixture->buffer, 2, 5);
}

static void tear_down(struct fixture *fixture) {
	oriel_text_buffer_destroy(fixture->buffer);
	free(fixture->large);
}

static void assert_text(
	const struct fixture *fixture, const char *expected, size_t anchor, size_t caret) {
	struct oriel_text_selection selection = oriel_text_buffer_selection(fixture->buffer);
	assert_string_equal(oriel_text_buffer_text(fixture->buffer, NULL), expected);
	assert_int_equal(selection.anchor, anchor);
	assert_int_equal(selection.caret, caret);
}

static void assert_undo(const struct fixture *fixture, const char *expected) {
	assert_true(oriel_text_buffer_undo(fixture->buffer));
	assert_string_equal(oriel_text_buffer_text(fixture->buffer, NULL), expected);
}

/* Acts with each allocation of a part failing in turn, and at last with none. check is told whether
 * the log reports a failure; a fault that is not reported must have no effect.
 * @return in how many ways it failed */
static size_t with_each_fault(
	bool (*act)(struct fixture *fixture), void (*check)(struct fixture *fixture, bool failed)) {
	size_t nth = 0;
	bool failed;
	do {
		struct fixture fixture;
		set_up(&fixture);
		fault_arm(PART, ++nth);
		bool done = act(&fixture);
		failed = fault_disarm();
		bool is_told = take_log("no memory");
		assert_int_equal(done, !is_told);
		check(&fixture, is_told);
		tear_down(&fixture);
	} while (failed);
	return nth - 1;
}

static bool insert_large(struct fixture *fixture) {
	return oriel_text_buffer_insert(fixture->buffer, fixture->large, LARGE);
}

static void check_insertion(struct fixture *fixture, bool failed) {
	if (failed) {
		assert_text(fixture, "before", 2, 5);
		assert_undo(fixture, "");
		assert_false(oriel_text_buffer_can_undo(fixture->buffer));
	} else {
		assert_int_equal(strlen(oriel_text_buffer_text(fixture->buffer, NULL)), LARGE + 3);
		assert_undo(fixture, "before");
	}
}

static void an_insertion_without_memory_changes_nothing(void **state) {
	/* the filtered copy, the parts of the text, the history's copy */
	assert_true(with_each_fault(insert_large, check_insertion) > LARGE / 8192);
}

static void an_insertion_without_memory_leaves_what_can_be_done_again(void **state) {
	struct fixture fixture;
	set_up(&fixture);
	assert_true(oriel_text_buffer_insert(fixture.buffer, "x", 1));
	assert_undo(&fixture, "before");
	for (size_t nth = 1; nth <= 3; nth++) {
		fault_arm(PART, nth);
		assert_false(oriel_text_buffer_insert(fixture.buffer, fixture.large, LARGE));
		assert_true(fault_disarm());
		expect_log("no memory");
	}
	assert_true(oriel_text_buffer_redo(fixture.buffer));
	assert_string_equal(oriel_text_buffer_text(fixture.buffer, NULL), "bexe");
	tear_down(&fixture);
}

static void a_deletion_that_could_not_be_undone_is_not_made(void **state) {
	struct fixture fixture;
	set_up(&fixture);
	oriel_text_buffer_set_text(fixture.buffer, fixture.large, LARGE);
	oriel_text_buffer_select(fixture.buffer, 0, LARGE);
	/* the copy of what is removed, and the history's copy */
	for (size_t nth = 1; nth <= 2; nth++) {
		fault_arm(LARGE / 2, nth);
		assert_false(oriel_text_buffer_delete(fixture.buffer, ORIEL_TEXT_MOTION_NEXT_GRAPHEME));
		assert_true(fault_disarm());
		expect_log("no memory");
		assert_text(&fixture, fixture.large, 0, LARGE);
		assert_false(oriel_text_buffer_can_undo(fixture.buffer));
	}
	fault_arm(LARGE / 2, 3);
	assert_true(oriel_text_buffer_delete(fixture.buffer, ORIEL_TEXT_MOTION_NEXT_GRAPHEME));
	assert_false(fault_disarm());
	assert_text(&fixture, "", 0, 0);
	assert_undo(&fixture, fixture.large);
	tear_down(&fixture);
}

/* Typing goes on a step that is large already: the step's longer copy may fail. */
static void typing_that_could_not_be_undone_is_not_taken(void **state) {
	struct fixture fixture;
	set_up(&fixture);
	oriel_text_buffer_set_text(fixture.buffer, "", 0);
	/* One grapheme, however many accents it has. */
	char *letter = malloc(LARGE + 2);
	assert_non_null(letter);
	letter[0] = 'e';
	for (size_t i = 1; i <= LARGE; i += 2)
		memcpy(letter + i, "\xcc\x81", 2);
	assert_true(oriel_text_buffer_insert(fixture.buffer, letter, LARGE + 1));
	fault_arm(LARGE / 2, 1);
	assert_false(oriel_text_buffer_insert(fixture.buffer, "x", 1));
	assert_true(fault_disarm());
	expect_log("no memory");
	assert_int_equal(strlen(oriel_text_buffer_text(fixture.buffer, NULL)), LARGE + 1);
	assert_true(oriel_text_buffer_insert(fixture.buffer, "x", 1));
	assert_undo(&fixture, "");
	assert_false(oriel_text_buffer_can_undo(fixture.buffer));
	free(letter);
	tear_down(&fixture);
}

static bool set_large(struct fixture *fixture) {
	oriel_text_buffer_set_text(fixture->buffer, fixture->large, LARGE);
	return oriel_text_buffer_length(fixture->buffer) == LARGE;
}

static void check_new_text(struct fixture *fixture, bool failed) {
	if (failed) {
		assert_text(fixture, "before", 2, 5);
		assert_true(oriel_text_buffer_can_undo(fixture->buffer));
	} else {
		assert_text(fixture, fixture->large, LARGE, LARGE);
	}
}

static void a_new_text_without_memory_leaves_the_old_one(void **state) {
	assert_true(with_each_fault(set_large, check_new_text) > LARGE / 8192);
}

static void a_preedit_without_memory_is_not_shown(void **state) {
	struct fixture fixture;
	size_t length, caret;
	set_up(&fixture);
	oriel_text_buffer_set_preedit(fixture.buffer, "abc", 3, 2);
	fault_arm(LARGE / 2, 1);
	oriel_text_buffer_set_preedit(fixture.buffer, fixture.large, LARGE, LARGE);
	assert_true(fault_disarm());
	expect_log("no memory");
	assert_string_equal(oriel_text_buffer_preedit(fixture.buffer, &length, &caret), "");
	assert_int_equal(length + caret, 0);
	assert_text(&fixture, "before", 2, 5);
	tear_down(&fixture);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(an_insertion_without_memory_changes_nothing),
		cmocka_unit_test(an_insertion_without_memory_leaves_what_can_be_done_again),
		cmocka_unit_test(a_deletion_that_could_not_be_undone_is_not_made),
		cmocka_unit_test(typing_that_could_not_be_undone_is_not_taken),
		cmocka_unit_test(a_new_text_without_memory_leaves_the_old_one),
		cmocka_unit_test(a_preedit_without_memory_is_not_shown));
}
