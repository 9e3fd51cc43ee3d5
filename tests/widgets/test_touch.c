/* SPDX-License-Identifier: MIT */
/*
 * Each widget under a finger: the events of a tap, and a swipe that begins on the widget, which
 * scrolls the page and changes nothing, or is the widget's own.
 */
#include <oriel/extend/widget.h>
#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

static struct order order;

static void note(oriel_event *event, void *data) {
	(void)data;
	order_add(&order, "%s %s", oriel_event_type(event),
		oriel_widget_type(oriel_event_widget(event)));
}

static void listen(oriel_widget *page) {
	static const char *const types[] = { "click", "input", "change", "toggle", "sort", "submit",
		"select", "close", "focus", "contextmenu" };
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		oriel_listen(page, types[i], note, NULL, .capture = true);
}

static oriel_widget *make_radios(void) {
	return oriel_radio_group(oriel_radio("a"), oriel_radio("b"));
}

static oriel_widget *make_select(void) {
	oriel_widget *select = oriel_select(oriel_option("a", NULL), oriel_option("b", NULL));
	oriel_set_attribute(select, "aria-label", "Letter");
	return select;
}

static oriel_widget *make_combo_box(void) {
	return oriel_combo_box("combo");
}

static oriel_widget *make_tabs(void) {
	return oriel_tabs(oriel_tab_panel("a", oriel_label("1")), oriel_tab_panel("b"));
}

static oriel_widget *make_expander(void) {
	return oriel_expander("more", oriel_label("inside"));
}

static oriel_widget *make_table(void) {
	oriel_widget *table = oriel_table(oriel_table_column("Name", .can_sort = true));
	oriel_set(table, .style = "height: 90px; flex: none");
	oriel_table_append(table, oriel_table_row(oriel_label("b")));
	oriel_table_append(table, oriel_table_row(oriel_label("a")));
	return table;
}

static oriel_widget *make_field(void) {
	return oriel_field("Wrap", oriel_checkbox("lines"));
}

static oriel_widget *make_form(void) {
	return oriel_form(oriel_button("Send"));
}

static oriel_widget *make_tool_bar(void) {
	return oriel_tool_bar(oriel_icon_button("save", "Save"), oriel_button("Open"));
}

static oriel_widget *make_menu(void) {
	return oriel_menu(oriel_menu_item("New"), oriel_menu_check_item("Wrap"));
}

static oriel_widget *make_menu_button(void) {
	return oriel_menu_button("Actions", make_menu());
}

static oriel_widget *make_menu_bar(void) {
	return oriel_menu_bar(oriel_menu_item("File", .menu = make_menu()));
}

static oriel_widget *make_list(void) {
	return oriel_set(
		oriel_list(oriel_row(oriel_button("in a row"))), .style = "height: 60px; flex: none");
}

static oriel_widget *make_button(void) {
	return oriel_button("b");
}

static oriel_widget *make_checkbox(void) {
	return oriel_checkbox("c");
}

static oriel_widget *make_switch(void) {
	return oriel_switch("s");
}

static oriel_widget *make_link(void) {
	return oriel_link("l");
}

static oriel_widget *make_text_field(void) {
	return oriel_text_field("Name", .value = "some text");
}

static oriel_widget *make_number_field(void) {
	return oriel_text_field("Count", .type = "number", .value = "3");
}

static oriel_widget *make_text_area(void) {
	return oriel_text_area("Notes", .value = "some\ntext");
}

static oriel_widget *make_split_pane(void) {
	return oriel_set(oriel_split_pane(oriel_label("a"), oriel_label("b")), .style = "height: 60px");
}

static const struct touched {
	oriel_widget *(*make)(void);
	const char *selector; /* of the part that the finger touches */
	const char *tap;      /* the events */
	const char *swipe;    /* the events of a swipe upwards by 90 px, and the page's offset */
	const char *role;     /* of the touched part, and its name */
} touched[] = {
	{ make_button, "button", "focus button, click button",
		"scrolled", "button \"b\"" },
	{ make_checkbox, "checkbox", "focus checkbox, click checkbox, input checkbox, change checkbox",
		"scrolled", "checkbox \"c\"" },
	{ make_switch, "switch", "focus switch, click switch, input switch, change switch",
		"scrolled", "switch \"s\"" },
	{ make_link, "link", "focus link, click link",
		"scrolled", "link \"l\"" },
	{ make_radios, "radio + radio", "focus radio, click radio, input radio, change radio",
		"scrolled", "radio \"b\"" },
	{ make_select, "select", "focus select, click select-value, toggle list-box",
		"scrolled", "combobox \"Letter\"" },
	{ make_combo_box, "text-field", "focus text-field, click text-field",
		"scrolled", "textbox \"combo\"" },
	{ make_text_field, "text-field", "focus text-field, click text-field",
		"scrolled", "textbox \"Name\"" },
	{ make_number_field, "text-field", "focus text-field, click text-field",
		"scrolled", "spinbutton \"Count\"" },
	{ make_text_area, "text-area", "focus text-area, click text-area",
		"scrolled", "textbox \"Notes\"" },
	{ make_field, ".field-label",
		"click label, focus checkbox, click checkbox, input checkbox, change checkbox",
		"scrolled", "label \"Wrap\"" },
	{ make_form, "button", "focus button, click button, submit form",
		"scrolled", "button \"Send\"" },
	{ make_tabs, "tab + tab", "focus tab, click tab, change tabs",
		"scrolled", "tab \"b\"" },
	{ make_expander, "expander-heading",
		"focus expander-heading, click expander-heading, toggle expander",
		"scrolled", "button \"more\"" },
	{ make_menu_button, "menu-button",
		"focus menu-button, click menu-button, focus menu, toggle menu",
		"scrolled", "button \"Actions\"" },
	{ make_menu_bar, "menu-item", "focus menu-item, click menu-item, focus menu, toggle menu",
		"scrolled", "menuitem \"File\"" },
	{ make_tool_bar, "button", "focus button, click button",
		"scrolled", "button \"Save\"" },
	{ make_split_pane, "splitter", "focus splitter, click splitter",
		"not scrolled", "separator \"\"" },
	{ make_list, "button", "focus button, click button",
		"scrolled", "button \"in a row\"" },
	{ make_table, "table-header", "focus table-header, click table-header, sort table",
		"scrolled", "columnheader \"Name\"" },
};

static const struct touched *on_page; /* what make_page() makes */

/* A page that is higher than its window. */
static oriel_widget *make_page(void) {
	oriel_widget *below = oriel_set(oriel_column(), .style = "height: 600px; flex: none");
	return oriel_scroll_view(on_page->make(), below);
}

static struct ui open_page(const struct touched *row) {
	on_page = row;
	struct ui ui = ui_open(make_page);
	listen(oriel_window_root(ui.window));
	return ui;
}

static oriel_widget *touched_part(struct ui *ui) {
	oriel_widget *part = oriel_query(oriel_window_root(ui->window), on_page->selector);
	if (part == NULL)
		fail_msg("there is no %s", on_page->selector);
	return part;
}

static void a_tap_fires_the_events_of_a_click(void **state) {
	(void)state;
	for (size_t i = 0; i < sizeof(touched) / sizeof(touched[0]); i++) {
		struct ui ui = open_page(&touched[i]);
		ui_swipe(&ui, touched_part(&ui), 0, 0);
		assert_order(&order, touched[i].tap);
		ui_close(&ui);
	}
}

static void a_swipe_scrolls_the_page_or_belongs_to_the_widget(void **state) {
	(void)state;
	for (size_t i = 0; i < sizeof(touched) / sizeof(touched[0]); i++) {
		struct ui ui = open_page(&touched[i]);
		ui_swipe(&ui, touched_part(&ui), 0, -90);
		oriel_loop_advance(ui.loop, 3000); /* the page stops flinging */
		bool is_scrolled = oriel_widget_scroll_position(
								oriel_query(oriel_window_root(ui.window), "scroll-view")).y > 60;
		order_add(&order, is_scrolled ? "scrolled" : "not scrolled");
		assert_order(&order, touched[i].swipe);
		ui_close(&ui);
	}
}

static void each_part_has_a_role_and_a_name(void **state) {
	(void)state;
	for (size_t i = 0; i < sizeof(touched) / sizeof(touched[0]); i++) {
		struct ui ui = open_page(&touched[i]);
		struct oriel_description description;
		oriel_widget_describe(touched_part(&ui), &description);
		order_add(&order, "%s \"%s\"", oriel_role_name(description.role),
			description.name != NULL ? description.name : "");
		assert_order(&order, touched[i].role);
		ui_close(&ui);
	}
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(a_tap_fires_the_events_of_a_click),
		cmocka_unit_test(a_swipe_scrolls_the_page_or_belongs_to_the_widget),
		cmocka_unit_test(each_part_has_a_role_and_a_name));
}
