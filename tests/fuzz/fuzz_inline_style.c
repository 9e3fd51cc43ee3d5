/* SPDX-License-Identifier: MIT */
/*
 * Inline style: any bytes are parsed; the declarations can be written, and are the same when they
 * are parsed again. Their variables can be substituted.
 */
#include "declared.h"

#include "css/css_sheet_internal.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition) {
	if (!condition)
		abort();
}

static const char *variable(void *data, const char *name, size_t length) {
	return length % 2 == 0 ? "1px red" : NULL;
}

static void substitute(const struct oriel__css_block *block) {
	for (uint32_t i = 0; i < block->count; i++) {
		const struct oriel__css_value *value = &block->items[i].value;
		struct oriel__css_arena arena = { 0 };
		struct oriel__css_longhand out[ORIEL__CSS_MAX_LONGHANDS];
		struct oriel__css_value_error error;
		uint32_t length;
		if (value->kind != ORIEL__VALUE_PENDING)
			continue;
		const char *text = oriel__css_substitute(
			&arena, value->content.text, value->count, variable, NULL, &length);
		if (text != NULL)
			require(oriel__css_value_parse(&arena, value->keyword, text, length, out, &error) <=
				ORIEL__CSS_MAX_LONGHANDS);
		oriel__css_arena_finish(&arena);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	struct oriel__css_inline *style = oriel__css_inline_parse((const char *)data, size, NULL);
	struct oriel__css_writer text = { 0 }, first = { 0 }, second = { 0 };
	if (style == NULL)
		return 0;
	substitute(&style->block);
	oriel__css_writer_text(&text, "");
	oriel__css_writer_text(&first, "");
	oriel__css_writer_text(&second, "");
	oriel__css_write_block(&text, &style->block, &style->names);
	struct oriel__css_inline *again = oriel__css_inline_parse(text.text, text.length, NULL);
	declared_write(&first, &style->block, &style->names);
	declared_write(&second, &again->block, &again->names);
	require(strcmp(first.text, second.text) == 0);
	oriel__css_writer_finish(&text);
	oriel__css_writer_finish(&first);
	oriel__css_writer_finish(&second);
	oriel__css_inline_free(again);
	oriel__css_inline_free(style);
	return 0;
}
