/* SPDX-License-Identifier: MIT */
/*
 * An application follows the desktop portal: media queries, the accent colour, the scale of its
 * windows, and the wait of the first frame; in a recording and its replay too.
 *
 * Windows are those of SDL's driver without a display. Time is real; each test waits for a
 * condition, with a limit.
 */
#include "fake_portal.h"
#include "become.h"
#include "test.h"

#include <oriel/oriel.h>
#include <oriel/runtime/record.h>
#include <oriel/widgets.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define APPEARANCE "org.freedesktop.appearance "
#define GNOME "org.gnome.desktop.interface "

static const char sheet[] =
	"label { min-width: 1px; color: AccentColor }"
	"@media (prefers-color-scheme: dark) { label { min-width: 2px } }"
	"@media (prefers-contrast: more) { label { min-height: 3px } }"
	"@media (prefers-reduced-motion) { label { max-width: 4px } }";

static oriel_app *app;
static oriel_window *window;
static oriel_widget *label;
static char session_address[512];
static struct order order;

static void on_appearance_change(oriel_event *event, void *data) {
	(void)event, (void)data;
	order_add(&order, "appearancechange");
}

static void on_frame(double time_ms, void *data) {
	(void)time_ms, (void)data;
	order_add(&order, "frame %s", oriel_computed_style(label, "min-width"));
}

static void app_begin(void) {
	memset(&order, 0, sizeof(order));
	app = oriel_app_new("org.example.desktop");
	assert_non_null(app);
	oriel_app_add_sheet(app, oriel_sheet_parse(sheet));
	label = oriel_label("x");
	oriel_listen(app, "appearancechange", on_appearance_change, NULL);
	window = oriel_window_open(app, .width = 300, .height = 200, .content = label);
	assert_non_null(window);
	assert_true(oriel_window_is_visible(window));
	oriel_window_request_frame(window, on_frame, NULL);
}

static void app_end(void) {
	oriel_app_destroy(app);
	setenv("DBUS_SESSION_BUS_ADDRESS", session_address, 1);
}

static const char *style_text(void) {
	static char text[128], accent[64];
	snprintf(accent, sizeof(accent), "%s", oriel_computed_style(label, "color"));
	size_t length = (size_t)snprintf(
		text, sizeof(text), "%s", oriel_computed_style(label, "min-width"));
	length += (size_t)snprintf(text + length, sizeof(text) - length, " %s",
		oriel_computed_style(label, "min-height"));
	length += (size_t)snprintf(text + length, sizeof(text) - length, " %s",
		oriel_computed_style(label, "max-width"));
	snprintf(text + length, sizeof(text) - length, " %s scale %g", accent,
		(double)oriel_window_scale(window));
	return text;
}

static void assert_becomes(const char *expected) {
	assert_becomes_on(oriel_app_loop(app), style_text, expected);
}

static void the_desktop_switches_a_running_program(void **state) {
	struct fake_portal portal;
	(void)state;
	assert_true(fake_portal_start(&portal, APPEARANCE "color-scheme u 2\n"));
	app_begin();
	assert_becomes("1px auto none rgb(47, 98, 217) scale 1");
	fake_portal_set(&portal, APPEARANCE "color-scheme u 1");
	assert_becomes("2px auto none rgb(58, 111, 232) scale 1");
	fake_portal_set(&portal, APPEARANCE "contrast u 1");
	assert_becomes("2px 3px none rgb(58, 111, 232) scale 1");
	fake_portal_set(&portal, GNOME "enable-animations b 0");
	assert_becomes("2px 3px 4px rgb(58, 111, 232) scale 1");
	fake_portal_set(&portal, APPEARANCE "accent-color c 0 0.5 0");
	assert_becomes("2px 3px 4px rgb(0, 128, 0) scale 1");
	fake_portal_set(&portal, GNOME "text-scaling-factor d 1.5");
	assert_becomes("2px 3px 4px rgb(0, 128, 0) scale 1.5");
	app_end();
	fake_portal_stop(&portal);
}

static void the_programs_choice_wins(void **state) {
	struct fake_portal portal;
	(void)state;
	assert_true(fake_portal_start(
		&portal, APPEARANCE "color-scheme u 1\n" APPEARANCE "accent-color c 1 0 0\n"));
	app_begin();
	oriel_app_set_appearance(
		app, .color_scheme = ORIEL_COLOR_SCHEME_LIGHT, .accent_color = ORIEL_RGB(0x00ff00));
	assert_becomes("1px auto none rgb(0, 255, 0) scale 1");
	fake_portal_set(&portal, APPEARANCE "contrast u 1");
	assert_becomes("1px 3px none rgb(0, 255, 0) scale 1");
	oriel_app_set_appearance(app, .color_scheme = ORIEL_COLOR_SCHEME_SYSTEM,
		.accent_color = ORIEL_ACCENT_COLOR_SYSTEM);
	assert_string_equal(style_text(), "2px 3px none rgb(255, 0, 0) scale 1");
	app_end();
	fake_portal_stop(&portal);
}

/* ---- The first frame ---- */

static void on_done(void *data) {
	(void)data;
	oriel_loop_quit(oriel_app_loop(app), 0);
}

static double first_frame_ms(void) {
	oriel_loop *loop = oriel_app_loop(app);
	double begun = oriel_loop_now(loop);
	for (int i = 0; i < 500 && order.length == 0; i++) {
		oriel_set_timeout(on_done, NULL, 1);
		oriel_loop_run(loop);
	}
	return oriel_loop_now(loop) - begun;
}

static void the_first_frame_waits_for_the_answer(void **state) {
	struct fake_portal portal;
	(void)state;
	assert_true(fake_portal_start(&portal, APPEARANCE "color-scheme u 1\n"));
	app_begin();
	first_frame_ms();
	assert_order(&order, "appearancechange, frame 2px");
	app_end();
	fake_portal_stop(&portal);
}

static void run_what_is_due(void) {
	while (order.length == 0 && oriel_loop_step(oriel_app_loop(app)))
		continue;
}

static void the_first_frame_does_not_wait_without_a_bus(void **state) {
	(void)state;
	setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", 1);
	app_begin();
	run_what_is_due();
	assert_order(&order, "frame 1px");
	app_end();
}

static void the_first_frame_waits_50_ms_at_most(void **state) {
	struct bus bus;
	(void)state;
	assert_true(bus_start(&bus));
	setenv("DBUS_SESSION_BUS_ADDRESS", bus.address, 1);
	bus_pause(&bus);
	app_begin();
	run_what_is_due();
	assert_order(&order, "");
	assert_in_range(first_frame_ms(), 40, 900);
	assert_order(&order, "frame 1px");
	app_end();
	bus_stop(&bus);
}

/* ---- Recordings ---- */

static struct fake_portal recorded_portal;
static bool is_recording;
static int steps;

static void log_step(const char *what) {
	order_add(&order, "%s: %s", what, style_text());
}

static void on_recorded_change(oriel_event *event, void *data) {
	(void)event, (void)data;
	log_step("appearance");
	steps++;
	if (is_recording && steps == 1)
		fake_portal_set(&recorded_portal, APPEARANCE "accent-color c 0 0 1");
	else if (is_recording && steps == 2)
		fake_portal_set(&recorded_portal, GNOME "text-scaling-factor d 1.5");
}

static void on_resize(oriel_event *event, void *data) {
	(void)event, (void)data;
	log_step("resize");
	oriel_loop_quit(oriel_app_loop(app), 0);
}

static void run_recorded(void) {
	steps = 0;
	app_begin();
	oriel_listen(app, "appearancechange", on_recorded_change, NULL);
	oriel_listen(window, "resize", on_resize, NULL);
	oriel_loop_run(oriel_app_loop(app));
}

static void settings_are_replayed_without_a_desktop(void **state) {
	char path[] = "desktop-XXXXXX";
	struct order recorded;
	(void)state;
	close(mkstemp(path));
	assert_true(fake_portal_start(&recorded_portal, APPEARANCE "color-scheme u 1\n"));
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_MONOTONIC);
	assert_int_equal(oriel_record_start(path), ORIEL_OK);
	is_recording = true;
	run_recorded();
	is_recording = false;
	assert_int_equal(oriel_record_stop(), ORIEL_OK);
	recorded = order;
	app_end();
	oriel_loop_destroy(loop);
	fake_portal_stop(&recorded_portal);
	assert_non_null(strstr(recorded.text, "resize: 2px auto none rgb(0, 0, 255) scale 1.5"));

	unsetenv("DBUS_SESSION_BUS_ADDRESS");
	loop = oriel_loop_new(.clock = ORIEL_CLOCK_MONOTONIC);
	assert_int_equal(oriel_replay_start(path), ORIEL_OK);
	run_recorded();
	struct oriel_replay_result result = oriel_replay_result();
	assert_string_equal(order.text, recorded.text);
	assert_int_equal(result.state, ORIEL_REPLAY_DONE);
	app_end();
	oriel_loop_destroy(loop);
	remove(path);
}

int main(int argc, char **argv) {
	(void)argc;
	bus_enter(argv);
	unsetenv("XDG_RUNTIME_DIR");
	setenv("SDL_VIDEODRIVER", "dummy", 1);
	snprintf(session_address, sizeof(session_address), "%s", getenv("DBUS_SESSION_BUS_ADDRESS"));
	return RUN_TESTS(
		cmocka_unit_test(the_desktop_switches_a_running_program),
		cmocka_unit_test(the_programs_choice_wins),
		cmocka_unit_test(the_first_frame_waits_for_the_answer),
		cmocka_unit_test(the_first_frame_does_not_wait_without_a_bus),
		cmocka_unit_test(the_first_frame_waits_50_ms_at_most),
		cmocka_unit_test(settings_are_replayed_without_a_desktop));
}
