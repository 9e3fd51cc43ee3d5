/* SPDX-License-Identifier: MIT */
/*
 * A list view of 1,000, of 1,000,000 and of 50,000,000 rows in a headless window of 800 × 600: from
 * opening to the first picture, a step of the wheel, a page, a jump to the end and back, each with
 * its frame; a splice above the view; memory. At the end, the allocations of 1,000 steps, of which
 * there must be none.
 */
#include "peers/bench.h"

#include <malloc.h>

#include <oriel/oriel.h>
#include <oriel/widgets.h>

enum { STEPS = 1000, SPLICES = 1000, REPS = 5, ROW = 30 };

static size_t row_count;

/* ---- Allocations ---- */

static size_t allocations;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);

void *__wrap_malloc(size_t size) {
	allocations++;
	return __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size) {
	allocations++;
	return __real_calloc(count, size);
}

void *__wrap_realloc(void *memory, size_t size) {
	allocations++;
	return __real_realloc(memory, size);
}

/* ---- The model: rows that are computed ---- */

static uint64_t inserted; /* rows above all others */

static size_t rows_count(oriel_model *model, uint64_t parent) {
	(void)model;
	return parent == 0 ? row_count : 0;
}

static uint64_t rows_key(oriel_model *model, uint64_t parent, size_t index) {
	(void)model;
	(void)parent;
	return index < inserted ? (UINT64_C(1) << 40) + inserted - index : index - inserted + 1;
}

static const char *rows_text(oriel_model *model, uint64_t key, unsigned column) {
	static char text[32];
	(void)model;
	(void)column;
	snprintf(text, sizeof(text), "Row %llu", (unsigned long long)key);
	return text;
}

static const struct oriel_model_class rows_class = {
	.abi = ORIEL_MODEL_ABI, .name = "rows", .count = rows_count, .key = rows_key,
	.text = rows_text,
};

/* ---- The window ---- */

static oriel_app *app;
static oriel_window *window;
static oriel_widget *list;
static oriel_model *model;

static void open_list(void) {
	inserted = 0;
	app = oriel_app_new("org.oriel.bench", .headless = true);
	model = oriel_model_new(&rows_class, NULL);
	list = oriel_list_view(oriel_model_ref(model), NULL, NULL, NULL, .row_height = ROW);
	window = oriel_window_open(
		app, .width = 800, .height = 600, .content = oriel_column(list));
	oriel_window_update(window);
}

static void close_list(void) {
	oriel_app_destroy(app);
	oriel_model_unref(model);
}

static void scroll_steps(double step, int count) {
	for (int i = 0; i < count; i++) {
		oriel_scroll_by(list, .y = i % 20 < 10 ? step : -step);
		oriel_window_update(window);
	}
}

static void jump(int count) {
	for (int i = 0; i < count; i++) {
		oriel_scroll_to(list, .y = i % 2 == 0 ? 1e12 : 0);
		oriel_window_update(window);
	}
}

static void splice(int count) {
	for (int i = 0; i < count; i++) {
		inserted++;
		row_count++;
		oriel_model_splice(model, 0, 0, 0, 1);
	}
}

static long resident_kib(void) {
	long pages = 0, resident = 0;
	FILE *file = fopen("/proc/self/statm", "r");
	if (file && fscanf(file, "%ld %ld", &pages, &resident) != 2)
		resident = 0;
	if (file)
		fclose(file);
	return resident * 4;
}

/* ---- Measuring ---- */

static void report(const char *what, size_t rows, double ops, BSample *samples) {
	char name[64];
	snprintf(name, sizeof(name), "Oriel list %s, %zu rows", what, rows);
	bench_report("list", name, ops, samples, REPS);
}

static void measure(size_t rows) {
	BSample start[REPS], step[REPS], page[REPS], end[REPS], splices[REPS];
	for (int r = 0; r < REPS; r++) {
		row_count = rows;
		BSample begin = bench_now();
		open_list();
		start[r] = bench_since(begin);
		oriel_scroll_to(list, .y = 6000);
		scroll_steps(53, 40);
		begin = bench_now();
		scroll_steps(53, STEPS);
		step[r] = bench_since(begin);
		begin = bench_now();
		scroll_steps(570, STEPS);
		page[r] = bench_since(begin);
		begin = bench_now();
		jump(STEPS);
		end[r] = bench_since(begin);
		oriel_scroll_to(list, .y = 6000);
		oriel_window_update(window);
		begin = bench_now();
		splice(SPLICES);
		splices[r] = bench_since(begin);
		oriel_window_update(window);
		if (r == REPS - 1)
			fprintf(stderr, "%zu rows: %ld KiB resident\n", rows, resident_kib());
		close_list();
	}
	report("start", rows, 1, start);
	report("step", rows, STEPS, step);
	report("page", rows, STEPS, page);
	report("jump to the end", rows, STEPS, end);
	report("splice above the view", rows, SPLICES, splices);
}

/* Returns whether warm steps allocate nothing. */
static bool count_allocations(void) {
	row_count = 1000000;
	open_list();
	oriel_scroll_to(list, .y = 6000);
	scroll_steps(53, 200);
	size_t before = allocations;
	scroll_steps(53, STEPS);
	size_t count = allocations - before;
	fprintf(stderr, "%zu allocations in %d steps\n", count, STEPS);
	close_list();
	return count == 0;
}

int main(void) {
	bench_init();
	measure(1000);
	measure(1000000);
	measure(50000000);
	return count_allocations() ? 0 : 1;
}
