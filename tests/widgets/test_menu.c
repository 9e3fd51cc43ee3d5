/* SPDX-License-Identifier: MIT */
/* Menus: choosing by keys and pointer, sub-menus, items with marks, commands, context menus. */
#include <oriel/extend/input_event.h>
#include <oriel/extend/widget.h>
#include <oriel/widgets.h>

#include <stdlib.h>
#include <string.h>

#include "test.h"
#include "ui.h"

static struct order order;
static struct ui ui;

static void note(oriel_event *event, void *data) {
	oriel_widget *target = oriel_event_widget(event);
	order_add(&order, "%s %s", oriel_event_type(event), oriel_menu_item_text(target));
}

static void note_command(oriel_event *event, void *data) {
	const struct oriel_command_event *command = oriel_event_command(event);
	order_add(&order, "%s at %s", command->id, oriel_widget_type(oriel_event_widget(event)));
}

static oriel_widget *find(const char *selector) {
	return oriel_query(oriel_window_root(ui.window), selector);
}

static oriel_widget *item(const char *text) {
	for (oriel_widget *at = oriel_window_root(ui.window); at;
		at = oriel_widget_next_in_tree(at, NULL)) {
		if (strcmp(oriel_widget_type(at), "menu-item") == 0 &&
			strcmp(oriel_menu_item_text(at), text) == 0)
			return at;
	}
	fail_msg("no item \"%s\"", text);
	return NULL;
}

static oriel_widget *titled_menu(void) {
	oriel_widget *green = oriel_menu_radio_item("Green");
	oriel_menu_item_set_checked(green, true);
	return oriel_menu(oriel_menu_item("New"),
		oriel_menu_item("Nothing", .shortcut = "Ctrl+N"),
		oriel_set(oriel_menu_item("Off"), .disabled = true), oriel_separator(),
		oriel_menu_item("More",
			.menu = oriel_menu(oriel_menu_item("Ärger"), oriel_menu_item("Zeta",
				.menu = oriel_menu(oriel_menu_item("Deep"))))),
		oriel_menu_check_item("Wrap"),
		oriel_menu_group("Colour", oriel_menu_radio_item("Red"), green));
}

static oriel_widget *make(void) {
	oriel_widget *button = oriel_menu_button("Actions", titled_menu());
	return oriel_set(oriel_column(oriel_text_field("text"), button, oriel_button("other")),
		.style = "align-items: flex-start");
}

static void note_item(oriel_event *event, void *data) {
	if (strcmp(oriel_widget_type(oriel_event_widget(event)), "menu-item") == 0)
		note(event, data);
}

static int open_ui(void **state) {
	ui = ui_open(make);
	oriel_listen(oriel_window_root(ui.window), "click", note_item, NULL);
	oriel_listen(oriel_window_root(ui.window), "change", note_item, NULL);
	return 0;
}

static int close_ui(void **state) {
	ui_close(&ui);
	return 0;
}

static oriel_widget *menu(void) {
	return oriel_menu_button_menu(find("menu-button"));
}

static bool is_open(const char *text) {
	return oriel_popover_is_open(text ? oriel_menu_item_menu(item(text)) : menu());
}

static void expect_focus(const char *text) {
	oriel_widget *focused = oriel_window_focused(ui.window);
	const char *name = focused && strcmp(oriel_widget_type(focused), "menu-item") == 0 ?
		oriel_menu_item_text(focused) :
		focused ? oriel_widget_type(focused) : "none";
	assert_string_equal(name, text);
}

static void keys(const char *text) {
	while (*text != '\0') {
		char key[32];
		size_t length = strcspn(text, " ");
		memcpy(key, text, length);
		key[length] = '\0';
		ui_key(&ui, strcmp(key, "Space") == 0 ? " " : key);
		text += length + strspn(text + length, " ");
	}
}

static void arrows_home_and_end_move_around_and_skip_disabled_items(void **state) {
	oriel_focus(find("menu-button"));
	keys("ArrowDown");
	assert_true(is_open(NULL));
	expect_focus("New");
	keys("ArrowDown ArrowDown");
	expect_focus("More");
	keys("ArrowUp ArrowUp ArrowUp");
	expect_focus("Green");
	keys("ArrowDown");
	expect_focus("New");
	keys("End");
	expect_focus("Green");
	keys("Home");
	expect_focus("New");
	keys("Escape");
	assert_false(is_open(NULL));
	expect_focus("menu-button");
	keys("ArrowUp");
	expect_focus("Green");
	keys("Tab");
	assert_false(is_open(NULL));
	expect_focus("button");
	keys("shift+Tab Enter");
	expect_focus("New");
	keys("Escape Space");
	expect_focus("New");
}

static void right_and_left_open_and_close_submenus(void **state) {
	oriel_focus(find("menu-button"));
	keys("ArrowDown m ArrowRight");
	assert_true(is_open("More"));
	expect_focus("Ärger");
	keys("ArrowDown ArrowRight");
	expect_focus("Deep");
	keys("ArrowLeft");
	expect_focus("Zeta");
	assert_false(is_open("Zeta"));
	keys("Enter");
	expect_focus("Deep");
	keys("Escape");
	expect_focus("Zeta");
	keys("Escape");
	expect_focus("More");
	assert_true(is_open(NULL));
	keys("ArrowLeft");
	expect_focus("More");
	keys("Space ArrowDown ArrowRight Enter");
	assert_false(is_open(NULL));
	assert_false(is_open("More"));
	assert_order(&order, "click Deep");
	expect_focus("menu-button");
}

static void right_to_left_swaps_the_arrows(void **state) {
	oriel_set_style(oriel_window_root(ui.window), "direction", "rtl");
	oriel_focus(find("menu-button"));
	keys("ArrowDown m ArrowLeft");
	assert_true(is_open("More"));
	struct oriel_rect inner = oriel_widget_window_bounds(oriel_menu_item_menu(item("More")));
	struct oriel_rect outer = oriel_widget_window_bounds(menu());
	assert_true(inner.x + inner.width <= outer.x + 4);
	keys("ArrowRight");
	assert_false(is_open("More"));
	assert_true(is_open(NULL));
}

static void letters_find_items(void **state) {
	oriel_focus(find("menu-button"));
	keys("ArrowDown n");
	expect_focus("Nothing");
	keys("n");
	expect_focus("New");
	oriel_loop_advance(ui.loop, 1500);
	keys("n o t");
	expect_focus("Nothing");
	oriel_loop_advance(ui.loop, 1500);
	keys("w x");
	expect_focus("Wrap");
	oriel_loop_advance(ui.loop, 1500);
	keys("M Enter");
	expect_focus("Ärger");
	keys("z");
	expect_focus("Zeta");
	oriel_loop_advance(ui.loop, 1500);
	keys("ä");
	expect_focus("Ärger");
	keys("Escape");
	oriel_set_attribute(item("Red"), "accesskey", "d");
	keys("d");
	assert_order(&order, "click Red, change Red");
	assert_false(is_open(NULL));
}

static void check_and_radio_items_change(void **state) {
	oriel_focus(find("menu-button"));
	keys("ArrowDown w Enter");
	assert_order(&order, "click Wrap, change Wrap");
	assert_true(oriel_menu_item_is_checked(item("Wrap")));
	keys("ArrowDown w Enter");
	assert_false(oriel_menu_item_is_checked(item("Wrap")));
	order = (struct order){ 0 };
	keys("ArrowDown g Enter");
	assert_order(&order, "click Green");
	keys("ArrowDown r Enter");
	assert_order(&order, "click Red, change Red");
	assert_false(oriel_menu_item_is_checked(item("Green")));
	oriel_menu_item_set_checked(item("Green"), true);
	assert_false(oriel_menu_item_is_checked(item("Red")));
	assert_order(&order, "");
	assert_breaks("oriel_menu_check_item()", oriel_menu_item_set_checked(item("New"), true));
}

static void prevent(oriel_event *event, void *data) {
	oriel_prevent_default(event);
}

static void prevented_click_changes_nothing(void **state) {
	oriel_listen(item("Wrap"), "click", prevent, NULL);
	oriel_listen(item("Red"), "click", prevent, NULL);
	oriel_focus(find("menu-button"));
	keys("ArrowDown w Enter ArrowDown r Enter");
	assert_order(&order, "click Wrap, click Red");
	assert_false(oriel_menu_item_is_checked(item("Wrap")));
	assert_false(oriel_menu_item_is_checked(item("Red")));
	assert_true(oriel_menu_item_is_checked(item("Green")));
}

/* ---- The pointer ---- */

static struct oriel_point middle(oriel_widget *widget) {
	struct oriel_rect rect = oriel_widget_window_bounds(widget);
	return (struct oriel_point){ rect.x + rect.width / 2, rect.y + rect.height / 2 };
}

static void push(enum oriel_raw_input_type type, struct oriel_point at, int button) {
	oriel_input_push(ui.window,
		&(struct oriel_raw_input){ .type = type, .pointer_id = 1, .x = at.x, .y = at.y,
			.button = button, .time_ms = oriel_loop_now(ui.loop) });
	oriel_loop_advance(ui.loop, 20);
}

static void press(oriel_widget *widget) {
	push(ORIEL_RAW_POINTER_DOWN, middle(widget), ORIEL_BUTTON_PRIMARY);
}

static void release(oriel_widget *widget) {
	push(ORIEL_RAW_POINTER_UP, middle(widget), ORIEL_BUTTON_PRIMARY);
}

static void move_to(oriel_widget *widget) {
	push(ORIEL_RAW_POINTER_MOVE, middle(widget), ORIEL_BUTTON_NONE);
}

static void press_opens_and_a_click_chooses(void **state) {
	oriel_focus(find("text-field"));
	press(find("menu-button"));
	assert_true(is_open(NULL));
	release(find("menu-button"));
	assert_true(is_open(NULL));
	expect_focus("menu");
	move_to(item("New"));
	expect_focus("New");
	press(item("New"));
	release(item("New"));
	assert_order(&order, "click New");
	assert_false(is_open(NULL));
	expect_focus("text-field");
}

static void pointer_may_be_pressed_moved_and_released(void **state) {
	press(find("menu-button"));
	oriel_loop_advance(ui.loop, 300);
	move_to(item("New"));
	move_to(item("Wrap"));
	release(item("Wrap"));
	assert_order(&order, "click Wrap, change Wrap");
	assert_false(is_open(NULL));
	press(find("menu-button"));
	release(item("New"));
	assert_order(&order, "");
	assert_true(is_open(NULL));
	press(item("New"));
	release(item("Wrap"));
	assert_false(is_open(NULL));
	oriel_loop_advance(ui.loop, 300);
	order = (struct order){ 0 };
	press(find("menu-button"));
	oriel_loop_advance(ui.loop, 300);
	release(find("text-field"));
	assert_true(is_open(NULL));
}

static void press_outside_only_closes(void **state) {
	oriel_listen(find("button"), "click", note_item, NULL);
	oriel_focus(find("text-field"));
	press(find("menu-button"));
	release(find("menu-button"));
	struct oriel_rect bounds = oriel_widget_window_bounds(find("menu-button"));
	push(ORIEL_RAW_POINTER_DOWN, (struct oriel_point){ bounds.x + 2, bounds.y + 2 },
		ORIEL_BUTTON_PRIMARY);
	push(ORIEL_RAW_POINTER_UP, (struct oriel_point){ bounds.x + 2, bounds.y + 2 },
		ORIEL_BUTTON_PRIMARY);
	assert_false(is_open(NULL));
	expect_focus("text-field");
	assert_order(&order, "");
}

static void submenu_opens_after_a_delay_and_the_triangle_is_safe(void **state) {
	press(find("menu-button"));
	release(find("menu-button"));
	move_to(item("New"));
	move_to(item("More"));
	assert_false(is_open("More"));
	oriel_loop_advance(ui.loop, 200);
	assert_true(is_open("More"));
	expect_focus("More");
	struct oriel_rect sub = oriel_widget_window_bounds(oriel_menu_item_menu(item("More")));
	struct oriel_point from = middle(item("More")), at = middle(item("Wrap"));
	struct oriel_point beside = { sub.x - 8, at.y - 8 };
	push(ORIEL_RAW_POINTER_MOVE, (struct oriel_point){ from.x, from.y + 1 }, ORIEL_BUTTON_NONE);
	push(ORIEL_RAW_POINTER_MOVE, beside, ORIEL_BUTTON_NONE);
	assert_true(is_open("More"));
	push(ORIEL_RAW_POINTER_MOVE, (struct oriel_point){ sub.x + 12, sub.y + 20 }, ORIEL_BUTTON_NONE);
	oriel_loop_advance(ui.loop, 500);
	assert_true(is_open("More"));
	move_to(item("More"));
	push(ORIEL_RAW_POINTER_MOVE, beside, ORIEL_BUTTON_NONE);
	oriel_loop_advance(ui.loop, 500);
	assert_false(is_open("More"));
	expect_focus("Wrap");
	move_to(item("More"));
	oriel_loop_advance(ui.loop, 200);
	move_to(item("New"));
	assert_false(is_open("More"));
	expect_focus("New");
}

static void tap_opens_and_chooses(void **state) {
	const enum oriel_raw_input_type types[] = { ORIEL_RAW_POINTER_DOWN, ORIEL_RAW_POINTER_UP };
	for (int i = 0; i < 4; i++) {
		struct oriel_point at = middle(i < 2 ? find("menu-button") : item("New"));
		oriel_input_push(ui.window,
			&(struct oriel_raw_input){ .type = types[i % 2], .pointer_id = 5,
				.pointer_kind = ORIEL_POINTER_TOUCH, .x = at.x, .y = at.y,
				.time_ms = oriel_loop_now(ui.loop) });
		oriel_loop_advance(ui.loop, 40);
		assert_int_equal(is_open(NULL), i == 1 || i == 2);
	}
	assert_order(&order, "click New");
}

/* ---- Commands ---- */

static void items_show_and_run_commands(void **state) {
	oriel_command_add(ui.app, "file.save", .label = "Save", .shortcuts = "Ctrl+S");
	oriel_command_add(ui.app, "view.grid", .label = "Grid", .checked = true);
	oriel_widget *save = oriel_menu_item(NULL, .command = "file.save", .parameter = "x");
	oriel_widget *named = oriel_menu_item("Store", .command = "file.save");
	oriel_widget *grid = oriel_menu_item(NULL, .command = "view.grid");
	oriel_prepend(menu(), save);
	oriel_prepend(menu(), grid);
	oriel_prepend(menu(), named);
	oriel_append(menu(), oriel_menu_item(NULL, .command = "no.such"));
	oriel_append(menu(), oriel_menu_item(NULL, .command = "edit.undo"));
	assert_string_equal(oriel_menu_item_text(save), "Save");
	assert_string_equal(oriel_menu_item_text(named), "Store");
	oriel_listen(oriel_window_root(ui.window), "command", note_command, NULL);
	oriel_focus(find("text-field"));
	press(find("menu-button"));
	release(find("menu-button"));
	assert_true(oriel_menu_item_is_checked(grid));
	assert_true(oriel_is_disabled(item("no.such")));
	assert_true(oriel_is_disabled(item("Undo")));
	assert_false(oriel_is_disabled(save));
	oriel_command_set_enabled(oriel_window_root(ui.window), "file.save", false);
	oriel_command_set_label(ui.app, "view.grid", "Raster");
	ui_settle(&ui);
	assert_true(oriel_is_disabled(save));
	assert_string_equal(oriel_menu_item_text(grid), "Raster");
	oriel_command_unset_enabled(oriel_window_root(ui.window), "file.save");
	ui_settle(&ui);
	press(save);
	release(save);
	assert_order(&order, "click Save, file.save at text-field");
	oriel_menu_item_set_text(named, NULL);
	assert_string_equal(oriel_menu_item_text(named), "Save");
	char *text = oriel_widget_describe_tree(menu());
	assert_non_null(strstr(text, "menuitemcheckbox \"Raster\" [checked"));
	free(text);
}

/* ---- Context menus ---- */

static void note_other(oriel_event *event, void *data) {
	order_add(&order, "click of the button");
}

static void context_menu_opens_by_button_and_key(void **state) {
	oriel_widget *other = find("button"), *first = oriel_menu_item("Copy");
	oriel_listen(other, "click", note_other, NULL);
	oriel_context_menu(other, oriel_menu(oriel_menu_item("Old")));
	oriel_context_menu(other, oriel_menu(first, oriel_menu_item("Paste")));
	oriel_widget *popup = oriel_parent(first);
	struct oriel_point at = middle(other);
	push(ORIEL_RAW_POINTER_DOWN, at, ORIEL_BUTTON_SECONDARY);
	push(ORIEL_RAW_POINTER_UP, at, ORIEL_BUTTON_SECONDARY);
	assert_true(oriel_popover_is_open(popup));
	assert_float_equal(oriel_widget_window_bounds(popup).x, at.x, 0.5);
	ui_key(&ui, "Escape");
	assert_false(oriel_popover_is_open(popup));
	oriel_focus(other);
	ui_key(&ui, "shift+F10");
	assert_true(oriel_popover_is_open(popup));
	ui_key(&ui, "Enter");
	assert_order(&order, "click Copy");
	assert_ptr_equal(oriel_window_focused(ui.window), other);
	assert_null(oriel_parent(popup));
	ui_key(&ui, "ContextMenu");
	assert_true(oriel_popover_is_open(popup));
	oriel_context_menu(other, NULL);
	ui_key(&ui, "ContextMenu");
	ui_settle(&ui);
	oriel_context_menu(other, oriel_menu(oriel_menu_item("Last")));
	ui_key(&ui, "ContextMenu");
	oriel_destroy(other);
	ui_settle(&ui);
	assert_string_equal(
		oriel_widget_type(oriel_last_child(oriel_window_root(ui.window))), "column");
}

/* ---- Changes meanwhile ---- */

static void destroy_window(oriel_event *event, void *data) {
	oriel_window_destroy(ui.window);
}

static void listeners_may_destroy_anything(void **state) {
	oriel_listen(item("Wrap"), "change", destroy_window, NULL);
	oriel_focus(find("menu-button"));
	oriel_input_push(ui.window, &(struct oriel_raw_input){ .type = ORIEL_RAW_KEY_DOWN,
		.key = "ArrowDown", .code = "ArrowDown" });
	oriel_loop_advance(ui.loop, 20);
	oriel_widget *wrap = item("Wrap");
	oriel_click(wrap);
	oriel_loop_advance(ui.loop, 600);
	order = (struct order){ 0 };
}

static void destroy_current(oriel_event *event, void *data) {
	oriel_destroy(oriel_event_current_widget(event));
}

/* Outside of a callback, a destroyed menu is freed at once. */
static void listener_may_destroy_a_menu_that_a_program_shows(void **state) {
	static const char *const types[] = { "beforetoggle", "focus" };
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
		oriel_widget *shown = oriel_menu(oriel_menu_item("a"));
		oriel_widget_id id = oriel_widget_to_id(shown);
		oriel_append(oriel_window_root(ui.window), shown);
		oriel_listen(shown, types[i], destroy_current, NULL);
		oriel_menu_show(shown, NULL, &(struct oriel_rect){ 10, 10, 0, 0 });
		ui_settle(&ui);
		assert_null(oriel_widget_from_id(id));
	}
}

static void remove_current(oriel_event *event, void *data) {
	oriel_remove(oriel_event_current_widget(event));
}

static void listener_may_remove_a_menu_that_opens(void **state) {
	oriel_listen(menu(), "beforetoggle", remove_current, NULL, .once = true);
	oriel_widget *removed = menu();
	oriel_focus(find("menu-button"));
	keys("ArrowDown");
	assert_null(oriel_parent(removed));
	assert_false(oriel_popover_is_open(removed));
	oriel_append(find("menu-button"), removed);
	oriel_menu_show(removed, find("menu-button"), NULL);
	assert_true(oriel_popover_is_open(removed));
}

/* No ring of sources keeps a menu from being closed. */
static void menus_may_be_shown_from_their_own_items(void **state) {
	struct oriel_rect at = { 10, 10, 0, 0 };
	oriel_widget *root = oriel_window_root(ui.window);
	oriel_widget *one = oriel_menu(oriel_menu_item("in one"));
	oriel_widget *two = oriel_menu(oriel_menu_item("in two"));
	oriel_append(root, one);
	oriel_append(root, two);
	oriel_menu_show(one, item("in one"), &at);
	assert_true(oriel_popover_is_open(one));
	oriel_click(item("in one"));
	assert_false(oriel_popover_is_open(one));
	oriel_menu_show(two, item("in one"), &at);
	oriel_menu_show(one, item("in two"), &at);
	oriel_click(item("in one"));
	assert_false(oriel_popover_is_open(one) || oriel_popover_is_open(two));
	assert_order(&order, "click in one, click in one");
}

static void submenu_may_be_destroyed_while_shown(void **state) {
	oriel_focus(find("menu-button"));
	keys("ArrowDown m Enter");
	oriel_destroy(oriel_menu_item_menu(item("More")));
	ui_settle(&ui);
	assert_null(oriel_menu_item_menu(item("More")));
	assert_true(is_open(NULL));
	oriel_destroy(menu());
	ui_settle(&ui);
	ui_key(&ui, "Enter");
	oriel_click(find("menu-button"));
}

static void menus_are_described(void **state) {
	oriel_focus(find("menu-button"));
	keys("ArrowDown");
	char *text = oriel_widget_describe_tree(menu());
	assert_string_equal(text,
		"menu [focus-within popover-open focusable scrollable]\n"
		"  menuitem \"New\" [focus focus-visible focus-within activatable focusable item 1 of 7]\n"
		"  menuitem \"Nothing\" [activatable focusable item 2 of 7]\n"
		"  menuitem \"Off\" [disabled activatable focusable item 3 of 7]\n"
		"  separator\n"
		"  menuitem \"More\" [activatable focusable item 4 of 7]\n"
		"    menu [hidden focusable]\n"
		"      menuitem \"Ärger\" [activatable focusable item 1 of 2]\n"
		"      menuitem \"Zeta\" [activatable focusable item 2 of 2]\n"
		"        menu [hidden focusable]\n"
		"          menuitem \"Deep\" [activatable focusable item 1 of 1]\n"
		"  menuitemcheckbox \"Wrap\" [activatable focusable item 5 of 7]\n"
		"  group\n"
		"    label \"Colour\"\n"
		"    menuitemradio \"Red\" [activatable focusable item 6 of 7]\n"
		"    menuitemradio \"Green\" [checked activatable focusable item 7 of 7]\n");
	free(text);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_ui, close_ui)

/* Menus with one icon have a column for icons. The font has 14 px: an icon takes 16 and 8 px. */
static void icons_indent_all_texts_of_a_menu(void **state) {
	oriel_widget *plain = oriel_menu_item("Plain"), *other = oriel_menu_item("Plain");
	oriel_widget *menu = oriel_set(oriel_menu(plain, other), .style = "min-width: 0");
	oriel_append(oriel_window_root(ui.window), menu);
	oriel_menu_show(menu, find("button"), NULL);
	ui_settle(&ui);
	float width = oriel_widget_bounds(plain).width;
	oriel_popover_hide(menu);
	oriel_menu_item_set_icon(other, "file");
	oriel_menu_show(menu, find("button"), NULL);
	ui_settle(&ui);
	assert_float_equal(oriel_widget_bounds(plain).width, width + 24, 0.01);
	oriel_popover_hide(menu);
	oriel_menu_item_set_icon(other, NULL);
	oriel_menu_show(menu, find("button"), NULL);
	ui_settle(&ui);
	assert_float_equal(oriel_widget_bounds(plain).width, width, 0.01);
}

int main(void) {
	return RUN_TESTS(TEST(icons_indent_all_texts_of_a_menu),
		TEST(arrows_home_and_end_move_around_and_skip_disabled_items),
		TEST(right_and_left_open_and_close_submenus), TEST(right_to_left_swaps_the_arrows),
		TEST(letters_find_items), TEST(check_and_radio_items_change),
		TEST(prevented_click_changes_nothing), TEST(press_opens_and_a_click_chooses),
		TEST(pointer_may_be_pressed_moved_and_released), TEST(press_outside_only_closes),
		TEST(submenu_opens_after_a_delay_and_the_triangle_is_safe), TEST(tap_opens_and_chooses),
		TEST(items_show_and_run_commands), TEST(context_menu_opens_by_button_and_key),
		TEST(listeners_may_destroy_anything),
		TEST(listener_may_destroy_a_menu_that_a_program_shows),
		TEST(listener_may_remove_a_menu_that_opens),
		TEST(menus_may_be_shown_from_their_own_items),
		TEST(submenu_may_be_destroyed_while_shown), TEST(menus_are_described));
}
