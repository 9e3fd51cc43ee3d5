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

#include "css/selector_syntax_internal.h"
#include "tree/style_hooks_internal.h"

enum { ORIEL__SELECTOR_MAX_LENGTH = 65535 }; /* bytes of a query */

enum oriel__combinator {
	ORIEL__COMBINATOR_DESCENDANT,
	ORIEL__COMBINATOR_CHILD,
	ORIEL__COMBINATOR_NEXT_SIBLING,
	ORIEL__COMBINATOR_SUBSEQUENT_SIBLING,
	ORIEL__COMBINATOR_PART, /* of a host, by ::part(): the compound on the right begins with PART */
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
	ORIEL__SIMPLE_EMPTY,
	ORIEL__SIMPLE_ROOT,
	ORIEL__SIMPLE_SCOPE,
	ORIEL__SIMPLE_IS,
	ORIEL__SIMPLE_NOT,
	ORIEL__SIMPLE_HOST, /* seen from inside its parts */
	ORIEL__SIMPLE_HAS,
	ORIEL__SIMPLE_ANCHOR, /* the widget that a :has() is asked of: the left end of its arguments */
	ORIEL__SIMPLE_LANG,
	ORIEL__SIMPLE_DIR,
	ORIEL__SIMPLE_PART, /* it has the names in its attribute "part", seen from its host */
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
struct oriel__has;

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
	bool is_of_type; /* only siblings of the same type are counted */
	/* of "of"; NULL: every sibling, or every one of the type */
	struct oriel__selector_list *filter;
	const struct oriel__node *node, *first, *scope; /* first: of the siblings that were counted */
	oriel__atom type; /* is_of_type: of what was counted; only compared */
	size_t index; /* of node from the front, 1 for the first */
	size_t total; /* in parent */
	uint64_t version;
};

/* :lang() and :dir(): what the nearest attribute with this name says. ::part(): what the attribute
 * "part" says. */
struct oriel__inherited_test {
	oriel__atom attribute; /* "lang", "dir" or "part" */
	oriel__atom exports;   /* "exportparts" of PART; else NULL */
	oriel__atom *values;   /* the ranges of :lang(); the direction; the names of parts */
	uint32_t count;
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
		struct oriel__has *has;
		struct oriel__inherited_test *inherited; /* LANG, DIR, PART */
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
	/* enum oriel__css_pseudo_element: whose it is. Those that are no widget are matched by their
	 * originating widget: every one but PART and PLACEHOLDER. */
	uint8_t pseudo_element;
	uint32_t specificity; /* ids, classes, types: ten bits each, not counted further */
};

struct oriel__selector_list {
	struct oriel__complex *items;
	uint32_t count;
};

/* :has(). Every argument is a complex selector whose last compound is the anchor. The rest is the
 * latest result. */
struct oriel__has {
	struct oriel__selector_list list;
	const struct oriel__node *anchor, *scope;
	uint64_t version;
	bool does_match;
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
void oriel__complex_finish(struct oriel__complex *complex);
void oriel__selector_list_finish(struct oriel__selector_list *list);

/* Links the selectors of a sheet, whose name n is atoms[n - 1]. Freed with
 * oriel__selector_list_finish(). */
void oriel__selector_link(oriel_loop *loop, struct oriel__selector_list *out,
	const struct oriel__css_selector_list *list, const oriel__atom *atoms);

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
/* Where a rule stands, seen from the node that it may match. Bits. */
enum oriel__view {
	ORIEL__VIEW_HOST = 1,    /* in the node's own shadow tree: :host is the node */
	ORIEL__VIEW_OUTSIDE = 2, /* outside of all shadow trees */
};
bool oriel__complex_matches(const struct oriel__complex *complex, struct oriel__node *node,
	const struct oriel__node *scope, unsigned view);
/* Whether a compound is :host or :host() and nothing else. */
bool oriel__compound_is_host(const struct oriel__compound *compound);

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
	/* it and what is inside it and inside that's shadow trees, whatever that is */
	ORIEL__RELATION_TREE = 64,
};

/* Where the anchor of a :has() stands, seen from the widget that is asked. Bits. */
enum oriel__anchor {
	ORIEL__ANCHOR_PARENT = 1,
	ORIEL__ANCHOR_ANCESTORS = 2,
	ORIEL__ANCHOR_PREVIOUS = 4,          /* siblings before it */
	ORIEL__ANCHOR_ANCESTOR_PREVIOUS = 8, /* siblings before an ancestor */
	ORIEL__ANCHOR_ANYWHERE = 16,         /* in its tree */
};

/* How a widget stands that a selector asks about: what changes about others when a child is put in
 * or taken out. Bits. */
enum oriel__standing {
	ORIEL__STANDING_EMPTY = 1,  /* the parent, if that was the first child or the last one left */
	ORIEL__STANDING_EDGE = 2,   /* its neighbours, if it was at an end */
	ORIEL__STANDING_AFTER = 4,  /* those after it */
	ORIEL__STANDING_BEFORE = 8, /* those before it */
	ORIEL__STANDING_HAS = 16,   /* the anchors of a :has() */
};

/* A name, states or a standing that a selector asks of a widget. */
struct oriel__dependency {
	enum oriel__name_kind kind; /* NONE: states or a standing */
	oriel__atom name;           /* borrowed from the selector */
	uint32_t states;
	unsigned standing;
	/* enum oriel__relation: how the subject stands to the node that is asked, or whose standing
	 * changes */
	unsigned relation;
	/* enum oriel__anchor: the node that is asked stands in the argument of a :has(), and the
	 * relation is to the anchor; 0: in no :has() */
	unsigned anchor;
	struct oriel__selector_key asked;   /* what every node that is asked has */
	struct oriel__selector_key anchor_key; /* what every anchor has */
	struct oriel__selector_key subject; /* what every subject has */
};

/* Calls visit for everything that may make complex match or not. */
typedef void oriel__dependency_fn(void *data, const struct oriel__dependency *dependency);
void oriel__complex_dependencies(
	const struct oriel__complex *complex, oriel__dependency_fn *visit, void *data);

#endif
