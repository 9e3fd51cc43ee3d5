/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "base/list_internal.h"

#include <stdlib.h>
#include <string.h>

enum { MOST = 8 };

struct item {
	char letter;
	struct oriel__list_link link, other_link;
};

static struct item items[MOST];

static int setup(void **state) {
	for (int i = 0; i < MOST; i++)
		items[i] = (struct item){ .letter = (char)('a' + i) };
	(void)state;
	return 0;
}

/* Asserts the letters of the list's items; reading backwards has to find the same letters. */
static void assert_letters(const struct oriel__list *list, const char *letters) {
	char forwards[MOST + 1] = "", backwards[MOST + 1] = "";
	size_t count = 0, left = strlen(letters);
	oriel__list_each(item, list, const struct item, link) {
		assert_true(count < MOST);
		forwards[count++] = item->letter;
	}
	assert_string_equal(forwards, letters);
	for (const struct item *item = oriel__list_last(list, const struct item, link);
		item != NULL && left > 0; item = oriel__list_previous(item, const struct item, link))
		backwards[--left] = item->letter;
	assert_string_equal(backwards, letters);
	assert_int_equal(oriel__list_is_empty(list), letters[0] == '\0');
}

static void list_of(struct oriel__list *list, int count) {
	*list = (struct oriel__list){ 0 };
	for (int i = 0; i < count; i++)
		oriel__list_append(list, &items[i].link);
}

static void an_all_zero_list_is_empty(void **state) {
	struct oriel__list list = { 0 };
	assert_letters(&list, "");
	assert_null(oriel__list_first(&list, struct item, link));
	assert_null(oriel__list_last(&list, struct item, link));
	(void)state;
}

static void items_are_appended_and_prepended(void **state) {
	struct oriel__list list = { 0 };
	oriel__list_append(&list, &items[1].link);
	assert_letters(&list, "b");
	oriel__list_append(&list, &items[2].link);
	assert_letters(&list, "bc");
	oriel__list_prepend(&list, &items[0].link);
	assert_letters(&list, "abc");
	(void)state;
}

static void the_first_may_be_prepended(void **state) {
	struct oriel__list list = { 0 };
	oriel__list_prepend(&list, &items[0].link);
	assert_letters(&list, "a");
	(void)state;
}

static void an_item_is_inserted_before_another(void **state) {
	struct oriel__list list;
	list_of(&list, 2);
	oriel__list_insert(&list, &items[2].link, &items[1].link);
	assert_letters(&list, "acb");
	oriel__list_insert(&list, &items[3].link, &items[0].link);
	assert_letters(&list, "dacb");
	oriel__list_insert(&list, &items[4].link, NULL);
	assert_letters(&list, "dacbe");
	(void)state;
}

static void any_item_is_removed_and_its_link_is_cleared(void **state) {
	struct oriel__list list;
	list_of(&list, 4);
	oriel__list_remove(&list, &items[1].link);
	assert_letters(&list, "acd");
	assert_true(items[1].link.next == NULL && items[1].link.previous == NULL);
	oriel__list_remove(&list, &items[0].link);
	assert_letters(&list, "cd");
	oriel__list_remove(&list, &items[3].link);
	assert_letters(&list, "c");
	oriel__list_remove(&list, &items[2].link);
	assert_letters(&list, "");
	oriel__list_append(&list, &items[1].link);
	assert_letters(&list, "b");
	(void)state;
}

static void next_and_previous_return_the_neighbours(void **state) {
	struct oriel__list list;
	list_of(&list, 2);
	assert_ptr_equal(oriel__list_first(&list, struct item, link), &items[0]);
	assert_ptr_equal(oriel__list_last(&list, struct item, link), &items[1]);
	assert_ptr_equal(oriel__list_next(&items[0], struct item, link), &items[1]);
	assert_ptr_equal(oriel__list_previous(&items[1], struct item, link), &items[0]);
	assert_null(oriel__list_next(&items[1], struct item, link));
	assert_null(oriel__list_previous(&items[0], struct item, link));
	(void)state;
}

static void an_item_is_on_as_many_lists_as_it_has_links(void **state) {
	struct oriel__list list, other = { 0 };
	list_of(&list, 3);
	oriel__list_append(&other, &items[2].other_link);
	oriel__list_append(&other, &items[0].other_link);
	oriel__list_remove(&list, &items[0].link);
	assert_letters(&list, "bc");
	assert_ptr_equal(oriel__list_first(&other, struct item, other_link), &items[2]);
	assert_ptr_equal(oriel__list_next(&items[2], struct item, other_link), &items[0]);
	(void)state;
}

static void the_current_item_may_be_removed(void **state) {
	struct oriel__list list;
	list_of(&list, 5);
	oriel__list_each(item, &list, struct item, link) {
		if (item != &items[1] && item != &items[3])
			oriel__list_remove(&list, &item->link);
	}
	assert_letters(&list, "bd");
	(void)state;
}

static void the_current_item_may_be_freed(void **state) {
	struct oriel__list list = { 0 };
	for (int i = 0; i < MOST; i++) {
		struct item *item = calloc(1, sizeof(*item));
		assert_non_null(item);
		oriel__list_append(&list, &item->link);
	}
	int count = 0;
	oriel__list_each(item, &list, struct item, link) {
		oriel__list_remove(&list, &item->link);
		free(item);
		count++;
	}
	assert_int_equal(count, MOST);
	assert_letters(&list, "");
	(void)state;
}

static void the_body_of_an_iteration_may_break_and_continue(void **state) {
	struct oriel__list list;
	list_of(&list, 5);
	char seen[MOST] = "";
	size_t count = 0;
	oriel__list_each(item, &list, const struct item, link) {
		if (item == &items[1])
			continue;
		if (item == &items[3])
			break;
		seen[count++] = item->letter;
	}
	assert_string_equal(seen, "ac");
	(void)state;
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test_setup(an_all_zero_list_is_empty, setup),
		cmocka_unit_test_setup(items_are_appended_and_prepended, setup),
		cmocka_unit_test_setup(the_first_may_be_prepended, setup),
		cmocka_unit_test_setup(an_item_is_inserted_before_another, setup),
		cmocka_unit_test_setup(any_item_is_removed_and_its_link_is_cleared, setup),
		cmocka_unit_test_setup(next_and_previous_return_the_neighbours, setup),
		cmocka_unit_test_setup(an_item_is_on_as_many_lists_as_it_has_links, setup),
		cmocka_unit_test_setup(the_current_item_may_be_removed, setup),
		cmocka_unit_test_setup(the_current_item_may_be_freed, setup),
		cmocka_unit_test_setup(the_body_of_an_iteration_may_break_and_continue, setup));
}
