/* SPDX-License-Identifier: MIT */
/*
 * The interface between css_selector.c and css_pseudo.c.
 */
#ifndef ORIEL_CSS_CSS_SELECTOR_INTERNAL_H
#define ORIEL_CSS_CSS_SELECTOR_INTERNAL_H

#include "css/selector_syntax_internal.h"

enum list_mode {
	LIST_PLAIN,     /* pseudo-elements are allowed */
	LIST_NESTED,    /* also relative selectors */
	LIST_STRICT,    /* of :not() and :nth-child(): neither */
	LIST_FORGIVING, /* of :is() and :where(): as STRICT, but invalid items are skipped */
	LIST_HAS,       /* of :has(): relative selectors, no pseudo-elements */
};

/* Advances to the next token, which is END at the end of the text. */
void oriel__css_selector_next(struct oriel__css_selector_parser *parser);
/* Records what was expected in place of the current token. Returns false. */
bool oriel__css_selector_fail(struct oriel__css_selector_parser *parser, const char *expected);
/* Takes a closing parenthesis; the end of the text counts as one. */
bool oriel__css_selector_close(struct oriel__css_selector_parser *parser);
/* Returns the number of the current token's name. */
oriel__css_name oriel__css_selector_name(struct oriel__css_selector_parser *parser);
/* Adds a simple selector to the compound and returns it, borrowed until the next call. */
struct oriel__css_simple *oriel__css_selector_add(
	struct oriel__css_selector_parser *parser, enum oriel__css_simple_kind kind);
uint32_t oriel__css_specificity_add(uint32_t a, uint32_t b);
/* Parses a list up to its end. Returns NULL if the list is invalid. */
const struct oriel__css_selector_list *oriel__css_selector_list_parse(
	struct oriel__css_selector_parser *parser, enum list_mode mode);
/* Parses a pseudo-class or pseudo-element from its colon on, as one simple selector. after: the
 * pseudo-element before it. Sets *element for a pseudo-element. */
bool oriel__css_pseudo_parse(
	struct oriel__css_selector_parser *parser, uint8_t after, uint8_t *element);

#endif
