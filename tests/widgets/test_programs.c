/* SPDX-License-Identifier: MIT */
/* The programs of tests/headers, operated as by a user. */
#include "test.h"
#include "ui.h"

int settings_main(void);
int chat_main(void);

#define main settings_main
#include "../headers/settings_dialog.c"
#undef main
#define main chat_main
#define on_key chat_on_key
#include "../headers/chat_window.c"
#undef on_key
#undef main

static void a_settings_dialog_applies_only_a_valid_port(void **state) {
	(void)state;
	oriel_app *app = oriel_app_new("org.oriel.test", .headless = true);
	struct settings settings = { 0 };
	settings_open(&settings, app);
	struct ui ui = { app, oriel_app_loop(app), settings.window };
	ui_settle(&ui);
	assert_true(oriel_is_disabled(settings.port) && oriel_is_hidden(settings.hint));
	ui_click(&ui, settings.wants_proxy, 1);
	assert_false(oriel_is_disabled(settings.port));
	assert_true(oriel_widget_has_state(settings.port, ORIEL_STATE_INVALID));
	assert_false(oriel_is_hidden(settings.hint));
	oriel_focus(settings.port);
	ui_key(&ui, "ctrl+Enter");
	assert_false(settings.is_applied);
	ui_type(&ui, "8080");
	assert_false(oriel_widget_has_state(settings.port, ORIEL_STATE_INVALID));
	assert_true(oriel_is_hidden(settings.hint));
	ui_key(&ui, "ctrl+Enter");
	assert_true(settings.is_applied);
	assert_null(oriel_app_first_window(app));
	oriel_app_destroy(app);
}

static void escape_closes_a_settings_dialog(void **state) {
	(void)state;
	oriel_app *app = oriel_app_new("org.oriel.test", .headless = true);
	struct settings settings = { 0 };
	settings_open(&settings, app);
	struct ui ui = { app, oriel_app_loop(app), settings.window };
	ui_settle(&ui);
	ui_key(&ui, "Escape");
	assert_null(oriel_app_first_window(app));
	assert_false(settings.is_applied);
	oriel_app_destroy(app);
}

static void a_chat_window_sends_gets_a_reply_and_deletes(void **state) {
	(void)state;
	oriel_app *app = oriel_app_new("org.oriel.test", .headless = true);
	struct chat chat = { 0 };
	chat_open(&chat, app);
	struct ui ui = { app, oriel_app_loop(app), chat.window };
	ui_settle(&ui);
	ui_type(&ui, "Is it raining?");
	ui_key(&ui, "Enter");
	assert_string_equal(oriel_label_text(chat.count), "2 messages");
	oriel_loop_advance(ui.loop, 300);
	assert_string_equal(oriel_label_text(chat.count), "3 messages");
	assert_true(oriel_has_class(oriel_last_child(chat.list), "unread"));
	ui_settle(&ui);
	ui_click(&ui, oriel_query(oriel_first_child(chat.list), ".delete"), 1);
	assert_string_equal(oriel_label_text(chat.count), "2 messages");
	ui_key(&ui, "ctrl+l");
	assert_string_equal(oriel_label_text(chat.count), "0 messages");
	oriel_app_destroy(app);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(a_settings_dialog_applies_only_a_valid_port),
		cmocka_unit_test(escape_closes_a_settings_dialog),
		cmocka_unit_test(a_chat_window_sends_gets_a_reply_and_deletes));
}
