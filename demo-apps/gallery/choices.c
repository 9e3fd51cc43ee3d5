/* SPDX-License-Identifier: MIT */
/*
 * Sections of the widgets that choose: check boxes, switches, radio buttons, selects, combo boxes,
 * sliders, dates and times.
 */
#include <oriel/oriel.h>
#include <oriel/widgets.h>

#include "section.h"

static oriel_widget *make_checkbox(void) {
	oriel_widget *some = oriel_checkbox("Some");
	oriel_checkbox_set_indeterminate(some, true);
	return oriel_column(
		oriel_set(oriel_row(oriel_checkbox("Not checked"),
			oriel_checkbox("Checked", .checked = true), some), .style = "gap: 20px"),
		oriel_set(oriel_row(oriel_set(oriel_checkbox("Disabled"), .disabled = true),
			oriel_set(oriel_checkbox("Disabled, checked", .checked = true), .disabled = true)),
			.style = "gap: 20px"));
}

static oriel_widget *make_switch(void) {
	oriel_widget *on = oriel_switch("On"), *disabled = oriel_switch("Disabled, on");
	oriel_switch_set_on(on, true);
	oriel_switch_set_on(disabled, true);
	return oriel_set(oriel_row(oriel_switch("Off"), on,
		oriel_set(oriel_switch("Disabled"), .disabled = true),
		oriel_set(disabled, .disabled = true)), .style = "gap: 20px");
}

static oriel_widget *make_radio(void) {
	oriel_widget *medium = oriel_radio("Medium");
	oriel_radio_set_checked(medium, true);
	return oriel_radio_group(oriel_radio("Small"), medium,
		oriel_set(oriel_radio("Large, which is sold out"), .disabled = true));
}

static oriel_widget *make_select(void) {
	oriel_widget *fruit = oriel_select(
		oriel_option_group("Fruit", oriel_option("Apple", NULL), oriel_option("Pear", NULL)),
		oriel_option_group("Vegetables", oriel_option("Carrot", NULL),
			oriel_set(oriel_option("Artichoke, which is sold out", NULL), .disabled = true)));
	oriel_select_set_value(fruit, "Pear");
	return oriel_set(oriel_row(oriel_set(fruit, .classes = "opens"),
		oriel_set(oriel_select(oriel_option("Disabled", NULL)), .disabled = true)),
		.style = "gap: 20px");
}

static void show_completions(oriel_event *event, void *data) {
	(void)event;
	oriel_combo_box_set_open((oriel_widget *)data, true);
}

static oriel_widget *make_combo_box(void) {
	static const char *const names[] = { "Bergen", "Berlin", "Bern", "Oslo" };
	oriel_widget *combo = oriel_set(oriel_combo_box("City"), .style = "width: 240px");
	oriel_widget *button = oriel_set(oriel_button("Complete"), .classes = "opens");
	oriel_model *cities = oriel_array_model_new();
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		oriel_array_model_append(cities, oriel_borrowed(names[i]));
	oriel_combo_box_set_model(combo, cities, 0);
	oriel_combo_box_set_text(combo, "Be");
	oriel_listen(button, "click", show_completions, combo);
	return oriel_row(combo, button);
}

static oriel_widget *make_slider(void) {
	oriel_widget *volume = oriel_slider(0, 100), *disabled = oriel_slider(0, 100);
	oriel_widget *upright = oriel_set(oriel_slider(0, 10), .style = "height: 120px");
	oriel_slider_set_value(volume, 40);
	oriel_slider_set_value(disabled, 70);
	oriel_slider_set_vertical(upright, true);
	oriel_slider_set_step(upright, 1);
	oriel_slider_set_value(upright, 6);
	oriel_widget *price = oriel_range_slider(0, 500);
	oriel_slider_set_values(price, 120, 360);
	oriel_slider_add_tick(price, 0, "0 €");
	oriel_slider_add_tick(price, 250, "250 €");
	oriel_slider_add_tick(price, 500, "500 €");
	for (int tick = 0; tick <= 10; tick += 5)
		oriel_slider_add_tick(upright, tick, tick == 5 ? NULL : tick == 0 ? "0" : "10");
	return oriel_set(oriel_row(
		oriel_set(oriel_column(volume, price, oriel_set(disabled, .disabled = true)),
			.style = "gap: 12px; flex: 1"), upright), .style = "gap: 24px");
}

static void show_calendar(oriel_widget *widget) {
	oriel_date_field_set_open(oriel_query(widget, "date-field"), true);
}

static oriel_widget *make_date_field(void) {
	oriel_widget *departure = oriel_date_field("2026-12-01");
	oriel_set_attribute(departure, "min", "2026-11-26");
	return oriel_set(oriel_row(departure, oriel_date_field(NULL)), .style = "gap: 12px");
}

static oriel_widget *make_time_field(void) {
	oriel_widget *exact = oriel_time_field("14:30:15");
	return oriel_set(oriel_row(oriel_time_field("09:00"), exact,
		oriel_set(oriel_time_field(NULL), .disabled = true)), .style = "gap: 12px");
}

static const struct section sections[] = {
	{ "checkbox", "Check box", 96, make_checkbox },
	{ "switch", "Switch", 60, make_switch },
	{ "radio", "Radio group", 136, make_radio },
	{ "select", "Select", 292, make_select, section_open, "drop-down choice" },
	{ "combo-box", "Combo box", 212, make_combo_box, section_open, "completion" },
	{ "date-field", "Date field", 412, make_date_field, show_calendar, "calendar day month" },
	{ "time-field", "Time field", 68, make_time_field, NULL, "hours minutes clock" },
	{ "slider", "Slider", 168, make_slider, NULL, "range ticks thumbs" },
};

const struct section_group section_group_choices = {
	.title = "Choices",
	.source = gallery_source_choices,
	.sections = sections,
	.count = sizeof(sections) / sizeof(sections[0]),
};
