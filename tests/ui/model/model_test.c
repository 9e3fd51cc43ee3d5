/* SPDX-License-Identifier: MIT */
#include "model_test.h"

#include <string.h>

struct order order;
oriel_loop *the_loop;

int virtual_loop(void **state) {
	(void)state;
	the_loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	return 0;
}

int end_loop(void **state) {
	(void)state;
	oriel_loop_destroy(the_loop);
	assert_order(&order, "");
	return 0;
}

void note_step(const struct oriel_model_change *change, void *name) {
	const char *more = change->has_more ? "…" : "";
	if (change->changed > 0)
		order_add(&order, "%s %zu *%zu%s", (const char *)name, change->first, change->changed,
			more);
	else
		order_add(&order, "%s %zu -%zu +%zu%s", (const char *)name, change->first,
			change->removed, change->added, more);
}

void note_selection(const struct oriel_selection_change *change, void *name) {
	order_add(&order, "%s %zu +%zu", (const char *)name, change->first, change->count);
}

void note_drop(void *name) {
	order_add(&order, "drop %s", (const char *)name);
}

/* The texts "a" to "z". */
static const char *letter(char which) {
	static char texts[26][2];
	texts[which - 'a'][0] = which;
	return texts[which - 'a'];
}

void insert_letters(oriel_model *model, size_t index, const char *text) {
	struct oriel_payload items[64];
	size_t count = strlen(text);
	for (size_t i = 0; i < count; i++)
		items[i] = oriel_borrowed(letter(text[i]));
	oriel_array_model_splice(model, index, 0, items, count);
}

oriel_model *letters(const char *text) {
	oriel_model *model = oriel_array_model_new();
	insert_letters(model, 0, text);
	return model;
}

void test__assert_rows(oriel_model *model, const char *expected, const char *file, int line) {
	struct order rows = { 0 };
	size_t count = oriel_model_count(model, 0);
	for (size_t i = 0; i < count; i++)
		order_add(&rows, "%s", oriel_model_text(model, oriel_model_key(model, 0, i), 0));
	test__assert_order(&rows, expected, file, line);
}

void test__assert_selected(
	oriel_selection_model *selection, const char *expected, const char *file, int line) {
	struct order rows = { 0 };
	oriel_model *model = oriel_selection_model_model(selection);
	size_t count = 0;
	for (size_t i = 0; oriel_selection_model_next(selection, &i); i++, count++)
		order_add(&rows, "%s", oriel_model_text(model, oriel_model_key(model, 0, i), 0));
	assert_int_equal(oriel_selection_model_count(selection), count);
	test__assert_order(&rows, expected, file, line);
}
