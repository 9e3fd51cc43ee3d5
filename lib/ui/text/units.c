/* SPDX-License-Identifier: MIT */
/*
 * Conversion of text to units, line by line of the input.
 *
 * Most text of interfaces is plain ASCII. Its analysis is known in advance: one font, one script,
 * one direction, and breaks after spaces. By UAX #14 this holds for plain words: letters and
 * digits, with only .,:;' inside and .,:;!?'" at the end, if a letter or digit follows the space.
 * Any other word is analysed together with its neighbours, up to the next place where the text on
 * one side cannot affect the other side.
 *
 * Units are first shaped alone. Units that depend on adjacent text are then shaped again together
 * with that text.
 */
#include "text/units_internal.h"

#include "base/alloc_internal.h"
#include "text/analysis_internal.h"
#include "text/context_internal.h"

#include <string.h>

enum { MAX_CONTEXT = 8 /* words on either side */ };

struct builder {
	struct oriel__units *units;
	struct oriel__text_context *context;
	struct oriel__font_set *fonts;
	const char *text;
	size_t length;
	struct oriel__analysis analysis;
	/* a single space in the primary font; borrowed from the units that contain it */
	struct oriel__word *space;
	uint8_t base;       /* ORIEL__UNIT_BASE_RTL or 0 */
	bool is_rtl;        /* every paragraph runs from right to left */
	bool needs_context; /* some unit must be shaped again */
	bool has_failed;
};

/* Classes of bytes in plain text. */
enum {
	ALNUM = 1,
	INNER = 2,  /* .,:;' */
	FINAL = 4,  /* !?" */
	ASCII = 8,  /* printable, or a tab */
	BLANK = 16, /* a space */

	A = ALNUM | ASCII,
	I = INNER | ASCII,
	F = FINAL | ASCII,
	B = BLANK | ASCII,
	O = ASCII,
};

static const uint8_t classes[256] = {
	0, 0, 0, 0, 0, 0, 0, 0, 0, O, 0, 0, 0, 0, 0, 0,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	B, F, F, O, O, O, O, I, O, O, O, O, I, O, I, O,
	A, A, A, A, A, A, A, A, A, A, I, I, O, O, O, F,
	O, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A,
	A, A, A, A, A, A, A, A, A, A, A, O, O, O, O, O,
	O, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A,
	A, A, A, A, A, A, A, A, A, A, A, O, O, O, O, 0,
};

static bool byte_is(char c, int wanted) {
	return (classes[(unsigned char)c] & wanted) != 0;
}

static bool units_reserve(struct oriel__units *units, size_t capacity) {
	if (capacity <= units->capacity)
		return true;
	struct oriel__unit *grown = oriel__try_realloc_array(units->units, capacity, sizeof(*grown));
	if (grown == NULL)
		return false;
	units->units = grown;
	units->capacity = capacity;
	return true;
}

static bool units_grow(struct builder *builder) {
	builder->has_failed |= !units_reserve(builder->units, 2 * builder->units->capacity);
	return !builder->has_failed;
}

/* Adds a unit; returns NULL if there is no memory. */
static struct oriel__unit *units_add(
	struct builder *builder, size_t start, size_t length, uint8_t level, unsigned flags) {
	struct oriel__units *units = builder->units;
	if (units->count == units->capacity && !units_grow(builder))
		return NULL;
	struct oriel__unit *unit = &units->units[units->count++];
	*unit = (struct oriel__unit){
		.start = (uint32_t)start,
		.length = (uint16_t)length,
		.level = level,
		.flags = (uint8_t)(flags | builder->base),
	};
	return unit;
}

static void units_set_word(
	struct builder *builder, struct oriel__unit *unit, struct oriel__word *word) {
	unit->word = word;
	if (word->is_space_sensitive)
		unit->flags |= ORIEL__UNIT_SENSITIVE;
	builder->needs_context |= word->is_space_sensitive;
}

static struct oriel__word *units_find_word(
	struct builder *builder, size_t start, size_t end, const struct oriel__text_run *run) {
	return oriel__word_find(&builder->context->words, &(struct oriel__word_source){
		.font = run->font,
		.script = run->script,
		.is_rtl = run->level % 2 != 0,
		.text = builder->text,
		.length = builder->length,
		.window = start,
		.window_end = end,
		.start = start,
		.end = end,
	});
}

static void units_add_word(struct builder *builder, size_t start, size_t end,
	const struct oriel__text_run *run, unsigned flags) {
	struct oriel__unit *unit = units_add(builder, start, end - start, run->level, flags);
	if (unit != NULL)
		units_set_word(builder, unit, units_find_word(builder, start, end, run));
}

static struct oriel__text_run units_plain_run(const struct builder *builder) {
	return (struct oriel__text_run){ .font = builder->fonts->primary, .script = HB_SCRIPT_LATIN };
}

/* Adds a single space. Text often has as many single spaces as words, so they bypass the cache. */
static void units_add_single_space(struct builder *builder, size_t start) {
	struct oriel__unit *unit = units_add(
		builder, start, 1, 0, ORIEL__UNIT_SPACE | ORIEL__UNIT_BREAK);
	if (unit == NULL)
		return;
	if (builder->space == NULL) {
		struct oriel__text_run run = units_plain_run(builder);
		builder->space = units_find_word(builder, start, start + 1, &run);
	} else {
		builder->space->references++;
	}
	unit->word = builder->space;
}

static void units_add_long(struct builder *builder, size_t start, size_t end, unsigned flags) {
	struct oriel__text_run run = units_plain_run(builder);
	unsigned joined = 0;
	for (; end - start > ORIEL__WORD_MAX; start += ORIEL__WORD_MAX) {
		units_add_word(builder, start, start + ORIEL__WORD_MAX, &run,
			joined | (flags & ~(unsigned)ORIEL__UNIT_BREAK));
		joined = (flags & ORIEL__UNIT_SPACE) != 0 ? 0 : ORIEL__UNIT_JOINED;
		builder->needs_context |= joined != 0;
	}
	units_add_word(builder, start, end, &run, joined | flags);
}

static size_t units_skip(const char *text, size_t at, size_t end, int wanted) {
	while (at < end && byte_is(text[at], wanted))
		at++;
	return at;
}

static size_t units_skip_to_space(const char *text, size_t at, size_t end) {
	const char *space = memchr(text + at, ' ', end - at);
	return space != NULL ? (size_t)(space - text) : end;
}

/* Returns the end of the plain word that begins at text[at], or at if there is none. */
static size_t units_plain_word_end(const char *text, size_t at, size_t end) {
	if (at == end || !byte_is(text[at], ALNUM))
		return at;
	size_t word_end = units_skip(
		text, units_skip(text, at, end, ALNUM | INNER), end, INNER | FINAL);
	return word_end == end || text[word_end] == ' ' ? word_end : at;
}

/* Tells whether the text before text[at] cannot affect the word there; text[at] is the first byte
 * after a run of spaces. */
static bool units_is_start_of_plain(const char *text, size_t at, size_t end) {
	return at == end || byte_is(text[at], ALNUM);
}

/* Returns the end of the text from text[at] on that must be analysed together, including spaces at
 * its end. */
static size_t units_stretch_end(const char *text, size_t at, size_t end) {
	while (at < end) {
		size_t word_end = units_skip_to_space(text, at, end);
		bool is_safe = word_end > at && byte_is(text[word_end - 1], ALNUM | INNER | FINAL);
		at = units_skip(text, word_end, end, BLANK);
		if (is_safe && units_is_start_of_plain(text, at, end))
			break;
	}
	return at;
}

static uint8_t units_kind_of(uint8_t mark) {
	return mark & (ORIEL__MARK_SPACE | ORIEL__MARK_TAB);
}

static bool units_is_character_start(char c) {
	return ((unsigned char)c & 0xc0) != 0x80;
}

/* Returns the end of the unit that begins at text[at], in the analysed text. An endless grapheme is
 * cut. */
static size_t units_unit_end(const char *text, const uint8_t *marks, size_t at, size_t end) {
	uint8_t kind = units_kind_of(marks[at]);
	size_t next = at + 1;
	if ((kind & ORIEL__MARK_TAB) != 0)
		return next;
	for (; next < end; next++) {
		bool is_grapheme = (marks[next] & ORIEL__MARK_GRAPHEME) != 0;
		if (is_grapheme &&
			((marks[next] & ORIEL__MARK_BREAK) != 0 || units_kind_of(marks[next]) != kind))
			break;
		if (next - at >= ORIEL__WORD_MAX &&
			(is_grapheme ||
				(next - at >= 2 * ORIEL__WORD_MAX && units_is_character_start(text[next]))))
			break;
	}
	return next;
}

static bool units_ends_in_soft_hyphen(const struct builder *builder, size_t start, size_t end) {
	return end - start >= 2 && memcmp(builder->text + end - 2, "\xc2\xad", 2) == 0;
}

/* Tells whether letters of a script join adjacent letters even across a place for a break. For the
 * other scripts, cached words are sufficient. */
static bool script_may_join(hb_script_t script) {
	return script != HB_SCRIPT_LATIN && script != HB_SCRIPT_CYRILLIC && script != HB_SCRIPT_GREEK &&
		script != HB_SCRIPT_HEBREW;
}

static void units_add_marked(struct builder *builder, size_t origin, size_t at, size_t end,
	size_t all_end, const struct oriel__text_run *run) {
	const uint8_t *marks = builder->analysis.marks;
	uint8_t kind = units_kind_of(marks[at]);
	bool may_break = end == all_end || (marks[end] & ORIEL__MARK_BREAK) != 0;
	unsigned before = at > 0 ? builder->units->units[builder->units->count - 1].flags :
							ORIEL__UNIT_SPACE;
	bool is_joined = kind == 0 && (before & (ORIEL__UNIT_SPACE | ORIEL__UNIT_TAB)) == 0 &&
		((marks[at] & ORIEL__MARK_BREAK) == 0 ||
			((before & ORIEL__UNIT_HYPHEN) != 0 && script_may_join(run->script)));
	bool is_hyphenated = may_break && units_ends_in_soft_hyphen(builder, origin + at, origin + end);
	unsigned flags = (may_break ? ORIEL__UNIT_BREAK : 0) | (is_joined ? ORIEL__UNIT_JOINED : 0) |
		(is_hyphenated ? ORIEL__UNIT_HYPHEN : 0);
	builder->needs_context |= is_joined;
	builder->units->has_hyphens |= is_hyphenated;
	if ((kind & ORIEL__MARK_TAB) != 0)
		units_add(builder, origin + at, end - at, run->level,
			flags | ORIEL__UNIT_TAB | ORIEL__UNIT_SPACE);
	else
		units_add_word(
			builder, origin + at, origin + end, run, flags | (kind != 0 ? ORIEL__UNIT_SPACE : 0));
}

/* Adds the units of a run. @param origin the beginning of the analysed text @param all_end its
 * length */
static void units_add_run(
	struct builder *builder, size_t origin, size_t all_end, const struct oriel__text_run *run) {
	for (size_t at = run->start, end; at < run->end && !builder->has_failed; at = end) {
		end = units_unit_end(builder->text + origin, builder->analysis.marks, at, run->end);
		units_add_marked(builder, origin, at, end, all_end, run);
	}
}

static void units_add_stretch(struct builder *builder, size_t start, size_t end) {
	struct oriel__text_run run = units_plain_run(builder);
	run.end = end - start;
	builder->has_failed |= !oriel__analyse_ascii(
		&builder->analysis, builder->text + start, end - start);
	if (!builder->has_failed)
		units_add_run(builder, start, run.end, &run);
}

/* Adds a plain word that begins at text[at], and the spaces after it. Returns their end, or at if
 * the text must be analysed. */
static size_t units_add_plain(struct builder *builder, size_t at, size_t end) {
	const char *text = builder->text;
	size_t word_end = units_plain_word_end(text, at, end);
	size_t next = units_skip(text, word_end, end, BLANK);
	if (next == at || !units_is_start_of_plain(text, next, end))
		return at;
	if (word_end > at)
		units_add_long(builder, at, word_end, 0);
	if (next - word_end == 1)
		units_add_single_space(builder, word_end);
	else if (next > word_end)
		units_add_long(builder, word_end, next, ORIEL__UNIT_SPACE | ORIEL__UNIT_BREAK);
	return next;
}

static void units_build_ascii(struct builder *builder, size_t start, size_t end) {
	for (size_t at = start, next; at < end && !builder->has_failed; at = next) {
		next = units_add_plain(builder, at, end);
		if (next > at)
			continue;
		next = units_stretch_end(builder->text, at, end);
		units_add_stretch(builder, at, next);
	}
}

static void units_build_any(struct builder *builder, size_t start, size_t end) {
	builder->has_failed |= !oriel__analyse(
		&builder->analysis, builder->fonts, builder->text + start, end - start, builder->is_rtl);
	if (builder->has_failed)
		return;
	builder->base = builder->analysis.is_rtl ? ORIEL__UNIT_BASE_RTL : 0;
	for (size_t i = 0; i < builder->analysis.run_count; i++) {
		const struct oriel__text_run *run = &builder->analysis.runs[i];
		builder->units->has_rtl |= run->level != 0;
		builder->units->is_one_font &= run->font == builder->fonts->primary;
		units_add_run(builder, start, end - start, run);
	}
}

/* Returns the length in bytes of the newline at text[at]: LF, CR, CRLF, U+2028 or U+2029; 0 if
 * there is none. */
static size_t units_newline_length(const char *text, size_t at, size_t length) {
	if (text[at] == '\n')
		return 1;
	if (text[at] == '\r')
		return at + 1 < length && text[at + 1] == '\n' ? 2 : 1;
	return length - at >= 3 &&
			(memcmp(text + at, "\xe2\x80\xa8", 3) == 0 ||
				memcmp(text + at, "\xe2\x80\xa9", 3) == 0) ?
		3 :
		0;
}

/* Tells whether eight bytes of printable ASCII begin at text[at]; false if fewer bytes are left. */
static bool units_is_printable_block(const char *text, size_t at, size_t length) {
	const uint64_t each = UINT64_C(0x0101010101010101);
	uint64_t word;
	if (length - at < sizeof(word))
		return false;
	memcpy(&word, text + at, sizeof(word));
	return ((word | (word + each) | (word - each * ' ')) & each * 0x80) == 0;
}

static size_t units_line_end(const char *text, size_t at, size_t length, bool *is_ascii) {
	*is_ascii = true;
	for (; at < length; at++) {
		while (units_is_printable_block(text, at, length))
			at += sizeof(uint64_t);
		if (at == length)
			break;
		unsigned char c = (unsigned char)text[at];
		if (c >= ' ' && c < 0x7f)
			continue;
		if ((c == '\n' || c == '\r' || c == 0xe2) && units_newline_length(text, at, length) > 0)
			break;
		*is_ascii &= c == '\t';
	}
	return at;
}

static bool unit_matches_word(const struct oriel__unit *unit, const struct oriel__word *word) {
	return unit->word != NULL && (unit->flags & ORIEL__UNIT_SPACE) == 0 &&
		unit->word->font == word->font && unit->word->script == word->script &&
		unit->word->is_rtl == word->is_rtl;
}

/* Returns the previous (step -1) or next (step 1) word with the same font, script and direction,
 * adjacent or beyond one run of spaces. Returns unit itself if there is none. */
static const struct oriel__unit *units_neighbour(
	const struct oriel__units *units, const struct oriel__unit *unit, int step) {
	const struct oriel__unit *end = units->units + units->count;
	for (const struct oriel__unit *other = unit + step, *last = unit + 2 * step;
		other >= units->units && other < end; other += step) {
		bool is_space = other->word != NULL && (other->flags & ORIEL__UNIT_SPACE) != 0;
		if (unit_matches_word(other, unit->word))
			return other;
		if (!is_space || other == last)
			break;
	}
	return unit;
}

/* Returns the last word in a direction that can affect unit: a word that depends on its neighbour
 * passes on that neighbour's effect. */
static const struct oriel__unit *units_context_end(
	const struct oriel__units *units, const struct oriel__unit *unit, int step) {
	const struct oriel__unit *next = units_neighbour(units, unit, step);
	for (int i = 0; i < MAX_CONTEXT && (next->flags & ORIEL__UNIT_SENSITIVE) != 0 && next != unit;
		i++) {
		unit = next;
		next = units_neighbour(units, unit, step);
	}
	return next;
}

static void units_shape_in_context(
	struct builder *builder, struct oriel__unit *unit, bool is_joined) {
	struct oriel__word *alone = unit->word;
	const struct oriel__unit *before =
		is_joined ? unit : units_context_end(builder->units, unit, -1);
	const struct oriel__unit *after = is_joined ? unit : units_context_end(builder->units, unit, 1);
	if (!is_joined && before == unit && after == unit)
		return;
	unit->word = oriel__word_find(&builder->context->words, &(struct oriel__word_source){
		.font = alone->font,
		.script = alone->script,
		.is_rtl = alone->is_rtl,
		.is_joined = is_joined,
		.text = builder->text,
		.length = builder->length,
		.window = before->start,
		.window_end = after->start + after->length,
		.start = unit->start,
		.end = unit->start + unit->length,
	});
	oriel__word_unref(alone);
}

static void units_shape_all_in_context(struct builder *builder) {
	struct oriel__units *units = builder->units;
	for (size_t i = 0; i < units->count; i++) {
		struct oriel__unit *unit = &units->units[i];
		bool is_joined = (unit->flags & ORIEL__UNIT_JOINED) != 0 ||
			(i + 1 < units->count && (unit[1].flags & ORIEL__UNIT_JOINED) != 0);
		if (unit->word != NULL && (is_joined || (unit->flags & ORIEL__UNIT_SENSITIVE) != 0))
			units_shape_in_context(builder, unit, is_joined);
	}
}

bool oriel__units_build(struct oriel__units *units, struct oriel__text_context *context,
	struct oriel__font_set *fonts, const char *text, size_t length, bool is_rtl) {
	struct builder builder = { .units = units,
		.context = context,
		.fonts = fonts,
		.text = text,
		.length = length,
		.is_rtl = is_rtl };
	units->count = 0;
	units->is_one_font = true;
	units->has_rtl = units->has_hyphens = false;
	/* A word rarely has less than three letters; with its space it is two units. */
	builder.has_failed = !units_reserve(units, length / 2 + 8);
	for (size_t at = 0; at < length && !builder.has_failed;) {
		bool is_ascii;
		size_t end = units_line_end(text, at, length, &is_ascii);
		builder.base = is_rtl ? ORIEL__UNIT_BASE_RTL : 0;
		if (is_ascii && fonts->has_ascii && (!is_rtl || end == at))
			units_build_ascii(&builder, at, end);
		else
			units_build_any(&builder, at, end);
		size_t newline = end < length ? units_newline_length(text, end, length) : 0;
		if (newline > 0)
			units_add(&builder, end, newline, 0, ORIEL__UNIT_NEWLINE | ORIEL__UNIT_BREAK);
		at = end + newline;
	}
	if (builder.needs_context && !builder.has_failed)
		units_shape_all_in_context(&builder);
	oriel__analysis_finish(&builder.analysis);
	return !builder.has_failed;
}

void oriel__units_drop_words(const struct oriel__unit *units, size_t count) {
	for (size_t i = 0; i < count; i++) {
		if (units[i].word != NULL)
			oriel__word_unref(units[i].word);
	}
}
