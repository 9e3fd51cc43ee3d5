/* SPDX-License-Identifier: MIT */
/*
 * Parses pseudo-classes and pseudo-elements. Source: Selectors 4, §4 to §14; Pseudo-elements 4;
 * Shadow Parts 1; CSS Syntax 3, §6 (an+b).
 */
#include "css/css_selector_internal.h"
#include "css/known_name_internal.h"

#include <string.h>

static const char *const state_names[] = {
#define ORIEL__CSS_PSEUDO_CLASS(id, name) [ORIEL__PSEUDO_##id] = name,
#include "css/pseudo_class_list_internal.h"
};

static const struct {
	const char *name;
	bool is_last, is_of_type, is_only;
} nth_names[] = {
	{ "first-child", false, false, false },
	{ "last-child", true, false, false },
	{ "only-child", false, false, true },
	{ "first-of-type", false, true, false },
	{ "last-of-type", true, true, false },
	{ "only-of-type", false, true, true },
};

static const struct {
	const char *name;
	bool is_last, is_of_type;
} nth_functions[] = {
	{ "nth-child", false, false },
	{ "nth-last-child", true, false },
	{ "nth-of-type", false, true },
	{ "nth-last-of-type", true, true },
};

static const struct {
	const char *name;
	uint8_t element;
	bool is_legacy; /* also valid with one colon */
} elements[] = {
	{ "placeholder", ORIEL__PSEUDO_ELEMENT_PLACEHOLDER, false },
	{ "selection", ORIEL__PSEUDO_ELEMENT_SELECTION, false },
	{ "before", ORIEL__PSEUDO_ELEMENT_BEFORE, true },
	{ "after", ORIEL__PSEUDO_ELEMENT_AFTER, true },
	{ "backdrop", ORIEL__PSEUDO_ELEMENT_BACKDROP, false },
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *const other_names[] = { "is", "where", "not", "has", "lang", "dir", "host" };

/* ---- Unknown names ---- */

static bool pseudo_is_unknown(
	struct oriel__css_selector_parser *parser, bool is_element, const char *expected) {
	struct oriel__css_nearest nearest = { 0 };
	const char *text = parser->token.text;
	size_t length = parser->token.length;
	oriel__css_selector_fail(parser, expected);
	if (is_element) {
		oriel__css_nearest_try(&nearest, text, length, "part");
		for (size_t i = 0; i < COUNT(elements); i++)
			oriel__css_nearest_try(&nearest, text, length, elements[i].name);
	} else {
		for (size_t i = 0; i < COUNT(state_names); i++)
			oriel__css_nearest_try(&nearest, text, length, state_names[i]);
		for (size_t i = 0; i < COUNT(nth_names); i++)
			oriel__css_nearest_try(&nearest, text, length, nth_names[i].name);
		for (size_t i = 0; i < COUNT(nth_functions); i++)
			oriel__css_nearest_try(&nearest, text, length, nth_functions[i].name);
		for (size_t i = 0; i < COUNT(other_names); i++)
			oriel__css_nearest_try(&nearest, text, length, other_names[i]);
	}
	parser->error.nearest = nearest.name;
	return false;
}

/* ---- an+b ---- */

/* The text of an+b. It is read byte by byte, because the same an+b may be tokenized in many
 * ways. */
struct nth_text {
	const char *text;
	uint32_t at, end;
};

static char nth_peek(const struct nth_text *nth) {
	return nth->at < nth->end ? nth->text[nth->at] : '\0';
}

static void nth_skip_space(struct nth_text *nth) {
	while (nth_peek(nth) == ' ' || nth_peek(nth) == '\n' || nth_peek(nth) == '\t')
		nth->at++;
}

static bool nth_is_name(char byte) {
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
		(byte >= '0' && byte <= '9') || byte == '-' || byte == '_' || byte == '\\' ||
		(unsigned char)byte >= 0x80;
}

static bool nth_take_word(struct nth_text *nth, const char *word) {
	size_t length = strlen(word);
	if (nth->end - nth->at < length ||
		!oriel__css_text_is(nth->text + nth->at, length, word) ||
		(nth->at + length < nth->end && nth_is_name(nth->text[nth->at + length])))
		return false;
	nth->at += (uint32_t)length;
	return true;
}

static bool nth_digits(struct nth_text *nth, int32_t *out) {
	int64_t number = 0;
	bool has_digits = false;
	for (; nth_peek(nth) >= '0' && nth_peek(nth) <= '9'; nth->at++) {
		number = number * 10 + (nth_peek(nth) - '0');
		number = number > INT32_MAX ? INT32_MAX : number;
		has_digits = true;
	}
	*out = (int32_t)number;
	return has_digits;
}

static int32_t nth_sign(struct nth_text *nth) {
	char byte = nth_peek(nth);
	if (byte == '+' || byte == '-')
		nth->at++;
	return byte == '-' ? -1 : 1;
}

/* Parses the part after "an": nothing, or a sign and digits, with optional space around the
 * sign. */
static bool an_plus_b_offset(struct nth_text *nth, int32_t *b) {
	*b = 0;
	if (nth_is_name(nth_peek(nth)) && nth_peek(nth) != '-')
		return false;
	struct nth_text before = *nth;
	nth_skip_space(nth);
	if (nth_peek(nth) != '+' && nth_peek(nth) != '-') {
		*nth = before;
		return true;
	}
	int32_t sign = nth_sign(nth);
	nth_skip_space(nth);
	if (!nth_digits(nth, b) || nth_is_name(nth_peek(nth)))
		return false;
	*b *= sign;
	return true;
}

static bool nth_read(struct nth_text *nth, int32_t *a, int32_t *b) {
	nth_skip_space(nth);
	bool is_odd = nth_take_word(nth, "odd");
	if (is_odd || nth_take_word(nth, "even")) {
		*a = 2;
		*b = is_odd;
		return true;
	}
	int32_t sign = nth_sign(nth), number = 1;
	bool has_digits = nth_digits(nth, &number);
	if (!has_digits)
		number = 1;
	if ((nth_peek(nth) | 0x20) == 'n') {
		nth->at++;
		*a = sign * number;
		return an_plus_b_offset(nth, b);
	}
	*a = 0;
	*b = sign * number;
	return has_digits && !nth_is_name(nth_peek(nth));
}

/* ---- Functions ---- */

static bool is_too_deep(struct oriel__css_selector_parser *parser) {
	parser->is_over_limit = parser->depth == ORIEL__CSS_SELECTOR_DEPTH;
	if (parser->is_over_limit)
		oriel__css_selector_fail(parser, "at most 32 levels of nested selectors");
	return parser->is_over_limit;
}

static bool pseudo_enter(struct oriel__css_selector_parser *parser) {
	if (is_too_deep(parser))
		return false;
	parser->depth++;
	oriel__css_selector_next(parser);
	return true;
}

static bool pseudo_leave(struct oriel__css_selector_parser *parser) {
	parser->depth--;
	return oriel__css_selector_close(parser);
}

/* Parses a function with a list of selectors, such as :is(). */
static bool parse_list_function(struct oriel__css_selector_parser *parser,
	enum oriel__css_simple_kind kind, enum list_mode mode) {
	const struct oriel__css_selector_list *list;
	bool is_has = kind == ORIEL__CSS_SIMPLE_HAS;
	if (is_has && parser->has_depth > 0)
		return oriel__css_selector_fail(parser, "no :has() inside :has()");
	if (!pseudo_enter(parser))
		return false;
	parser->has_depth += is_has;
	list = oriel__css_selector_list_parse(parser, mode);
	parser->has_depth -= is_has;
	if (list == NULL || !pseudo_leave(parser))
		return false;
	oriel__css_selector_add(parser, kind)->content.list = list;
	return true;
}

static bool parse_host_function(struct oriel__css_selector_parser *parser) {
	const struct oriel__css_selector_list *list;
	if (!pseudo_enter(parser))
		return false;
	list = oriel__css_selector_list_parse(parser, LIST_STRICT);
	if (list == NULL)
		return false;
	if (list->count != 1 || list->items[0].count != 1)
		return oriel__css_selector_fail(parser, "one compound selector in :host()");
	if (!pseudo_leave(parser))
		return false;
	oriel__css_selector_add(parser, ORIEL__CSS_SIMPLE_HOST)->content.list = list;
	return true;
}

static struct oriel__css_nth *nth_new(struct oriel__css_selector_parser *parser) {
	struct oriel__css_nth *nth = oriel__css_arena_alloc(parser->scanner.arena, sizeof(*nth));
	*nth = (struct oriel__css_nth){ 0 };
	return nth;
}

static bool parse_nth_function(struct oriel__css_selector_parser *parser, size_t index) {
	struct oriel__css_nth *nth = nth_new(parser);
	struct nth_text text = { parser->scanner.text, parser->token.end, parser->end };
	nth->is_last = nth_functions[index].is_last;
	nth->is_of_type = nth_functions[index].is_of_type;
	if (is_too_deep(parser))
		return false;
	parser->depth++;
	if (!nth_read(&text, &nth->a, &nth->b)) {
		parser->token.begin = text.at < parser->end ? text.at : parser->end;
		return oriel__css_selector_fail(parser, "an+b, odd or even");
	}
	parser->scanner.at = text.at;
	oriel__css_selector_next(parser);
	if (parser->token.kind == ORIEL__TOKEN_IDENT && !nth->is_of_type &&
		oriel__css_token_is(&parser->token, "of")) {
		oriel__css_selector_next(parser);
		nth->of = oriel__css_selector_list_parse(parser, LIST_STRICT);
		if (nth->of == NULL)
			return false;
	}
	if (!pseudo_leave(parser))
		return false;
	oriel__css_selector_add(parser, ORIEL__CSS_SIMPLE_NTH)->content.nth = nth;
	return true;
}

enum { MAX_NAMES = 64 };

static struct oriel__css_name_list *name_list_new(struct oriel__css_selector_parser *parser,
	const oriel__css_name *names, size_t count) {
	struct oriel__css_name_list *list =
		oriel__css_arena_alloc(parser->scanner.arena, sizeof(*list));
	*list = (struct oriel__css_name_list){
		oriel__css_arena_copy(parser->scanner.arena, names, count * sizeof(*names)),
		(uint32_t)count
	};
	return list;
}

static bool parse_lang(struct oriel__css_selector_parser *parser) {
	oriel__css_name names[MAX_NAMES];
	size_t count = 0;
	do {
		oriel__css_selector_next(parser);
		if (count == MAX_NAMES || (parser->token.kind != ORIEL__TOKEN_IDENT &&
										parser->token.kind != ORIEL__TOKEN_STRING))
			return oriel__css_selector_fail(parser, "a language, e.g. de or \"*-CH\"");
		names[count++] = oriel__css_selector_name(parser);
		oriel__css_selector_next(parser);
	} while (parser->token.kind == ORIEL__TOKEN_COMMA);
	if (!oriel__css_selector_close(parser))
		return false;
	oriel__css_selector_add(parser, ORIEL__CSS_SIMPLE_LANG)->content.names =
		name_list_new(parser, names, count);
	return true;
}

static bool parse_dir(struct oriel__css_selector_parser *parser) {
	oriel__css_selector_next(parser);
	if (parser->token.kind != ORIEL__TOKEN_IDENT)
		return oriel__css_selector_fail(parser, "ltr or rtl");
	char direction = oriel__css_token_is(&parser->token, "ltr") ? 'l' :
		oriel__css_token_is(&parser->token, "rtl")				? 'r' :
																	'\0';
	oriel__css_selector_next(parser);
	if (!oriel__css_selector_close(parser))
		return false;
	oriel__css_selector_add(parser, ORIEL__CSS_SIMPLE_DIR)->op = (uint8_t)direction;
	return true;
}

static bool parse_function(struct oriel__css_selector_parser *parser) {
	const struct oriel__css_token *token = &parser->token;
	if (oriel__css_token_is(token, "is"))
		return parse_list_function(parser, ORIEL__CSS_SIMPLE_IS, LIST_FORGIVING);
	if (oriel__css_token_is(token, "where"))
		return parse_list_function(parser, ORIEL__CSS_SIMPLE_WHERE, LIST_FORGIVING);
	if (oriel__css_token_is(token, "not"))
		return parse_list_function(parser, ORIEL__CSS_SIMPLE_NOT, LIST_STRICT);
	if (oriel__css_token_is(token, "has"))
		return parse_list_function(parser, ORIEL__CSS_SIMPLE_HAS, LIST_HAS);
	if (oriel__css_token_is(token, "host"))
		return parse_host_function(parser);
	if (oriel__css_token_is(token, "lang"))
		return parse_lang(parser);
	if (oriel__css_token_is(token, "dir"))
		return parse_dir(parser);
	for (size_t i = 0; i < COUNT(nth_functions); i++) {
		if (oriel__css_token_is(token, nth_functions[i].name))
			return parse_nth_function(parser, i);
	}
	return pseudo_is_unknown(parser, false, "a known pseudo-class with arguments");
}

/* ---- Pseudo-elements ---- */

static bool parse_part(struct oriel__css_selector_parser *parser) {
	oriel__css_name names[MAX_NAMES];
	size_t count = 0;
	oriel__css_selector_next(parser);
	while (parser->token.kind == ORIEL__TOKEN_IDENT && count < MAX_NAMES) {
		names[count++] = oriel__css_selector_name(parser);
		oriel__css_selector_next(parser);
	}
	if (count == 0)
		return oriel__css_selector_fail(parser, "the name of a part");
	if (!oriel__css_selector_close(parser))
		return false;
	struct oriel__css_simple *simple =
		oriel__css_selector_add(parser, ORIEL__CSS_SIMPLE_PSEUDO_ELEMENT);
	simple->op = ORIEL__PSEUDO_ELEMENT_PART;
	simple->content.names = name_list_new(parser, names, count);
	return true;
}

/* Parses a pseudo-element. Only ::part() may have a pseudo-element of its own. */
static bool parse_element(
	struct oriel__css_selector_parser *parser, uint8_t after, uint8_t *element) {
	if (parser->token.has_space || (parser->token.kind != ORIEL__TOKEN_IDENT &&
										parser->token.kind != ORIEL__TOKEN_FUNCTION))
		return oriel__css_selector_fail(parser, "the name of a pseudo-element");
	if (after != ORIEL__PSEUDO_ELEMENT_NONE && after != ORIEL__PSEUDO_ELEMENT_PART)
		return oriel__css_selector_fail(parser, "no pseudo-element after this one");
	if (parser->token.kind == ORIEL__TOKEN_FUNCTION) {
		if (!oriel__css_token_is(&parser->token, "part"))
			return pseudo_is_unknown(parser, true, "a known pseudo-element with arguments");
		if (after == ORIEL__PSEUDO_ELEMENT_PART)
			return oriel__css_selector_fail(parser, "no ::part() after ::part()");
		*element = ORIEL__PSEUDO_ELEMENT_PART;
		return parse_part(parser);
	}
	for (size_t i = 0; i < COUNT(elements); i++) {
		if (!oriel__css_token_is(&parser->token, elements[i].name))
			continue;
		*element = elements[i].element;
		oriel__css_selector_add(parser, ORIEL__CSS_SIMPLE_PSEUDO_ELEMENT)->op =
			elements[i].element;
		oriel__css_selector_next(parser);
		return true;
	}
	return pseudo_is_unknown(parser, true, "a known pseudo-element");
}

enum oriel__css_pseudo_element oriel__css_pseudo_element_find(const char *name) {
	bool is_short = name[0] == ':' && name[1] != ':';
	if (name[0] != ':')
		return ORIEL__PSEUDO_ELEMENT_NONE;
	name += is_short ? 1 : 2;
	for (size_t i = 0; i < COUNT(elements); i++) {
		if (oriel__css_text_is(name, strlen(name), elements[i].name) &&
			(!is_short || elements[i].is_legacy))
			return (enum oriel__css_pseudo_element)elements[i].element;
	}
	return ORIEL__PSEUDO_ELEMENT_NONE;
}

/* ---- Pseudo-classes ---- */

/* Returns whether a state may follow a pseudo-element. */
static bool state_is_allowed(uint8_t after, unsigned state) {
	switch (after) {
	case ORIEL__PSEUDO_ELEMENT_NONE: return true;
	case ORIEL__PSEUDO_ELEMENT_PART:
	case ORIEL__PSEUDO_ELEMENT_PLACEHOLDER:
		return state != ORIEL__PSEUDO_ROOT && state != ORIEL__PSEUDO_EMPTY &&
			state != ORIEL__PSEUDO_SCOPE;
	case ORIEL__PSEUDO_ELEMENT_SELECTION: return state == ORIEL__PSEUDO_WINDOW_INACTIVE;
	default: return false;
	}
}

static bool parse_state(
	struct oriel__css_selector_parser *parser, uint8_t after, bool *is_known) {
	*is_known = true;
	for (unsigned i = 0; i < COUNT(state_names); i++) {
		if (!oriel__css_token_is(&parser->token, state_names[i]))
			continue;
		if (!state_is_allowed(after, i))
			return oriel__css_selector_fail(parser, "a state that a pseudo-element can have");
		oriel__css_selector_add(parser, ORIEL__CSS_SIMPLE_PSEUDO_CLASS)->op = (uint8_t)i;
		oriel__css_selector_next(parser);
		return true;
	}
	*is_known = false;
	return false;
}

static bool parse_structural(struct oriel__css_selector_parser *parser) {
	for (size_t i = 0; i < COUNT(nth_names); i++) {
		if (!oriel__css_token_is(&parser->token, nth_names[i].name))
			continue;
		struct oriel__css_nth *nth = nth_new(parser);
		nth->b = nth_names[i].is_only ? 0 : 1;
		nth->is_last = nth_names[i].is_last;
		nth->is_of_type = nth_names[i].is_of_type;
		nth->is_only = nth_names[i].is_only;
		nth->is_named = !nth->is_only;
		oriel__css_selector_add(parser, ORIEL__CSS_SIMPLE_NTH)->content.nth = nth;
		oriel__css_selector_next(parser);
		return true;
	}
	if (oriel__css_token_is(&parser->token, "host")) {
		oriel__css_selector_add(parser, ORIEL__CSS_SIMPLE_HOST);
		oriel__css_selector_next(parser);
		return true;
	}
	return pseudo_is_unknown(parser, false, "a known pseudo-class");
}

bool oriel__css_pseudo_parse(
	struct oriel__css_selector_parser *parser, uint8_t after, uint8_t *element) {
	bool is_known;
	oriel__css_selector_next(parser);
	if (parser->token.kind == ORIEL__TOKEN_COLON && !parser->token.has_space) {
		oriel__css_selector_next(parser);
		return parse_element(parser, after, element);
	}
	if (parser->token.has_space)
		return oriel__css_selector_fail(parser, "the name of a pseudo-class after ':'");
	if (parser->token.kind == ORIEL__TOKEN_FUNCTION) {
		if (after != ORIEL__PSEUDO_ELEMENT_NONE && !oriel__css_token_is(&parser->token, "is") &&
			!oriel__css_token_is(&parser->token, "where") &&
			!oriel__css_token_is(&parser->token, "not"))
			return oriel__css_selector_fail(parser, "a state after a pseudo-element");
		return parse_function(parser);
	}
	if (parser->token.kind != ORIEL__TOKEN_IDENT)
		return oriel__css_selector_fail(parser, "the name of a pseudo-class");
	for (size_t i = 0; i < COUNT(elements); i++) {
		if (elements[i].is_legacy && oriel__css_token_is(&parser->token, elements[i].name))
			return parse_element(parser, after, element);
	}
	if (parse_state(parser, after, &is_known))
		return true;
	if (is_known)
		return false;
	if (after != ORIEL__PSEUDO_ELEMENT_NONE)
		return oriel__css_selector_fail(parser, "a state after a pseudo-element");
	return parse_structural(parser);
}
