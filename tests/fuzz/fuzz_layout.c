/* SPDX-License-Identifier: MIT */
/*
 * Layout: bytes build a tree and change its shape, its styles and the size of its window. After
 * each layout, every box stands where a layout from scratch places it, and has a finite size that
 * is not negative.
 *
 * A step is four bytes: what to do, the widget, and two parameters.
 */
#include <oriel/extend/layout.h>
#include <oriel/extend/top_layer.h>
#include <oriel/extend/widget.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/loop.h>
#include <oriel/ui/scroll.h>
#include <oriel/ui/style.h>

#include "layout/layout_internal.h"
#include "style/style_internal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { STEP = 4, MAX_STEPS = 120, MAX_WIDGETS = 150, COLUMN = 70 };

/* ---- Widgets ---- */

/* Text of a width in one line, which breaks anywhere. */
struct leaf {
	struct oriel_widget_base base;
	float width, height;
};

static struct oriel_measurement measure(oriel_widget *widget, float max_width) {
	const struct leaf *leaf = (const struct leaf *)widget;
	if (leaf->width <= max_width)
		return (struct oriel_measurement){ leaf->width, leaf->height, leaf->height * 0.75f };
	float width = fmaxf(max_width, 5);
	return (struct oriel_measurement){ width, ceilf(leaf->width / width) * leaf->height,
		leaf->height * 0.75f };
}

static const struct oriel_widget_class leaf_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "leaf",
	.size = sizeof(struct leaf),
	.flags = ORIEL_WIDGET_LEAF,
	.measure = measure,
};
static const struct oriel_widget_class box_class = {
	.abi = ORIEL_WIDGET_ABI, .name = "box", .size = sizeof(struct oriel_widget_base)
};

static oriel_widget *leaf_make(uint8_t a, uint8_t b) {
	oriel_widget *widget = oriel_widget_new(&leaf_class);
	struct leaf *leaf = (struct leaf *)widget;
	leaf->width = (float)a;
	leaf->height = (float)(b % 40);
	return widget;
}

static bool is_leaf(const oriel_widget *widget) {
	return oriel_widget_try_cast(widget, &leaf_class) != NULL;
}

/* ---- Styles ---- */

static const char *const lengths[] = { "auto", "0", "10px", "37px", "120px", "50%", "110%",
	"calc(20% + 7px)", "min(40%, 50px)" };
static const char *const sizes[] = { "auto", "0", "12px", "80px", "50%", "100%", "min-content",
	"max-content", "fit-content", "calc(10% + 30px)" };
static const char *const edges[] = { "0", "3px", "10px", "5%", "1px 2px 3px 4px" };
static const char *const margins[] = { "0", "auto", "7px", "-4px", "3%", "0 auto", "5px 0 -9px" };
static const char *const aligns[] = { "start", "end", "center", "flex-start", "flex-end", "stretch",
	"normal", "baseline", "last baseline", "self-end", "safe center" };
static const char *const contents[] = { "start", "end", "center", "stretch", "space-between",
	"space-around", "space-evenly", "safe end", "normal" };

#define VALUES(list) list, sizeof(list) / sizeof((list)[0])
#define LIST(...) \
	(const char *const[]){ __VA_ARGS__ }, \
		sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(const char *)

static const struct {
	const char *name;
	const char *const *values;
	size_t count;
} properties[] = {
	{ "display", LIST("flex", "block", "grid", "none", "inline-block", "inline-flex", "contents") },
	{ "position", LIST("static", "relative", "absolute", "fixed", "sticky") },
	{ "flex-direction", LIST("row", "column", "row-reverse", "column-reverse") },
	{ "flex-wrap", LIST("nowrap", "wrap", "wrap-reverse") },
	{ "flex", LIST("none", "1", "auto", "2 0 10px", "0 3 40%", "1 1 content") },
	{ "width", VALUES(sizes) },
	{ "height", VALUES(sizes) },
	{ "min-width", VALUES(sizes) },
	{ "max-width", LIST("none", "0", "30px", "50%", "min-content") },
	{ "min-height", VALUES(sizes) },
	{ "max-height", LIST("none", "0", "30px", "50%", "max-content") },
	{ "padding", VALUES(edges) },
	{ "border", LIST("0 solid", "2px solid", "5px solid") },
	{ "margin", VALUES(margins) },
	{ "gap", LIST("0", "5px", "10%", "3px 7px") },
	{ "align-items", VALUES(aligns) },
	{ "align-self", VALUES(aligns) },
	{ "justify-items", VALUES(aligns) },
	{ "justify-self", VALUES(aligns) },
	{ "align-content", VALUES(contents) },
	{ "justify-content", VALUES(contents) },
	{ "order", LIST("0", "-1", "3") },
	{ "direction", LIST("ltr", "rtl") },
	{ "box-sizing", LIST("border-box", "content-box") },
	{ "overflow", LIST("visible", "hidden", "auto", "clip", "scroll") },
	{ "aspect-ratio", LIST("auto", "1", "2 / 1", "auto 1 / 3") },
	{ "visibility", LIST("visible", "hidden", "collapse") },
	{ "contain", LIST("none", "size", "layout", "paint", "strict") },
	{ "top", VALUES(lengths) },
	{ "left", VALUES(lengths) },
	{ "right", VALUES(lengths) },
	{ "bottom", VALUES(lengths) },
	{ "grid-template-columns", LIST("none", "1fr 2fr", "20px auto 30%", "repeat(auto-fill, 30px)",
		"minmax(10px, 1fr) fit-content(40px)", "[a] 10px [b] min-content [a]") },
	{ "grid-template-rows", LIST("none", "20px 1fr", "auto auto", "50% minmax(0, 20px)") },
	{ "grid-template-areas", LIST("none", "\"a b\" \"a c\"", "\"a . b\"") },
	{ "grid-auto-flow", LIST("row", "column", "row dense", "column dense") },
	{ "grid-column", LIST("auto", "1", "span 2", "2 / 4", "-1", "a", "span 3 / 5") },
	{ "grid-row", LIST("auto", "1", "span 2", "2 / -1", "b") },
	{ "-oriel-scrollbar-mode", LIST("overlay", "classic") },
	{ "z-index", LIST("auto", "1", "-1") },
};

static void restyle(oriel_widget *widget, uint8_t property, uint8_t value) {
	enum { COUNT = sizeof(properties) / sizeof(properties[0]) };
	const char *name = properties[property % COUNT].name;
	if (value % 7 == 6)
		oriel_set_style(widget, name, NULL);
	else
		oriel_set_style(widget, name, "%s",
			properties[property % COUNT].values[value % properties[property % COUNT].count]);
}

/* ---- Steps ---- */

struct scene {
	struct oriel__tree tree;
	struct oriel_size size;
	oriel_widget *root;
	size_t count; /* of the widgets that were made */
};

static oriel_widget *widget_at(const struct scene *scene, uint8_t index) {
	oriel_widget *widget = scene->root;
	while (index-- > 0) {
		oriel_widget *next = oriel_widget_next_in_tree(widget, scene->root);
		widget = next != NULL ? next : scene->root;
	}
	return widget;
}

static void append(struct scene *scene, oriel_widget *widget, uint8_t a, uint8_t b) {
	if (scene->count++ >= MAX_WIDGETS || is_leaf(widget))
		return;
	oriel_append(widget, a % 3 == 0 ? oriel_widget_new(&box_class) : leaf_make(a, b));
}

/* As many children as a column remembers. */
static void append_column(struct scene *scene, oriel_widget *widget, uint8_t a, uint8_t b) {
	if (scene->count + COLUMN > MAX_WIDGETS || is_leaf(widget))
		return;
	scene->count += COLUMN;
	oriel_set_style(widget, "flex-direction", "column");
	for (int i = 0; i < COLUMN; i++)
		oriel_append(widget, leaf_make(a, (uint8_t)(b + i)));
}

static void move(const struct scene *scene, oriel_widget *widget, uint8_t a) {
	oriel_widget *to = widget_at(scene, a);
	if (widget != scene->root && !is_leaf(to) && !oriel_widget_contains(widget, to))
		oriel_append(to, widget);
}

static void play(struct scene *scene, const uint8_t *step) {
	oriel_widget *widget = widget_at(scene, step[1]);
	bool is_root = widget == scene->root;
	switch (step[0] % 12) {
	case 0: case 1: append(scene, widget, step[2], step[3]); break;
	case 2: append_column(scene, widget, step[2], step[3]); break;
	case 3:
		if (!is_root)
			oriel_destroy(widget);
		break;
	case 4: move(scene, widget, step[2]); break;
	case 5:
		if (is_leaf(widget)) {
			((struct leaf *)widget)->width = (float)step[2];
			((struct leaf *)widget)->height = (float)(step[3] % 40);
			oriel_widget_relayout(widget);
		}
		break;
	case 6:
		scene->size = (struct oriel_size){ (float)step[2] * 2, (float)step[3] * 2 };
		break;
	case 7: oriel_scroll_to(widget, .x = step[2], .y = step[3]); break;
	case 8:
		if (!is_root && step[2] % 2)
			oriel_top_layer_add(widget, false);
		else
			oriel_top_layer_remove(widget);
		break;
	default:
		if (!is_root || step[2] % 4 != 0)
			restyle(widget, step[2], step[3]);
	}
}

/* ---- Comparing ---- */

static void update(struct scene *scene) {
	oriel__style_update(&scene->tree);
	oriel__layout_update(&scene->tree, scene->size);
}

static size_t read_boxes(const struct scene *scene, struct oriel__box *boxes) {
	size_t count = 0;
	for (oriel_widget *at = scene->root; at != NULL;
		at = oriel_widget_next_in_tree(at, scene->root)) {
		struct oriel__node *node = oriel__node_of(at);
		oriel__layout_catch_up(node);
		boxes[count++] = node->rect;
	}
	return count;
}

static void forget_all(const struct scene *scene) {
	for (oriel_widget *at = scene->root; at != NULL;
		at = oriel_widget_next_in_tree(at, scene->root))
		oriel__layout_free(oriel__node_of(at));
	for (oriel_widget *at = scene->root; at != NULL;
		at = oriel_widget_next_in_tree(at, scene->root))
		oriel_widget_relayout(at);
}

static void check(struct scene *scene) {
	struct oriel__box changed[MAX_WIDGETS + 1], fresh[MAX_WIDGETS + 1];
	update(scene);
	size_t count = read_boxes(scene, changed);
	forget_all(scene);
	update(scene);
	read_boxes(scene, fresh);
	for (size_t i = 0; i < count; i++) {
		const struct oriel__box *a = &changed[i], *b = &fresh[i];
		bool is_sound = isfinite(a->x) && isfinite(a->y) && a->width >= 0 && a->height >= 0 &&
			isfinite(a->width) && isfinite(a->height);
		bool is_same = fabs(a->x - b->x) < 0.02 && fabs(a->y - b->y) < 0.02 &&
			fabsf(a->width - b->width) < 0.02f && fabsf(a->height - b->height) < 0.02f;
		if (is_sound && is_same)
			continue;
		fprintf(stderr, "box %zu is %g,%g %gx%g, from scratch %g,%g %gx%g\n", i, a->x, a->y,
			(double)a->width, (double)a->height, b->x, b->y, (double)b->width, (double)b->height);
		abort();
	}
}

static void ignore(enum oriel_log_level level, const char *message, void *data) {
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	static const struct oriel__tree_class tree_class = { 0 };
	oriel_set_log_hook(ignore, NULL);
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	struct scene scene = { .tree = { .tree_class = &tree_class },
		.size = { 300, 200 },
		.root = oriel_widget_new(&box_class) };
	oriel__tree_set_root(&scene.tree, oriel__node_of(scene.root));
	for (size_t i = 0; i + STEP <= size && i < (size_t)MAX_STEPS * STEP; i += STEP) {
		play(&scene, data + i);
		/* some changes come together */
		if (data[i] % 5 != 0 || i + 2 * STEP > size)
			check(&scene);
	}
	oriel__tree_set_root(&scene.tree, NULL);
	oriel_destroy(scene.root);
	oriel_loop_destroy(loop);
	return 0;
}
