/* SPDX-License-Identifier: MIT */
/*
 * A settings dialog, as a user of the headers writes it. It is compiled and run headless.
 *
 * The proxy's fields are enabled while its box is checked; a port that is no number from 1 to
 * 65535 is marked invalid and keeps "Apply" disabled. Escape closes the dialog, Ctrl+Enter applies.
 */
#include <oriel/oriel.h>
#include <oriel/widgets.h>

#include <stdlib.h>

struct settings {
	oriel_window *window;
	oriel_widget *wants_proxy, *host, *port, *hint, *apply;
	oriel_widget *proxy; /* the row of host and port */
	bool is_applied;
};

static bool port_is_valid(const char *text) {
	char *end;
	long number = strtol(text, &end, 10);
	return end != text && *end == '\0' && number >= 1 && number <= 65535;
}

/* Shows what follows from the values of the fields. */
static void settings_update(struct settings *settings) {
	bool wants_proxy = oriel_checkbox_is_checked(settings->wants_proxy);
	bool is_valid = !wants_proxy || port_is_valid(oriel_text_field_text(settings->port));
	oriel_set_disabled(settings->proxy, !wants_proxy);
	oriel_widget_set_invalid(settings->port, !is_valid);
	oriel_set_hidden(settings->hint, is_valid);
	oriel_set_disabled(settings->apply, !is_valid);
}

static void on_change(oriel_event *event, void *data) {
	(void)event;
	settings_update(data);
}

static void settings_apply(struct settings *settings) {
	if (oriel_is_disabled(settings->apply))
		return;
	settings->is_applied = true;
	oriel_window_close(settings->window);
}

static void on_submit(oriel_event *event, void *data) {
	(void)event;
	settings_apply(data);
}

static void on_key(oriel_event *event, void *data) {
	struct settings *settings = data;
	if (oriel_key_is(event, "Escape"))
		oriel_window_close(settings->window);
	else if (oriel_key_is(event, "Ctrl+Enter"))
		settings_apply(settings);
}

static void settings_open(struct settings *settings, oriel_app *app) {
	settings->wants_proxy = oriel_checkbox("Use a proxy");
	settings->host = oriel_set(oriel_text_field("Host"), .id = "host", .style = "flex-grow: 1");
	settings->port = oriel_set(oriel_text_field("Port"), .id = "port", .style = "width: 80px");
	settings->proxy = oriel_set(oriel_row(settings->host, settings->port), .style = "gap: 8px");
	settings->hint = oriel_set(oriel_label("The port is a number from 1 to 65535."),
		.classes = "error", .hidden = true);
	settings->apply = oriel_set(oriel_button("Apply"), .classes = "primary");
	oriel_widget *form = oriel_form(settings->apply);
	oriel_widget *content = oriel_set(
		oriel_column(settings->wants_proxy, settings->proxy, settings->hint, form),
		.style = "padding: 16px; gap: 8px");

	settings->window = oriel_window_open(app, .title = "Settings", .width = 360, .height = 240,
		.content = content, .fixed_size = true);
	if (!settings->window)
		return;
	oriel_listen(content, "input", on_change, settings);
	oriel_listen(form, "submit", on_submit, settings);
	oriel_listen(settings->window, "keydown", on_key, settings);
	settings_update(settings);
	oriel_focus(settings->wants_proxy);
}

int main(void) {
	oriel_app *app = oriel_app_new("org.example.settings");
	if (!app)
		return 1;
	struct settings settings = { 0 };
	settings_open(&settings, app);
	return oriel_app_run(app);
}
