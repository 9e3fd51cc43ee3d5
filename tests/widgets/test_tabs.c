/* SPDX-License-Identifier: MIT */
/* Tabs: selecting by pointer, keys and program, panels that go, and descriptions. */
#include <stdlib.h>
#include <string.h>

#include <oriel/extend/input_event.h>
#include <oriel/extend/widget.h>
#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

static struct order order;

static void note(oriel_event *event, void *data) {
	(void)data;
	const oriel_widget *tabs = oriel_event_widget(event);
	struct oriel_description description;
	oriel_widget_describe(oriel_tabs_selected(tabs), &description);
	order_add(&order, "%s %s", oriel_event_type(event), description.name);
}

static oriel_widget *make_tabs(void) {
	oriel_widget *tabs = oriel_tabs(oriel_tab_panel("a", oriel_button("in a")),
		oriel_tab_panel("b", oriel_button("in b")), oriel_tab_panel("c", oriel_button("in c")));
	oriel_listen(tabs, "change", note, NULL);
	return oriel_column(oriel_button("before"), tabs);
}

static oriel_widget *find(struct ui *ui, const char *selector) {
	return oriel_query(oriel_window_root(ui->window), selector);
}

/* The names of all tabs, with "*" after the selected one, and of the panels that are shown. */
static void assert_tabs(struct ui *ui, const char *expected) {
	struct oriel_description description;
	char text[64] = "";
	ui_settle(ui);
	for (const oriel_widget *tab = oriel_first_child(find(ui, "tab-list")); tab;
		tab = oriel_next_sibling(tab)) {
		oriel_widget_describe(tab, &description);
		strcat(strcat(text, description.name),
			description.selected == ORIEL_TRISTATE_TRUE ? "* " : " ");
	}
	oriel_widget *panels[8];
	size_t count = oriel_query_all(oriel_window_root(ui->window), "tab-panel", panels, 8);
	for (size_t i = 0; i < count; i++) {
		oriel_widget_describe(panels[i], &description);
		if (oriel_widget_bounds(panels[i]).height > 0)
			strcat(strcat(text, "shows "), description.name);
	}
	assert_string_equal(text, expected);
}

static void click_on_a_tab_shows_its_panel(void **state) {
	(void)state;
	struct ui ui = ui_open(make_tabs);
	assert_tabs(&ui, "a* b c shows a");
	ui_click(&ui, find(&ui, "tab:last-child"), 1);
	ui_click(&ui, find(&ui, "tab:last-child"), 1);
	assert_tabs(&ui, "a b c* shows c");
	assert_order(&order, "change c");
	ui_close(&ui);
}

static void keys_focus_and_select_the_next_enabled_tab_around_the_ends(void **state) {
	(void)state;
	struct ui ui = ui_open(make_tabs);
	oriel_set_disabled(find(&ui, "tab + tab"), true);
	ui_key(&ui, "Tab");
	ui_key(&ui, "Tab");
	ui_key(&ui, "ArrowRight");
	assert_tabs(&ui, "a b c* shows c");
	assert_ptr_equal(oriel_window_focused(ui.window), find(&ui, "tab:last-child"));
	ui_key(&ui, "ArrowRight");
	ui_key(&ui, "ArrowLeft");
	ui_key(&ui, "Home");
	ui_key(&ui, "End");
	assert_order(&order, "change c, change a, change c, change a, change c");
	ui_key(&ui, "Tab");
	assert_string_equal(oriel_button_text(oriel_window_focused(ui.window)), "in c");
	ui_key(&ui, "shift+Tab");
	ui_key(&ui, "shift+Tab");
	assert_string_equal(oriel_button_text(oriel_window_focused(ui.window)), "before");
	ui_close(&ui);
}

static void program_selects_and_renames_without_an_event(void **state) {
	(void)state;
	struct ui ui = ui_open(make_tabs);
	oriel_widget *tabs = find(&ui, "tabs"), *second = oriel_child_at(tabs, 2);
	oriel_tabs_select(tabs, second);
	oriel_tab_panel_set_title(second, "B");
	assert_tabs(&ui, "a B* c shows B");
	assert_ptr_equal(oriel_tabs_selected(tabs), second);
	assert_order(&order, "");
	assert_breaks("not one of these tabs", oriel_tabs_select(tabs, oriel_first_child(tabs)));
	ui_close(&ui);
}

static void panel_that_goes_takes_its_tab_with_it(void **state) {
	(void)state;
	struct ui ui = ui_open(make_tabs);
	oriel_widget *tabs = find(&ui, "tabs");
	oriel_destroy(oriel_child_at(tabs, 1));
	assert_tabs(&ui, "b* c shows b");
	oriel_widget *b = oriel_tabs_selected(tabs);
	oriel_remove(b);
	assert_tabs(&ui, "c* shows c");
	oriel_tabs_append(tabs, b);
	assert_tabs(&ui, "c* b shows c");
	oriel_destroy(oriel_tabs_selected(tabs));
	oriel_destroy(b);
	assert_tabs(&ui, "");
	assert_null(oriel_tabs_selected(tabs));
	oriel_tabs_append(tabs, oriel_tab_panel("d", oriel_label("in d")));
	assert_tabs(&ui, "d* shows d");
	oriel_destroy(oriel_tabs_selected(tabs));
	oriel_destroy(tabs);
	ui_settle(&ui);
	ui_close(&ui);
}

static void panel_that_moves_to_other_tabs_has_one_tab(void **state) {
	(void)state;
	struct ui ui = ui_open(make_tabs);
	oriel_widget *tabs = find(&ui, "tabs"), *other = oriel_tabs(NULL);
	oriel_append(oriel_parent(tabs), other);
	oriel_tabs_append(other, oriel_tabs_selected(tabs));
	ui_settle(&ui);
	assert_int_equal(oriel_child_count(oriel_first_child(tabs)), 2);
	assert_int_equal(oriel_child_count(oriel_first_child(other)), 1);
	assert_non_null(oriel_tabs_selected(tabs));
	assert_non_null(oriel_tabs_selected(other));
	ui_close(&ui);
}

static void description_names_tab_and_panel(void **state) {
	(void)state;
	struct ui ui = ui_open(make_tabs);
	struct oriel_description description;
	oriel_widget_describe(find(&ui, "tab"), &description);
	assert_ptr_equal(description.controls, find(&ui, "tab-panel"));
	oriel_widget_describe(find(&ui, "tab-panel"), &description);
	assert_ptr_equal(description.labelled_by, find(&ui, "tab"));
	char *text = oriel_widget_describe_tree(find(&ui, "tab-list"));
	assert_string_equal(text,
		"tablist [scrollable]\n"
		"  tab \"a\" [selected activatable focusable item 1 of 3]\n"
		"  tab \"b\" [activatable focusable item 2 of 3]\n"
		"  tab \"c\" [activatable focusable item 3 of 3]\n");
	free(text);
	ui_close(&ui);
}

static void panel_that_is_appended_again_moves_to_the_end(void **state) {
	(void)state;
	struct ui ui = ui_open(make_tabs);
	oriel_widget *tabs = find(&ui, "tabs"), *panel = oriel_tabs_selected(tabs);
	oriel_tabs_append(tabs, panel);
	assert_tabs(&ui, "b c a* shows a");
	oriel_remove(panel);
	assert_tabs(&ui, "b c* shows c");
	oriel_tabs_append(tabs, panel);
	assert_tabs(&ui, "b c* a shows c");
	ui_close(&ui);
}

static void panel_that_was_taken_away_is_not_selected(void **state) {
	(void)state;
	struct ui ui = ui_open(make_tabs);
	oriel_widget *tabs = find(&ui, "tabs"), *panel = oriel_tabs_selected(tabs);
	oriel_append(find(&ui, "column"), panel);
	assert_tabs(&ui, "b* c shows b");
	oriel_tabs_append(tabs, panel);
	assert_tabs(&ui, "b* c a shows b");
	ui_close(&ui);
}

static void panel_that_goes_before_the_tabs_are_in_a_window_loses_its_tab(void **state) {
	(void)state;
	struct ui ui = ui_open(make_tabs);
	oriel_widget *tabs = find(&ui, "tabs");
	oriel_remove(tabs);
	ui_settle(&ui);
	oriel_destroy(oriel_tabs_selected(tabs));
	oriel_append(find(&ui, "column"), tabs);
	assert_tabs(&ui, "b* c shows b");
	ui_close(&ui);
}

static void other_widgets_may_stand_in_the_list_of_tabs(void **state) {
	(void)state;
	struct ui ui = ui_open(make_tabs);
	oriel_append(find(&ui, "tab-list"), oriel_separator());
	oriel_tabs_select(find(&ui, "tabs"), oriel_last_child(find(&ui, "tabs")));
	oriel_destroy(oriel_tabs_selected(find(&ui, "tabs")));
	ui_settle(&ui);
	assert_string_equal(oriel_widget_type(oriel_last_child(find(&ui, "tab-list"))), "separator");
	assert_ptr_equal(oriel_tabs_selected(find(&ui, "tabs")), oriel_last_child(find(&ui, "tabs")));
	ui_close(&ui);
}

/* The list of tabs is a child like others, which a program can empty. */
static void a_panel_without_a_tab_is_still_selected_and_left(void **state) {
	(void)state;
	struct ui ui = ui_open(make_tabs);
	oriel_widget *tabs = find(&ui, "tabs");
	oriel_widget *selected = oriel_tabs_selected(tabs);
	oriel_destroy(find(&ui, "tab"));
	oriel_tabs_select(tabs, selected);
	assert_tabs(&ui, "b c shows a");
	oriel_tabs_select(tabs, oriel_last_child(tabs));
	assert_tabs(&ui, "b c* shows c");
	oriel_destroy(find(&ui, "tab-list"));
	oriel_tabs_select(tabs, selected);
	ui_settle(&ui);
	assert_ptr_equal(oriel_tabs_selected(tabs), selected);
	assert_true(oriel_widget_bounds(selected).height > 0);
	assert_true(oriel_widget_bounds(oriel_last_child(tabs)).height == 0);
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(panel_that_is_appended_again_moves_to_the_end),
		cmocka_unit_test(panel_that_was_taken_away_is_not_selected),
		cmocka_unit_test(panel_that_goes_before_the_tabs_are_in_a_window_loses_its_tab),
		cmocka_unit_test(a_panel_without_a_tab_is_still_selected_and_left),
		cmocka_unit_test(other_widgets_may_stand_in_the_list_of_tabs),
		cmocka_unit_test(click_on_a_tab_shows_its_panel),
		cmocka_unit_test(keys_focus_and_select_the_next_enabled_tab_around_the_ends),
		cmocka_unit_test(program_selects_and_renames_without_an_event),
		cmocka_unit_test(panel_that_goes_takes_its_tab_with_it),
		cmocka_unit_test(panel_that_moves_to_other_tabs_has_one_tab),
		cmocka_unit_test(description_names_tab_and_panel));
}
