/* SPDX-License-Identifier: MIT */
/*
 * A stack. The state :selected of a child says that it is shown. A mutation observer notices
 * children that come and go, in a microtask; a child that leaves loses the state, because a program
 * may append it elsewhere.
 */
#include <oriel/widgets/stack.h>

#include <oriel/extend/widget.h>
#include <oriel/runtime/log.h>
#include <oriel/ui/mutation.h>

#include "themes_internal.h"

static const struct oriel_widget_class stack_class;

static oriel_widget *stack_shown(const oriel_widget *stack) {
	oriel_widget *child = oriel_first_child(stack);
	while (child && !oriel_widget_has_state(child, ORIEL_STATE_SELECTED))
		child = oriel_next_sibling(child);
	return child;
}

static void stack_show(oriel_widget *stack, const oriel_widget *shown) {
	for (oriel_widget *child = oriel_first_child(stack); child; child = oriel_next_sibling(child))
		oriel_widget_set_state(child, ORIEL_STATE_SELECTED, child == shown);
}

/* Returns the sibling that is shown instead of the removed children of a record. */
static oriel_widget *stack_heir(
	const oriel_widget *stack, const struct oriel_mutation_record *record) {
	oriel_widget *next = record->next_sibling;
	if (next && !oriel_widget_is_destroyed(next) && oriel_parent(next) == stack)
		return next;
	return oriel_last_child(stack);
}

static void stack_on_mutation(
	const struct oriel_mutation_record *records, size_t count, void *data) {
	oriel_widget *stack = data;
	const oriel_widget *heir = NULL;
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < records[i].removed_count; j++) {
			oriel_widget *removed = records[i].removed[j];
			bool was_shown = oriel_widget_is_destroyed(removed) ||
				oriel_widget_has_state(removed, ORIEL_STATE_SELECTED);
			if (was_shown)
				heir = stack_heir(stack, &records[i]);
			if (!oriel_widget_is_destroyed(removed) && oriel_parent(removed) != stack)
				oriel_widget_set_state(removed, ORIEL_STATE_SELECTED, false);
		}
	}
	if (oriel_widget_is_destroyed(stack))
		return;
	/* a child that came from elsewhere may have brought the state along */
	const oriel_widget *shown = stack_shown(stack);
	shown = shown ? shown : heir && oriel_parent(heir) == stack ? heir : oriel_first_child(stack);
	stack_show(stack, shown);
}

static void stack_init(oriel_widget *widget) {
	oriel_mutation_observer_id observer = oriel_mutation_observer_new(
		stack_on_mutation, widget, .signal = oriel_widget_signal(widget));
	oriel_mutation_observe(observer, widget, ORIEL_OBSERVE_CHILDREN);
}

static void stack_describe(oriel_widget *widget, struct oriel_description *description) {
	(void)widget;
	description->role = ORIEL_ROLE_GROUP;
}

static const struct oriel_widget_class stack_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "stack",
	.size = sizeof(struct oriel_widget_base),
	.init = stack_init,
	.describe = stack_describe,
	.sheets = oriel__stack_sheets,
};

oriel_widget *oriel_stack_at(const char *site, oriel_widget *const *children, size_t count) {
	oriel_widget *stack = oriel_widget_append_all_at(
		site, oriel_widget_new(&stack_class), children, count);
	stack_show(stack, oriel_first_child(stack));
	return stack;
}

void oriel_stack_show(oriel_widget *stack, oriel_widget *child) {
	oriel_widget_cast(stack, &stack_class);
	ORIEL_ASSERT(child != NULL && oriel_parent(child) == stack,
		"oriel_stack_show: the widget is no child of the stack; append it before");
	stack_show(stack, child);
}

oriel_widget *oriel_stack_shown(const oriel_widget *stack) {
	oriel_widget_cast(stack, &stack_class);
	return stack_shown(stack);
}
