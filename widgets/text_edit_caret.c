/* SPDX-License-Identifier: MIT */
/*
 * The caret of an edited text. The caret blinks for ten seconds after the last input and then stays
 * on, so that an idle window causes no wake-up.
 */
#include "text_edit_internal.h"

#include <oriel/extend/input_event.h>
#include <oriel/extend/style.h>
#include <oriel/ui/command.h>
#include <oriel/ui/window.h>

#define BLINK_MS 530.0
#define BLINKS 20 /* about ten seconds; even, so that the caret stays on */

bool oriel__text_edit_is_focused(const oriel_widget *widget) {
	return oriel_widget_focus_origin(widget) != ORIEL_FOCUS_NONE;
}

static bool has_keyboard(const oriel_widget *widget) {
	oriel_window *window = oriel_widget_window(widget);
	return window && oriel_window_is_active(window) &&
		oriel_widget_has_state(widget, ORIEL_STATE_FOCUS);
}

static void caret_redraw(oriel_widget *widget) {
	const struct text_edit *edit = (const struct text_edit *)widget;
	if (edit->edit_class->redraw_caret)
		edit->edit_class->redraw_caret(widget);
	else
		oriel_widget_redraw(widget);
}

static void caret_blink(void *data) {
	oriel_widget *widget = data;
	struct text_edit *edit = data;
	edit->is_caret_shown = !edit->is_caret_shown;
	if (--edit->blinks_left == 0 || !has_keyboard(widget)) {
		oriel_clear_timer(edit->blink);
		edit->is_caret_shown = has_keyboard(widget);
	}
	caret_redraw(widget);
}

void oriel__text_edit_hide_caret(oriel_widget *widget) {
	struct text_edit *edit = (struct text_edit *)widget;
	oriel_clear_timer(edit->blink);
	edit->blink = 0;
	edit->is_caret_shown = false;
}

void oriel__text_edit_show_caret(oriel_widget *widget) {
	struct text_edit *edit = (struct text_edit *)widget;
	oriel__text_edit_hide_caret(widget);
	caret_redraw(widget);
	oriel_command_changed(widget);
	if (!oriel_widget_has_state(widget, ORIEL_STATE_FOCUS))
		return;
	edit->is_caret_shown = true;
	edit->blinks_left = BLINKS;
	edit->blink = oriel_set_interval(
		caret_blink, widget, BLINK_MS, .signal = oriel_widget_signal(widget));
	/* Layout comes up to date, and a class that is told of its style may destroy the widget. */
	struct oriel_rect caret = edit->edit_class->show_caret(widget);
	if (caret.height > 0 && !oriel_widget_is_destroyed(widget))
		oriel_widget_set_caret_rect(widget, caret);
}

static oriel_color text_edit_faint(oriel_color color) {
	return (color & 0xffffff00u) | (color & 0xffu) * 9 / 16;
}

oriel_color oriel__text_edit_selection_color(const oriel_widget *widget) {
	oriel_color color = oriel_used_color(widget, ORIEL_PROPERTY_SELECTION_COLOR);
	return oriel_widget_has_state(widget, ORIEL_STATE_FOCUS) ? color : text_edit_faint(color);
}
