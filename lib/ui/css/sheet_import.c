/* SPDX-License-Identifier: MIT */
/*
 * Reads the files of sheets, and resolves @import. Source: Cascade 5, §2.
 *
 * Symbolic links in a path are resolved before the path is compared with the root, and only regular
 * files are read. An imported sheet is parsed in place of @import. A file that is being imported is
 * not imported again, so no cycle can occur.
 */
#define _XOPEN_SOURCE 700 /* realpath() */
#include "css/sheet_builder_internal.h"
#include "css/sheet_files_internal.h"

#include "base/alloc_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- Files ---- */

static bool descriptor_read(int file, char *out, size_t size) {
	size_t at = 0;
	while (at < size) {
		ssize_t count = read(file, out + at, size - at);
		if (count < 0 && errno == EINTR)
			continue;
		if (count <= 0)
			return false;
		at += (size_t)count;
	}
	return true;
}

static char *regular_file_read(
	int file, size_t limit, size_t *out_length, const char **reason) {
	struct stat status;
	if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
		*reason = "it is not a regular file";
		return NULL;
	}
	if ((uintmax_t)status.st_size > limit) {
		*reason = "it is too large";
		return NULL;
	}
	size_t size = (size_t)status.st_size;
	char *text = oriel__try_alloc(size + 1, 1);
	if (text == NULL || !descriptor_read(file, text, size)) {
		*reason = text == NULL ? "there is no memory for it" : "it cannot be read";
		oriel__free(text);
		return NULL;
	}
	text[size] = '\0';
	*out_length = size;
	return text;
}

char *oriel__css_file_read(
	const char *path, size_t limit, size_t *out_length, const char **reason) {
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (file < 0) {
		*reason = errno == ENOENT || errno == ENOTDIR ? "there is no such file" :
															"it cannot be opened";
		return NULL;
	}
	char *text = regular_file_read(file, limit, out_length, reason);
	close(file);
	return text;
}

/* ---- @import ---- */

struct import {
	const char *url;
	uint32_t url_length;
	bool has_layer;
	const char *layer; /* NULL: anonymous */
	uint32_t layer_length;
	bool is_supported;
	uint32_t media_begin;
};

/* Finds the text between the parentheses of a function: [*begin, *end). */
static void function_inside(struct oriel__css_scanner *scanner,
	const struct oriel__css_token *token, uint32_t *begin, uint32_t *end) {
	*begin = scanner->at;
	oriel__css_skip_block(scanner, token);
	*end = scanner->at;
	if (*end > *begin && scanner->text[*end - 1] == ')')
		(*end)--;
}

static void import_space(struct oriel__css_scanner *scanner, struct oriel__css_token *token) {
	do
		oriel__css_token_next(scanner, token);
	while (token->kind == ORIEL__TOKEN_WHITESPACE);
}

/* Evaluates supports(), which takes a condition, or a declaration without parentheses. */
static bool import_supports(struct oriel__css_builder *builder, uint32_t begin, uint32_t end) {
	struct oriel__css_scanner scanner = builder->scanner;
	struct oriel__css_token token;
	scanner.at = begin;
	import_space(&scanner, &token);
	bool is_condition = token.kind != ORIEL__TOKEN_IDENT || oriel__css_token_is(&token, "not");
	return is_condition ? oriel__css_supports(builder, begin, end) :
							oriel__css_supports(builder, begin - 1, end + 1);
}

static bool import_url(struct oriel__css_scanner *scanner, struct import *out) {
	struct oriel__css_token token, url;
	import_space(scanner, &token);
	url = token;
	if (token.kind == ORIEL__TOKEN_FUNCTION && oriel__css_token_is(&token, "url")) {
		import_space(scanner, &url);
		import_space(scanner, &token);
		if (url.kind != ORIEL__TOKEN_STRING || token.kind != ORIEL__TOKEN_CLOSE_PAREN)
			return false;
	} else if (token.kind != ORIEL__TOKEN_STRING && token.kind != ORIEL__TOKEN_URL) {
		return false;
	}
	out->url = url.text;
	out->url_length = url.length;
	return true;
}

static bool import_parse(
	struct oriel__css_builder *builder, uint32_t begin, uint32_t end, struct import *out) {
	struct oriel__css_scanner scanner = builder->scanner;
	struct oriel__css_token token;
	uint32_t inside_begin, inside_end;
	scanner.at = begin;
	*out = (struct import){ .is_supported = true };
	if (!import_url(&scanner, out))
		return false;
	out->media_begin = scanner.at;
	import_space(&scanner, &token);
	if (token.begin < end && oriel__css_token_is(&token, "layer")) {
		out->has_layer = true;
		if (token.kind == ORIEL__TOKEN_FUNCTION) {
			function_inside(&scanner, &token, &inside_begin, &inside_end);
			out->layer = scanner.text + inside_begin;
			out->layer_length = inside_end - inside_begin;
		}
		out->media_begin = scanner.at;
		import_space(&scanner, &token);
	}
	if (token.begin < end && token.kind == ORIEL__TOKEN_FUNCTION &&
		oriel__css_token_is(&token, "supports")) {
		function_inside(&scanner, &token, &inside_begin, &inside_end);
		out->is_supported = import_supports(builder, inside_begin, inside_end);
		out->media_begin = scanner.at;
	}
	if (out->media_begin > end)
		out->media_begin = end;
	return true;
}

/* Returns whether path is the folder root or inside it. Both paths are resolved. */
static bool path_is_below(const char *path, const char *root) {
	size_t length = strlen(root);
	if (length == 1 && root[0] == '/')
		return true;
	return strncmp(path, root, length) == 0 && path[length] == '/';
}

static void file_note(struct oriel__css_builder *builder, const char *path) {
	builder->files = oriel__grow(builder->files, &builder->file_capacity, builder->file_count + 1,
		sizeof(*builder->files));
	builder->files[builder->file_count++] =
		oriel__css_arena_text(builder->arena, path, strlen(path));
}

/* Returns the text of the file, or NULL and sets *reason. *out_real is in the arena. */
static char *import_read(struct oriel__css_builder *builder, const struct import *import,
	const char **out_real, size_t *out_length, const char **reason) {
	char path[PATH_MAX], real[PATH_MAX], root[PATH_MAX];
	*reason = "the sheet has no folder; give it a base";
	if (builder->base == NULL)
		return NULL;
	*reason = "the path is too long";
	int length = import->url_length > 0 && import->url[0] == '/' ?
		snprintf(path, sizeof(path), "%.*s", (int)import->url_length, import->url) :
		snprintf(
			path, sizeof(path), "%s/%.*s", builder->base, (int)import->url_length, import->url);
	if (length < 0 || (size_t)length >= sizeof(path))
		return NULL;
	*reason = "there is no such file";
	bool exists = realpath(path, real) != NULL;
	if (exists && realpath(builder->root, root) != NULL && !path_is_below(real, root)) {
		*reason = "it is outside the sheet's root";
		return NULL;
	}
	if (!exists) {
		if (strstr(path, "..") == NULL && import->url[0] != '/')
			file_note(builder, path); /* the file may be created later */
		return NULL;
	}
	if (realpath(builder->root, root) == NULL)
		return NULL;
	file_note(builder, real);
	for (int i = 0; i < builder->import_depth; i++) {
		if (strcmp(builder->import_stack[i], real) == 0) {
			*reason = "it imports itself";
			return NULL;
		}
	}
	*out_real = oriel__css_arena_text(builder->arena, real, strlen(real));
	return oriel__css_file_read(
		real, ORIEL__SHEET_MAX_BYTES - builder->bytes, out_length, reason);
}

/* Reads an imported file, or its recorded bytes. */
static char *import_take(struct oriel__css_builder *builder, const struct import *import,
	const char **out_real, size_t *out_length, const char **reason) {
	struct oriel__sheet_files *recorded = builder->recorded;
	if (recorded != NULL && recorded->is_given)
		return oriel__sheet_files_read(recorded, builder->arena, out_real, out_length, reason);
	char *text = import_read(builder, import, out_real, out_length, reason);
	if (recorded != NULL)
		oriel__sheet_files_write(
			recorded, *out_real != NULL ? *out_real : "", text, *out_length, *reason);
	return text;
}

static const char *folder_of(struct oriel__css_arena *arena, const char *path) {
	const char *slash = strrchr(path, '/');
	if (slash == NULL)
		return ".";
	return oriel__css_arena_text(arena, path, slash == path ? 1 : (size_t)(slash - path));
}

/* Parses the text of an imported file in place of the current source. */
static void import_enter(struct oriel__css_builder *builder,
	const struct oriel__css_context *context, const char *real, const char *text, size_t length) {
	struct oriel__css_scanner scanner = builder->scanner;
	const char *base = builder->base;
	uint32_t source = builder->source;
	builder->base = folder_of(builder->arena, real);
	builder->import_stack[builder->import_depth++] = real;
	oriel__css_builder_begin_source(builder, real, text, length);
	oriel__css_parse_sheet(builder, context);
	builder->import_depth--;
	builder->base = base;
	builder->source = source;
	builder->scanner = scanner;
}

void oriel__css_parse_import(struct oriel__css_builder *builder,
	const struct oriel__css_context *context, uint32_t begin, uint32_t end) {
	struct import import;
	struct oriel__css_context inner = *context;
	const char *real = NULL, *reason;
	size_t length = 0;
	if (!import_parse(builder, begin, end, &import)) {
		oriel__css_builder_error(builder, begin, NULL, "expected the path of a sheet");
		return;
	}
	if (!import.is_supported)
		return;
	if (builder->import_depth > ORIEL__SHEET_MAX_IMPORT_DEPTH - 1 ||
		builder->import_count >= ORIEL__SHEET_MAX_IMPORTS) {
		oriel__css_builder_error(
			builder, begin, NULL, "expected at most 256 imports, in 16 levels");
		return;
	}
	builder->import_count++;
	if (import.has_layer) {
		inner.layer = oriel__css_layer_find(
			builder, context->layer, context->condition, import.layer, import.layer_length);
		if (inner.layer == 0) {
			oriel__css_builder_error(builder, begin, NULL, "expected the name of a layer");
			return;
		}
	}
	while (import.media_begin < end &&
		strchr(" \t\n", builder->scanner.text[import.media_begin]) != NULL)
		import.media_begin++;
	if (import.media_begin < end)
		inner.condition =
			oriel__css_condition_add(builder, context->condition, import.media_begin, end);
	char *text = import_take(builder, &import, &real, &length, &reason);
	if (text == NULL) {
		oriel__css_builder_error(builder, begin, NULL, "cannot import %.*s: %s",
			(int)(import.url_length < 200 ? import.url_length : 200), import.url, reason);
		return;
	}
	import_enter(builder, &inner, real, text, length);
	oriel__free(text);
}
