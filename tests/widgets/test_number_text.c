/* SPDX-License-Identifier: MIT */
/* Numbers as texts, in any locale of the process. */
#include "number_text_internal.h"

#include <float.h>
#include <string.h>

#include "test.h"

static void valid_numbers_are_those_of_html(void **state) {
	(void)state;
	static const struct {
		const char *text;
		double value;
	} valid[] = { { "0", 0 }, { "-0", 0 }, { "-1", -1 }, { ".5", 0.5 }, { "-.5", -0.5 },
		{ "1.50", 1.5 }, { "1e3", 1000 }, { "1E+3", 1000 }, { "1.5e-3", 0.0015 }, { "007", 7 } };
	static const char *const invalid[] = { "", "-", "+1", "1.", ".", "e1", "1e", "1e+", " 1", "1 ",
		"1,5", "0x10", "inf", "nan", "1e999", "--1", "1.5.2", "1e1.5" };
	for (size_t i = 0; i < sizeof(valid) / sizeof(valid[0]); i++) {
		double value = 99;
		assert_true(oriel__number_try_parse(valid[i].text, &value));
		assert_true(value == valid[i].value);
	}
	for (size_t i = 0; i < sizeof(invalid) / sizeof(invalid[0]); i++) {
		double value = 99;
		if (oriel__number_try_parse(invalid[i], &value))
			fail_msg("'%s' is no number", invalid[i]);
		assert_true(value == 99);
	}
}

static void numbers_are_written_as_javascript_writes_them(void **state) {
	(void)state;
	static const struct {
		double value;
		const char *text;
	} cases[] = { { 0, "0" }, { 1, "1" }, { -1.5, "-1.5" }, { 0.1, "0.1" },
		{ 0.1 + 0.2, "0.30000000000000004" }, { 100, "100" }, { 1e20, "100000000000000000000" },
		{ 1e21, "1e+21" }, { 123456789012345680000.0, "123456789012345680000" }, { 1e-6,
		"0.000001" },
		{ 1.5e-7, "1.5e-7" }, { 1e-7, "1e-7" }, { DBL_MAX, "1.7976931348623157e+308" },
		{ 5e-324, "5e-324" }, { -123.456, "-123.456" }, { 0.000123, "0.000123" } };
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char text[ORIEL__NUMBER_TEXT_SIZE];
		double value;
		oriel__number_format(cases[i].value, text);
		assert_string_equal(text, cases[i].text);
		assert_true(oriel__number_try_parse(text, &value));
		assert_true(value == cases[i].value);
	}
}

static void local_numbers_have_the_radix_of_the_language(void **state) {
	(void)state;
	char text[32];
	assert_true(oriel__number_from_local(" -1,5\t", ",", text, sizeof(text)));
	assert_string_equal(text, "-1.5");
	assert_true(oriel__number_from_local("\u22121.5", ",", text, sizeof(text)));
	assert_string_equal(text, "-1.5");
	assert_true(oriel__number_from_local("+2\u066b5", "\u066b", text, sizeof(text)));
	assert_string_equal(text, "2.5");
	assert_true(oriel__number_to_local("-1.5e3", ",", text, sizeof(text)));
	assert_string_equal(text, "-1,5e3");
	assert_false(oriel__number_from_local("12345", ".", text, 5));
	assert_true(oriel__number_from_local("1234", ".", text, 5));
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(valid_numbers_are_those_of_html),
		cmocka_unit_test(numbers_are_written_as_javascript_writes_them),
		cmocka_unit_test(local_numbers_have_the_radix_of_the_language));
}
