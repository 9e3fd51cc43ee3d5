/* SPDX-License-Identifier: MIT */
/*
 * Presenting through memory shared with a real X server, and without sharing.
 *
 * Each test keeps the expected picture of its window, and compares it with the server's pixels one
 * by one.
 */
#include "x_server.h"

#include "test.h"

#include "platform/sdl_internal.h"

#include <SDL_syswm.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/timer.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#define LIMIT_MS 10000
#define SHM_DEST_BIT 01000 /* set in the mode of a segment that is marked for removal */

static const char *const usual_server[] = { NULL };
static const char *const server_without_sharing[] = { "-extension", "MIT-SHM", NULL };
static const char *const server_of_16_bits[] = { "-screen", "0", "1280x800x16", NULL };
/* This server cannot identify its clients, and refuses a segment that others may not access. */
static const char *const server_of_the_network[] = { "-listen", "tcp", NULL };

static struct {
	struct x_server server;
	oriel_loop *loop;
	oriel_platform *platform;
	oriel_platform_window *window;
	uint32_t *picture; /* the expected pixels of the screen */
	int width, height;
} fixture;

static void sink(void *data, const struct oriel_raw_input *input) {
	if (input->type == ORIEL_RAW_RESIZE)
		oriel_loop_quit(fixture.loop, 0);
}

static void quit(void *data) {
	oriel_loop_quit(fixture.loop, 1);
}

static void run_until_resize(void) {
	oriel_timer_id limit = oriel_set_timeout(quit, NULL, LIMIT_MS);
	oriel_loop_run(fixture.loop);
	oriel_clear_timer(limit);
}

static void run_for(double ms) {
	oriel_set_timeout(quit, NULL, ms);
	while (oriel_loop_run(fixture.loop) != 1)
		continue;
}

static const struct oriel_platform_class *functions(void) {
	return fixture.platform->platform_class;
}

static int setup_on(const char *const *arguments, const char *prefix) {
	const struct oriel_platform_window_options options = {
		.title = "shm", .app_id = "org.example.test", .size = { 300, 200 }, .sink = sink
	};
	char display[32];
	memset(&fixture, 0, sizeof(fixture));
	if (x_server_start_with(&fixture.server, arguments) != 0)
		return -1;
	snprintf(display, sizeof(display), "%s%.16s", prefix, getenv("DISPLAY"));
	setenv("DISPLAY", display, 1);
	fixture.loop = oriel_loop_new();
	fixture.platform = oriel_platform_new_sdl("org.example.test");
	fixture.window = fixture.platform != NULL ?
		functions()->window_open(fixture.platform, &options) :
		NULL;
	if (fixture.window == NULL)
		return -1;
	/* the server returns no pixels outside its screen */
	SDL_SetWindowPosition(((const struct oriel__sdl_window *)fixture.window)->sdl, 0, 0);
	run_for(300); /* the window is on the screen, and the server has no more events */
	return 0;
}

static int setup(void **state) {
	return setup_on(*state, "");
}

static int setup_by_network(void **state) {
	return setup_on(*state, "127.0.0.1");
}

static int teardown(void **state) {
	functions()->destroy(fixture.platform);
	oriel_loop_destroy(fixture.loop);
	x_server_stop(&fixture.server);
	free(fixture.picture);
	return 0;
}

static const struct oriel__sdl_window *sdl_window(void) {
	return (const struct oriel__sdl_window *)fixture.window;
}

static SDL_SysWMinfo info(void) {
	SDL_SysWMinfo info;
	SDL_VERSION(&info.version);
	assert_true(SDL_GetWindowWMInfo(sdl_window()->sdl, &info));
	return info;
}

/* ---- Painting and looking ---- */

static uint32_t color_at(int x, int y, unsigned step) {
	return ((unsigned)x * 2654435761u ^ (unsigned)y * 40503u ^ step * 97u) >> 4 & 0xffffff;
}

/* Paints and presents: damage changes the expected picture. */
static void paint(unsigned step, const struct oriel_device_rect *rects, size_t count) {
	struct oriel_framebuffer framebuffer;
	assert_true(functions()->window_framebuffer(fixture.window, &framebuffer));
	if (framebuffer.width != fixture.width || framebuffer.height != fixture.height) {
		fixture.width = framebuffer.width;
		fixture.height = framebuffer.height;
		free(fixture.picture);
		fixture.picture = calloc((size_t)fixture.width * (size_t)fixture.height, sizeof(uint32_t));
	}
	for (int y = 0; y < framebuffer.height; y++)
		for (int x = 0; x < framebuffer.width; x++)
			((uint32_t *)((char *)framebuffer.pixels +
				(size_t)y * (size_t)framebuffer.stride))[x] = color_at(x, y, step);
	for (size_t i = 0; i < count; i++)
		for (int y = rects[i].y; y < rects[i].y + rects[i].height && y < fixture.height; y++)
			for (int x = rects[i].x; x < rects[i].x + rects[i].width && x < fixture.width; x++)
				fixture.picture[y * fixture.width + x] = color_at(x, y, step);
}

static void show(unsigned step, const struct oriel_device_rect *rects, size_t count) {
	paint(step, rects, count);
	functions()->window_present(fixture.window, rects, count);
}

static const struct oriel_device_rect everything = { 0, 0, 10000, 10000 };

static void assert_screen(void) {
	SDL_SysWMinfo system = info();
	XSync(system.info.x11.display, False);
	XImage *seen = XGetImage(fixture.server.connection, system.info.x11.window, 0, 0,
		(unsigned)fixture.width, (unsigned)fixture.height, AllPlanes, ZPixmap);
	assert_non_null(seen);
	int wrong = 0;
	for (int y = 0; y < fixture.height; y++)
		for (int x = 0; x < fixture.width; x++)
			wrong += (XGetPixel(seen, x, y) & 0xffffff) != fixture.picture[y * fixture.width + x];
	XDestroyImage(seen);
	assert_int_equal(wrong, 0);
}

static void resize(int width, int height) {
	functions()->window_set_size(
		fixture.window, (struct oriel_size){ (float)width, (float)height });
	run_until_resize();
	struct oriel_size size = functions()->window_size(fixture.window);
	assert_true(size.width == (float)width && size.height == (float)height);
}

/* ---- Segments ---- */

struct segments {
	int count, id;
	bool all_removed; /* marked for removal in the system's table */
};

static struct segments segments_of_this_process(void) {
	struct segments segments = { .all_removed = true };
	char line[256];
	FILE *table = fopen("/proc/sysvipc/shm", "r");
	assert_non_null(table);
	while (fgets(line, sizeof(line), table) != NULL) {
		int key, id, creator;
		unsigned mode;
		unsigned long size;
		if (sscanf(line, "%d %d %o %lu %d", &key, &id, &mode, &size, &creator) == 5 &&
			creator == (int)getpid()) {
			segments.count++;
			segments.id = id;
			segments.all_removed = segments.all_removed && (mode & SHM_DEST_BIT) != 0;
		}
	}
	fclose(table);
	return segments;
}

/* ---- The tests ---- */

static void the_screen_shows_every_pixel_through_resizes(void **state) {
	static const int sizes[][2] = { { 300, 200 }, { 301, 199 }, { 340, 210 }, { 120, 60 },
		{ 1200, 700 }, { 1199, 701 }, { 130, 120 }, { 1, 1 }, { 641, 481 } };
	for (unsigned i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		if (i > 0)
			resize(sizes[i][0], sizes[i][1]);
		show(i, &everything, 1);
		assert_int_equal(fixture.width, sizes[i][0]);
		assert_screen();
	}
	assert_ptr_equal(sdl_window()->presenter, &oriel__sdl_x11_shm_presenter);
}

static void only_damage_changes_the_screen(void **state) {
	struct oriel_device_rect rects[40];
	for (int i = 0; i < 40; i++)
		rects[i] = (struct oriel_device_rect){ i * 7, i * 5, 5, 4 + i };
	show(1, &everything, 1);
	show(2, rects, 40);
	assert_screen();
	show(3, (struct oriel_device_rect[]){ { 299, 199, 50, 50 }, { 400, 0, 5, 5 } }, 2);
	assert_screen();
}

static volatile sig_atomic_t continued;

static void continue_server(int signal) {
	continued = 1;
	kill(fixture.server.pid, SIGCONT);
}

/* Time is real: the server is stopped for the time of the timer, and longer if the machine is
 * busy. */
static void a_present_does_not_wait_and_painting_waits_for_the_copy(void **state) {
	const struct itimerval soon = { .it_value.tv_usec = 100000 };
	show(1, &everything, 1);
	assert_screen();
	paint(2, &everything, 1);
	kill(fixture.server.pid, SIGSTOP);
	assert_int_equal(waitpid(fixture.server.pid, NULL, WUNTRACED), fixture.server.pid);
	functions()->window_present(fixture.window, &everything, 1);
	continued = 0;
	signal(SIGALRM, continue_server);
	setitimer(ITIMER_REAL, &soon, NULL);
	assert_int_equal(continued, 0);
	paint(3, NULL, 0);
	assert_int_equal(continued, 1);
	signal(SIGALRM, SIG_DFL);
	assert_screen();
}

static void later_messages_of_the_server_show_that_it_has_copied(void **state) {
	Display *display = info().info.x11.display;
	show(1, &everything, 1);
	unsigned long before = XNextRequest(display);
	paint(2, NULL, 0);
	assert_int_equal(XNextRequest(display) - before, 1); /* a round trip */
	paint(2, NULL, 0);
	assert_int_equal(XNextRequest(display) - before, 1); /* no second round trip */
	show(3, &everything, 1);
	resize(310, 210);
	resize(300, 200);
	before = XNextRequest(display);
	paint(4, NULL, 0);
	assert_int_equal(XNextRequest(display) - before, 0);
}

static void a_window_has_one_segment_that_outlives_resizes_but_no_process(void **state) {
	show(1, &everything, 1);
	struct segments first = segments_of_this_process();
	assert_int_equal(first.count, 1);
	assert_true(first.all_removed);
	resize(320, 220);
	show(2, &everything, 1);
	resize(150, 100);
	show(3, &everything, 1);
	assert_int_equal(segments_of_this_process().id, first.id);
	resize(1000, 700);
	show(4, &everything, 1);
	struct segments larger = segments_of_this_process();
	assert_int_not_equal(larger.id, first.id);
	assert_int_equal(larger.count, 1);
	assert_true(larger.all_removed);
	functions()->window_close(fixture.window);
	XSync(fixture.server.connection, False);
	assert_int_equal(segments_of_this_process().count, 0);
}

static void a_window_that_shrinks_much_frees_memory(void **state) {
	resize(1200, 700);
	show(1, &everything, 1);
	int large = segments_of_this_process().id;
	resize(200, 100);
	show(2, &everything, 1);
	assert_int_not_equal(segments_of_this_process().id, large);
	assert_int_equal(segments_of_this_process().count, 1);
	assert_screen();
}

static void sdl_presents_without_shared_memory(void **state) {
	show(1, &everything, 1);
	assert_screen();
	assert_ptr_equal(sdl_window()->presenter, &oriel__sdl_surface_presenter);
	resize(640, 480);
	show(2, &everything, 1);
	show(3, (struct oriel_device_rect[]){ { 5, 5, 100, 50 } }, 1);
	assert_screen();
}

/* 16 of the 24 bits are on the screen. */
static void sdl_presents_on_screens_with_other_pixels(void **state) {
	struct oriel_framebuffer framebuffer;
	assert_true(functions()->window_framebuffer(fixture.window, &framebuffer));
	assert_ptr_equal(sdl_window()->presenter, &oriel__sdl_surface_presenter);
	for (int i = 0; i < framebuffer.width * framebuffer.height; i++)
		((uint32_t *)framebuffer.pixels)[i] = 0x00ff00;
	functions()->window_present(fixture.window, &everything, 1);
	SDL_SysWMinfo system = info();
	XSync(system.info.x11.display, False);
	XImage *seen = XGetImage(
		fixture.server.connection, system.info.x11.window, 0, 0, 300, 200, AllPlanes, ZPixmap);
	assert_int_equal(XGetPixel(seen, 299, 199), 0x07e0);
	XDestroyImage(seen);
}

#define TEST_ON(server, setup, name) { #name, name, setup, teardown, (void *)server }
#define TEST(name) TEST_ON(usual_server, setup, name)

int main(void) {
	return RUN_TESTS(
		TEST(the_screen_shows_every_pixel_through_resizes),
		TEST(only_damage_changes_the_screen),
		TEST(a_present_does_not_wait_and_painting_waits_for_the_copy),
		TEST(later_messages_of_the_server_show_that_it_has_copied),
		TEST(a_window_has_one_segment_that_outlives_resizes_but_no_process),
		TEST(a_window_that_shrinks_much_frees_memory),
		TEST_ON(server_without_sharing, setup, sdl_presents_without_shared_memory),
		TEST_ON(server_of_the_network, setup_by_network, sdl_presents_without_shared_memory),
		TEST_ON(server_of_16_bits, setup, sdl_presents_on_screens_with_other_pixels));
}
