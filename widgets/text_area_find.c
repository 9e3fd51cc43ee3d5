/* SPDX-License-Identifier: MIT */
/*
 * Finding in a text area, for the find bar of a program: the next and the previous match, round at
 * the ends, with all matches in view highlighted (text_area_record.c).
 */
#include <oriel/widgets/text_area.h>

#include <stdint.h>
#include <string.h>

#include <oriel/extend/utf8.h>

#include "text_area_internal.h"

void oriel__text_area_find_finish(struct text_area *area) {
	oriel_utf8_free(area->find_text);
	area->find_text = NULL;
}

static struct text_area *find_area(const oriel_widget *widget) {
	oriel_text_area_length(widget); /* asserts that it is a text area */
	return (struct text_area *)(uintptr_t)widget;
}

/* Selects the next match from an offset on, or else from the other end of the text. */
static bool area_find_from(oriel_widget *widget, size_t offset, bool is_backward) {
	struct text_area *area = find_area(widget);
	size_t start, end;
	struct oriel_text_search search = { .text = area->find_text,
		.length = strlen(area->find_text), .from = offset,
		.to = is_backward ? 0 : SIZE_MAX, .match_case = area->is_case_matched };
	bool is_found = oriel_text_buffer_find(area->edit.buffer, &search, &start, &end);
	if (!is_found) {
		search.from = is_backward ? SIZE_MAX : 0;
		is_found = oriel_text_buffer_find(area->edit.buffer, &search, &start, &end);
	}
	oriel_widget_redraw(widget);
	if (!is_found)
		return false;
	oriel_widget_hold(widget);
	oriel_text_area_select(widget, start, end);
	if (!oriel_widget_is_destroyed(widget))
		oriel__text_area_show_caret(widget);
	oriel_widget_release(widget);
	return true;
}

static bool area_find_beside(oriel_widget *widget, bool is_backward) {
	const struct text_area *area = find_area(widget);
	struct oriel_text_selection range = oriel__text_edit_range(&area->edit);
	return area->find_text &&
		area_find_from(widget, is_backward ? range.anchor : range.caret, is_backward);
}

bool oriel_text_area_find(oriel_widget *widget, const char *text, unsigned flags) {
	struct text_area *area = find_area(widget);
	bool match_case = flags & ORIEL_TEXT_AREA_FIND_MATCH_CASE;
	bool is_backward = flags & ORIEL_TEXT_AREA_FIND_BACKWARD;
	bool is_same = text && area->find_text && strcmp(text, area->find_text) == 0 &&
		match_case == area->is_case_matched;
	if (!text || !text[0]) {
		oriel__text_area_find_finish(area);
		oriel_widget_redraw(widget);
		return false;
	}
	if (is_same)
		return area_find_beside(widget, is_backward);
	char *copy = oriel_utf8_copy(text, strlen(text), NULL);
	if (!copy)
		return false;
	oriel__text_area_find_finish(area);
	area->find_text = copy;
	area->is_case_matched = match_case;
	struct oriel_text_selection range = oriel__text_edit_range(&area->edit);
	return area_find_from(widget, is_backward ? range.caret : range.anchor, is_backward);
}

bool oriel_text_area_find_next(oriel_widget *widget) {
	return area_find_beside(widget, false);
}

bool oriel_text_area_find_previous(oriel_widget *widget) {
	return area_find_beside(widget, true);
}

size_t oriel_text_area_match_count(const oriel_widget *widget, size_t *selected) {
	const struct text_area *area = find_area(widget);
	struct oriel_text_selection range = oriel__text_edit_range(&area->edit);
	size_t count = 0, start, end, found = 0;
	struct oriel_text_search search = { .text = area->find_text,
		.length = area->find_text ? strlen(area->find_text) : 0, .to = SIZE_MAX,
		.match_case = area->is_case_matched };
	while (oriel_text_buffer_find(area->edit.buffer, &search, &start, &end)) {
		search.from = end;
		count++;
		if (start == range.anchor && end == range.caret)
			found = count;
	}
	if (selected)
		*selected = found;
	return count;
}
