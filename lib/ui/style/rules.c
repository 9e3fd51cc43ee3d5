/* SPDX-License-Identifier: MIT */
/*
 * Rules, and which of them match a node. Source: CSS Cascade 4, §6.
 *
 * Rules lie in buckets by the id, class or type that their rightmost compound asks for, so that a
 * node is matched only against rules that name something it has.
 */
#include "style/style_state_internal.h"
#include "style/style_internal.h"

#include <oriel/runtime/log.h>

/* In the order in which they are applied. Source: CSS Cascade 4, §6.2. */
enum origin {
	ORIGIN_TOOLKIT,
	ORIGIN_APPLICATION,
};

static size_t count_declarations(const struct oriel_declaration *declarations) {
	size_t count = 0;
	while (declarations[count].property != 0)
		count++;
	return count;
}

/* ---- Adding ---- */

static struct oriel__rule_bucket *rules_bucket_of(
	struct oriel__style_state *state, struct oriel__selector_key key) {
	if (key.kind == ORIEL__NAME_NONE)
		return &state->universal;
	struct oriel__rule_bucket wanted = { .key = { .kind = key.kind, .name = key.name } }, *bucket;
	HASH_FIND(hh, state->buckets, &wanted.key, sizeof(wanted.key), bucket);
	if (bucket == NULL) {
		bucket = oriel__alloc_zero(1, sizeof(*bucket));
		bucket->key = wanted.key;
		HASH_ADD(hh, state->buckets, key, sizeof(bucket->key), bucket);
	}
	return bucket;
}

static void add_complex(struct oriel__style_state *state, enum origin origin,
	const struct oriel__complex *complex, const struct oriel__block *block) {
	uint32_t index = (uint32_t)state->rule_count;
	uint64_t rank = (uint64_t)origin << 62 | (uint64_t)complex->specificity << 32 | index;
	state->rules = oriel__grow(
		state->rules, &state->rule_capacity, state->rule_count + 1, sizeof(*state->rules));
	state->rules[state->rule_count++] = (struct oriel__matched_rule){ complex, block, rank };

	struct oriel__rule_bucket *bucket = rules_bucket_of(
		state, oriel__compound_key(&complex->compounds[0]));
	bucket->rules = oriel__grow(
		bucket->rules, &bucket->capacity, bucket->count + 1, sizeof(*bucket->rules));
	bucket->rules[bucket->count++] = index;
	oriel__dependencies_add(state, complex);
}

static struct oriel__block *add_block(
	struct oriel__style_state *state, const struct oriel_declaration *declarations) {
	struct oriel__block *block = oriel__alloc_zero(1, sizeof(*block));
	oriel__block_write(
		block, oriel__loop_atoms(state->loop), declarations, count_declarations(declarations));
	state->blocks = oriel__grow(
		state->blocks, &state->block_capacity, state->block_count + 1, sizeof(*state->blocks));
	state->blocks[state->block_count++] = block;
	return block;
}

static struct oriel__selector *rules_compile(
	struct oriel__style_state *state, const char *caller, const char *text) {
	struct oriel_selector_error error;
	struct oriel__selector *selector = oriel__selector_compile(
		state->loop, text, strlen(text), &error);
	if (selector == NULL)
		oriel_log(ORIEL_LOG_ERROR, "%s: the selector \"%s\" is malformed at byte %zu: %s", caller,
			text, error.offset, error.message);
	return selector;
}

/* Takes over the selector. */
static void add_rule(struct oriel__style_state *state, enum origin origin,
	struct oriel__selector *selector, const struct oriel_declaration *declarations) {
	state->selectors = oriel__grow(state->selectors, &state->selector_capacity,
		state->selector_count + 1, sizeof(*state->selectors));
	state->selectors[state->selector_count++] = selector;
	const struct oriel__block *block = add_block(state, declarations);
	for (uint32_t i = 0; i < selector->list.count; i++)
		add_complex(state, origin, &selector->list.items[i], block);
}

static bool is_added(const struct oriel__style_state *state, const struct oriel_rule *rules) {
	for (size_t i = 0; i < state->table_count; i++) {
		if (state->tables[i] == rules)
			return true;
	}
	return false;
}

/* All selectors, or NULL if one is malformed. */
static struct oriel__selector **compile_all(struct oriel__style_state *state, const char *caller,
	const struct oriel_rule *rules, size_t *count) {
	struct oriel__selector **selectors = NULL;
	size_t capacity = 0;
	for (*count = 0; rules[*count].selector != NULL; (*count)++) {
		struct oriel__selector *selector = rules_compile(state, caller, rules[*count].selector);
		if (selector == NULL) {
			while (*count > 0)
				oriel__selector_unref(selectors[--*count]);
			oriel__free(selectors);
			return NULL;
		}
		selectors = oriel__grow(selectors, &capacity, *count + 1, sizeof(struct oriel__selector *));
		selectors[*count] = selector;
	}
	return selectors != NULL ? selectors : oriel__alloc(0);
}

static void restyle_trees(struct oriel__style_state *state) {
	const struct oriel__list *trees = &oriel__tree_state(state->loop)->trees;
	oriel__list_each(tree, trees, const struct oriel__tree, link)
		oriel__node_mark(tree->root, ORIEL__MARK_STYLE | ORIEL__MARK_SUBTREE);
}

static enum oriel_status rules_add_table(
	const char *caller, enum origin origin, const struct oriel_rule *rules) {
	ORIEL_ASSERT(rules != NULL,
		"%s: the rules are NULL; pass a table that ends with a NULL selector", caller);
	struct oriel__style_state *state = oriel__style_state(oriel__loop_here(caller));
	if (is_added(state, rules))
		return ORIEL_OK;
	size_t count;
	struct oriel__selector **selectors = compile_all(state, caller, rules, &count);
	if (selectors == NULL)
		return ORIEL_SYNTAX_ERROR;
	for (size_t i = 0; i < count; i++)
		add_rule(state, origin, selectors[i], rules[i].declarations);
	oriel__free(selectors);
	state->tables = oriel__grow(
		state->tables, &state->table_capacity, state->table_count + 1, sizeof(*state->tables));
	state->tables[state->table_count++] = rules;
	state->version++;
	restyle_trees(state);
	return ORIEL_OK;
}

enum oriel_status oriel_theme_add(const struct oriel_rule *rules) {
	return rules_add_table("oriel_theme_add", ORIGIN_APPLICATION, rules);
}

enum oriel_status oriel_theme_add_toolkit(const struct oriel_rule *rules) {
	return rules_add_table("oriel_theme_add_toolkit", ORIGIN_TOOLKIT, rules);
}

void oriel__rules_finish(struct oriel__style_state *state) {
	struct oriel__rule_bucket *bucket, *next;
	HASH_ITER(hh, state->buckets, bucket, next) {
		HASH_DEL(state->buckets, bucket);
		oriel__free(bucket->rules);
		oriel__free(bucket);
	}
	oriel__free(state->universal.rules);
	for (size_t i = 0; i < state->selector_count; i++)
		oriel__selector_unref(state->selectors[i]);
	for (size_t i = 0; i < state->block_count; i++) {
		oriel__block_finish(state->blocks[i]);
		oriel__free(state->blocks[i]);
	}
	oriel__free(state->selectors);
	oriel__free(state->blocks);
	oriel__free(state->rules);
	oriel__free(state->tables);
}

/* ---- Matching ---- */

/* Keeps the rules in order as they come: a node matches few. */
static void insert_rule(struct oriel__style_state *state, uint32_t rule) {
	struct oriel__computed_key *key = state->key;
	if (key->rule_count == state->key_capacity) {
		state->key_capacity = 2 * state->key_capacity;
		state->key = key = oriel__realloc_array(
			key, 1, sizeof(*key) + state->key_capacity * sizeof(key->rules[0]));
	}
	uint32_t at = key->rule_count++;
	for (; at > 0 && state->rules[key->rules[at - 1]].rank > state->rules[rule].rank; at--)
		key->rules[at] = key->rules[at - 1];
	key->rules[at] = rule;
}

static void match_bucket(struct oriel__style_state *state, const struct oriel__rule_bucket *bucket,
	struct oriel__node *node) {
	for (size_t i = 0; i < bucket->count; i++) {
		if (oriel__complex_matches(state->rules[bucket->rules[i]].complex, node, NULL))
			insert_rule(state, bucket->rules[i]);
	}
}

static void match_name(struct oriel__style_state *state, enum oriel__name_kind kind,
	oriel__atom name, struct oriel__node *node) {
	struct oriel__rule_bucket wanted = { .key = { .kind = kind, .name = name } }, *bucket;
	HASH_FIND(hh, state->buckets, &wanted.key, sizeof(wanted.key), bucket);
	if (bucket != NULL)
		match_bucket(state, bucket, node);
}

void oriel__rules_match(struct oriel__style_state *state, struct oriel__node *node) {
	state->key->rule_count = 0;
	match_bucket(state, &state->universal, node);
	match_name(state, ORIEL__NAME_TYPE, node->type, node);
	for (size_t i = 0; i < node->class_count; i++)
		match_name(state, ORIEL__NAME_CLASS, node->classes[i], node);
	if (node->id != NULL)
		match_name(state, ORIEL__NAME_ID, node->id, node);
}
