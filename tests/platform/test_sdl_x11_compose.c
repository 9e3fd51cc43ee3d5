/* SPDX-License-Identifier: MIT */
/* Which keyboards make Xlib read its compose table, on a real X server. */
#include "x_server.h"

#include "test.h"

#include "platform/sdl-internal.h"

#include <X11/Xlib.h>
#include <X11/keysym.h>
#include <stdlib.h>
#include <string.h>

static struct x_server server;
static Display *display;

static void map_key(KeySym keysym) {
	int first, last, width;
	XDisplayKeycodes(display, &first, &last);
	KeySym both[] = { keysym, keysym };
	XChangeKeyboardMapping(display, last, 2, both, 1);
	XFree(XGetKeyboardMapping(display, (KeyCode)last, 1, &width)); // the server has done it
}

static bool may_compose(void) {
	struct oriel__sdl_x11_probe probe = oriel__sdl_x11_probe();
	bool answer = probe.may_compose;
	oriel__sdl_x11_probe_finish(&probe);
	return answer;
}

static int tear_down(void **state) {
	map_key(NoSymbol);
	unsetenv("XCOMPOSEFILE");
	setenv("LC_ALL", "C.UTF-8", 1);
	return 0;
}

static void an_american_keyboard_composes_nothing(void **state) {
	assert_false(may_compose());
}

static void a_dead_key_composes(void **state) {
	map_key(XK_dead_acute);
	assert_true(may_compose());
}

static void the_compose_key_composes(void **state) {
	map_key(XK_Multi_key);
	assert_true(may_compose());
}

static void an_accented_letter_composes_nothing(void **state) {
	map_key(XK_eacute);
	assert_false(may_compose());
}

static void an_ethiopic_letter_composes(void **state) {
	map_key(0x01001200);
	assert_true(may_compose());
}

static void a_table_of_the_user_may_begin_with_any_key(void **state) {
	setenv("XCOMPOSEFILE", "/nonexistent", 1);
	assert_true(may_compose());
}

static void the_amharic_table_begins_with_any_key(void **state) {
	setenv("LC_ALL", "am_ET.UTF-8", 1);
	assert_true(may_compose());
}

static void without_a_server_nothing_is_known(void **state) {
	char *name = strdup(getenv("DISPLAY"));
	setenv("DISPLAY", ":nonexistent", 1);
	assert_true(may_compose());
	setenv("DISPLAY", name, 1);
	free(name);
}

int main(void) {
	if (x_server_start(&server) != 0)
		return 1;
	setenv("HOME", "/nonexistent", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	display = XOpenDisplay(NULL);
	int failed = RUN_TESTS(
		cmocka_unit_test(an_american_keyboard_composes_nothing),
		cmocka_unit_test_teardown(a_dead_key_composes, tear_down),
		cmocka_unit_test_teardown(the_compose_key_composes, tear_down),
		cmocka_unit_test_teardown(an_accented_letter_composes_nothing, tear_down),
		cmocka_unit_test_teardown(an_ethiopic_letter_composes, tear_down),
		cmocka_unit_test_teardown(a_table_of_the_user_may_begin_with_any_key, tear_down),
		cmocka_unit_test_teardown(the_amharic_table_begins_with_any_key, tear_down),
		cmocka_unit_test(without_a_server_nothing_is_known));
	XCloseDisplay(display);
	x_server_stop(&server);
	return failed;
}
