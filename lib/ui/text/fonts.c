/* SPDX-License-Identifier: MIT */
/*
 * Finding fonts with fontconfig. The first font of a set is matched when the set is made. The
 * sorted list of all other fonts is slow to make if many are installed, so it is made when a
 * character is missing. A file in that list is opened when one of its characters is needed. The
 * sets of a thread share their fonts.
 *
 * Text is drawn as masks of outlines. A font that has a character only as a coloured picture or
 * bitmap is regarded as lacking it.
 */
#include "text/fonts_internal.h"

#include "base/alloc_internal.h"
#include "text/context_internal.h"
#include "text/font_files_internal.h"

#include <oriel/runtime/log.h>

#include <fontconfig/fontconfig.h>
#include <utf8proc.h>

#include <pthread.h>
#include <string.h>
#include <strings.h>

/* The default families of an interface. */
static const char *const interface_families[] = { "Inter", "Cantarell", "Noto Sans", "sans-serif" };

enum { FACE_BOLD = 600, COVERAGE_SLOTS = 256 };

/* Fallback fonts, the most similar first. */
struct oriel__font_fallback {
	FcPattern *wanted;
	FcFontSet *sorted;
	/* a font with a visible box for characters that no font has; NULL: not searched yet */
	struct oriel__font *missing;
	struct candidate {
		FcCharSet *characters;    /* borrowed from sorted; NULL: unknown */
		struct oriel__font *font; /* NULL until opened */
		bool has_failed;
	} *candidates; /* one for each font in sorted */
	struct coverage {
		uint32_t code_point;
		struct oriel__font *font; /* NULL: empty slot */
	} coverage[COVERAGE_SLOTS]; /* cache of the last results, by code point */
};

struct oriel__fonts {
	struct oriel__font_library *library;
	FcConfig *config;
	pthread_t loader; /* thread that loads config while is_loading is set */
	bool is_loading;
	struct oriel__font_set **sets;
	size_t set_count, set_capacity;
	struct oriel__font **fonts; /* all open fonts */
	size_t font_count, font_capacity;
	bool has_logged_missing; /* the error that the system has no font has been logged */
};

struct oriel__fonts *oriel__fonts_new(void) {
	struct oriel__fonts *fonts = oriel__alloc_zero(1, sizeof(*fonts));
	fonts->library = oriel__font_library_new();
	return fonts;
}

static void font_fallback_destroy(struct oriel__font_fallback *fallback) {
	if (fallback == NULL)
		return;
	FcFontSetDestroy(fallback->sorted);
	FcPatternDestroy(fallback->wanted);
	oriel__free(fallback->candidates);
	oriel__free(fallback);
}

static void font_set_destroy(struct oriel__font_set *set) {
	font_fallback_destroy(set->fallback);
	oriel__free(set->family);
	oriel__free(set);
}

static void *fonts_load(void *data) {
	return FcInitLoadConfigAndFonts();
}

void oriel__fonts_load_ahead(struct oriel__fonts *fonts) {
	if (fonts->config == NULL && !fonts->is_loading)
		fonts->is_loading = pthread_create(&fonts->loader, NULL, fonts_load, NULL) == 0;
}

static void fonts_finish_loading(struct oriel__fonts *fonts) {
	void *config;
	if (!fonts->is_loading)
		return;
	fonts->is_loading = false;
	if (pthread_join(fonts->loader, &config) == 0)
		fonts->config = config;
}

void oriel__fonts_destroy(struct oriel__fonts *fonts) {
	fonts_finish_loading(fonts);
	for (size_t i = 0; i < fonts->set_count; i++)
		font_set_destroy(fonts->sets[i]);
	for (size_t i = 0; i < fonts->font_count; i++)
		oriel__font_unref(fonts->fonts[i]);
	if (fonts->config != NULL)
		FcConfigDestroy(fonts->config);
	oriel__font_library_unref(fonts->library);
	oriel__free(fonts->sets);
	oriel__free(fonts->fonts);
	oriel__free(fonts);
}

void oriel__fonts_use_files(const char *const *files, size_t count) {
	struct oriel__fonts *fonts = oriel__text_context_get()->fonts;
	ORIEL_ASSERT(fonts->set_count == 0,
		"oriel__fonts_use_files: a text is shaped already; call it before the thread's first "
		"paragraph");
	fonts_finish_loading(fonts);
	if (fonts->config != NULL)
		FcConfigDestroy(fonts->config);
	while ((fonts->config = FcConfigCreate()) == NULL)
		oriel__out_of_memory(0);
	for (size_t i = 0; i < count; i++) {
		if (!FcConfigAppFontAddFile(fonts->config, (const FcChar8 *)files[i]))
			oriel_log(
				ORIEL_LOG_WARNING, "font: %s cannot be read as a font; is it installed?", files[i]);
	}
}

/* Returns the system's configuration, loaded for this thread: the process's shared one would never
 * be freed. */
static FcConfig *fonts_config(struct oriel__fonts *fonts) {
	fonts_finish_loading(fonts);
	if (fonts->config == NULL)
		fonts->config = FcInitLoadConfigAndFonts();
	return fonts->config;
}

static void fonts_add_family(FcPattern *pattern, const char *name, size_t length, bool is_weak) {
	char *copy = oriel__strndup(name, length);
	FcValue value = { .type = FcTypeString, .u.s = (const FcChar8 *)copy };
	if (is_weak)
		FcPatternAddWeak(pattern, FC_FAMILY, value, FcTrue);
	else
		FcPatternAdd(pattern, FC_FAMILY, value, FcTrue);
	oriel__free(copy);
}

static void fonts_add_interface_families(FcPattern *pattern, bool is_weak) {
	for (size_t i = 0; i < sizeof(interface_families) / sizeof(interface_families[0]); i++)
		fonts_add_family(
			pattern, interface_families[i], strlen(interface_families[i]), is_weak);
}

/* fontconfig replaces a generic family by families with a weak binding. Every family with a strong
 * binding precedes them, wherever it stands, so that the families after a generic one are weak. */
static bool fonts_is_generic_family(const char *name, size_t length) {
	static const char *const generic[] = { "sans-serif", "serif", "monospace", "cursive",
		"fantasy", "emoji", "math" };
	size_t i = 0;
	while (i < sizeof(generic) / sizeof(generic[0]) &&
		(strlen(generic[i]) != length || strncasecmp(name, generic[i], length) != 0))
		i++;
	return i < sizeof(generic) / sizeof(generic[0]);
}

static bool fonts_is_space(char c) {
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Removes the next name from a list in CSS syntax; strips its spaces and quotes. */
static const char *fonts_next_family(const char **list, size_t *length) {
	const char *name = *list;
	while (fonts_is_space(*name))
		name++;
	char quote = *name == '"' || *name == '\'' ? *name++ : '\0';
	size_t end = quote != '\0' ? strcspn(name, (char[]){ quote, '\0' }) : strcspn(name, ",");
	const char *rest = name + end;
	rest += strcspn(rest, ",");
	*list = rest + (*rest == ',');
	while (quote == '\0' && end > 0 && fonts_is_space(name[end - 1]))
		end--;
	*length = end;
	return name;
}

static FcPattern *font_set_pattern(const struct oriel__font_set *set) {
	static const char system_ui[] = "system-ui";
	FcPattern *pattern;
	while ((pattern = FcPatternCreate()) == NULL)
		oriel__out_of_memory(0);
	const char *list = set->family != NULL ? set->family : "";
	bool has_generic = false;
	while (*list != '\0') {
		size_t length;
		const char *name = fonts_next_family(&list, &length);
		if (length == sizeof(system_ui) - 1 && strncasecmp(name, system_ui, length) == 0)
			fonts_add_interface_families(pattern, has_generic);
		else if (length > 0)
			fonts_add_family(pattern, name, length, has_generic);
		has_generic |= fonts_is_generic_family(name, length);
	}
	fonts_add_interface_families(pattern, has_generic);
	FcPatternAddDouble(pattern, FC_WEIGHT, FcWeightFromOpenTypeDouble(set->weight));
	FcPatternAddInteger(pattern, FC_SLANT, set->is_italic ? FC_SLANT_ITALIC : FC_SLANT_ROMAN);
	FcPatternAddBool(pattern, FC_SCALABLE, FcTrue);
	/* text is drawn as masks: fonts with outlines first */
	FcPatternAddBool(pattern, FC_COLOR, FcFalse);
	FcConfigSubstitute(fonts_config(set->fonts), pattern, FcMatchPattern);
	FcDefaultSubstitute(pattern);
	return pattern;
}

/* Reads the description of a font from a pattern prepared for rendering: the font's own values, or
 * the chosen ones for a variable font. */
static struct oriel__font_source fonts_source_of(
	const FcPattern *pattern, const struct oriel__font_set *set) {
	FcChar8 *file = NULL, *variations = NULL;
	int index = 0, slant = FC_SLANT_ROMAN;
	double weight = FC_WEIGHT_NORMAL;
	FcPatternGetString(pattern, FC_FILE, 0, &file);
	FcPatternGetString(pattern, FC_FONT_VARIATIONS, 0, &variations);
	FcPatternGetInteger(pattern, FC_INDEX, 0, &index);
	FcPatternGetInteger(pattern, FC_SLANT, 0, &slant);
	FcPatternGetDouble(pattern, FC_WEIGHT, 0, &weight);
	return (struct oriel__font_source){
		.file = (const char *)file,
		.index = (unsigned)index,
		.variations = (const char *)variations,
		.is_emboldened = set->weight >= FACE_BOLD && weight <= FC_WEIGHT_MEDIUM,
		.is_slanted = set->is_italic && slant == FC_SLANT_ROMAN,
	};
}

static bool fonts_is_same_text(const char *a, const char *b) {
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static struct oriel__font *fonts_keep(struct oriel__fonts *fonts, struct oriel__font *font) {
	fonts->fonts = oriel__grow(
		fonts->fonts, &fonts->font_capacity, fonts->font_count + 1, sizeof(font));
	fonts->fonts[fonts->font_count++] = font;
	return font;
}

static bool font_has_source(
	const struct oriel__font *font, const struct oriel__font_source *source) {
	return fonts_is_same_text(font->file, source->file) && font->index == source->index &&
		fonts_is_same_text(font->variations_text, source->variations) &&
		font->is_emboldened == source->is_emboldened && font->is_slanted == source->is_slanted;
}

/* Returns the open font for a source, or opens it. Borrowed from fonts; NULL if the file cannot be
 * read. */
static struct oriel__font *fonts_open(
	struct oriel__fonts *fonts, const struct oriel__font_source *source) {
	for (size_t i = 0; i < fonts->font_count; i++) {
		if (font_has_source(fonts->fonts[i], source))
			return fonts->fonts[i];
	}
	struct oriel__font *font = oriel__font_new(fonts->library, source);
	return font != NULL ? fonts_keep(fonts, font) : NULL;
}

static struct oriel__font *fonts_open_prepared(
	struct oriel__font_set *set, FcPattern *wanted, FcPattern *found) {
	FcPattern *prepared;
	while ((prepared = FcFontRenderPrepare(set->fonts->config, wanted, found)) == NULL)
		oriel__out_of_memory(0);
	struct oriel__font_source source = fonts_source_of(prepared, set);
	struct oriel__font *font = source.file != NULL ? fonts_open(set->fonts, &source) : NULL;
	FcPatternDestroy(prepared);
	return font;
}

/* Returns a font without glyphs for a system without fonts. */
static struct oriel__font *fonts_open_empty(struct oriel__fonts *fonts) {
	if (!fonts->has_logged_missing)
		oriel_log(ORIEL_LOG_ERROR,
			"font: fontconfig finds no usable font, text will not be seen; install one, e.g. "
			"DejaVu Sans");
	fonts->has_logged_missing = true;
	return fonts_open(fonts, &(struct oriel__font_source){ 0 });
}

/* Opens a font. Returns NULL if it cannot be read or has only bitmaps, like an emoji font that a
 * program names. */
static struct oriel__font *fonts_open_with_outlines(
	struct oriel__font_set *set, FcPattern *wanted, FcPattern *found) {
	struct oriel__font *font = fonts_open_prepared(set, wanted, found);
	if (font == NULL || !font->may_lack_outlines)
		return font;
	FT_Face face = oriel__font_face(font);
	return face != NULL && FT_IS_SCALABLE(face) ? font : NULL;
}

/* Returns the first usable font, for the case that the best match is unusable. */
static struct oriel__font *fonts_open_first(struct oriel__font_set *set, FcPattern *wanted) {
	FcResult result;
	struct oriel__font *font = NULL;
	FcFontSet *sorted = FcFontSort(set->fonts->config, wanted, FcFalse, NULL, &result);
	for (int i = 0; sorted != NULL && i < sorted->nfont && font == NULL; i++)
		font = fonts_open_with_outlines(set, wanted, sorted->fonts[i]);
	if (sorted != NULL)
		FcFontSetDestroy(sorted);
	return font;
}

static struct oriel__font *fonts_open_primary(struct oriel__font_set *set) {
	FcResult result;
	struct oriel__font *font = NULL;
	FcPattern *wanted = font_set_pattern(set);
	FcPattern *found = FcFontMatch(set->fonts->config, wanted, &result);
	if (found != NULL) {
		font = fonts_open_with_outlines(set, wanted, found);
		FcPatternDestroy(found);
	}
	if (font == NULL)
		font = fonts_open_first(set, wanted);
	FcPatternDestroy(wanted);
	return font != NULL ? font : fonts_open_empty(set->fonts);
}

static bool font_shows_ascii(struct oriel__font *font) {
	for (uint32_t c = ' '; c <= '~'; c++) {
		if (!oriel__font_shows(font, c, c != ' '))
			return false;
	}
	return true;
}

static struct oriel__font_set *fonts_add_set(
	struct oriel__fonts *fonts, const char *family, int weight, bool italic) {
	struct oriel__font_set *set = oriel__alloc_zero(1, sizeof(*set));
	set->family = family != NULL ? oriel__strdup(family) : NULL;
	set->weight = weight;
	set->is_italic = italic;
	set->fonts = fonts;
	set->primary = fonts_open_primary(set);
	set->has_ascii = font_shows_ascii(set->primary);
	fonts->sets = oriel__grow(
		fonts->sets, &fonts->set_capacity, fonts->set_count + 1, sizeof(struct oriel__font_set *));
	fonts->sets[fonts->set_count++] = set;
	return set;
}

struct oriel__font_set *oriel__fonts_find_set(
	struct oriel__fonts *fonts, const char *family, int weight, bool italic) {
	for (size_t i = 0; i < fonts->set_count; i++) {
		struct oriel__font_set *set = fonts->sets[i];
		if (set->weight == weight && set->is_italic == italic &&
			fonts_is_same_text(set->family, family))
			return set;
	}
	return fonts_add_set(fonts, family, weight, italic);
}

static struct oriel__font_fallback *fonts_sort_fallback(struct oriel__font_set *set) {
	FcResult result;
	struct oriel__font_fallback *fallback = oriel__alloc_zero(1, sizeof(*fallback));
	fallback->wanted = font_set_pattern(set);
	/* Untrimmed: a later font may have outlines for characters of a coloured font. */
	fallback->sorted = FcFontSort(set->fonts->config, fallback->wanted, FcFalse, NULL, &result);
	while (fallback->sorted == NULL && (fallback->sorted = FcFontSetCreate()) == NULL)
		oriel__out_of_memory(0);
	fallback->candidates = oriel__alloc_zero(
		(size_t)fallback->sorted->nfont, sizeof(*fallback->candidates));
	for (int i = 0; i < fallback->sorted->nfont; i++)
		FcPatternGetCharSet(
			fallback->sorted->fonts[i], FC_CHARSET, 0, &fallback->candidates[i].characters);
	return fallback;
}

static struct oriel__font *fonts_open_candidate(struct oriel__font_set *set, int index) {
	struct candidate *candidate = &set->fallback->candidates[index];
	if (candidate->font == NULL && !candidate->has_failed) {
		candidate->font = fonts_open_prepared(
			set, set->fallback->wanted, set->fallback->sorted->fonts[index]);
		candidate->has_failed = candidate->font == NULL;
	}
	return candidate->font;
}

/* Tells whether a character needs a glyph. Joiners, selectors and the like have none in many fonts
 * that shape them correctly. */
static bool fonts_needs_glyph(uint32_t code_point) {
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code_point);
	bool is_selector = (code_point >= 0xfe00 && code_point <= 0xfe0f) ||
		(code_point >= 0xe0100 && code_point <= 0xe01ef);
	return !is_selector && category != UTF8PROC_CATEGORY_CF && category != UTF8PROC_CATEGORY_CC;
}

static bool fonts_has_ink(uint32_t code_point) {
	return utf8proc_category((utf8proc_int32_t)code_point) != UTF8PROC_CATEGORY_ZS;
}

static bool font_covers(struct oriel__font *font, const uint32_t *code_points, size_t count) {
	for (size_t i = 0; i < count; i++) {
		if (fonts_needs_glyph(code_points[i]) &&
			!oriel__font_shows(font, code_points[i], fonts_has_ink(code_points[i])))
			return false;
	}
	return true;
}

static bool charset_covers(const FcCharSet *characters, const uint32_t *code_points, size_t count) {
	for (size_t i = 0; i < count; i++) {
		if (fonts_needs_glyph(code_points[i]) &&
			(characters == NULL || !FcCharSetHasChar(characters, code_points[i])))
			return false;
	}
	return true;
}

/* Returns the first font whose box for a missing character is visible; some fonts have an empty
 * one. */
static struct oriel__font *font_set_find_missing(struct oriel__font_set *set) {
	const uint32_t box = 0;
	if (oriel__font_has_outline(set->primary, box))
		return set->primary;
	for (int i = 0; i < set->fallback->sorted->nfont; i++) {
		struct oriel__font *font = fonts_open_candidate(set, i);
		if (font != NULL && oriel__font_has_outline(font, box))
			return font;
	}
	return set->primary;
}

static struct oriel__font *font_set_missing_font(struct oriel__font_set *set) {
	if (set->fallback->missing == NULL)
		set->fallback->missing = font_set_find_missing(set);
	return set->fallback->missing;
}

static struct oriel__font *fonts_search(
	struct oriel__font_set *set, const uint32_t *code_points, size_t count) {
	for (int i = 0; i < set->fallback->sorted->nfont; i++) {
		if (!charset_covers(set->fallback->candidates[i].characters, code_points, count))
			continue;
		struct oriel__font *font = fonts_open_candidate(set, i);
		if (font != NULL && font_covers(font, code_points, count))
			return font;
	}
	return count > 1 ? oriel__font_set_find(set, code_points, 1) : font_set_missing_font(set);
}

struct oriel__font *oriel__font_set_find(
	struct oriel__font_set *set, const uint32_t *code_points, size_t count) {
	if (font_covers(set->primary, code_points, count))
		return set->primary;
	if (set->fallback == NULL)
		set->fallback = fonts_sort_fallback(set);
	if (count > 1)
		return fonts_search(set, code_points, count);
	struct coverage *known = &set->fallback->coverage[code_points[0] % COVERAGE_SLOTS];
	if (known->font == NULL || known->code_point != code_points[0])
		*known = (struct coverage){ code_points[0], fonts_search(set, code_points, count) };
	return known->font;
}
