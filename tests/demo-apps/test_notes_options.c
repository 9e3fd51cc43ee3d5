/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "options.h"

static bool parse(struct options *options, char **argv) {
	int argc = 0;
	while (argv[argc] != NULL)
		argc++;
	return options_parse(options, argc, argv);
}

static void all_options_are_read(void **state) {
	struct options options;
	char *argv[] = { "oriel-notes", "--folder", "/tmp/notes", "--size=900x600", "--scale", "2",
		"--headless", "--screenshot=a.png", NULL };
	assert_true(parse(&options, argv));
	assert_string_equal(options.folder, "/tmp/notes");
	assert_float_equal(options.width, 900, 0);
	assert_float_equal(options.height, 600, 0);
	assert_float_equal(options.scale, 2, 0);
	assert_true(options.headless);
	assert_string_equal(options.screenshot, "a.png");
	assert_false(options.help);
}

static void the_default_folder_and_the_last_size_are_used_without_options(void **state) {
	struct options options;
	assert_true(parse(&options, (char *[]){ "oriel-notes", NULL }));
	assert_null(options.folder);
	assert_float_equal(options.width, 0, 0);
	assert_null(options.screenshot);
}

static void invalid_values_are_refused(void **state) {
	static char *const wrong[][3] = { { "--folder", "" }, { "--size", "900" }, { "--size", "0x9" },
		{ "--scale", "0" }, { "--scale", "5" }, { "--scale", "2x" }, { "--screenshot", "" },
		{ "--folder" }, { "folder" }, { "--headless=1" } };
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct options options;
		char *argv[] = { "oriel-notes", wrong[i][0], wrong[i][1], NULL };
		if (parse(&options, argv))
			fail_msg("%s %s is accepted", wrong[i][0], wrong[i][1] != NULL ? wrong[i][1] : "");
	}
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(all_options_are_read),
		cmocka_unit_test(the_default_folder_and_the_last_size_are_used_without_options),
		cmocka_unit_test(invalid_values_are_refused));
}
