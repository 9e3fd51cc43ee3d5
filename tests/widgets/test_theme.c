/* SPDX-License-Identifier: MIT */
/*
 * The built-in look: in every appearance and state, with any accent colour, texts have a contrast
 * of 4.5 to 1, and marks, borders and focus one of 3 to 1. A program rebrands all widgets by custom
 * properties.
 */
#include "test.h"
#include "ui.h"

#include <oriel/extend/style.h>
#include <oriel/extend/widget.h>
#include <oriel/widgets.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

static oriel_widget *with(oriel_widget *widget, const char *classes) {
	return oriel_set(widget, .classes = classes);
}

static oriel_widget *make_checked(void) {
	oriel_widget *checked = oriel_checkbox("checked");
	oriel_checkbox_set_checked(checked, true);
	return checked;
}

static oriel_widget *make_on(void) {
	oriel_widget *on = oriel_switch("on");
	oriel_widget_set_state(on, ORIEL_STATE_CHECKED, true);
	return on;
}

/* Of each region, since the least is the best. */
static oriel_widget *make_meter(double value) {
	oriel_widget *meter = oriel_meter(0, 1);
	oriel_meter_set_limits(meter, 0.3, 0.7, 0);
	oriel_meter_set_value(meter, value);
	return meter;
}

static oriel_widget *make_table(void) {
	oriel_widget *table = oriel_table(
		oriel_table_column("sorted", .can_sort = true), oriel_table_column("plain"));
	oriel_table_append(table, oriel_table_row(oriel_label("cell"), oriel_label("cell")));
	oriel_table_sort(table, 0, true);
	return table;
}

static oriel_widget *make_open_dialog(void) {
	oriel_widget *dialog = oriel_dialog("title", oriel_label("text"),
		oriel_dialog_buttons(oriel_dialog_button("no", "no"), oriel_dialog_button("yes", "yes")));
	oriel_set_attribute(dialog, "open", "");
	return dialog;
}

static oriel_widget *make_select(void) {
	oriel_widget *active = oriel_option("active", NULL);
	oriel_set_attribute(active, "active", "");
	return oriel_select(oriel_option("first", NULL), active,
		oriel_option_group("group", oriel_option("second", NULL)));
}

static oriel_widget *make_choices(void) {
	oriel_widget *first = oriel_radio("first"), *second = oriel_radio("second");
	oriel_widget_set_state(second, ORIEL_STATE_CHECKED, true);
	return oriel_radio_group(first, second);
}

static const char *theme_item_text(void *item, unsigned column, void *data) {
	return item;
}

/* A list with a selected row and others, of labels. */
static oriel_widget *make_list_view(void) {
	oriel_model *rows = oriel_array_model_new(.text = theme_item_text);
	oriel_array_model_append(rows, oriel_borrowed("selected"));
	oriel_array_model_append(rows, oriel_borrowed("other"));
	oriel_selection_model *selection = oriel_selection_model_new(oriel_model_ref(rows));
	oriel_selection_model_select(selection, 0);
	return oriel_set(oriel_list_view(rows, NULL, NULL, NULL, .selection = selection),
		.style = "height: 120px; flex: none");
}

/* Every class of widgets with all its classes of style, on the page and in a list. */
static oriel_widget *make_all(void) {
	oriel_widget *done = with(oriel_progress(), "done"), *some = oriel_progress(),
				 *field = oriel_text_field(NULL);
	oriel_progress_set_value(done, 1);
	oriel_progress_set_value(some, 0.5);
	oriel_text_field_set_text(field, "text");
	return oriel_column(with(oriel_label("title"), "title"), with(oriel_label("head"), "heading"),
		with(oriel_label("muted"), "muted"), with(oriel_label("small"), "small muted"),
		with(oriel_label("error"), "error"), done, some,
		oriel_form(oriel_text_field("placeholder"), field, oriel_button("plain"),
			with(oriel_button("primary"), "primary"), with(oriel_button("flat"), "flat"),
			with(oriel_button("selected"), "flat selected"),
			with(oriel_button("danger"), "danger"),
			with(oriel_button("flat danger"), "flat danger"),
			with(oriel_button("primary danger"), "primary danger"),
			oriel_set(oriel_button("off"), .disabled = true)),
		oriel_set(oriel_checkbox("off"), .disabled = true),
		oriel_set(oriel_text_field("off"), .disabled = true),
		oriel_text_area("placeholder"), oriel_text_area(NULL, .value = "text"),
		oriel_set(oriel_text_area("off"), .disabled = true),
		oriel_text_field(NULL, .type = "number", .count = true),
		oriel_text_field(NULL, .type = "search", .value = "text"),
		oriel_text_field(NULL, .type = "password", .value = "text"),
		oriel_checkbox("check"), make_checked(), oriel_switch("switch"), make_choices(),
		make_on(), oriel_date_field(NULL), oriel_time_field("14:30"), oriel_slider(0, 1),
		oriel_range_slider(0, 1), make_meter(0.1), make_meter(0.5), make_meter(0.9),
		make_select(), oriel_combo_box("combo"),
		oriel_spinner(), oriel_separator(), oriel_icon("check"), oriel_link("link"),
		oriel_image(NULL, "alt"), oriel_split_pane(oriel_scroll_view(), oriel_stack()),
		oriel_status_bar(oriel_label("ready")), make_table(),
		with(oriel_label("wrong"), "field-error"),
		oriel_field("label", oriel_text_field("placeholder"), .description = "hint"),
		make_open_dialog(), oriel_expander("more", oriel_label("x")),
		oriel_tabs(oriel_tab_panel("tab", oriel_label("x")), oriel_tab_panel("other")),
		oriel_menu_button("menu", oriel_menu(oriel_menu_item("hidden"))),
		oriel_menu_bar(oriel_menu_item("bar"),
			oriel_set(oriel_menu_item("off"), .disabled = true)),
		make_list_view(),
		oriel_list(oriel_row(oriel_checkbox(NULL), make_checked(), oriel_label("row"),
			with(oriel_label("muted"), "muted"), with(oriel_button("flat"), "flat"),
			oriel_text_field("placeholder"))));
}

static struct ui open_all(void) {
	struct ui ui = ui_open(make_all);
	oriel_toast(ui.window, "toast", .action = "action", .timeout_ms = (double)INFINITY);
	return ui;
}

/* ---- Contrast. Source: WCAG 2.1, "contrast ratio" ---- */

static double channel(oriel_color color, int shift) {
	double value = (color >> shift & 0xff) / 255.0;
	return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double luminance(oriel_color color) {
	return 0.2126 * channel(color, 24) + 0.7152 * channel(color, 16) + 0.0722 * channel(color, 8);
}

static double contrast(oriel_color a, oriel_color b) {
	double x = luminance(a), y = luminance(b);
	return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}

static oriel_color over(oriel_color top, oriel_color ground) {
	return oriel_color_mix(ground | 0xff, top | 0xff, (float)(top & 0xff) / 255);
}

/* What is behind the text of a widget. */
static oriel_color ground_of(const oriel_widget *widget) {
	oriel_color own = oriel_used_color(widget, ORIEL_PROPERTY_BACKGROUND_COLOR);
	return oriel_parent(widget) != NULL ? over(own, ground_of(oriel_parent(widget))) : own | 0xff;
}

/* ---- What has to be seen ---- */

static int asserted;

struct look {
	const char *appearance;
	unsigned state;
};

static bool is_type(const oriel_widget *widget, const char *type) {
	return strcmp(oriel_widget_type(widget), type) == 0;
}

static void assert_seen(const oriel_widget *widget, const struct look *look, const char *what,
	oriel_color color, oriel_color ground, double least) {
	double ratio = contrast(over(color, ground), ground);
	if (ratio < least)
		fail_msg("%s, state %x: %s of %s.%s: %08x on %08x is %.2f", look->appearance, look->state,
			what, oriel_widget_type(widget), oriel_attribute(widget, "class"), color, ground,
			ratio);
	asserted++;
}

static oriel_color color_of(const oriel_widget *widget, enum oriel_property property) {
	return oriel_used_color(widget, property);
}

static oriel_color ground_around(const oriel_widget *widget) {
	return ground_of(oriel_parent(widget) != NULL ? oriel_parent(widget) : widget);
}

/* Text: 4.5 to 1. Success criterion 1.4.3. */
static void assert_texts(const oriel_widget *widget, const struct look *look) {
	static const char *const wordless[] = { "progress", "meter", "spinner", "separator", "slider",
		"image", "splitter", "table-resizer" };
	oriel_color color = color_of(widget, ORIEL_PROPERTY_COLOR), ground = ground_of(widget);
	for (size_t i = 0; i < sizeof(wordless) / sizeof(wordless[0]); i++) {
		if (is_type(widget, wordless[i]))
			return;
	}
	assert_seen(widget, look, "text", color, ground, 4.5);
	if (!is_type(widget, "text-field"))
		return;
	const oriel_widget *placeholder = oriel_widget_first_shadow_child(widget);
	if (placeholder != NULL)
		assert_seen(widget, look, "placeholder", color_of(placeholder, ORIEL_PROPERTY_COLOR),
			ground, 4.5);
	assert_seen(widget, look, "selected text", color,
		over(color_of(widget, ORIEL_PROPERTY_SELECTION_COLOR), ground), 4.5);
}

static const oriel_widget *part_of(const oriel_widget *host, const char *part) {
	const oriel_widget *child = oriel_widget_first_shadow_child(host);
	while (child != NULL && strncmp(oriel_attribute(child, "part"), part, strlen(part)) != 0)
		child = oriel_next_sibling(child);
	assert_non_null(child);
	return child;
}

static oriel_color part_color(
	const oriel_widget *host, const char *part, enum oriel_property property) {
	return color_of(part_of(host, part), property);
}

static void assert_toggle(const oriel_widget *widget, const struct look *look) {
	oriel_color around = ground_around(widget),
				fill = color_of(widget, ORIEL_PROPERTY_SELECTION_COLOR);
	assert_seen(widget, look, "border", color_of(widget, ORIEL_PROPERTY_BORDER_TOP_COLOR), around,
		3);
	if (!oriel_widget_has_state(widget, ORIEL_STATE_CHECKED))
		return;
	assert_seen(widget, look, "fill", fill, around, 3);
	assert_seen(widget, look, "mark", color_of(widget, ORIEL_PROPERTY_CARET_COLOR), fill, 3);
}

static void assert_switch(const oriel_widget *widget, const struct look *look) {
	oriel_color track = part_color(widget, "track", ORIEL_PROPERTY_BACKGROUND_COLOR),
				around = ground_around(widget);
	assert_seen(widget, look, "border",
		part_color(widget, "track", ORIEL_PROPERTY_BORDER_TOP_COLOR), around, 3);
	assert_seen(widget, look, "thumb",
		part_color(widget, "thumb", ORIEL_PROPERTY_BACKGROUND_COLOR), track, 3);
	if (oriel_widget_has_state(widget, ORIEL_STATE_CHECKED))
		assert_seen(widget, look, "track", track, around, 3);
}

static void assert_slider(const oriel_widget *widget, const struct look *look) {
	oriel_color around = ground_around(widget);
	assert_seen(widget, look, "track",
		part_color(widget, "track", ORIEL_PROPERTY_BACKGROUND_COLOR), around, 3);
	assert_seen(widget, look, "fill",
		part_color(widget, "fill", ORIEL_PROPERTY_BACKGROUND_COLOR), around, 3);
	assert_seen(widget, look, "thumb",
		part_color(widget, "thumb", ORIEL_PROPERTY_BORDER_TOP_COLOR), around, 3);
}

/* Marks, borders of what can be filled in, and focus: 3 to 1. Success criterion 1.4.11. */
static void assert_marks(const oriel_widget *widget, const struct look *look) {
	oriel_color ground = ground_of(widget);
	if (is_type(widget, "progress") || is_type(widget, "meter") || is_type(widget, "spinner"))
		assert_seen(widget, look, "bar", color_of(widget, ORIEL_PROPERTY_COLOR), ground, 3);
	if (is_type(widget, "text-field")) {
		assert_seen(widget, look, "border", color_of(widget, ORIEL_PROPERTY_BORDER_TOP_COLOR),
			ground_around(widget), 3);
		assert_seen(
			widget, look, "caret", color_of(widget, ORIEL_PROPERTY_CARET_COLOR), ground, 3);
	}
	if (is_type(widget, "select")) {
		assert_seen(widget, look, "border", color_of(widget, ORIEL_PROPERTY_BORDER_TOP_COLOR),
			ground_around(widget), 3);
		assert_seen(
			widget, look, "arrow", color_of(widget, ORIEL_PROPERTY_CARET_COLOR), ground, 3);
	}
	if (is_type(widget, "checkbox") || is_type(widget, "radio"))
		assert_toggle(widget, look);
	if (is_type(widget, "switch"))
		assert_switch(widget, look);
	if (is_type(widget, "slider"))
		assert_slider(widget, look);
}

/* The ring lies around the widget, of two thumbs around the active one; of a text field, the border
 * is the sign of focus. */
static void assert_focus(const oriel_widget *widget, const struct look *look) {
	bool has_ring = is_type(widget, "button") || is_type(widget, "checkbox") ||
		is_type(widget, "radio") || is_type(widget, "switch") ||
		(is_type(widget, "slider") && !oriel_has_attribute(widget, "thumbs")) ||
		is_type(widget, "select");
		is_type(widget, "link");
	if (!has_ring || !(look->state & ORIEL_STATE_FOCUS_VISIBLE))
		return;
	assert_true(oriel_used_length(widget, ORIEL_PROPERTY_OUTLINE_WIDTH) >= 2);
	assert_seen(widget, look, "ring", color_of(widget, ORIEL_PROPERTY_OUTLINE_COLOR),
		ground_around(widget), 3);
}

static void assert_all_seen(oriel_widget *root, const char *appearance) {
	static const unsigned states[] = { 0, ORIEL_STATE_HOVER, ORIEL_STATE_HOVER | ORIEL_STATE_ACTIVE,
		ORIEL_STATE_FOCUS | ORIEL_STATE_FOCUS_VISIBLE, ORIEL_STATE_FOCUS_WITHIN,
		ORIEL_STATE_HOVER | ORIEL_STATE_FOCUS | ORIEL_STATE_FOCUS_VISIBLE,
		ORIEL_STATE_INVALID | ORIEL_STATE_USER_INVALID,
		ORIEL_STATE_READ_ONLY };
	oriel_widget *all[128];
	size_t count = oriel_query_all(root, "*", all, 128);
	for (size_t s = 0; s < sizeof(states) / sizeof(states[0]); s++) {
		const struct look look = { appearance, states[s] };
		for (size_t i = 0; i < count; i++)
			oriel_widget_set_state(all[i], states[s], true);
		for (size_t i = 0; i < count; i++) {
			if (oriel_widget_has_state(all[i], ORIEL_STATE_DISABLED))
				continue; /* exempt, as in both criteria */
			assert_texts(all[i], &look);
			assert_marks(all[i], &look);
			assert_focus(all[i], &look);
		}
		for (size_t i = 0; i < count; i++)
			oriel_widget_set_state(all[i], states[s], false);
	}
}

/* Accent colours of GNOME and of macOS, and corners of sRGB. 0 is the built-in one. */
static const oriel_color accents[] = { 0, ORIEL_RGB(0x3584e4), ORIEL_RGB(0x2190a4),
	ORIEL_RGB(0xc88800), ORIEL_RGB(0xed5b00), ORIEL_RGB(0xe62d42), ORIEL_RGB(0x9141ac),
	ORIEL_RGB(0x6f8396), ORIEL_RGB(0xffcc00), ORIEL_RGB(0x34c759), ORIEL_RGB(0x000000),
	ORIEL_RGB(0xffffff), ORIEL_RGB(0x00ff00), ORIEL_RGB(0x0000ff), ORIEL_RGB(0xff00ff) };
enum { ACCENTS = sizeof(accents) / sizeof(accents[0]), APPEARANCES = 4 };

static void set_appearance(oriel_app *app, int number) {
	oriel_app_set_appearance(app,
		.color_scheme = number % 2 == 0 ? ORIEL_COLOR_SCHEME_LIGHT : ORIEL_COLOR_SCHEME_DARK,
		.contrast = number < 2 ? ORIEL_CONTRAST_NORMAL : ORIEL_CONTRAST_MORE);
}

static const char *const appearance_names[APPEARANCES] = { "light", "dark", "light, more contrast",
	"dark, more contrast" };

static void everything_is_seen_in_every_appearance_and_state(void **state) {
	struct ui ui = open_all();
	(void)state;
	for (int i = 0; i < ACCENTS; i++) {
		oriel_app_set_appearance(ui.app,
			.accent_color = accents[i] != 0 ? accents[i] : ORIEL_ACCENT_COLOR_SYSTEM);
		for (int k = 0; k < APPEARANCES; k++) {
			char name[64];
			snprintf(name, sizeof(name), "%s, accent %06x", appearance_names[k], accents[i] >> 8);
			set_appearance(ui.app, k);
			assert_all_seen(oriel_window_root(ui.window), name);
		}
	}
	assert_true(asserted > 30000);
	ui_close(&ui);
}

static void a_brand_of_any_colour_is_seen(void **state) {
	struct ui ui = open_all();
	(void)state;
	for (int i = 1; i < ACCENTS; i++) {
		char text[64], name[64];
		snprintf(text, sizeof(text), ":root { --accent: #%06x }", accents[i] >> 8);
		oriel_sheet_id id = oriel_app_add_sheet(ui.app, oriel_sheet_parse(text));
		for (int k = 0; k < APPEARANCES; k++) {
			snprintf(name, sizeof(name), "%s, brand %06x", appearance_names[k], accents[i] >> 8);
			set_appearance(ui.app, k);
			assert_all_seen(oriel_window_root(ui.window), name);
		}
		oriel_sheet_remove(id);
	}
	ui_close(&ui);
}

static void custom_properties_restyle_all_widgets(void **state) {
	struct ui ui = open_all();
	oriel_widget *button = oriel_query(oriel_window_root(ui.window), "button.primary");
	(void)state;
	oriel_sheet_id id = oriel_app_add_sheet(
		ui.app, oriel_sheet_parse(":root { --accent: rebeccapurple; --radius: 3px }"));
	assert_string_equal(oriel_computed_style(button, "background-color"), "rgb(102, 51, 153)");
	assert_string_equal(oriel_computed_style(button, "border-top-left-radius"), "3px");
	oriel_sheet_remove(id);
	assert_string_equal(oriel_computed_style(button, "background-color"), "rgb(47, 98, 217)");
	ui_close(&ui);
}

/* ---- Rebranding ---- */

static const struct brand {
	const char *property, *value;
	const char *selector; /* of a widget that shows it */
	unsigned states;      /* that show it */
	const char *shown;    /* property of style */
} brands[] = {
	{ "--text", "#010203", "list label", 0, "color" },
	{ "--text-muted", "#010203", ".muted", 0, "color" },
	{ "--text-faint", "#010203", "button:disabled", 0, "color" },
	{ "--page", "#010203", "root", 0, "background-color" },
	{ "--surface", "#010203", "list", 0, "background-color" },
	{ "--wash", "#010203", "button", ORIEL_STATE_HOVER, "background-color" },
	{ "--wash-strong", "#010203", "button.selected", 0, "background-color" },
	{ "--wash-pressed", "#010203", "button.flat", ORIEL_STATE_ACTIVE, "background-color" },
	{ "--line", "#010203", "list", 0, "border-top-color" },
	{ "--line-strong", "#010203", "text-field", 0, "border-top-color" },
	{ "--line-hover", "#010203", "text-field", ORIEL_STATE_HOVER, "border-top-color" },
	{ "--accent", "#010203", "button.primary", 0, "background-color" },
	{ "--on-accent", "#010203", "button.primary", 0, "color" },
	{ "--accent-shade", "#ff0000", "button.primary", ORIEL_STATE_HOVER, "background-color" },
	{ "--accent-hover", "#010203", "button.primary", ORIEL_STATE_HOVER, "background-color" },
	{ "--accent-pressed", "#010203", "button.primary", ORIEL_STATE_ACTIVE, "background-color" },
	{ "--accent-mark", "#010203", "progress:not(.done)", 0, "color" },
	{ "--on-mark", "#010203", "list checkbox", 0, "caret-color" },
	{ "--accent-ring", "#010203", "button", ORIEL_STATE_FOCUS_VISIBLE, "outline-color" },
	{ "--accent-wash", "#010203", "root", 0, "-oriel-selection-color" },
	{ "--danger", "#010203", "button.danger", 0, "color" },
	{ "--danger-wash", "#010203", ".error", 0, "background-color" },
	{ "--success", "#010203", ".done", 0, "color" },
	{ "--warning", "#010203", "meter[region=suboptimum]", 0, "color" },
	{ "--mark-shade", "#ff0000", "radio:checked", ORIEL_STATE_ACTIVE, "border-top-color" },
	{ "--mark-pressed", "#010203", "radio:checked", ORIEL_STATE_ACTIVE, "border-top-color" },
	{ "--control-height", "77px", "button", 0, "min-height" },
	{ "--control-height-small", "77px", "checkbox", 0, "min-height" },
	{ "--row-height", "77px", "list > row", 0, "min-height" },
	{ "--gap", "77px", "form", 0, "column-gap" },
	{ "--padding", "77px", "button", 0, "padding-left" },
	{ "--padding-small", "77px", "text-field", 0, "padding-left" },
	{ "--radius-small", "77px", "checkbox", 0, "border-top-left-radius" },
	{ "--radius-flat", "77px", ".flat", 0, "border-top-left-radius" },
	{ "--radius", "77px", "button", 0, "border-top-left-radius" },
	{ "--radius-large", "77px", "list", 0, "border-top-left-radius" },
	{ "--font-size", "77px", "list label", 0, "font-size" },
	{ "--font-size-small", "77px", ".small", 0, "font-size" },
	{ "--font-size-heading", "77px", ".heading", 0, "font-size" },
	{ "--font-size-title", "77px", ".title", 0, "font-size" },
	{ "--ring-width", "7px", "button", ORIEL_STATE_FOCUS_VISIBLE, "outline-width" },
};
enum { BRANDS = sizeof(brands) / sizeof(brands[0]) };

static void assert_brand_shows(struct ui *ui, const struct brand *brand) {
	char before[64], after[64], text[128];
	oriel_widget *root = oriel_window_root(ui->window),
				 *widget = strcmp(brand->selector, "root") == 0 ?
		root :
		oriel_query(root, brand->selector);
	assert_non_null(widget);
	oriel_widget_set_state(widget, brand->states, true);
	snprintf(before, sizeof(before), "%s", oriel_computed_style(widget, brand->shown));
	snprintf(text, sizeof(text), ":root { %s: %s }", brand->property, brand->value);
	oriel_sheet_id id = oriel_app_add_sheet(ui->app, oriel_sheet_parse(text));
	snprintf(after, sizeof(after), "%s", oriel_computed_style(widget, brand->shown));
	oriel_sheet_remove(id);
	if (strcmp(before, after) == 0)
		fail_msg("%s does not change %s of %s, which is %s", brand->property, brand->shown,
			brand->selector, before);
	assert_string_equal(oriel_computed_style(widget, brand->shown), before);
	oriel_widget_set_state(widget, brand->states, false);
}

static void every_custom_property_shows_in_a_widget(void **state) {
	struct ui ui = open_all();
	(void)state;
	for (int i = 0; i < BRANDS; i++)
		assert_brand_shows(&ui, &brands[i]);
	ui_close(&ui);
}

static bool is_branded(const char *name) {
	for (int i = 0; i < BRANDS; i++) {
		if (strcmp(brands[i].property, name) == 0)
			return true;
	}
	return false;
}

static void no_custom_property_is_without_a_test(void **state) {
	char line[256], name[64];
	FILE *file = fopen(ORIEL_TESTS_DIR "/../widgets/themes/base.css", "r");
	int found = 0;
	(void)state;
	assert_non_null(file);
	while (fgets(line, sizeof(line), file) != NULL) {
		if (sscanf(line, " %63[a-z-]:", name) != 1 || strncmp(name, "--", 2) != 0)
			continue;
		if (!is_branded(name))
			fail_msg("%s of base.css is missing in the table of this test", name);
		found++;
	}
	fclose(file);
	assert_true(found >= BRANDS);
}

static void a_sheet_of_a_window_styles_that_window_alone(void **state) {
	struct ui ui = open_all();
	oriel_window *other = oriel_window_open(ui.app, .content = oriel_button("x"));
	(void)state;
	oriel_window_add_sheet(ui.window, oriel_sheet_parse("button { width: 77px }"));
	assert_string_equal(oriel_computed_style(
							oriel_query(oriel_window_root(ui.window), "button"), "width"),
		"77px");
	assert_string_equal(
		oriel_computed_style(oriel_query(oriel_window_root(other), "button"), "width"), "auto");
	oriel_window_destroy(ui.window);
	ui.window = other;
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(everything_is_seen_in_every_appearance_and_state),
		cmocka_unit_test(a_brand_of_any_colour_is_seen),
		cmocka_unit_test(custom_properties_restyle_all_widgets),
		cmocka_unit_test(every_custom_property_shows_in_a_widget),
		cmocka_unit_test(no_custom_property_is_without_a_test),
		cmocka_unit_test(a_sheet_of_a_window_styles_that_window_alone));
}
