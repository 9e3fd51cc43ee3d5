/* SPDX-License-Identifier: MIT */
/*
 * Parses selectors: lists, complex selectors, compounds, names and attributes. Pseudo-classes and
 * pseudo-elements are in css_pseudo.c. Source: Selectors 4, §3 and §17; Nesting 1.
 *
 * During the parse of a list, its pieces are on three stacks of the parser. A nested list continues
 * on the same stacks. A finished list is copied into the arena. Text of any length therefore takes
 * linear time. Nesting is limited, because the parser is recursive.
 */
#include "css/css_selector_internal.h"

#include "base/alloc_internal.h"

#include <string.h>

enum { MAX_PIECES = 65535 };

/* ---- Tokens ---- */

void oriel__css_selector_next(struct oriel__css_selector_parser *parser) {
	oriel__css_token_next_solid(&parser->scanner, &parser->token);
	if (parser->token.begin < parser->end)
		return;
	bool has_space = parser->token.has_space;
	parser->token = (struct oriel__css_token){ .kind = ORIEL__TOKEN_END,
		.begin = parser->end,
		.has_space = has_space };
}

bool oriel__css_selector_fail(
	struct oriel__css_selector_parser *parser, const char *expected) {
	parser->error = (struct oriel__css_selector_error){ parser->token.begin, expected, NULL };
	return false;
}

bool oriel__css_selector_close(struct oriel__css_selector_parser *parser) {
	if (parser->token.kind == ORIEL__TOKEN_END)
		return true;
	if (parser->token.kind != ORIEL__TOKEN_CLOSE_PAREN)
		return oriel__css_selector_fail(parser, "')'");
	oriel__css_selector_next(parser);
	return true;
}

static bool at_delim(const struct oriel__css_selector_parser *parser, char delim) {
	return parser->token.kind == ORIEL__TOKEN_DELIM && parser->token.delim == delim;
}

oriel__css_name oriel__css_selector_name(struct oriel__css_selector_parser *parser) {
	return oriel__css_name_add(parser->names, parser->token.text, parser->token.length);
}

/* ---- Stacks ---- */

struct oriel__css_simple *oriel__css_selector_add(
	struct oriel__css_selector_parser *parser, enum oriel__css_simple_kind kind) {
	parser->simples = oriel__grow(parser->simples, &parser->simple_capacity,
		parser->simple_count + 1, sizeof(*parser->simples));
	struct oriel__css_simple *simple = &parser->simples[parser->simple_count++];
	memset(simple, 0, sizeof(*simple));
	simple->kind = (uint8_t)kind;
	return simple;
}

static void compound_push(struct oriel__css_selector_parser *parser,
	const struct oriel__css_simple *simples, size_t count,
	enum oriel__css_combinator combinator) {
	parser->compounds = oriel__grow(parser->compounds, &parser->compound_capacity,
		parser->compound_count + 1, sizeof(*parser->compounds));
	parser->compounds[parser->compound_count++] = (struct oriel__css_compound){
		oriel__css_arena_copy(parser->scanner.arena, simples, count * sizeof(*simples)),
		(uint16_t)count, (uint8_t)combinator
	};
}

void oriel__css_selector_parser_finish(struct oriel__css_selector_parser *parser) {
	oriel__free(parser->simples);
	oriel__free(parser->compounds);
	oriel__free(parser->complexes);
	parser->simples = NULL;
	parser->compounds = NULL;
	parser->complexes = NULL;
	parser->simple_capacity = parser->compound_capacity = parser->complex_capacity = 0;
}

/* ---- Specificity ---- */

uint32_t oriel__css_specificity_add(uint32_t a, uint32_t b) {
	uint32_t sum = 0;
	for (int shift = 0; shift <= 20; shift += 10) {
		uint32_t field = (a >> shift & 1023) + (b >> shift & 1023);
		sum |= (field < 1023 ? field : 1023) << shift;
	}
	return sum;
}

static uint32_t simple_specificity(const struct oriel__css_simple *simple) {
	enum { TYPE = 1, CLASS = 1 << 10, ID = 1 << 20 };
	switch ((enum oriel__css_simple_kind)simple->kind) {
	case ORIEL__CSS_SIMPLE_TYPE:
	case ORIEL__CSS_SIMPLE_PSEUDO_ELEMENT: return TYPE;
	case ORIEL__CSS_SIMPLE_ID: return ID;
	case ORIEL__CSS_SIMPLE_CLASS:
	case ORIEL__CSS_SIMPLE_ATTRIBUTE:
	case ORIEL__CSS_SIMPLE_PSEUDO_CLASS:
	case ORIEL__CSS_SIMPLE_LANG:
	case ORIEL__CSS_SIMPLE_DIR: return CLASS;
	case ORIEL__CSS_SIMPLE_NTH:
		return simple->content.nth->of != NULL ?
			oriel__css_specificity_add(CLASS, simple->content.nth->of->specificity) :
			CLASS;
	case ORIEL__CSS_SIMPLE_HOST:
		return simple->content.list != NULL ?
			oriel__css_specificity_add(CLASS, simple->content.list->specificity) :
			CLASS;
	case ORIEL__CSS_SIMPLE_IS:
	case ORIEL__CSS_SIMPLE_NOT:
	case ORIEL__CSS_SIMPLE_HAS: return simple->content.list->specificity;
	case ORIEL__CSS_SIMPLE_NESTING:
		return simple->content.list != NULL ? simple->content.list->specificity : 0;
	default: return 0;
	}
}

/* ---- Attributes ---- */

static bool attribute_operator_parse(
	struct oriel__css_selector_parser *parser, struct oriel__css_simple *simple) {
	static const char operators[] = "~|^$*";
	static const uint8_t kinds[] = { ORIEL__CSS_ATTRIBUTE_INCLUDES, ORIEL__CSS_ATTRIBUTE_DASH,
		ORIEL__CSS_ATTRIBUTE_PREFIX, ORIEL__CSS_ATTRIBUTE_SUFFIX,
		ORIEL__CSS_ATTRIBUTE_SUBSTRING };
	const char *found = parser->token.kind == ORIEL__TOKEN_DELIM && parser->token.delim != '\0' ?
		strchr(operators, parser->token.delim) :
		NULL;
	simple->op = ORIEL__CSS_ATTRIBUTE_EQUALS;
	if (found != NULL) {
		simple->op = kinds[found - operators];
		oriel__css_selector_next(parser);
		if (parser->token.has_space)
			return oriel__css_selector_fail(parser, "'='");
	}
	if (!at_delim(parser, '='))
		return oriel__css_selector_fail(parser, "']' or one of = ~= |= ^= $= *=");
	oriel__css_selector_next(parser);
	return true;
}

static bool attribute_value_parse(
	struct oriel__css_selector_parser *parser, struct oriel__css_simple *simple) {
	if (parser->token.kind != ORIEL__TOKEN_IDENT && parser->token.kind != ORIEL__TOKEN_STRING)
		return oriel__css_selector_fail(parser, "a name or a string in quotes");
	simple->content.value = oriel__css_selector_name(parser);
	oriel__css_selector_next(parser);
	if (parser->token.kind != ORIEL__TOKEN_IDENT)
		return true;
	simple->does_ignore_case = oriel__css_token_is(&parser->token, "i");
	simple->does_match_case = oriel__css_token_is(&parser->token, "s");
	if (!simple->does_ignore_case && !simple->does_match_case)
		return oriel__css_selector_fail(parser, "i, s or ']'");
	oriel__css_selector_next(parser);
	return true;
}

/* Parses an attribute selector after its '['. */
static bool attribute_parse(struct oriel__css_selector_parser *parser) {
	struct oriel__css_simple simple = { .kind = ORIEL__CSS_SIMPLE_ATTRIBUTE };
	if (at_delim(parser, '*') || at_delim(parser, '|')) {
		if (at_delim(parser, '*'))
			oriel__css_selector_next(parser);
		if (!at_delim(parser, '|'))
			return oriel__css_selector_fail(parser, "the name of an attribute");
		oriel__css_selector_next(parser);
	}
	if (parser->token.kind != ORIEL__TOKEN_IDENT)
		return oriel__css_selector_fail(parser, "the name of an attribute");
	simple.name = oriel__css_selector_name(parser);
	oriel__css_selector_next(parser);
	if (parser->token.kind != ORIEL__TOKEN_CLOSE_SQUARE &&
		parser->token.kind != ORIEL__TOKEN_END &&
		(!attribute_operator_parse(parser, &simple) || !attribute_value_parse(parser, &simple)))
		return false;
	if (parser->token.kind == ORIEL__TOKEN_CLOSE_SQUARE)
		oriel__css_selector_next(parser);
	else if (parser->token.kind != ORIEL__TOKEN_END)
		return oriel__css_selector_fail(parser, "']'");
	*oriel__css_selector_add(parser, ORIEL__CSS_SIMPLE_ATTRIBUTE) = simple;
	return true;
}

/* ---- Compounds ---- */

/* Parses a type or '*', also after "*|" or "|". */
static bool parse_type(struct oriel__css_selector_parser *parser, bool *is_taken) {
	*is_taken = true;
	if (parser->token.kind == ORIEL__TOKEN_IDENT) {
		oriel__css_name name = oriel__css_selector_name(parser);
		oriel__css_selector_next(parser);
		if (at_delim(parser, '|') && !parser->token.has_space)
			return oriel__css_selector_fail(
				parser, "a name without a namespace; namespaces are not supported");
		oriel__css_selector_add(parser, ORIEL__CSS_SIMPLE_TYPE)->name = name;
		return true;
	}
	if (at_delim(parser, '*')) {
		oriel__css_selector_next(parser);
		if (!at_delim(parser, '|') || parser->token.has_space) {
			oriel__css_selector_add(parser, ORIEL__CSS_SIMPLE_UNIVERSAL);
			return true;
		}
	} else if (!at_delim(parser, '|')) {
		*is_taken = false;
		return true;
	}
	oriel__css_selector_next(parser);
	bool is_universal = at_delim(parser, '*');
	if (parser->token.has_space || (!is_universal && parser->token.kind != ORIEL__TOKEN_IDENT))
		return oriel__css_selector_fail(parser, "a type or '*' after '|'");
	oriel__css_name name = is_universal ? 0 : oriel__css_selector_name(parser);
	oriel__css_selector_add(
		parser, is_universal ? ORIEL__CSS_SIMPLE_UNIVERSAL : ORIEL__CSS_SIMPLE_TYPE)
		->name = name;
	oriel__css_selector_next(parser);
	return true;
}

static bool parse_class(struct oriel__css_selector_parser *parser) {
	oriel__css_selector_next(parser);
	if (parser->token.kind != ORIEL__TOKEN_IDENT || parser->token.has_space)
		return oriel__css_selector_fail(parser, "the name of a class after '.'");
	oriel__css_name name = oriel__css_selector_name(parser);
	oriel__css_selector_add(parser, ORIEL__CSS_SIMPLE_CLASS)->name = name;
	oriel__css_selector_next(parser);
	return true;
}

static bool parse_subclass(struct oriel__css_selector_parser *parser, bool *is_taken) {
	*is_taken = true;
	switch ((enum oriel__css_token_kind)parser->token.kind) {
	case ORIEL__TOKEN_HASH: {
		if (!parser->token.is_id)
			return oriel__css_selector_fail(parser, "an id that begins with a letter");
		oriel__css_name name = oriel__css_selector_name(parser);
		oriel__css_selector_add(parser, ORIEL__CSS_SIMPLE_ID)->name = name;
		oriel__css_selector_next(parser);
		return true;
	}
	case ORIEL__TOKEN_OPEN_SQUARE:
		oriel__css_selector_next(parser);
		return attribute_parse(parser);
	case ORIEL__TOKEN_DELIM:
		if (parser->token.delim == '.')
			return parse_class(parser);
		if (parser->token.delim == '&') {
			oriel__css_selector_add(parser, ORIEL__CSS_SIMPLE_NESTING)->content.list =
				parser->parent;
			parser->has_nesting = true;
			oriel__css_selector_next(parser);
			return true;
		}
		break;
	default: break;
	}
	*is_taken = false;
	return true;
}

/* The state of a complex selector during its parse. */
struct complex_parser {
	size_t first_compound;
	uint32_t specificity;
	uint8_t pseudo_element;
};

/* Ends the compound of the simple selectors from index `first` on. */
static void compound_end(struct oriel__css_selector_parser *parser, struct complex_parser *complex,
	size_t first, enum oriel__css_combinator combinator) {
	for (size_t i = first; i < parser->simple_count; i++)
		complex->specificity = oriel__css_specificity_add(
			complex->specificity, simple_specificity(&parser->simples[i]));
	compound_push(parser, parser->simples + first, parser->simple_count - first, combinator);
	parser->simple_count = first;
}

/* Parses a compound and its pseudo-elements. Compounds are pushed from left to right. combinator
 * joins the compound to the one on its left. */
static bool parse_compound(struct oriel__css_selector_parser *parser,
	struct complex_parser *complex, enum oriel__css_combinator combinator) {
	size_t first = parser->simple_count;
	bool is_taken;
	if (!parse_type(parser, &is_taken))
		return false;
	while (!(is_taken && parser->token.has_space)) {
		bool is_pseudo = parser->token.kind == ORIEL__TOKEN_COLON;
		uint8_t element = ORIEL__PSEUDO_ELEMENT_NONE;
		if (parser->simple_count - first >= MAX_PIECES)
			return oriel__css_selector_fail(parser, "a shorter selector");
		size_t before = parser->simple_count;
		if (is_pseudo) {
			if (!oriel__css_pseudo_parse(parser, complex->pseudo_element, &element))
				return false;
		} else {
			bool was_taken;
			if (complex->pseudo_element != ORIEL__PSEUDO_ELEMENT_NONE) {
				is_taken = true;
				break;
			}
			if (!parse_subclass(parser, &was_taken))
				return false;
			if (!was_taken)
				break;
		}
		if (element != ORIEL__PSEUDO_ELEMENT_NONE) {
			/* a pseudo-element begins a compound of its own */
			struct oriel__css_simple simple = parser->simples[before];
			parser->simple_count = before;
			compound_end(parser, complex, first, combinator);
			combinator = ORIEL__CSS_COMBINATOR_PSEUDO;
			*oriel__css_selector_add(parser, ORIEL__CSS_SIMPLE_PSEUDO_ELEMENT) = simple;
			complex->pseudo_element = element;
		}
		is_taken = true;
	}
	if (!is_taken)
		return oriel__css_selector_fail(parser, "a selector");
	compound_end(parser, complex, first, combinator);
	return true;
}

/* ---- Complex selectors ---- */

static bool take_combinator(
	struct oriel__css_selector_parser *parser, enum oriel__css_combinator *out) {
	if (parser->token.kind == ORIEL__TOKEN_DELIM) {
		switch (parser->token.delim) {
		case '>': *out = ORIEL__CSS_COMBINATOR_CHILD; break;
		case '+': *out = ORIEL__CSS_COMBINATOR_NEXT_SIBLING; break;
		case '~': *out = ORIEL__CSS_COMBINATOR_SUBSEQUENT_SIBLING; break;
		default: goto descendant;
		}
		oriel__css_selector_next(parser);
		return true;
	}
descendant:
	*out = ORIEL__CSS_COMBINATOR_DESCENDANT;
	return parser->token.has_space && parser->token.kind != ORIEL__TOKEN_END &&
		parser->token.kind != ORIEL__TOKEN_COMMA && parser->token.kind != ORIEL__TOKEN_CLOSE_PAREN;
}

/* Copies the compounds from the stack to the arena. On the stack they are ordered from left to
 * right, each with the combinator on its left. In the arena they are ordered from right to left,
 * each with the combinator on its right. */
static struct oriel__css_complex complex_end(struct oriel__css_selector_parser *parser,
	const struct complex_parser *state, enum oriel__css_combinator leading) {
	size_t count = parser->compound_count - state->first_compound;
	const struct oriel__css_compound *from = parser->compounds + state->first_compound;
	struct oriel__css_compound *compounds =
		oriel__css_arena_alloc(parser->scanner.arena, count * sizeof(*compounds));
	for (size_t i = 0; i < count; i++) {
		compounds[count - 1 - i] = from[i];
		if (i + 1 < count)
			compounds[count - 1 - i].combinator = from[i + 1].combinator;
	}
	compounds[0].combinator = 0;
	parser->compound_count = state->first_compound;
	return (struct oriel__css_complex){ compounds, (uint16_t)count, state->pseudo_element,
		(uint8_t)leading, state->specificity };
}

/* Adds & to the left of a nested selector that has no &. */
static void complex_add_nesting(struct oriel__css_selector_parser *parser,
	struct complex_parser *state, enum oriel__css_combinator leading) {
	struct oriel__css_simple nesting = { .kind = ORIEL__CSS_SIMPLE_NESTING,
		.content.list = parser->parent };
	size_t count = parser->compound_count - state->first_compound;
	compound_push(parser, &nesting, 1, ORIEL__CSS_COMBINATOR_DESCENDANT);
	struct oriel__css_compound added = parser->compounds[parser->compound_count - 1];
	struct oriel__css_compound *first = parser->compounds + state->first_compound;
	memmove(first + 1, first, count * sizeof(*first));
	first[0] = added;
	first[1].combinator = (uint8_t)leading;
	state->specificity =
		oriel__css_specificity_add(state->specificity, simple_specificity(&nesting));
}

static bool parse_complex(struct oriel__css_selector_parser *parser, enum list_mode mode,
	struct oriel__css_complex *out) {
	struct complex_parser state = { .first_compound = parser->compound_count };
	enum oriel__css_combinator leading = ORIEL__CSS_COMBINATOR_DESCENDANT, combinator;
	bool had_nesting = parser->has_nesting;
	bool is_relative = false;
	parser->has_nesting = false;
	parser->token.has_space = false;
	if (mode == LIST_HAS || mode == LIST_NESTED)
		is_relative = take_combinator(parser, &leading);
	combinator = leading;
	do {
		if (state.pseudo_element != ORIEL__PSEUDO_ELEMENT_NONE)
			return oriel__css_selector_fail(parser, "only states after a pseudo-element");
		if (parser->compound_count - state.first_compound >= MAX_PIECES - 1)
			return oriel__css_selector_fail(parser, "a shorter selector");
		if (!parse_compound(parser, &state, combinator))
			return false;
	} while (take_combinator(parser, &combinator));
	if (state.pseudo_element != ORIEL__PSEUDO_ELEMENT_NONE && mode != LIST_PLAIN &&
		mode != LIST_NESTED)
		return oriel__css_selector_fail(parser, "no pseudo-element here");
	if (mode == LIST_NESTED && (is_relative || !parser->has_nesting))
		complex_add_nesting(parser, &state, leading);
	*out = complex_end(parser, &state, leading);
	parser->has_nesting = parser->has_nesting || had_nesting;
	return true;
}

/* ---- Lists ---- */

static const struct oriel__css_selector_list *list_end(
	struct oriel__css_selector_parser *parser, size_t first) {
	size_t count = parser->complex_count - first;
	struct oriel__css_selector_list *list =
		oriel__css_arena_alloc(parser->scanner.arena, sizeof(*list));
	*list = (struct oriel__css_selector_list){ .count = (uint32_t)count };
	if (count > 0)
		list->items = oriel__css_arena_copy(parser->scanner.arena, parser->complexes + first,
			count * sizeof(*parser->complexes));
	for (size_t i = 0; i < count; i++) {
		if (list->items[i].specificity > list->specificity)
			list->specificity = list->items[i].specificity;
	}
	parser->complex_count = first;
	return list;
}

/* Skips the rest of an invalid item. */
static void item_skip(struct oriel__css_selector_parser *parser) {
	for (;;) {
		unsigned char kind = parser->token.kind;
		if (kind == ORIEL__TOKEN_END || kind == ORIEL__TOKEN_COMMA ||
			kind == ORIEL__TOKEN_CLOSE_PAREN)
			return;
		oriel__css_skip_block(&parser->scanner, &parser->token);
		oriel__css_selector_next(parser);
	}
}

static bool list_item_ends(const struct oriel__css_selector_parser *parser) {
	return parser->token.kind == ORIEL__TOKEN_COMMA || parser->token.kind == ORIEL__TOKEN_END ||
		parser->token.kind == ORIEL__TOKEN_CLOSE_PAREN;
}

const struct oriel__css_selector_list *oriel__css_selector_list_parse(
	struct oriel__css_selector_parser *parser, enum list_mode mode) {
	size_t first = parser->complex_count;
	bool is_first = true;
	for (;;) {
		struct oriel__css_scanner scanner = parser->scanner;
		struct oriel__css_token token = parser->token;
		size_t simples = parser->simple_count, compounds = parser->compound_count;
		size_t complexes = parser->complex_count;
		int depth = parser->depth, has_depth = parser->has_depth;
		bool has_nesting = parser->has_nesting;
		struct oriel__css_complex complex;
		bool does_forgive = mode == LIST_FORGIVING && !parser->is_strict;
		bool is_empty = does_forgive && is_first && list_item_ends(parser) &&
			parser->token.kind != ORIEL__TOKEN_COMMA;
		is_first = false;
		if (is_empty)
			break;
		if (parse_complex(parser, mode, &complex) &&
			(list_item_ends(parser) || oriel__css_selector_fail(parser, "',' or a combinator"))) {
			parser->complexes = oriel__grow(parser->complexes, &parser->complex_capacity,
				parser->complex_count + 1, sizeof(*parser->complexes));
			parser->complexes[parser->complex_count++] = complex;
		} else {
			parser->simple_count = simples;
			parser->compound_count = compounds;
			parser->complex_count = complexes;
			if (!does_forgive || parser->is_over_limit) {
				parser->complex_count = first;
				return NULL;
			}
			parser->scanner = scanner;
			parser->token = token;
			parser->depth = depth;
			parser->has_depth = has_depth;
			parser->has_nesting = has_nesting;
			item_skip(parser);
		}
		if (parser->token.kind != ORIEL__TOKEN_COMMA)
			break;
		oriel__css_selector_next(parser);
	}
	return list_end(parser, first);
}

const struct oriel__css_selector_list *oriel__css_selector_parse(
	struct oriel__css_selector_parser *parser, enum oriel__css_selector_mode mode) {
	parser->depth = parser->has_depth = 0;
	parser->has_nesting = parser->is_over_limit = false;
	parser->simple_count = parser->compound_count = parser->complex_count = 0;
	oriel__css_selector_next(parser);
	const struct oriel__css_selector_list *list = oriel__css_selector_list_parse(
		parser, mode == ORIEL__CSS_SELECTOR_NESTED ? LIST_NESTED : LIST_PLAIN);
	if (list != NULL && parser->token.kind != ORIEL__TOKEN_END) {
		oriel__css_selector_fail(parser, "',' or a combinator");
		return NULL;
	}
	return list;
}
