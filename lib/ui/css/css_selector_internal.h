/* SPDX-License-Identifier: MIT */
/*
 * Between css_selector.c and css_pseudo.c.
 */
#ifndef ORIEL_CSS_CSS_SELECTOR_INTERNAL_H
#define ORIEL_CSS_CSS_SELECTOR_INTERNAL_H

#include "css/selector_syntax_internal.h"

enum list_mode {
	LIST_PLAIN,     /* pseudo-elements allowed */
	LIST_NESTED,    /* relative too */
	LIST_STRICT,    /* of :not() and :nth-child() */
	LIST_FORGIVING, /* of :is() and :where(): invalid items are left out */
	LIST_HAS,       /* relative */
};

/* Goes to the next token; at the end of the text it is END. */
void oriel__css_selector_next(struct oriel__css_selector_parser *parser);
/* Notes what was expected at the current token; returns false. */
bool oriel__css_selector_fail(struct oriel__css_selector_parser *parser, const char *expected);
/* Takes a closing parenthesis; the end of the text is one. */
bool oriel__css_selector_close(struct oriel__css_selector_parser *parser);
/* Returns the number of the name that is the current token. */
oriel__css_name oriel__css_selector_name(struct oriel__css_selector_parser *parser);
/* Returns a new simple selector of the compound, borrowed until the next one is added. */
struct oriel__css_simple *oriel__css_selector_add(
	struct oriel__css_selector_parser *parser, enum oriel__css_simple_kind kind);
uint32_t oriel__css_specificity_add(uint32_t a, uint32_t b);
/* Takes a list up to what ends it. NULL if it is invalid. */
const struct oriel__css_selector_list *oriel__css_selector_list_parse(
	struct oriel__css_selector_parser *parser, enum list_mode mode);
/* Takes a pseudo-class or pseudo-element from its colon, as one simple selector. after: the
 * pseudo-element that it stands behind. *element is set if it is one. */
bool oriel__css_pseudo_parse(
	struct oriel__css_selector_parser *parser, uint8_t after, uint8_t *element);

#endif
