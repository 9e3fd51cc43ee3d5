/* SPDX-License-Identifier: MIT */
/*
 * What this module keeps per loop: rules, what they depend on, and the structs that nodes share.
 */
#ifndef ORIEL_STYLE_STYLE_STATE_INTERNAL_H
#define ORIEL_STYLE_STYLE_STATE_INTERNAL_H

#include "loop/loop_internal.h"
#include "style/property_internal.h"
#include "base/uthash_internal.h"
#include "tree/selector_internal.h"
#include "tree/tree_state_internal.h"

/* Inline declarations; shared by nodes that have the same, and never changed. */
struct oriel__inline {
	uint32_t references;
	struct oriel__block block; /* its bytes are the key */
	UT_hash_handle hh;
};

/* The inherited values. Nodes whose parents agree in these can share computed values, whatever else
 * the parents look like. */
struct oriel__inherited {
	uint32_t references;
	oriel__atom family;
	UT_hash_handle hh;
	struct oriel__inherited_values {
		/* the first members of a struct oriel_style */
		char bytes[offsetof(struct oriel_style, display)];
		bool is_caret_auto;                               /* it follows the colour */
	} values; /* the key */
};

/* What computed values follow from. */
struct oriel__computed_key {
	struct oriel__inherited *parent;    /* held */
	struct oriel__inline *inline_style; /* held; may be NULL */
	uint32_t hidden;
	uint32_t rule_count;
	uint32_t rules[]; /* in the order in which they are applied */
};

/* Shared by all nodes that agree in the key. */
struct oriel__computed {
	uint32_t references;
	struct oriel__inherited *inherited; /* for the children */
	struct oriel_style style;
	UT_hash_handle hh;
	struct oriel__computed_key *key; /* follows in memory */
};

/* One complex selector of a rule. */
struct oriel__matched_rule {
	const struct oriel__complex *complex; /* borrowed from a selector */
	const struct oriel__block *block;
	uint64_t rank; /* origin, specificity, order */
};

struct oriel__rule_bucket {
	struct {
		enum oriel__name_kind kind;
		uint32_t zero;
		oriel__atom name;
	} key;
	uint32_t *rules;
	size_t count, capacity;
	UT_hash_handle hh;
};

struct oriel__dependency_list {
	struct {
		enum oriel__name_kind kind;
		uint32_t zero;
		oriel__atom name;
	} key;
	struct oriel__dependency *items;
	size_t count, capacity;
	UT_hash_handle hh;
};

enum { ORIEL__STATE_BITS = 12 };

struct oriel__style_state {
	oriel_loop *loop;

	/* rules.c */
	const struct oriel_rule **tables; /* those that were added */
	size_t table_count, table_capacity;
	struct oriel__selector **selectors;
	size_t selector_count, selector_capacity;
	struct oriel__block **blocks;
	size_t block_count, block_capacity;
	struct oriel__matched_rule *rules;
	size_t rule_count, rule_capacity;
	struct oriel__rule_bucket *buckets, universal;
	uint32_t version; /* counts the tables: a node that was styled by fewer is stale */

	/* depend.c */
	struct oriel__dependency_list *names, states[ORIEL__STATE_BITS];
	unsigned standing;      /* what rules ask, bits of enum oriel__standing */
	unsigned deep_standing; /* what they ask to match something further down */
	unsigned wide_standing; /* what they ask to match a sibling or something in one */

	/* computed.c */
	struct oriel__inline *inlines;
	struct oriel__inherited *inherited, *initial;
	struct oriel__computed *computed;
	struct oriel__computed_key *key; /* room for one that is being looked for */
	size_t key_capacity;             /* in rules */
};

/* The loop's; made by the first call. */
struct oriel__style_state *oriel__style_state(oriel_loop *loop);

void oriel__rules_finish(struct oriel__style_state *state);
/* Fills state->key.rules with the rules that match node, in the order in which they are applied. */
void oriel__rules_match(struct oriel__style_state *state, struct oriel__node *node);

void oriel__dependencies_add(
	struct oriel__style_state *state, const struct oriel__complex *complex);
void oriel__dependencies_finish(struct oriel__style_state *state);
extern const struct oriel__style_hooks oriel__style_hooks;

void oriel__computed_init(struct oriel__style_state *state);
void oriel__computed_finish(struct oriel__style_state *state);
/* The node's values as they should be, with a reference; its parent must be up to date. */
struct oriel__computed *oriel__computed_for(
	struct oriel__style_state *state, struct oriel__node *node);
/* NULL is allowed */
void oriel__computed_unref(struct oriel__style_state *state, struct oriel__computed *computed);

/* The node's inline declarations become those of block, which is handed over. */
void oriel__inline_set(
	struct oriel__style_state *state, struct oriel__node *node, struct oriel__block block);
/* NULL is allowed */
void oriel__inline_unref(struct oriel__style_state *state, struct oriel__inline *inline_style);
void oriel__inline_write(
	struct oriel__node *node, const struct oriel_declaration *declarations, size_t count);

#endif
