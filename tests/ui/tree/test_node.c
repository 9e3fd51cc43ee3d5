/* SPDX-License-Identifier: MIT */
/*
 * Fragments, text, elements of any name, and comparing positions.
 */
#include "kit.h"

#include <oriel/extend/style.h>
#include <oriel/ui/selector.h>

#include <stdlib.h>
#include <string.h>

static void element_has_any_name_and_attributes(void **state) {
	oriel_widget *article = oriel_element("article");
	oriel_set_attribute(article, "data-Title", "x");
	assert_string_equal(oriel_widget_type(article), "article");
	assert_true(oriel_matches(article, "article[data-Title=x]"));
	assert_false(oriel_matches(article, "element"));
	assert_breaks("oriel_element", oriel_element(""));
	assert_breaks("oriel_element", oriel_element(NULL));
	oriel_widget_hold(article);
	oriel_destroy(article);
	assert_string_equal(oriel_widget_type(article), "element");
	oriel_widget_release(article);
}

static void inserting_a_fragment_moves_its_children(void **state) {
	oriel_widget *a = kit_box("a", NULL), *b = kit_box("b", NULL), *last = kit_box("l", NULL),
				 *root = kit_box("r", last, NULL);
	oriel_widget *fragment = oriel_fragment(a, NULL, oriel_text_node("t"), b);
	assert_true(oriel_widget_is_fragment(fragment));
	assert_int_equal(oriel_insert_before(root, fragment, last), ORIEL_OK);
	kit_assert_tree(root, "r(a t b l)");
	assert_int_equal(oriel_child_count(fragment), 0);
	assert_int_equal(oriel_append(root, fragment), ORIEL_OK);
	kit_assert_tree(root, "r(a t b l)");
	assert_int_equal(oriel_append(fragment, b), ORIEL_OK);
	assert_int_equal(oriel_append(fragment, a), ORIEL_OK);
	assert_int_equal(oriel_replace(last, fragment), ORIEL_OK);
	kit_assert_tree(root, "r(t b a)");
	assert_int_equal(oriel_replace(b, fragment), ORIEL_OK);
	kit_assert_tree(root, "r(t a)");
	oriel_destroy(b);
	oriel_destroy(last);
	oriel_destroy(fragment);
	oriel_destroy(root);
}

static void a_refused_fragment_keeps_its_children(void **state) {
	oriel_widget *a = kit_box("a", NULL), *leaf = kit_widget("leaf"), *root = kit_box("r", NULL),
				 *text = oriel_text_node("t");
	oriel_widget *fragment = oriel_fragment(a);
	assert_int_equal(oriel_try_append(leaf, fragment), ORIEL_HIERARCHY_REQUEST_ERROR);
	assert_int_equal(oriel_try_append(text, fragment), ORIEL_HIERARCHY_REQUEST_ERROR);
	assert_int_equal(oriel_try_append(a, fragment), ORIEL_HIERARCHY_REQUEST_ERROR);
	assert_int_equal(oriel_try_append(fragment, fragment), ORIEL_HIERARCHY_REQUEST_ERROR);
	assert_int_equal(oriel_try_insert_before(root, fragment, leaf), ORIEL_NOT_FOUND_ERROR);
	assert_int_equal(
		oriel_widget_try_move_before(root, fragment, NULL), ORIEL_HIERARCHY_REQUEST_ERROR);
	assert_int_equal(oriel_widget_try_replace_child(root, fragment, leaf), ORIEL_NOT_FOUND_ERROR);
	assert_int_equal(oriel_child_count(fragment), 1);
	kit_assert_tree(root, "r");
	oriel_destroy(leaf);
	oriel_destroy(text);
	oriel_destroy(fragment);
	oriel_destroy(root);
}

static void replace_child_checks_the_hierarchy_before_the_old_child(void **state) {
	oriel_widget *a = kit_box("a", NULL), *other = kit_box("o", NULL),
				 *root = kit_box("r", a, NULL);
	assert_int_equal(oriel_widget_try_replace_child(a, root, other), ORIEL_HIERARCHY_REQUEST_ERROR);
	assert_int_equal(
		oriel_widget_try_replace_child(root, kit_box("x", NULL), other), ORIEL_NOT_FOUND_ERROR);
	assert_int_equal(oriel_widget_replace_child(root, other, a), ORIEL_OK);
	kit_assert_tree(root, "r(o)");
	assert_int_equal(oriel_widget_replace_child(root, other, other), ORIEL_OK);
	kit_assert_tree(root, "r(o)");
	oriel_destroy(a);
	oriel_destroy(root);
}

static void text_holds_data(void **state) {
	oriel_widget *text = oriel_text_node("one"), *box = kit_box("b", NULL);
	assert_true(oriel_widget_is_text(text));
	assert_false(oriel_widget_is_text(box));
	assert_string_equal(oriel_widget_type(text), "#text");
	assert_int_equal(oriel_try_append(text, box), ORIEL_HIERARCHY_REQUEST_ERROR);
	oriel_text_node_set_data_n(text, "a\0\xff", 3);
	assert_int_equal(oriel_text_node_length(text), 5);
	assert_memory_equal(oriel_text_node_data(text), "a\0\xef\xbf\xbd", 6);
	oriel_text_node_set_data(text, oriel_text_node_data(text));
	assert_string_equal(oriel_text_node_data(text), "a");
	assert_breaks("oriel_text_node_set_data", oriel_text_node_set_data(text, NULL));
	assert_breaks("oriel_text_node_data", oriel_text_node_data(box));
	oriel_widget_hold(text);
	oriel_destroy(text);
	assert_string_equal(oriel_text_node_data(text), "");
	oriel_widget_release(text);
	oriel_destroy(box);
}

static void selectors_ignore_text(void **state) {
	oriel_widget *a = kit_box("a", NULL), *b = kit_box("b", NULL);
	oriel_widget *blank = oriel_text_node(""),
				 *root = kit_box("r", oriel_text_node("1"), a, oriel_text_node("2"), b,
						oriel_text_node("3"), NULL);
	oriel_widget *found[8];
	assert_int_equal(oriel_query_all(root, "*", found, 8), 2);
	assert_true(oriel_matches(a, ":first-child:nth-child(1):nth-last-child(2)"));
	assert_true(oriel_matches(b, ":last-child:nth-child(2):nth-last-child(1)"));
	assert_true(oriel_matches(b, "#a + #b"));
	assert_true(oriel_matches(b, "#a ~ #b"));
	assert_true(oriel_matches(b, ":nth-child(2 of box):nth-last-child(1 of *)"));
	assert_false(oriel_matches(oriel_first_child(root), "*"));
	oriel_remove(a);
	assert_true(oriel_matches(b, ":only-child"));
	assert_true(oriel_matches(a, ":empty"));
	oriel_append(a, blank);
	assert_true(oriel_matches(a, ":empty"));
	oriel_text_node_set_data(blank, " ");
	assert_false(oriel_matches(a, ":empty"));
	assert_ptr_equal(oriel_closest(blank, "#a"), a);
	oriel_destroy(a);
	oriel_destroy(root);
}

static void selectors_ignore_a_fragment_as_parent(void **state) {
	oriel_widget *a = kit_box("a", NULL), *fragment = oriel_fragment(a);
	assert_false(oriel_matches(fragment, "*"));
	assert_false(oriel_matches(a, "* > #a"));
	assert_false(oriel_matches(a, "* #a"));
	assert_false(oriel_matches(a, ":root"));
	assert_true(oriel_matches(a, ":first-child"));
	assert_ptr_equal(oriel_query(fragment, "#a"), a);
	oriel_destroy(fragment);
}

static void positions_are_those_of_the_dom(void **state) {
	oriel_widget *a2 = kit_box("a2", NULL), *a1 = kit_box("a1", NULL),
				 *a = kit_box("a", a1, a2, NULL);
	oriel_widget *b1 = kit_box("b1", NULL), *b = kit_box("b", b1, NULL), *c = kit_box("c", NULL),
				 *root = kit_box("r", a, b, c, NULL);
	oriel_widget *other = kit_box("other", NULL);
	assert_int_equal(oriel_widget_compare_position(a, a), 0);
	assert_int_equal(oriel_widget_compare_position(root, a2),
		ORIEL_POSITION_CONTAINED_BY | ORIEL_POSITION_FOLLOWING);
	assert_int_equal(oriel_widget_compare_position(a2, root),
		ORIEL_POSITION_CONTAINS | ORIEL_POSITION_PRECEDING);
	assert_int_equal(oriel_widget_compare_position(a2, b1), ORIEL_POSITION_FOLLOWING);
	assert_int_equal(oriel_widget_compare_position(b1, a2), ORIEL_POSITION_PRECEDING);
	assert_int_equal(oriel_widget_compare_position(c, a1), ORIEL_POSITION_PRECEDING);
	assert_int_equal(oriel_widget_compare_position(a, c), ORIEL_POSITION_FOLLOWING);
	assert_int_equal(oriel_widget_compare_position(b, a), ORIEL_POSITION_PRECEDING);
	assert_int_equal(oriel_widget_compare_position(a1, a2), ORIEL_POSITION_FOLLOWING);
	unsigned one = oriel_widget_compare_position(root, other),
			two = oriel_widget_compare_position(other, root);
	assert_int_equal(
		one & two, ORIEL_POSITION_DISCONNECTED | ORIEL_POSITION_IMPLEMENTATION_SPECIFIC);
	assert_int_equal(one ^ two, ORIEL_POSITION_PRECEDING | ORIEL_POSITION_FOLLOWING);
	assert_int_equal(oriel_widget_compare_position(root, NULL) & 1, ORIEL_POSITION_DISCONNECTED);
	oriel_destroy(other);
	oriel_destroy(root);
}

static void descriptions_omit_text_and_shadow_children(void **state) {
	oriel_widget *inner = kit_box("i", oriel_text_node("x"), NULL),
				 *root = kit_box("r", oriel_text_node("1"), inner, oriel_text_node("2"),
						kit_box("e", NULL), NULL);
	oriel_widget_append_shadow_child(inner, kit_box("p", NULL));
	char *text = oriel_widget_describe_tree(root);
	assert_string_equal(text, "generic\n  generic\n  generic\n");
	free(text);
	oriel_destroy(root);
}

int main(void) {
	return RUN_TESTS(
		KIT_TEST(element_has_any_name_and_attributes),
		KIT_TEST(inserting_a_fragment_moves_its_children),
		KIT_TEST(a_refused_fragment_keeps_its_children),
		KIT_TEST(replace_child_checks_the_hierarchy_before_the_old_child),
		KIT_TEST(text_holds_data),
		KIT_TEST(selectors_ignore_text),
		KIT_TEST(selectors_ignore_a_fragment_as_parent),
		KIT_TEST(positions_are_those_of_the_dom),
		KIT_TEST(descriptions_omit_text_and_shadow_children));
}
