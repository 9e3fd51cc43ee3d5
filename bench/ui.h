/* SPDX-License-Identifier: MIT */
/* The functions shared by the files of bench-ui. */
#ifndef ORIEL_BENCH_UI_H
#define ORIEL_BENCH_UI_H

#include "e2e/inject.h"

#include <stdint.h>
#include <sys/types.h>

struct ui_point {
	int x, y; // px of the window
};

/* The X server's memory, mapped here. Watching it sends no request to the server. */
struct ui_screen {
	const unsigned char *pixels; // 32 bits each
	size_t stride;               // bytes
	int width, height;
};

/* A pixel that differs between two pictures. */
struct ui_pixel {
	size_t offset; // bytes into the screen
	uint32_t before, after;
};

#define UI_MAX_PIXELS 4096

struct ui_change {
	struct ui_pixel pixel[UI_MAX_PIXELS];
	int count;
};

/* Opens the file that Xvfb's -fbdir creates. */
void ui_screen_open(struct ui_screen *screen, const char *path);
/* Returns a copy of the whole screen, owned by the caller; free(). */
uint32_t *ui_screen_copy(const struct ui_screen *screen);
/* Finds the pixels that differ from an earlier copy, at most UI_MAX_PIXELS, evenly spread over all
 * of them. */
void ui_screen_compare(
	const struct ui_screen *screen, const uint32_t *copy, struct ui_change *change);
/* Selects one pixel of each 16 by 16, in any place that a program may draw to. */
void ui_screen_grid(const struct ui_screen *screen, struct ui_change *grid);
/* Returns whether any pixel differs from its old value. */
bool ui_screen_is_touched(const struct ui_screen *screen, const struct ui_change *change);
/* Returns whether every pixel has its new value. */
bool ui_screen_is_changed(const struct ui_screen *screen, const struct ui_change *change);
/* Makes the current pixels the old values. */
void ui_screen_update(const struct ui_screen *screen, struct ui_change *change);
/* Exchanges the old and new values. */
void ui_change_reverse(struct ui_change *change);

/* ui_process.c */
pid_t ui_process_start(char *const *arguments);
void ui_process_end(pid_t process);
/* Returns the processor time of all threads. */
double ui_process_cpu_ms(pid_t process);
/* Returns the number of voluntary context switches, which is the number of wake-ups. */
long ui_process_switches(pid_t process);
int ui_process_threads(pid_t process);
struct ui_memory {
	double resident_mib,
		shared_out_mib; // VmRSS; the proportional set size, in which shared pages count in part
};
struct ui_memory ui_process_memory(pid_t process);

/* One run of bench-ui. */
struct ui_run {
	const char *name, *title, *framebuffer, *only; // only may be NULL
	char *const *arguments;
	struct ui_point toggle,
		field; // where a click toggles something, and where one puts the keyboard
	bool has_field, scrolls;
	int starts, samples;
	double rest_ms;
	pid_t server, process;
	struct ui_screen screen;
	struct inject inject;
	struct ui_change change;
};

/* ui_measure.c */
void ui_measure_starts(struct ui_run *run);
void ui_measure_rest(struct ui_run *run);
void ui_measure_clicks(struct ui_run *run);
void ui_measure_keys(struct ui_run *run);
void ui_measure_wheel(struct ui_run *run);
void ui_measure_resizes(struct ui_run *run);
void ui_measure_moves(struct ui_run *run);

#endif
