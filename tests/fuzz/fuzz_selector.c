/* SPDX-License-Identifier: MIT */
/*
 * Selectors: any text compiles or is refused with an offset inside it; what compiles can be matched
 * against a small tree, says what it depends on, and does the same when it is compiled again.
 */
#include "loop/loop_internal.h"
#include "tree/selector_internal.h"

#include <oriel/extend/widget.h>
#include <oriel/runtime/loop.h>

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct oriel_widget_class box_class = {
	.abi = ORIEL_WIDGET_ABI, .name = "a", .size = sizeof(struct oriel_widget_base)
};

static oriel_widget *widgets[6];
static size_t widget_count;

static void require(bool condition) {
	if (!condition)
		abort();
}

static oriel_widget *add(oriel_widget *parent, const char *classes) {
	oriel_widget *widget = oriel_widget_new(&box_class);
	oriel_set_attribute(widget, "class", classes);
	oriel_set_attribute(widget, "x", classes);
	if (parent != NULL)
		oriel_append(parent, widget);
	widgets[widget_count++] = widget;
	return widget;
}

/* Made once; the loop lives as long as the process. */
static oriel_loop *make_tree(void) {
	static oriel_loop *loop;
	if (loop != NULL)
		return loop;
	loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	oriel_widget *root = add(NULL, "b"), *child = add(root, "b c");
	add(child, "c");
	add(child, "b");
	add(add(root, ""), "b-c");
	return loop;
}

static void visit(void *data, const struct oriel__dependency *dependency) {
	size_t *count = data;
	require(dependency->relation != 0);
	require((dependency->kind != ORIEL__NAME_NONE) + (dependency->states != 0) +
			(dependency->standing != 0) ==
		1);
	(*count)++;
}

static unsigned match_all(const struct oriel__selector *selector) {
	unsigned matches = 0;
	for (size_t i = 0; i < widget_count; i++)
		matches = matches << 1 |
			oriel__selector_matches(&selector->list, oriel__node_of(widgets[i]), NULL);
	return matches;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	oriel_loop *loop = make_tree();
	const char *text = (const char *)data;
	struct oriel_selector_error error = { 0 };
	struct oriel__selector *selector = oriel__selector_compile(loop, text, size, &error);
	if (selector == NULL) {
		require(error.offset <= size && error.message != NULL);
		return 0;
	}
	struct oriel__selector *again = oriel__selector_compile(loop, text, size, &error);
	size_t dependencies = 0;
	require(again != NULL && match_all(selector) == match_all(again) &&
		match_all(selector) == match_all(selector));
	for (uint32_t i = 0; i < selector->list.count; i++)
		oriel__complex_dependencies(&selector->list.items[i], visit, &dependencies);
	oriel__selector_unref(selector);
	oriel__selector_unref(again);
	return 0;
}
