/* SPDX-License-Identifier: MIT */
/*
 * Compiled selectors, for this module and style/.
 *
 * A selector is a list of complex selectors. A complex selector is a list of compounds from right
 * to left, each with its combinator to the compound before. A compound is a list of simple
 * selectors that must all match.
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
	/* from a shadow tree to its host, by ::part(); the compound on the right begins with PART */
	ORIEL__COMBINATOR_PART,
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
	ORIEL__SIMPLE_STATES, /* all states of `set`, and no state of `clear` */
	ORIEL__SIMPLE_NTH,
	ORIEL__SIMPLE_EMPTY,
	ORIEL__SIMPLE_ROOT,
	ORIEL__SIMPLE_SCOPE,
	ORIEL__SIMPLE_IS,
	ORIEL__SIMPLE_NOT,
	ORIEL__SIMPLE_HOST, /* matches from inside the shadow tree */
	ORIEL__SIMPLE_HAS,
	ORIEL__SIMPLE_ANCHOR, /* the widget that a :has() tests: the left end of the arguments */
	ORIEL__SIMPLE_LANG,
	ORIEL__SIMPLE_DIR,
	/* the widget has the names in its attribute "part", as visible outside its host */
	ORIEL__SIMPLE_PART,
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
	bool does_ignore_case; /* ASCII case */
};

/* :nth-child(an+b of list); counts from the end if is_last. With a list or a type, the rest is the
 * last result. */
struct oriel__nth {
	int32_t a, b;
	bool is_last;
	bool is_of_type; /* only siblings of the same type are counted */
	/* the list after "of"; NULL: every sibling, or every sibling of the type */
	struct oriel__selector_list *filter;
	const struct oriel__node *node, *first, *scope; /* first: of the counted siblings */
	oriel__atom type; /* is_of_type: the counted type; only compared */
	size_t index; /* index of node among the counted siblings, from 1 */
	size_t total; /* number of counted siblings */
	uint64_t version;
};

/* :lang() and :dir() test the nearest attribute with this name. ::part() tests the attribute
 * "part". */
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
	/* to the compound on its right; unused in the first compound */
	enum oriel__combinator combinator;
};

/* A cheap test that every match of a compound passes; it is made first. NONE: there is no such
 * test. */
struct oriel__selector_key {
	enum oriel__name_kind kind; /* NONE, TYPE, ID, CLASS */
	oriel__atom name;           /* borrowed from the selector */
};

struct oriel__complex {
	struct oriel__compound *compounds; /* the rightmost first */
	uint32_t count;
	/* enum oriel__css_pseudo_element of the subject. The originating widget matches all but PART
	 * and PLACEHOLDER, which are widgets. */
	uint8_t pseudo_element;
	uint32_t specificity; /* ids, classes, types: ten bits each; each count stops at its maximum */
};

struct oriel__selector_list {
	struct oriel__complex *items;
	uint32_t count;
	uint32_t sharers; /* of the list of a parent rule: owners besides the first */
};

/* :has(). Every argument is a complex selector whose last compound is the anchor. The other members
 * cache the latest result. */
struct oriel__has {
	struct oriel__selector_list list;
	const struct oriel__node *anchor, *scope;
	uint64_t version;
	struct oriel__node *witness; /* the last subject; valid while no node is freed */
	uint64_t witness_version;    /* freed_version */
	bool does_match;
};

struct oriel__selector {
	uint32_t references;
	struct oriel__selector_list list;
};

/* Compiles text[0 … length - 1]. Returns a selector with one reference. Returns NULL, with *error
 * set, if the text is malformed or over a limit. */
struct oriel__selector *oriel__selector_compile(
	oriel_loop *loop, const char *text, size_t length, struct oriel_selector_error *error);
struct oriel__selector *oriel__selector_ref(struct oriel__selector *selector);
void oriel__selector_unref(struct oriel__selector *selector); /* NULL is allowed */
void oriel__complex_finish(struct oriel__complex *complex);
void oriel__selector_list_finish(struct oriel__selector_list *list);

/* The linked lists of parent rules, which the rules nested in them share. All zeros: empty. */
struct oriel__linked_lists {
	struct oriel__linked_list {
		const struct oriel__css_selector_list *css; /* NULL: free */
		struct oriel__selector_list *list;
	} *slots;
	size_t count, slot_count;
};
void oriel__linked_lists_finish(struct oriel__linked_lists *lists);

/* Links the selectors of a sheet: a name with the number n becomes atoms[n - 1]. The caller frees
 * the list with oriel__selector_list_finish(). lists: of the rules linked before; may be NULL. */
void oriel__selector_link(oriel_loop *loop, struct oriel__selector_list *out,
	const struct oriel__css_selector_list *list, const oriel__atom *atoms,
	struct oriel__linked_lists *lists);

/* Returns the compiled selector from the loop's cache, or compiles it, as
 * oriel__selector_compile(). */
struct oriel__selector *oriel__selector_get(
	oriel_loop *loop, const char *text, struct oriel_selector_error *error);
/* Reports a malformed selector that was passed to caller. */
void oriel__selector_report(const char *site, const char *caller, const char *text,
	const struct oriel_selector_error *error);
struct oriel__selector_cache;
struct oriel__selector_cache *oriel__selector_cache_new(oriel_loop *loop);
void oriel__selector_cache_destroy(struct oriel__selector_cache *cache);

/* Return whether node matches. scope is the match of :scope; NULL: :scope is :root. They neither
 * allocate nor recurse, except into nested lists. */
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
/* White space as CSS defines it. */
bool oriel__selector_is_space(char byte);
bool oriel__attribute_test_matches(
	struct oriel__node *node, const struct oriel__attribute_test *test);
/* Source: Selectors 4, ":lang()". An empty range matches only an empty language. */
bool oriel__language_test_matches(
	struct oriel__node *node, const struct oriel__inherited_test *test);
/* Matches :dir(). A value other than ltr and rtl is skipped; the direction of a tree without a
 * valid value is ltr. */
bool oriel__direction_test_matches(
	struct oriel__node *node, const struct oriel__inherited_test *test);

bool oriel__compound_is_host(const struct oriel__compound *compound);

struct oriel__selector_key oriel__compound_key(const struct oriel__compound *compound);
bool oriel__selector_key_matches(struct oriel__selector_key key, const struct oriel__node *node);

/* Bits: the positions of widgets whose match may change after a change of a widget, relative to
 * that widget. */
enum oriel__relation {
	ORIEL__RELATION_SELF = 1,
	ORIEL__RELATION_DESCENDANTS = 2,
	ORIEL__RELATION_SIBLINGS = 4,            /* the later siblings */
	ORIEL__RELATION_SIBLING_DESCENDANTS = 8, /* the descendants of the later siblings */
	ORIEL__RELATION_FAMILY = 16,             /* the parent's subtree */
	/* the widget's shadow tree, without nested shadow trees */
	ORIEL__RELATION_PARTS = 32,
	/* the widget, its descendants, and the shadow trees of all of them, nested ones too */
	ORIEL__RELATION_TREE = 64,
};

/* Bits: the position of the anchor of a :has(), relative to the tested widget. */
enum oriel__anchor {
	ORIEL__ANCHOR_PARENT = 1,
	ORIEL__ANCHOR_ANCESTORS = 2,
	ORIEL__ANCHOR_PREVIOUS = 4,          /* previous siblings of the widget */
	ORIEL__ANCHOR_ANCESTOR_PREVIOUS = 8, /* previous siblings of an ancestor */
	ORIEL__ANCHOR_ANYWHERE = 16,         /* anywhere in the widget's tree */
};

/* Bits: the widgets whose match changes after the insertion or removal of a child. */
enum oriel__standing {
	ORIEL__STANDING_EMPTY = 1,  /* the parent, if it was empty before or is empty after */
	ORIEL__STANDING_EDGE = 2,   /* the neighbours, if the child was first or last */
	ORIEL__STANDING_AFTER = 4,  /* the siblings after the child */
	ORIEL__STANDING_BEFORE = 8, /* the siblings before the child */
	ORIEL__STANDING_HAS = 16,   /* the anchors of a :has() */
};

/* A change of a tested widget, and the widgets whose match it may change. */
struct oriel__dependency {
	enum oriel__name_kind kind; /* NONE: a state or a position */
	oriel__atom name;           /* borrowed from the selector */
	uint32_t states;
	bool is_unknown; /* any change may change any match; the other members are unused */
	unsigned standing;
	/* enum oriel__relation: the position of the subject relative to the tested widget, or to the
	 * widget that `standing` selects */
	unsigned relation;
	/* enum oriel__anchor: the tested widget belongs to an argument of :has(), and `relation` is
	 * relative to the anchor; 0: no :has() */
	unsigned anchor;
	struct oriel__selector_key asked;   /* every tested widget has this key */
	struct oriel__selector_key anchor_key; /* every anchor has this key */
	struct oriel__selector_key subject; /* every subject has this key */
};

/* Calls visit for each change that may make complex match or no longer match. */
typedef void oriel__dependency_fn(void *data, const struct oriel__dependency *dependency);
void oriel__complex_dependencies(
	const struct oriel__complex *complex, oriel__dependency_fn *visit, void *data);

#endif
