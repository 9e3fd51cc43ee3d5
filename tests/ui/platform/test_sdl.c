/* SPDX-License-Identifier: MIT */
/*
 * The SDL platform on a real X server; another process simulates the user (tests/e2e).
 *
 * Time is real, because the X server's is. Each test waits for an expected order of input, with a
 * limit, and never for a fixed time.
 */
#define _GNU_SOURCE /* RUSAGE_THREAD */
#include "x_server.h"

#include "test.h"

#include <SDL.h>
#include <SDL_syswm.h>
#include <X11/Xlib.h>
#include <oriel/extend/platform.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/timer.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define LIMIT_MS 10000

static struct x_server server;
static struct order order;
static struct oriel_raw_input last;
static const char *awaited; /* the run ends when the order is this */
struct fixture {
	oriel_loop *loop;
	oriel_platform *platform;
	oriel_platform_window *window;
	bool has_moves; /* moves are recorded; their number depends on the system */
};
static struct fixture fixture;

static void add_input(const struct oriel_raw_input *input) {
	switch (input->type) {
	case ORIEL_RAW_POINTER_MOVE:
		if (fixture.has_moves)
			order_add(&order, "move %g %g", (double)input->x, (double)input->y);
		break;
	case ORIEL_RAW_POINTER_DOWN:
		order_add(&order, "down %d at %g %g", input->button, (double)input->x, (double)input->y);
		break;
	case ORIEL_RAW_POINTER_UP:
		order_add(&order, "up %d at %g %g", input->button, (double)input->x, (double)input->y);
		break;
	case ORIEL_RAW_WHEEL:
		order_add(&order, "wheel %g %g", (double)input->wheel_x, (double)input->wheel_y);
		break;
	case ORIEL_RAW_KEY_DOWN:
		order_add(&order, "keydown %s %s %x%s", input->key, input->code, input->modifiers,
			input->repeat ? " repeat" : "");
		break;
	case ORIEL_RAW_KEY_UP:
		order_add(&order, "keyup %s", input->key);
		break;
	case ORIEL_RAW_TEXT:
		order_add(&order, "text %s", input->text);
		break;
	case ORIEL_RAW_PREEDIT:
		order_add(&order, "preedit %s %zu", input->text, input->preedit_caret);
		break;
	case ORIEL_RAW_FOCUS:
		order_add(&order, "focus");
		break;
	case ORIEL_RAW_RESIZE:
		order_add(&order, "resize");
		break;
	case ORIEL_RAW_CLOSE:
		order_add(&order, "close");
		break;
	default:
		break;
	}
}

static void sink(void *data, const struct oriel_raw_input *input) {
	add_input(input);
	last = *input;
	if (awaited != NULL && strcmp(order.text, awaited) == 0)
		oriel_loop_quit(fixture.loop, 0);
}

static void quit(void *data) {
	oriel_loop_quit(fixture.loop, 1);
}

static void run_for(double ms) {
	awaited = NULL;
	oriel_set_timeout(quit, NULL, ms);
	oriel_loop_run(fixture.loop);
}

static void wait_order(const char *expected) {
	if (strcmp(order.text, expected) != 0) {
		awaited = expected;
		oriel_timer_id limit = oriel_set_timeout(quit, NULL, LIMIT_MS);
		oriel_loop_run(fixture.loop);
		oriel_clear_timer(limit);
	}
	assert_order(&order, expected);
}

static const struct oriel_platform_class *functions(void) {
	return fixture.platform->platform_class;
}

static oriel_platform_window *open_window(const char *title) {
	const struct oriel_platform_window_options options = {
		.title = title,
		.app_id = "org.example.test",
		.size = { 300, 200 },
		.min_size = { 100, 50 },
		.sink = sink,
	};
	return functions()->window_open(fixture.platform, &options);
}

static int setup(void **state) {
	memset(&fixture, 0, sizeof(fixture));
	memset(&order, 0, sizeof(order));
	fixture.loop = oriel_loop_new();
	fixture.platform = oriel_platform_new_sdl("org.example.test");
	if (fixture.platform == NULL)
		return -1;
	fixture.window = open_window("oriel test");
	return fixture.window != NULL ? 0 : -1;
}

static int teardown(void **state) {
	functions()->destroy(fixture.platform);
	oriel_loop_destroy(fixture.loop);
	return 0;
}

/* Waits until the window has its focus and the server has no more events. */
static void wait_until_idle(void) {
	run_for(300);
	memset(&order, 0, sizeof(order));
}

static struct oriel_framebuffer paint(uint32_t color, struct oriel_device_rect rect) {
	struct oriel_framebuffer framebuffer;
	assert_true(functions()->window_framebuffer(fixture.window, &framebuffer));
	for (int y = rect.y; y < rect.y + rect.height && y < framebuffer.height; y++)
		for (int x = rect.x; x < rect.x + rect.width && x < framebuffer.width; x++)
			((uint32_t *)((char *)framebuffer.pixels +
				(size_t)y * (size_t)framebuffer.stride))[x] = color;
	return framebuffer;
}

static const struct oriel_device_rect everything = { 0, 0, 10000, 10000 };

static void show(uint32_t color, struct oriel_device_rect rect) {
	paint(color, rect);
	functions()->window_present(fixture.window, &rect, 1);
}

/* Starts the process that injects input; it runs while this process waits for its end, or for the
 * resulting order. */
static FILE *start_inject(const char *commands) {
	FILE *pipe = popen(ORIEL_INJECT " > /dev/null", "w");
	assert_non_null(pipe);
	fputs("wait-window \"oriel test\"\n", pipe);
	fputs(commands, pipe);
	fflush(pipe);
	return pipe;
}

static void inject(const char *commands) {
	assert_int_equal(pclose(start_inject(commands)), 0);
}

static void inject_and_wait(const char *commands, const char *expected) {
	FILE *pipe = start_inject(commands);
	wait_order(expected);
	assert_int_equal(pclose(pipe), 0);
}

static void presented_pixels_are_on_the_screen(void **state) {
	wait_until_idle();
	show(0x336699, everything);
	inject("wait-pixel 0 0 336699\nwait-pixel 299 199 336699\n");
	show(0xff8000, (struct oriel_device_rect){ 10, 20, 5, 5 });
	inject("wait-pixel 10 20 ff8000\nwait-pixel 14 24 ff8000\nwait-pixel 15 24 336699\nwait-pixel "
		"9 20 336699\n");
}

static void only_presented_damage_changes_the_screen(void **state) {
	wait_until_idle();
	show(0x111111, everything);
	paint(0xeeeeee, everything);
	functions()->window_present(fixture.window, &(struct oriel_device_rect){ -5, -5, 10, 10 }, 1);
	inject("wait-pixel 4 4 eeeeee\nwait-pixel 5 5 111111\n");
}

static void a_resize_gives_new_pixels_and_a_repeated_call_does_not(void **state) {
	wait_until_idle();
	struct oriel_framebuffer before = paint(0, everything);
	assert_int_equal(paint(0, everything).generation, before.generation);
	inject_and_wait("resize 320 240\n", "resize");
	struct oriel_framebuffer after = paint(0x00ff00, everything);
	assert_int_not_equal(after.generation, before.generation);
	assert_int_equal(after.width, 320);
	assert_int_equal(after.height, 240);
	struct oriel_size size = functions()->window_size(fixture.window);
	assert_true(size.width == 320 && size.height == 240);
	show(0x00ff00, everything);
	inject("wait-pixel 319 239 00ff00\n");
}

static void a_program_resizes_its_window_down_to_the_minimum(void **state) {
	wait_until_idle();
	functions()->window_set_size(fixture.window, (struct oriel_size){ 350, 250 });
	wait_order("resize");
	assert_int_equal(paint(0, everything).width, 350);
	functions()->window_set_size(fixture.window, (struct oriel_size){ 10, 260 });
	wait_order("resize");
	assert_int_equal(paint(0, everything).width, 100);
	assert_int_equal(paint(0, everything).height, 260);
}

static void a_click_is_a_press_and_a_release_at_its_position(void **state) {
	wait_until_idle();
	inject_and_wait("click 40 50\nclick 60 70 3\nclick 1 2 2\n",
		"down 0 at 40 50, up 0 at 40 50, down 2 at 60 70, up 2 at 60 70, down 1 at 1 2, up 1 at 1 "
		"2");
	assert_int_equal(last.pointer_id, 1);
	assert_int_equal(last.pointer_kind, ORIEL_POINTER_MOUSE);
}

static void a_drag_continues_outside_the_window(void **state) {
	inject("move 290 190\n");
	wait_until_idle();
	fixture.has_moves = true;
	inject_and_wait("down\nmove 280 190\nsleep 100\nmove 350 260\nsleep 100\nup\n",
		"down 0 at 290 190, move 280 190, move 350 260, up 0 at 350 260");
}

static void a_notch_of_the_wheel_is_53_px(void **state) {
	inject("move 10 10\n");
	wait_until_idle();
	inject_and_wait("wheel 1\nwheel -2\n", "wheel 0 53, wheel 0 -53, wheel 0 -53");
}

static void keys_have_names_and_codes(void **state) {
	wait_until_idle();
	inject_and_wait("key a\nkey Enter\nkey ArrowLeft\nkey ctrl+shift+Tab\n",
		"keydown a KeyA 0, text a, keyup a, keydown Enter Enter 0, keyup Enter, keydown ArrowLeft "
		"ArrowLeft 0, keyup ArrowLeft, "
		"keydown Control ControlLeft 2, keydown Shift ShiftLeft 3, keydown Tab Tab 3, keyup Tab, "
		"keyup Shift, keyup Control");
}

static void without_text_input_a_key_has_its_shifted_name_and_still_types(void **state) {
	wait_until_idle();
	inject_and_wait("key shift+a\nkey ctrl+shift+1\n",
		"keydown Shift ShiftLeft 1, keydown A KeyA 1, text A, keyup A, keyup Shift, "
		"keydown Control ControlLeft 2, keydown Shift ShiftLeft 3, keydown ! Digit1 3, keyup !, "
		"keyup Shift, keyup Control");
}

static void typed_text_follows_its_key(void **state) {
	functions()->window_set_text_input(fixture.window, true, (struct oriel_rect){ 5, 5, 1, 20 });
	wait_until_idle();
	inject_and_wait("type aB\n",
		"keydown a KeyA 0, text a, keyup a, keydown Shift ShiftLeft 1, keydown B KeyB 1, text B, "
		"keyup B, keyup Shift");
	functions()->window_set_text_input(fixture.window, false, (struct oriel_rect){ 0 });
	inject_and_wait("type c\n", "keydown c KeyC 0, text c, keyup c");
}

static void text_input_continues_after_a_reset(void **state) {
	functions()->window_set_text_input(fixture.window, true, (struct oriel_rect){ 5, 5, 1, 20 });
	wait_until_idle();
	functions()->window_reset_text_input(fixture.window);
	assert_true(SDL_IsTextInputActive());
	inject_and_wait("type a\n", "keydown a KeyA 0, text a, keyup a");
	functions()->window_set_text_input(fixture.window, false, (struct oriel_rect){ 0 });
	functions()->window_reset_text_input(fixture.window);
	assert_false(SDL_IsTextInputActive());
}

static void a_command_key_types_nothing(void **state) {
	functions()->window_set_text_input(fixture.window, true, (struct oriel_rect){ 5, 5, 1, 20 });
	wait_until_idle();
	inject_and_wait("key alt+x\nkey ctrl+v\n",
		"keydown Alt AltLeft 4, keydown x KeyX 4, keyup x, keyup Alt, keydown Control ControlLeft "
		"2, keydown v KeyV 2, keyup v, keyup Control");
}

static void the_close_button_sends_a_close(void **state) {
	wait_until_idle();
	inject_and_wait("close\n", "close");
}

static void *push_from_thread(void *data) {
	SDL_Event event = { .type = SDL_KEYDOWN };
	event.key.windowID = *(Uint32 *)data;
	event.key.keysym.scancode = SDL_SCANCODE_F5;
	event.key.keysym.sym = SDLK_F5;
	for (int i = 0; i < 3; i++)
		SDL_PushEvent(&event);
	return NULL;
}

static void events_of_another_thread_wake_the_loop(void **state) {
	wait_until_idle();
	Uint32 id = SDL_GetWindowID(SDL_GetKeyboardFocus());
	pthread_t thread;
	assert_int_equal(pthread_create(&thread, NULL, push_from_thread, &id), 0);
	wait_order("keydown F5 F5 0, keydown F5 F5 0, keydown F5 F5 0");
	pthread_join(thread, NULL);
}

static void push_text(const char *text) {
	SDL_Event event = { .type = SDL_TEXTINPUT };
	event.text.windowID = SDL_GetWindowID(SDL_GetKeyboardFocus());
	SDL_strlcpy(event.text.text, text, sizeof(event.text.text));
	SDL_PushEvent(&event);
}

static void pieces_of_a_long_commit_are_one_text(void **state) {
	functions()->window_set_text_input(fixture.window, true, (struct oriel_rect){ 5, 5, 1, 20 });
	wait_until_idle();
	push_text("0123456789012345678901234567890");
	push_text("0123456789012345678901234567890");
	push_text("end");
	push_text("next");
	wait_order("text 01234567890123456789012345678900123456789012345678901234567890end, text next");
}

static void push_preedit(const char *text, int start) {
	SDL_Event event = { .type = SDL_TEXTEDITING_EXT };
	event.editExt.windowID = SDL_GetWindowID(SDL_GetKeyboardFocus());
	event.editExt.text = SDL_strdup(text);
	event.editExt.start = start;
	SDL_PushEvent(&event);
}

static void the_caret_of_a_preedit_is_in_bytes_and_its_end_is_sent_once(void **state) {
	functions()->window_set_text_input(fixture.window, true, (struct oriel_rect){ 5, 5, 1, 20 });
	wait_until_idle();
	push_preedit("", 0);
	push_preedit("\xe3\x81\x8b\xe3\x81\xaa", 1);
	push_preedit("\xe3\x81\x8b\xe3\x81\xaa", 9);
	push_preedit("", 0);
	push_preedit("", 0);
	wait_order("preedit \xe3\x81\x8b\xe3\x81\xaa 3, preedit \xe3\x81\x8b\xe3\x81\xaa 6, preedit  "
			"0");
}

static void time_stamps_use_the_clock_of_the_loop(void **state) {
	wait_until_idle();
	double before = oriel_loop_now(fixture.loop);
	inject_and_wait("key a\n", "keydown a KeyA 0, text a, keyup a");
	assert_true(last.time_ms >= before && last.time_ms <= oriel_loop_now(fixture.loop));
}

/* Returns the number of voluntary context switches of this thread, i.e. how often it has slept. */
static long sleeps(void) {
	struct rusage usage;
	getrusage(RUSAGE_THREAD, &usage);
	return usage.ru_nvcsw;
}

static void an_idle_window_does_not_wake_the_loop(void **state) {
	wait_until_idle();
	show(0x336699, everything);
	run_for(100);
	long before = sleeps();
	run_for(2000);
	assert_in_range(sleeps() - before, 0, 2); /* the timer that ends the wait */
}

static void idle_text_input_without_an_input_method_does_not_wake_the_loop(void **state) {
	functions()->window_set_text_input(fixture.window, true, (struct oriel_rect){ 5, 5, 1, 20 });
	wait_until_idle();
	long before = sleeps();
	run_for(2000);
	assert_in_range(sleeps() - before, 0, 2);
}

static void an_x_error_is_logged_and_the_program_continues(void **state) {
	SDL_SysWMinfo info;
	SDL_Window *window = NULL;
	for (Uint32 id = 1; window == NULL; id++)
		window = SDL_GetWindowFromID(id);
	SDL_VERSION(&info.version);
	assert_true(SDL_GetWindowWMInfo(window, &info));
	XMapWindow(info.info.x11.display, 0x7fffff);
	expect_log("the X server has refused request 8.0: BadWindow");
	XSync(info.info.x11.display, False);
	wait_until_idle();
	inject_and_wait("click 5 6\n", "down 0 at 5 6, up 0 at 5 6");
}

static void two_windows_get_their_own_input(void **state) {
	oriel_platform_window *second = open_window("second");
	wait_until_idle();
	functions()->window_set_cursor(second, ORIEL_CURSOR_TEXT);
	functions()->window_set_title(second, "renamed");
	functions()->window_close(second);
	inject_and_wait("click 5 6\n", "focus, down 0 at 5 6, up 0 at 5 6");
}

static void xft_dpi_is_the_scale(void **state) {
	assert_true(functions()->window_scale(fixture.window) == 1.5f);
	struct oriel_size size = functions()->window_size(fixture.window);
	assert_true(size.width == 300 && size.height == 200);
	struct oriel_framebuffer framebuffer = paint(0, everything);
	assert_int_equal(framebuffer.width, 450);
	assert_int_equal(framebuffer.height, 300);
	wait_until_idle();
	inject_and_wait("click 150 75\n", "down 0 at 100 50, up 0 at 100 50");
}

static int setup_scaled(void **state) {
	x_server_set_resources(&server, "Xft.antialias: 1\nXft.dpi: 144\n");
	return setup(state);
}

static int teardown_scaled(void **state) {
	x_server_set_resources(&server, "");
	return teardown(state);
}

static void without_a_display_there_is_no_platform(void **state) {
	char display[64];
	snprintf(display, sizeof(display), "%s", getenv("DISPLAY"));
	setenv("DISPLAY", ":9999", 1);
	setenv("SDL_VIDEODRIVER", "x11", 1);
	oriel_loop *loop = oriel_loop_new();
	expect_log("no display");
	assert_null(oriel_platform_new_sdl("org.example.test"));
	oriel_loop_destroy(loop);
	unsetenv("SDL_VIDEODRIVER");
	setenv("DISPLAY", display, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
	if (x_server_start(&server) != 0)
		return EXIT_FAILURE;
	int status = RUN_TESTS(
		TEST(presented_pixels_are_on_the_screen),
		TEST(only_presented_damage_changes_the_screen),
		TEST(a_resize_gives_new_pixels_and_a_repeated_call_does_not),
		TEST(a_program_resizes_its_window_down_to_the_minimum),
		TEST(a_click_is_a_press_and_a_release_at_its_position),
		TEST(a_drag_continues_outside_the_window),
		TEST(a_notch_of_the_wheel_is_53_px),
		TEST(keys_have_names_and_codes),
		TEST(without_text_input_a_key_has_its_shifted_name_and_still_types),
		TEST(typed_text_follows_its_key),
		TEST(text_input_continues_after_a_reset),
		TEST(a_command_key_types_nothing),
		TEST(the_close_button_sends_a_close),
		TEST(events_of_another_thread_wake_the_loop),
		TEST(pieces_of_a_long_commit_are_one_text),
		TEST(the_caret_of_a_preedit_is_in_bytes_and_its_end_is_sent_once),
		TEST(time_stamps_use_the_clock_of_the_loop),
		TEST(an_idle_window_does_not_wake_the_loop),
		TEST(idle_text_input_without_an_input_method_does_not_wake_the_loop),
		TEST(an_x_error_is_logged_and_the_program_continues),
		TEST(two_windows_get_their_own_input),
		cmocka_unit_test_setup_teardown(xft_dpi_is_the_scale, setup_scaled, teardown_scaled),
		cmocka_unit_test(without_a_display_there_is_no_platform));
	x_server_stop(&server);
	return status;
}
