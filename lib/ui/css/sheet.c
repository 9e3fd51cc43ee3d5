/* SPDX-License-Identifier: MIT */
/*
 * Sheets and blocks of inline style as objects: creation, reference counts, loading and reloading.
 * Parsing is in sheet_parse.c.
 */
#define _XOPEN_SOURCE 700 /* realpath() */
#include "css/sheet_builder_internal.h"
#include "css/sheet_files_internal.h"

#include "base/alloc_internal.h"
#include "base/options_internal.h"

#include <oriel/runtime/log.h>

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Errors ---- */

struct oriel__css_place oriel__css_source_place(
	const struct oriel__css_source *source, uint32_t offset) {
	struct oriel__css_place place = { 1, 1 };
	uint32_t line = 0;
	if (offset > source->length)
		offset = source->length;
	for (const char *at = source->text;
		(at = memchr(at, '\n', (size_t)(source->text + offset - at))) != NULL; at++) {
		place.line++;
		line = (uint32_t)(at - source->text) + 1;
	}
	for (uint32_t i = line; i < offset; i++)
		place.column += ((unsigned char)source->text[i] & 0xc0) != 0x80;
	return place;
}

void oriel__css_source_write_place(
	const struct oriel__css_source *source, uint32_t offset, char text[ORIEL__CSS_PLACE_TEXT]) {
	struct oriel__css_place place = oriel__css_source_place(source, offset);
	snprintf(text, ORIEL__CSS_PLACE_TEXT, "%.250s:%s%u:%u", source->name,
		source->is_place ? " " : "", (unsigned)place.line, (unsigned)place.column);
}

void oriel__css_builder_error(struct oriel__css_builder *builder, uint32_t offset,
	const char *nearest, const char *format, ...) {
	char message[320];
	va_list arguments;
	builder->error_total++;
	if (builder->error_count >= ORIEL__SHEET_MAX_ERRORS)
		return;
	va_start(arguments, format);
	vsnprintf(message, sizeof(message), format, arguments);
	va_end(arguments);
	builder->errors = oriel__grow(builder->errors, &builder->error_capacity,
		builder->error_count + 1, sizeof(*builder->errors));
	builder->errors[builder->error_count++] = (struct oriel__css_error_item){ builder->source,
		offset, oriel__css_arena_text(builder->arena, message, strlen(message)), nearest };
}

/* Logs the errors. Computing a line and column takes a pass over the text, so few errors are
 * stored. */
static void errors_log(const struct oriel__css_builder *builder, const char *site) {
	for (size_t i = 0; i < builder->error_count; i++) {
		const struct oriel__css_error_item *item = &builder->errors[i];
		const struct oriel__css_source *source = &builder->sources[item->source];
		char place[ORIEL__CSS_PLACE_TEXT];
		oriel__css_source_write_place(source, item->offset, place);
		oriel_log(ORIEL_LOG_WARNING, "%s%s%s: %s%s%s%s", site != NULL ? site : "",
			site != NULL ? ": " : "", place, item->message,
			item->nearest != NULL ? "; did you mean " : "",
			item->nearest != NULL ? item->nearest : "", item->nearest != NULL ? "?" : "");
	}
	if (builder->error_total > builder->error_count)
		oriel_log(ORIEL_LOG_WARNING, "%s: %zu more errors", builder->sources[0].name,
			builder->error_total - builder->error_count);
}

size_t oriel_sheet_error_count(const oriel_sheet *sheet) {
	ORIEL_ASSERT(sheet != NULL, "oriel_sheet_error_count: the sheet is NULL; pass a sheet");
	return sheet->error_total;
}

bool oriel_sheet_error_at(
	const oriel_sheet *sheet, size_t index, struct oriel_sheet_error *out) {
	ORIEL_ASSERT(sheet != NULL, "oriel_sheet_error_at: the sheet is NULL; pass a sheet");
	if (index >= sheet->error_count)
		return false;
	const struct oriel__css_error_item *item = &sheet->errors[index];
	const struct oriel__css_source *source = &sheet->sources[item->source];
	struct oriel__css_place place = oriel__css_source_place(source, item->offset);
	*out = (struct oriel_sheet_error){ source->name, place.line, place.column, item->message,
		item->nearest };
	return true;
}

/* ---- Making ---- */

static char *text_copy(const char *text) {
	return text != NULL ? oriel__strdup(text) : NULL;
}

/* Moves the builder's rules and copies its other arrays into the sheet. */
static void sheet_take(oriel_sheet *sheet, struct oriel__css_builder *builder) {
	struct oriel__css_arena *arena = &sheet->arena;
#define TAKE(member, count_member) \
	sheet->member = oriel__css_arena_copy( \
		arena, builder->member, builder->count_member * sizeof(*builder->member)); \
	sheet->count_member = (uint32_t)builder->count_member
	TAKE(sources, source_count);
	TAKE(layers, layer_count);
	TAKE(layer_places, layer_place_count);
	TAKE(conditions, condition_count);
	TAKE(registrations, registration_count);
	TAKE(errors, error_count);
	TAKE(files, file_count);
#undef TAKE
	if (builder->rule_count > 0)
		sheet->rules = oriel__realloc_array(
			builder->rules, builder->rule_count, sizeof(*builder->rules));
	sheet->rule_count = (uint32_t)builder->rule_count;
	builder->rules = builder->rule_count > 0 ? NULL : builder->rules;
	sheet->error_total = builder->error_total;
}

static void builder_init(struct oriel__css_builder *builder, struct oriel__css_arena *arena,
	struct oriel__css_name_table *names) {
	memset(builder, 0, sizeof(*builder));
	builder->arena = names->arena = arena;
	builder->names = names;
}

static void sheet_add_error(struct oriel__css_builder *builder, const char *name,
	const char *message, const char *reason) {
	oriel__css_builder_begin_source(builder, name, "", 0);
	oriel__css_builder_error(builder, 0, NULL, "%s%s", message, reason);
}

static void sheet_parse_text(
	struct oriel__css_builder *builder, const char *name, const char *text, size_t length) {
	struct oriel__css_context context = { 0 };
	if (length > ORIEL__SHEET_MAX_BYTES) {
		sheet_add_error(builder, name, "expected a text of at most 64 MiB", "");
		return;
	}
	oriel__css_builder_begin_source(builder, name, text, length);
	oriel__css_parse_sheet(builder, &context);
}

static char *path_folder(const char *path) {
	const char *slash = strrchr(path, '/');
	if (slash == NULL)
		return oriel__strdup(".");
	return oriel__strndup(path, slash == path ? 1 : (size_t)(slash - path));
}

static oriel_sheet *sheet_new(const struct oriel_sheet_options *options, const char *path) {
	oriel_sheet *sheet = oriel__alloc_zero(1, sizeof(*sheet));
	atomic_init(&sheet->references, 1);
	sheet->path = text_copy(path);
	if (options != NULL) {
		sheet->name = text_copy(options->name);
		sheet->base = text_copy(options->base);
		sheet->root = text_copy(options->root);
		sheet->is_watched = options->watch && path != NULL;
	}
	if (sheet->base == NULL && path != NULL)
		sheet->base = path_folder(path);
	if (sheet->root == NULL)
		sheet->root = text_copy(sheet->base);
	return sheet;
}

static const char *sheet_name(const oriel_sheet *sheet) {
	const char *name = sheet->name != NULL ? sheet->name : sheet->path;
	if (name != NULL)
		return name;
	return sheet->site != NULL ? sheet->site : "sheet";
}

/* A sheet without a name is called by the place in C. */
static bool is_named_by_place(const oriel_sheet *sheet) {
	return sheet->name == NULL && sheet->path == NULL && sheet->site != NULL;
}

static void sheet_fill(oriel_sheet *sheet, const char *text, size_t length, const char *reason,
	struct oriel__sheet_files *recorded) {
	struct oriel__css_builder *builder = oriel__alloc(sizeof(*builder));
	char *real = NULL;
	builder_init(builder, &sheet->arena, &sheet->names);
	builder->base = sheet->base;
	builder->root = sheet->root;
	builder->recorded = recorded;
	if (sheet->path != NULL && (real = realpath(sheet->path, NULL)) != NULL)
		builder->import_stack[builder->import_depth++] = real;
	if (text != NULL)
		sheet_parse_text(builder, sheet_name(sheet), text, length);
	else
		sheet_add_error(builder, sheet_name(sheet), "cannot load the sheet: ", reason);
	builder->sources[0].is_place = is_named_by_place(sheet);
	errors_log(builder, NULL);
	sheet_take(sheet, builder);
	oriel__css_builder_finish(builder);
	oriel__free(builder);
	free(real);
}

oriel_sheet *oriel_sheet_parse_at(
	const char *site, const char *text, const struct oriel_sheet_options *options) {
	ORIEL_ASSERT(text != NULL,
		"oriel_sheet_parse at %s: the text is NULL; pass \"\" for an empty sheet", site);
	oriel__check_options("oriel_sheet_parse", site, options);
	oriel_sheet *sheet = sheet_new(options, NULL);
	sheet->site = text_copy(site);
	sheet_fill(sheet, text, strlen(text), NULL, NULL);
	return sheet;
}

oriel_sheet *oriel_sheet_load_at(
	const char *site, const char *path, const struct oriel_sheet_options *options) {
	ORIEL_ASSERT(
		path != NULL, "oriel_sheet_load at %s: the path is NULL; pass the path of a file", site);
	oriel__check_options("oriel_sheet_load", site, options);
	oriel_sheet *sheet = sheet_new(options, path);
	const char *reason = NULL;
	size_t length = 0;
	char *text = oriel__css_file_read(path, ORIEL__SHEET_MAX_BYTES, &length, &reason);
	sheet_fill(sheet, text, length, reason, NULL);
	oriel__free(text);
	return sheet;
}

/* Reads the file of a sheet, or its recorded bytes. Returns NULL if it is missing or empty. */
static char *sheet_read_again(
	oriel_sheet *fresh, struct oriel__sheet_files *recorded, size_t *length) {
	const char *path, *reason;
	bool is_given = recorded != NULL && recorded->is_given;
	char *text = is_given ?
		oriel__sheet_files_read(recorded, &fresh->arena, &path, length, &reason) :
		oriel__css_file_read(fresh->path, ORIEL__SHEET_MAX_BYTES, length, &reason);
	if (text != NULL && recorded != NULL && !is_given)
		oriel__sheet_files_write(recorded, fresh->path, text, *length, "");
	if (text != NULL && *length == 0 && !is_given) {
		oriel__free(text);
		text = NULL;
	}
	return text;
}

oriel_sheet *oriel__sheet_reload(const oriel_sheet *sheet, struct oriel__sheet_files *recorded) {
	const struct oriel_sheet_options options = { .name = sheet->name,
		.base = sheet->base,
		.root = sheet->root,
		.watch = sheet->is_watched,
		.size = sizeof(options) };
	oriel_sheet *fresh = sheet_new(&options, sheet->path);
	size_t length = 0;
	char *text = sheet_read_again(fresh, recorded, &length);
	if (text == NULL && (recorded == NULL || !recorded->is_given)) {
		oriel_sheet_unref(fresh);
		return NULL;
	}
	sheet_fill(fresh, text, length, "the recording does not have it", recorded);
	oriel__free(text);
	return fresh;
}

/* ---- References ---- */

oriel_sheet *oriel_sheet_ref(oriel_sheet *sheet) {
	ORIEL_ASSERT(sheet != NULL, "oriel_sheet_ref: the sheet is NULL; pass a sheet");
	atomic_fetch_add_explicit(&sheet->references, 1, memory_order_relaxed);
	return sheet;
}

void oriel_sheet_unref(oriel_sheet *sheet) {
	if (sheet == NULL ||
		atomic_fetch_sub_explicit(&sheet->references, 1, memory_order_acq_rel) != 1)
		return;
	oriel__css_name_table_finish(&sheet->names);
	oriel__css_arena_finish(&sheet->arena);
	oriel__free(sheet->rules);
	oriel__free(sheet->name);
	oriel__free(sheet->site);
	oriel__free(sheet->path);
	oriel__free(sheet->base);
	oriel__free(sheet->root);
	oriel__free(sheet);
}

/* ---- Inline style ---- */

enum { INLINE_MAX_BYTES = 1 << 20 };

struct oriel__css_inline *oriel__css_inline_parse(
	const char *text, size_t length, const char *site) {
	if (length > INLINE_MAX_BYTES)
		return NULL;
	struct oriel__css_inline *block = oriel__alloc_zero(1, sizeof(*block));
	struct oriel__css_builder *builder = oriel__alloc(sizeof(*builder));
	builder_init(builder, &block->arena, &block->names);
	oriel__css_builder_begin_source(builder, "style", text, length);
	oriel__css_parse_inline(builder);
	block->block = oriel__css_block_end(builder);
	block->source = builder->sources[0];
	if (site != NULL)
		errors_log(builder, site);
	oriel__css_builder_finish(builder);
	oriel__free(builder);
	return block;
}

void oriel__css_inline_free(struct oriel__css_inline *block) {
	if (block == NULL)
		return;
	oriel__css_name_table_finish(&block->names);
	oriel__css_arena_finish(&block->arena);
	oriel__free(block);
}
