/* SPDX-License-Identifier: MIT */
/*
 * An application on X11 follows XSETTINGS and the resource Xft.dpi while it runs.
 *
 * Time is real; each test waits for a condition, with a limit.
 */
#include "../platform/x_server.h"
#include "become.h"
#include "test.h"
#include "xsettings_manager.h"

#include <oriel/oriel.h>
#include <oriel/widgets.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>


static struct x_server server;
static oriel_app *app;
static oriel_window *window;
static struct order order;

static void on_appearance_change(oriel_event *event, void *data) {
	(void)event, (void)data;
	order_add(&order, "appearancechange");
}

static const char *app_text(void) {
	static char text[128];
	struct oriel_appearance appearance;
	struct oriel_size size = oriel_window_size(window);
	oriel_app_appearance(app, &appearance);
	snprintf(text, sizeof(text), "scheme %d contrast %d motion %d scale %g, %g x %g",
		(int)appearance.color_scheme, (int)appearance.contrast, (int)appearance.motion,
		(double)oriel_window_scale(window), (double)size.width, (double)size.height);
	return text;
}

static void assert_becomes(const char *expected) {
	assert_becomes_on(oriel_app_loop(app), app_text, expected);
}

static int setup(void **state) {
	(void)state;
	memset(&order, 0, sizeof(order));
	x_server_set_resources(&server, "");
	app = oriel_app_new("org.example.xsettings");
	if (app == NULL)
		return -1;
	oriel_listen(app, "appearancechange", on_appearance_change, NULL);
	window = oriel_window_open(
		app, .width = 300, .height = 200, .content = oriel_column(oriel_label("x")));
	return window != NULL ? 0 : -1;
}

static int teardown(void **state) {
	(void)state;
	oriel_app_destroy(app);
	return 0;
}

static void a_manager_is_followed_from_its_start_to_its_end(void **state) {
	struct xsettings_manager manager;
	struct xsettings_bytes bytes;
	(void)state;
	assert_becomes("scheme 1 contrast 1 motion 1 scale 1, 300 x 200");
	xsettings_begin(&bytes);
	xsettings_add_text(&bytes, "Net/ThemeName", "Adwaita-dark");
	xsettings_add_number(&bytes, "Gtk/EnableAnimations", 0);
	xsettings_manager_start(&manager, server.connection);
	xsettings_manager_set(&manager, &bytes);
	assert_becomes("scheme 2 contrast 1 motion 2 scale 1, 300 x 200");
	xsettings_begin(&bytes);
	xsettings_add_text(&bytes, "Net/ThemeName", "HighContrast");
	xsettings_manager_set(&manager, &bytes);
	assert_becomes("scheme 1 contrast 2 motion 1 scale 1, 300 x 200");
	xsettings_manager_stop(&manager);
	assert_becomes("scheme 1 contrast 1 motion 1 scale 1, 300 x 200");
	assert_order(&order, "appearancechange, appearancechange, appearancechange");
}

static void a_changed_dpi_keeps_the_windows_pixels(void **state) {
	struct xsettings_manager manager;
	struct xsettings_bytes bytes;
	(void)state;
	assert_becomes("scheme 1 contrast 1 motion 1 scale 1, 300 x 200");
	oriel_window_update(window);
	x_server_set_resources(&server, "Xft.dpi:\t192\n");
	assert_becomes("scheme 1 contrast 1 motion 1 scale 2, 150 x 100");
	xsettings_begin(&bytes);
	xsettings_add_number(&bytes, "Xft/DPI", 120 * 1024);
	xsettings_manager_start(&manager, server.connection);
	xsettings_manager_set(&manager, &bytes);
	assert_becomes("scheme 1 contrast 1 motion 1 scale 1.25, 240 x 160");
	xsettings_manager_stop(&manager);
	assert_becomes("scheme 1 contrast 1 motion 1 scale 2, 150 x 100");
	assert_order(&order, "");
}

static void the_programs_choice_wins(void **state) {
	struct xsettings_manager manager;
	struct xsettings_bytes bytes;
	(void)state;
	oriel_app_set_appearance(app, .color_scheme = ORIEL_COLOR_SCHEME_LIGHT);
	xsettings_begin(&bytes);
	xsettings_add_text(&bytes, "Net/ThemeName", "HighContrastInverse");
	xsettings_manager_start(&manager, server.connection);
	xsettings_manager_set(&manager, &bytes);
	assert_becomes("scheme 1 contrast 2 motion 1 scale 1, 300 x 200");
	oriel_app_set_appearance(app, .color_scheme = ORIEL_COLOR_SCHEME_SYSTEM);
	assert_string_equal(app_text(), "scheme 2 contrast 2 motion 1 scale 1, 300 x 200");
	assert_order(&order, "appearancechange, appearancechange");
	xsettings_manager_stop(&manager);
}

int main(void) {
	unsetenv("DBUS_SESSION_BUS_ADDRESS");
	unsetenv("XDG_RUNTIME_DIR");
	setenv("SDL_VIDEODRIVER", "x11", 1);
	if (x_server_start(&server) != 0)
		return 1;
	int failed = RUN_TESTS(
		cmocka_unit_test_setup_teardown(
			a_manager_is_followed_from_its_start_to_its_end, setup, teardown),
		cmocka_unit_test_setup_teardown(a_changed_dpi_keeps_the_windows_pixels, setup, teardown),
		cmocka_unit_test_setup_teardown(the_programs_choice_wins, setup, teardown));
	x_server_stop(&server);
	return failed;
}
