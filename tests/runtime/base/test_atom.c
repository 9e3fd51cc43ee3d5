/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "base/atom_internal.h"

#include <stdio.h>
#include <string.h>

static int setup(void **state) {
	*state = oriel__atom_table_new();
	return 0;
}

static int teardown(void **state) {
	oriel__atom_table_destroy(*state);
	return 0;
}

static void equal_names_are_one_atom(void **state) {
	oriel__atom a = oriel__atom_intern(*state, "click"),
				b = oriel__atom_intern_n(*state, "clicker", 5);
	oriel__atom other = oriel__atom_intern(*state, "clicks");
	assert_ptr_equal(a, b);
	assert_ptr_not_equal(a, other);
	assert_string_equal(a->text, "click");
	assert_int_equal(a->length, 5);
	assert_int_equal(a->count, 2);
	oriel__atom_unref(a);
	oriel__atom_unref(b);
	oriel__atom_unref(other);
}

static void the_empty_name_and_names_with_nuls_are_names(void **state) {
	oriel__atom empty = oriel__atom_intern(*state, ""),
				nul = oriel__atom_intern_n(*state, "a\0b", 3);
	oriel__atom plain = oriel__atom_intern(*state, "a");
	assert_int_equal(empty->length, 0);
	assert_ptr_not_equal(nul, plain);
	assert_int_equal(nul->length, 3);
	oriel__atom_unref(empty);
	oriel__atom_unref(nul);
	oriel__atom_unref(plain);
}

static void a_name_without_references_is_not_found(void **state) {
	assert_null(oriel__atom_find_n(*state, "x", 1));
	oriel__atom x = oriel__atom_intern(*state, "x");
	assert_ptr_equal(oriel__atom_find_n(*state, "x", 1), x);
	assert_int_equal(x->count, 1);
	oriel__atom_unref(oriel__atom_ref(x));
	assert_ptr_equal(oriel__atom_find_n(*state, "x", 1), x);
	oriel__atom_unref(x);
	assert_null(oriel__atom_find_n(*state, "x", 1));
	oriel__atom_unref(NULL);
}

static void ill_formed_names_are_repaired(void **state) {
	oriel__atom a = oriel__atom_intern(*state, "a\xff"),
				b = oriel__atom_intern(*state, "a\xef\xbf\xbd");
	assert_ptr_equal(a, b);
	assert_string_equal(a->text, "a\xef\xbf\xbd");
	assert_ptr_equal(oriel__atom_find_n(*state, "a\xfe", 2), a);
	oriel__atom_unref(a);
	oriel__atom_unref(b);
}

static void an_atom_outlives_its_table(void **state) {
	struct oriel__atom_table *table = oriel__atom_table_new();
	oriel__atom a = oriel__atom_intern(table, "kept");
	oriel__atom_table_destroy(table);
	assert_string_equal(a->text, "kept");
	oriel__atom_unref(a);
}

/* Removing an entry from a run of colliding entries must keep all others reachable. */
static void many_names_are_added_and_removed(void **state) {
	enum { COUNT = 5000 };
	static oriel__atom atoms[COUNT];
	char name[32];
	for (int i = 0; i < COUNT; i++) {
		snprintf(name, sizeof(name), "name-%d", i);
		atoms[i] = oriel__atom_intern(*state, name);
	}
	for (int i = 0; i < COUNT; i += 3)
		oriel__atom_unref(atoms[i]);
	for (int i = 0; i < COUNT; i++) {
		snprintf(name, sizeof(name), "name-%d", i);
		oriel__atom found = oriel__atom_find_n(*state, name, strlen(name));
		if (i % 3 == 0)
			assert_null(found);
		else
			assert_ptr_equal(found, atoms[i]);
	}
	for (int i = 0; i < COUNT; i++) {
		if (i % 3 != 0)
			oriel__atom_unref(atoms[i]);
	}
}

#define with_table(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void) {
	return RUN_TESTS(
		with_table(equal_names_are_one_atom),
		with_table(the_empty_name_and_names_with_nuls_are_names),
		with_table(a_name_without_references_is_not_found),
		with_table(ill_formed_names_are_repaired),
		cmocka_unit_test(an_atom_outlives_its_table),
		with_table(many_names_are_added_and_removed));
}
