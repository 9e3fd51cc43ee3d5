/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "base/slot_map_internal.h"

static int setup(void **state) {
	static struct oriel__slot_map map;
	oriel__slot_map_init(&map);
	*state = &map;
	return 0;
}

static int teardown(void **state) {
	oriel__slot_map_finish(*state);
	return 0;
}

static void a_key_returns_its_value_until_its_removal(void **state) {
	int a, b;
	uint64_t key_a = oriel__slot_map_add(*state, &a), key_b = oriel__slot_map_add(*state, &b);
	assert_true(key_a > 0 && key_b > 0 && key_a != key_b);
	assert_ptr_equal(oriel__slot_map_get(*state, key_a), &a);
	assert_ptr_equal(oriel__slot_map_get(*state, key_b), &b);
	assert_ptr_equal(oriel__slot_map_remove(*state, key_a), &a);
	assert_null(oriel__slot_map_remove(*state, key_a));
	assert_null(oriel__slot_map_get(*state, key_a));
	assert_ptr_equal(oriel__slot_map_get(*state, key_b), &b);
}

static void a_reused_slot_has_another_key(void **state) {
	int a, b;
	struct oriel__slot_map *map = *state;
	uint64_t old = oriel__slot_map_add(map, &a);
	oriel__slot_map_remove(map, old);
	uint64_t key = oriel__slot_map_add(map, &b);
	assert_int_equal(map->used, 1);
	assert_true(key != old);
	assert_null(oriel__slot_map_get(map, old));
	assert_ptr_equal(oriel__slot_map_get(map, key), &b);
}

static void unknown_keys_find_no_value(void **state) {
	int a;
	uint64_t key = oriel__slot_map_add(*state, &a);
	assert_null(oriel__slot_map_get(*state, 0));
	assert_null(oriel__slot_map_get(*state, key + 1));
	assert_null(oriel__slot_map_get(*state, key + (UINT64_C(1) << 32)));
	assert_null(oriel__slot_map_remove(*state, UINT64_MAX));
	oriel__slot_map_remove(*state, key);
	assert_null(oriel__slot_map_get(*state, key + (UINT64_C(1) << 32)));
}

static void a_slot_is_retired_when_its_keys_are_used_up(void **state) {
	int a;
	struct oriel__slot_map *map = *state;
	uint64_t key = 0;
	for (uint32_t i = 0; i < ORIEL__SLOT_GENERATIONS; i++) {
		uint64_t next = oriel__slot_map_add(map, &a);
		assert_true(next > key);
		key = next;
		oriel__slot_map_remove(map, key);
	}
	assert_int_equal(map->used, 1);
	assert_true(key < UINT64_C(1) << 53);
	key = oriel__slot_map_add(map, &a);
	assert_int_equal(map->used, 2);
	assert_int_equal(key, 2);
}

static void a_slot_can_be_taken_without_a_value(void **state) {
	struct oriel__slot_map *map = *state;
	uint64_t first = oriel__slot_take(map), second = oriel__slot_take(map);
	assert_ptr_equal(oriel__slot_find(map, first), &map->slots[0]);
	assert_int_equal(oriel__slot_key(map, 1), second);
	oriel__slot_give_back(map, 0);
	assert_null(oriel__slot_find(map, first));
	uint64_t third = oriel__slot_take(map);
	assert_int_equal(oriel__slot_index(third), 0);
	assert_true(third != first);
	assert_int_equal(map->count, 2);
	assert_null(map->values);
}

static void trimming_keeps_used_slots_and_reuses_no_key(void **state) {
	enum { COUNT = 1000, KEPT = 64 };
	static uint64_t keys[COUNT];
	int a;
	struct oriel__slot_map *map = *state;
	for (int i = 0; i < COUNT; i++)
		keys[i] = oriel__slot_map_add(map, &a);
	for (int i = 0; i < COUNT; i++) {
		if (i != 100)
			oriel__slot_map_remove(map, keys[i]);
	}
	oriel__slot_map_trim(map, KEPT);
	assert_int_equal(map->capacity, 101);
	assert_ptr_equal(oriel__slot_map_get(map, keys[100]), &a);
	oriel__slot_map_remove(map, keys[100]);
	oriel__slot_map_trim(map, KEPT);
	assert_int_equal(map->capacity, 101); /* too few free slots to be worth a trim */
	for (int i = 0; i < COUNT; i++) {
		uint64_t key = oriel__slot_map_add(map, &a);
		for (int k = 0; k < COUNT; k++)
			assert_true(key != keys[k]);
		assert_null(oriel__slot_map_get(map, keys[i]));
	}
	assert_int_equal(map->count, COUNT);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test_setup_teardown(a_key_returns_its_value_until_its_removal, setup, teardown),
		cmocka_unit_test_setup_teardown(a_reused_slot_has_another_key, setup, teardown),
		cmocka_unit_test_setup_teardown(unknown_keys_find_no_value, setup, teardown),
		cmocka_unit_test_setup_teardown(
			a_slot_is_retired_when_its_keys_are_used_up, setup, teardown),
		cmocka_unit_test_setup_teardown(a_slot_can_be_taken_without_a_value, setup, teardown),
		cmocka_unit_test_setup_teardown(
			trimming_keeps_used_slots_and_reuses_no_key, setup, teardown));
}
