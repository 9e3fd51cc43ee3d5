/* SPDX-License-Identifier: MIT */
/* Without a display there is no platform, and a sentence that says what to do. */
#include <stdlib.h>

#include <oriel/impl/platform.h>
#include <oriel/loop.h>

#include "test.h"

static void without_a_display_the_platform_is_null_and_the_log_says_why(void **state) {
	(void)state;
	oriel_loop *loop = oriel_loop_new();
	setenv("DISPLAY", ":nonexistent", 1);
	unsetenv("WAYLAND_DISPLAY");
	unsetenv("SDL_VIDEODRIVER");
	setenv("XDG_RUNTIME_DIR", "/nonexistent", 1);
	expect_log("no display");
	assert_null(oriel_platform_new_sdl("org.oriel.test"));
	oriel_loop_destroy(loop);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(without_a_display_the_platform_is_null_and_the_log_says_why));
}
