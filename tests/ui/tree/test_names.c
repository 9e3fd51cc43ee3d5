/* SPDX-License-Identifier: MIT */
/*
 * Attributes, classes, states, the notifications of their changes, and the description of a tree.
 */
#include "kit.h"

#include <oriel/ui/node.h>

#include <stdlib.h>

static struct order told;

static void on_changed(oriel_widget *widget, const struct oriel_change *change) {
	if (change->kind == ORIEL_CHANGE_ATTRIBUTE)
		order_add(&told, "%s", change->name);
	else
		order_add(&told, "%u was %u", oriel_widget_states(widget), change->old_states);
}

static void describe(oriel_widget *widget, struct oriel_description *description) {
	description->role = ORIEL_ROLE_BUTTON;
	description->name = oriel_attribute(widget, "name");
	description->value = oriel_attribute(widget, "value");
}

static const struct oriel_widget_class teller_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "teller",
	.size = sizeof(struct oriel_widget_base),
	.flags = ORIEL_WIDGET_FOCUSABLE,
	.changed = on_changed,
	.describe = describe,
};

static void attributes_are_set_changed_and_removed(void **state) {
	oriel_widget *widget = oriel_widget_new(&teller_class);
	oriel_set_attribute(widget, "a", "1");
	oriel_set_attribute(widget, "b", "2");
	oriel_set_attribute(widget, "a", "3");
	oriel_set_attribute(widget, "a", "3");
	assert_order(&told, "a, b, a");
	assert_string_equal(oriel_attribute(widget, "a"), "3");
	oriel_set_attribute(widget, "a", NULL);
	oriel_set_attribute(widget, "a", NULL);
	assert_order(&told, "a");
	assert_null(oriel_attribute(widget, "a"));
	assert_true(oriel_has_attribute(widget, "b") && !oriel_has_attribute(widget, "A"));
	assert_true(oriel_toggle_attribute(widget, "c"));
	oriel_set_boolean_attribute(widget, "c", true);
	assert_string_equal(oriel_attribute(widget, "c"), "");
	assert_false(oriel_toggle_attribute(widget, "c"));
	oriel_set_boolean_attribute(widget, "c", false);
	assert_order(&told, "c, c");
	oriel_set_attribute(widget, "d", "\xff!");
	assert_string_equal(oriel_attribute(widget, "d"), "\xef\xbf\xbd!");
	assert_breaks("has no name", oriel_set_attribute(widget, "", "x"));
	assert_null(oriel_attribute(NULL, "a"));
	oriel_destroy(widget);
	told = (struct order){ 0 };
}

static void id_and_class_are_attributes(void **state) {
	oriel_widget *widget = oriel_widget_new(&teller_class);
	assert_null(oriel_attribute(widget, "class"));
	oriel_set_attribute(widget, "id", "x");
	oriel_set_attribute(widget, "class", "  one\ttwo one\n");
	assert_order(&told, "id, class");
	assert_string_equal(oriel_attribute(widget, "class"), "  one\ttwo one\n");
	assert_true(oriel_has_class(widget, "one") && oriel_has_class(widget, "two"));
	oriel_add_class(widget, "three");
	oriel_add_class(widget, "three");
	assert_string_equal(oriel_attribute(widget, "class"), "one two three");
	oriel_remove_class(widget, "two");
	oriel_remove_class(widget, "two");
	assert_string_equal(oriel_attribute(widget, "class"), "one three");
	oriel_set_attribute(widget, "class", "one three");
	assert_order(&told, "class, class");
	assert_true(oriel_toggle_class(widget, "four"));
	oriel_set_class(widget, "four", true);
	oriel_set_class(widget, "four", false);
	assert_breaks("one class at a time", oriel_set_class(widget, "a b", false));
	oriel_set_attribute(widget, "class", "");
	assert_string_equal(oriel_attribute(widget, "class"), "");
	assert_false(oriel_has_class(widget, "one"));
	oriel_set_attribute(widget, "class", NULL);
	oriel_set_attribute(widget, "id", NULL);
	assert_order(&told, "class, class, class, class, id");
	assert_false(oriel_has_attribute(widget, "class") || oriel_has_attribute(widget, "id"));
	assert_breaks("one class at a time", oriel_add_class(widget, "a b"));
	assert_breaks("has no name", oriel_add_class(widget, ""));
	oriel_destroy(widget);
}

static void names_of_attributes_are_listed(void **state) {
	oriel_widget *widget = oriel_element("x");
	const char *names[3] = { NULL, NULL, "untouched" };
	assert_int_equal(oriel_attribute_names(widget, NULL, 0), 0);
	oriel_set_attribute(widget, "b", "1");
	oriel_set_attribute(widget, "class", " c ");
	oriel_set_attribute(widget, "a", "");
	oriel_set_attribute(widget, "id", "i");
	oriel_set_attribute(widget, "b", "2");
	assert_int_equal(oriel_attribute_names(widget, names, 2), 4);
	assert_string_equal(names[0], "id");
	assert_string_equal(names[1], "class");
	assert_string_equal(names[2], "untouched");
	oriel_set_attribute(widget, "id", NULL);
	oriel_set_attribute(widget, "class", NULL);
	assert_int_equal(oriel_attribute_names(widget, names, 3), 2);
	assert_string_equal(names[0], "b");
	assert_string_equal(names[1], "a");
	assert_int_equal(oriel_attribute_names(NULL, names, 3), 0);
	oriel_destroy(widget);
}

static void class_calls_rewrite_the_attribute_in_its_shortest_form(void **state) {
	oriel_widget *widget = oriel_widget_new(&teller_class);
	oriel_set_attribute(widget, "class", "a  b a");
	oriel_add_class(widget, "b");
	assert_order(&told, "class, class");
	assert_string_equal(oriel_attribute(widget, "class"), "a b");
	oriel_add_class(widget, "b");
	oriel_remove_class(widget, "c");
	oriel_set_attribute(widget, "class", " a ");
	assert_order(&told, "class");
	oriel_set_class(widget, "a", true);
	assert_string_equal(oriel_attribute(widget, "class"), " a ");
	oriel_remove_class(widget, "c");
	assert_order(&told, "class");
	assert_string_equal(oriel_attribute(widget, "class"), "a");
	oriel_destroy(widget);
}

static void disabling_reaches_everything_inside(void **state) {
	oriel_widget *outer = kit_box("o", NULL), *inner = oriel_widget_new(&teller_class),
				 *moved = oriel_widget_new(&teller_class);
	oriel_append(outer, inner);
	oriel_set_disabled(outer, true);
	oriel_set_disabled(outer, true);
	assert_order(&told, "32 was 0");
	assert_true(oriel_is_disabled(inner) && !oriel_has_attribute(inner, "disabled"));
	oriel_set_disabled(inner, true);
	assert_order(&told, "disabled");
	oriel_set_disabled(outer, false);
	assert_true(oriel_is_disabled(inner) && !oriel_is_disabled(outer));
	oriel_append(inner, moved);
	assert_order(&told, "32 was 0");
	oriel_remove(moved);
	assert_order(&told, "0 was 32");
	assert_breaks("oriel_set_disabled", oriel_widget_set_state(moved, ORIEL_STATE_DISABLED, true));
	oriel_destroy(outer);
	oriel_destroy(moved);
	told = (struct order){ 0 };
}

static void class_is_called_when_states_differ(void **state) {
	oriel_widget *widget = oriel_widget_new(&teller_class);
	oriel_widget_set_state(widget, ORIEL_STATE_CHECKED, true);
	oriel_widget_set_state(widget, ORIEL_STATE_CHECKED, true);
	oriel_widget_set_state(widget, ORIEL_STATE_HOVER, true);
	assert_order(&told, "64 was 0, 65 was 64");
	assert_true(oriel_widget_has_state(widget, ORIEL_STATE_HOVER));
	assert_false(oriel_widget_has_state(NULL, ORIEL_STATE_HOVER));
	assert_true(oriel_widget_is_focusable(widget));
	oriel_widget_set_focusable(widget, false);
	assert_false(oriel_widget_is_focusable(widget));
	oriel_destroy(widget);
}

static void casts_are_checked(void **state) {
	oriel_widget *widget = oriel_widget_new(&teller_class), *box = kit_box("b", NULL);
	assert_ptr_equal(oriel_widget_cast(widget, &teller_class), widget);
	assert_null(oriel_widget_try_cast(box, &teller_class));
	assert_null(oriel_widget_try_cast(NULL, &teller_class));
	assert_breaks(": this is a box; pass a teller", oriel_widget_cast(box, &teller_class));
	assert_ptr_equal(oriel_widget_try_from_target(oriel_widget_target(box)), box);
	assert_null(oriel_widget_try_from_target(oriel_loop_target(*state)));
	oriel_destroy(widget);
	oriel_destroy(box);
}

static void class_without_name_size_or_abi_is_refused(void **state) {
	const struct oriel_widget_class nameless = { .abi = ORIEL_WIDGET_ABI,
		.size = sizeof(struct oriel_widget_base) };
	const struct oriel_widget_class old = {
		.abi = 0, .name = "old", .size = sizeof(struct oriel_widget_base)
	};
	const struct oriel_widget_class small = { .abi = ORIEL_WIDGET_ABI, .name = "small", .size = 1 };
	assert_breaks("has no name", oriel_widget_new(&nameless));
	assert_breaks("\"old\" was built for version 0", oriel_widget_new(&old));
	assert_breaks("\"small\" is smaller than its base", oriel_widget_new(&small));
	assert_breaks("the class is NULL", oriel_widget_new(NULL));
}

static void tree_is_described_as_text(void **state) {
	oriel_widget *root = kit_box("r", NULL), *add = oriel_widget_new(&teller_class),
				 *text = oriel_widget_new(&teller_class);
	oriel_set_attribute(add, "name", "Add \"it\"\n\\\x01");
	oriel_append(root, add);
	oriel_append(add, kit_box("x", NULL));
	oriel_append(root, text);
	oriel_set_attribute(text, "value", "");
	oriel_set_hidden(text, true);
	oriel_set_disabled(text, true);
	oriel_widget_set_focusable(text, false);
	oriel_widget_set_state(add, ORIEL_STATE_HOVER | ORIEL_STATE_FOCUS, true);
	char *dump = oriel_widget_describe_tree(root);
	assert_string_equal(dump,
		"generic\n"
		"  button \"Add \\\"it\\\"\\n\\\\\\x01\" [hover focus focusable]\n"
		"    generic\n"
		"  button = \"\" [hidden disabled]\n");
	free(dump);
	dump = oriel_widget_describe_tree(NULL);
	assert_string_equal(dump, "");
	free(dump);
	assert_string_equal(oriel_role_name((enum oriel_role)99), "generic");
	assert_string_equal(oriel_role_name(ORIEL_ROLE_TEXT_BOX), "textbox");
	oriel_destroy(root);
	told = (struct order){ 0 };
}

int main(void) {
	return RUN_TESTS(
		KIT_TEST(attributes_are_set_changed_and_removed),
		KIT_TEST(id_and_class_are_attributes),
		KIT_TEST(names_of_attributes_are_listed),
		KIT_TEST(class_calls_rewrite_the_attribute_in_its_shortest_form),
		KIT_TEST(disabling_reaches_everything_inside),
		KIT_TEST(class_is_called_when_states_differ),
		KIT_TEST(casts_are_checked),
		KIT_TEST(class_without_name_size_or_abi_is_refused),
		KIT_TEST(tree_is_described_as_text));
}
