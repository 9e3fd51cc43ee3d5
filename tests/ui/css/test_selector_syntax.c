/* SPDX-License-Identifier: MIT */
/*
 * Parsed selectors: specificity, structure, errors and limits. Syntax and serialization are tested
 * in test_css_corpus.c.
 */
#include "css/css_sheet_internal.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct parsed {
	struct oriel__css_arena arena;
	struct oriel__css_name_table names;
	struct oriel__css_selector_parser parser;
	const struct oriel__css_selector_list *list;
};

static void parse(struct parsed *parsed, const char *text) {
	memset(parsed, 0, sizeof(*parsed));
	parsed->names.arena = &parsed->arena;
	parsed->parser.names = &parsed->names;
	parsed->parser.end = (uint32_t)strlen(text);
	parsed->parser.scanner =
		(struct oriel__css_scanner){ text, parsed->parser.end, 0, &parsed->arena };
	parsed->list = oriel__css_selector_parse(&parsed->parser, ORIEL__CSS_SELECTOR_PLAIN);
}

static void parsed_finish(struct parsed *parsed) {
	oriel__css_selector_parser_finish(&parsed->parser);
	oriel__css_name_table_finish(&parsed->names);
	oriel__css_arena_finish(&parsed->arena);
}

static void assert_specificity(const char *text, unsigned ids, unsigned classes, unsigned types) {
	struct parsed parsed;
	parse(&parsed, text);
	assert_non_null(parsed.list);
	assert_int_equal(parsed.list->specificity, ids << 20 | classes << 10 | types);
	parsed_finish(&parsed);
}

static void specificity_is_counted(void **state) {
	assert_specificity("a", 0, 0, 1);
	assert_specificity("*", 0, 0, 0);
	assert_specificity("#a.b[c] d:hover::before", 1, 3, 2);
	assert_specificity(":is(#a, b) :not(.c, d)", 1, 1, 0);
	assert_specificity(":where(#a.b)", 0, 0, 0);
	assert_specificity(":nth-child(2n of #a, .b)", 1, 1, 0);
	assert_specificity(":nth-of-type(2)", 0, 1, 0);
	assert_specificity(":has(> #a b)", 1, 0, 1);
	assert_specificity(":host(.a)", 0, 2, 0);
	assert_specificity("a::part(b c):hover", 0, 1, 2);
	assert_specificity("a, #b", 1, 0, 0);
}

static void pseudo_elements_begin_a_compound(void **state) {
	struct parsed parsed;
	parse(&parsed, "a > b::part(c):hover");
	const struct oriel__css_complex *complex = &parsed.list->items[0];
	assert_int_equal(complex->count, 3);
	assert_int_equal(complex->pseudo_element, ORIEL__PSEUDO_ELEMENT_PART);
	assert_int_equal(complex->compounds[0].count, 2);
	assert_int_equal(complex->compounds[0].simples[0].kind, ORIEL__CSS_SIMPLE_PSEUDO_ELEMENT);
	assert_int_equal(complex->compounds[1].combinator, ORIEL__CSS_COMBINATOR_PSEUDO);
	assert_int_equal(complex->compounds[2].combinator, ORIEL__CSS_COMBINATOR_CHILD);
	parsed_finish(&parsed);
}

static void nesting_refers_to_the_parent_list(void **state) {
	oriel_sheet *sheet = oriel_sheet_parse("#a, b { c { order: 1 } & > & { order: 2 } }");
	const struct oriel__css_complex *first = &sheet->rules[0].selectors->items[0];
	assert_int_equal(first->count, 2);
	assert_int_equal(first->specificity, 1 << 20 | 1);
	assert_int_equal(first->compounds[1].simples[0].kind, ORIEL__CSS_SIMPLE_NESTING);
	assert_int_equal(first->compounds[1].simples[0].content.list->count, 2);
	assert_int_equal(sheet->rules[1].selectors->items[0].specificity, 2 << 20);
	oriel_sheet_unref(sheet);
}

static void assert_error(const char *text, uint32_t offset, const char *message,
	const char *nearest) {
	struct parsed parsed;
	parse(&parsed, text);
	assert_null(parsed.list);
	assert_int_equal(parsed.parser.error.offset, offset);
	assert_string_equal(parsed.parser.error.message, message);
	if (nearest == NULL)
		assert_null(parsed.parser.error.nearest);
	else
		assert_string_equal(parsed.parser.error.nearest, nearest);
	parsed_finish(&parsed);
}

static void errors_name_the_expected_syntax(void **state) {
	assert_error("a:hovr", 2, "a known pseudo-class", "hover");
	assert_error("a::bfore", 3, "a known pseudo-element", "before");
	assert_error("a > > b", 4, "a selector", NULL);
	assert_error("x|a", 1, "a name without a namespace; namespaces are not supported", NULL);
	assert_error("a[b~c]", 4, "']' or one of = ~= |= ^= $= *=", NULL);
	assert_error(":has(:has(a))", 6, "no :has() inside :has()", NULL);
	assert_error("a,", 2, "a selector", NULL);
}

static void nesting_of_lists_is_limited(void **state) {
	char text[1024] = "";
	for (int i = 0; i < 40; i++)
		strcat(text, ":not(");
	strcat(text, "a");
	struct parsed parsed;
	parse(&parsed, text);
	assert_null(parsed.list);
	assert_string_equal(parsed.parser.error.message, "at most 32 levels of nested selectors");
	parsed_finish(&parsed);
}

static void long_selectors_are_parsed(void **state) {
	enum { COMPOUNDS = 60000 };
	char *text = malloc(COMPOUNDS * 3 + 1);
	for (size_t i = 0; i < COMPOUNDS; i++)
		memcpy(text + i * 3, "a> ", 3);
	text[COMPOUNDS * 3 - 2] = '\0';
	struct parsed parsed;
	parse(&parsed, text);
	assert_non_null(parsed.list);
	assert_int_equal(parsed.list->items[0].count, COMPOUNDS);
	assert_int_equal(parsed.list->specificity, 1023);
	parsed_finish(&parsed);
	free(text);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(specificity_is_counted),
		cmocka_unit_test(pseudo_elements_begin_a_compound),
		cmocka_unit_test(nesting_refers_to_the_parent_list),
		cmocka_unit_test(errors_name_the_expected_syntax),
		cmocka_unit_test(nesting_of_lists_is_limited), cmocka_unit_test(long_selectors_are_parsed));
}
