/* SPDX-License-Identifier: MIT */
/* A program with the widget of docs/ui/writing-a-widget.md. */
#include <oriel/oriel.h>
#include <oriel/widgets.h>

#include "rating.h"

static void on_change(oriel_event *event, void *label) {
	oriel_label_set_textf(label, "%d stars", rating_value(oriel_event_widget(event)));
}

int main(void) {
	oriel_app *app = oriel_app_new("org.example.rating", .scale = 2);
	if (!app)
		return 1;
	oriel_widget *stars = rating_new(), *label = oriel_label("3 stars");
	rating_set_value(stars, 3);
	oriel_set_attribute(stars, "aria-label", "Your rating");
	oriel_listen(stars, "change", on_change, label);
	oriel_window_open(app, .title = "Rating", .width = 240, .height = 64,
		.content = oriel_set(oriel_row(stars, label), .style = "padding: 16px; gap: 16px"));
	return oriel_app_run(app);
}
