/* SPDX-License-Identifier: MIT */
/*
 * Keys of a real X server, with layouts that change while the window has the keyboard focus.
 *
 * A second connection sends the keys through XTest; setxkbmap sets the layouts.
 */
#include "key_window.h"
#include "x_server.h"

#include <X11/XKBlib.h>
#include <X11/Xlib.h>
#include <X11/extensions/XTest.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	KEY_Q = 24,
	KEY_W = 25,
	KEY_E = 26,
	KEY_Y = 29,
	KEY_A = 38,
	KEY_C = 54,
	QUOTE = 48,
	BACKSPACE = 22,
	SHIFT = 50,
	CONTROL = 37,
	CAPS = 66,
	NUM = 77,
	PAD_1 = 87,
	PAD_DECIMAL = 91,
	ALT_RIGHT = 108,
	COPY = 141,
	PASTE = 143,
	CUT = 145,
	EMPTY = 254,
};

static struct x_server server;
static Display *display;

static struct key_window window;

static void note(struct order *order, const struct oriel_raw_input *input) {
	if (input->type == ORIEL_RAW_KEY_DOWN)
		order_add(order, "%s/%s %x%s", input->key, input->code, input->modifiers,
			input->by_place ? "!" : "");
	else if (input->type == ORIEL_RAW_TEXT)
		order_add(order, "text %s", input->text);
	else if (input->type == ORIEL_RAW_PREEDIT)
		order_add(order, "preedit %s", input->text);
}

static void wait_order(const char *expected) {
	key_window_wait(&window, expected);
}

static void use_layout(const char *arguments) {
	char command[200];
	snprintf(command, sizeof(command), "setxkbmap -option && setxkbmap %s", arguments);
	assert_int_equal(system(command), 0); /* is x11-xkb-utils installed? */
	XkbLockModifiers(display, XkbUseCoreKbd, 0xff, 0);
	XkbLockGroup(display, XkbUseCoreKbd, 0);
	XSync(display, False);
}

static void strike(unsigned keycode) {
	XTestFakeKeyEvent(display, keycode, True, CurrentTime);
	XTestFakeKeyEvent(display, keycode, False, CurrentTime);
	XSync(display, False);
}

static void strike_with(unsigned modifier, unsigned keycode) {
	XTestFakeKeyEvent(display, modifier, True, CurrentTime);
	strike(keycode);
	XTestFakeKeyEvent(display, modifier, False, CurrentTime);
	XSync(display, False);
}

static int setup(void **state) {
	use_layout("us");
	if (key_window_open(&window, note) != 0)
		return -1;
	key_window_set_text_input(&window, true);
	return 0;
}

static int teardown(void **state) {
	key_window_close(&window);
	return 0;
}

static void keys_follow_a_later_change_of_layout(void **state) {
	strike(KEY_Y);
	wait_order("y/KeyY 0, text y");
	use_layout("de");
	strike(KEY_Y);
	wait_order("z/KeyY 0, text z");
	use_layout("fr");
	strike(KEY_Q);
	strike_with(CONTROL, KEY_W);
	wait_order("a/KeyQ 0, text a, Control/ControlLeft 2, z/KeyW 2");
	use_layout("us -variant dvorak");
	strike(KEY_C);
	wait_order("j/KeyC 0, text j");
}

static void keys_follow_the_locked_group(void **state) {
	use_layout("us,ru,gr");
	strike(KEY_C);
	XkbLockGroup(display, XkbUseCoreKbd, 1);
	strike(KEY_C);
	strike_with(CONTROL, KEY_C);
	XkbLockGroup(display, XkbUseCoreKbd, 2);
	strike(KEY_C);
	XkbLockGroup(display, XkbUseCoreKbd, 0);
	strike(KEY_C);
	wait_order("c/KeyC 0, text c, с/KeyC 0!, text с, Control/ControlLeft 2!, с/KeyC 2!, ψ/KeyC 0!, "
			"text ψ, c/KeyC 0, text c");
}

static void altgr_and_locks_of_the_event_determine_the_key(void **state) {
	use_layout("de");
	strike_with(ALT_RIGHT, KEY_Q);
	strike_with(SHIFT, KEY_Q);
	strike(CAPS);
	strike(KEY_Q);
	strike(CAPS);
	strike(KEY_Q);
	wait_order("AltGraph/AltRight 10, @/KeyQ 10, text @, Shift/ShiftLeft 1, Q/KeyQ 1, text Q, "
			"CapsLock/CapsLock 20, Q/KeyQ 20, text Q, "
			"CapsLock/CapsLock 0, q/KeyQ 0, text q");
}

static void keys_of_the_number_pad_type_their_characters(void **state) {
	use_layout("de");
	strike(NUM);
	strike(PAD_DECIMAL);
	strike(NUM);
	strike(PAD_1);
	wait_order("NumLock/NumLock 40, ,/NumpadDecimal 40, text ,, NumLock/NumLock 0, End/Numpad1 0");
	use_layout("fr -variant oss");
	strike_with(SHIFT, PAD_1);
	wait_order("Shift/ShiftLeft 1, 1/Numpad1 1, text 1");
	use_layout("us -option numpad:mac");
	strike(PAD_1);
	wait_order("1/Numpad1 0, text 1");
}

static void dead_keys_compose_after_a_change_of_layout(void **state) {
	use_layout("us -variant intl");
	strike(QUOTE);
	strike(KEY_E);
	strike_with(SHIFT, QUOTE);
	strike(KEY_E);
	wait_order("Dead/Quote 0, preedit ´, é/KeyE 0, text é, preedit , Shift/ShiftLeft 1, Dead/Quote "
			"1, preedit ¨, ë/KeyE 0, text ë, preedit ");
}

static void backspace_cancels_a_dead_key(void **state) {
	use_layout("us -variant intl");
	strike(QUOTE);
	strike(BACKSPACE);
	strike(KEY_E);
	wait_order("Dead/Quote 0, preedit ´, Backspace/Backspace 0, preedit , e/KeyE 0, text e");
}

static void the_end_of_text_input_ends_a_sequence(void **state) {
	use_layout("us -variant intl");
	strike(QUOTE);
	wait_order("Dead/Quote 0, preedit ´");
	key_window_set_text_input(&window, false);
	key_window_set_text_input(&window, true);
	strike(KEY_E);
	wait_order("e/KeyE 0, text e");
}

static void without_text_input_nothing_composes(void **state) {
	use_layout("us -variant intl");
	key_window_set_text_input(&window, false);
	strike(QUOTE);
	strike(KEY_E);
	wait_order("Dead/Quote 0, e/KeyE 0, text e");
}

static void keys_of_the_clipboard_have_their_names(void **state) {
	strike(COPY);
	strike(CUT);
	strike(PASTE);
	wait_order("Copy/Copy 0, Cut/Cut 0, Paste/Paste 0");
}

static void a_key_unknown_to_sdl_has_its_character(void **state) {
	KeySym keysyms[] = { 0x1002603, 0x1002603 };
	XChangeKeyboardMapping(display, EMPTY, 2, keysyms, 1);
	XSync(display, False);
	strike(EMPTY);
	strike(EMPTY);
	wait_order("\u2603/ 0, text \u2603, \u2603/ 0, text \u2603");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
	if (x_server_start(&server) != 0)
		return EXIT_FAILURE;
	setenv("HOME", "/nonexistent", 1);
	setenv("LC_ALL", "en_US.UTF-8", 1);
	display = XOpenDisplay(NULL);
	int status = RUN_TESTS(
		TEST(keys_follow_a_later_change_of_layout),
		TEST(keys_follow_the_locked_group),
		TEST(altgr_and_locks_of_the_event_determine_the_key),
		TEST(keys_of_the_number_pad_type_their_characters),
		TEST(dead_keys_compose_after_a_change_of_layout),
		TEST(backspace_cancels_a_dead_key),
		TEST(the_end_of_text_input_ends_a_sequence),
		TEST(without_text_input_nothing_composes),
		TEST(keys_of_the_clipboard_have_their_names),
		TEST(a_key_unknown_to_sdl_has_its_character));
	XCloseDisplay(display);
	x_server_stop(&server);
	return status;
}
