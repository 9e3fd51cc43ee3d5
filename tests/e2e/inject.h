/* SPDX-License-Identifier: MIT */
/* What the files of oriel-inject share; bench-ui uses them, too. */
#ifndef ORIEL_TESTS_INJECT_H
#define ORIEL_TESTS_INJECT_H

#include <X11/Xlib.h>
#include <oriel/runtime/types.h>
#include <stdbool.h>

struct inject {
	Display *display;
	Window window; // None until wait-window
	int key_codes_first, key_codes_last;
	double released_ms[256]; // when each keycode went up last
	bool mapped_keys[256];   // keycodes that were empty and that we gave a keysym
};

/* The program's name, in what it says. */
extern const char inject_program[];

/* inject_base.c */
/* Connects to the X server of the environment. */
void inject_open(struct inject *inject);
/* Says why on standard error and ends the program with status 1. */
ORIEL_NORETURN void inject_fail(const char *format, ...) ORIEL_PRINTF(1, 2);
double inject_now_ms(void);
void inject_sleep_ms(double ms);

/* inject.c */
/* Prints the time and what happened then, as "<ms on the monotonic clock> <what>". */
void inject_print(double at_ms, const char *format, ...) ORIEL_PRINTF(2, 3);

/* inject_window.c */
void inject_wait_window(struct inject *inject, const char *title, double timeout_ms);
/* From the window's coordinates to the root's. */
void inject_to_root(struct inject *inject, int x, int y, int *root_x, int *root_y);
void inject_close(struct inject *inject);
void inject_resize(struct inject *inject, int width, int height);
/* 0xRRGGBB of a pixel of the window. */
unsigned long inject_pixel(struct inject *inject, int x, int y);
void inject_wait_pixel(struct inject *inject, int x, int y, unsigned long color, double timeout_ms);
void inject_screenshot(struct inject *inject, const char *path);

/* inject_keyboard.c */
/* "Enter", "ctrl+shift+a": names as in X11 or in UI Events' `key`. */
void inject_key(struct inject *inject, const char *name);
/* Types UTF-8, with keys that are mapped for it where the layout has none. */
void inject_type(struct inject *inject, const char *text);
/* Takes the mapped keys away again, once the others have had time to read the map. */
void inject_restore_keyboard(struct inject *inject);

#endif
