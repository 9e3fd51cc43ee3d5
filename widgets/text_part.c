/* SPDX-License-Identifier: MIT */
/*
 * Text of a widget: a string and its paragraph. The paragraph is shaped when it is first measured
 * or drawn, and discarded when the text or the style changes. Text that may wrap wraps at the
 * available width; other text ends in an ellipsis there.
 */
#include "text_part_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <oriel/extend/utf8.h>

oriel_paragraph *oriel__text_shape(
	const char *text, size_t length, const struct oriel_text_style *style) {
	oriel_paragraph *paragraph = oriel_paragraph_new(text, length, style);
	return paragraph ? paragraph : oriel_paragraph_new("", 0, style);
}

const char *oriel__text_part_text(const struct text_part *part) {
	return part->text ? part->text : "";
}

void oriel__text_part_restyle(struct text_part *part) {
	oriel_paragraph_destroy(part->paragraph);
	part->paragraph = NULL;
}

bool oriel__text_part_set(struct text_part *part, const char *text) {
	if (!text)
		text = "";
	if (strcmp(oriel__text_part_text(part), text) == 0)
		return false;
	char *copied = oriel_utf8_copy(text, strlen(text), NULL);
	if (!copied)
		return false;
	free(part->text);
	part->text = copied;
	oriel__text_part_restyle(part);
	return true;
}

void oriel__text_part_finish(struct text_part *part) {
	oriel__text_part_restyle(part);
	free(part->text);
	part->text = NULL;
}

/* Returns the length of a line end in bytes: LF, VT, FF, CR, CRLF, NEL, U+2028 or U+2029; 0 if
 * there is none. */
static size_t text_part_line_end_length(const char *at) {
	if (at[0] == '\r' && at[1] == '\n')
		return 2;
	if (at[0] >= '\n' && at[0] <= '\r')
		return 1;
	if (strncmp(at, "\xc2\x85", 2) == 0)
		return 2;
	return strncmp(at, "\xe2\x80\xa8", 3) == 0 || strncmp(at, "\xe2\x80\xa9", 3) == 0 ? 3 : 0;
}

/* Returns a copy with a space for each line end, owned by the caller; NULL without memory. */
static char *copy_on_one_line(const char *text) {
	char *copy = malloc(strlen(text) + 1), *out = copy;
	for (size_t length; copy && *text; text += length ? length : 1) {
		length = text_part_line_end_length(text);
		*out++ = length ? ' ' : *text;
	}
	if (copy)
		*out = '\0';
	return copy;
}

static oriel_paragraph *paragraph_of(struct text_part *part, const oriel_widget *widget) {
	if (!part->paragraph) {
		const char *text = oriel__text_part_text(part);
		char *line = part->is_one_line ? copy_on_one_line(text) : NULL;
		struct oriel_text_style style = oriel_widget_text_style(widget);
		text = line ? line : text;
		part->paragraph = oriel__text_shape(text, strlen(text), &style);
		free(line);
	}
	return part->paragraph;
}

static void text_part_fit(oriel_paragraph *paragraph, const struct text_part *part,
	const oriel_widget *widget, float width) {
	struct oriel_used_text text = oriel_used_text(widget);
	if (part->is_one_line || text.white_space == ORIEL_WHITE_SPACE_NOWRAP)
		oriel_paragraph_set_ellipsis(paragraph, width, text.align);
	else
		oriel_paragraph_set_width(paragraph, width, text.align);
}

struct oriel_measurement oriel__text_part_measure(
	struct text_part *part, const oriel_widget *widget, float max_width) {
	oriel_paragraph *paragraph = paragraph_of(part, widget);
	text_part_fit(paragraph, part, widget, max_width);
	struct oriel_size size = oriel_paragraph_size(paragraph);
	float lines = (float)oriel_paragraph_line_count(paragraph);
	float baseline = oriel_paragraph_baseline(paragraph);
	struct oriel_measurement measurement = { .width = size.width,
		.height = size.height,
		.baseline = baseline,
		.last_baseline = lines > 1 ? baseline + size.height * (lines - 1) / lines : baseline };
	/* lines are not kept: recording breaks the text again */
	oriel_paragraph_set_width(paragraph, INFINITY, ORIEL_TEXT_ALIGN_START);
	return measurement;
}

static float text_part_y(const oriel_paragraph *paragraph, struct oriel_rect box) {
	float height = oriel_paragraph_size(paragraph).height;
	return box.y + (box.height > height ? (box.height - height) / 2 : 0);
}

void oriel__text_part_record_in(struct text_part *part, const oriel_widget *widget,
	oriel_recorder *recorder, struct oriel_rect box, oriel_color color) {
	oriel_paragraph *paragraph = paragraph_of(part, widget);
	text_part_fit(paragraph, part, widget, box.width);
	oriel_record_paragraph(recorder, paragraph, box.x, text_part_y(paragraph, box), color);
}

void oriel__text_part_record(struct text_part *part, const oriel_widget *widget,
	oriel_recorder *recorder, struct oriel_rect box) {
	oriel__text_part_record_in(
		part, widget, recorder, box, oriel_used_color(widget, ORIEL_PROPERTY_COLOR));
}

void oriel__text_part_underline_key(struct text_part *part, const oriel_widget *widget,
	oriel_recorder *recorder, struct oriel_rect box, const char *key) {
	const char *text = oriel__text_part_text(part);
	const oriel_paragraph *paragraph = paragraph_of(part, widget);
	size_t at = 0, length = key ? strlen(key) : 0;
	while (length > 0 && text[at] != '\0' && strncasecmp(text + at, key, length) != 0)
		at++;
	struct oriel_rect rect;
	if (length == 0 || text[at] == '\0' ||
		oriel_paragraph_range(paragraph, at, at + length, &rect, 1) == 0)
		return;
	float y = text_part_y(paragraph, box) + oriel_paragraph_baseline(paragraph) + 1;
	oriel_record_fill(recorder, (struct oriel_rect){ box.x + rect.x, roundf(y), rect.width, 1 },
		oriel_used_color(widget, ORIEL_PROPERTY_COLOR));
}

/* The pieces of a line are joined, so that the line below it has no gaps. */
void oriel__text_part_underline(struct text_part *part, const oriel_widget *widget,
	oriel_recorder *recorder, struct oriel_rect box) {
	enum { PIECES = 64 };
	oriel_paragraph *paragraph = paragraph_of(part, widget);
	struct oriel_rect pieces[PIECES];
	size_t length;
	float height = oriel_paragraph_size(paragraph).height;
	float y = box.y + (box.height > height ? (box.height - height) / 2 : 0);
	float thickness = fmaxf(1, oriel_used_text(widget).font_size / 14);
	oriel_paragraph_text(paragraph, &length);
	size_t count = oriel_paragraph_range(paragraph, 0, length, pieces, PIECES);
	for (size_t i = 0; i < count && i < PIECES; i++) {
		float below = y + pieces[i].y + oriel_paragraph_baseline(paragraph) + 2 * thickness;
		oriel_record_fill(recorder,
			(struct oriel_rect){ box.x + pieces[i].x, below, pieces[i].width, thickness },
			oriel_used_color(widget, ORIEL_PROPERTY_COLOR));
	}
}

static struct text_part *part_of(oriel_widget *widget) {
	return &((struct text_widget *)widget)->part;
}

void oriel__text_widget_finish(oriel_widget *widget) {
	oriel__text_part_finish(part_of(widget));
}

void oriel__text_widget_changed(oriel_widget *widget, const struct oriel_change *change) {
	if (change->kind == ORIEL_CHANGE_STYLE)
		oriel__text_part_restyle(part_of(widget));
}

struct oriel_measurement oriel__text_widget_measure(oriel_widget *widget, float max_width) {
	return oriel__text_part_measure(part_of(widget), widget, max_width);
}

void oriel__text_widget_record(oriel_widget *widget, oriel_recorder *recorder) {
	oriel__text_part_record(part_of(widget), widget, recorder, oriel_widget_content_box(widget));
}

void oriel__text_widget_set(oriel_widget *widget, const char *text) {
	if (oriel__text_part_set(part_of(widget), text))
		oriel_widget_relayout(widget);
}

const char *oriel__text_widget_text(const oriel_widget *widget) {
	return oriel__text_part_text(&((const struct text_widget *)widget)->part);
}
