/* SPDX-License-Identifier: MIT */
/*
 * A field for one line of text, over the editing buffer of <oriel/extend/text_buffer.h>. This file
 * has the keys, composition and editing. Pointers are in text_field_pointer.c, the clipboard in
 * text_field_clipboard.c, and the look of a field in text_field_view.c.
 *
 * Each change by the user first fires `beforeinput`, whose default action makes the change.
 * Deletions by a key and commits of an input method take this one path, and a listener can prevent
 * both.
 */
#include <oriel/widgets/text_field.h>

#include <stdlib.h>
#include <string.h>

#include <oriel/ui/command.h>
#include <oriel/ui/drop.h>
#include <oriel/ui/focus.h>
#include <oriel/extend/input_event.h>
#include <oriel/extend/utf8.h>
#include <oriel/runtime/log.h>
#include <oriel/ui/window.h>

#include "form_control_internal.h"
#include "text_field_internal.h"
#include "themes_internal.h"

static const struct oriel_widget_class text_field_class;

static struct text_field *field_of(const oriel_widget *widget, const char *caller) {
	return oriel_widget_cast_in(caller, widget, &text_field_class);
}

/* ---- Changing ---- */

/* Ends the composition in a field by committing or cancelling it. Returns false if a listener has
 * destroyed the field. */
static bool end_composition(oriel_widget *widget, bool (*end)(oriel_widget *widget)) {
	oriel_widget_hold(widget);
	end(widget);
	bool is_there = !oriel_widget_is_destroyed(widget);
	oriel_widget_release(widget);
	return is_there;
}

bool oriel__text_field_commit(oriel_widget *widget) {
	return end_composition(widget, oriel_widget_commit_composition);
}

static void text_changed(oriel_widget *widget) {
	struct text_field *field = (struct text_field *)widget;
	size_t length, preedit;
	oriel_text_buffer_text(field->buffer, &length);
	oriel_text_buffer_preedit(field->buffer, &preedit, NULL);
	oriel__text_field_reshape(widget);
	oriel_widget_set_state(widget, ORIEL_STATE_PLACEHOLDER_SHOWN, length + preedit == 0);
	oriel__form_control_check_required(widget, length > 0, ORIEL_BUILTIN_TEXT_FILL_IN);
	oriel__text_field_show_caret(widget);
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

static bool delete_selection(struct text_field *field) {
	struct oriel_text_selection selection = oriel_text_buffer_selection(field->buffer);
	return selection.anchor != selection.caret &&
		oriel_text_buffer_delete(field->buffer, ORIEL_TEXT_MOTION_NEXT_GRAPHEME);
}

static bool text_field_apply(struct text_field *field, const struct oriel_input_event *input) {
	if (strcmp(input->type, "insertText") == 0)
		return input->data &&
			oriel_text_buffer_insert(field->buffer, input->data, strlen(input->data));
	if (strcmp(input->type, "insertFromPaste") == 0 || strcmp(input->type, "insertFromDrop") == 0) {
		oriel_text_buffer_break_undo(field->buffer);
		bool inserted = input->data &&
			oriel_text_buffer_insert(field->buffer, input->data, strlen(input->data));
		oriel_text_buffer_break_undo(field->buffer);
		return inserted;
	}
	if (strcmp(input->type, "deleteByCut") == 0)
		return delete_selection(field);
	if (strcmp(input->type, "historyUndo") == 0)
		return oriel_text_buffer_undo(field->buffer);
	if (strcmp(input->type, "historyRedo") == 0)
		return oriel_text_buffer_redo(field->buffer);
	for (size_t i = 0; i < sizeof(deletions) / sizeof(deletions[0]); i++) {
		if (strcmp(input->type, deletions[i].input_type) == 0)
			return oriel_text_buffer_delete(field->buffer, deletions[i].motion);
	}
	return false;
}

static void note_initial_text(struct text_field *field) {
	size_t length;
	const char *text = oriel_text_buffer_text(field->buffer, &length);
	if (!field->is_edited && length > 0)
		field->initial_text = oriel_utf8_copy(text, length, NULL);
	field->is_edited = true;
}

static void forget_initial_text(struct text_field *field) {
	oriel_utf8_free(field->initial_text);
	field->initial_text = NULL;
	field->is_edited = false;
}

static bool text_field_on_before_input(oriel_widget *widget, oriel_event *event) {
	struct text_field *field = (struct text_field *)widget;
	const struct oriel_input_event *input = oriel_event_input(event);
	if (!input)
		return false; /* fired by the program, without data */
	if (!oriel__text_field_commit(widget) || oriel_widget_has_state(widget, ORIEL_STATE_READ_ONLY))
		return true;
	note_initial_text(field);
	if (text_field_apply(field, input)) {
		text_changed(widget);
		oriel_widget_fire_input(widget, "input", input);
	}
	return true;
}

void oriel__text_field_ask(oriel_widget *widget, const char *input_type, const char *data) {
	if (!oriel_widget_has_state(widget, ORIEL_STATE_READ_ONLY))
		oriel_widget_fire_input(
			widget, "beforeinput", &(struct oriel_input_event){ .type = input_type, .data = data });
}

/* Fires `change` if the text differs from the text at focus or at the last call. leaving: the field
 * loses the focus and no longer needs that text. */
static void fire_change_if_changed(oriel_widget *widget, bool leaving) {
	struct text_field *field = (struct text_field *)widget;
	const char *text = oriel_text_buffer_text(field->buffer, NULL);
	bool is_changed = field->is_change_due ||
		(field->text_at_focus && strcmp(field->text_at_focus, text) != 0);
	oriel_utf8_free(field->text_at_focus);
	field->text_at_focus = leaving ? NULL : oriel_utf8_copy(text, strlen(text), NULL);
	field->is_change_due = false;
	if (is_changed)
		oriel_form_control_fire_change(widget);
}

/* Wipes the copy of the text for `change`, because emptying a field must remove its text from
 * memory. */
static void forget_text_at_focus(struct text_field *field) {
	if (field->text_at_focus && field->text_at_focus[0]) {
		field->is_change_due = true;
		oriel_utf8_free(field->text_at_focus);
		field->text_at_focus = NULL;
	}
}

/* ---- Keys ---- */

static bool on_arrow(oriel_widget *widget, const struct oriel_key_event *key) {
	struct text_field *field = (struct text_field *)widget;
	bool rightward = strcmp(key->key, "ArrowRight") == 0,
		extend = key->modifiers & ORIEL_MODIFIER_SHIFT;
	if (!rightward && strcmp(key->key, "ArrowLeft") != 0)
		return false;
	if (key->modifiers & ORIEL_MODIFIER_CONTROL) {
		bool forward = oriel__text_field_is_forward(widget, rightward);
		oriel_text_buffer_move(field->buffer,
			forward ? ORIEL_TEXT_MOTION_NEXT_WORD : ORIEL_TEXT_MOTION_PREVIOUS_WORD, extend);
	} else {
		oriel__text_field_step(widget, rightward, extend);
	}
	oriel__text_field_show_caret(widget);
	return true;
}

static bool on_motion_key(oriel_widget *widget, const struct oriel_key_event *key) {
	struct text_field *field = (struct text_field *)widget;
	bool to_end = strcmp(key->key, "End") == 0;
	if (!to_end && strcmp(key->key, "Home") != 0)
		return on_arrow(widget, key);
	oriel_text_buffer_move(field->buffer, to_end ? ORIEL_TEXT_MOTION_END : ORIEL_TEXT_MOTION_START,
		key->modifiers & ORIEL_MODIFIER_SHIFT);
	oriel__text_field_show_caret(widget);
	return true;
}

static bool on_deletion_key(oriel_widget *widget, const struct oriel_key_event *key) {
	bool backward = strcmp(key->key, "Backspace") == 0;
	if (!backward && strcmp(key->key, "Delete") != 0)
		return false;
	bool by_word = key->modifiers & ORIEL_MODIFIER_CONTROL,
		to_end = by_word && key->modifiers & ORIEL_MODIFIER_SHIFT;
	size_t row = to_end ? 4 : by_word ? 2 : 0;
	oriel__text_field_ask(widget, deletions[row + !backward].input_type, NULL);
	return true;
}

static void text_field_select_all_by_user(oriel_widget *widget) {
	oriel_text_field_select_all(widget);
	oriel__text_field_own_primary(widget);
}

static bool on_shortcut(oriel_widget *widget, const oriel_event *event) {
	if (oriel_key_is_or_repeats(event, "Ctrl+A"))
		text_field_select_all_by_user(widget);
	else if (oriel_key_is_or_repeats(event, "Ctrl+Z") || oriel_key_is_or_repeats(event, "Undo"))
		oriel__text_field_ask(widget, "historyUndo", NULL);
	else if (oriel_key_is_or_repeats(event, "Ctrl+Shift+Z") ||
		oriel_key_is_or_repeats(event, "Ctrl+Y") || oriel_key_is_or_repeats(event, "Redo"))
		oriel__text_field_ask(widget, "historyRedo", NULL);
	else
		return false;
	return true;
}

static bool text_field_on_key_down(oriel_widget *widget, oriel_event *event) {
	const struct oriel_key_event *key = oriel_event_key(event);
	if (!key || key->composing)
		return false;
	if (strcmp(key->key, "Enter") == 0) {
		fire_change_if_changed(widget, false);
		return false; /* the form handles Enter */
	}
	if (key->modifiers & (ORIEL_MODIFIER_ALT | ORIEL_MODIFIER_META))
		return false;
	if (on_motion_key(widget, key)) {
		if (key->modifiers & ORIEL_MODIFIER_SHIFT)
			oriel__text_field_own_primary(widget);
		return true;
	}
	return on_deletion_key(widget, key) || on_shortcut(widget, event);
}

/* ---- Composition ---- */

static bool text_field_on_composition(oriel_widget *widget, oriel_event *event) {
	struct text_field *field = (struct text_field *)widget;
	const struct oriel_input_event *input = oriel_event_input(event);
	if (!input)
		return false;
	const char *text = input->data ? input->data : "";
	if (oriel_event_is_type(event, "compositionstart"))
		return true;
	/* A listener may have ended the composition of this event. */
	if (oriel_event_is_type(event, "compositionupdate") && oriel_widget_is_composing(widget))
		oriel_text_buffer_set_preedit(field->buffer, text, strlen(text), input->caret);
	else
		oriel_text_buffer_set_preedit(field->buffer, "", 0, 0);
	text_changed(widget);
	return true;
}

/* ---- The class ---- */

static void focus_changed(oriel_widget *widget, bool focused) {
	struct text_field *field = (struct text_field *)widget;
	oriel_widget_redraw(widget);
	if (focused) {
		const char *text = oriel_text_buffer_text(field->buffer, NULL);
		oriel_utf8_free(field->text_at_focus);
		field->is_change_due = false;
		field->text_at_focus = oriel_utf8_copy(text, strlen(text), NULL);
		if (oriel_widget_focus_origin(widget) == ORIEL_FOCUS_KEYBOARD)
			oriel_text_buffer_select(field->buffer, 0, SIZE_MAX);
		oriel__text_field_show_caret(widget);
	} else {
		oriel__text_field_stop_selecting(field);
		oriel_text_buffer_break_undo(field->buffer);
		oriel__text_field_hide_caret(widget);
	}
}

static void text_field_changed(oriel_widget *widget, const struct oriel_change *change) {
	struct text_field *field = (struct text_field *)widget;
	if (change->kind == ORIEL_CHANGE_STYLE) {
		oriel__text_field_restyle(field);
	} else if (change->kind == ORIEL_CHANGE_STATE) {
		unsigned changed = oriel_widget_states(widget) ^ change->old_states;
		if (changed & ORIEL_STATE_FOCUS)
			focus_changed(widget, oriel_widget_has_state(widget, ORIEL_STATE_FOCUS));
	} else if (strcmp(change->name, "readonly") == 0) {
		if (oriel__text_field_commit(widget))
			oriel_widget_set_state(
				widget, ORIEL_STATE_READ_ONLY, oriel_has_attribute(widget, "readonly"));
	} else if (strcmp(change->name, "required") == 0) {
		const char *text = oriel_text_buffer_text(field->buffer, NULL);
		oriel__form_control_check_required(
			widget, text[0] != '\0', ORIEL_BUILTIN_TEXT_FILL_IN);
	}
}

static void text_field_init(oriel_widget *widget) {
	struct text_field *field = (struct text_field *)widget;
	field->buffer = oriel_text_buffer_new(0);
	field->is_line_stale = true;
	oriel_widget_set_state(widget, ORIEL_STATE_PLACEHOLDER_SHOWN, true);
}

static void text_field_finish(oriel_widget *widget) {
	struct text_field *field = (struct text_field *)widget;
	oriel__text_line_finish(&field->line);
	oriel_text_buffer_destroy(field->buffer);
	oriel_utf8_free(field->text_at_focus);
	forget_initial_text(field);
}

static const char *text_field_form_value(const oriel_widget *widget) {
	return oriel_text_buffer_text(((const struct text_field *)widget)->buffer, NULL);
}

static void text_field_form_reset(oriel_widget *widget) {
	struct text_field *field = (struct text_field *)widget;
	if (!field->is_edited)
		return;
	char *initial = field->initial_text;
	field->initial_text = NULL;
	oriel_text_field_set_text(widget, initial);
	oriel_utf8_free(initial);
}

/* ---- The placeholder ---- */

/* A part, so that ::placeholder styles it. */
static const struct oriel_widget_class placeholder_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "placeholder",
	.size = sizeof(struct text_widget),
	.flags = ORIEL_WIDGET_LEAF,
	.finish = oriel__text_widget_finish,
	.changed = oriel__text_widget_changed,
	.measure = oriel__text_widget_measure,
	.record = oriel__text_widget_record,
};

static void placeholder_add(oriel_widget *widget) {
	struct text_field *field = (struct text_field *)widget;
	oriel_widget *placeholder = oriel_widget_new(&placeholder_class);
	((struct text_widget *)placeholder)->part.is_one_line = true;
	oriel_set_attribute(placeholder, "part", "placeholder");
	oriel_widget_append_shadow_child(widget, placeholder);
	field->placeholder = placeholder;
}

static const char *placeholder_text(const struct text_field *field) {
	return field->placeholder ? oriel__text_widget_text(field->placeholder) : "";
}

/* ---- The class ---- */

static void text_field_describe(oriel_widget *widget, struct oriel_description *description) {
	const struct text_field *field = (const struct text_field *)widget;
	description->role = ORIEL_ROLE_TEXT_BOX;
	description->name = placeholder_text(field);
	description->value = oriel_text_buffer_text(field->buffer, NULL);
	if (!oriel_widget_has_state(widget, ORIEL_STATE_READ_ONLY))
		description->actions |= ORIEL_ACTION_EDIT;
	struct oriel_text_selection selection = oriel_text_buffer_selection(field->buffer);
	bool is_forward = selection.anchor <= selection.caret;
	description->has_text = true;
	description->caret = selection.caret;
	description->selection_start = is_forward ? selection.anchor : selection.caret;
	description->selection_end = is_forward ? selection.caret : selection.anchor;
	oriel_form_control_describe(widget, description);
}

static bool text_field_on_copy(oriel_widget *widget, oriel_event *event) {
	(void)event;
	return oriel__text_field_copy(widget);
}

static bool text_field_on_cut(oriel_widget *widget, oriel_event *event) {
	(void)event;
	if (!oriel_widget_has_state(widget, ORIEL_STATE_READ_ONLY) && oriel__text_field_copy(widget))
		oriel__text_field_ask(widget, "deleteByCut", NULL);
	return true;
}

static bool text_field_on_paste(oriel_widget *widget, oriel_event *event) {
	const struct oriel_clipboard_event *clipboard = oriel_event_clipboard(event);
	if (clipboard)
		oriel__text_field_paste(widget, clipboard);
	return clipboard != NULL;
}

/* Inserts dropped text where it was dropped. */
static bool text_field_on_drop(oriel_widget *widget, oriel_event *event) {
	const struct oriel_drag_event *drag = oriel_event_drag(event);
	if (!drag || !drag->text || !oriel__text_field_commit(widget))
		return false;
	struct oriel_rect bounds = oriel_widget_window_bounds(widget);
	size_t offset = oriel__text_field_offset_at(
		widget, (struct oriel_point){ drag->x - bounds.x, drag->y - bounds.y });
	oriel_text_field_select(widget, offset, offset);
	oriel_focus(widget);
	oriel__text_field_insert(widget, "insertFromDrop", drag->text, strlen(drag->text));
	return true;
}

static bool text_field_on_focus(oriel_widget *widget, oriel_event *event) {
	(void)event;
	oriel__text_field_show_caret(widget);
	return false;
}

static bool text_field_on_blur(oriel_widget *widget, oriel_event *event) {
	(void)event;
	fire_change_if_changed(widget, true);
	return false;
}

/* ---- Commands ---- */

static bool text_field_on_command(oriel_widget *widget, oriel_event *event) {
	const struct oriel_command_event *command = oriel_event_command(event);
	if (!command)
		return false; /* fired by the program, without data */
	if (strcmp(command->id, "edit.undo") == 0)
		oriel__text_field_ask(widget, "historyUndo", NULL);
	else if (strcmp(command->id, "edit.redo") == 0)
		oriel__text_field_ask(widget, "historyRedo", NULL);
	else if (strcmp(command->id, "edit.delete") == 0)
		oriel__text_field_ask(widget, "deleteContentForward", NULL);
	else if (strcmp(command->id, "edit.select-all") == 0)
		text_field_select_all_by_user(widget);
	else
		return false; /* cut, copy and paste follow as events of the clipboard */
	return true;
}

static enum oriel_command_state text_field_state_if(bool is_enabled) {
	return is_enabled ? ORIEL_COMMAND_ENABLED : ORIEL_COMMAND_DISABLED;
}

static enum oriel_command_state text_field_command_state(
	const oriel_widget *widget, const char *id) {
	const struct text_field *field = (const struct text_field *)widget;
	struct oriel_text_selection selection = oriel_text_buffer_selection(field->buffer);
	bool is_selected = selection.anchor != selection.caret;
	bool is_editable = !oriel_widget_has_state(widget, ORIEL_STATE_READ_ONLY);
	if (strcmp(id, "edit.undo") == 0)
		return text_field_state_if(is_editable && oriel_text_buffer_can_undo(field->buffer));
	if (strcmp(id, "edit.redo") == 0)
		return text_field_state_if(is_editable && oriel_text_buffer_can_redo(field->buffer));
	if (strcmp(id, "edit.copy") == 0)
		return text_field_state_if(is_selected);
	if (strcmp(id, "edit.cut") == 0 || strcmp(id, "edit.delete") == 0)
		return text_field_state_if(is_editable && is_selected);
	if (strcmp(id, "edit.paste") == 0)
		return text_field_state_if(is_editable);
	if (strcmp(id, "edit.select-all") == 0)
		return text_field_state_if(oriel_text_buffer_text(field->buffer, NULL)[0] != '\0');
	return ORIEL_COMMAND_UNHANDLED;
}

static const struct oriel_default_action text_field_actions[] = {
	{ "keydown", text_field_on_key_down },
	{ "beforeinput", text_field_on_before_input },
	{ "compositionstart", text_field_on_composition },
	{ "compositionupdate", text_field_on_composition },
	{ "compositionend", text_field_on_composition },
	{ "pointerdown", oriel__text_field_on_pointer_down },
	{ "pointermove", oriel__text_field_on_pointer_move },
	{ "pointerup", oriel__text_field_on_pointer_up },
	{ "pointercancel", oriel__text_field_on_pointer_lost },
	{ "lostpointercapture", oriel__text_field_on_pointer_lost },
	{ "command", text_field_on_command },
	{ "copy", text_field_on_copy },
	{ "cut", text_field_on_cut },
	{ "paste", text_field_on_paste },
	{ "drop", text_field_on_drop },
	{ "focus", text_field_on_focus },
	{ "blur", text_field_on_blur },
	{ 0 },
};

static const struct oriel_widget_class text_field_class = {
	.abi = ORIEL_WIDGET_ABI, .name = "text-field", .size = sizeof(struct text_field),
	.flags = ORIEL_WIDGET_LEAF | ORIEL_WIDGET_FOCUSABLE | ORIEL_WIDGET_TEXT_INPUT,
	.init = text_field_init, .finish = text_field_finish, .changed = text_field_changed,
	.measure = oriel__text_field_measure, .arrange = oriel__text_field_arrange,
	.record = oriel__text_field_record,
	.default_actions = text_field_actions, .form_value = text_field_form_value,
	.form_reset = text_field_form_reset, .command_state = text_field_command_state,
	.describe = text_field_describe,
	.sheets = oriel__text_field_sheets,
};

oriel_widget *oriel_text_field(const char *placeholder) {
	oriel_widget *widget = oriel_widget_new(&text_field_class);
	oriel_text_field_set_placeholder(widget, placeholder);
	return widget;
}

void oriel_text_field_set_text(oriel_widget *widget, const char *text) {
	struct text_field *field = field_of(widget, "oriel_text_field_set_text");
	if (!text)
		text = "";
	char *copy = oriel_widget_is_composing(widget) ? oriel_utf8_copy(text, strlen(text), NULL) :
													NULL;
	/* a listener may have freed the text */
	if (end_composition(widget, oriel_widget_cancel_composition)) {
		text = copy ? copy : text;
		forget_initial_text(field);
		oriel_text_buffer_set_text(field->buffer, text, strlen(text));
		if (!text[0])
			forget_text_at_focus(field);
		text_changed(widget);
	}
	oriel_utf8_free(copy);
}

const char *oriel_text_field_text(const oriel_widget *widget) {
	return oriel_text_buffer_text(field_of(widget, "oriel_text_field_text")->buffer, NULL);
}

void oriel_text_field_set_placeholder(oriel_widget *widget, const char *placeholder) {
	struct text_field *field = field_of(widget, "oriel_text_field_set_placeholder");
	if (!placeholder)
		placeholder = "";
	if (!field->placeholder && placeholder[0])
		placeholder_add(widget);
	if (field->placeholder)
		oriel__text_widget_set(field->placeholder, placeholder);
}

const char *oriel_text_field_placeholder(const oriel_widget *widget) {
	return placeholder_text(field_of(widget, "oriel_text_field_placeholder"));
}

void oriel_text_field_select(oriel_widget *widget, size_t anchor, size_t caret) {
	struct text_field *field = field_of(widget, "oriel_text_field_select");
	if (!oriel__text_field_commit(widget))
		return;
	oriel_text_buffer_select(field->buffer, anchor, caret);
	oriel__text_field_show_caret(widget);
}

void oriel_text_field_select_all(oriel_widget *widget) {
	oriel_text_field_select(widget, 0, SIZE_MAX);
}

void oriel_text_field_selection(const oriel_widget *widget, size_t *anchor, size_t *caret) {
	struct oriel_text_selection selection = oriel_text_buffer_selection(
		field_of(widget, "oriel_text_field_selection")->buffer);
	if (anchor)
		*anchor = selection.anchor;
	if (caret)
		*caret = selection.caret;
}

void oriel_text_field_set_read_only(oriel_widget *widget, bool read_only) {
	field_of(widget, "oriel_text_field_set_read_only");
	oriel_set_attribute(widget, "readonly", read_only ? "" : NULL);
}

bool oriel_text_field_is_read_only(const oriel_widget *widget) {
	field_of(widget, "oriel_text_field_is_read_only");
	return oriel_has_attribute(widget, "readonly");
}
