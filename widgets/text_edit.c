/* SPDX-License-Identifier: MIT */
/*
 * Editing of a text by the user, over the editing buffer of <oriel/extend/text_buffer.h>: changes
 * and their events, the keys that delete and undo, and compositions.
 *
 * Each change by the user first fires `beforeinput`, whose default action makes the change.
 * Deletions by a key and commits of an input method take this one path, and a listener can prevent
 * both.
 */
#include "text_edit_internal.h"

#include <string.h>

#include <oriel/extend/form_control.h>
#include <oriel/extend/input_event.h>
#include <oriel/extend/utf8.h>
#include <oriel/runtime/log.h>
#include <oriel/ui/drop.h>
#include <oriel/ui/focus.h>
#include <oriel/ui/window.h>

/* bytes of a text whose copies tell whether it has changed, and what a reset restores; a longer
 * text counts as changed by any edit */
enum { COPIED_TEXT_MAX = 1 << 20 };

static struct text_edit *edit_of(oriel_widget *widget) {
	return (struct text_edit *)widget;
}

/* ---- Compositions ---- */

/* Ends the composition by committing or cancelling it. Returns false if a listener has destroyed
 * the widget. */
static bool end_composition(oriel_widget *widget, bool (*end)(oriel_widget *widget)) {
	oriel_widget_hold(widget);
	end(widget);
	bool is_there = !oriel_widget_is_destroyed(widget);
	oriel_widget_release(widget);
	return is_there;
}

bool oriel__text_edit_commit(oriel_widget *widget) {
	return end_composition(widget, oriel_widget_commit_composition);
}

struct oriel_text_selection oriel__text_edit_range(const struct text_edit *edit) {
	struct oriel_text_selection range = oriel_text_buffer_selection(edit->buffer);
	return (struct oriel_text_selection){
		range.anchor < range.caret ? range.anchor : range.caret,
		range.anchor < range.caret ? range.caret : range.anchor,
	};
}

struct oriel_text_selection oriel__text_edit_hidden(const struct text_edit *edit) {
	size_t preedit_length;
	oriel_text_buffer_preedit(edit->buffer, &preedit_length, NULL);
	if (preedit_length > 0)
		return oriel__text_edit_range(edit);
	size_t caret = oriel_text_buffer_selection(edit->buffer).caret;
	return (struct oriel_text_selection){ caret, caret };
}

/* ---- Changing ---- */

static void edit_text_changed(oriel_widget *widget) {
	const struct text_edit *edit = edit_of(widget);
	size_t preedit_length;
	oriel_text_buffer_preedit(edit->buffer, &preedit_length, NULL);
	bool is_empty = oriel_text_buffer_length(edit->buffer) + preedit_length == 0;
	oriel_widget_set_state(widget, ORIEL_STATE_PLACEHOLDER_SHOWN, is_empty);
	edit->edit_class->text_changed(widget);
	oriel__text_edit_show_caret(widget);
}

struct deletion {
	const char *input_type;
	enum oriel_text_motion motion;
};

static const struct deletion deletions[] = {
	{ "deleteContentBackward", ORIEL_TEXT_MOTION_BACKSPACE },
	{ "deleteContentForward", ORIEL_TEXT_MOTION_NEXT_GRAPHEME },
	{ "deleteWordBackward", ORIEL_TEXT_MOTION_PREVIOUS_WORD },
	{ "deleteWordForward", ORIEL_TEXT_MOTION_NEXT_WORD },
	{ "deleteSoftLineBackward", ORIEL_TEXT_MOTION_START },
	{ "deleteSoftLineForward", ORIEL_TEXT_MOTION_END },
};

/* Inserts what of a text the widget may take. */
static bool edit_insert(struct text_edit *edit, const char *text) {
	char *fit = text ? edit->edit_class->fit((oriel_widget *)edit, text) : NULL;
	bool inserted = fit && (fit[0] != '\0' || text[0] == '\0') &&
		oriel_text_buffer_insert(edit->buffer, fit, strlen(fit));
	oriel_utf8_free(fit);
	return inserted;
}

/* Inserts a text as an undo step of its own. */
static bool edit_insert_at_once(struct text_edit *edit, const char *text) {
	oriel_text_buffer_break_undo(edit->buffer);
	bool inserted = edit_insert(edit, text);
	oriel_text_buffer_break_undo(edit->buffer);
	return inserted;
}

static bool edit_delete_selection(struct text_edit *edit) {
	struct oriel_text_selection selection = oriel_text_buffer_selection(edit->buffer);
	return selection.anchor != selection.caret &&
		oriel_text_buffer_delete(edit->buffer, ORIEL_TEXT_MOTION_NEXT_GRAPHEME);
}

/* Deletes to an end of the line; at that end, the newline. */
static bool edit_delete_in_line(struct text_edit *edit, bool forward) {
	struct oriel_text_selection selection = oriel_text_buffer_selection(edit->buffer);
	size_t line = oriel_text_buffer_index_at(edit->buffer, ORIEL_TEXT_LINE, selection.caret);
	size_t start = oriel_text_buffer_start_of(edit->buffer, ORIEL_TEXT_LINE, line);
	size_t end = oriel_text_buffer_start_of(edit->buffer, ORIEL_TEXT_LINE, line + 1);
	bool has_newline = line + 1 < oriel_text_buffer_count(edit->buffer, ORIEL_TEXT_LINE);
	end -= has_newline ? 1 : 0;
	size_t to = forward ? end : start;
	if (selection.anchor != selection.caret || to == selection.caret)
		return oriel_text_buffer_delete(edit->buffer,
			forward ? ORIEL_TEXT_MOTION_NEXT_GRAPHEME : ORIEL_TEXT_MOTION_PREVIOUS_GRAPHEME);
	oriel_text_buffer_select(edit->buffer, to, selection.caret);
	return edit_delete_selection(edit);
}

static bool edit_apply(struct text_edit *edit, const struct oriel_input_event *input) {
	if (strcmp(input->type, "insertText") == 0)
		return edit_insert(edit, input->data);
	if (strcmp(input->type, "insertLineBreak") == 0)
		return edit_insert(edit, "\n");
	if (strcmp(input->type, "insertFromPaste") == 0 || strcmp(input->type, "insertFromDrop") == 0)
		return edit_insert_at_once(edit, input->data);
	if (strcmp(input->type, "deleteByCut") == 0)
		return edit_delete_selection(edit);
	if (strcmp(input->type, "insertReplacementText") == 0) {
		oriel_text_buffer_select(edit->buffer, 0, SIZE_MAX);
		return edit_insert_at_once(edit, input->data);
	}
	if (strcmp(input->type, "deleteContent") == 0) {
		oriel_text_buffer_select(edit->buffer, 0, SIZE_MAX);
		return edit_delete_selection(edit);
	}
	if (strcmp(input->type, "historyUndo") == 0)
		return oriel_text_buffer_undo(edit->buffer);
	if (strcmp(input->type, "historyRedo") == 0)
		return oriel_text_buffer_redo(edit->buffer);
	for (size_t i = 0; i < sizeof(deletions) / sizeof(deletions[0]); i++) {
		if (strcmp(input->type, deletions[i].input_type) != 0)
			continue;
		if (edit->edit_class->is_multiline && i >= 4)
			return edit_delete_in_line(edit, i == 5);
		return oriel_text_buffer_delete(edit->buffer, deletions[i].motion);
	}
	return false;
}

static bool edit_is_copied(const struct text_edit *edit) {
	return oriel_text_buffer_length(edit->buffer) <= COPIED_TEXT_MAX;
}

/* Returns a copy of the text, owned by the caller; NULL for a long text. */
static char *edit_copy_text(const struct text_edit *edit) {
	size_t length;
	if (!edit_is_copied(edit))
		return NULL;
	const char *text = oriel_text_buffer_text(edit->buffer, &length);
	return oriel_utf8_copy(text, length, NULL);
}

static void note_initial_text(struct text_edit *edit) {
	if (!edit->is_edited && oriel_text_buffer_length(edit->buffer) > 0) {
		edit->initial_text = edit_copy_text(edit);
		edit->is_initial_lost = !edit->initial_text;
	}
	edit->is_edited = true;
}

static void forget_initial_text(struct text_edit *edit) {
	oriel_utf8_free(edit->initial_text);
	edit->initial_text = NULL;
	edit->is_initial_lost = false;
	edit->is_edited = false;
}

bool oriel__text_edit_on_before_input(oriel_widget *widget, oriel_event *event) {
	struct text_edit *edit = edit_of(widget);
	const struct oriel_input_event *input = oriel_event_input(event);
	if (!input)
		return false; /* fired by the program, without data */
	if (!oriel__text_edit_commit(widget) || oriel_widget_has_state(widget, ORIEL_STATE_READ_ONLY))
		return true;
	note_initial_text(edit);
	if (edit_apply(edit, input)) {
		if (!edit->text_at_focus)
			edit->is_change_due = true;
		edit_text_changed(widget);
		oriel_widget_fire_input(widget, "input", input);
	}
	return true;
}

void oriel__text_edit_ask(oriel_widget *widget, const char *input_type, const char *data) {
	if (!oriel_widget_has_state(widget, ORIEL_STATE_READ_ONLY))
		oriel_widget_fire_input(
			widget, "beforeinput", &(struct oriel_input_event){ .type = input_type, .data = data });
}

static bool text_differs_from_focus(const struct text_edit *edit) {
	size_t length = oriel_text_buffer_length(edit->buffer);
	if (!edit->text_at_focus)
		return false;
	return length != strlen(edit->text_at_focus) ||
		strcmp(edit->text_at_focus, oriel_text_buffer_text(edit->buffer, NULL)) != 0;
}

void oriel__text_edit_fire_change(oriel_widget *widget, bool leaving) {
	struct text_edit *edit = edit_of(widget);
	bool is_changed = edit->is_change_due || text_differs_from_focus(edit);
	oriel_utf8_free(edit->text_at_focus);
	edit->text_at_focus = leaving ? NULL : edit_copy_text(edit);
	edit->is_change_due = false;
	if (is_changed)
		oriel_form_control_fire_change(widget);
}

void oriel__text_edit_replace(oriel_widget *widget, const char *text) {
	oriel_widget_hold(widget); /* a listener may destroy it */
	oriel__text_edit_ask(widget, "insertReplacementText", text);
	if (!oriel_widget_is_destroyed(widget))
		oriel__text_edit_fire_change(widget, false);
	oriel_widget_release(widget);
}

/* Wipes the copy of the text for `change`, because emptying a field must remove its text from
 * memory. */
static void forget_text_at_focus(struct text_edit *edit) {
	if (edit->text_at_focus && edit->text_at_focus[0]) {
		edit->is_change_due = true;
		oriel_utf8_free(edit->text_at_focus);
		edit->text_at_focus = NULL;
	}
}

void oriel__text_edit_set_text(oriel_widget *widget, const char *text, size_t length) {
	struct text_edit *edit = edit_of(widget);
	char *copy = oriel_widget_is_composing(widget) ? oriel_utf8_copy(text, length, &length) : NULL;
	/* a listener may have freed the text */
	if (end_composition(widget, oriel_widget_cancel_composition)) {
		text = copy ? copy : text;
		forget_initial_text(edit);
		oriel_text_buffer_set_text(edit->buffer, text, length);
		if (length == 0)
			forget_text_at_focus(edit);
		edit_text_changed(widget);
	}
	oriel_utf8_free(copy);
}

void oriel__text_edit_reset(oriel_widget *widget) {
	struct text_edit *edit = edit_of(widget);
	if (!edit->is_edited || edit->is_initial_lost)
		return;
	char *initial = edit->initial_text;
	edit->initial_text = NULL;
	oriel__text_edit_set_text(widget, initial ? initial : "", initial ? strlen(initial) : 0);
	oriel_utf8_free(initial);
}

void oriel__text_edit_select(oriel_widget *widget, size_t anchor, size_t caret) {
	if (!oriel__text_edit_commit(widget))
		return;
	oriel_text_buffer_select(edit_of(widget)->buffer, anchor, caret);
	oriel__text_edit_show_caret(widget);
}

/* ---- Keys ---- */

static bool on_deletion_key(oriel_widget *widget, const struct oriel_key_event *key) {
	bool backward = strcmp(key->key, "Backspace") == 0;
	if (!backward && strcmp(key->key, "Delete") != 0)
		return false;
	/* the words of a password are secret */
	bool by_word = key->modifiers & ORIEL_MODIFIER_CONTROL,
		to_end = by_word &&
		(key->modifiers & ORIEL_MODIFIER_SHIFT || edit_of(widget)->is_masked);
	size_t row = to_end ? 4 : by_word ? 2 : 0;
	oriel__text_edit_ask(widget, deletions[row + !backward].input_type, NULL);
	return true;
}

static void edit_select_all_by_user(oriel_widget *widget) {
	oriel_widget_hold(widget); /* a listener may destroy it */
	oriel__text_edit_select(widget, 0, SIZE_MAX);
	if (!oriel_widget_is_destroyed(widget))
		oriel__text_edit_selected(widget);
	oriel_widget_release(widget);
}

static bool on_shortcut(oriel_widget *widget, const oriel_event *event) {
	if (oriel_key_is_or_repeats(event, "Ctrl+A"))
		edit_select_all_by_user(widget);
	else if (oriel_key_is_or_repeats(event, "Ctrl+Z") || oriel_key_is_or_repeats(event, "Undo"))
		oriel__text_edit_ask(widget, "historyUndo", NULL);
	else if (oriel_key_is_or_repeats(event, "Ctrl+Shift+Z") ||
		oriel_key_is_or_repeats(event, "Ctrl+Y") || oriel_key_is_or_repeats(event, "Redo"))
		oriel__text_edit_ask(widget, "historyRedo", NULL);
	else
		return false;
	return true;
}

bool oriel__text_edit_on_key(oriel_widget *widget, oriel_event *event) {
	const struct oriel_key_event *key = oriel_event_key(event);
	if (key->modifiers & (ORIEL_MODIFIER_ALT | ORIEL_MODIFIER_META))
		return false;
	if (edit_of(widget)->edit_class->on_motion_key(widget, key)) {
		oriel__text_edit_show_caret(widget);
		if (key->modifiers & ORIEL_MODIFIER_SHIFT)
			oriel__text_edit_selected(widget);
		return true;
	}
	return on_deletion_key(widget, key) || on_shortcut(widget, event);
}

/* ---- Default actions ---- */

bool oriel__text_edit_on_composition(oriel_widget *widget, oriel_event *event) {
	const struct text_edit *edit = edit_of(widget);
	const struct oriel_input_event *input = oriel_event_input(event);
	if (!input)
		return false;
	const char *text = input->data ? input->data : "";
	if (oriel_event_is_type(event, "compositionstart"))
		return true;
	/* A listener may have ended the composition of this event. */
	if (oriel_event_is_type(event, "compositionupdate") && oriel_widget_is_composing(widget))
		oriel_text_buffer_set_preedit(edit->buffer, text, strlen(text), input->caret);
	else
		oriel_text_buffer_set_preedit(edit->buffer, "", 0, 0);
	edit_text_changed(widget);
	return true;
}

void oriel__text_edit_focus_changed(oriel_widget *widget, bool focused) {
	struct text_edit *edit = edit_of(widget);
	oriel_widget_redraw(widget);
	if (focused) {
		oriel_utf8_free(edit->text_at_focus);
		edit->is_change_due = false;
		edit->text_at_focus = edit_copy_text(edit);
		if (!edit->edit_class->is_multiline &&
			oriel_widget_focus_origin(widget) == ORIEL_FOCUS_KEYBOARD)
			oriel_text_buffer_select(edit->buffer, 0, SIZE_MAX);
		oriel__text_edit_show_caret(widget);
	} else {
		oriel__text_edit_stop_selecting(edit);
		oriel_text_buffer_break_undo(edit->buffer);
		oriel__text_edit_hide_caret(widget);
	}
}

void oriel__text_edit_read_only_changed(oriel_widget *widget) {
	if (oriel__text_edit_commit(widget))
		oriel_widget_set_state(
			widget, ORIEL_STATE_READ_ONLY, oriel_has_attribute(widget, "readonly"));
}

bool oriel__text_edit_on_copy(oriel_widget *widget, oriel_event *event) {
	(void)event;
	return oriel__text_edit_copy(widget);
}

bool oriel__text_edit_on_cut(oriel_widget *widget, oriel_event *event) {
	(void)event;
	if (!oriel_widget_has_state(widget, ORIEL_STATE_READ_ONLY) && oriel__text_edit_copy(widget))
		oriel__text_edit_ask(widget, "deleteByCut", NULL);
	return true;
}

bool oriel__text_edit_on_paste(oriel_widget *widget, oriel_event *event) {
	const struct oriel_clipboard_event *clipboard = oriel_event_clipboard(event);
	if (clipboard)
		oriel__text_edit_insert(widget, "insertFromPaste", clipboard->text, clipboard->length);
	return clipboard != NULL;
}

/* Inserts dropped text where it was dropped. */
bool oriel__text_edit_on_drop(oriel_widget *widget, oriel_event *event) {
	const struct text_edit *edit = (const struct text_edit *)widget;
	const struct oriel_drag_event *drag = oriel_event_drag(event);
	if (!drag || !drag->text || !oriel__text_edit_commit(widget))
		return false;
	struct oriel_rect bounds = oriel_widget_window_bounds(widget);
	if (oriel_widget_is_destroyed(widget))
		return true;
	size_t offset = edit->edit_class->offset_at(
		widget, (struct oriel_point){ drag->x - bounds.x, drag->y - bounds.y });
	oriel__text_edit_select(widget, offset, offset);
	oriel_widget_hold(widget);
	oriel_focus(widget);
	if (!oriel_widget_is_destroyed(widget))
		oriel__text_edit_insert(widget, "insertFromDrop", drag->text, strlen(drag->text));
	oriel_widget_release(widget);
	return true;
}

bool oriel__text_edit_on_focus(oriel_widget *widget, oriel_event *event) {
	(void)event;
	oriel__text_edit_show_caret(widget);
	return false;
}

bool oriel__text_edit_on_blur(oriel_widget *widget, oriel_event *event) {
	(void)event;
	oriel__text_edit_fire_change(widget, true);
	return false;
}

/* ---- Commands ---- */

bool oriel__text_edit_on_command(oriel_widget *widget, oriel_event *event) {
	const struct oriel_command_event *command = oriel_event_command(event);
	if (!command)
		return false; /* fired by the program, without data */
	if (strcmp(command->id, "edit.undo") == 0)
		oriel__text_edit_ask(widget, "historyUndo", NULL);
	else if (strcmp(command->id, "edit.redo") == 0)
		oriel__text_edit_ask(widget, "historyRedo", NULL);
	else if (strcmp(command->id, "edit.delete") == 0)
		oriel__text_edit_ask(widget, "deleteContentForward", NULL);
	else if (strcmp(command->id, "edit.select-all") == 0)
		edit_select_all_by_user(widget);
	else
		return false; /* cut, copy and paste follow as events of the clipboard */
	return true;
}

static enum oriel_command_state edit_state_if(bool is_enabled) {
	return is_enabled ? ORIEL_COMMAND_ENABLED : ORIEL_COMMAND_DISABLED;
}

enum oriel_command_state oriel__text_edit_command_state(
	const oriel_widget *widget, const char *id) {
	const struct text_edit *edit = (const struct text_edit *)widget;
	struct oriel_text_selection selection = oriel_text_buffer_selection(edit->buffer);
	bool is_selected = selection.anchor != selection.caret;
	bool is_editable = !oriel_widget_has_state(widget, ORIEL_STATE_READ_ONLY);
	if (strcmp(id, "edit.undo") == 0)
		return edit_state_if(is_editable && oriel_text_buffer_can_undo(edit->buffer));
	if (strcmp(id, "edit.redo") == 0)
		return edit_state_if(is_editable && oriel_text_buffer_can_redo(edit->buffer));
	if (strcmp(id, "edit.copy") == 0)
		return edit_state_if(is_selected && !edit->is_secret);
	if (strcmp(id, "edit.cut") == 0)
		return edit_state_if(is_editable && is_selected && !edit->is_secret);
	if (strcmp(id, "edit.delete") == 0)
		return edit_state_if(is_editable && is_selected);
	if (strcmp(id, "edit.paste") == 0)
		return edit_state_if(is_editable);
	if (strcmp(id, "edit.select-all") == 0)
		return edit_state_if(oriel_text_buffer_length(edit->buffer) > 0);
	return ORIEL_COMMAND_UNHANDLED;
}

/* ---- Describing and ending ---- */

void oriel__text_edit_describe(oriel_widget *widget, struct oriel_description *description,
	const char *value, struct oriel_text_selection selection) {
	description->value = value;
	if (!oriel_widget_has_state(widget, ORIEL_STATE_READ_ONLY))
		description->actions |= ORIEL_ACTION_EDIT;
	size_t length = strlen(value); /* 0 if there was no memory for the text */
	size_t anchor = selection.anchor < length ? selection.anchor : length;
	size_t caret = selection.caret < length ? selection.caret : length;
	description->has_text = true;
	description->caret = caret;
	description->selection_start = anchor < caret ? anchor : caret;
	description->selection_end = anchor < caret ? caret : anchor;
}

void oriel__text_edit_finish(struct text_edit *edit) {
	oriel_text_buffer_destroy(edit->buffer);
	oriel_utf8_free(edit->text_at_focus);
	forget_initial_text(edit);
}
