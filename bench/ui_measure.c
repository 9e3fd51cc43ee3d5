/* SPDX-License-Identifier: MIT */
/*
 * The measurements of bench-ui. Each prints one or more lines "name<TAB>what<TAB>value".
 *
 * The look of a toggle and of a typed letter is learned first: the old picture, the settled new
 * picture, and the pixels that differ. A sample is the time from sending the input until all of
 * those pixels have their new values. The pauses between samples are longer than a frame, so that
 * no sample waits for the previous frame. Their lengths vary, so that the samples do not run in
 * step with a timer.
 */
#include "ui.h"

#include <X11/extensions/XTest.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>

#define SETTLE_MS 250
#define START_SETTLE_MS 400
#define PATIENCE_MS 3000

static void report(const struct ui_run *run, const char *what, double value) {
	printf("%s\t%s\t%.3f\n", run->name, what, value);
	fflush(stdout);
}

static int compare_numbers(const void *a, const void *b) {
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static double percentile(double *values, int count, double percent) {
	qsort(values, (size_t)count, sizeof(double), compare_numbers);
	int at = (int)(percent / 100 * count);
	return values[at < count ? at : count - 1];
}

/* ---- Starting ---- */

/* Waits until nothing changes any more, because the first picture may lack data that is still being
 * loaded. */
static void watch_start(struct ui_run *run, double start_ms, double *first_ms, double *last_ms) {
	double now_ms = start_ms;
	*first_ms = *last_ms = 0;
	while (now_ms < start_ms + (*last_ms > 0 ? *last_ms + START_SETTLE_MS : PATIENCE_MS)) {
		bool touched = ui_screen_is_touched(&run->screen, &run->change);
		now_ms = inject_now_ms();
		if (touched) {
			*last_ms = now_ms - start_ms;
			if (*first_ms == 0)
				*first_ms = *last_ms;
			ui_screen_update(&run->screen, &run->change);
		}
		sched_yield();
	}
	if (*first_ms == 0)
		inject_fail("%s draws nothing", run->arguments[0]);
}

static void start_once(struct ui_run *run, double *first_ms, double *last_ms, double *cpu_ms) {
	ui_screen_grid(&run->screen, &run->change);
	double start_ms = inject_now_ms();
	run->process = ui_process_start(run->arguments);
	watch_start(run, start_ms, first_ms, last_ms);
	*cpu_ms = ui_process_cpu_ms(run->process);
}

/* The program of the last start keeps running. */
void ui_measure_starts(struct ui_run *run) {
	double *first_ms = calloc((size_t)run->starts * 3, sizeof(double)),
		   *last_ms = first_ms + run->starts, *cpu_ms = last_ms + run->starts;
	for (int i = 0; i < run->starts; i++) {
		if (i > 0) {
			ui_process_end(run->process);
			inject_sleep_ms(SETTLE_MS);
		}
		start_once(run, &first_ms[i], &last_ms[i], &cpu_ms[i]);
	}
	report(run, "first paint ms", percentile(first_ms, run->starts, 50));
	report(run, "whole picture ms", percentile(last_ms, run->starts, 50));
	report(run, "start CPU ms", percentile(cpu_ms, run->starts, 50));
	free(first_ms);
}

/* ---- At rest ---- */

static void rest(struct ui_run *run, const char *what) {
	long before = ui_process_switches(run->process);
	inject_sleep_ms(run->rest_ms);
	report(run, what, (double)(ui_process_switches(run->process) - before) / run->rest_ms * 1e3);
}

/* a caret may blink in the first of the two periods */
void ui_measure_rest(struct ui_run *run) {
	struct ui_memory memory = ui_process_memory(run->process);
	report(run, "resident MiB", memory.resident_mib);
	report(run, "proportional MiB", memory.shared_out_mib);
	rest(run, "wake-ups/s after start");
	rest(run, "wake-ups/s at rest");
	report(run, "threads at rest", ui_process_threads(run->process));
}

/* ---- Input ---- */

static void send_move(struct ui_run *run, int x, int y) {
	int root_x, root_y;
	inject_to_root(&run->inject, x, y, &root_x, &root_y);
	XTestFakeMotionEvent(run->inject.display, -1, root_x, root_y, CurrentTime);
}

static void send_button(struct ui_run *run, unsigned button) {
	XTestFakeButtonEvent(run->inject.display, button, True, CurrentTime);
	XTestFakeButtonEvent(run->inject.display, button, False, CurrentTime);
}

static void move_and_settle(struct ui_run *run, struct ui_point point) {
	send_move(run, point.x, point.y);
	XSync(run->inject.display, False);
	inject_sleep_ms(SETTLE_MS);
}

static void click_here(struct ui_run *run, int step) {
	send_button(run, 1);
	XFlush(run->inject.display);
}

/* Types a letter, or deletes it. */
static void type_here(struct ui_run *run, int step) {
	inject_key(&run->inject, step % 2 == 0 ? "a" : "BackSpace");
	XFlush(run->inject.display);
}

/* Learns the pixels that two steps change and restore. The first two steps are not recorded,
 * because the first click may move the focus. */
static void learn(struct ui_run *run, void (*act)(struct ui_run *, int)) {
	for (int step = 0; step < 2; step++) {
		act(run, step);
		inject_sleep_ms(SETTLE_MS);
	}
	uint32_t *before = ui_screen_copy(&run->screen);
	act(run, 0);
	inject_sleep_ms(SETTLE_MS);
	ui_screen_compare(&run->screen, before, &run->change);
	if (run->change.count == 0)
		inject_fail("%s: nothing changes on the screen", run->name);
	act(run, 1);
	inject_sleep_ms(SETTLE_MS);
	if (ui_screen_is_touched(&run->screen, &run->change))
		inject_fail("%s: the screen does not go back to what it was", run->name);
	free(before);
}

/* Returns the time until the change is complete; *touched_ms is the time until its first pixel
 * changes. */
static double sample(
	struct ui_run *run, void (*act)(struct ui_run *, int), int step, double *touched_ms) {
	double start_ms = inject_now_ms(), now_ms = start_ms;
	act(run, step);
	*touched_ms = 0;
	while (now_ms < start_ms + PATIENCE_MS) {
		if (*touched_ms == 0 && ui_screen_is_touched(&run->screen, &run->change))
			*touched_ms = inject_now_ms() - start_ms;
		bool done = ui_screen_is_changed(&run->screen, &run->change);
		now_ms = inject_now_ms();
		if (done) {
			ui_change_reverse(&run->change);
			return now_ms - start_ms;
		}
		sched_yield();
	}
	inject_fail("%s: a change was not seen", run->name);
}

static void sample_many(struct ui_run *run, void (*act)(struct ui_run *, int), const char *what) {
	char label[64];
	double *whole_ms = calloc((size_t)run->samples * 2, sizeof(double)),
		   *touched_ms = whole_ms + run->samples;
	double cpu_ms = ui_process_cpu_ms(run->process);
	for (int i = 0; i < run->samples; i++) {
		inject_sleep_ms(23 + i % 7 * 1.3);
		whole_ms[i] = sample(run, act, i, &touched_ms[i]);
	}
	snprintf(label, sizeof(label), "%s CPU ms", what);
	inject_sleep_ms(SETTLE_MS);
	report(run, label, (ui_process_cpu_ms(run->process) - cpu_ms) / run->samples);
	snprintf(label, sizeof(label), "%s first ms", what);
	report(run, label, percentile(touched_ms, run->samples, 50));
	snprintf(label, sizeof(label), "%s ms", what);
	report(run, label, percentile(whole_ms, run->samples, 50));
	snprintf(label, sizeof(label), "%s p99 ms", what);
	report(run, label, percentile(whole_ms, run->samples, 99));
	free(whole_ms);
}

/* Moves the pointer before the click, as a hand does. Both positions are on the clicked item. */
static void move_and_click(struct ui_run *run, int step) {
	send_move(run, run->toggle.x + step % 2, run->toggle.y);
	click_here(run, step);
}

void ui_measure_clicks(struct ui_run *run) {
	move_and_settle(run, run->toggle);
	learn(run, click_here);
	sample_many(run, click_here, "click");
	sample_many(run, move_and_click, "move and click");
}

void ui_measure_keys(struct ui_run *run) {
	if (run->has_field) {
		move_and_settle(run, run->field);
		click_here(run, 0);
	}
	for (int i = 0; i < 4; i++)
		/* text before the letter, so that no placeholder appears and disappears */
		type_here(run, 0);
	inject_sleep_ms(SETTLE_MS);
	learn(run, type_here);
	sample_many(run, type_here, "key");
}

/* ---- Input in bulk ---- */

static double cpu_with_server_ms(const struct ui_run *run) {
	return ui_process_cpu_ms(run->process) + ui_process_cpu_ms(run->server);
}

void ui_measure_wheel(struct ui_run *run) {
	if (!run->scrolls)
		return;
	move_and_settle(run, run->toggle);
	double before_ms = cpu_with_server_ms(run), own_ms = ui_process_cpu_ms(run->process);
	for (int i = 0; i < 200; i++) {
		send_button(run, i < 100 ? 5 : 4);
		XFlush(run->inject.display);
		inject_sleep_ms(10);
	}
	inject_sleep_ms(SETTLE_MS);
	report(run, "200 wheel ticks CPU ms", cpu_with_server_ms(run) - before_ms);
	report(run, "200 wheel ticks own CPU ms", ui_process_cpu_ms(run->process) - own_ms);
}

void ui_measure_resizes(struct ui_run *run) {
	double before_ms = cpu_with_server_ms(run), own_ms = ui_process_cpu_ms(run->process);
	for (int i = 1; i <= 100; i++) {
		int by = i <= 50 ? i : 100 - i;
		inject_resize(&run->inject, 800 - 4 * by, 600 - 3 * by);
		XFlush(run->inject.display);
		inject_sleep_ms(20);
	}
	inject_sleep_ms(SETTLE_MS);
	report(run, "100 resizes CPU ms", cpu_with_server_ms(run) - before_ms);
	report(run, "100 resizes own CPU ms", ui_process_cpu_ms(run->process) - own_ms);
}

static double click_after_moves(struct ui_run *run, double *cpu_ms) {
	double touched_ms, before_ms = ui_process_cpu_ms(run->process);
	for (int i = 0; i < 5000; i++)
		XTestFakeMotionEvent(run->inject.display, -1, 20 + i % 700, 20 + i % 500, CurrentTime);
	send_move(run, run->toggle.x, run->toggle.y);
	XSync(run->inject.display, False);
	inject_sleep_ms(SETTLE_MS);
	*cpu_ms = ui_process_cpu_ms(run->process) - before_ms;
	return sample(run, click_here, 0, &touched_ms);
}

void ui_measure_moves(struct ui_run *run) {
	double cpu_ms[9], click_ms[9];
	move_and_settle(run, run->toggle);
	learn(run, click_here);
	for (int i = 0; i < 9; i++)
		click_ms[i] = click_after_moves(run, &cpu_ms[i]);
	report(run, "5000 moves CPU ms", percentile(cpu_ms, 9, 50));
	report(run, "click after moves ms", percentile(click_ms, 9, 50));
}
