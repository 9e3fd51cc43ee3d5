/* SPDX-License-Identifier: MIT */
/*
 * Compiles the text of a selector. Source: Selectors 4, §18 (grammar) and §17 (specificity).
 *
 * As in CSS, the end of the text closes every open bracket. The lists of :is() and :where() are
 * forgiving: a malformed item is left out. Limits on nesting and on the length of the text bound
 * the recursion and the memory: everything made from one selector is small (base/alloc_internal.h).
 */
#include "base/alloc_internal.h"
#include "loop/loop_internal.h"
#include "tree/scanner_internal.h"
#include "tree/selector_internal.h"

#include <oriel/runtime/log.h>

#include <string.h>

struct parser {
	struct oriel__scanner scanner;
	struct oriel__atom_table *atoms;
	int depth; /* depth of nested lists */
	bool is_over_limit;
	bool is_in_has;
	bool is_relative; /* the next list is the arguments of :has() */
};

static bool parse_list(struct parser *parser, struct oriel__selector_list *list, bool forgiving);

static bool selector_parse_fail(struct parser *parser, const char *message) {
	return oriel__scanner_fail(&parser->scanner, parser->scanner.at, message);
}

static oriel__atom value_atom(struct parser *parser) {
	return oriel__atom_intern_n(parser->atoms, parser->scanner.value, parser->scanner.value_length);
}

/* ---- Freeing ---- */

static void simple_finish(struct oriel__simple *simple) {
	switch (simple->kind) {
	case ORIEL__SIMPLE_TYPE:
	case ORIEL__SIMPLE_ID:
	case ORIEL__SIMPLE_CLASS:
		oriel__atom_unref(simple->argument.name);
		break;
	case ORIEL__SIMPLE_ATTRIBUTE:
		oriel__atom_unref(simple->argument.attribute->name);
		oriel__atom_unref(simple->argument.attribute->value);
		oriel__free(simple->argument.attribute);
		break;
	case ORIEL__SIMPLE_NTH:
		if (simple->argument.nth->filter != NULL)
			oriel__selector_list_finish(simple->argument.nth->filter);
		oriel__free(simple->argument.nth->filter);
		oriel__free(simple->argument.nth);
		break;
	case ORIEL__SIMPLE_HAS:
		oriel__selector_list_finish(&simple->argument.has->list);
		oriel__free(simple->argument.has);
		break;
	case ORIEL__SIMPLE_LANG:
	case ORIEL__SIMPLE_DIR:
	case ORIEL__SIMPLE_PART:
		oriel__atom_unref(simple->argument.inherited->attribute);
		for (uint32_t i = 0; i < simple->argument.inherited->count; i++)
			oriel__atom_unref(simple->argument.inherited->values[i]);
		oriel__free(simple->argument.inherited->values);
		oriel__free(simple->argument.inherited);
		break;
	case ORIEL__SIMPLE_IS:
	case ORIEL__SIMPLE_NOT:
	case ORIEL__SIMPLE_HOST:
		if (simple->argument.list != NULL)
			oriel__selector_list_finish(simple->argument.list);
		oriel__free(simple->argument.list);
		break;
	default:
		break;
	}
}

static void complex_finish(struct oriel__complex *complex) {
	for (uint32_t i = 0; i < complex->count; i++) {
		struct oriel__compound *compound = &complex->compounds[i];
		for (uint32_t k = 0; k < compound->count; k++)
			simple_finish(&compound->simples[k]);
		oriel__free(compound->simples);
	}
	oriel__free(complex->compounds);
}

void oriel__selector_list_finish(struct oriel__selector_list *list) {
	for (uint32_t i = 0; i < list->count; i++)
		complex_finish(&list->items[i]);
	oriel__free(list->items);
}

/* Grows by one item: selectors are short. */
static struct oriel__simple *add_simple(
	struct oriel__compound *compound, enum oriel__simple_kind kind) {
	compound->simples = oriel__realloc_array(
		compound->simples, compound->count + 1, sizeof(*compound->simples));
	struct oriel__simple *simple = &compound->simples[compound->count++];
	*simple = (struct oriel__simple){ .kind = kind };
	return simple;
}

static void add_name(
	struct parser *parser, struct oriel__compound *compound, enum oriel__simple_kind kind) {
	add_simple(compound, kind)->argument.name = value_atom(parser);
}

/* ---- Specificity ---- */

enum { ID = 20, CLASS = 10, TYPE = 0, FIELD = 1023 };

static uint32_t specificity_add(uint32_t a, uint32_t b) {
	uint32_t sum = 0;
	for (int shift = 0; shift <= ID; shift += CLASS) {
		uint32_t field = (a >> shift & FIELD) + (b >> shift & FIELD);
		sum |= (field < FIELD ? field : FIELD) << shift;
	}
	return sum;
}

static uint32_t list_specificity(const struct oriel__selector_list *list) {
	uint32_t most = 0;
	for (uint32_t i = 0; i < list->count; i++) {
		if (list->items[i].specificity > most)
			most = list->items[i].specificity;
	}
	return most;
}

/* ---- Attributes ---- */

#define NO_NAMESPACES "namespaces are not supported; write the name alone"

static bool parse_operator(struct parser *parser, struct oriel__attribute_test *test) {
	static const struct {
		const char *text;
		enum oriel__attribute_operator op;
	} operators[] = {
		{ "=", ORIEL__ATTRIBUTE_EQUALS },
		{ "~=", ORIEL__ATTRIBUTE_INCLUDES },
		{ "|=", ORIEL__ATTRIBUTE_DASH },
		{ "^=", ORIEL__ATTRIBUTE_PREFIX },
		{ "$=", ORIEL__ATTRIBUTE_SUFFIX },
		{ "*=", ORIEL__ATTRIBUTE_SUBSTRING },
	};
	struct oriel__scanner *scanner = &parser->scanner;
	for (size_t i = 0; i < sizeof(operators) / sizeof(operators[0]); i++) {
		size_t length = strlen(operators[i].text);
		if (scanner->length - scanner->at >= length &&
			memcmp(scanner->text + scanner->at, operators[i].text, length) == 0) {
			scanner->at += length;
			test->op = operators[i].op;
			return true;
		}
	}
	return selector_parse_fail(parser,
		oriel__scanner_peek(scanner, 0) == '|' ? NO_NAMESPACES :
												"expected ']' or one of = ~= |= ^= $= *=");
}

static bool parse_attribute_value(struct parser *parser, struct oriel__attribute_test *test) {
	struct oriel__scanner *scanner = &parser->scanner;
	bool read = oriel__scanner_is_string(scanner) ?
		oriel__scanner_string(scanner) :
		oriel__scanner_identifier(scanner, "expected a name or a string in quotes");
	if (!read)
		return false;
	test->value = value_atom(parser);
	oriel__scanner_skip_space(scanner);
	if (!oriel__scanner_is_identifier(scanner))
		return true;
	size_t flag = scanner->at;
	oriel__scanner_identifier(scanner, "");
	test->does_ignore_case = oriel__scanner_value_is(scanner, "i");
	if (!test->does_ignore_case && !oriel__scanner_value_is(scanner, "s"))
		return oriel__scanner_fail(scanner, flag, "only i and s may follow the value");
	oriel__scanner_skip_space(scanner);
	return true;
}

static bool parse_attribute_test(struct parser *parser, struct oriel__attribute_test *test) {
	struct oriel__scanner *scanner = &parser->scanner;
	if (oriel__scanner_at_end(scanner) || oriel__scanner_take(scanner, ']'))
		return true;
	if (!parse_operator(parser, test))
		return false;
	oriel__scanner_skip_space(scanner);
	if (!parse_attribute_value(parser, test))
		return false;
	if (oriel__scanner_at_end(scanner) || oriel__scanner_take(scanner, ']'))
		return true;
	return selector_parse_fail(parser, "expected ']'");
}

static bool parse_attribute(struct parser *parser, struct oriel__compound *compound) {
	struct oriel__scanner *scanner = &parser->scanner;
	oriel__scanner_skip_space(scanner);
	if (oriel__scanner_peek(scanner, 0) == '|' || oriel__scanner_peek(scanner, 0) == '*')
		return selector_parse_fail(parser, NO_NAMESPACES);
	if (!oriel__scanner_identifier(scanner, "expected the name of an attribute"))
		return false;
	struct oriel__attribute_test *test = oriel__alloc_zero(1, sizeof(*test));
	add_simple(compound, ORIEL__SIMPLE_ATTRIBUTE)->argument.attribute = test;
	test->name = value_atom(parser);
	oriel__scanner_skip_space(scanner);
	return parse_attribute_test(parser, test);
}

/* ---- Pseudo-classes ---- */

static const struct {
	const char *name;
	uint32_t set, clear;
} state_classes[] = {
	{ "hover", ORIEL_STATE_HOVER, 0 },
	{ "active", ORIEL_STATE_ACTIVE, 0 },
	{ "focus", ORIEL_STATE_FOCUS, 0 },
	{ "focus-visible", ORIEL_STATE_FOCUS_VISIBLE, 0 },
	{ "focus-within", ORIEL_STATE_FOCUS_WITHIN, 0 },
	{ "disabled", ORIEL_STATE_DISABLED, 0 },
	{ "enabled", 0, ORIEL_STATE_DISABLED },
	{ "checked", ORIEL_STATE_CHECKED, 0 },
	{ "selected", ORIEL_STATE_SELECTED, 0 },
	{ "window-inactive", ORIEL_STATE_WINDOW_INACTIVE, 0 },
	{ "placeholder-shown", ORIEL_STATE_PLACEHOLDER_SHOWN, 0 },
	{ "read-only", ORIEL_STATE_READ_ONLY, 0 },
	{ "read-write", 0, ORIEL_STATE_READ_ONLY },
	{ "invalid", ORIEL_STATE_INVALID, 0 },
	{ "valid", 0, ORIEL_STATE_INVALID },
	{ "required", ORIEL_STATE_REQUIRED, 0 },
	{ "optional", 0, ORIEL_STATE_REQUIRED },
	{ "user-invalid", ORIEL_STATE_USER_INVALID, 0 },
	{ "user-valid", ORIEL_STATE_USER_VALID, 0 },
	{ "indeterminate", ORIEL_STATE_INDETERMINATE, 0 },
	{ "default", ORIEL_STATE_DEFAULT, 0 },
	{ "modal", ORIEL_STATE_MODAL, 0 },
};

static const struct {
	const char *name;
	enum oriel__simple_kind kind;
	bool is_last, is_of_type; /* for NTH: the position from the end; among siblings of the type */
} standing_classes[] = {
	{ "first-child", ORIEL__SIMPLE_NTH, false, false },
	{ "last-child", ORIEL__SIMPLE_NTH, true, false },
	{ "first-of-type", ORIEL__SIMPLE_NTH, false, true },
	{ "last-of-type", ORIEL__SIMPLE_NTH, true, true },
	{ "only-child", ORIEL__SIMPLE_ONLY_CHILD, false, false },
	{ "empty", ORIEL__SIMPLE_EMPTY, false, false },
	{ "root", ORIEL__SIMPLE_ROOT, false, false },
	{ "scope", ORIEL__SIMPLE_SCOPE, false, false },
	{ "host", ORIEL__SIMPLE_HOST, false, false },
};

static struct oriel__nth *add_nth(
	struct oriel__compound *compound, bool is_last, bool is_of_type) {
	struct oriel__nth *nth = oriel__alloc_zero(1, sizeof(*nth));
	nth->is_last = is_last;
	nth->is_of_type = is_of_type;
	add_simple(compound, ORIEL__SIMPLE_NTH)->argument.nth = nth;
	return nth;
}

static bool parse_plain_pseudo(
	struct parser *parser, struct oriel__compound *compound, size_t begin) {
	for (size_t i = 0; i < sizeof(state_classes) / sizeof(state_classes[0]); i++) {
		if (oriel__scanner_value_is(&parser->scanner, state_classes[i].name)) {
			struct oriel__simple *simple = add_simple(compound, ORIEL__SIMPLE_STATES);
			simple->argument.states.set = state_classes[i].set;
			simple->argument.states.clear = state_classes[i].clear;
			return true;
		}
	}
	for (size_t i = 0; i < sizeof(standing_classes) / sizeof(standing_classes[0]); i++) {
		if (oriel__scanner_value_is(&parser->scanner, standing_classes[i].name)) {
			if (standing_classes[i].kind == ORIEL__SIMPLE_NTH)
				add_nth(compound, standing_classes[i].is_last, standing_classes[i].is_of_type)->b =
					1;
			else
				add_simple(compound, standing_classes[i].kind);
			return true;
		}
	}
	if (oriel__scanner_value_is(&parser->scanner, "only-of-type")) {
		add_nth(compound, false, true)->b = 1;
		add_nth(compound, true, true)->b = 1;
		return true;
	}
	return oriel__scanner_fail(&parser->scanner, begin, "unknown pseudo-class");
}

static bool parse_end(struct parser *parser) {
	if (oriel__scanner_at_end(&parser->scanner) || oriel__scanner_take(&parser->scanner, ')'))
		return true;
	return selector_parse_fail(parser, "expected ')'");
}

/* Parses a nested list and its closing parenthesis. */
static bool parse_nested(struct parser *parser, struct oriel__selector_list *list, bool forgiving) {
	if (parser->depth == ORIEL__SELECTOR_MAX_DEPTH) {
		parser->is_over_limit = true;
		return selector_parse_fail(parser, "lists are nested too deeply; 32 levels are allowed");
	}
	parser->depth++;
	bool parsed = parse_list(parser, list, forgiving);
	parser->depth--;
	return parsed && parse_end(parser);
}

static bool parse_nth(struct parser *parser, struct oriel__nth *nth) {
	struct oriel__scanner *scanner = &parser->scanner;
	oriel__scanner_skip_space(scanner);
	if (!oriel__scanner_nth(scanner, &nth->a, &nth->b))
		return false;
	oriel__scanner_skip_space(scanner);
	if (!nth->is_of_type && oriel__scanner_take_word(scanner, "of")) {
		nth->filter = oriel__alloc_zero(1, sizeof(*nth->filter));
		return parse_nested(parser, nth->filter, false);
	}
	if (oriel__scanner_at_end(scanner) || oriel__scanner_take(scanner, ')'))
		return true;
	return selector_parse_fail(
		parser, nth->is_of_type ? "expected ')'" : "expected ')' or \"of\"");
}

static bool parse_list_pseudo(struct parser *parser, struct oriel__compound *compound,
	uint32_t *specificity, bool negated, bool weighs) {
	struct oriel__selector_list *list = oriel__alloc_zero(1, sizeof(*list));
	add_simple(compound, negated ? ORIEL__SIMPLE_NOT : ORIEL__SIMPLE_IS)->argument.list = list;
	if (!parse_nested(parser, list, !negated))
		return false;
	if (weighs)
		*specificity = specificity_add(*specificity, list_specificity(list));
	return true;
}

/* Source: CSS Scoping 1, ":host()". */
static bool parse_host(
	struct parser *parser, struct oriel__compound *compound, uint32_t *specificity, size_t begin) {
	struct oriel__selector_list *list = oriel__alloc_zero(1, sizeof(*list));
	add_simple(compound, ORIEL__SIMPLE_HOST)->argument.list = list;
	if (!parse_nested(parser, list, false))
		return false;
	if (list->count != 1 || list->items[0].count != 1)
		return oriel__scanner_fail(
			&parser->scanner, begin, "expected one compound selector in :host()");
	*specificity = specificity_add(*specificity, (1u << CLASS) + list_specificity(list));
	return true;
}

/* Parses the arguments of :has(). The list is not forgiving, and cannot be inside another :has().
 * Source: Selectors 4, ":has()". */
static bool parse_has(
	struct parser *parser, struct oriel__compound *compound, uint32_t *specificity, size_t begin) {
	if (parser->is_in_has)
		return oriel__scanner_fail(&parser->scanner, begin, ":has() cannot be inside :has()");
	struct oriel__has *has = oriel__alloc_zero(1, sizeof(*has));
	add_simple(compound, ORIEL__SIMPLE_HAS)->argument.has = has;
	parser->is_in_has = parser->is_relative = true;
	bool is_parsed = parse_nested(parser, &has->list, false);
	parser->is_in_has = parser->is_relative = false;
	if (is_parsed)
		*specificity = specificity_add(*specificity, list_specificity(&has->list));
	return is_parsed;
}

static void inherited_add(struct parser *parser, struct oriel__inherited_test *test) {
	test->values = oriel__realloc_array(test->values, test->count + 1, sizeof(*test->values));
	test->values[test->count++] = value_atom(parser);
}

static struct oriel__inherited_test *add_inherited(struct parser *parser,
	struct oriel__compound *compound, enum oriel__simple_kind kind, const char *attribute) {
	struct oriel__inherited_test *test = oriel__alloc_zero(1, sizeof(*test));
	test->attribute = oriel__atom_intern(parser->atoms, attribute);
	add_simple(compound, kind)->argument.inherited = test;
	return test;
}

/* Parses names or strings, separated by commas. Source: Selectors 4, ":lang()". */
static bool parse_language(struct parser *parser, struct oriel__compound *compound) {
	struct oriel__scanner *scanner = &parser->scanner;
	struct oriel__inherited_test *test = add_inherited(
		parser, compound, ORIEL__SIMPLE_LANG, "lang");
	do {
		oriel__scanner_skip_space(scanner);
		bool is_read = oriel__scanner_is_string(scanner) ?
			oriel__scanner_string(scanner) :
			oriel__scanner_identifier(scanner, "expected a language or a string in quotes");
		if (!is_read)
			return false;
		inherited_add(parser, test);
		oriel__scanner_skip_space(scanner);
	} while (oriel__scanner_take(scanner, ','));
	return parse_end(parser);
}

static bool parse_direction(struct parser *parser, struct oriel__compound *compound) {
	struct oriel__scanner *scanner = &parser->scanner;
	struct oriel__inherited_test *test = add_inherited(parser, compound, ORIEL__SIMPLE_DIR, "dir");
	oriel__scanner_skip_space(scanner);
	if (!oriel__scanner_identifier(scanner, "expected ltr or rtl"))
		return false;
	inherited_add(parser, test);
	oriel__scanner_skip_space(scanner);
	return parse_end(parser);
}

static bool parse_nth_function(
	struct parser *parser, struct oriel__compound *compound, uint32_t *specificity, size_t begin) {
	static const struct {
		const char *name;
		bool is_last, is_of_type;
	} functions[] = {
		{ "nth-child", false, false },
		{ "nth-last-child", true, false },
		{ "nth-of-type", false, true },
		{ "nth-last-of-type", true, true },
	};
	for (size_t i = 0; i < sizeof(functions) / sizeof(functions[0]); i++) {
		if (!oriel__scanner_value_is(&parser->scanner, functions[i].name))
			continue;
		struct oriel__nth *nth = add_nth(
			compound, functions[i].is_last, functions[i].is_of_type);
		if (!parse_nth(parser, nth))
			return false;
		*specificity = specificity_add(*specificity, 1u << CLASS);
		if (nth->filter != NULL)
			*specificity = specificity_add(*specificity, list_specificity(nth->filter));
		return true;
	}
	return oriel__scanner_fail(&parser->scanner, begin, "unknown pseudo-class with arguments");
}

static bool parse_function(
	struct parser *parser, struct oriel__compound *compound, uint32_t *specificity, size_t begin) {
	const struct oriel__scanner *scanner = &parser->scanner;
	bool negated = oriel__scanner_value_is(scanner, "not");
	bool where = oriel__scanner_value_is(scanner, "where");
	if (negated || where || oriel__scanner_value_is(scanner, "is"))
		return parse_list_pseudo(parser, compound, specificity, negated, !where);
	if (oriel__scanner_value_is(scanner, "has"))
		return parse_has(parser, compound, specificity, begin);
	if (oriel__scanner_value_is(scanner, "host"))
		return parse_host(parser, compound, specificity, begin);
	bool is_lang = oriel__scanner_value_is(scanner, "lang");
	if (!is_lang && !oriel__scanner_value_is(scanner, "dir"))
		return parse_nth_function(parser, compound, specificity, begin);
	*specificity = specificity_add(*specificity, 1u << CLASS);
	return is_lang ? parse_language(parser, compound) : parse_direction(parser, compound);
}

static bool parse_pseudo(
	struct parser *parser, struct oriel__compound *compound, uint32_t *specificity) {
	struct oriel__scanner *scanner = &parser->scanner;
	size_t begin = scanner->at;
	if (oriel__scanner_peek(scanner, 0) == ':')
		return selector_parse_fail(parser, "pseudo-elements are not supported");
	if (!oriel__scanner_identifier(scanner, "expected the name of a pseudo-class"))
		return false;
	if (oriel__scanner_take(scanner, '('))
		return parse_function(parser, compound, specificity, begin);
	*specificity = specificity_add(*specificity, 1u << CLASS);
	return parse_plain_pseudo(parser, compound, begin);
}

/* ---- Compounds ---- */

static bool parse_type(
	struct parser *parser, struct oriel__compound *compound, uint32_t *specificity) {
	struct oriel__scanner *scanner = &parser->scanner;
	if (oriel__scanner_is_identifier(scanner)) {
		oriel__scanner_identifier(scanner, "");
		add_name(parser, compound, ORIEL__SIMPLE_TYPE);
		*specificity = specificity_add(*specificity, 1u << TYPE);
	} else {
		oriel__scanner_take(scanner, '*');
	}
	return oriel__scanner_peek(scanner, 0) != '|' || selector_parse_fail(parser, NO_NAMESPACES);
}

static bool parse_subclass(
	struct parser *parser, struct oriel__compound *compound, uint32_t *specificity) {
	struct oriel__scanner *scanner = &parser->scanner;
	if (oriel__scanner_take(scanner, '#')) {
		if (!oriel__scanner_identifier(scanner, "expected a name after '#'"))
			return false;
		add_name(parser, compound, ORIEL__SIMPLE_ID);
		*specificity = specificity_add(*specificity, 1u << ID);
		return true;
	}
	if (oriel__scanner_take(scanner, ':'))
		return parse_pseudo(parser, compound, specificity);
	if (oriel__scanner_take(scanner, '.')) {
		if (!oriel__scanner_identifier(scanner, "expected a name after '.'"))
			return false;
		add_name(parser, compound, ORIEL__SIMPLE_CLASS);
	} else {
		scanner->at++; /* [ */
		if (!parse_attribute(parser, compound))
			return false;
	}
	*specificity = specificity_add(*specificity, 1u << CLASS);
	return true;
}

static bool begins_subclass(const struct oriel__scanner *scanner) {
	unsigned char byte = oriel__scanner_peek(scanner, 0);
	return byte == '#' || byte == '.' || byte == '[' || byte == ':';
}

static bool begins_compound(const struct oriel__scanner *scanner) {
	unsigned char byte = oriel__scanner_peek(scanner, 0);
	return begins_subclass(scanner) || byte == '*' || byte == '|' ||
		oriel__scanner_is_identifier(scanner);
}

static bool parse_compound(
	struct parser *parser, struct oriel__compound *compound, uint32_t *specificity) {
	struct oriel__scanner *scanner = &parser->scanner;
	if (!begins_compound(scanner))
		return selector_parse_fail(parser,
			oriel__scanner_at_end(scanner) ? "expected a selector, found the end" :
											"expected a selector");
	if (!parse_type(parser, compound, specificity))
		return false;
	oriel__scanner_skip_comments(scanner);
	while (begins_subclass(scanner)) {
		if (!parse_subclass(parser, compound, specificity))
			return false;
		oriel__scanner_skip_comments(scanner);
	}
	return true;
}

/* ---- Complex selectors and lists ---- */

static struct oriel__compound *add_compound(
	struct oriel__complex *complex, enum oriel__combinator combinator) {
	complex->compounds = oriel__realloc_array(
		complex->compounds, complex->count + 1, sizeof(*complex->compounds));
	struct oriel__compound *compound = &complex->compounds[complex->count++];
	*compound = (struct oriel__compound){ .combinator = combinator };
	return compound;
}

/* Returns whether another compound follows, and its combinator. */
static bool parse_combinator(struct parser *parser, enum oriel__combinator *combinator) {
	struct oriel__scanner *scanner = &parser->scanner;
	bool space = oriel__scanner_skip_space(scanner);
	*combinator = ORIEL__COMBINATOR_DESCENDANT;
	if (oriel__scanner_take(scanner, '>'))
		*combinator = ORIEL__COMBINATOR_CHILD;
	else if (oriel__scanner_take(scanner, '+'))
		*combinator = ORIEL__COMBINATOR_NEXT_SIBLING;
	else if (oriel__scanner_take(scanner, '~'))
		*combinator = ORIEL__COMBINATOR_SUBSEQUENT_SIBLING;
	else
		return space && begins_compound(scanner);
	oriel__scanner_skip_space(scanner);
	return true;
}

/* Reverses the compounds. The text has them from left to right, each with the combinator on its
 * left. The result has them from right to left, each with the combinator on its right. */
static void selector_parse_reverse(struct oriel__complex *complex) {
	for (uint32_t i = 0; i < complex->count / 2; i++) {
		struct oriel__compound swapped = complex->compounds[i];
		complex->compounds[i] = complex->compounds[complex->count - 1 - i];
		complex->compounds[complex->count - 1 - i] = swapped;
	}
	for (uint32_t i = complex->count; i-- > 1;)
		complex->compounds[i].combinator = complex->compounds[i - 1].combinator;
}

/* Parses the leading combinator of a relative selector; without one it is a space. */
static void parse_leading(struct parser *parser, enum oriel__combinator *combinator) {
	struct oriel__scanner *scanner = &parser->scanner;
	if (oriel__scanner_take(scanner, '>'))
		*combinator = ORIEL__COMBINATOR_CHILD;
	else if (oriel__scanner_take(scanner, '+'))
		*combinator = ORIEL__COMBINATOR_NEXT_SIBLING;
	else if (oriel__scanner_take(scanner, '~'))
		*combinator = ORIEL__COMBINATOR_SUBSEQUENT_SIBLING;
	oriel__scanner_skip_space(scanner);
}

static bool parse_complex(
	struct parser *parser, struct oriel__complex *complex, bool is_relative) {
	enum oriel__combinator combinator = ORIEL__COMBINATOR_DESCENDANT;
	if (is_relative) {
		add_simple(add_compound(complex, combinator), ORIEL__SIMPLE_ANCHOR);
		parse_leading(parser, &combinator);
	}
	do {
		if (!parse_compound(parser, add_compound(complex, combinator), &complex->specificity))
			return false;
	} while (parse_combinator(parser, &combinator));
	selector_parse_reverse(complex);
	return true;
}

static bool ends_item(const struct parser *parser) {
	unsigned char byte = oriel__scanner_peek(&parser->scanner, 0);
	return oriel__scanner_at_end(&parser->scanner) || byte == ',' ||
		(byte == ')' && parser->depth > 0);
}

static bool parse_item(
	struct parser *parser, struct oriel__complex *complex, bool is_relative) {
	oriel__scanner_skip_space(&parser->scanner);
	if (!parse_complex(parser, complex, is_relative))
		return false;
	return ends_item(parser) ||
		selector_parse_fail(parser, "expected a combinator, a comma or the end");
}

/* Leaves a malformed item out. A text over a limit stays an error: dropping it would change the
 * match. */
static bool selector_parse_forgive(struct parser *parser) {
	if (parser->is_over_limit)
		return false;
	parser->scanner.error_message = NULL;
	oriel__scanner_skip_item(&parser->scanner);
	return true;
}

static bool parse_list(struct parser *parser, struct oriel__selector_list *list, bool forgiving) {
	bool is_relative = parser->is_relative;
	parser->is_relative = false;
	do {
		struct oriel__complex complex = { 0 };
		size_t begin = parser->scanner.at;
		if (parse_item(parser, &complex, is_relative)) {
			list->items = oriel__realloc_array(list->items, list->count + 1, sizeof(*list->items));
			list->items[list->count++] = complex;
			continue;
		}
		complex_finish(&complex);
		if (!forgiving)
			return false;
		parser->scanner.at = begin;
		if (!selector_parse_forgive(parser))
			return false;
	} while (oriel__scanner_take(&parser->scanner, ','));
	return true;
}

static bool selector_parse_parse(struct parser *parser, struct oriel__selector_list *list) {
	if (parser->scanner.length > ORIEL__SELECTOR_MAX_LENGTH)
		return oriel__scanner_fail(&parser->scanner, ORIEL__SELECTOR_MAX_LENGTH,
			"the selector is too long; 65,535 bytes are allowed");
	return parse_list(parser, list, false);
}

struct oriel__selector *oriel__selector_compile(
	oriel_loop *loop, const char *text, size_t length, struct oriel_selector_error *error) {
	struct parser parser = {
		.scanner = { .text = text, .length = length },
		.atoms = oriel__loop_atoms(loop),
	};
	struct oriel__selector *selector = oriel__alloc_zero(1, sizeof(*selector));
	selector->references = 1;
	if (!selector_parse_parse(&parser, &selector->list)) {
		*error = (struct oriel_selector_error){ parser.scanner.error_offset,
			parser.scanner.error_message };
		oriel__selector_unref(selector);
		selector = NULL;
	}
	oriel__scanner_finish(&parser.scanner);
	return selector;
}

struct oriel__selector *oriel__selector_ref(struct oriel__selector *selector) {
	selector->references++;
	return selector;
}

void oriel__selector_unref(struct oriel__selector *selector) {
	if (selector == NULL || --selector->references > 0)
		return;
	oriel__selector_list_finish(&selector->list);
	oriel__free(selector);
}
