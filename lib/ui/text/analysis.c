/* SPDX-License-Identifier: MIT */
/*
 * Itemisation: grapheme boundaries (UAX #29, grapheme.c), line breaks (UAX #14, libunistring),
 * embedding levels (UAX #9, FriBidi), scripts (UAX #24, HarfBuzz's data) and fonts by coverage. A
 * line break inside a grapheme is ignored.
 *
 * A character without a script takes the script of the character before it, or of the first
 * character with a script at the beginning of the text. The font is chosen for each grapheme as a
 * whole.
 */
#include "text/analysis_internal.h"

#include "base/alloc_internal.h"
#include "base/utf8_internal.h"
#include "text/grapheme_internal.h"

#include <fribidi.h>
#include <unilbrk.h>
#include <utf8proc.h>

enum { SOFT_HYPHEN = 0xad };

/* The text as code points. */
struct characters {
	uint32_t *code_points;
	uint32_t *offsets; /* items: count + 1 */
	uint8_t *levels;   /* NULL: all are 0 */
	size_t count;
};

static bool analysis_reserve_marks(struct oriel__analysis *analysis, size_t length) {
	if (length > analysis->mark_capacity) {
		uint8_t *marks = oriel__try_realloc_array(analysis->marks, length, sizeof(*marks));
		if (marks == NULL)
			return false;
		analysis->marks = marks;
		analysis->mark_capacity = length;
	}
	return true;
}

void oriel__analysis_finish(struct oriel__analysis *analysis) {
	oriel__free(analysis->marks);
	oriel__free(analysis->runs);
}

/* Finds line breaks. libunistring writes its result into the marks, which are then converted in
 * place. */
static void analysis_find_breaks(
	struct oriel__analysis *analysis, const char *text, size_t length) {
	u8_possible_linebreaks((const uint8_t *)text, length, "UTF-8", (char *)analysis->marks);
	/* after a character that ends a line by UAX #14 but is no newline here, e.g. a form feed */
	bool is_after_control = false;
	for (size_t i = 0; i < length; i++) {
		bool is_break = analysis->marks[i] == UC_BREAK_POSSIBLE || is_after_control;
		if (((unsigned char)text[i] & 0xc0) != 0x80)
			is_after_control = analysis->marks[i] == UC_BREAK_MANDATORY;
		analysis->marks[i] = is_break ? ORIEL__MARK_BREAK : 0;
	}
}

bool oriel__analyse_ascii(struct oriel__analysis *analysis, const char *text, size_t length) {
	if (!analysis_reserve_marks(analysis, length))
		return false;
	analysis_find_breaks(analysis, text, length);
	for (size_t i = 0; i < length; i++) {
		uint8_t kind = text[i] == ' ' ? ORIEL__MARK_SPACE : text[i] == '\t' ? ORIEL__MARK_TAB : 0;
		analysis->marks[i] |= ORIEL__MARK_GRAPHEME | kind;
	}
	return true;
}

static void characters_free(struct characters *characters) {
	oriel__free_wiped(
		characters->code_points, characters->count * sizeof(*characters->code_points));
	oriel__free(characters->offsets);
	oriel__free(characters->levels);
}

static bool analysis_decode(struct characters *characters, const char *text, size_t length) {
	characters->code_points = oriel__try_alloc(length, sizeof(uint32_t));
	characters->offsets = oriel__try_alloc(length + 1, sizeof(uint32_t));
	if (characters->code_points == NULL || characters->offsets == NULL)
		return false;
	for (size_t at = 0, taken; at < length; at += taken) {
		characters->offsets[characters->count] = (uint32_t)at;
		characters->code_points[characters->count++] = oriel__utf8_decode(
			text + at, length - at, &taken);
	}
	characters->offsets[characters->count] = (uint32_t)length;
	return true;
}

static uint8_t analysis_kind_of(uint32_t code_point) {
	enum {
		NO_BREAK_SPACE = 0xa0,
		FIGURE_SPACE = 0x2007,
		ZERO_WIDTH_SPACE = 0x200b,
		NARROW_NO_BREAK_SPACE = 0x202f
	};
	if (code_point == ' ' || code_point == ZERO_WIDTH_SPACE)
		return ORIEL__MARK_SPACE;
	if (code_point == '\t')
		return ORIEL__MARK_TAB;
	if (code_point < NO_BREAK_SPACE || code_point == NO_BREAK_SPACE || code_point == FIGURE_SPACE ||
		code_point == NARROW_NO_BREAK_SPACE)
		return 0;
	return utf8proc_category((utf8proc_int32_t)code_point) == UTF8PROC_CATEGORY_ZS ?
		ORIEL__MARK_SPACE :
		0;
}

/* Returns a break after a soft hyphen before a letter. Older rules of UAX #14 (LB21a) forbid that
 * break after a Hebrew letter. */
static uint8_t analysis_break_after_hyphen(uint32_t before, uint32_t after) {
	if (before != SOFT_HYPHEN)
		return 0;
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)after);
	return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO ?
		ORIEL__MARK_BREAK :
		0;
}

/* Marks graphemes and spaces. A space with a combining mark is visible, so it counts as a
 * letter. */
static void analysis_mark_graphemes(
	struct oriel__analysis *analysis, const struct characters *characters) {
	struct oriel__grapheme state = { 0 };
	uint8_t *grapheme = NULL;
	for (size_t i = 0; i < characters->count; i++) {
		uint8_t *mark = &analysis->marks[characters->offsets[i]];
		if (i == 0 ||
			oriel__grapheme_breaks(
				&state, characters->code_points[i - 1], characters->code_points[i])) {
			*mark = (*mark & ORIEL__MARK_BREAK) | ORIEL__MARK_GRAPHEME |
				analysis_kind_of(characters->code_points[i]);
			if (i > 0)
				*mark |= analysis_break_after_hyphen(
					characters->code_points[i - 1], characters->code_points[i]);
			grapheme = mark;
		} else {
			*mark = 0;
			*grapheme &= (uint8_t)~ORIEL__MARK_SPACE;
		}
	}
}

/* Tells whether a character may make text run from right to left: blocks of such scripts, and
 * directional controls. */
static bool analysis_may_be_rtl(uint32_t c) {
	if (c < 0x590)
		return false;
	return c <= 0x8ff || c == 0x200f || c == 0x202b || c == 0x202e || c == 0x2067 ||
		(c >= 0xfb1d && c <= 0xfdff) || (c >= 0xfe70 && c <= 0xfeff) ||
		(c >= 0x10800 && c <= 0x10fff) || (c >= 0x1e800 && c <= 0x1efff);
}

static bool analysis_needs_levels(const struct characters *characters) {
	for (size_t i = 0; i < characters->count; i++) {
		if (analysis_may_be_rtl(characters->code_points[i]))
			return true;
	}
	return false;
}

static bool analysis_find_levels(
	struct oriel__analysis *analysis, struct characters *characters, bool is_rtl) {
	FriBidiParType base = is_rtl ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_ON;
	FriBidiStrIndex count = (FriBidiStrIndex)characters->count;
	FriBidiCharType *types = oriel__try_alloc(characters->count, sizeof(*types));
	FriBidiBracketType *brackets = oriel__try_alloc(characters->count, sizeof(*brackets));
	FriBidiLevel *levels = oriel__try_alloc(characters->count, sizeof(*levels));
	bool ok = false;
	if (types != NULL && brackets != NULL && levels != NULL) {
		fribidi_get_bidi_types(characters->code_points, count, types);
		fribidi_get_bracket_types(characters->code_points, count, types, brackets);
		ok = fribidi_get_par_embedding_levels_ex(types, brackets, count, &base, levels) > 0;
	}
	oriel__free(types);
	oriel__free(brackets);
	characters->levels = (uint8_t *)levels;
	analysis->is_rtl = FRIBIDI_IS_RTL(base) != 0;
	return ok;
}

static hb_script_t analysis_own_script(uint32_t code_point) {
	hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), code_point);
	bool has_none = script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED ||
		script == HB_SCRIPT_UNKNOWN;
	return has_none ? HB_SCRIPT_INVALID : script;
}

static hb_script_t analysis_first_script(const struct characters *characters) {
	for (size_t i = 0; i < characters->count; i++) {
		hb_script_t script = analysis_own_script(characters->code_points[i]);
		if (script != HB_SCRIPT_INVALID)
			return script;
	}
	return HB_SCRIPT_LATIN;
}

static size_t analysis_grapheme_end(
	const struct oriel__analysis *analysis, const struct characters *characters, size_t at) {
	do
		at++;
	while (at < characters->count &&
		(analysis->marks[characters->offsets[at]] & ORIEL__MARK_GRAPHEME) == 0);
	return at;
}

static bool analysis_reserve_run(struct oriel__analysis *analysis) {
	struct oriel__text_run *runs = oriel__try_grow(
		analysis->runs, &analysis->run_capacity, analysis->run_count + 1, sizeof(*runs));
	if (runs != NULL)
		analysis->runs = runs;
	return runs != NULL;
}

static bool analysis_add_run(struct oriel__analysis *analysis, struct oriel__text_run run) {
	struct oriel__text_run *last = analysis->run_count > 0 ?
		&analysis->runs[analysis->run_count - 1] :
		NULL;
	if (last != NULL && last->font == run.font && last->script == run.script &&
		last->level == run.level) {
		last->end = run.end;
		return true;
	}
	if (!analysis_reserve_run(analysis))
		return false;
	analysis->runs[analysis->run_count++] = run;
	return true;
}

static bool analysis_find_runs(struct oriel__analysis *analysis, struct oriel__font_set *fonts,
	const struct characters *characters) {
	hb_script_t script = analysis_first_script(characters);
	analysis->run_count = 0;
	for (size_t at = 0, end; at < characters->count; at = end) {
		hb_script_t own = analysis_own_script(characters->code_points[at]);
		end = analysis_grapheme_end(analysis, characters, at);
		if (own != HB_SCRIPT_INVALID)
			script = own;
		/* a soft hyphen must not split its word */
		bool is_hidden = characters->code_points[at] == SOFT_HYPHEN && analysis->run_count > 0;
		const struct oriel__text_run run = {
			.start = characters->offsets[at],
			.end = characters->offsets[end],
			.font = is_hidden ? analysis->runs[analysis->run_count - 1].font :
				oriel__font_set_find(fonts, characters->code_points + at, end - at),
			.script = script,
			.level = characters->levels != NULL ? characters->levels[at] : 0,
		};
		if (!analysis_add_run(analysis, run))
			return false;
	}
	return true;
}

bool oriel__analyse(struct oriel__analysis *analysis, struct oriel__font_set *fonts,
	const char *text, size_t length, bool is_rtl) {
	struct characters characters = { 0 };
	analysis->is_rtl = is_rtl;
	bool ok =
		analysis_reserve_marks(analysis, length) && analysis_decode(&characters, text, length);
	if (ok && length > 0 && (is_rtl || analysis_needs_levels(&characters)))
		ok = analysis_find_levels(analysis, &characters, is_rtl);
	if (ok) {
		analysis_find_breaks(analysis, text, length);
		analysis_mark_graphemes(analysis, &characters);
		ok = analysis_find_runs(analysis, fonts, &characters);
	}
	characters_free(&characters);
	return ok;
}
