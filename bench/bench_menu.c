/* SPDX-License-Identifier: MIT */
/*
 * How long a menu of ten items takes from the press to its picture.
 *
 * bench-menu prints milliseconds of this process, in a window of memory: the first opening, which
 * styles, shapes and draws everything for the first time, and the median of later ones. bench-menu
 * --window opens a window for bench-ui, where a click on the button shows and hides the menu
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

static oriel_widget *make_content(oriel_widget *button) {
	return oriel_set(oriel_column(button, oriel_label("A page with a little text.")),
		.style = "padding: 16px; gap: 12px; align-items: flex-start");
}

static double now_ms(void) {
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* Presses the mouse at the button. Returns the time until the picture is in the window. */
static double press(oriel_window *window, oriel_widget *button) {
	oriel_loop *loop = oriel_app_loop(oriel_window_app(window));
	struct oriel_rect bounds = oriel_widget_window_bounds(button);
	struct oriel_raw_input input = {
		.type = ORIEL_RAW_POINTER_DOWN, .pointer_id = 1, .x = bounds.x + 8, .y = bounds.y + 8
	};
	double begun_ms = now_ms();
	oriel_input_push(window, &input);
	oriel_loop_advance(loop, 0);
	double elapsed_ms = now_ms() - begun_ms;
	input.type = ORIEL_RAW_POINTER_UP;
	oriel_input_push(window, &input);
	oriel_loop_advance(loop, 500);
	return elapsed_ms;
}

static int compare_numbers(const void *a, const void *b) {
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static int measure(void) {
	oriel_app *app = oriel_app_new("org.oriel.bench-menu", .headless = true);
	oriel_widget *button = oriel_menu_button("Menu", make_menu());
	const oriel_widget *menu = oriel_menu_button_menu(button);
	double opening[SAMPLES], closing[SAMPLES];
	oriel_window *window = oriel_window_open(
		app, .width = WIDTH, .height = HEIGHT, .content = make_content(button));
	oriel_loop_advance(oriel_app_loop(app), 500);
	for (int i = 0; i < SAMPLES; i++) {
		opening[i] = press(window, button);
		if (!oriel_popover_is_open(menu))
			return 1;
		closing[i] = press(window, button);
	}
	printf("menu: first opening %.3f ms\n", opening[0]);
	qsort(opening + 1, SAMPLES - 1, sizeof(double), compare_numbers);
	qsort(closing, SAMPLES, sizeof(double), compare_numbers);
	printf("menu: later openings %.3f ms, closing %.3f ms\n", opening[SAMPLES / 2],
		closing[SAMPLES / 2]);
	oriel_app_destroy(app);
	return 0;
}

int main(int argc, char **argv) {
	if (argc < 2 || strcmp(argv[1], "--window") != 0)
		return measure();
	oriel_app *app = oriel_app_new("org.oriel.bench-menu");
	if (!app)
		return 1;
	oriel_window_open(app, .title = "Menu", .width = WIDTH, .height = HEIGHT,
		.content = make_content(oriel_menu_button("Menu", make_menu())));
	return oriel_app_run(app);
}
