/* SPDX-License-Identifier: MIT */
/*
 * What a text field looks like: text, selection, preedit text underlined at the caret, the caret itself, all moved left as far
 * as it takes to show the caret.
 *
 * Offsets of the buffer and of what is shown differ by the preedit, which stands at the caret. The caret blinks for ten
 * seconds after the last thing a user did and then stays, so that a window left alone wakes nobody up.
 */
#include "text_field-internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/impl/input.h>
#include <oriel/log.h>
#include <oriel/timer.h>
#include <oriel/window.h>

#define BLINK_MS 530.0
#define BLINKS 20       /* about ten seconds; even, so that the caret stays on */
#define CARET_WIDTH 1.5f // px
#define MIN_WIDTH 40.0f // px

void oriel__text_field_reshape(struct text_field *field) {
	oriel_paragraph_destroy(field->shown);
	field->shown = NULL;
}

/* NULL, with an error logged, if there is no memory. */
static char *text_with_preedit(const struct text_field *field, size_t *length) {
	size_t text_length, preedit_length;
	const char *text = oriel_text_buffer_text(field->buffer, &text_length);
	const char *preedit = oriel_text_buffer_preedit(field->buffer, &preedit_length, NULL);
	size_t caret = oriel_text_buffer_selection(field->buffer).caret;
	char *joined = malloc(text_length + preedit_length + 1);
	if (!joined) {
		oriel_log(ORIEL_LOG_ERROR, "text field: no memory to show a text of %zu bytes", text_length + preedit_length);
		return NULL;
	}
	memcpy(joined, text, caret);
	memcpy(joined + caret, preedit, preedit_length);
	memcpy(joined + caret + preedit_length, text + caret, text_length - caret);
	*length = text_length + preedit_length;
	return joined;
}

static const oriel_paragraph *shown(oriel_widget *widget) {
	struct text_field *field = (struct text_field *)widget;
	if (!field->shown) {
		size_t length = 0;
		char *text = text_with_preedit(field, &length);
		struct oriel_text_style style = oriel__text_style_of(widget);
		field->shown = oriel__text_shape(text ? text : "", length, &style);
		free(text);
		oriel_paragraph_set_width(field->shown, INFINITY, ORIEL_TEXT_ALIGN_START);
	}
	return field->shown;
}

static size_t caret_in_shown(const struct text_field *field) {
	size_t in_preedit;
	oriel_text_buffer_preedit(field->buffer, NULL, &in_preedit);
	return oriel_text_buffer_selection(field->buffer).caret + in_preedit;
}

static float top_of(oriel_widget *widget, struct oriel_rect content) {
	return content.y + (content.height - oriel_paragraph_size(shown(widget)).height) / 2;
}

/* Where the text begins in the content box, px, before it is scrolled. Its end leaves room for the caret. */
static float aligned_x(oriel_widget *widget, float width) {
	const oriel_paragraph *paragraph = shown(widget);
	enum oriel_text_align align = (enum oriel_text_align)oriel_widget_style(widget)->text_align;
	float room = width - oriel_paragraph_size(paragraph).width - CARET_WIDTH;
	if (room <= 0)
		return 0;
	if (align == ORIEL_TEXT_ALIGN_CENTER)
		return room / 2;
	return (align == ORIEL_TEXT_ALIGN_END) != oriel_paragraph_is_rtl(paragraph) ? room : 0;
}

/* From the border box's corner to that of the text, px. */
static float left_of(oriel_widget *widget, struct oriel_rect content) {
	return content.x + aligned_x(widget, content.width) - ((struct text_field *)widget)->scroll_x;
}

/* Moves the text as little as shows the caret, and never further than its end needs. */
static void scroll_to_caret(oriel_widget *widget, float width) {
	struct text_field *field = (struct text_field *)widget;
	float caret = oriel_paragraph_caret(shown(widget), caret_in_shown(field), false).x;
	float most = fmaxf(0, oriel_paragraph_size(shown(widget)).width + CARET_WIDTH - width);
	if (caret < field->scroll_x)
		field->scroll_x = caret;
	else if (caret + CARET_WIDTH > field->scroll_x + width)
		field->scroll_x = caret + CARET_WIDTH - width;
	field->scroll_x = fmaxf(0, fminf(field->scroll_x, most));
}

static struct oriel_rect caret_rect(oriel_widget *widget, struct oriel_rect content) {
	struct text_field *field = (struct text_field *)widget;
	struct oriel_rect caret = oriel_paragraph_caret(shown(widget), caret_in_shown(field), false);
	caret = oriel_rect_offset(caret, left_of(widget, content), top_of(widget, content));
	caret.width = CARET_WIDTH;
	return caret;
}

/* ---- Blinking ---- */

static bool has_keyboard(const oriel_widget *widget) {
	oriel_window *window = oriel_widget_window(widget);
	return window && oriel_window_is_active(window) && oriel_has_state(widget, ORIEL_STATE_FOCUS);
}

static void blink(void *data) {
	oriel_widget *widget = data;
	struct text_field *field = data;
	field->caret_shown = !field->caret_shown;
	if (--field->blinks_left == 0 || !has_keyboard(widget)) {
		oriel_clear_timer(field->blink);
		field->caret_shown = has_keyboard(widget);
	}
	oriel_widget_redraw(widget);
}

void oriel__text_field_hide_caret(oriel_widget *widget) {
	struct text_field *field = (struct text_field *)widget;
	oriel_clear_timer(field->blink);
	field->blink = 0;
	field->caret_shown = false;
}

void oriel__text_field_show_caret(oriel_widget *widget) {
	struct text_field *field = (struct text_field *)widget;
	oriel__text_field_hide_caret(widget);
	if (!oriel_has_state(widget, ORIEL_STATE_FOCUS))
		return;
	field->caret_shown = true;
	field->blinks_left = BLINKS;
	field->blink = oriel_set_interval(blink, widget, BLINK_MS, .signal = oriel_widget_signal(widget));
	struct oriel_rect content = oriel_content_box(widget);
	if (content.width > 0) {
		scroll_to_caret(widget, content.width);
		oriel_widget_set_caret_rect(widget, caret_rect(widget, content));
	}
	oriel_widget_redraw(widget);
}

/* ---- Stepping ---- */

static float x_of(oriel_widget *widget, size_t offset) {
	return oriel_paragraph_caret(shown(widget), offset, false).x;
}

bool oriel__text_field_is_forward(oriel_widget *widget, bool rightward) {
	return rightward != oriel_paragraph_is_rtl(shown(widget));
}

void oriel__text_field_step(oriel_widget *widget, bool rightward, bool extend) {
	struct text_field *field = (struct text_field *)widget;
	struct oriel_text_selection selection = oriel_text_buffer_selection(field->buffer);
	size_t to = selection.anchor;
	bool trailing = false;
	if (extend || selection.anchor == selection.caret)
		to = oriel_paragraph_move(shown(widget), selection.caret, rightward, &trailing);
	else if ((x_of(widget, selection.caret) > x_of(widget, selection.anchor)) == rightward)
		to = selection.caret;
	oriel_text_buffer_select(field->buffer, extend ? selection.anchor : to, to);
}

/* ---- Measuring, hitting, drawing ---- */

struct oriel_measurement oriel__text_field_measure(oriel_widget *widget, float max_width) {
	const oriel_paragraph *paragraph = shown(widget);
	return (struct oriel_measurement){ fminf(MIN_WIDTH, max_width), oriel_paragraph_size(paragraph).height, oriel_paragraph_baseline(paragraph) };
}

size_t oriel__text_field_offset_at(oriel_widget *widget, struct oriel_point point) {
	struct text_field *field = (struct text_field *)widget;
	struct oriel_rect content = oriel_content_box(widget);
	size_t offset = oriel_paragraph_offset_at(shown(widget), point.x - left_of(widget, content), point.y - top_of(widget, content), NULL);
	size_t caret = oriel_text_buffer_selection(field->buffer).caret, preedit;
	oriel_text_buffer_preedit(field->buffer, &preedit, NULL);
	if (offset <= caret)
		return offset;
	return offset < caret + preedit ? caret : offset - preedit;
}

static void record_range(const oriel_paragraph *paragraph, oriel_recorder *recorder, size_t start, size_t end, float x, float y, float height, oriel_color color) {
	struct oriel_rect rects[16];
	size_t count = oriel_paragraph_range(paragraph, start, end, rects, 16);
	for (size_t i = 0; i < count && i < 16; i++) {
		struct oriel_rect rect = oriel_rect_offset(rects[i], x, y);
		if (height > 0) {
			rect.y += rect.height - height;
			rect.height = height;
		}
		oriel_record_fill(recorder, rect, color);
	}
}

static void record_selection(oriel_widget *widget, oriel_recorder *recorder, float x, float y) {
	struct text_field *field = (struct text_field *)widget;
	const struct oriel_style *style = oriel_widget_style(widget);
	struct oriel_text_selection selection = oriel_text_buffer_selection(field->buffer);
	size_t preedit, start = selection.caret;
	oriel_text_buffer_preedit(field->buffer, &preedit, NULL);
	if (preedit > 0) {
		record_range(shown(widget), recorder, start, start + preedit, x, y, 1, style->color);
	} else if (selection.anchor != selection.caret && oriel_has_state(widget, ORIEL_STATE_FOCUS)) {
		size_t first = selection.anchor < selection.caret ? selection.anchor : selection.caret;
		record_range(shown(widget), recorder, first, selection.anchor + selection.caret - first, x, y, 0, style->selection_color);
	}
}

static oriel_color faint(oriel_color color) {
	return (color & 0xffffff00u) | (color & 0xffu) * 9 / 16;
}

void oriel__text_field_record(oriel_widget *widget, oriel_recorder *recorder) {
	struct text_field *field = (struct text_field *)widget;
	const struct oriel_style *style = oriel_widget_style(widget);
	struct oriel_rect content = oriel_content_box(widget);
	scroll_to_caret(widget, content.width);
	float x = left_of(widget, content), y = top_of(widget, content);

	oriel_record_push_clip(recorder, (struct oriel_rect){ content.x, 0, content.width, content.y * 2 + content.height });
	if (oriel_has_state(widget, ORIEL_STATE_PLACEHOLDER_SHOWN))
		oriel__text_part_record_in(&field->placeholder, widget, recorder, content, faint(style->color));
	record_selection(widget, recorder, x, y);
	oriel_record_paragraph(recorder, shown(widget), x, y, style->color);
	if (field->caret_shown)
		oriel_record_fill(recorder, caret_rect(widget, content), style->caret_color);
	oriel_record_pop_clip(recorder);
}
