/* SPDX-License-Identifier: MIT */
/*
 * The random widgets of test_storm.c: widgets of every built-in type, and of two classes of the
 * test. Their listeners and methods act as soon as they are called.
 */
#include "storm.h"

#include <oriel/extend/widget.h>

#include "tree/widget_internal.h"

#include <stdio.h>
#include <string.h>

/* ---- Random windows and widgets ---- */

oriel_window *any_window(void) {
	oriel_window *window = oriel_app_first_window(storm.app);
	for (uint32_t steps = pick(MOST_WINDOWS);
		window != NULL && oriel_window_next(window) != NULL && steps > 0; steps--)
		window = oriel_window_next(window);
	return window;
}

bool is_root(const oriel_widget *widget) {
	oriel_window *window = oriel_widget_window(widget);
	return window != NULL && oriel_window_root(window) == widget;
}

oriel_widget *any_widget(void) {
	oriel_widget *widget = oriel_widget_from_id(storm.widgets[pick(WIDGETS)]);
	return widget != NULL && !oriel_widget_is_destroyed(widget) && !is_root(widget) ? widget : NULL;
}

size_t depth_of(const oriel_widget *widget) {
	size_t depth = 0;
	for (const struct oriel__node *node = oriel__node_of(widget); node != NULL; node = node->parent)
		depth++;
	return depth;
}

oriel_widget *any_parent(void) {
	oriel_widget *widget = pick(3) == 0 ? NULL : any_widget();
	if (widget == NULL && any_window() != NULL)
		widget = oriel_window_root(any_window());
	return widget != NULL && depth_of(widget) < DEEPEST ? widget : NULL;
}

size_t height_of(const oriel_widget *widget) {
	size_t deepest = 0;
	for (oriel_widget *at = oriel_first_child(widget); at != NULL; at = oriel_next_sibling(at)) {
		size_t height = height_of(at);
		deepest = height > deepest ? height : deepest;
	}
	return deepest + 1;
}

/* ---- Code of the program ---- */

static void on_event(oriel_event *event, void *data) {
	storm_act(event);
}

static void on_records(const struct oriel_mutation_record *records, size_t count, void *data) {
	for (size_t i = 0; i < count; i++)
		assert_non_null(oriel_widget_type(records[i].target));
	storm_act(NULL);
}

static void meddler_hook(oriel_widget *widget) {
	storm_act(NULL);
}

static void meddler_changed(oriel_widget *widget, const struct oriel_change *change) {
	assert_false(oriel__node_of(widget)->destroyed);
	storm_act(NULL);
}

static uint64_t meddler_pre_activate(oriel_widget *widget, oriel_event *event) {
	storm_act(event);
	return 7;
}

static void meddler_cancel_activate(oriel_widget *widget, oriel_event *event, uint64_t before) {
	assert_int_equal(before, 7);
	storm_act(NULL);
}

static void meddler_activate(oriel_widget *widget, oriel_event *event) {
	storm_act(NULL);
}

static bool meddler_default_action(oriel_widget *widget, oriel_event *event) {
	storm_act(event);
	return pick(3) == 0;
}

static const struct oriel_default_action meddler_actions[] = {
	{ "keydown", meddler_default_action },
	{ "keyup", meddler_default_action },
	{ "beforeinput", meddler_default_action },
	{ "input", meddler_default_action },
	{ "change", meddler_default_action },
	{ "submit", meddler_default_action },
	{ "pointerdown", meddler_default_action },
	{ "pointermove", meddler_default_action },
	{ "pointerup", meddler_default_action },
	{ "pointerover", meddler_default_action },
	{ "pointerout", meddler_default_action },
	{ "pointercancel", meddler_default_action },
	{ "gotpointercapture", meddler_default_action },
	{ "lostpointercapture", meddler_default_action },
	{ "wheel", meddler_default_action },
	{ "contextmenu", meddler_default_action },
	{ "dblclick", meddler_default_action },
	{ "auxclick", meddler_default_action },
	{ "copy", meddler_default_action },
	{ "cut", meddler_default_action },
	{ "paste", meddler_default_action },
	{ "focus", meddler_default_action },
	{ "blur", meddler_default_action },
	{ "focusin", meddler_default_action },
	{ "focusout", meddler_default_action },
	{ "compositionstart", meddler_default_action },
	{ "compositionupdate", meddler_default_action },
	{ "compositionend", meddler_default_action },
	{ "scroll", meddler_default_action },
	{ 0 },
};

static const struct oriel_widget_class meddler_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "meddler",
	.size = sizeof(struct oriel_widget_base),
	.flags = ORIEL_WIDGET_FOCUSABLE,
	.attached = meddler_hook,
	.detached = meddler_hook,
	.finish = meddler_hook,
	.changed = meddler_changed,
	.pre_activate = meddler_pre_activate,
	.cancel_activate = meddler_cancel_activate,
	.activate = meddler_activate,
	.default_actions = meddler_actions,
};

static const struct oriel_widget_class typist_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "typist",
	.size = sizeof(struct oriel_widget_base),
	.flags = ORIEL_WIDGET_FOCUSABLE | ORIEL_WIDGET_TEXT_INPUT,
	.changed = meddler_changed,
	.default_actions = meddler_actions,
};

const char *const storm_texts[STORM_TEXTS] = { "", "a", "Ärger", "日本語", "שלום",
	"e\xcc\x81", "\xff", "two words", "👨‍👩‍👧" };

static oriel_widget *make_any_form(void) {
	oriel_widget *name = oriel_text_field(NULL), *sizes = oriel_radio_group(oriel_radio("S"));
	oriel_set_attribute(name, "required", "");
	oriel_set_attribute(sizes, "required", "");
	return oriel_form(oriel_field("Name", name, .description = "hint"),
		oriel_field("Size", sizes), oriel_button("send"));
}

const char *any_type(void) {
	static const char *const types[] = { "text", "password", "search", "number", "email", "tel",
		"url" };
	return ANY_OF(&storm.chance, types);
}

static oriel_widget *make_any_area(void) {
	return oriel_text_area(ANY_OF(&storm.chance, storm_texts), .value = "one\ntwo words\n\nthree",
		.rows = 1 + pick(3), .max_rows = pick(2) * 5, .no_wrap = pick(2) == 0,
		.line_numbers = pick(2) == 0, .inserts_tabs = pick(2) == 0);
}

static oriel_widget *make_any_table(void) {
	oriel_widget *table = oriel_table(oriel_table_column("a", .can_sort = true),
		oriel_table_column("b", .width = 60, .is_end_aligned = true));
	for (int i = 0; i < 3; i++)
		oriel_table_append(table,
			oriel_table_row(oriel_label(ANY_OF(&storm.chance, storm_texts)), oriel_button("b")));
	return table;
}

static oriel_widget *make_any_menu(void) {
	oriel_widget *inner = oriel_menu(oriel_menu_radio_item("a"), oriel_menu_radio_item("b"));
	return oriel_menu(oriel_menu_item(ANY_OF(&storm.chance, storm_texts), .menu = inner),
		oriel_menu_item(NULL, .command = "edit.copy"), oriel_menu_check_item("check"));
}

static const char *stormy_text(void *item, unsigned column, void *data) {
	return item;
}

static oriel_widget *make_stormy_row(void *data) {
	return oriel_row(oriel_checkbox(NULL), oriel_label(NULL), oriel_text_field(NULL));
}

/* Changes the model now and then, while the list is being filled. */
static void bind_stormy_row(oriel_widget *row, oriel_model *rows, uint64_t key, void *data) {
	size_t count = oriel_model_count(rows, 0);
	oriel_widget *label = oriel_child_at(row, 1); /* the storm may have moved it */
	if (label != NULL && strcmp(oriel_widget_type(label), "label") == 0)
		oriel_label_set_text(label, oriel_model_text(rows, key, 0));
	if (pick(16) == 0)
		oriel_array_model_insert(rows, pick((int)count + 1), oriel_borrowed("new"));
	else if (pick(16) == 0)
		oriel_array_model_remove(rows, pick((int)count), 1);
}

static oriel_widget *make_any_list_view(void) {
	oriel_model *rows = oriel_array_model_new(.text = stormy_text);
	for (int i = 0; i < 40; i++)
		oriel_array_model_append(rows, oriel_borrowed("row"));
	oriel_selection_model *selection = pick(2) == 0 ?
		oriel_selection_model_new(oriel_model_ref(rows)) :
		NULL;
	return oriel_list_view(rows, make_stormy_row, bind_stormy_row, NULL,
		.row_height = pick(2) == 0 ? 30 : 0, .card_width = pick(4) == 0 ? 100 : 0,
		.selection = selection);
}

oriel_promise *storm_complete(const char *text, oriel_abort_signal *signal, void *data) {
	static const char *const completions[] = { "one", "two", NULL };
	storm_act(NULL);
	return pick(2) == 0 ? NULL : oriel_promise_new_fulfilled(oriel_borrowed(completions));
}

static oriel_widget *make_any_combo_box(void) {
	oriel_widget *combo = oriel_combo_box("combo");
	oriel_model *model = oriel_array_model_new();
	for (size_t i = 0; i < 4; i++)
		oriel_array_model_append(model, oriel_borrowed(storm_texts[i]));
	oriel_combo_box_set_model(combo, model, 0);
	if (pick(2) == 0)
		oriel_combo_box_set_source(combo, storm_complete, NULL);
	return combo;
}

static oriel_widget *make_any(void) {
	switch (pick(30)) {
	case 0:
		return oriel_button(ANY_OF(&storm.chance, storm_texts));
	case 1:
		return oriel_checkbox(ANY_OF(&storm.chance, storm_texts));
	case 2:
		return oriel_text_field(ANY_OF(&storm.chance, storm_texts));
	case 3:
		return oriel_text_field(ANY_OF(&storm.chance, storm_texts), .type = any_type(),
			.max_length = 9, .count = true, .prefix = oriel_button("prefix"),
			.suffix = oriel_label("suffix"));
	case 4:
		return oriel_form(oriel_text_field("field"), oriel_button("send"));
	case 5:
		return oriel_list(oriel_row(oriel_label("one")), oriel_row(oriel_button("two")));
	case 6:
		return pick(2) == 0 ? oriel_widget_new(&typist_class) : make_any_area();
	case 7:
		return oriel_row(oriel_label(ANY_OF(&storm.chance, storm_texts)), oriel_progress());
	case 8:
		return oriel_radio_group(oriel_radio("a"), oriel_row(oriel_radio("b")), oriel_separator());
	case 9:
		return pick(2) == 0 ? oriel_row(oriel_slider(0, 10), oriel_range_slider(0, 10)) :
							oriel_row(oriel_date_field("2026-12-01"), oriel_time_field("14:30"));
	case 10:
		return oriel_row(oriel_switch(ANY_OF(&storm.chance, storm_texts)), oriel_spinner());
	case 11:
		return oriel_meter(-1, 1);
	case 12:
		return make_any_form();
	case 13:
		return oriel_expander("more", oriel_label("inside"), oriel_button("button"));
	case 14:
		return oriel_tabs(oriel_tab_panel("a", oriel_button("in a")),
			oriel_tab_panel(ANY_OF(&storm.chance, storm_texts), oriel_text_field(NULL)));
	case 15:
		return oriel_row(oriel_icon("star"), oriel_link(ANY_OF(&storm.chance, storm_texts)),
			oriel_image(NULL, ANY_OF(&storm.chance, storm_texts)));
	case 16:
		return oriel_split_pane(oriel_column(oriel_button("a")), oriel_list(),
			.can_collapse = true, .is_vertical = pick(2) == 0);
	case 17:
		return oriel_stack(oriel_scroll_view(oriel_button("a")), oriel_status_bar());
	case 18:
		return make_any_table();
	case 19:
		return oriel_menu_button(ANY_OF(&storm.chance, storm_texts), make_any_menu());
	case 20:
		return oriel_row(oriel_menu_bar(oriel_menu_item("bar", .menu = make_any_menu()),
			oriel_menu_item("other", .menu = make_any_menu())));
	case 21:
		return oriel_set(oriel_context_menu(oriel_button("context"), make_any_menu()),
			.title = "title");
	case 22:
		return oriel_tool_bar(oriel_icon_button("save", "Save"), oriel_separator(),
			oriel_text_field(NULL), oriel_button("a"), oriel_button("b"));
	case 23:
		return oriel_select(
			oriel_option(ANY_OF(&storm.chance, storm_texts), "a"), oriel_separator(),
			oriel_option_group("group", oriel_option("b", NULL), oriel_option("c", NULL)),
			oriel_option("d", NULL));
	case 24:
		return oriel_dialog(ANY_OF(&storm.chance, storm_texts), oriel_text_field(NULL),
			oriel_widget_new(&meddler_class),
			oriel_dialog_buttons(oriel_dialog_button("no", "no"), oriel_button("yes")));
	case 25:
		return make_any_list_view();
	case 26:
		return make_any_combo_box();
	case 27:
		return oriel_scroll_view(oriel_column(make_any_area(), oriel_slider(0, 1), oriel_list(),
			oriel_radio_group(oriel_radio("a"), oriel_radio("b"))));
	case 28:
	default:
		return oriel_widget_new(&meddler_class);
	}
}

static void listen_to_all(oriel_widget *widget) {
	static const char *const types[] = {
		"pointerover",
		"pointerenter",
		"pointerdown",
		"pointermove",
		"pointerup",
		"pointercancel",
		"pointerout",
		"pointerleave",
		"gotpointercapture",
		"lostpointercapture",
		"click",
		"auxclick",
		"dblclick",
		"contextmenu",
		"wheel",
		"keydown",
		"keyup",
		"focus",
		"blur",
		"focusin",
		"focusout",
		"beforeinput",
		"input",
		"change",
		"submit",
		"compositionstart",
		"compositionupdate",
		"compositionend",
		"copy",
		"cut",
		"paste",
		"scroll",
		"scrollend",
		"select",
		"beforetoggle",
		"toggle",
		"command",
		"cancel",
		"close",
	};
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		oriel_listen(widget, types[i], on_event, NULL, .capture = pick(4) == 0);
}

static void remember(oriel_widget *widget) {
	storm.widgets[storm.made++ % WIDGETS] = oriel_widget_to_id(widget);
}

/* The class of the widget may destroy it when its attribute "style" changes. */
static oriel_widget *make_styled(void) {
	char style[160];
	oriel_widget *widget = make_any();
	oriel_widget_id id = oriel_widget_to_id(widget);
	unsigned width = 20 + pick(150), height = 20 + pick(80), top = 1 + pick(200);
	bool is_absolute = pick(4) == 0, does_scroll = pick(6) == 0;
	snprintf(style, sizeof(style), "width: %upx; height: %upx; top: %upx; left: %upx%s%s", width,
		height, top, 1 + pick(200), is_absolute ? "; position: absolute" : "",
		does_scroll ? "; overflow-y: auto" : "");
	oriel_set(widget, .style = style);
	widget = oriel_widget_from_id(id);
	return widget != NULL ? widget : oriel_button("instead");
}

oriel_widget *storm_make(void) {
	oriel_widget *widget = make_styled();
	listen_to_all(widget);
	if (pick(4) == 0)
		oriel_listen(oriel_widget_signal(widget), "abort", on_event, NULL);
	for (oriel_widget *at = oriel_widget_next_in_tree(widget, widget); at != NULL;
		at = oriel_widget_next_in_tree(at, widget))
		remember(at);
	remember(widget);
	return widget;
}

void storm_open_window(void) {
	static const char *const types[] = { "lostpointercapture", "close", "focus", "blur", "resize",
		"visibilitychange", "keydown", "click" };
	oriel_window *window = oriel_window_open(storm.app, .width = 300, .height = 240);
	assert_non_null(window);
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		oriel_listen(window, types[i], on_event, NULL);
	oriel_mutation_observe(oriel_mutation_observer_new(on_records, NULL), oriel_window_root(window),
		ORIEL_OBSERVE_CHILDREN | ORIEL_OBSERVE_SUBTREE | ORIEL_OBSERVE_ATTRIBUTES);
}
