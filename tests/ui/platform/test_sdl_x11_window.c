/* SPDX-License-Identifier: MIT */
/*
 * X11 without a window manager: full screen, changes of the screen, keyboard focus, presses that
 * end elsewhere, and titles.
 *
 * Time is real; each test waits for a condition, with a limit, and never for a fixed time.
 */
#include "x_server.h"

#include "test.h"

#include <SDL.h>
#include <SDL_syswm.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <X11/extensions/Xrandr.h>
#include <malloc.h>
#include <oriel/extend/platform.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/timer.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LIMIT_MS 10000.0

static struct x_server server;
static struct order order;

struct fixture {
	oriel_loop *loop;
	oriel_platform *platform;
};
static struct fixture fixture;

static Display *display(void) {
	return server.connection;
}

static const char *name_of(enum oriel_raw_input_type type) {
	switch (type) {
	case ORIEL_RAW_POINTER_DOWN:
		return "down";
	case ORIEL_RAW_POINTER_UP:
		return "up";
	case ORIEL_RAW_POINTER_CANCEL:
		return "cancel";
	case ORIEL_RAW_FOCUS:
		return "focus";
	case ORIEL_RAW_BLUR:
		return "blur";
	default:
		return NULL;
	}
}

/* data is the window's name. */
static void sink(void *data, const struct oriel_raw_input *input) {
	const char *name = name_of(input->type);
	if (name != NULL)
		order_add(&order, "%s %s", name, (const char *)data);
}

static const struct oriel_platform_class *functions(void) {
	return fixture.platform->platform_class;
}

static oriel_platform_window *open_window(char *name, bool fullscreen) {
	const struct oriel_platform_window_options options = {
		.title = name,
		.app_id = "org.example.test",
		.size = { 320, 200 },
		.fullscreen = fullscreen,
		.sink = sink,
		.data = name,
	};
	return functions()->window_open(fixture.platform, &options);
}

static int setup(void **state) {
	(void)state;
	memset(&order, 0, sizeof(order));
	XWarpPointer(display(), None, DefaultRootWindow(display()), 0, 0, 0, 0, 1279, 799);
	XSync(display(), False);
	fixture.loop = oriel_loop_new();
	fixture.platform = oriel_platform_new_sdl("org.example.test");
	return fixture.platform != NULL ? 0 : -1;
}

static int teardown(void **state) {
	(void)state;
	functions()->destroy(fixture.platform);
	oriel_loop_destroy(fixture.loop);
	return 0;
}

/* ---- Waiting ---- */

struct wait {
	bool (*is_true)(const void *data);
	const void *data;
	double until_ms;
	bool was_true;
};

static void look(void *data) {
	struct wait *wait = data;
	wait->was_true = wait->is_true(wait->data);
	if (wait->was_true || oriel_loop_now(fixture.loop) > wait->until_ms)
		oriel_loop_quit(fixture.loop, 0);
}

static bool wait_until_true(bool (*is_true)(const void *data), const void *data) {
	struct wait wait = { is_true, data, oriel_loop_now(fixture.loop) + LIMIT_MS, false };
	oriel_timer_id timer = oriel_set_interval(look, &wait, 5);
	oriel_loop_run(fixture.loop);
	oriel_clear_timer(timer);
	return wait.was_true;
}

static bool order_is(const void *data) {
	return strcmp(order.text, data) == 0;
}

static void wait_order(const char *expected) {
	wait_until_true(order_is, expected);
	assert_order(&order, expected);
}

/* ---- The server's state ---- */

/* Finds the window with this title, through a second connection. */
static Window find_titled(Window parent, const char *title) {
	Window root, up, *children = NULL, found = None;
	unsigned count = 0;
	XQueryTree(display(), parent, &root, &up, &children, &count);
	for (unsigned i = 0; i < count && found == None; i++) {
		XTextProperty property = { 0 };
		if (XGetTextProperty(
				display(), children[i], &property, XInternAtom(display(), "_NET_WM_NAME", False)) &&
			property.value != NULL) {
			if (strcmp((const char *)property.value, title) == 0)
				found = children[i];
			XFree(property.value);
		}
	}
	if (children != NULL)
		XFree(children);
	return found;
}

static bool stands_at(const void *data) {
	const char *const *pair = data;
	XWindowAttributes window;
	char text[64];
	Window found = find_titled(DefaultRootWindow(display()), pair[0]);
	if (found == None || !XGetWindowAttributes(display(), found, &window))
		return false;
	snprintf(text, sizeof(text), "%dx%d+%d+%d %s", window.width, window.height, window.x, window.y,
		window.map_state == IsViewable ? "shown" : "hidden");
	return strcmp(text, pair[1]) == 0;
}

/* place is e.g. "320x200+10+20 shown" */
#define assert_stands_at(title, place) \
	assert_true(wait_until_true(stands_at, (const char *const[]){ title, place }))

struct size {
	oriel_platform_window *window;
	float width, height;
};

static bool has_size(const void *data) {
	const struct size *size = data;
	struct oriel_size now = functions()->window_size(size->window);
	return now.width == size->width && now.height == size->height;
}

#define assert_size(...) assert_true(wait_until_true(has_size, &(const struct size){ __VA_ARGS__ }))

/* ---- Full screen ---- */

static void a_window_opens_in_full_screen_and_leaves_it(void **state) {
	(void)state;
	oriel_platform_window *window = open_window("a", true);
	assert_size(window, 1280, 800);
	assert_stands_at("a", "1280x800+0+0 shown");
	assert_true(functions()->window_is_fullscreen(window));
	functions()->window_set_fullscreen(window, false);
	assert_size(window, 320, 200);
	assert_false(functions()->window_is_fullscreen(window));
}

static void a_window_enters_and_leaves_full_screen(void **state) {
	(void)state;
	oriel_platform_window *window = open_window("a", false);
	assert_size(window, 320, 200);
	for (int i = 0; i < 3; i++) {
		functions()->window_set_fullscreen(window, true);
		functions()->window_set_fullscreen(window, true);
		assert_stands_at("a", "1280x800+0+0 shown");
		assert_size(window, 1280, 800);
		assert_true(functions()->window_is_fullscreen(window));
		functions()->window_set_fullscreen(window, false);
		functions()->window_set_fullscreen(window, false);
		assert_size(window, 320, 200);
		assert_false(functions()->window_is_fullscreen(window));
	}
}

static void a_size_set_in_full_screen_takes_effect_at_its_end(void **state) {
	(void)state;
	oriel_platform_window *window = open_window("a", true);
	assert_size(window, 1280, 800);
	functions()->window_set_size(window, (struct oriel_size){ 400, 300 });
	assert_size(window, 1280, 800);
	functions()->window_set_fullscreen(window, false);
	assert_size(window, 400, 300);
}

static RRMode mode_of(XRRScreenResources *resources, int width, int height) {
	char name[32];
	for (int i = 0; i < resources->nmode; i++)
		if (resources->modes[i].width == (unsigned)width &&
			resources->modes[i].height == (unsigned)height)
			return resources->modes[i].id;
	snprintf(name, sizeof(name), "%dx%d", width, height);
	XRRModeInfo *info = XRRAllocModeInfo(name, (int)strlen(name));
	info->width = (unsigned)width;
	info->height = (unsigned)height;
	RRMode mode = XRRCreateMode(display(), DefaultRootWindow(display()), info);
	XRRFreeModeInfo(info);
	XRRAddOutputMode(display(), resources->outputs[0], mode);
	return mode;
}

/* Changes the size like the settings of a desktop: the output is off meanwhile. */
static void change_screen(int width, int height) {
	Window root = DefaultRootWindow(display());
	XRRScreenResources *resources = XRRGetScreenResources(display(), root);
	RRMode mode = mode_of(resources, width, height);
	XRRSetCrtcConfig(
		display(), resources, resources->crtcs[0], CurrentTime, 0, 0, None, RR_Rotate_0, NULL, 0);
	XRRSetScreenSize(display(), root, width, height, width / 4, height / 4);
	assert_int_equal(XRRSetCrtcConfig(display(), resources, resources->crtcs[0], CurrentTime, 0, 0,
						mode, RR_Rotate_0, resources->outputs, 1),
		RRSetConfigSuccess);
	XRRFreeScreenResources(resources);
	XSync(display(), False);
}

static void a_window_in_full_screen_follows_the_screen(void **state) {
	(void)state;
	oriel_platform_window *window = open_window("a", true);
	assert_size(window, 1280, 800);
	change_screen(1024, 768);
	assert_size(window, 1024, 768);
	assert_stands_at("a", "1024x768+0+0 shown");
	change_screen(1280, 800);
	assert_size(window, 1280, 800);
	functions()->window_set_fullscreen(window, false);
	assert_size(window, 320, 200);
	change_screen(1024, 768);
	change_screen(1280, 800);
	assert_size(window, 320, 200);
}

/* ---- Presses ---- */

static void point_into(const char *title, int x, int y) {
	XWindowAttributes window;
	assert_true(
		XGetWindowAttributes(display(), find_titled(DefaultRootWindow(display()), title), &window));
	XTestFakeMotionEvent(display(), -1, window.x + x, window.y + y, CurrentTime);
	XSync(display(), False);
}

static void button(bool down) {
	XTestFakeButtonEvent(display(), 1, down, CurrentTime);
	XSync(display(), False);
}

/* Ends the server's grab for the press, like another program that takes the pointer by force. */
static void end_grab(void) {
	SDL_SysWMinfo info;
	SDL_VERSION(&info.version);
	SDL_Window *window = SDL_GetMouseFocus();
	assert_true(window != NULL && SDL_GetWindowWMInfo(window, &info));
	XUngrabPointer(info.info.x11.display, CurrentTime);
	XSync(info.info.x11.display, False);
}

static void a_press_is_cancelled_if_another_program_grabs_the_pointer(void **state) {
	(void)state;
	assert_non_null(open_window("a", false));
	wait_order("focus a");
	point_into("a", 50, 50);
	button(true);
	wait_order("down a");
	end_grab();
	assert_int_equal(XGrabPointer(display(), DefaultRootWindow(display()), False, ButtonReleaseMask,
						GrabModeAsync, GrabModeAsync, None, None, CurrentTime),
		GrabSuccess);
	XSync(display(), False);
	wait_order("cancel a, up a");
	button(false); /* goes to the program that has grabbed the pointer */
	XUngrabPointer(display(), CurrentTime);
	point_into("a", 60, 50);
	button(true);
	button(false);
	wait_order("down a, up a");
}

static void a_release_elsewhere_is_noticed_at_the_next_motion(void **state) {
	(void)state;
	assert_non_null(open_window("a", false));
	wait_order("focus a");
	point_into("a", 50, 50);
	button(true);
	wait_order("down a");
	end_grab();
	XTestFakeMotionEvent(display(), -1, 1279, 799, CurrentTime);
	button(false); /* over the root window, which receives it */
	point_into("a", 60, 50);
	wait_order("cancel a, up a");
	button(true);
	button(false);
	wait_order("down a, up a");
}

static void a_press_gives_its_window_the_keyboard_focus(void **state) {
	(void)state;
	oriel_platform_window *first = open_window("a", false);
	wait_order("focus a");
	functions()->window_set_size(first, (struct oriel_size){ 600, 600 });
	assert_size(first, 600, 600);
	oriel_platform_window *second = open_window("b", false);
	wait_order("blur a, focus b");
	functions()->window_close(second);
	/* as on displays where the focus does not revert */
	XSetInputFocus(display(), None, RevertToNone, CurrentTime);
	XSync(display(), False);
	point_into("a", 20, 20);
	button(true);
	button(false);
	wait_order("down a, up a, focus a");
}

/* ---- Titles ---- */

static bool has_title(const void *data) {
	return find_titled(DefaultRootWindow(display()), data) != None;
}

static void set_often(oriel_platform_window *window, const char *title) {
	for (int i = 0; i < 50; i++)
		functions()->window_set_title(window, title);
	assert_true(wait_until_true(has_title, title));
}

/* Xlib keeps about 200 bytes for each event that was queued at once, at most 200 events a round. A
 * leak would cost far more. */
static void setting_titles_leaks_no_memory(void **state) {
	(void)state;
	static const char *const titles[] = { "Größe – 日本語 עברית", "plain" };
	oriel_platform_window *window = open_window("a", false);
	for (size_t t = 0; t < 2; t++) {
		for (int i = 0; i < 10; i++)
			set_often(window, titles[t]);
		size_t before = mallinfo2().uordblks;
		for (int i = 0; i < 100; i++)
			set_often(window, titles[t]);
		assert_in_range(mallinfo2().uordblks, 0, before + 200000);
	}
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	setenv("SDL_VIDEODRIVER", "x11", 1);
	if (x_server_start(&server) != 0)
		return 1;
	int failed = RUN_TESTS(
		TEST(a_window_opens_in_full_screen_and_leaves_it),
		TEST(a_window_enters_and_leaves_full_screen),
		TEST(a_size_set_in_full_screen_takes_effect_at_its_end),
		TEST(a_window_in_full_screen_follows_the_screen),
		TEST(a_press_is_cancelled_if_another_program_grabs_the_pointer),
		TEST(a_release_elsewhere_is_noticed_at_the_next_motion),
		TEST(a_press_gives_its_window_the_keyboard_focus),
		TEST(setting_titles_leaks_no_memory));
	x_server_stop(&server);
	return failed;
}
