/* SPDX-License-Identifier: MIT */
/* Keys of layouts that libxkbcommon compiles, without a display. */
#include "platform/keymap_internal.h"

#include "test.h"

#include <oriel/ui/raw_input.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xkbcommon/xkbcommon.h>

/* Keycodes of XKB, by the position of the key. */
enum {
	KEY_1 = 10,
	KEY_2 = 11,
	KEY_Q = 24,
	KEY_W = 25,
	KEY_E = 26,
	KEY_Y = 29,
	KEY_A = 38,
	KEY_C = 54,
	KEY_Z = 52,
	BACKSPACE = 22,
	TAB = 23,
	ENTER = 36,
	CONTROL = 37,
	GRAVE = 49,
	SHIFT = 50,
	SHIFT_RIGHT = 62,
	ALT = 64,
	SPACE = 65,
	CAPS = 66,
	ALT_RIGHT = 108,
	F1 = 67,
	NUM = 77,
	PAD_1 = 87,
	PAD_DECIMAL = 91,
	LESS = 94,
	HOME = 110,
	QUOTE = 48,
	BRACKET_LEFT = 34,
	META = 133,
	MENU = 135,
	COPY = 141,
	PASTE = 143,
	CUT = 145,
	BRACKET_RIGHT = 35,
	SLASH = 61,
};
/* Masks of modifiers, equal in every layout of xkeyboard-config. */
enum { M_SHIFT = 1, M_LOCK = 2, M_CONTROL = 4, M_ALT = 8, M_NUM = 16, M_META = 64, M_LEVEL3 = 128 };

struct fixture {
	struct xkb_context *context;
	struct oriel__keymap *keymap;
	struct order order;
};
static struct fixture fixture;

static void use_layout(const char *layout, const char *variant, const char *options) {
	const struct xkb_rule_names names = {
		.rules = "evdev", .model = "pc105", .layout = layout, .variant = variant, .options = options
	};
	struct xkb_keymap *xkb = xkb_keymap_new_from_names(
		fixture.context, &names, XKB_KEYMAP_COMPILE_NO_FLAGS);
	assert_non_null(xkb); /* is xkb-data installed? */
	oriel__keymap_destroy(fixture.keymap);
	fixture.keymap = oriel__keymap_new(fixture.context, xkb);
	xkb_keymap_unref(xkb);
	assert_non_null(fixture.keymap);
}

static int setup(void **state) {
	memset(&fixture, 0, sizeof(fixture));
	setenv("HOME", "/nonexistent", 1);
	setenv("LC_ALL", "en_US.UTF-8", 1);
	unsetenv("XCOMPOSEFILE");
	unsetenv("XDG_CONFIG_HOME");
	fixture.context = xkb_context_new(XKB_CONTEXT_NO_FLAGS);
	return fixture.context != NULL ? 0 : -1;
}

static int teardown(void **state) {
	oriel__keymap_destroy(fixture.keymap);
	xkb_context_unref(fixture.context);
	unsetenv("XCOMPOSEFILE");
	return 0;
}

static struct oriel__key_meaning send_key(const struct oriel__key_event *event) {
	return oriel__keymap_translate(fixture.keymap, event, true);
}

/* Records a press as "<key>/<code>=<text>", followed by the preedit in brackets, and by "!" if the
 * layout is not Latin. */
static void press(uint32_t keycode, uint32_t modifiers, uint32_t group) {
	struct oriel__key_meaning meaning = send_key(&(struct oriel__key_event){
		.keycode = keycode, .modifiers = modifiers, .group = group, .is_down = true });
	char shown[80] = "";
	if (meaning.preedit[0] != '\0')
		snprintf(shown, sizeof(shown), "[%s]", meaning.preedit);
	order_add(&fixture.order, "%s/%s=%s%s%s",
		meaning.name != NULL ? meaning.name : meaning.character, meaning.code, meaning.text, shown,
		meaning.is_by_place ? "!" : "");
}

static void letters_follow_the_layout(void **state) {
	use_layout("us", NULL, NULL);
	press(KEY_Y, 0, 0);
	use_layout("de", NULL, NULL);
	press(KEY_Y, 0, 0);
	press(KEY_Y, M_SHIFT, 0);
	press(KEY_Y, M_CONTROL, 0);
	press(KEY_Q, M_LEVEL3, 0);
	press(KEY_E, M_LEVEL3, 0);
	use_layout("fr", NULL, NULL);
	press(KEY_Q, 0, 0);
	press(KEY_1, 0, 0);
	press(KEY_1, M_SHIFT, 0);
	use_layout("us", "dvorak", NULL);
	press(KEY_Q, 0, 0);
	press(KEY_C, 0, 0);
	assert_order(&fixture.order,
		"y/KeyY=y, z/KeyY=z, Z/KeyY=Z, z/KeyY=, @/KeyQ=@, €/KeyE=€, a/KeyQ=a, &/Digit1=&, "
		"1/Digit1=1, '/KeyQ=', j/KeyC=j");
}

static void letters_follow_the_group_of_the_event(void **state) {
	use_layout("us,ru,gr,il", NULL, NULL);
	for (uint32_t group = 0; group < 4; group++)
		press(KEY_C, 0, group);
	press(KEY_Q, 0, 3);
	press(KEY_C, M_CONTROL, 1);
	press(KEY_C, 0, 0);
	use_layout("ara", NULL, NULL);
	press(KEY_C, 0, 0);
	assert_order(&fixture.order,
		"c/KeyC=c, с/KeyC=с!, ψ/KeyC=ψ!, ב/KeyC=ב!, //KeyQ=/!, с/KeyC=!, c/KeyC=c, ؤ/KeyC=ؤ!");
}

static void caps_lock_shifts_only_letters(void **state) {
	use_layout("de", NULL, NULL);
	press(KEY_A, M_LOCK, 0);
	press(KEY_A, M_LOCK | M_SHIFT, 0);
	press(KEY_1, M_LOCK, 0);
	press(BRACKET_LEFT, M_LOCK, 0);
	use_layout("us,ru", NULL, NULL);
	press(KEY_C, M_LOCK, 1);
	assert_order(&fixture.order, "A/KeyA=A, a/KeyA=a, 1/Digit1=1, Ü/BracketLeft=Ü, С/KeyC=С!");
}

static void keys_of_the_number_pad_type_their_characters(void **state) {
	use_layout("de", NULL, NULL);
	press(PAD_DECIMAL, M_NUM, 0);
	press(PAD_DECIMAL, 0, 0);
	press(PAD_1, M_NUM, 0);
	press(PAD_1, M_NUM | M_SHIFT, 0);
	press(PAD_1, 0, 0);
	use_layout("fr", "oss", NULL);
	press(PAD_1, M_SHIFT, 0);
	use_layout("us", NULL, "numpad:mac");
	press(PAD_1, 0, 0);
	assert_order(&fixture.order,
		",/NumpadDecimal=,, Delete/NumpadDecimal=, 1/Numpad1=1, End/Numpad1=, End/Numpad1=, "
		"1/Numpad1=1, 1/Numpad1=1");
}

static void keys_without_a_character_have_names(void **state) {
	use_layout("us", NULL, NULL);
	press(ENTER, 0, 0);
	press(TAB, M_SHIFT, 0);
	press(BACKSPACE, 0, 0);
	press(HOME, 0, 0);
	press(F1, M_CONTROL | M_ALT, 0);
	press(MENU, 0, 0);
	press(COPY, 0, 0);
	press(CUT, 0, 0);
	press(PASTE, 0, 0);
	press(SPACE, 0, 0);
	press(0xfe, 0, 0);
	assert_order(&fixture.order,
		"Enter/Enter=, Tab/Tab=, Backspace/Backspace=, Home/Home=, F1/F1=, "
		"ContextMenu/ContextMenu=, Copy/Copy=, "
		"Cut/Cut=, Paste/Paste=,  /Space= , Unidentified/=");
}

static void commands_type_nothing_but_keep_their_character(void **state) {
	use_layout("de", NULL, NULL);
	press(KEY_A, M_CONTROL, 0);
	press(KEY_A, M_ALT, 0);
	press(KEY_A, M_META, 0);
	press(KEY_Q, M_CONTROL | M_LEVEL3, 0);
	assert_order(&fixture.order, "a/KeyA=, a/KeyA=, a/KeyA=, @/KeyQ=@");
}

static void dead_keys_compose(void **state) {
	use_layout("us", "intl", NULL);
	press(QUOTE, 0, 0);
	press(KEY_E, 0, 0);
	press(QUOTE, M_SHIFT, 0);
	press(KEY_E, M_SHIFT, 0);
	press(QUOTE, 0, 0);
	press(QUOTE, 0, 0);
	press(GRAVE, 0, 0);
	press(SPACE, 0, 0);
	assert_order(&fixture.order,
		"Dead/Quote=[´], é/KeyE=é, Dead/Quote=[¨], Ë/KeyE=Ë, Dead/Quote=[´], ´/Quote=´, "
		"Dead/Backquote=[`], `/Space=`");
}

static void shift_does_not_end_a_sequence(void **state) {
	use_layout("us", "intl", NULL);
	press(QUOTE, 0, 0);
	press(SHIFT, 0, 0);
	press(KEY_E, M_SHIFT, 0);
	assert_order(&fixture.order, "Dead/Quote=[´], Shift/ShiftLeft=[´], É/KeyE=É");
}

static void a_sequence_without_a_result_types_its_accent(void **state) {
	use_layout("us", "intl", NULL);
	press(QUOTE, 0, 0);
	press(KEY_Q, 0, 0);
	press(KEY_Q, 0, 0);
	assert_order(&fixture.order, "Dead/Quote=[´], q/KeyQ=´q, q/KeyQ=q");
}

static void a_key_without_a_character_cancels_the_accent(void **state) {
	use_layout("us", "intl", NULL);
	press(QUOTE, 0, 0);
	press(BACKSPACE, 0, 0);
	press(KEY_E, 0, 0);
	press(QUOTE, 0, 0);
	oriel__keymap_reset(fixture.keymap);
	press(KEY_E, 0, 0);
	assert_order(
		&fixture.order, "Dead/Quote=[´], Backspace/Backspace=, e/KeyE=e, Dead/Quote=[´], e/KeyE=e");
}

static void a_held_dead_key_does_not_compose_with_itself(void **state) {
	use_layout("us", "intl", NULL);
	press(QUOTE, 0, 0);
	struct oriel__key_meaning meaning = send_key(
		&(struct oriel__key_event){ .keycode = QUOTE, .is_down = true, .is_repeat = true });
	assert_string_equal(meaning.text, "");
	assert_string_equal(meaning.preedit, "´");
	press(KEY_E, 0, 0);
	assert_order(&fixture.order, "Dead/Quote=[´], é/KeyE=é");
}

static void the_compose_key_composes(void **state) {
	use_layout("de", NULL, "compose:menu");
	press(MENU, 0, 0);
	press(KEY_A, 0, 0);
	press(KEY_E, 0, 0);
	press(MENU, 0, 0);
	press(KEY_Q, 0, 0);
	press(KEY_Q, 0, 0);
	press(KEY_Q, 0, 0);
	assert_order(&fixture.order,
		"Compose/ContextMenu=[·], a/KeyA=[·a], æ/KeyE=æ, Compose/ContextMenu=[·], q/KeyQ=, "
		"q/KeyQ=q, q/KeyQ=q");
}

static void a_compose_file_of_the_user_begins_with_any_key(void **state) {
	char path[] = "/tmp/oriel-test-XXXXXX";
	int fd = mkstemp(path);
	FILE *file = fdopen(fd, "w");
	fputs("<q> <w> : \"quick\"\n", file);
	fclose(file);
	setenv("XCOMPOSEFILE", path, 1);
	use_layout("us", NULL, NULL);
	press(KEY_Q, 0, 0);
	press(KEY_W, 0, 0);
	press(KEY_W, 0, 0);
	remove(path);
	assert_order(&fixture.order, "q/KeyQ=[q], w/KeyW=quick, w/KeyW=w");
}

/* No layout and no level of xkeyboard-config may type U+FFFD or a control character, alone or after
 * a dead key. */
static void no_key_types_a_replacement_character(void **state) {
	static const char *const layouts[] = { "us", "de", "fr", "gr", "ru", "il", "ara", "br", "ca",
		"cz", "es", "fi", "is", "pt", "ch", "tr", "vn" };
	static const uint32_t masks[] = { 0, M_SHIFT, M_LEVEL3, M_SHIFT | M_LEVEL3, M_LOCK, M_NUM };
	for (size_t i = 0; i < sizeof(layouts) / sizeof(layouts[0]); i++) {
		use_layout(layouts[i], NULL, NULL);
		for (size_t j = 0; j < sizeof(masks) / sizeof(masks[0]); j++)
			for (uint32_t keycode = 9; keycode < 256; keycode++) {
				struct oriel__key_meaning meaning = send_key(&(struct oriel__key_event){
					.keycode = keycode, .modifiers = masks[j], .is_down = true });
				assert_null(strstr(meaning.text, "\xef\xbf\xbd"));
				assert_true(meaning.text[0] == '\0' || (unsigned char)meaning.text[0] >= ' ');
				assert_true(meaning.name != NULL || meaning.character[0] != '\0');
			}
	}
}

/* Records the modifiers after an event as a number. */
static void modifiers_after(uint32_t keycode, uint32_t modifiers, bool down) {
	order_add(&fixture.order, "%x",
		send_key(&(struct oriel__key_event){
				.keycode = keycode, .modifiers = modifiers, .is_down = down })
			.modifiers);
}

static void a_modifier_counts_from_its_press_to_its_release(void **state) {
	use_layout("de", NULL, NULL);
	modifiers_after(SHIFT, 0, true);
	modifiers_after(SHIFT_RIGHT, M_SHIFT, true);
	modifiers_after(SHIFT, M_SHIFT, false);
	modifiers_after(SHIFT_RIGHT, M_SHIFT, false);
	modifiers_after(CONTROL, 0, true);
	modifiers_after(CONTROL, M_CONTROL, false);
	modifiers_after(ALT, 0, true);
	modifiers_after(ALT, M_ALT, false);
	modifiers_after(META, 0, true);
	modifiers_after(META, M_META, false);
	modifiers_after(ALT_RIGHT, 0, true);
	modifiers_after(ALT_RIGHT, M_LEVEL3, false);
	assert_order(&fixture.order, "1, 1, 1, 0, 2, 0, 4, 0, 8, 0, 10, 0");
}

static void a_lock_counts_from_its_press_to_its_next_press(void **state) {
	use_layout("us", NULL, NULL);
	modifiers_after(CAPS, 0, true);
	modifiers_after(CAPS, M_LOCK, false);
	modifiers_after(KEY_A, M_LOCK, true);
	modifiers_after(CAPS, M_LOCK, true);
	modifiers_after(CAPS, M_LOCK, false);
	modifiers_after(NUM, 0, true);
	modifiers_after(NUM, M_NUM, false);
	assert_order(&fixture.order, "20, 20, 20, 0, 0, 40, 40");
}

static void the_right_alt_key_follows_the_layout(void **state) {
	use_layout("us", NULL, NULL);
	press(ALT_RIGHT, 0, 0);
	use_layout("de", NULL, NULL);
	press(ALT_RIGHT, 0, 0);
	use_layout("us,de", NULL, NULL);
	press(ALT_RIGHT, 0, 0);
	press(ALT_RIGHT, 0, 1);
	press(KEY_Q, M_LEVEL3, 1);
	assert_order(&fixture.order,
		"Alt/AltRight=, AltGraph/AltRight=, Alt/AltRight=, AltGraph/AltRight=, @/KeyQ=@");
}

static void the_code_of_a_key_does_not_depend_on_its_character(void **state) {
	use_layout("us", NULL, "ctrl:swapcaps");
	press(CAPS, 0, 0);
	press(LESS, 0, 0);
	press(SLASH, 0, 0);
	press(BRACKET_RIGHT, 0, 0);
	assert_order(
		&fixture.order, "Control/CapsLock=, </IntlBackslash=<, //Slash=/, ]/BracketRight=]");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
	return RUN_TESTS(
		TEST(letters_follow_the_layout),
		TEST(letters_follow_the_group_of_the_event),
		TEST(caps_lock_shifts_only_letters),
		TEST(keys_of_the_number_pad_type_their_characters),
		TEST(keys_without_a_character_have_names),
		TEST(commands_type_nothing_but_keep_their_character),
		TEST(dead_keys_compose),
		TEST(shift_does_not_end_a_sequence),
		TEST(a_sequence_without_a_result_types_its_accent),
		TEST(a_key_without_a_character_cancels_the_accent),
		TEST(a_held_dead_key_does_not_compose_with_itself),
		TEST(the_compose_key_composes),
		TEST(a_compose_file_of_the_user_begins_with_any_key),
		TEST(no_key_types_a_replacement_character),
		TEST(a_modifier_counts_from_its_press_to_its_release),
		TEST(a_lock_counts_from_its_press_to_its_next_press),
		TEST(the_right_alt_key_follows_the_layout),
		TEST(the_code_of_a_key_does_not_depend_on_its_character));
}
