/* SPDX-License-Identifier: MIT */
/*
 * The look of a text field: text, selection, preedit text, and caret. Preedit text is the text that
 * an input method composes; it is underlined at the caret. Text that is too long is scrolled as
 * little as is needed to show the caret.
 *
 * Offsets in the buffer and offsets in the shown line differ after the preedit text. The caret
 * blinks for ten seconds after the last input and then stays on, so that an idle window causes no
 * wake-up.
 */
#include "text_field_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/extend/input_event.h>
#include <oriel/extend/layout.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/timer.h>
#include <oriel/ui/command.h>
#include <oriel/ui/window.h>

#define BLINK_MS 530.0
#define BLINKS 20       /* about ten seconds; even, so that the caret stays on */
#define CARET_WIDTH 1.5f /* px */
/* px that the caret is drawn before the place between two characters, to leave the second free */
#define CARET_OUTSET 1.0f
#define MIN_WIDTH 40.0f /* px */
#define NATURAL_WIDTH 198.0f /* px; with the theme's padding and border 220 */

void oriel__text_field_restyle(struct text_field *field) {
	oriel__text_line_finish(&field->line);
	field->is_line_stale = true;
}

/* Returns the part of the text that is not shown: the selection that the commit of a composition
 * will replace. */
static struct oriel_text_selection hidden_range(
	const struct text_field *field, size_t preedit_length) {
	struct oriel_text_selection range = oriel_text_buffer_selection(field->buffer);
	if (preedit_length == 0)
		range.anchor = range.caret;
	return (struct oriel_text_selection){
		range.anchor < range.caret ? range.anchor : range.caret,
		range.anchor < range.caret ? range.caret : range.anchor,
	};
}

/* Returns a copy of the text with the preedit text; NULL, with an error logged, if there is no
 * memory. */
static char *text_with_preedit(const struct text_field *field, size_t *length) {
	size_t text_length, preedit_length;
	const char *text = oriel_text_buffer_text(field->buffer, &text_length);
	const char *preedit = oriel_text_buffer_preedit(field->buffer, &preedit_length, NULL);
	struct oriel_text_selection hidden = hidden_range(field, preedit_length);
	size_t start = hidden.anchor, end = hidden.caret;
	*length = text_length - (end - start) + preedit_length;
	char *joined = malloc(*length + 1);
	if (!joined) {
		oriel_log(ORIEL_LOG_ERROR, "text field: no memory to show a text of %zu bytes", *length);
		return NULL;
	}
	memcpy(joined, text, start);
	memcpy(joined + start, preedit, preedit_length);
	memcpy(joined + start + preedit_length, text + end, text_length - end);
	joined[*length] = '\0';
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

/* Returns the offset in the text for an offset in the shown line. The two offsets differ after the
 * preedit text. */
static size_t text_from_shown(const struct text_field *field, size_t offset) {
	size_t preedit;
	oriel_text_buffer_preedit(field->buffer, &preedit, NULL);
	struct oriel_text_selection hidden = hidden_range(field, preedit);
	if (offset <= hidden.anchor)
		return offset;
	return hidden.caret + (offset > hidden.anchor + preedit ? offset - hidden.anchor - preedit : 0);
}

static size_t caret_in_shown(const struct text_field *field) {
	size_t preedit, in_preedit;
	oriel_text_buffer_preedit(field->buffer, &preedit, &in_preedit);
	if (preedit > 0)
		return hidden_range(field, preedit).anchor + in_preedit;
	return oriel_text_buffer_selection(field->buffer).caret;
}

void oriel__text_field_reshape(oriel_widget *widget) {
	struct text_field *field = (struct text_field *)widget;
	size_t length, preedit;
	oriel_text_buffer_text(field->buffer, &length);
	oriel_text_buffer_preedit(field->buffer, &preedit, NULL);
	if (length + preedit == 0)
		oriel__text_line_finish(&field->line); /* wipes the text without waiting for a frame */
	field->is_line_stale = true;
	if (field->measured_height > 0 && oriel_widget_window(widget) &&
		text_field_view_shown(widget)->height != field->measured_height)
		oriel_widget_relayout(widget);
}

/* ---- Places ---- */

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

/* Returns whether the field is the focused widget of its window, also while the window is inactive.
 */
static bool is_focused(const oriel_widget *widget) {
	return oriel_widget_focus_origin(widget) != ORIEL_FOCUS_NONE;
}

/* Scrolls the text as little as is needed to show the caret, and never beyond its end. Without
 * focus the beginning of the text is shown. */
static void scroll_to_caret(oriel_widget *widget, float width) {
	struct text_field *field = (struct text_field *)widget;
	const struct text_line *line = text_field_view_shown(widget);
	double most = fmax(0, line->width + CARET_WIDTH - width);
	double caret = oriel__text_line_caret(line, caret_in_shown(field));
	if (!is_focused(widget))
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

/* ---- Blinking ---- */

static bool has_keyboard(const oriel_widget *widget) {
	oriel_window *window = oriel_widget_window(widget);
	return window && oriel_window_is_active(window) &&
		oriel_widget_has_state(widget, ORIEL_STATE_FOCUS);
}

static void text_field_view_blink(void *data) {
	oriel_widget *widget = data;
	struct text_field *field = data;
	field->is_caret_shown = !field->is_caret_shown;
	if (--field->blinks_left == 0 || !has_keyboard(widget)) {
		oriel_clear_timer(field->blink);
		field->is_caret_shown = has_keyboard(widget);
	}
	oriel_widget_redraw(widget);
}

void oriel__text_field_hide_caret(oriel_widget *widget) {
	struct text_field *field = (struct text_field *)widget;
	oriel_clear_timer(field->blink);
	field->blink = 0;
	field->is_caret_shown = false;
}

void oriel__text_field_show_caret(oriel_widget *widget) {
	struct text_field *field = (struct text_field *)widget;
	oriel__text_field_hide_caret(widget);
	oriel_widget_redraw(widget);
	oriel_command_changed(widget);
	if (!oriel_widget_has_state(widget, ORIEL_STATE_FOCUS))
		return;
	field->is_caret_shown = true;
	field->blinks_left = BLINKS;
	field->blink = oriel_set_interval(
		text_field_view_blink, widget, BLINK_MS, .signal = oriel_widget_signal(widget));
	/* Layout comes up to date, and a class that is told of its style may destroy the field. */
	struct oriel_rect content = oriel_widget_content_box(widget);
	if (content.width > 0 && !oriel_widget_is_destroyed(widget)) {
		scroll_to_caret(widget, content.width);
		oriel_widget_set_caret_rect(widget, caret_rect(widget, content));
	}
}

/* ---- Stepping ---- */

bool oriel__text_field_is_forward(oriel_widget *widget, bool rightward) {
	return rightward != text_field_view_shown(widget)->is_rtl;
}

void oriel__text_field_step(oriel_widget *widget, bool rightward, bool extend) {
	struct text_field *field = (struct text_field *)widget;
	const struct text_line *line = text_field_view_shown(widget);
	struct oriel_text_selection selection = oriel_text_buffer_selection(field->buffer);
	size_t to = selection.anchor;
	if (extend || selection.anchor == selection.caret)
		to = oriel__text_line_move(line, selection.caret, rightward);
	else if ((oriel__text_line_caret(line, selection.caret) >
				oriel__text_line_caret(line, selection.anchor)) == rightward)
		to = selection.caret;
	oriel_text_buffer_select(field->buffer, extend ? selection.anchor : to, to);
}

/* ---- Measuring, hitting, drawing ---- */

struct oriel_measurement oriel__text_field_measure(oriel_widget *widget, float max_width) {
	const struct text_line *line = text_field_view_shown(widget);
	((struct text_field *)widget)->measured_height = line->height;
	return (struct oriel_measurement){ fminf(fmaxf(max_width, MIN_WIDTH), NATURAL_WIDTH),
		line->height, line->baseline };
}

size_t oriel__text_field_offset_at(oriel_widget *widget, struct oriel_point point) {
	struct text_field *field = (struct text_field *)widget;
	struct text_line_view view = text_field_view_of(widget, oriel_widget_content_box(widget));
	return text_from_shown(field,
		oriel__text_line_offset_at(
			text_field_view_shown(widget), point.x - view.x + view.scroll_x));
}

static oriel_color text_field_view_faint(oriel_color color) {
	return (color & 0xffffff00u) | (color & 0xffu) * 9 / 16;
}

/* What of the shown line looks selected. */
struct shown_selection {
	size_t start, end; /* bytes; equal: nothing */
	oriel_color color, background;
	bool is_struck;
};

static struct shown_selection shown_selection_of(oriel_widget *widget) {
	const struct text_field *field = (const struct text_field *)widget;
	struct oriel_text_selection selection = oriel_text_buffer_selection(field->buffer);
	if (selection.anchor == selection.caret || !is_focused(widget))
		return (struct shown_selection){ 0 };
	size_t first = selection.anchor < selection.caret ? selection.anchor : selection.caret;
	oriel_color background = oriel_used_color(widget, ORIEL_PROPERTY_SELECTION_COLOR);
	const char *decoration = oriel_used_keyword(
		widget, ORIEL_PROPERTY_SELECTION_DECORATION_LINE);
	if (!oriel_widget_has_state(widget, ORIEL_STATE_FOCUS))
		background = text_field_view_faint(background);
	return (struct shown_selection){
		.start = first,
		.end = selection.anchor + selection.caret - first,
		.color = oriel_used_color(widget, ORIEL_PROPERTY_SELECTION_TEXT_COLOR),
		.background = background,
		.is_struck = strcmp(decoration, "line-through") == 0,
	};
}

/* Preedit text stands in the place of the selection. */
static void record_preedit(oriel_widget *widget, oriel_recorder *recorder,
	const struct text_line_view *view, size_t preedit) {
	const struct text_field *field = (const struct text_field *)widget;
	const struct text_line *line = text_field_view_shown(widget);
	size_t start = hidden_range(field, preedit).anchor;
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
	if (field->placeholder)
		oriel_widget_place(field->placeholder, content);
}

void oriel__text_field_record(oriel_widget *widget, oriel_recorder *recorder) {
	struct text_field *field = (struct text_field *)widget;
	struct oriel_rect content = oriel_widget_content_box(widget);
	size_t preedit;
	scroll_to_caret(widget, content.width);
	struct text_line_view view = text_field_view_of(widget, content);

	oriel_record_push_clip(recorder,
		(struct oriel_rect){ content.x - CARET_OUTSET, 0, content.width + CARET_OUTSET,
			content.y * 2 + content.height });
	oriel_text_buffer_preedit(field->buffer, &preedit, NULL);
	if (preedit > 0)
		record_preedit(widget, recorder, &view, preedit);
	else
		record_text(widget, recorder, &view);
	if (field->is_caret_shown) {
		struct oriel_rect caret = caret_rect(widget, content);
		caret.x -= CARET_OUTSET;
		oriel_record_fill(recorder, caret, oriel_used_color(widget, ORIEL_PROPERTY_CARET_COLOR));
	}
	oriel_record_pop_clip(recorder);
}
