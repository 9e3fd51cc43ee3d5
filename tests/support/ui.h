/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Driving a headless window as a user would: raw input goes in at the queue, and time is virtual.
 */
#ifndef ORIEL_TEST_UI_H
#define ORIEL_TEST_UI_H

#include <oriel/oriel.h>

/** A headless application with one window of 400 × 300 px that holds content. */
struct ui {
	oriel_app *app;
	oriel_loop *loop;
	oriel_window *window;
};

struct ui ui_open(oriel_widget *(*make_content)(void));
/** Destroys the application and the loop. */
void ui_close(struct ui *ui);

/** Lets everything happen that is due within a few frames. */
void ui_settle(struct ui *ui);

/** Presses and releases the mouse at the middle of a widget, count times. */
void ui_click(struct ui *ui, oriel_widget *widget, int count);
/** Puts a finger on the middle of a widget, moves it by some px in six steps, and lifts it. With 0
 * and 0, taps. */
void ui_swipe(struct ui *ui, oriel_widget *widget, float x, float y);
/** At a point of the window, px. */
void ui_pointer(
	struct ui *ui, enum oriel_raw_input_type type, float x, float y, unsigned modifiers);
/** Presses and releases a key: "Enter", "ctrl+a", "shift+ArrowLeft"; one that types something types
 * it. */
void ui_key(struct ui *ui, const char *key);
/** Types text as a keyboard does, in one piece. */
void ui_type(struct ui *ui, const char *text);

/** Reads a selection as text. Returns a copy for free(), or NULL if the read is rejected. Time does
 * not move. */
char *ui_clipboard_text(oriel_app *app, enum oriel_selection selection);

#endif
