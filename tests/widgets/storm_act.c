/* SPDX-License-Identifier: MIT */
/*
 * The code of a program in test_storm.c: random changes to the tree, states, texts, popovers,
 * controls and windows. Each change may run listeners, which act too, up to a depth.
 */
#include "storm.h"

#include "storm_change.h"

#include <oriel/extend/widget.h>

#include <string.h>

/* A prompt is answered, or its dialog is destroyed. */
static struct oriel_completion on_answer(struct oriel_payload answer, void *data) {
	storm_act(NULL);
	return ORIEL_COMPLETE;
}

static bool has_room(void) {
	oriel_window *window = oriel_app_first_window(storm.app);
	size_t count = 0;
	for (; window != NULL; window = oriel_window_next(window))
		count++;
	return count < MOST_WINDOWS;
}

/* Inserts a widget at a random place, by a random function. */
static void put(oriel_widget *widget) {
	oriel_widget *parent = any_parent();
	if (parent == NULL || depth_of(parent) + height_of(widget) > DEEPEST)
		return;
	oriel_widget *reference = oriel_child_at(parent, pick(4));
	switch (pick(6)) {
	case 0:
		oriel_try_prepend(parent, widget);
		break;
	case 1:
		oriel_try_insert_before(parent, widget, reference);
		break;
	case 2:
		oriel_widget_try_move_before(parent, widget, reference);
		break;
	case 3:
		if (reference != NULL)
			oriel_try_replace(reference, widget);
		break;
	case 4:
		oriel_widget_try_append_shadow_child(parent, widget);
		break;
	default:
		oriel_try_append(parent, widget);
	}
}

static void on_microtask(void *data) {
	storm_act(NULL);
}

void storm_act_on_tree(void) {
	oriel_widget *widget = any_widget();
	if (widget == NULL || pick(3) == 0)
		widget = storm_make();
	switch (pick(8)) {
	case 0:
		oriel_destroy(widget);
		break;
	case 1:
		oriel_remove(widget);
		break;
	case 2:
		if (pick(8) == 0)
			oriel_widget_clear(widget);
		break;
	default:
		put(widget);
	}
}

static void act_on_state(void) {
	oriel_widget *widget = any_widget();
	if (widget == NULL)
		return;
	switch (pick(9)) {
	case 0:
		oriel_toggle_attribute(widget, "disabled");
		break;
	case 1:
		oriel_set_hidden(widget, !oriel_is_hidden(widget));
		break;
	case 2:
		oriel_toggle_class(widget, "primary");
		break;
	case 3:
		oriel_widget_set_focusable(widget, pick(3) != 0);
		break;
	case 4:
		oriel_toggle_attribute(widget, "readonly");
		break;
	case 5:
		if (pick(2) == 0)
			oriel_set_style(
				widget, "position", "%s", pick(2) == 0 ? "absolute" : "static");
		else
			oriel_set_style(widget, "opacity", "%g", (double)(pick(2) == 0 ? 1 : 0.5f));
		break;
	case 6:
		oriel_scroll_by(widget, .x = (double)pick(50) - 25, .y = (double)pick(50) - 25);
		break;
	case 7:
		oriel_scroll_into_view(widget, .block = ORIEL_SCROLL_NEAREST);
		break;
	default:
		oriel_widget_set_state(widget, ORIEL_STATE_CHECKED, pick(2) == 0);
	}
}

bool is_field(const oriel_widget *widget) {
	return widget != NULL && strcmp(oriel_widget_type(widget), "text-field") == 0;
}

static void act_on_text(void) {
	oriel_widget *field = any_widget();
	for (int attempt = 0; attempt < 6 && !is_field(field); attempt++)
		field = any_widget();
	if (!is_field(field))
		return;
	switch (pick(8)) {
	case 5:
		oriel_set_attribute(field, "type", any_type());
		break;
	case 6:
		oriel_set_attribute(field, "revealed", pick(2) == 0 ? "" : NULL);
		break;
	case 7:
		oriel_text_field_set_prefix(field, pick(2) == 0 ? oriel_button("prefix") : NULL);
		break;
	case 0:
		oriel_text_field_set_text(field, ANY_OF(&storm.chance, storm_texts));
		break;
	case 1:
		oriel_text_field_select(field, pick(12), pick(12));
		break;
	case 2:
		oriel_text_field_set_read_only(field, pick(2) == 0);
		break;
	case 3:
		oriel_text_field_set_placeholder(field, ANY_OF(&storm.chance, storm_texts));
		break;
	default:
		oriel_focus(field);
	}
}

static bool is_a(const oriel_widget *widget, const char *type) {
	return strcmp(oriel_widget_type(widget), type) == 0;
}

/* Without its attribute "popover", a part logs an error when its owner shows it. */
static bool is_popover_part(const oriel_widget *widget) {
	return is_a(widget, "menu") || is_a(widget, "list-box") || is_a(widget, "tool-bar-overflow");
}

static void act_on_popover(oriel_widget *widget) {
	static const char *const kinds[] = { "auto", "auto", "hint", "manual" };
	oriel_widget *source;
	oriel_widget_id id = oriel_widget_to_id(widget);
	if (pick(6) == 0 && !is_popover_part(widget))
		oriel_set_attribute(widget, "popover", NULL);
	else if (!oriel_has_attribute(widget, "popover") || pick(6) == 0)
		oriel_set_attribute(widget, "popover", ANY_OF(&storm.chance, kinds));
	source = any_widget();
	widget = oriel_widget_from_id(id); /* the attribute runs microtasks, which may have freed it */
	if (widget == NULL || oriel_widget_is_destroyed(widget) || pick(6) == 0)
		oriel_popover_hide_others(source);
	else if (oriel_popover_is_open(widget))
		oriel_popover_hide(widget);
	else if (oriel_has_attribute(widget, "popover") && oriel_widget_window(widget) != NULL &&
		!oriel_widget_has_state(widget, ORIEL_STATE_MODAL))
		oriel_popover_show(widget, .source = pick(3) == 0 ? NULL : source,
			.side = (enum oriel_side)pick(4), .swallows_press = pick(3) == 0);
}

static void act_on_dialog(oriel_widget *widget) {
	while (widget != NULL && strcmp(oriel_widget_type(widget), "dialog") != 0)
		widget = oriel_parent(widget);
	if (widget == NULL)
		return;
	switch (pick(5)) {
	case 0:
		oriel_dialog_show(widget);
		break;
	case 1:
	case 2:
		oriel_dialog_show_modal(widget);
		break;
	case 3:
		oriel_dialog_request_close(widget, "asked");
		break;
	default:
		oriel_dialog_close(widget, pick(2) == 0 ? NULL : "closed");
	}
}

static void act_on_select(oriel_widget *select) {
	oriel_widget *list = oriel_select_list(select), *other = any_widget();
	switch (pick(5)) {
	case 0:
		oriel_select_set_open(select, !oriel_select_is_open(select));
		break;
	case 1:
		oriel_select_set_value(select, ANY_OF(&storm.chance, storm_texts));
		break;
	case 2:
		oriel_select_set_selected(select, NULL);
		break;
	case 3:
		if (list != NULL)
			oriel_append(list, oriel_option(ANY_OF(&storm.chance, storm_texts), NULL));
		break;
	default:
		if (list != NULL && other != NULL && pick(2) == 0)
			oriel_try_append(other, list);
		else if (list != NULL)
			oriel_widget_clear(list);
	}
}

static void act_on_combo_box(oriel_widget *combo) {
	switch (pick(5)) {
	case 0:
		oriel_combo_box_set_open(combo, !oriel_combo_box_is_open(combo));
		break;
	case 1:
		oriel_combo_box_set_text(combo, ANY_OF(&storm.chance, storm_texts));
		break;
	case 2:
		oriel_combo_box_set_source(combo, storm_complete, NULL);
		break;
	case 3:
		oriel_combo_box_set_model(combo, NULL, 0);
		break;
	default:
		if (oriel_combo_box_field(combo) != NULL)
			oriel_remove(oriel_combo_box_field(combo));
	}
}

static void act_on_area(oriel_widget *area) {
	switch (pick(7)) {
	case 0:
		oriel_text_area_set_text(area, ANY_OF(&storm.chance, storm_texts));
		break;
	case 1:
		oriel_text_area_append_text(area, "more\nlines\n", pick(12));
		break;
	case 2:
		oriel_text_area_select(area, pick(30), pick(30));
		break;
	case 3:
		oriel_text_area_find(area, ANY_OF(&storm.chance, storm_texts), 0);
		break;
	case 4:
		oriel_text_area_find_next(area);
		break;
	case 5:
		oriel_text_area_scroll_to_line(area, pick(9));
		break;
	default:
		oriel_text_area_set_read_only(area, pick(2) == 0);
	}
}

static void act_on_list_view(oriel_widget *list) {
	oriel_model *rows = oriel_list_view_model(list);
	int count = (int)oriel_model_count(rows, 0);
	switch (pick(5)) {
	case 0:
		oriel_array_model_remove(rows, 0, count);
		break;
	case 1:
		oriel_array_model_insert(rows, (int)pick((uint32_t)count + 1), oriel_borrowed("row"));
		break;
	case 2:
		if (count > 0)
			oriel_list_view_scroll_to(list, pick((uint32_t)count));
		break;
	case 3:
		if (count > 0)
			oriel_list_view_focus_row(list, pick((uint32_t)count), pick(4));
		break;
	default:
		if (count > 0 && oriel_list_view_row(list, 0) != NULL)
			oriel_destroy(oriel_child_at(oriel_list_view_row(list, 0), 0));
	}
}

static void act_on_table(oriel_widget *table) {
	oriel_widget *body = oriel_table_body(table);
	oriel_widget *head = oriel_first_child(table);
	oriel_widget *column = head != NULL ? oriel_first_child(head) : NULL;
	bool has_column = column != NULL && is_a(head, "table-head") && is_a(column, "table-header");
	switch (pick(4)) {
	case 0:
		if (has_column)
			oriel_table_sort(table, 0, pick(2) == 0);
		break;
	case 1:
		if (has_column)
			oriel_table_set_column_width(table, 0, (float)pick(200));
		break;
	case 2:
		if (body != NULL)
			oriel_table_append(table, oriel_table_row(oriel_label("x")));
		break;
	default:
		if (body != NULL && pick(2) == 0)
			oriel_remove(body);
		else if (body != NULL)
			oriel_append(body, oriel_button("no row"));
	}
}

static void act_on_part(oriel_widget *widget) {
	if (pick(2) == 0 && storm_change(&storm.chance, widget, any_widget()))
		return;
	if (is_a(widget, "select"))
		act_on_select(widget);
	else if (is_a(widget, "combo-box"))
		act_on_combo_box(widget);
	else if (is_a(widget, "text-area"))
		act_on_area(widget);
	else if (is_a(widget, "list-view"))
		act_on_list_view(widget);
	else if (is_a(widget, "table"))
		act_on_table(widget);
	else if (is_a(widget, "toast"))
		oriel_toast_dismiss(widget);
	else if (is_a(widget, "menu"))
		oriel_menu_show(widget, pick(2) == 0 ? any_widget() : NULL,
			&(struct oriel_rect){ (float)pick(300), (float)pick(200), 4, 4 });
}

static void act_on_parts(void) {
	for (int attempt = 0; attempt < 8; attempt++) {
		oriel_widget *widget = any_widget();
		if (widget != NULL && pick(3) == 0 && oriel_first_child(widget) != NULL)
			widget = oriel_child_at(widget, pick(4));
		if (widget == NULL || oriel_widget_is_destroyed(widget))
			continue;
		act_on_part(widget);
	}
}

static void act_as_user(oriel_event *event) {
	oriel_widget *widget = any_widget();
	const struct oriel_pointer_event *pointer = event != NULL ? oriel_event_pointer(event) : NULL;
	int64_t pointer_id = pointer != NULL ? pointer->pointer_id : (int64_t)pick(4);
	if (widget == NULL)
		return;
	switch (pick(9)) {
	case 0:
		oriel_widget_set_pointer_capture(widget, pointer_id);
		break;
	case 1:
		oriel_widget_release_pointer_capture(widget, pointer_id);
		break;
	case 2:
		oriel_click(widget);
		break;
	case 3:
		if (strcmp(oriel_widget_type(widget), "form") == 0)
			oriel_form_submit(widget, NULL);
		break;
	case 4:
		oriel_fire(widget, "click", .bubbles = true, .cancelable = true);
		break;
	case 5:
		act_on_dialog(widget);
		break;
	case 6:
		act_on_popover(widget);
		break;
	case 7:
		break;
	default:
		oriel_focus(widget);
	}
}

static void ask(oriel_window *window) {
	const char *text = ANY_OF(&storm.chance, storm_texts);
	oriel_promise *answer;
	if (pick(3) == 0)
		answer = oriel_alert(window, text);
	else if (pick(2) == 0)
		answer = oriel_confirm(window, text);
	else
		answer = oriel_prompt(window, text, .text = text);
	oriel_promise_unref(oriel_then(answer, on_answer, on_answer, NULL));
}

static void act_on_window(void) {
	oriel_window *window = any_window();
	if (window == NULL)
		return;
	switch (pick(17)) {
	case 0:
		oriel_window_close(window);
		break;
	case 1:
		oriel_window_destroy(window);
		break;
	case 2:
		if (has_room())
			storm_open_window();
		break;
	case 3:
		oriel_window_clear_focus(window);
		break;
	case 4:
		oriel_window_focus_next(window, pick(2) == 0);
		break;
	case 5:
		oriel_widget_clear(oriel_window_root(window));
		break;
	case 6:
		oriel_queue_microtask(on_microtask, NULL);
		break;
	case 8:
		oriel_toast(window, ANY_OF(&storm.chance, storm_texts), .action = pick(2) ? "Undo" : NULL,
			.timeout_ms = pick(200));
		break;
	case 7:
		if (pick(4) == 0)
			ask(window);
		break;
	case 9:
		oriel_set_style(
			oriel_window_root(window), "direction", "%s", pick(2) == 0 ? "rtl" : "ltr");
		break;
	case 10:
		storm_change_appearance(&storm.chance, storm.app);
		break;
	default:
		oriel_window_update(window);
	}
}

void storm_act(oriel_event *event) {
	if (storm.is_over || storm.acts == 0 || storm.depth >= ACTS_WITHIN || pick(3) == 0)
		return;
	storm.acts--;
	storm.depth++;
	switch (pick(14)) {
	case 12:
	case 13:
		act_on_parts();
		break;
	case 0:
		if (event != NULL)
			oriel_prevent_default(event);
		break;
	case 1:
		if (event != NULL)
			oriel_stop_propagation(event);
		break;
	case 2:
	case 3:
		act_on_state();
		break;
	case 4:
	case 5:
		act_on_text();
		break;
	case 6:
	case 7:
		act_as_user(event);
		break;
	case 8:
		act_on_window();
		break;
	default:
		storm_act_on_tree();
	}
	storm.depth--;
}
