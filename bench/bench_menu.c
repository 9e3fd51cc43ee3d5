/* SPDX-License-Identifier: MIT */
/*
 * How long a menu of ten items, a modal dialog and a select of ten options take from the press to
 * their picture.
 *
 * bench-menu [NAME] prints milliseconds of this process, in a window of memory: the first opening,
 * which styles, shapes and draws everything for the first time, and the median of later ones; of
 * all three without NAME, which is menu, dialog or select. bench-menu --window NAME opens a window
 * for bench-ui, where a click on the button shows and hides the menu, the dialog or the select
 * (bench/run-menu).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <oriel/oriel.h>
#include <oriel/widgets.h>

enum { SAMPLES = 101, WIDTH = 800, HEIGHT = 600 };

static oriel_widget *make_menu(void) {
	oriel_widget *wrap = oriel_menu_check_item("Wrap lines");
	oriel_menu_item_set_checked(wrap, true);
	return oriel_menu(oriel_menu_item("New", .shortcut = "Ctrl+N"),
		oriel_menu_item("Open…", .shortcut = "Ctrl+O"),
		oriel_menu_item("Open recent", .menu = oriel_menu(oriel_menu_item("notes.md"))),
		oriel_separator(), oriel_menu_item("Save", .shortcut = "Ctrl+S"),
		oriel_menu_item("Save as…", .shortcut = "Ctrl+Shift+S"),
		oriel_set(oriel_menu_item("Revert"), .disabled = true), oriel_separator(), wrap,
		oriel_menu_item("Print…", .shortcut = "Ctrl+P"), oriel_menu_item("Close"),
		oriel_menu_item("Quit", .shortcut = "Ctrl+Q"));
}

static oriel_widget *make_menu_button(void) {
	return oriel_menu_button("Menu", make_menu());
}

static void show_dialog(oriel_event *event, void *dialog) {
	(void)event;
	oriel_dialog_show_modal((oriel_widget *)dialog);
}

/* A second click on the button is a press outside of the dialog, which closes it. */
static oriel_widget *make_dialog_button(void) {
	oriel_widget *button = oriel_button("Dialog");
	oriel_widget *dialog = oriel_dialog("Rename the note", oriel_text_field("Name"),
		oriel_dialog_buttons(oriel_dialog_button("Cancel", "cancel"),
			oriel_dialog_button("Rename", "rename")));
	oriel_set_attribute(dialog, "closedby", "any");
	oriel_listen(button, "click", show_dialog, dialog);
	return oriel_row(button, dialog);
}

static oriel_widget *make_select(void) {
	return oriel_select(oriel_option("Apple", NULL), oriel_option("Apricot", NULL),
		oriel_option("Cherry", NULL), oriel_option("Fig", NULL), oriel_option("Grape", NULL),
		oriel_option("Lemon", NULL), oriel_option("Melon", NULL), oriel_option("Orange", NULL),
		oriel_option("Peach", NULL), oriel_option("Pear", NULL));
}

static const struct kind {
	const char *name;
	oriel_widget *(*make)(void);
	const char *open; /* selects what is open */
} kinds[] = {
	{ "menu", make_menu_button, "menu:popover-open" },
	{ "dialog", make_dialog_button, "dialog[open]" },
	{ "select", make_select, "list-box:popover-open" },
};

enum { KINDS = sizeof(kinds) / sizeof(kinds[0]) };

static oriel_widget *make_content(const struct kind *kind) {
	return oriel_set(oriel_column(kind->make(), oriel_label("A page with a little text.")),
		.style = "padding: 16px; gap: 12px; align-items: flex-start");
}

static double now_ms(void) {
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static double now_until_shown(oriel_window *window, enum oriel_raw_input_type type) {
	struct oriel_raw_input input = { .type = type, .pointer_id = 1, .x = 30, .y = 30 };
	double begun_ms = now_ms();
	oriel_input_push(window, &input);
	oriel_loop_advance(oriel_app_loop(oriel_window_app(window)), 0);
	return now_ms() - begun_ms;
}

/* Clicks the button. Returns the time until the picture is in the window: after the press, or after
 * the release of what opens by a click. */
static double click(oriel_window *window) {
	double elapsed_ms = now_until_shown(window, ORIEL_RAW_POINTER_DOWN);
	elapsed_ms += now_until_shown(window, ORIEL_RAW_POINTER_UP);
	oriel_loop_advance(oriel_app_loop(oriel_window_app(window)), 500);
	return elapsed_ms;
}

static int compare_numbers(const void *a, const void *b) {
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static bool measure(const struct kind *kind) {
	oriel_app *app = oriel_app_new("org.oriel.bench-menu", .headless = true);
	double opening[SAMPLES], closing[SAMPLES];
	oriel_window *window = oriel_window_open(
		app, .width = WIDTH, .height = HEIGHT, .content = make_content(kind));
	oriel_widget *root = oriel_window_root(window);
	oriel_loop_advance(oriel_app_loop(app), 500);
	for (int i = 0; i < SAMPLES; i++) {
		opening[i] = click(window);
		if (!oriel_query(root, kind->open))
			return false;
		closing[i] = click(window);
		if (oriel_query(root, kind->open))
			return false;
	}
	printf("%s: first opening %.3f ms\n", kind->name, opening[0]);
	qsort(opening + 1, SAMPLES - 1, sizeof(double), compare_numbers);
	qsort(closing, SAMPLES, sizeof(double), compare_numbers);
	printf("%s: later openings %.3f ms, closing %.3f ms\n", kind->name, opening[SAMPLES / 2],
		closing[SAMPLES / 2]);
	oriel_app_destroy(app);
	return true;
}

static bool measure_all(void) {
	for (const struct kind *kind = kinds; kind < kinds + KINDS; kind++) {
		if (!measure(kind))
			return false;
	}
	return true;
}

static const struct kind *kind_named(const char *name) {
	for (const struct kind *kind = kinds; kind < kinds + KINDS; kind++) {
		if (strcmp(kind->name, name) == 0)
			return kind;
	}
	return NULL;
}

int main(int argc, char **argv) {
	const struct kind *kind = argc > 1 ? kind_named(argv[argc - 1]) : NULL;
	if (argc > 1 && !kind)
		return 2;
	if (argc < 3)
		return kind ? !measure(kind) : !measure_all();
	oriel_app *app = oriel_app_new("org.oriel.bench-menu");
	if (!app)
		return 1;
	oriel_window_open(app, .title = "Menu", .width = WIDTH, .height = HEIGHT,
		.content = make_content(kind));
	return oriel_app_run(app);
}
