/* SPDX-License-Identifier: MIT */
/*
 * Properties and blocks of their values. One table says everything about a property, so that
 * applying, comparing and normalising are written once for each kind of value.
 */
#include "style/property_internal.h"

#include "base/alloc_internal.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#define MAX_LENGTH 1e9f /* px; what float still counts exactly enough */

enum kind {
	KIND_COLOR,
	KIND_FAMILY,
	KIND_SIZE,        /* from 0 */
	KIND_SIZE_AUTO,   /* from 0, or auto */
	KIND_OFFSET,      /* of either sign */
	KIND_OFFSET_AUTO,
	KIND_FRACTION, /* 0 to 1 */
	KIND_WEIGHT,
	KIND_FLAG,
	KIND_CHOICE, /* 1 to max */
	KIND_CHOICE_OR_NONE,
	KIND_SHADOW,
};

struct property {
	size_t offset;
	unsigned char kind, effects, max;
};

#define LAYOUT ORIEL__EFFECT_LAYOUT
#define RECORD ORIEL__EFFECT_RECORD
#define BOTH (ORIEL__EFFECT_LAYOUT | ORIEL__EFFECT_RECORD)
#define ITEM (ORIEL__EFFECT_LAYOUT | ORIEL__EFFECT_PARENT)
#define AT(member) offsetof(struct oriel_style, member)

static const struct property properties[ORIEL__PROPERTIES] = {
	[ORIEL_PROPERTY_COLOR] = { AT(color), KIND_COLOR, RECORD, 0 },
	[ORIEL_PROPERTY_CARET_COLOR] = { AT(caret_color), KIND_COLOR, RECORD, 0 },
	[ORIEL_PROPERTY_SELECTION_COLOR] = { AT(selection_color), KIND_COLOR, RECORD, 0 },
	[ORIEL_PROPERTY_FONT_FAMILY] = { AT(font_family), KIND_FAMILY, BOTH, 0 },
	[ORIEL_PROPERTY_FONT_SIZE] = { AT(font_size), KIND_SIZE, BOTH, 0 },
	[ORIEL_PROPERTY_LINE_HEIGHT] = { AT(line_height), KIND_SIZE, BOTH, 0 },
	[ORIEL_PROPERTY_FONT_WEIGHT] = { AT(font_weight), KIND_WEIGHT, BOTH, 0 },
	[ORIEL_PROPERTY_ITALIC] = { AT(italic), KIND_FLAG, BOTH, 0 },
	[ORIEL_PROPERTY_TEXT_ALIGN] = { AT(text_align), KIND_CHOICE, BOTH, ORIEL_TEXT_ALIGN_END },
	[ORIEL_PROPERTY_WHITE_SPACE] = { AT(white_space), KIND_CHOICE, BOTH, ORIEL_WHITE_SPACE_NOWRAP },
	[ORIEL_PROPERTY_CURSOR] = { AT(cursor), KIND_CHOICE, 0, ORIEL_CURSOR_NONE },
	[ORIEL_PROPERTY_DISPLAY] = { AT(display), KIND_CHOICE, ITEM | RECORD, ORIEL_DISPLAY_NONE },
	[ORIEL_PROPERTY_DIRECTION] = { AT(direction), KIND_CHOICE, LAYOUT,
		ORIEL_DIRECTION_COLUMN_REVERSE },
	[ORIEL_PROPERTY_ALIGN] = { AT(align), KIND_CHOICE, LAYOUT, ORIEL_ALIGN_SPACE_EVENLY },
	[ORIEL_PROPERTY_JUSTIFY] = { AT(justify), KIND_CHOICE, LAYOUT, ORIEL_ALIGN_SPACE_EVENLY },
	[ORIEL_PROPERTY_ALIGN_SELF] = { AT(align_self), KIND_CHOICE_OR_NONE, ITEM,
		ORIEL_ALIGN_SPACE_EVENLY },
	[ORIEL_PROPERTY_OVERFLOW_X] = { AT(overflow_x), KIND_CHOICE, ITEM | RECORD,
		ORIEL_OVERFLOW_AUTO },
	[ORIEL_PROPERTY_OVERFLOW_Y] = { AT(overflow_y), KIND_CHOICE, ITEM | RECORD,
		ORIEL_OVERFLOW_AUTO },
	[ORIEL_PROPERTY_OVERFLOW_ANCHOR] = { AT(overflow_anchor), KIND_CHOICE, 0,
		ORIEL_OVERFLOW_ANCHOR_NONE },
	[ORIEL_PROPERTY_ABSOLUTE] = { AT(absolute), KIND_FLAG, ITEM, 0 },
	[ORIEL_PROPERTY_STRIKE_THROUGH] = { AT(strike_through), KIND_FLAG, RECORD, 0 },
	[ORIEL_PROPERTY_GROW] = { AT(grow), KIND_SIZE, ITEM, 0 },
	[ORIEL_PROPERTY_SHRINK] = { AT(shrink), KIND_SIZE, ITEM, 0 },
	[ORIEL_PROPERTY_BASIS] = { AT(basis), KIND_SIZE_AUTO, ITEM, 0 },
	[ORIEL_PROPERTY_WIDTH] = { AT(width), KIND_SIZE_AUTO, ITEM, 0 },
	[ORIEL_PROPERTY_HEIGHT] = { AT(height), KIND_SIZE_AUTO, ITEM, 0 },
	[ORIEL_PROPERTY_MIN_WIDTH] = { AT(min_width), KIND_SIZE_AUTO, ITEM, 0 },
	[ORIEL_PROPERTY_MIN_HEIGHT] = { AT(min_height), KIND_SIZE_AUTO, ITEM, 0 },
	[ORIEL_PROPERTY_MAX_WIDTH] = { AT(max_width), KIND_SIZE_AUTO, ITEM, 0 },
	[ORIEL_PROPERTY_MAX_HEIGHT] = { AT(max_height), KIND_SIZE_AUTO, ITEM, 0 },
	[ORIEL_PROPERTY_PADDING_TOP] = { AT(padding.top), KIND_SIZE, BOTH, 0 },
	[ORIEL_PROPERTY_PADDING_RIGHT] = { AT(padding.right), KIND_SIZE, BOTH, 0 },
	[ORIEL_PROPERTY_PADDING_BOTTOM] = { AT(padding.bottom), KIND_SIZE, BOTH, 0 },
	[ORIEL_PROPERTY_PADDING_LEFT] = { AT(padding.left), KIND_SIZE, BOTH, 0 },
	[ORIEL_PROPERTY_MARGIN_TOP] = { AT(margin.top), KIND_OFFSET, ITEM, 0 },
	[ORIEL_PROPERTY_MARGIN_RIGHT] = { AT(margin.right), KIND_OFFSET, ITEM, 0 },
	[ORIEL_PROPERTY_MARGIN_BOTTOM] = { AT(margin.bottom), KIND_OFFSET, ITEM, 0 },
	[ORIEL_PROPERTY_MARGIN_LEFT] = { AT(margin.left), KIND_OFFSET, ITEM, 0 },
	[ORIEL_PROPERTY_BORDER_TOP_WIDTH] = { AT(border.top), KIND_SIZE, BOTH, 0 },
	[ORIEL_PROPERTY_BORDER_RIGHT_WIDTH] = { AT(border.right), KIND_SIZE, BOTH, 0 },
	[ORIEL_PROPERTY_BORDER_BOTTOM_WIDTH] = { AT(border.bottom), KIND_SIZE, BOTH, 0 },
	[ORIEL_PROPERTY_BORDER_LEFT_WIDTH] = { AT(border.left), KIND_SIZE, BOTH, 0 },
	[ORIEL_PROPERTY_TOP] = { AT(inset.top), KIND_OFFSET_AUTO, ITEM, 0 },
	[ORIEL_PROPERTY_RIGHT] = { AT(inset.right), KIND_OFFSET_AUTO, ITEM, 0 },
	[ORIEL_PROPERTY_BOTTOM] = { AT(inset.bottom), KIND_OFFSET_AUTO, ITEM, 0 },
	[ORIEL_PROPERTY_LEFT] = { AT(inset.left), KIND_OFFSET_AUTO, ITEM, 0 },
	[ORIEL_PROPERTY_GAP] = { AT(gap), KIND_SIZE, LAYOUT, 0 },
	[ORIEL_PROPERTY_BACKGROUND] = { AT(background), KIND_COLOR, RECORD, 0 },
	[ORIEL_PROPERTY_BORDER_COLOR] = { AT(border_color), KIND_COLOR, RECORD, 0 },
	[ORIEL_PROPERTY_RADIUS] = { AT(radius), KIND_SIZE, RECORD, 0 },
	[ORIEL_PROPERTY_OPACITY] = { AT(opacity), KIND_FRACTION, RECORD, 0 },
	[ORIEL_PROPERTY_OUTLINE_WIDTH] = { AT(outline_width), KIND_SIZE, RECORD, 0 },
	[ORIEL_PROPERTY_OUTLINE_OFFSET] = { AT(outline_offset), KIND_OFFSET, RECORD, 0 },
	[ORIEL_PROPERTY_OUTLINE_COLOR] = { AT(outline_color), KIND_COLOR, RECORD, 0 },
	[ORIEL_PROPERTY_SHADOW] = { AT(shadow), KIND_SHADOW, RECORD, 0 },
};

/* ---- Computed values ---- */

/* Source: the initial values of CSS. The style is cleared before, so that styles can be compared as
 * bytes. */
void oriel__style_init(struct oriel_style *style) {
	memset(style, 0, sizeof(*style));
	style->color = style->caret_color = ORIEL_RGB(0x1d1d20);
	style->selection_color = ORIEL_RGBA(0x3584e4, 0x60);
	style->font_size = 14;
	style->font_weight = 400;
	style->text_align = ORIEL_TEXT_ALIGN_START;
	style->white_space = ORIEL_WHITE_SPACE_NORMAL;
	style->cursor = ORIEL_CURSOR_DEFAULT;
	style->display = ORIEL_DISPLAY_FLEX;
	style->direction = ORIEL_DIRECTION_ROW;
	style->align = ORIEL_ALIGN_STRETCH;
	style->justify = ORIEL_ALIGN_START;
	style->overflow_x = style->overflow_y = ORIEL_OVERFLOW_VISIBLE;
	style->overflow_anchor = ORIEL_OVERFLOW_ANCHOR_AUTO;
	style->shrink = 1;
	style->basis = style->width = style->height = ORIEL_AUTO;
	style->min_width = style->min_height = style->max_width = style->max_height = ORIEL_AUTO;
	style->inset.top = style->inset.right = style->inset.bottom = style->inset.left = ORIEL_AUTO;
	style->opacity = 1;
}

void oriel__value_apply(struct oriel_style *style, const struct oriel__value *value) {
	const struct property *property = &properties[value->property];
	void *member = (char *)style + property->offset;
	switch ((enum kind)property->kind) {
	case KIND_COLOR:
		*(oriel_color *)member = value->of.color;
		break;
	case KIND_FAMILY:
		*(const char **)member = value->of.text->text;
		break;
	case KIND_WEIGHT:
		*(unsigned short *)member = (unsigned short)value->of.number;
		break;
	case KIND_FLAG:
		*(bool *)member = value->of.number != 0;
		break;
	case KIND_CHOICE:
	case KIND_CHOICE_OR_NONE:
		*(unsigned char *)member = (unsigned char)value->of.number;
		break;
	case KIND_SHADOW:
		*(struct oriel_shadow *)member = value->of.shadow;
		break;
	default:
		*(float *)member = value->of.number;
		break;
	}
}

static size_t member_size(enum kind kind) {
	switch (kind) {
	case KIND_COLOR: return sizeof(oriel_color);
	case KIND_FAMILY: return sizeof(const char *);
	case KIND_WEIGHT: return sizeof(unsigned short);
	case KIND_FLAG: return sizeof(bool);
	case KIND_CHOICE:
	case KIND_CHOICE_OR_NONE: return sizeof(unsigned char);
	case KIND_SHADOW: return sizeof(struct oriel_shadow);
	default: return sizeof(float);
	}
}

unsigned oriel__style_difference(const struct oriel_style *a, const struct oriel_style *b) {
	unsigned effects = 0;
	for (int i = 1; i < ORIEL__PROPERTIES; i++) {
		const struct property *property = &properties[i];
		if (memcmp((const char *)a + property->offset, (const char *)b + property->offset,
				member_size(property->kind)) != 0)
			effects |= property->effects;
	}
	return effects;
}

/* ---- Normalising ---- */

/* Not a number is 0, and so is what is below 0 unless it may be. */
static float property_length_of(float number, bool is_signed) {
	if (isnan(number) || number == ORIEL_ZERO || (!is_signed && number < 0))
		return 0;
	return fmaxf(-MAX_LENGTH, fminf(number, MAX_LENGTH)) + 0.0f; /* no negative zero */
}

static bool normalise_choice(float *number, float least, float most) {
	if (!(*number >= least && *number <= most))
		return false;
	*number = floorf(*number);
	return true;
}

/* Whether the number is valid for the property. */
static bool property_normalise(const struct property *property, float *number) {
	bool is_auto = *number == ORIEL_AUTO;
	switch ((enum kind)property->kind) {
	case KIND_SIZE_AUTO:
	case KIND_OFFSET_AUTO:
		*number = is_auto ? ORIEL_AUTO :
							property_length_of(*number, property->kind == KIND_OFFSET_AUTO);
		return true;
	case KIND_SIZE:
	case KIND_OFFSET:
		*number = is_auto ? 0 : property_length_of(*number, property->kind == KIND_OFFSET);
		return true;
	case KIND_FRACTION:
		*number = fminf(property_length_of(*number, false), 1);
		return true;
	case KIND_FLAG:
		*number = *number > 0;
		return true;
	case KIND_WEIGHT:
		return normalise_choice(number, 1, 1000);
	case KIND_CHOICE:
		return normalise_choice(number, 1, property->max);
	case KIND_CHOICE_OR_NONE:
		return normalise_choice(number, 0, property->max);
	default:
		return true;
	}
}

static struct oriel_shadow normalise_shadow(const struct oriel_shadow *shadow) {
	return (struct oriel_shadow){
		.x = property_length_of(shadow->x, true),
		.y = property_length_of(shadow->y, true),
		.blur = property_length_of(shadow->blur, false),
		.spread = property_length_of(shadow->spread, true),
		.color = shadow->color,
	};
}

/* False if the declaration is invalid. What the value owns goes to the caller. */
static bool value_init(struct oriel__value *value, enum oriel_property longhand,
	const struct oriel_declaration *declaration, struct oriel__atom_table *atoms) {
	const struct property *property = &properties[longhand];
	memset(value, 0, sizeof(*value));
	value->property = longhand;
	switch ((enum kind)property->kind) {
	case KIND_COLOR:
		value->of.color = declaration->color;
		return true;
	case KIND_FAMILY:
		if (declaration->text != NULL && strlen(declaration->text) > ORIEL__SMALL_TEXT_MAX)
			return false;
		value->of.text = oriel__atom_intern(
			atoms, declaration->text != NULL ? declaration->text : "system-ui");
		return true;
	case KIND_SHADOW:
		value->of.shadow = normalise_shadow(&declaration->shadow);
		return true;
	default:
		value->of.number = declaration->number;
		return property_normalise(property, &value->of.number);
	}
}

static oriel__atom property_text_of(const struct oriel__value *value) {
	return properties[value->property].kind == KIND_FAMILY ? value->of.text : NULL;
}

/* ---- Shorthands ---- */

size_t oriel__property_expand(enum oriel_property property, enum oriel_property longhands[4]) {
	static const struct {
		enum oriel_property shorthand, first;
		unsigned char steps[4];
		size_t count;
	} shorthands[] = {
		{ ORIEL_PROPERTY_PADDING, ORIEL_PROPERTY_PADDING_TOP, { 0, 1, 2, 3 }, 4 },
		{ ORIEL_PROPERTY_PADDING_X, ORIEL_PROPERTY_PADDING_TOP, { 1, 3 }, 2 },
		{ ORIEL_PROPERTY_PADDING_Y, ORIEL_PROPERTY_PADDING_TOP, { 0, 2 }, 2 },
		{ ORIEL_PROPERTY_MARGIN, ORIEL_PROPERTY_MARGIN_TOP, { 0, 1, 2, 3 }, 4 },
		{ ORIEL_PROPERTY_MARGIN_X, ORIEL_PROPERTY_MARGIN_TOP, { 1, 3 }, 2 },
		{ ORIEL_PROPERTY_MARGIN_Y, ORIEL_PROPERTY_MARGIN_TOP, { 0, 2 }, 2 },
		{ ORIEL_PROPERTY_BORDER_WIDTH, ORIEL_PROPERTY_BORDER_TOP_WIDTH, { 0, 1, 2, 3 }, 4 },
		{ ORIEL_PROPERTY_OVERFLOW, ORIEL_PROPERTY_OVERFLOW_X, { 0, 1 }, 2 },
	};
	if (property >= 1 && (int)property < ORIEL__PROPERTIES) {
		longhands[0] = property;
		return 1;
	}
	for (size_t i = 0; i < sizeof(shorthands) / sizeof(shorthands[0]); i++) {
		if (shorthands[i].shorthand != property)
			continue;
		for (size_t k = 0; k < shorthands[i].count; k++)
			longhands[k] = (enum oriel_property)(shorthands[i].first + shorthands[i].steps[k]);
		return shorthands[i].count;
	}
	return 0;
}

/* ---- Blocks ---- */

static size_t property_place_of(const struct oriel__block *block, uint64_t property) {
	size_t at = 0;
	while (at < block->count && block->values[at].property < property)
		at++;
	return at;
}

/* Takes over what value owns. */
static void property_put(struct oriel__block *block, const struct oriel__value *value) {
	size_t at = property_place_of(block, value->property);
	if (at < block->count && block->values[at].property == value->property) {
		oriel__atom_unref(property_text_of(&block->values[at]));
	} else {
		block->values = oriel__realloc_array(
			block->values, block->count + 1, sizeof(*block->values));
		memmove(&block->values[at + 1], &block->values[at],
			(block->count - at) * sizeof(*block->values));
		block->count++;
	}
	memcpy(&block->values[at], value, sizeof(*value));
}

void oriel__block_write(struct oriel__block *block, struct oriel__atom_table *atoms,
	const struct oriel_declaration *declarations, size_t count) {
	for (size_t i = 0; i < count; i++) {
		enum oriel_property longhands[4];
		size_t expanded = oriel__property_expand(declarations[i].property, longhands);
		for (size_t k = 0; k < expanded; k++) {
			struct oriel__value value;
			if (value_init(&value, longhands[k], &declarations[i], atoms))
				property_put(block, &value);
		}
	}
}

void oriel__block_remove(struct oriel__block *block, enum oriel_property longhand) {
	size_t at = property_place_of(block, longhand);
	if (at == block->count || block->values[at].property != longhand)
		return;
	oriel__atom_unref(property_text_of(&block->values[at]));
	block->count--;
	memmove(
		&block->values[at], &block->values[at + 1], (block->count - at) * sizeof(*block->values));
}

struct oriel__block oriel__block_copy(const struct oriel__block *block) {
	struct oriel__block copy = { oriel__alloc(block->count * sizeof(*block->values)),
		block->count };
	if (block->count > 0)
		memcpy(copy.values, block->values, block->count * sizeof(*block->values));
	for (size_t i = 0; i < copy.count; i++) {
		oriel__atom text = property_text_of(&copy.values[i]);
		if (text != NULL)
			oriel__atom_ref(text);
	}
	return copy;
}

void oriel__block_finish(struct oriel__block *block) {
	for (size_t i = 0; i < block->count; i++)
		oriel__atom_unref(property_text_of(&block->values[i]));
	oriel__free(block->values);
	*block = (struct oriel__block){ 0 };
}
