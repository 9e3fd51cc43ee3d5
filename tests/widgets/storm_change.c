/* SPDX-License-Identifier: MIT */
/*
 * Random changes by the functions of the widgets. See storm_change.h.
 *
 * Each type of widgets has a function, which makes one call. So no widget is used after a call that
 * may have run listeners.
 */
#include "storm_change.h"

#include <oriel/widgets.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *const words[] = { NULL, "", "a", "two words", "שלום עולם", "\xff\xfe", "a\nb\r",
	"e\xcc\x81\xcc\x81", "a very long text that has no room in any of the widgets of this test" };

static const double numbers[] = { 0, -1, 0.5, 3, 1e9, -1e300, 1e-300, INFINITY, -INFINITY, NAN };

static const char *any_word(struct chance *chance) {
	return ANY_OF(chance, words);
}

static double any_number(struct chance *chance) {
	return ANY_OF(chance, numbers);
}

static bool any_bool(struct chance *chance) {
	return roll(chance, 2) == 0;
}

/* ---- Words and pictures ---- */

static void change_button(struct chance *chance, oriel_widget *button, oriel_widget *other) {
	if (any_bool(chance))
		oriel_button_set_text(button, any_word(chance));
	else
		oriel_button_set_icon(button, any_bool(chance) ? "save" : NULL);
}

static void change_label(struct chance *chance, oriel_widget *label, oriel_widget *other) {
	oriel_label_set_text(label, any_word(chance));
}

static void change_link(struct chance *chance, oriel_widget *link, oriel_widget *other) {
	oriel_link_set_text(link, any_word(chance));
}

static void change_icon(struct chance *chance, oriel_widget *icon, oriel_widget *other) {
	size_t index = roll(chance, (uint32_t)oriel_icon_builtin_count());
	oriel_icon_set_name(icon, any_bool(chance) ? oriel_icon_builtin_name(index) : NULL);
}

static void change_image(struct chance *chance, oriel_widget *image, oriel_widget *other) {
	static const uint8_t gif[] = "GIF89a\1\0\1\0\0\0\0;"; /* cut off after its header */
	static const unsigned char pixels[16] = { 255, 0, 0, 255, 0, 255, 0, 128 };
	switch (roll(chance, 4)) {
	case 0:
		oriel_image_set_alt(image, any_word(chance));
		break;
	case 1:
		oriel_image_set_bytes(image, oriel_bytes_new(gif, sizeof(gif) - 1));
		break;
	case 2:
		oriel_image_set_bitmap(image, oriel_bitmap_new(2, 2, pixels, 8));
		break;
	default:
		oriel_image_set_bitmap(image, NULL);
	}
}

/* ---- Values ---- */

static void change_checkbox(struct chance *chance, oriel_widget *box, oriel_widget *other) {
	switch (roll(chance, 3)) {
	case 0:
		oriel_checkbox_set_checked(box, any_bool(chance));
		break;
	case 1:
		oriel_checkbox_set_indeterminate(box, any_bool(chance));
		break;
	default:
		oriel_checkbox_set_text(box, any_word(chance));
	}
}

static void change_switch(struct chance *chance, oriel_widget *toggle, oriel_widget *other) {
	if (any_bool(chance))
		oriel_switch_set_on(toggle, any_bool(chance));
	else
		oriel_switch_set_text(toggle, any_word(chance));
}

static void change_radio(struct chance *chance, oriel_widget *radio, oriel_widget *other) {
	if (any_bool(chance))
		oriel_radio_set_checked(radio, any_bool(chance));
	else
		oriel_radio_set_text(radio, any_word(chance));
}

static void change_slider(struct chance *chance, oriel_widget *slider, oriel_widget *other) {
	switch (roll(chance, 6)) {
	case 0:
		oriel_slider_set_value(slider, any_number(chance));
		break;
	case 3:
		oriel_slider_add_tick(slider, (double)roll(chance, 9), any_word(chance));
		break;
	case 4:
		oriel_slider_clear_ticks(slider);
		break;
	case 1:
		oriel_slider_set_range(slider, -1, (double)roll(chance, 1000));
		break;
	case 2:
		oriel_slider_set_step(slider, any_bool(chance) ? 0 : 0.3);
		break;
	default:
		oriel_slider_set_vertical(slider, any_bool(chance));
	}
}

static void change_date_field(struct chance *chance, oriel_widget *field, oriel_widget *other) {
	static const char *const values[] = { "2026-12-01", "0001-01-01", "275760-09-13", "", NULL };
	static const char *const names[] = { "min", "max", "readonly", "required" };
	switch (roll(chance, 4)) {
	case 0:
		oriel_date_field_set_value(field, values[roll(chance, 5)]);
		break;
	case 1:
		oriel_set_attribute(field, names[roll(chance, 4)], values[roll(chance, 5)]);
		break;
	case 2:
		oriel_set_attribute(field, "step", any_bool(chance) ? "7" : NULL);
		break;
	default:
		oriel_date_field_set_open(field, any_bool(chance));
	}
}

static void change_time_field(struct chance *chance, oriel_widget *field, oriel_widget *other) {
	static const char *const values[] = { "14:30", "23:59:59.999", "", NULL };
	if (any_bool(chance))
		oriel_time_field_set_value(field, values[roll(chance, 4)]);
	else
		oriel_set_attribute(field, "step", any_bool(chance) ? "0.5" : NULL);
}

static void change_meter(struct chance *chance, oriel_widget *meter, oriel_widget *other) {
	switch (roll(chance, 3)) {
	case 0:
		oriel_meter_set_value(meter, any_number(chance));
		break;
	case 1:
		oriel_meter_set_range(meter, -1, (double)roll(chance, 9));
		break;
	default:
		oriel_meter_set_limits(meter, any_number(chance), any_number(chance), any_number(chance));
	}
}

static void change_progress(struct chance *chance, oriel_widget *bar, oriel_widget *other) {
	if (any_bool(chance))
		oriel_progress_set_value(bar, any_number(chance));
	else
		oriel_progress_set_indeterminate(bar, any_bool(chance));
}

static void change_text_field(struct chance *chance, oriel_widget *field, oriel_widget *other) {
	static const char *const names[] = { "maxlength", "minlength", "min", "max", "step", "pattern",
		"required", "autocomplete", "inputmode", "readonly" };
	static const char *const values[] = { NULL, "", "1", "-5", "3", "a*", "nonsense" };
	switch (roll(chance, 6)) {
	case 0:
		oriel_text_field_set_value(field, any_word(chance));
		break;
	case 1:
		oriel_text_field_set_suffix(field, any_bool(chance) ? oriel_button("suffix") : NULL);
		break;
	case 2:
		oriel_text_field_show_count(field, any_bool(chance));
		break;
	case 3:
		if (oriel_matches(field, "[type=number]"))
			oriel_text_field_step_by(field, (int)roll(chance, 5) - 2);
		break;
	case 4:
		oriel_text_field_set_number(field, any_number(chance));
		break;
	default:
		oriel_set_attribute(field, ANY_OF(chance, names), ANY_OF(chance, values));
	}
}

/* ---- Structure ---- */

static void change_stack(struct chance *chance, oriel_widget *stack, oriel_widget *other) {
	oriel_widget *child = oriel_child_at(stack, roll(chance, 3));
	if (child != NULL)
		oriel_stack_show(stack, child);
}

static void change_tabs(struct chance *chance, oriel_widget *tabs, oriel_widget *other) {
	oriel_widget *selected = oriel_tabs_selected(tabs);
	if (roll(chance, 3) == 0)
		oriel_tabs_append(tabs, oriel_tab_panel(any_word(chance), oriel_button("new")));
	else if (selected != NULL && any_bool(chance))
		oriel_tab_panel_set_title(selected, any_word(chance));
	else if (selected != NULL && any_bool(chance))
		oriel_destroy(selected);
	else if (selected != NULL)
		oriel_tabs_select(tabs, selected);
}

static void change_split_pane(struct chance *chance, oriel_widget *pane, oriel_widget *other) {
	if (any_bool(chance))
		oriel_split_pane_set_position(pane, (float)any_number(chance));
	else
		oriel_split_pane_set_collapsed(pane, any_bool(chance));
}

static void change_expander(struct chance *chance, oriel_widget *expander, oriel_widget *other) {
	if (any_bool(chance))
		oriel_expander_set_text(expander, any_word(chance));
	else
		oriel_expander_set_open(expander, !oriel_expander_is_open(expander));
}

static void change_tool_bar(struct chance *chance, oriel_widget *bar, oriel_widget *other) {
	if (oriel_child_count(bar) > 12)
		oriel_widget_clear(bar);
	else
		oriel_append(bar, any_bool(chance) ? oriel_button("more") : oriel_separator());
}

/* ---- Forms ---- */

static void change_form(struct chance *chance, oriel_widget *form, oriel_widget *other) {
	struct oriel_form_entry entries[4];
	switch (roll(chance, 4)) {
	case 0:
		oriel_form_reset(form);
		break;
	case 1:
		oriel_form_report_validity(form);
		break;
	case 2:
		oriel_form_check_validity(form);
		break;
	default:
		oriel_form_values(form, entries, 4);
	}
}

static void change_field(struct chance *chance, oriel_widget *field, oriel_widget *other) {
	oriel_widget *control = oriel_field_control(field);
	if (control != NULL && any_bool(chance))
		oriel_form_control_set_error(control, any_word(chance));
	else if (control != NULL)
		oriel_destroy(control);
}

/* ---- On top ---- */

static void change_menu(struct chance *chance, oriel_widget *menu, oriel_widget *other) {
	oriel_widget *item;
	switch (roll(chance, 4)) {
	case 0:
		item = oriel_menu_item(any_word(chance),
			.menu = any_bool(chance) ? oriel_menu(oriel_menu_item("deep")) : NULL);
		oriel_insert_before(menu, item, oriel_first_child(menu));
		break;
	case 1:
		item = oriel_menu_group("group", oriel_menu_radio_item("radio"));
		oriel_append(menu, item);
		break;
	case 2:
		if (oriel_child_count(menu) > 6)
			oriel_widget_clear(menu);
		break;
	default:
		if (oriel_first_child(menu) != NULL)
			oriel_destroy(oriel_first_child(menu));
	}
}

static void change_menu_item(struct chance *chance, oriel_widget *item, oriel_widget *other) {
	oriel_widget *menu = oriel_menu_item_menu(item);
	if (menu != NULL && any_bool(chance))
		oriel_destroy(menu);
	else
		oriel_menu_item_set_text(item, any_word(chance));
}

static void change_menu_button(struct chance *chance, oriel_widget *button, oriel_widget *other) {
	oriel_widget *menu = oriel_menu_button_menu(button);
	if (menu != NULL && roll(chance, 6) == 0)
		oriel_destroy(menu);
	else if (menu != NULL && any_bool(chance))
		oriel_menu_show(menu, other, NULL);
	else
		oriel_menu_button_set_text(button, any_word(chance));
}

static void change_dialog(struct chance *chance, oriel_widget *dialog, oriel_widget *other) {
	if (any_bool(chance))
		oriel_dialog_set_title(dialog, any_word(chance));
	else
		oriel_dialog_set_return_value(dialog, any_word(chance));
}

static void change_option(struct chance *chance, oriel_widget *option, oriel_widget *other) {
	if (any_bool(chance))
		oriel_option_set_text(option, any_word(chance));
	else
		oriel_set_attribute(option, "value", any_word(chance));
}

/* ---- All ---- */

static const struct {
	const char *type;
	void (*change)(struct chance *chance, oriel_widget *widget, oriel_widget *other);
} changes[] = {
	{ "button", change_button },
	{ "checkbox", change_checkbox },
	{ "date-field", change_date_field },
	{ "dialog", change_dialog },
	{ "expander", change_expander },
	{ "field", change_field },
	{ "form", change_form },
	{ "icon", change_icon },
	{ "image", change_image },
	{ "label", change_label },
	{ "link", change_link },
	{ "menu", change_menu },
	{ "menu-button", change_menu_button },
	{ "menu-item", change_menu_item },
	{ "meter", change_meter },
	{ "option", change_option },
	{ "progress", change_progress },
	{ "radio", change_radio },
	{ "slider", change_slider },
	{ "split-pane", change_split_pane },
	{ "stack", change_stack },
	{ "switch", change_switch },
	{ "tabs", change_tabs },
	{ "text-field", change_text_field },
	{ "time-field", change_time_field },
	{ "tool-bar", change_tool_bar },
};

bool storm_change(struct chance *chance, oriel_widget *widget, oriel_widget *other) {
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		if (strcmp(changes[i].type, oriel_widget_type(widget)) != 0)
			continue;
		changes[i].change(chance, widget, other);
		return true;
	}
	return false;
}

void storm_change_appearance(struct chance *chance, oriel_app *app) {
	static const oriel_color accents[] = { ORIEL_ACCENT_COLOR_SYSTEM, 0xffc00000, 0xff00a000,
		0xffffff00 };
	oriel_app_set_appearance(app, .color_scheme = (enum oriel_color_scheme)roll(chance, 4),
		.contrast = (enum oriel_contrast)roll(chance, 4),
		.motion = (enum oriel_motion)roll(chance, 4), .accent_color = ANY_OF(chance, accents));
}
