/* SPDX-License-Identifier: MIT */
/*
 * A program outside the tree: a headless window with a button, clicked by a timer, that says so and
 * quits.
 */
#include <oriel/oriel.h>
#include <oriel/widgets.h>
#include <stdio.h>

static void on_click(oriel_event *event, void *data) {
	puts(oriel_button_text(oriel_event_widget(event)));
	oriel_app_quit(data, 0);
}

static void click(void *button) {
	oriel_fire((oriel_widget *)button, "click", .bubbles = true);
}

int main(void) {
	oriel_app *app = oriel_app_new("org.example.consumer", .headless = true);
	if (!app)
		return 1;
	oriel_widget *button = oriel_button("it works");
	oriel_widget *content = oriel_set(
		oriel_column(oriel_label("Press:"), button), .style = "padding: 8px; gap: 4px");

	oriel_delegate(content, "click", "button", on_click, app);
	oriel_window_open(app, .title = "Consumer", .content = content);
	oriel_set_timeout(click, button, 10);
	return oriel_app_run(app);
}
