/* SPDX-License-Identifier: MIT */
/*
 * Tabs. Each tab has the id of its panel, and each panel that of its tabs: a program may move and
 * destroy both. A microtask takes the tabs of panels away that are no children any more.
 */
#include <oriel/widgets/tabs.h>

#include <oriel/extend/recorder.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/microtask.h>
#include <oriel/ui/focus.h>
#include <oriel/ui/input_event.h>

#include "direction_internal.h"
#include "form_internal.h"
#include "text_part_internal.h"
#include "themes_internal.h"

struct tab {
	struct text_widget text; /* first */
	oriel_widget_id panel;
};

struct tab_panel {
	struct oriel_widget_base base;
	struct text_part title; /* its text; the tab draws a copy */
	oriel_widget_id tabs;   /* 0: in none */
};

struct tabs {
	struct oriel_widget_base base;
	oriel_widget_id list;
	bool is_sweeping; /* a microtask is queued */
};

static const struct oriel_widget_class tab_class, tab_panel_class, tabs_class;

static oriel_widget *list_of(const oriel_widget *tabs) {
	return oriel_widget_from_id(((const struct tabs *)tabs)->list);
}

static struct tab_panel *panel_cast(const oriel_widget *widget, const char *caller) {
	return oriel_widget_cast_in(caller, widget, &tab_panel_class);
}

static oriel_widget_id panel_id_of(const oriel_widget *tab) {
	const struct tab *own = oriel_widget_try_cast(tab, &tab_class);
	return own ? own->panel : 0; /* a program may put other widgets into the list */
}

/* The panel of a tab, or NULL if it is no child of the tabs any more. */
static oriel_widget *panel_of(const oriel_widget *tabs, const oriel_widget *tab) {
	oriel_widget *panel = oriel_widget_from_id(panel_id_of(tab));
	return panel && oriel_parent(panel) == tabs ? panel : NULL;
}

static oriel_widget *tab_of(const oriel_widget *tabs, const oriel_widget *panel) {
	const oriel_widget *list = list_of(tabs);
	oriel_widget *tab = list ? oriel_first_child(list) : NULL;
	oriel_widget_id id = oriel_widget_to_id(panel);
	while (tab && panel_id_of(tab) != id)
		tab = oriel_next_sibling(tab);
	return tab;
}

static oriel_widget *tabs_of_tab(const oriel_widget *tab) {
	oriel_widget *list = oriel_parent(tab), *tabs = list ? oriel_parent(list) : NULL;
	return tabs && oriel_widget_try_cast(tabs, &tabs_class) ? tabs : NULL;
}

/* ---- Selecting ---- */

static oriel_widget *selected_panel(const oriel_widget *tabs) {
	oriel_widget *panel = oriel_first_child(tabs);
	while (panel && !(oriel_widget_try_cast(panel, &tab_panel_class) &&
						oriel_widget_has_state(panel, ORIEL_STATE_SELECTED)))
		panel = oriel_next_sibling(panel);
	return panel;
}

/* A program may have removed the tab of a panel, or the whole list. */
static void tabs_select(oriel_widget *tabs, const oriel_widget *panel) {
	const oriel_widget *list = list_of(tabs);
	for (oriel_widget *tab = list ? oriel_first_child(list) : NULL; tab;
		tab = oriel_next_sibling(tab))
		oriel_widget_set_state(tab, ORIEL_STATE_SELECTED, panel && panel_of(tabs, tab) == panel);
	for (oriel_widget *child = oriel_first_child(tabs); child; child = oriel_next_sibling(child))
		if (oriel_widget_try_cast(child, &tab_panel_class))
			oriel_widget_set_state(child, ORIEL_STATE_SELECTED, child == panel);
}

static void select_by_user(oriel_widget *tabs, const oriel_widget *tab) {
	const oriel_widget *panel = panel_of(tabs, tab);
	if (!panel || panel == selected_panel(tabs))
		return;
	tabs_select(tabs, panel);
	oriel_fire_trusted(tabs, "change", .bubbles = true);
}

/* ---- Panels that go ---- */

/* Without a selected panel, selects that of the selected tab, or else its neighbour. */
static void tabs_sweep(void *data) {
	oriel_widget *tabs = data, *next;
	if (oriel_widget_is_destroyed(tabs))
		return;
	const oriel_widget *list = list_of(tabs), *last = NULL, *selected = NULL;
	bool is_after_selected = false;
	((struct tabs *)tabs)->is_sweeping = false;
	for (oriel_widget *tab = list ? oriel_first_child(list) : NULL; tab; tab = next) {
		next = oriel_next_sibling(tab);
		bool was_selected = oriel_widget_has_state(tab, ORIEL_STATE_SELECTED);
		const oriel_widget *panel = panel_of(tabs, tab);
		is_after_selected = is_after_selected || was_selected;
		if (panel && is_after_selected && !selected)
			selected = panel;
		if (panel)
			last = panel;
		else if (oriel_widget_try_cast(tab, &tab_class))
			oriel_destroy(tab);
	}
	selected = selected ? selected : last;
	if (selected && !selected_panel(tabs))
		tabs_select(tabs, selected);
}

static void tabs_release(void *tabs) {
	oriel_widget_release(tabs);
}

static void tabs_queue_sweep(oriel_widget *tabs) {
	if (oriel_widget_is_destroyed(tabs) || ((struct tabs *)tabs)->is_sweeping)
		return;
	((struct tabs *)tabs)->is_sweeping = true;
	oriel_queue_microtask(tabs_sweep, oriel_widget_hold(tabs), .release = tabs_release);
}

/* A panel without its tabs is not selected: a program may append it elsewhere. */
static void tab_panel_detached(oriel_widget *widget) {
	oriel_widget *tabs = oriel_widget_from_id(panel_cast(widget, "tab_panel_detached")->tabs);
	if (!tabs || oriel_parent(widget) != tabs)
		oriel_widget_set_state(widget, ORIEL_STATE_SELECTED, false);
	if (tabs)
		tabs_queue_sweep(tabs);
}

static void tab_panel_finish(oriel_widget *widget) {
	oriel__text_part_finish(&((struct tab_panel *)widget)->title);
}

static void tab_panel_describe(oriel_widget *widget, struct oriel_description *description) {
	const oriel_widget *tabs = oriel_parent(widget);
	const oriel_widget *tab = tabs && oriel_widget_try_cast(tabs, &tabs_class) ?
		tab_of(tabs, widget) : NULL;
	description->role = ORIEL_ROLE_TAB_PANEL;
	description->name = oriel__text_part_text(&panel_cast(widget, __func__)->title);
	description->labelled_by = tab;
}

static const struct oriel_widget_class tab_panel_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "tab-panel",
	.size = sizeof(struct tab_panel),
	.finish = tab_panel_finish,
	.detached = tab_panel_detached,
	.describe = tab_panel_describe,
	.sheets = oriel__tabs_sheets,
};

/* ---- Tabs and their list ---- */

static void tab_activate(oriel_widget *widget, oriel_event *event) {
	(void)event;
	oriel_widget *tabs = tabs_of_tab(widget);
	if (tabs)
		select_by_user(tabs, widget);
}

static bool tab_can_have_focus(const oriel_widget *tab) {
	return !oriel_is_hidden(tab) && !oriel_is_disabled(tab);
}

/* Returns the tab that a key goes to; NULL for another key, and if there is no other tab. */
static oriel_widget *tab_by_key(const oriel_widget *tab, const oriel_event *event) {
	const oriel_widget *list = oriel_parent(tab);
	bool forwards = oriel__key_goes_forwards(tab, event) || oriel_key_is(event, "Home");
	bool backwards = oriel__key_goes_backwards(tab, event) || oriel_key_is(event, "End");
	bool to_end = oriel_key_is(event, "Home") || oriel_key_is(event, "End");
	if (!list || (!forwards && !backwards))
		return NULL;
	const oriel_widget *from = to_end ? NULL : tab;
	do {
		oriel_widget *next = NULL;
		if (from)
			next = forwards ? oriel_next_sibling(from) : oriel_previous_sibling(from);
		if (!next)
			next = forwards ? oriel_first_child(list) : oriel_last_child(list);
		if (next != tab && tab_can_have_focus(next))
			return next;
		from = next;
	} while (from != tab);
	return NULL;
}

static bool tab_on_key_down(oriel_widget *widget, oriel_event *event) {
	oriel_widget *tab = tab_by_key(widget, event), *tabs = tabs_of_tab(widget);
	if (!tab || !tabs)
		return false;
	if (oriel_focus(tab))
		select_by_user(tabs, tab);
	return true;
}

static bool tab_is_tab_stop(const oriel_widget *widget, const oriel_widget *focused) {
	(void)focused;
	return oriel_widget_has_state(widget, ORIEL_STATE_SELECTED);
}

static void tab_describe(oriel_widget *widget, struct oriel_description *description) {
	const oriel_widget *tabs = tabs_of_tab(widget);
	bool is_selected = oriel_widget_has_state(widget, ORIEL_STATE_SELECTED);
	description->role = ORIEL_ROLE_TAB;
	description->name = oriel__text_widget_text(widget);
	description->actions |= ORIEL_ACTION_ACTIVATE;
	description->selected = is_selected ? ORIEL_TRISTATE_TRUE : ORIEL_TRISTATE_FALSE;
	description->controls = tabs ? panel_of(tabs, widget) : NULL;
	description->set_size = (unsigned)oriel_child_count(oriel_parent(widget));
	for (const oriel_widget *tab = widget; tab; tab = oriel_previous_sibling(tab))
		description->position++;
}

static const struct oriel_default_action tab_actions[] = {
	{ "keydown", tab_on_key_down },
	{ 0 },
};

static const struct oriel_widget_class tab_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "tab",
	.size = sizeof(struct tab),
	.flags = ORIEL_WIDGET_LEAF | ORIEL_WIDGET_FOCUSABLE,
	.finish = oriel__text_widget_finish,
	.changed = oriel__text_widget_changed,
	.measure = oriel__text_widget_measure,
	.record = oriel__text_widget_record,
	.activate = tab_activate,
	.default_actions = tab_actions,
	.is_tab_stop = tab_is_tab_stop,
	.describe = tab_describe,
	.sheets = oriel__tabs_sheets,
};

static void tab_list_describe(oriel_widget *widget, struct oriel_description *description) {
	(void)widget;
	description->role = ORIEL_ROLE_TAB_LIST;
	description->orientation = ORIEL_ORIENTATION_HORIZONTAL;
}

static const struct oriel_widget_class tab_list_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "tab-list",
	.size = sizeof(struct oriel_widget_base),
	.describe = tab_list_describe,
	.sheets = oriel__tabs_sheets,
};

static void tabs_describe(oriel_widget *widget, struct oriel_description *description) {
	(void)widget;
	description->role = ORIEL_ROLE_GROUP;
}

static const struct oriel_widget_class tabs_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "tabs",
	.size = sizeof(struct tabs),
	.attached = tabs_queue_sweep, /* panels that have gone before */
	.describe = tabs_describe,
	.sheets = oriel__tabs_sheets,
};

void oriel__tabs_reveal(const oriel_widget *widget) {
	for (oriel_widget *tabs; (tabs = oriel_parent(widget)) != NULL; widget = tabs) {
		if (oriel_widget_try_cast(tabs, &tabs_class) &&
			oriel_widget_try_cast(widget, &tab_panel_class) && tab_of(tabs, widget))
			tabs_select(tabs, widget);
	}
}

/* ---- For programs ---- */

oriel_widget *oriel_tab_panel_at(
	const char *site, const char *title, oriel_widget *const *children, size_t count) {
	oriel_widget *panel = oriel_widget_new(&tab_panel_class);
	oriel__text_part_set(&panel_cast(panel, "oriel_tab_panel")->title, title);
	return oriel_widget_append_all_at(site, panel, children, count);
}

void oriel_tab_panel_set_title(oriel_widget *panel, const char *title) {
	struct tab_panel *own = panel_cast(panel, "oriel_tab_panel_set_title");
	const oriel_widget *tabs = oriel_widget_from_id(own->tabs);
	oriel__text_part_set(&own->title, title);
	oriel_widget *tab = tabs ? tab_of(tabs, panel) : NULL;
	if (tab)
		oriel__text_widget_set(tab, title);
}

static oriel_widget *tabs_append_at(const char *site, oriel_widget *widget, oriel_widget *panel) {
	struct tab_panel *own = panel_cast(panel, "oriel_tabs_append");
	oriel_widget *list = list_of(widget), *tab = oriel_widget_new(&tab_class);
	((struct tab *)tab)->panel = oriel_widget_to_id(panel);
	oriel__text_widget_set(tab, oriel__text_part_text(&own->title));
	oriel_widget *old = oriel_widget_from_id(own->tabs);
	if (old == widget)
		oriel_destroy(tab_of(widget, panel)); /* the new one is not in the list yet */
	own->tabs = oriel_widget_to_id(widget);
	oriel_widget_set_state(panel, ORIEL_STATE_SELECTED, false);
	if (list)
		oriel_widget_append_all_at(site, list, &tab, 1);
	else
		oriel_destroy(tab);
	oriel_widget_append_all_at(site, widget, &panel, 1);
	if (old)
		tabs_sweep(old);
	if (!selected_panel(widget))
		tabs_select(widget, panel);
	return panel;
}

oriel_widget *oriel_tabs_at(const char *site, oriel_widget *const *panels, size_t count) {
	oriel_widget *widget = oriel_widget_new(&tabs_class);
	oriel_widget *list = oriel_widget_new(&tab_list_class);
	((struct tabs *)widget)->list = oriel_widget_to_id(list);
	oriel_widget_append_all_at(site, widget, &list, 1);
	for (size_t i = 0; i < count; i++) {
		if (panels[i])
			tabs_append_at(site, widget, panels[i]);
	}
	return widget;
}

oriel_widget *oriel_tabs_append(oriel_widget *widget, oriel_widget *panel) {
	oriel_widget_cast(widget, &tabs_class);
	return tabs_append_at("oriel_tabs_append", widget, panel);
}

void oriel_tabs_select(oriel_widget *widget, oriel_widget *panel) {
	oriel_widget_cast(widget, &tabs_class);
	ORIEL_ASSERT(panel != NULL && oriel_parent(panel) == widget &&
			oriel_widget_try_cast(panel, &tab_panel_class),
		"oriel_tabs_select: the panel is not one of these tabs; pass a child of theirs");
	tabs_select(widget, panel);
}

oriel_widget *oriel_tabs_selected(const oriel_widget *widget) {
	oriel_widget_cast(widget, &tabs_class);
	return selected_panel(widget);
}
