/* SPDX-License-Identifier: MIT */
/*
 * Random changes of everything that layout reads, in one tree: kinds of containers, sizes, places,
 * scrolling, writing direction, the top layer. A changed layout must be the same as one from
 * scratch.
 */
#include "boxes.h"
#include "chance.h"
#include "shrink.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/extend/top_layer.h>
#include <oriel/ui/node.h>
#include <oriel/ui/set.h>

enum { STEP_SIZE = 4, MOST_BOXES = 60 };

static struct chance chance;

static unsigned pick(unsigned count) {
	return roll(&chance, count);
}

struct value {
	const char *property;
	const char *values[12]; /* up to NULL */
};

/* What a box is as a container. */
static const struct value of_containers[] = {
	{ "display", { "flex", "flex", "block", "grid", "inline-block", "inline-flex", "inline-grid",
		"contents", "none" } },
	{ "flex-direction", { "row", "column", "row-reverse", "column-reverse" } },
	{ "flex-wrap", { "nowrap", "wrap", "wrap-reverse" } },
	{ "grid-template-columns", { "none", "1fr 2fr", "auto minmax(min-content, 50px)",
		"repeat(auto-fill, 40px)", "30% [x] fit-content(40px)" } },
	{ "grid-template-rows", { "none", "20px 1fr", "auto 30%" } },
	{ "grid-template-areas", { "none", "\"a b\" \"a c\"", "\"a a\"" } },
	{ "grid-auto-flow", { "row", "column", "row dense" } },
	{ "grid-auto-rows", { "auto", "15px", "min-content" } },
	{ "align-items", { "normal", "start", "center", "baseline", "last baseline", "stretch" } },
	{ "justify-items", { "normal", "start", "center", "end", "stretch" } },
	{ "align-content", { "normal", "center", "space-between", "end", "stretch" } },
	{ "justify-content", { "normal", "center", "space-around", "safe end" } },
	{ "gap", { "0", "4px", "5% 2px" } },
	{ "overflow", { "visible", "hidden", "auto", "scroll", "clip" } },
	{ "overflow-x", { "visible", "auto", "clip" } },
	{ "-oriel-scrollbar-mode", { "overlay", "classic" } },
	{ "direction", { "ltr", "rtl" } },
	{ "contain", { "none", "none", "size", "layout", "paint", "strict" } },
	{ "visibility", { "visible", "visible", "hidden", "collapse" } },
};

/* What a box is in its container. */
static const struct value of_items[] = {
	{ "width", { "auto", "40px", "50%", "calc(20% + 10px)", "min-content", "max-content",
		"fit-content", "120px" } },
	{ "height", { "auto", "30px", "50%", "min(40%, 60px)", "min-content", "max-content" } },
	{ "min-width", { "auto", "0", "30px", "20%", "max-content" } },
	{ "max-width", { "none", "60px", "50%", "min-content" } },
	{ "min-height", { "auto", "0", "20px", "30%" } },
	{ "max-height", { "none", "40px", "50%" } },
	{ "margin", { "0", "3px", "-4px 2px", "auto", "5%", "0 auto" } },
	{ "margin-block-end", { "0", "9px", "-6px" } },
	{ "padding", { "0", "2px", "4% 1px" } },
	{ "border", { "none", "1px solid", "0 solid" } },
	{ "box-sizing", { "border-box", "content-box" } },
	{ "aspect-ratio", { "auto", "2", "1 / 3", "auto 1" } },
	{ "flex", { "0 1 auto", "1", "0 0 30px", "2 1 0", "1 1 content" } },
	{ "order", { "0", "1", "-1" } },
	{ "align-self", { "auto", "center", "baseline", "end", "stretch", "safe center" } },
	{ "justify-self", { "auto", "center", "end", "stretch" } },
	{ "grid-column", { "auto", "2", "span 2", "x", "-2 / 1", "a" } },
	{ "grid-row", { "auto", "1", "span 2", "c" } },
	{ "position", { "static", "static", "relative", "absolute", "fixed", "sticky" } },
	{ "inset", { "auto", "0", "5px auto auto 7px", "auto 10% 4px auto", "-3px" } },
	{ "top", { "auto", "0", "6px", "20%" } },
	{ "inset-inline-start", { "auto", "0", "10px" } },
	{ "z-index", { "auto", "1", "-1" } },
	{ "scroll-margin", { "0", "5px" } },
};

/* The last change in words. */
static char what[200];

/* Writes the indices that lead from the root to a widget, such as ".0.3". */
static void write_path(char *path, size_t size, const oriel_widget *widget) {
	const oriel_widget *parent = oriel_parent(widget);
	if (parent == NULL) {
		path[0] = '\0';
		return;
	}
	write_path(path, size, parent);
	unsigned index = 0;
	for (const oriel_widget *at = oriel_first_child(parent); at != widget;
		at = oriel_next_sibling(at))
		index++;
	size_t length = strlen(path);
	snprintf(path + length, size - length, ".%u", index);
}

static void note(const oriel_widget *widget, const char *change, const char *value) {
	char path[100];
	write_path(path, sizeof(path), widget);
	snprintf(what, sizeof(what), "%s %s of root%s", change, value, path);
}

static void set_one(oriel_widget *widget, const struct value *values, size_t count) {
	const struct value *value = &values[pick((unsigned)count)];
	unsigned choices = 0;
	while (value->values[choices] != NULL)
		choices++;
	const char *chosen = value->values[pick(choices)];
	note(widget, value->property, chosen);
	oriel_set_style(widget, value->property, "%s", chosen);
}

#define SET_ONE(widget, values) set_one(widget, values, sizeof(values) / sizeof((values)[0]))

static oriel_widget *pick_widget(oriel_widget *root) {
	while (oriel_first_child(root) != NULL && pick(5) != 0)
		root = oriel_child_at(root, pick((unsigned)oriel_child_count(root)));
	return root;
}

static bool is_leaf(const oriel_widget *widget) {
	return oriel_widget_type(widget)[0] == 'l';
}

static oriel_widget *something_new(void) {
	switch (pick(4)) {
	case 0:
		return text_new((float)pick(300), 10);
	case 1:
		return leaf_new((float)pick(60), (float)pick(30));
	default:
		return with(box_new(ORIEL_DIRECTION_ROW + pick(4)), leaf_new(15, 5),
			text_new((float)pick(80), 8));
	}
}

static bool is_inside(const oriel_widget *widget, const oriel_widget *other) {
	while (widget != NULL && widget != other)
		widget = oriel_parent(widget);
	return widget != NULL;
}

static void move_elsewhere(oriel_widget *root, oriel_widget *widget) {
	oriel_widget *parent = pick_widget(root);
	if (is_leaf(parent) || is_inside(parent, widget))
		return;
	note(parent, "move to", "");
	oriel_insert_before(parent, widget, pick(2) ? oriel_first_child(parent) : NULL);
}

/* Changes the tree at a widget other than the root. */
static void change_tree(oriel_widget *root, oriel_widget *widget) {
	switch (pick(5)) {
	case 0:
		note(widget, "destruction", "");
		oriel_destroy(widget);
		break;
	case 1: {
		bool is_hidden = pick(2);
		note(widget, is_hidden ? "hidden" : "not hidden", "");
		oriel_set_hidden(widget, is_hidden);
		break;
	}
	case 2:
		move_elsewhere(root, widget);
		break;
	default:
		if (pick(3) == 0) {
			note(widget, "top layer", "");
			oriel_top_layer_add(widget, false);
		} else {
			note(widget, "no top layer", "");
			oriel_top_layer_remove(widget);
		}
	}
}

static void scroll_something(oriel_widget *widget) {
	double x = (double)pick(60) - 30, y = (double)pick(60) - 20;
	char value[40];
	snprintf(value, sizeof(value), "by %g, %g", x, y);
	note(widget, "scroll", value);
	oriel_scroll_by(widget, .x = x, .y = y);
}

static void change_something(oriel_widget *root) {
	oriel_widget *widget = pick_widget(root);
	if (is_leaf(widget) && pick(2)) {
		note(widget, "size", "");
		leaf_resize(widget, (float)pick(200), (float)pick(40));
	} else if (!is_leaf(widget) && pick(3) == 0) {
		note(widget, "insertion", "");
		with(widget, something_new());
	} else if (pick(6) == 0) {
		scroll_something(widget);
	} else if (widget != root && pick(4) == 0) {
		change_tree(root, widget);
	} else if (!is_leaf(widget) && pick(2)) {
		SET_ONE(widget, of_containers);
	} else if (widget != root) {
		SET_ONE(widget, of_items);
	}
}

#define EACH(at, root) \
	for (oriel_widget *at = (root); at != NULL; at = oriel_widget_next_in_tree(at, (root)))

/* Lays everything out anew, at the same offsets of scrolling. */
static void relayout_all(struct scene *scene) {
	struct oriel_scroll offsets[2 * MOST_BOXES];
	size_t count = 0, i = 0;
	EACH (at, scene->root) {
		assert_in_range(count, 0, 2 * MOST_BOXES - 1);
		offsets[count++] = oriel_widget_scroll_position(at);
	}
	EACH (at, scene->root)
		oriel__layout_free(oriel__node_of(at));
	EACH (at, scene->root)
		oriel_widget_relayout(at);
	scene_layout(scene);
	EACH (at, scene->root) {
		oriel_scroll_to(at, .x = offsets[i].x, .y = offsets[i].y);
		i++;
	}
	scene_layout(scene);
}

/* Returns the rectangles, and the ranges of scrolling, which boxes without a place keep; owned by
 * the caller. */
static char *describe(oriel_widget *root) {
	struct order order = { 0 };
	char *rects = rects_of(root);
	EACH (at, root) {
		struct oriel_scroll scroll = oriel_widget_scroll_position(at);
		struct oriel_rect box = oriel_widget_bounds(at);
		if (oriel__scroll_has_range(&scroll) && box.width > 0 && box.height > 0)
			order_add(&order, "%g,%g of %g..%g,%g..%g%s%s", scroll.x, scroll.y, scroll.min_x,
				scroll.max_x, scroll.min_y, scroll.max_y,
				oriel__node_of(at)->scroll->has_bar_x ? " bar-x" : "",
				oriel__node_of(at)->scroll->has_bar_y ? " bar-y" : "");
	}
	size_t size = strlen(rects) + strlen(order.text) + 8;
	char *all = malloc(size);
	snprintf(all, size, "%s; %s", rects, order.text);
	free(rects);
	return all;
}

static size_t count_boxes(oriel_widget *root) {
	size_t count = 0;
	EACH (at, root)
		count++;
	return count;
}

static size_t steps_played;

static void play_step(struct scene *scene, const uint8_t *step, bool print) {
	chance = chance_of_step(step, STEP_SIZE);
	what[0] = '\0';
	change_something(scene->root);
	if (count_boxes(scene->root) > MOST_BOXES)
		oriel_widget_clear(scene->root);
	if (pick(4) == 0)
		scene->size.width = 200 + (float)pick(3) * 50;
	if (print)
		print_step(step, STEP_SIZE, what);
	scene_layout(scene);
	char *changed = describe(scene->root);
	relayout_all(scene);
	char *fresh = describe(scene->root);
	bool is_same = strcmp(changed, fresh) == 0;
	if (!is_same && print) /* longer than cmocka's messages */
		fprintf(stderr, "changed: %s\nfresh:   %s\n", changed, fresh);
	assert_true(is_same);
	free(changed);
	free(fresh);
	steps_played++;
}

static bool play_changes(const uint8_t *steps, size_t count, bool print) {
	struct scene scene;
	scene_open(&scene, 300, 200);
	for (size_t i = 0; i < count; i++)
		play_step(&scene, steps + STEP_SIZE * i, print);
	scene_close(&scene);
	return true;
}

static void a_changed_layout_is_the_same_as_one_from_scratch(void **state) {
	(void)state;
	if (play_seeds(&(const struct random_test){
			.step_size = STEP_SIZE, .max_steps = 400, .seeds = 45, .play = play_changes }))
		assert_true(steps_played >= 10000);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(a_changed_layout_is_the_same_as_one_from_scratch));
}
