/* SPDX-License-Identifier: MIT */
/* Raw input as a mouse and a keyboard give it, a frame apart, so that no two of them are one
 * gesture by accident. */
#include "ui.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct ui ui_open(oriel_widget *(*make_content)(void)) {
	struct ui ui = { .app = oriel_app_new("org.oriel.test", .headless = true) };
	ui.loop = oriel_app_loop(ui.app);
	ui.window = oriel_window_open(ui.app, .width = 400, .height = 300, .content = make_content());
	ui_settle(&ui);
	return ui;
}

void ui_close(struct ui *ui) {
	oriel_app_destroy(ui->app);
}

void ui_settle(struct ui *ui) {
	oriel_loop_advance(ui->loop, 100);
}

void ui_pointer(
	struct ui *ui, enum oriel_raw_input_type type, float x, float y, unsigned modifiers) {
	oriel_input_push(ui->window,
		&(struct oriel_raw_input){ .type = type,
			.pointer_id = 1,
			.x = x,
			.y = y,
			.button = ORIEL_BUTTON_PRIMARY,
			.modifiers = modifiers });
	ui_settle(ui);
}

void ui_click(struct ui *ui, oriel_widget *widget, int count) {
	struct oriel_rect bounds = oriel_widget_window_bounds(widget);
	float x = bounds.x + bounds.width / 2, y = bounds.y + bounds.height / 2;
	ui_pointer(ui, ORIEL_RAW_POINTER_MOVE, x, y, 0);
	while (count-- > 0) {
		ui_pointer(ui, ORIEL_RAW_POINTER_DOWN, x, y, 0);
		ui_pointer(ui, ORIEL_RAW_POINTER_UP, x, y, 0);
	}
}

void ui_swipe(struct ui *ui, oriel_widget *widget, float x, float y) {
	enum { STEPS = 6, STEP_MS = 16 };
	struct oriel_rect box = oriel_widget_window_bounds(widget);
	struct oriel_raw_input touch = { .type = ORIEL_RAW_POINTER_DOWN,
		.x = box.x + box.width / 2,
		.y = box.y + box.height / 2,
		.pointer_id = 7,
		.pointer_kind = ORIEL_POINTER_TOUCH,
		.pressure = 1 };
	oriel_input_push(ui->window, &touch);
	touch.type = ORIEL_RAW_POINTER_MOVE;
	for (int i = 0; i < STEPS && (x != 0 || y != 0); i++) {
		oriel_loop_advance(ui->loop, STEP_MS);
		touch.x += x / STEPS;
		touch.y += y / STEPS;
		oriel_input_push(ui->window, &touch);
	}
	oriel_loop_advance(ui->loop, STEP_MS);
	touch.type = ORIEL_RAW_POINTER_UP;
	oriel_input_push(ui->window, &touch);
	ui_settle(ui);
}

static unsigned take_modifiers(const char **key) {
	static const struct { const char *prefix; unsigned bit;
	} modifiers[] = {
		{ "ctrl+", ORIEL_MODIFIER_CONTROL },
		{ "shift+", ORIEL_MODIFIER_SHIFT },
		{ "alt+", ORIEL_MODIFIER_ALT },
	};
	unsigned taken = 0;
	for (size_t i = 0; i < sizeof(modifiers) / sizeof(modifiers[0]); i++) {
		size_t length = strlen(modifiers[i].prefix);
		if (strncmp(*key, modifiers[i].prefix, length) == 0) {
			taken |= modifiers[i].bit;
			*key += length;
		}
	}
	return taken;
}

static void code_of(const char *key, char *code, size_t size) {
	if (strcmp(key, " ") == 0)
		snprintf(code, size, "Space");
	else if (key[0] && !key[1])
		snprintf(code, size, "Key%c", key[0] >= 'a' && key[0] <= 'z' ? key[0] - 'a' + 'A' : key[0]);
	else
		snprintf(code, size, "%s", key);
}

void ui_key(struct ui *ui, const char *key) {
	unsigned modifiers = take_modifiers(&key);
	char code[32];
	code_of(key, code, sizeof(code));
	struct oriel_raw_input input = {
		.type = ORIEL_RAW_KEY_DOWN, .key = key, .code = code, .modifiers = modifiers
	};
	oriel_input_push(ui->window, &input);
	if (key[0] && !key[1] && !(modifiers & (ORIEL_MODIFIER_CONTROL | ORIEL_MODIFIER_ALT)))
		oriel_input_push(
			ui->window, &(struct oriel_raw_input){ .type = ORIEL_RAW_TEXT, .text = key });
	input.type = ORIEL_RAW_KEY_UP;
	oriel_input_push(ui->window, &input);
	ui_settle(ui);
}

void ui_type(struct ui *ui, const char *text) {
	oriel_input_push(ui->window, &(struct oriel_raw_input){ .type = ORIEL_RAW_TEXT, .text = text });
	ui_settle(ui);
}

char *ui_clipboard_text(oriel_app *app, enum oriel_selection selection) {
	oriel_promise *promise = oriel_clipboard_read(app, "text/plain", .selection = selection);
	char *text = NULL;
	if (oriel_loop_run_until(oriel_app_loop(app), promise) == ORIEL_PROMISE_FULFILLED) {
		const struct oriel_bytes *bytes = oriel_bytes_try_from_payload(
			oriel_promise_result(promise));
		text = malloc(bytes->length + 1);
		if (text)
			memcpy(text, bytes->data, bytes->length + 1);
	}
	oriel_promise_unref(promise);
	return text;
}
