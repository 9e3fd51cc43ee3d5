/* SPDX-License-Identifier: MIT */
/* Without a display, creating the platform fails, and one logged sentence names the problem and the
 * remedy. */
#include <stdlib.h>

#include <oriel/extend/platform.h>
#include <oriel/runtime/loop.h>

#include "test.h"

struct environment {
	const char *driver, *x11, *wayland; /* NULL: not set */
	const char *sentence;
};

static void set_or_unset(const char *variable, const char *value) {
	if (value != NULL)
		setenv(variable, value, 1);
	else
		unsetenv(variable);
}

static void each_reason_for_a_missing_display_has_its_message(void **state) {
	(void)state;
	static const struct environment environments[] = {
		{ NULL, NULL, NULL,
			"no display: neither X11, Wayland nor KMSDRM can be used; set DISPLAY or "
			"WAYLAND_DISPLAY" },
		{ NULL, ":nonexistent", NULL,
			"no display: the X server :nonexistent does not let this program in; start it" },
		{ NULL, NULL, "nonexistent",
			"no display: the Wayland compositor nonexistent does not let this program in; start "
			"it" },
		{ NULL, ":nonexistent", "nowhere",
			"no display: neither the X server :nonexistent nor the Wayland compositor nowhere" },
		{ "x11", ":nonexistent", "nowhere", "no display: the X server :nonexistent does not let" },
		{ "x11", NULL, NULL,
			"no display: SDL_VIDEODRIVER asks for x11, and DISPLAY names no X server; set "
			"DISPLAY" },
		{ "wayland", ":nonexistent", "nowhere",
			"no display: the Wayland compositor nowhere does not let" },
		{ "x12", ":nonexistent", NULL,
			"no display: SDL has no video driver \"x12\", which SDL_VIDEODRIVER names; unset it" },
		{ "x12,x13", NULL, NULL, "no display: SDL has no video driver \"x12\"" },
	};
	setenv("XDG_RUNTIME_DIR", "/nonexistent", 1);
	for (size_t i = 0; i < sizeof(environments) / sizeof(environments[0]); i++) {
		set_or_unset("SDL_VIDEODRIVER", environments[i].driver);
		set_or_unset("DISPLAY", environments[i].x11);
		set_or_unset("WAYLAND_DISPLAY", environments[i].wayland);
		oriel_loop *loop = oriel_loop_new();
		expect_log(environments[i].sentence);
		assert_null(oriel_platform_new_sdl("org.oriel.test"));
		oriel_loop_destroy(loop);
	}
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(each_reason_for_a_missing_display_has_its_message));
}
