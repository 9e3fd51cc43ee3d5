/* SPDX-License-Identifier: MIT */
#include "suggestions.h"

#include <stdlib.h>
#include <string.h>

#include <oriel/widgets.h>

#include "memory.h"

char *path_from_input(const char *input) {
	const char *home = getenv("HOME");
	if (input[0] != '~' || (input[1] && input[1] != '/') || !home)
		return copy_text(input, strlen(input));
	size_t home_length = strlen(home), rest_length = strlen(input + 1);
	char *path = allocate(home_length + rest_length + 1);
	memcpy(path, home, home_length);
	memcpy(path + home_length, input + 1, rest_length);
	return path;
}

void suggestions_hide(struct suggestions *suggestions) {
	oriel_latest_cancel(suggestions->latest);
	oriel_widget_clear(suggestions->row);
	oriel_set_hidden(suggestions->row, true);
}

static bool is_suggested(
	const struct suggestions *suggestions, const struct oriel_directory_entry *entry) {
	size_t length = strlen(suggestions->begin);
	bool is_hidden = entry->name[0] == '.' && suggestions->begin[0] != '.';
	return entry->type == ORIEL_FILE_TYPE_DIRECTORY && entry->is_utf8 && !is_hidden &&
		strncmp(entry->name, suggestions->begin, length) == 0;
}

static struct oriel_completion on_listed(struct oriel_payload value, void *data) {
	struct suggestions *suggestions = data;
	const struct oriel_directory_entries *entries = value.data;
	oriel_widget_clear(suggestions->row);
	for (size_t i = 0;
		i < entries->count && oriel_child_count(suggestions->row) < SUGGESTIONS_SHOWN; i++) {
		if (is_suggested(suggestions, &entries->items[i]))
			oriel_append(suggestions->row,
				oriel_set(oriel_button(entries->items[i].name), .classes = "flat"));
	}
	oriel_set_hidden(suggestions->row, !oriel_first_child(suggestions->row));
	return ORIEL_COMPLETE;
}

/* Shows no suggestions; an invalid folder is reported when counting starts. */
static struct oriel_completion on_not_listed(struct oriel_payload reason, void *data) {
	struct suggestions *suggestions = data;
	(void)reason;
	oriel_widget_clear(suggestions->row);
	oriel_set_hidden(suggestions->row, true);
	return ORIEL_COMPLETE;
}

static oriel_promise *list_parent(oriel_abort_signal *signal, void *data) {
	struct suggestions *suggestions = data;
	char *path = path_from_input(suggestions->parent);
	oriel_promise *listed = oriel_directory_list(
		path, .sorted = true, .signal = signal, .priority = ORIEL_JOB_PRIORITY_HIGH);
	free(path);
	return oriel_then(listed, on_listed, on_not_listed, suggestions, .signal = signal);
}

static void split(struct suggestions *suggestions, const char *text) {
	const char *slash = strrchr(text, '/');
	size_t length = slash ? (size_t)(slash - text) + 1 : 0;
	free(suggestions->parent);
	free(suggestions->begin);
	suggestions->parent = copy_text(text, length);
	suggestions->begin = copy_text(text + length, strlen(text + length));
}

static void suggest(struct suggestions *suggestions) {
	split(suggestions, oriel_text_field_text(suggestions->field));
	if (suggestions->parent[0])
		oriel_promise_unref(oriel_latest_run(suggestions->latest, list_parent, suggestions));
	else
		suggestions_hide(suggestions);
}

static void on_input(oriel_event *event, void *data) {
	(void)event;
	suggest(data);
}

static void on_pick(oriel_event *event, void *data) {
	struct suggestions *suggestions = data;
	const char *name = oriel_button_text(oriel_event_widget(event));
	size_t parent_length = strlen(suggestions->parent), name_length = strlen(name);
	char *text = allocate(parent_length + name_length + 2);
	memcpy(text, suggestions->parent, parent_length);
	memcpy(text + parent_length, name, name_length);
	text[parent_length + name_length] = '/';
	oriel_focus(suggestions->field);
	oriel_text_field_set_text(suggestions->field, text);
	free(text);
	suggest(suggestions);
}

oriel_widget *suggestions_init(struct suggestions *suggestions, oriel_widget *field) {
	*suggestions = (struct suggestions){ .row = oriel_set(
											oriel_row(), .classes = "suggestions", .hidden = true),
		.field = field,
		.latest = oriel_latest_new() };
	oriel_listen(field, "input", on_input, suggestions);
	oriel_delegate(suggestions->row, "click", "button", on_pick, suggestions);
	return suggestions->row;
}

void suggestions_finish(struct suggestions *suggestions) {
	oriel_latest_destroy(suggestions->latest);
	free(suggestions->parent);
	free(suggestions->begin);
}
