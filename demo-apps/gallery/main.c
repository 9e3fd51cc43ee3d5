/* SPDX-License-Identifier: MIT */
/*
 * All built-in widgets in one window. With a folder as its argument, the program draws each kind of
 * widget separately into FOLDER/NAME.png, without a display. Those are the pictures of
 * docs/widgets.md.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <oriel/oriel.h>
#include <oriel/widgets.h>

enum { PICTURE_WIDTH = 480 }; /* px */

struct section {
	const char *name; /* of the file */
	float height;     /* of the picture, px */
	oriel_widget *(*make)(void);
	void (*show)(oriel_widget *widget); /* for the picture; may be NULL */
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

static oriel_widget *make_select(void) {
	oriel_widget *fruit = oriel_select(
		oriel_option_group("Fruit", oriel_option("Apple", NULL), oriel_option("Pear", NULL)),
		oriel_option_group("Vegetables", oriel_option("Carrot", NULL),
			oriel_set(oriel_option("Artichoke, which is sold out", NULL), .disabled = true)));
	oriel_select_set_value(fruit, "Pear");
	return oriel_set(oriel_row(oriel_set(fruit, .classes = "opens"),
		oriel_set(oriel_select(oriel_option("Disabled", NULL)), .disabled = true)),
		.style = "gap: 20px");
}

static oriel_widget *make_slider(void) {
	oriel_widget *volume = oriel_slider(0, 100), *disabled = oriel_slider(0, 100);
	oriel_slider_set_value(volume, 40);
	oriel_slider_set_value(disabled, 70);
	return oriel_set(oriel_column(volume, oriel_set(disabled, .disabled = true)),
		.style = "gap: 12px");
}

static oriel_widget *make_text_field(void) {
	oriel_widget *field = oriel_text_field(NULL);
	oriel_text_field_set_text(field, "One line of text");
	return oriel_column(field, oriel_text_field("A placeholder, while the field is empty"));
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

static void show_dialog(oriel_event *event, void *dialog) {
	(void)event;
	oriel_dialog_show_modal((oriel_widget *)dialog);
}

/* Makes a button that opens a dialog. For a picture, the button is clicked. */
static oriel_widget *make_dialog(void) {
	oriel_widget *dialog = oriel_dialog("Delete 3 notes?",
		oriel_label("They are deleted on all your devices, and cannot be restored."),
		oriel_dialog_buttons(oriel_dialog_button("Cancel", "cancel"),
			oriel_set(oriel_dialog_button("Delete", "delete"), .classes = "primary danger")));
	oriel_widget *button = oriel_set(oriel_button("Delete the notes …"), .classes = "opens");
	oriel_listen(button, "click", show_dialog, dialog);
	return oriel_row(button, dialog);
}

static void show_prompt(oriel_event *event, void *data) {
	(void)data;
	oriel_promise_unref(oriel_prompt(oriel_widget_window(oriel_event_widget(event)),
		"What is the note called?", .title = "Rename the note", .text = "Note 1", .ok = "Rename"));
}

static oriel_widget *make_prompt(void) {
	oriel_widget *button = oriel_set(oriel_button("Rename the note …"), .classes = "opens");
	oriel_listen(button, "click", show_prompt, NULL);
	return oriel_row(button);
}

static void show_toast(oriel_event *event, void *data) {
	(void)data;
	oriel_toast(oriel_widget_window(oriel_event_widget(event)), "2 notes are deleted",
		.action = "Undo");
}

static oriel_widget *make_toast(void) {
	oriel_widget *button = oriel_set(oriel_button("Delete 2 notes"), .classes = "opens");
	oriel_listen(button, "click", show_toast, NULL);
	return oriel_row(button);
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

static const char *item_text(void *item, unsigned column, void *data) {
	return item;
}

static oriel_widget *make_list_view(void) {
	static const char *const names[] = { "Ada", "Barbara", "Edsger", "Grace", "Ken", "Margaret" };
	oriel_model *people = oriel_array_model_new(.text = item_text);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		oriel_array_model_append(people, oriel_borrowed((void *)names[i]));
	oriel_selection_model *selection = oriel_selection_model_new(oriel_model_ref(people));
	oriel_selection_model_add(selection, 1, 2);
	return oriel_set(oriel_list_view(people, NULL, NULL, NULL, .selection = selection),
		.style = "height: 152px; flex: none");
}

static oriel_widget *make_progress(void) {
	oriel_widget *some = oriel_progress(), *done = oriel_set(oriel_progress(), .classes = "done");
	oriel_progress_set_value(some, 0.4);
	oriel_progress_set_value(done, 1);
	return oriel_set(oriel_column(some, done), .style = "gap: 16px");
}

static oriel_widget *make_icon(void) {
	oriel_widget *icons = oriel_set(oriel_row(), .style = "flex-wrap: wrap; gap: 12px");
	for (size_t i = 0; i < oriel_icon_builtin_count(); i++)
		oriel_append(icons, oriel_icon(oriel_icon_builtin_name(i)));
	oriel_widget *heart = oriel_set(oriel_icon("heart"), .style = "width: 32px; color: crimson");
	return oriel_column(icons, oriel_row(oriel_icon("star"), oriel_set(oriel_icon("star"),
		.style = "width: 24px"), heart));
}

/* Returns the colour of a landscape at dusk: a sun over two rows of hills. */
static uint32_t landscape_color(float x, float y) {
	float far = 0.62f + 0.08f * sinf(x * 9) + 0.03f * sinf(x * 23);
	float near = 0.80f + 0.07f * sinf(x * 5 + 2) + 0.02f * sinf(x * 31);
	float sun = hypotf((x - 0.7f) * 1.5f, y - 0.34f);
	if (y > near)
		return 0x23395d;
	if (y > far)
		return 0x4a6b8a;
	if (sun < 0.12f)
		return 0xffe9b0;
	unsigned glow = (unsigned)(60 * fmaxf(0, 1 - sun)), down = (unsigned)(90 * y);
	return (0xf0u << 16) | ((0x86 + glow + down) << 8) | (0x5c + glow + down / 2);
}

static oriel_bitmap *make_landscape(void) {
	enum { WIDTH = 360, HEIGHT = 240 };
	static unsigned char rgba[WIDTH * HEIGHT * 4];
	for (int i = 0; i < WIDTH * HEIGHT; i++) {
		uint32_t color = landscape_color(
			(float)(i % WIDTH) / WIDTH, (float)(i / WIDTH) / HEIGHT);
		rgba[4 * i] = (unsigned char)(color >> 16);
		rgba[4 * i + 1] = (unsigned char)(color >> 8);
		rgba[4 * i + 2] = (unsigned char)color;
		rgba[4 * i + 3] = 255;
	}
	return oriel_bitmap_new(WIDTH, HEIGHT, rgba, WIDTH * 4);
}

static oriel_widget *make_image(void) {
	static const char *const styles[] = {
		"width: 150px; height: 100px; border-radius: 8px",
		"width: 100px; height: 100px; object-fit: cover; border-radius: 50px",
		"width: 100px; height: 100px; object-fit: contain; background: #80808030",
	};
	oriel_widget *row = oriel_set(oriel_row(), .style = "gap: 20px");
	for (int i = 0; i < 3; i++) {
		oriel_widget *image = oriel_set(oriel_image(NULL, "Hills"), .style = styles[i]);
		oriel_image_set_bitmap(image, make_landscape());
		oriel_append(row, image);
	}
	return row;
}

static oriel_widget *make_link(void) {
	return oriel_column(oriel_link("The manual"),
		oriel_set(oriel_link("A link that is disabled"), .disabled = true));
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

static oriel_widget *make_menu(void) {
	oriel_widget *medium = oriel_menu_radio_item("Medium"), *wrap = oriel_menu_check_item("Wrap");
	oriel_menu_item_set_checked(medium, true);
	oriel_menu_item_set_checked(wrap, true);
	oriel_widget *recent = oriel_menu(oriel_menu_item("notes.md"), oriel_menu_item("todo.md"));
	return oriel_set(oriel_menu_button("Actions",
		oriel_menu(oriel_menu_item("New", .shortcut = "Ctrl+N"),
			oriel_menu_item("Open recent", .menu = recent),
			oriel_set(oriel_menu_item("Revert"), .disabled = true), oriel_separator(), wrap,
			oriel_menu_group("Text size", oriel_menu_radio_item("Small"), medium))),
		.style = "align-self: flex-start");
}

/* Clicks the control of the class "opens". */
static void show_opened(oriel_widget *widget) {
	oriel_click(oriel_query(oriel_window_root(oriel_widget_window(widget)), ".opens"));
}

/* Shows the menu, and the sub-menu of its second item. */
static void show_menu(oriel_widget *button) {
	oriel_widget *menu = oriel_menu_button_menu(button);
	oriel_widget *second = oriel_child_at(menu, 1);
	oriel_click(button);
	oriel_click(second);
}

static const struct section sections[] = {
	{ "label", 158, make_label },
	{ "button", 68, make_button },
	{ "checkbox", 52, make_checkbox },
	{ "switch", 56, make_switch },
	{ "radio", 136, make_radio },
	{ "select", 292, make_select, show_opened },
	{ "slider", 104, make_slider },
	{ "text-field", 112, make_text_field },
	{ "form", 68, make_form },
	{ "field", 208, make_field },
	{ "dialog", 252, make_dialog, show_opened },
	{ "prompt", 292, make_prompt, show_opened },
	{ "toast", 148, make_toast, show_opened },
	{ "expander", 132, make_expander },
	{ "tabs", 124, make_tabs },
	{ "menu", 292, make_menu, show_menu },
	{ "row", 68, make_row },
	{ "column", 118, make_column },
	{ "list", 152, make_list },
	{ "list-view", 184, make_list_view },
	{ "progress", 64, make_progress },
	{ "icon", 168, make_icon },
	{ "image", 132, make_image },
	{ "link", 84, make_link },
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
	oriel_widget *widget = section->make();
	oriel_window *window = oriel_window_open(app, .width = PICTURE_WIDTH,
		.height = section->height,
		.content = oriel_set(oriel_column(widget), .style = "padding: 16px"));
	if (window && section->show)
		section->show(widget);
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
