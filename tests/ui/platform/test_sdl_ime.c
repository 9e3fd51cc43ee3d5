/* SPDX-License-Identifier: MIT */
/* The search for SDL's connection to an input method, with a socket of the test in its place. */
#include "platform/sdl_internal.h"

#include "test.h"

#include <oriel/runtime/loop.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

struct fixture {
	struct oriel__sdl_platform platform;
	char directory[64];
	int listening, connected, accepted;
};
static struct fixture fixture;
static struct oriel__sdl_window window;

static void listen_at(const char *name) {
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	snprintf(address.sun_path, sizeof(address.sun_path), "%s/%s", fixture.directory, name);
	fixture.listening = socket(AF_UNIX, SOCK_STREAM, 0);
	assert_int_equal(bind(fixture.listening, (struct sockaddr *)&address, sizeof(address)), 0);
	assert_int_equal(listen(fixture.listening, 1), 0);
	fixture.connected = socket(AF_UNIX, SOCK_STREAM, 0);
	assert_int_equal(connect(fixture.connected, (struct sockaddr *)&address, sizeof(address)), 0);
	fixture.accepted = accept(fixture.listening, NULL, NULL);
}

static int setup(void **state) {
	memset(&fixture, 0, sizeof(fixture));
	strcpy(fixture.directory, "/tmp/oriel-test-XXXXXX");
	if (mkdtemp(fixture.directory) == NULL)
		return -1;
	unsetenv("SDL_IM_MODULE");
	unsetenv("XMODIFIERS");
	unsetenv("DBUS_SESSION_BUS_ADDRESS");
	unsetenv("XDG_RUNTIME_DIR");
	fixture.platform.loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	fixture.platform.text_window = &window;
	fixture.platform.ime.fd = fixture.listening = fixture.connected = fixture.accepted = -1;
	return 0;
}

static int teardown(void **state) {
	char command[128];
	int fds[] = { fixture.listening, fixture.connected, fixture.accepted };
	for (size_t i = 0; i < 3; i++)
		if (fds[i] >= 0)
			close(fds[i]);
	oriel_loop_destroy(fixture.platform.loop);
	snprintf(command, sizeof(command), "rm -rf '%s'", fixture.directory);
	return system(command);
}

/* Returns the number of polled descriptors; *timeout_ms is the cap on the wait. */
static int prepare(struct pollfd *fds, int *timeout_ms) {
	*timeout_ms = -1;
	return oriel__sdl_ime_prepare(&fixture.platform, fds, 0, timeout_ms);
}

static void poll_and_pump(void) {
	struct pollfd fds[1];
	int timeout_ms;
	int count = prepare(fds, &timeout_ms);
	assert_int_equal(poll(fds, (nfds_t)count, 0), count);
	oriel__sdl_ime_check(&fixture.platform, fds, count);
	oriel__sdl_ime_pumped(&fixture.platform);
}

static void ibus_is_found_and_polled_during_text_input(void **state) {
	struct pollfd fds[1];
	int timeout_ms;
	listen_at("ibus-dbus");
	oriel__sdl_ime_seek(&fixture.platform);
	assert_int_equal(prepare(fds, &timeout_ms), 1);
	assert_int_equal(fds[0].fd, fixture.connected);
	assert_int_equal(timeout_ms, -1);
	fixture.platform.text_window = NULL;
	assert_int_equal(prepare(fds, &timeout_ms), 0);
}

/* The wait asks for the connection, and so do keys before it. */
static void a_search_that_is_due_happens_once_the_connection_matters(void **state) {
	struct pollfd fds[1];
	int timeout_ms;
	listen_at("ibus-dbus");
	fixture.platform.ime.fd = -1;
	fixture.platform.ime.is_search_due = true;
	assert_int_equal(prepare(fds, &timeout_ms), 1);
	assert_int_equal(fds[0].fd, fixture.connected);
	assert_false(fixture.platform.ime.is_search_due);
	fixture.platform.ime.fd = -1;
	assert_false(oriel__sdl_ime_may_have_input(&fixture.platform));
	fixture.platform.ime.is_search_due = true;
	assert_true(oriel__sdl_ime_may_have_input(&fixture.platform));
}

static void without_an_input_method_the_wait_is_not_capped(void **state) {
	struct pollfd fds[1];
	int timeout_ms;
	listen_at("something-else");
	oriel__sdl_ime_seek(&fixture.platform);
	assert_int_equal(prepare(fds, &timeout_ms), 0);
	assert_int_equal(timeout_ms, -1);
}

static void fcitx_is_found_on_the_session_bus(void **state) {
	char address[128];
	listen_at("bus");
	oriel__sdl_ime_seek(&fixture.platform);
	assert_int_equal(fixture.platform.ime.fd, -1);
	setenv("XMODIFIERS", "@im=fcitx", 1);
	oriel__sdl_ime_seek(&fixture.platform);
	assert_int_equal(fixture.platform.ime.fd, -1);
	snprintf(address, sizeof(address), "unix:path=%s/bus,guid=0", fixture.directory);
	setenv("DBUS_SESSION_BUS_ADDRESS", address, 1);
	oriel__sdl_ime_seek(&fixture.platform);
	assert_int_equal(fixture.platform.ime.fd, fixture.connected);
	unsetenv("DBUS_SESSION_BUS_ADDRESS");
	setenv("XDG_RUNTIME_DIR", fixture.directory, 1);
	oriel__sdl_ime_seek(&fixture.platform);
	assert_int_equal(fixture.platform.ime.fd, fixture.connected);
}

static void a_closed_connection_is_searched_again_each_second(void **state) {
	struct pollfd fds[1];
	int timeout_ms;
	listen_at("ibus-dbus");
	oriel__sdl_ime_seek(&fixture.platform);
	close(fixture.accepted);
	fixture.accepted = -1;
	poll_and_pump();
	close(fixture.connected); /* SDL does the same when it learns of the end */
	fixture.connected = -1;
	assert_int_equal(prepare(fds, &timeout_ms), 0);
	assert_int_equal(timeout_ms, 1000);

	close(fixture.listening);
	listen_at("ibus-dbus-2");
	oriel_loop_advance(fixture.platform.loop, 1000);
	assert_int_equal(prepare(fds, &timeout_ms), 1);
	assert_int_equal(timeout_ms, -1);
}

static void a_connection_that_sdl_does_not_read_is_no_longer_polled(void **state) {
	struct pollfd fds[1];
	int timeout_ms;
	listen_at("ibus-dbus");
	oriel__sdl_ime_seek(&fixture.platform);
	assert_int_equal(write(fixture.accepted, "x", 1), 1);
	for (int i = 0; i < 9; i++)
		poll_and_pump();
	assert_int_equal(prepare(fds, &timeout_ms), 0);
	assert_int_equal(timeout_ms, 30);
}

static void a_connection_that_sdl_reads_late_is_still_polled(void **state) {
	struct pollfd fds[1];
	int timeout_ms;
	char byte;
	listen_at("ibus-dbus");
	oriel__sdl_ime_seek(&fixture.platform);
	for (int round = 0; round < 3; round++) {
		assert_int_equal(write(fixture.accepted, "x", 1), 1);
		for (int i = 0; i < 5; i++)
			poll_and_pump();
		struct pollfd readable[1];
		int count = prepare(readable, &timeout_ms);
		poll(readable, (nfds_t)count, 0);
		oriel__sdl_ime_check(&fixture.platform, readable, count);
		assert_int_equal(read(fixture.connected, &byte, 1), 1); /* in place of SDL's pump */
		oriel__sdl_ime_pumped(&fixture.platform);
	}
	assert_int_equal(prepare(fds, &timeout_ms), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
	return RUN_TESTS(
		TEST(ibus_is_found_and_polled_during_text_input),
		TEST(a_search_that_is_due_happens_once_the_connection_matters),
		TEST(without_an_input_method_the_wait_is_not_capped),
		TEST(fcitx_is_found_on_the_session_bus),
		TEST(a_closed_connection_is_searched_again_each_second),
		TEST(a_connection_that_sdl_does_not_read_is_no_longer_polled),
		TEST(a_connection_that_sdl_reads_late_is_still_polled));
}
