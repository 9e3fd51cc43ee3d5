/* SPDX-License-Identifier: MIT */
/*
 * A user interface in a storm of input. Random input of every kind goes to several windows. Their
 * listeners and classes make random, nested changes to the tree, focus, captures, texts and the
 * windows themselves. After every step no pointer of a window may point outside its tree;
 * sanitizers find other errors.
 *
 * Each run plays random seeds for five seconds. ORIEL_TEST_SECONDS=600 plays longer;
 * ORIEL_TEST_SEED=n plays a single seed.
 */
#include <oriel/extend/input_event.h>
#include <oriel/extend/style.h>
#include <oriel/extend/widget.h>
#include <oriel/oriel.h>
#include <oriel/widgets.h>

#include "chance.h"
#include "shrink.h"
#include "test.h"

#include "input/pointer_internal.h"
#include "input/popover_internal.h"
#include "platform/headless_internal.h"

#include <stdio.h>
#include <string.h>

enum {
	STEP_SIZE = 4,
	WIDGETS = 48,
	DEEPEST = 24,
	MOST_WINDOWS = 2,
	ACTS_A_STEP = 40,
	ACTS_WITHIN = 3
};

static struct storm {
	oriel_app *app;
	oriel_loop *loop;
	oriel_widget_id widgets[WIDGETS]; /* created last; some are freed */
	size_t made;
	struct chance chance; /* the random numbers of the step */
	int acts, depth;      /* acts left in this step; depth of nested acts */
	bool is_over;
} storm;

static uint32_t pick(uint32_t count) {
	return roll(&storm.chance, count);
}

/* ---- Random windows and widgets ---- */

static oriel_window *any_window(void) {
	oriel_window *window = oriel_app_first_window(storm.app);
	for (uint32_t steps = pick(MOST_WINDOWS);
		window != NULL && oriel_window_next(window) != NULL && steps > 0; steps--)
		window = oriel_window_next(window);
	return window;
}

static bool is_root(const oriel_widget *widget) {
	oriel_window *window = oriel_widget_window(widget);
	return window != NULL && oriel_window_root(window) == widget;
}

/* Returns a random widget that is neither destroyed nor being destroyed, nor a root; or NULL. */
static oriel_widget *any_widget(void) {
	oriel_widget *widget = oriel_widget_from_id(storm.widgets[pick(WIDGETS)]);
	return widget != NULL && !oriel_widget_is_destroyed(widget) && !is_root(widget) ? widget : NULL;
}

static size_t depth_of(const oriel_widget *widget) {
	size_t depth = 0;
	for (const struct oriel__node *node = oriel__node_of(widget); node != NULL; node = node->parent)
		depth++;
	return depth;
}

/* Returns a window's root, or a widget at a limited depth; or NULL. */
static oriel_widget *any_parent(void) {
	oriel_widget *widget = pick(3) == 0 ? NULL : any_widget();
	if (widget == NULL && any_window() != NULL)
		widget = oriel_window_root(any_window());
	return widget != NULL && depth_of(widget) < DEEPEST ? widget : NULL;
}

static size_t height_of(const oriel_widget *widget) {
	size_t deepest = 0;
	for (oriel_widget *at = oriel_first_child(widget); at != NULL; at = oriel_next_sibling(at)) {
		size_t height = height_of(at);
		deepest = height > deepest ? height : deepest;
	}
	return deepest + 1;
}

/* ---- Code of the program ---- */

static void act(oriel_event *event);

static void on_event(oriel_event *event, void *data) {
	act(event);
}

/* A prompt is answered, or its dialog is destroyed. */
static struct oriel_completion on_answer(struct oriel_payload answer, void *data) {
	act(NULL);
	return ORIEL_COMPLETE;
}

static void on_microtask(void *data) {
	act(NULL);
}

static void on_records(const struct oriel_mutation_record *records, size_t count, void *data) {
	for (size_t i = 0; i < count; i++)
		assert_non_null(oriel_widget_type(records[i].target));
	act(NULL);
}

static void meddler_hook(oriel_widget *widget) {
	act(NULL);
}

static void meddler_changed(oriel_widget *widget, const struct oriel_change *change) {
	assert_false(oriel__node_of(widget)->destroyed);
	act(NULL);
}

static uint64_t meddler_pre_activate(oriel_widget *widget, oriel_event *event) {
	act(event);
	return 7;
}

static void meddler_cancel_activate(oriel_widget *widget, oriel_event *event, uint64_t before) {
	assert_int_equal(before, 7);
	act(NULL);
}

static void meddler_activate(oriel_widget *widget, oriel_event *event) {
	act(NULL);
}

static bool meddler_default_action(oriel_widget *widget, oriel_event *event) {
	act(event);
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

static const char *const texts[] = { "", "a", "Ärger", "日本語", "שלום", "e\xcc\x81", "\xff",
	"two words", "👨‍👩‍👧" };

static oriel_widget *make_any_form(void) {
	oriel_widget *name = oriel_text_field(NULL), *sizes = oriel_radio_group(oriel_radio("S"));
	oriel_set_attribute(name, "required", "");
	oriel_set_attribute(sizes, "required", "");
	return oriel_form(oriel_field("Name", name, .description = "hint"),
		oriel_field("Size", sizes), oriel_button("send"));
}

static const char *any_type(void) {
	static const char *const types[] = { "text", "password", "search", "number", "email", "tel",
		"url" };
	return ANY_OF(&storm.chance, types);
}

static oriel_widget *make_any_area(void) {
	return oriel_text_area(ANY_OF(&storm.chance, texts), .value = "one\ntwo words\n\nthree",
		.rows = 1 + pick(3), .max_rows = pick(2) * 5, .no_wrap = pick(2) == 0,
		.line_numbers = pick(2) == 0, .inserts_tabs = pick(2) == 0);
}

static oriel_widget *make_any_table(void) {
	oriel_widget *table = oriel_table(oriel_table_column("a", .can_sort = true),
		oriel_table_column("b", .width = 60, .is_end_aligned = true));
	for (int i = 0; i < 3; i++)
		oriel_table_append(table,
			oriel_table_row(oriel_label(ANY_OF(&storm.chance, texts)), oriel_button("b")));
	return table;
}

static oriel_widget *make_any_menu(void) {
	oriel_widget *inner = oriel_menu(oriel_menu_radio_item("a"), oriel_menu_radio_item("b"));
	return oriel_menu(oriel_menu_item(ANY_OF(&storm.chance, texts), .menu = inner),
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

static oriel_promise *complete(const char *text, oriel_abort_signal *signal, void *data) {
	static const char *const completions[] = { "one", "two", NULL };
	act(NULL);
	return pick(2) == 0 ? NULL : oriel_promise_new_fulfilled(oriel_borrowed(completions));
}

static oriel_widget *make_any_combo_box(void) {
	oriel_widget *combo = oriel_combo_box("combo");
	oriel_model *model = oriel_array_model_new();
	for (size_t i = 0; i < 4; i++)
		oriel_array_model_append(model, oriel_borrowed(texts[i]));
	oriel_combo_box_set_model(combo, model, 0);
	if (pick(2) == 0)
		oriel_combo_box_set_source(combo, complete, NULL);
	return combo;
}

static oriel_widget *make_any(void) {
	switch (pick(30)) {
	case 0:
		return oriel_button(ANY_OF(&storm.chance, texts));
	case 1:
		return oriel_checkbox(ANY_OF(&storm.chance, texts));
	case 2:
		return oriel_text_field(ANY_OF(&storm.chance, texts));
	case 3:
		return oriel_text_field(ANY_OF(&storm.chance, texts), .type = any_type(), .max_length = 9,
			.count = true, .prefix = oriel_button("prefix"), .suffix = oriel_label("suffix"));
	case 4:
		return oriel_form(oriel_text_field("field"), oriel_button("send"));
	case 5:
		return oriel_list(oriel_row(oriel_label("one")), oriel_row(oriel_button("two")));
	case 6:
		return pick(2) == 0 ? oriel_widget_new(&typist_class) : make_any_area();
	case 7:
		return oriel_row(oriel_label(ANY_OF(&storm.chance, texts)), oriel_progress());
	case 8:
		return oriel_radio_group(oriel_radio("a"), oriel_row(oriel_radio("b")), oriel_separator());
	case 9:
		return pick(2) == 0 ? oriel_range_slider(0, 10) :
							oriel_row(oriel_date_field("2026-12-01"), oriel_time_field("14:30"));
	case 10:
		return oriel_row(oriel_switch(ANY_OF(&storm.chance, texts)), oriel_spinner());
	case 11:
		return oriel_meter(-1, 1);
	case 12:
		return make_any_form();
	case 13:
		return oriel_expander("more", oriel_label("inside"), oriel_button("button"));
	case 14:
		return oriel_tabs(oriel_tab_panel("a", oriel_button("in a")),
			oriel_tab_panel(ANY_OF(&storm.chance, texts), oriel_text_field(NULL)));
	case 15:
		return oriel_row(oriel_icon("star"), oriel_link(ANY_OF(&storm.chance, texts)),
			oriel_image(NULL, ANY_OF(&storm.chance, texts)));
	case 16:
		return oriel_split_pane(oriel_column(oriel_button("a")), oriel_list(),
			.can_collapse = true, .is_vertical = pick(2) == 0);
	case 17:
		return oriel_stack(oriel_scroll_view(oriel_button("a")), oriel_status_bar());
	case 18:
		return make_any_table();
	case 19:
		return oriel_menu_button(ANY_OF(&storm.chance, texts), make_any_menu());
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
		return oriel_select(oriel_option(ANY_OF(&storm.chance, texts), "a"), oriel_separator(),
			oriel_option_group("group", oriel_option("b", NULL), oriel_option("c", NULL)),
			oriel_option("d", NULL));
	case 24:
		return oriel_dialog(ANY_OF(&storm.chance, texts), oriel_text_field(NULL),
			oriel_widget_new(&meddler_class),
			oriel_dialog_buttons(oriel_dialog_button("no", "no"), oriel_button("yes")));
	case 25:
		return make_any_list_view();
	case 26:
		return make_any_combo_box();
	case 27:
		return oriel_row(oriel_icon("star"), oriel_link(ANY_OF(&storm.chance, texts)),
			oriel_image(NULL, ANY_OF(&storm.chance, texts)));
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

static oriel_widget *make(void) {
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

static void open_window(void) {
	static const char *const types[] = { "lostpointercapture", "close", "focus", "blur", "resize",
		"visibilitychange", "keydown", "click" };
	oriel_window *window = oriel_window_open(storm.app, .width = 300, .height = 240);
	assert_non_null(window);
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		oriel_listen(window, types[i], on_event, NULL);
	oriel_mutation_observe(oriel_mutation_observer_new(on_records, NULL), oriel_window_root(window),
		ORIEL_OBSERVE_CHILDREN | ORIEL_OBSERVE_SUBTREE | ORIEL_OBSERVE_ATTRIBUTES);
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

static void act_on_tree(void) {
	oriel_widget *widget = any_widget();
	if (widget == NULL || pick(3) == 0)
		widget = make();
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

static bool is_field(const oriel_widget *widget) {
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
		oriel_text_field_set_text(field, ANY_OF(&storm.chance, texts));
		break;
	case 1:
		oriel_text_field_select(field, pick(12), pick(12));
		break;
	case 2:
		oriel_text_field_set_read_only(field, pick(2) == 0);
		break;
	case 3:
		oriel_text_field_set_placeholder(field, ANY_OF(&storm.chance, texts));
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
	if (pick(6) == 0 && !is_popover_part(widget))
		oriel_set_attribute(widget, "popover", NULL);
	else if (!oriel_has_attribute(widget, "popover") || pick(6) == 0)
		oriel_set_attribute(widget, "popover", ANY_OF(&storm.chance, kinds));
	source = any_widget();
	if (oriel_widget_is_destroyed(widget) || pick(6) == 0)
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
		oriel_select_set_value(select, ANY_OF(&storm.chance, texts));
		break;
	case 2:
		oriel_select_set_selected(select, NULL);
		break;
	case 3:
		if (list != NULL)
			oriel_append(list, oriel_option(ANY_OF(&storm.chance, texts), NULL));
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
		oriel_combo_box_set_text(combo, ANY_OF(&storm.chance, texts));
		break;
	case 2:
		oriel_combo_box_set_source(combo, complete, NULL);
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
		oriel_text_area_set_text(area, ANY_OF(&storm.chance, texts));
		break;
	case 1:
		oriel_text_area_append_text(area, "more\nlines\n", pick(12));
		break;
	case 2:
		oriel_text_area_select(area, pick(30), pick(30));
		break;
	case 3:
		oriel_text_area_find(area, ANY_OF(&storm.chance, texts), 0);
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
	else if (is_a(widget, "split-pane"))
		oriel_split_pane_set_collapsed(widget, pick(2) == 0);
	else if (is_a(widget, "toast"))
		oriel_toast_dismiss(widget);
	else if (is_a(widget, "expander"))
		oriel_expander_set_open(widget, !oriel_expander_is_open(widget));
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
	case 7:
		break;
	default:
		oriel_focus(widget);
	}
}

static void act_on_window(void) {
	oriel_window *window = any_window();
	if (window == NULL)
		return;
	switch (pick(14)) {
	case 0:
		oriel_window_close(window);
		break;
	case 1:
		oriel_window_destroy(window);
		break;
	case 2:
		if (has_room())
			open_window();
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
		oriel_toast(window, ANY_OF(&storm.chance, texts), .action = pick(2) ? "Undo" : NULL,
			.timeout_ms = pick(200));
		break;
	case 7:
		if (pick(4) == 0)
			oriel_promise_unref(oriel_then(oriel_prompt(window, "?", .text = "a"), on_answer,
				on_answer, NULL));
		break;
	default:
		oriel_window_update(window);
	}
}

static void act(oriel_event *event) {
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
		act_on_tree();
	}
	storm.depth--;
}

/* ---- Input of the user ---- */

static void push_pointer(oriel_window *window, enum oriel_raw_input_type type) {
	uint32_t id = pick(4);
	oriel_input_push(window,
		&(const struct oriel_raw_input){ .type = type,
			.pointer_id = (int64_t)id,
			.pointer_kind = id == 0 ? ORIEL_POINTER_MOUSE :
				id == 1             ? ORIEL_POINTER_PEN :
									ORIEL_POINTER_TOUCH,
			.x = (float)pick(320) - 10,
			.y = (float)pick(260) - 10,
			.button = (int)pick(3),
			.modifiers = pick(2),
			.pressure = 0.5f,
			.wheel_x = (float)pick(40) - 20,
			.wheel_y = (float)pick(80) - 40 });
}

static void push_key(oriel_window *window, enum oriel_raw_input_type type) {
	static const char *const keys[] = {
		"Tab",
		"Enter",
		" ",
		"c",
		"x",
		"v",
		"a",
		"z",
		"ArrowLeft",
		"ArrowRight",
		"ArrowDown",
		"Home",
		"End",
		"Backspace",
		"Delete",
		"ContextMenu",
		"Escape",
		"ArrowUp",
		"b",
		"F10",
		"Alt",
	};
	static const char *const codes[] = { "KeyA", "KeyC", "KeyV", "KeyX", "KeyZ", "Space", "" };
	oriel_input_push(window,
		&(const struct oriel_raw_input){ .type = type,
			.key = ANY_OF(&storm.chance, keys),
			.code = ANY_OF(&storm.chance, codes),
			.modifiers = pick(4),
			.repeat = pick(4) == 0 });
}

static void push_window(oriel_window *window) {
	oriel_platform_window *platform_window = oriel__surface_of_window(window)->platform_window;
	switch (pick(6)) {
	case 0:
		oriel__headless_resize(
			platform_window, (struct oriel_size){ 100 + (float)pick(300), 100 + (float)pick(200) });
		break;
	case 1:
		oriel__headless_set_visible(platform_window, pick(3) != 0);
		break;
	case 2:
		oriel__headless_set_scale(platform_window, 1 + (float)pick(3) / 2);
		break;
	case 3:
		oriel_input_push(window, &(const struct oriel_raw_input){ .type = ORIEL_RAW_CLOSE });
		break;
	default:
		oriel_input_push(window,
			&(const struct oriel_raw_input){
				.type = pick(2) == 0 ? ORIEL_RAW_FOCUS : ORIEL_RAW_BLUR });
	}
}

static void push_any(oriel_window *window) {
	switch (pick(10)) {
	case 0:
	case 1:
	case 2:
	case 3:
		push_pointer(window, (enum oriel_raw_input_type)pick(ORIEL_RAW_WHEEL + 1));
		break;
	case 4:
	case 5:
		push_key(window, pick(3) == 0 ? ORIEL_RAW_KEY_UP : ORIEL_RAW_KEY_DOWN);
		break;
	case 6:
		push_window(window);
		break;
	default:
		oriel_input_push(window,
			&(const struct oriel_raw_input){
				.type = pick(3) == 0 ? ORIEL_RAW_TEXT : ORIEL_RAW_PREEDIT,
				.text = ANY_OF(&storm.chance, texts),
				.preedit_caret = pick(9) });
	}
}

/* ---- Invariants ---- */

static void assert_kept(const struct oriel__surface *surface, const struct oriel__node *node) {
	if (node != NULL)
		assert_true(oriel__surface_has(surface, node));
}

static void assert_pointer(const struct oriel__pointer *pointer) {
	const struct oriel__surface *surface = pointer->surface;
	assert_kept(surface, pointer->over);
	assert_kept(surface, pointer->capture);
	assert_kept(surface, pointer->pending_capture);
	assert_kept(surface, pointer->active);
	assert_kept(surface, pointer->scroller);
	for (int i = 0; i < ORIEL__POINTER_BUTTONS; i++)
		assert_kept(surface, pointer->pressed[i]);
}

static void assert_node(const struct oriel__surface *surface, const struct oriel__node *node) {
	assert_ptr_equal(node->tree, &surface->tree);
	assert_false(node->destroyed);
	if (node != surface->focus.node)
		assert_false(node->states & ORIEL_STATE_FOCUS);
	if (node->parent != NULL && (node->states & ORIEL_STATE_HOVER))
		assert_true(node->parent->states & ORIEL_STATE_HOVER);
	if (node->parent != NULL && (node->states & ORIEL_STATE_FOCUS_WITHIN))
		assert_true(node->parent->states & ORIEL_STATE_FOCUS_WITHIN);
	if (is_field(oriel__widget_of(node))) {
		size_t anchor, caret, length = strlen(oriel_text_field_text(oriel__widget_of(node)));
		oriel_text_field_selection(oriel__widget_of(node), &anchor, &caret);
		assert_true(anchor <= length && caret <= length);
	}
}

static void assert_popovers(const struct oriel__surface *surface) {
	for (int i = 0; i < 2; i++) {
		oriel__list_each (
			popover, &surface->popovers[i], const struct oriel__popover, link) {
			assert_true(oriel__surface_has(surface, popover->node));
			assert_true(popover->node->states & ORIEL_STATE_POPOVER_OPEN);
			assert_true(popover->node->on_top);
		}
	}
}

static void assert_surface(const struct oriel__surface *surface) {
	assert_popovers(surface);
	assert_kept(surface, surface->focus.node);
	assert_kept(surface, surface->focus.start);
	assert_kept(surface, surface->focus.held);
	assert_kept(surface, surface->hover);
	assert_kept(surface, surface->press.node);
	for (const struct oriel__pointer *pointer = surface->pointers; pointer != NULL;
		pointer = pointer->next)
		assert_pointer(pointer);
	for (const struct oriel__node *node = surface->tree.root; node != NULL;
		node = oriel__flat_next(node, surface->tree.root))
		assert_node(surface, node);
}

static void assert_all(void) {
	for (oriel_window *window = oriel_app_first_window(storm.app); window != NULL;
		window = oriel_window_next(window))
		assert_surface(oriel__surface_of_window(window));
}

/* ---- Plays ---- */

static void play_step(const uint8_t *step) {
	storm.chance = chance_of_step(step, STEP_SIZE);
	storm.acts = ACTS_A_STEP;
	if (oriel_app_first_window(storm.app) == NULL)
		open_window();
	for (uint32_t more = 1 + pick(3); more > 0 && any_window() != NULL; more--)
		push_any(any_window());
	if (pick(2) == 0)
		act_on_tree();
	else
		act(NULL);
	assert_all();
	oriel_loop_advance(storm.loop, pick(3) == 0 ? (double)pick(700) : 20);
	/* the listeners also run in the checkpoints of resize observers, and change sizes there */
	while (take_log("resize observers have changed sizes"))
		continue;
	assert_all();
}

static bool play(const uint8_t *steps, size_t count, bool print) {
	storm = (struct storm){ .app = oriel_app_new("org.oriel.test", .headless = true),
		.chance = { 1 } };
	storm.loop = oriel_app_loop(storm.app);
	open_window();
	for (size_t i = 0; i < count; i++) {
		if (print)
			print_step(steps + STEP_SIZE * i, STEP_SIZE, "");
		play_step(steps + STEP_SIZE * i);
	}
	storm.is_over = true;
	oriel_app_destroy(storm.app);
	return true;
}

static void random_input_leaves_no_dangling_pointer(void **state) {
	play_seeds(&(const struct random_test){
		.step_size = STEP_SIZE, .max_steps = 200, .seconds = 5, .play = play });
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(random_input_leaves_no_dangling_pointer));
}
