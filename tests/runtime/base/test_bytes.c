/* SPDX-License-Identifier: MIT */
/*
 * Shared bytes: ownership, slices, and references from several threads.
 */
#include "test.h"

#include <oriel/runtime/bytes.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static void count_drop(void *data) {
	++*(int *)data;
}

static void bytes_are_copied(void **state) {
	char text[] = "copied";
	struct oriel_bytes *bytes = oriel_bytes_new(text, 6);
	text[0] = 'C';
	assert_int_equal(bytes->length, 6);
	assert_memory_equal(bytes->data, "copied", 6);
	oriel_bytes_unref(bytes);
}

static void an_empty_range_is_allowed(void **state) {
	struct oriel_bytes *bytes = oriel_bytes_new(NULL, 0);
	assert_int_equal(bytes->length, 0);
	struct oriel_bytes *slice = oriel_bytes_new_slice(bytes, 0, 0);
	assert_int_equal(slice->length, 0);
	oriel_bytes_unref(slice);
	oriel_bytes_unref(bytes);
	oriel_bytes_unref(NULL);
}

static void shared_bytes_are_not_copied_and_their_owner_is_released_once(void **state) {
	static const char text[] = "shared";
	int drops = 0;
	struct oriel_bytes *bytes = oriel_bytes_new_shared(
		text, 6, oriel_owned(&drops, count_drop));
	assert_ptr_equal(bytes->data, text);
	oriel_bytes_unref(oriel_bytes_ref(bytes));
	assert_int_equal(drops, 0);
	oriel_bytes_unref(bytes);
	assert_int_equal(drops, 1);
}

static void a_slice_keeps_its_whole_alive(void **state) {
	static const char text[] = "0123456789";
	int drops = 0;
	struct oriel_bytes *bytes = oriel_bytes_new_shared(
		text, 10, oriel_owned(&drops, count_drop));
	struct oriel_bytes *slice = oriel_bytes_new_slice(bytes, 2, 5);
	struct oriel_bytes *within = oriel_bytes_new_slice(slice, 1, 2);
	oriel_bytes_unref(bytes);
	oriel_bytes_unref(slice);
	assert_int_equal(drops, 0);
	assert_ptr_equal(within->data, text + 3);
	assert_int_equal(within->length, 2);
	oriel_bytes_unref(within);
	assert_int_equal(drops, 1);
}

static void a_slice_lies_within(void **state) {
	struct oriel_bytes *bytes = oriel_bytes_new("0123", 4);
	assert_breaks("not within", oriel_bytes_new_slice(bytes, 2, 3));
	assert_breaks("not within", oriel_bytes_new_slice(bytes, 5, 0));
	assert_breaks("not within", oriel_bytes_new_slice(bytes, 1, SIZE_MAX));
	oriel_bytes_unref(bytes);
}

static void too_many_bytes_return_null(void **state) {
	int drops = 0;
	assert_null(oriel_bytes_new("", SIZE_MAX));
	oriel_bytes_unref(
		oriel_bytes_new_shared("", 0, oriel_owned(&drops, count_drop)));
	assert_int_equal(drops, 1);
}

static void a_payload_holds_a_reference(void **state) {
	int drops = 0;
	struct oriel_payload payload = oriel_bytes_payload(
		oriel_bytes_new_shared("x", 1, oriel_owned(&drops, count_drop)));
	payload.retain(payload.data);
	payload.release(payload.data);
	assert_int_equal(drops, 0);
	payload.release(payload.data);
	assert_int_equal(drops, 1);
}

static void *ref_and_unref(void *data) {
	for (int i = 0; i < 10000; i++)
		oriel_bytes_unref(oriel_bytes_ref(data));
	oriel_bytes_unref(data);
	return NULL;
}

static void threads_share_bytes(void **state) {
	int drops = 0;
	pthread_t threads[4];
	struct oriel_bytes *bytes = oriel_bytes_new_shared(
		"x", 1, oriel_owned(&drops, count_drop));
	for (int i = 0; i < 4; i++)
		assert_int_equal(
			pthread_create(&threads[i], NULL, ref_and_unref, oriel_bytes_ref(bytes)), 0);
	oriel_bytes_unref(bytes);
	for (int i = 0; i < 4; i++)
		pthread_join(threads[i], NULL);
	assert_int_equal(drops, 1);
}

static void a_payload_returns_its_bytes(void **state) {
	struct oriel_bytes *bytes = oriel_bytes_new("x", 1);
	assert_ptr_equal(oriel_bytes_try_from_payload(oriel_bytes_payload(bytes)), bytes);
	assert_null(oriel_bytes_try_from_payload(oriel_borrowed(bytes)));
	oriel_bytes_unref(bytes);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(bytes_are_copied),
		cmocka_unit_test(an_empty_range_is_allowed),
		cmocka_unit_test(shared_bytes_are_not_copied_and_their_owner_is_released_once),
		cmocka_unit_test(a_slice_keeps_its_whole_alive),
		cmocka_unit_test(a_slice_lies_within),
		cmocka_unit_test(too_many_bytes_return_null),
		cmocka_unit_test(a_payload_holds_a_reference),
		cmocka_unit_test(a_payload_returns_its_bytes),
		cmocka_unit_test(threads_share_bytes));
}
