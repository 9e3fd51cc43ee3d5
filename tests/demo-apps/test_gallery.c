/* SPDX-License-Identifier: MIT */
/* The window of the gallery, used as by a user, and the pictures of all sections in all themes. */
#include "test.h"
#include "ui.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <oriel/widgets.h>

#include "folder.h"
#include "gallery.h"
#include "picture.h"
#include "shot.h"

struct fixture {
	struct ui ui;
	struct gallery gallery;
	struct folder *folder; /* of pictures */
	char picture[300];     /* path of the picture that was drawn last */
};

static int setup(void **state) {
	struct fixture *fixture = calloc(1, sizeof(*fixture));
	fixture->ui.app = oriel_app_new("org.oriel.test", .headless = true);
	fixture->ui.loop = oriel_app_loop(fixture->ui.app);
	assert_true(gallery_open(&fixture->gallery, fixture->ui.app, 1280, 720));
	fixture->ui.window = fixture->gallery.window;
	ui_settle(&fixture->ui);
	*state = fixture;
	return 0;
}

static int teardown(void **state) {
	struct fixture *fixture = *state;
	ui_close(&fixture->ui);
	free(fixture);
	return 0;
}

/* Without a window. */
static int picture_setup(void **state) {
	struct fixture *fixture = calloc(1, sizeof(*fixture));
	folder_setup((void **)&fixture->folder);
	snprintf(fixture->picture, sizeof(fixture->picture), "%s/picture.png", fixture->folder->path);
	*state = fixture;
	return 0;
}

static int picture_teardown(void **state) {
	struct fixture *fixture = *state;
	unlink(fixture->picture);
	folder_teardown((void **)&fixture->folder);
	free(fixture);
	return 0;
}

static void search(struct fixture *fixture, const char *text) {
	oriel_focus(fixture->gallery.search);
	oriel_text_field_select_all(fixture->gallery.search);
	ui_type(&fixture->ui, text);
}

/* Returns the list of sections, with the selected one in brackets. */
static struct order listed(struct fixture *fixture) {
	struct order order = { 0 };
	oriel_widget *list = fixture->gallery.list;
	oriel_model *rows = oriel_list_view_model(list);
	oriel_selection_model *selection = oriel_list_view_selection(list);
	for (size_t i = 0; i < oriel_model_count(rows, 0); i++)
		order_add(&order, oriel_selection_model_is_selected(selection, i) ? "[%s]" : "%s",
			oriel_model_text(rows, oriel_model_key(rows, 0, i), 0));
	return order;
}

static const char *title(struct fixture *fixture) {
	return oriel_label_text(fixture->gallery.title);
}

/* ---- Searching and choosing ---- */

static void the_first_section_is_shown_at_first(void **state) {
	struct fixture *fixture = *state;
	assert_string_equal(title(fixture), "Button");
	assert_non_null(oriel_query(fixture->gallery.stage, "button.primary"));
	assert_ptr_equal(oriel_window_focused(fixture->ui.window), fixture->gallery.search);
}

static void a_search_lists_the_sections_with_all_words(void **state) {
	struct fixture *fixture = *state;
	search(fixture, "CHECK");
	struct order order = listed(fixture);
	assert_order(&order, "Actions, Menu button and menu, Choices, Check box");
	search(fixture, "field pass");
	order = listed(fixture);
	assert_order(&order, "Text, Password field");
	search(fixture, "on top");
	order = listed(fixture);
	assert_order(&order, "On top, Dialog, Messages and questions, Toast, Popover, Tooltip");
	search(fixture, "nothing like that");
	order = listed(fixture);
	assert_order(&order, "");
	assert_string_equal(title(fixture), "Button");
}

static void enter_shows_the_first_section_found(void **state) {
	struct fixture *fixture = *state;
	search(fixture, "split");
	ui_key(&fixture->ui, "Enter");
	struct order order = listed(fixture);
	assert_order(&order, "Structure, [Split pane]");
	assert_string_equal(title(fixture), "Split pane");
	assert_non_null(oriel_query(fixture->gallery.stage, "split-pane"));
	assert_null(oriel_query(fixture->gallery.stage, "button"));
}

static void enter_without_a_section_found_changes_nothing(void **state) {
	struct fixture *fixture = *state;
	search(fixture, "nothing like that");
	ui_key(&fixture->ui, "Enter");
	assert_string_equal(title(fixture), "Button");
}

static void the_shown_section_is_selected_again_after_a_search(void **state) {
	struct fixture *fixture = *state;
	search(fixture, "meter");
	struct order order = listed(fixture);
	assert_order(&order, "Display, Meter");
	search(fixture, "button");
	order = listed(fixture);
	assert_order(&order, "Actions, [Button], Menu button and menu, Tool bar");
}

static void the_list_scrolls_to_the_shown_section_after_a_search(void **state) {
	struct fixture *fixture = *state;
	search(fixture, "tooltip");
	ui_key(&fixture->ui, "Enter");
	oriel_text_field_select_all(fixture->gallery.search);
	ui_key(&fixture->ui, "Backspace");
	oriel_model *rows = oriel_list_view_model(fixture->gallery.list);
	oriel_widget *last = oriel_list_view_row(
		fixture->gallery.list, oriel_model_count(rows, 0) - 1);
	assert_non_null(last);
	assert_true(oriel_widget_visible_rect(last).height > 0);
}

static void arrow_keys_go_from_the_search_through_the_list(void **state) {
	struct fixture *fixture = *state;
	search(fixture, "view");
	ui_key(&fixture->ui, "ArrowDown");
	assert_string_equal(title(fixture), "List view");
	assert_ptr_equal(oriel_window_focused(fixture->ui.window), fixture->gallery.list);
	ui_key(&fixture->ui, "ArrowDown");
	struct order order = listed(fixture);
	assert_order(&order, "Lists, List view, Structure, [Scroll view]");
	assert_string_equal(title(fixture), "Scroll view");
}

static void a_press_chooses_a_section(void **state) {
	struct fixture *fixture = *state;
	search(fixture, "slider");
	ui_click(&fixture->ui, oriel_list_view_row(fixture->gallery.list, 1), 1);
	assert_string_equal(title(fixture), "Slider");
	assert_non_null(oriel_query(fixture->gallery.stage, "slider"));
}

static void a_section_is_chosen_by_its_name(void **state) {
	struct fixture *fixture = *state;
	assert_true(gallery_choose(&fixture->gallery, "tooltip"));
	assert_string_equal(title(fixture), "Tooltip");
	search(fixture, "on top");
	struct order order = listed(fixture);
	assert_order(&order, "On top, Dialog, Messages and questions, Toast, Popover, [Tooltip]");
	assert_false(gallery_choose(&fixture->gallery, "no-such"));
	assert_string_equal(title(fixture), "Tooltip");
}

/* ---- The source ---- */

static void the_source_of_the_section_stands_beside_it(void **state) {
	struct fixture *fixture = *state;
	search(fixture, "spinner");
	ui_key(&fixture->ui, "Enter");
	assert_string_equal(oriel_text_area_text(fixture->gallery.source),
		"static oriel_widget *make_spinner(void) {\n"
		"    return oriel_row(oriel_spinner(), oriel_label(\"Looking for devices\"));\n}");
	assert_true(oriel_text_area_is_read_only(fixture->gallery.source));
}

/* Records the names of the functions in a source, in order. */
static void add_functions(struct order *order, const char *source) {
	for (const char *line = source; line != NULL; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (strncmp(line, "static ", 7) != 0)
			continue;
		const char *end = line + strcspn(line, "("), *name = end;
		while (name[-1] != ' ' && name[-1] != '*')
			name--;
		order_add(order, "%.*s", (int)(end - name), name);
	}
}

static void functions_that_a_section_uses_stand_before_it(void **state) {
	struct fixture *fixture = *state;
	struct order order = { 0 };
	search(fixture, "image");
	ui_key(&fixture->ui, "Enter");
	add_functions(&order, oriel_text_area_text(fixture->gallery.source));
	assert_order(&order, "landscape_color, make_landscape, make_image");
	search(fixture, "prompt");
	ui_key(&fixture->ui, "Enter");
	add_functions(&order, oriel_text_area_text(fixture->gallery.source));
	assert_order(&order, "show_prompt, make_prompt");
}

static void every_section_has_a_source(void **state) {
	for (size_t i = 0; i < SECTION_GROUP_COUNT; i++) {
		for (size_t j = 0; j < section_groups[i]->count; j++) {
			const struct section *section = &section_groups[i]->sections[j];
			char *source = section_source(section_groups[i], section);
			size_t length = strlen(source);
			if (length < 2 || strcmp(source + length - 2, "\n}") != 0)
				fail_msg("%s has no source", section->name);
			free(source);
		}
	}
}

static void a_section_without_a_function_has_no_source(void **state) {
	char *source = section_source(section_groups[0], &(struct section){ .name = "no-such" });
	assert_string_equal(source, "");
	free(source);
}

/* ---- The appearance ---- */

static void switches_change_the_theme(void **state) {
	struct fixture *fixture = *state;
	struct oriel_appearance appearance;
	oriel_widget *root = oriel_window_root(fixture->ui.window);
	assert_string_equal(oriel_computed_style(root, "background-color"), "rgb(245, 246, 248)");
	ui_click(&fixture->ui, fixture->gallery.dark, 1);
	assert_string_equal(oriel_computed_style(root, "background-color"), "rgb(21, 23, 26)");
	ui_click(&fixture->ui, fixture->gallery.contrast, 1);
	assert_string_equal(oriel_computed_style(root, "background-color"), "rgb(0, 0, 0)");
	ui_click(&fixture->ui, fixture->gallery.dark, 1);
	assert_string_equal(oriel_computed_style(root, "background-color"), "rgb(255, 255, 255)");
	oriel_app_appearance(fixture->ui.app, &appearance);
	assert_int_equal(appearance.contrast, ORIEL_CONTRAST_MORE);
}

static void switches_show_the_appearance_of_the_application(void **state) {
	struct fixture *fixture = *state;
	oriel_app_set_appearance(fixture->ui.app, .color_scheme = ORIEL_COLOR_SCHEME_DARK,
		.contrast = ORIEL_CONTRAST_MORE);
	ui_settle(&fixture->ui);
	assert_true(oriel_switch_is_on(fixture->gallery.dark));
	assert_true(oriel_switch_is_on(fixture->gallery.contrast));
}

static void right_to_left_mirrors_all_but_the_source(void **state) {
	struct fixture *fixture = *state;
	float width = oriel_window_size(fixture->ui.window).width;
	float left = oriel_widget_window_bounds(fixture->gallery.list).x;
	ui_click(&fixture->ui, fixture->gallery.right_to_left, 1);
	struct oriel_rect list = oriel_widget_window_bounds(fixture->gallery.list);
	assert_float_equal(list.x + list.width, width - left, 0.5);
	assert_string_equal(oriel_computed_style(fixture->gallery.stage, "direction"), "rtl");
	assert_string_equal(oriel_computed_style(fixture->gallery.source, "direction"), "ltr");
	ui_click(&fixture->ui, fixture->gallery.right_to_left, 1);
	assert_float_equal(oriel_widget_window_bounds(fixture->gallery.list).x, left, 0.5);
}

/* ---- All sections ---- */

static void every_section_opens_in_the_window(void **state) {
	struct fixture *fixture = *state;
	for (size_t i = 0; i < SECTION_GROUP_COUNT; i++) {
		for (size_t j = 0; j < section_groups[i]->count; j++) {
			search(fixture, section_groups[i]->sections[j].title);
			ui_key(&fixture->ui, "ArrowDown");
			while (fixture->gallery.shown != &section_groups[i]->sections[j]) {
				const struct section *before = fixture->gallery.shown;
				ui_key(&fixture->ui, "ArrowDown");
				assert_ptr_not_equal(fixture->gallery.shown, before);
			}
			assert_int_equal(oriel_child_count(fixture->gallery.stage), 1);
		}
	}
}

/* Menus are missing in the list, since they are in shadow trees. */
static void every_type_of_widget_has_a_section(void **state) {
	static const char *const types[] = { "button", "checkbox", "column", "combo-box", "date-field",
		"dialog", "expander", "field", "form", "icon", "image", "label", "link", "list",
		"list-view", "menu-bar", "menu-button", "meter", "progress", "radio", "radio-group", "row",
		"scroll-view", "select", "separator", "slider", "spinner", "split-pane", "stack",
		"status-bar", "switch", "table", "tabs", "text-area", "text-field", "time-field", "toast",
		"tool-bar" };
	bool seen[sizeof(types) / sizeof(types[0])] = { false };
	for (size_t i = 0; i < SECTION_GROUP_COUNT; i++) {
		for (size_t j = 0; j < section_groups[i]->count; j++) {
			oriel_app *app = oriel_app_new("org.oriel.test", .headless = true);
			oriel_widget *widget = picture_open(app, &section_groups[i]->sections[j], "ltr");
			oriel_widget *root = oriel_window_root(oriel_widget_window(widget));
			for (size_t k = 0; k < sizeof(types) / sizeof(types[0]); k++)
				seen[k] |= oriel_query(root, types[k]) != NULL;
			oriel_app_destroy(app);
		}
	}
	for (size_t k = 0; k < sizeof(types) / sizeof(types[0]); k++)
		if (!seen[k])
			fail_msg("no section shows a %s", types[k]);
}

/* A popover without enough room shrinks and scrolls, so that it has to be looked for. */
static void assert_shows_all(const struct section *section, oriel_widget *box) {
	struct oriel_scroll scroll = oriel_widget_scroll_position(box);
	if (scroll.max_y > 0.5)
		fail_msg("%s: a box on top has no room for %g px", section->name, scroll.max_y);
}

static void assert_fits(const struct section *section, oriel_widget *widget) {
	struct oriel_rect bounds = oriel_widget_window_bounds(widget);
	oriel_widget *root = oriel_window_root(oriel_widget_window(widget)), *boxes[8];
	if (bounds.x < PICTURE_PADDING - 0.5 || bounds.y < PICTURE_PADDING - 0.5 ||
		bounds.x + bounds.width > PICTURE_WIDTH - PICTURE_PADDING + 0.5 ||
		bounds.y + bounds.height > section->height - PICTURE_PADDING + 0.5)
		fail_msg("%s is cut: %g, %g, %g x %g", section->name, bounds.x, bounds.y, bounds.width,
			bounds.height);
	size_t count = oriel_query_all(root, ":popover-open, dialog[open]", boxes, 8);
	for (size_t i = 0; i < count && i < 8; i++)
		assert_shows_all(section, boxes[i]);
	if (oriel_matches(oriel_first_child(widget), "menu-button"))
		assert_shows_all(section, oriel_menu_button_menu(oriel_first_child(widget)));
}

/* Fails unless something is drawn, and the edge of the picture has one colour: that of its corner.
 * Shadows make the edge a little darker. */
static void assert_drawn(const struct section *section, oriel_bitmap *bitmap) {
	int width = oriel_bitmap_width(bitmap), height = oriel_bitmap_height(bitmap);
	uint32_t ground = oriel_bitmap_pixel(bitmap, 0, 0);
	size_t drawn = 0;
	for (int y = 0; y < height; y++) {
		for (int x = 0; x < width; x++) {
			uint32_t pixel = oriel_bitmap_pixel(bitmap, x, y);
			bool is_edge = x == 0 || y == 0 || x == width - 1 || y == height - 1;
			for (int shift = 8; shift < 32 && is_edge; shift += 8)
				if (abs((int)(pixel >> shift & 0xff) - (int)(ground >> shift & 0xff)) > 12)
					fail_msg("%s is cut at %d, %d", section->name, x, y);
			drawn += pixel != ground;
		}
	}
	if (drawn < 100)
		fail_msg("%s draws %zu pixels", section->name, drawn);
}

/* Opens each section in an application of its own, as oriel-gallery does for its pictures. */
static void draw_all(struct fixture *fixture, enum oriel_color_scheme scheme,
	enum oriel_contrast contrast, const char *direction) {
	for (size_t i = 0; i < SECTION_GROUP_COUNT; i++) {
		for (size_t j = 0; j < section_groups[i]->count; j++) {
			const struct section *section = &section_groups[i]->sections[j];
			oriel_app *app = oriel_app_new("org.oriel.test", .headless = true);
			oriel_app_set_appearance(app, .color_scheme = scheme, .contrast = contrast);
			oriel_widget *widget = picture_open(app, section, direction);
			assert_fits(section, widget);
			oriel_bitmap *bitmap = shot_take(oriel_widget_window(widget), fixture->picture);
			assert_drawn(section, bitmap);
			oriel_bitmap_unref(bitmap);
			oriel_app_destroy(app);
		}
	}
}

static void every_section_fits_its_picture_light(void **state) {
	draw_all(*state, ORIEL_COLOR_SCHEME_LIGHT, ORIEL_CONTRAST_NORMAL, "ltr");
}

static void every_section_fits_its_picture_dark(void **state) {
	draw_all(*state, ORIEL_COLOR_SCHEME_DARK, ORIEL_CONTRAST_NORMAL, "ltr");
}

static void every_section_fits_its_picture_light_with_more_contrast(void **state) {
	draw_all(*state, ORIEL_COLOR_SCHEME_LIGHT, ORIEL_CONTRAST_MORE, "ltr");
}

static void every_section_fits_its_picture_dark_with_more_contrast(void **state) {
	draw_all(*state, ORIEL_COLOR_SCHEME_DARK, ORIEL_CONTRAST_MORE, "ltr");
}

static void every_section_fits_its_picture_right_to_left(void **state) {
	draw_all(*state, ORIEL_COLOR_SCHEME_LIGHT, ORIEL_CONTRAST_NORMAL, "rtl");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
#define PICTURE_TEST(name) cmocka_unit_test_setup_teardown(name, picture_setup, picture_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(the_first_section_is_shown_at_first),
		TEST(a_search_lists_the_sections_with_all_words),
		TEST(enter_shows_the_first_section_found),
		TEST(enter_without_a_section_found_changes_nothing),
		TEST(the_shown_section_is_selected_again_after_a_search),
		TEST(the_list_scrolls_to_the_shown_section_after_a_search),
		TEST(arrow_keys_go_from_the_search_through_the_list),
		TEST(a_press_chooses_a_section),
		TEST(a_section_is_chosen_by_its_name),
		TEST(the_source_of_the_section_stands_beside_it),
		TEST(functions_that_a_section_uses_stand_before_it),
		PICTURE_TEST(every_section_has_a_source),
		PICTURE_TEST(a_section_without_a_function_has_no_source),
		TEST(switches_change_the_theme),
		TEST(switches_show_the_appearance_of_the_application),
		TEST(right_to_left_mirrors_all_but_the_source),
		TEST(every_section_opens_in_the_window),
		PICTURE_TEST(every_type_of_widget_has_a_section),
		PICTURE_TEST(every_section_fits_its_picture_light),
		PICTURE_TEST(every_section_fits_its_picture_dark),
		PICTURE_TEST(every_section_fits_its_picture_light_with_more_contrast),
		PICTURE_TEST(every_section_fits_its_picture_dark_with_more_contrast),
		PICTURE_TEST(every_section_fits_its_picture_right_to_left));
}
