/* SPDX-License-Identifier: MIT */
/*
 * The shown results are a model, the newest first, and have widgets only while they are in view. A
 * frame shows only as many results as its time allows.
 */
#include "results.h"

#include <stdlib.h>
#include <string.h>

#include <oriel/widgets.h>

#include "figures.h"
#include "memory.h"

enum { SHOWN_IN_A_FRAME = 48 };

struct result {
	bool failed;
	uint64_t words, bytes;
	char text[];
};

static const char *result_text(void *item, unsigned column, void *data) {
	return ((const struct result *)item)->text;
}

static oriel_widget *make_row(void *data) {
	return oriel_set(
		oriel_row(oriel_set(oriel_label(NULL), .classes = "path"),
			oriel_set(oriel_label(NULL), .classes = "words-of"),
			oriel_set(oriel_label(NULL), .classes = "muted small bytes-of")),
		.classes = "result");
}

static void bind_row(oriel_widget *row, oriel_model *model, uint64_t key, void *data) {
	const struct result *result = oriel_model_item(model, key);
	char words[FIGURE_SIZE], bytes[FIGURE_SIZE];
	oriel_widget *text = oriel_child_at(row, 0), *word_count = oriel_child_at(row, 1),
				 *byte_count = oriel_child_at(row, 2);
	oriel_label_set_text(text, result->text);
	oriel_set_class(text, "error", result->failed);
	oriel_set_hidden(word_count, result->failed);
	oriel_set_hidden(byte_count, result->failed);
	oriel_label_set_text(word_count, figure_count(words, result->words));
	oriel_label_set_text(byte_count, figure_bytes(bytes, result->bytes));
}

oriel_widget *results_init(struct results *results) {
	*results = (struct results){ .model = oriel_array_model_new(.text = result_text) };
	results->list = oriel_list_view(oriel_model_ref(results->model), make_row, bind_row, NULL);
	return results->list;
}

static void forget(struct results *results) {
	for (; results->count > 0; results->count--) {
		free(results->waiting[results->first].text);
		results->first = (results->first + 1) % RESULTS_SHOWN;
	}
}

void results_finish(struct results *results) {
	forget(results);
	oriel_model_unref(results->model);
	results->model = NULL;
}

void results_clear(struct results *results) {
	forget(results);
	oriel_array_model_remove(results->model, 0, oriel_model_count(results->model, 0));
	oriel_scroll_to(results->list, .y = 0);
}

static struct waiting_result take(struct results *results) {
	struct waiting_result oldest = results->waiting[results->first];
	results->first = (results->first + 1) % RESULTS_SHOWN;
	results->count--;
	return oldest;
}

void results_add(struct results *results, const struct scan_result *result) {
	if (results->count == RESULTS_SHOWN)
		free(take(results).text);
	results->waiting[(results->first + results->count++) % RESULTS_SHOWN] = (struct waiting_result){
		.text = copy_text(result->text, strlen(result->text)), .failed = result->failed,
		.words = result->words, .bytes = result->bytes };
}

static void show_next(struct results *results) {
	struct waiting_result waiting = take(results);
	size_t length = strlen(waiting.text), count = oriel_model_count(results->model, 0);
	struct result *result = allocate(sizeof(*result) + length + 1);
	*result = (struct result){ waiting.failed, waiting.words, waiting.bytes };
	memcpy(result->text, waiting.text, length + 1);
	free(waiting.text);
	if (count == RESULTS_SHOWN)
		oriel_array_model_remove(results->model, count - 1, 1);
	oriel_array_model_insert(results->model, 0, oriel_owned(result, free));
}

bool results_are_held(const struct results *results) {
	return results->count > 0 && oriel_widget_scroll_position(results->list).y > 0;
}

bool results_show(struct results *results) {
	if (results_are_held(results))
		return false;
	for (int i = 0; i < SHOWN_IN_A_FRAME && results->count > 0; i++)
		show_next(results);
	return results->count > 0;
}
