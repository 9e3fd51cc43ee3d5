/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Tabs: several panels in one place, of which one is shown. Type "tabs".
 *
 * The first child, of type "tab-list", has a "tab" for each panel. The panels, of type "tab-panel",
 * follow. The state :selected matches the tab and the panel that are shown. A click on a tab
 * selects it; so do Left, Right, Home and End while a tab has the focus. The tabs then fire
 * `change`, which bubbles. Tab stops at the selected tab only.
 *
 * ```c
 * oriel_widget *general = oriel_tab_panel("General", oriel_checkbox("Start at login"));
 * oriel_widget *tabs = oriel_tabs(general, oriel_tab_panel("Network", oriel_label("None")));
 * oriel_tabs_select(tabs, general); // the first of 2 panels
 * ```
 *
 * A panel that is removed or destroyed loses its tab before the next frame. If it was selected, its
 * neighbour is. Only oriel_tabs_append() makes a tab; it also moves a panel to the end, or from
 * other tabs. oriel_set_disabled() disables a tab, which is the child of the "tab-list" at the
 * panel's index.
 *
 * Thread: loop. Errors: asserts on a child that is no panel. Source: ARIA Authoring Practices,
 * "Tabs Pattern", with automatic activation.
 */
#ifndef ORIEL_WIDGETS_TABS_H
#define ORIEL_WIDGETS_TABS_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Does the work of oriel_tab_panel(). */
ORIEL_API oriel_widget *oriel_tab_panel_at(
	const char *site, const char *title, oriel_widget *const *children, size_t count);
/**
 * Makes a panel for oriel_tabs(): a column.
 * @param ... title, the text of its tab, copied, NULL is ""; then the children, handed over, at
 * most 62; NULLs are skipped
 * @return owned by the caller until it is inserted
 */
#define oriel_tab_panel(...) ORIEL__TAB_PANEL(__VA_ARGS__, NULL)
#define ORIEL__TAB_PANEL(title, ...) \
	oriel_tab_panel_at(ORIEL_SITE, title, ORIEL__CHILDREN(__VA_ARGS__))
/** Sets the text of a panel's tab. @param title copied; NULL is "" */
ORIEL_API void oriel_tab_panel_set_title(oriel_widget *panel, const char *title);

/** Does the work of oriel_tabs(). @param panels count panels, handed over; NULLs are skipped */
ORIEL_API oriel_widget *oriel_tabs_at(
	const char *site, oriel_widget *const *panels, size_t count);
/**
 * Makes tabs; the first panel is selected.
 * @param ... panels by oriel_tab_panel(), handed over, at most 63; NULLs are skipped
 * @return owned by the caller until it is inserted
 */
#define oriel_tabs(...) oriel_tabs_at(ORIEL_SITE, ORIEL__CHILDREN(__VA_ARGS__))
/** Appends a panel, or moves it to the end. @param panel handed over. @return panel */
ORIEL_API oriel_widget *oriel_tabs_append(oriel_widget *tabs, oriel_widget *panel);
/** Selects a panel, without an event. Asserts if it is no panel of these tabs. */
ORIEL_API void oriel_tabs_select(oriel_widget *tabs, oriel_widget *panel);
/** Returns the selected panel; NULL if there is none. */
ORIEL_API oriel_widget *oriel_tabs_selected(const oriel_widget *tabs);

ORIEL_END

ORIEL__CHILDREN_OVERLOAD(oriel_tabs_at)

#ifdef __cplusplus
inline oriel_widget *oriel_tab_panel_at(
	const char *site, const char *title, std::initializer_list<oriel_widget *> children) {
	return oriel_tab_panel_at(site, title, children.begin(), children.size());
}
#endif

#endif
