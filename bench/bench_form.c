/* SPDX-License-Identifier: MIT */
/*
 * A window with a form of 100 controls, each with its label: text fields of three kinds, check
 * boxes, switches, radio buttons, selects and sliders, ten groups of ten. bench/run-ui measures the
 * time from its start to its first picture. bench-form --rounds N opens it N times in memory, for
 * profilers.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/oriel.h>
#include <oriel/widgets.h>

enum { GROUPS = 10, WIDTH = 800, HEIGHT = 600 };

static oriel_widget *make_select(void) {
	return oriel_select(oriel_option("Never", NULL), oriel_option("Daily", NULL),
		oriel_option("Weekly", NULL), oriel_option("Monthly", NULL), oriel_option("Yearly", NULL));
}

/* Returns a group of ten controls. */
static oriel_widget *make_group(int number) {
	char title[32];
	snprintf(title, sizeof(title), "Section %d", number + 1);
	return oriel_column(oriel_set(oriel_label(title), .classes = "heading"),
		oriel_field("Name", oriel_text_field("First and last name")),
		oriel_field("Street", oriel_text_field("")),
		oriel_field("E-mail", oriel_text_field("name@example.org", .type = "email")),
		oriel_field("Age", oriel_text_field("", .type = "number")),
		oriel_checkbox("Remember this address"), oriel_switch("Show it to others"),
		oriel_radio_group(oriel_radio("Private"), oriel_radio("Business")),
		oriel_field("Remind me", make_select()), oriel_field("Volume", oriel_slider(0, 100)));
}

static oriel_widget *make_form(void) {
	oriel_widget *form = oriel_form();
	oriel_set(form,
		.style = "flex-direction: column; align-items: stretch; gap: 12px; padding: 16px");
	for (int i = 0; i < GROUPS; i++)
		oriel_append(form, make_group(i));
	return oriel_set(oriel_scroll_view(form), .style = "flex: 1");
}

static void show_once(void) {
	oriel_app *app = oriel_app_new("org.oriel.bench-form", .headless = true);
	oriel_window_open(app, .width = WIDTH, .height = HEIGHT, .content = make_form());
	oriel_loop_advance(oriel_app_loop(app), 100);
	oriel_app_destroy(app);
}

int main(int argc, char **argv) {
	int rounds = argc == 3 && strcmp(argv[1], "--rounds") == 0 ? atoi(argv[2]) : 0;
	if (rounds > 0) {
		while (rounds-- > 0)
			show_once();
		return 0;
	}
	oriel_app *app = oriel_app_new("org.oriel.bench-form");
	if (!app)
		return 1;
	oriel_window_open(
		app, .title = "Form", .width = WIDTH, .height = HEIGHT, .content = make_form());
	return oriel_app_run(app);
}
