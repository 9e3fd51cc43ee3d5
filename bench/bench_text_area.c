/* SPDX-License-Identifier: MIT */
/*
 * A text area with a long text: how long a text of 100 MB takes to open, part by part as from a
 * file, and how much memory it then takes; and how long a key takes, from the key to the painted
 * frame, in an empty text, in a short one, and in the middle of one of 10 MB. Finding a text that
 * is not there reads all of it.
 */
#include "peers/bench.h"

#include <oriel/oriel.h>
#include <oriel/widgets.h>

enum { OPENED = 100000000, EDITED = 10000000, SHORT = 2000, PART = 1 << 18, KEYS = 400, LINE = 64 };

static oriel_app *app;
static oriel_window *window;
static oriel_widget *area;
static char part[PART];

static void fill_part(void) {
	for (size_t i = 0; i < PART; i++)
		part[i] = i % LINE == LINE - 1 ? '\n' : i % 7 == 6 ? ' ' : (char)('a' + i % 26);
}

static void open_text(size_t length) {
	oriel_text_area_set_text(area, NULL);
	for (size_t at = 0; at < length; at += PART)
		oriel_text_area_append_text(area, part, length - at < PART ? length - at : PART);
	oriel_loop_advance(oriel_app_loop(app), 50); /* a frame */
}

/* Returns the resident memory of the process, bytes. */
static double resident(void) {
	long pages = 0, size = 0;
	FILE *file = fopen("/proc/self/statm", "r");
	if (!file || fscanf(file, "%ld %ld", &size, &pages) != 2)
		pages = 0;
	if (file)
		fclose(file);
	return (double)pages * (double)sysconf(_SC_PAGESIZE);
}

/* Types a letter and deletes it, so that the text stays as long as it is. */
static void play_keys(void) {
	for (int i = 0; i < KEYS / 2; i++) {
		oriel_input_push(window, &(struct oriel_raw_input){ .type = ORIEL_RAW_TEXT, .text = "x" });
		oriel_loop_advance(oriel_app_loop(app), 17);
		oriel_input_push(window,
			&(struct oriel_raw_input){
				.type = ORIEL_RAW_KEY_DOWN, .key = "Backspace", .code = "Backspace" });
		oriel_loop_advance(oriel_app_loop(app), 17);
	}
}

static void go_to(size_t offset) {
	oriel_text_area_select(area, offset, offset);
	oriel_loop_advance(oriel_app_loop(app), 100);
}

/* Puts the caret into an empty line. */
static void make_empty_line(void) {
	size_t start = EDITED / 2 / LINE * LINE;
	go_to(start);
	oriel_input_push(window, &(struct oriel_raw_input){ .type = ORIEL_RAW_TEXT, .text = "\n" });
	oriel_loop_advance(oriel_app_loop(app), 100);
	go_to(start);
}

static void play_find(void) {
	oriel_text_area_find(area, "not there", 0);
}

static void report(const char *name, double ops, void (*play)(void), int reps) {
	BSample samples[64];
	for (int i = 0; i < reps && i < 64; i++) {
		BSample start = bench_now();
		play();
		samples[i] = bench_since(start);
	}
	bench_report("text-area", name, ops, samples, reps);
}

static void open_empty(void) {
	open_text(0);
}

static void open_long(void) {
	open_text(OPENED);
}

int main(void) {
	int reps = bench_reps(7);
	bench_init();
	fill_part();
	app = oriel_app_new("org.oriel.bench", .headless = true);
	area = oriel_set(oriel_text_area(NULL, .rows = 30), .style = "width: 600px");
	window = oriel_window_open(app, .width = 640, .height = 700, .content = oriel_column(area));
	oriel_focus(area);
	oriel_loop_advance(oriel_app_loop(app), 100);
	double before = resident();
	report("Oriel open a text of 100 MB, per byte", OPENED, open_long, 1);
	fprintf(stderr, "a text of 100 MB has %.3f bytes of memory a byte\n",
		(resident() - before) / OPENED);
	open_empty();
	report("Oriel key in an empty text, to the frame", KEYS, play_keys, reps);
	open_text(SHORT);
	go_to(SHORT / 2);
	report("Oriel key in a line of a text of 2 KB, to the frame", KEYS, play_keys, reps);
	open_text(EDITED);
	go_to(EDITED / 2);
	report("Oriel key in a line of a text of 10 MB, to the frame", KEYS, play_keys, reps);
	make_empty_line();
	report("Oriel key in an empty line of a text of 10 MB, to the frame", KEYS, play_keys, reps);
	report("Oriel find in a text of 10 MB, per byte", EDITED, play_find, reps);
	oriel_app_destroy(app);
	return 0;
}
