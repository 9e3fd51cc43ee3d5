/* SPDX-License-Identifier: MIT */
/*
 * Used values for layout and painting, from computed values: lengths in px as float, keywords as
 * enumerations.
 */
#include "style/style_state_internal.h"
#include "style/used_scroll_internal.h"

#include "base/alloc_internal.h"

#include <limits.h>
#include <math.h>
#include <string.h>

#define MAX_LENGTH 1e9 /* px; larger lengths are clamped */

static const struct oriel__css_value *used_value(
	const struct oriel__computed *computed, uint16_t property) {
	return oriel__computed_value(computed, property);
}

static float used_number(double number) {
	if (isnan(number))
		return 0;
	return (float)fmax(-MAX_LENGTH, fmin(number, MAX_LENGTH)) + 0.0f; /* no negative zero */
}

/* ---- Lengths with percentages ---- */

float oriel__dimension_resolve_relative(const struct oriel__dimension *dimension, float basis) {
	if (dimension->kind > ORIEL__DIMENSION_MATH || !oriel__is_known(basis))
		return dimension->kind == ORIEL__DIMENSION_LENGTH && dimension->fraction == 0 ?
			dimension->px :
			ORIEL__UNKNOWN;
	if (dimension->kind == ORIEL__DIMENSION_MATH)
		return used_number(oriel__css_value_resolve(dimension->math, (double)basis));
	return used_number((double)dimension->px + (double)dimension->fraction * (double)basis);
}

static struct oriel__dimension dimension_keyword(uint16_t keyword) {
	enum oriel__dimension_kind kind = ORIEL__DIMENSION_AUTO;
	if (keyword == ORIEL__KEYWORD_CONTENT)
		kind = ORIEL__DIMENSION_CONTENT;
	else if (keyword == ORIEL__KEYWORD_MIN_CONTENT)
		kind = ORIEL__DIMENSION_MIN_CONTENT;
	else if (keyword == ORIEL__KEYWORD_MAX_CONTENT)
		kind = ORIEL__DIMENSION_MAX_CONTENT;
	else if (keyword == ORIEL__KEYWORD_FIT_CONTENT)
		kind = ORIEL__DIMENSION_FIT_CONTENT;
	return (struct oriel__dimension){ .kind = (uint8_t)kind };
}

/* Whether a calculation is a sum of px and percentages; then it is taken apart. One that its
 * property's range may clamp is none. */
static bool dimension_is_linear(
	const struct oriel__css_math *math, struct oriel__dimension *dimension) {
	if (math->op != ORIEL__MATH_SUM)
		return false;
	for (uint16_t i = 0; i < math->count; i++) {
		const struct oriel__css_math *part = math->content.children[i];
		if (part->op != ORIEL__MATH_LEAF ||
			(math->is_not_negative && part->content.number < 0))
			return false;
		if (part->unit == ORIEL__UNIT_PERCENT)
			dimension->fraction += (float)(part->content.number / 100);
		else
			dimension->px += used_number(part->content.number);
	}
	return true;
}

static struct oriel__dimension used_dimension(
	const struct oriel__computed *computed, uint16_t property) {
	const struct oriel__css_value *value = used_value(computed, property);
	struct oriel__dimension dimension = { 0 };
	if (value->kind == ORIEL__VALUE_MATH) {
		if (dimension_is_linear(value->content.math, &dimension))
			return dimension;
		return (struct oriel__dimension){ .kind = ORIEL__DIMENSION_MATH, .math = value };
	}
	if (value->kind != ORIEL__VALUE_NUMBER)
		return dimension_keyword(value->keyword);
	if (value->unit == ORIEL__UNIT_PERCENT)
		dimension.fraction = (float)(value->content.number / 100);
	else
		dimension.px = used_number(value->content.number);
	return dimension;
}

static struct oriel__dimension_edges used_edges(
	const struct oriel__computed *computed, const uint16_t properties[4]) {
	return (struct oriel__dimension_edges){
		.top = used_dimension(computed, properties[0]),
		.right = used_dimension(computed, properties[1]),
		.bottom = used_dimension(computed, properties[2]),
		.left = used_dimension(computed, properties[3]),
	};
}

static bool edges_have_percentage(const struct oriel__dimension_edges *edges) {
	return oriel__dimension_has_percentage(&edges->top) ||
		oriel__dimension_has_percentage(&edges->right) ||
		oriel__dimension_has_percentage(&edges->bottom) ||
		oriel__dimension_has_percentage(&edges->left);
}

/* Percentages are of 0, and auto is 0. */
static struct oriel_edges edges_px(const struct oriel__dimension_edges *edges) {
	return (struct oriel_edges){
		.top = oriel__dimension_resolve_or_0(&edges->top, 0),
		.right = oriel__dimension_resolve_or_0(&edges->right, 0),
		.bottom = oriel__dimension_resolve_or_0(&edges->bottom, 0),
		.left = oriel__dimension_resolve_or_0(&edges->left, 0),
	};
}

static uint8_t edges_auto(const struct oriel__dimension_edges *edges) {
	uint8_t bits = 0;
	bits |= edges->top.kind == ORIEL__DIMENSION_AUTO ? ORIEL__EDGE_TOP : 0;
	bits |= edges->right.kind == ORIEL__DIMENSION_AUTO ? ORIEL__EDGE_RIGHT : 0;
	bits |= edges->bottom.kind == ORIEL__DIMENSION_AUTO ? ORIEL__EDGE_BOTTOM : 0;
	bits |= edges->left.kind == ORIEL__DIMENSION_AUTO ? ORIEL__EDGE_LEFT : 0;
	return bits;
}

/* ---- Plain lengths ---- */

/* Returns a length in px; keywords and percentages give 0. */
static float used_length(const struct oriel__computed *computed, uint16_t property) {
	const struct oriel__css_value *value = used_value(computed, property);
	return value->kind == ORIEL__VALUE_NUMBER && value->unit != ORIEL__UNIT_PERCENT ?
		used_number(value->content.number) :
		0;
}

oriel_color oriel__used_color(const struct oriel__computed *computed, uint16_t property) {
	const struct oriel__css_value *value = used_value(computed, property);
	if (value->kind == ORIEL__VALUE_COLOR)
		return value->content.color;
	if (value->kind == ORIEL__VALUE_COLOR_FUNCTION) /* of currentcolor */
		return oriel__css_color_resolve(value,
			&(const struct oriel__css_color_context){
				.current = used_value(computed, ORIEL__CSS_COLOR)->content.color });
	return used_value(computed, ORIEL__CSS_COLOR)->content.color;
}

struct used_keyword {
	uint16_t keyword;
	unsigned char value;
};

static unsigned char used_keyword_of(const struct oriel__css_value *value,
	const struct used_keyword *table, unsigned char otherwise) {
	for (; table->keyword != 0 && value->kind == ORIEL__VALUE_KEYWORD; table++) {
		if (table->keyword == value->keyword)
			return table->value;
	}
	return otherwise;
}

static unsigned char used_keyword(const struct oriel__computed *computed, uint16_t property,
	const struct used_keyword *table, unsigned char otherwise) {
	return used_keyword_of(used_value(computed, property), table, otherwise);
}

static const struct used_keyword alignments[] = {
	{ ORIEL__KEYWORD_CENTER, ORIEL_ALIGN_CENTER },
	{ ORIEL__KEYWORD_START, ORIEL_ALIGN_START },
	{ ORIEL__KEYWORD_END, ORIEL_ALIGN_END },
	{ ORIEL__KEYWORD_FLEX_START, ORIEL_ALIGN_FLEX_START },
	{ ORIEL__KEYWORD_FLEX_END, ORIEL_ALIGN_FLEX_END },
	{ ORIEL__KEYWORD_SELF_START, ORIEL_ALIGN_SELF_START },
	{ ORIEL__KEYWORD_SELF_END, ORIEL_ALIGN_SELF_END },
	{ ORIEL__KEYWORD_LEFT, ORIEL_ALIGN_LEFT },
	{ ORIEL__KEYWORD_RIGHT, ORIEL_ALIGN_RIGHT },
	{ ORIEL__KEYWORD_STRETCH, ORIEL_ALIGN_STRETCH },
	{ ORIEL__KEYWORD_BASELINE, ORIEL_ALIGN_BASELINE },
	{ ORIEL__KEYWORD_SPACE_BETWEEN, ORIEL_ALIGN_SPACE_BETWEEN },
	{ ORIEL__KEYWORD_SPACE_AROUND, ORIEL_ALIGN_SPACE_AROUND },
	{ ORIEL__KEYWORD_SPACE_EVENLY, ORIEL_ALIGN_SPACE_EVENLY },
	{ ORIEL__KEYWORD_NORMAL, ORIEL_ALIGN_NORMAL },
	{ ORIEL__KEYWORD_LEGACY, ORIEL_ALIGN_NORMAL },
	{ 0, 0 },
};
static const struct used_keyword wraps[] = {
	{ ORIEL__KEYWORD_WRAP, ORIEL_FLEX_WRAP },
	{ ORIEL__KEYWORD_WRAP_REVERSE, ORIEL_FLEX_WRAP_REVERSE },
	{ 0, 0 },
};
static const struct used_keyword displays[] = {
	{ ORIEL__KEYWORD_NONE, ORIEL_DISPLAY_NONE },
	{ ORIEL__KEYWORD_GRID, ORIEL_DISPLAY_GRID },
	{ ORIEL__KEYWORD_INLINE_GRID, ORIEL_DISPLAY_GRID },
	{ ORIEL__KEYWORD_BLOCK, ORIEL_DISPLAY_BLOCK },
	{ ORIEL__KEYWORD_INLINE, ORIEL_DISPLAY_BLOCK },
	{ ORIEL__KEYWORD_INLINE_BLOCK, ORIEL_DISPLAY_BLOCK },
	{ ORIEL__KEYWORD_INLINE_FLEX, ORIEL_DISPLAY_FLEX },
	{ 0, 0 },
};
static const struct used_keyword overflows[] = {
	{ ORIEL__KEYWORD_HIDDEN, ORIEL_OVERFLOW_HIDDEN },
	{ ORIEL__KEYWORD_AUTO, ORIEL_OVERFLOW_AUTO },
	{ ORIEL__KEYWORD_SCROLL, ORIEL_OVERFLOW_SCROLL },
	{ ORIEL__KEYWORD_CLIP, ORIEL_OVERFLOW_CLIP },
	{ 0, 0 },
};
static const struct used_keyword directions[] = {
	{ ORIEL__KEYWORD_COLUMN, ORIEL_DIRECTION_COLUMN },
	{ ORIEL__KEYWORD_ROW_REVERSE, ORIEL_DIRECTION_ROW_REVERSE },
	{ ORIEL__KEYWORD_COLUMN_REVERSE, ORIEL_DIRECTION_COLUMN_REVERSE },
	{ 0, 0 },
};
static const struct used_keyword text_alignments[] = {
	{ ORIEL__KEYWORD_CENTER, ORIEL_TEXT_ALIGN_CENTER },
	{ ORIEL__KEYWORD_END, ORIEL_TEXT_ALIGN_END },
	{ 0, 0 },
};
/* The platform's cursors. A cursor that the platform lacks has the nearest one. */
static const struct used_keyword cursors[] = {
	{ ORIEL__KEYWORD_POINTER, ORIEL_CURSOR_POINTER },
	{ ORIEL__KEYWORD_GRAB, ORIEL_CURSOR_POINTER },
	{ ORIEL__KEYWORD_GRABBING, ORIEL_CURSOR_MOVE },
	{ ORIEL__KEYWORD_TEXT, ORIEL_CURSOR_TEXT },
	{ ORIEL__KEYWORD_VERTICAL_TEXT, ORIEL_CURSOR_TEXT },
	{ ORIEL__KEYWORD_MOVE, ORIEL_CURSOR_MOVE },
	{ ORIEL__KEYWORD_ALL_SCROLL, ORIEL_CURSOR_MOVE },
	{ ORIEL__KEYWORD_NOT_ALLOWED, ORIEL_CURSOR_NOT_ALLOWED },
	{ ORIEL__KEYWORD_NO_DROP, ORIEL_CURSOR_NOT_ALLOWED },
	{ ORIEL__KEYWORD_EW_RESIZE, ORIEL_CURSOR_EW_RESIZE },
	{ ORIEL__KEYWORD_E_RESIZE, ORIEL_CURSOR_EW_RESIZE },
	{ ORIEL__KEYWORD_W_RESIZE, ORIEL_CURSOR_EW_RESIZE },
	{ ORIEL__KEYWORD_COL_RESIZE, ORIEL_CURSOR_EW_RESIZE },
	{ ORIEL__KEYWORD_NS_RESIZE, ORIEL_CURSOR_NS_RESIZE },
	{ ORIEL__KEYWORD_N_RESIZE, ORIEL_CURSOR_NS_RESIZE },
	{ ORIEL__KEYWORD_S_RESIZE, ORIEL_CURSOR_NS_RESIZE },
	{ ORIEL__KEYWORD_ROW_RESIZE, ORIEL_CURSOR_NS_RESIZE },
	{ ORIEL__KEYWORD_WAIT, ORIEL_CURSOR_WAIT },
	{ ORIEL__KEYWORD_PROGRESS, ORIEL_CURSOR_WAIT },
	{ ORIEL__KEYWORD_NONE, ORIEL_CURSOR_NONE },
	{ 0, 0 },
};
static const struct used_keyword positions[] = {
	{ ORIEL__KEYWORD_RELATIVE, ORIEL__POSITION_RELATIVE },
	{ ORIEL__KEYWORD_STICKY, ORIEL__POSITION_STICKY },
	{ ORIEL__KEYWORD_ABSOLUTE, ORIEL__POSITION_ABSOLUTE },
	{ ORIEL__KEYWORD_FIXED, ORIEL__POSITION_FIXED },
	{ 0, 0 },
};
static const struct used_keyword nowrap[] = {
	{ ORIEL__KEYWORD_NOWRAP, ORIEL_WHITE_SPACE_NOWRAP }, { 0, 0 }
};
static const struct used_keyword none_anchor[] = {
	{ ORIEL__KEYWORD_NONE, ORIEL_OVERFLOW_ANCHOR_NONE }, { 0, 0 }
};

static bool used_is(
	const struct oriel__computed *computed, uint16_t property, uint16_t keyword) {
	return oriel__css_value_is_keyword(used_value(computed, property), keyword);
}

/* ---- Text ---- */

static float used_line_height(const struct oriel__computed *computed, double font_size) {
	const struct oriel__css_value *value = used_value(computed, ORIEL__CSS_LINE_HEIGHT);
	if (value->kind != ORIEL__VALUE_NUMBER)
		return 0;
	if (value->unit == ORIEL__UNIT_PX)
		return font_size > 0 ? used_number(value->content.number / font_size) : 0;
	return used_number(value->content.number);
}

static void used_text(struct oriel__computed *computed) {
	struct oriel__style *style = &computed->style;
	struct oriel__css_writer writer = { 0 };
	style->color = oriel__used_color(computed, ORIEL__CSS_COLOR);
	style->caret_color = oriel__used_color(computed, ORIEL__CSS_CARET_COLOR);
	style->selection_color = oriel__used_color(computed, ORIEL__CSS_ORIEL_SELECTION_COLOR);
	style->font_size = used_length(computed, ORIEL__CSS_FONT_SIZE);
	style->line_height = used_line_height(
		computed, used_value(computed, ORIEL__CSS_FONT_SIZE)->content.number);
	style->font_weight = (unsigned short)used_length(computed, ORIEL__CSS_FONT_WEIGHT);
	style->is_italic = !used_is(computed, ORIEL__CSS_FONT_STYLE, ORIEL__KEYWORD_NORMAL);
	style->has_pointer_events = !used_is(
		computed, ORIEL__CSS_POINTER_EVENTS, ORIEL__KEYWORD_NONE);
	style->is_visible = used_is(computed, ORIEL__CSS_VISIBILITY, ORIEL__KEYWORD_VISIBLE);
	style->is_collapsed = used_is(computed, ORIEL__CSS_VISIBILITY, ORIEL__KEYWORD_COLLAPSE);
	style->text_align = used_keyword(
		computed, ORIEL__CSS_TEXT_ALIGN, text_alignments, ORIEL_TEXT_ALIGN_START);
	style->white_space = used_keyword(
		computed, ORIEL__CSS_WHITE_SPACE, nowrap, ORIEL_WHITE_SPACE_NORMAL);
	style->cursor = used_keyword(computed, ORIEL__CSS_CURSOR, cursors, ORIEL_CURSOR_DEFAULT);
	oriel__css_write_value(
		&writer, ORIEL__CSS_FONT_FAMILY, used_value(computed, ORIEL__CSS_FONT_FAMILY));
	computed->font_family = oriel__strdup(writer.text != NULL ? writer.text : "system-ui");
	style->font_family = computed->font_family;
	oriel__css_writer_finish(&writer);
}

/* ---- Boxes ---- */

static float used_border(
	const struct oriel__computed *computed, uint16_t width, uint16_t style) {
	return used_is(computed, style, ORIEL__KEYWORD_SOLID) ? used_length(computed, width) : 0;
}

/* Returns whether a value is a keyword, or a list with the keyword. */
static bool used_has(const struct oriel__css_value *value, uint16_t keyword) {
	for (uint32_t i = 0; value->kind == ORIEL__VALUE_LIST && i < value->count; i++) {
		if (oriel__css_value_is_keyword(&value->content.items[i], keyword))
			return true;
	}
	return oriel__css_value_is_keyword(value, keyword);
}

/* Source: CSS Containment 2, §2. */
static void used_contain(struct oriel__computed *computed) {
	const struct oriel__css_value *contain = used_value(computed, ORIEL__CSS_CONTAIN);
	struct oriel__style *style = &computed->style;
	bool is_strict = used_has(contain, ORIEL__KEYWORD_STRICT);
	bool is_content = is_strict || used_has(contain, ORIEL__KEYWORD_CONTENT);
	style->does_contain_size = is_strict || used_has(contain, ORIEL__KEYWORD_SIZE);
	style->does_contain_layout = is_content || used_has(contain, ORIEL__KEYWORD_LAYOUT);
	style->does_contain_paint = is_content || used_has(contain, ORIEL__KEYWORD_PAINT);
}

/* Returns which panning touch-action allows. The directions of a pan are not told apart: pan-left
 * allows a pan to the right, too. Source: Pointer Events 3, §10. */
static uint8_t used_touch_action(const struct oriel__computed *computed) {
	const struct oriel__css_value *value = used_value(computed, ORIEL__CSS_TOUCH_ACTION);
	if (used_has(value, ORIEL__KEYWORD_AUTO))
		return ORIEL__TOUCH_AUTO | ORIEL__TOUCH_PAN_X | ORIEL__TOUCH_PAN_Y;
	uint8_t action = 0;
	if (used_has(value, ORIEL__KEYWORD_MANIPULATION))
		action |= ORIEL__TOUCH_PAN_X | ORIEL__TOUCH_PAN_Y;
	if (used_has(value, ORIEL__KEYWORD_PAN_X) || used_has(value, ORIEL__KEYWORD_PAN_LEFT) ||
		used_has(value, ORIEL__KEYWORD_PAN_RIGHT))
		action |= ORIEL__TOUCH_PAN_X;
	if (used_has(value, ORIEL__KEYWORD_PAN_Y) || used_has(value, ORIEL__KEYWORD_PAN_UP) ||
		used_has(value, ORIEL__KEYWORD_PAN_DOWN))
		action |= ORIEL__TOUCH_PAN_Y;
	return action;
}

/* A ratio of which one part is 0 is none. Source: CSS Sizing 4, "preferred aspect ratio". */
static void used_ratio(struct oriel__computed *computed) {
	const struct oriel__css_value *value = used_value(computed, ORIEL__CSS_ASPECT_RATIO);
	struct oriel__style *style = &computed->style;
	style->ratio = 0;
	style->is_ratio_natural = value->kind != ORIEL__VALUE_LIST ||
		value->content.items[0].kind == ORIEL__VALUE_KEYWORD;
	if (value->kind != ORIEL__VALUE_LIST)
		return;
	double width = oriel__css_value_resolve(&value->content.items[1], 0);
	double height = oriel__css_value_resolve(&value->content.items[2], 0);
	if (width > 0 && height > 0 && isfinite(width / height))
		style->ratio = (float)(width / height);
}

static void used_box(struct oriel__computed *computed) {
	struct oriel__style *style = &computed->style;
	style->display = used_keyword(computed, ORIEL__CSS_DISPLAY, displays, ORIEL_DISPLAY_FLEX);
	style->is_inline_level = used_is(computed, ORIEL__CSS_DISPLAY, ORIEL__KEYWORD_INLINE) ||
		used_is(computed, ORIEL__CSS_DISPLAY, ORIEL__KEYWORD_INLINE_BLOCK) ||
		used_is(computed, ORIEL__CSS_DISPLAY, ORIEL__KEYWORD_INLINE_FLEX) ||
		used_is(computed, ORIEL__CSS_DISPLAY, ORIEL__KEYWORD_INLINE_GRID);
	style->overflow_x = used_keyword(
		computed, ORIEL__CSS_OVERFLOW_X, overflows, ORIEL_OVERFLOW_VISIBLE);
	style->overflow_y = used_keyword(
		computed, ORIEL__CSS_OVERFLOW_Y, overflows, ORIEL_OVERFLOW_VISIBLE);
	style->overflow_anchor = used_keyword(
		computed, ORIEL__CSS_OVERFLOW_ANCHOR, none_anchor, ORIEL_OVERFLOW_ANCHOR_AUTO);
	style->position = used_keyword(
		computed, ORIEL__CSS_POSITION, positions, ORIEL__POSITION_STATIC);
	style->is_absolute = style->position >= ORIEL__POSITION_ABSOLUTE;
	used_contain(computed);
	style->touch_action = used_touch_action(computed);
	style->is_content_box = used_is(computed, ORIEL__CSS_BOX_SIZING, ORIEL__KEYWORD_CONTENT_BOX);
	style->is_rtl = used_is(computed, ORIEL__CSS_DIRECTION, ORIEL__KEYWORD_RTL);
	style->width = used_dimension(computed, ORIEL__CSS_WIDTH);
	style->height = used_dimension(computed, ORIEL__CSS_HEIGHT);
	style->min_width = used_dimension(computed, ORIEL__CSS_MIN_WIDTH);
	style->min_height = used_dimension(computed, ORIEL__CSS_MIN_HEIGHT);
	style->max_width = used_dimension(computed, ORIEL__CSS_MAX_WIDTH);
	style->max_height = used_dimension(computed, ORIEL__CSS_MAX_HEIGHT);
	used_ratio(computed);
	style->relative_padding = used_edges(computed,
		(const uint16_t[]){ ORIEL__CSS_PADDING_TOP, ORIEL__CSS_PADDING_RIGHT,
			ORIEL__CSS_PADDING_BOTTOM, ORIEL__CSS_PADDING_LEFT });
	style->has_relative_padding = edges_have_percentage(&style->relative_padding);
	style->padding = edges_px(&style->relative_padding);
	style->relative_margin = used_edges(computed,
		(const uint16_t[]){ ORIEL__CSS_MARGIN_TOP, ORIEL__CSS_MARGIN_RIGHT,
			ORIEL__CSS_MARGIN_BOTTOM, ORIEL__CSS_MARGIN_LEFT });
	style->has_relative_margin = edges_have_percentage(&style->relative_margin);
	style->margin = edges_px(&style->relative_margin);
	style->auto_margins = edges_auto(&style->relative_margin);
	style->has_width_limits = style->min_width.kind != ORIEL__DIMENSION_AUTO ||
		style->max_width.kind != ORIEL__DIMENSION_AUTO;
	style->has_height_limits = style->min_height.kind != ORIEL__DIMENSION_AUTO ||
		style->max_height.kind != ORIEL__DIMENSION_AUTO;
	style->inset = used_edges(computed,
		(const uint16_t[]){ ORIEL__CSS_TOP, ORIEL__CSS_RIGHT, ORIEL__CSS_BOTTOM, ORIEL__CSS_LEFT });
	style->border = (struct oriel_edges){
		.top = used_border(computed, ORIEL__CSS_BORDER_TOP_WIDTH, ORIEL__CSS_BORDER_TOP_STYLE),
		.right = used_border(
			computed, ORIEL__CSS_BORDER_RIGHT_WIDTH, ORIEL__CSS_BORDER_RIGHT_STYLE),
		.bottom = used_border(
			computed, ORIEL__CSS_BORDER_BOTTOM_WIDTH, ORIEL__CSS_BORDER_BOTTOM_STYLE),
		.left = used_border(computed, ORIEL__CSS_BORDER_LEFT_WIDTH, ORIEL__CSS_BORDER_LEFT_STYLE),
	};
}

/* After the gutters of scroll bars. */
static void used_frame(struct oriel__style *style) {
	style->frame_width = style->padding.left + style->border.left + style->gutter.left +
		(style->padding.right + style->border.right + style->gutter.right);
	style->frame_height = style->padding.top + style->border.top +
		(style->padding.bottom + style->border.bottom + style->gutter.bottom);
}

/* A keyword, or a list of two: safe or unsafe and a position, last baseline, legacy and a side. */
static uint8_t used_alignment(const struct oriel__computed *computed, uint16_t property) {
	const struct oriel__css_value *value = used_value(computed, property);
	if (value->kind != ORIEL__VALUE_LIST)
		return used_keyword(computed, property, alignments, 0);
	uint16_t first = value->content.items[0].keyword;
	if (first == ORIEL__KEYWORD_LAST)
		return ORIEL_ALIGN_LAST_BASELINE;
	uint8_t align = used_keyword_of(&value->content.items[1], alignments, 0);
	return first == ORIEL__KEYWORD_SAFE ? align | ORIEL__ALIGN_SAFE : align;
}

static void used_flex(struct oriel__computed *computed) {
	struct oriel__style *style = &computed->style;
	style->direction = used_keyword(
		computed, ORIEL__CSS_FLEX_DIRECTION, directions, ORIEL_DIRECTION_ROW);
	style->wrap = used_keyword(computed, ORIEL__CSS_FLEX_WRAP, wraps, ORIEL_FLEX_NOWRAP);
	style->row_gap = used_dimension(computed, ORIEL__CSS_ROW_GAP);
	style->column_gap = used_dimension(computed, ORIEL__CSS_COLUMN_GAP);
	style->align = used_alignment(computed, ORIEL__CSS_ALIGN_ITEMS);
	style->align_self = used_alignment(computed, ORIEL__CSS_ALIGN_SELF);
	style->align_content = used_alignment(computed, ORIEL__CSS_ALIGN_CONTENT);
	style->justify = used_alignment(computed, ORIEL__CSS_JUSTIFY_CONTENT);
	style->justify_items = used_alignment(computed, ORIEL__CSS_JUSTIFY_ITEMS);
	style->justify_self = used_alignment(computed, ORIEL__CSS_JUSTIFY_SELF);
	style->order = (int)used_length(computed, ORIEL__CSS_ORDER);
	style->grow = used_length(computed, ORIEL__CSS_FLEX_GROW);
	style->shrink = used_length(computed, ORIEL__CSS_FLEX_SHRINK);
	style->basis = used_dimension(computed, ORIEL__CSS_FLEX_BASIS);
	bool is_plain = style->basis.kind == ORIEL__DIMENSION_AUTO && style->ratio == 0 &&
		!style->does_contain_size;
	style->is_width_plain = is_plain && style->width.kind == ORIEL__DIMENSION_AUTO &&
		style->height.kind == ORIEL__DIMENSION_AUTO && !style->has_width_limits;
	style->is_height_plain = is_plain && style->height.kind == ORIEL__DIMENSION_AUTO &&
		!style->has_height_limits;
	style->has_relative_height = oriel__dimension_has_percentage(&style->height) ||
		oriel__dimension_has_percentage(&style->min_height) ||
		oriel__dimension_has_percentage(&style->max_height) ||
		oriel__dimension_has_percentage(&style->basis);
}

static void used_grid(struct oriel__computed *computed) {
	computed->style.has_grid_lines =
		!used_is(computed, ORIEL__CSS_GRID_COLUMN_START, ORIEL__KEYWORD_AUTO) ||
		!used_is(computed, ORIEL__CSS_GRID_COLUMN_END, ORIEL__KEYWORD_AUTO) ||
		!used_is(computed, ORIEL__CSS_GRID_ROW_START, ORIEL__KEYWORD_AUTO) ||
		!used_is(computed, ORIEL__CSS_GRID_ROW_END, ORIEL__KEYWORD_AUTO);
}

/* ---- The outer style: the members that the layout of the parent reads ---- */

static uint64_t hash_length(uint64_t hash, float length) {
	uint32_t word;
	memcpy(&word, &length, sizeof(word));
	hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
	return hash ^ hash >> 29;
}

static uint64_t hash_math(uint64_t hash, const struct oriel__css_math *math) {
	hash = hash_length(hash ^ (uint64_t)math->op << 8 ^ (uint64_t)math->unit << 16, math->keyword);
	if (math->op == ORIEL__MATH_LEAF)
		return hash_length(hash, (float)math->content.number);
	for (uint16_t i = 0; i < math->count; i++)
		if (math->content.children[i] != NULL)
			hash = hash_math(hash ^ i, math->content.children[i]);
	return hash;
}

static uint64_t hash_dimension(uint64_t hash, const struct oriel__dimension *dimension) {
	hash = hash_length(hash ^ dimension->kind, dimension->px);
	hash = hash_length(hash, dimension->fraction);
	return dimension->math != NULL ? hash_math(hash, dimension->math->content.math) : hash;
}

static uint64_t hash_dimensions(uint64_t hash, const struct oriel__dimension_edges *edges) {
	hash = hash_dimension(hash, &edges->top);
	hash = hash_dimension(hash, &edges->right);
	hash = hash_dimension(hash, &edges->bottom);
	return hash_dimension(hash, &edges->left);
}

static uint64_t hash_bytes(uint64_t hash, const char *bytes, size_t count) {
	for (size_t i = 0; i < count; i++)
		hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001b3u;
	return hash;
}

/* A property of grid placement: a keyword, or a list of its parts. */
static uint64_t hash_line(uint64_t hash, const struct oriel__css_value *value) {
	bool is_number = value->kind == ORIEL__VALUE_NUMBER;
	hash = hash_length(hash ^ value->kind, is_number ? (float)value->content.number : 0);
	if (value->kind == ORIEL__VALUE_IDENT)
		return hash_bytes(hash, value->content.text, value->count);
	for (uint32_t i = 0; value->kind == ORIEL__VALUE_LIST && i < value->count; i++)
		hash = hash_line(hash, &value->content.items[i]);
	return hash;
}

static uint64_t hash_lines(uint64_t hash, const struct oriel__computed *computed) {
	hash = hash_line(hash, used_value(computed, ORIEL__CSS_GRID_COLUMN_START));
	hash = hash_line(hash, used_value(computed, ORIEL__CSS_GRID_COLUMN_END));
	hash = hash_line(hash, used_value(computed, ORIEL__CSS_GRID_ROW_START));
	return hash_line(hash, used_value(computed, ORIEL__CSS_GRID_ROW_END));
}

/* A member that a parent comes to read is added here. */
static uint64_t hash_outer_style(const struct oriel__computed *computed) {
	const struct oriel__style *style = &computed->style;
	uint64_t hash = (uint64_t)style->display << 16 | (uint64_t)style->align_self << 8 |
		style->position;
	hash |= (uint64_t)style->overflow_x << 32 | (uint64_t)style->overflow_y << 24;
	hash |= (uint64_t)style->justify_self << 40 | (uint64_t)style->auto_margins << 48 |
		(uint64_t)style->is_rtl << 52 | (uint64_t)style->is_content_box << 53 |
		(uint64_t)style->is_ratio_natural << 54 | (uint64_t)style->is_inline_level << 55 |
		(uint64_t)style->align_content << 56;
	hash = hash_length(hash, style->ratio);
	hash ^= (uint64_t)(unsigned)style->order | (uint64_t)style->does_contain_size << 32 |
		(uint64_t)style->is_collapsed << 33 | (uint64_t)style->does_contain_layout << 34 |
		(uint64_t)style->does_contain_paint << 35;
	hash = hash_length(hash, 0);
	hash = hash_length(hash, style->grow);
	hash = hash_length(hash, style->shrink);
	hash = hash_dimension(hash, &style->basis);
	hash = hash_dimension(hash, &style->width);
	hash = hash_dimension(hash, &style->height);
	hash = hash_dimension(hash, &style->min_width);
	hash = hash_dimension(hash, &style->min_height);
	hash = hash_dimension(hash, &style->max_width);
	hash = hash_dimension(hash, &style->max_height);
	hash = hash_dimensions(hash, &style->relative_padding);
	hash = hash_dimensions(hash, &style->relative_margin);
	hash = hash_length(hash, style->border.top);
	hash = hash_length(hash, style->border.right);
	hash = hash_length(hash, style->border.bottom);
	hash = hash_length(hash, style->border.left);
	hash = hash_length(hash, style->gutter.right);
	hash = hash_length(hash, style->gutter.bottom);
	hash = hash_length(hash, style->gutter.left);
	hash = hash_dimensions(hash, &style->inset);
	if (style->has_grid_lines)
		hash = hash_lines(hash, computed);
	return hash != 0 ? hash : 1;
}

/* ---- Paint ---- */

static float used_radius(const struct oriel__computed *computed) {
	const struct oriel__css_value *value = used_value(
		computed, ORIEL__CSS_BORDER_TOP_LEFT_RADIUS);
	if (value->kind == ORIEL__VALUE_LIST && value->count > 0)
		value = &value->content.items[0];
	return value->kind == ORIEL__VALUE_NUMBER ? used_number(value->content.number) : 0;
}

static float used_shadow_length(const struct oriel__css_value *value) {
	return value->kind == ORIEL__VALUE_NUMBER ? used_number(value->content.number) : 0;
}

static struct oriel_shadow used_shadow(
	const struct oriel__computed *computed, const struct oriel__css_value *parts) {
	struct oriel__css_color_context context = { .current = computed->style.color,
		.system = oriel__system_color };
	return (struct oriel_shadow){
		.x = used_shadow_length(&parts[0]),
		.y = used_shadow_length(&parts[1]),
		.blur = used_shadow_length(&parts[2]),
		.spread = used_shadow_length(&parts[3]),
		.color = parts[4].kind == ORIEL__VALUE_NONE ?
			computed->style.color :
			oriel__css_color_resolve(&parts[4], &context),
	};
}

static void used_shadows(struct oriel__computed *computed) {
	const struct oriel__css_value *list = used_value(computed, ORIEL__CSS_BOX_SHADOW);
	if (list->kind != ORIEL__VALUE_LIST || list->count == 0)
		return;
	computed->shadows = oriel__alloc(list->count * sizeof(*computed->shadows));
	for (uint32_t i = 0; i < list->count; i++)
		computed->shadows[i] = used_shadow(computed, list->content.items[i].content.items);
	computed->style.shadows = computed->shadows;
	computed->style.shadow_count = list->count;
}

static void used_z_index(struct oriel__computed *computed) {
	const struct oriel__css_value *value = used_value(computed, ORIEL__CSS_Z_INDEX);
	struct oriel__style *style = &computed->style;
	style->has_z_index = value->kind == ORIEL__VALUE_NUMBER;
	style->z_index = style->has_z_index ?
		(int)fmax(INT_MIN, fmin(INT_MAX, value->content.number)) :
		0;
	style->is_isolated = used_is(computed, ORIEL__CSS_ISOLATION, ORIEL__KEYWORD_ISOLATE);
}

static void used_paint(struct oriel__computed *computed) {
	struct oriel__style *style = &computed->style;
	used_z_index(computed);
	style->has_strike_through = used_is(
		computed, ORIEL__CSS_TEXT_DECORATION_LINE, ORIEL__KEYWORD_LINE_THROUGH);
	style->background = oriel__used_color(computed, ORIEL__CSS_BACKGROUND_COLOR);
	style->border_color = oriel__used_color(computed, ORIEL__CSS_BORDER_TOP_COLOR);
	style->border_colors[0] = oriel__used_color(computed, ORIEL__CSS_BORDER_RIGHT_COLOR);
	style->border_colors[1] = oriel__used_color(computed, ORIEL__CSS_BORDER_BOTTOM_COLOR);
	style->border_colors[2] = oriel__used_color(computed, ORIEL__CSS_BORDER_LEFT_COLOR);
	style->radius = used_radius(computed);
	style->opacity = used_length(computed, ORIEL__CSS_OPACITY);
	style->outline_width = used_is(computed, ORIEL__CSS_OUTLINE_STYLE, ORIEL__KEYWORD_NONE) ?
		0 :
		used_length(computed, ORIEL__CSS_OUTLINE_WIDTH);
	style->outline_offset = used_length(computed, ORIEL__CSS_OUTLINE_OFFSET);
	style->outline_color = oriel__used_color(computed, ORIEL__CSS_OUTLINE_COLOR);
	used_shadows(computed);
}

float oriel__used_length(const struct oriel__computed *computed, uint16_t property) {
	switch (property) {
	case ORIEL__CSS_BORDER_TOP_WIDTH:
		return computed->style.border.top;
	case ORIEL__CSS_BORDER_RIGHT_WIDTH:
		return computed->style.border.right;
	case ORIEL__CSS_BORDER_BOTTOM_WIDTH:
		return computed->style.border.bottom;
	case ORIEL__CSS_BORDER_LEFT_WIDTH:
		return computed->style.border.left;
	case ORIEL__CSS_OUTLINE_WIDTH:
		return computed->style.outline_width;
	case ORIEL__CSS_BORDER_TOP_LEFT_RADIUS:
	case ORIEL__CSS_BORDER_TOP_RIGHT_RADIUS:
	case ORIEL__CSS_BORDER_BOTTOM_LEFT_RADIUS:
	case ORIEL__CSS_BORDER_BOTTOM_RIGHT_RADIUS:
		return computed->style.radius;
	default:
		return used_length(computed, property);
	}
}

void oriel__style_use(struct oriel__computed *computed) {
	used_text(computed);
	used_box(computed);
	oriel__used_scroll_bars(computed);
	used_frame(&computed->style);
	used_flex(computed);
	used_grid(computed);
	used_paint(computed);
	computed->style.outer_hash = hash_outer_style(computed);
}
