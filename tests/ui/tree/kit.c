/* SPDX-License-Identifier: MIT */
#include "kit.h"

#include <string.h>

#define BOX_CLASS(type, class_flags) \
	{ \
		.abi = ORIEL_WIDGET_ABI, .name = type, .size = sizeof(struct oriel_widget_base), \
		.flags = class_flags \
	}

static const struct oriel_widget_class classes[] = {
	BOX_CLASS("box", 0),
	BOX_CLASS("leaf", ORIEL_WIDGET_LEAF),
	BOX_CLASS("row", 0),
	BOX_CLASS("button", ORIEL_WIDGET_FOCUSABLE),
	BOX_CLASS("root", 0),
};

oriel_widget *kit_widget(const char *type) {
	size_t i = 0;
	while (strcmp(classes[i].name, type) != 0)
		i++;
	return oriel_widget_new(&classes[i]);
}

oriel_widget *kit_box(const char *id, ...) {
	oriel_widget *box = kit_widget("box"), *child;
	va_list children;
	oriel_set_attribute(box, "id", id);
	va_start(children, id);
	while ((child = va_arg(children, oriel_widget *)) != NULL)
		assert_int_equal(oriel_append(box, child), ORIEL_OK);
	va_end(children);
	return box;
}

const char *kit_name(const oriel_widget *widget) {
	if (widget == NULL)
		return "none";
	if (oriel_widget_is_text(widget))
		return oriel_text_node_data(widget);
	const char *id = oriel_attribute(widget, "id");
	return id != NULL ? id : "-";
}

static void add(struct order *order, const char *text) {
	size_t length = strlen(text);
	assert_true(order->length + length < sizeof(order->text));
	memcpy(order->text + order->length, text, length + 1);
	order->length += length;
}

static void check_links(const oriel_widget *widget) {
	size_t count = 0;
	const oriel_widget *before = NULL;
	for (const oriel_widget *child = oriel_first_child(widget); child != NULL;
		child = oriel_next_sibling(child)) {
		assert_ptr_equal(oriel_parent(child), widget);
		assert_ptr_equal(oriel_previous_sibling(child), before);
		assert_ptr_equal(oriel_child_at(widget, count), child);
		before = child;
		count++;
	}
	assert_ptr_equal(oriel_last_child(widget), before);
	assert_int_equal(oriel_child_count(widget), count);
	assert_null(oriel_child_at(widget, count));
}

void kit_dump(struct order *order, const oriel_widget *widget) {
	add(order, kit_name(widget));
	check_links(widget);
	if (oriel_first_child(widget) == NULL)
		return;
	add(order, "(");
	for (const oriel_widget *child = oriel_first_child(widget); child != NULL;
		child = oriel_next_sibling(child)) {
		if (oriel_previous_sibling(child) != NULL)
			add(order, " ");
		kit_dump(order, child);
	}
	add(order, ")");
}

void kit_assert_tree(const oriel_widget *widget, const char *expected) {
	struct order order = { 0 };
	kit_dump(&order, widget);
	assert_order(&order, expected);
}

int kit_begin(void **state) {
	*state = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	return 0;
}

int kit_end(void **state) {
	oriel_loop_destroy(*state);
	return 0;
}
