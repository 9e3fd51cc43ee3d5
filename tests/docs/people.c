/* SPDX-License-Identifier: MIT */
/* The program of docs/ui/lists.md: a sorted list of a million people, filtered while one types. */
#include "people.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/widgets.h>

struct person {
	char name[32], city[16];
};

static struct people {
	struct person *all;
	oriel_widget *entry;
	oriel_model *found;
} people;

static const char *person_text(void *item, unsigned column, void *data) {
	const struct person *person = (const struct person *)item;
	return column == 0 ? person->name : person->city;
}

static bool person_matches(oriel_model *model, uint64_t key, void *data) {
	return strstr(oriel_model_text(model, key, 0), oriel_text_field_text(people.entry)) != NULL;
}

static void on_input(oriel_event *event, void *data) {
	oriel_filter_model_refilter(people.found);
}

static oriel_widget *make_row(void *data) {
	return oriel_row(oriel_set(oriel_label(NULL), .style = "flex: 1"),
		oriel_set(oriel_label(NULL), .classes = "muted"));
}

static void bind_row(oriel_widget *row, oriel_model *model, uint64_t key, void *data) {
	oriel_label_set_text(oriel_first_child(row), oriel_model_text(model, key, 0));
	oriel_label_set_text(oriel_last_child(row), oriel_model_text(model, key, 1));
}

oriel_widget *people_new(size_t count) {
	static const struct oriel_sort_key by_city_then_name[] = { { .column = 1 }, { .column = 0 } };
	struct oriel_payload *items = (struct oriel_payload *)calloc(count, sizeof(*items));
	oriel_model *all = oriel_array_model_new(.text = person_text);
	people.all = (struct person *)calloc(count, sizeof(*people.all));
	for (size_t i = 0; i < count; i++) {
		snprintf(people.all[i].name, sizeof(people.all[i].name), "Person %zu", i);
		snprintf(people.all[i].city, sizeof(people.all[i].city), "City %02zu", i * 7 % 100);
		items[i] = oriel_borrowed(&people.all[i]);
	}
	oriel_array_model_splice(all, 0, 0, items, count);
	free(items);
	people.entry = oriel_text_field("Name");
	people.found = oriel_filter_model_new(all, person_matches, NULL);
	oriel_model *sorted = oriel_sort_model_new(people.found, by_city_then_name, 2);
	oriel_listen(people.entry, "input", on_input, NULL);
	return oriel_column(people.entry,
		oriel_list_view(sorted, make_row, bind_row, NULL, .row_height = 44,
			.selection = oriel_selection_model_new(oriel_model_ref(sorted)),
			.empty = oriel_label("No person has this name.")));
}

void people_free(void) {
	free(people.all);
}
