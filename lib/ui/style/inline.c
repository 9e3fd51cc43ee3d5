/* SPDX-License-Identifier: MIT */
/*
 * Inline style and the hints of typed setters. Widgets with equal ones share one struct: 100,000
 * rows with one text cost one parse.
 */
#include "style/style_state_internal.h"

#include "base/alloc_internal.h"
#include "css/css_format_internal.h"

#include <oriel/runtime/log.h>

#include <string.h>

/* ---- Texts ---- */

void oriel__inline_text_unref(
	struct oriel__style_state *state, struct oriel__inline_text *text) {
	if (text == NULL || --text->references > 0)
		return;
	oriel__inline_block_forget(state, text);
	if (!text->is_block)
		HASH_DEL(state->texts, text);
	for (uint32_t i = 0; i < text->css->names.count; i++)
		oriel__atom_unref(text->atoms[i]);
	oriel__free(text->atoms);
	oriel__atom_unref(text->atoms_of_text[0]);
	oriel__atom_unref(text->atoms_of_text[1]);
	if (text->declarations.is_copied)
		oriel__free((void *)(uintptr_t)text->declarations.items);
	oriel__css_inline_free(text->css);
	oriel__free(text->text);
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

struct oriel__inline_text *oriel__inline_text_new(
	struct oriel__style_state *state, struct oriel__css_inline *css) {
	struct oriel__inline_text *text = oriel__alloc_zero(1, sizeof(*text));
	text->references = 1;
	text->css = css;
	text->atoms = oriel__alloc_zero((size_t)css->names.count + 1, sizeof(oriel__atom));
	for (uint32_t i = 0; i < css->names.count; i++)
		text->atoms[i] = oriel__atom_intern_n(oriel__loop_atoms(state->loop),
			css->names.items[i].text, css->names.items[i].length);
	return text;
}

/* Returns the length of a text without the end of its last declaration. */
static size_t inline_text_length(const char *text) {
	size_t length = strlen(text);
	while (length > 0 && (text[length - 1] == ';' || text[length - 1] == ' '))
		length--;
	return length;
}

/* Returns the parsed text with a reference, or NULL if it has no declarations. */
static struct oriel__inline_text *inline_text_for(
	struct oriel__style_state *state, const char *text, const char *site) {
	/* The text equals what oriel_set_style() writes. */
	size_t length = text != NULL ? inline_text_length(text) : 0;
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
	found = oriel__inline_text_new(state, css);
	found->length = length;
	found->text = oriel__strndup(text, length);
	inline_text_filter(found, site);
	HASH_ADD_KEYPTR(hh, state->texts, found->text, length, found);
	oriel__inline_block_list(state, found);
	return found;
}

/* ---- Blocks ---- */

void oriel__inline_unref(struct oriel__style_state *state, struct oriel__inline *inline_style) {
	if (inline_style == NULL || --inline_style->references > 0)
		return;
	HASH_DEL(state->inlines, inline_style);
	oriel__inline_text_unref(state, inline_style->text);
	for (size_t i = 0; i < inline_style->hint_count; i++)
		oriel__inline_text_unref(state, inline_style->hint_texts[i]);
	oriel__free(inline_style->hint_texts);
	oriel__free(inline_style->key);
	oriel__free(inline_style);
}

static size_t inline_key_size(size_t hint_count) {
	return sizeof(struct oriel__inline_key) +
		hint_count * sizeof(struct oriel__css_declaration);
}

/* Hints. Zero each one before filling it in: they are compared as bytes. A list belongs to a text,
 * which has a reference. Equal lists are one text, and thus equal bytes. */
struct inline_hints {
	struct oriel__css_declaration items[ORIEL__CSS_PROPERTIES];
	struct oriel__inline_text *texts[ORIEL__CSS_PROPERTIES];
	size_t count;
};

static void inline_hints_add(struct inline_hints *hints,
	const struct oriel__css_declaration *hint, struct oriel__inline_text *text) {
	memcpy(&hints->items[hints->count], hint, sizeof(*hint));
	hints->texts[hints->count++] = text;
	if (text != NULL)
		text->references++;
}

/* Adds the hints of a block for properties from first to end - 1. */
static void inline_hints_add_old(struct inline_hints *hints, const struct oriel__inline *old,
	uint16_t first, uint16_t end) {
	for (size_t i = 0; old != NULL && i < old->hint_count; i++) {
		uint16_t property = old->key->hints[i].property;
		if (property >= first && property < end)
			inline_hints_add(hints, &old->key->hints[i], old->hint_texts[i]);
	}
}

/* Returns the block with this text and these hints, or NULL if there are neither. Takes over all
 * references. */
static struct oriel__inline *inline_for(struct oriel__style_state *state,
	struct oriel__inline_text *text, const struct inline_hints *hints) {
	if (text == NULL && hints->count == 0)
		return NULL;
	size_t size = inline_key_size(hints->count);
	struct oriel__inline_key *key = oriel__alloc_zero(1, size);
	key->text = text;
	memcpy(key->hints, hints->items, hints->count * sizeof(hints->items[0]));
	struct oriel__inline *found;
	HASH_FIND(hh, state->inlines, key, size, found);
	if (found != NULL) {
		oriel__free(key);
		oriel__inline_text_unref(state, text);
		for (size_t i = 0; i < hints->count; i++)
			oriel__inline_text_unref(state, hints->texts[i]);
		found->references++;
		return found;
	}
	found = oriel__alloc_zero(1, sizeof(*found));
	found->references = 1;
	found->text = text;
	found->key = key;
	found->hint_count = hints->count;
	found->hint_texts = oriel__alloc_zero(hints->count + 1, sizeof(struct oriel__inline_text *));
	memcpy(found->hint_texts, hints->texts, hints->count * sizeof(hints->texts[0]));
	found->hints = (struct oriel__declarations){
		.items = key->hints, .count = (uint32_t)hints->count
	};
	oriel__declarations_summarize(&found->hints);
	HASH_ADD_KEYPTR(hh, state->inlines, found->key, size, found);
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

void oriel__inline_set_parsed(struct oriel__style_state *state, struct oriel__node *node,
	struct oriel__inline_text *text) {
	struct inline_hints hints = { .count = 0 };
	inline_hints_add_old(&hints, node->inline_style, 0, ORIEL__CSS_PROPERTIES);
	inline_exchange(state, node, inline_for(state, text, &hints));
}

void oriel__inline_set_text(struct oriel__style_state *state, struct oriel__node *node,
	const char *text, const char *site) {
	oriel__inline_set_parsed(state, node, inline_text_for(state, text, site));
}

/* hint: NULL for none. */
static void inline_set_hint(struct oriel__style_state *state, struct oriel__node *node,
	uint16_t property, const struct oriel__css_declaration *hint,
	struct oriel__inline_text *hint_text) {
	struct inline_hints hints = { .count = 0 };
	struct oriel__inline_text *text = oriel__inline_text_of(node);
	if (text != NULL)
		text->references++;
	inline_hints_add_old(&hints, node->inline_style, 0, property);
	if (hint != NULL)
		inline_hints_add(&hints, hint, hint_text);
	inline_hints_add_old(
		&hints, node->inline_style, property + 1, ORIEL__CSS_PROPERTIES);
	inline_exchange(state, node, inline_for(state, text, &hints));
}

void oriel__inline_set_hint(struct oriel__style_state *state, struct oriel__node *node,
	uint16_t property, const struct oriel__css_value *value) {
	struct oriel__css_declaration hint;
	memset(&hint, 0, sizeof(hint));
	hint.property = property;
	if (value != NULL) {
		hint.value.kind = value->kind;
		hint.value.unit = value->unit;
		hint.value.keyword = value->keyword;
	}
	if (value != NULL && value->kind == ORIEL__VALUE_NUMBER)
		hint.value.content.number = value->content.number;
	else if (value != NULL && value->kind == ORIEL__VALUE_COLOR)
		hint.value.content.color = value->content.color;
	inline_set_hint(state, node, property, value != NULL ? &hint : NULL, NULL);
}

bool oriel__inline_set_hint_text(struct oriel__style_state *state, struct oriel__node *node,
	uint16_t property, const char *value, const char *caller) {
	struct oriel__css_writer writer = { 0 };
	oriel__css_writer_text(&writer, oriel__css_properties[property].name);
	oriel__css_writer_text(&writer, ": ");
	oriel__css_writer_text(&writer, value);
	struct oriel__inline_text *text = oriel__css_value_refused(value, strlen(value)) == NULL ?
		inline_text_for(state, writer.text, caller) :
		NULL;
	bool is_one = text != NULL && text->declarations.count == 1 &&
		text->declarations.items[0].property == property;
	if (is_one)
		inline_set_hint(state, node, property, &text->declarations.items[0], text);
	else
		oriel_log(ORIEL_LOG_ERROR, "%s: \"%.200s\" is no value; nothing was set", caller,
			writer.text);
	oriel__inline_text_unref(state, text);
	oriel__css_writer_finish(&writer);
	return is_one;
}

/* ---- The attribute ---- */

oriel__atom oriel__inline_text(struct oriel__node *node, bool is_closed) {
	struct oriel__style_state *state = oriel__style_state(oriel__node_loop(node));
	struct oriel__inline_text *text = oriel__inline_text_of(node);
	if (text == NULL)
		return state->empty_text;
	oriel__atom *atom = &text->atoms_of_text[is_closed];
	if (*atom == NULL) {
		struct oriel__css_writer writer = { 0 };
		if (text->text == NULL)
			oriel__inline_block_write(text);
		oriel__css_writer_add(&writer, text->text, text->length);
		oriel__css_writer_text(&writer, is_closed ? ";" : "");
		*atom = oriel__atom_intern_n(
			oriel__loop_atoms(state->loop), writer.text, writer.length);
		oriel__css_writer_finish(&writer);
	}
	return *atom;
}

static enum oriel__style_attribute inline_form(const struct oriel__node *node, const char *text) {
	if (text == NULL)
		return ORIEL__STYLE_ATTRIBUTE_NONE;
	const struct oriel__inline_text *kept = oriel__inline_text_of(node);
	size_t length = kept != NULL ? kept->length : 0;
	const char *rest = text + length;
	if (*rest == '\0')
		return ORIEL__STYLE_ATTRIBUTE_PLAIN;
	return kept != NULL && strcmp(rest, ";") == 0 ? ORIEL__STYLE_ATTRIBUTE_CLOSED :
													ORIEL__STYLE_ATTRIBUTE_STORED;
}

void oriel__inline_replace(struct oriel__node *node, const char *text, const char *site) {
	oriel__inline_set_text(oriel__style_state(oriel__node_loop(node)), node, text, site);
	oriel__style_attribute_changed(node, inline_form(node, text), text);
}

void oriel__inline_set_attribute(struct oriel__node *node, const char *text) {
	oriel__inline_replace(node, text, "oriel_set_attribute");
}

void oriel__inlines_finish(struct oriel__style_state *state) {
	oriel__atom_unref(state->empty_text);
	struct oriel__inline *style, *next;
	HASH_ITER(hh, state->inlines, style, next) {
		style->references = 1;
		oriel__inline_unref(state, style);
	}
}
