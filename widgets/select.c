/* SPDX-License-Identifier: MIT */
/*
 * A select. The states :selected of its options are the only memory of the choice; if several have
 * it, the last one counts. A select of which nothing was chosen has its first enabled option,
 * unless the program has chosen none.
 *
 * The choice that is shown is remembered, so that a change of one option does not look at all the
 * others: a select of n options takes time in proportion to n.
 */
#include <oriel/widgets/select.h>

#include <string.h>

#include <oriel/extend/input_event.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/target.h>
#include <oriel/ui/popover.h>

#include "form_control_internal.h"
#include "option_internal.h"
#include "themes_internal.h"
#include "type_ahead_internal.h"

struct select {
	struct oriel_widget_base base;
	oriel_widget_id list, value; /* its children; the program may destroy them */
	oriel_widget_id shown; /* the choice that is shown; 0: none */
	bool is_shown_marked;  /* that choice has the state :selected */
	struct type_ahead typed;
	bool is_none; /* the program has chosen no option */
	bool is_initially_none;
	bool is_refreshing;
};

struct select_value {
	struct text_widget text; /* first */
	float widest;            /* px: of the options' texts; below 0: not known */
};

static const struct oriel_widget_class select_class, select_value_class;

static oriel_widget *select_list(const oriel_widget *widget) {
	return oriel__child_from_id(widget, ((const struct select *)widget)->list);
}

static bool select_is_open(const oriel_widget *widget) {
	const oriel_widget *list = select_list(widget);
	return list && oriel__option_list_is_shown(list);
}

/* ---- The choice ---- */

static oriel_widget *select_selected(const oriel_widget *widget) {
	const oriel_widget *list = select_list(widget);
	oriel_widget *found = NULL;
	for (oriel_widget *option = list ? oriel__option_next(list, list) : NULL; option;
		option = oriel__option_next(list, option)) {
		if (oriel_widget_has_state(option, ORIEL_STATE_SELECTED))
			found = option;
	}
	if (found || !list || ((const struct select *)widget)->is_none)
		return found;
	return oriel__option_list_end(list, false);
}

/* Shows the choice, and checks it. */
static void select_show(oriel_widget *widget, const oriel_widget *option) {
	struct select *select = (struct select *)widget;
	oriel_widget *value = oriel__child_from_id(widget, select->value);
	if (select->is_refreshing)
		return;
	select->is_refreshing = true;
	select->shown = option ? oriel_widget_to_id(option) : 0;
	select->is_shown_marked = option && oriel_widget_has_state(option, ORIEL_STATE_SELECTED);
	bool has_value = option && oriel_option_value(option)[0] != '\0';
	if (value) {
		oriel__text_widget_set(value, option ? oriel_option_text(option) : "");
		oriel_widget_set_state(value, ORIEL_STATE_PLACEHOLDER_SHOWN, !has_value);
	}
	oriel__form_control_check_required(widget, has_value, ORIEL_BUILTIN_TEXT_CHOOSE_ONE);
	select->is_refreshing = false;
}

static void select_refresh(oriel_widget *widget) {
	select_show(widget, select_selected(widget));
}

static void select_choose(oriel_widget *widget, const oriel_widget *chosen) {
	const oriel_widget *list = select_list(widget);
	((struct select *)widget)->is_none = chosen == NULL;
	for (oriel_widget *option = list ? oriel__option_next(list, list) : NULL; option;
		option = oriel__option_next(list, option))
		oriel_widget_set_state(option, ORIEL_STATE_SELECTED, option == chosen);
	select_refresh(widget);
}

/* Chooses an option for the user, and hides the list. */
static void select_commit(oriel_widget *widget, oriel_widget *option) {
	bool is_changed = select_selected(widget) != option;
	oriel_widget_hold(widget);
	if (is_changed)
		select_choose(widget, option);
	if (!oriel_widget_is_destroyed(widget) && select_list(widget))
		oriel_popover_hide(select_list(widget));
	if (is_changed && !oriel_widget_is_destroyed(widget))
		oriel_fire_trusted(widget, "input", .bubbles = true, .composed = true);
	if (is_changed && !oriel_widget_is_destroyed(widget))
		oriel_form_control_fire_change(widget);
	oriel_widget_release(widget);
}

/* ---- The list ---- */

static void select_open(oriel_widget *widget) {
	oriel_widget *list = select_list(widget), *option = select_selected(widget);
	if (!list || oriel_is_disabled(widget) || oriel__option_list_is_shown(list))
		return;
	if (option)
		oriel_widget_set_state(option, ORIEL_STATE_SELECTED, true);
	oriel_widget_hold(widget);
	oriel__option_list_show(list);
	list = oriel_widget_is_destroyed(widget) ? NULL : select_list(widget);
	option = list ? select_selected(widget) : NULL;
	if (option && oriel__option_list_is_shown(list))
		oriel__option_list_set_active(list, option);
	oriel_widget_release(widget);
}

/* A marked choice stays unless it is changed, or another option has the mark. Without a mark, the
 * choice is the first enabled option, which an option that cannot be chosen does not become. */
static void select_on_option(oriel_widget *widget, const oriel_widget *option) {
	const struct select *select = (struct select *)widget;
	oriel_widget *value = oriel__child_from_id(widget, select->value);
	const oriel_widget *list = select_list(widget), *shown = oriel_widget_from_id(select->shown);
	if (value && ((struct select_value *)value)->widest >= 0) {
		((struct select_value *)value)->widest = -1;
		oriel_widget_relayout(value);
	}
	bool is_marked = oriel_widget_has_state(option, ORIEL_STATE_SELECTED);
	bool is_shown = option == shown;
	bool has_lost_mark = select->is_shown_marked &&
		(is_shown || !shown || !oriel_widget_has_state(shown, ORIEL_STATE_SELECTED));
	if (!list || is_marked || has_lost_mark)
		select_refresh(widget);
	else if (is_shown || (!select->is_shown_marked && oriel__option_is_enabled(option)))
		select_show(widget, select->is_none ? NULL : oriel__option_list_end(list, false));
}

static void select_on_toggle(oriel_widget *widget) {
	oriel_set_attribute(widget, "open", select_is_open(widget) ? "" : NULL);
}

static const struct option_list_owner select_owner = {
	.choose = select_commit,
	.option_changed = select_on_option,
	.toggled = select_on_toggle,
};

/* ---- Keys ---- */

/* Makes the next option active whose text begins with the typed one. */
static void select_type_ahead(oriel_widget *widget) {
	const struct type_ahead *typed = &((struct select *)widget)->typed;
	oriel_widget *list = select_list(widget);
	oriel_widget *active = list ? oriel__option_list_active(list) : NULL;
	bool is_behind = !active, goes_on = oriel__type_ahead_repeats(typed);
	oriel_widget *first = NULL;
	for (oriel_widget *option = list ? oriel__option_next(list, list) : NULL; option;
		option = oriel__option_next(list, option)) {
		is_behind = is_behind || (option == active && !goes_on);
		bool matches = oriel__option_is_enabled(option) &&
			oriel__type_ahead_matches(typed, oriel_option_text(option));
		if (matches && is_behind) {
			oriel__option_list_set_active(list, option);
			return;
		}
		first = matches && !first ? option : first;
		is_behind = is_behind || option == active;
	}
	if (first)
		oriel__option_list_set_active(list, first);
}

static bool select_on_open_key(
	oriel_widget *widget, oriel_widget *list, const oriel_event *event) {
	oriel_widget *active = oriel__option_list_active(list);
	bool is_tab = oriel_key_is(event, "Tab") || oriel_key_is(event, "Shift+Tab");
	if (is_tab || oriel_key_is(event, "Enter") || oriel_key_is(event, "Space") ||
		oriel_key_is(event, "Alt+ArrowUp")) {
		if (active)
			select_commit(widget, active);
		else
			oriel_popover_hide(list);
		return !is_tab; /* the focus goes on */
	}
	bool is_end = oriel_key_is(event, "End");
	if (is_end || oriel_key_is(event, "Home")) {
		oriel__option_list_set_active(list, oriel__option_list_end(list, is_end));
		return true;
	}
	return oriel__option_list_key(list, event);
}

static bool select_on_closed_key(oriel_widget *widget, const oriel_event *event) {
	static const char *const keys[] = { "ArrowDown", "ArrowUp", "Alt+ArrowDown", "Alt+ArrowUp",
		"Enter", "Space", "Home", "End" };
	size_t count = sizeof(keys) / sizeof(keys[0]), i = 0;
	while (i < count && !oriel_key_is(event, keys[i]))
		i++;
	if (i == count)
		return false;
	select_open(widget);
	bool is_end = strcmp(keys[i], "End") == 0;
	oriel_widget *list = oriel_widget_is_destroyed(widget) ? NULL : select_list(widget);
	if (list && (is_end || strcmp(keys[i], "Home") == 0))
		oriel__option_list_set_active(list, oriel__option_list_end(list, is_end));
	return true;
}

static bool select_on_key_down(oriel_widget *widget, oriel_event *event) {
	struct select *select = (struct select *)widget;
	oriel_widget *list = select_list(widget);
	if (!list)
		return false;
	bool is_space = oriel_key_is(event, "Space");
	bool is_typing = !is_space || oriel__type_ahead_is_on(&select->typed, event);
	if (is_typing && oriel__type_ahead_add(&select->typed, event)) {
		select_open(widget);
		if (!oriel_widget_is_destroyed(widget))
			select_type_ahead(widget);
		return true;
	}
	return select_is_open(widget) ? select_on_open_key(widget, list, event) :
									select_on_closed_key(widget, event);
}

/* ---- Pointers and focus ---- */

/* A mouse opens by its press, so that it can choose by its release. */
static bool select_on_pointer_down(oriel_widget *widget, oriel_event *event) {
	const oriel_widget *list = select_list(widget);
	bool is_inside = list && oriel_widget_contains(list, oriel_event_widget(event));
	if (!is_inside && oriel__event_is_by_mouse(event) &&
		oriel_event_pointer(event)->button == ORIEL_BUTTON_PRIMARY)
		select_open(widget);
	return false;
}

/* A finger, or the program; a mouse has opened it already. */
static void select_activate(oriel_widget *widget, oriel_event *event) {
	const oriel_widget *list = select_list(widget), *target = oriel_event_widget(event);
	bool is_inside = list && target && oriel_widget_contains(list, target);
	if (!oriel__event_is_by_mouse(event) && !is_inside)
		oriel_select_set_open(widget, !select_is_open(widget));
}

static bool select_on_blur(oriel_widget *widget, oriel_event *event) {
	(void)event;
	if (select_is_open(widget))
		oriel_popover_hide(select_list(widget));
	return false;
}

/* ---- The class ---- */

static void select_changed(oriel_widget *widget, const struct oriel_change *change) {
	if (change->kind != ORIEL_CHANGE_ATTRIBUTE)
		return;
	if (strcmp(change->name, "required") == 0)
		select_refresh(widget);
	if (strcmp(change->name, "disabled") == 0 && select_is_open(widget))
		oriel_popover_hide(select_list(widget));
}

static const char *select_form_value(const oriel_widget *widget) {
	const oriel_widget *option = select_selected(widget);
	return option && oriel__option_is_enabled(option) ? oriel_option_value(option) : NULL;
}

static void select_form_reset(oriel_widget *widget) {
	struct select *select = (struct select *)widget;
	const oriel_widget *list = select_list(widget);
	oriel_widget *chosen = NULL;
	for (oriel_widget *option = list ? oriel__option_next(list, list) : NULL; option;
		option = oriel__option_next(list, option)) {
		bool is_initial = ((struct option *)option)->is_initially_selected;
		oriel_widget_set_state(option, ORIEL_STATE_SELECTED, is_initial);
		chosen = is_initial ? option : chosen;
	}
	select->is_none = !chosen && select->is_initially_none;
	select_refresh(widget);
}

/* The arrow stands in the padding at the end of the line. */
static void select_record(oriel_widget *widget, oriel_recorder *recorder) {
	struct oriel_rect box = oriel_widget_content_box(widget);
	bool is_rtl = strcmp(oriel_used_keyword(widget, ORIEL_PROPERTY_DIRECTION), "rtl") == 0;
	float x = is_rtl ? box.x - 14 : box.x + box.width + 14, y = box.y + box.height / 2;
	struct oriel_point arrow[] = { { x - 4.5f, y - 2.25f }, { x, y + 2.25f },
		{ x + 4.5f, y - 2.25f } };
	oriel_record_stroke(
		recorder, arrow, 3, 1.75f, oriel_used_color(widget, ORIEL_PROPERTY_CARET_COLOR));
}

static void select_describe(oriel_widget *widget, struct oriel_description *description) {
	const oriel_widget *list = select_list(widget), *option = select_selected(widget);
	bool is_open = select_is_open(widget);
	description->role = ORIEL_ROLE_COMBO_BOX;
	description->value = option ? oriel_option_text(option) : "";
	description->actions |= ORIEL_ACTION_ACTIVATE;
	description->has_popup = ORIEL_POPUP_LIST_BOX;
	description->expanded = is_open ? ORIEL_TRISTATE_TRUE : ORIEL_TRISTATE_FALSE;
	description->controls = list;
	description->active_descendant = is_open ? oriel__option_list_active(list) : NULL;
	oriel_form_control_describe(widget, description);
}

static const struct oriel_default_action select_actions[] = {
	{ "keydown", select_on_key_down },
	{ "pointerdown", select_on_pointer_down },
	{ "blur", select_on_blur },
	{ 0 },
};

static const struct oriel_widget_class select_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "select",
	.size = sizeof(struct select),
	.flags = ORIEL_WIDGET_FOCUSABLE,
	.attached = select_refresh,
	.changed = select_changed,
	.record = select_record,
	.activate = select_activate,
	.default_actions = select_actions,
	.form_value = select_form_value,
	.form_reset = select_form_reset,
	.describe = select_describe,
	.sheets = oriel__select_sheets,
};

/* ---- The shown value: as wide as the widest option ---- */

static float select_widest_option(const oriel_widget *widget, const oriel_widget *list) {
	struct oriel_text_style style = oriel_widget_text_style(widget);
	float widest = 0;
	for (oriel_widget *option = list ? oriel__option_next(list, list) : NULL; option;
		option = oriel__option_next(list, option)) {
		const char *text = oriel_option_text(option);
		oriel_paragraph *paragraph = oriel__text_shape(text, strlen(text), &style);
		float width = oriel_paragraph_size(paragraph).width;
		widest = width > widest ? width : widest;
		oriel_paragraph_destroy(paragraph);
	}
	return widest;
}

static struct oriel_measurement select_value_measure(oriel_widget *widget, float max_width) {
	struct select_value *value = (struct select_value *)widget;
	const oriel_widget *select = oriel_parent(widget);
	struct oriel_measurement measurement = oriel__text_widget_measure(widget, max_width);
	if (value->widest < 0 && select && oriel_widget_try_cast(select, &select_class))
		value->widest = select_widest_option(widget, select_list(select));
	if (measurement.width < value->widest)
		measurement.width = value->widest < max_width ? value->widest : max_width;
	return measurement;
}

static void select_value_changed(oriel_widget *widget, const struct oriel_change *change) {
	oriel__text_widget_changed(widget, change);
	if (change->kind == ORIEL_CHANGE_STYLE)
		((struct select_value *)widget)->widest = -1;
}

static void select_value_describe(oriel_widget *widget, struct oriel_description *description) {
	description->role = ORIEL_ROLE_LABEL;
	description->name = oriel__text_widget_text(widget);
}

static const struct oriel_widget_class select_value_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "select-value",
	.size = sizeof(struct select_value),
	.flags = ORIEL_WIDGET_LEAF,
	.finish = oriel__text_widget_finish,
	.changed = select_value_changed,
	.measure = select_value_measure,
	.record = oriel__text_widget_record,
	.describe = select_value_describe,
	.sheets = oriel__select_sheets,
};

/* ---- For programs ---- */

oriel_widget *oriel_select_at(const char *site, oriel_widget *const *options, size_t count) {
	oriel_widget *widget = oriel_widget_new(&select_class);
	oriel_widget *parts[] = { oriel_widget_new(&select_value_class),
		oriel__option_list_new(widget, &select_owner) };
	struct select *select = (struct select *)widget;
	((struct select_value *)parts[0])->widest = -1;
	select->value = oriel_widget_to_id(parts[0]);
	select->list = oriel_widget_to_id(parts[1]);
	oriel_widget_append_all_at(site, parts[1], options, count);
	return oriel_widget_append_all_at(site, widget, parts, 2);
}

oriel_widget *oriel_select_list(const oriel_widget *widget) {
	oriel_widget_cast(widget, &select_class);
	return select_list(widget);
}

oriel_widget *oriel_select_selected(const oriel_widget *widget) {
	oriel_widget_cast(widget, &select_class);
	return select_selected(widget);
}

void oriel_select_set_selected(oriel_widget *widget, oriel_widget *chosen) {
	struct select *select = oriel_widget_cast(widget, &select_class);
	const oriel_widget *list = select_list(widget);
	ORIEL_ASSERT(!chosen || (list && oriel_widget_contains(list, chosen)),
		"oriel_select_set_selected: the option is not in this select; append it to its list");
	for (oriel_widget *option = list ? oriel__option_next(list, list) : NULL; option;
		option = oriel__option_next(list, option))
		((struct option *)option)->is_initially_selected = option == chosen;
	select->is_initially_none = chosen == NULL;
	select_choose(widget, chosen);
}

const char *oriel_select_value(const oriel_widget *widget) {
	oriel_widget_cast(widget, &select_class);
	const oriel_widget *option = select_selected(widget);
	return option ? oriel_option_value(option) : "";
}

void oriel_select_set_value(oriel_widget *widget, const char *value) {
	oriel_widget_cast(widget, &select_class);
	ORIEL_ASSERT(
		value != NULL, "oriel_select_set_value: the value is NULL; pass that of an option");
	const oriel_widget *list = select_list(widget);
	oriel_widget *option = list ? oriel__option_next(list, list) : NULL;
	while (option && strcmp(oriel_option_value(option), value) != 0)
		option = oriel__option_next(list, option);
	oriel_select_set_selected(widget, option);
}

void oriel_select_set_open(oriel_widget *widget, bool open) {
	oriel_widget_cast(widget, &select_class);
	if (open)
		select_open(widget);
	else if (select_is_open(widget))
		oriel_popover_hide(select_list(widget));
}

bool oriel_select_is_open(const oriel_widget *widget) {
	oriel_widget_cast(widget, &select_class);
	return select_is_open(widget);
}
