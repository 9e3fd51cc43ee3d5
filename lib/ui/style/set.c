/* SPDX-License-Identifier: MIT */
/*
 * oriel_set(): the fields that are given become attributes and inline declarations. Fields come in
 * the order of the table, so that a narrower one wins over a wider.
 */
#include "base/options_internal.h"
#include "style/style_state_internal.h"

#include <oriel/runtime/log.h>

#include <stddef.h>
#include <string.h>

enum kind {
	KIND_NUMBER,
	KIND_CHOICE,
	KIND_FLAG,
	KIND_COLOR,
	KIND_TEXT,
};

struct field {
	size_t offset;
	enum kind kind;
	enum oriel_property property;
};

#define FIELD(name, kind, property) \
	{ offsetof(struct oriel_set_options, name), KIND_##kind, ORIEL_PROPERTY_##property }

static const struct field fields[] = {
	FIELD(width, NUMBER, WIDTH),
	FIELD(height, NUMBER, HEIGHT),
	FIELD(min_width, NUMBER, MIN_WIDTH),
	FIELD(min_height, NUMBER, MIN_HEIGHT),
	FIELD(max_width, NUMBER, MAX_WIDTH),
	FIELD(max_height, NUMBER, MAX_HEIGHT),
	FIELD(grow, NUMBER, GROW),
	FIELD(shrink, NUMBER, SHRINK),
	FIELD(basis, NUMBER, BASIS),
	FIELD(padding, NUMBER, PADDING),
	FIELD(padding_x, NUMBER, PADDING_X),
	FIELD(padding_y, NUMBER, PADDING_Y),
	FIELD(padding_top, NUMBER, PADDING_TOP),
	FIELD(padding_right, NUMBER, PADDING_RIGHT),
	FIELD(padding_bottom, NUMBER, PADDING_BOTTOM),
	FIELD(padding_left, NUMBER, PADDING_LEFT),
	FIELD(margin, NUMBER, MARGIN),
	FIELD(margin_x, NUMBER, MARGIN_X),
	FIELD(margin_y, NUMBER, MARGIN_Y),
	FIELD(margin_top, NUMBER, MARGIN_TOP),
	FIELD(margin_right, NUMBER, MARGIN_RIGHT),
	FIELD(margin_bottom, NUMBER, MARGIN_BOTTOM),
	FIELD(margin_left, NUMBER, MARGIN_LEFT),
	FIELD(gap, NUMBER, GAP),
	FIELD(align, CHOICE, ALIGN),
	FIELD(justify, CHOICE, JUSTIFY),
	FIELD(align_self, CHOICE, ALIGN_SELF),
	FIELD(absolute, FLAG, ABSOLUTE),
	FIELD(top, NUMBER, TOP),
	FIELD(right, NUMBER, RIGHT),
	FIELD(bottom, NUMBER, BOTTOM),
	FIELD(left, NUMBER, LEFT),
	FIELD(overflow_x, CHOICE, OVERFLOW_X),
	FIELD(overflow_y, CHOICE, OVERFLOW_Y),
	FIELD(overflow_anchor, CHOICE, OVERFLOW_ANCHOR),
	FIELD(color, COLOR, COLOR),
	FIELD(background, COLOR, BACKGROUND),
	FIELD(border_color, COLOR, BORDER_COLOR),
	FIELD(border_width, NUMBER, BORDER_WIDTH),
	FIELD(radius, NUMBER, RADIUS),
	FIELD(opacity, NUMBER, OPACITY),
	FIELD(font_family, TEXT, FONT_FAMILY),
	FIELD(font_size, NUMBER, FONT_SIZE),
	FIELD(font_weight, FLAG, FONT_WEIGHT),
	FIELD(italic, FLAG, ITALIC),
	FIELD(strike_through, FLAG, STRIKE_THROUGH),
	FIELD(text_align, CHOICE, TEXT_ALIGN),
	FIELD(white_space, CHOICE, WHITE_SPACE),
};

enum { FIELDS = sizeof(fields) / sizeof(fields[0]) };

/* Whether the field is given. */
static bool read_field(const struct oriel_set_options *options, const struct field *field,
	struct oriel_declaration *declaration) {
	const void *member = (const char *)options + field->offset;
	*declaration = (struct oriel_declaration){ .property = field->property };
	switch (field->kind) {
	case KIND_NUMBER:
		declaration->number = *(const float *)member;
		return declaration->number != 0;
	case KIND_CHOICE:
	case KIND_FLAG:
		declaration->number = (float)*(const int *)member;
		return declaration->number != 0;
	case KIND_COLOR:
		declaration->color = *(const oriel_color *)member;
		return declaration->color != 0;
	case KIND_TEXT:
		declaration->text = *(const char *const *)member;
		return declaration->text != NULL;
	}
	return false;
}

static void set_names(oriel_widget *widget, const struct oriel_set_options *options) {
	if (options->id != NULL)
		oriel_set_attribute(widget, "id", options->id);
	if (options->classes != NULL)
		oriel_set_attribute(widget, "class", options->classes);
	if (options->hidden)
		oriel_set_hidden(widget, true);
	if (options->disabled)
		oriel_set_disabled(widget, true);
}

oriel_widget *oriel_set_at(
	const char *site, oriel_widget *widget, const struct oriel_set_options *options) {
	struct oriel__node *node = oriel__node_change(widget, "oriel_set");
	oriel__check_options("oriel_set", site, options);
	if (options == NULL)
		return widget;
	struct oriel_set_options known = { 0 };
	struct oriel_declaration declarations[FIELDS];
	size_t count = 0;
	memcpy(&known, options, options->size < sizeof(known) ? options->size : sizeof(known));
	for (int i = 0; i < FIELDS; i++)
		count += read_field(&known, &fields[i], &declarations[count]);
	if (count > 0)
		oriel__inline_write(node, declarations, count);
	set_names(widget, &known);
	return widget;
}
