/* SPDX-License-Identifier: MIT */
/*
 * Two models stand between the store and the list: one sorts the notes by time, and one contains
 * those that the search finds. Both follow the store by themselves.
 */
#include "sidebar.h"

#include <oriel/widgets.h>

#include "note.h"

static const char sheet_text[] =
	".sidebar { gap: 0 }"
	".sidebar > .bar { padding: 8px 8px 8px 10px; gap: 6px }"
	".sidebar > .bar > text-field { flex: 1 1 0; min-width: 0 }"
	".sidebar > list-view { border: none; border-radius: 0; background: transparent; padding: 0 8px 8px }"
	".sidebar > list-view > .note { gap: 2px; min-height: 0; margin-bottom: 2px; padding: 8px 10px;"
	"	border: none; border-radius: var(--radius) }"
	".sidebar > list-view > .note:hover { background: var(--wash-strong) }"
	".sidebar > list-view > .note:selected { background: var(--accent-wash) }"
	".note > .title { font-size: var(--font-size); font-weight: 600; white-space: nowrap }"
	".note > row { gap: 8px }"
	".note .time { flex: none }"
	".note .preview { flex: 1 1 0; min-width: 0; white-space: nowrap }"
	".sidebar list-view > .none { padding: 24px 8px; border: none; text-align: center }";

/* ---- Rows ---- */

static oriel_widget *make_row(void *data) {
	(void)data;
	oriel_widget *title = oriel_set(oriel_label(NULL), .classes = "title");
	oriel_widget *time = oriel_set(oriel_label(NULL), .classes = "small time");
	oriel_widget *preview = oriel_set(oriel_label(NULL), .classes = "small muted preview");
	return oriel_set(oriel_column(title, oriel_row(time, preview)), .classes = "note");
}

static void bind_row(oriel_widget *row, oriel_model *model, uint64_t key, void *data) {
	const struct note *note = oriel_model_item(model, key);
	oriel_widget *line = oriel_child_at(row, 1);
	char time[NOTE_TIME_SIZE];
	(void)data;
	oriel_label_set_text(oriel_child_at(row, 0), note->title);
	oriel_label_set_text(oriel_child_at(line, 0), note_short_time(note, clock_now_ms(), time));
	oriel_label_set_text(oriel_child_at(line, 1), note->preview);
}

static int compare_times(oriel_model *model, uint64_t a, uint64_t b, void *data) {
	const struct note *first = oriel_model_item(model, a), *second = oriel_model_item(model, b);
	(void)data;
	return first->time_ms > second->time_ms ? -1 : first->time_ms < second->time_ms;
}

static bool is_found(oriel_model *model, uint64_t key, void *data) {
	return note_matches(oriel_model_item(model, key), sidebar_query(data));
}

/* ---- Searching ---- */

const char *sidebar_query(const struct sidebar *sidebar) {
	return oriel_text_field_text(sidebar->search);
}

static void show_reason_of_emptiness(struct sidebar *sidebar) {
	oriel_label_set_text(
		sidebar->empty, sidebar_query(sidebar)[0] != '\0' ? "No note is found" : "No notes yet");
}

static uint64_t selected_key(const struct sidebar *sidebar) {
	size_t index = 0;
	bool has_selected = oriel_selection_model_next(
		oriel_list_view_selection(sidebar->list), &index);
	return has_selected ? oriel_model_key(sidebar->rows, 0, index) : 0;
}

static void on_input(oriel_event *event, void *data) {
	struct sidebar *sidebar = data;
	(void)event;
	oriel_filter_model_refilter(sidebar->rows);
	show_reason_of_emptiness(sidebar);
	sidebar->on_search(sidebar->data);
}

void sidebar_clear_query(struct sidebar *sidebar) {
	if (sidebar_query(sidebar)[0] == '\0')
		return;
	oriel_text_field_set_text(sidebar->search, "");
	on_input(NULL, sidebar);
}

void sidebar_focus_search(struct sidebar *sidebar) {
	oriel_focus(sidebar->search);
	oriel_text_field_select_all(sidebar->search);
}

static void on_key(oriel_event *event, void *data) {
	struct sidebar *sidebar = data;
	bool is_down = oriel_key_is(event, "ArrowDown");
	if (!is_down && !oriel_key_is(event, "Enter"))
		return;
	oriel_prevent_default(event);
	if (selected_key(sidebar) == 0)
		sidebar_select_first(sidebar);
	if (is_down)
		oriel_focus(sidebar->list);
}

/* ---- Selecting ---- */

static void on_change(oriel_event *event, void *data) {
	struct sidebar *sidebar = data;
	uint64_t key = selected_key(sidebar);
	(void)event;
	if (key != 0)
		sidebar->on_select(key, sidebar->data);
}

static uint64_t select_row(struct sidebar *sidebar, size_t index) {
	oriel_selection_model_select(oriel_list_view_selection(sidebar->list), index);
	oriel_list_view_scroll_to(sidebar->list, index, .block = ORIEL_SCROLL_NEAREST);
	return oriel_model_key(sidebar->rows, 0, index);
}

void sidebar_select(struct sidebar *sidebar, uint64_t key) {
	size_t index;
	if (oriel_model_find(sidebar->rows, 0, key, &index))
		select_row(sidebar, index);
	else
		oriel_selection_model_clear(oriel_list_view_selection(sidebar->list));
}

void sidebar_reveal(struct sidebar *sidebar, uint64_t key) {
	size_t index;
	if (oriel_model_find(sidebar->rows, 0, key, &index))
		oriel_list_view_scroll_to(sidebar->list, index, .block = ORIEL_SCROLL_NEAREST);
}

uint64_t sidebar_select_lead(struct sidebar *sidebar) {
	size_t index = 0, count = oriel_model_count(sidebar->rows, 0);
	bool has_lead = oriel_selection_model_lead(oriel_list_view_selection(sidebar->list), &index);
	return count > 0 ? select_row(sidebar, has_lead ? index : 0) : 0;
}

void sidebar_select_first(struct sidebar *sidebar) {
	if (oriel_model_count(sidebar->rows, 0) > 0)
		sidebar->on_select(select_row(sidebar, 0), sidebar->data);
}

void sidebar_step(struct sidebar *sidebar, int step) {
	size_t index = 0, count = oriel_model_count(sidebar->rows, 0);
	if (!oriel_selection_model_next(oriel_list_view_selection(sidebar->list), &index))
		sidebar_select_first(sidebar);
	else if (step < 0 ? index > 0 : index + 1 < count)
		sidebar->on_select(select_row(sidebar, step < 0 ? index - 1 : index + 1), sidebar->data);
}

/* ---- Making ---- */

void sidebar_set_loaded(struct sidebar *sidebar) {
	show_reason_of_emptiness(sidebar);
}

oriel_widget *sidebar_make(struct sidebar *sidebar, oriel_model *notes,
	void (*on_select)(uint64_t key, void *data), void (*on_search)(void *data), void *data) {
	static const struct oriel_sort_key newest_first = { .compare_rows = compare_times };
	*sidebar = (struct sidebar){ .on_select = on_select, .on_search = on_search, .data = data };
	sidebar->search = oriel_text_field("Search", .type = "search", .prefix = oriel_icon("search"));
	sidebar->empty = oriel_set(oriel_label(NULL), .classes = "muted none");
	oriel_model *sorted = oriel_sort_model_new(oriel_model_ref(notes), &newest_first, 1);
	sidebar->rows = oriel_filter_model_new(sorted, is_found, sidebar);
	oriel_selection_model *selection = oriel_selection_model_new(
		oriel_model_ref(sidebar->rows), .mode = ORIEL_SELECTION_MODE_SINGLE);
	sidebar->list = oriel_list_view(sidebar->rows, make_row, bind_row, NULL,
		.selection = selection, .estimated_height = 56, .empty = sidebar->empty);
	oriel_set_attribute(sidebar->list, "aria-label", "Notes");
	oriel_listen(sidebar->search, "input", on_input, sidebar);
	oriel_listen(sidebar->search, "keydown", on_key, sidebar);
	oriel_listen(sidebar->list, "change", on_change, sidebar);
	oriel_command_add_shortcut(sidebar->list, "note.delete", "Delete");
	oriel_widget *add = oriel_set(oriel_icon_button("edit", "New note (Ctrl+N)"),
		.classes = "flat");
	oriel_set_attribute(add, "data-command", "note.new");
	oriel_widget *bar = oriel_set(oriel_row(sidebar->search, add), .classes = "bar");
	oriel_widget *column = oriel_set(oriel_column(bar, sidebar->list), .classes = "sidebar");
	oriel_widget_add_sheet(column, oriel_sheet_parse(sheet_text, .name = "sidebar"));
	return column;
}
