/* SPDX-License-Identifier: MIT */
/*
 * A calendar: one month as a grid of six weeks, buttons to other months, and buttons for today and
 * for no date. The grid has the focus, and one day is active. The days are 42 widgets, which show
 * other days when the month changes. Source: ARIA Authoring Practices, "Date Picker Dialog".
 */
#include "calendar_internal.h"

#include <stdio.h>
#include <string.h>

#include <oriel/extend/input_event.h>
#include <oriel/extend/widget.h>
#include <oriel/ui/focus.h>
#include <oriel/ui/popover.h>
#include <oriel/ui/set.h>
#include <oriel/widgets/box.h>
#include <oriel/widgets/button.h>

#include "calendar_date_internal.h"
#include "date_control_internal.h"
#include "direction_internal.h"
#include "themes_internal.h"

enum { WEEK = 7, DAYS_SHOWN = 6 * WEEK };

struct calendar {
	struct oriel_widget_base base;
	const struct calendar_owner *owner;
	struct date_locale locale;
	int active; /* the day that the keys move from */
	oriel_widget_id title, grid, clear;
	/* the stops of Tab, in order */
	oriel_widget_id stops[5];
};

struct calendar_day {
	struct text_widget text; /* first */
	int day;                 /* from 1970-01-01 */
	char name[DATE_NAME_SIZE * 3];
};

static const struct oriel_widget_class calendar_class, calendar_title_class, calendar_grid_class,
	calendar_weekday_class, calendar_day_class;

/* Returns the calendar around a part of it; NULL if the program has taken the part away. */
static oriel_widget *calendar_around(const oriel_widget *part) {
	oriel_widget *widget = oriel_parent(part);
	while (widget && !oriel_widget_try_cast(widget, &calendar_class))
		widget = oriel_parent(widget);
	return widget;
}

static bool calendar_day_exists(int day) {
	return day >= ORIEL__LEAST_DAY && day <= ORIEL__MOST_DAY;
}

/* ---- Showing a month ---- */

/* Writes a day in words, in the order of the language: "Tuesday, December 1, 2026". */
static void calendar_day_name(
	const struct date_locale *locale, int day, char *name, size_t size) {
	struct calendar_date date = oriel__date_from_days(day);
	const char *weekday = locale->weekdays[oriel__weekday(day)];
	const char *month = locale->months[date.month - 1];
	enum date_unit first = locale->date.items[0].unit;
	if (first == DATE_YEAR)
		snprintf(name, size, "%d %s %d, %s", date.year, month, date.day, weekday);
	else if (first == DATE_MONTH)
		snprintf(name, size, "%s, %s %d, %d", weekday, month, date.day, date.year);
	else
		snprintf(name, size, "%s %d %s %d", weekday, date.day, month, date.year);
}

static void calendar_day_show(oriel_widget *widget, const struct calendar *calendar,
	const oriel_widget *owner, int day, int month) {
	struct calendar_day *own = (struct calendar_day *)widget;
	bool exists = calendar_day_exists(day);
	struct calendar_date date = oriel__date_from_days(exists ? day : calendar->active);
	char text[12] = "";
	own->day = day;
	own->name[0] = '\0';
	if (exists) {
		snprintf(text, sizeof(text), "%d", date.day);
		calendar_day_name(&calendar->locale, day, own->name, sizeof(own->name));
	}
	oriel__text_widget_set(widget, text);
	oriel_set_boolean_attribute(widget, "outside", !exists || date.month != month);
	oriel_set_boolean_attribute(widget, "today", day == oriel__date_today());
	oriel_set_boolean_attribute(widget, "active", day == calendar->active);
	oriel_widget_set_state(
		widget, ORIEL_STATE_SELECTED, calendar->owner->chosen(owner) == day);
	oriel_set_disabled(widget, !exists || !calendar->owner->allows(owner, day));
}

/* Returns the first day of the grid: the beginning of the week in which the month begins. */
static int calendar_first_day(const struct calendar *calendar) {
	struct calendar_date date = oriel__date_from_days(calendar->active);
	int first = calendar->active - date.day + 1;
	return first - (oriel__weekday(first) - calendar->locale.first_weekday + WEEK) % WEEK;
}

static void calendar_refresh(oriel_widget *widget) {
	const struct calendar *calendar = (const struct calendar *)widget;
	const oriel_widget *owner = oriel_widget_host(widget);
	oriel_widget *title = oriel_widget_from_id(calendar->title);
	oriel_widget *grid = oriel_widget_from_id(calendar->grid);
	struct calendar_date date = oriel__date_from_days(calendar->active);
	char text[DATE_NAME_SIZE * 2];
	if (!owner || !title || !grid)
		return;
	const char *month = calendar->locale.months[date.month - 1];
	if (calendar->locale.date.items[0].unit == DATE_YEAR)
		snprintf(text, sizeof(text), "%d %s", date.year, month);
	else
		snprintf(text, sizeof(text), "%s %d", month, date.year);
	oriel__text_widget_set(title, text);
	int day = calendar_first_day(calendar);
	for (oriel_widget *child = oriel_first_child(grid); child; child = oriel_next_sibling(child)) {
		if (oriel_widget_try_cast(child, &calendar_day_class))
			calendar_day_show(child, calendar, owner, day++, date.month);
	}
}

/* Makes a day active, or the nearest one that the field allows by its ends. */
static void calendar_set_active(oriel_widget *widget, int day) {
	struct calendar *calendar = (struct calendar *)widget;
	const oriel_widget *owner = oriel_widget_host(widget);
	int min = ORIEL__LEAST_DAY, max = ORIEL__MOST_DAY;
	if (owner)
		calendar->owner->range(owner, &min, &max);
	day = day > max ? max : day;
	calendar->active = day < min ? min : day;
	calendar_refresh(widget);
}

/* ---- Choosing ---- */

static void calendar_choose(oriel_widget *widget, int day) {
	const struct calendar *calendar = (const struct calendar *)widget;
	oriel_widget *owner = oriel_widget_host(widget);
	if (owner && calendar_day_exists(day) && calendar->owner->allows(owner, day))
		calendar->owner->choose(owner, day);
}

static void calendar_day_activate(oriel_widget *widget, oriel_event *event) {
	oriel_widget *calendar = calendar_around(widget);
	(void)event;
	if (calendar && !oriel_is_disabled(widget))
		calendar_choose(calendar, ((struct calendar_day *)widget)->day);
}

static void calendar_on_previous(oriel_event *event, void *data) {
	(void)event;
	calendar_set_active(data, oriel__days_add_months(((struct calendar *)data)->active, -1));
}

static void calendar_on_next(oriel_event *event, void *data) {
	(void)event;
	calendar_set_active(data, oriel__days_add_months(((struct calendar *)data)->active, 1));
}

/* A day that cannot be chosen is only shown. */
static void calendar_on_today(oriel_event *event, void *data) {
	(void)event;
	oriel_widget_hold(data);
	calendar_set_active(data, oriel__date_today());
	calendar_choose(data, oriel__date_today());
	oriel_widget_release(data);
}

static void calendar_on_clear(oriel_event *event, void *data) {
	oriel_widget *owner = oriel_widget_host(data);
	(void)event;
	if (owner)
		((struct calendar *)data)->owner->choose(owner, ORIEL__NO_DATE);
}

/* ---- Keys ---- */

/* Returns the day that a key goes to; the active day for every other key. */
static int calendar_key_day(const oriel_widget *grid, int day, int first_weekday,
	const oriel_event *event) {
	int of_week = (oriel__weekday(day) - first_weekday + WEEK) % WEEK;
	if (oriel__key_goes_forwards(grid, event))
		return day + 1;
	if (oriel__key_goes_backwards(grid, event))
		return day - 1;
	if (oriel_key_is_or_repeats(event, "ArrowDown"))
		return day + WEEK;
	if (oriel_key_is_or_repeats(event, "ArrowUp"))
		return day - WEEK;
	if (oriel_key_is(event, "Home"))
		return day - of_week;
	if (oriel_key_is(event, "End"))
		return day - of_week + WEEK - 1;
	if (oriel_key_is_or_repeats(event, "PageDown"))
		return oriel__days_add_months(day, 1);
	if (oriel_key_is_or_repeats(event, "PageUp"))
		return oriel__days_add_months(day, -1);
	if (oriel_key_is_or_repeats(event, "Shift+PageDown"))
		return oriel__days_add_months(day, 12);
	if (oriel_key_is_or_repeats(event, "Shift+PageUp"))
		return oriel__days_add_months(day, -12);
	return day;
}

static bool calendar_grid_on_key_down(oriel_widget *widget, oriel_event *event) {
	oriel_widget *around = calendar_around(widget);
	const struct calendar *calendar = (const struct calendar *)around;
	if (!calendar)
		return false;
	if (oriel_key_is(event, "Enter") || oriel_key_is(event, "Space")) {
		calendar_choose(around, calendar->active);
		return true;
	}
	int day = calendar_key_day(
		widget, calendar->active, calendar->locale.first_weekday, event);
	if (day == calendar->active)
		return false;
	calendar_set_active(around, day);
	return true;
}

/* Tab goes round in the calendar, as in a modal dialog. A form around the field would take Enter on
 * a button for Enter in the field. */
static bool calendar_on_key_down(oriel_widget *widget, oriel_event *event) {
	const struct calendar *calendar = (const struct calendar *)widget;
	enum { STOPS = sizeof(calendar->stops) / sizeof(calendar->stops[0]) };
	bool goes_back = oriel_key_is_or_repeats(event, "Shift+Tab");
	oriel_widget *focused = NULL;
	int at = 0;
	for (int i = 0; i < STOPS; i++) {
		oriel_widget *stop = oriel_widget_from_id(calendar->stops[i]);
		if (stop && oriel_widget_has_state(stop, ORIEL_STATE_FOCUS)) {
			focused = stop;
			at = i;
		}
	}
	if (focused && oriel_key_is(event, "Enter")) {
		oriel_click(focused);
		return true;
	}
	if (!goes_back && !oriel_key_is_or_repeats(event, "Tab"))
		return false;
	for (int i = 1; i <= STOPS; i++) {
		oriel_widget *stop = oriel_widget_from_id(
			calendar->stops[(at + (goes_back ? STOPS - i : i)) % STOPS]);
		if (stop && oriel_widget_can_have_focus(stop)) {
			oriel_focus(stop);
			break;
		}
	}
	return true;
}

/* A press inside is none on the field. */
static bool calendar_on_pointer_down(oriel_widget *widget, oriel_event *event) {
	(void)widget, (void)event;
	return true;
}

static void calendar_activate(oriel_widget *widget, oriel_event *event) {
	(void)widget, (void)event;
}

/* ---- Classes ---- */

static void calendar_changed(oriel_widget *widget, const struct oriel_change *change) {
	oriel_widget *owner = oriel_widget_host(widget);
	bool is_toggled = change->kind == ORIEL_CHANGE_STATE &&
		((change->old_states ^ oriel_widget_states(widget)) & ORIEL_STATE_POPOVER_OPEN) != 0;
	if (is_toggled && owner)
		((struct calendar *)widget)->owner->toggled(owner);
}

static void calendar_describe(oriel_widget *widget, struct oriel_description *description) {
	(void)widget;
	description->role = ORIEL_ROLE_DIALOG;
	description->name = oriel_builtin_text(ORIEL_BUILTIN_TEXT_CALENDAR);
}

static void calendar_title_describe(
	oriel_widget *widget, struct oriel_description *description) {
	description->role = ORIEL_ROLE_HEADING;
	description->level = 2;
	description->live = ORIEL_LIVE_POLITE;
	description->name = oriel__text_widget_text(widget);
}

static void calendar_grid_describe(oriel_widget *widget, struct oriel_description *description) {
	const oriel_widget *around = calendar_around(widget);
	description->role = ORIEL_ROLE_GRID;
	description->row_count = 1 + DAYS_SHOWN / WEEK;
	description->column_count = WEEK;
	for (oriel_widget *child = oriel_first_child(widget); child;
		child = oriel_next_sibling(child)) {
		if (oriel_has_attribute(child, "active"))
			description->active_descendant = child;
	}
	if (around)
		description->labelled_by = oriel_widget_from_id(((const struct calendar *)around)->title);
	if (description->labelled_by)
		description->name = oriel__text_widget_text(description->labelled_by);
}

/* Fills in the place of a child in the grid. */
static void calendar_cell_describe(
	const oriel_widget *widget, struct oriel_description *description) {
	unsigned index = 0;
	for (const oriel_widget *before = oriel_previous_sibling(widget); before;
		before = oriel_previous_sibling(before))
		index++;
	description->row = 1 + index / WEEK;
	description->column = 1 + index % WEEK;
}

static void calendar_weekday_describe(
	oriel_widget *widget, struct oriel_description *description) {
	const oriel_widget *around = calendar_around(widget);
	calendar_cell_describe(widget, description);
	description->role = ORIEL_ROLE_COLUMN_HEADER;
	if (around) {
		const struct date_locale *locale = &((const struct calendar *)around)->locale;
		unsigned day = description->column - 1 + (unsigned)locale->first_weekday;
		description->name = locale->weekdays[day % WEEK];
	}
}

static void calendar_day_describe(oriel_widget *widget, struct oriel_description *description) {
	bool is_selected = oriel_widget_has_state(widget, ORIEL_STATE_SELECTED);
	calendar_cell_describe(widget, description);
	description->role = ORIEL_ROLE_GRID_CELL;
	description->name = ((struct calendar_day *)widget)->name;
	description->selected = is_selected ? ORIEL_TRISTATE_TRUE : ORIEL_TRISTATE_FALSE;
	description->actions |= ORIEL_ACTION_ACTIVATE;
}

static const struct oriel_default_action calendar_actions[] = {
	{ "keydown", calendar_on_key_down },
	{ "pointerdown", calendar_on_pointer_down },
	{ 0 },
};

static const struct oriel_widget_class calendar_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "calendar",
	.size = sizeof(struct calendar),
	.changed = calendar_changed,
	.activate = calendar_activate,
	.default_actions = calendar_actions,
	.describe = calendar_describe,
	.sheets = oriel__date_field_sheets,
};

static const struct oriel_widget_class calendar_title_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "calendar-title",
	.size = sizeof(struct text_widget),
	.flags = ORIEL_WIDGET_LEAF,
	.finish = oriel__text_widget_finish,
	.changed = oriel__text_widget_changed,
	.measure = oriel__text_widget_measure,
	.record = oriel__text_widget_record,
	.describe = calendar_title_describe,
	.sheets = oriel__date_field_sheets,
};

static const struct oriel_default_action calendar_grid_actions[] = {
	{ "keydown", calendar_grid_on_key_down },
	{ 0 },
};

static const struct oriel_widget_class calendar_grid_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "calendar-grid",
	.size = sizeof(struct oriel_widget_base),
	.flags = ORIEL_WIDGET_FOCUSABLE,
	.default_actions = calendar_grid_actions,
	.describe = calendar_grid_describe,
	.sheets = oriel__date_field_sheets,
};

static const struct oriel_widget_class calendar_weekday_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "calendar-weekday",
	.size = sizeof(struct text_widget),
	.flags = ORIEL_WIDGET_LEAF,
	.finish = oriel__text_widget_finish,
	.changed = oriel__text_widget_changed,
	.measure = oriel__text_widget_measure,
	.record = oriel__text_widget_record,
	.describe = calendar_weekday_describe,
	.sheets = oriel__date_field_sheets,
};

static const struct oriel_widget_class calendar_day_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "calendar-day",
	.size = sizeof(struct calendar_day),
	.flags = ORIEL_WIDGET_LEAF,
	.finish = oriel__text_widget_finish,
	.changed = oriel__text_widget_changed,
	.measure = oriel__text_widget_measure,
	.record = oriel__text_widget_record,
	.activate = calendar_day_activate,
	.describe = calendar_day_describe,
	.sheets = oriel__date_field_sheets,
};

/* ---- Making and showing ---- */

static oriel_widget *calendar_button(oriel_widget *calendar, oriel_widget *button,
	oriel_event_fn *fn) {
	oriel_set_attribute(button, "type", "button");
	oriel_add_class(button, "flat");
	oriel_listen(button, "click", fn, calendar, .signal = oriel_widget_signal(calendar));
	return button;
}

static oriel_widget *calendar_grid_new(const struct date_locale *locale) {
	oriel_widget *grid = oriel_widget_new(&calendar_grid_class);
	oriel_set_attribute(grid, "autofocus", "");
	for (int i = 0; i < WEEK; i++) {
		oriel_widget *weekday = oriel_widget_new(&calendar_weekday_class);
		oriel__text_widget_set(weekday, locale->short_weekdays[(locale->first_weekday + i) % WEEK]);
		oriel_append(grid, weekday);
	}
	for (int i = 0; i < DAYS_SHOWN; i++)
		oriel_append(grid, oriel_widget_new(&calendar_day_class));
	return grid;
}

oriel_widget *oriel__calendar_new(const struct calendar_owner *owner) {
	oriel_widget *widget = oriel_widget_new(&calendar_class);
	struct calendar *calendar = (struct calendar *)widget;
	calendar->owner = owner;
	oriel__date_locale_load(&calendar->locale);
	oriel_widget *previous = calendar_button(widget,
		oriel_icon_button("chevron-start", oriel_builtin_text(ORIEL_BUILTIN_TEXT_PREVIOUS_MONTH)),
		calendar_on_previous);
	oriel_widget *next = calendar_button(widget,
		oriel_icon_button("chevron-end", oriel_builtin_text(ORIEL_BUILTIN_TEXT_NEXT_MONTH)),
		calendar_on_next);
	oriel_widget *clear = calendar_button(
		widget, oriel_button(oriel_builtin_text(ORIEL_BUILTIN_TEXT_CLEAR)), calendar_on_clear);
	oriel_widget *today = calendar_button(
		widget, oriel_button(oriel_builtin_text(ORIEL_BUILTIN_TEXT_TODAY)), calendar_on_today);
	oriel_widget *title = oriel_widget_new(&calendar_title_class);
	oriel_widget *grid = calendar_grid_new(&calendar->locale);
	oriel_widget *stops[] = { previous, next, grid, clear, today };
	for (size_t i = 0; i < sizeof(stops) / sizeof(stops[0]); i++)
		calendar->stops[i] = oriel_widget_to_id(stops[i]);
	calendar->title = oriel_widget_to_id(title);
	calendar->grid = oriel_widget_to_id(grid);
	calendar->clear = oriel_widget_to_id(clear);
	oriel_widget *parts[] = { oriel_set(oriel_row(previous, title, next),
			.classes = "calendar-header"),
		grid, oriel_set(oriel_row(clear, today), .classes = "calendar-footer") };
	oriel_set_attribute(widget, "part", "calendar");
	oriel_set_attribute(widget, "popover", "auto");
	return oriel_widget_append_all(widget, parts, sizeof(parts) / sizeof(parts[0]));
}

void oriel__calendar_show(oriel_widget *widget) {
	const struct calendar *calendar = (const struct calendar *)widget;
	oriel_widget *owner = oriel_widget_host(widget);
	oriel_widget *clear = oriel_widget_from_id(calendar->clear);
	int64_t chosen = calendar->owner->chosen(owner);
	if (clear)
		oriel_set_hidden(clear, oriel_has_attribute(owner, "required"));
	calendar_set_active(widget, chosen == ORIEL__NO_DATE ? oriel__date_today() : (int)chosen);
	oriel_popover_show(widget, .source = owner);
}

bool oriel__calendar_has_focus(const oriel_widget *widget) {
	return oriel_widget_has_state(widget, ORIEL_STATE_FOCUS_WITHIN);
}
