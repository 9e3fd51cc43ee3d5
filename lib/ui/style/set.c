/* SPDX-License-Identifier: MIT */
/*
 * oriel_set() and oriel_set_style().
 *
 * Inline style is stored as text. Setting one property writes the other declarations as text again
 * and appends the new one.
 */
#include <oriel/ui/set.h>
#include <oriel/ui/style.h>

#include "base/alloc_internal.h"
#include "base/options_internal.h"
#include "css/css_format_internal.h"
#include "loop/callback_internal.h"
#include "style/style_state_internal.h"

#include <oriel/runtime/log.h>
#include <oriel/ui/widget.h>

#include <stdarg.h>
#include <string.h>

static void set_text(const char *site, struct oriel__node *node, const char *text) {
	oriel_loop *loop = oriel__node_loop(node);
	oriel__style_state(loop);
	oriel__hold_begin(loop);
	oriel__style_attribute_changes(node);
	oriel__inline_replace(node, text != NULL ? text : "", site);
	oriel__hold_end(loop);
}

static void set_names(oriel_widget *widget, const struct oriel_set_options *options) {
	if (options->id != NULL)
		oriel_set_attribute(widget, "id", options->id);
	if (options->classes != NULL)
		oriel_set_attribute(widget, "class", options->classes);
	if (options->title != NULL)
		oriel_set_attribute(widget, "title", options->title);
	if (options->hidden)
		oriel_set_hidden(widget, true);
	if (options->disabled)
		oriel_set_disabled(widget, true);
}

oriel_widget *oriel_set_at(
	const char *site, oriel_widget *widget, const struct oriel_set_options *options) {
	struct oriel__node *node = oriel__node_change(widget, "oriel_set");
	oriel__check_options("oriel_set", site, options);
	if (options == NULL)
		return widget;
	struct oriel_set_options known = { 0 };
	memcpy(&known, options, options->size < sizeof(known) ? options->size : sizeof(known));
	if (known.style != NULL)
		set_text(site, node, known.style);
	set_names(widget, &known);
	return widget;
}

/* ---- One property ---- */

static bool is_custom_name(const char *property) {
	return property[0] == '-' && property[1] == '-' && property[2] != '\0';
}

static bool style_complain(
	const char *site, const char *property, const char *value, const char *message) {
	oriel_log(ORIEL_LOG_ERROR, "%s: oriel_set_style: %s: \"%.200s\": %s", site, property, value,
		message);
	return false;
}

/* Returns whether a value is valid for the property; logs an error if not. */
static bool style_value_is_valid(
	const char *site, uint16_t id, const char *property, const char *value) {
	struct oriel__css_arena arena = { 0 };
	struct oriel__css_longhand *longhands = oriel__alloc(
		ORIEL__CSS_MAX_LONGHANDS * sizeof(*longhands));
	struct oriel__css_value_error error = { 0 };
	uint32_t length;
	const char *text = oriel__css_preprocess(&arena, value, strlen(value), &length);
	size_t count = oriel__css_value_parse(&arena, id, text, length, longhands, &error);
	if (count == 0)
		style_complain(site, property, value, error.expected);
	const char *refusal = NULL;
	for (size_t i = 0; i < count && refusal == NULL; i++)
		refusal = oriel__value_refusal(
			oriel__css_property_physical(longhands[i].property, false), &longhands[i].value);
	if (refusal != NULL)
		style_complain(site, property, value, refusal);
	oriel__free(longhands);
	oriel__css_arena_finish(&arena);
	return count > 0 && refusal == NULL;
}

/* Returns whether setting a property, by id or by custom name, overrides a declaration. */
static bool style_covers(uint16_t id, const char *property,
	const struct oriel__css_declaration *declaration,
	const struct oriel__css_name_table *names) {
	if (declaration->property == ORIEL__CSS_CUSTOM)
		return id == 0 && strcmp(oriel__css_name_text(names, declaration->name), property) == 0;
	if (id == 0 || declaration->property == id)
		return id != 0;
	const struct oriel__css_property *info = &oriel__css_properties[id];
	if (id == ORIEL__CSS_ALL)
		return true;
	for (const uint16_t *member = info->members;
		info->kind == ORIEL__CSS_SHORTHAND && *member != 0; member++) {
		if (style_covers(*member, property, declaration, names))
			return true;
	}
	return false;
}

/* Writes the declarations that a new value of the property does not override. */
static void style_write_others(struct oriel__css_writer *writer,
	const struct oriel__inline *style, uint16_t id, const char *property) {
	if (style == NULL || style->text == NULL)
		return;
	const struct oriel__declarations *declarations = &style->text->declarations;
	const struct oriel__css_name_table *names = &style->text->css->names;
	struct oriel__css_declaration *kept = oriel__alloc(declarations->count * sizeof(*kept) + 1);
	struct oriel__css_block block = { .items = kept };
	for (uint32_t i = 0; i < declarations->count; i++) {
		if (!style_covers(id, property, &declarations->items[i], names))
			kept[block.count++] = declarations->items[i];
	}
	if (block.count > 0)
		oriel__css_write_block(writer, &block, names);
	oriel__free(kept);
}

static bool style_set_value(
	const char *site, struct oriel__node *node, const char *property, const char *value) {
	uint16_t id = is_custom_name(property) ?
		0 :
		oriel__css_property_find(property, strlen(property));
	if (id == 0 && !is_custom_name(property))
		return style_complain(
			site, property, value != NULL ? value : "", "there is no such property");
	if (value != NULL && id != 0 && !style_value_is_valid(site, id, property, value))
		return false;
	if (value == NULL && node->style_attribute == ORIEL__STYLE_ATTRIBUTE_NONE)
		return true;
	struct oriel__css_writer writer = { 0 };
	style_write_others(&writer, node->inline_style, id, property);
	if (value != NULL) {
		if (writer.length > 0)
			oriel__css_writer_text(&writer, " ");
		oriel__css_writer_text(&writer, property);
		oriel__css_writer_text(&writer, ": ");
		oriel__css_writer_text(&writer, value);
		oriel__css_writer_text(&writer, ";");
	}
	set_text(site, node, writer.text);
	oriel__css_writer_finish(&writer);
	return true;
}

bool oriel_set_style_at(const char *site, oriel_widget *widget, const char *property,
	const char *format, ...) {
	struct oriel__node *node = oriel__node_change(widget, "oriel_set_style");
	ORIEL_ASSERT(
		property != NULL, "oriel_set_style: the property is NULL; pass its name in CSS");
	if (format == NULL)
		return style_set_value(site, node, property, NULL);
	va_list arguments;
	va_start(arguments, format);
	const char *refusal;
	char *value = oriel__css_value_format(&refusal, format, arguments);
	va_end(arguments);
	bool is_set = value != NULL && style_set_value(site, node, property, value);
	if (value == NULL)
		style_complain(site, property, format, refusal);
	oriel__free(value);
	return is_set;
}
