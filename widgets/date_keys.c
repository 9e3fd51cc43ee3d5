/* SPDX-License-Identifier: MIT */
/*
 * Editing the segments of a date field or a time field. The field has the focus, and one segment at
 * a time is active: it has the attribute "active" and takes the keys. Digits reach the field as
 * text, so that a preventer of `beforeinput` keeps them away.
 */
#include <math.h>
#include <string.h>

#include <oriel/extend/input_event.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/wall_clock.h>
#include <oriel/ui/app.h>
#include <oriel/ui/clipboard.h>
#include <oriel/ui/focus.h>
#include <oriel/ui/window.h>

#include "date_control_internal.h"
#include "focus_order_internal.h"

/* ---- The active segment ---- */

/* Returns the next segment that is shown, from a part of the field on; NULL: none. */
static oriel_widget *date_segment_from(oriel_widget *part, bool forwards) {
	while (part && (!oriel__date_segment_try(part) || oriel_is_hidden(part)))
		part = forwards ? oriel_next_sibling(part) : oriel_previous_sibling(part);
	return part;
}

static oriel_widget *date_segment_end(const oriel_widget *host, bool is_last) {
	return date_segment_from(is_last ? oriel_widget_last_shadow_child(host) :
								oriel_widget_first_shadow_child(host), !is_last);
}

static oriel_widget *date_segment_beside(const oriel_widget *segment, bool forwards) {
	return date_segment_from(
		forwards ? oriel_next_sibling(segment) : oriel_previous_sibling(segment), forwards);
}

static oriel_widget *date_segment_active(const oriel_widget *host) {
	oriel_widget *segment = oriel_widget_from_id(((const struct date_control *)host)->active);
	return segment && oriel_widget_host(segment) == host ? segment : NULL;
}

/* A number such as "00" is too small, but may have been the beginning of "05". */
static void date_segment_complete(oriel_widget *host, oriel_widget *segment) {
	struct date_segment *own = (struct date_segment *)segment;
	int least = oriel__date_segment_least(segment);
	own->typed = 0;
	if (own->value < 0 || own->value >= least)
		return;
	oriel__date_segment_set(segment, least);
	oriel__date_control_edited(host);
}

void oriel__date_control_set_active(oriel_widget *widget, oriel_widget *segment) {
	struct date_control *control = (struct date_control *)widget;
	oriel_widget *old = date_segment_active(widget);
	if (old == segment)
		return;
	control->active = segment ? oriel_widget_to_id(segment) : 0;
	if (segment)
		oriel_set_attribute(segment, "active", "");
	if (old) {
		oriel_set_attribute(old, "active", NULL);
		date_segment_complete(widget, old);
	}
}

static bool date_segment_go(oriel_widget *host, bool forwards) {
	const oriel_widget *segment = date_segment_active(host);
	oriel_widget *next = segment ? date_segment_beside(segment, forwards) : NULL;
	if (next)
		oriel__date_control_set_active(host, next);
	return next != NULL;
}

/* ---- Steps ---- */

/* Returns how far one step goes: of a time, the field's own steps where they fit the unit. */
static int date_segment_step(const oriel_widget *host, const struct date_segment *segment) {
	static const int64_t unit_ms[DATE_UNIT_COUNT] = { [DATE_HOUR] = 3600000, [DATE_MINUTE] = 60000,
		[DATE_SECOND] = 1000, [DATE_MILLISECOND] = 1 };
	static const int units[DATE_UNIT_COUNT] = { [DATE_HOUR] = 24, [DATE_MINUTE] = 60,
		[DATE_SECOND] = 60, [DATE_MILLISECOND] = 1000 };
	int64_t step = oriel__date_control_rules(host).step, ms = unit_ms[segment->unit];
	bool fits = ms > 0 && step > 0 && step % ms == 0 && step / ms < units[segment->unit] &&
		units[segment->unit] % (step / ms) == 0 && !segment->has_period;
	return fits ? (int)(step / ms) : 1;
}

/* Returns the value that an empty segment gets by a step. */
static int date_segment_first_value(oriel_widget *segment, bool is_up) {
	enum date_unit unit = ((struct date_segment *)segment)->unit;
	if (unit > DATE_DAY)
		return is_up ? oriel__date_segment_least(segment) : oriel__date_segment_most(segment);
	struct calendar_date today = oriel__date_from_days(oriel__date_today());
	return unit == DATE_YEAR ? today.year : unit == DATE_MONTH ? today.month : today.day;
}

static int date_segment_stepped(oriel_widget *host, oriel_widget *segment, int steps) {
	struct date_segment *own = (struct date_segment *)segment;
	int least = oriel__date_segment_least(segment), most = oriel__date_segment_most(segment);
	int step = date_segment_step(host, own), range = most - least + 1;
	int value = own->value + steps * step;
	if (own->value < 0)
		return date_segment_first_value(segment, steps > 0);
	if (own->unit == DATE_YEAR)
		return value < least ? least : value > most ? most : value;
	int beside = own->value % step; /* between two steps, the first step goes to the next one */
	if (beside != 0)
		value += steps > 0 ? -beside : step - beside;
	value = (value - least) % range;
	return least + (value < 0 ? value + range : value);
}

void oriel__date_control_step(oriel_widget *widget, int steps) {
	oriel_widget *segment = date_segment_active(widget);
	segment = segment ? segment : date_segment_end(widget, false);
	if (!segment || !oriel__date_control_is_editable(widget))
		return;
	int value = date_segment_stepped(widget, segment, steps);
	((struct date_segment *)segment)->typed = 0;
	oriel__date_segment_set(segment, value);
	oriel__date_control_edited(widget);
}

/* ---- Typing ---- */

static void date_segment_type_digit(oriel_widget *host, oriel_widget *segment, int digit) {
	struct date_segment *own = (struct date_segment *)segment;
	int most = oriel__date_segment_most(segment);
	int value = own->typed > 0 && own->value >= 0 ? own->value * 10 + digit : digit;
	if (value > most) {
		value = digit;
		own->typed = 0;
	}
	own->typed++;
	bool is_whole = own->typed >= oriel__date_segment_digits(segment);
	if (is_whole && value < oriel__date_segment_least(segment))
		value = oriel__date_segment_least(segment);
	bool is_last = is_whole || value * 10 > most;
	oriel__date_segment_set(segment, value);
	oriel__date_control_edited(host);
	if (!is_last || oriel_widget_is_destroyed(host) || date_segment_active(host) != segment)
		return;
	own->typed = 0;
	date_segment_go(host, true);
}

static void date_segment_type_letter(
	oriel_widget *host, oriel_widget *segment, const char *letter) {
	const struct date_segment *own = (const struct date_segment *)segment;
	bool is_ascii = (letter[0] & 0x80) == 0;
	for (int i = 0; own->unit == DATE_PERIOD && is_ascii && i < 2; i++) {
		if ((own->periods[i][0] | 0x20) != (letter[0] | 0x20))
			continue;
		oriel__date_segment_set(segment, i);
		oriel__date_control_edited(host);
		return;
	}
}

/* Returns the value of the digit at the beginning of a text, and its bytes; -1 if there is none.
 * Input methods also write full-width, Arabic and Devanagari digits. */
static int date_digit(const char *text, size_t *bytes) {
	static const struct {
		const char *lead;
		unsigned char zero;
	} digits[] = { { "", '0' }, { "\xef\xbc", 0x90 }, { "\xd9", 0xa0 }, { "\xdb", 0xb0 },
		{ "\xe0\xa5", 0xa6 } };
	for (size_t i = 0; i < sizeof(digits) / sizeof(digits[0]); i++) {
		size_t length = strlen(digits[i].lead);
		if (strncmp(text, digits[i].lead, length) != 0)
			continue;
		int digit = (unsigned char)text[length] - digits[i].zero;
		*bytes = length + 1;
		if (digit >= 0 && digit <= 9)
			return digit;
	}
	*bytes = 1;
	return -1;
}

/* A separator goes to the next segment after the only digit of a day. After two digits, the next
 * segment is active already. */
static void date_segment_type(oriel_widget *host, const char *text) {
	while (*text && !oriel_widget_is_destroyed(host)) {
		oriel_widget *segment = date_segment_active(host);
		size_t bytes;
		int digit = date_digit(text, &bytes);
		if (!segment)
			return;
		if (digit >= 0 && ((struct date_segment *)segment)->unit != DATE_PERIOD)
			date_segment_type_digit(host, segment, digit);
		else if (strchr("/-.:,; ", *text) != NULL && ((struct date_segment *)segment)->typed > 0)
			date_segment_go(host, true);
		else
			date_segment_type_letter(host, segment, text);
		text += bytes;
	}
}

bool oriel__date_control_on_before_input(oriel_widget *widget, oriel_event *event) {
	const struct oriel_input_event *input = oriel_event_input(event);
	if (!input || !input->data || strcmp(input->type, "insertText") != 0 ||
		!oriel__date_control_is_editable(widget))
		return false;
	oriel_widget_hold(widget);
	date_segment_type(widget, input->data);
	oriel_widget_release(widget);
	return true;
}

/* ---- Keys ---- */

static bool date_segment_on_step_key(oriel_widget *host, const oriel_event *event) {
	static const int pages[DATE_UNIT_COUNT] = { [DATE_YEAR] = 10, [DATE_MONTH] = 3, [DATE_DAY] = 7,
		[DATE_HOUR] = 3, [DATE_MINUTE] = 10, [DATE_SECOND] = 10, [DATE_MILLISECOND] = 100,
		[DATE_PERIOD] = 1 };
	const oriel_widget *segment = date_segment_active(host);
	int page = segment ? pages[((const struct date_segment *)segment)->unit] : 1, steps = 0;
	if (oriel_key_is_or_repeats(event, "ArrowUp"))
		steps = 1;
	else if (oriel_key_is_or_repeats(event, "ArrowDown"))
		steps = -1;
	else if (oriel_key_is_or_repeats(event, "PageUp"))
		steps = page;
	else if (oriel_key_is_or_repeats(event, "PageDown"))
		steps = -page;
	if (steps != 0)
		oriel__date_control_step(host, steps);
	return steps != 0;
}

static bool date_segment_on_value_key(oriel_widget *host, const oriel_event *event) {
	oriel_widget *segment = date_segment_active(host);
	bool clears = oriel_key_is_or_repeats(event, "Backspace") ||
		oriel_key_is_or_repeats(event, "Delete");
	bool is_home = oriel_key_is(event, "Home"), is_end = oriel_key_is(event, "End");
	if (!segment || (!clears && !is_home && !is_end))
		return false;
	if (!oriel__date_control_is_editable(host))
		return true;
	((struct date_segment *)segment)->typed = 0;
	oriel__date_segment_set(segment, clears ? -1 :
			is_home ? oriel__date_segment_least(segment) : oriel__date_segment_most(segment));
	oriel__date_control_edited(host);
	return true;
}

bool oriel__date_control_on_key_down(oriel_widget *widget, oriel_event *event) {
	const struct oriel_key_event *key = oriel_event_key(event);
	if (!key || key->composing)
		return false;
	if (oriel_key_is(event, "Enter")) {
		oriel__date_control_commit(widget);
		return false; /* the form handles Enter */
	}
	if (oriel_key_is_or_repeats(event, "Tab"))
		return date_segment_go(widget, true);
	if (oriel_key_is_or_repeats(event, "Shift+Tab"))
		return date_segment_go(widget, false);
	bool goes_on = oriel_key_is_or_repeats(event, "ArrowRight");
	if (goes_on || oriel_key_is_or_repeats(event, "ArrowLeft")) {
		date_segment_go(widget, goes_on);
		return true;
	}
	oriel_widget_hold(widget);
	bool is_taken = date_segment_on_step_key(widget, event) ||
		date_segment_on_value_key(widget, event);
	oriel_widget_release(widget);
	return is_taken;
}

/* ---- Pointers and focus ---- */

/* Makes the segment active that is nearest to the pointer. */
bool oriel__date_control_on_pointer_down(oriel_widget *widget, oriel_event *event) {
	const struct oriel_pointer_event *pointer = oriel_event_pointer(event);
	oriel_widget *nearest = NULL;
	float least = INFINITY;
	if (!pointer || pointer->button != ORIEL_BUTTON_PRIMARY || oriel_is_disabled(widget))
		return false;
	for (oriel_widget *segment = date_segment_end(widget, false); segment;
		segment = date_segment_beside(segment, true)) {
		struct oriel_rect box = oriel_widget_window_bounds(segment);
		float distance = fabsf(box.x + box.width / 2 - pointer->x) - box.width / 2;
		if (distance < least) {
			least = distance;
			nearest = segment;
		}
	}
	oriel__date_control_set_active(widget, nearest);
	return false;
}

bool oriel__date_control_on_focus(oriel_widget *widget, oriel_event *event) {
	if (!date_segment_active(widget))
		oriel__date_control_set_active(
			widget, date_segment_end(widget, oriel__focus_comes_backwards(widget, event)));
	return false;
}

bool oriel__date_control_on_focus_out(oriel_widget *widget, oriel_event *event) {
	oriel_target *related = oriel_event_related_target(event);
	if (related && oriel_widget_try_from_target(related) == widget)
		return false; /* into the calendar, or back */
	oriel_widget_hold(widget);
	oriel__date_control_set_active(widget, NULL);
	if (!oriel_widget_is_destroyed(widget))
		oriel__date_control_commit(widget);
	oriel_widget_release(widget);
	return false;
}

/* ---- The clipboard ---- */

bool oriel__date_control_on_copy(oriel_widget *widget, oriel_event *event) {
	const char *value = ((const struct date_control *)widget)->value;
	oriel_window *window = oriel_widget_window(widget);
	(void)event;
	if (value[0] == '\0' || !window)
		return false;
	return oriel_clipboard_write_text(oriel_window_app(window), ORIEL_SELECTION_CLIPBOARD, value,
			strlen(value)) == ORIEL_OK;
}

/* A pasted text is a value as in HTML, perhaps with spaces around it. */
bool oriel__date_control_on_paste(oriel_widget *widget, oriel_event *event) {
	const struct oriel_clipboard_event *paste = oriel_event_clipboard(event);
	char text[ORIEL__DATE_TEXT_SIZE];
	int64_t number;
	if (!paste || !paste->text || !oriel__date_control_is_editable(widget))
		return false;
	const char *start = paste->text + strspn(paste->text, " \t\r\n");
	size_t length = strcspn(start, " \t\r\n");
	if (length >= sizeof(text) || start[length + strspn(start + length, " \t\r\n")] != '\0')
		return false;
	memcpy(text, start, length);
	text[length] = '\0';
	if (!((const struct date_control *)widget)->kind->parse(text, &number))
		return false;
	oriel__date_control_choose(widget, number);
	return true;
}

int oriel__date_today(void) {
	struct oriel_wall_clock clock = oriel_loop_wall_clock(oriel_loop_current());
	return (int)floor((clock.unix_ms + clock.utc_offset_s * 1000.0) / ORIEL__DAY_MS);
}
