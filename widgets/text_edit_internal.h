/* SPDX-License-Identifier: MIT */
/*
 * Editing of a text by the user, which text fields and text areas share: keys, composition,
 * pointers, the clipboard, the blinking caret and the events. A widget begins with a struct
 * text_edit, and tells by a struct text_edit_class how its text is shown.
 */
#ifndef ORIEL_WIDGETS_TEXT_EDIT_INTERNAL_H
#define ORIEL_WIDGETS_TEXT_EDIT_INTERNAL_H

#include <oriel/extend/text_buffer.h>
#include <oriel/extend/widget.h>
#include <oriel/runtime/timer.h>
#include <oriel/ui/color.h>
#include <oriel/ui/command.h>
#include <oriel/ui/input_event.h>

struct text_edit_class {
	/* The text, or the preedit text, has changed. */
	void (*text_changed)(oriel_widget *widget);
	/* The caret has moved: scrolls to it, and returns its place, px in the border box. A rectangle
	 * without height is no place. */
	struct oriel_rect (*show_caret)(oriel_widget *widget);
	/* Draws the caret and the selection again; NULL: the widget is drawn again. */
	void (*redraw_caret)(oriel_widget *widget);
	/* Returns what of a text may be inserted in place of the selection. Owned by the caller:
	 * oriel_utf8_free(); NULL without memory. */
	char *(*fit)(const oriel_widget *widget, const char *text);
	/* Rewrites a pasted text in place. */
	void (*prepare_paste)(char *text);
	/* Moves the caret for a key. Returns whether the key moves it. */
	bool (*on_motion_key)(oriel_widget *widget, const struct oriel_key_event *key);
	/* Moves the caret by one visual position. Without extend, a selection collapses to its end on
	 * that side. */
	void (*step)(oriel_widget *widget, bool rightward, bool extend);
	/* Returns the place in the text nearest to a point of the border box, px. */
	size_t (*offset_at)(oriel_widget *widget, struct oriel_point point);
	/* Returns where the text is shown, px in the border box. */
	struct oriel_rect (*text_box)(const oriel_widget *widget);
	bool is_multiline;
};

struct text_edit {
	struct oriel_widget_base base;
	const struct text_edit_class *edit_class;
	oriel_text_buffer *buffer;
	char *text_at_focus; /* the text at focus, for `change`; may be NULL */
	bool is_change_due;  /* text_at_focus was wiped or is too long, and the text has changed */
	/* the text before the first edit by the user, which a reset restores; NULL: "" */
	char *initial_text;
	bool is_initial_lost; /* it was too long for a copy: a reset leaves the text alone */
	bool is_edited;      /* by the user, since the program has set the text */
	bool is_secret;      /* is never copied */
	bool is_masked;      /* shows a bullet for each grapheme */

	struct oriel_text_selection selected; /* from beginning to end, at the last `select` */

	oriel_timer_id blink;
	int blinks_left;
	bool is_caret_shown;

	/* selecting by pointer */
	bool is_selecting, is_by_word, is_by_line;
	size_t unit_start, unit_end;    /* the unit that the press selected */
	struct oriel_point drag_point;  /* where the pointer was last, px in the border box */
	oriel_timer_id drag;            /* runs while the pointer rests beyond an edge; else 0 */
};

/* ---- text_edit.c ---- */

void oriel__text_edit_finish(struct text_edit *edit);
/* Commits the composition before the caret moves. Returns false if a listener has destroyed the
 * widget. */
bool oriel__text_edit_commit(oriel_widget *widget);
/* Fires `beforeinput` for a change. Its default action makes the change unless a listener prevents
 * it. */
void oriel__text_edit_ask(oriel_widget *widget, const char *input_type, const char *data);
/* Replaces the whole text, as a step of a number does; `input`, and then `change`, follow. */
void oriel__text_edit_replace(oriel_widget *widget, const char *text);
/* Fires `change` if the text differs from the text at focus or at the last call. leaving: the
 * widget loses the focus and no longer needs that text. */
void oriel__text_edit_fire_change(oriel_widget *widget, bool leaving);
/* The program sets a text. */
void oriel__text_edit_set_text(oriel_widget *widget, const char *text, size_t length);
void oriel__text_edit_reset(oriel_widget *widget);
void oriel__text_edit_select(oriel_widget *widget, size_t anchor, size_t caret);
/* Handles the gain or loss of the keyboard. */
void oriel__text_edit_focus_changed(oriel_widget *widget, bool focused);
/* Handles a change of the attribute "readonly". */
void oriel__text_edit_read_only_changed(oriel_widget *widget);
/* Fills in value, caret, selection and the action of editing. */
void oriel__text_edit_describe(oriel_widget *widget, struct oriel_description *description,
	const char *value, struct oriel_text_selection selection);
/* Handles the keys for deleting, undo and selecting all. */
bool oriel__text_edit_on_key(oriel_widget *widget, oriel_event *event);

/* Default actions. */
bool oriel__text_edit_on_before_input(oriel_widget *widget, oriel_event *event);
bool oriel__text_edit_on_composition(oriel_widget *widget, oriel_event *event);
bool oriel__text_edit_on_copy(oriel_widget *widget, oriel_event *event);
bool oriel__text_edit_on_cut(oriel_widget *widget, oriel_event *event);
bool oriel__text_edit_on_paste(oriel_widget *widget, oriel_event *event);
bool oriel__text_edit_on_drop(oriel_widget *widget, oriel_event *event);
bool oriel__text_edit_on_focus(oriel_widget *widget, oriel_event *event);
bool oriel__text_edit_on_blur(oriel_widget *widget, oriel_event *event);

bool oriel__text_edit_on_command(oriel_widget *widget, oriel_event *event);
/* Implements the method command_state of a class. */
enum oriel_command_state oriel__text_edit_command_state(
	const oriel_widget *widget, const char *id);

/* Returns the part of the text that is not shown: the selection that the commit of a composition
 * will replace. Its anchor is its beginning. */
struct oriel_text_selection oriel__text_edit_hidden(const struct text_edit *edit);
/* Returns the selection from its beginning to its end. */
struct oriel_text_selection oriel__text_edit_range(const struct text_edit *edit);

/* ---- text_edit_length.c ---- */

/* Returns the value of a nonnegative integer attribute; -1: it has none. */
long oriel__text_edit_limit(const oriel_widget *widget, const char *attribute);
/* Returns the length of a text as HTML counts it: in units of UTF-16. */
size_t oriel__text_edit_units(const char *text, size_t length);
/* Cuts a text to the length that may be inserted, in place. */
void oriel__text_edit_cut_to_limit(const oriel_widget *widget, char *text);
/* Returns what is wrong with the length of a value, and writes the message if that is "". */
unsigned oriel__text_edit_check_length(
	const oriel_widget *widget, const char *value, char *message, size_t size);
/* Writes a built-in text with its places "{}" filled in. */
void oriel__text_edit_message(
	char *out, size_t size, const char *text, const char *first, const char *second);

/* ---- text_edit_caret.c ---- */

/* Shows the caret without delay and lets it blink, if the widget has the keyboard; scrolls to it.
 * */
void oriel__text_edit_show_caret(oriel_widget *widget);
void oriel__text_edit_hide_caret(oriel_widget *widget);
/* Returns whether the widget is the focused one of its window, also while the window is inactive.
 * */
bool oriel__text_edit_is_focused(const oriel_widget *widget);
/* Returns a colour of the selection: a faint one while another window has the keyboard. */
oriel_color oriel__text_edit_selection_color(const oriel_widget *widget);

/* ---- text_edit_pointer.c ---- */

/* Default actions of pointers. They return false, so that the default actions for focus and
 * scrolling run too. */
bool oriel__text_edit_on_pointer_down(oriel_widget *widget, oriel_event *event);
bool oriel__text_edit_on_pointer_move(oriel_widget *widget, oriel_event *event);
bool oriel__text_edit_on_pointer_up(oriel_widget *widget, oriel_event *event);
bool oriel__text_edit_on_pointer_lost(oriel_widget *widget, oriel_event *event);
void oriel__text_edit_stop_selecting(struct text_edit *edit);

/* ---- text_edit_clipboard.c ---- */

/* Copies the selection. Returns whether the selection is on the clipboard now. */
bool oriel__text_edit_copy(oriel_widget *widget);
/* Inserts a text that was pasted or dropped, cut to what fits; its type is that of `beforeinput`.
 * The copy of the text is wiped. */
void oriel__text_edit_insert(
	oriel_widget *widget, const char *input_type, const char *text, size_t length);
/* Makes the text that the user has selected the primary selection, and fires `select` if it differs
 * from the last one. A listener may destroy the widget. */
void oriel__text_edit_selected(oriel_widget *widget);
/* Joins the lines of a text in place. */
void oriel__text_edit_make_line(char *text);

/* The default actions of a text field and of a text area, for the table of their classes. */
#define ORIEL__TEXT_EDIT_ACTIONS \
	{ "beforeinput", oriel__text_edit_on_before_input }, \
	{ "compositionstart", oriel__text_edit_on_composition }, \
	{ "compositionupdate", oriel__text_edit_on_composition }, \
	{ "compositionend", oriel__text_edit_on_composition }, \
	{ "pointerdown", oriel__text_edit_on_pointer_down }, \
	{ "pointermove", oriel__text_edit_on_pointer_move }, \
	{ "pointerup", oriel__text_edit_on_pointer_up }, \
	{ "pointercancel", oriel__text_edit_on_pointer_lost }, \
	{ "lostpointercapture", oriel__text_edit_on_pointer_lost }, \
	{ "command", oriel__text_edit_on_command }, \
	{ "contextmenu", oriel__edit_menu_on_context_menu }, \
	{ "copy", oriel__text_edit_on_copy }, \
	{ "cut", oriel__text_edit_on_cut }, \
	{ "paste", oriel__text_edit_on_paste }, \
	{ "drop", oriel__text_edit_on_drop }, \
	{ "focus", oriel__text_edit_on_focus }, \
	{ "blur", oriel__text_edit_on_blur }

#endif
