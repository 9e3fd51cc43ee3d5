/* SPDX-License-Identifier: MIT */
/* Shared text and its references. */
#include "base/shared_text_internal.h"

#include "test.h"

static void a_text_is_repaired_and_keeps_its_nuls(void **state) {
	struct oriel__shared_text *text = oriel__shared_text_try_new("a\0\xff", 3);
	assert_int_equal(text->length, 5);
	assert_memory_equal(text->bytes, "a\0\xef\xbf\xbd", 6);
	oriel__shared_text_unref(text);
}

static void a_text_is_freed_with_its_last_reference(void **state) {
	struct oriel__shared_text *text = oriel__shared_text_try_new("", 0);
	assert_ptr_equal(oriel__shared_text_ref(text), text);
	oriel__shared_text_unref(text);
	assert_string_equal(text->bytes, "");
	oriel__shared_text_unref(oriel__shared_text_of(text->bytes));
	oriel__shared_text_unref(NULL);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(a_text_is_repaired_and_keeps_its_nuls),
		cmocka_unit_test(a_text_is_freed_with_its_last_reference));
}
