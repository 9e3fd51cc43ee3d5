/* SPDX-License-Identifier: MIT */
/*
 * The keys of a menu. The menu takes every key without Alt, so that no widget behind it reacts.
 * There are two exceptions: the window turns Escape into a close request, and Tab moves on from the
 * widget that had the focus before the menu.
 */
#include "menu_internal.h"

#include <string.h>

#include <oriel/extend/style.h>
#include <oriel/ui/focus.h>
#include <oriel/ui/input_event.h>

/* Letters that are typed faster than this make one text. */
#define TYPED_MS 1000.0

int oriel__menu_inline_key(const oriel_widget *widget, const oriel_event *event) {
	bool is_rtl = strcmp(oriel_used_keyword(widget, ORIEL_PROPERTY_DIRECTION), "rtl") == 0;
	if (oriel_key_is_or_repeats(event, "ArrowRight"))
		return is_rtl ? -1 : 1;
	if (oriel_key_is_or_repeats(event, "ArrowLeft"))
		return is_rtl ? 1 : -1;
	return 0;
}

/* ---- Moving among items ---- */

/* Returns the next item of a menu or a menu bar; NULL begins, and ends. */
static oriel_widget *menu_step(const oriel_widget *container, const oriel_widget *after) {
	if (oriel__menu_try(container))
		return oriel__menu_next_item(container, after);
	return after ? oriel_next_sibling(after) : oriel_first_child(container);
}

oriel_widget *oriel__menu_item_beside(
	const oriel_widget *container, const oriel_widget *item, bool forwards) {
	oriel_widget *first = NULL, *last = NULL, *before = NULL, *after = NULL;
	bool is_behind = false;
	for (oriel_widget *at = menu_step(container, NULL); at; at = menu_step(container, at)) {
		is_behind = is_behind || at == item;
		if (!oriel__menu_item_try(at) || !oriel__menu_item_can_have_focus(at))
			continue;
		first = first ? first : at;
		last = at;
		if (at != item && !is_behind)
			before = at;
		else if (at != item && !after)
			after = at;
	}
	if (forwards)
		return after ? after : first;
	return before && item ? before : last;
}

static void menu_move(oriel_widget *menu, const oriel_widget *item, bool forwards) {
	oriel_widget *next = oriel__menu_item_beside(menu, item, forwards);
	if (next)
		oriel_focus(next);
}

/* ---- Letters ---- */

/* Returns the next code point of a UTF-8 text in lower case, and moves on; 0 at the end. Knows the
 * letters of the Latin, Greek and Cyrillic blocks. */
static uint32_t next_folded(const char **text) {
	const unsigned char *at = (const unsigned char *)*text;
	uint32_t point = *at;
	size_t more = point >= 0xf0 ? 3 : point >= 0xe0 ? 2 : point >= 0xc0 ? 1 : 0;
	if (more > 0)
		point &= 0x3fu >> more;
	if (*at != '\0')
		at++;
	for (; more > 0 && (*at & 0xc0) == 0x80; more--)
		point = point << 6 | (*at++ & 0x3fu);
	*text = (const char *)at;
	if ((point >= 'A' && point <= 'Z') || (point >= 0xc0 && point <= 0xde && point != 0xd7) ||
		(point >= 0x391 && point <= 0x3a9) || (point >= 0x410 && point <= 0x42f))
		return point + 32;
	if (point >= 0x400 && point <= 0x40f)
		return point + 80;
	bool is_even_upper = (point >= 0x100 && point <= 0x137) || (point >= 0x14a && point <= 0x177);
	return is_even_upper ? point | 1u : point;
}

static bool begins_with(const char *text, const char *beginning) {
	for (uint32_t wanted; (wanted = next_folded(&beginning)) != 0;) {
		if (next_folded(&text) != wanted)
			return false;
	}
	return true;
}

static bool is_one_letter_again(const char *typed) {
	const char *at = typed;
	uint32_t first = next_folded(&at), next = first;
	while (next == first)
		next = next_folded(&at);
	return next == 0;
}

static oriel_widget *item_by_access_key(const oriel_widget *menu, const char *key) {
	oriel_widget *item = oriel__menu_next_item(menu, NULL);
	for (; item; item = oriel__menu_next_item(menu, item)) {
		const char *own = oriel_attribute(item, "accesskey");
		if (own && own[0] != '\0' && begins_with(own, key) && begins_with(key, own) &&
			oriel__menu_item_can_have_focus(item))
			return item;
	}
	return NULL;
}

/* One letter, also several times, goes to the next item that begins with it; more letters go to the
 * next item from the focused one on. */
static void menu_find_typed(oriel_widget *widget, oriel_widget *focused, const char *typed) {
	bool is_again = is_one_letter_again(typed);
	const char *second = typed;
	next_folded(&second);
	char wanted[MENU_TYPED_SIZE];
	size_t length = is_again ? (size_t)(second - typed) : strlen(typed);
	memcpy(wanted, typed, length);
	wanted[length] = '\0';
	oriel_widget *first = is_again || !focused ? oriel__menu_item_beside(widget, focused, true) :
												focused;
	oriel_widget *item = first;
	while (item && !begins_with(oriel__text_widget_text(item), wanted)) {
		item = oriel__menu_item_beside(widget, item, true);
		if (item == first)
			return;
	}
	if (item)
		oriel_focus(item);
}

static void menu_choose(oriel_widget *item) {
	if (!oriel__menu_item_open(item, MENU_FOCUS_FIRST))
		oriel_click(item);
}

static void menu_type(oriel_widget *widget, oriel_widget *focused, const oriel_event *event) {
	struct menu *menu = oriel__menu_try(widget);
	const char *key = oriel_event_key(event)->key;
	oriel_widget *by_key = item_by_access_key(widget, key);
	if (by_key) {
		oriel_focus(by_key);
		menu_choose(by_key);
		return;
	}
	double now = oriel_event_time(event);
	size_t length = now - menu->typed_ms <= TYPED_MS ? strlen(menu->typed) : 0;
	if (length + strlen(key) >= sizeof(menu->typed))
		return;
	strcpy(menu->typed + length, key);
	menu->typed_ms = now;
	menu_find_typed(widget, focused, menu->typed);
}

/* A key that gives one character. */
static bool menu_key_is_letter(const struct oriel_key_event *key) {
	const char *after = key->key;
	return !(key->modifiers & ORIEL_MODIFIER_CONTROL) && !key->repeat &&
		next_folded(&after) > ' ' && *after == '\0';
}

/* ---- Keys ---- */

static void menu_go_in(oriel_widget *menu, oriel_widget *item) {
	if (item && oriel__menu_item_open(item, MENU_FOCUS_FIRST))
		return;
	oriel_widget *source = oriel_popover_source(oriel__menu_outermost(menu));
	if (source && oriel__menu_bar_of_item(source))
		oriel__menu_bar_go(source, true, MENU_FOCUS_FIRST);
}

static void menu_go_out(oriel_widget *menu) {
	oriel_widget *source = oriel_popover_source(menu);
	if (oriel__menu_parent(menu))
		oriel_popover_hide(menu);
	else if (source && oriel__menu_bar_of_item(source))
		oriel__menu_bar_go(source, false, MENU_FOCUS_FIRST);
}

/* Returns whether the key is one that moves the focus in the menu. */
static bool menu_move_by_key(
	oriel_widget *menu, const oriel_widget *item, const oriel_event *event) {
	if (oriel_key_is_or_repeats(event, "ArrowDown"))
		menu_move(menu, item, true);
	else if (oriel_key_is_or_repeats(event, "ArrowUp"))
		menu_move(menu, item, false);
	else if (oriel_key_is(event, "Home") || oriel_key_is(event, "PageUp"))
		oriel__menu_focus_end(menu, false);
	else if (oriel_key_is(event, "End") || oriel_key_is(event, "PageDown"))
		oriel__menu_focus_end(menu, true);
	else
		return false;
	return true;
}

bool oriel__menu_on_key_down(oriel_widget *menu, oriel_event *event) {
	const struct oriel_key_event *key = oriel_event_key(event);
	oriel_widget *item = oriel__menu_focused_item(menu);
	int direction = oriel__menu_inline_key(menu, event);
	if (oriel_key_is(event, "Tab") || oriel_key_is(event, "Shift+Tab") ||
		oriel_key_is(event, "F10")) {
		oriel__menu_close_all(menu);
		return oriel_key_is(event, "F10");
	}
	if (key->modifiers & (ORIEL_MODIFIER_ALT | ORIEL_MODIFIER_META))
		return false;
	if (menu_move_by_key(menu, item, event))
		return true;
	if (direction > 0)
		menu_go_in(menu, item);
	else if (direction < 0)
		menu_go_out(menu);
	else if (oriel_key_is(event, "Enter") || oriel_key_is(event, "Space")) {
		if (item)
			menu_choose(item);
	} else if (menu_key_is_letter(key))
		menu_type(menu, item, event);
	return strcmp(key->key, "Escape") != 0;
}
