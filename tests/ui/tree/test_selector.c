/* SPDX-License-Identifier: MIT */
/*
 * Selectors: the grammar and its errors, matches, and random selectors compared with an exhaustive
 * matcher.
 */
#include "chance.h"
#include "kit.h"
#include "shrink.h"

#include <oriel/runtime/event.h>
#include <oriel/runtime/error.h>
#include <oriel/ui/selector.h>

#include "tree/selector_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Errors ---- */

static void malformed_selectors_report_offset_and_reason(void **state) {
	static const struct {
		const char *text;
		size_t offset;
		const char *message;
	} cases[] = {
		{ "", 0, "a selector" },
		{ " ", 1, "a selector" },
		{ "a,", 2, "a selector" },
		{ ",a", 0, "a selector" },
		{ "a >", 3, "a selector" },
		{ "> a", 0, "a selector" },
		{ "a ++ b", 3, "a selector" },
		{ "#", 0, "a selector" },
		{ "#1", 0, "an id that begins with a letter" },
		{ ".", 1, "the name of a class after '.'" },
		{ ".5cm", 0, "a selector" },
		{ "..test", 1, "the name of a class after '.'" },
		{ ".foo..quux", 5, "the name of a class after '.'" },
		{ "[", 1, "the name of an attribute" },
		{ "[a=]", 3, "a name or a string in quotes" },
		{ "[a=b c d]", 5, "i, s or ']'" },
		{ "[a b]", 3, "']' or one of = ~= |= ^= $= *=" },
		{ "[a=1]", 3, "a name or a string in quotes" },
		{ "[a='x\ny']", 3, "a name or a string in quotes" },
		{ "ns|a", 2, "a name without a namespace; namespaces are not supported" },
		{ "[ns|a=b]", 4, "']' or one of = ~= |= ^= $= *=" },
		{ "a||b", 1, "a name without a namespace; namespaces are not supported" },
		{ "a:", 2, "the name of a pseudo-class" },
		{ "a:example", 2, "a known pseudo-class" },
		{ "a:example(b)", 2, "a known pseudo-class with arguments" },
		{ ":has()", 5, "a selector" },
		{ ":has(:has(a))", 6, "no :has() inside :has()" },
		{ ":has(a, :x)", 9, "a known pseudo-class" },
		{ ":nth-of-type(2 of a)", 15, "')'" },
		{ ":lang(2)", 6, "a language, e.g. de or \"*-CH\"" },
		{ ":dir()", 5, "ltr or rtl" },
		{ ":not()", 5, "a selector" },
		{ ":host(a b)", 9, "one compound selector in :host()" },
		{ ":host(a, b)", 10, "one compound selector in :host()" },
		{ ":host()", 6, "a selector" },
		{ ":not(", 5, "a selector" },
		{ ":not(a:x)", 7, "a known pseudo-class" },
		{ ":nth-child()", 11, "an+b, odd or even" },
		{ ":nth-child(2 n)", 13, "')'" },
		{ ":nth-child(+ 2)", 12, "an+b, odd or even" },
		{ ":nth-child(2n + -1)", 16, "an+b, odd or even" },
		{ ":nth-child(n of)", 15, "a selector" },
		{ "a)", 1, "',' or a combinator" },
		{ "a*", 1, "',' or a combinator" },
		{ "a/**/b", 5, "',' or a combinator" },
		{ "\\\n", 0, "a selector" },
	};
	oriel_widget *root = kit_box("r", NULL);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct oriel_selector_error error;
		oriel_widget *found = root;
		assert_int_equal(oriel_try_query(root, cases[i].text, &found, &error), ORIEL_SYNTAX_ERROR);
		assert_ptr_equal(found, root);
		if (error.offset != cases[i].offset || strcmp(error.message, cases[i].message) != 0)
			fail_msg("%s: byte %zu: %s", cases[i].text, error.offset, error.message);
	}
	assert_int_equal(oriel_try_query(root, "(", &root, NULL), ORIEL_SYNTAX_ERROR);
	oriel_destroy(root);
}

static void unknown_names_have_a_nearest_one(void **state) {
	struct oriel_selector_error error;
	oriel_widget *root = kit_box("r", NULL), *found;
	assert_int_equal(oriel_try_query(root, "a:hovr", &found, &error), ORIEL_SYNTAX_ERROR);
	assert_string_equal(error.nearest, "hover");
	assert_int_equal(oriel_try_query(root, "a >", &found, &error), ORIEL_SYNTAX_ERROR);
	assert_null(error.nearest);
	expect_log("expected a known pseudo-class; did you mean hover?");
	assert_null(oriel_query(root, "a:hovr"));
	oriel_destroy(root);
}

static void pseudo_elements_match_no_widget(void **state) {
	oriel_widget *part = kit_box("p", NULL), *root = kit_box("r", kit_box("a", NULL), NULL);
	oriel_set_attribute(part, "part", "x");
	oriel_widget_append_shadow_child(root, part);
	assert_false(oriel_matches(part, "::part(x)"));
	assert_null(oriel_query(root, "#a::before"));
	assert_ptr_equal(oriel_query(root, "b::after, #a"), oriel_first_child(root));
	oriel_destroy(root);
}

static void limits_are_errors(void **state) {
	oriel_widget *root = kit_box("r", NULL), *found;
	struct oriel_selector_error error;
	char nested[1000] = "";
	for (int i = 0; i < 33; i++)
		strcat(nested, ":is(");
	assert_int_equal(oriel_try_query(root, nested, &found, &error), ORIEL_SYNTAX_ERROR);
	assert_string_equal(error.message, "at most 32 levels of nested selectors");
	assert_int_equal(oriel_try_query(root, nested + 4, &found, &error), ORIEL_OK);

	char *long_text = malloc(65538);
	memset(long_text, 'a', 65537);
	long_text[65536] = '\0';
	assert_int_equal(oriel_try_query(root, long_text, &found, &error), ORIEL_SYNTAX_ERROR);
	assert_int_equal(error.offset, 65535);
	long_text[65535] = '\0';
	assert_int_equal(oriel_try_query(root, long_text, &found, &error), ORIEL_OK);
	free(long_text);
	oriel_destroy(root);
}

static void plain_selector_functions_return_null_and_report(void **state) {
	oriel_widget *root = kit_box("r", kit_box("a", NULL), NULL), *found[1];
	expect_log("the selector \"a >\" is malformed at byte 3");
	assert_null(oriel_query(root, "a >"));
	expect_log("oriel_closest");
	assert_null(oriel_closest(root, ":x"));
	expect_log("oriel_matches");
	assert_false(oriel_matches(root, ""));
	expect_log("oriel_query_all");
	assert_int_equal(oriel_query_all(root, "[", found, 1), 0);
	oriel_destroy(root);
}

/* ---- Matching ---- */

static bool matches(const oriel_widget *widget, const char *selector) {
	bool result;
	assert_int_equal(oriel_try_matches(widget, selector, &result, NULL), ORIEL_OK);
	return result;
}

static void assert_matches(
	const oriel_widget *widget, bool expected, const char *const *selectors) {
	for (; *selectors != NULL; selectors++) {
		if (matches(widget, *selectors) != expected)
			fail_msg("%s should %smatch", *selectors, expected ? "" : "not ");
	}
}

#define MATCHES(widget, ...) \
	assert_matches(widget, true, (const char *const[]){ __VA_ARGS__, NULL })
#define MATCHES_NOT(widget, ...) \
	assert_matches(widget, false, (const char *const[]){ __VA_ARGS__, NULL })

static void names_and_attributes_match(void **state) {
	oriel_widget *box = kit_box("the-id", NULL);
	oriel_set_attribute(box, "class", "one two-three");
	oriel_set_attribute(box, "lang", "en-GB");
	oriel_set_attribute(box, "empty", "");
	oriel_set_attribute(box, "words", " alpha\tbeta ");
	MATCHES(box, "box", "*", "#the-id", ".one", ".two-three.one", "box#the-id.one", "*.one",
		"[lang]", "[ lang ]", "[lang=en-GB]", "[lang='en-GB']", "[lang=\"EN-gb\" i]",
		"[lang='en-gb'i]", "[lang=en-GB s]", "[lang|=en]", "[lang^=en]", "[lang$=GB]",
		"[lang*='n-G']", "[words~=beta]", "[empty='']", "[empty]", "[id=the-id]", "[class~=one]",
		"[class='one two-three']", "[empty|='']", "[lang", "[lang='en-GB", "[lang=en-GB", ":is(box",
		"box/* c */.one", "/**/box", " box ");
	MATCHES_NOT(box, "Box", "#The-id", ".One", "row", "[LANG]", "[lang=en]", "[lang|=e]",
		"[lang^='']", "[lang$='']", "[lang*='']", "[words~='']", "[words~='alpha beta']",
		"[empty~='']", "[none]", "[lang='en-gb']", "[lang|=en-GB-x]", ".two", "#the", "[lang$=en]");
	oriel_destroy(box);
}

static void escapes_and_unicode_match(void **state) {
	oriel_widget *box = kit_box("1a", NULL);
	oriel_set_attribute(box, "class", "a:b \xc3\xa9t\xc3\xa9 -x --y x\\y");
	MATCHES(box, "#\\31 a", "#\\000031a", "#\\31\r\na", ".a\\:b", ".a\\3a b", ".\xc3\xa9t\xc3\xa9",
		".\\e9t\\0000e9", ".-x", ".--y", ".x\\\\y", "[id='\\31 a']", "[id='1\\\na']");
	oriel_set_attribute(box, "id", "\xef\xbf\xbd");
	MATCHES(box, "#\\0", "#\\d800", "#\\110000", "#\\", "[id='\\ffffff']", "#\xff");
	oriel_destroy(box);
}

static void states_match(void **state) {
	oriel_widget *box = kit_box("b", NULL);
	MATCHES(box, ":enabled", ":read-write", ":valid", ":optional", ":not(:hover)", ":ENABLED");
	oriel_widget_set_state(box,
		ORIEL_STATE_HOVER | ORIEL_STATE_FOCUS | ORIEL_STATE_FOCUS_VISIBLE |
			ORIEL_STATE_FOCUS_WITHIN,
		true);
	oriel_widget_set_state(box,
		ORIEL_STATE_CHECKED | ORIEL_STATE_SELECTED | ORIEL_STATE_ACTIVE |
			ORIEL_STATE_WINDOW_INACTIVE,
		true);
	oriel_widget_set_state(
		box, ORIEL_STATE_PLACEHOLDER_SHOWN | ORIEL_STATE_READ_ONLY | ORIEL_STATE_INVALID, true);
	oriel_widget_set_state(box,
		ORIEL_STATE_REQUIRED | ORIEL_STATE_USER_INVALID | ORIEL_STATE_INDETERMINATE |
			ORIEL_STATE_DEFAULT | ORIEL_STATE_MODAL | ORIEL_STATE_POPOVER_OPEN,
		true);
	oriel_set_disabled(box, true);
	MATCHES(box, ":required:user-invalid:indeterminate:default:modal:popover-open",
		":hover:focus:focus-visible:focus-within:checked:selected:active:window-inactive:"
		"placeholder-shown:read-only:invalid:disabled");
	MATCHES_NOT(box, ":enabled", ":read-write", ":valid", ":optional");
	oriel_destroy(box);
}

static void is_and_where_take_forgiving_lists_and_not_does_not(void **state) {
	oriel_widget *box = kit_box("b", NULL);
	MATCHES(box, ":is(:unknown, box)", ":is(::x, [a='),(' x], box)", ":where(,box)", ":not(:is())",
		":not(row, leaf)", ":not(row box)", ":is(row, :not(row))");
	MATCHES_NOT(box, ":is()", ":where(row)", ":not(row, box)", ":is(row > box)");
	oriel_destroy(box);
}

/* Asserts the ids of all matches, in tree order. */
static void assert_query(oriel_widget *root, const char *selector, const char *expected) {
	struct order order = { 0 };
	oriel_widget *found[64];
	size_t count = 0;
	assert_int_equal(oriel_try_query_all(root, selector, found, 64, &count, NULL), ORIEL_OK);
	for (size_t i = 0; i < count; i++)
		order_add(&order, "%s", kit_name(found[i]));
	assert_order(&order, expected);
	assert_ptr_equal(oriel_query(root, selector), count > 0 ? found[0] : NULL);
}

static void positions_and_combinators_match(void **state) {
	oriel_widget *c = kit_box("c", NULL), *e = kit_box("e", NULL);
	oriel_add_class(c, "x");
	oriel_add_class(e, "x");
	oriel_widget *root = kit_box("r",
		kit_box("a", kit_box("b", c, NULL), kit_box("d", NULL), e, kit_box("f", NULL), NULL),
		kit_box("g", NULL), NULL);
	assert_query(root, "*", "a, b, c, d, e, f, g");
	assert_query(root, ":first-child", "a, b, c");
	assert_query(root, ":last-child", "c, f, g");
	assert_query(root, ":only-child", "c");
	assert_query(root, ":empty", "c, d, e, f, g");
	assert_query(root, ":root", "");
	assert_query(root, ":root > *", "a, g");
	assert_query(root, ":scope > * > *", "b, d, e, f");
	assert_query(root, "#a > :nth-child(odd)", "b, e");
	assert_query(root, "#a > :nth-child(EVEN)", "d, f");
	assert_query(root, "#a > :nth-child(-n+3)", "b, d, e");
	assert_query(root, "#a > :nth-child( 2n + 1 )", "b, e");
	assert_query(root, "#a > :nth-child(n+ 3)", "e, f");
	assert_query(root, "#a > :nth-child(3)", "e");
	assert_query(root, "#a > :nth-child(+3n-1)", "d");
	assert_query(root, "#a > :nth-child(0n+0)", "");
	assert_query(root, "#a > :nth-last-child(1)", "f");
	assert_query(root, "#a > :nth-last-child(-N+2)", "e, f");
	assert_query(root, "#a > :nth-child(2 of :empty)", "e");
	assert_query(root, "#a > :nth-last-child(1 of .x, #d)", "e");
	assert_query(root, "#a > :nth-child(99999999999n + 99999999999)", "");
	assert_query(root, "#r #c", "c");
	assert_query(root, "#b + *", "d");
	assert_query(root, "#b ~ *", "d, e, f");
	assert_query(root, "#b+#d~.x", "e");
	assert_query(root, ".x, #d, .x", "c, d, e");
	assert_query(root, "#a :is(#b, #d) + .x", "e");
	assert_query(root, ":not(#a *)", "a, g");
	assert_ptr_equal(oriel_closest(c, "#a"), oriel_first_child(root));
	assert_ptr_equal(oriel_closest(c, ".x"), c);
	assert_ptr_equal(oriel_closest(c, ":scope"), c);
	assert_null(oriel_closest(c, "#g"));
	assert_true(
		matches(root, ":root:first-child:last-child:only-child:nth-child(1):nth-last-child(1)"));
	oriel_widget *some[2] = { NULL, NULL };
	assert_int_equal(oriel_query_all(root, "*", some, 1), 7);
	assert_null(some[1]);
	assert_int_equal(oriel_query_all(NULL, "*", NULL, 0), 0);
	assert_null(oriel_closest(NULL, "*"));
	oriel_destroy(root);
}

static void nth_of_type_counts_siblings_of_the_type(void **state) {
	oriel_widget *root = kit_box("r", kit_box("a", NULL), kit_widget("row"), kit_box("b", NULL),
		kit_widget("row"), kit_widget("row"), kit_box("c", NULL), NULL);
	const char *ids[] = { "a", "u", "b", "v", "w", "c" };
	for (size_t i = 0; i < 6; i++)
		oriel_set_attribute(oriel_child_at(root, i), "id", ids[i]);
	assert_query(root, ":first-of-type", "a, u");
	assert_query(root, ":last-of-type", "w, c");
	assert_query(root, ":only-of-type", "");
	assert_query(root, ":nth-of-type(2)", "b, v");
	assert_query(root, ":nth-last-of-type(odd)", "a, u, w, c");
	assert_query(root, "row:nth-of-type(n+2)", "v, w");
	oriel_destroy(oriel_query(root, "#u"));
	assert_query(root, ":first-of-type", "a, v");
	oriel_destroy(oriel_query(root, "#v"));
	assert_query(root, ":only-of-type", "w");
	oriel_destroy(root);
}

static void has_matches_widgets_related_to_a_match(void **state) {
	oriel_widget *c = kit_box("c", NULL), *e = kit_box("e", NULL);
	oriel_add_class(c, "x");
	oriel_add_class(e, "y");
	oriel_widget *root = kit_box("r",
		kit_box("a", kit_box("b", c, NULL), kit_box("d", NULL), e, kit_box("f", NULL), NULL),
		kit_box("g", NULL), NULL);
	assert_query(root, ":has(.x)", "a, b");
	assert_query(root, ":has(> .x)", "b");
	assert_query(root, ":has(+ .y)", "d");
	assert_query(root, ":has(~ .y)", "b, d");
	assert_query(root, ":has(.x):has(.y)", "a");
	assert_query(root, ":has(.x, .y)", "a, b");
	assert_query(root, ":not(:has(*))", "c, d, e, f, g");
	assert_query(root, ":has(> #b + #d)", "a");
	assert_query(root, ":has(+ #d ~ #f)", "b");
	assert_query(root, ":has(~ * .x)", "");
	assert_query(root, "#a:has(.y) #f", "f");
	assert_query(root, ":has(:is(#r .x))", "a, b");
	assert_query(root, "*:has(> :nth-child(4))", "a");
	assert_query(root, ":has(:scope)", "");
	oriel_remove_class(c, "x");
	assert_query(root, ":has(.x)", "");
	oriel_destroy(root);
}

/* :has() remembers its last subject; a search by :scope does not. */
static void has_follows_every_change(void **state) {
	static const char *const pairs[][2] = { { ":has(.x)", ":scope .x" },
		{ ":has(> .x)", ":scope > .x" }, { ":has(.x .y)", ":scope .x .y" },
		{ ":has(:checked)", ":scope :checked" }, { ":has(.x, .y)", ":scope .x, :scope .y" } };
	enum { GROUPS = 3, ROWS = 12, STEPS = 4000 };
	struct chance chance = { 7 };
	oriel_widget *root = kit_box("r", NULL), *groups[GROUPS], *rows[ROWS];
	for (int i = 0; i < GROUPS; i++)
		oriel_append(root, groups[i] = kit_widget("box"));
	for (int i = 0; i < ROWS; i++)
		oriel_append(i < GROUPS ? groups[i] : rows[i - GROUPS], rows[i] = kit_widget("box"));
	for (int step = 0; step < STEPS; step++) {
		oriel_widget *row = rows[roll(&chance, ROWS)];
		uint32_t at = ROWS - 1 - roll(&chance, GROUPS); /* a leaf of the tree */
		switch (roll(&chance, 6)) {
		case 0: oriel_toggle_class(row, "x"); break;
		case 1: oriel_toggle_class(row, "y"); break;
		case 2: oriel_set_attribute(row, "class", roll(&chance, 2) ? "y" : "x x"); break;
		case 3: oriel_set_attribute(row, "class", NULL); break;
		case 4:
			oriel_widget_set_state(
				row, ORIEL_STATE_CHECKED, !oriel_widget_has_state(row, ORIEL_STATE_CHECKED));
			break;
		default:
			if (oriel_first_child(rows[at]) != NULL)
				break;
			if (roll(&chance, 2)) {
				oriel_destroy(rows[at]);
				rows[at] = kit_widget("box");
			}
			oriel_append(groups[roll(&chance, GROUPS)], rows[at]);
		}
		for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
			for (int group = 0; group < GROUPS; group++)
				assert_int_equal(oriel_matches(groups[group], pairs[i][0]),
					oriel_query(groups[group], pairs[i][1]) != NULL);
		}
	}
	oriel_destroy(root);
}

static void language_and_direction_come_from_ancestors(void **state) {
	oriel_widget *inner = kit_box("i", NULL), *root = kit_box("r", inner, NULL);
	MATCHES(inner, ":lang('')", ":dir(ltr)");
	oriel_set_attribute(root, "lang", "de-Latn-DE-1996");
	oriel_set_attribute(root, "dir", "RTL");
	MATCHES(inner, ":lang(de)", ":lang(DE-de)", ":lang('*-DE')", ":lang(fr, de)", ":lang('*')",
		":lang(de-Latn)", ":dir(rtl)", ":dir(RTL)");
	MATCHES_NOT(inner, ":lang(d)", ":lang(de-AT)", ":lang('')", ":dir(ltr)", ":dir(up)");
	oriel_set_attribute(inner, "lang", "");
	oriel_set_attribute(inner, "dir", "ltr");
	MATCHES(inner, ":lang('')", ":dir(ltr)");
	MATCHES_NOT(inner, ":lang('*')", ":lang(de)");
	oriel_set_attribute(inner, "lang", "de-x-DE");
	MATCHES_NOT(inner, ":lang(de-DE)");
	oriel_destroy(root);
}

static uint32_t specificity(oriel_loop *loop, const char *text) {
	struct oriel_selector_error error;
	struct oriel__selector *selector = oriel__selector_compile(loop, text, strlen(text), &error);
	uint32_t result = selector->list.items[0].specificity;
	oriel__selector_unref(selector);
	return (result >> 20) * 100 + (result >> 10 & 1023) * 10 + (result & 1023);
}

static void specificity_follows_the_standard(void **state) {
	static const struct {
		const char *text;
		uint32_t specificity;
	} cases[] = {
		{ "*", 0 },
		{ "a", 1 },
		{ "a b", 2 },
		{ "a.b", 11 },
		{ "#a", 100 },
		{ "a:hover[x]", 21 },
		{ ":is(a, #b .c)", 110 },
		{ ":not(a, .c)", 10 },
		{ ":where(#a)", 0 },
		{ ":nth-child(2 of #a, b)", 110 },
		{ ":nth-child(2)", 10 },
		{ ":has(> #a, b .c)", 100 },
		{ "a:first-of-type:lang(de):dir(ltr)", 31 },
		{ ":host a", 11 },
		{ ":host(a.b) .c", 31 },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(specificity(*state, cases[i].text), cases[i].specificity);
}

static void cached_sibling_counts_end_with_a_change(void **state) {
	oriel_widget *root = kit_box(
		"r", kit_box("a", NULL), kit_box("b", NULL), kit_box("c", NULL), NULL);
	for (int i = 0; i < 3; i++) {
		assert_query(root, ":nth-child(2)", i % 2 == 0 ? "b" : "a");
		assert_query(root, ":nth-child(2 of :not(.x))", i % 2 == 0 ? "b" : "a");
		oriel_append(root, oriel_first_child(root));
		oriel_prepend(root, oriel_last_child(root));
		oriel_insert_before(root, oriel_first_child(root), oriel_child_at(root, 2));
	}
	oriel_destroy(root);
}

static void many_selectors_pass_through_the_cache(void **state) {
	oriel_widget *root = kit_box("r", kit_box("a", NULL), NULL);
	char text[700];
	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < 400; i++) {
			snprintf(text, sizeof(text), "#a:not(.n%d)", i);
			assert_non_null(oriel_query(root, text));
		}
	}
	memset(text, 'x', sizeof(text));
	text[0] = '.';
	text[sizeof(text) - 1] = '\0';
	assert_null(oriel_query(root, text));
	oriel_destroy(root);
}

/* ---- Random selectors against an exhaustive matcher ---- */

enum { COMPOUND_MAX = 4, NODES = 14 };

struct slow_selector {
	char text[400];
	size_t first;  /* bytes of the first compound */
	int compounds; /* from left to right */
	char combinators[COMPOUND_MAX]; /* before each compound except the first */
	struct slow_compound {
		const char *type; /* NULL: any */
		int class_name;   /* -1: none */
		int a, b;         /* nth-child; b 0 and a 0: none */
		bool last;
		int not_class; /* -1: none */
		bool empty;
	} parts[COMPOUND_MAX];
};

static int position(const oriel_widget *widget, bool last) {
	int at = 1;
	while ((widget = last ? oriel_next_sibling(widget) : oriel_previous_sibling(widget)) != NULL)
		at++;
	return at;
}

static bool slow_nth(const oriel_widget *widget, int a, int b, bool last) {
	for (int n = 0; n < 50; n++) {
		if (a * n + b == position(widget, last))
			return true;
	}
	return false;
}

static const char *class_name(int index) {
	static const char *const names[] = { "p", "q", "s" };
	return names[index];
}

static bool slow_compound(const struct slow_compound *part, const oriel_widget *widget) {
	if (part->type != NULL && strcmp(part->type, oriel_widget_type(widget)) != 0)
		return false;
	if (part->class_name >= 0 && !oriel_has_class(widget, class_name(part->class_name)))
		return false;
	if (part->not_class >= 0 && oriel_has_class(widget, class_name(part->not_class)))
		return false;
	if (part->empty && oriel_child_count(widget) > 0)
		return false;
	return (part->a == 0 && part->b == 0) || slow_nth(widget, part->a, part->b, part->last);
}

/* Required match of the leftmost compound, for :has(); NULL: any widget. */
static const oriel_widget *slow_anchor;

/* Matches by trying every widget that the combinator allows. */
static bool slow_matches(
	const struct slow_selector *selector, int index, const oriel_widget *widget) {
	if (!slow_compound(&selector->parts[index], widget))
		return false;
	if (index == 0)
		return slow_anchor == NULL || widget == slow_anchor;
	const oriel_widget *other;
	switch (selector->combinators[index]) {
	case '>':
		return oriel_parent(widget) != NULL &&
			slow_matches(selector, index - 1, oriel_parent(widget));
	case '+':
		return oriel_previous_sibling(widget) != NULL &&
			slow_matches(selector, index - 1, oriel_previous_sibling(widget));
	case '~':
		for (other = oriel_previous_sibling(widget); other != NULL;
			other = oriel_previous_sibling(other)) {
			if (slow_matches(selector, index - 1, other))
				return true;
		}
		return false;
	default:
		for (other = oriel_parent(widget); other != NULL; other = oriel_parent(other)) {
			if (slow_matches(selector, index - 1, other))
				return true;
		}
		return false;
	}
}

static void write_compound(struct slow_selector *selector, const struct slow_compound *part) {
	char *end = selector->text + strlen(selector->text);
	end += sprintf(end, "%s", part->type != NULL ? part->type : "*");
	if (part->class_name >= 0)
		end += sprintf(end, ".%s", class_name(part->class_name));
	if (part->not_class >= 0)
		end += sprintf(end, ":not(.%s)", class_name(part->not_class));
	if (part->a != 0 || part->b != 0)
		end += sprintf(end, ":nth-%schild(%dn%+d)", part->last ? "last-" : "", part->a, part->b);
	if (part->empty)
		sprintf(end, ":empty");
}

/* Plays steps of bytes. A step adds a widget to the tree, or a compound to the selector. The
 * selector is then tried on every widget. */
enum { STEP_SIZE = 8 };

struct selector_play {
	oriel_widget *widgets[NODES];
	int count;
	struct slow_selector selector;
	bool print;
};

static size_t matched, has_matched;

/* Prints the tree as " 0:box.p( 1:row 2:box.q.s)", with the widgets numbered in order of insertion.
 */
static void print_tree(const struct selector_play *play, const oriel_widget *widget) {
	int i = 0;
	while (play->widgets[i] != widget)
		i++;
	fprintf(stderr, " %d:%s", i, oriel_widget_type(widget));
	for (int k = 0; k < 3; k++)
		fprintf(stderr, "%s%s", oriel_has_class(widget, class_name(k)) ? "." : "",
			oriel_has_class(widget, class_name(k)) ? class_name(k) : "");
	if (oriel_child_count(widget) == 0)
		return;
	fprintf(stderr, "(");
	for (const oriel_widget *child = oriel_first_child(widget); child != NULL;
		child = oriel_next_sibling(child))
		print_tree(play, child);
	fprintf(stderr, ")");
}

static void add_widget(struct selector_play *play, const uint8_t *bytes) {
	int i = play->count, parent = i > 0 ? bytes[1] % i : -1;
	play->widgets[i] = kit_widget(bytes[2] % 2 == 0 ? "box" : "row");
	for (int k = 0; k < 3; k++) {
		if (bytes[3] >> k & 1)
			oriel_add_class(play->widgets[i], class_name(k));
	}
	if (parent >= 0) {
		size_t place = bytes[4] % (oriel_child_count(play->widgets[parent]) + 1);
		oriel_insert_before(
			play->widgets[parent], play->widgets[i], oriel_child_at(play->widgets[parent], place));
	}
	play->count++;
	if (play->print) {
		fprintf(stderr, "widget %d enters:", i);
		print_tree(play, play->widgets[0]);
		fprintf(stderr, "\n");
	}
}

static void add_compound(struct slow_selector *selector, const uint8_t *bytes) {
	if (bytes[0] % 4 == 1 || selector->compounds == COMPOUND_MAX)
		*selector = (struct slow_selector){ 0 };
	int i = selector->compounds++;
	struct slow_compound *part = &selector->parts[i];
	*part = (struct slow_compound){ .class_name = bytes[1] % 4 - 1,
		.not_class = bytes[2] % 4 == 3 ? bytes[2] / 4 % 3 : -1 };
	if (bytes[3] % 3 == 2)
		part->type = bytes[3] / 3 % 2 == 0 ? "box" : "row";
	if (bytes[4] % 5 == 4) {
		part->a = bytes[5] % 5 - 2;
		part->b = 1 + bytes[6] % 3;
		part->last = bytes[4] / 5 % 2 == 1;
	}
	part->empty = bytes[7] / 4 % 12 == 11;
	if (i > 0) {
		selector->combinators[i] = " >+~"[bytes[7] % 4];
		sprintf(selector->text + strlen(selector->text), " %c ", selector->combinators[i]);
	}
	write_compound(selector, part);
	if (i == 0)
		selector->first = strlen(selector->text);
}

/* Compares "a > b + c" with "a:has(> b + c)". */
static bool has_agrees(const struct selector_play *play) {
	const struct slow_selector *selector = &play->selector;
	char text[500];
	if (selector->compounds < 2)
		return true;
	snprintf(text, sizeof(text), "%.*s:has(%s)", (int)selector->first, selector->text,
		selector->text + selector->first);
	for (int i = 0; i < play->count; i++) {
		bool expected = false;
		slow_anchor = play->widgets[i];
		for (int k = 0; k < play->count; k++)
			expected |= slow_matches(selector, selector->compounds - 1, play->widgets[k]);
		slow_anchor = NULL;
		if (matches(play->widgets[i], text) != expected) {
			if (play->print)
				fprintf(
					stderr, "widget %d: %s should %smatch\n", i, text, expected ? "" : "not ");
			return false;
		}
		has_matched += expected;
	}
	return true;
}

static bool selector_agrees(const struct selector_play *play) {
	const struct slow_selector *selector = &play->selector;
	for (int i = 0; i < play->count; i++) {
		bool expected = slow_matches(selector, selector->compounds - 1, play->widgets[i]);
		if (matches(play->widgets[i], selector->text) != expected) {
			if (play->print)
				fprintf(stderr, "widget %d: %s should %smatch\n", i, selector->text,
					expected ? "" : "not ");
			return false;
		}
		matched += expected;
	}
	return true;
}

static bool play_selectors(const uint8_t *bytes, size_t count, bool print) {
	struct selector_play play = { .print = print };
	bool agrees = true;
	for (size_t i = 0; i < count && agrees; i++, bytes += STEP_SIZE) {
		if (bytes[0] % 4 != 0) {
			add_compound(&play.selector, bytes);
			agrees = selector_agrees(&play) && has_agrees(&play);
		} else if (play.count < NODES) {
			add_widget(&play, bytes);
		}
	}
	oriel_destroy(play.widgets[0]);
	return agrees;
}

static void random_selectors_match_like_an_exhaustive_matcher(void **state) {
	if (play_seeds(&(struct random_test){
			.step_size = STEP_SIZE, .max_steps = 80, .seeds = 2000, .play = play_selectors }))
		assert_true(matched > 1000 && has_matched > 1000);
}

int main(void) {
	return RUN_TESTS(
		KIT_TEST(malformed_selectors_report_offset_and_reason),
		KIT_TEST(unknown_names_have_a_nearest_one),
		KIT_TEST(pseudo_elements_match_no_widget),
		KIT_TEST(limits_are_errors),
		KIT_TEST(plain_selector_functions_return_null_and_report),
		KIT_TEST(names_and_attributes_match),
		KIT_TEST(escapes_and_unicode_match),
		KIT_TEST(states_match),
		KIT_TEST(is_and_where_take_forgiving_lists_and_not_does_not),
		KIT_TEST(positions_and_combinators_match),
		KIT_TEST(nth_of_type_counts_siblings_of_the_type),
		KIT_TEST(has_matches_widgets_related_to_a_match),
		KIT_TEST(has_follows_every_change),
		KIT_TEST(language_and_direction_come_from_ancestors),
		KIT_TEST(specificity_follows_the_standard),
		KIT_TEST(cached_sibling_counts_end_with_a_change),
		KIT_TEST(many_selectors_pass_through_the_cache),
		KIT_TEST(random_selectors_match_like_an_exhaustive_matcher));
}
