/* SPDX-License-Identifier: MIT */
/*
 * Queries in random trees, with the matches stored from Chromium (scripts/css-corpus).
 */
#include "corpus.h"
#include "corpus_tree.h"

#include <oriel/runtime/log.h>
#include <oriel/ui/selector.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Writes the numbers of the elements that match. */
static char *query(struct corpus_tree *tree, const char *selector) {
	oriel_widget *found[CORPUS_MAX_ELEMENTS];
	char *text = calloc(CORPUS_MAX_ELEMENTS, 8);
	size_t length = 0, count = 0;
	enum oriel_status status = oriel_try_query_all(
		tree->elements[0], selector, found, CORPUS_MAX_ELEMENTS, &count, NULL);
	if (status != ORIEL_OK)
		strcpy(text, "syntax error");
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < tree->count; k++) {
			if (tree->elements[k] == found[i])
				length += (size_t)sprintf(text + length, length > 0 ? " %zu" : "%zu", k);
		}
	}
	return text;
}

static char *match_result(const struct corpus_case *corpus_case, void *data) {
	struct corpus_tree *tree = data;
	if (strcmp(corpus_case->kind, "tree") == 0) {
		corpus_tree_finish(tree);
		corpus_tree_init(tree, corpus_case->fields[0]);
	}
	return strcmp(corpus_case->kind, "match") == 0 ? query(tree, corpus_case->fields[0]) : NULL;
}

/* Inline styles of the trees may have values that layout cannot use yet. */
static void ignore_log(enum oriel_log_level level, const char *message, void *data) {
}

static void selectors_match_like_in_the_browser(void **state) {
	struct corpus_tree tree = { 0 };
	oriel_set_log_hook(ignore_log, NULL);
	assert_true(corpus_assert(CORPUS_DIRECTORY, match_result, NULL, &tree) > 3000);
	corpus_tree_finish(&tree);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(selectors_match_like_in_the_browser));
}
