/* SPDX-License-Identifier: MIT */
/*
 * Links a parsed sheet to a loop: names become atoms, selectors are linked, and declarations that
 * layout and painting cannot use yet are left out. Each such declaration is logged once per sheet,
 * with its place.
 */
#include "style/style_state_internal.h"

#include "base/alloc_internal.h"

#include <oriel/runtime/log.h>

#include <string.h>

/* ---- Unsupported values ---- */

static bool is_keyword_of(const struct oriel__css_value *value, const uint16_t *keywords) {
	if (value->kind != ORIEL__VALUE_KEYWORD)
		return false;
	for (; *keywords != 0; keywords++) {
		if (value->keyword == *keywords)
			return true;
	}
	return false;
}

#define KEYWORDS(...) ((const uint16_t[]){ __VA_ARGS__, 0 })

static bool has_percentage(const struct oriel__css_value *value) {
	if (value->kind == ORIEL__VALUE_NUMBER)
		return value->unit == ORIEL__UNIT_PERCENT;
	if (value->kind == ORIEL__VALUE_LIST) {
		for (uint32_t i = 0; i < value->count; i++) {
			if (has_percentage(&value->content.items[i]))
				return true;
		}
	}
	return false;
}

static const char *refuse_radius(const struct oriel__css_value *value) {
	if (has_percentage(value))
		return "painting does not support percentages here yet";
	if (value->kind == ORIEL__VALUE_LIST && value->count == 2 &&
		!oriel__css_value_equal(&value->content.items[0], &value->content.items[1]))
		return "painting does not support elliptical corners yet";
	return NULL;
}

static const char *unless_keyword(
	const struct oriel__css_value *value, const uint16_t *keywords, const char *message) {
	return is_keyword_of(value, keywords) ? NULL : message;
}

const char *oriel__value_refusal(uint16_t property, const struct oriel__css_value *value) {
	static const char later[] = "layout does not support this value yet";
	if (value->kind == ORIEL__VALUE_WIDE || value->kind == ORIEL__VALUE_PENDING)
		return NULL;
	switch (property) {
	case ORIEL__CSS_TEXT_ALIGN:
		return unless_keyword(value,
			KEYWORDS(ORIEL__KEYWORD_START, ORIEL__KEYWORD_CENTER, ORIEL__KEYWORD_END), later);
	case ORIEL__CSS_USER_SELECT:
		return unless_keyword(value, KEYWORDS(ORIEL__KEYWORD_AUTO), later);
	case ORIEL__CSS_BORDER_TOP_LEFT_RADIUS:
	case ORIEL__CSS_BORDER_TOP_RIGHT_RADIUS:
	case ORIEL__CSS_BORDER_BOTTOM_LEFT_RADIUS:
	case ORIEL__CSS_BORDER_BOTTOM_RIGHT_RADIUS:
		return refuse_radius(value);
	case ORIEL__CSS_CURSOR:
		return is_keyword_of(value,
				KEYWORDS(ORIEL__KEYWORD_CONTEXT_MENU, ORIEL__KEYWORD_HELP, ORIEL__KEYWORD_CELL,
					ORIEL__KEYWORD_ALIAS, ORIEL__KEYWORD_COPY, ORIEL__KEYWORD_ZOOM_IN,
					ORIEL__KEYWORD_ZOOM_OUT, ORIEL__KEYWORD_NE_RESIZE,
					ORIEL__KEYWORD_NW_RESIZE, ORIEL__KEYWORD_SE_RESIZE,
					ORIEL__KEYWORD_SW_RESIZE, ORIEL__KEYWORD_NESW_RESIZE,
					ORIEL__KEYWORD_NWSE_RESIZE, ORIEL__KEYWORD_CROSSHAIR)) ?
			"the platform does not support this cursor yet" :
			NULL;
	default:
		return NULL;
	}
}

/* ---- Declarations ---- */

/* Returns whether a declaration may inherit a value that is not inherited by default. A value with
 * var() may become `inherit`. */
static bool may_inherit(const struct oriel__css_declaration *declaration) {
	uint16_t property = oriel__css_property_physical(declaration->property, false);
	if (property == ORIEL__CSS_CUSTOM || oriel__css_properties[property].is_inherited)
		return false;
	if (declaration->value.kind == ORIEL__VALUE_PENDING)
		return strstr(declaration->value.content.text, "inherit") != NULL;
	return declaration->value.kind == ORIEL__VALUE_WIDE &&
		declaration->value.keyword == ORIEL__KEYWORD_INHERIT;
}

void oriel__declarations_summarize(struct oriel__declarations *declarations) {
	declarations->has_important = declarations->does_inherit = false;
	declarations->needs = 0;
	for (uint32_t i = 0; i < declarations->count; i++) {
		const struct oriel__css_declaration *declaration = &declarations->items[i];
		declarations->has_important |= declaration->is_important;
		declarations->needs |= declaration->needs;
		declarations->does_inherit |= may_inherit(declaration);
	}
	/* The content of a variable is unknown until values are computed, so everything may be
	 * needed. */
	if (declarations->needs & ORIEL__NEED_VARIABLES)
		declarations->needs |= ORIEL__NEED_ROOT_FONT | ORIEL__NEED_VIEWPORT | ORIEL__NEED_SCHEME;
}

/* ---- Linking ---- */

static void link_complain(const struct oriel_sheet *sheet,
	const struct oriel__css_style_rule *rule, uint32_t offset, const char *what,
	const char *message) {
	const struct oriel__css_source *source = &sheet->sources[rule->source];
	char place[ORIEL__CSS_PLACE_TEXT];
	oriel__css_source_write_place(source, offset, place);
	oriel_log(ORIEL_LOG_ERROR, "%s: %s: %s; the declaration is ignored", place, what, message);
}

static const char *refusal_of(const struct oriel__css_declaration *declaration) {
	uint16_t property = oriel__css_property_physical(declaration->property, false);
	return property != ORIEL__CSS_CUSTOM ? oriel__value_refusal(property, &declaration->value) :
										NULL;
}

static void declarations_filter(struct oriel__declarations *block,
	const struct oriel_sheet *sheet, const struct oriel__css_style_rule *rule) {
	struct oriel__css_declaration *kept = NULL;
	for (uint32_t i = 0; i < rule->block.count; i++) {
		const struct oriel__css_declaration *declaration = &rule->block.items[i];
		const char *message = refusal_of(declaration);
		if (message != NULL && kept == NULL) {
			kept = oriel__alloc(rule->block.count * sizeof(*kept));
			memcpy(kept, rule->block.items, i * sizeof(*kept));
			block->count = i;
		}
		if (message != NULL)
			link_complain(sheet, rule, declaration->offset,
				oriel__css_properties[declaration->property].name, message);
		else if (kept != NULL)
			kept[block->count++] = *declaration;
	}
	if (kept != NULL) {
		block->items = kept;
		block->is_copied = true;
	}
}

static void used_sheet_link_block(struct oriel__used_sheet *used, uint32_t index) {
	struct oriel__declarations *block = &used->blocks[index];
	const struct oriel__css_style_rule *rule = &used->sheet->rules[index];
	*block = (struct oriel__declarations){ .items = rule->block.items,
		.count = rule->block.count,
		.atoms = used->atoms };
	declarations_filter(block, used->sheet, rule);
	oriel__declarations_summarize(block);
}

/* ---- ::selection ---- */

/* The values of ::selection are inherited properties of the widget, because a highlight inherits
 * from the highlight of the parent. Source: Pseudo-elements 4, §3.5. */
uint16_t oriel__selection_property(uint16_t property) {
	switch (property) {
	case ORIEL__CSS_BACKGROUND:
	case ORIEL__CSS_BACKGROUND_COLOR:
		return ORIEL__CSS_ORIEL_SELECTION_COLOR;
	case ORIEL__CSS_COLOR:
		return ORIEL__CSS_ORIEL_SELECTION_TEXT_COLOR;
	case ORIEL__CSS_TEXT_DECORATION:
	case ORIEL__CSS_TEXT_DECORATION_LINE:
		return ORIEL__CSS_ORIEL_SELECTION_DECORATION_LINE;
	default:
		return 0;
	}
}

/* Maps `initial`: the initial background of a selection is the highlight colour, but the initial
 * value of background-color is transparent. */
static void link_selection_initial(
	const struct oriel__css_declaration *from, struct oriel__css_declaration *mapped) {
	if (from->property == ORIEL__CSS_BACKGROUND_COLOR &&
		from->value.kind == ORIEL__VALUE_WIDE &&
		from->value.keyword == ORIEL__KEYWORD_INITIAL)
		mapped->value = oriel__css_color_value(0);
}

/* Maps the block of a rule with ::selection to properties of the widget. */
static void link_selection(struct oriel__used_sheet *used, uint32_t index) {
	const struct oriel__declarations *block = &used->blocks[index];
	const struct oriel__css_style_rule *rule = &used->sheet->rules[index];
	struct oriel__css_declaration *mapped = oriel__alloc(
		((size_t)block->count + 1) * sizeof(*mapped));
	uint32_t count = 0;
	for (uint32_t i = 0; i < block->count; i++) {
		const struct oriel__css_declaration *from = &block->items[i];
		mapped[count] = *from;
		mapped[count].property = from->property == ORIEL__CSS_CUSTOM ?
			0 :
			oriel__selection_property(from->property);
		if (mapped[count].property != 0)
			link_selection_initial(from, &mapped[count++]);
		else
			link_complain(used->sheet, rule, from->offset,
				oriel__css_properties[from->property].name,
				"::selection takes color, background-color and text-decoration");
	}
	if (used->selections == NULL)
		used->selections = oriel__alloc_zero(
			(size_t)used->sheet->rule_count + 1, sizeof(*used->selections));
	used->selections[index] = (struct oriel__declarations){
		.items = mapped, .count = count, .atoms = used->atoms, .is_copied = true
	};
	oriel__declarations_summarize(&used->selections[index]);
}

static bool has_selector_of(
	const struct oriel__css_selector_list *list, enum oriel__css_pseudo_element element) {
	for (uint32_t i = 0; i < list->count; i++) {
		if (list->items[i].pseudo_element == element)
			return true;
	}
	return false;
}

static void link_rule(
	struct oriel__style_state *state, struct oriel__used_sheet *used, uint32_t index) {
	const struct oriel__css_style_rule *rule = &used->sheet->rules[index];
	oriel__selector_link(state->loop, &used->selectors[index], rule->selectors, used->atoms);
	used_sheet_link_block(used, index);
	if (has_selector_of(rule->selectors, ORIEL__PSEUDO_ELEMENT_SELECTION))
		link_selection(used, index);
}

void oriel__used_sheet_link(struct oriel__style_state *state, struct oriel__used_sheet *used) {
	const struct oriel_sheet *sheet = used->sheet;
	used->atoms = oriel__alloc_zero((size_t)sheet->names.count + 1, sizeof(oriel__atom));
	for (uint32_t i = 0; i < sheet->names.count; i++)
		used->atoms[i] = oriel__atom_intern_n(oriel__loop_atoms(state->loop),
			sheet->names.items[i].text, sheet->names.items[i].length);
	used->blocks = oriel__alloc_zero((size_t)sheet->rule_count + 1, sizeof(*used->blocks));
	used->selectors = oriel__alloc_zero((size_t)sheet->rule_count + 1, sizeof(*used->selectors));
	used->selections = NULL;
	used->layers = oriel__alloc_zero((size_t)sheet->layer_count + 1, sizeof(*used->layers));
	for (uint32_t i = 0; i < sheet->rule_count; i++)
		link_rule(state, used, i);
}

static void declarations_finish(struct oriel__declarations *block) {
	if (block->is_copied)
		oriel__free((void *)(uintptr_t)block->items);
}

void oriel__used_sheet_finish(struct oriel__used_sheet *used) {
	for (uint32_t i = 0; i < used->sheet->rule_count; i++) {
		oriel__selector_list_finish(&used->selectors[i]);
		declarations_finish(&used->blocks[i]);
		if (used->selections != NULL)
			declarations_finish(&used->selections[i]);
	}
	for (uint32_t i = 0; i < used->sheet->names.count; i++)
		oriel__atom_unref(used->atoms[i]);
	oriel__free(used->atoms);
	oriel__free(used->blocks);
	oriel__free(used->selections);
	oriel__free(used->selectors);
	oriel__free(used->layers);
	oriel_sheet_unref(used->sheet);
}
