/* SPDX-License-Identifier: MIT */
/*
 * Inline style and the hints of typed setters. Widgets with equal ones share one struct: 100,000
 * rows with one text cost one parse.
 */
#include "style/style_state_internal.h"

#include "base/alloc_internal.h"

#include <oriel/runtime/log.h>

#include <string.h>

/* ---- Texts ---- */

static void inline_text_unref(
	struct oriel__style_state *state, struct oriel__inline_text *text) {
	if (text == NULL || --text->references > 0)
		return;
	HASH_DEL(state->texts, text);
	for (uint32_t i = 0; i < text->css->names.count; i++)
		oriel__atom_unref(text->atoms[i]);
	oriel__free(text->atoms);
	if (text->declarations.is_copied)
		oriel__free((void *)(uintptr_t)text->declarations.items);
	oriel__css_inline_free(text->css);
	oriel__free(text);
}

/* Copies the declarations that layout can use, and logs the others. */
static void inline_text_filter(struct oriel__inline_text *text, const char *site) {
	const struct oriel__css_block *block = &text->css->block;
	struct oriel__css_declaration *kept = oriel__alloc(block->count * sizeof(*kept) + 1);
	uint32_t count = 0;
	for (uint32_t i = 0; i < block->count; i++) {
		uint16_t property = oriel__css_property_physical(block->items[i].property, false);
		const char *message = property != ORIEL__CSS_CUSTOM ?
			oriel__value_refusal(property, &block->items[i].value) :
			NULL;
		if (message == NULL)
			kept[count++] = block->items[i];
		else
			oriel_log(ORIEL_LOG_ERROR, "%s: inline style \"%.200s\": %s: %s; the declaration is "
				"ignored", site != NULL ? site : "oriel", text->text,
				oriel__css_properties[block->items[i].property].name, message);
	}
	text->declarations = (struct oriel__declarations){ .items = kept,
		.count = count,
		.atoms = text->atoms,
		.is_copied = true };
	oriel__declarations_summarize(&text->declarations);
}

/* Returns the parsed text with a reference, or NULL if it has no declarations. */
static struct oriel__inline_text *inline_text_for(
	struct oriel__style_state *state, const char *text, const char *site) {
	size_t length = text != NULL ? strlen(text) : 0;
	while (length > 0 && (text[length - 1] == ';' || text[length - 1] == ' '))
		length--; /* the text equals what oriel_set_style() writes */
	if (length == 0)
		return NULL;
	struct oriel__inline_text *found;
	HASH_FIND(hh, state->texts, text, length, found);
	if (found != NULL) {
		found->references++;
		return found;
	}
	struct oriel__css_inline *css = oriel__css_inline_parse(text, length, site);
	if (css == NULL)
		return NULL;
	found = oriel__alloc_zero(1, sizeof(*found) + length + 1);
	found->references = 1;
	found->css = css;
	found->length = length;
	memcpy(found->text, text, length);
	found->atoms = oriel__alloc_zero((size_t)css->names.count + 1, sizeof(oriel__atom));
	for (uint32_t i = 0; i < css->names.count; i++)
		found->atoms[i] = oriel__atom_intern_n(oriel__loop_atoms(state->loop),
			css->names.items[i].text, css->names.items[i].length);
	inline_text_filter(found, site);
	state->has_inherit |= found->declarations.does_inherit;
	HASH_ADD_KEYPTR(hh, state->texts, found->text, length, found);
	state->counts.parsed++;
	return found;
}

/* ---- Blocks ---- */

void oriel__inline_unref(struct oriel__style_state *state, struct oriel__inline *inline_style) {
	if (inline_style == NULL || --inline_style->references > 0)
		return;
	HASH_DEL(state->inlines, inline_style);
	inline_text_unref(state, inline_style->text);
	oriel__free(inline_style->key);
	oriel__free(inline_style);
}

static size_t inline_key_size(size_t hint_count) {
	return sizeof(struct oriel__inline_key) +
		hint_count * sizeof(struct oriel__css_declaration);
}

/* Returns the block with this text and these hints, or NULL if there are neither. Takes over the
 * reference to the text. Hints are compared as bytes, so zero each hint before filling it in. */
static struct oriel__inline *inline_for(struct oriel__style_state *state,
	struct oriel__inline_text *text, const struct oriel__css_declaration *hints,
	size_t hint_count) {
	if (text == NULL && hint_count == 0)
		return NULL;
	struct oriel__inline_key *key = oriel__alloc_zero(1, inline_key_size(hint_count));
	key->text = text;
	if (hint_count > 0)
		memcpy(key->hints, hints, hint_count * sizeof(*hints));
	struct oriel__inline *found;
	HASH_FIND(hh, state->inlines, key, inline_key_size(hint_count), found);
	if (found != NULL) {
		oriel__free(key);
		inline_text_unref(state, text);
		found->references++;
		return found;
	}
	found = oriel__alloc_zero(1, sizeof(*found));
	found->references = 1;
	found->text = text;
	found->key = key;
	found->hint_count = hint_count;
	found->hints = (struct oriel__declarations){
		.items = key->hints, .count = (uint32_t)hint_count
	};
	oriel__declarations_summarize(&found->hints);
	HASH_ADD_KEYPTR(hh, state->inlines, found->key, inline_key_size(hint_count), found);
	return found;
}

/* Replaces a node's inline style by new, whose reference is handed over. */
static void inline_exchange(
	struct oriel__style_state *state, struct oriel__node *node, struct oriel__inline *new) {
	struct oriel__inline *old = node->inline_style;
	node->inline_style = new;
	if (new != old)
		oriel__node_mark(node, ORIEL__MARK_STYLE);
	oriel__inline_unref(state, old);
}

void oriel__inline_set_text(struct oriel__style_state *state, struct oriel__node *node,
	const char *text, const char *site) {
	const struct oriel__inline *old = node->inline_style;
	inline_exchange(state, node,
		inline_for(state, inline_text_for(state, text, site),
			old != NULL ? old->key->hints : NULL, old != NULL ? old->hint_count : 0));
}

void oriel__inline_set_hint(struct oriel__style_state *state, struct oriel__node *node,
	uint16_t property, const struct oriel__css_value *value) {
	const struct oriel__inline *old = node->inline_style;
	struct oriel__css_declaration hints[ORIEL__CSS_PROPERTIES];
	size_t count = 0, old_count = old != NULL ? old->hint_count : 0, i = 0;
	for (; i < old_count && old->key->hints[i].property < property; i++)
		memcpy(&hints[count++], &old->key->hints[i], sizeof(hints[0]));
	if (value != NULL) {
		memset(&hints[count], 0, sizeof(hints[0]));
		hints[count].property = property;
		hints[count].value.kind = value->kind;
		hints[count].value.unit = value->unit;
		hints[count].value.keyword = value->keyword;
		if (value->kind == ORIEL__VALUE_NUMBER)
			hints[count].value.content.number = value->content.number;
		else if (value->kind == ORIEL__VALUE_COLOR)
			hints[count].value.content.color = value->content.color;
		count++;
	}
	if (i < old_count && old->key->hints[i].property == property)
		i++;
	for (; i < old_count; i++)
		memcpy(&hints[count++], &old->key->hints[i], sizeof(hints[0]));
	struct oriel__inline_text *text = old != NULL ? old->text : NULL;
	if (text != NULL)
		text->references++;
	inline_exchange(state, node, inline_for(state, text, hints, count));
}

void oriel__inlines_finish(struct oriel__style_state *state) {
	struct oriel__inline *style, *next;
	HASH_ITER(hh, state->inlines, style, next) {
		style->references = 1;
		oriel__inline_unref(state, style);
	}
}
