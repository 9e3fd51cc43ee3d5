/* SPDX-License-Identifier: MIT */
/*
 * Tokens, and skipping of values and blocks.
 */
#include "css/token_internal.h"
#include "css/value_parser_internal.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const kind_names[] = { "end", "ident", "function", "at", "hash", "string",
	"bad-string", "url", "bad-url", "delim", "number", "percentage", "dimension", "space", "cdo",
	"cdc", "colon", "semicolon", "comma", "[", "]", "(", ")", "{", "}" };

/* Compares the tokens of text, written as "kind text number". */
static void assert_tokens_of(const char *text, size_t length, const char *expected) {
	struct order order = { 0 };
	struct oriel__css_arena arena = { 0 };
	struct oriel__css_scanner scanner = { .arena = &arena };
	struct oriel__css_token token;
	scanner.text = oriel__css_preprocess(&arena, text, length, &scanner.length);
	for (;;) {
		oriel__css_token_next(&scanner, &token);
		if (token.kind == ORIEL__TOKEN_END)
			break;
		bool is_number = token.kind >= ORIEL__TOKEN_NUMBER && token.kind <= ORIEL__TOKEN_DIMENSION;
		char number[32] = "";
		if (is_number)
			snprintf(number, sizeof(number), " %g", token.number);
		if (token.kind == ORIEL__TOKEN_DELIM)
			order_add(&order, "delim %c", token.delim);
		else
			order_add(&order, "%s%s%.*s%s", kind_names[token.kind], token.length > 0 ? " " : "",
				(int)token.length, token.text != NULL ? token.text : "", number);
	}
	oriel__css_arena_finish(&arena);
	assert_order(&order, expected);
}

static void assert_tokens(const char *text, const char *expected) {
	assert_tokens_of(text, strlen(text), expected);
}

static void text_is_split_into_tokens(void **state) {
	assert_tokens("a.b#c{d:e(1px)}",
		"ident a, delim ., ident b, hash c, {, ident d, colon, function e, dimension px 1, ), }");
	assert_tokens("@media<!---->/*x*/;", "at media, cdo, cdc, semicolon");
	assert_tokens("-a --b -1 - -->",
		"ident -a, space, ident --b, space, number -1, space, delim -, "
		"space, cdc");
}

static void numbers_have_values_and_units(void **state) {
	assert_tokens("1 +.5 -2e3 1e-2em 3% 4.x 1.5.2 1e3e4",
		"number 1, space, number 0.5, space, number -2000, space, dimension em 0.01, space, "
		"percentage 3, space, number 4, delim ., ident x, space, number 1.5, number 0.2, space, "
		"dimension e4 1000");
}

static void escapes_are_decoded(void **state) {
	assert_tokens("\\61 b \\000062c \\0 \\110000 \\.x 1\\70x",
		"ident ab, space, ident bc, space, ident \xef\xbf\xbd\xef\xbf\xbd.x, space, "
		"dimension px 1");
	assert_tokens("\"a\\\"b\\\nc\\41 \" \\", "string a\"bcA, space, ident \xef\xbf\xbd");
	assert_tokens("\"a\\", "string a");
}

static void malformed_strings_and_urls_are_tokens(void **state) {
	assert_tokens("\"a\nb", "bad-string a, space, ident b");
	assert_tokens("url( a\\)b ) url(a b) url(\"x\") url(a\"b)c",
		"url a)b, space, bad-url url, space, function url, string x, ), space, bad-url url, ident "
		"c");
	assert_tokens("url(a", "url a");
}

static void preprocessing_replaces_bytes(void **state) {
	assert_tokens_of("a\r\nb\fc\rd\0e\xff", 11, "ident a, space, ident b, space, ident c, space, "
												"ident d\xef\xbf\xbd"
												"e\xef\xbf\xbd");
	assert_tokens_of("\xef\xbb\xbf"
						"a",
		4, "ident a");
}

static void skipping_a_block_follows_its_own_bracket(void **state) {
	struct oriel__css_arena arena = { 0 };
	const char *text = "([)]{(})} )after";
	struct oriel__css_scanner scanner = { text, (uint32_t)strlen(text), 0, &arena };
	struct oriel__css_token token;
	oriel__css_token_next(&scanner, &token);
	oriel__css_skip_block(&scanner, &token);
	oriel__css_token_next(&scanner, &token);
	assert_true(oriel__css_token_is(&token, "after"));
	oriel__css_arena_finish(&arena);
}

static void blocks_of_any_depth_are_skipped(void **state) {
	enum { DEPTH = 1000000 };
	char *text = malloc(DEPTH * 2 + 2);
	for (size_t i = 0; i < DEPTH; i++) {
		text[i] = i % 2 == 0 ? '(' : '{';
		text[DEPTH * 2 - 1 - i] = i % 2 == 0 ? ')' : '}';
	}
	strcpy(text + DEPTH * 2, "x");
	struct oriel__css_arena arena = { 0 };
	struct oriel__css_scanner scanner = { text, DEPTH * 2 + 1, 0, &arena };
	struct oriel__css_token token;
	oriel__css_token_next(&scanner, &token);
	oriel__css_skip_block(&scanner, &token);
	assert_int_equal(scanner.at, DEPTH * 2);
	oriel__css_arena_finish(&arena);
	free(text);
}

static void assert_closed(const char *text, const char *expected) {
	struct oriel__css_arena arena = { 0 };
	uint32_t length;
	assert_string_equal(
		oriel__css_closed_text(&arena, text, (uint32_t)strlen(text), &length), expected);
	assert_int_equal(length, strlen(expected));
	oriel__css_arena_finish(&arena);
}

static void open_brackets_and_strings_are_closed(void **state) {
	assert_closed("a(b[{\"c", "a(b[{\"c\"}])");
	assert_closed("url(a", "url(a)");
	assert_closed("{a\\", "{a\xef\xbf\xbd}");
	assert_closed("{\"a\\", "{\"a\"}");
	assert_closed("{a /* b", "{a /* b*/}");
	assert_closed("(a /**/ )", "(a /**/ )");
	assert_closed("a\\\\", "a\\\\");
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(text_is_split_into_tokens),
		cmocka_unit_test(numbers_have_values_and_units), cmocka_unit_test(escapes_are_decoded),
		cmocka_unit_test(malformed_strings_and_urls_are_tokens),
		cmocka_unit_test(preprocessing_replaces_bytes),
		cmocka_unit_test(skipping_a_block_follows_its_own_bracket),
		cmocka_unit_test(blocks_of_any_depth_are_skipped),
		cmocka_unit_test(open_brackets_and_strings_are_closed));
}
