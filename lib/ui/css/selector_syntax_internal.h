/* SPDX-License-Identifier: MIT */
/*
 * Parsed selectors. Source: Selectors 4, Pseudo-elements 4, Shadow Parts 1, Nesting 1.
 *
 * A list consists of complex selectors. A complex selector is a sequence of compounds from right to
 * left, each with the combinator that joins it to the compound on its right. A compound is simple
 * selectors that must all match. A pseudo-element begins a compound of its own, which the
 * combinator PSEUDO joins to the compound of its originating element: `a::part(b):hover` is
 * [::part(b), :hover] PSEUDO [a].
 *
 * Lists live in an arena and never change. Names are numbers of the sheet's table, so that
 * selectors can be parsed without a loop.
 */
#ifndef ORIEL_CSS_SELECTOR_SYNTAX_INTERNAL_H
#define ORIEL_CSS_SELECTOR_SYNTAX_INTERNAL_H

#include "css/name_internal.h"
#include "css/token_internal.h"

enum {
	ORIEL__CSS_SELECTOR_DEPTH = 32, /* of lists in lists */
};

/* Pseudo-classes that test one bit. The tree defines the state for each of them. */
enum oriel__css_pseudo_class {
#define ORIEL__CSS_PSEUDO_CLASS(id, name) ORIEL__PSEUDO_##id,
#include "css/pseudo_class_list_internal.h"
	ORIEL__PSEUDO_CLASSES,
};

enum oriel__css_pseudo_element {
	ORIEL__PSEUDO_ELEMENT_NONE,
	ORIEL__PSEUDO_ELEMENT_PART, /* ::part() */
	ORIEL__PSEUDO_ELEMENT_PLACEHOLDER,
	ORIEL__PSEUDO_ELEMENT_SELECTION,
	ORIEL__PSEUDO_ELEMENT_BEFORE,
	ORIEL__PSEUDO_ELEMENT_AFTER,
	ORIEL__PSEUDO_ELEMENT_BACKDROP,
	ORIEL__PSEUDO_ELEMENTS,
};

enum oriel__css_combinator {
	ORIEL__CSS_COMBINATOR_DESCENDANT,
	ORIEL__CSS_COMBINATOR_CHILD,
	ORIEL__CSS_COMBINATOR_NEXT_SIBLING,
	ORIEL__CSS_COMBINATOR_SUBSEQUENT_SIBLING,
	ORIEL__CSS_COMBINATOR_PSEUDO,
};

enum oriel__css_simple_kind {
	ORIEL__CSS_SIMPLE_TYPE,         /* name */
	ORIEL__CSS_SIMPLE_UNIVERSAL,
	ORIEL__CSS_SIMPLE_ID,           /* name */
	ORIEL__CSS_SIMPLE_CLASS,        /* name */
	ORIEL__CSS_SIMPLE_ATTRIBUTE,    /* name, op, content.value, does_ignore_case */
	ORIEL__CSS_SIMPLE_PSEUDO_CLASS, /* op: enum oriel__css_pseudo_class */
	ORIEL__CSS_SIMPLE_NTH,          /* content.nth; also :first-child and similar ones */
	ORIEL__CSS_SIMPLE_IS,           /* content.list; an empty list matches nothing */
	ORIEL__CSS_SIMPLE_WHERE,        /* content.list; as IS, with specificity 0 */
	ORIEL__CSS_SIMPLE_NOT,          /* content.list */
	ORIEL__CSS_SIMPLE_HAS,          /* content.list: relative selectors, see oriel__css_complex */
	ORIEL__CSS_SIMPLE_LANG,         /* content.names: ranges such as "de" or "*-CH" */
	ORIEL__CSS_SIMPLE_DIR,          /* op: 'l' or 'r', or 0 for a direction that does not exist */
	ORIEL__CSS_SIMPLE_HOST,         /* content.list: one compound; NULL for :host alone */
	/* &: content.list is the parent rule's list; NULL, at the top level: as :scope */
	ORIEL__CSS_SIMPLE_NESTING,
	/* op: enum oriel__css_pseudo_element; PART: content.names, all of which must match. Always the
	 * first simple selector of its compound. */
	ORIEL__CSS_SIMPLE_PSEUDO_ELEMENT,
};

enum oriel__css_attribute_operator {
	ORIEL__CSS_ATTRIBUTE_EXISTS,
	ORIEL__CSS_ATTRIBUTE_EQUALS,
	ORIEL__CSS_ATTRIBUTE_INCLUDES, /* ~= */
	ORIEL__CSS_ATTRIBUTE_DASH,     /* |= */
	ORIEL__CSS_ATTRIBUTE_PREFIX,   /* ^= */
	ORIEL__CSS_ATTRIBUTE_SUFFIX,   /* $= */
	ORIEL__CSS_ATTRIBUTE_SUBSTRING, /* *= */
};

struct oriel__css_selector_list;

struct oriel__css_nth {
	int32_t a, b;
	bool is_last;    /* counted from the end */
	bool is_of_type; /* only siblings of the same type count */
	bool is_only;    /* :only-child, :only-of-type: a and b are 0 */
	bool is_named;   /* :first-child and similar ones, whose a is 0 and b is 1 */
	const struct oriel__css_selector_list *of; /* NULL: every sibling counts */
};

struct oriel__css_name_list {
	const oriel__css_name *items;
	uint32_t count;
};

struct oriel__css_simple {
	uint8_t kind; /* enum oriel__css_simple_kind */
	uint8_t op;
	bool does_ignore_case; /* ignores the case of ASCII letters in the value */
	bool does_match_case;  /* the flag s was written */
	oriel__css_name name;
	union {
		oriel__css_name value; /* 0: the empty text */
		const struct oriel__css_nth *nth;
		const struct oriel__css_selector_list *list;
		struct oriel__css_name_list *names;
	} content;
};

struct oriel__css_compound {
	const struct oriel__css_simple *simples;
	uint16_t count;
	uint8_t combinator; /* joins the compound to its right neighbour; unused in the first one */
};

struct oriel__css_complex {
	const struct oriel__css_compound *compounds; /* the rightmost first */
	uint16_t count;
	/* enum oriel__css_pseudo_element of the rightmost compound; NONE: the subject is a widget */
	uint8_t pseudo_element;
	/* In :has() and in nested rules, a relative selector such as `> a` begins with a combinator.
	 * This one joins the leftmost compound to the anchor. In :has() the anchor is the tested
	 * widget. In a nested rule the combinator is unused, because the parser has added a compound
	 * with &. */
	uint8_t leading_combinator;
	uint32_t specificity; /* ids, classes, types: ten bits each, at most 1023 */
};

struct oriel__css_selector_list {
	const struct oriel__css_complex *items;
	uint32_t count;
	uint32_t specificity; /* of the most specific selector */
};

/* An error in the text of a selector. */
struct oriel__css_selector_error {
	uint32_t offset;     /* bytes of the text */
	const char *message; /* static: what was expected */
	const char *nearest; /* static: the nearest known name, or NULL */
};

/* The syntax of a list. */
enum oriel__css_selector_mode {
	ORIEL__CSS_SELECTOR_PLAIN,
	ORIEL__CSS_SELECTOR_NESTED, /* also relative selectors; & is added where it is missing */
};

/* A parser. Set scanner, end, names, parent and is_strict, and zero all other members. A parser may
 * parse several texts one after the other and reuses its buffers. */
struct oriel__css_selector_parser {
	struct oriel__css_scanner scanner; /* at: the list begins here; its arena stores the list */
	uint32_t end;                      /* the end of the list */
	struct oriel__css_name_table *names;
	const struct oriel__css_selector_list *parent; /* the meaning of &; NULL: :scope */
	bool is_strict; /* :is() and :where() forgive nothing, as in @supports */
	struct oriel__css_selector_error error;
	/* private members */
	struct oriel__css_token token;
	int depth, has_depth;
	bool is_over_limit; /* no list forgives this: a shorter list would match something else */
	bool has_nesting; /* the current complex selector contains & */
	struct oriel__css_simple *simples;
	struct oriel__css_compound *compounds;
	struct oriel__css_complex *complexes;
	size_t simple_count, simple_capacity, compound_count, compound_capacity, complex_count,
		complex_capacity;
};

/* Parses the text from scanner.at to end. Returns NULL and sets parser->error if it is invalid. */
const struct oriel__css_selector_list *oriel__css_selector_parse(
	struct oriel__css_selector_parser *parser, enum oriel__css_selector_mode mode);
/* Returns the pseudo-element of a name with its colons, e.g. "::before"; NONE for an unknown name,
 * and for a pseudo-element with arguments. */
enum oriel__css_pseudo_element oriel__css_pseudo_element_find(const char *name);
/* Frees the parser's buffers; lists stay in the arena. */
void oriel__css_selector_parser_finish(struct oriel__css_selector_parser *parser);

#endif
