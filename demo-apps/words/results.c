/* SPDX-License-Identifier: MIT */
/*
 * Once the list is full, its last row becomes the first row, with other texts. That needs no new
 * widgets. A frame shows only as many results as its time allows.
 */
#include "results.h"

#include <stdlib.h>
#include <string.h>

#include <oriel/widgets.h>

#include "figures.h"
#include "memory.h"

enum { SHOWN_IN_A_FRAME = 48 };

oriel_widget *results_init(struct results *results) {
	*results = (struct results){ .list = oriel_list() };
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
}

void results_clear(struct results *results) {
	forget(results);
	oriel_widget_clear(results->list);
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

static oriel_widget *make_row(void) {
	return oriel_set(
		oriel_row(oriel_set(oriel_label(NULL), .classes = "path"),
			oriel_set(oriel_label(NULL), .classes = "words-of"),
			oriel_set(oriel_label(NULL), .classes = "muted small bytes-of")),
		.classes = "result");
}

static void fill_row(oriel_widget *row, const struct waiting_result *result) {
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

static void show_next(struct results *results) {
	struct waiting_result result = take(results);
	bool is_full = oriel_child_count(results->list) == RESULTS_SHOWN;
	oriel_widget *row = is_full ? oriel_last_child(results->list) : make_row();
	fill_row(row, &result);
	if (is_full)
		oriel_widget_move_before(results->list, row, oriel_first_child(results->list));
	else
		oriel_prepend(results->list, row);
	free(result.text);
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
