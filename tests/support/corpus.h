/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Cases with results stored from a browser (scripts/css-corpus). A corpus is a folder with two
 * files. Each line of cases.tsv is fields separated by tabs: a kind, input, and the browser's
 * result. differences.tsv contains the lines of cases.tsv in which Oriel differs, with the reasons
 * as comments.
 */
#ifndef ORIEL_TEST_CORPUS_H
#define ORIEL_TEST_CORPUS_H

#include "test.h"

enum { CORPUS_MAX_FIELDS = 4 };

/** A line of cases.tsv without its escapes. A comment is a line of kind "#" with one field. */
struct corpus_case {
	char kind[16];
	char *fields[CORPUS_MAX_FIELDS]; /**< the last one is the browser's result */
	size_t count;
};

/** Cuts the text before the separator off the rest, and returns it. The rest after the last
 * separator is NULL. Source: strsep(), which POSIX lacks. */
char *corpus_cut(char **rest, char separator);

/** Returns Oriel's result, which is freed, or NULL for a line without a result to compare. */
typedef char *corpus_result_fn(const struct corpus_case *corpus_case, void *data);
/** Returns whether Oriel's result agrees with the browser's. */
typedef bool corpus_agrees_fn(const char *expected, const char *result);

/**
 * Asserts that every case agrees, except the listed differences, and that each of these still
 * differs. The caller sets a log hook if cases are malformed.
 *
 * @param directory the folder of the corpus
 * @param agrees    NULL means equal texts
 * @return the number of cases that were compared
 */
size_t corpus_assert(
	const char *directory, corpus_result_fn *result, corpus_agrees_fn *agrees, void *data);

#endif
