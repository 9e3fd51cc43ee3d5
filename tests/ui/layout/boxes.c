/* SPDX-License-Identifier: MIT */
/*
 * Boxes and leaves for the tests of layout and paint.
 */
#include "boxes.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/ui/set.h>

#include "style/style_internal.h"

struct leaf {
	struct oriel_widget_base base;
	float width, height;
	bool breaks;
	unsigned measured;
};

static struct oriel_measurement leaf_measure(oriel_widget *widget, float max_width) {
	struct leaf *leaf = (struct leaf *)widget;
	leaf->measured++;
	if (!leaf->breaks || leaf->width <= max_width)
		return (struct oriel_measurement){ leaf->width, leaf->height, leaf->height * 0.75f };
	float width = fmaxf(max_width, 10);
	return (struct oriel_measurement){ width, ceilf(leaf->width / width) * leaf->height,
		leaf->height * 0.75f };
}

static struct oriel_measurement stack_measure(oriel_widget *widget, float max_width) {
	struct oriel_measurement size = { 0, 0, -1 };
	for (oriel_widget *child = oriel_first_child(widget); child != NULL;
		child = oriel_next_sibling(child)) {
		struct oriel_measurement of = oriel_widget_measure(child, max_width);
		size.width = fmaxf(size.width, of.width);
		size.height += of.height + 5;
	}
	return size;
}

static void stack_arrange(oriel_widget *widget, struct oriel_rect content) {
	float y = content.y;
	for (oriel_widget *child = oriel_first_child(widget); child != NULL;
		child = oriel_next_sibling(child)) {
		struct oriel_measurement of = oriel_widget_measure(child, content.width);
		if (oriel_has_class(child, "left-out"))
			continue;
		oriel_widget_place(child, (struct oriel_rect){ content.x, y, of.width, of.height });
		y += of.height + 5;
	}
}

static const struct oriel_widget_class box_class = {
	.abi = ORIEL_WIDGET_ABI, .name = "box", .size = sizeof(struct oriel_widget_base)
};
static const struct oriel_widget_class leaf_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "leaf",
	.size = sizeof(struct leaf),
	.flags = ORIEL_WIDGET_LEAF,
	.measure = leaf_measure,
};
static const struct oriel_widget_class stack_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "stack",
	.size = sizeof(struct oriel_widget_base),
	.measure = stack_measure,
	.arrange = stack_arrange,
};

static struct scene *scene_of(struct oriel__tree *tree) {
	return (struct scene *)(void *)((char *)tree - offsetof(struct scene, tree));
}

static void marked(struct oriel__tree *tree) {
	scene_of(tree)->marked++;
}

static const struct oriel__tree_class tree_class = { .marked = marked };

void scene_open(struct scene *scene, float width, float height) {
	memset(scene, 0, sizeof(*scene));
	scene->loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	scene->tree.tree_class = &tree_class;
	scene->size = (struct oriel_size){ width, height };
	scene->root = box_new(ORIEL_DIRECTION_COLUMN);
	oriel__tree_set_root(&scene->tree, oriel__node_of(scene->root));
}

void scene_layout(struct scene *scene) {
	oriel__style_update(&scene->tree);
	oriel__layout_update(&scene->tree, scene->size);
}

void scene_close(struct scene *scene) {
	oriel__tree_set_root(&scene->tree, NULL);
	oriel_destroy(scene->root);
	oriel_loop_destroy(scene->loop);
}

oriel_widget *direction(oriel_widget *widget, enum oriel_direction direction) {
	static const char *const directions[] = {
		[ORIEL_DIRECTION_ROW] = "row",
		[ORIEL_DIRECTION_COLUMN] = "column",
		[ORIEL_DIRECTION_ROW_REVERSE] = "row-reverse",
		[ORIEL_DIRECTION_COLUMN_REVERSE] = "column-reverse",
	};
	oriel_hint_keyword(widget, ORIEL_PROPERTY_FLEX_DIRECTION, directions[direction]);
	return widget;
}

oriel_widget *shadow(oriel_widget *widget, struct oriel_shadow shadow) {
	oriel_set_style(widget, "box-shadow", "%.9gpx %.9gpx %.9gpx %.9gpx #%08x", (double)shadow.x,
		(double)shadow.y, (double)shadow.blur, (double)shadow.spread, shadow.color);
	return widget;
}

oriel_widget *outline(oriel_widget *widget, float width, float offset, oriel_color color) {
	oriel_set_style(widget, "outline", "%.9gpx solid #%08x", (double)width, color);
	oriel_set_style(widget, "outline-offset", "%.9gpx", (double)offset);
	return widget;
}

oriel_widget *box_new(enum oriel_direction along) {
	return direction(oriel_widget_new(&box_class), along);
}

oriel_widget *stack_new(void) {
	return oriel_widget_new(&stack_class);
}

oriel_widget *leaf_new(float width, float height) {
	oriel_widget *widget = oriel_widget_new(&leaf_class);
	struct leaf *leaf = (struct leaf *)widget;
	leaf->width = width;
	leaf->height = height;
	return widget;
}

oriel_widget *text_new(float width, float line_height) {
	oriel_widget *widget = leaf_new(width, line_height);
	((struct leaf *)widget)->breaks = true;
	return widget;
}

void leaf_resize(oriel_widget *widget, float width, float height) {
	struct leaf *leaf = (struct leaf *)widget;
	leaf->width = width;
	leaf->height = height;
	oriel_widget_relayout(widget);
}

unsigned leaf_measured(oriel_widget *leaf) {
	return ((struct leaf *)leaf)->measured;
}

struct dump {
	char *text;
	size_t length;
};

static void put(struct dump *dump, const char *text) {
	size_t length = strlen(text);
	dump->text = realloc(dump->text, dump->length + length + 1);
	memcpy(dump->text + dump->length, text, length + 1);
	dump->length += length;
}

static void dump_children(struct dump *dump, oriel_widget *widget) {
	for (oriel_widget *child = oriel_first_child(widget); child != NULL;
		child = oriel_next_sibling(child)) {
		struct oriel_rect rect = oriel_widget_bounds(child);
		char text[128];
		snprintf(text, sizeof(text), "%s%.6g,%.6g %.6gx%.6g",
			child != oriel_first_child(widget) ? " | " : "", (double)rect.x, (double)rect.y,
			(double)rect.width, (double)rect.height);
		put(dump, text);
		if (oriel_first_child(child) == NULL)
			continue;
		put(dump, " [");
		dump_children(dump, child);
		put(dump, "]");
	}
}

char *rects_of(oriel_widget *widget) {
	struct dump dump = { 0 };
	put(&dump, "");
	dump_children(&dump, widget);
	return dump.text;
}
