/* SPDX-License-Identifier: MIT */
/*
 * The look of a text field: text, selection, preedit text, and caret. Preedit text is the text that
 * an input method composes; it is underlined at the caret. Text that is too long is scrolled as
 * little as is needed to show the caret.
 *
 * Offsets in the buffer and offsets in the shown line differ after the preedit text, and where the
 * text is masked.
 */
#include "text_field_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/extend/input_event.h>
#include <oriel/extend/layout.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/timer.h>
#include <oriel/ui/window.h>

#define CARET_WIDTH 1.5f /* px */
/* px that the caret is drawn before the place between two characters, to leave the second free */
#define CARET_OUTSET 1.0f
#define MIN_WIDTH 40.0f /* px */
#define NATURAL_WIDTH 198.0f /* px; with the theme's padding and border 220 */

void oriel__text_field_restyle(struct text_field *field) {
	oriel__text_line_finish(&field->line);
	field->is_line_stale = true;
}

/* ---- Masks ---- */

/* A bullet: what a password shows for each grapheme. */
static const char mask[] = "\xe2\x80\xa2";
enum { MASK_SIZE = sizeof(mask) - 1 };

/* Returns the bytes that the part start … end - 1 of a text has on the shown line. */
static size_t masked_length(
	const struct text_field *field, const char *text, size_t start, size_t end) {
	size_t length = 0;
	if (!field->edit.is_masked)
		return end - start;
	for (size_t at = start; at < end; length += MASK_SIZE)
		at = oriel_text_next_grapheme(text, end, at);
	return length;
}

/* Returns the offset in a text of an offset on the shown line, which counts from start. */
static size_t unmasked_offset(
	const struct text_field *field, const char *text, size_t start, size_t length, size_t shown) {
	if (!field->edit.is_masked)
		return start + shown;
	for (; shown >= MASK_SIZE; shown -= MASK_SIZE)
		start = oriel_text_next_grapheme(text, length, start);
	return start;
}

/* Writes a part of a text as it is shown. Returns the end of the output. */
static char *write_masked(const struct text_field *field, char *out, const char *text,
	size_t start, size_t end) {
	size_t length = masked_length(field, text, start, end);
	if (!field->edit.is_masked)
		memcpy(out, text + start, length);
	for (size_t i = 0; field->edit.is_masked && i < length; i++)
		out[i] = mask[i % MASK_SIZE];
	return out + length;
}

/* The text of a field. It is empty when there is no memory for it, so that an offset in the buffer
 * may lie behind it. */
struct field_text {
	const char *bytes;
	size_t length, hidden_start, hidden_end; /* hidden: by the preedit text */
};

static size_t at_most(size_t offset, size_t length) {
	return offset < length ? offset : length;
}

static struct field_text text_of_field(const struct text_field *field) {
	struct field_text text;
	text.bytes = oriel_text_buffer_text(field->edit.buffer, &text.length);
	struct oriel_text_selection hidden = oriel__text_edit_hidden(&field->edit);
	text.hidden_start = at_most(hidden.anchor, text.length);
	text.hidden_end = at_most(hidden.caret, text.length);
	return text;
}

/* Returns a copy of the text with the preedit text, as it is shown; NULL, with an error logged, if
 * there is no memory. */
static char *text_with_preedit(const struct text_field *field, size_t *length) {
	size_t preedit_length;
	struct field_text text = text_of_field(field);
	const char *preedit = oriel_text_buffer_preedit(field->edit.buffer, &preedit_length, NULL);
	*length = masked_length(field, text.bytes, 0, text.hidden_start) +
		masked_length(field, preedit, 0, preedit_length) +
		masked_length(field, text.bytes, text.hidden_end, text.length);
	char *joined = malloc(*length + 1);
	if (!joined) {
		oriel_log(ORIEL_LOG_ERROR, "text field: no memory to show a text of %zu bytes", *length);
		return NULL;
	}
	char *out = write_masked(field, joined, text.bytes, 0, text.hidden_start);
	out = write_masked(field, out, preedit, 0, preedit_length);
	*write_masked(field, out, text.bytes, text.hidden_end, text.length) = '\0';
	return joined;
}

static const struct text_line *text_field_view_shown(oriel_widget *widget) {
	struct text_field *field = (struct text_field *)widget;
	if (!field->is_line_stale)
		return &field->line;
	size_t length = 0;
	char *text = text_with_preedit(field, &length);
	struct oriel_text_style style = oriel_widget_text_style(widget);
	style.is_private = true;
	if (text)
		oriel__text_line_set(&field->line, text, length, &style);
	else
		oriel__text_line_finish(&field->line);
	field->is_line_stale = false;
	return &field->line;
}

/* Returns the offset on the shown line for an offset in the text, while nothing is composed. */
static size_t shown_from_text(const struct text_field *field, size_t offset) {
	size_t length;
	const char *text = oriel_text_buffer_text(field->edit.buffer, &length);
	return masked_length(field, text, 0, at_most(offset, length));
}

/* Returns the offset in the text for an offset in the shown line. The two offsets differ after the
 * preedit text, and where the text is masked. */
static size_t text_from_shown(const struct text_field *field, size_t offset) {
	size_t preedit_length;
	struct field_text text = text_of_field(field);
	const char *preedit = oriel_text_buffer_preedit(field->edit.buffer, &preedit_length, NULL);
	size_t start = masked_length(field, text.bytes, 0, text.hidden_start);
	if (offset <= start)
		return unmasked_offset(field, text.bytes, 0, text.length, offset);
	size_t end = start + masked_length(field, preedit, 0, preedit_length);
	return unmasked_offset(
		field, text.bytes, text.hidden_end, text.length, offset > end ? offset - end : 0);
}

static size_t caret_in_shown(const struct text_field *field) {
	size_t preedit_length, in_preedit;
	const char *preedit = oriel_text_buffer_preedit(
		field->edit.buffer, &preedit_length, &in_preedit);
	if (preedit_length > 0)
		return shown_from_text(field, oriel__text_edit_hidden(&field->edit).anchor) +
			masked_length(field, preedit, 0, in_preedit);
	return shown_from_text(field, oriel_text_buffer_selection(field->edit.buffer).caret);
}

const char *oriel__text_field_shown_text(
	oriel_widget *widget, struct oriel_text_selection *selection) {
	const struct text_field *field = (const struct text_field *)widget;
	*selection = oriel_text_buffer_selection(field->edit.buffer);
	if (!field->edit.is_masked)
		return oriel_text_buffer_text(field->edit.buffer, NULL);
	selection->anchor = shown_from_text(field, selection->anchor);
	selection->caret = shown_from_text(field, selection->caret);
	const char *text = text_field_view_shown(widget)->text;
	return text ? text : "";
}

void oriel__text_field_update_mask(oriel_widget *widget) {
	struct text_field *field = (struct text_field *)widget;
	bool is_masked = field->kind == TEXT_FIELD_PASSWORD && !oriel_has_attribute(widget, "revealed");
	if (is_masked == field->edit.is_masked)
		return;
	field->edit.is_masked = is_masked;
	oriel__text_line_finish(&field->line); /* wipes a text that was revealed */
	oriel__text_field_reshape(widget);
	oriel__text_edit_show_caret(widget);
}

void oriel__text_field_reshape(oriel_widget *widget) {
	struct text_field *field = (struct text_field *)widget;
	size_t length, preedit;
	oriel_text_buffer_text(field->edit.buffer, &length);
	oriel_text_buffer_preedit(field->edit.buffer, &preedit, NULL);
	if (length + preedit == 0)
		oriel__text_line_finish(&field->line); /* wipes the text without waiting for a frame */
	field->is_line_stale = true;
	if (field->measured_height > 0 && oriel_widget_window(widget) &&
		text_field_view_shown(widget)->height != field->measured_height)
		oriel_widget_relayout(widget);
}

/* ---- Places ---- */

static struct oriel_rect text_box_in(const struct text_field *field, struct oriel_rect content) {
	content.x += field->inset_left;
	content.width = fmaxf(0, content.width - field->inset_left - field->inset_right);
	return content;
}

struct oriel_rect oriel__text_field_text_box(const oriel_widget *widget) {
	struct oriel_rect content = oriel_widget_content_box(widget);
	return text_box_in((const struct text_field *)widget, content);
}

static float top_of(oriel_widget *widget, struct oriel_rect content) {
	return content.y + (content.height - text_field_view_shown(widget)->height) / 2;
}

/* Returns the distance from the left of the content box to the unscrolled text, px. The caret fits
 * after the text. */
static float aligned_x(oriel_widget *widget, float width) {
	const struct text_line *line = text_field_view_shown(widget);
	enum oriel_text_align align = oriel_used_text(widget).align;
	double room = width - line->width - CARET_WIDTH;
	if (room <= 0)
		return 0;
	if (align == ORIEL_TEXT_ALIGN_CENTER)
		return (float)room / 2;
	return (align == ORIEL_TEXT_ALIGN_END) != line->is_rtl ? (float)room : 0;
}

static struct text_line_view text_field_view_of(oriel_widget *widget, struct oriel_rect content) {
	return (struct text_line_view){
		.scroll_x = ((struct text_field *)widget)->scroll_x,
		.x = content.x + aligned_x(widget, content.width),
		.y = top_of(widget, content),
		.width = content.width,
	};
}

/* Scrolls the text as little as is needed to show the caret, and never beyond its end. Without
 * focus the beginning of the text is shown. */
static void scroll_to_caret(oriel_widget *widget, float width) {
	struct text_field *field = (struct text_field *)widget;
	const struct text_line *line = text_field_view_shown(widget);
	double most = fmax(0, line->width + CARET_WIDTH - width);
	double caret = oriel__text_line_caret(line, caret_in_shown(field));
	if (!oriel__text_edit_is_focused(widget))
		field->scroll_x = line->is_rtl ? most : 0;
	else if (caret < field->scroll_x)
		field->scroll_x = caret;
	else if (caret + CARET_WIDTH > field->scroll_x + width)
		field->scroll_x = caret + CARET_WIDTH - width;
	field->scroll_x = fmax(0, fmin(field->scroll_x, most));
}

static struct oriel_rect caret_rect(oriel_widget *widget, struct oriel_rect content) {
	struct text_field *field = (struct text_field *)widget;
	struct text_line_view view = text_field_view_of(widget, content);
	double x = oriel__text_line_caret(text_field_view_shown(widget), caret_in_shown(field));
	return (struct oriel_rect){ view.x + (float)(x - view.scroll_x), view.y, CARET_WIDTH,
		text_field_view_shown(widget)->height };
}

struct oriel_rect oriel__text_field_show_caret(oriel_widget *widget) {
	/* Layout comes up to date, and a class that is told of its style may destroy the field. */
	struct oriel_rect content = oriel__text_field_text_box(widget);
	if (content.width == 0 || oriel_widget_is_destroyed(widget))
		return (struct oriel_rect){ 0 };
	scroll_to_caret(widget, content.width);
	return caret_rect(widget, content);
}

/* ---- Stepping ---- */

bool oriel__text_field_is_forward(oriel_widget *widget, bool rightward) {
	return rightward != text_field_view_shown(widget)->is_rtl;
}

void oriel__text_field_step(oriel_widget *widget, bool rightward, bool extend) {
	struct text_field *field = (struct text_field *)widget;
	const struct text_line *line = text_field_view_shown(widget);
	struct oriel_text_selection selection = oriel_text_buffer_selection(field->edit.buffer);
	size_t to = selection.anchor, anchor = shown_from_text(field, selection.anchor),
		caret = shown_from_text(field, selection.caret);
	if (extend || selection.anchor == selection.caret)
		to = text_from_shown(field, oriel__text_line_move(line, caret, rightward));
	else if ((oriel__text_line_caret(line, caret) > oriel__text_line_caret(line, anchor)) ==
		rightward)
		to = selection.caret;
	oriel_text_buffer_select(field->edit.buffer, extend ? selection.anchor : to, to);
}

/* ---- Measuring, hitting, drawing ---- */

struct oriel_measurement oriel__text_field_measure(oriel_widget *widget, float max_width) {
	const struct text_line *line = text_field_view_shown(widget);
	float height = line->height, slots = oriel__text_field_measure_slots(widget, &height);
	((struct text_field *)widget)->measured_height = line->height;
	return (struct oriel_measurement){
		fminf(fmaxf(max_width, MIN_WIDTH + slots), NATURAL_WIDTH + slots), height,
		line->baseline + (height - line->height) / 2 };
}

size_t oriel__text_field_offset_at(oriel_widget *widget, struct oriel_point point) {
	struct text_field *field = (struct text_field *)widget;
	struct text_line_view view = text_field_view_of(widget, oriel__text_field_text_box(widget));
	return text_from_shown(field,
		oriel__text_line_offset_at(
			text_field_view_shown(widget), point.x - view.x + view.scroll_x));
}

/* What of the shown line looks selected. */
struct shown_selection {
	size_t start, end; /* bytes; equal: nothing */
	oriel_color color, background;
	bool is_struck;
};

static struct shown_selection shown_selection_of(oriel_widget *widget) {
	const struct text_field *field = (const struct text_field *)widget;
	struct oriel_text_selection selection = oriel_text_buffer_selection(field->edit.buffer);
	if (selection.anchor == selection.caret || !oriel__text_edit_is_focused(widget))
		return (struct shown_selection){ 0 };
	size_t first = selection.anchor < selection.caret ? selection.anchor : selection.caret;
	const char *decoration = oriel_used_keyword(
		widget, ORIEL_PROPERTY_SELECTION_DECORATION_LINE);
	return (struct shown_selection){
		.start = shown_from_text(field, first),
		.end = shown_from_text(field, selection.anchor + selection.caret - first),
		.color = oriel_used_color(widget, ORIEL_PROPERTY_SELECTION_TEXT_COLOR),
		.background = oriel__text_edit_selection_color(widget),
		.is_struck = strcmp(decoration, "line-through") == 0,
	};
}

/* Preedit text stands in the place of the selection. */
static void record_preedit(oriel_widget *widget, oriel_recorder *recorder,
	const struct text_line_view *view, size_t preedit) {
	const struct text_field *field = (const struct text_field *)widget;
	const struct text_line *line = text_field_view_shown(widget);
	const char *text = oriel_text_buffer_preedit(field->edit.buffer, NULL, NULL);
	size_t start = shown_from_text(field, oriel__text_edit_hidden(&field->edit).anchor);
	preedit = masked_length(field, text, 0, preedit);
	oriel_color color = oriel_used_color(widget, ORIEL_PROPERTY_COLOR);
	oriel__text_line_record_range(line, recorder, view, start, start + preedit, 1, color);
	oriel__text_line_record_selected(line, recorder, view, color, 0, 0, color);
}

static void record_text(
	oriel_widget *widget, oriel_recorder *recorder, const struct text_line_view *view) {
	const struct text_line *line = text_field_view_shown(widget);
	struct shown_selection selection = shown_selection_of(widget);
	oriel_color color = oriel_used_color(widget, ORIEL_PROPERTY_COLOR);
	if (selection.start < selection.end)
		oriel__text_line_record_range(
			line, recorder, view, selection.start, selection.end, 0, selection.background);
	oriel__text_line_record_selected(
		line, recorder, view, color, selection.start, selection.end, selection.color);
	if (selection.is_struck)
		oriel__text_line_record_strike(line, recorder, view, selection.start, selection.end,
			oriel_used_length(widget, ORIEL_PROPERTY_FONT_SIZE), selection.color);
}

void oriel__text_field_arrange(oriel_widget *widget, struct oriel_rect content) {
	const struct text_field *field = (const struct text_field *)widget;
	oriel__text_field_arrange_slots(widget, content);
	if (field->placeholder)
		oriel_widget_place(field->placeholder, text_box_in(field, content));
}

void oriel__text_field_record(oriel_widget *widget, oriel_recorder *recorder) {
	struct text_field *field = (struct text_field *)widget;
	struct oriel_rect content = oriel__text_field_text_box(widget);
	size_t preedit;
	scroll_to_caret(widget, content.width);
	struct text_line_view view = text_field_view_of(widget, content);

	oriel_record_push_clip(recorder,
		(struct oriel_rect){ content.x - CARET_OUTSET, 0, content.width + CARET_OUTSET,
			content.y * 2 + content.height });
	oriel_text_buffer_preedit(field->edit.buffer, &preedit, NULL);
	if (preedit > 0)
		record_preedit(widget, recorder, &view, preedit);
	else
		record_text(widget, recorder, &view);
	if (field->edit.is_caret_shown) {
		struct oriel_rect caret = caret_rect(widget, content);
		caret.x -= CARET_OUTSET;
		oriel_record_fill(recorder, caret, oriel_used_color(widget, ORIEL_PROPERTY_CARET_COLOR));
	}
	oriel_record_pop_clip(recorder);
}
