/* SPDX-License-Identifier: MIT */
/*
 * A sheet during its parse. sheet_parse.c (rules), at_rule.c, declaration.c and sheet_import.c add
 * to it.
 */
#ifndef ORIEL_CSS_SHEET_BUILDER_INTERNAL_H
#define ORIEL_CSS_SHEET_BUILDER_INTERNAL_H

#include "css/css_sheet_internal.h"
#include "css/value_parser_internal.h"

/* The declarations of the current block. */
struct oriel__css_declarations {
	struct oriel__css_declaration *items;
	size_t count, capacity;
	/* indexed by property, or by the name of a custom property: the index of the declaration in
	 * force, valid if `block` is the current block */
	struct oriel__css_declared {
		uint32_t block, index;
	} properties[ORIEL__CSS_PROPERTIES], *customs;
	size_t custom_capacity;
	uint32_t block; /* number of the block, from 1 */
	size_t dead;    /* items with property DEAD, which lost to later declarations */
	size_t declared; /* declarations of all blocks, also those that lost */
};

/* Results of earlier declarations, by their text; in declaration_cache.c. */
struct oriel__css_declaration_cache {
	struct oriel__css_cache_slot *slots; /* NULL: the sheet is still small */
	struct oriel__css_declaration *items;
	size_t count;
	uint32_t searches;
};

/* The text of a declaration, and the state of the builder before its parse. */
struct oriel__css_cache_key {
	uint64_t hash;
	const char *text;
	uint32_t length; /* 0: not to be cached */
	size_t declared, errors;
};

struct oriel__sheet_files; /* sheet_files_internal.h */

enum { ORIEL__CSS_CACHED_PROPERTIES = 128 };

struct oriel__css_builder {
	struct oriel__css_arena *arena;
	struct oriel__css_name_table *names;
	struct oriel__css_name_table layer_keys; /* the number of a key is the index of its layer + 1 */
	struct oriel__css_scanner scanner;
	uint32_t source;
	struct oriel__css_source *sources;
	size_t source_count, source_capacity;
	struct oriel__css_style_rule *rules;
	size_t rule_count, rule_capacity;
	struct oriel__css_layer *layers;
	size_t layer_count, layer_capacity;
	struct oriel__css_layer_place *layer_places;
	size_t layer_place_count, layer_place_capacity;
	uint32_t *layer_conditions; /* the condition of each layer's last place */
	size_t layer_condition_capacity;
	struct oriel__css_condition *conditions;
	size_t condition_count, condition_capacity;
	struct oriel__css_registration *registrations;
	size_t registration_count, registration_capacity;
	struct oriel__css_error_item *errors;
	size_t error_count, error_capacity, error_total;
	struct oriel__css_declarations declarations;
	struct oriel__css_declaration_cache cache;
	uint16_t cached_properties[ORIEL__CSS_CACHED_PROPERTIES]; /* by a hash of the name; 0: none */
	struct oriel__css_selector_parser selectors;
	/* imports */
	const char *base, *root; /* NULL: none */
	const char **files;
	size_t file_count, file_capacity;
	size_t bytes;
	int import_depth, import_count;
	struct oriel__sheet_files *recorded; /* of a recording or a replay; may be NULL */
	const char *import_stack[ORIEL__SHEET_MAX_IMPORT_DEPTH + 1];
};

/* The surroundings of a rule. */
struct oriel__css_context {
	const struct oriel__css_selector_list *selectors; /* of the enclosing style rule; NULL: none */
	uint32_t rule_begin, rule_end;                    /* its selector in the source */
	uint32_t layer, condition;                        /* index + 1 */
	int depth;
};

void oriel__css_builder_finish(struct oriel__css_builder *builder);
/* Adds a source, whose text is parsed next, and sets the scanner to its beginning. */
void oriel__css_builder_begin_source(struct oriel__css_builder *builder, const char *name,
	const char *text, size_t length);

/* Records an error at an offset in the current source. */
void oriel__css_builder_error(struct oriel__css_builder *builder, uint32_t offset,
	const char *nearest, const char *format, ...) ORIEL_PRINTF(4, 5);

/* Parses the whole source. */
void oriel__css_parse_sheet(
	struct oriel__css_builder *builder, const struct oriel__css_context *context);
/* Parses the contents of a block after its '{', and takes its '}'. outer: the surroundings of the
 * block. */
void oriel__css_enter_block(struct oriel__css_builder *builder,
	const struct oriel__css_context *outer, const struct oriel__css_context *inner);
/* Parses declarations up to the end of the source. */
void oriel__css_parse_inline(struct oriel__css_builder *builder);

/* Parses an at-rule whose keyword is token. may_import: only @charset, @layer statements and
 * @import came before; set to false if the rule is none of these. */
void oriel__css_parse_at_rule(struct oriel__css_builder *builder,
	const struct oriel__css_context *context, const struct oriel__css_token *token,
	bool *may_import);
/* Returns whether the condition of @supports holds: text[begin … end - 1] of the current source. */
bool oriel__css_supports(struct oriel__css_builder *builder, uint32_t begin, uint32_t end);
/* Parses @import with the prelude [begin, end). */
void oriel__css_parse_import(struct oriel__css_builder *builder,
	const struct oriel__css_context *context, uint32_t begin, uint32_t end);
/* Returns the layer (index + 1) with a dotted name inside a parent layer; adds the layer if it is
 * new. A name of 0 bytes adds an anonymous layer. Returns 0 if the name is malformed. */
uint32_t oriel__css_layer_find(struct oriel__css_builder *builder, uint32_t parent,
	uint32_t condition, const char *name, uint32_t length);
/* Adds a condition. Returns its index + 1. */
uint32_t oriel__css_condition_add(struct oriel__css_builder *builder, uint32_t parent,
	uint32_t begin, uint32_t end);

enum oriel__css_declaration_result {
	ORIEL__DECLARATION_DONE,     /* parsed, or skipped with an error; the scanner is at its end */
	ORIEL__DECLARATION_IS_RULE,  /* not a declaration; the scanner has not moved */
};

void oriel__css_block_begin(struct oriel__css_builder *builder);
/* Parses a declaration that begins with token. may_be_rule: text with a '{' is not a
 * declaration. */
enum oriel__css_declaration_result oriel__css_parse_declaration(
	struct oriel__css_builder *builder, const struct oriel__css_token *token, bool may_be_rule);
/* Returns the block of the declarations since oriel__css_block_begin(). */
struct oriel__css_block oriel__css_block_end(struct oriel__css_builder *builder);
/* Adds a declaration. It replaces an earlier declaration of the same property, unless only the
 * earlier one is important. */
void oriel__css_declaration_add(
	struct oriel__css_builder *builder, const struct oriel__css_declaration *declaration);

/* Adds the results of an earlier declaration whose text equals the text at the scanner, and moves
 * the scanner behind the text. Returns false, and the key of the text, if there is none. */
bool oriel__css_cache_recall(
	struct oriel__css_builder *builder, struct oriel__css_cache_key *key);
/* Stores the results of the declaration that was parsed after oriel__css_cache_recall() returned
 * false, unless its text means something else at other places. */
void oriel__css_cache_remember(
	struct oriel__css_builder *builder, const struct oriel__css_cache_key *key);
void oriel__css_cache_finish(struct oriel__css_declaration_cache *cache);
/* Skips the rest of an invalid declaration up to ';' or '}', which is not taken. */
void oriel__css_skip_declaration(struct oriel__css_scanner *scanner);

/* Reads a regular file that is smaller than the limit. Returns its text, freed with oriel__free(),
 * or NULL and sets *reason (static) if the file cannot be read. */
char *oriel__css_file_read(const char *path, size_t limit, size_t *out_length, const char **reason);

#endif
