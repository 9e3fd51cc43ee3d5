/* SPDX-License-Identifier: MIT */
/*
 * Random changes of a tree, after each of which only what was marked is styled again: every
 * widget's values must be those of a copy of the tree that was never styled before.
 */
#include "chance.h"
#include "shrink.h"
#include "test.h"

#include <oriel/extend/style.h>
#include <oriel/extend/widget.h>
#include <oriel/runtime/loop.h>

#include "style/style_internal.h"

#include <stdio.h>
#include <string.h>

enum { NODES = 14, CLASSES = 3, STEP_SIZE = 4 };

#define CLASS(type) \
	{ .abi = ORIEL_WIDGET_ABI, .name = type, .size = sizeof(struct oriel_widget_base) }
#define RULE(selector, n) \
	{ \
		selector, (const struct oriel_declaration[]) { \
			{ .property = ORIEL_PROPERTY_GAP + \
					(n) % 2 * (ORIEL_PROPERTY_RADIUS - ORIEL_PROPERTY_GAP), \
				.number = n }, \
			{ \
				0 \
			} \
		} \
	}

static const struct oriel_widget_class widget_classes[] = { CLASS("box"), CLASS("row") };
static const char *const class_names[CLASSES] = { "p", "q", "s" };

static const struct oriel_rule rules[] = {
	RULE("box", 1),
	RULE(".p", 2),
	RULE(".p.q", 3),
	RULE(".p .q", 4),
	RULE(".s > box", 5),
	RULE(".p:hover .q", 6),
	RULE(".q + .s", 7),
	RULE(".q ~ row", 8),
	RULE(".p:hover ~ .q .s", 9),
	RULE("row:first-child", 10),
	RULE("box:last-child .p", 11),
	RULE(":nth-child(2n of .p)", 12),
	RULE(":nth-last-child(2) .q", 13),
	RULE("row:empty", 14),
	RULE(".s:empty + *", 15),
	RULE(".q:not(:only-child)", 16),
	RULE("[x]", 17),
	RULE("[x='1'] > [x]", 18),
	RULE("#a", 19),
	RULE("#a ~ * > .p", 20),
	RULE(":is(.p .s, .q:hover) row", 21),
	RULE(":not(.p *) > .s", 22),
	RULE(":disabled", 23),
	RULE(".p:not(:disabled):nth-child(odd)", 24),
	RULE(":root > .q", 25),
	RULE(".s:first-child ~ .q", 26),
	RULE(":nth-last-child(odd of :hover) > .s", 27),
	RULE("*:not(.s:hover) > #a", 28),
	RULE(":host(.p) .q", 29),
	RULE(":host > .s", 30),
	RULE(":host(:hover:not(.s)) > box", 31),
	RULE(":host([x]:first-child) row", 32),
	RULE(":host(:is(.p *)) > *", 33),
	RULE(":host(:is(.q + *, #a ~ *)) *", 36),
	RULE(":host(:nth-last-child(2 of .q):disabled) *", 34),
	{ NULL, NULL },
};

static struct chance chance;

static uint32_t pick(uint32_t limit) {
	return roll(&chance, limit);
}

static void change(oriel_widget *const *widgets, oriel_widget *root) {
	oriel_widget *widget = widgets[pick(NODES)], *other = widgets[pick(NODES)];
	switch (pick(9)) {
	case 0:
	case 1:
		oriel_toggle_class(widget, class_names[pick(CLASSES)]);
		break;
	case 2:
		oriel_widget_set_state(widget, ORIEL_STATE_HOVER, pick(2));
		break;
	case 3:
		oriel_set_attribute(widget, "x", pick(3) == 0 ? NULL : pick(2) ? "1" : "2");
		break;
	case 4:
		oriel_set_attribute(widget, "id", pick(2) ? "a" : NULL);
		break;
	case 5:
		oriel_set_disabled(widget, pick(3) == 0);
		break;
	case 6:
		oriel_set(widget, .font_size = 10 + (float)pick(3), .color = 1 + pick(2));
		break;
	case 7:
		oriel_set_attribute(widget, "class", pick(2) ? "p s" : "q");
		break;
	default:
		if (pick(4) == 0 && widget != root)
			oriel_try_append(root, widget);
		else if (pick(4) == 0 && widget != root)
			oriel_widget_try_append_shadow_child(other, widget);
		else if (widget != root)
			oriel_try_insert_before(other, widget, oriel_child_at(other, pick(3)));
		break;
	}
}

/* As the constructor and every name, state and declaration would make it anew. */
static oriel_widget *copy_one(const oriel_widget *widget) {
	static const char *const names[] = { "id", "class", "x", "disabled" };
	oriel_widget *copy = oriel_widget_new(widget->widget_class);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		oriel_set_attribute(copy, names[i], oriel_attribute(widget, names[i]));
	oriel_widget_set_state(
		copy, ORIEL_STATE_HOVER, oriel_widget_has_state(widget, ORIEL_STATE_HOVER));
	if (oriel__node_of(widget)->inline_style != NULL)
		oriel_set(copy, .font_size = oriel_widget_style(widget)->font_size,
			.color = oriel_widget_style(widget)->color);
	return copy;
}

static oriel_widget *copy_tree(const oriel_widget *widget) {
	oriel_widget *copy = copy_one(widget);
	for (const oriel_widget *child = oriel_first_child(widget); child != NULL;
		child = oriel_next_sibling(child))
		oriel_append(copy, copy_tree(child));
	for (const oriel_widget *part = oriel_widget_first_shadow_child(widget); part != NULL;
		part = oriel_next_sibling(part))
		oriel_widget_append_shadow_child(copy, copy_tree(part));
	return copy;
}

static void compare_one(const oriel_widget *a, const oriel_widget *b) {
	if (memcmp(oriel_widget_style(a), oriel_widget_style(b), sizeof(struct oriel_style)) != 0) {
		fail_msg("%s class=\"%s\": gap %g, radius %g; expected %g, %g", oriel_widget_type(a),
			oriel_attribute(a, "class"), oriel_widget_style(a)->gap, oriel_widget_style(a)->radius,
			oriel_widget_style(b)->gap, oriel_widget_style(b)->radius);
	}
}

static void compare(const oriel_widget *a, const oriel_widget *b) {
	compare_one(a, b);
	for (const oriel_widget *child = oriel_first_child(a), *other = oriel_first_child(b);
		child != NULL; child = oriel_next_sibling(child), other = oriel_next_sibling(other))
		compare(child, other);
	for (const oriel_widget *part = oriel_widget_first_shadow_child(a),
							*other = oriel_widget_first_shadow_child(b);
			part != NULL; part = oriel_next_sibling(part), other = oriel_next_sibling(other))
		compare(part, other);
}

/* "type#id.class:hover", children in parentheses, parts in brackets. */
static void describe(const oriel_widget *widget) {
	const char *classes = oriel_attribute(widget, "class"), *id = oriel_attribute(widget, "id");
	fprintf(stderr, " %s%s%s.%s%s", oriel_widget_type(widget), id != NULL ? "#" : "",
		id != NULL ? id : "", classes != NULL ? classes : "",
		oriel_widget_has_state(widget, ORIEL_STATE_HOVER) ? ":hover" : "");
	const oriel_widget *child = oriel_first_child(widget),
					   *part = oriel_widget_first_shadow_child(widget);
	if (child != NULL)
		fprintf(stderr, " (");
	for (; child != NULL; child = oriel_next_sibling(child))
		describe(child);
	if (oriel_first_child(widget) != NULL)
		fprintf(stderr, " )");
	if (part != NULL)
		fprintf(stderr, " [");
	for (; part != NULL; part = oriel_next_sibling(part))
		describe(part);
	if (oriel_widget_first_shadow_child(widget) != NULL)
		fprintf(stderr, " ]");
}

/* A step is up to three changes and an update, which has to leave what a copy gets. */
static void play_step(
	struct oriel__tree *tree, oriel_widget *const *widgets, const uint8_t *step, bool print) {
	chance = chance_of_step(step, STEP_SIZE);
	for (uint32_t i = pick(3); i < 3; i++)
		change(widgets, widgets[0]);
	if (print) {
		describe(widgets[0]);
		print_step(step, STEP_SIZE, "");
	}
	if (pick(4) == 0)
		oriel_widget_style(widgets[pick(NODES)]);
	oriel__style_update(tree);
	oriel_widget *copy = copy_tree(widgets[0]);
	compare(widgets[0], copy);
	oriel_destroy(copy);
}

static bool play_changes(const uint8_t *steps, size_t count, bool print) {
	static const struct oriel__tree_class tree_class = { 0 };
	struct oriel__tree tree = { .tree_class = &tree_class };
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	oriel_widget *widgets[NODES];
	chance.seed = 99;
	assert_int_equal(oriel_theme_add(rules), ORIEL_OK);
	for (int i = 0; i < NODES; i++) {
		widgets[i] = oriel_widget_new(&widget_classes[i % 2]);
		if (i > 0)
			oriel_append(widgets[pick((uint32_t)i)], widgets[i]);
	}
	oriel__tree_set_root(&tree, oriel__node_of(widgets[0]));
	for (size_t i = 0; i < count; i++)
		play_step(&tree, widgets, steps + STEP_SIZE * i, print);
	oriel__tree_set_root(&tree, NULL);
	oriel_destroy(widgets[0]);
	oriel_loop_destroy(loop);
	return true;
}

static void styling_what_is_marked_equals_styling_everything(void **state) {
	play_seeds(&(const struct random_test){
		.step_size = STEP_SIZE, .max_steps = 200, .seeds = 50, .play = play_changes });
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(styling_what_is_marked_equals_styling_everything));
}
