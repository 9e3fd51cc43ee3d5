/* SPDX-License-Identifier: MIT */
/*
 * Typed setters, whose values are hints in the cascade, and typed getters.
 */
#include <oriel/extend/style.h>

#include "style/style_state_internal.h"

#include <oriel/runtime/log.h>

#include <string.h>

/* The longhands in the order of enum oriel_property. */
static const uint16_t hint_longhands[] = {
	ORIEL__CSS_CUSTOM,
#define LONGHAND(id, ...) ORIEL__CSS_##id,
#include "css/property_list_internal.h"
};

enum { HINT_LONGHANDS = sizeof(hint_longhands) / sizeof(hint_longhands[0]) };

static uint16_t hint_longhand(enum oriel_property property, const char *caller) {
	ORIEL_ASSERT(property > 0 && (int)property < HINT_LONGHANDS,
		"%s: %d is not a property; pass an enum oriel_property", caller, (int)property);
	return hint_longhands[property];
}

static void hint_set(oriel_widget *widget, uint16_t longhand,
	const struct oriel__css_value *value, const char *caller) {
	struct oriel__node *node = oriel__node_change(widget, caller);
	const char *message = value != NULL ? oriel__value_refusal(longhand, value) : NULL;
	if (message != NULL)
		oriel_log(ORIEL_LOG_ERROR, "%s: %s: %s", caller, oriel__css_properties[longhand].name,
			message);
	else
		oriel__inline_set_hint(
			oriel__style_state(oriel__node_loop(node)), node, longhand, value);
}

static void hint_set_typed(oriel_widget *widget, enum oriel_property property,
	struct oriel__css_value value, unsigned types, const char *caller) {
	uint16_t longhand = hint_longhand(property, caller);
	ORIEL_ASSERT((oriel__css_properties[longhand].types & types) != 0,
		"%s: %s does not accept this value; see docs/style.md", caller,
		oriel__css_properties[longhand].name);
	bool is_too_small = value.kind == ORIEL__VALUE_NUMBER && !(value.content.number >= 0) &&
		(oriel__css_properties[longhand].types & ORIEL__TYPE_NOT_NEGATIVE);
	if (is_too_small)
		value.content.number = 0;
	hint_set(widget, longhand, &value, caller);
}

void oriel_hint_length(oriel_widget *widget, enum oriel_property property, float px) {
	hint_set_typed(widget, property, oriel__css_number_value((double)px, ORIEL__UNIT_PX),
		ORIEL__TYPE_LENGTH, "oriel_hint_length");
}

void oriel_hint_number(oriel_widget *widget, enum oriel_property property, float number) {
	hint_set_typed(widget, property, oriel__css_number_value((double)number, ORIEL__UNIT_NUMBER),
		ORIEL__TYPE_NUMBER | ORIEL__TYPE_INTEGER | ORIEL__TYPE_WEIGHT, "oriel_hint_number");
}

void oriel_hint_color(oriel_widget *widget, enum oriel_property property, oriel_color color) {
	hint_set_typed(widget, property, oriel__css_color_value(color), ORIEL__TYPE_COLOR,
		"oriel_hint_color");
}

void oriel_hint_keyword(
	oriel_widget *widget, enum oriel_property property, const char *keyword) {
	uint16_t longhand = hint_longhand(property, "oriel_hint_keyword");
	ORIEL_ASSERT(
		keyword != NULL, "oriel_hint_keyword: the keyword is NULL; oriel_unhint() removes a hint");
	uint16_t found = oriel__css_keyword_find(keyword, strlen(keyword));
	ORIEL_ASSERT(found != 0, "oriel_hint_keyword: \"%s\" is not a keyword of CSS", keyword);
	struct oriel__css_value value = oriel__css_keyword_value(found);
	hint_set(widget, longhand, &value, "oriel_hint_keyword");
}

/* ---- Lists ---- */

static bool hint_set_text(
	oriel_widget *widget, uint16_t longhand, const char *text, const char *caller) {
	struct oriel__node *node = oriel__node_change(widget, caller);
	return oriel__inline_set_hint_text(
		oriel__style_state(oriel__node_loop(node)), node, longhand, text, caller);
}

bool oriel_hint_text(oriel_widget *widget, enum oriel_property property, const char *text) {
	uint16_t longhand = hint_longhand(property, "oriel_hint_text");
	ORIEL_ASSERT(text != NULL, "oriel_hint_text: the text is NULL; oriel_unhint() removes");
	return hint_set_text(widget, longhand, text, "oriel_hint_text");
}

static void shadow_write(struct oriel__css_writer *writer, const struct oriel_shadow *shadow) {
	const float lengths[] = { shadow->x, shadow->y, shadow->blur > 0 ? shadow->blur : 0,
		shadow->spread };
	for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
		struct oriel__css_value length = oriel__css_number_value(
			(double)lengths[i], ORIEL__UNIT_PX);
		oriel__css_write_value(writer, ORIEL__CSS_WIDTH, &length);
		oriel__css_writer_text(writer, " ");
	}
	struct oriel__css_value color = oriel__css_color_value(shadow->color);
	oriel__css_write_value(writer, ORIEL__CSS_COLOR, &color);
}

void oriel_hint_shadows(
	oriel_widget *widget, const struct oriel_shadow *shadows, size_t count) {
	struct oriel__css_writer writer = { 0 };
	if (count == 0)
		oriel__css_writer_text(&writer, "none");
	for (size_t i = 0; i < count; i++) {
		oriel__css_writer_text(&writer, i > 0 ? ", " : "");
		shadow_write(&writer, &shadows[i]);
	}
	hint_set_text(widget, ORIEL__CSS_BOX_SHADOW, writer.text, "oriel_hint_shadows");
	oriel__css_writer_finish(&writer);
}

static bool is_generic_family(const char *family) {
	static const char *const generic[] = { "system-ui", "sans-serif", "serif", "monospace",
		"cursive", "fantasy", "ui-sans-serif", "ui-serif", "ui-monospace", "ui-rounded", "math",
		"emoji" };
	size_t i = 0;
	while (i < sizeof(generic) / sizeof(generic[0]) && strcmp(family, generic[i]) != 0)
		i++;
	return i < sizeof(generic) / sizeof(generic[0]);
}

void oriel_hint_font_families(
	oriel_widget *widget, const char *const *families, size_t count) {
	struct oriel__css_writer writer = { 0 };
	ORIEL_ASSERT(count > 0, "oriel_hint_font_families: there is no family; pass at least one");
	for (size_t i = 0; i < count; i++) {
		oriel__css_writer_text(&writer, i > 0 ? ", " : "");
		if (is_generic_family(families[i]))
			oriel__css_writer_text(&writer, families[i]);
		else
			oriel__css_writer_string(&writer, families[i], strlen(families[i]));
	}
	hint_set_text(widget, ORIEL__CSS_FONT_FAMILY, writer.text, "oriel_hint_font_families");
	oriel__css_writer_finish(&writer);
}

void oriel_unhint(oriel_widget *widget, enum oriel_property property) {
	hint_set(widget, hint_longhand(property, "oriel_unhint"), NULL, "oriel_unhint");
}

/* ---- Getters ---- */

static const struct oriel__computed *used_computed(const oriel_widget *widget, const char *caller) {
	ORIEL_ASSERT(widget != NULL, "%s: the widget is NULL; pass one", caller);
	struct oriel__node *node = oriel__node_read(widget, caller);
	oriel__node_style(node, caller);
	return node->computed;
}

oriel_color oriel_used_color(const oriel_widget *widget, enum oriel_property property) {
	uint16_t longhand = hint_longhand(property, "oriel_used_color");
	ORIEL_ASSERT((oriel__css_properties[longhand].types & ORIEL__TYPE_COLOR) != 0,
		"oriel_used_color: %s is not a colour", oriel__css_properties[longhand].name);
	const struct oriel__computed *computed = used_computed(widget, "oriel_used_color");
	return oriel__used_color(computed, longhand);
}

float oriel_used_length(const oriel_widget *widget, enum oriel_property property) {
	uint16_t longhand = hint_longhand(property, "oriel_used_length");
	const struct oriel__computed *computed = used_computed(widget, "oriel_used_length");
	return oriel__used_length(computed, longhand);
}

/* An offset from the right or the bottom edge counts from there. */
static float used_offset(const struct oriel__css_value *edge, const struct oriel__css_value *offset,
	float free) {
	float resolved = (float)oriel__css_value_resolve(offset, (double)free);
	bool is_from_end = oriel__css_value_is_keyword(edge, ORIEL__KEYWORD_RIGHT) ||
		oriel__css_value_is_keyword(edge, ORIEL__KEYWORD_BOTTOM);
	return is_from_end ? free - resolved : resolved;
}

struct oriel_point oriel_used_position(
	const oriel_widget *widget, enum oriel_property property, struct oriel_size free) {
	uint16_t longhand = hint_longhand(property, "oriel_used_position");
	ORIEL_ASSERT(oriel__css_properties[longhand].syntax == ORIEL__SYNTAX_POSITION,
		"oriel_used_position: %s is no position; use oriel_used_length()",
		oriel__css_properties[longhand].name);
	const struct oriel__css_value *value = oriel__computed_value(
		used_computed(widget, "oriel_used_position"), longhand);
	const struct oriel__css_value *items = value->content.items, none = { 0 };
	if (value->count == 4)
		return (struct oriel_point){ used_offset(&items[0], &items[1], free.width),
			used_offset(&items[2], &items[3], free.height) };
	return (struct oriel_point){ used_offset(&none, &items[0], free.width),
		used_offset(&none, &items[1], free.height) };
}

const char *oriel_used_keyword(const oriel_widget *widget, enum oriel_property property) {
	uint16_t longhand = hint_longhand(property, "oriel_used_keyword");
	const struct oriel__css_value *value = oriel__computed_value(
		used_computed(widget, "oriel_used_keyword"), longhand);
	return value->kind == ORIEL__VALUE_KEYWORD ? oriel__css_keyword_name(value->keyword) : "";
}

struct oriel_used_text oriel_used_text(const oriel_widget *widget) {
	const struct oriel__style *style = &used_computed(widget, "oriel_used_text")->style;
	return (struct oriel_used_text){
		.font_family = style->font_family,
		.font_size = style->font_size,
		.line_height = style->line_height,
		.font_weight = style->font_weight,
		.italic = style->is_italic,
		.is_rtl = style->is_rtl,
		.align = (enum oriel_text_align)style->text_align,
		.white_space = (enum oriel_white_space)style->white_space,
	};
}
