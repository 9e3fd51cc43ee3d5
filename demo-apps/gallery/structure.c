/* SPDX-License-Identifier: MIT */
/*
 * Sections of the widgets that place other widgets.
 */
#include <stdio.h>

#include <oriel/oriel.h>
#include <oriel/widgets.h>

#include "section.h"

static oriel_widget *make_row(void) {
	return oriel_row(oriel_label("One"), oriel_label("Two"), oriel_button("Three"));
}

static oriel_widget *make_column(void) {
	return oriel_column(oriel_label("One"), oriel_label("Two"), oriel_button("Three"));
}

static oriel_widget *make_scroll_view(void) {
	oriel_widget *view = oriel_set(oriel_scroll_view(), .style = "height: 88px; flex: none");
	char text[32];
	for (int i = 1; i <= 12; i++) {
		snprintf(text, sizeof(text), "Line %d", i);
		oriel_append(view, oriel_label(text));
	}
	return view;
}

static oriel_widget *make_split_pane(void) {
	oriel_widget *folders = oriel_scroll_view(oriel_label("Documents"), oriel_label("Music"),
		oriel_label("Pictures"));
	oriel_widget *files = oriel_scroll_view(oriel_label("heron.jpg"), oriel_label("hills.png"));
	oriel_set(files, .style = "padding-left: 12px");
	return oriel_set(oriel_split_pane(folders, files, .position = 140, .can_collapse = true),
		.style = "height: 96px");
}

static oriel_widget *make_stack(void) {
	oriel_widget *second = oriel_label("The second page");
	oriel_widget *stack = oriel_stack(oriel_label("The first page"), second);
	oriel_stack_show(stack, second);
	return stack;
}

static oriel_widget *make_tabs(void) {
	oriel_widget *tabs = oriel_tabs(oriel_tab_panel("General", oriel_checkbox("Start at login")),
		oriel_tab_panel("Network", oriel_label("None")), oriel_tab_panel("Disabled"));
	oriel_set_disabled(oriel_child_at(oriel_first_child(tabs), 2), true);
	return tabs;
}

static oriel_widget *make_expander(void) {
	oriel_widget *open = oriel_expander("Open", oriel_label("What it shows."));
	oriel_expander_set_open(open, true);
	return oriel_column(oriel_expander("Closed", oriel_label("Hidden")), open);
}

static oriel_widget *make_status_bar(void) {
	return oriel_status_bar(oriel_set(oriel_label("12 files"), .style = "flex-grow: 1"),
		oriel_label("3.4 GB free"), oriel_label("UTF-8"));
}

static const struct section sections[] = {
	{ "row", "Row", 68, make_row, NULL, "box" },
	{ "column", "Column", 118, make_column, NULL, "box" },
	{ "scroll-view", "Scroll view", 120, make_scroll_view },
	{ "split-pane", "Split pane", 128, make_split_pane, NULL, "splitter" },
	{ "stack", "Stack", 50, make_stack, NULL, "pages" },
	{ "tabs", "Tabs", 128, make_tabs },
	{ "expander", "Expander", 132, make_expander, NULL, "disclosure" },
	{ "status-bar", "Status bar", 62, make_status_bar },
};

const struct section_group section_group_structure = {
	.title = "Structure",
	.source = gallery_source_structure,
	.sections = sections,
	.count = sizeof(sections) / sizeof(sections[0]),
};
