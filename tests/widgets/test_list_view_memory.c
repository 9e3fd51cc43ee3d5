/* SPDX-License-Identifier: MIT */
/*
 * A list view that is warm allocates nothing while it scrolls: every allocation of the process is
 * counted, by wrapping the allocator at link time. The model computes its rows and their texts, so
 * that the rows that come into view repeat after some steps.
 */
#include <stdio.h>
#include <stdlib.h>

#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

enum { ROWS = 1000000, STEPS = 200, TURN = 10 };

static size_t allocations;

void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_realloc(void *old, size_t size);
void *__real_aligned_alloc(size_t alignment, size_t size);
void *__wrap_aligned_alloc(size_t alignment, size_t size);

void *__wrap_malloc(size_t size) {
	allocations++;
	return __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size) {
	allocations++;
	return __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size) {
	allocations++;
	return __real_realloc(old, size);
}

void *__wrap_aligned_alloc(size_t alignment, size_t size) {
	allocations++;
	return __real_aligned_alloc(alignment, size);
}

static size_t rows_count(oriel_model *model, uint64_t parent) {
	(void)model;
	return parent == 0 ? ROWS : 0;
}

static uint64_t rows_key(oriel_model *model, uint64_t parent, size_t index) {
	(void)model;
	(void)parent;
	return index + 1;
}

static const char *rows_text(oriel_model *model, uint64_t key, unsigned column) {
	static char text[32];
	(void)model;
	(void)column;
	snprintf(text, sizeof(text), "Row %llu", (unsigned long long)key);
	return text;
}

static const struct oriel_model_class rows_class = {
	.abi = ORIEL_MODEL_ABI,
	.name = "rows",
	.count = rows_count,
	.key = rows_key,
	.text = rows_text,
};

static oriel_widget *list;

static oriel_widget *make_list(void) {
	list = oriel_list_view(
		oriel_model_new(&rows_class, NULL), NULL, NULL, NULL, .row_height = 30);
	return oriel_column(list);
}

static void scroll(struct ui *ui, double step) {
	for (int i = 0; i < STEPS; i++) {
		oriel_scroll_by(list, .y = i / TURN % 2 == 0 ? step : -step);
		oriel_window_update(ui->window);
	}
}

static void warm_scrolling_allocates_nothing(void **state) {
	(void)state;
	static const double steps[] = { 1, 53, 250 };
	struct ui ui = ui_open(make_list);
	oriel_scroll_to(list, .y = 6000);
	ui_settle(&ui);
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		scroll(&ui, steps[i]);
		size_t before = allocations;
		scroll(&ui, steps[i]);
		assert_int_equal(allocations - before, 0);
	}
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(warm_scrolling_allocates_nothing));
}
