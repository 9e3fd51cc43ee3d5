/* SPDX-License-Identifier: MIT */
/* The programs of docs/examples, operated as by a user. */
#include "test.h"
#include "ui.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int settings_main(void);
int chat_main(void);
int browser_main(int argc, char **argv);

#define main settings_main
#define sheet settings_sheet
#include "../../docs/examples/settings.c"
#undef sheet
#undef main
#define main chat_main
#define sheet chat_sheet
#define on_key chat_on_key
#include "../../docs/examples/chat.c"
#undef on_key
#undef sheet
#undef main
#define main browser_main
#define sheet browser_sheet
#define on_drop browser_on_drop
#include "../../docs/examples/image_browser.c"
#undef on_drop
#undef sheet
#undef main

/* Opens an application in a folder of its own, where the examples write. */
static struct ui open_app(void) {
	char folder[] = "/tmp/oriel-examples-XXXXXX";
	assert_non_null(mkdtemp(folder));
	assert_int_equal(chdir(folder), 0);
	oriel_app *app = oriel_app_new("org.oriel.test", .headless = true);
	return (struct ui){ app, oriel_app_loop(app), NULL };
}

/* Destroys the application, and the folder with the file in it. */
static void close_app(struct ui *ui, const char *file) {
	char folder[4096];
	oriel_app_destroy(ui->app);
	if (file != NULL)
		assert_int_equal(unlink(file), 0);
	assert_non_null(getcwd(folder, sizeof(folder)));
	assert_int_equal(chdir("/"), 0);
	assert_int_equal(rmdir(folder), 0);
}

static struct ui open_settings(struct settings *settings) {
	struct ui ui = open_app();
	*settings = (struct settings){ .app = ui.app };
	settings_open(settings);
	ui.window = settings->window;
	ui_settle(&ui);
	return ui;
}

static oriel_widget *named(const struct settings *settings, const char *selector) {
	oriel_widget *widget = oriel_query(settings->form, selector);
	assert_non_null(widget);
	return widget;
}

static void settings_are_saved_when_all_are_valid(void **state) {
	(void)state;
	struct settings settings;
	struct ui ui = open_settings(&settings);
	assert_true(oriel_is_disabled(settings.proxy));
	ui_type(&ui, "Grace");
	ui_click(&ui, named(&settings, "[name=proxy]"), 1);
	assert_false(oriel_is_disabled(settings.proxy));
	ui_click(&ui, oriel_query(settings.form, "button[value=save]"), 1);
	assert_true(oriel_dialog_is_open(settings.dialog)); /* the fields of the proxy are empty */
	ui_type(&ui, "proxy.example.org");
	ui_key(&ui, "Tab");
	ui_type(&ui, "70000");
	ui_key(&ui, "Enter");
	assert_true(oriel_dialog_is_open(settings.dialog)); /* 70000 is no port */
	ui_key(&ui, "ctrl+a");
	ui_type(&ui, "8080");
	ui_key(&ui, "Enter");
	assert_false(oriel_dialog_is_open(settings.dialog));
	oriel_loop_settle(ui.loop);
	char text[512] = "";
	FILE *file = fopen("settings.ini", "r");
	assert_non_null(file);
	assert_true(fread(text, 1, sizeof(text) - 1, file) > 0);
	fclose(file);
	assert_string_equal(text,
		"name=Grace\nlanguage=en\ntheme=system\ntext-size=14\n"
		"proxy=on\nhost=proxy.example.org\nport=8080\n");
	close_app(&ui, "settings.ini");
}

static void cancelled_settings_are_as_before(void **state) {
	(void)state;
	struct settings settings;
	struct ui ui = open_settings(&settings);
	struct oriel_appearance appearance = { 0 };
	ui_click(&ui, named(&settings, "radio:last-child"), 1);
	oriel_app_appearance(ui.app, &appearance);
	assert_int_equal(appearance.color_scheme, ORIEL_COLOR_SCHEME_DARK);
	ui_key(&ui, "Escape");
	assert_false(oriel_dialog_is_open(settings.dialog));
	oriel_app_appearance(ui.app, &appearance);
	assert_int_equal(appearance.color_scheme, ORIEL_COLOR_SCHEME_LIGHT);
	oriel_loop_settle(ui.loop);
	assert_int_not_equal(access("settings.ini", F_OK), 0);
	close_app(&ui, NULL);
}

static void settings_in_a_folder_that_is_gone_show_a_message(void **state) {
	(void)state;
	struct settings settings;
	struct ui ui = open_settings(&settings);
	char folder[4096];
	assert_non_null(getcwd(folder, sizeof(folder)));
	assert_int_equal(rmdir(folder), 0);
	ui_type(&ui, "Grace");
	ui_key(&ui, "Enter");
	oriel_loop_settle(ui.loop);
	ui_settle(&ui);
	oriel_widget *message = oriel_query(oriel_window_root(ui.window), "dialog[open]");
	assert_non_null(message);
	assert_ptr_not_equal(message, settings.dialog);
	oriel_app_destroy(ui.app);
	assert_int_equal(chdir("/"), 0);
}

static void a_chat_window_sends_gets_a_reply_and_deletes(void **state) {
	(void)state;
	struct ui ui = open_app();
	struct chat chat = { 0 };
	chat_open(&chat, ui.app);
	ui.window = chat.window;
	ui_settle(&ui);
	ui_type(&ui, "Is it raining?");
	ui_key(&ui, "Enter");
	assert_string_equal(oriel_label_text(chat.count), "4 messages");
	oriel_loop_advance(ui.loop, 300);
	assert_string_equal(oriel_label_text(chat.count), "5 messages");
	oriel_widget *last = oriel_last_child(chat.list);
	assert_true(oriel_has_class(last, "unread"));
	ui_settle(&ui);
	ui_click(&ui, oriel_first_child(last), 1);
	assert_false(oriel_has_class(last, "unread"));
	ui_click(&ui, oriel_query(last, ".delete"), 1);
	assert_string_equal(oriel_label_text(chat.count), "4 messages");
	ui_key(&ui, "ctrl+l");
	assert_string_equal(oriel_label_text(chat.count), "0 messages");
	close_app(&ui, NULL);
}

static void an_image_browser_shows_the_chosen_image(void **state) {
	(void)state;
	struct ui ui = open_app();
	oriel_app *app = ui.app;
	char folder[4096];
	assert_non_null(getcwd(folder, sizeof(folder)));
	assert_int_equal(chdir(ORIEL_TESTS_DIR "/ui/image/pictures"), 0);
	struct browser browser = { 0 };
	browser_open(&browser, app);
	ui.window = browser.window;
	for (int i = 0; i < 4; i++) {
		oriel_loop_settle(ui.loop);
		ui_settle(&ui);
	}
	size_t count = oriel_model_count(browser.images, 0);
	assert_true(count > 10);
	oriel_selection_model *selection = oriel_list_view_selection(browser.list);
	assert_true(oriel_selection_model_is_selected(selection, 0));
	const char *path = oriel_image_path(browser.image);
	assert_string_equal(path, oriel_label_text(browser.status));
	assert_true(is_image(path) && !is_image("notes.txt") && !is_image("png"));
	assert_true(oriel_image_natural_size(browser.image).width > 0);
	struct oriel_rect bounds = oriel_widget_window_bounds(browser.status);
	assert_true(bounds.y > 0 && bounds.y + bounds.height <= oriel_window_size(ui.window).height);
	char first[256];
	snprintf(first, sizeof(first), "%s", path);
	ui_click(&ui, oriel_list_view_row(browser.list, 1), 1);
	assert_true(oriel_selection_model_is_selected(selection, 1));
	assert_string_not_equal(oriel_image_path(browser.image), first);
	browser_add(&browser, ORIEL_TESTS_DIR "/ui/image/pictures/rgba.png");
	assert_int_equal(oriel_model_count(browser.images, 0), count + 1);
	assert_int_equal(chdir(folder), 0);
	close_app(&ui, NULL);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(settings_are_saved_when_all_are_valid),
		cmocka_unit_test(cancelled_settings_are_as_before),
		cmocka_unit_test(settings_in_a_folder_that_is_gone_show_a_message),
		cmocka_unit_test(a_chat_window_sends_gets_a_reply_and_deletes),
		cmocka_unit_test(an_image_browser_shows_the_chosen_image));
}
