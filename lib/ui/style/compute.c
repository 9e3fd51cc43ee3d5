/* SPDX-License-Identifier: MIT */
/*
 * Computes values from winning declarations. Source: CSS Cascade 5, §4.4; Values 4, §5.
 *
 * Font size and line height are computed first, because lengths are relative to them. The colour is
 * next, because currentcolor refers to it. A group without any declaration is shared with the
 * parent if it is inherited, and else has the initial values.
 */
#include "css/color_internal.h"
#include "style/style_state_internal.h"

#include <oriel/extend/paragraph.h>
#include <oriel/runtime/log.h>

#include <math.h>
#include <string.h>

enum { LONGHANDS_MAX = ORIEL__CSS_MAX_LONGHANDS, SUBSTITUTED_MAX = 16 };

/* A declared text after substitution, parsed. */
struct substituted {
	const char *declared;
	const struct oriel__css_longhand *longhands; /* in the scratch arena */
	size_t count; /* 0: the text is invalid */
};

struct computation {
	struct oriel__style_state *state;
	struct oriel__computed *computed;
	const struct oriel__computed_key *key;
	const struct oriel__group *parent_text;
	const struct oriel__variables *variables;
	struct oriel__css_units units;
	/* what ch and lh are of: the parent's font and line, then the element's own */
	bool has_own_font, has_own_line;
	struct oriel__css_value line_height; /* the element's own */
	struct oriel__css_color_context colors;
	struct oriel__css_value canvas_text; /* the initial colour, by the used colour scheme */
	struct oriel__cascaded cascaded;
	/* of the group in progress */
	struct oriel__css_value values[ORIEL__CSS_PROPERTIES];
	bool does_inherit;
	/* by the addresses of the texts: the longhands of a shorthand share one text */
	struct substituted substituted[SUBSTITUTED_MAX];
	size_t substituted_count;
};

static const double initial_font_size = 14; /* px */

/* ---- Colours ---- */

/* Returns what an accent colour of the desktop or of the program means; 0: something else. Text on
 * it is white, unless the contrast would be below 4.5 to 1. */
static oriel_color accent_color(oriel_color accent, uint16_t keyword) {
	const double white_limit = 1.05 / 4.5 - 0.05; /* luminance */
	if (keyword == ORIEL__KEYWORD_ACCENTCOLOR)
		return accent;
	if (keyword != ORIEL__KEYWORD_ACCENTCOLORTEXT || accent == 0)
		return 0;
	return oriel__css_color_luminance(accent) <= white_limit ? ORIEL_RGB(0xffffff) :
															ORIEL_RGB(0x000000);
}

/* The system's colours, light and dark. Source: Color 4, §6.2. */
oriel_color oriel__system_color(void *data, uint16_t keyword, bool is_dark) {
	static const struct {
		uint16_t keyword;
		oriel_color light, dark;
	} colors[] = {
		{ ORIEL__KEYWORD_ACCENTCOLOR, ORIEL_RGB(0x2f62d9), ORIEL_RGB(0x3a6fe8) },
		{ ORIEL__KEYWORD_ACCENTCOLORTEXT, ORIEL_RGB(0xffffff), ORIEL_RGB(0xffffff) },
		{ ORIEL__KEYWORD_ACTIVETEXT, ORIEL_RGB(0xb3261e), ORIEL_RGB(0xff9e9a) },
		{ ORIEL__KEYWORD_BUTTONBORDER, ORIEL_RGB(0xd5d9df), ORIEL_RGB(0x4a505a) },
		{ ORIEL__KEYWORD_BUTTONFACE, ORIEL_RGB(0xffffff), ORIEL_RGB(0x2b2f36) },
		{ ORIEL__KEYWORD_BUTTONTEXT, ORIEL_RGB(0x1f2328), ORIEL_RGB(0xe8eaed) },
		{ ORIEL__KEYWORD_CANVAS, ORIEL_RGB(0xffffff), ORIEL_RGB(0x17191d) },
		{ ORIEL__KEYWORD_CANVASTEXT, ORIEL_RGB(0x1d1d20), ORIEL_RGB(0xe8eaed) },
		{ ORIEL__KEYWORD_FIELD, ORIEL_RGB(0xffffff), ORIEL_RGB(0x1f2227) },
		{ ORIEL__KEYWORD_FIELDTEXT, ORIEL_RGB(0x1f2328), ORIEL_RGB(0xe8eaed) },
		{ ORIEL__KEYWORD_GRAYTEXT, ORIEL_RGB(0x808890), ORIEL_RGB(0x80868f) },
		{ ORIEL__KEYWORD_HIGHLIGHT, ORIEL_RGBA(0x3584e4, 0x60), ORIEL_RGBA(0x6f9bff, 0x60) },
		{ ORIEL__KEYWORD_LINKTEXT, ORIEL_RGB(0x2f62d9), ORIEL_RGB(0x8ab0ff) },
		{ ORIEL__KEYWORD_MARK, ORIEL_RGB(0xffee99), ORIEL_RGB(0x6b5b00) },
		{ ORIEL__KEYWORD_VISITEDTEXT, ORIEL_RGB(0x7a3db8), ORIEL_RGB(0xc9a2f2) },
	};
	oriel_color accent = data != NULL ? accent_color(*(const oriel_color *)data, keyword) : 0;
	if (accent != 0)
		return accent;
	for (size_t i = 0; i < sizeof(colors) / sizeof(colors[0]); i++) {
		if (colors[i].keyword == keyword)
			return is_dark ? colors[i].dark : colors[i].light;
	}
	return oriel__system_color(NULL, ORIEL__KEYWORD_CANVASTEXT, is_dark);
}

static bool is_color(uint16_t property, const struct oriel__css_value *value) {
	if (!(oriel__css_properties[property].types & ORIEL__TYPE_COLOR))
		return false;
	return value->kind == ORIEL__VALUE_COLOR || value->kind == ORIEL__VALUE_COLOR_FUNCTION ||
		(value->kind == ORIEL__VALUE_KEYWORD &&
			oriel__css_keyword_is_system_color(value->keyword));
}

/* ---- Fonts ---- */

double oriel__font_size_keyword(uint16_t keyword) {
	static const struct {
		uint16_t keyword;
		double factor;
	} sizes[] = {
		{ ORIEL__KEYWORD_XX_SMALL, 9.0 / 16 },
		{ ORIEL__KEYWORD_X_SMALL, 10.0 / 16 },
		{ ORIEL__KEYWORD_SMALL, 13.0 / 16 },
		{ ORIEL__KEYWORD_MEDIUM, 1 },
		{ ORIEL__KEYWORD_LARGE, 18.0 / 16 },
		{ ORIEL__KEYWORD_X_LARGE, 24.0 / 16 },
		{ ORIEL__KEYWORD_XX_LARGE, 32.0 / 16 },
		{ ORIEL__KEYWORD_XXX_LARGE, 48.0 / 16 },
	};
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		if (sizes[i].keyword == keyword)
			return initial_font_size * sizes[i].factor;
	}
	return initial_font_size;
}

static double compute_font_size(
	struct computation *computation, const struct oriel__css_value *value, double parent) {
	if (value->kind == ORIEL__VALUE_KEYWORD) {
		if (value->keyword == ORIEL__KEYWORD_SMALLER)
			return parent / 1.2;
		if (value->keyword == ORIEL__KEYWORD_LARGER)
			return parent * 1.2;
		return oriel__font_size_keyword(value->keyword);
	}
	struct oriel__css_units units = computation->units;
	units.em = parent;
	struct oriel__css_value absolute = oriel__css_value_absolute(
		&computation->state->scratch, value, &units);
	double size = oriel__css_value_resolve(&absolute, parent);
	return size > 0 ? fmin(size, 10000) : 0;
}

/* Computes a weight; `bolder` and `lighter` are relative to the parent's. Source: Fonts 4, §2.2.1,
 * "relative weights". */
static double compute_weight(const struct oriel__css_value *value, double parent) {
	if (value->kind == ORIEL__VALUE_NUMBER)
		return fmin(fmax(value->content.number, 1), 1000);
	switch (value->keyword) {
	case ORIEL__KEYWORD_BOLD:
		return 700;
	case ORIEL__KEYWORD_BOLDER:
		return parent < 350 ? 400 : parent < 550 ? 700 : parent < 900 ? 900 : parent;
	case ORIEL__KEYWORD_LIGHTER:
		return parent < 100 ? parent : parent < 550 ? 100 : parent < 750 ? 400 : 700;
	default:
		return 400;
	}
}

/* ---- One value ---- */

static const struct oriel__css_value *value_of_parent(
	const struct computation *computation, uint16_t property) {
	const struct oriel__css_property *info = &oriel__css_properties[property];
	if (info->group == ORIEL__GROUP_TEXT)
		return &computation->parent_text->values[oriel__group_index(property)];
	if (computation->key->parent != NULL)
		return oriel__computed_value(computation->key->parent, property);
	return &computation->state->initial[info->group]->values[oriel__group_index(property)];
}

static const struct oriel__css_value *value_initial(
	const struct computation *computation, uint16_t property) {
	uint8_t group = oriel__css_properties[property].group;
	if (property == ORIEL__CSS_COLOR)
		return &computation->canvas_text;
	return &computation->state->initial[group]->values[oriel__group_index(property)];
}

static const struct oriel__css_value *value_unset(
	const struct computation *computation, uint16_t property) {
	return oriel__css_properties[property].is_inherited ?
		value_of_parent(computation, property) :
		value_initial(computation, property);
}

/* Returns the value that inherit, initial or unset stands for, or NULL if the value is none of
 * these keywords. */
static const struct oriel__css_value *value_wide(
	struct computation *computation, uint16_t property, const struct oriel__css_value *value) {
	if (value->kind != ORIEL__VALUE_WIDE)
		return NULL;
	if (value->keyword == ORIEL__KEYWORD_INHERIT) {
		computation->does_inherit |= !oriel__css_properties[property].is_inherited;
		return value_of_parent(computation, property);
	}
	return value->keyword == ORIEL__KEYWORD_INITIAL ? value_initial(computation, property) :
													value_unset(computation, property);
}

static void refuse_once(struct oriel__style_state *state, uint16_t property, const char *message) {
	if (state->refused[property / 32] >> property % 32 & 1)
		return;
	state->refused[property / 32] |= UINT32_C(1) << property % 32;
	oriel_log(ORIEL_LOG_ERROR, "%s: %s; a value with var() is ignored",
		oriel__css_properties[property].name, message);
}

/* Substitutes the variables of a value with var(), and parses the result. */
static struct substituted substituted_new(
	struct computation *computation, const struct oriel__css_value *pending) {
	struct oriel__style_state *state = computation->state;
	struct oriel__css_longhand longhands[LONGHANDS_MAX];
	struct oriel__css_value_error error;
	struct substituted substituted = { .declared = pending->content.text };
	uint32_t length;
	const char *text = oriel__variables_substitute(
		state, computation->variables, pending->content.text, pending->count, &length);
	if (text != NULL)
		substituted.count = oriel__css_value_parse(
			&state->scratch, pending->keyword, text, length, longhands, &error);
	substituted.longhands = oriel__css_arena_copy(
		&state->scratch, longhands, substituted.count * sizeof(longhands[0]));
	return substituted;
}

static struct substituted substituted_for(
	struct computation *computation, const struct oriel__css_value *pending) {
	for (size_t i = 0; i < computation->substituted_count; i++) {
		if (computation->substituted[i].declared == pending->content.text)
			return computation->substituted[i];
	}
	struct substituted substituted = substituted_new(computation, pending);
	if (computation->substituted_count < SUBSTITUTED_MAX)
		computation->substituted[computation->substituted_count++] = substituted;
	return substituted;
}

/* Finds the value of a property in the substituted text of its declaration. Returns false if the
 * text is invalid. */
static bool value_substitute(struct computation *computation, uint16_t property,
	const struct oriel__css_value *pending, struct oriel__css_value *out) {
	struct substituted substituted = substituted_for(computation, pending);
	for (size_t i = 0; i < substituted.count; i++) {
		uint16_t longhand = oriel__css_property_physical(
			substituted.longhands[i].property, computation->cascaded.is_rtl);
		if (longhand != property && oriel__selection_property(longhand) != property)
			continue;
		*out = substituted.longhands[i].value;
		const char *message = oriel__value_refusal(property, out);
		if (message != NULL)
			refuse_once(computation->state, property, message);
		return message == NULL && out->kind != ORIEL__VALUE_PENDING;
	}
	return false;
}

/* Returns the declared value after substituting var() and following revert and revert-layer. The
 * value is of kind NONE if every declaration is reverted. */
static struct oriel__css_value value_declared(
	struct computation *computation, uint16_t property, struct oriel__winner winner) {
	static const struct oriel__css_value unset = { .kind = ORIEL__VALUE_WIDE,
		.keyword = ORIEL__KEYWORD_UNSET };
	struct oriel__css_value value;
	while (winner.declaration != NULL) {
		value = winner.declaration->value;
		if (value.kind == ORIEL__VALUE_PENDING &&
			!value_substitute(computation, property, &winner.declaration->value, &value))
			return unset;
		computation->computed->needs |= (uint8_t)oriel__css_value_needs(&value);
		bool is_layer = value.keyword == ORIEL__KEYWORD_REVERT_LAYER;
		if (value.kind != ORIEL__VALUE_WIDE ||
			!(is_layer || value.keyword == ORIEL__KEYWORD_REVERT))
			return value;
		winner = oriel__cascade_revert(
			&computation->cascaded, property, winner.applied, is_layer);
	}
	return (struct oriel__css_value){ .kind = ORIEL__VALUE_NONE };
}

static struct oriel__css_value value_px(double number) {
	return oriel__css_number_value(number, ORIEL__UNIT_PX);
}

/* Computes the properties that depend on their parent's value or on another property of the
 * element. Other values are returned unchanged. */
static struct oriel__css_value value_special(struct computation *computation, uint16_t property,
	const struct oriel__css_value *value) {
	switch (property) {
	case ORIEL__CSS_FONT_SIZE:
		return value_px(compute_font_size(
			computation, value, value_of_parent(computation, property)->content.number));
	case ORIEL__CSS_FONT_WEIGHT:
		return oriel__css_number_value(
			compute_weight(value, value_of_parent(computation, property)->content.number),
			ORIEL__UNIT_NUMBER);
	case ORIEL__CSS_COLOR:
		if (oriel__css_value_is_keyword(value, ORIEL__KEYWORD_CURRENTCOLOR))
			return *value_of_parent(computation, property);
		break;
	case ORIEL__CSS_OPACITY:
		if (value->kind == ORIEL__VALUE_NUMBER) {
			double scale = value->unit == ORIEL__UNIT_PERCENT ? 0.01 : 1;
			return oriel__css_number_value(
				fmin(fmax(value->content.number * scale, 0), 1), ORIEL__UNIT_NUMBER);
		}
		break;
	case ORIEL__CSS_BORDER_TOP_WIDTH:
	case ORIEL__CSS_BORDER_RIGHT_WIDTH:
	case ORIEL__CSS_BORDER_BOTTOM_WIDTH:
	case ORIEL__CSS_BORDER_LEFT_WIDTH:
	case ORIEL__CSS_OUTLINE_WIDTH:
		if (value->kind == ORIEL__VALUE_KEYWORD)
			return value_px(value->keyword == ORIEL__KEYWORD_THIN   ? 1 :
					value->keyword == ORIEL__KEYWORD_MEDIUM ? 3 :
																5);
		break;
	default:
		break;
	}
	return *value;
}

static struct oriel__css_value shadows_absolute(
	struct computation *computation, const struct oriel__css_value *value) {
	struct oriel__css_arena *arena = &computation->state->scratch;
	struct oriel__css_value absolute = oriel__css_value_absolute(
		arena, value, &computation->units);
	struct oriel__css_value *shadows = oriel__css_arena_copy(
		arena, absolute.content.items, absolute.count * sizeof(*shadows));
	for (uint32_t i = 0; i < absolute.count; i++) {
		struct oriel__css_value *parts = oriel__css_arena_copy(
			arena, shadows[i].content.items, shadows[i].count * sizeof(*parts));
		if (parts[4].kind != ORIEL__VALUE_NONE)
			parts[4] = oriel__css_color_compute(arena, &parts[4], &computation->colors);
		shadows[i].content.items = parts;
	}
	absolute.content.items = shadows;
	return absolute;
}

static struct oriel__css_value value_absolute(struct computation *computation, uint16_t property,
	const struct oriel__css_value *value) {
	if (property == ORIEL__CSS_COLOR && is_color(property, value))
		return oriel__css_color_value(oriel__css_color_resolve(value, &computation->colors));
	if (is_color(property, value))
		return oriel__css_color_compute(
			&computation->state->scratch, value, &computation->colors);
	if (property == ORIEL__CSS_BOX_SHADOW && value->kind == ORIEL__VALUE_LIST)
		return shadows_absolute(computation, value);
	struct oriel__css_value special = *value;
	if (property != ORIEL__CSS_FONT_SIZE) /* whose lengths are relative to the parent's */
		special = oriel__css_value_absolute(
			&computation->state->scratch, value, &computation->units);
	special = value_special(computation, property, &special);
	if (property == ORIEL__CSS_LINE_HEIGHT && special.kind == ORIEL__VALUE_NUMBER &&
		special.unit == ORIEL__UNIT_PERCENT)
		return value_px(special.content.number / 100 * computation->units.em);
	if (property == ORIEL__CSS_LINE_HEIGHT && special.kind == ORIEL__VALUE_MATH)
		return value_px(fmax(oriel__css_value_resolve(&special, computation->units.em), 0));
	return special;
}

static struct oriel__css_value value_compute(struct computation *computation, uint16_t property) {
	struct oriel__winner winner = computation->cascaded.winners[property];
	struct oriel__css_value value = value_declared(computation, property, winner);
	if (value.kind == ORIEL__VALUE_NONE)
		return property == ORIEL__CSS_COLOR && computation->key->is_root ?
			computation->canvas_text :
			*value_unset(computation, property);
	const struct oriel__css_value *wide = value_wide(computation, property, &value);
	return wide != NULL ? *wide : value_absolute(computation, property, &value);
}

/* ---- Groups ---- */

static struct oriel__css_value *value_slot(struct computation *computation, uint16_t property) {
	return &computation->values[oriel__group_index(property)];
}

static void group_fill(struct computation *computation, enum oriel__css_group kind) {
	for (uint16_t property = 1; property < ORIEL__CSS_PROPERTIES; property++) {
		const struct oriel__css_property *info = &oriel__css_properties[property];
		if (info->kind != ORIEL__CSS_LONGHAND || info->group != kind)
			continue;
		bool is_first = property == ORIEL__CSS_FONT_SIZE || property == ORIEL__CSS_LINE_HEIGHT ||
			property == ORIEL__CSS_COLOR || property == ORIEL__CSS_COLOR_SCHEME;
		if (!is_first)
			*value_slot(computation, property) = value_compute(computation, property);
	}
}

static struct oriel__group *group_base(
	const struct computation *computation, enum oriel__css_group kind) {
	return kind == ORIEL__GROUP_TEXT ?
		(struct oriel__group *)(uintptr_t)computation->parent_text :
		computation->state->initial[kind];
}

/* A box that scrolls along one axis scrolls along both, and is clipped by scrolling where the other
 * kind of box is clipped. Source: CSS Overflow 3, §3.1. */
static void resolve_overflow(struct computation *computation) {
	struct oriel__css_value *axes[] = { value_slot(computation, ORIEL__CSS_OVERFLOW_X),
		value_slot(computation, ORIEL__CSS_OVERFLOW_Y) };
	bool is_scrolling = false;
	for (int i = 0; i < 2; i++)
		is_scrolling |= !oriel__css_value_is_keyword(axes[i], ORIEL__KEYWORD_VISIBLE) &&
			!oriel__css_value_is_keyword(axes[i], ORIEL__KEYWORD_CLIP);
	for (int i = 0; i < 2 && is_scrolling; i++) {
		if (oriel__css_value_is_keyword(axes[i], ORIEL__KEYWORD_VISIBLE))
			*axes[i] = oriel__css_keyword_value(ORIEL__KEYWORD_AUTO);
		else if (oriel__css_value_is_keyword(axes[i], ORIEL__KEYWORD_CLIP))
			*axes[i] = oriel__css_keyword_value(ORIEL__KEYWORD_HIDDEN);
	}
}

/* A member of the top layer is outside the flow. Source: CSS Positioned Layout 4, "top layer
 * styling". */
static void resolve_position_on_top(struct computation *computation) {
	struct oriel__css_value *position = value_slot(computation, ORIEL__CSS_POSITION);
	if (!oriel__css_value_is_keyword(position, ORIEL__KEYWORD_FIXED))
		*position = oriel__css_keyword_value(ORIEL__KEYWORD_ABSOLUTE);
}

static void group_compute(struct computation *computation, enum oriel__css_group kind) {
	bool is_hidden = kind == ORIEL__GROUP_BOX && computation->key->hidden;
	bool is_on_top = kind == ORIEL__GROUP_BOX && computation->key->is_on_top;
	if (!(computation->cascaded.groups >> kind & 1) && !is_hidden && !is_on_top) {
		computation->computed->groups[kind] = oriel__group_ref(group_base(computation, kind));
		return;
	}
	group_fill(computation, kind);
	if (kind == ORIEL__GROUP_BOX)
		resolve_overflow(computation);
	if (is_on_top)
		resolve_position_on_top(computation);
	if (is_hidden)
		*value_slot(computation, ORIEL__CSS_DISPLAY) = oriel__css_keyword_value(
			ORIEL__KEYWORD_NONE);
	computation->computed->groups[kind] = oriel__group_for(
		computation->state, kind, computation->values);
}

/* ---- All ---- */

static bool scheme_has(const struct oriel__css_value *scheme, uint16_t keyword) {
	if (scheme->kind != ORIEL__VALUE_LIST)
		return scheme->kind == ORIEL__VALUE_KEYWORD && scheme->keyword == keyword;
	for (uint32_t i = 0; i < scheme->count; i++) {
		if (oriel__css_value_is_keyword(&scheme->content.items[i], keyword))
			return true;
	}
	return false;
}

/* Returns whether the used colour scheme is dark. The key holds the window's scheme only if some
 * value depends on it. Source: Color Adjust 1, §2. */
static bool is_dark(const struct computation *computation, const struct oriel__css_value *scheme) {
	bool has_dark = scheme_has(scheme, ORIEL__KEYWORD_DARK);
	return has_dark &&
		(computation->key->scheme == 2 || !scheme_has(scheme, ORIEL__KEYWORD_LIGHT));
}

/* Maps logical properties by the direction, which is known once variables are. */
static void compute_direction(struct computation *computation) {
	struct oriel__css_value direction = value_compute(computation, ORIEL__CSS_DIRECTION);
	if (oriel__css_value_is_keyword(&direction, ORIEL__KEYWORD_RTL))
		oriel__cascade_turn(&computation->cascaded);
}

static double inherited_font_size(const struct computation *computation) {
	return computation->parent_text->values[oriel__group_index(ORIEL__CSS_FONT_SIZE)]
		.content.number;
}

/* A value of the font that ch is of: the element's own does not depend on lengths. */
static struct oriel__css_value font_value(
	struct computation *computation, uint16_t property, bool is_own) {
	return is_own ? value_compute(computation, property) : *value_of_parent(computation, property);
}

static const struct oriel__font_metrics *font_metrics(
	struct computation *computation, bool is_own) {
	struct oriel__css_writer family = { 0 };
	struct oriel__css_value families = font_value(computation, ORIEL__CSS_FONT_FAMILY, is_own);
	struct oriel__css_value weight = font_value(computation, ORIEL__CSS_FONT_WEIGHT, is_own);
	struct oriel__css_value style = font_value(computation, ORIEL__CSS_FONT_STYLE, is_own);
	oriel__css_write_value(&family, ORIEL__CSS_FONT_FAMILY, &families);
	const struct oriel_text_style font = {
		.family = family.text != NULL ? family.text : "system-ui",
		.size = (float)(is_own ? computation->units.em : inherited_font_size(computation)),
		.weight = (int)weight.content.number,
		.italic = !oriel__css_value_is_keyword(&style, ORIEL__KEYWORD_NORMAL),
	};
	const struct oriel__font_metrics *metrics = oriel__font_metrics_of(
		computation->state, &font);
	oriel__css_writer_finish(&family);
	return metrics;
}

/* Source: Values 4, §6.1.1: in font-size and line-height, lh is the parent's, and so is ch in
 * font-size. */
static double measure_unit(void *data, enum oriel__css_unit unit) {
	struct computation *computation = data;
	if (unit == ORIEL__UNIT_CH)
		return font_metrics(computation, computation->has_own_font)->zero_advance;
	bool is_own = computation->has_own_line;
	const struct oriel__css_value *line = is_own ?
		&computation->line_height :
		value_of_parent(computation, ORIEL__CSS_LINE_HEIGHT);
	double font_size = is_own ? computation->units.em : inherited_font_size(computation);
	if (line->kind != ORIEL__VALUE_NUMBER)
		return font_metrics(computation, is_own)->line_height;
	return line->unit == ORIEL__UNIT_PX ? line->content.number : line->content.number * font_size;
}

static void compute_font(struct computation *computation) {
	const struct oriel__computed_key *key = computation->key;
	struct oriel__css_units *units = &computation->units;
	units->em = inherited_font_size(computation);
	units->rem = key->is_root || key->root_font_size < 0 ? units->em : key->root_font_size;
	units->viewport_width = key->viewport_width;
	units->viewport_height = key->viewport_height;
	struct oriel__css_value size = value_compute(computation, ORIEL__CSS_FONT_SIZE);
	units->em = size.content.number;
	computation->has_own_font = true;
	if (key->is_root)
		units->rem = units->em;
	*value_slot(computation, ORIEL__CSS_FONT_SIZE) = size;
	computation->line_height = value_compute(computation, ORIEL__CSS_LINE_HEIGHT);
	computation->has_own_line = true;
	*value_slot(computation, ORIEL__CSS_LINE_HEIGHT) = computation->line_height;
}

static void compute_color(struct computation *computation) {
	struct oriel__css_value scheme = value_compute(computation, ORIEL__CSS_COLOR_SCHEME);
	*value_slot(computation, ORIEL__CSS_COLOR_SCHEME) = scheme;
	computation->colors.data = (void *)(uintptr_t)&computation->key->accent_color;
	computation->colors.is_dark = is_dark(computation, &scheme);
	computation->canvas_text = oriel__css_color_value(oriel__system_color(
		computation->colors.data, ORIEL__KEYWORD_CANVASTEXT, computation->colors.is_dark));
	computation->colors.current = value_of_parent(computation, ORIEL__CSS_COLOR)->content.color;
	struct oriel__css_value color = value_compute(computation, ORIEL__CSS_COLOR);
	computation->colors.current = color.content.color;
	*value_slot(computation, ORIEL__CSS_COLOR) = color;
}

void oriel__compute(struct oriel__style_state *state, struct oriel__computed *computed) {
	struct computation computation = {
		.state = state,
		.computed = computed,
		.key = computed->key,
		.parent_text = computed->key->parent_text,
		.colors.system = oriel__system_color,
	};
	oriel__cascade(state, computed->key, &computation.cascaded);
	computation.units.em = inherited_font_size(&computation);
	computation.units.measure = measure_unit;
	computation.units.data = &computation;
	computed->variables = oriel__variables_compute(state, &computation.cascaded,
		computed->key->parent_variables, &computation.units, NULL);
	computation.variables = computed->variables;
	compute_direction(&computation);
	compute_font(&computation);
	compute_color(&computation);
	/* Lengths and colours in registered properties follow the element's own font and scheme. */
	if (state->registrations != NULL) {
		oriel__variables_unref(state, computed->variables);
		computed->variables = oriel__variables_compute(state, &computation.cascaded,
			computed->key->parent_variables, &computation.units, &computation.colors);
		computation.variables = computed->variables;
		computation.substituted_count = 0;
	}
	for (int kind = 0; kind < ORIEL__GROUPS; kind++)
		group_compute(&computation, (enum oriel__css_group)kind);
	computed->does_inherit = computation.does_inherit;
	oriel__cascade_finish(&computation.cascaded);
	oriel__css_arena_finish(&state->scratch);
	oriel__style_use(computed);
}
