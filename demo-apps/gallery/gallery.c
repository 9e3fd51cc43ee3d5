/* SPDX-License-Identifier: MIT */
/*
 * The rows of the list are a filtered model over all sections and the titles of their groups. The
 * selection of the list decides what is shown. A section that a search hides stays shown, and is
 * selected again when it comes back.
 */
#include "gallery.h"

#include <stdlib.h>
#include <string.h>

#include <oriel/widgets.h>

static const char sheet_text[] =
	".sidebar { padding: 12px 8px 0; gap: 10px; background: var(--surface) }"
	".sidebar > list-view { border: none; border-radius: 0; margin-inline: -8px }"
	".sidebar list-view > label { min-height: 0; padding: 4px 16px; border-bottom: none }"
	".sidebar list-view > .header { padding-top: 14px; background: var(--surface);"
	"	color: var(--text-muted); font-size: var(--font-size-small); font-weight: bold }"
	".bar { padding: 10px 20px; gap: 24px; border-bottom: 1px solid var(--line);"
	"	background: var(--surface) }"
	".bar > .title { flex: 1; font-size: var(--font-size-heading) }"
	".stage { padding: 20px }"
	".source { flex: 1 1 0; padding: 12px 8px; border: none; border-radius: 0; font-family: monospace;"
	"	font-size: 13px; direction: ltr }"
	".empty { padding: 16px }";

/* ---- The rows ---- */

static const char *row_text(void *item, unsigned column, void *data) {
	const struct gallery_row *row = item;
	(void)column;
	(void)data;
	return row->section != NULL ? row->section->title : row->group->title;
}

static bool row_is_header(oriel_model *model, uint64_t key, void *data) {
	const struct gallery_row *row = oriel_model_item(model, key);
	(void)data;
	return row->section == NULL;
}

static oriel_widget *make_header(void *data) {
	(void)data;
	return oriel_label(NULL);
}

static void bind_header(oriel_widget *header, oriel_model *model, uint64_t key, void *data) {
	(void)data;
	if (key != 0)
		oriel_label_set_text(header, oriel_model_text(model, key, 0));
}

/* Returns whether a section, or a section of the group, matches the search. */
static bool row_matches(oriel_model *model, uint64_t key, void *data) {
	const struct gallery *gallery = data;
	const struct gallery_row *row = oriel_model_item(model, key);
	const char *query = oriel_text_field_text(gallery->search);
	if (row->section != NULL)
		return section_matches(row->group, row->section, query);
	for (size_t i = 0; i < row->group->count; i++)
		if (section_matches(row->group, &row->group->sections[i], query))
			return true;
	return false;
}

static oriel_model *make_rows(struct gallery *gallery) {
	oriel_model *all = oriel_array_model_new(.text = row_text);
	struct gallery_row *row = gallery->rows;
	for (size_t i = 0; i < SECTION_GROUP_COUNT; i++) {
		const struct section_group *group = section_groups[i];
		for (size_t j = 0; j <= group->count && row < gallery->rows + GALLERY_ROW_LIMIT; j++) {
			*row = (struct gallery_row){ group, j > 0 ? &group->sections[j - 1] : NULL };
			oriel_array_model_append(all, oriel_borrowed(row++));
		}
	}
	return oriel_filter_model_new(all, row_matches, gallery);
}

static const struct gallery_row *row_at(const struct gallery *gallery, size_t index) {
	oriel_model *rows = oriel_list_view_model(gallery->list);
	return oriel_model_item(rows, oriel_model_key(rows, 0, index));
}

/* ---- Showing a section ---- */

static void gallery_show(struct gallery *gallery, const struct gallery_row *row) {
	if (row->section == NULL || row->section == gallery->shown)
		return;
	char *source = section_source(row->group, row->section);
	gallery->shown = row->section;
	oriel_label_set_text(gallery->title, row->section->title);
	oriel_widget_clear(gallery->stage);
	oriel_append(gallery->stage, row->section->make());
	oriel_text_area_set_text(gallery->source, source);
	free(source);
}

static void on_list_change(oriel_event *event, void *data) {
	struct gallery *gallery = data;
	size_t index = 0;
	(void)event;
	if (oriel_selection_model_next(oriel_list_view_selection(gallery->list), &index))
		gallery_show(gallery, row_at(gallery, index));
}

/* Selects the shown section in the list and scrolls to it, unless the search hides it. */
static void select_shown(struct gallery *gallery) {
	size_t count = oriel_model_count(oriel_list_view_model(gallery->list), 0);
	for (size_t i = 0; i < count; i++) {
		if (row_at(gallery, i)->section != gallery->shown)
			continue;
		oriel_selection_model_select(oriel_list_view_selection(gallery->list), i);
		oriel_list_view_scroll_to(gallery->list, i, .block = ORIEL_SCROLL_CENTER);
	}
}

/* Shows the first section that the search has found. */
static void show_first(struct gallery *gallery) {
	if (oriel_model_count(oriel_list_view_model(gallery->list), 0) < 2)
		return;
	gallery_show(gallery, row_at(gallery, 1)); /* row 0 is the title of its group */
	select_shown(gallery);
}

bool gallery_choose(struct gallery *gallery, const char *name) {
	for (size_t i = 0; i < GALLERY_ROW_LIMIT && gallery->rows[i].group != NULL; i++) {
		const struct section *section = gallery->rows[i].section;
		if (section == NULL || strcmp(section->name, name) != 0)
			continue;
		gallery_show(gallery, &gallery->rows[i]);
		select_shown(gallery);
		return true;
	}
	return false;
}

/* ---- The search ---- */

static void on_search_input(oriel_event *event, void *data) {
	struct gallery *gallery = data;
	(void)event;
	oriel_filter_model_refilter(oriel_list_view_model(gallery->list));
	select_shown(gallery);
}

static void on_search_key(oriel_event *event, void *data) {
	struct gallery *gallery = data;
	bool is_down = oriel_key_is(event, "ArrowDown");
	if (!is_down && !oriel_key_is(event, "Enter"))
		return;
	oriel_prevent_default(event);
	if (oriel_selection_model_count(oriel_list_view_selection(gallery->list)) == 0)
		show_first(gallery);
	if (is_down)
		oriel_focus(gallery->list);
}

/* ---- The appearance ---- */

static void on_dark(oriel_event *event, void *data) {
	struct gallery *gallery = data;
	(void)event;
	oriel_app_set_appearance(gallery->app, .color_scheme = oriel_switch_is_on(gallery->dark) ?
		ORIEL_COLOR_SCHEME_DARK : ORIEL_COLOR_SCHEME_LIGHT);
}

static void on_contrast(oriel_event *event, void *data) {
	struct gallery *gallery = data;
	(void)event;
	oriel_app_set_appearance(gallery->app, .contrast = oriel_switch_is_on(gallery->contrast) ?
		ORIEL_CONTRAST_MORE : ORIEL_CONTRAST_NORMAL);
}

static void on_right_to_left(oriel_event *event, void *data) {
	struct gallery *gallery = data;
	(void)event;
	oriel_set_style(oriel_window_root(gallery->window), "direction",
		oriel_switch_is_on(gallery->right_to_left) ? "rtl" : "ltr");
}

/* Shows the appearance in the switches, which the desktop may change too. */
static void show_appearance(struct gallery *gallery) {
	struct oriel_appearance appearance;
	oriel_app_appearance(gallery->app, &appearance);
	oriel_switch_set_on(gallery->dark, appearance.color_scheme == ORIEL_COLOR_SCHEME_DARK);
	oriel_switch_set_on(gallery->contrast, appearance.contrast == ORIEL_CONTRAST_MORE);
}

static void on_appearance_change(oriel_event *event, void *data) {
	(void)event;
	show_appearance(data);
}

/* ---- The window ---- */

static oriel_widget *make_sidebar(struct gallery *gallery) {
	gallery->search = oriel_text_field("Search", .type = "search");
	oriel_model *rows = make_rows(gallery);
	oriel_selection_model *selection = oriel_selection_model_new(
		oriel_model_ref(rows), .mode = ORIEL_SELECTION_MODE_SINGLE);
	gallery->list = oriel_list_view(rows, NULL, NULL, NULL, .selection = selection,
		.is_header = row_is_header, .make_header = make_header, .bind_header = bind_header,
		.estimated_height = 28,
		.empty = oriel_set(oriel_label("No widget is found."), .classes = "muted empty"));
	oriel_set_attribute(gallery->list, "aria-label", "Sections");
	oriel_listen(gallery->search, "input", on_search_input, gallery);
	oriel_listen(gallery->search, "keydown", on_search_key, gallery);
	oriel_listen(gallery->list, "change", on_list_change, gallery);
	return oriel_set(oriel_column(gallery->search, gallery->list), .classes = "sidebar");
}

static oriel_widget *make_bar(struct gallery *gallery) {
	gallery->title = oriel_set(oriel_label(NULL), .classes = "title");
	gallery->dark = oriel_switch("Dark");
	gallery->contrast = oriel_switch("More contrast");
	gallery->right_to_left = oriel_switch("Right to left");
	oriel_listen(gallery->dark, "change", on_dark, gallery);
	oriel_listen(gallery->contrast, "change", on_contrast, gallery);
	oriel_listen(gallery->right_to_left, "change", on_right_to_left, gallery);
	return oriel_set(oriel_row(gallery->title, gallery->dark, gallery->contrast,
		gallery->right_to_left), .classes = "bar");
}

static oriel_widget *make_content(struct gallery *gallery) {
	oriel_widget *sidebar = make_sidebar(gallery), *bar = make_bar(gallery);
	gallery->stage = oriel_set(oriel_scroll_view(), .classes = "stage");
	gallery->source = oriel_set(oriel_text_area(NULL, .no_wrap = true, .line_numbers = true),
		.classes = "source");
	oriel_text_area_set_read_only(gallery->source, true);
	oriel_set_attribute(gallery->source, "aria-label", "Source");
	oriel_widget *section = oriel_split_pane(gallery->stage, oriel_column(gallery->source),
		.position = 510, .min_first = 200, .min_second = 120);
	oriel_widget *right = oriel_set(
		oriel_column(bar, oriel_set(section, .style = "flex: 1 1 0")), .style = "gap: 0");
	return oriel_split_pane(sidebar, right, .position = 210, .min_first = 120, .min_second = 320);
}

bool gallery_open(struct gallery *gallery, oriel_app *app, float width, float height) {
	*gallery = (struct gallery){ .app = app };
	oriel_app_add_sheet(app, oriel_sheet_parse(sheet_text, .name = "gallery"));
	gallery->window = oriel_window_open(app, .title = "Widgets", .width = width, .height = height,
		.content = make_content(gallery));
	if (gallery->window == NULL)
		return false;
	oriel_listen(app, "appearancechange", on_appearance_change, gallery,
		.signal = oriel_window_signal(gallery->window));
	show_appearance(gallery);
	show_first(gallery);
	oriel_focus(gallery->search);
	return true;
}
