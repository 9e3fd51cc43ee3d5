/* SPDX-License-Identifier: MIT */
/*
 * From text to units, one line of input after another.
 *
 * Most interface text is plain ASCII, for which the full analysis says what is known beforehand:
 * one font, one script, one direction, and breaks after spaces. By UAX #14 that holds for words of
 * letters and digits with only .,:;' inside and
 * .,:;!?'" at the end, as long as a letter or digit follows the space. Any other word goes to the
 * analysis with its neighbours, up to the next place where nothing on the one side can matter to
 * the other.
 *
 * Units are shaped alone first. Those that the surroundings may change are then shaped again within
 * them.
 */
#include "text/units_internal.h"

#include "base/alloc_internal.h"
#include "text/analysis_internal.h"
#include "text/context_internal.h"

#include <string.h>

enum { MAX_CONTEXT = 8 /* words to either side */ };

struct builder {
	struct oriel__units *units;
	struct oriel__text_context *context;
	struct oriel__font_set *fonts;
	const char *text;
	size_t length;
	struct oriel__analysis analysis;
	/* a single one in the primary font; borrowed from the units that have it */
	struct oriel__word *space;
	uint8_t base;              /* ORIEL__UNIT_BASE_RTL or 0 */
	bool needs_context;        /* some unit is to be shaped again */
	bool has_failed;
};

/* What a byte of plain text is. */
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

static bool is_of(char c, int wanted) {
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

/* NULL if there is no memory. */
static struct oriel__unit *add_unit(
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

static void set_word(struct builder *builder, struct oriel__unit *unit, struct oriel__word *word) {
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
	struct oriel__unit *unit = add_unit(builder, start, end - start, run->level, flags);
	if (unit != NULL)
		set_word(builder, unit, units_find_word(builder, start, end, run));
}

static struct oriel__text_run plain_run(const struct builder *builder) {
	return (struct oriel__text_run){ .font = builder->fonts->primary, .script = HB_SCRIPT_LATIN };
}

/* Text often has as many single spaces as words: they skip the cache. */
static void add_single_space(struct builder *builder, size_t start) {
	struct oriel__unit *unit = add_unit(
		builder, start, 1, 0, ORIEL__UNIT_SPACE | ORIEL__UNIT_BREAK);
	if (unit == NULL)
		return;
	if (builder->space == NULL) {
		struct oriel__text_run run = plain_run(builder);
		builder->space = units_find_word(builder, start, start + 1, &run);
	} else {
		builder->space->references++;
	}
	unit->word = builder->space;
}

static void add_long(struct builder *builder, size_t start, size_t end, unsigned flags) {
	struct oriel__text_run run = plain_run(builder);
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
	while (at < end && is_of(text[at], wanted))
		at++;
	return at;
}

static size_t skip_to_space(const char *text, size_t at, size_t end) {
	const char *space = memchr(text + at, ' ', end - at);
	return space != NULL ? (size_t)(space - text) : end;
}

/* Where a plain word that begins at at ends, or at if there is none. */
static size_t plain_word_end(const char *text, size_t at, size_t end) {
	if (at == end || !is_of(text[at], ALNUM))
		return at;
	size_t word_end = units_skip(
		text, units_skip(text, at, end, ALNUM | INNER), end, INNER | FINAL);
	return word_end == end || text[word_end] == ' ' ? word_end : at;
}

/* Whether nothing before a word that begins at at, after a space, matters to it: at is after the
 * spaces. */
static bool is_start_of_plain(const char *text, size_t at, size_t end) {
	return at == end || is_of(text[at], ALNUM);
}

/* The end of what has to be analysed together, spaces at its end included. */
static size_t stretch_end(const char *text, size_t at, size_t end) {
	while (at < end) {
		size_t word_end = skip_to_space(text, at, end);
		bool is_safe = word_end > at && is_of(text[word_end - 1], ALNUM | INNER | FINAL);
		at = units_skip(text, word_end, end, BLANK);
		if (is_safe && is_start_of_plain(text, at, end))
			break;
	}
	return at;
}

static uint8_t units_kind_of(uint8_t mark) {
	return mark & (ORIEL__MARK_SPACE | ORIEL__MARK_TAB);
}

static bool is_character_start(char c) {
	return ((unsigned char)c & 0xc0) != 0x80;
}

/* The end of the unit that begins at at; text and marks are those that were analysed. A grapheme
 * that never ends is cut. */
static size_t unit_end(const char *text, const uint8_t *marks, size_t at, size_t end) {
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
			(is_grapheme || (next - at >= 2 * ORIEL__WORD_MAX && is_character_start(text[next]))))
			break;
	}
	return next;
}

static bool ends_in_soft_hyphen(const struct builder *builder, size_t start, size_t end) {
	return end - start >= 2 && memcmp(builder->text + end - 2, "\xc2\xad", 2) == 0;
}

/* Whether letters of the script join those beside them, even if a line may be broken there. Cached
 * words are enough for most text. */
static bool may_join(hb_script_t script) {
	return script != HB_SCRIPT_LATIN && script != HB_SCRIPT_CYRILLIC && script != HB_SCRIPT_GREEK &&
		script != HB_SCRIPT_HEBREW;
}

static void add_marked(struct builder *builder, size_t origin, size_t at, size_t end,
	size_t all_end, const struct oriel__text_run *run) {
	const uint8_t *marks = builder->analysis.marks;
	uint8_t kind = units_kind_of(marks[at]);
	bool may_break = end == all_end || (marks[end] & ORIEL__MARK_BREAK) != 0;
	unsigned before = at > 0 ? builder->units->units[builder->units->count - 1].flags :
							ORIEL__UNIT_SPACE;
	bool is_joined = kind == 0 && (before & (ORIEL__UNIT_SPACE | ORIEL__UNIT_TAB)) == 0 &&
		((marks[at] & ORIEL__MARK_BREAK) == 0 ||
			((before & ORIEL__UNIT_HYPHEN) != 0 && may_join(run->script)));
	bool is_hyphenated = may_break && ends_in_soft_hyphen(builder, origin + at, origin + end);
	unsigned flags = (may_break ? ORIEL__UNIT_BREAK : 0) | (is_joined ? ORIEL__UNIT_JOINED : 0) |
		(is_hyphenated ? ORIEL__UNIT_HYPHEN : 0);
	builder->needs_context |= is_joined;
	builder->units->has_hyphens |= is_hyphenated;
	if ((kind & ORIEL__MARK_TAB) != 0)
		add_unit(builder, origin + at, end - at, run->level,
			flags | ORIEL__UNIT_TAB | ORIEL__UNIT_SPACE);
	else
		units_add_word(
			builder, origin + at, origin + end, run, flags | (kind != 0 ? ORIEL__UNIT_SPACE : 0));
}

/* Adds the units of a run; origin is where the analysed text begins, all_end its length. */
static void units_add_run(
	struct builder *builder, size_t origin, size_t all_end, const struct oriel__text_run *run) {
	for (size_t at = run->start, end; at < run->end && !builder->has_failed; at = end) {
		end = unit_end(builder->text + origin, builder->analysis.marks, at, run->end);
		add_marked(builder, origin, at, end, all_end, run);
	}
}

static void add_stretch(struct builder *builder, size_t start, size_t end) {
	struct oriel__text_run run = plain_run(builder);
	run.end = end - start;
	builder->has_failed |= !oriel__analyse_ascii(
		&builder->analysis, builder->text + start, end - start);
	if (!builder->has_failed)
		units_add_run(builder, start, run.end, &run);
}

/* Adds a plain word that begins at at, with the spaces after it; returns its end, or at if it has
 * to be analysed. */
static size_t add_plain(struct builder *builder, size_t at, size_t end) {
	const char *text = builder->text;
	size_t word_end = plain_word_end(text, at, end);
	size_t next = units_skip(text, word_end, end, BLANK);
	if (next == at || !is_start_of_plain(text, next, end))
		return at;
	if (word_end > at)
		add_long(builder, at, word_end, 0);
	if (next - word_end == 1)
		add_single_space(builder, word_end);
	else if (next > word_end)
		add_long(builder, word_end, next, ORIEL__UNIT_SPACE | ORIEL__UNIT_BREAK);
	return next;
}

static void build_ascii(struct builder *builder, size_t start, size_t end) {
	for (size_t at = start, next; at < end && !builder->has_failed; at = next) {
		next = add_plain(builder, at, end);
		if (next > at)
			continue;
		next = stretch_end(builder->text, at, end);
		add_stretch(builder, at, next);
	}
}

static void build_any(struct builder *builder, size_t start, size_t end) {
	builder->has_failed |= !oriel__analyse(
		&builder->analysis, builder->fonts, builder->text + start, end - start);
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

/* The bytes of the newline at at: LF, CR, CRLF, U+2028 or U+2029; 0 if there is none. */
static size_t newline_length(const char *text, size_t at, size_t length) {
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

/* Whether there are eight bytes of printable ASCII at at; false now and then for others. */
static bool is_printable_word(const char *text, size_t at, size_t length) {
	const uint64_t each = UINT64_C(0x0101010101010101);
	uint64_t word;
	if (length - at < sizeof(word))
		return false;
	memcpy(&word, text + at, sizeof(word));
	return ((word | (word + each) | (word - each * ' ')) & each * 0x80) == 0;
}

static size_t line_end(const char *text, size_t at, size_t length, bool *is_ascii) {
	*is_ascii = true;
	for (; at < length; at++) {
		while (is_printable_word(text, at, length))
			at += sizeof(uint64_t);
		if (at == length)
			break;
		unsigned char c = (unsigned char)text[at];
		if (c >= ' ' && c < 0x7f)
			continue;
		if ((c == '\n' || c == '\r' || c == 0xe2) && newline_length(text, at, length) > 0)
			break;
		*is_ascii &= c == '\t';
	}
	return at;
}

static bool is_like(const struct oriel__unit *unit, const struct oriel__word *word) {
	return unit->word != NULL && (unit->flags & ORIEL__UNIT_SPACE) == 0 &&
		unit->word->font == word->font && unit->word->script == word->script &&
		unit->word->is_rtl == word->is_rtl;
}

/* The word before (step -1) or after (1) that one, right beside it or beyond one run of spaces;
 * itself if there is none. */
static const struct oriel__unit *units_neighbour(
	const struct oriel__units *units, const struct oriel__unit *unit, int step) {
	const struct oriel__unit *end = units->units + units->count;
	for (const struct oriel__unit *other = unit + step, *last = unit + 2 * step;
		other >= units->units && other < end; other += step) {
		bool is_space = other->word != NULL && (other->flags & ORIEL__UNIT_SPACE) != 0;
		if (is_like(other, unit->word))
			return other;
		if (!is_space || other == last)
			break;
	}
	return unit;
}

/* The last word in that direction that can matter: what may itself be changed by the next passes
 * its influence on. */
static const struct oriel__unit *context_end(
	const struct oriel__units *units, const struct oriel__unit *unit, int step) {
	const struct oriel__unit *next = units_neighbour(units, unit, step);
	for (int i = 0; i < MAX_CONTEXT && (next->flags & ORIEL__UNIT_SENSITIVE) != 0 && next != unit;
		i++) {
		unit = next;
		next = units_neighbour(units, unit, step);
	}
	return next;
}

static void shape_in_context(struct builder *builder, struct oriel__unit *unit, bool is_joined) {
	struct oriel__word *alone = unit->word;
	const struct oriel__unit *before = is_joined ? unit : context_end(builder->units, unit, -1);
	const struct oriel__unit *after = is_joined ? unit : context_end(builder->units, unit, 1);
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

static void shape_in_contexts(struct builder *builder) {
	struct oriel__units *units = builder->units;
	for (size_t i = 0; i < units->count; i++) {
		struct oriel__unit *unit = &units->units[i];
		bool is_joined = (unit->flags & ORIEL__UNIT_JOINED) != 0 ||
			(i + 1 < units->count && (unit[1].flags & ORIEL__UNIT_JOINED) != 0);
		if (unit->word != NULL && (is_joined || (unit->flags & ORIEL__UNIT_SENSITIVE) != 0))
			shape_in_context(builder, unit, is_joined);
	}
}

bool oriel__units_build(struct oriel__units *units, struct oriel__text_context *context,
	struct oriel__font_set *fonts, const char *text, size_t length) {
	struct builder builder = {
		.units = units, .context = context, .fonts = fonts, .text = text, .length = length
	};
	units->count = 0;
	units->is_one_font = true;
	units->has_rtl = units->has_hyphens = false;
	/* Words are rarely of less than three letters, which with their spaces are two units. */
	builder.has_failed = !units_reserve(units, length / 2 + 8);
	for (size_t at = 0; at < length && !builder.has_failed;) {
		bool is_ascii;
		size_t end = line_end(text, at, length, &is_ascii);
		builder.base = 0;
		if (is_ascii && fonts->has_ascii)
			build_ascii(&builder, at, end);
		else
			build_any(&builder, at, end);
		size_t newline = end < length ? newline_length(text, end, length) : 0;
		if (newline > 0)
			add_unit(&builder, end, newline, 0, ORIEL__UNIT_NEWLINE | ORIEL__UNIT_BREAK);
		at = end + newline;
	}
	if (builder.needs_context && !builder.has_failed)
		shape_in_contexts(&builder);
	oriel__analysis_finish(&builder.analysis);
	return !builder.has_failed;
}

void oriel__units_drop_words(const struct oriel__unit *units, size_t count) {
	for (size_t i = 0; i < count; i++) {
		if (units[i].word != NULL)
			oriel__word_unref(units[i].word);
	}
}
