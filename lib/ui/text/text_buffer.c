/* SPDX-License-Identifier: MIT */
/*
 * The editing buffer: a text in chunks (text_store.c), a selection, and the history of their
 * changes. Every change of the text goes through text_buffer_replace(). The text is valid UTF-8
 * without control characters (text_filter.c); the selection is at grapheme boundaries.
 *
 * A copy of the whole text in one string is made when a program asks for the string. A short text's
 * copy is kept up to date; a long text's copy is freed by the next change. Motions in a long text
 * read a window around the caret.
 */
#include <oriel/extend/text_buffer.h>

#include "base/alloc_internal.h"
#include "base/utf8_internal.h"
#include "text/text_buffer_internal.h"
#include "text/text_filter_internal.h"
#include "text/text_history_internal.h"
#include "text/text_boundary_internal.h"
#include "text/text_store_internal.h"

#include <oriel/extend/paragraph.h>
#include <oriel/runtime/log.h>

#include <string.h>

enum {
	DEFAULT_MAX_LENGTH = 1 << 20,
	MAX_HISTORY = 1 << 26,   /* bytes */
	MAX_KEPT_COPY = 1 << 20, /* bytes of a copy that changes keep up to date */
	MAX_COPIED = 1 << 16,    /* bytes of a text whose copy motions read */
	WINDOW_SIDE = 1 << 12,   /* bytes on either side of a caret in a longer text */
	PIECE = 1 << 18          /* bytes of a new text that are filtered at once */
};

struct oriel_text_buffer {
	struct oriel__text_store store;
	size_t max_length;
	bool is_multiline;
	struct oriel_text_selection selection;
	struct oriel__text_history history;
	char *copy; /* of the whole text, NUL-terminated; NULL: none */
	size_t copy_capacity;
	struct oriel_text_change change;
	char *window; /* NULL: none was needed yet */
	size_t window_start, window_length; /* bytes; no length: it is out of date */
	struct oriel__text_filter appended; /* what the last appended text left over */
	char *preedit; /* NULL: none */
	size_t preedit_length, preedit_caret;
};

oriel_text_buffer *oriel_text_buffer_new(size_t max_length) {
	oriel_text_buffer *buffer = oriel__alloc_zero(1, sizeof(*buffer));
	buffer->max_length = max_length > 0 ? max_length : DEFAULT_MAX_LENGTH;
	buffer->history.max_bytes = buffer->max_length < MAX_HISTORY ? buffer->max_length : MAX_HISTORY;
	return buffer;
}

static void text_buffer_wipe_window(oriel_text_buffer *buffer) {
	if (buffer->window_length > 0)
		oriel__wipe(buffer->window, buffer->window_length);
	buffer->window_length = 0;
}

static void text_buffer_free_copy(oriel_text_buffer *buffer) {
	oriel__free_wiped(buffer->copy, buffer->copy_capacity);
	buffer->copy = NULL;
	buffer->copy_capacity = 0;
}

void oriel_text_buffer_destroy(oriel_text_buffer *buffer) {
	if (buffer == NULL)
		return;
	oriel__text_history_finish(&buffer->history);
	oriel__free_wiped(buffer->preedit, buffer->preedit_length);
	oriel__free_wiped(buffer->window, buffer->window_length);
	text_buffer_free_copy(buffer);
	oriel__text_store_finish(&buffer->store);
	oriel__free(buffer);
}

void oriel_text_buffer_set_multiline(oriel_text_buffer *buffer, bool multiline) {
	buffer->is_multiline = multiline;
}

size_t oriel_text_buffer_length(const oriel_text_buffer *buffer) {
	return oriel__text_store_length(&buffer->store);
}

struct oriel_text_change oriel_text_buffer_change(const oriel_text_buffer *buffer) {
	return buffer->change;
}

static void text_buffer_note_change(
	oriel_text_buffer *buffer, size_t start, size_t removed, size_t inserted) {
	buffer->change = (struct oriel_text_change){
		start, removed, inserted, buffer->change.number + 1 };
}

void oriel_text_buffer_copy(
	const oriel_text_buffer *buffer, size_t start, size_t end, char *out) {
	oriel__text_store_copy(&buffer->store, start, end, out);
}

static void text_buffer_log_no_memory(size_t length) {
	oriel_log(ORIEL_LOG_ERROR, "text buffer: no memory for %zu bytes of text; nothing was changed",
		length);
}

/* Makes the copy of the whole text. Returns false without memory. */
static bool text_buffer_make_copy(oriel_text_buffer *buffer) {
	size_t length = oriel_text_buffer_length(buffer);
	if (buffer->copy != NULL)
		return true;
	size_t capacity = length + 1 + (length < MAX_KEPT_COPY ? length / 8 + 8 : 0);
	buffer->copy = oriel__try_alloc(capacity, 1);
	if (buffer->copy == NULL)
		return false;
	buffer->copy_capacity = capacity;
	oriel__text_store_copy(&buffer->store, 0, length, buffer->copy);
	buffer->copy[length] = '\0';
	return true;
}

const char *oriel_text_buffer_text(const oriel_text_buffer *buffer, size_t *length) {
	/* the copy is no part of the buffer's state */
	bool has_copy = text_buffer_make_copy((oriel_text_buffer *)(uintptr_t)buffer);
	if (!has_copy)
		oriel_log(ORIEL_LOG_ERROR, "text buffer: no memory for a copy of %zu bytes of text",
			oriel_text_buffer_length(buffer));
	if (length != NULL)
		*length = has_copy ? oriel_text_buffer_length(buffer) : 0;
	return has_copy ? buffer->copy : "";
}

struct oriel_text_selection oriel_text_buffer_selection(const oriel_text_buffer *buffer) {
	return buffer->selection;
}

/* ---- Lines and blocks ---- */

static enum oriel__text_unit text_buffer_unit(enum oriel_text_unit unit) {
	return unit == ORIEL_TEXT_LINE ? ORIEL__TEXT_LINES : ORIEL__TEXT_BLOCKS;
}

size_t oriel_text_buffer_count(const oriel_text_buffer *buffer, enum oriel_text_unit unit) {
	return oriel__text_store_count(&buffer->store, text_buffer_unit(unit));
}

size_t oriel_text_buffer_start_of(
	const oriel_text_buffer *buffer, enum oriel_text_unit unit, size_t index) {
	return oriel__text_store_start(&buffer->store, text_buffer_unit(unit), index);
}

size_t oriel_text_buffer_index_at(
	const oriel_text_buffer *buffer, enum oriel_text_unit unit, size_t offset) {
	return oriel__text_store_index(&buffer->store, text_buffer_unit(unit), offset);
}

const struct oriel__text_store *oriel__text_buffer_store(const oriel_text_buffer *buffer) {
	return &buffer->store;
}

/* ---- Windows ---- */

/* A part of the text in one piece. */
struct text_window {
	const char *text;
	size_t start, length;
};

static bool text_buffer_is_inside_character(const oriel_text_buffer *buffer, size_t offset) {
	size_t start, length;
	const char *chunk = oriel__text_store_chunk(&buffer->store, offset, &start, &length);
	return chunk != NULL && ((unsigned char)chunk[offset - start] & 0xc0) == 0x80;
}

/* Returns the text around an offset: all of a short text. Without memory the window is empty, so
 * that no motion moves. */
static struct text_window text_buffer_window(const oriel_text_buffer *constant, size_t offset) {
	/* the window is a cache */
	oriel_text_buffer *buffer = (oriel_text_buffer *)(uintptr_t)constant;
	size_t length = oriel_text_buffer_length(buffer);
	if ((buffer->copy != NULL || length <= MAX_COPIED) && text_buffer_make_copy(buffer))
		return (struct text_window){ buffer->copy, 0, length };
	/* the text just around an offset is in the window of a place nearby */
	size_t kept_end = buffer->window_start + buffer->window_length;
	bool is_kept = buffer->window_length > 0 &&
		(buffer->window_start == 0 || offset >= buffer->window_start + WINDOW_SIDE / 2) &&
		(kept_end == length || offset + WINDOW_SIDE / 2 <= kept_end);
	if (is_kept && offset >= buffer->window_start && offset <= kept_end)
		return (struct text_window){
			buffer->window, buffer->window_start, buffer->window_length };
	text_buffer_wipe_window(buffer);
	if (buffer->window == NULL)
		buffer->window = oriel__try_alloc(2 * WINDOW_SIDE, 1);
	if (buffer->window == NULL)
		return (struct text_window){ "", offset, 0 };
	size_t start = offset > WINDOW_SIDE ? offset - WINDOW_SIDE : 0;
	size_t end = length - start > 2 * WINDOW_SIDE ? start + 2 * WINDOW_SIDE : length;
	while (start < end && text_buffer_is_inside_character(buffer, start))
		start++;
	while (end > start && text_buffer_is_inside_character(buffer, end))
		end--;
	oriel__text_store_copy(&buffer->store, start, end, buffer->window);
	buffer->window_start = start;
	buffer->window_length = end - start;
	return (struct text_window){ buffer->window, start, end - start };
}

typedef size_t boundary_fn(const char *text, size_t length, size_t offset);

/* Calls a function that looks for a boundary near an offset. */
static size_t text_buffer_boundary(
	const oriel_text_buffer *buffer, size_t offset, boundary_fn *find) {
	size_t length = oriel_text_buffer_length(buffer);
	offset = offset < length ? offset : length;
	struct text_window window = text_buffer_window(buffer, offset);
	return window.start + find(window.text, window.length, offset - window.start);
}

void oriel_text_buffer_word_at(
	const oriel_text_buffer *buffer, size_t offset, size_t *start, size_t *end) {
	size_t length = oriel_text_buffer_length(buffer);
	offset = offset < length ? offset : length;
	struct text_window window = text_buffer_window(buffer, offset);
	oriel_text_word_at(window.text, window.length, offset - window.start, start, end);
	*start += window.start;
	*end += window.start;
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

/* Replaces the bytes from start to end, without recording it in the history. The store was prepared
 * for the same replacement. */
static void text_buffer_replace(
	oriel_text_buffer *buffer, size_t start, size_t end, const char *text, size_t length) {
	size_t old_length = oriel_text_buffer_length(buffer);
	size_t new_length = old_length - (end - start) + length;
	oriel__text_store_replace(&buffer->store, start, end, text, length);
	text_buffer_note_change(buffer, start, end - start, length);
	text_buffer_wipe_window(buffer);
	if (buffer->copy == NULL)
		return;
	if (new_length >= buffer->copy_capacity || new_length > MAX_KEPT_COPY) {
		text_buffer_free_copy(buffer);
		return;
	}
	memmove(buffer->copy + start + length, buffer->copy + end, old_length - end + 1);
	memcpy(buffer->copy + start, text, length);
	if (new_length < old_length)
		oriel__wipe(buffer->copy + new_length + 1, old_length - new_length);
}

/* Returns the caret after an insertion. Inserted text may have joined the following text in one
 * grapheme, e.g. if either is a mark. */
static size_t text_buffer_caret_after(const oriel_text_buffer *buffer, size_t offset) {
	return text_buffer_boundary(buffer, offset, oriel__text_grapheme_ceil);
}

/* Replaces text and records it in the history. Returns false and changes nothing if there is no
 * memory for the text or for undoing it. */
static bool text_buffer_edit(oriel_text_buffer *buffer, size_t start, size_t end, const char *text,
	size_t length, bool can_grow) {
	size_t removed_length = end - start;
	char *removed = oriel__try_alloc(removed_length + 1, 1);
	if (removed != NULL)
		oriel__text_store_copy(&buffer->store, start, end, removed);
	const struct oriel__edit edit = {
		.start = start,
		.removed = removed, /* the history copies both texts */
		.removed_length = removed_length,
		.inserted = (char *)text,
		.inserted_length = length,
		.before = buffer->selection,
	};
	bool has_room = removed != NULL &&
		oriel__text_store_prepare(&buffer->store, start, end, length) &&
		oriel__text_history_add(&buffer->history, &edit, can_grow);
	oriel__free_wiped(removed, removed_length);
	if (!has_room) {
		text_buffer_log_no_memory(removed_length + length);
		return false;
	}
	text_buffer_replace(buffer, start, end, text, length);
	buffer->selection = text_buffer_caret_at(text_buffer_caret_after(buffer, start + length));
	oriel__text_history_set_after(&buffer->history, buffer->selection);
	return true;
}

/* ---- Whole texts ---- */

static bool text_store_append(struct oriel__text_store *store, const char *text, size_t length) {
	size_t end = oriel__text_store_length(store);
	if (!oriel__text_store_prepare(store, end, end, length))
		return false;
	oriel__text_store_replace(store, end, end, text, length);
	return true;
}

/* Appends a text to a store, piece by piece, as long as it fits. Returns false without memory; a
 * part may then be appended. */
static bool text_store_append_filtered(struct oriel__text_store *store,
	struct oriel__text_filter *filter, const char *text, size_t length, size_t max_length) {
	size_t piece = length < PIECE ? length : PIECE;
	size_t capacity = oriel__text_filter_room(piece);
	char *filtered = oriel__try_alloc(capacity, 1);
	bool is_done = filtered != NULL;
	while (is_done && length > 0) {
		size_t taken = length < PIECE ? length : PIECE;
		size_t out = oriel__text_filter_run(filter, text, taken, filtered);
		size_t room = max_length - oriel__text_store_length(store);
		bool is_full = out > room;
		if (is_full)
			out = oriel__text_grapheme_floor(filtered, out, room);
		is_done = text_store_append(store, filtered, out);
		text += taken;
		length = is_full ? 0 : length - taken;
	}
	oriel__free_wiped(filtered, capacity);
	return is_done;
}

/* Appends what a filter holds back: the bytes of a character that never came to its end. */
static bool text_store_append_rest(struct oriel__text_store *store,
	struct oriel__text_filter *filter, size_t max_length) {
	char rest[ORIEL__TEXT_FILTER_REST];
	size_t length = oriel__text_filter_end(filter, rest);
	bool fits = length <= max_length - oriel__text_store_length(store);
	return !fits || text_store_append(store, rest, length);
}

void oriel_text_buffer_set_text(oriel_text_buffer *buffer, const char *text, size_t length) {
	struct oriel__text_store store = { 0 };
	struct oriel__text_filter filter = { .is_multiline = buffer->is_multiline };
	if (!text_store_append_filtered(&store, &filter, text, length, buffer->max_length) ||
		!text_store_append_rest(&store, &filter, buffer->max_length)) {
		oriel__text_store_finish(&store);
		text_buffer_log_no_memory(length);
		return;
	}
	text_buffer_note_change(
		buffer, 0, oriel_text_buffer_length(buffer), oriel__text_store_length(&store));
	oriel__text_store_finish(&buffer->store);
	buffer->store = store;
	text_buffer_free_copy(buffer);
	text_buffer_wipe_window(buffer);
	buffer->appended = (struct oriel__text_filter){ 0 };
	buffer->selection = text_buffer_caret_at(oriel_text_buffer_length(buffer));
	oriel__text_history_clear(&buffer->history);
	oriel_text_buffer_set_preedit(buffer, "", 0, 0);
}

bool oriel_text_buffer_append(oriel_text_buffer *buffer, const char *text, size_t length) {
	buffer->appended.is_multiline = buffer->is_multiline;
	text_buffer_free_copy(buffer);
	text_buffer_wipe_window(buffer);
	size_t before = oriel_text_buffer_length(buffer);
	bool is_done = text_store_append_filtered(
		&buffer->store, &buffer->appended, text, length, buffer->max_length);
	text_buffer_note_change(buffer, before, 0, oriel_text_buffer_length(buffer) - before);
	if (!is_done)
		text_buffer_log_no_memory(length);
	return is_done;
}

void oriel_text_buffer_select(oriel_text_buffer *buffer, size_t anchor, size_t caret) {
	buffer->selection.anchor = text_buffer_boundary(buffer, anchor, oriel__text_grapheme_floor);
	buffer->selection.caret = text_buffer_boundary(buffer, caret, oriel__text_grapheme_floor);
	oriel_text_buffer_break_undo(buffer);
}

/* Returns the beginning of what Backspace takes before an offset. */
static size_t text_boundary_backspace(const char *text, size_t length, size_t offset) {
	size_t start, end;
	oriel_text_backspace(text, length, offset, &start, &end);
	return start;
}

static size_t text_buffer_move_offset(
	const oriel_text_buffer *buffer, size_t offset, enum oriel_text_motion motion) {
	switch (motion) {
	case ORIEL_TEXT_MOTION_PREVIOUS_GRAPHEME:
		return text_buffer_boundary(buffer, offset, oriel_text_previous_grapheme);
	case ORIEL_TEXT_MOTION_NEXT_GRAPHEME:
		return text_buffer_boundary(buffer, offset, oriel_text_next_grapheme);
	case ORIEL_TEXT_MOTION_PREVIOUS_WORD:
		offset = text_buffer_boundary(buffer, offset, oriel_text_previous_word);
		break;
	case ORIEL_TEXT_MOTION_NEXT_WORD:
		offset = text_buffer_boundary(buffer, offset, oriel_text_next_word);
		break;
	case ORIEL_TEXT_MOTION_START: return 0;
	case ORIEL_TEXT_MOTION_END: return oriel_text_buffer_length(buffer);
	case ORIEL_TEXT_MOTION_BACKSPACE:
		return text_buffer_boundary(buffer, offset, text_boundary_backspace);
	}
	return text_buffer_boundary(buffer, offset, oriel__text_grapheme_floor);
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

/* Returns a valid UTF-8 copy of the permitted characters, owned by the caller. */
static char *text_buffer_filter(
	const char *text, size_t length, bool is_multiline, size_t *filtered_length) {
	struct oriel__text_filter filter = { .is_multiline = is_multiline };
	char *copy = oriel__try_alloc(oriel__text_filter_room(length) + ORIEL__TEXT_FILTER_REST, 1);
	if (copy == NULL) {
		text_buffer_log_no_memory(length);
		return NULL;
	}
	*filtered_length = oriel__text_filter_run(&filter, text, length, copy);
	*filtered_length += oriel__text_filter_end(&filter, copy + *filtered_length);
	copy[*filtered_length] = '\0';
	return copy;
}

static bool text_buffer_is_space(const char *text, size_t length) {
	return length == 1 && (text[0] == ' ' || text[0] == '\n' || text[0] == '\t');
}

size_t oriel_text_buffer_room(const oriel_text_buffer *buffer, const char *text, size_t length) {
	size_t room = buffer->max_length -
		(oriel_text_buffer_length(buffer) -
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
	bool fits = filtered_length <=
		buffer->max_length - (oriel_text_buffer_length(buffer) - (end - start));
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
		struct text_window window = text_buffer_window(buffer, end);
		oriel_text_backspace(window.text, window.length, end - window.start, &start, &end);
		start += window.start;
		end += window.start;
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

/* A step of the history in the direction in which it is taken. */
struct text_step {
	size_t start, removed_length;
	const char *text;
	size_t length;
	struct oriel_text_selection selection;
};

/* Returns false, with nothing changed, without memory. */
static bool text_buffer_take_step(oriel_text_buffer *buffer, const struct text_step *step) {
	size_t end = step->start + step->removed_length;
	if (!oriel__text_store_prepare(&buffer->store, step->start, end, step->length)) {
		text_buffer_log_no_memory(step->length);
		return false;
	}
	text_buffer_replace(buffer, step->start, end, step->text, step->length);
	buffer->selection = step->selection;
	return true;
}

bool oriel_text_buffer_undo(oriel_text_buffer *buffer) {
	const struct oriel__edit *edit = oriel__text_history_undo(&buffer->history);
	if (edit == NULL)
		return false;
	bool is_taken = text_buffer_take_step(buffer,
		&(struct text_step){ edit->start, edit->inserted_length, edit->removed,
			edit->removed_length, edit->before });
	if (!is_taken)
		oriel__text_history_redo(&buffer->history);
	return is_taken;
}

bool oriel_text_buffer_redo(oriel_text_buffer *buffer) {
	const struct oriel__edit *edit = oriel__text_history_redo(&buffer->history);
	if (edit == NULL)
		return false;
	bool is_taken = text_buffer_take_step(buffer,
		&(struct text_step){ edit->start, edit->removed_length, edit->inserted,
			edit->inserted_length, edit->after });
	if (!is_taken)
		oriel__text_history_undo(&buffer->history);
	return is_taken;
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
