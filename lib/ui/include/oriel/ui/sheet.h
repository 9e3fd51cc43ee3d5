/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Style sheets: texts of CSS, parsed into objects that never change and may be shared.
 *
 * A sheet is parsed once, on any thread, and can then be added to applications, windows and
 * subtrees. Malformed CSS is no failure: as in a browser the malformed declaration or rule is left
 * out and the rest counts. Each such error is logged once and kept with its place, e.g.
 * "chat.css:12:3: expected a known property, not pading; did you mean padding?".
 *
 * A sheet reads no file but its own and those that it imports with \@import, and these only below
 * its root. Limits: 64 MiB of text with all imported files, 256 imports, 16 levels of imports, 64
 * levels of nested rules, 32 levels of nested functions and selectors.
 *
 * ```c
 * oriel_sheet *sheet = oriel_sheet_parse(".row { pading: 8px; gap: 4px }", .name = "rows");
 * struct oriel_sheet_error error;
 * for (size_t i = 0; oriel_sheet_error_at(sheet, i, &error); i++)
 *     printf("%s:%u:%u: %s\n", error.file, error.line, error.column, error.message); // rows:1:8
 * oriel_sheet_unref(sheet);
 * ```
 *
 * Thread: any. Errors: neither function returns NULL; a sheet that could not be read is empty and
 * has one error. Source: CSS Syntax 3, CSSOM 1.
 */
#ifndef ORIEL_UI_SHEET_H
#define ORIEL_UI_SHEET_H

#include <oriel/runtime/options.h>
#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Options of oriel_sheet_parse() and oriel_sheet_load(). */
struct oriel_sheet_options {
	ORIEL_OPTIONS_HEAD;
	/** the name of the text in messages; copied. NULL: the file, or the place of the call, as in
	 * "chat.c:12: 1:51: expected …" */
	const char *name ORIEL_DEFAULT;
	/**
	 * the folder against which \@import is resolved; copied. NULL: the folder of the file; without
	 * a file, \@import is an error
	 */
	const char *base ORIEL_DEFAULT;
	/** the folder that contains all imported files, links resolved; copied. NULL: the base */
	const char *root ORIEL_DEFAULT;
	/**
	 * loads the sheet again when its file or an imported file changes, as long as the sheet is
	 * added somewhere; for oriel_sheet_load()
	 */
	bool watch ORIEL_DEFAULT;
};

/** Does the work of oriel_sheet_parse(). */
ORIEL_API oriel_sheet *oriel_sheet_parse_at(
	const char *site, const char *text, const struct oriel_sheet_options *options);
/**
 * Parses a text, e.g. oriel_sheet_parse(".row { padding: 8px }").
 * @param ... text, then members of struct oriel_sheet_options by name; text is NUL-terminated and
 * copied
 * @return a sheet with one reference
 */
#define oriel_sheet_parse(...) \
	ORIEL__CALL_1(oriel_sheet_parse_at, struct oriel_sheet_options, __VA_ARGS__, )

/** Does the work of oriel_sheet_load(). */
ORIEL_API oriel_sheet *oriel_sheet_load_at(
	const char *site, const char *path, const struct oriel_sheet_options *options);
/**
 * Reads and parses a file, e.g. oriel_sheet_load("chat.css", .watch = true). Blocks while the file
 * is read.
 * @param ... path, then members of struct oriel_sheet_options by name; path names a regular file
 * and is copied
 * @return a sheet with one reference; empty, with an error, if the file cannot be read
 */
#define oriel_sheet_load(...) \
	ORIEL__CALL_1(oriel_sheet_load_at, struct oriel_sheet_options, __VA_ARGS__, )

/** Adds a reference. @return sheet */
ORIEL_API oriel_sheet *oriel_sheet_ref(oriel_sheet *sheet);
/** Releases a reference; the last one frees the sheet. NULL is allowed. */
ORIEL_API void oriel_sheet_unref(oriel_sheet *sheet);

/** An error of a sheet. The texts are borrowed as long as the sheet. */
struct oriel_sheet_error {
	/** or the name that the program gave the text, or the place where it was parsed */
	const char *file;
	uint32_t line;       /**< from 1 */
	uint32_t column;     /**< from 1, in characters; a tab is one */
	const char *message; /**< e.g. "expected a known property, not pading" */
	const char *nearest; /**< the nearest known name, e.g. "padding"; NULL: there is none */
};

/** Returns the number of errors of the sheet. The first 100 of them are kept. */
ORIEL_API size_t oriel_sheet_error_count(const oriel_sheet *sheet);
/** Fills *out with an error. @return false if index is not below the number of errors that are kept
 */
ORIEL_API bool oriel_sheet_error_at(
	const oriel_sheet *sheet, size_t index, struct oriel_sheet_error *out);

ORIEL_END

#endif
