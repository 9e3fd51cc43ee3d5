/* SPDX-License-Identifier: MIT */
/*
 * Random changes of a tree. After each change only the marked nodes are restyled. Then the values
 * of every widget must equal those in a copy of the tree that is styled for the first time.
 */
#include "chance.h"
#include "shrink.h"
#include "test.h"

#include <oriel/extend/style.h>
#include <oriel/extend/widget.h>
#include <oriel/runtime/loop.h>
#include <oriel/ui/set.h>

#include "style/style_state_internal.h"

#include <stdio.h>
#include <string.h>

enum { NODES = 14, CLASSES = 3, STEP_SIZE = 4 };

#define CLASS(type) \
	{ .abi = ORIEL_WIDGET_ABI, .name = type, .size = sizeof(struct oriel_widget_base) }
static const struct oriel_widget_class widget_classes[] = { CLASS("box"), CLASS("row") };
static const char *const class_names[CLASSES] = { "p", "q", "s" };

static const char rules[] =
	"box { border-top-left-radius: 1px }\n"
	".p { column-gap: 2px }\n"
	".p.q { border-top-left-radius: 3px }\n"
	".p .q { column-gap: 4px }\n"
	".s > box { border-top-left-radius: 5px }\n"
	".p:hover .q { column-gap: 6px }\n"
	".q + .s { border-top-left-radius: 7px }\n"
	".q ~ row { column-gap: 8px }\n"
	".p:hover ~ .q .s { border-top-left-radius: 9px }\n"
	"row:first-child { column-gap: 10px }\n"
	"box:last-child .p { border-top-left-radius: 11px }\n"
	":nth-child(2n of .p) { column-gap: 12px }\n"
	":nth-last-child(2) .q { border-top-left-radius: 13px }\n"
	"row:empty { column-gap: 14px }\n"
	".s:empty + * { border-top-left-radius: 15px }\n"
	".q:not(:only-child) { column-gap: 16px }\n"
	"[x] { border-top-left-radius: 17px }\n"
	"[x='1'] > [x] { column-gap: 18px }\n"
	"#a { border-top-left-radius: 19px }\n"
	"#a ~ * > .p { column-gap: 20px }\n"
	":is(.p .s, .q:hover) row { border-top-left-radius: 21px }\n"
	":not(.p *) > .s { column-gap: 22px }\n"
	":disabled { border-top-left-radius: 23px }\n"
	".p:not(:disabled):nth-child(odd) { column-gap: 24px }\n"
	":root > .q { border-top-left-radius: 25px }\n"
	".s:first-child ~ .q { column-gap: 26px }\n"
	":nth-last-child(odd of :hover) > .s { border-top-left-radius: 27px }\n"
	"*:not(.s:hover) > #a { column-gap: 28px }\n"
	":host(.p) .q { border-top-left-radius: 29px }\n"
	":host > .s { column-gap: 30px }\n"
	":host(.p:hover) { border-top-left-radius: 54px }\n"
	":host(:is(.q > *))::after { content: 'f' }\n"
	":host(:hover:not(.s)) > box { border-top-left-radius: 31px }\n"
	":host([x]:first-child) row { column-gap: 32px }\n"
	":host(:is(.p *)) > * { border-top-left-radius: 33px }\n"
	":host(:is(.q + *, #a ~ *)) * { column-gap: 36px }\n"
	":host(:nth-last-child(2 of .q):disabled) * { column-gap: 34px }\n"
	":has(> .p) { border-top-left-radius: 37px }\n"
	".q:has(.s:hover) row { column-gap: 38px }\n"
	"box:has(+ .p) { border-top-left-radius: 39px }\n"
	"row:has(~ .q .s) { column-gap: 40px }\n"
	":has(:empty) > #a { border-top-left-radius: 41px }\n"
	".s:has(> :nth-child(2n of .p)) { column-gap: 42px }\n"
	":has(~ :nth-last-child(2)) + .q { border-top-left-radius: 43px }\n"
	".p:has(:is(.q > .s)) { column-gap: 44px }\n"
	"*:not(:has(.p + .q)) > box { border-top-left-radius: 45px }\n"
	"box:nth-of-type(2) { column-gap: 46px }\n"
	"row:last-of-type .p { border-top-left-radius: 47px }\n"
	":only-of-type.s { column-gap: 48px }\n"
	".s:lang(de) { border-top-left-radius: 49px }\n"
	".q:lang(de) ~ * { column-gap: 50px }\n"
	":has(:lang(de).p) { border-top-left-radius: 51px }\n"
	":host(:has(> .p)) .s { column-gap: 52px }\n"
	":is(.p:has([x])) .q { border-top-left-radius: 53px }\n"
	".p::before { content: 'a'; column-gap: 55px }\n"
	".q + .s::before { content: 'b' }\n"
	".s:hover::after { content: 'c' }\n"
	"row:empty::after { content: var(--y, 'd') }\n"
	".q:has(> .p)::before { content: none }\n"
	":host(.p) { --x: 1; --y: 'e' }\n"
	".q { width: calc(var(--x, 2) * 10px) }\n";

static struct chance chance;

static uint32_t pick(uint32_t limit) {
	return roll(&chance, limit);
}

static void change(oriel_widget *const *widgets, oriel_widget *root) {
	oriel_widget *widget = widgets[pick(NODES)], *other = widgets[pick(NODES)];
	switch (pick(10)) {
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
		oriel_set_style(widget, "color", "#%08x", (unsigned)(1 + pick(2)));
		oriel_set_style(widget, "font-size", "%gpx", (double)(10 + (float)pick(3)));
		break;
	case 7:
		oriel_set_attribute(widget, "class", pick(2) ? "p s" : "q");
		break;
	case 8:
		oriel_set_attribute(widget, "lang", pick(2) ? "de" : pick(2) ? NULL : "fr");
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

/* Copies a widget with its names, states and declarations. */
static oriel_widget *copy_one(const oriel_widget *widget) {
	static const char *const names[] = { "id", "class", "x", "disabled", "lang" };
	oriel_widget *copy = oriel_widget_new(widget->widget_class);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		oriel_set_attribute(copy, names[i], oriel_attribute(widget, names[i]));
	oriel_widget_set_state(
		copy, ORIEL_STATE_HOVER, oriel_widget_has_state(widget, ORIEL_STATE_HOVER));
	if (oriel__node_of(widget)->inline_style != NULL)
		oriel_set(copy, .style = oriel_attribute(widget, "style"));
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

/* Compares values by address, because equal values are one struct. */
static void compare_one(const oriel_widget *a, const oriel_widget *b) {
	oriel__widget_style(a);
	oriel__widget_style(b);
	const struct oriel__computed *left = oriel__node_of(a)->computed,
								 *right = oriel__node_of(b)->computed;
	if (left->variables != right->variables ||
		memcmp(left->groups, right->groups, sizeof(left->groups)) != 0)
		fail_msg("%s class=\"%s\": gap %g, radius %g; expected %g, %g", oriel_widget_type(a),
			oriel_attribute(a, "class"), (double)left->style.column_gap.px,
			(double)left->style.radius, (double)right->style.column_gap.px,
			(double)right->style.radius);
}

static const struct oriel__group *const *groups_of_box(
	const oriel_widget *widget, enum oriel__css_pseudo_element element) {
	const struct oriel__rare *rare = oriel__node_of(widget)->rare;
	const struct oriel__node *box = rare == NULL ? NULL :
		element == ORIEL__PSEUDO_ELEMENT_BEFORE ? rare->before :
												rare->after;
	return box != NULL ? (const struct oriel__group *const *)box->computed->groups : NULL;
}

static void compare_boxes(const oriel_widget *a, const oriel_widget *b) {
	for (int element = ORIEL__PSEUDO_ELEMENT_BEFORE; element <= ORIEL__PSEUDO_ELEMENT_AFTER;
		element++) {
		const struct oriel__group *const *left = groups_of_box(
			a, (enum oriel__css_pseudo_element)element);
		const struct oriel__group *const *right = groups_of_box(
			b, (enum oriel__css_pseudo_element)element);
		assert_int_equal(left != NULL, right != NULL);
		if (left != NULL)
			assert_memory_equal(left, right, ORIEL__GROUPS * sizeof(*left));
	}
}

static void compare(const oriel_widget *a, const oriel_widget *b) {
	compare_one(a, b);
	compare_boxes(a, b);
	for (const oriel_widget *child = oriel_first_child(a), *other = oriel_first_child(b);
		child != NULL; child = oriel_next_sibling(child), other = oriel_next_sibling(other))
		compare(child, other);
	for (const oriel_widget *part = oriel_widget_first_shadow_child(a),
							*other = oriel_widget_first_shadow_child(b);
			part != NULL; part = oriel_next_sibling(part), other = oriel_next_sibling(other))
		compare(part, other);
}

/* Prints "type#id.class:hover" with children in parentheses and shadow children in brackets. */
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

/* Makes up to three changes and an update, and compares the result with a copy. */
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
		oriel__widget_style(widgets[pick(NODES)]);
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
	struct oriel__style_state *style_state = oriel__style_state(loop);
	oriel__style_set_generated_class(loop, &widget_classes[0]);
	oriel__sheet_use(style_state, oriel_sheet_parse(rules), ORIEL__ORIGIN_TOOLKIT, NULL, NULL);
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

static void styling_marked_nodes_equals_styling_all_nodes(void **state) {
	play_seeds(&(const struct random_test){
		.step_size = STEP_SIZE, .max_steps = 200, .seeds = 50, .play = play_changes });
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(styling_marked_nodes_equals_styling_all_nodes));
}
