/* SPDX-License-Identifier: MIT */
/*
 * Sheets: any bytes are parsed, with as many rules each time; what a rule says can be written, is
 * parsed again as the same, and its values can be computed.
 */
#include "declared.h"

#include "css/css_sheet_internal.h"

#include <oriel/runtime/log.h>

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition) {
	if (!condition)
		abort();
}

static void ignore_log(enum oriel_log_level level, const char *message, void *data) {
}

static oriel_color system_color(void *data, uint16_t keyword, bool is_dark) {
	return ORIEL_RGB(keyword);
}

static void compute(const struct oriel__css_declaration *declaration) {
	static const struct oriel__css_units units = { .em = 14, .rem = 14, .ch = 7, .lh = 17,
		.viewport_width = 800, .viewport_height = 600 };
	static const struct oriel__css_color_context colors = { .system = system_color };
	struct oriel__css_arena arena = { 0 };
	struct oriel__css_value value = oriel__css_value_absolute(&arena, &declaration->value, &units);
	double number = oriel__css_value_resolve(&value, 100);
	require(number == number);
	if (value.kind == ORIEL__VALUE_COLOR_FUNCTION)
		oriel__css_color_resolve(&value, &colors);
	require((oriel__css_value_needs(&value) &
				(ORIEL__NEED_FONT | ORIEL__NEED_ROOT_FONT | ORIEL__NEED_VIEWPORT)) == 0);
	oriel__css_arena_finish(&arena);
}

typedef void write_block_fn(struct oriel__css_writer *writer, const struct oriel__css_block *block,
	const struct oriel__css_name_table *names);

static void write_rules(
	struct oriel__css_writer *writer, const oriel_sheet *sheet, write_block_fn *write_block) {
	/* a name may begin with U+FEFF, which is a byte order mark at the start of a text */
	oriel__css_writer_text(writer, "\n");
	for (uint32_t i = 0; i < sheet->rule_count; i++) {
		const struct oriel__css_style_rule *rule = &sheet->rules[i];
		require(rule->selectors->count > 0 && rule->block.count > 0);
		require(rule->layer <= sheet->layer_count && rule->condition <= sheet->condition_count);
		for (uint32_t k = 0; k < rule->block.count; k++)
			compute(&rule->block.items[k]);
		oriel__css_write_selectors(writer, rule->selectors, &sheet->names);
		oriel__css_writer_text(writer, " { ");
		write_block(writer, &rule->block, &sheet->names);
		oriel__css_writer_text(writer, " }\n");
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	oriel_set_log_hook(ignore_log, NULL);
	char *text = malloc(size + 1);
	if (size > 0)
		memcpy(text, data, size);
	text[size] = '\0';
	oriel_sheet *sheet = oriel_sheet_parse(text);
	struct oriel__css_writer written = { 0 }, first = { 0 }, second = { 0 };
	write_rules(&written, sheet, oriel__css_write_block);
	oriel_sheet *again = oriel_sheet_parse(written.text != NULL ? written.text : "");
	write_rules(&first, sheet, declared_write);
	write_rules(&second, again, declared_write);
	require(first.length == second.length &&
		(first.length == 0 || memcmp(first.text, second.text, first.length) == 0));
	oriel__css_writer_finish(&written);
	oriel__css_writer_finish(&first);
	oriel__css_writer_finish(&second);
	oriel_sheet_unref(again);
	oriel_sheet_unref(sheet);
	free(text);
	return 0;
}
