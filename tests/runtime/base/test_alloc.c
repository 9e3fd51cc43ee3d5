/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "base/alloc_internal.h"

#include <oriel/runtime/log.h>

#include <string.h>

static void zero_bytes_can_be_allocated(void **state) {
	void *none = oriel__alloc(0), *zero = oriel__alloc_zero(0, 8), *tried = oriel__try_alloc(0, 0);
	assert_non_null(none);
	assert_non_null(zero);
	assert_non_null(tried);
	oriel__free(none);
	oriel__free(zero);
	oriel__free(tried);
	oriel__free(NULL);
}

static void zeroed_memory_is_zero(void **state) {
	unsigned char *memory = oriel__alloc_zero(100, 3);
	for (int i = 0; i < 300; i++)
		assert_int_equal(memory[i], 0);
	oriel__free(memory);
}

static void wiped_memory_is_zero(void **state) {
	char text[] = "secret";
	oriel__wipe(text, 3);
	assert_memory_equal(text, "\0\0\0ret", sizeof(text));
	oriel__wipe(text, 0);
	oriel__wipe(NULL, 0);
	oriel__free_wiped(NULL, 0);
	oriel__text_free(NULL);
	oriel__text_free(oriel__strdup(text + 3));
}

static void a_copied_string_keeps_its_nuls(void **state) {
	char *copy = oriel__strndup("a\0b", 3);
	assert_memory_equal(copy, "a\0b", 4);
	oriel__free(copy);
	copy = oriel__strndup(NULL, 0);
	assert_string_equal(copy, "");
	oriel__free(copy);
	copy = oriel__strdup("hello");
	assert_string_equal(copy, "hello");
	oriel__free(copy);
}

static void try_functions_return_null_on_overflow(void **state) {
	assert_null(oriel__try_alloc(SIZE_MAX / 2, 3));
	assert_null(oriel__try_alloc(SIZE_MAX, 1));
	char *old = oriel__alloc(4);
	assert_null(oriel__try_realloc_array(old, SIZE_MAX / 4, 5));
	oriel__free(old);
}

static void a_vector_grows_by_doubling_and_keeps_its_items(void **state) {
	size_t capacity = 0;
	int *items = oriel__grow(NULL, &capacity, 1, sizeof(int));
	assert_int_equal(capacity, 8);
	for (int i = 0; i < 8; i++)
		items[i] = i;
	assert_ptr_equal(oriel__grow(items, &capacity, 8, sizeof(int)), items);
	items = oriel__grow(items, &capacity, 9, sizeof(int));
	assert_int_equal(capacity, 16);
	items = oriel__grow(items, &capacity, 100, sizeof(int));
	assert_int_equal(capacity, 128);
	for (int i = 0; i < 8; i++)
		assert_int_equal(items[i], i);
	oriel__free(items);
}

static jmp_buf escape;
static int asked;

static bool on_out_of_memory(size_t size, void *data) {
	assert_true(size == SIZE_MAX);
	assert_ptr_equal(data, &asked);
	if (++asked == 3)
		longjmp(escape, 1);
	return true;
}

static void the_hook_is_called_until_it_requests_no_other_attempt(void **state) {
	oriel_set_out_of_memory_hook(on_out_of_memory, &asked);
	if (setjmp(escape) == 0) {
		oriel__realloc_array(NULL, SIZE_MAX, 2);
		fail();
	}
	assert_int_equal(asked, 3);
	oriel_set_out_of_memory_hook(NULL, NULL);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(zero_bytes_can_be_allocated),
		cmocka_unit_test(zeroed_memory_is_zero),
		cmocka_unit_test(wiped_memory_is_zero),
		cmocka_unit_test(a_copied_string_keeps_its_nuls),
		cmocka_unit_test(try_functions_return_null_on_overflow),
		cmocka_unit_test(a_vector_grows_by_doubling_and_keeps_its_items),
		cmocka_unit_test(the_hook_is_called_until_it_requests_no_other_attempt));
}
