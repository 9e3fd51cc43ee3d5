/* SPDX-License-Identifier: MIT */
/* Names of keys without a display: SDL gives only the character of a key without modifiers. */
#include "platform/sdl_internal.h"

#include "test.h"

static struct order order;

static void add(SDL_Scancode scancode, SDL_Keycode sym, unsigned mod, const char *text) {
	const SDL_Keysym keysym = { .scancode = scancode, .sym = sym, .mod = (Uint16)mod };
	const struct oriel__key_meaning meaning = oriel__sdl_key_meaning(keysym, text);
	order_add(&order, "%s/%s", meaning.name != NULL ? meaning.name : meaning.character,
		oriel__sdl_key_code(scancode));
}

static void a_letter_follows_shift_and_caps_lock(void **state) {
	add(SDL_SCANCODE_A, SDLK_a, 0, NULL);
	add(SDL_SCANCODE_A, SDLK_a, KMOD_LSHIFT, NULL);
	add(SDL_SCANCODE_A, SDLK_a, KMOD_CAPS, NULL);
	add(SDL_SCANCODE_A, SDLK_a, KMOD_CAPS | KMOD_RSHIFT, NULL);
	add(SDL_SCANCODE_A, SDLK_a, KMOD_CTRL, NULL);
	assert_order(&order, "a/KeyA, A/KeyA, A/KeyA, a/KeyA, a/KeyA");
}

static void letters_of_other_scripts_have_capitals(void **state) {
	add(SDL_SCANCODE_SEMICOLON, 0xf6, KMOD_LSHIFT, NULL); /* ö */
	add(SDL_SCANCODE_F, 0x430, KMOD_LSHIFT, NULL);        /* а */
	add(SDL_SCANCODE_GRAVE, 0x451, KMOD_LSHIFT, NULL);    /* ё */
	add(SDL_SCANCODE_A, 0x3b1, KMOD_LSHIFT, NULL);        /* α */
	add(SDL_SCANCODE_3, 0x161, KMOD_CAPS, NULL);          /* š */
	add(SDL_SCANCODE_3, 0x17e, KMOD_CAPS, NULL);          /* ž */
	add(SDL_SCANCODE_MINUS, 0xf7, KMOD_LSHIFT, NULL);     /* ÷ has no capital */
	assert_order(&order, "Ö/Semicolon, А/KeyF, Ё/Backquote, Α/KeyA, Š/Digit3, Ž/Digit3, ÷/Minus");
}

static void caps_lock_does_not_shift_digits(void **state) {
	add(SDL_SCANCODE_1, SDLK_1, KMOD_CAPS, NULL);
	add(SDL_SCANCODE_1, SDLK_1, KMOD_LSHIFT, NULL);
	add(SDL_SCANCODE_APOSTROPHE, SDLK_QUOTE, KMOD_LSHIFT, NULL);
	assert_order(&order, "1/Digit1, !/Digit1, \"/Quote");
}

static void typed_text_determines_the_key(void **state) {
	add(SDL_SCANCODE_2, SDLK_2, KMOD_LSHIFT, "\"");
	add(SDL_SCANCODE_E, SDLK_e, KMOD_RALT, "\xe2\x82\xac");
	assert_order(&order, "\"/Digit2, \xe2\x82\xac/KeyE");
}

static void a_commit_of_several_characters_is_not_the_key(void **state) {
	add(SDL_SCANCODE_N, SDLK_n, 0, "\xe4\xbd\xa0\xe5\xa5\xbd");
	add(SDL_SCANCODE_N, SDLK_n, 0, "");
	assert_order(&order, "n/KeyN, n/KeyN");
}

static void named_keys_keep_their_names_with_any_typed_text(void **state) {
	add(SDL_SCANCODE_RETURN, SDLK_RETURN, KMOD_LSHIFT, "\r");
	add(SDL_SCANCODE_LEFT, SDLK_LEFT, 0, NULL);
	add(SDL_SCANCODE_F1, SDLK_F1, 0, NULL);
	add(SDL_SCANCODE_F24, SDLK_F24, 0, NULL);
	add(SDL_SCANCODE_SPACE, SDLK_SPACE, KMOD_LSHIFT, " ");
	add(SDL_SCANCODE_LCTRL, SDLK_LCTRL, KMOD_LCTRL, NULL);
	add(SDL_SCANCODE_RALT, SDLK_RALT, KMOD_RALT, NULL);
	add(SDL_SCANCODE_DELETE, SDLK_DELETE, 0, "\x7f");
	assert_order(&order,
		"Enter/Enter, ArrowLeft/ArrowLeft, F1/F1, F24/F24,  /Space, Control/ControlLeft, "
		"Alt/AltRight, Delete/Delete");
}

static void the_numeric_pad_follows_num_lock(void **state) {
	add(SDL_SCANCODE_KP_7, SDLK_KP_7, KMOD_NUM, NULL);
	add(SDL_SCANCODE_KP_7, SDLK_KP_7, 0, NULL);
	add(SDL_SCANCODE_KP_7, SDLK_KP_7, KMOD_NUM | KMOD_LSHIFT, NULL);
	add(SDL_SCANCODE_KP_ENTER, SDLK_KP_ENTER, KMOD_NUM, NULL);
	add(SDL_SCANCODE_KP_PLUS, SDLK_KP_PLUS, 0, NULL);
	assert_order(&order, "7/Numpad7, Home/Numpad7, Home/Numpad7, Enter/NumpadEnter, +/NumpadAdd");
}

static void dead_keys_and_unknown_keys_have_names(void **state) {
	add(SDL_SCANCODE_EQUALS, SDLK_SCANCODE_MASK, 0, NULL);
	add(SDL_SCANCODE_UNKNOWN, SDLK_UNKNOWN, 0, NULL);
	add((SDL_Scancode)-1, SDLK_UNKNOWN, 0, NULL);
	add((SDL_Scancode)SDL_NUM_SCANCODES, SDLK_UNKNOWN, 0, NULL);
	assert_order(&order, "Dead/Equal, Unidentified/, Unidentified/, Unidentified/");
}

static void modifiers_of_sdl_are_converted(void **state) {
	assert_int_equal(oriel__sdl_modifiers(KMOD_LSHIFT | KMOD_RCTRL | KMOD_LGUI),
		ORIEL_MODIFIER_SHIFT | ORIEL_MODIFIER_CONTROL | ORIEL_MODIFIER_META);
	assert_int_equal(oriel__sdl_modifiers(KMOD_RALT), ORIEL_MODIFIER_ALT);
	assert_int_equal(oriel__sdl_modifiers(KMOD_CAPS | KMOD_NUM | KMOD_MODE),
		ORIEL_MODIFIER_CAPS_LOCK | ORIEL_MODIFIER_NUM_LOCK | ORIEL_MODIFIER_ALT_GRAPH);
}

static void records_are_found_by_number_until_they_are_overwritten(void **state) {
	struct oriel__sdl_keys keys = { 0 };
	assert_null(oriel__sdl_keys_find(&keys, 0));
	assert_null(oriel__sdl_keys_find(&keys, 1));
	Uint32 first = oriel__sdl_keys_add(&keys, &(struct oriel__key_event){ .keycode = 1000 });
	for (uint32_t i = 1; i < 256; i++)
		oriel__sdl_keys_add(&keys, &(struct oriel__key_event){ .keycode = 1000 + i });
	assert_int_equal(oriel__sdl_keys_find(&keys, first)->keycode, 1000);
	Uint32 last = oriel__sdl_keys_add(&keys, &(struct oriel__key_event){ .keycode = 7 });
	assert_null(oriel__sdl_keys_find(&keys, first));
	assert_int_equal(oriel__sdl_keys_find(&keys, last)->keycode, 7);
	assert_null(oriel__sdl_keys_find(&keys, last + 1));
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(a_letter_follows_shift_and_caps_lock),
		cmocka_unit_test(letters_of_other_scripts_have_capitals),
		cmocka_unit_test(caps_lock_does_not_shift_digits),
		cmocka_unit_test(typed_text_determines_the_key),
		cmocka_unit_test(a_commit_of_several_characters_is_not_the_key),
		cmocka_unit_test(named_keys_keep_their_names_with_any_typed_text),
		cmocka_unit_test(the_numeric_pad_follows_num_lock),
		cmocka_unit_test(dead_keys_and_unknown_keys_have_names),
		cmocka_unit_test(modifiers_of_sdl_are_converted),
		cmocka_unit_test(records_are_found_by_number_until_they_are_overwritten));
}
