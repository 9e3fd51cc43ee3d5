/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "base/thread_slot_internal.h"

#include <pthread.h>

static int finished;

static void count_finish(void *value) {
	finished += *(int *)value;
	assert_null(oriel__thread_slot(ORIEL__THREAD_SLOT_TEXT));
}

static void a_slot_is_finished_once_and_can_be_set_again(void **state) {
	int value = 3;
	finished = 0;
	oriel__thread_slots_finish();
	for (int i = 1; i <= 2; i++) {
		assert_null(oriel__thread_slot(ORIEL__THREAD_SLOT_TEXT));
		oriel__thread_slot_set(ORIEL__THREAD_SLOT_TEXT, &value, count_finish);
		assert_ptr_equal(oriel__thread_slot(ORIEL__THREAD_SLOT_TEXT), &value);
		oriel__thread_slots_finish();
		oriel__thread_slots_finish();
		assert_int_equal(finished, 3 * i);
	}
}

static void a_taken_slot_cannot_be_set(void **state) {
	int value = 0;
	oriel__thread_slot_set(ORIEL__THREAD_SLOT_TEXT, &value, count_finish);
	assert_breaks(
		"is taken", oriel__thread_slot_set(ORIEL__THREAD_SLOT_TEXT, &value, count_finish));
	oriel__thread_slots_finish();
}

static void *look(void *data) {
	*(void **)data = oriel__thread_slot(ORIEL__THREAD_SLOT_TEXT);
	oriel__thread_slots_finish();
	return NULL;
}

static void each_thread_has_its_own_slots(void **state) {
	pthread_t thread;
	int value = 1;
	void *seen = &value;
	finished = 0;
	oriel__thread_slot_set(ORIEL__THREAD_SLOT_TEXT, &value, count_finish);
	assert_int_equal(pthread_create(&thread, NULL, look, &seen), 0);
	assert_int_equal(pthread_join(thread, NULL), 0);
	assert_null(seen);
	assert_int_equal(finished, 0);
	oriel__thread_slots_finish();
	assert_int_equal(finished, 1);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(a_slot_is_finished_once_and_can_be_set_again),
		cmocka_unit_test(a_taken_slot_cannot_be_set),
		cmocka_unit_test(each_thread_has_its_own_slots));
}
