/* SPDX-License-Identifier: MIT */
/*
 * Reads a corpus line by line, and compares results with the browser's. A listed difference is
 * recognized by its whole line, so that a new corpus cannot leave an outdated one behind.
 */
#include "corpus.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Lines ---- */

/* Undoes the escapes of the file, in place. */
static void corpus_unescape(char *text) {
	char *out = text;
	for (; *text != '\0'; text++) {
		if (*text == '\\' && text[1] != '\0') {
			text++;
			*out++ = *text == 'n' ? '\n' : *text == 't' ? '\t' : *text;
		} else {
			*out++ = *text;
		}
	}
	*out = '\0';
}

char *corpus_cut(char **rest, char separator) {
	char *text = *rest, *end = strchr(text, separator);
	if (end != NULL)
		*end++ = '\0';
	*rest = end;
	return text;
}

/* Splits a line in place. A comment is one field. */
static void corpus_case_read(char *line, struct corpus_case *out) {
	bool is_comment = line[0] == '#';
	char *rest = line;
	line[strcspn(line, "\n")] = '\0';
	out->count = 0;
	if (is_comment)
		strcpy(out->kind, "#");
	else
		snprintf(out->kind, sizeof(out->kind), "%s", corpus_cut(&rest, '\t'));
	while (rest != NULL && out->count < CORPUS_MAX_FIELDS) {
		char *field = corpus_cut(&rest, is_comment ? '\n' : '\t');
		corpus_unescape(field);
		out->fields[out->count++] = field;
	}
	assert_null(rest);
}

static FILE *corpus_open(const char *directory, const char *name) {
	char path[1024];
	snprintf(path, sizeof(path), "%s/%s", directory, name);
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	return file;
}

/* ---- Differences ---- */

enum { MAX_DIFFERENCES = 128 };

/* The lines of differences.tsv, without comments and empty lines. */
struct differences {
	char *lines[MAX_DIFFERENCES];
	bool is_seen[MAX_DIFFERENCES], is_left[MAX_DIFFERENCES];
	size_t count;
};

static void differences_read(struct differences *out, const char *directory) {
	FILE *file = corpus_open(directory, "differences.tsv");
	char *line = NULL;
	size_t capacity = 0;
	memset(out, 0, sizeof(*out));
	while (getline(&line, &capacity, file) > 0) {
		if (line[0] == '#' || line[0] == '\n')
			continue;
		assert_true(out->count < MAX_DIFFERENCES);
		out->lines[out->count++] = strdup(line);
	}
	free(line);
	fclose(file);
}

/* Returns whether a line is listed, and notes whether the results differ. */
static bool difference_is_known(struct differences *differences, const char *line, bool agrees) {
	for (size_t i = 0; i < differences->count; i++) {
		if (strcmp(differences->lines[i], line) == 0) {
			differences->is_seen[i] = true;
			differences->is_left[i] = !agrees;
			return true;
		}
	}
	return false;
}

static void differences_finish(struct differences *differences) {
	for (size_t i = 0; i < differences->count; i++) {
		if (!differences->is_seen[i] || !differences->is_left[i])
			printf("%s: %s",
				differences->is_seen[i] ? "no difference any more" : "no such case",
				differences->lines[i]);
		assert_true(differences->is_seen[i] && differences->is_left[i]);
		free(differences->lines[i]);
	}
}

/* ---- Comparing ---- */

static bool equal_agrees(const char *expected, const char *result) {
	return strcmp(expected, result) == 0;
}

size_t corpus_assert(
	const char *directory, corpus_result_fn *result, corpus_agrees_fn *agrees, void *data) {
	struct differences differences;
	FILE *file = corpus_open(directory, "cases.tsv");
	char *line = NULL;
	size_t capacity = 0, compared = 0, failures = 0;
	differences_read(&differences, directory);
	while (getline(&line, &capacity, file) > 0) {
		struct corpus_case corpus_case;
		char *written = strdup(line);
		corpus_case_read(line, &corpus_case);
		char *said = result(&corpus_case, data);
		const char *expected = corpus_case.fields[corpus_case.count - 1];
		bool is_equal = said != NULL && (agrees != NULL ? agrees : equal_agrees)(expected, said);
		if (!difference_is_known(&differences, written, is_equal) && said != NULL && !is_equal) {
			printf("%s  browser: %s\n  Oriel:   %s\n", written, expected, said);
			failures++;
		}
		compared += said != NULL;
		free(said);
		free(written);
	}
	free(line);
	fclose(file);
	print_message("%zu cases compared\n", compared);
	assert_int_equal(failures, 0);
	differences_finish(&differences);
	return compared;
}
