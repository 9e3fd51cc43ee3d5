/* SPDX-License-Identifier: MIT */
/* The groups of sections, and the search in them. */
#include "section.h"

#include <ctype.h>
#include <string.h>

const struct section_group *const section_groups[SECTION_GROUP_COUNT] = {
	&section_group_actions,
	&section_group_choices,
	&section_group_text,
	&section_group_forms,
	&section_group_lists,
	&section_group_structure,
	&section_group_display,
	&section_group_on_top,
};

static bool text_contains(const char *text, const char *word, size_t length) {
	for (; text != NULL && *text != '\0'; text++) {
		size_t i = 0;
		while (i < length && tolower((unsigned char)text[i]) == tolower((unsigned char)word[i]))
			i++;
		if (i == length)
			return true;
	}
	return false;
}

bool section_matches(
	const struct section_group *group, const struct section *section, const char *query) {
	for (;;) {
		query += strspn(query, " ");
		size_t length = strcspn(query, " ");
		if (length == 0)
			return true;
		if (!text_contains(section->title, query, length) &&
			!text_contains(section->name, query, length) &&
			!text_contains(section->words, query, length) &&
			!text_contains(group->title, query, length))
			return false;
		query += length;
	}
}

void section_open(oriel_widget *widget) {
	oriel_click(oriel_query(oriel_window_root(oriel_widget_window(widget)), ".opens"));
}
