/* SPDX-License-Identifier: MIT */
/*
 * Settings of a desktop portal on a session bus: the first answer, changes, and everything that may
 * be missing, silent or wrong.
 *
 * Time is real; each test waits for a condition, with a limit.
 */
#define _GNU_SOURCE
#include "become.h"
#include "fake_portal.h"
#include "test.h"

#include "desktop/desktop_internal.h"

#include <oriel/runtime/loop.h>
#include <oriel/runtime/timer.h>

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define APPEARANCE "org.freedesktop.appearance "
#define GNOME "org.gnome.desktop.interface "

struct fixture {
	oriel_loop *loop;
	struct oriel__desktop *desktop;
	int changes;
};
static struct fixture fixture;
static char session_address[512];

static void on_changed(void *data) {
	struct fixture *own = data;
	own->changes++;
}

static void desktop_begin(void) {
	fixture = (struct fixture){ .loop = oriel_loop_new() };
	fixture.desktop = oriel__desktop_new(fixture.loop,
		&(const struct oriel__desktop_options){ .changed = on_changed, .data = &fixture });
}

static void desktop_end(void) {
	oriel__desktop_destroy(fixture.desktop);
	oriel_loop_destroy(fixture.loop);
	setenv("DBUS_SESSION_BUS_ADDRESS", session_address, 1);
}

static const char *settings_text(void) {
	static char text[128];
	const struct oriel__desktop_settings *settings = oriel__desktop_settings(fixture.desktop);
	snprintf(text, sizeof(text), "%s scheme %d contrast %d motion %d accent %08x scale %g",
		oriel__desktop_is_waiting(fixture.desktop) ? "waiting" : "known",
		(int)settings->color_scheme, (int)settings->contrast, (int)settings->motion,
		settings->accent_color, (double)settings->scale);
	return text;
}

static void assert_becomes(const char *expected) {
	assert_becomes_on(fixture.loop, settings_text, expected);
}

/* ---- The first answer ---- */

static void settings_of_the_portal_are_read(void **state) {
	struct fake_portal portal;
	(void)state;
	assert_true(fake_portal_start(&portal,
		APPEARANCE "color-scheme u 1\n"
		APPEARANCE "contrast u 1\n"
		APPEARANCE "accent-color c 0.5 0 1\n"
		GNOME "text-scaling-factor d 1.25\n"
		GNOME "enable-animations b 0\n"));
	desktop_begin();
	assert_true(oriel__desktop_is_waiting(fixture.desktop));
	assert_becomes("known scheme 2 contrast 2 motion 2 accent 8000ffff scale 1.25");
	assert_int_equal(fixture.changes, 1);
	desktop_end();
	fake_portal_stop(&portal);
}

static void no_preference_is_no_value_except_where_the_desktop_says_normal(void **state) {
	struct fake_portal portal;
	(void)state;
	assert_true(fake_portal_start(&portal,
		APPEARANCE "color-scheme u 0\n"
		APPEARANCE "contrast u 0\n"
		APPEARANCE "reduced-motion u 0\n"
		APPEARANCE "accent-color c -1 -1 -1\n"));
	desktop_begin();
	assert_becomes("known scheme 0 contrast 1 motion 1 accent 00000000 scale 0");
	desktop_end();
	fake_portal_stop(&portal);
}

static void high_contrast_of_gnome_is_more_contrast(void **state) {
	struct fake_portal portal;
	(void)state;
	assert_true(fake_portal_start(&portal,
		APPEARANCE "contrast u 0\norg.gnome.desktop.a11y.interface high-contrast b 1\n"));
	desktop_begin();
	assert_becomes("known scheme 0 contrast 2 motion 0 accent 00000000 scale 0");
	desktop_end();
	fake_portal_stop(&portal);
}

static void values_of_other_types_and_ranges_are_ignored(void **state) {
	struct fake_portal portal;
	(void)state;
	assert_true(fake_portal_start(&portal,
		APPEARANCE "color-scheme s dark\n"
		APPEARANCE "contrast u 77\n"
		APPEARANCE "accent-color u 3\n"
		GNOME "text-scaling-factor d 1e9\n"
		GNOME "enable-animations u 0\n"
		"org.example.other color-scheme u 1\n"));
	desktop_begin();
	assert_becomes("known scheme 0 contrast 1 motion 0 accent 00000000 scale 0");
	desktop_end();
	fake_portal_stop(&portal);
}

/* ---- Changes ---- */

static void changes_arrive_one_by_one(void **state) {
	struct fake_portal portal;
	(void)state;
	assert_true(fake_portal_start(&portal, APPEARANCE "color-scheme u 2\n"));
	desktop_begin();
	assert_becomes("known scheme 1 contrast 0 motion 0 accent 00000000 scale 0");
	fake_portal_set(&portal, APPEARANCE "color-scheme u 1");
	assert_becomes("known scheme 2 contrast 0 motion 0 accent 00000000 scale 0");
	fake_portal_set(&portal, APPEARANCE "accent-color c 1 0 0");
	assert_becomes("known scheme 2 contrast 0 motion 0 accent ff0000ff scale 0");
	fake_portal_set(&portal, GNOME "text-scaling-factor d 2");
	assert_becomes("known scheme 2 contrast 0 motion 0 accent ff0000ff scale 2");
	assert_int_equal(fixture.changes, 4);
	desktop_end();
	fake_portal_stop(&portal);
}

static void a_portal_that_starts_later_is_asked(void **state) {
	struct fake_portal portal;
	(void)state;
	desktop_begin();
	assert_becomes("known scheme 0 contrast 0 motion 0 accent 00000000 scale 0");
	assert_true(fake_portal_start(&portal, APPEARANCE "color-scheme u 1\n"));
	assert_becomes("known scheme 2 contrast 0 motion 0 accent 00000000 scale 0");
	fake_portal_stop(&portal);
	assert_true(fake_portal_start(&portal, APPEARANCE "color-scheme u 2\n"));
	assert_becomes("known scheme 1 contrast 0 motion 0 accent 00000000 scale 0");
	desktop_end();
	fake_portal_stop(&portal);
}

/* ---- What may be missing ---- */

static void without_a_bus_nothing_is_awaited(void **state) {
	(void)state;
	unsetenv("DBUS_SESSION_BUS_ADDRESS");
	unsetenv("XDG_RUNTIME_DIR");
	desktop_begin();
	assert_false(oriel__desktop_is_waiting(fixture.desktop));
	desktop_end();
	setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", 1);
	desktop_begin();
	assert_false(oriel__desktop_is_waiting(fixture.desktop));
	desktop_end();
	setenv("DBUS_SESSION_BUS_ADDRESS", "tcp:host=example.invalid,port=1", 1);
	desktop_begin();
	assert_false(oriel__desktop_is_waiting(fixture.desktop));
	desktop_end();
}

static void a_bus_that_is_silent_for_a_second_is_none(void **state) {
	char path[] = "/tmp/oriel-bus-XXXXXX", address[128];
	struct sockaddr_un name = { .sun_family = AF_UNIX };
	(void)state;
	assert_non_null(mkdtemp(path));
	snprintf(name.sun_path, sizeof(name.sun_path), "%s/bus", path);
	snprintf(address, sizeof(address), "unix:path=%s", name.sun_path);
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(bind(fd, (struct sockaddr *)&name, sizeof(name)), 0);
	assert_int_equal(listen(fd, 4), 0);
	setenv("DBUS_SESSION_BUS_ADDRESS", address, 1);
	desktop_begin();
	assert_true(oriel__desktop_is_waiting(fixture.desktop));
	double begun = oriel_loop_now(fixture.loop);
	assert_becomes("known scheme 0 contrast 0 motion 0 accent 00000000 scale 0");
	assert_in_range(oriel_loop_now(fixture.loop) - begun, 900, 4000);
	desktop_end();
	close(fd);
	unlink(name.sun_path);
	rmdir(path);
}

/* A connection to a full socket waits until the listener accepts one. */
static void a_bus_without_room_is_none(void **state) {
	char address[128];
	struct sockaddr_un name = { .sun_family = AF_UNIX };
	int fds[8], count = 0;
	(void)state;
	for (int is_abstract = 0; is_abstract < 2; is_abstract++) {
		snprintf(name.sun_path, sizeof(name.sun_path), "/tmp/oriel-full %d", (int)getpid());
		snprintf(address, sizeof(address), "unix:guid=1,%s=/tmp/oriel-full%%20%d",
			is_abstract ? "abstract" : "path", (int)getpid());
		size_t length = offsetof(struct sockaddr_un, sun_path) + strlen(name.sun_path);
		if (is_abstract) {
			memmove(name.sun_path + 1, name.sun_path, strlen(name.sun_path) + 1);
			name.sun_path[0] = '\0';
			length++;
		}
		int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
		assert_int_equal(bind(fd, (struct sockaddr *)&name, (socklen_t)length), 0);
		assert_int_equal(listen(fd, 1), 0);
		do
			fds[count] = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
		while (connect(fds[count++], (struct sockaddr *)&name, (socklen_t)length) == 0 &&
			count < 8);
		setenv("DBUS_SESSION_BUS_ADDRESS", address, 1);
		desktop_begin();
		assert_false(oriel__desktop_is_waiting(fixture.desktop));
		desktop_end();
		while (count > 0)
			close(fds[--count]);
		close(fd);
		if (!is_abstract)
			unlink(name.sun_path);
	}
}

static void quit(void *data) {
	(void)data;
	oriel_loop_quit(fixture.loop, 0);
}

static void the_last_settings_stay_when_the_bus_ends(void **state) {
	struct bus bus;
	struct fake_portal portal;
	(void)state;
	assert_true(bus_start(&bus));
	setenv("DBUS_SESSION_BUS_ADDRESS", bus.address, 1);
	assert_true(fake_portal_start(&portal, APPEARANCE "color-scheme u 1\n"));
	desktop_begin();
	assert_becomes("known scheme 2 contrast 0 motion 0 accent 00000000 scale 0");
	bus_stop(&bus);
	for (int i = 0; i < 5; i++) { /* the loop reads the end of the connection */
		oriel_set_timeout(quit, NULL, 10);
		oriel_loop_run(fixture.loop);
	}
	assert_becomes("known scheme 2 contrast 0 motion 0 accent 00000000 scale 0");
	assert_int_equal(fixture.changes, 1);
	desktop_end();
	fake_portal_stop(&portal);
}

int main(int argc, char **argv) {
	(void)argc;
	bus_enter(argv);
	snprintf(session_address, sizeof(session_address), "%s", getenv("DBUS_SESSION_BUS_ADDRESS"));
	return RUN_TESTS(
		cmocka_unit_test(settings_of_the_portal_are_read),
		cmocka_unit_test(no_preference_is_no_value_except_where_the_desktop_says_normal),
		cmocka_unit_test(high_contrast_of_gnome_is_more_contrast),
		cmocka_unit_test(values_of_other_types_and_ranges_are_ignored),
		cmocka_unit_test(changes_arrive_one_by_one),
		cmocka_unit_test(a_portal_that_starts_later_is_asked),
		cmocka_unit_test(without_a_bus_nothing_is_awaited),
		cmocka_unit_test(a_bus_without_room_is_none),
		cmocka_unit_test(a_bus_that_is_silent_for_a_second_is_none),
		cmocka_unit_test(the_last_settings_stay_when_the_bus_ends));
}
