/* SPDX-License-Identifier: MIT */
/*
 * Sections of lists and tables.
 */
#include <stdio.h>

#include <oriel/oriel.h>
#include <oriel/widgets.h>

#include "section.h"

static oriel_widget *make_list(void) {
	oriel_widget *list = oriel_set(oriel_list(), .style = "height: 120px");
	char text[32];
	for (int i = 1; i <= 20; i++) {
		snprintf(text, sizeof(text), "Row %d", i);
		oriel_append(list, oriel_row(oriel_checkbox(text)));
	}
	return list;
}

static const char *item_text(void *item, unsigned column, void *data) {
	return item;
}

static oriel_widget *make_list_view(void) {
	static const char *const names[] = { "Ada", "Barbara", "Edsger", "Grace", "Ken", "Margaret" };
	oriel_model *people = oriel_array_model_new(.text = item_text);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		oriel_array_model_append(people, oriel_borrowed((void *)names[i]));
	oriel_selection_model *selection = oriel_selection_model_new(oriel_model_ref(people));
	oriel_selection_model_add(selection, 1, 2);
	return oriel_set(oriel_list_view(people, NULL, NULL, NULL, .selection = selection),
		.style = "height: 152px; flex: none");
}

static oriel_widget *make_table(void) {
	static const char *const files[][3] = { { "budget.ods", "48 kB", "yesterday" },
		{ "heron.jpg", "312 kB", "12 May" }, { "hills.png", "1204 kB", "3 March" },
		{ "notes.txt", "2 kB", "today" } };
	oriel_widget *table = oriel_table(oriel_table_column("Name", .share = 2, .can_sort = true),
		oriel_table_column("Size", .width = 100, .is_end_aligned = true, .can_sort = true),
		oriel_table_column("Changed"));
	for (int i = 0; i < 4; i++)
		oriel_table_append(table, oriel_table_row(oriel_label(files[i][0]),
			oriel_label(files[i][1]), oriel_label(files[i][2])));
	oriel_table_sort(table, 1, true);
	return table;
}

static const struct section sections[] = {
	{ "list", "List", 152, make_list },
	{ "list-view", "List view", 184, make_list_view, NULL, "model selection" },
	{ "table", "Table", 216, make_table, NULL, "columns sort" },
};

const struct section_group section_group_lists = {
	.title = "Lists",
	.source = gallery_source_lists,
	.sections = sections,
	.count = sizeof(sections) / sizeof(sections[0]),
};
