/* SPDX-License-Identifier: MIT */
/*
 * Translation of key events: `key`, `code`, the text that a key types, the modifiers after the
 * event, and whether the layout is Latin.
 *
 * Each event carries its group and modifiers, so a keymap never guesses them. `key` is computed
 * with the event's Shift, AltGr, Caps Lock and Num Lock, and ignores Control, Alt and Meta. The
 * text is the same character, or the result of a compose sequence.
 *
 * A key that cannot continue a sequence ends it. If all keys before were dead keys, their accents
 * and the key's own character are typed; otherwise nothing is. A key without a character only ends
 * the sequence. The compose table, half a megabyte of text, is read before the first key that may
 * begin a sequence.
 *
 * Source: UI Events, "key attribute", "dead keys"; The X Keyboard Extension; compose(5).
 */
#include "keymap_internal.h"

#include "base/alloc_internal.h"
#include "base/utf8_internal.h"

#include <oriel/runtime/log.h>
#include <oriel/ui/raw_input.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <xkbcommon/xkbcommon-compose.h>
#include <xkbcommon/xkbcommon.h>

/* The real modifiers of XKB; their bits are the same in every keymap. */
enum { SHIFT_MASK = 1 << 0, LOCK_MASK = 1 << 1, CONTROL_MASK = 1 << 2 };

/* Keycodes of modifier keys are below this limit. */
enum { MODIFIER_KEYCODES = 256, MAX_GROUPS = 32 };

/* A layout is Latin if it has at least this many letters of a to z; non-Latin layouts have none. */
enum { LATIN_LETTERS = 13 };

/* In the tables of libX11, characters in this range begin sequences: Ethiopic, Khmer, Arabic
 * ligatures. */
#define FIRST_COMPOSING_CHARACTER 0x01001000
#define LAST_COMPOSING_CHARACTER 0x0110ffff

struct oriel__keymap {
	struct xkb_context *context;
	struct xkb_keymap *keymap;
	struct xkb_state *state;
	uint32_t alt, meta, alt_graph, num_lock; /* masks */
	uint32_t latin_groups;                   /* bit n: group n is Latin */
	/* the modifier held by the key of each keycode */
	uint8_t held[MODIFIER_KEYCODES];
	unsigned last_modifiers; /* bits of enum oriel_modifier after the last event */

	struct xkb_compose_state *compose; /* NULL until a table has been read */
	bool has_tried_compose_table;
	/* any key may begin a sequence, because the user has a compose file */
	bool has_user_table;
	bool is_composing, is_all_dead;
	char preedit[ORIEL__KEY_TEXT_SIZE];
};

/* ---- Layout ---- */

static uint32_t keymap_base_keysym(
	struct xkb_keymap *keymap, xkb_keycode_t keycode, xkb_layout_index_t group) {
	const xkb_keysym_t *keysyms;
	return xkb_keymap_key_get_syms_by_level(keymap, keycode, group, 0, &keysyms) == 1 ?
		keysyms[0] :
		XKB_KEY_NoSymbol;
}

/* Returns the modifiers that a key sets while it is pressed in this group. */
static uint32_t keymap_mask_of_key(
	struct xkb_keymap *keymap, xkb_keycode_t keycode, xkb_layout_index_t group) {
	struct xkb_state *state = xkb_state_new(keymap);
	if (state == NULL)
		return 0;
	xkb_state_update_mask(state, 0, 0, 0, 0, 0, group);
	xkb_state_update_key(state, keycode, XKB_KEY_DOWN);
	uint32_t mask = xkb_state_serialize_mods(state, XKB_STATE_MODS_EFFECTIVE);
	xkb_state_unref(state);
	return mask;
}

/* The letters a to z that each group has. */
struct letters {
	uint32_t of_group[MAX_GROUPS];
};

static void keymap_note_letter(struct letters *letters, xkb_layout_index_t group, uint32_t keysym) {
	if (keysym >= XKB_KEY_a && keysym <= XKB_KEY_z)
		letters->of_group[group] |= UINT32_C(1) << (keysym - XKB_KEY_a);
}

static void keymap_note_modifier(struct oriel__keymap *keymap, xkb_keycode_t keycode,
	xkb_layout_index_t group, uint32_t keysym) {
	uint32_t *mask;
	switch (keysym) {
	case XKB_KEY_Alt_L:
	case XKB_KEY_Alt_R:
		mask = &keymap->alt;
		break;
	case XKB_KEY_Super_L:
	case XKB_KEY_Super_R:
	case XKB_KEY_Meta_L:
	case XKB_KEY_Meta_R:
		mask = &keymap->meta;
		break;
	case XKB_KEY_ISO_Level3_Shift:
	case XKB_KEY_ISO_Level3_Latch:
	case XKB_KEY_ISO_Level3_Lock:
		mask = &keymap->alt_graph;
		break;
	case XKB_KEY_Num_Lock:
		mask = &keymap->num_lock;
		break;
	default:
		return;
	}
	*mask |= keymap_mask_of_key(keymap->keymap, keycode, group);
}

struct scan {
	struct oriel__keymap *keymap;
	struct letters letters;
};

static void keymap_scan_key(struct xkb_keymap *xkb, xkb_keycode_t keycode, void *data) {
	struct scan *scan = data;
	xkb_layout_index_t groups = xkb_keymap_num_layouts_for_key(xkb, keycode);
	for (xkb_layout_index_t group = 0; group < groups && group < MAX_GROUPS; group++) {
		uint32_t keysym = keymap_base_keysym(xkb, keycode, group);
		keymap_note_letter(&scan->letters, group, keysym);
		keymap_note_modifier(scan->keymap, keycode, group, keysym);
	}
}

static unsigned keymap_count_bits(uint32_t bits) {
	unsigned count = 0;
	for (; bits != 0; bits &= bits - 1)
		count++;
	return count;
}

/* Finds the masks of the modifiers and the Latin groups. A bit shared by two modifiers belongs to
 * the first of them. */
static void keymap_scan(struct oriel__keymap *keymap) {
	struct scan scan = { .keymap = keymap };
	xkb_keymap_key_for_each(keymap->keymap, keymap_scan_key, &scan);
	for (int group = 0; group < MAX_GROUPS; group++)
		if (keymap_count_bits(scan.letters.of_group[group]) >= LATIN_LETTERS)
			keymap->latin_groups |= UINT32_C(1) << group;
	uint32_t taken = SHIFT_MASK | LOCK_MASK | CONTROL_MASK;
	uint32_t *const masks[] = { &keymap->alt, &keymap->num_lock, &keymap->alt_graph,
		&keymap->meta };
	for (size_t i = 0; i < sizeof(masks) / sizeof(masks[0]); i++) {
		*masks[i] &= ~taken;
		taken |= *masks[i];
	}
}

static bool keymap_has_user_compose_table(void) {
	const char *home = getenv("HOME"), *config = getenv("XDG_CONFIG_HOME");
	char path[3][512] = { "", "", "" };
	if (getenv("XCOMPOSEFILE") != NULL)
		return true;
	if (home != NULL) {
		snprintf(path[0], sizeof(path[0]), "%s/.XCompose", home);
		snprintf(path[1], sizeof(path[1]), "%s/.config/XCompose", home);
	}
	if (config != NULL)
		snprintf(path[2], sizeof(path[2]), "%s/XCompose", config);
	for (size_t i = 0; i < 3; i++)
		if (path[i][0] != '\0' && access(path[i], R_OK) == 0)
			return true;
	return false;
}

static const char *keymap_compose_locale(void) {
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *locale = getenv(names[i]);
		if (locale != NULL && locale[0] != '\0')
			return locale;
	}
	return "C";
}

struct oriel__keymap *oriel__keymap_new(struct xkb_context *context, struct xkb_keymap *xkb) {
	struct oriel__keymap *keymap = oriel__alloc_zero(1, sizeof(*keymap));
	keymap->context = xkb_context_ref(context);
	keymap->keymap = xkb_keymap_ref(xkb);
	keymap->state = xkb_state_new(xkb);
	if (keymap->state == NULL) {
		oriel_log(ORIEL_LOG_ERROR, "no memory for the keyboard's state");
		oriel__keymap_destroy(keymap);
		return NULL;
	}
	/* The table for Amharic begins sequences with characters that every keyboard has. */
	keymap->has_user_table =
		keymap_has_user_compose_table() || strncmp(keymap_compose_locale(), "am_", 3) == 0;
	keymap_scan(keymap);
	return keymap;
}

void oriel__keymap_destroy(struct oriel__keymap *keymap) {
	if (keymap == NULL)
		return;
	xkb_compose_state_unref(keymap->compose);
	xkb_state_unref(keymap->state);
	xkb_keymap_unref(keymap->keymap);
	xkb_context_unref(keymap->context);
	oriel__free(keymap);
}

/* ---- Modifiers ---- */

unsigned oriel__keymap_modifiers(const struct oriel__keymap *keymap, uint32_t mask) {
	return ((mask & SHIFT_MASK) ? ORIEL_MODIFIER_SHIFT : 0u) |
		((mask & LOCK_MASK) ? ORIEL_MODIFIER_CAPS_LOCK : 0u) |
		((mask & CONTROL_MASK) ? ORIEL_MODIFIER_CONTROL : 0u) |
		((mask & keymap->alt) ? ORIEL_MODIFIER_ALT : 0u) |
		((mask & keymap->meta) ? ORIEL_MODIFIER_META : 0u) |
		((mask & keymap->alt_graph) ? ORIEL_MODIFIER_ALT_GRAPH : 0u) |
		((mask & keymap->num_lock) ? ORIEL_MODIFIER_NUM_LOCK : 0u);
}

static unsigned keymap_modifier_of_name(const char *name) {
	static const struct {
		const char *name;
		unsigned modifier;
	} keys[] = {
		{ "Shift", ORIEL_MODIFIER_SHIFT },
		{ "Control", ORIEL_MODIFIER_CONTROL },
		{ "Alt", ORIEL_MODIFIER_ALT },
		{ "Meta", ORIEL_MODIFIER_META },
		{ "AltGraph", ORIEL_MODIFIER_ALT_GRAPH },
		{ "CapsLock", ORIEL_MODIFIER_CAPS_LOCK },
		{ "NumLock", ORIEL_MODIFIER_NUM_LOCK },
	};
	for (size_t i = 0; name != NULL && i < sizeof(keys) / sizeof(keys[0]); i++)
		if (strcmp(name, keys[i].name) == 0)
			return keys[i].modifier;
	return 0;
}

static bool keymap_modifier_is_held(const struct oriel__keymap *keymap, unsigned modifier) {
	for (size_t i = 0; i < MODIFIER_KEYCODES; i++)
		if (keymap->held[i] == modifier)
			return true;
	return false;
}

/* Returns the modifiers after an event, whose mask has those before it. The press of a lock key
 * toggles the lock; for its release, the last state is kept. */
static unsigned keymap_modifiers_after(
	struct oriel__keymap *keymap, const struct oriel__key_event *event, const char *name) {
	unsigned modifiers = oriel__keymap_modifiers(keymap, event->modifiers);
	unsigned changed = keymap_modifier_of_name(name);
	if (changed == 0 || event->keycode >= MODIFIER_KEYCODES)
		return modifiers;
	if (changed == ORIEL_MODIFIER_CAPS_LOCK || changed == ORIEL_MODIFIER_NUM_LOCK) {
		if (event->is_down)
			return event->is_repeat ? keymap->last_modifiers : modifiers ^ changed;
		return (modifiers & ~changed) | (keymap->last_modifiers & changed);
	}
	keymap->held[event->keycode] = event->is_down ? (uint8_t)changed : 0;
	return event->is_down || keymap_modifier_is_held(keymap, changed) ? modifiers | changed :
																modifiers & ~changed;
}

/* ---- Compose sequences ---- */

static bool keymap_key_begins_sequence(const struct oriel__keymap *keymap, uint32_t keysym) {
	bool is_character = keysym >= FIRST_COMPOSING_CHARACTER && keysym <= LAST_COMPOSING_CHARACTER;
	return keymap->has_user_table || oriel__keysym_is_dead(keysym) || is_character ||
		keysym == XKB_KEY_Multi_key || keysym == XKB_KEY_Greek_accentdieresis;
}

static void keymap_read_compose_table(struct oriel__keymap *keymap) {
	if (keymap->has_tried_compose_table)
		return;
	keymap->has_tried_compose_table = true;
	struct xkb_compose_table *table = xkb_compose_table_new_from_locale(
		keymap->context, keymap_compose_locale(), XKB_COMPOSE_COMPILE_NO_FLAGS);
	if (table == NULL && strcmp(keymap_compose_locale(), "C") == 0)
		table = xkb_compose_table_new_from_locale(
			keymap->context, "en_US.UTF-8", XKB_COMPOSE_COMPILE_NO_FLAGS);
	if (table != NULL)
		keymap->compose = xkb_compose_state_new(table, XKB_COMPOSE_STATE_NO_FLAGS);
	xkb_compose_table_unref(table);
	if (keymap->compose == NULL)
		oriel_log(ORIEL_LOG_WARNING,
			"no compose table for the locale %s: dead keys type their accents",
			keymap_compose_locale());
}

void oriel__keymap_reset(struct oriel__keymap *keymap) {
	if (keymap == NULL)
		return;
	if (keymap->compose != NULL)
		xkb_compose_state_reset(keymap->compose);
	keymap->is_composing = false;
	keymap->preedit[0] = '\0';
}

/* Sets out to text and more, joined. Leaves out unchanged if the result is too long, which no key
 * causes. */
static void keymap_join(char *out, const char *text, const char *more) {
	char both[2 * ORIEL__KEY_TEXT_SIZE];
	snprintf(both, sizeof(both), "%s%s", text, more);
	if (strlen(both) < ORIEL__KEY_TEXT_SIZE)
		strcpy(out, both);
}

static void keymap_continue_sequence(
	struct oriel__keymap *keymap, uint32_t keysym, const char *character) {
	bool is_dead = oriel__keysym_is_dead(keysym);
	const char *shown = is_dead || character[0] == '\0' ? oriel__keysym_accent(keysym) : character;
	keymap->is_all_dead = is_dead && (!keymap->is_composing || keymap->is_all_dead);
	keymap->is_composing = true;
	keymap_join(keymap->preedit, keymap->preedit, shown);
}

/* Ends a sequence without a result. If all its keys were dead keys, the text is their accents and
 * the last character. */
static void keymap_cancel_sequence(
	struct oriel__keymap *keymap, struct oriel__key_meaning *meaning, uint32_t keysym) {
	const char *last = oriel__keysym_is_dead(keysym) ? oriel__keysym_accent(keysym) :
													meaning->character;
	if (keymap->is_composing && !keymap->is_all_dead)
		meaning->text[0] = '\0';
	else if (last[0] != '\0')
		keymap_join(meaning->text, keymap->preedit, last);
	oriel__keymap_reset(keymap);
}

static bool keymap_is_one_character(const char *text) {
	size_t length = 0, all = strlen(text);
	if (all == 0 || all > 4)
		return false;
	oriel__utf8_decode(text, all, &length);
	return length == all;
}

static bool keymap_is_printable(const char *text) {
	return (unsigned char)text[0] >= ' ' && text[0] != 0x7f;
}

static void keymap_finish_sequence(
	struct oriel__keymap *keymap, struct oriel__key_meaning *meaning) {
	char text[ORIEL__KEY_TEXT_SIZE] = "";
	int length = xkb_compose_state_get_utf8(keymap->compose, text, sizeof(text));
	oriel__keymap_reset(keymap);
	if (length <= 0 || length >= (int)sizeof(text) || !keymap_is_printable(text)) {
		meaning->text[0] = '\0';
		return;
	}
	strcpy(meaning->text, text);
	if (!keymap_is_one_character(text))
		return;
	strcpy(meaning->character, text);
	meaning->name = NULL;
}

/* Feeds a key to the compose sequence. A repeated key types what its press typed, and does not
 * continue a sequence. */
static void keymap_feed_sequence(struct oriel__keymap *keymap, const struct oriel__key_event *event,
	uint32_t keysym, struct oriel__key_meaning *meaning) {
	if (!keymap->is_composing && !keymap_key_begins_sequence(keymap, keysym))
		return;
	keymap_read_compose_table(keymap);
	if (event->is_repeat && (keymap->is_composing || oriel__keysym_is_dead(keysym))) {
		meaning->text[0] = '\0';
		return;
	}
	if (keymap->compose == NULL) {
		keymap_cancel_sequence(keymap, meaning, keysym);
		return;
	}
	if (xkb_compose_state_feed(keymap->compose, keysym) == XKB_COMPOSE_FEED_IGNORED)
		return;
	switch (xkb_compose_state_get_status(keymap->compose)) {
	case XKB_COMPOSE_COMPOSING:
		keymap_continue_sequence(keymap, keysym, meaning->character);
		meaning->text[0] = '\0';
		break;
	case XKB_COMPOSE_COMPOSED:
		keymap_finish_sequence(keymap, meaning);
		break;
	case XKB_COMPOSE_CANCELLED:
		keymap_cancel_sequence(keymap, meaning, keysym);
		break;
	case XKB_COMPOSE_NOTHING:
		if (oriel__keysym_is_dead(keysym))
			keymap_cancel_sequence(keymap, meaning, keysym);
		break;
	}
}

/* ---- Keys ---- */

/* Tells whether modifiers make a key a command, which types nothing: Control, Alt and Meta do,
 * unless AltGr is pressed too. */
static bool keymap_is_command(unsigned modifiers) {
	const unsigned command = ORIEL_MODIFIER_CONTROL | ORIEL_MODIFIER_ALT | ORIEL_MODIFIER_META;
	return (modifiers & command) != 0 && (modifiers & ORIEL_MODIFIER_ALT_GRAPH) == 0;
}

const char *oriel__keymap_code(const struct oriel__keymap *keymap, uint32_t keycode) {
	return oriel__key_code(xkb_keymap_key_get_name(keymap->keymap, keycode));
}

static uint32_t keymap_keysym(struct oriel__keymap *keymap, const struct oriel__key_event *event) {
	uint32_t mask = event->modifiers & ~(CONTROL_MASK | keymap->alt | keymap->meta);
	xkb_state_update_mask(keymap->state, mask, 0, 0, 0, 0, event->group);
	return xkb_state_key_get_one_sym(keymap->state, event->keycode);
}

/* Writes the character of a keysym to out, which has 8 bytes; "" if the keysym has none. */
static void keymap_character_of_keysym(uint32_t keysym, char *out) {
	if (xkb_keysym_to_utf8(keysym, out, 8) <= 0 || !keymap_is_printable(out))
		out[0] = '\0';
}

bool oriel__keymap_gives_character(
	struct oriel__keymap *keymap, const struct oriel__key_event *event) {
	char character[8];
	keymap_character_of_keysym(keymap_keysym(keymap, event), character);
	return character[0] != '\0';
}

struct oriel__key_meaning oriel__keymap_translate(
	struct oriel__keymap *keymap, const struct oriel__key_event *event, bool composes) {
	struct oriel__key_meaning meaning = { .code = oriel__keymap_code(keymap, event->keycode) };
	uint32_t keysym = keymap_keysym(keymap, event);

	meaning.name = oriel__key_name(keysym);
	meaning.modifiers = keymap_modifiers_after(keymap, event, meaning.name);
	keymap->last_modifiers = meaning.modifiers;
	xkb_layout_index_t effective = xkb_state_serialize_layout(
		keymap->state, XKB_STATE_LAYOUT_EFFECTIVE);
	meaning.is_by_place = effective < MAX_GROUPS &&
		(keymap->latin_groups & UINT32_C(1) << effective) == 0;
	if (meaning.name == NULL)
		keymap_character_of_keysym(keysym, meaning.character);
	bool types = event->is_down && !keymap_is_command(meaning.modifiers);
	if (types)
		strcpy(meaning.text, meaning.character);
	if (types && composes && keymap_modifier_of_name(meaning.name) == 0)
		keymap_feed_sequence(keymap, event, keysym, &meaning);
	if (meaning.name == NULL && meaning.character[0] == '\0')
		meaning.name = "Unidentified";
	strcpy(meaning.preedit, keymap->preedit);
	return meaning;
}
