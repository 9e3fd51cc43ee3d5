/* SPDX-License-Identifier: MIT */
/*
 * Reads computed values as text, and explains their origin. Source: CSSOM 1, "resolved values". The
 * values are those before layout: a width of auto is "auto".
 */
#include <oriel/ui/style.h>

#include "base/options_internal.h"
#include "style/style_state_internal.h"

#include <oriel/runtime/log.h>

#include <string.h>

static void text_clear(struct oriel__style_state *state) {
	oriel__css_writer_finish(&state->text);
}

static const char *text_result(const struct oriel__style_state *state) {
	return state->text.text != NULL ? state->text.text : "";
}

static bool is_custom(const char *property) {
	return property[0] == '-' && property[1] == '-';
}

/* ---- Values ---- */

/* Returns whether a colour is written as its resolved value. Source: CSSOM 1, "resolved values". */
static bool is_resolved_color(uint16_t property, const struct oriel__css_value *value) {
	if (!(oriel__css_properties[property].types & ORIEL__TYPE_COLOR))
		return false;
	return value->kind == ORIEL__VALUE_COLOR || value->kind == ORIEL__VALUE_COLOR_FUNCTION ||
		(value->kind == ORIEL__VALUE_KEYWORD &&
			(value->keyword == ORIEL__KEYWORD_CURRENTCOLOR ||
				property == ORIEL__CSS_CARET_COLOR || property == ORIEL__CSS_OUTLINE_COLOR));
}

static bool is_rtl(const struct oriel__computed *computed) {
	return oriel__css_value_is_keyword(
		oriel__computed_value(computed, ORIEL__CSS_DIRECTION), ORIEL__KEYWORD_RTL);
}

struct style_reader {
	struct oriel__node *node;
	const struct oriel__computed *computed;
	struct oriel__css_value values[ORIEL__CSS_MAX_LONGHANDS];
	size_t count;
	struct oriel__css_arena arena; /* of resolved shadows */
};

/* Returns the shadows with all their lengths and their used colours, in the reader's arena. Source:
 * Backgrounds 3, "box-shadow". */
static struct oriel__css_value resolved_shadows(
	struct style_reader *reader, const struct oriel__css_value *value) {
	enum { PARTS = 6 };
	struct oriel__css_value *shadows = oriel__css_arena_copy(
		&reader->arena, value->content.items, value->count * sizeof(*shadows));
	for (uint32_t k = 0; k < value->count; k++) {
		struct oriel__css_value *parts = oriel__css_arena_copy(
			&reader->arena, shadows[k].content.items, PARTS * sizeof(*parts));
		for (int i = 0; i < 4; i++) {
			if (parts[i].kind == ORIEL__VALUE_NONE)
				parts[i] = oriel__css_number_value(0, ORIEL__UNIT_PX);
		}
		parts[4] = oriel__css_color_value(reader->computed->style.shadows[k].color);
		shadows[k].content.items = parts;
	}
	struct oriel__css_value resolved = *value;
	resolved.content.items = shadows;
	return resolved;
}

/* Returns one string. Source: CSSOM 1, "resolved values"; Values 5, "attr()". */
static struct oriel__css_value resolved_content(
	struct style_reader *reader, const struct oriel__css_value *value) {
	size_t length;
	const char *text = oriel__content_text(reader->node, value, &length);
	return (struct oriel__css_value){ .kind = ORIEL__VALUE_STRING,
		.count = (uint32_t)length,
		.content.text = text };
}

/* Returns the style of the border whose width is a property, or 0. A border without style has the
 * width 0. Source: Backgrounds 3, "border-width". */
static uint16_t border_style_of(uint16_t width) {
	switch (width) {
	case ORIEL__CSS_BORDER_TOP_WIDTH: return ORIEL__CSS_BORDER_TOP_STYLE;
	case ORIEL__CSS_BORDER_RIGHT_WIDTH: return ORIEL__CSS_BORDER_RIGHT_STYLE;
	case ORIEL__CSS_BORDER_BOTTOM_WIDTH: return ORIEL__CSS_BORDER_BOTTOM_STYLE;
	case ORIEL__CSS_BORDER_LEFT_WIDTH: return ORIEL__CSS_BORDER_LEFT_STYLE;
	default: return 0;
	}
}

static bool is_border_absent(const struct oriel__computed *computed, uint16_t style) {
	const struct oriel__css_value *value = oriel__computed_value(computed, style);
	return oriel__css_value_is_keyword(value, ORIEL__KEYWORD_NONE) ||
		oriel__css_value_is_keyword(value, ORIEL__KEYWORD_HIDDEN);
}

/* Returns the value to write. A used value is stored in the reader, because a shorthand needs all
 * its values at once. */
static const struct oriel__css_value *resolved_value(void *data, uint16_t longhand) {
	struct style_reader *reader = data;
	longhand = oriel__css_property_physical(longhand, is_rtl(reader->computed));
	const struct oriel__css_value *value = oriel__computed_value(reader->computed, longhand);
	uint16_t border_style = border_style_of(longhand);
	struct oriel__css_value resolved;
	if (is_resolved_color(longhand, value))
		resolved = oriel__css_color_value(oriel__used_color(reader->computed, longhand));
	else if (longhand == ORIEL__CSS_LINE_HEIGHT && value->kind == ORIEL__VALUE_NUMBER &&
		value->unit == ORIEL__UNIT_NUMBER)
		resolved = oriel__css_number_value(value->content.number *
				oriel__computed_value(reader->computed, ORIEL__CSS_FONT_SIZE)->content.number,
			ORIEL__UNIT_PX);
	else if (longhand == ORIEL__CSS_BOX_SHADOW && value->kind == ORIEL__VALUE_LIST)
		resolved = resolved_shadows(reader, value);
	else if (longhand == ORIEL__CSS_CONTENT && value->kind == ORIEL__VALUE_LIST)
		resolved = resolved_content(reader, value);
	else if (border_style != 0 && is_border_absent(reader->computed, border_style))
		resolved = oriel__css_number_value(0, ORIEL__UNIT_PX);
	else
		return value;
	if (reader->count == ORIEL__CSS_MAX_LONGHANDS)
		return value;
	reader->values[reader->count] = resolved;
	return &reader->values[reader->count++];
}

static void write_property(struct oriel__style_state *state, struct oriel__node *node,
	const struct oriel__computed *computed, uint16_t id) {
	struct style_reader reader = { .node = node, .computed = computed };
	id = oriel__css_property_physical(id, is_rtl(computed));
	if (oriel__css_properties[id].kind == ORIEL__CSS_SHORTHAND)
		oriel__css_write_shorthand(&state->text, id, resolved_value, &reader);
	else
		oriel__css_write_value(&state->text, id, resolved_value(&reader, id));
	oriel__css_arena_finish(&reader.arena);
}

static void write_custom(struct oriel__style_state *state, const struct oriel__computed *computed,
	const char *property) {
	size_t length;
	oriel__atom name = oriel__atom_intern(oriel__loop_atoms(state->loop), property);
	const char *text = oriel__variable_text(computed->variables, name, &length);
	if (text != NULL)
		oriel__css_writer_add(&state->text, text, length);
	oriel__atom_unref(name);
}

/* Brings the node of a widget up to date and returns the node. */
static struct oriel__node *style_read(
	const oriel_widget *widget, const char *property, const char *caller) {
	ORIEL_ASSERT(widget != NULL, "%s: the widget is NULL; pass one", caller);
	ORIEL_ASSERT(property != NULL, "%s: the property is NULL; pass its name in CSS", caller);
	struct oriel__node *node = oriel__node_read(widget, caller);
	oriel__node_style(node, caller);
	return node;
}

/* ---- Pseudo-elements ---- */

/* What is read: the widget, or a pseudo-element of it. */
struct style_subject {
	enum oriel__css_pseudo_element element; /* NONE: the widget */
	bool is_unknown;
};

static struct style_subject style_subject_of(const struct oriel_computed_style_options *options) {
	struct style_subject subject = { ORIEL__PSEUDO_ELEMENT_NONE, false };
	if (options == NULL || options->pseudo == NULL)
		return subject;
	subject.element = oriel__css_pseudo_element_find(options->pseudo);
	subject.is_unknown = subject.element <= ORIEL__PSEUDO_ELEMENT_PLACEHOLDER;
	return subject;
}

/* ::selection has its values as inherited properties of the widget. */
static bool is_of_widget(struct style_subject subject) {
	return subject.element == ORIEL__PSEUDO_ELEMENT_NONE ||
		subject.element == ORIEL__PSEUDO_ELEMENT_SELECTION;
}

/* With a reference. */
static struct oriel__computed *style_subject_computed(struct oriel__style_state *state,
	struct oriel__node *node, struct style_subject subject) {
	if (is_of_widget(subject)) {
		node->computed->references++;
		return node->computed;
	}
	oriel__rules_match(state, node, subject.element);
	return oriel__computed_for_box(state, node);
}

/* Without text there is no box. Source: CSS Content 3, "content". */
static bool is_without_content(const struct oriel__computed *computed,
	struct style_subject subject, uint16_t property) {
	return property == ORIEL__CSS_CONTENT && !is_of_widget(subject) &&
		subject.element != ORIEL__PSEUDO_ELEMENT_BACKDROP &&
		oriel__css_value_is_keyword(
			oriel__computed_value(computed, property), ORIEL__KEYWORD_NORMAL);
}

const char *oriel_computed_style_at(const char *site, const oriel_widget *widget,
	const char *property, const struct oriel_computed_style_options *options) {
	oriel__check_options("oriel_computed_style", site, options);
	struct oriel__node *node = style_read(widget, property, "oriel_computed_style");
	struct oriel__style_state *state = oriel__style_state(oriel__node_loop(node));
	struct style_subject subject = style_subject_of(options);
	text_clear(state);
	if (subject.is_unknown)
		return text_result(state);
	uint16_t id = oriel__css_property_find(property, strlen(property));
	struct oriel__computed *computed = style_subject_computed(state, node, subject);
	if (subject.element == ORIEL__PSEUDO_ELEMENT_SELECTION)
		id = oriel__selection_property(id);
	if (is_custom(property))
		write_custom(state, computed, property);
	else if (id != 0 && is_without_content(computed, subject, id))
		oriel__css_writer_text(&state->text, "none");
	else if (id != 0)
		write_property(state, node, computed, id);
	oriel__computed_unref(state, computed);
	return text_result(state);
}

/* ---- Explaining ---- */

static void explain_place(struct oriel__style_state *state, const struct oriel__applied *applied) {
	char place[ORIEL__CSS_PLACE_TEXT];
	if (applied->rule == NULL) {
		oriel__css_writer_text(&state->text,
			applied->origin == ORIEL__ORIGIN_HINTS ? "hint: " : "inline style: ");
		return;
	}
	const struct oriel_sheet *sheet = applied->rule->sheet->sheet;
	const struct oriel__css_style_rule *rule = applied->rule->source;
	const struct oriel__css_source *source = &sheet->sources[rule->source];
	oriel__css_source_write_place(source, rule->offset, place);
	if (applied->origin == ORIEL__ORIGIN_TOOLKIT)
		oriel__css_writer_text(&state->text, "toolkit, ");
	oriel__css_writer_text(&state->text, place);
	oriel__css_writer_text(&state->text, ": ");
	oriel__css_write_selectors(&state->text, rule->selectors, &sheet->names);
	oriel__css_writer_text(&state->text, ": ");
}

static void explain_declaration(struct oriel__style_state *state,
	const struct oriel__applied *applied, const struct oriel__css_declaration *declaration,
	const char *property) {
	explain_place(state, applied);
	oriel__css_writer_text(&state->text, property);
	oriel__css_writer_text(&state->text, ": ");
	if (declaration->value.kind == ORIEL__VALUE_TOKENS ||
		declaration->value.kind == ORIEL__VALUE_PENDING)
		oriel__css_writer_add(
			&state->text, declaration->value.content.text, declaration->value.count);
	else
		oriel__css_write_value(&state->text, declaration->property, &declaration->value);
	oriel__css_writer_text(&state->text, declaration->is_important ? " !important\n" : "\n");
}

static void explain_block(struct oriel__style_state *state, const struct oriel__applied *applied,
	uint16_t id, oriel__atom name, const char *property) {
	for (uint32_t i = applied->block->count; i-- > 0;) {
		const struct oriel__css_declaration *declaration = &applied->block->items[i];
		bool is_asked = declaration->property == ORIEL__CSS_CUSTOM ?
			name != NULL && applied->block->atoms[declaration->name - 1] == name :
			id != 0 && oriel__css_property_physical(declaration->property, false) == id;
		if (is_asked && declaration->is_important == applied->is_important)
			explain_declaration(state, applied, declaration, property);
	}
}

const char *oriel_style_explain_at(const char *site, const oriel_widget *widget,
	const char *property, const struct oriel_computed_style_options *options) {
	oriel__check_options("oriel_style_explain", site, options);
	struct oriel__node *node = style_read(widget, property, "oriel_style_explain");
	struct oriel__style_state *state = oriel__style_state(oriel__node_loop(node));
	struct style_subject subject = style_subject_of(options);
	uint16_t id = oriel__css_property_physical(
		oriel__css_property_find(property, strlen(property)), false);
	if (subject.element == ORIEL__PSEUDO_ELEMENT_SELECTION)
		id = oriel__selection_property(id);
	text_clear(state);
	if (subject.is_unknown)
		return text_result(state);
	oriel__atom name = is_custom(property) ?
		oriel__atom_intern(oriel__loop_atoms(state->loop), property) :
		NULL;
	struct oriel__cascaded cascaded = { 0 };
	oriel__rules_match(state, node,
		is_of_widget(subject) ? ORIEL__PSEUDO_ELEMENT_NONE : subject.element);
	state->key->inline_style = is_of_widget(subject) ? node->inline_style : NULL;
	oriel__cascade(state, state->key, &cascaded);
	for (size_t i = cascaded.count; i-- > 0;)
		explain_block(state, &cascaded.applied[i], id, name, property);
	oriel__cascade_finish(&cascaded);
	oriel__atom_unref(name);
	return text_result(state);
}
