/* SPDX-License-Identifier: MIT */
/*
 * Inline style that oriel_set_style() makes: the declarations of the widget but for one property,
 * and the new ones. They are copied as values; text is written only when the attribute "style" is
 * read. Widgets with equal declarations share one block, in a table by a hash of the values.
 */
#include "style/style_state_internal.h"

#include "base/alloc_internal.h"

#include <string.h>

/* ---- The table ---- */

static const struct oriel__css_name_item *inline_block_name(
	const struct oriel__inline_text *text, const struct oriel__css_declaration *declaration) {
	return &text->css->names.items[declaration->name - 1];
}

static uint32_t inline_block_hash(const struct oriel__inline_text *text) {
	uint32_t hash = text->declarations.count;
	for (uint32_t i = 0; i < text->declarations.count; i++) {
		const struct oriel__css_declaration *declaration = &text->declarations.items[i];
		hash = hash * 31 + declaration->property * 2u + declaration->is_important;
		if (declaration->property == ORIEL__CSS_CUSTOM)
			hash ^= inline_block_name(text, declaration)->hash;
		hash = oriel__value_hash(hash, &declaration->value);
	}
	return hash;
}

static bool inline_block_equal(
	const struct oriel__inline_text *a, const struct oriel__inline_text *b) {
	if (a->hash != b->hash || a->declarations.count != b->declarations.count)
		return false;
	for (uint32_t i = 0; i < a->declarations.count; i++) {
		const struct oriel__css_declaration *one = &a->declarations.items[i];
		const struct oriel__css_declaration *two = &b->declarations.items[i];
		if (one->property != two->property || one->is_important != two->is_important ||
			!oriel__css_value_equal(&one->value, &two->value))
			return false;
		if (one->property == ORIEL__CSS_CUSTOM &&
			a->atoms[one->name - 1] != b->atoms[two->name - 1])
			return false;
	}
	return true;
}

static struct oriel__inline_text **inline_block_bucket(
	struct oriel__style_state *state, uint32_t hash) {
	return &state->blocks[hash % ORIEL__INLINE_BUCKETS];
}

void oriel__inline_block_forget(
	struct oriel__style_state *state, const struct oriel__inline_text *text) {
	struct oriel__inline_text **at = inline_block_bucket(state, text->hash);
	while (*at != NULL && *at != text)
		at = &(*at)->next;
	if (*at != NULL)
		*at = text->next;
}

void oriel__inline_block_list(
	struct oriel__style_state *state, struct oriel__inline_text *text) {
	text->hash = inline_block_hash(text);
	struct oriel__inline_text **bucket = inline_block_bucket(state, text->hash);
	text->next = *bucket;
	*bucket = text;
	state->has_inherit |= text->declarations.does_inherit;
	state->counts.parsed++;
}

static void inline_block_serialize(
	const struct oriel__inline_text *text, struct oriel__css_writer *writer) {
	const struct oriel__css_block block = { .items = text->declarations.items,
		.count = text->declarations.count };
	oriel__css_write_block(writer, &block, &text->css->names);
	if (writer->length > 0)
		writer->length--; /* the last semicolon */
}

/* Returns whether the attribute reads as if oriel_set_style() had set the declarations. */
static bool inline_block_is_plain(const struct oriel__inline_text *text) {
	struct oriel__css_writer writer = { 0 };
	if (text->is_block)
		return true;
	inline_block_serialize(text, &writer);
	bool is_plain = writer.length == text->length &&
		(text->length == 0 || memcmp(writer.text, text->text, text->length) == 0);
	oriel__css_writer_finish(&writer);
	return is_plain;
}

/* Returns the inline style that equals fresh, with the reference to fresh. */
static struct oriel__inline_text *inline_block_share(
	struct oriel__style_state *state, struct oriel__inline_text *fresh) {
	fresh->is_block = true;
	fresh->hash = inline_block_hash(fresh);
	struct oriel__inline_text *text = *inline_block_bucket(state, fresh->hash);
	while (text != NULL && !(inline_block_equal(text, fresh) && inline_block_is_plain(text)))
		text = text->next;
	if (text == NULL) {
		oriel__inline_block_list(state, fresh);
		return fresh;
	}
	text->references++;
	oriel__inline_text_unref(state, fresh);
	return text;
}

void oriel__inline_block_write(struct oriel__inline_text *text) {
	struct oriel__css_writer writer = { 0 };
	inline_block_serialize(text, &writer);
	text->length = writer.length;
	text->text = oriel__strndup(writer.text != NULL ? writer.text : "", text->length);
	oriel__css_writer_finish(&writer);
}

/* ---- Setting a property ---- */

/* Returns whether setting a property, by id or by custom name, replaces a declaration. */
static bool inline_block_covers(uint16_t id, const char *property,
	const struct oriel__css_declaration *declaration,
	const struct oriel__css_name_table *names) {
	if (declaration->property == ORIEL__CSS_CUSTOM)
		return id == 0 && strcmp(oriel__css_name_text(names, declaration->name), property) == 0;
	if (id == 0 || declaration->property == id)
		return id != 0;
	const struct oriel__css_property *info = &oriel__css_properties[id];
	if (id == ORIEL__CSS_ALL)
		return true;
	for (const uint16_t *member = info->members;
		info->kind == ORIEL__CSS_SHORTHAND && *member != 0; member++) {
		if (inline_block_covers(*member, property, declaration, names))
			return true;
	}
	return false;
}

static void inline_block_add(struct oriel__css_inline *css,
	struct oriel__css_declaration *declaration, const struct oriel__css_declaration *source,
	const struct oriel__css_name_table *names) {
	*declaration = *source;
	declaration->offset = 0;
	declaration->value = oriel__value_copy(&css->arena, &source->value);
	if (source->property == ORIEL__CSS_CUSTOM) {
		const struct oriel__css_name_item *name = &names->items[source->name - 1];
		declaration->name = oriel__css_name_add(&css->names, name->text, name->length);
	}
}

/* Adds the declarations of a value to a block. Returns their number; 0 if the value is invalid or
 * layout cannot use it. */
static uint32_t inline_block_parse(struct oriel__css_inline *css, uint16_t id, const char *value,
	struct oriel__css_declaration *items) {
	struct oriel__css_longhand longhands[ORIEL__CSS_MAX_LONGHANDS];
	struct oriel__css_value_error error;
	uint32_t length;
	const char *text = oriel__css_preprocess(&css->arena, value, strlen(value), &length);
	size_t count = oriel__css_value_parse(&css->arena, id, text, length, longhands, &error);
	for (size_t i = 0; i < count; i++) {
		items[i] = (struct oriel__css_declaration){ .property = longhands[i].property,
			.needs = (uint8_t)oriel__css_longhand_needs(&longhands[i]),
			.value = longhands[i].value };
		uint16_t physical = oriel__css_property_physical(items[i].property, false);
		if (oriel__value_refusal(physical, &items[i].value) != NULL)
			return 0;
	}
	return (uint32_t)count;
}

/* The same for a custom property, which has one declaration. */
static uint32_t inline_block_parse_custom(struct oriel__css_inline *css, const char *property,
	const char *value, struct oriel__css_declaration *item) {
	struct oriel__css_writer writer = { 0 };
	oriel__css_writer_text(&writer, property);
	oriel__css_writer_text(&writer, ": ");
	oriel__css_writer_text(&writer, value);
	struct oriel__css_inline *parsed = oriel__css_inline_parse(writer.text, writer.length, NULL);
	uint32_t count = parsed != NULL && parsed->block.count == 1;
	if (count > 0)
		inline_block_add(css, item, parsed->block.items, &parsed->names);
	oriel__css_inline_free(parsed);
	oriel__css_writer_finish(&writer);
	return count;
}

/* Fills css with the declarations of old that stay, and those of the value. Returns whether the
 * value is valid. */
static bool inline_block_fill(struct oriel__css_inline *css,
	const struct oriel__inline_text *old, uint16_t id, const char *property, const char *value) {
	uint32_t old_count = old != NULL ? old->declarations.count : 0, count = 0, added = 0;
	struct oriel__css_declaration fresh[ORIEL__CSS_MAX_LONGHANDS];
	css->names.arena = &css->arena;
	if (value != NULL)
		added = id != 0 ? inline_block_parse(css, id, value, fresh) :
			inline_block_parse_custom(css, property, value, fresh);
	if (value != NULL && added == 0)
		return false;
	struct oriel__css_declaration *items = oriel__css_arena_alloc(
		&css->arena, (old_count + added + 1u) * sizeof(*items));
	for (uint32_t i = 0; i < old_count; i++) {
		const struct oriel__css_declaration *kept = &old->declarations.items[i];
		if (!inline_block_covers(id, property, kept, &old->css->names))
			inline_block_add(css, &items[count++], kept, &old->css->names);
	}
	memcpy(items + count, fresh, added * sizeof(*items));
	css->block.items = items;
	css->block.count = count + added;
	return true;
}

/* Returns the shared inline style of css, with a reference, or NULL if css is empty. Takes over
 * css. */
static struct oriel__inline_text *inline_block_of(
	struct oriel__style_state *state, struct oriel__css_inline *css) {
	if (css->block.count == 0) {
		oriel__css_inline_free(css);
		return NULL;
	}
	struct oriel__inline_text *text = oriel__inline_text_new(state, css);
	text->declarations = (struct oriel__declarations){ .items = css->block.items,
		.atoms = text->atoms,
		.count = css->block.count };
	oriel__declarations_summarize(&text->declarations);
	return inline_block_share(state, text);
}

bool oriel__inline_set_property(
	struct oriel__node *node, uint16_t id, const char *property, const char *value) {
	struct oriel__style_state *state = oriel__style_state(oriel__node_loop(node));
	struct oriel__css_inline *css = oriel__alloc_zero(1, sizeof(*css));
	if (!inline_block_fill(css, oriel__inline_text_of(node), id, property, value)) {
		oriel__css_inline_free(css);
		return false;
	}
	oriel__style_attribute_changes(node);
	struct oriel__inline_text *text = inline_block_of(state, css);
	oriel__inline_set_parsed(state, node, text);
	oriel__style_attribute_changed(node,
		text != NULL ? ORIEL__STYLE_ATTRIBUTE_CLOSED : ORIEL__STYLE_ATTRIBUTE_PLAIN, NULL);
	return true;
}
