/* SPDX-License-Identifier: MIT */
/*
 * The editing buffer: one string, a selection, and the history of their changes. Every change of
 * the text goes through text_buffer_replace(). The text is valid UTF-8 without control characters;
 * the selection is at grapheme boundaries.
 */
#include <oriel/extend/text_buffer.h>

#include "base/alloc_internal.h"
#include "base/utf8_internal.h"
#include "text/text_history_internal.h"
#include "text/text_boundary_internal.h"

#include <oriel/extend/paragraph.h>
#include <oriel/runtime/log.h>

#include <string.h>

enum { DEFAULT_MAX_LENGTH = 1 << 20 };

struct oriel_text_buffer {
	char *text; /* NUL-terminated */
	size_t length, capacity, max_length;
	bool is_multiline;
	struct oriel_text_selection selection;
	struct oriel__text_history history;
	char *preedit; /* NULL: none */
	size_t preedit_length, preedit_caret;
};

oriel_text_buffer *oriel_text_buffer_new(size_t max_length) {
	oriel_text_buffer *buffer = oriel__alloc_zero(1, sizeof(*buffer));
	buffer->max_length = max_length > 0 ? max_length : DEFAULT_MAX_LENGTH;
	buffer->history.max_bytes = buffer->max_length;
	buffer->text = oriel__grow(NULL, &buffer->capacity, 1, 1);
	buffer->text[0] = '\0';
	return buffer;
}

void oriel_text_buffer_destroy(oriel_text_buffer *buffer) {
	if (buffer == NULL)
		return;
	oriel__text_history_finish(&buffer->history);
	oriel__free_wiped(buffer->preedit, buffer->preedit_length);
	oriel__free_wiped(buffer->text, buffer->capacity);
	oriel__free(buffer);
}

void oriel_text_buffer_set_multiline(oriel_text_buffer *buffer, bool multiline) {
	buffer->is_multiline = multiline;
}

const char *oriel_text_buffer_text(const oriel_text_buffer *buffer, size_t *length) {
	if (length != NULL)
		*length = buffer->length;
	return buffer->text;
}

struct oriel_text_selection oriel_text_buffer_selection(const oriel_text_buffer *buffer) {
	return buffer->selection;
}

static size_t text_buffer_selection_start(const oriel_text_buffer *buffer) {
	return buffer->selection.anchor < buffer->selection.caret ? buffer->selection.anchor :
																buffer->selection.caret;
}

static size_t text_buffer_selection_end(const oriel_text_buffer *buffer) {
	return buffer->selection.anchor > buffer->selection.caret ? buffer->selection.anchor :
																buffer->selection.caret;
}

static struct oriel_text_selection text_buffer_caret_at(size_t offset) {
	return (struct oriel_text_selection){ offset, offset };
}

static void text_buffer_log_no_memory(size_t length) {
	oriel_log(ORIEL_LOG_ERROR, "text buffer: no memory for %zu bytes of text; nothing was changed",
		length);
}

/* Returns a valid UTF-8 copy of the permitted characters, owned by the caller. CR and CRLF become
 * LF. */
static char *text_buffer_filter(
	const char *text, size_t length, bool is_multiline, size_t *filtered_length) {
	size_t out = 0, valid_length;
	char *copy = oriel__utf8_try_copy(text, length, &valid_length);
	if (copy == NULL) {
		text_buffer_log_no_memory(length);
		return NULL;
	}
	for (size_t at = 0, taken; at < valid_length; at += taken) {
		uint32_t c = oriel__utf8_decode(copy + at, valid_length - at, &taken);
		bool is_crlf = c == '\r' && at + 1 < valid_length && copy[at + 1] == '\n';
		bool is_newline = c == '\n' || c == '\r';
		bool is_control = c < ' ' || (c >= 0x7f && c < 0xa0);
		bool is_separator = c == 0x2028 || c == 0x2029;
		if (is_newline && is_multiline && !is_crlf)
			copy[out++] = '\n';
		if ((is_control && c != '\t') || (is_separator && !is_multiline))
			continue;
		memmove(copy + out, copy + at, taken);
		out += taken;
	}
	oriel__wipe(copy + out, valid_length - out);
	copy[out] = '\0';
	*filtered_length = out;
	return copy;
}

/* Reserves memory for a text of this length; returns false if there is none. The memory never
 * shrinks, so an undo always fits. */
static bool text_buffer_reserve(oriel_text_buffer *buffer, size_t length) {
	size_t capacity = buffer->capacity;
	if (length < capacity)
		return true;
	while (length >= capacity)
		capacity = capacity < buffer->max_length / 2 ? 2 * capacity : length + 1;
	char *text = oriel__try_alloc(capacity, 1);
	if (text == NULL)
		return false;
	memcpy(text, buffer->text, buffer->length + 1);
	oriel__free_wiped(buffer->text, buffer->capacity);
	buffer->text = text;
	buffer->capacity = capacity;
	return true;
}

/* Replaces the bytes from start to end, without recording it in the history. The memory has been
 * reserved. */
static void text_buffer_replace(
	oriel_text_buffer *buffer, size_t start, size_t end, const char *text, size_t length) {
	size_t new_length = buffer->length - (end - start) + length;
	memmove(buffer->text + start + length, buffer->text + end, buffer->length - end + 1);
	memcpy(buffer->text + start, text, length);
	if (new_length < buffer->length)
		oriel__wipe(buffer->text + new_length + 1, buffer->length - new_length);
	buffer->length = new_length;
}

/* Returns the caret after an insertion. Inserted text may have joined the following text in one
 * grapheme, e.g. if either is a mark. */
static size_t text_buffer_caret_after(const oriel_text_buffer *buffer, size_t offset) {
	return oriel__text_grapheme_ceil(buffer->text, buffer->length, offset);
}

/* Replaces text and records it in the history. Returns false and changes nothing if there is no
 * memory for the text or for undoing it. */
static bool text_buffer_edit(oriel_text_buffer *buffer, size_t start, size_t end, const char *text,
	size_t length, bool can_grow) {
	size_t removed_length = end - start;
	bool has_room = text_buffer_reserve(buffer, buffer->length - removed_length + length);
	const struct oriel__edit edit = {
		.start = start,
		.removed = buffer->text + start, /* the history copies both texts */
		.removed_length = removed_length,
		.inserted = (char *)text,
		.inserted_length = length,
		.before = buffer->selection,
	};
	if (!has_room || !oriel__text_history_add(&buffer->history, &edit, can_grow)) {
		text_buffer_log_no_memory(removed_length + length);
		return false;
	}
	text_buffer_replace(buffer, start, end, text, length);
	buffer->selection = text_buffer_caret_at(text_buffer_caret_after(buffer, start + length));
	oriel__text_history_set_after(&buffer->history, buffer->selection);
	return true;
}

void oriel_text_buffer_set_text(oriel_text_buffer *buffer, const char *text, size_t length) {
	size_t filtered_length;
	char *filtered = text_buffer_filter(text, length, buffer->is_multiline, &filtered_length);
	if (filtered == NULL)
		return;
	if (filtered_length > buffer->max_length)
		filtered_length = oriel__text_grapheme_floor(filtered, filtered_length, buffer->max_length);
	bool has_room = text_buffer_reserve(buffer, filtered_length);
	if (has_room)
		text_buffer_replace(buffer, 0, buffer->length, filtered, filtered_length);
	else
		text_buffer_log_no_memory(filtered_length);
	oriel__text_free(filtered);
	if (!has_room)
		return;
	buffer->selection = text_buffer_caret_at(buffer->length);
	oriel__text_history_clear(&buffer->history);
	oriel_text_buffer_set_preedit(buffer, "", 0, 0);
}

void oriel_text_buffer_select(oriel_text_buffer *buffer, size_t anchor, size_t caret) {
	buffer->selection.anchor = oriel__text_grapheme_floor(buffer->text, buffer->length, anchor);
	buffer->selection.caret = oriel__text_grapheme_floor(buffer->text, buffer->length, caret);
	oriel_text_buffer_break_undo(buffer);
}

static size_t text_buffer_move_offset(
	const oriel_text_buffer *buffer, size_t offset, enum oriel_text_motion motion) {
	const char *text = buffer->text;
	size_t end;
	switch (motion) {
	case ORIEL_TEXT_MOTION_PREVIOUS_GRAPHEME:
		return oriel_text_previous_grapheme(text, buffer->length, offset);
	case ORIEL_TEXT_MOTION_NEXT_GRAPHEME:
		return oriel_text_next_grapheme(text, buffer->length, offset);
	case ORIEL_TEXT_MOTION_PREVIOUS_WORD:
		offset = oriel_text_previous_word(text, buffer->length, offset);
		break;
	case ORIEL_TEXT_MOTION_NEXT_WORD:
		offset = oriel_text_next_word(text, buffer->length, offset);
		break;
	case ORIEL_TEXT_MOTION_START: return 0;
	case ORIEL_TEXT_MOTION_END: return buffer->length;
	case ORIEL_TEXT_MOTION_BACKSPACE:
		oriel_text_backspace(text, buffer->length, offset, &offset, &end);
		return offset;
	}
	return oriel__text_grapheme_floor(text, buffer->length, offset);
}

static bool text_motion_is_forward(enum oriel_text_motion motion) {
	return motion == ORIEL_TEXT_MOTION_NEXT_GRAPHEME || motion == ORIEL_TEXT_MOTION_NEXT_WORD ||
		motion == ORIEL_TEXT_MOTION_END;
}

static bool text_motion_is_by_grapheme(enum oriel_text_motion motion) {
	return motion == ORIEL_TEXT_MOTION_NEXT_GRAPHEME ||
		motion == ORIEL_TEXT_MOTION_PREVIOUS_GRAPHEME || motion == ORIEL_TEXT_MOTION_BACKSPACE;
}

bool oriel_text_buffer_move(oriel_text_buffer *buffer, enum oriel_text_motion motion, bool extend) {
	struct oriel_text_selection old = buffer->selection;
	size_t caret = old.caret;
	oriel_text_buffer_break_undo(buffer);
	if (extend) {
		buffer->selection.caret = text_buffer_move_offset(buffer, caret, motion);
		return buffer->selection.caret != old.caret;
	}
	bool collapses = old.anchor != old.caret;
	if (collapses)
		caret = text_motion_is_forward(motion) ?
			text_buffer_selection_end(buffer) :
			text_buffer_selection_start(buffer);
	if (!collapses || !text_motion_is_by_grapheme(motion))
		caret = text_buffer_move_offset(buffer, caret, motion);
	buffer->selection = text_buffer_caret_at(caret);
	return collapses || caret != old.caret;
}

/* Tells whether an insertion is typing, i.e. a single grapheme; it may replace a selection. A
 * longer text is an undo step of its own. */
static bool text_buffer_is_typed(const char *text, size_t length) {
	return length > 0 && oriel_text_next_grapheme(text, length, 0) == length;
}

static bool text_buffer_is_space(const char *text, size_t length) {
	return length == 1 && (text[0] == ' ' || text[0] == '\n' || text[0] == '\t');
}

size_t oriel_text_buffer_room(const oriel_text_buffer *buffer, const char *text, size_t length) {
	size_t room = buffer->max_length -
		(buffer->length -
			(text_buffer_selection_end(buffer) - text_buffer_selection_start(buffer)));
	return length <= room ? length : oriel__text_grapheme_floor(text, length, room);
}

bool oriel_text_buffer_insert(oriel_text_buffer *buffer, const char *text, size_t length) {
	size_t start = text_buffer_selection_start(buffer), end = text_buffer_selection_end(buffer);
	size_t filtered_length;
	char *filtered = text_buffer_filter(text, length, buffer->is_multiline, &filtered_length);
	if (filtered == NULL)
		return false;
	/* Text that consists of control characters does not replace the selection. */
	bool is_nothing = filtered_length == 0 && (length > 0 || start == end);
	bool fits = filtered_length <= buffer->max_length - (buffer->length - (end - start));
	bool inserted = !is_nothing && fits &&
		text_buffer_edit(buffer, start, end, filtered, filtered_length,
			text_buffer_is_typed(filtered, filtered_length));
	if (inserted && text_buffer_is_space(filtered, filtered_length))
		oriel_text_buffer_break_undo(buffer);
	oriel__text_free(filtered);
	return inserted;
}

bool oriel_text_buffer_delete(oriel_text_buffer *buffer, enum oriel_text_motion motion) {
	size_t start = text_buffer_selection_start(buffer), end = text_buffer_selection_end(buffer);
	bool is_selection = start != end;
	if (!is_selection && motion == ORIEL_TEXT_MOTION_BACKSPACE) {
		oriel_text_backspace(buffer->text, buffer->length, end, &start, &end);
	} else if (!is_selection) {
		size_t other = text_buffer_move_offset(buffer, end, motion);
		start = other < end ? other : end;
		end = other < end ? end : other;
	}
	if (start == end)
		return false;
	return text_buffer_edit(
		buffer, start, end, "", 0, !is_selection && text_motion_is_by_grapheme(motion));
}

bool oriel_text_buffer_undo(oriel_text_buffer *buffer) {
	const struct oriel__edit *edit = oriel__text_history_undo(&buffer->history);
	if (edit == NULL)
		return false;
	text_buffer_replace(buffer, edit->start, edit->start + edit->inserted_length, edit->removed,
		edit->removed_length);
	buffer->selection = edit->before;
	return true;
}

bool oriel_text_buffer_redo(oriel_text_buffer *buffer) {
	const struct oriel__edit *edit = oriel__text_history_redo(&buffer->history);
	if (edit == NULL)
		return false;
	text_buffer_replace(buffer, edit->start, edit->start + edit->removed_length, edit->inserted,
		edit->inserted_length);
	buffer->selection = edit->after;
	return true;
}

bool oriel_text_buffer_can_undo(const oriel_text_buffer *buffer) {
	return buffer->history.done > 0;
}

bool oriel_text_buffer_can_redo(const oriel_text_buffer *buffer) {
	return buffer->history.done < buffer->history.count;
}

void oriel_text_buffer_break_undo(oriel_text_buffer *buffer) {
	buffer->history.is_open = false;
}

void oriel_text_buffer_set_preedit(
	oriel_text_buffer *buffer, const char *text, size_t length, size_t caret) {
	oriel__free_wiped(buffer->preedit, buffer->preedit_length);
	buffer->preedit = length > 0 ?
		text_buffer_filter(text, length, false, &buffer->preedit_length) :
		NULL;
	if (buffer->preedit == NULL)
		buffer->preedit_length = 0;
	buffer->preedit_caret = buffer->preedit != NULL ?
		oriel__text_grapheme_floor(buffer->preedit, buffer->preedit_length, caret) :
		0;
}

const char *oriel_text_buffer_preedit(
	const oriel_text_buffer *buffer, size_t *length, size_t *caret) {
	if (length != NULL)
		*length = buffer->preedit_length;
	if (caret != NULL)
		*caret = buffer->preedit_caret;
	return buffer->preedit != NULL ? buffer->preedit : "";
}
