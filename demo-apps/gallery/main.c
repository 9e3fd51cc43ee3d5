/* SPDX-License-Identifier: MIT */
/*
 * All built-in widgets in one window. With a folder as its argument, the program draws each kind of
 * widget separately into FOLDER/NAME.png, without a display. Those are the pictures of
 * docs/widgets.md.
 */
#include <stdio.h>
#include <string.h>

#include <oriel/oriel.h>
#include <oriel/widgets.h>

enum { PICTURE_WIDTH = 480 }; /* px */

struct section {
	const char *name; /* of the file */
	float height;     /* of the picture, px */
	oriel_widget *(*make)(void);
};

static oriel_widget *make_label(void) {
	return oriel_column(oriel_set(oriel_label("A title"), .classes = "title"),
		oriel_label("A label shows text, which is broken into lines where it does not fit."),
		oriel_set(oriel_label("Muted: less important"), .classes = "muted"),
		oriel_set(oriel_label("Error: the file cannot be read"), .classes = "error"));
}

static oriel_widget *make_button(void) {
	return oriel_row(oriel_set(oriel_button("Primary"), .classes = "primary"),
		oriel_button("Button"), oriel_set(oriel_button("Danger"), .classes = "danger"),
		oriel_set(oriel_button("Flat"), .classes = "flat"),
		oriel_set(oriel_button("Disabled"), .disabled = true));
}

static oriel_widget *make_checkbox(void) {
	oriel_widget *checked = oriel_checkbox("Checked");
	oriel_widget *some = oriel_checkbox("Some");
	oriel_checkbox_set_checked(checked, true);
	oriel_checkbox_set_indeterminate(some, true);
	return oriel_set(oriel_row(oriel_checkbox("Not checked"), checked, some,
		oriel_set(oriel_checkbox("Disabled"), .disabled = true)), .style = "gap: 20px");
}

static oriel_widget *make_switch(void) {
	oriel_widget *on = oriel_switch("On");
	oriel_switch_set_on(on, true);
	return oriel_set(oriel_row(oriel_switch("Off"), on,
		oriel_set(oriel_switch("Disabled"), .disabled = true)), .style = "gap: 20px");
}

static oriel_widget *make_radio(void) {
	oriel_widget *medium = oriel_radio("Medium");
	oriel_radio_set_checked(medium, true);
	return oriel_radio_group(oriel_radio("Small"), medium,
		oriel_set(oriel_radio("Large, which is sold out"), .disabled = true));
}

static oriel_widget *make_slider(void) {
	oriel_widget *volume = oriel_slider(0, 100), *disabled = oriel_slider(0, 100);
	oriel_slider_set_value(volume, 40);
	oriel_slider_set_value(disabled, 70);
	return oriel_set(oriel_column(volume, oriel_set(disabled, .disabled = true)),
		.style = "gap: 12px");
}

static oriel_widget *make_text_area(void) {
	oriel_widget *found = oriel_text_area(NULL, .rows = 5, .line_numbers = true,
		.value = "Milk, bread and butter\nA line that is longer than the area is wide continues in "
			"the next one.\n\nSome milk for the cat");
	oriel_text_area_find(found, "milk", 0);
	return oriel_column(found, oriel_text_area("A placeholder, while the area is empty"));
}

static oriel_widget *make_text_field(void) {
	oriel_widget *field = oriel_text_field(NULL);
	oriel_text_field_set_text(field, "One line of text");
	return oriel_column(field, oriel_text_field("A placeholder, while the field is empty"));
}

static oriel_widget *make_text_field_kinds(void) {
	oriel_widget *search = oriel_text_field("Search", .type = "search", .value = "milk"),
				 *revealed = oriel_text_field(NULL, .type = "password", .value = "revealed");
	oriel_set_attribute(revealed, "revealed", "");
	return oriel_column(
		oriel_row(oriel_text_field("Password", .type = "password", .value = "password"), revealed),
		oriel_row(search, oriel_text_field(NULL, .type = "number", .value = "7")),
		oriel_row(oriel_text_field("Price", .value = "12.50", .prefix = oriel_label("EUR")),
			oriel_text_field(NULL, .value = "Milk and bread", .max_length = 40, .count = true)));
}

static oriel_widget *make_form(void) {
	return oriel_form(oriel_set(oriel_text_field("What needs doing?"), .style = "flex-grow: 1"),
		oriel_set(oriel_button("Add"), .classes = "primary"));
}

static oriel_widget *make_field(void) {
	oriel_widget *mail = oriel_text_field("you@example.org"), *phone = oriel_text_field(NULL);
	oriel_text_field_set_text(phone, "none");
	oriel_form_control_set_error(phone, "A number has digits only.");
	oriel_widget *form = oriel_set(
		oriel_form(oriel_field("E-mail", mail, .description = "For receipts only."),
			oriel_field("Phone", phone)),
		.style = "flex-direction: column; align-items: stretch; gap: 16px");
	oriel_form_report_validity(form);
	return form;
}

static oriel_widget *make_expander(void) {
	oriel_widget *open = oriel_expander("Open", oriel_label("What it shows."));
	oriel_expander_set_open(open, true);
	return oriel_column(oriel_expander("Closed", oriel_label("Hidden")), open);
}

static oriel_widget *make_tabs(void) {
	return oriel_tabs(oriel_tab_panel("General", oriel_checkbox("Start at login")),
		oriel_tab_panel("Network", oriel_label("None")), oriel_tab_panel("About"));
}

static oriel_widget *make_row(void) {
	return oriel_row(oriel_label("One"), oriel_label("Two"), oriel_button("Three"));
}

static oriel_widget *make_column(void) {
	return oriel_column(oriel_label("One"), oriel_label("Two"), oriel_button("Three"));
}

static oriel_widget *make_list(void) {
	oriel_widget *list = oriel_set(oriel_list(), .style = "height: 120px");
	char text[32];
	for (int i = 1; i <= 20; i++) {
		snprintf(text, sizeof(text), "Row %d", i);
		oriel_append(list, oriel_row(oriel_checkbox(text)));
	}
	return list;
}

static oriel_widget *make_progress(void) {
	oriel_widget *some = oriel_progress(), *done = oriel_set(oriel_progress(), .classes = "done");
	oriel_progress_set_value(some, 0.4);
	oriel_progress_set_value(done, 1);
	return oriel_set(oriel_column(some, done), .style = "gap: 16px");
}

static oriel_widget *make_meter(void) {
	static const double values[] = { 120, 430, 490 }; /* GB of 500 */
	oriel_widget *column = oriel_set(oriel_column(), .style = "gap: 16px");
	for (int i = 0; i < 3; i++) {
		oriel_widget *disk = oriel_meter(0, 500);
		oriel_meter_set_limits(disk, 400, 475, 0);
		oriel_meter_set_value(disk, values[i]);
		oriel_append(column, disk);
	}
	return column;
}

static oriel_widget *make_spinner(void) {
	return oriel_row(oriel_spinner(), oriel_label("Looking for devices"));
}

static oriel_widget *make_separator(void) {
	return oriel_set(oriel_column(oriel_row(oriel_label("Left"), oriel_separator(),
		oriel_label("Right")), oriel_separator(), oriel_label("Below")), .style = "gap: 10px");
}

static const struct section sections[] = {
	{ "label", 158, make_label },
	{ "button", 68, make_button },
	{ "checkbox", 52, make_checkbox },
	{ "switch", 56, make_switch },
	{ "radio", 136, make_radio },
	{ "slider", 104, make_slider },
	{ "text-area", 212, make_text_area },
	{ "text-field", 112, make_text_field },
	{ "text-field-kinds", 156, make_text_field_kinds },
	{ "form", 68, make_form },
	{ "field", 208, make_field },
	{ "expander", 132, make_expander },
	{ "tabs", 124, make_tabs },
	{ "row", 68, make_row },
	{ "column", 118, make_column },
	{ "list", 152, make_list },
	{ "progress", 64, make_progress },
	{ "meter", 88, make_meter },
	{ "spinner", 56, make_spinner },
	{ "separator", 92, make_separator },
};

enum { SECTION_COUNT = sizeof(sections) / sizeof(sections[0]) };

static bool write_picture(const struct section *section, const char *folder) {
	char path[1024];
	int length = snprintf(path, sizeof(path), "%s/%s.png", folder, section->name);
	oriel_app *app = oriel_app_new("org.oriel.gallery", .headless = true, .scale = 2);
	if (!app || length < 0 || (size_t)length >= sizeof(path))
		return false;
	oriel_window *window = oriel_window_open(app, .width = PICTURE_WIDTH,
		.height = section->height,
		.content = oriel_set(oriel_column(section->make()), .style = "padding: 16px"));
	bool written = window && oriel_window_screenshot(window, path) == ORIEL_OK;
	oriel_app_destroy(app);
	return written;
}

static oriel_widget *make_gallery(void) {
	oriel_widget *gallery = oriel_set(
		oriel_column(), .style = "padding: 24px; gap: 12px; overflow-y: auto");
	for (int i = 0; i < SECTION_COUNT; i++) {
		oriel_append(gallery,
			oriel_set(
				oriel_label(sections[i].name), .classes = "muted", .style = "padding-top: 12px"));
		oriel_append(gallery, sections[i].make());
	}
	return gallery;
}

int main(int argc, char **argv) {
	if (argc > 2 || (argc == 2 && argv[1][0] == '-')) {
		fputs("usage: oriel-gallery [FOLDER]\n", stderr);
		return 2;
	}
	if (argc == 2) {
		for (int i = 0; i < SECTION_COUNT; i++)
			if (!write_picture(&sections[i], argv[1]))
				return 1;
		return 0;
	}
	oriel_app *app = oriel_app_new("org.oriel.gallery");
	if (!app || !oriel_window_open(app, .title = "Widgets", .width = 560, .height = 720,
		.content = make_gallery())) {
		oriel_app_destroy(app);
		return 1;
	}
	return oriel_app_run(app);
}
