/* SPDX-License-Identifier: MIT */
/*
 * Windows in memory, compared pixel by pixel.
 */
#include "canvas.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/extend/recorder.h>

#define SPOILT 0x00fe01fdu

/* ---- Paper ---- */

static void leaving(struct oriel__tree *tree, struct oriel__node *node, bool destroying) {
	struct paper *paper = (struct paper *)(void *)((char *)tree -
		offsetof(struct paper, scene.tree));
	(void)destroying;
	oriel__paint_leaving(paper->painter, node);
}

static void marked(struct oriel__tree *tree) {
	((struct paper *)(void *)((char *)tree - offsetof(struct paper, scene.tree)))->scene.marked++;
}

static void moving(struct oriel__tree *tree, struct oriel__node *node) {
	leaving(tree, node, false);
}

static const struct oriel__tree_class tree_class = {
	.marked = marked, .leaving = leaving, .moving = moving
};

static size_t byte_count(const struct paper *paper) {
	return (size_t)paper->fb.stride * (size_t)paper->fb.height;
}

void paper_open(struct paper *paper, float width, float height, float scale) {
	memset(paper, 0, sizeof(*paper));
	scene_open(&paper->scene, width, height);
	paper->scene.tree.tree_class = &tree_class;
	paper->painter = oriel__painter_new();
	paper->scale = scale;
	paper->fb.width = (int)ceilf(width * scale);
	paper->fb.height = (int)ceilf(height * scale);
	paper->fb.stride = (paper->fb.width + 3) * 4; /* more than the bytes of a row */
	paper->fb.generation = 1;
	paper->fb.pixels = calloc(1, byte_count(paper) + 1);
}

void paper_update(struct paper *paper) {
	scene_layout(&paper->scene);
	paper->damage_count = oriel__painter_update(
		paper->painter, &paper->scene.tree, &paper->fb, paper->scale, paper->damage, 64);
}

void paper_close(struct paper *paper) {
	scene_close(&paper->scene);
	oriel__painter_destroy(paper->painter);
	free(paper->fb.pixels);
}

static uint32_t *row_of(const struct oriel_framebuffer *fb, int y) {
	return (uint32_t *)(void *)((char *)fb->pixels + (ptrdiff_t)y * fb->stride);
}

uint32_t paper_pixel(const struct paper *paper, int x, int y) {
	return row_of(&paper->fb, y)[x] & 0xffffffu;
}

void paper_spoil(struct paper *paper) {
	for (int y = 0; y < paper->fb.height; y++)
		for (int x = 0; x < paper->fb.width; x++)
			row_of(&paper->fb, y)[x] = SPOILT;
}

int paper_spoilt(const struct paper *paper) {
	int count = 0;
	for (int y = 0; y < paper->fb.height; y++)
		for (int x = 0; x < paper->fb.width; x++)
			count += paper_pixel(paper, x, y) == SPOILT;
	return count;
}

static void assert_same_pixels(
	const struct oriel_framebuffer *a, const struct oriel_framebuffer *b, const char *what) {
	assert_int_equal(a->width, b->width);
	assert_int_equal(a->height, b->height);
	for (int y = 0; y < a->height; y++)
		for (int x = 0; x < a->width; x++)
			if ((row_of(a, y)[x] & 0xffffffu) != (row_of(b, y)[x] & 0xffffffu))
				fail_msg("pixel %d, %d is %06x and not %06x %s", x, y, row_of(a, y)[x] & 0xffffffu,
					row_of(b, y)[x] & 0xffffffu, what);
}

void paper_assert_repaint_is_same(struct paper *paper, const char *after) {
	struct oriel_framebuffer fresh = paper->fb;
	char what[256];

	fresh.pixels = calloc(1, byte_count(paper));
	memcpy(fresh.pixels, paper->fb.pixels, byte_count(paper));
	paper->fb.generation++;
	oriel__painter_update(
		paper->painter, &paper->scene.tree, &paper->fb, paper->scale, paper->damage, 64);
	snprintf(what, sizeof(what), "as painted anew after %s", after);
	assert_same_pixels(&fresh, &paper->fb, what);
	free(fresh.pixels);
}

/* ---- Golden images ---- */

static void write_golden(const struct paper *paper, const char *path) {
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	fprintf(file, "P6\n%d %d\n255\n", paper->fb.width, paper->fb.height);
	for (int y = 0; y < paper->fb.height; y++)
		for (int x = 0; x < paper->fb.width; x++) {
			uint32_t pixel = paper_pixel(paper, x, y);
			fputc((int)(pixel >> 16), file);
			fputc((int)(pixel >> 8 & 0xff), file);
			fputc((int)(pixel & 0xff), file);
		}
	assert_int_equal(fclose(file), 0);
}

static void compare_golden(const struct paper *paper, FILE *file, const char *path) {
	int width, height;
	if (fscanf(file, "P6 %d %d 255", &width, &height) != 2 || fgetc(file) != '\n')
		fail_msg("%s is no PPM file", path);
	assert_int_equal(width, paper->fb.width);
	assert_int_equal(height, paper->fb.height);
	for (int y = 0; y < height; y++)
		for (int x = 0; x < width; x++) {
			uint32_t golden = (uint32_t)fgetc(file) << 16;
			golden |= (uint32_t)fgetc(file) << 8;
			golden |= (uint32_t)fgetc(file);
			if (golden != paper_pixel(paper, x, y))
				fail_msg("pixel %d, %d is %06x and not %06x as in %s", x, y,
					paper_pixel(paper, x, y), golden, path);
		}
}

void paper_assert_golden(const struct paper *paper, const char *name) {
	char path[512];
	const char *mode = getenv("ORIEL_GOLDEN");

	snprintf(path, sizeof(path), ORIEL_TESTS_DIR "/ui/paint/golden/%s.ppm", name);
	if (mode != NULL && strcmp(mode, "write") == 0)
		write_golden(paper, path);
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		fail_msg(
			"%s is missing; look at what ORIEL_GOLDEN=write writes before it is committed", path);
	compare_golden(paper, file, path);
	fclose(file);
}

/* ---- Leaves ---- */

struct picture {
	struct oriel_widget_base base;
	float width, height;
	picture_fn *fn;
	unsigned recorded;
};

static struct oriel_measurement picture_measure(oriel_widget *widget, float max_width) {
	struct picture *picture = (struct picture *)widget;
	(void)max_width;
	return (struct oriel_measurement){ picture->width, picture->height, -1 };
}

static void picture_record(oriel_widget *widget, oriel_recorder *recorder) {
	struct picture *picture = (struct picture *)widget;
	struct oriel_rect box = oriel_widget_bounds(widget);
	picture->recorded++;
	picture->fn(recorder, (struct oriel_rect){ 0, 0, box.width, box.height });
}

static const struct oriel_widget_class picture_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "picture",
	.size = sizeof(struct picture),
	.measure = picture_measure,
	.record = picture_record,
};

oriel_widget *picture_new(float width, float height, picture_fn *fn) {
	oriel_widget *widget = oriel_widget_new(&picture_class);
	struct picture *picture = (struct picture *)widget;
	picture->width = width;
	picture->height = height;
	picture->fn = fn;
	return widget;
}

unsigned picture_recorded(oriel_widget *picture) {
	return ((struct picture *)picture)->recorded;
}

struct words {
	struct oriel_widget_base base;
	oriel_paragraph *paragraph;
};

static void words_finish(oriel_widget *widget) {
	oriel_paragraph_destroy(((struct words *)widget)->paragraph);
}

static struct oriel_measurement words_measure(oriel_widget *widget, float max_width) {
	oriel_paragraph *paragraph = ((struct words *)widget)->paragraph;
	oriel_paragraph_set_width(paragraph, max_width, ORIEL_TEXT_ALIGN_START);
	struct oriel_size size = oriel_paragraph_size(paragraph);
	return (
		struct oriel_measurement){ size.width, size.height, oriel_paragraph_baseline(paragraph) };
}

static void words_record(oriel_widget *widget, oriel_recorder *recorder) {
	struct oriel_rect content = oriel_widget_content_box(widget);
	oriel_paragraph *paragraph = ((struct words *)widget)->paragraph;
	/* the last measurement was at another width */
	oriel_paragraph_set_width(paragraph, content.width + 0.01f, ORIEL_TEXT_ALIGN_START);
	oriel_record_paragraph(
		recorder, paragraph, content.x, content.y, oriel_used_color(widget, ORIEL_PROPERTY_COLOR));
}

static const struct oriel_widget_class words_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "words",
	.size = sizeof(struct words),
	.finish = words_finish,
	.measure = words_measure,
	.record = words_record,
};

oriel_widget *words_new(const char *text, float size) {
	oriel_widget *widget = oriel_widget_new(&words_class);
	const struct oriel_text_style style = { .family = "DejaVu Sans", .size = size };
	((struct words *)widget)->paragraph = oriel_paragraph_new(text, strlen(text), &style);
	return widget;
}
