/* SPDX-License-Identifier: MIT */
/*
 * Sections of the widgets that do something at a click: buttons, links, menus and tool bars.
 */
#include <oriel/oriel.h>
#include <oriel/widgets.h>

#include "section.h"

static oriel_widget *make_button(void) {
	return oriel_row(oriel_set(oriel_button("Primary"), .classes = "primary"),
		oriel_button("Button"), oriel_set(oriel_button("Danger"), .classes = "danger"),
		oriel_set(oriel_button("Flat"), .classes = "flat"),
		oriel_set(oriel_button("Disabled"), .disabled = true));
}

static oriel_widget *make_link(void) {
	return oriel_column(oriel_link("The manual"),
		oriel_set(oriel_link("A link that is disabled"), .disabled = true));
}

static oriel_widget *make_menu(void) {
	oriel_widget *medium = oriel_menu_radio_item("Medium"), *wrap = oriel_menu_check_item("Wrap");
	oriel_menu_item_set_checked(medium, true);
	oriel_menu_item_set_checked(wrap, true);
	oriel_widget *recent = oriel_menu(oriel_menu_item("notes.md"), oriel_menu_item("todo.md"));
	oriel_widget *button = oriel_menu_button("Actions",
		oriel_menu(oriel_menu_item("New", .shortcut = "Ctrl+N", .icon = "file"),
			oriel_menu_item("Open recent", .menu = recent, .icon = "open"),
			oriel_set(oriel_menu_item("Revert"), .disabled = true), oriel_separator(), wrap,
			oriel_menu_group("Text size", oriel_menu_radio_item("Small"), medium)));
	return oriel_row(button,
		oriel_set(oriel_menu_button("Disabled", oriel_menu(oriel_menu_item("None"))),
			.disabled = true));
}

/* Shows the menu, and the sub-menu of its second item. */
static void show_menu(oriel_widget *row) {
	oriel_widget *button = oriel_first_child(row);
	oriel_click(button);
	oriel_click(oriel_child_at(oriel_menu_button_menu(button), 1));
}

static oriel_widget *make_menu_bar(void) {
	return oriel_menu_bar(
		oriel_menu_item("File", .menu = oriel_menu(oriel_menu_item("New", .shortcut = "Ctrl+N"),
			oriel_menu_item("Open …", .shortcut = "Ctrl+O"), oriel_separator(),
			oriel_menu_item("Quit", .shortcut = "Ctrl+Q"))),
		oriel_menu_item("Edit", .menu = oriel_menu(oriel_menu_item("Undo", .shortcut = "Ctrl+Z"))),
		oriel_set(oriel_menu_item("Table", .menu = oriel_menu(oriel_menu_item("Insert row"))),
			.disabled = true),
		oriel_menu_item("Help", .menu = oriel_menu(oriel_menu_item("Manual"))));
}

static void show_menu_bar(oriel_widget *bar) {
	oriel_click(oriel_first_child(bar));
}

static oriel_widget *make_context_menu(void) {
	oriel_widget *note = oriel_set(oriel_label("Press the secondary button here."),
		.classes = "opens", .style = "padding: 12px; border: 1px solid var(--line-strong)");
	return oriel_column(oriel_context_menu(note,
		oriel_menu(oriel_menu_item("Copy"), oriel_menu_item("Rename …"), oriel_separator(),
			oriel_menu_item("Delete"))));
}

static void show_context_menu(oriel_widget *column) {
	struct oriel_rect bounds = oriel_widget_window_bounds(oriel_first_child(column));
	struct oriel_raw_input press = { .type = ORIEL_RAW_POINTER_DOWN, .pointer_id = 1,
		.x = bounds.x + 160, .y = bounds.y + bounds.height / 2, .button = ORIEL_BUTTON_SECONDARY };
	oriel_input_push(oriel_widget_window(column), &press);
	press.type = ORIEL_RAW_POINTER_UP;
	oriel_input_push(oriel_widget_window(column), &press);
}

static oriel_widget *make_tool_bar(void) {
	oriel_widget *save = oriel_button("Save"), *open = oriel_button("Open");
	oriel_button_set_icon(save, "save");
	oriel_button_set_icon(open, "open");
	oriel_widget *upright = oriel_tool_bar(oriel_icon_button("edit", "Edit"),
		oriel_icon_button("heart", "Like"), oriel_separator(), oriel_icon_button("star", "Star"));
	oriel_tool_bar_set_vertical(upright, true);
	return oriel_column(oriel_tool_bar(open, save, oriel_separator(),
		oriel_icon_button("undo", "Undo"), oriel_icon_button("redo", "Redo"), oriel_separator(),
		oriel_icon_button("cut", "Cut"), oriel_icon_button("copy", "Copy"),
		oriel_icon_button("paste", "Paste"), oriel_separator(), oriel_button("Check spelling"),
		oriel_button("Export")), upright);
}

static const struct section sections[] = {
	{ "button", "Button", 68, make_button },
	{ "link", "Link", 84, make_link },
	{ "menu", "Menu button and menu", 316, make_menu, show_menu, "check radio shortcut" },
	{ "menu-bar", "Menu bar", 192, make_menu_bar, show_menu_bar },
	{ "context-menu", "Context menu", 168, make_context_menu, show_context_menu },
	{ "tool-bar", "Tool bar", 208, make_tool_bar, NULL, "icon button overflow" },
};

const struct section_group section_group_actions = {
	.title = "Actions",
	.source = gallery_source_actions,
	.sections = sections,
	.count = sizeof(sections) / sizeof(sections[0]),
};
