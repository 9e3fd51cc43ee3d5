/* SPDX-License-Identifier: MIT */
/*
 * Writes values as text. Source: CSSOM 1, §6.7; Values 4, §10.13; Color 4, §15.
 */
#include "css/css_serialize_internal.h"

#include "base/alloc_internal.h"
#include "css/color_internal.h"
#include "css/value_parser_internal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- The writer ---- */

void oriel__css_writer_add(struct oriel__css_writer *writer, const char *text, size_t length) {
	writer->text =
		oriel__grow(writer->text, &writer->capacity, writer->length + length + 1, 1);
	memcpy(writer->text + writer->length, text, length);
	writer->length += length;
	writer->text[writer->length] = '\0';
}

void oriel__css_writer_text(struct oriel__css_writer *writer, const char *text) {
	oriel__css_writer_add(writer, text, strlen(text));
}

void oriel__css_writer_finish(struct oriel__css_writer *writer) {
	oriel__free(writer->text);
	*writer = (struct oriel__css_writer){ 0 };
}

static void writer_escape_code(struct oriel__css_writer *writer, unsigned char byte) {
	char text[8];
	snprintf(text, sizeof(text), "\\%x ", byte);
	oriel__css_writer_text(writer, text);
}

static bool writer_is_digit(char byte) {
	return byte >= '0' && byte <= '9';
}

/* Source: CSSOM, "serialize an identifier". */
void oriel__css_writer_ident(struct oriel__css_writer *writer, const char *text, size_t length) {
	for (size_t i = 0; i < length; i++) {
		unsigned char byte = (unsigned char)text[i];
		bool is_letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
		if (byte < 0x20 || byte == 0x7f ||
			(writer_is_digit(text[i]) && (i == 0 || (i == 1 && text[0] == '-')))) {
			writer_escape_code(writer, byte);
			continue;
		}
		if (!(byte >= 0x80 || is_letter || writer_is_digit(text[i]) || byte == '_' ||
				(byte == '-' && length > 1)))
			oriel__css_writer_text(writer, "\\");
		oriel__css_writer_add(writer, text + i, 1);
	}
}

void oriel__css_writer_string(struct oriel__css_writer *writer, const char *text, size_t length) {
	oriel__css_writer_text(writer, "\"");
	for (size_t i = 0; i < length; i++) {
		unsigned char byte = (unsigned char)text[i];
		if (byte < 0x20 || byte == 0x7f) {
			writer_escape_code(writer, byte);
			continue;
		}
		if (byte == '"' || byte == '\\')
			oriel__css_writer_text(writer, "\\");
		oriel__css_writer_add(writer, text + i, 1);
	}
	oriel__css_writer_text(writer, "\"");
}

/* The decimal point of the locale, which printf() writes, is replaced. */
void oriel__css_writer_number(struct oriel__css_writer *writer, double number) {
	char text[32];
	if (number == 0)
		number = 0;
	snprintf(text, sizeof(text), "%.6g", number);
	for (char *at = text; *at != '\0'; at++) {
		if (!writer_is_digit(*at) && *at != '-' && *at != '+' && *at != 'e') {
			size_t rest = 1;
			while (at[rest] != '\0' && !writer_is_digit(at[rest]))
				rest++;
			*at = '.';
			memmove(at + 1, at + rest, strlen(at + rest) + 1);
			break;
		}
	}
	oriel__css_writer_text(writer, text);
}

/* ---- Mathematics ---- */

static const char *const math_names[] = {
	[ORIEL__MATH_MIN] = "min",
	[ORIEL__MATH_MAX] = "max",
	[ORIEL__MATH_CLAMP] = "clamp",
	[ORIEL__MATH_ROUND] = "round",
	[ORIEL__MATH_MOD] = "mod",
	[ORIEL__MATH_REM] = "rem",
	[ORIEL__MATH_ABS] = "abs",
	[ORIEL__MATH_SIGN] = "sign",
	[ORIEL__MATH_SIN] = "sin",
	[ORIEL__MATH_COS] = "cos",
	[ORIEL__MATH_TAN] = "tan",
	[ORIEL__MATH_ASIN] = "asin",
	[ORIEL__MATH_ACOS] = "acos",
	[ORIEL__MATH_ATAN] = "atan",
	[ORIEL__MATH_ATAN2] = "atan2",
	[ORIEL__MATH_POW] = "pow",
	[ORIEL__MATH_SQRT] = "sqrt",
	[ORIEL__MATH_HYPOT] = "hypot",
	[ORIEL__MATH_LOG] = "log",
	[ORIEL__MATH_EXP] = "exp",
};

static void write_math(
	struct oriel__css_writer *writer, const struct oriel__css_math *math, bool is_inside);

static void write_leaf(struct oriel__css_writer *writer, const struct oriel__css_math *math) {
	double number = math->content.number;
	const char *unit = oriel__css_unit_name((enum oriel__css_unit)math->unit);
	if (isnan(number) || isinf(number)) {
		oriel__css_writer_text(
			writer, isnan(number) ? "NaN" : number > 0 ? "infinity" : "-infinity");
		if (unit[0] != '\0') {
			oriel__css_writer_text(writer, " * 1");
			oriel__css_writer_text(writer, unit);
		}
		return;
	}
	oriel__css_writer_number(writer, number);
	oriel__css_writer_text(writer, unit);
}

/* Returns the sort class of a term: numbers, then percentages, then dimensions sorted by unit, then
 * all other terms in their order. */
static int math_sort_class(const struct oriel__css_math *math) {
	if (math->op != ORIEL__MATH_LEAF)
		return 3;
	return math->unit == ORIEL__UNIT_NUMBER ? 0 : math->unit == ORIEL__UNIT_PERCENT ? 1 : 2;
}

static bool math_is_before(const struct oriel__css_math *a, const struct oriel__css_math *b) {
	int first = math_sort_class(a), second = math_sort_class(b);
	if (first != second)
		return first < second;
	return first == 2 &&
		strcmp(oriel__css_unit_name((enum oriel__css_unit)a->unit),
			oriel__css_unit_name((enum oriel__css_unit)b->unit)) < 0;
}

enum { MAX_SORTED = 64 };

static void math_sort(
	const struct oriel__css_math *math, const struct oriel__css_math *sorted[MAX_SORTED]) {
	for (int i = 0; i < math->count; i++) {
		int at = i;
		while (at > 0 && math_is_before(math->content.children[i], sorted[at - 1])) {
			sorted[at] = sorted[at - 1];
			at--;
		}
		sorted[at] = math->content.children[i];
	}
}

static void write_sum(struct oriel__css_writer *writer, const struct oriel__css_math *math) {
	const struct oriel__css_math *sorted[MAX_SORTED];
	math_sort(math, sorted);
	write_math(writer, sorted[0], true);
	for (int i = 1; i < math->count; i++) {
		if (sorted[i]->op == ORIEL__MATH_NEGATE) {
			oriel__css_writer_text(writer, " - ");
			write_math(writer, sorted[i]->content.children[0], true);
		} else if (sorted[i]->op == ORIEL__MATH_LEAF && signbit(sorted[i]->content.number)) {
			struct oriel__css_math positive = *sorted[i];
			positive.content.number = -positive.content.number;
			oriel__css_writer_text(writer, " - ");
			write_math(writer, &positive, true);
		} else {
			oriel__css_writer_text(writer, " + ");
			write_math(writer, sorted[i], true);
		}
	}
}

static void write_product(struct oriel__css_writer *writer, const struct oriel__css_math *math) {
	const struct oriel__css_math *sorted[MAX_SORTED];
	math_sort(math, sorted);
	for (int i = 0; i < math->count; i++) {
		bool is_quotient = i > 0 && sorted[i]->op == ORIEL__MATH_INVERT;
		if (i > 0)
			oriel__css_writer_text(writer, is_quotient ? " / " : " * ");
		write_math(writer, is_quotient ? sorted[i]->content.children[0] : sorted[i], true);
	}
}

static void write_arguments(struct oriel__css_writer *writer, const struct oriel__css_math *math) {
	oriel__css_writer_text(writer, math_names[math->op]);
	oriel__css_writer_text(writer, "(");
	if (math->op == ORIEL__MATH_ROUND && math->keyword != ORIEL__KEYWORD_NEAREST) {
		oriel__css_writer_text(writer, oriel__css_keyword_name(math->keyword));
		oriel__css_writer_text(writer, ", ");
	}
	for (int i = 0; i < math->count; i++) {
		if (i > 0)
			oriel__css_writer_text(writer, ", ");
		const struct oriel__css_math *child = math->content.children[i];
		if (child == NULL)
			oriel__css_writer_text(writer, "none");
		else if (child->op == ORIEL__MATH_SUM)
			write_sum(writer, child);
		else if (child->op == ORIEL__MATH_PRODUCT)
			write_product(writer, child);
		else
			write_math(writer, child, true);
	}
	oriel__css_writer_text(writer, ")");
}

/* Writes a calculation. is_inside: it is part of another one, so that its parentheses need no
 * "calc". */
static void write_math(
	struct oriel__css_writer *writer, const struct oriel__css_math *math, bool is_inside) {
	if (math->op >= ORIEL__MATH_MIN && math->op <= ORIEL__MATH_EXP) {
		write_arguments(writer, math);
		return;
	}
	if (is_inside && math->op == ORIEL__MATH_LEAF) {
		write_leaf(writer, math);
		return;
	}
	if (is_inside && math->op == ORIEL__MATH_CHANNEL) {
		oriel__css_writer_text(writer, oriel__css_keyword_name(math->keyword));
		return;
	}
	oriel__css_writer_text(writer, is_inside ? "(" : "calc(");
	switch ((enum oriel__css_math_operator)math->op) {
	case ORIEL__MATH_SUM: write_sum(writer, math); break;
	case ORIEL__MATH_PRODUCT: write_product(writer, math); break;
	case ORIEL__MATH_NEGATE:
		oriel__css_writer_text(writer, "-1 * ");
		write_math(writer, math->content.children[0], true);
		break;
	case ORIEL__MATH_INVERT:
		oriel__css_writer_text(writer, "1 / ");
		write_math(writer, math->content.children[0], true);
		break;
	default: write_math(writer, math, true); break;
	}
	oriel__css_writer_text(writer, ")");
}

/* ---- Colours ---- */

/* Writes the alpha with two decimals if these convert back to the same byte, else with three. */
static void write_alpha(struct oriel__css_writer *writer, unsigned alpha) {
	double rounded = floor(alpha * 100 / 255.0 + 0.5) / 100;
	if (floor(rounded * 255 + 0.5) != alpha)
		rounded = floor(alpha * 1000 / 255.0 + 0.5) / 1000;
	oriel__css_writer_number(writer, rounded);
}

void oriel__css_write_color(struct oriel__css_writer *writer, oriel_color color) {
	char text[48];
	unsigned alpha = color & 0xff;
	snprintf(text, sizeof(text), "%s(%u, %u, %u", alpha == 255 ? "rgb" : "rgba",
		(unsigned)(color >> 24), (unsigned)(color >> 16 & 0xff), (unsigned)(color >> 8 & 0xff));
	oriel__css_writer_text(writer, text);
	if (alpha != 255) {
		oriel__css_writer_text(writer, ", ");
		write_alpha(writer, alpha);
	}
	oriel__css_writer_text(writer, ")");
}

static void write_plain(struct oriel__css_writer *writer, const struct oriel__css_value *value);

static void write_mix(
	struct oriel__css_writer *writer, const struct oriel__css_color_function *mix) {
	static const char *const methods[] = { "", " longer hue", " increasing hue",
		" decreasing hue" };
	oriel__css_writer_text(writer, "color-mix(in ");
	oriel__css_writer_text(
		writer, oriel__css_space_name((enum oriel__css_color_space)mix->space));
	oriel__css_writer_text(writer, methods[mix->hue]);
	for (int i = 0; i < 2; i++) {
		double percentage = mix->percentages[i];
		oriel__css_writer_text(writer, ", ");
		write_plain(writer, &mix->arguments[i]);
		/* The second percentage is omitted if it follows from the first. */
		if (i == 0 && isnan(percentage) && !isnan(mix->percentages[1]))
			percentage = 100 - mix->percentages[1];
		else if (i == 1 && mix->percentages[0] + percentage == 100)
			percentage = NAN;
		else if (i == 1 && isnan(mix->percentages[0]))
			percentage = NAN;
		if (isnan(percentage) || (i == 0 && percentage == 50 && isnan(mix->percentages[1])))
			continue;
		oriel__css_writer_text(writer, " ");
		oriel__css_writer_number(writer, percentage);
		oriel__css_writer_text(writer, "%");
	}
	oriel__css_writer_text(writer, ")");
}

static void write_relative(
	struct oriel__css_writer *writer, const struct oriel__css_color_function *function) {
	bool is_color = function->notation == ORIEL__KEYWORD_COLOR ||
		function->notation == ORIEL__KEYWORD_XYZ;
	oriel__css_writer_text(
		writer, is_color ? "color" : oriel__css_keyword_name(function->notation));
	oriel__css_writer_text(writer, "(from ");
	write_plain(writer, &function->arguments[0]);
	if (is_color) {
		oriel__css_writer_text(writer, " ");
		oriel__css_writer_text(
			writer, oriel__css_space_name((enum oriel__css_color_space)function->space));
	}
	for (int i = 0; i < 4; i++) {
		const struct oriel__css_math *channel = function->channels[i];
		if (i == 3 && channel != NULL && channel->op == ORIEL__MATH_CHANNEL &&
			channel->keyword == ORIEL__KEYWORD_ALPHA)
			break;
		oriel__css_writer_text(writer, i == 3 ? " / " : " ");
		if (channel == NULL)
			oriel__css_writer_text(writer, "none");
		else
			write_math(writer, channel,
				channel->op == ORIEL__MATH_LEAF || channel->op == ORIEL__MATH_CHANNEL);
	}
	oriel__css_writer_text(writer, ")");
}

static void write_color_function(
	struct oriel__css_writer *writer, const struct oriel__css_color_function *function) {
	switch ((enum oriel__css_color_operator)function->op) {
	case ORIEL__COLOR_MIX: write_mix(writer, function); break;
	case ORIEL__COLOR_RELATIVE: write_relative(writer, function); break;
	default:
		oriel__css_writer_text(writer, "light-dark(");
		write_plain(writer, &function->arguments[0]);
		oriel__css_writer_text(writer, ", ");
		write_plain(writer, &function->arguments[1]);
		oriel__css_writer_text(writer, ")");
		break;
	}
}

/* ---- Values ---- */

static void write_items(struct oriel__css_writer *writer, const struct oriel__css_value *value,
	const char *separator) {
	bool is_first = true;
	for (uint32_t i = 0; i < value->count; i++) {
		if (value->content.items[i].kind == ORIEL__VALUE_NONE)
			continue;
		if (!is_first)
			oriel__css_writer_text(writer, separator);
		is_first = false;
		write_plain(writer, &value->content.items[i]);
	}
}

/* In repeat(), a comma follows the count, and spaces separate the tracks. */
static void write_function(struct oriel__css_writer *writer, const struct oriel__css_value *value) {
	oriel__css_writer_text(writer, oriel__css_keyword_name(value->keyword));
	oriel__css_writer_text(writer, "(");
	if (value->keyword == ORIEL__KEYWORD_REPEAT) {
		struct oriel__css_value tracks = *value;
		write_plain(writer, &value->content.items[0]);
		oriel__css_writer_text(writer, ", ");
		tracks.content.items++;
		tracks.count--;
		write_items(writer, &tracks, " ");
	} else {
		write_items(writer, value, ", ");
	}
	oriel__css_writer_text(writer, ")");
}

static void write_integer(struct oriel__css_writer *writer, double number) {
	char text[48];
	snprintf(text, sizeof(text), "%.0f", number + 0.0);
	oriel__css_writer_text(writer, text);
}

/* Returns whether a font's name needs no quotes, because it is one identifier and not a keyword. */
static bool family_is_ident(const struct oriel__css_value *value) {
	struct oriel__css_arena arena = { 0 };
	struct oriel__css_scanner scanner = { value->content.text, value->count, 0, &arena };
	struct oriel__css_token token;
	oriel__css_token_next(&scanner, &token);
	return token.kind == ORIEL__TOKEN_IDENT && token.length == value->count &&
		memchr(value->content.text, '\\', value->count) == NULL &&
		!oriel__css_family_is_reserved(value->content.text, value->count);
}

/* Writes names of fonts. Names with spaces are quoted, as in browsers. */
static void write_families(struct oriel__css_writer *writer, const struct oriel__css_value *value) {
	for (uint32_t i = 0; i < value->count; i++) {
		const struct oriel__css_value *item = &value->content.items[i];
		if (i > 0)
			oriel__css_writer_text(writer, ", ");
		if (item->kind == ORIEL__VALUE_KEYWORD)
			oriel__css_writer_text(writer, oriel__css_keyword_name(item->keyword));
		else if (family_is_ident(item))
			oriel__css_writer_ident(writer, item->content.text, item->count);
		else
			oriel__css_writer_string(writer, item->content.text, item->count);
	}
}

static void write_list(struct oriel__css_writer *writer, const struct oriel__css_value *value) {
	static const char *const separators[] = { " ", ", ", " / ", " " };
	bool is_names = value->keyword == ORIEL__SEPARATOR_NAMES;
	if (is_names)
		oriel__css_writer_text(writer, "[");
	write_items(writer, value, separators[value->keyword]);
	if (is_names)
		oriel__css_writer_text(writer, "]");
}

static void write_plain(struct oriel__css_writer *writer, const struct oriel__css_value *value) {
	switch ((enum oriel__css_value_kind)value->kind) {
	case ORIEL__VALUE_KEYWORD:
	case ORIEL__VALUE_WIDE:
		oriel__css_writer_text(writer, oriel__css_keyword_name(value->keyword));
		break;
	case ORIEL__VALUE_NUMBER:
		if (value->unit == ORIEL__UNIT_INTEGER)
			write_integer(writer, value->content.number);
		else
			oriel__css_writer_number(writer, value->content.number);
		oriel__css_writer_text(writer, oriel__css_unit_name((enum oriel__css_unit)value->unit));
		break;
	case ORIEL__VALUE_MATH: write_math(writer, value->content.math, false); break;
	case ORIEL__VALUE_COLOR:
		if (value->count > 0)
			oriel__css_writer_text(writer, oriel__css_named_color_name(value->count));
		else
			oriel__css_write_color(writer, value->content.color);
		break;
	case ORIEL__VALUE_COLOR_FUNCTION: write_color_function(writer, value->content.function); break;
	case ORIEL__VALUE_STRING:
		oriel__css_writer_string(writer, value->content.text, value->count);
		break;
	case ORIEL__VALUE_IDENT:
		oriel__css_writer_ident(writer, value->content.text, value->count);
		break;
	case ORIEL__VALUE_LIST: write_list(writer, value); break;
	case ORIEL__VALUE_FUNCTION: write_function(writer, value); break;
	case ORIEL__VALUE_PENDING:
	case ORIEL__VALUE_TOKENS:
		oriel__css_writer_add(writer, value->content.text, value->count);
		break;
	default: break;
	}
}

/* Writes `auto`, the two numbers with a slash, or both. */
static void write_ratio(struct oriel__css_writer *writer, const struct oriel__css_value *value) {
	if (value->content.items[0].kind != ORIEL__VALUE_NONE)
		oriel__css_writer_text(writer, "auto ");
	write_plain(writer, &value->content.items[1]);
	oriel__css_writer_text(writer, " / ");
	write_plain(writer, &value->content.items[2]);
}

static void write_radius(struct oriel__css_writer *writer, const struct oriel__css_value *value) {
	write_plain(writer, &value->content.items[0]);
	if (!oriel__css_value_equal(&value->content.items[0], &value->content.items[1])) {
		oriel__css_writer_text(writer, " ");
		write_plain(writer, &value->content.items[1]);
	}
}

/* Writes shadows. The colour comes first. */
static void write_shadows(struct oriel__css_writer *writer, const struct oriel__css_value *value) {
	for (uint32_t i = 0; i < value->count; i++) {
		struct oriel__css_value shadow = value->content.items[i];
		if (i > 0)
			oriel__css_writer_text(writer, ", ");
		if (shadow.content.items[4].kind != ORIEL__VALUE_NONE) {
			write_plain(writer, &shadow.content.items[4]);
			oriel__css_writer_text(writer, " ");
		}
		shadow.count = 4;
		write_items(writer, &shadow, " ");
	}
}

/* Writes the flow of a grid: `row dense` becomes `dense`. */
static void write_flow(struct oriel__css_writer *writer, const struct oriel__css_value *value) {
	if (oriel__css_value_is_keyword(&value->content.items[0], ORIEL__KEYWORD_ROW))
		oriel__css_writer_text(writer, "dense");
	else
		write_plain(writer, value);
}

void oriel__css_write_value(struct oriel__css_writer *writer, uint16_t property,
	const struct oriel__css_value *value) {
	uint16_t physical = oriel__css_property_physical(property, false);
	if (value->kind != ORIEL__VALUE_LIST) {
		write_plain(writer, value);
		return;
	}
	switch ((enum oriel__css_syntax)oriel__css_properties[physical].syntax) {
	case ORIEL__SYNTAX_ASPECT_RATIO: write_ratio(writer, value); break;
	case ORIEL__SYNTAX_FONT_FAMILY: write_families(writer, value); break;
	case ORIEL__SYNTAX_RADIUS: write_radius(writer, value); break;
	case ORIEL__SYNTAX_SHADOW: write_shadows(writer, value); break;
	case ORIEL__SYNTAX_GRID_FLOW: write_flow(writer, value); break;
	default: write_plain(writer, value); break;
	}
}
