/* SPDX-License-Identifier: MIT */
/*
 * Compiled selectors, for this module and style/.
 *
 * A selector is a list of complex selectors; a complex selector is compounds from right to left,
 * each with the combinator that joins it to the one before; a compound is simple selectors that
 * must all match.
 */
#ifndef ORIEL_TREE_SELECTOR_INTERNAL_H
#define ORIEL_TREE_SELECTOR_INTERNAL_H

#include <oriel/ui/selector.h>

#include "tree/style_hooks_internal.h"

enum {
	ORIEL__SELECTOR_MAX_LENGTH = 65535, /* bytes */
	ORIEL__SELECTOR_MAX_DEPTH = 32,     /* of nested :is(), :not() … */
};

enum oriel__combinator {
	ORIEL__COMBINATOR_DESCENDANT,
	ORIEL__COMBINATOR_CHILD,
	ORIEL__COMBINATOR_NEXT_SIBLING,
	ORIEL__COMBINATOR_SUBSEQUENT_SIBLING,
};

static inline bool oriel__combinator_is_sibling(enum oriel__combinator combinator) {
	return combinator == ORIEL__COMBINATOR_NEXT_SIBLING ||
		combinator == ORIEL__COMBINATOR_SUBSEQUENT_SIBLING;
}

enum oriel__simple_kind {
	ORIEL__SIMPLE_TYPE,
	ORIEL__SIMPLE_ID,
	ORIEL__SIMPLE_CLASS,
	ORIEL__SIMPLE_ATTRIBUTE,
	ORIEL__SIMPLE_STATES, /* all of these / none of these */
	ORIEL__SIMPLE_NTH,
	ORIEL__SIMPLE_ONLY_CHILD,
	ORIEL__SIMPLE_EMPTY,
	ORIEL__SIMPLE_ROOT,
	ORIEL__SIMPLE_SCOPE,
	ORIEL__SIMPLE_IS,
	ORIEL__SIMPLE_NOT,
	ORIEL__SIMPLE_HOST, /* seen from inside its parts */
};

enum oriel__attribute_operator {
	ORIEL__ATTRIBUTE_EXISTS,
	ORIEL__ATTRIBUTE_EQUALS,
	ORIEL__ATTRIBUTE_INCLUDES, /* ~= */
	ORIEL__ATTRIBUTE_DASH,     /* |= */
	ORIEL__ATTRIBUTE_PREFIX,
	ORIEL__ATTRIBUTE_SUFFIX,
	ORIEL__ATTRIBUTE_SUBSTRING,
};

struct oriel__selector_list;

struct oriel__attribute_test {
	oriel__atom name, value; /* value NULL: EXISTS */
	enum oriel__attribute_operator op;
	bool does_ignore_case; /* of ASCII */
};

/* :nth-child(an+b of list); from the end if last. The rest is what was counted last, with a list.
 */
struct oriel__nth {
	int32_t a, b;
	bool is_last;
	struct oriel__selector_list *filter; /* of "of"; NULL: every sibling */
	const struct oriel__node *node, *first, *scope; /* first: of the siblings that were counted */
	size_t index; /* of node from the front, 1 for the first */
	size_t total; /* in parent */
	uint64_t version;
};

struct oriel__simple {
	enum oriel__simple_kind kind;
	union {
		oriel__atom name; /* TYPE, ID, CLASS */
		struct oriel__attribute_test *attribute;
		struct {
			uint32_t set, clear;
		} states;
		struct oriel__nth *nth;
		struct oriel__selector_list *list; /* IS, NOT; HOST, or NULL for any */
	} argument;
};

struct oriel__compound {
	struct oriel__simple *simples;
	uint32_t count;
	/* to the compound before, on its right; of no meaning for the first */
	enum oriel__combinator combinator;
};

/* What a widget must have to match a compound: the cheapest thing to ask first. NONE: nothing can
 * be said. */
struct oriel__selector_key {
	enum oriel__name_kind kind; /* NONE, TYPE, ID, CLASS */
	oriel__atom name;           /* borrowed from the selector */
};

struct oriel__complex {
	struct oriel__compound *compounds; /* the rightmost first */
	uint32_t count;
	uint32_t specificity; /* ids, classes, types: ten bits each, not counted further */
};

struct oriel__selector_list {
	struct oriel__complex *items;
	uint32_t count;
};

struct oriel__selector {
	uint32_t references;
	struct oriel__selector_list list;
};

/* Compiles text[0 … length - 1]. NULL, with *error set, if it is malformed or over a limit. With
 * one reference. */
struct oriel__selector *oriel__selector_compile(
	oriel_loop *loop, const char *text, size_t length, struct oriel_selector_error *error);
struct oriel__selector *oriel__selector_ref(struct oriel__selector *selector);
void oriel__selector_unref(struct oriel__selector *selector); /* NULL is allowed */
void oriel__selector_list_finish(struct oriel__selector_list *list);

/* The same, from the loop's cache of those that were used last. */
struct oriel__selector *oriel__selector_get(
	oriel_loop *loop, const char *text, struct oriel_selector_error *error);
/* Reports that the selector which caller was given is malformed. */
void oriel__selector_report(const char *site, const char *caller, const char *text,
	const struct oriel_selector_error *error);
struct oriel__selector_cache;
struct oriel__selector_cache *oriel__selector_cache_new(oriel_loop *loop);
void oriel__selector_cache_destroy(struct oriel__selector_cache *cache);

/* scope is what :scope matches; NULL: what :root does. Neither allocates nor recurses but into
 * nested lists. */
bool oriel__selector_matches(const struct oriel__selector_list *list, struct oriel__node *node,
	const struct oriel__node *scope);
bool oriel__complex_matches(const struct oriel__complex *complex, struct oriel__node *node,
	const struct oriel__node *scope);

struct oriel__selector_key oriel__compound_key(const struct oriel__compound *compound);
bool oriel__selector_key_matches(struct oriel__selector_key key, const struct oriel__node *node);

/* Where widgets stand whose match may change when something about a widget does. Bits. */
enum oriel__relation {
	ORIEL__RELATION_SELF = 1,
	ORIEL__RELATION_DESCENDANTS = 2,
	ORIEL__RELATION_SIBLINGS = 4,            /* the later ones */
	ORIEL__RELATION_SIBLING_DESCENDANTS = 8, /* what is in the later ones */
	ORIEL__RELATION_FAMILY = 16,             /* everything in its parent */
	ORIEL__RELATION_PARTS = 32,              /* what it is made of, but not what that is made of */
};

/* How a widget stands that a selector asks about: what changes about others when a child is put in
 * or taken out. Bits. */
enum oriel__standing {
	ORIEL__STANDING_EMPTY = 1,  /* the parent, if that was the first child or the last one left */
	ORIEL__STANDING_EDGE = 2,   /* its neighbours, if it was at an end */
	ORIEL__STANDING_AFTER = 4,  /* those after it */
	ORIEL__STANDING_BEFORE = 8, /* those before it */
};

/* A name, states or a standing that a selector asks of a widget. */
struct oriel__dependency {
	enum oriel__name_kind kind; /* NONE: states or a standing */
	oriel__atom name;           /* borrowed from the selector */
	uint32_t states;
	unsigned standing;
	/* enum oriel__relation: of who may match to who is asked, or changes its standing */
	unsigned relation;
	struct oriel__selector_key asked;   /* what who is asked has anyway */
	struct oriel__selector_key subject; /* what who may match has anyway */
};

/* Calls visit for everything that may make complex match or not. */
typedef void oriel__dependency_fn(void *data, const struct oriel__dependency *dependency);
void oriel__complex_dependencies(
	const struct oriel__complex *complex, oriel__dependency_fn *visit, void *data);

#endif
