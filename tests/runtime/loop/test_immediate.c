/* SPDX-License-Identifier: MIT */
#include "loop_test.h"

#include <oriel/runtime/immediate.h>

static void immediates_run_in_order(void **state) {
	oriel_set_immediate(note, "a");
	oriel_set_immediate(note, "b", .release = note_drop);
	oriel_set_immediate(note, "c");
	oriel_loop_advance(*state, 0);
	assert_order(&order, "a, b, drop b, c");
}

static oriel_immediate_id other;

static void clear_other(void *name) {
	note(name);
	oriel_clear_immediate(other);
}

static void a_callback_of_the_same_batch_can_be_cleared(void **state) {
	oriel_set_immediate(clear_other, "a");
	other = oriel_set_immediate(note, "b", .release = note_drop);
	oriel_set_immediate(note, "c");
	oriel_loop_advance(*state, 0);
	assert_order(&order, "a, drop b, c");
}

static void a_queued_immediate_can_be_cleared(void **state) {
	oriel_immediate_id id = oriel_set_immediate(note, "a", .release = note_drop);
	oriel_clear_immediate(id);
	oriel_clear_immediate(id);
	oriel_clear_immediate(0);
	oriel_loop_advance(*state, 0);
	assert_order(&order, "drop a");
}

static void an_abort_clears_the_immediate(void **state) {
	struct test_signal signal = { .list.loop = *state };
	oriel_set_immediate(note, "a", .signal = AS_SIGNAL(&signal));
	oriel_set_immediate(note, "b");
	abort_signal(&signal);
	assert_int_equal(
		oriel_set_immediate(note, "c", .signal = AS_SIGNAL(&signal), .release = note_drop), 0);
	oriel_loop_advance(*state, 0);
	assert_order(&order, "drop c, b");
}

static void an_unknown_id_clears_no_immediate(void **state) {
	oriel_immediate_id id = oriel_set_immediate(note, "a");
	oriel_clear_immediate(id + (UINT64_C(1) << 32));
	oriel_loop_advance(*state, 0);
	assert_order(&order, "a");
}

int main(void) {
	return RUN_TESTS(
		on_virtual(immediates_run_in_order),
		on_virtual(a_callback_of_the_same_batch_can_be_cleared),
		on_virtual(a_queued_immediate_can_be_cleared),
		on_virtual(an_abort_clears_the_immediate),
		on_virtual(an_unknown_id_clears_no_immediate));
}
