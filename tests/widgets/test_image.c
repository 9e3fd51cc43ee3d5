/* SPDX-License-Identifier: MIT */
/*
 * Images: events, natural size, object-fit and object-position, errors, lazy decoding, and other
 * sources during the loading.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <oriel/extend/describe.h>
#include <oriel/extend/style.h>
#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

static struct order order;

static const char *path_of(const char *name) {
	static char path[512];
	snprintf(path, sizeof(path), "%s/ui/image/pictures/%s", ORIEL_TESTS_DIR, name);
	return path;
}

static void note(oriel_event *event, void *data) {
	struct oriel_size size = oriel_image_natural_size(oriel_event_widget(event));
	(void)data;
	order_add(&order, "%s %gx%g %s", oriel_event_type(event), (double)size.width,
		(double)size.height, oriel_attribute(oriel_event_widget(event), "state"));
}

/* Waits for the steps of a loading: each frame may begin another one. */
static void load_all(struct ui *ui) {
	for (int i = 0; i < 4; i++) {
		oriel_loop_settle(ui->loop);
		ui_settle(ui);
	}
}

static oriel_widget *image;

static oriel_widget *make_image(void) {
	image = oriel_image(NULL, "A picture");
	oriel_listen(image, "load", note, NULL);
	oriel_listen(image, "error", note, NULL);
	return oriel_column(image);
}

static void note_bounds(void) {
	struct oriel_rect bounds = oriel_widget_bounds(image);
	order_add(&order, "%gx%g", (double)bounds.width, (double)bounds.height);
}

static void file_is_loaded_and_fires_load(void **state) {
	(void)state;
	struct ui ui = ui_open(make_image);
	note_bounds();
	oriel_image_set_path(image, path_of("quadrants.jpg"));
	order_add(&order, "%s", oriel_attribute(image, "state"));
	load_all(&ui);
	note_bounds();
	assert_order(&order, "0x0, loading, load 32x16 complete, 32x16");
	assert_non_null(oriel_image_bitmap(image));
	assert_string_equal(oriel_image_path(image), path_of("quadrants.jpg"));
	oriel_image_set_path(image, NULL);
	note_bounds();
	assert_null(oriel_attribute(image, "state"));
	assert_order(&order, "0x0");
	ui_close(&ui);
}

static struct oriel_bytes *bytes_of(const char *name) {
	static unsigned char content[1 << 16];
	FILE *file = fopen(path_of(name), "rb");
	assert_non_null(file);
	size_t length = fread(content, 1, sizeof(content), file);
	fclose(file);
	return oriel_bytes_new(content, length);
}

static void bytes_are_decoded_after_listeners_are_added(void **state) {
	(void)state;
	struct ui ui = ui_open(make_image);
	oriel_image_set_bytes(image, bytes_of("rgba.webp"));
	assert_order(&order, "");
	load_all(&ui);
	assert_order(&order, "load 4x2 complete");
	expect_log("image: cannot decode a picture from memory: the bytes are no picture");
	oriel_image_set_bytes(image, oriel_bytes_new("x", 1));
	load_all(&ui);
	assert_order(&order, "error 0x0 error");
	oriel_image_set_bytes(image, NULL);
	load_all(&ui);
	assert_order(&order, "");
	ui_close(&ui);
}

static void bitmap_is_shown_without_an_event(void **state) {
	static const unsigned char red[] = { 255, 0, 0, 255, 255, 0, 0, 255 };
	(void)state;
	struct ui ui = ui_open(make_image);
	oriel_image_set_bitmap(image, oriel_bitmap_new(2, 1, red, 8));
	load_all(&ui);
	note_bounds();
	assert_order(&order, "2x1");
	assert_string_equal(oriel_attribute(image, "state"), "complete");
	ui_close(&ui);
}

static void width_or_height_gives_the_other_one(void **state) {
	(void)state;
	struct ui ui = ui_open(make_image);
	oriel_image_set_path(image, path_of("quadrants.jpg"));
	load_all(&ui);
	oriel_set(image, .style = "width: 100px");
	note_bounds();
	oriel_set(image, .style = "height: 100px");
	note_bounds();
	oriel_set(image, .style = "width: 10px; height: 10px");
	note_bounds();
	assert_order(&order, "load 32x16 complete, 100x50, 200x100, 10x10");
	/* no wider than the container */
	oriel_set(oriel_parent(image), .style = "width: 20px");
	oriel_set(image, .style = "width: auto");
	note_bounds();
	assert_order(&order, "20x10");
	ui_close(&ui);
}

static void hidden_image_is_decoded_when_it_is_shown(void **state) {
	(void)state;
	struct ui ui = ui_open(make_image);
	oriel_set_hidden(image, true);
	oriel_image_set_path(image, path_of("quadrants.jpg"));
	load_all(&ui);
	assert_order(&order, "");
	assert_null(oriel_image_bitmap(image));
	assert_float_equal(oriel_image_natural_size(image).width, 32, 0);
	oriel_set_hidden(image, false);
	load_all(&ui);
	assert_order(&order, "load 32x16 complete");
	ui_close(&ui);
}

static void picture_is_decoded_at_the_size_of_the_box(void **state) {
	(void)state;
	struct ui ui = ui_open(make_image);
	oriel_set(image, .style = "width: 8px");
	oriel_image_set_path(image, path_of("quadrants.jpg"));
	load_all(&ui);
	assert_int_equal(oriel_bitmap_width(oriel_image_bitmap(image)), 8);
	oriel_set(image, .style = "width: 16px");
	load_all(&ui);
	assert_int_equal(oriel_bitmap_width(oriel_image_bitmap(image)), 16);
	/* a smaller box needs no other bitmap, and a larger one than the picture no larger one */
	oriel_set(image, .style = "width: 12px");
	load_all(&ui);
	assert_int_equal(oriel_bitmap_width(oriel_image_bitmap(image)), 16);
	oriel_set(image, .style = "width: 100px");
	load_all(&ui);
	assert_int_equal(oriel_bitmap_width(oriel_image_bitmap(image)), 32);
	assert_order(&order, "load 32x16 complete");
	ui_close(&ui);
}

static void missing_file_shows_the_alternative_text(void **state) {
	(void)state;
	struct ui ui = ui_open(make_image);
	expect_log("/nowhere/a.png");
	oriel_image_set_path(image, "/nowhere/a.png");
	load_all(&ui);
	assert_order(&order, "error 0x0 error");
	assert_true(oriel_widget_bounds(image).width > 60);
	oriel_image_set_path(image, path_of("rgba.png"));
	load_all(&ui);
	note_bounds();
	assert_order(&order, "load 4x2 complete, 4x2");
	ui_close(&ui);
}

static void another_source_ends_the_loading(void **state) {
	(void)state;
	struct ui ui = ui_open(make_image);
	oriel_image_set_path(image, path_of("quadrants.jpg"));
	oriel_image_set_path(image, "/nowhere/a.png");
	oriel_image_set_path(image, path_of("rgba.gif"));
	load_all(&ui);
	assert_order(&order, "load 4x2 complete");
	ui_close(&ui);
}

static void image_may_be_destroyed_while_it_loads(void **state) {
	(void)state;
	struct ui ui = ui_open(make_image);
	oriel_image_set_path(image, path_of("quadrants.jpg"));
	oriel_destroy(image);
	load_all(&ui);
	assert_order(&order, "");
	ui_close(&ui);
}

static void destroy_event_target(oriel_event *event, void *data) {
	(void)data;
	oriel_destroy(oriel_event_widget(event));
}

static void image_may_be_destroyed_by_its_listeners(void **state) {
	(void)state;
	struct ui ui = ui_open(make_image);
	oriel_listen(image, "load", destroy_event_target, NULL);
	oriel_image_set_path(image, path_of("quadrants.jpg"));
	load_all(&ui);
	assert_order(&order, "load 32x16 complete");
	ui_close(&ui);
}

/* ---- object-fit and object-position ---- */

/* Returns a pixel of the window as 0xRRGGBB, from a screenshot that is decoded again. */
static uint32_t pixel_at(struct ui *ui, int x, int y) {
	char path[] = "/tmp/oriel-image-XXXXXX";
	int descriptor = mkstemp(path);
	assert_true(descriptor >= 0);
	close(descriptor);
	load_all(ui);
	assert_int_equal(oriel_window_screenshot(ui->window, path), ORIEL_OK);
	oriel_promise *shot = oriel_bitmap_load(path);
	oriel_loop_settle(ui->loop);
	oriel_bitmap *bitmap = oriel_bitmap_try_from_payload(oriel_promise_result(shot));
	assert_non_null(bitmap);
	uint32_t pixel = oriel_bitmap_pixel(bitmap, x, y) >> 8;
	oriel_promise_unref(shot);
	unlink(path);
	return pixel;
}

/* The picture has a red left half and a blue right half, of 20 x 10 px each, in a box of 40 x 40.
 * Notes the colours at three points from the left to the right, and from the top to the bottom. */
static void note_fit(struct ui *ui, const char *style) {
	char text[256], letters[8];
	snprintf(text, sizeof(text), "width: 40px; height: 40px; background: white; %s", style);
	oriel_set(image, .style = text);
	for (int i = 0; i < 7; i++) {
		static const int xs[] = { 2, 12, 28, 38, 12, 12, 12 }, ys[] = { 20, 20, 20, 20, 2, 12, 38 };
		uint32_t pixel = pixel_at(ui, xs[i], ys[i]);
		letters[i] = pixel == 0xff0000 ? 'r' : pixel == 0x0000ff ? 'b' : '.';
	}
	letters[7] = '\0';
	order_add(&order, "%s", letters);
}

static void picture_fits_as_the_style_says(void **state) {
	unsigned char rgba[40 * 10 * 4];
	(void)state;
	struct ui ui = ui_open(make_image);
	oriel_set(oriel_window_root(ui.window), .style = "padding: 0");
	for (int i = 0; i < 40 * 10; i++)
		memcpy(rgba + 4 * i, i % 40 < 20 ? "\xff\0\0\xff" : "\0\0\xff\xff", 4);
	oriel_image_set_bitmap(image, oriel_bitmap_new(40, 10, rgba, 160));
	note_fit(&ui, "object-fit: fill");
	note_fit(&ui, "object-fit: contain");
	note_fit(&ui, "object-fit: contain; object-position: bottom");
	note_fit(&ui, "object-fit: cover; object-position: left");
	note_fit(&ui, "object-fit: cover; object-position: right");
	note_fit(&ui, "object-fit: none; object-position: top 0px right 20px");
	note_fit(&ui, "object-fit: scale-down; object-position: 0px 0px");
	assert_order(&order, "rrbbrrr, rrbb..., ......r, rrrrrrr, bbbbbbb, ....b.., ....r..");
	/* round corners leave the ground */
	oriel_set(image, .style = "width: 40px; height: 40px; border-radius: 20px");
	assert_int_equal(pixel_at(&ui, 20, 5) == 0xff0000 || pixel_at(&ui, 20, 5) == 0x0000ff, 1);
	assert_int_not_equal(pixel_at(&ui, 1, 1), 0xff0000);
	ui_close(&ui);
}

static void position_is_resolved_against_the_free_space(void **state) {
	static const struct {
		const char *value;
		float x, y;
	} positions[] = { { "50% 50%", 10, -5 }, { "left", 0, -5 }, { "right top", 20, 0 },
		{ "bottom", 10, -10 }, { "3px 4px", 3, 4 },
		{ "right 3px bottom 4px", 17, -14 }, { "bottom 10% left 1px", 1, -9 },
		{ "center left", 0, -5 } };
	(void)state;
	struct ui ui = ui_open(make_image);
	for (size_t i = 0; i < sizeof(positions) / sizeof(positions[0]); i++) {
		char style[64];
		snprintf(style, sizeof(style), "object-position: %s", positions[i].value);
		oriel_set(image, .style = style);
		struct oriel_point at = oriel_used_position(
			image, ORIEL_PROPERTY_OBJECT_POSITION, (struct oriel_size){ 20, -10 });
		assert_float_equal(at.x, positions[i].x, 0.001);
		assert_float_equal(at.y, positions[i].y, 0.001);
	}
	assert_breaks("is no position",
		oriel_used_position(image, ORIEL_PROPERTY_WIDTH, (struct oriel_size){ 0 }));
	ui_close(&ui);
}

static void description_is_the_alternative_text(void **state) {
	(void)state;
	struct ui ui = ui_open(make_image);
	char *text = oriel_widget_describe_tree(image);
	assert_string_equal(text, "image \"A picture\"\n");
	free(text);
	oriel_image_set_alt(image, NULL);
	text = oriel_widget_describe_tree(image);
	assert_string_equal(text, "generic\n");
	free(text);
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(file_is_loaded_and_fires_load),
		cmocka_unit_test(bytes_are_decoded_after_listeners_are_added),
		cmocka_unit_test(bitmap_is_shown_without_an_event),
		cmocka_unit_test(width_or_height_gives_the_other_one),
		cmocka_unit_test(hidden_image_is_decoded_when_it_is_shown),
		cmocka_unit_test(picture_is_decoded_at_the_size_of_the_box),
		cmocka_unit_test(missing_file_shows_the_alternative_text),
		cmocka_unit_test(another_source_ends_the_loading),
		cmocka_unit_test(image_may_be_destroyed_while_it_loads),
		cmocka_unit_test(image_may_be_destroyed_by_its_listeners),
		cmocka_unit_test(picture_fits_as_the_style_says),
		cmocka_unit_test(position_is_resolved_against_the_free_space),
		cmocka_unit_test(description_is_the_alternative_text));
}
