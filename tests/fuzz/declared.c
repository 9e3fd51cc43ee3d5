/* SPDX-License-Identifier: MIT */
#include "declared.h"

#include <string.h>

static void write_declaration(struct oriel__css_writer *writer, const char *name, size_t length,
	const struct oriel__css_declaration *declaration) {
	oriel__css_writer_add(writer, name, length);
	oriel__css_writer_text(writer, ":");
	oriel__css_write_value(writer, declaration->property, &declaration->value);
	oriel__css_writer_text(writer, declaration->is_important ? "!;" : ";");
}

static void write_direction(
	struct oriel__css_writer *writer, const struct oriel__css_block *block, bool is_rtl) {
	const struct oriel__css_declaration *winners[ORIEL__CSS_PROPERTIES] = { 0 };
	for (uint32_t i = 0; i < block->count; i++) {
		const struct oriel__css_declaration *item = &block->items[i];
		uint16_t id = oriel__css_property_physical(item->property, is_rtl);
		if (winners[id] == NULL || !winners[id]->is_important || item->is_important)
			winners[id] = item;
	}
	for (uint16_t id = 1; id < ORIEL__CSS_PROPERTIES; id++) {
		const char *name = oriel__css_properties[id].name;
		if (id != ORIEL__CSS_CUSTOM && winners[id] != NULL)
			write_declaration(writer, name, strlen(name), winners[id]);
	}
}

void declared_write(struct oriel__css_writer *writer, const struct oriel__css_block *block,
	const struct oriel__css_name_table *names) {
	for (uint32_t i = 0; i < block->count; i++) {
		const struct oriel__css_declaration *item = &block->items[i];
		if (item->property != ORIEL__CSS_CUSTOM)
			continue;
		const struct oriel__css_name_item *name = &names->items[item->name - 1];
		write_declaration(writer, name->text, name->length, item);
	}
	write_direction(writer, block, false);
	write_direction(writer, block, true);
}
