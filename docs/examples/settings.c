/* SPDX-License-Identifier: MIT */
/*
 * A dialog of settings over the window of a program.
 *
 * Theme and text change while the user chooses; "Cancel" and Escape restore them. The fields of the
 * proxy are enabled while its box is checked. "Save" writes the values into a file, unless a value
 * is invalid.
 */
#include <oriel/oriel.h>
#include <oriel/widgets.h>

#include <stdio.h>
#include <string.h>

struct settings {
	oriel_app *app;
	oriel_window *window;
	oriel_widget *dialog, *form, *size, *proxy;
};

static const char sheet[] =
	"root > column { padding: 24px } .settings { width: 380px; gap: 16px; align-items: stretch }"
	".settings > row { gap: 12px; align-items: flex-start }"
	".settings radio-group { flex-direction: row; gap: 16px }"
	".settings > row > field { flex: 1 1 0 }";

/* Shows the values that take effect at once. */
static void settings_apply(struct settings *settings) {
	const char *theme = oriel_form_value(settings->form, "theme");
	oriel_app_set_appearance(settings->app,
		.color_scheme = strcmp(theme, "dark") == 0
			? ORIEL_COLOR_SCHEME_DARK : ORIEL_COLOR_SCHEME_SYSTEM);
	oriel_set_style(oriel_window_root(settings->window), "--font-size", "%gpx",
		oriel_slider_value(settings->size));
	oriel_set_disabled(settings->proxy, oriel_form_value(settings->form, "proxy") == NULL);
}

static void on_input(oriel_event *event, void *data) {
	(void)event;
	settings_apply(data);
}

static struct oriel_completion on_refused(struct oriel_payload reason, void *data) {
	struct settings *settings = data;
	const struct oriel_error *error = oriel_error_try_from_payload(reason);
	oriel_promise_unref(oriel_alert(settings->window, error->message));
	return ORIEL_COMPLETE;
}

static void settings_save(struct settings *settings) {
	struct oriel_form_entry entries[16];
	char text[4096] = "";
	size_t length = 0, count = oriel_form_values(settings->form, entries, 16);
	for (size_t i = 0; i < count && length < sizeof(text); i++)
		length += (size_t)snprintf(text + length, sizeof(text) - length, "%s=%s\n",
			entries[i].name, entries[i].value);
	oriel_promise *saved = oriel_file_replace("settings.ini", text, strlen(text));
	oriel_promise_unref(oriel_then(saved, NULL, on_refused, settings,
		.signal = oriel_window_signal(settings->window)));
}

static void on_close(oriel_event *event, void *data) {
	struct settings *settings = data;
	(void)event;
	if (strcmp(oriel_dialog_return_value(settings->dialog), "save") == 0)
		settings_save(settings);
	else if (oriel_form_reset(settings->form))
		settings_apply(settings);
}

static void on_open(oriel_event *event, void *data) {
	struct settings *settings = data;
	(void)event;
	oriel_dialog_set_return_value(settings->dialog, "");
	oriel_dialog_show_modal(settings->dialog);
}

static void settings_open(struct settings *settings) {
	oriel_widget *name = oriel_text_field("Ada", .name = "name", .required = true);
	oriel_widget *languages = oriel_select(
		oriel_option("English", "en"), oriel_option("日本語", "ja"));
	oriel_widget *themes = oriel_radio_group(oriel_radio("As the system", .value = "system",
		.checked = true), oriel_radio("Dark", .value = "dark"));
	settings->size = oriel_set(oriel_slider(12, 20), .name = "text-size");
	oriel_slider_set_step(settings->size, 1);
	oriel_slider_set_value(settings->size, 14);
	oriel_widget *host = oriel_text_field("proxy.example.org", .name = "host", .required = true);
	oriel_widget *port = oriel_text_field("8080", .name = "port", .type = "number",
		.required = true, .min = "1", .max = "65535");
	settings->proxy = oriel_row(oriel_field("Host", host), oriel_field("Port", port));
	oriel_widget *fields = oriel_set(oriel_column(oriel_field("Name", name),
		oriel_field("Language", oriel_set(languages, .name = "language")),
		oriel_field("Theme", oriel_set(themes, .name = "theme")),
		oriel_field("Size of text", settings->size),
		oriel_checkbox("Use a proxy", .name = "proxy"), settings->proxy), .classes = "settings");
	settings->dialog = oriel_dialog("Settings", fields, oriel_dialog_buttons(
		oriel_dialog_button("Cancel", "cancel"), oriel_dialog_button("Save", "save")));
	settings->form = oriel_closest(fields, "form");
	oriel_widget *open = oriel_button("Settings…");
	settings->window = oriel_window_open(settings->app, .title = "Settings", .width = 520,
		.height = 760, .content = oriel_column(open, settings->dialog));
	if (settings->window == NULL)
		return;
	oriel_app_add_sheet(settings->app, oriel_sheet_parse(sheet));
	oriel_listen(settings->form, "input", on_input, settings);
	oriel_listen(settings->dialog, "close", on_close, settings);
	oriel_listen(open, "click", on_open, settings);
	settings_apply(settings);
	oriel_click(open);
}

int main(void) {
	oriel_app *app = oriel_app_new("org.example.settings");
	if (app == NULL)
		return 1;
	struct settings settings = { .app = app };
	settings_open(&settings);
	return oriel_app_run(app);
}
