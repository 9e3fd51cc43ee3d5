/* SPDX-License-Identifier: MIT */
/*
 * Options, groups of options, and the list that shows them.
 *
 * A mouse chooses where it is released, so that one press opens the list and chooses. A finger
 * chooses by a click, so that it can scroll the list.
 */
#include "option_internal.h"

#include <string.h>

#include <oriel/extend/input_event.h>
#include <oriel/runtime/target.h>
#include <oriel/ui/focus.h>
#include <oriel/ui/popover.h>
#include <oriel/ui/scroll.h>
#include <oriel/widgets/label.h>
#include <oriel/widgets/select.h>

#include "themes_internal.h"

enum { PAGE_OPTIONS = 10 };

struct option_list {
	struct oriel_widget_base base;
	const struct option_list_owner *functions;
	oriel_widget_id owner;
	oriel_widget_id active; /* 0: none */
};

static const struct oriel_widget_class option_class, option_group_class, option_list_class;

/* Returns the list around a widget, or NULL. */
static oriel_widget *option_list_around(const oriel_widget *widget) {
	oriel_widget *list = oriel_parent(widget);
	while (list && !oriel_widget_try_cast(list, &option_list_class))
		list = oriel_parent(list);
	return list;
}

oriel_widget *oriel__child_from_id(const oriel_widget *widget, oriel_widget_id id) {
	oriel_widget *child = oriel_widget_from_id(id);
	return child && oriel_parent(child) == widget ? child : NULL;
}

/* Returns the owner of a list; NULL if the program has put the list elsewhere. */
static oriel_widget *option_list_owner(const oriel_widget *list) {
	oriel_widget *owner = oriel_widget_from_id(((const struct option_list *)list)->owner);
	return owner && oriel_parent(list) == owner ? owner : NULL;
}

static void option_list_tell_option(const oriel_widget *list, const oriel_widget *option) {
	oriel_widget *owner = list ? option_list_owner(list) : NULL;
	if (owner && ((const struct option_list *)list)->functions->option_changed)
		((const struct option_list *)list)->functions->option_changed(owner, option);
}

/* ---- Options ---- */

static void option_choose(oriel_widget *option) {
	const oriel_widget *list = option_list_around(option);
	oriel_widget *owner = list ? option_list_owner(list) : NULL;
	if (owner && !oriel_is_disabled(option) && oriel__option_is_enabled(option))
		((const struct option_list *)list)->functions->choose(owner, option);
}

bool oriel__event_is_by_mouse(const oriel_event *event) {
	const struct oriel_pointer_event *pointer = oriel_event_pointer(event);
	return pointer && pointer->pointer_id >= 0 && pointer->kind == ORIEL_POINTER_MOUSE;
}

static bool option_on_pointer_move(oriel_widget *widget, oriel_event *event) {
	oriel_widget *list = option_list_around(widget);
	(void)event;
	if (list && oriel__option_is_enabled(widget) && oriel__option_list_active(list) != widget)
		oriel__option_list_set_active(list, widget);
	return false;
}

static bool option_on_pointer_up(oriel_widget *widget, oriel_event *event) {
	const oriel_widget *list = option_list_around(widget);
	bool is_chosen = oriel__event_is_by_mouse(event) &&
		oriel_event_pointer(event)->button == ORIEL_BUTTON_PRIMARY;
	if (!is_chosen || !list || !oriel__option_list_is_shown(list))
		return false;
	option_choose(widget);
	return true;
}

static void option_activate(oriel_widget *widget, oriel_event *event) {
	if (!oriel__event_is_by_mouse(event))
		option_choose(widget);
}

static void option_attached(oriel_widget *widget) {
	const oriel_widget *list = option_list_around(widget);
	((struct option *)widget)->list = list ? oriel_widget_to_id(list) : 0;
	option_list_tell_option(list, widget);
}

static void option_detached(oriel_widget *widget) {
	option_list_tell_option(oriel_widget_from_id(((struct option *)widget)->list), widget);
}

static void option_changed(oriel_widget *widget, const struct oriel_change *change) {
	oriel__text_widget_changed(widget, change);
	if (change->kind == ORIEL_CHANGE_STATE)
		oriel_widget_redraw(widget);
	if (change->kind == ORIEL_CHANGE_ATTRIBUTE && strcmp(change->name, "active") != 0)
		option_list_tell_option(option_list_around(widget), widget);
}

/* The mark of the option that is chosen stands in the padding where lines begin. */
static void option_record(oriel_widget *widget, oriel_recorder *recorder) {
	struct oriel_rect box = oriel_widget_content_box(widget);
	bool is_rtl = strcmp(oriel_used_keyword(widget, ORIEL_PROPERTY_DIRECTION), "rtl") == 0;
	float x = is_rtl ? box.x + box.width + 14 : box.x - 14, y = box.y + box.height / 2;
	struct oriel_point mark[] = { { x - 4.5f, y }, { x - 1.5f, y + 3.5f }, { x + 4.5f, y - 3.5f } };
	if (oriel_widget_has_state(widget, ORIEL_STATE_SELECTED))
		oriel_record_stroke(
			recorder, mark, 3, 1.75f, oriel_used_color(widget, ORIEL_PROPERTY_COLOR));
	oriel__text_widget_record(widget, recorder);
}

static void option_describe(oriel_widget *widget, struct oriel_description *description) {
	bool is_selected = oriel_widget_has_state(widget, ORIEL_STATE_SELECTED);
	const oriel_widget *list = option_list_around(widget);
	description->role = ORIEL_ROLE_OPTION;
	description->name = oriel__text_widget_text(widget);
	description->actions |= ORIEL_ACTION_ACTIVATE;
	description->selected = is_selected ? ORIEL_TRISTATE_TRUE : ORIEL_TRISTATE_FALSE;
	for (oriel_widget *at = list ? oriel__option_next(list, list) : NULL; at;
		at = oriel__option_next(list, at)) {
		description->set_size++;
		if (at == widget)
			description->position = description->set_size;
	}
}

static const struct oriel_default_action option_actions[] = {
	{ "pointermove", option_on_pointer_move },
	{ "pointerup", option_on_pointer_up },
	{ 0 },
};

static const struct oriel_widget_class option_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "option",
	.size = sizeof(struct option),
	.flags = ORIEL_WIDGET_LEAF,
	.finish = oriel__text_widget_finish,
	.attached = option_attached,
	.detached = option_detached,
	.changed = option_changed,
	.measure = oriel__text_widget_measure,
	.record = option_record,
	.activate = option_activate,
	.default_actions = option_actions,
	.describe = option_describe,
	.sheets = oriel__select_sheets,
};

oriel_widget *oriel__option_next(const oriel_widget *list, const oriel_widget *after) {
	oriel_widget *widget = oriel_widget_next_in_tree(after, list);
	while (widget && !oriel_widget_try_cast(widget, &option_class))
		widget = oriel_widget_next_in_tree(widget, list);
	return widget;
}

bool oriel__option_is_enabled(const oriel_widget *option) {
	const oriel_widget *widget = option;
	while (widget && !oriel_widget_try_cast(widget, &option_list_class)) {
		if (oriel_is_hidden(widget) || oriel_has_attribute(widget, "disabled"))
			return false;
		widget = oriel_parent(widget);
	}
	return true;
}

oriel_widget *oriel__option_list_end(const oriel_widget *list, bool is_last) {
	oriel_widget *found = NULL;
	for (oriel_widget *option = oriel__option_next(list, list); option && (is_last || !found);
		option = oriel__option_next(list, option)) {
		if (oriel__option_is_enabled(option))
			found = option;
	}
	return found;
}

/* ---- The active option ---- */

oriel_widget *oriel__option_list_active(const oriel_widget *list) {
	oriel_widget *option = oriel_widget_from_id(((const struct option_list *)list)->active);
	bool is_there = option && oriel_widget_contains(list, option) &&
		oriel__option_is_enabled(option);
	return is_there ? option : NULL;
}

/* Scrolls the list alone, and not what its owner stands in. */
static void option_list_reveal(oriel_widget *list, const oriel_widget *option) {
	struct oriel_rect view = oriel_widget_window_bounds(list);
	struct oriel_rect at = oriel_widget_window_bounds(option);
	float above = view.y + 4 - at.y, below = at.y + at.height - (view.y + view.height - 4);
	if (at.height > 0 && (above > 0 || below > 0))
		oriel_scroll_by(list, .y = (double)(above > 0 ? -above : below),
			.behavior = ORIEL_SCROLL_INSTANT);
}

void oriel__option_list_set_active(oriel_widget *list, oriel_widget *option) {
	struct option_list *own = (struct option_list *)list;
	oriel_widget *old = oriel_widget_from_id(own->active);
	own->active = option ? oriel_widget_to_id(option) : 0;
	if (old && old != option)
		oriel_set_attribute(old, "active", NULL);
	if (!option || own->active != oriel_widget_to_id(option))
		return;
	oriel_set_attribute(option, "active", "");
	if (oriel__option_list_is_shown(list))
		option_list_reveal(list, option);
}

/* Returns the enabled option that stands count options away from the active one, or the last one on
 * the way; NULL: there is none. */
static oriel_widget *option_list_step(const oriel_widget *list, bool forwards, int count) {
	oriel_widget *active = oriel__option_list_active(list), *ring[PAGE_OPTIONS], *found = NULL;
	int passed = 0;
	if (!active)
		return oriel__option_list_end(list, !forwards);
	oriel_widget *option = forwards ? oriel__option_next(list, active) :
									oriel__option_next(list, list);
	for (; option && option != active; option = oriel__option_next(list, option)) {
		if (!oriel__option_is_enabled(option))
			continue;
		if (forwards && passed == count)
			break;
		ring[passed++ % count] = found = option;
	}
	if (!forwards && passed > 0)
		found = ring[passed < count ? 0 : passed % count];
	return found ? found : active;
}

bool oriel__option_list_key(oriel_widget *list, const oriel_event *event) {
	static const struct { const char *key; int step; } keys[] = {
		{ "ArrowDown", 1 }, { "ArrowUp", -1 }, { "PageDown", PAGE_OPTIONS },
		{ "PageUp", -PAGE_OPTIONS },
	};
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		if (!oriel_key_is_or_repeats(event, keys[i].key))
			continue;
		bool forwards = keys[i].step > 0;
		oriel__option_list_set_active(
			list, option_list_step(list, forwards, forwards ? keys[i].step : -keys[i].step));
		return true;
	}
	return false;
}

/* ---- The list ---- */

void oriel__option_list_show(oriel_widget *list) {
	oriel_widget *owner = option_list_owner(list);
	if (owner && oriel_widget_window(owner))
		oriel_popover_show(list, .source = owner, .is_as_wide = true,
			.swallows_press = !((struct option_list *)list)->functions->is_press_through);
}

bool oriel__option_list_is_shown(const oriel_widget *list) {
	return oriel_popover_is_open(list);
}

static void option_list_changed(oriel_widget *widget, const struct oriel_change *change) {
	if (change->kind != ORIEL_CHANGE_STATE ||
		!((change->old_states ^ oriel_widget_states(widget)) & ORIEL_STATE_POPOVER_OPEN))
		return;
	if (!oriel__option_list_is_shown(widget))
		oriel__option_list_set_active(widget, NULL);
	oriel_widget *owner = option_list_owner(widget);
	if (owner && ((struct option_list *)widget)->functions->toggled)
		((struct option_list *)widget)->functions->toggled(owner);
}

static void option_list_describe(oriel_widget *widget, struct oriel_description *description) {
	const oriel_widget *owner = option_list_owner(widget);
	description->role = ORIEL_ROLE_LIST_BOX;
	description->orientation = ORIEL_ORIENTATION_VERTICAL;
	if (owner) {
		struct oriel_description words;
		oriel_widget_describe(owner, &words);
		description->name = words.name;
	}
}

static const struct oriel_widget_class option_list_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "list-box",
	.size = sizeof(struct option_list),
	.changed = option_list_changed,
	.describe = option_list_describe,
	.sheets = oriel__select_sheets,
};

oriel_widget *oriel__option_list_new(
	const oriel_widget *owner, const struct option_list_owner *functions) {
	oriel_widget *list = oriel_widget_new(&option_list_class);
	((struct option_list *)list)->functions = functions;
	((struct option_list *)list)->owner = oriel_widget_to_id(owner);
	oriel_set_attribute(list, "popover", "auto");
	return list;
}

/* ---- Groups ---- */

static void option_group_describe(oriel_widget *widget, struct oriel_description *description) {
	const oriel_widget *label = oriel_first_child(widget);
	description->role = ORIEL_ROLE_GROUP;
	if (label && oriel_has_class(label, "option-group-label"))
		description->name = oriel_label_text(label);
}

static const struct oriel_widget_class option_group_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "option-group",
	.size = sizeof(struct oriel_widget_base),
	.describe = option_group_describe,
	.sheets = oriel__select_sheets,
};

/* ---- For programs ---- */

oriel_widget *oriel_option(const char *text, const char *value) {
	oriel_widget *option = oriel_widget_new(&option_class);
	oriel__text_widget_set(option, text);
	if (value)
		oriel_set_attribute(option, "value", value);
	return option;
}

void oriel_option_set_text(oriel_widget *option, const char *text) {
	oriel__text_widget_set(oriel_widget_cast(option, &option_class), text);
	option_list_tell_option(option_list_around(option), option);
}

const char *oriel_option_text(const oriel_widget *option) {
	return oriel__text_widget_text(oriel_widget_cast(option, &option_class));
}

const char *oriel_option_value(const oriel_widget *option) {
	oriel_widget_cast(option, &option_class);
	const char *value = oriel_attribute(option, "value");
	return value ? value : oriel__text_widget_text(option);
}

oriel_widget *oriel_option_group_at(
	const char *site, const char *label, oriel_widget *const *options, size_t count) {
	oriel_widget *group = oriel_widget_new(&option_group_class), *heading = oriel_label(label);
	oriel_add_class(heading, "option-group-label");
	oriel_widget_append_all_at(site, group, &heading, 1);
	return oriel_widget_append_all_at(site, group, options, count);
}
