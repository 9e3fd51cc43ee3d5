/* SPDX-License-Identifier: MIT */
/*
 * The same in C++, which has the plain functions and their structs of options instead of the macros.
 */
#include <cstdio>
#include <oriel/oriel.h>
#include <oriel/widgets.h>

static void on_click(oriel_event *event, void *app) {
	std::puts(oriel_button_text(oriel_event_widget(event)));
	oriel_app_quit(static_cast<oriel_app *>(app), 0);
}

static void click(void *button) {
	struct oriel_event_options options = {};
	options.size = sizeof(options);
	oriel_fire_at(ORIEL_SITE, oriel_target_of(static_cast<oriel_widget *>(button)), "click", &options);
}

int main() {
	struct oriel_app_options app_options = {};
	app_options.headless = true;
	app_options.size = sizeof(app_options);
	oriel_app *app = oriel_app_new_at(ORIEL_SITE, "org.example.consumer", &app_options);
	if (!app)
		return 1;
	oriel_widget *button = oriel_button("it works");

	struct oriel_window_options window_options = {};
	window_options.content = button;
	window_options.size = sizeof(window_options);
	oriel_listen_at(ORIEL_SITE, oriel_target_of(button), "click", on_click, app, nullptr);
	oriel_window_open_at(ORIEL_SITE, app, &window_options);
	oriel_set_timeout_at(ORIEL_SITE, click, button, 10, nullptr);
	return oriel_app_run(app);
}
