/* SPDX-License-Identifier: MIT */
#include "test.h"

#include <oriel/ui/geometry.h>

#include <math.h>

static void assert_rect(struct oriel_rect rect, float x, float y, float width, float height) {
	assert_float_equal(rect.x, x, 0);
	assert_float_equal(rect.y, y, 0);
	assert_float_equal(rect.width, width, 0);
	assert_float_equal(rect.height, height, 0);
}

static const struct oriel_rect ten = { 0, 0, 10, 10 };

static void a_rectangle_without_area_is_empty(void **state) {
	assert_false(oriel_rect_is_empty(ten));
	assert_true(oriel_rect_is_empty((struct oriel_rect){ 0, 0, 0, 5 }));
	assert_true(oriel_rect_is_empty((struct oriel_rect){ 0, 0, 5, -1 }));
	assert_true(oriel_rect_is_empty((struct oriel_rect){ 0, 0, NAN, 5 }));
}

static void a_rectangle_is_half_open(void **state) {
	assert_true(oriel_rect_contains(ten, 0, 0));
	assert_true(oriel_rect_contains(ten, 9.5f, 9.5f));
	assert_false(oriel_rect_contains(ten, 10, 5));
	assert_false(oriel_rect_contains(ten, 5, 10));
	assert_false(oriel_rect_contains(ten, -0.5f, 5));
}

static void intersection_is_the_common_area(void **state) {
	assert_rect(oriel_rect_intersect(ten, (struct oriel_rect){ 5, -5, 10, 10 }), 5, 0, 5, 5);
	assert_rect(oriel_rect_intersect(ten, (struct oriel_rect){ 10, 0, 5, 5 }), 0, 0, 0, 0);
	assert_rect(oriel_rect_intersect(ten, (struct oriel_rect){ 20, 20, 5, 5 }), 0, 0, 0, 0);
	assert_rect(oriel_rect_intersect(ten, (struct oriel_rect){ 2, 2, -1, 5 }), 0, 0, 0, 0);
}

static void intersection_with_a_larger_rectangle_changes_no_bit(void **state) {
	struct oriel_rect odd = { 0.1f, 1000.7f, 0.3f, 0.1f };
	struct oriel_rect all = { -1e4f, -1e4f, 1e5f, 1e5f };
	assert_rect(oriel_rect_intersect(odd, all), odd.x, odd.y, odd.width, odd.height);
	assert_rect(oriel_rect_intersect(all, odd), odd.x, odd.y, odd.width, odd.height);
}

static void a_union_is_around_both_and_ignores_the_empty(void **state) {
	assert_rect(oriel_rect_union(ten, (struct oriel_rect){ 20, -5, 5, 5 }), 0, -5, 25, 15);
	assert_rect(oriel_rect_union(ten, (struct oriel_rect){ 2, 2, 3, 3 }), 0, 0, 10, 10);
	assert_rect(oriel_rect_union(ten, (struct oriel_rect){ 90, 90, 0, 3 }), 0, 0, 10, 10);
	assert_rect(oriel_rect_union((struct oriel_rect){ 90, 90, 0, 3 }, ten), 0, 0, 10, 10);
	assert_rect(
		oriel_rect_union((struct oriel_rect){ 9, 9, 0, 3 }, (struct oriel_rect){ 8, 8, -1, 1 }), 0,
		0, 0, 0);
}

static void insets_stop_at_a_size_of_0(void **state) {
	struct oriel_edges edges = { 1, 2, 3, 4 };
	assert_rect(oriel_rect_inset(ten, edges), 4, 1, 4, 6);
	assert_rect(oriel_rect_inset(ten, oriel_edges_all(6)), 6, 6, 0, 0);
	assert_rect(oriel_rect_inset(ten, oriel_edges_all(-1)), -1, -1, 12, 12);
	assert_rect(oriel_rect_offset(ten, 3, -4), 3, -4, 10, 10);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(a_rectangle_without_area_is_empty),
		cmocka_unit_test(a_rectangle_is_half_open),
		cmocka_unit_test(intersection_is_the_common_area),
		cmocka_unit_test(intersection_with_a_larger_rectangle_changes_no_bit),
		cmocka_unit_test(a_union_is_around_both_and_ignores_the_empty),
		cmocka_unit_test(insets_stop_at_a_size_of_0));
}
