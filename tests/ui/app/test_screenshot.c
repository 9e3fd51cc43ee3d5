/* SPDX-License-Identifier: MIT */
/* Environment variables that change any program. ORIEL_SCREENSHOT and ORIEL_SCREENSHOT_AFTER write
 * a screenshot and quit; ORIEL_SCALE and ORIEL_REAL_TIME set the scale and the clock. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <oriel/oriel.h>

#include "test.h"

static double quit_ms; /* end of the last run, on the loop's clock */

static void note_time(oriel_event *event, void *data) {
	quit_ms = oriel_loop_now(oriel_loop_current());
}

static int run_with_picture(const char *path, const char *after) {
	setenv("ORIEL_SCREENSHOT", path, 1);
	setenv("ORIEL_SCREENSHOT_AFTER", after, 1);
	oriel_app *app = oriel_app_new("org.oriel.test", .headless = true);
	oriel_window *window = oriel_window_open(app, .width = 20, .height = 10);
	oriel_listen(oriel_window_signal(window), "abort", note_time, NULL);
	int status = oriel_app_run(app);
	unsetenv("ORIEL_SCREENSHOT");
	unsetenv("ORIEL_SCREENSHOT_AFTER");
	return status;
}

static void assert_picture(const char *path) {
	unsigned char signature[4] = { 0 };
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	assert_int_equal(fread(signature, 1, 4, file), 4);
	fclose(file);
	unlink(path);
	assert_memory_equal(signature, "\x89PNG", 4);
}

static void a_program_writes_its_first_frame_and_quits(void **state) {
	(void)state;
	char path[] = "/tmp/oriel-test-picture-XXXXXX";
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(run_with_picture(path, ""), 0);
	assert_picture(path);
	assert_true(quit_ms < 100);
}

static void a_screenshot_is_taken_after_the_given_time(void **state) {
	(void)state;
	char path[] = "/tmp/oriel-test-picture-XXXXXX";
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(run_with_picture(path, "5000"), 0);
	assert_picture(path);
	assert_true(quit_ms >= 5000 && quit_ms < 5100);
}

static void without_a_path_the_screenshot_is_in_the_working_directory(void **state) {
	(void)state;
	char folder[] = "/tmp/oriel-test-picture-XXXXXX", *old = getcwd(NULL, 0);
	assert_non_null(mkdtemp(folder));
	assert_int_equal(chdir(folder), 0);
	assert_int_equal(run_with_picture("", "10"), 0);
	assert_picture("screenshot.png");
	assert_int_equal(chdir(old), 0);
	assert_int_equal(rmdir(folder), 0);
	free(old);
}

static void a_screenshot_that_cannot_be_written_ends_with_status_1(void **state) {
	(void)state;
	expect_log("/nonexistent/picture.png");
	assert_int_equal(run_with_picture("/nonexistent/picture.png", ""), 1);
}

static float scale_with(const char *wanted) {
	setenv("ORIEL_SCALE", wanted, 1);
	oriel_app *app = oriel_app_new("org.oriel.test", .headless = true, .scale = 3);
	float scale = oriel_window_scale(oriel_window_open(app, .width = 20, .height = 10));
	oriel_app_destroy(app);
	unsetenv("ORIEL_SCALE");
	return scale;
}

static void the_environment_sets_the_scale(void **state) {
	(void)state;
	assert_float_equal(scale_with("1.25"), 1.25f, 0);
	assert_float_equal(scale_with("2"), 2.0f, 0);
	assert_float_equal(scale_with(""), 3.0f, 0);
}

static void a_scale_that_is_no_number_is_reported_and_ignored(void **state) {
	(void)state;
	expect_log("ORIEL_SCALE: \"1,5\" is no number from 0.25 to 16, and is ignored");
	assert_float_equal(scale_with("1,5"), 3.0f, 0);
	expect_log("ORIEL_SCALE: \"0\" is no number");
	assert_float_equal(scale_with("0"), 3.0f, 0);
	expect_log("ORIEL_SCALE: \".\" is no number");
	assert_float_equal(scale_with("."), 3.0f, 0);
}

static bool is_virtual_with(const char *real_time) {
	setenv("ORIEL_REAL_TIME", real_time, 1);
	oriel_app *app = oriel_app_new("org.oriel.test", .headless = true);
	bool is_virtual = oriel_loop_now(oriel_app_loop(app)) == 0;
	if (is_virtual)
		oriel_loop_advance(oriel_app_loop(app), 1);
	oriel_app_destroy(app);
	unsetenv("ORIEL_REAL_TIME");
	return is_virtual;
}

static void the_environment_makes_headless_time_real(void **state) {
	(void)state;
	assert_true(is_virtual_with(""));
	assert_true(is_virtual_with("0"));
	assert_false(is_virtual_with("1"));
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(a_program_writes_its_first_frame_and_quits),
		cmocka_unit_test(a_screenshot_is_taken_after_the_given_time),
		cmocka_unit_test(without_a_path_the_screenshot_is_in_the_working_directory),
		cmocka_unit_test(a_screenshot_that_cannot_be_written_ends_with_status_1),
		cmocka_unit_test(the_environment_sets_the_scale),
		cmocka_unit_test(a_scale_that_is_no_number_is_reported_and_ignored),
		cmocka_unit_test(the_environment_makes_headless_time_real));
}
