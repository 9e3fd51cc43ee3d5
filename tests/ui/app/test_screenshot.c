/* SPDX-License-Identifier: MIT */
/* ORIEL_SCREENSHOT: any program leaves a picture and quits. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <oriel/oriel.h>

#include "test.h"

static int run_with_picture(const char *path) {
	setenv("ORIEL_SCREENSHOT", path, 1);
	oriel_app *app = oriel_app_new("org.oriel.test", .headless = true);
	oriel_window_open(app, .width = 20, .height = 10);
	int status = oriel_app_run(app);
	unsetenv("ORIEL_SCREENSHOT");
	return status;
}

static void a_program_writes_its_first_frame_and_quits(void **state) {
	(void)state;
	char path[] = "/tmp/oriel-test-picture-XXXXXX";
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(run_with_picture(path), 0);
	close(fd);
	unsigned char signature[4] = { 0 };
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	assert_int_equal(fread(signature, 1, 4, file), 4);
	fclose(file);
	unlink(path);
	assert_memory_equal(signature, "\x89PNG", 4);
}

static void a_picture_that_cannot_be_written_ends_with_status_1(void **state) {
	(void)state;
	expect_log("/nonexistent/picture.png");
	assert_int_equal(run_with_picture("/nonexistent/picture.png"), 1);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(a_program_writes_its_first_frame_and_quits),
		cmocka_unit_test(a_picture_that_cannot_be_written_ends_with_status_1));
}
