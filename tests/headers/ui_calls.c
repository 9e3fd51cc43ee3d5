/* SPDX-License-Identifier: MIT */
/*
 * A call of each macro of liboriel and of the built-in widgets, with and without options, in the
 * common subset of C11 and C++20. It is compiled and does not run.
 */
#include <oriel/extend/input_event.h>
#include <oriel/extend/layout.h>
#include <oriel/extend/paragraph.h>
#include <oriel/extend/platform.h>
#include <oriel/extend/recorder.h>
#include <oriel/extend/style.h>
#include <oriel/extend/svg_path.h>
#include <oriel/extend/text_buffer.h>
#include <oriel/extend/widget.h>
#include <oriel/oriel.h>
#include <oriel/widgets.h>

static void on_event(oriel_event *event, void *data) {
	(void)event, (void)data;
}

static void on_frame(double time_ms, void *data) {
	(void)time_ms, (void)data;
}

static void on_records(
	const struct oriel_mutation_record *records, size_t count, void *data) {
	(void)records, (void)count, (void)data;
}

static void on_view(
	const struct oriel_intersection_record *records, size_t count, void *data) {
	(void)records, (void)count, (void)data;
}

static void on_resize(const struct oriel_resize_record *records, size_t count, void *data) {
	(void)records, (void)count, (void)data;
}

static void release(void *data) {
	(void)data;
}

static oriel_window *open_windows(oriel_app *app, oriel_abort_signal *signal, void *data) {
	oriel_app_destroy(oriel_app_new("org.example.calls"));
	oriel_app_destroy(oriel_app_new("org.example.calls", .headless = true, .scale = 2));
	oriel_app_set_appearance(app, .color_scheme = ORIEL_COLOR_SCHEME_DARK);
	oriel_app_add_sheet(app, oriel_sheet_parse("row { gap: 8px }"));
	oriel_app_add_sheet(app, oriel_sheet_load("calls.css", .watch = true));
	oriel_window *window = oriel_window_open(app);
	oriel_window_open(app, .title = "Calls", .width = 300, .min_width = 100, .content = oriel_row(),
		.fullscreen = false);
	oriel_window_request_frame(window, on_frame, data);
	oriel_window_request_frame(window, on_frame, data, .signal = signal, .release = release);
	oriel_toast(window, "A");
	oriel_toast(window, "A", .action = "B", .timeout_ms = 1000, .urgent = true);
	oriel_promise_unref(oriel_alert(window, "A"));
	oriel_promise_unref(oriel_alert(window, "A", .title = "B", .ok = "C", .signal = signal));
	oriel_promise_unref(oriel_confirm(window, "A"));
	oriel_promise_unref(oriel_confirm(window, "A", .cancel = "B", .danger = true));
	oriel_promise_unref(oriel_prompt(window, "A"));
	oriel_promise_unref(oriel_prompt(window, "A", .text = "B", .required = true));
	oriel_command_add(app, "file.open");
	oriel_command_add(app, "file.save", .label = "Save", .shortcuts = "Ctrl+S", .disabled = true);
	oriel_promise_unref(oriel_clipboard_types(app));
	oriel_promise_unref(oriel_clipboard_types(app, .selection = ORIEL_SELECTION_PRIMARY));
	oriel_promise_unref(oriel_clipboard_read(app, "text/html"));
	oriel_promise_unref(oriel_clipboard_read(app, "text/html", .signal = signal));
	return window;
}

static void cast(oriel_widget *widget, const struct oriel_widget_class *widget_class) {
	(void)oriel_widget_cast(widget, widget_class);
}

static oriel_promise *complete(const char *text, oriel_abort_signal *signal, void *data) {
	(void)text, (void)signal, (void)data;
	return NULL;
}

static oriel_widget *make_widgets(bool has_hint) {
	oriel_widget *fields = oriel_column(oriel_row(oriel_label("Name"), oriel_text_field(NULL)),
		has_hint ? oriel_label("A hint") : NULL, oriel_form(oriel_button("Send")), oriel_list());
	oriel_append(oriel_form(), oriel_fragment(oriel_checkbox("A"), oriel_progress()));
	oriel_append(oriel_form(), oriel_radio_group(oriel_radio("A"), oriel_radio("B")));
	oriel_fragment();
	oriel_append(fields, oriel_dialog("A", oriel_label("B"), oriel_label("C"),
		oriel_dialog_buttons(oriel_dialog_button("D", "E"), oriel_button("F"))));
	oriel_append(fields, oriel_expander("A", oriel_label("B"), oriel_label("C")));
	oriel_combo_box_set_source(oriel_combo_box("A"), complete, NULL);
	oriel_combo_box_set_source(oriel_combo_box(NULL), complete, NULL, .release = release);
	oriel_append(fields, oriel_select(oriel_option("A", "B"),
		oriel_option_group("C", oriel_option("D", NULL), oriel_option("E", NULL))));
	oriel_append(fields, oriel_tabs(oriel_tab_panel("A", oriel_label("B"), oriel_label("C")),
		oriel_tab_panel("D", oriel_label("E"))));
	oriel_widget *menu = oriel_menu(oriel_menu_item("A"), oriel_menu_item(NULL, .command = "b.c"),
		oriel_menu_group("C", oriel_menu_check_item("D"), oriel_menu_radio_item("E")));
	oriel_append(fields, oriel_menu_bar(oriel_menu_item("F", .menu = menu)));
	oriel_icon_add(NULL, "a", "M0 0");
	oriel_promise_unref(oriel_bitmap_load("a.png"));
	oriel_promise_unref(oriel_bitmap_load("a.png", .cover_width = 200));
	oriel_promise_unref(oriel_bitmap_decode(oriel_bytes_new("", 0)));
	oriel_promise_unref(oriel_bitmap_decode(oriel_bytes_new("", 0), .cover_height = 200));
	oriel_icon_add(NULL, "a", "M0 0", .grid = 24, .is_filled = true);
	oriel_append(fields, oriel_split_pane(oriel_scroll_view(), oriel_stack(oriel_label("A"))));
	oriel_append(fields, oriel_split_pane(oriel_scroll_view(oriel_label("A")), oriel_stack(),
		.position = 200, .can_collapse = true));
	oriel_append(fields, oriel_table(oriel_table_column("A"),
		oriel_table_column("B", .width = 90, .can_sort = true)));
	oriel_append(fields, oriel_table_row(oriel_label("A"), oriel_label("B")));
	oriel_append(fields, oriel_tool_bar(oriel_icon_button("save", "A"), oriel_separator()));
	oriel_append(fields, oriel_status_bar(oriel_label("A")));
	oriel_append(fields, oriel_field("A", oriel_checkbox("B"), .description = "C"));
	oriel_append(fields, oriel_text_area("A"));
	oriel_append(fields, oriel_text_area("A", .name = "a", .rows = 4));
	oriel_append(fields, oriel_text_field("A", .type = "number", .min = "1"));
	oriel_append(fields, oriel_checkbox("A", .name = "a", .required = true));
	oriel_append(fields, oriel_switch("A"));
	oriel_append(fields, oriel_switch("A", .name = "a", .checked = true));
	oriel_append(fields, oriel_radio("A", .value = "a"));
	oriel_set_style(fields, "width", "%gpx", 120.0);
	oriel_set_style(fields, "width", NULL);
	(void)oriel_computed_style(fields, "width");
	(void)oriel_computed_style(fields, "content", .pseudo = "::before");
	(void)oriel_style_explain(fields, "width");
	(void)oriel_style_explain(fields, "content", .pseudo = "::before");
	return oriel_set(oriel_set(fields), .id = "fields", .classes = "a b",
		.style = "flex-grow: 1", .name = "all", .disabled = true);
}

static void change_tree(oriel_widget *parent, oriel_widget *child, oriel_widget *other) {
	oriel_append(parent, child);
	oriel_prepend(parent, child);
	oriel_insert_before(parent, child, other);
	oriel_replace(child, other);
	oriel_widget_replace_child(parent, child, other);
	oriel_widget_move_before(parent, other, NULL);
	oriel_widget_append_shadow_child(parent, other);
	oriel_widget_append_all(parent, &child, 1);
	if (oriel_try_append(parent, oriel_row(child, other)) != ORIEL_OK)
		oriel_destroy(child);
}

static void listen(oriel_app *app, oriel_window *window, oriel_widget *widget, void *data) {
	oriel_listen(app, "displaylost", on_event, data);
	oriel_listen(window, "close", on_event, data, .once = true);
	oriel_listen(widget, "click", on_event, data, .capture = true, .release = release);
	oriel_delegate(widget, "click", ".delete", on_event, data);
	oriel_delegate(window, "click", ".delete", on_event, data, .once = true);
	oriel_fire(widget, "change", .bubbles = true);
	oriel_mutation_observer_id id = oriel_mutation_observer_new(on_records, data);
	oriel_mutation_observer_destroy(oriel_mutation_observer_new(on_records, data, .signal = NULL));
	oriel_mutation_observe(id, widget, ORIEL_OBSERVE_CHILDREN | ORIEL_OBSERVE_SUBTREE);
	oriel_mutation_observe(id, widget, ORIEL_OBSERVE_ATTRIBUTES, .attribute_filter = NULL,
		.attribute_filter_count = 0);
}

static void show_popovers(oriel_widget *popover, oriel_widget *button) {
	oriel_popover_show(popover);
	oriel_popover_show(popover, .source = button, .side = ORIEL_SIDE_INLINE_END);
	oriel_popover_toggle(popover);
	oriel_popover_toggle(popover, .source = button, .alignment = ORIEL_SIDE_ALIGN_CENTER);
}

static void scroll(oriel_widget *widget, void *data) {
	const struct oriel_rect rect = { 0, 900, 1, 20 };
	oriel_scroll_to(widget);
	oriel_scroll_to(widget, .x = ORIEL_SCROLL_KEEP, .y = 10, .behavior = ORIEL_SCROLL_SMOOTH);
	oriel_scroll_by(widget, .y = -40);
	oriel_scroll_into_view(widget);
	oriel_scroll_into_view(widget, .block = ORIEL_SCROLL_NEAREST,
		.inline_axis = ORIEL_SCROLL_CENTER, .behavior = ORIEL_SCROLL_INSTANT, .rect = &rect);
	oriel_resize_observer_id id = oriel_resize_observer_new(on_resize, data);
	oriel_intersection_observer_destroy(oriel_intersection_observer_new(on_view, data));
	oriel_intersection_observer_destroy(
		oriel_intersection_observer_new(on_view, data, .root_margin = "10px"));
	oriel_resize_observer_destroy(oriel_resize_observer_new(on_resize, data, .signal = NULL));
	oriel_resize_observe(id, widget);
	oriel_resize_observe(id, widget, .box = ORIEL_RESIZE_BORDER_BOX);
}

static size_t count_rows(oriel_model *model, uint64_t parent) {
	(void)model;
	return parent == 0 ? 3 : 0;
}

static uint64_t row_key(oriel_model *model, uint64_t parent, size_t index) {
	(void)model, (void)parent;
	return index + 1;
}

static bool passes(oriel_model *model, uint64_t key, void *data) {
	(void)model, (void)data;
	return key > 1;
}

static oriel_promise *fetch(
	const uint64_t *keys, size_t count, oriel_abort_signal *signal, void *data) {
	(void)keys, (void)count, (void)signal, (void)data;
	return oriel_promise_new_fulfilled(ORIEL_NO_PAYLOAD);
}

static void on_change(const struct oriel_model_change *change, void *data) {
	(void)change, (void)data;
}

static void on_selection(const struct oriel_selection_change *change, void *data) {
	(void)change, (void)data;
}

static oriel_model *make_models(void *data) {
	static const struct oriel_model_class rows_class = {
		.abi = ORIEL_MODEL_ABI, .name = "rows", .count = count_rows, .key = row_key
	};
	static const struct oriel_sort_key by_text = { .column = 0 };
	oriel_model *rows = oriel_model_new(&rows_class, data);
	oriel_model_unref(oriel_model_new(&rows_class, data, .release = release));
	oriel_model_splice(rows, 0, 0, 0, 0);
	oriel_model_splice(rows, 0, 0, 0, 0, .removed_keys = NULL);
	oriel_model_changed(rows, 0, 0, 3);
	oriel_model_observe(rows, on_change, data);
	oriel_model_unobserve(oriel_model_observe(rows, on_change, data, .signal = NULL));
	oriel_model *some = oriel_filter_model_new(rows, passes, data);
	some = oriel_filter_model_new(some, passes, data, .release = release);
	oriel_filter_model_set_filter(some, NULL, data);
	oriel_filter_model_set_filter(some, passes, data, .release = release);
	oriel_model_unref(oriel_array_model_new());
	oriel_model_unref(oriel_array_model_new(.data = data));
	oriel_model_unref(oriel_paged_model_new(fetch, data));
	oriel_model_unref(oriel_paged_model_new(fetch, data, .page_rows = 16));
	return oriel_sort_model_new(some, &by_text, 1);
}

static oriel_widget *make_cell(void *data) {
	(void)data;
	return oriel_label(NULL);
}

static void bind_cell(oriel_widget *row, oriel_model *model, uint64_t key, void *data) {
	(void)data;
	oriel_label_set_text(row, oriel_model_text(model, key, 0));
}

static oriel_widget *show_rows(oriel_model *model, void *data) {
	oriel_widget *list = oriel_list_view(oriel_model_ref(model), make_cell, bind_cell, data);
	oriel_destroy(list);
	list = oriel_list_view(model, NULL, NULL, data, .row_height = 44, .text_column = 1);
	oriel_list_view_scroll_to(list, 3);
	oriel_list_view_scroll_to(list, 3, .block = ORIEL_SCROLL_CENTER);
	return list;
}

static void select_rows(oriel_model *model, void *data) {
	oriel_selection_model *selection = oriel_selection_model_new(
		oriel_model_ref(model), .mode = ORIEL_SELECTION_MODE_SINGLE);
	oriel_selection_model_unref(selection);
	selection = oriel_selection_model_new(model);
	oriel_selection_model_observe(selection, on_selection, data);
	oriel_selection_model_observe(selection, on_selection, data, .release = release);
	oriel_selection_model_unref(selection);
}

int main(void) {
	oriel_app *app = oriel_app_new("org.example.calls");
	if (!app)
		return 1;
	oriel_window *window = open_windows(app, NULL, NULL);
	oriel_widget *widget = make_widgets(true);
	change_tree(oriel_window_root(window), widget, make_widgets(false));
	listen(app, window, widget, NULL);
	cast(widget, NULL);
	scroll(widget, NULL);
	show_popovers(widget, widget);
	select_rows(make_models(NULL), NULL);
	oriel_append(widget, show_rows(make_models(NULL), NULL));
	return oriel_app_run(app);
}
