/* SPDX-License-Identifier: MIT */
#include "platform/headless_internal.h"

#include "test.h"

#include <math.h>
#include <oriel/runtime/loop.h>
#include <stdlib.h>
#include <string.h>

static struct order order;

static const char *type_name(enum oriel_raw_input_type type) {
	switch (type) {
	case ORIEL_RAW_RESIZE:
		return "resize";
	case ORIEL_RAW_VISIBILITY:
		return "visibility";
	case ORIEL_RAW_KEY_DOWN:
		return "keydown";
	case ORIEL_RAW_STATE:
		return "state";
	default:
		return "other";
	}
}

static void sink(void *data, const struct oriel_raw_input *input) {
	order_add(&order, "%s%s%s", (const char *)data, type_name(input->type),
		input->key != NULL ? input->key : "");
}

struct fixture {
	oriel_loop *loop;
	oriel_platform *platform;
	oriel_platform_window *window;
};

static const struct oriel_platform_class *class_of(const oriel_platform_window *window) {
	return window->platform->platform_class;
}

static oriel_platform_window *open_window(
	oriel_platform *platform, const char *title, float width, float height) {
	const struct oriel_platform_window_options options = {
		.title = title,
		.app_id = "org.example.test",
		.size = { width, height },
		.min_size = { 20, 10 },
		.sink = sink,
		.data = "",
	};
	return platform->platform_class->window_open(platform, &options);
}

static int setup_scaled(void **state, float scale) {
	static struct fixture fixture;
	fixture.loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	fixture.platform = oriel_platform_new_headless(scale);
	fixture.window = open_window(fixture.platform, "first", 100, 50);
	*state = &fixture;
	return 0;
}

static int setup(void **state) {
	return setup_scaled(state, 1);
}

static int setup_double(void **state) {
	return setup_scaled(state, 2);
}

static int teardown(void **state) {
	struct fixture *fixture = *state;
	fixture->platform->platform_class->destroy(fixture->platform);
	oriel_loop_destroy(fixture->loop);
	return 0;
}

static struct oriel_framebuffer framebuffer_of(oriel_platform_window *window) {
	struct oriel_framebuffer framebuffer = { 0 };
	assert_true(class_of(window)->window_framebuffer(window, &framebuffer));
	return framebuffer;
}

static void fill(const struct oriel_framebuffer *framebuffer, uint32_t color) {
	for (int y = 0; y < framebuffer->height; y++)
		for (int x = 0; x < framebuffer->width; x++)
			((uint32_t *)((char *)framebuffer->pixels +
				(size_t)y * (size_t)framebuffer->stride))[x] = color;
}

static void a_framebuffer_has_device_pixels(void **state) {
	struct fixture *fixture = *state;
	struct oriel_framebuffer framebuffer = framebuffer_of(fixture->window);
	assert_int_equal(framebuffer.width, 200);
	assert_int_equal(framebuffer.height, 100);
	assert_int_equal(framebuffer.stride, 800);
	assert_true(class_of(fixture->window)->window_scale(fixture->window) == 2);
	assert_true(class_of(fixture->window)->window_size(fixture->window).width == 100);
}

static void the_screen_shows_only_presented_damage(void **state) {
	struct fixture *fixture = *state;
	struct oriel_framebuffer framebuffer = framebuffer_of(fixture->window);
	const struct oriel_device_rect damage[] = { { 10, 5, 4, 4 }, { -5, -5, 6, 6 },
		{ 98, 48, 1000, 1000 }, { 50, 20, 0, 5 } };
	fill(&framebuffer, 0x123456);
	assert_int_equal(oriel__headless_shown_pixel(fixture->window, 10, 5), 0);
	class_of(fixture->window)->window_present(fixture->window, damage, 4);

	assert_int_equal(oriel__headless_shown_pixel(fixture->window, 10, 5), 0x123456);
	assert_int_equal(oriel__headless_shown_pixel(fixture->window, 13, 8), 0x123456);
	assert_int_equal(oriel__headless_shown_pixel(fixture->window, 14, 8), 0);
	assert_int_equal(oriel__headless_shown_pixel(fixture->window, 0, 0), 0x123456);
	assert_int_equal(oriel__headless_shown_pixel(fixture->window, 1, 1), 0);
	assert_int_equal(oriel__headless_shown_pixel(fixture->window, 99, 49), 0x123456);
	assert_int_equal(oriel__headless_shown_pixel(fixture->window, 50, 22), 0);
	assert_int_equal(oriel__headless_shown_pixel(fixture->window, 100, 50), 0);

	size_t count;
	const struct oriel_device_rect *last = oriel__headless_damage(fixture->window, &count);
	assert_int_equal(count, 4);
	assert_memory_equal(last, damage, sizeof(damage));
	assert_int_equal(oriel__headless_state(fixture->window).presents, 1);
	assert_int_equal(oriel__headless_state(fixture->window).presented_rects, 4);
}

static void contents_are_kept_until_the_size_changes(void **state) {
	struct fixture *fixture = *state;
	struct oriel_framebuffer first = framebuffer_of(fixture->window);
	fill(&first, 0xabcdef);
	struct oriel_framebuffer again = framebuffer_of(fixture->window);
	assert_int_equal(again.generation, first.generation);
	assert_int_equal(((uint32_t *)again.pixels)[0], 0xabcdef);

	class_of(fixture->window)->window_set_size(fixture->window, (struct oriel_size){ 120, 50 });
	struct oriel_framebuffer larger = framebuffer_of(fixture->window);
	assert_order(&order, "resize");
	assert_int_not_equal(larger.generation, first.generation);
	assert_int_equal(larger.width, 120);
	assert_int_equal(((uint32_t *)larger.pixels)[0], 0);
}

static void sizes_are_clamped_to_the_minimum_and_an_equal_size_is_no_resize(void **state) {
	struct fixture *fixture = *state;
	oriel__headless_resize(fixture->window, (struct oriel_size){ 100, 50 });
	assert_order(&order, "");
	oriel__headless_resize(fixture->window, (struct oriel_size){ 5, -1 });
	struct oriel_size size = class_of(fixture->window)->window_size(fixture->window);
	assert_true(size.width == 20 && size.height == 10);
	oriel__headless_resize(fixture->window, (struct oriel_size){ NAN, 1e30f });
	struct oriel_framebuffer framebuffer;
	assert_true(class_of(fixture->window)->window_framebuffer(fixture->window, &framebuffer));
	assert_int_equal(framebuffer.width, 20);
	assert_int_equal(framebuffer.height, 32767);
	assert_order(&order, "resize, resize");
}

static void a_change_of_scale_is_a_resize_with_new_pixels(void **state) {
	struct fixture *fixture = *state;
	struct oriel_framebuffer before = framebuffer_of(fixture->window);
	oriel__headless_set_scale(fixture->window, 1.5f);
	struct oriel_framebuffer after = framebuffer_of(fixture->window);
	assert_order(&order, "resize");
	assert_int_equal(after.width, 150);
	assert_int_not_equal(after.generation, before.generation);
	oriel__headless_set_scale(fixture->window, 1.5f);
	assert_order(&order, "");
}

static void hiding_a_window_sends_one_event(void **state) {
	struct fixture *fixture = *state;
	assert_true(class_of(fixture->window)->window_is_visible(fixture->window));
	oriel__headless_set_visible(fixture->window, false);
	oriel__headless_set_visible(fixture->window, false);
	assert_false(class_of(fixture->window)->window_is_visible(fixture->window));
	assert_order(&order, "visibility");
}

static void a_window_without_pixels_returns_no_framebuffer(void **state) {
	struct fixture *fixture = *state;
	struct oriel_framebuffer framebuffer;
	oriel__headless_set_paintable(fixture->window, false);
	assert_false(class_of(fixture->window)->window_framebuffer(fixture->window, &framebuffer));
	class_of(fixture->window)
		->window_present(fixture->window, &(struct oriel_device_rect){ 0, 0, 5, 5 }, 1);
	assert_int_equal(oriel__headless_shown_pixel(fixture->window, 0, 0), 0);
}

static void the_state_of_a_window_can_be_read(void **state) {
	struct fixture *fixture = *state;
	const struct oriel_platform_class *functions = class_of(fixture->window);
	functions->window_set_title(fixture->window, "Gr\xfc\xc3\x9f");
	functions->window_set_cursor(fixture->window, ORIEL_CURSOR_TEXT);
	functions->window_set_fullscreen(fixture->window, true);
	functions->window_set_text_input(fixture->window, true, (struct oriel_rect){ 3, 4, 1, 12 });
	struct oriel__headless_state told = oriel__headless_state(fixture->window);
	assert_string_equal(told.title, "Gr\xef\xbf\xbd\xc3\x9f");
	assert_int_equal(told.cursor, ORIEL_CURSOR_TEXT);
	assert_true(told.is_fullscreen && functions->window_is_fullscreen(fixture->window));
	assert_order(&order, "state");
	assert_true(told.has_text_input);
	assert_true(told.caret.y == 4 && told.caret.height == 12);
	assert_int_equal(told.text_resets, 0);
	functions->window_reset_text_input(fixture->window);
	told = oriel__headless_state(fixture->window);
	assert_int_equal(told.text_resets, 1);
	assert_true(told.has_text_input);
	functions->window_set_text_input(fixture->window, false, told.caret);
	assert_false(oriel__headless_state(fixture->window).has_text_input);
	assert_true(oriel__headless_state(fixture->window).caret.height == 0);
}

static void windows_are_numbered_in_the_order_of_opening(void **state) {
	struct fixture *fixture = *state;
	oriel_platform_window *second = open_window(fixture->platform, "second", 30, 30);
	assert_ptr_equal(oriel__headless_window(fixture->platform, 0), fixture->window);
	assert_ptr_equal(oriel__headless_window(fixture->platform, 1), second);
	assert_null(oriel__headless_window(fixture->platform, 2));
	class_of(fixture->window)->window_close(fixture->window);
	assert_ptr_equal(oriel__headless_window(fixture->platform, 0), second);
}

static void input_reaches_the_sink_at_once(void **state) {
	struct fixture *fixture = *state;
	oriel__headless_push(
		fixture->window, &(struct oriel_raw_input){ .type = ORIEL_RAW_KEY_DOWN, .key = "a" });
	assert_order(&order, "keydowna");
}

static void two_platforms_share_a_loop(void **state) {
	oriel_platform *other = oriel_platform_new_headless(3);
	oriel_platform_window *window = open_window(other, "other", 10, 10);
	assert_int_equal(framebuffer_of(window).width, 60);
	other->platform_class->destroy(other);
}

static void an_invalid_scale_counts_as_one(void **state) {
	oriel_platform *platforms[] = { oriel_platform_new_headless(0), oriel_platform_new_headless(-1),
		oriel_platform_new_headless(NAN) };
	for (size_t i = 0; i < 3; i++) {
		oriel_platform_window *window = open_window(platforms[i], "odd", 40, 40);
		assert_int_equal(framebuffer_of(window).width, 40);
		platforms[i]->platform_class->destroy(platforms[i]);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test_setup_teardown(a_framebuffer_has_device_pixels, setup_double, teardown),
		TEST(the_screen_shows_only_presented_damage),
		TEST(contents_are_kept_until_the_size_changes),
		TEST(sizes_are_clamped_to_the_minimum_and_an_equal_size_is_no_resize),
		TEST(a_change_of_scale_is_a_resize_with_new_pixels),
		TEST(hiding_a_window_sends_one_event),
		TEST(a_window_without_pixels_returns_no_framebuffer),
		TEST(the_state_of_a_window_can_be_read),
		TEST(windows_are_numbered_in_the_order_of_opening),
		TEST(input_reaches_the_sink_at_once),
		TEST(two_platforms_share_a_loop),
		TEST(an_invalid_scale_counts_as_one));
}
