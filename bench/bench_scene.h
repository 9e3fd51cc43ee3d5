/* SPDX-License-Identifier: MIT */
/*
 * A tree without an application, for the steps of a frame that have no public name: style, layout
 * and paint. Include it once in a program.
 */
#ifndef ORIEL_BENCH_SCENE_H
#define ORIEL_BENCH_SCENE_H

#include <stdlib.h>

#include <oriel/runtime/loop.h>
#include <oriel/ui/set.h>

#include "layout/layout_internal.h"
#include "paint/painter_internal.h"
#include "style/style_internal.h"

struct bench_scene {
	oriel_loop *loop;
	struct oriel__tree tree;
	struct oriel_size size; // px
	struct oriel__painter *painter;
	struct oriel_framebuffer fb;
};

static const struct oriel__tree_class bench_tree_class = { 0 };

/** Opens a scene and takes over root. The scene has pixel_width x pixel_height pixels, from the top
 * left corner of the layout. */
static void bench_scene_open(struct bench_scene *scene, oriel_widget *root, struct oriel_size size,
	int pixel_width, int pixel_height) {
	*scene = (struct bench_scene){
		.loop = oriel_loop_current(), .size = size, .painter = oriel__painter_new()
	};
	scene->tree.tree_class = &bench_tree_class;
	scene->fb = (struct oriel_framebuffer){
		.width = pixel_width, .height = pixel_height, .stride = pixel_width * 4, .generation = 1
	};
	scene->fb.pixels = calloc((size_t)pixel_width * (size_t)pixel_height, 4);
	oriel__tree_set_root(&scene->tree, oriel__node_of(root));
}

static void bench_scene_layout(struct bench_scene *scene) {
	oriel__style_update(&scene->tree);
	oriel__layout_update(&scene->tree, scene->size);
}

static void bench_scene_paint(struct bench_scene *scene) {
	struct oriel_device_rect damage[8];
	oriel__painter_update(scene->painter, &scene->tree, &scene->fb, 1, damage, 8);
}

static void bench_scene_close(struct bench_scene *scene) {
	oriel_widget *root = oriel__widget_of(scene->tree.root);
	oriel__tree_set_root(&scene->tree, NULL);
	oriel_destroy(root);
	oriel__painter_destroy(scene->painter);
	free(scene->fb.pixels);
}

#endif
