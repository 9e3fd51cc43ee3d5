/* SPDX-License-Identifier: MIT */
/*
 * oriel_set(), and oriel_set_style() with its errors. inline.c and inline_block.c store the style.
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
	if (options->name != NULL)
		oriel_set_attribute(widget, "name", options->name);
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

/* Logs why a property does not take a value. */
static void style_explain_refusal(
	const char *site, uint16_t id, const char *property, const char *value) {
	struct oriel__css_arena arena = { 0 };
	struct oriel__css_longhand *longhands = oriel__alloc(
		ORIEL__CSS_MAX_LONGHANDS * sizeof(*longhands));
	struct oriel__css_value_error error = { .expected = "another value" };
	uint32_t length;
	const char *text = oriel__css_preprocess(&arena, value, strlen(value), &length);
	size_t count = id != 0 ?
		oriel__css_value_parse(&arena, id, text, length, longhands, &error) :
		0;
	const char *refusal = NULL;
	for (size_t i = 0; i < count && refusal == NULL; i++)
		refusal = oriel__value_refusal(
			oriel__css_property_physical(longhands[i].property, false), &longhands[i].value);
	style_complain(site, property, value, refusal != NULL ? refusal : error.expected);
	oriel__free(longhands);
	oriel__css_arena_finish(&arena);
}

static bool style_set_value(
	const char *site, struct oriel__node *node, const char *property, const char *value) {
	uint16_t id = is_custom_name(property) ?
		0 :
		oriel__css_property_find(property, strlen(property));
	if (id == 0 && !is_custom_name(property))
		return style_complain(
			site, property, value != NULL ? value : "", "there is no such property");
	if (value == NULL && node->style_attribute == ORIEL__STYLE_ATTRIBUTE_NONE)
		return true;
	oriel_loop *loop = oriel__node_loop(node);
	oriel__hold_begin(loop);
	bool is_set = oriel__inline_set_property(node, id, property, value);
	oriel__hold_end(loop);
	if (!is_set)
		style_explain_refusal(site, id, property, value);
	return is_set;
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
