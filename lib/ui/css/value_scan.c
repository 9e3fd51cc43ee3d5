/* SPDX-License-Identifier: MIT */
/*
 * Scans values without parsing them: values of custom properties, values with var(), and invalid
 * values. Brackets are kept on a stack, so the time is linear for any nesting. Source: CSS Syntax
 * 3, §5.5.5; CSS Variables 1.
 */
#include "css/css_serialize_internal.h"
#include "css/value_parser_internal.h"

#include <string.h>

/* ---- The extent of a value ---- */

static void scan_important(
	struct oriel__css_scanner *scanner, struct oriel__css_value_extent *out, uint32_t mark) {
	struct oriel__css_scanner ahead = *scanner;
	struct oriel__css_token token;
	do
		oriel__css_token_next(&ahead, &token);
	while (token.kind == ORIEL__TOKEN_WHITESPACE);
	if (token.kind != ORIEL__TOKEN_IDENT || !oriel__css_token_is(&token, "important")) {
		out->is_bad = true;
		return;
	}
	struct oriel__css_scanner after = ahead;
	do
		oriel__css_token_next(&after, &token);
	while (token.kind == ORIEL__TOKEN_WHITESPACE);
	if (token.kind != ORIEL__TOKEN_END && token.kind != ORIEL__TOKEN_SEMICOLON &&
		token.kind != ORIEL__TOKEN_CLOSE_CURLY && token.kind != ORIEL__TOKEN_CLOSE_PAREN) {
		out->is_bad = true;
		return;
	}
	out->is_important = true;
	out->end = mark;
	*scanner = ahead;
}

/* Records the effect of a token on its value. The caller skips blocks. */
static void scan_token(const struct oriel__css_token *token, struct oriel__css_value_extent *out) {
	if (token->kind == ORIEL__TOKEN_FUNCTION && oriel__css_token_is(token, "var"))
		out->has_variables = true;
	else if (token->kind == ORIEL__TOKEN_BAD_STRING || token->kind == ORIEL__TOKEN_BAD_URL)
		out->is_bad = true;
}

static bool token_opens(const struct oriel__css_token *token) {
	return token->kind == ORIEL__TOKEN_OPEN_CURLY || token->kind == ORIEL__TOKEN_OPEN_SQUARE ||
		token->kind == ORIEL__TOKEN_OPEN_PAREN || token->kind == ORIEL__TOKEN_FUNCTION;
}

static void scan_inside(void *data, const struct oriel__css_token *token, bool is_stray) {
	struct oriel__css_value_extent *out = data;
	scan_token(token, out);
	out->is_bad = out->is_bad || is_stray;
}

void oriel__css_value_scan(struct oriel__css_scanner *scanner, bool does_stop_at_curly,
	struct oriel__css_value_extent *out) {
	*out = (struct oriel__css_value_extent){ .begin = scanner->at };
	bool has_begun = false;
	for (;;) {
		struct oriel__css_scanner before = *scanner;
		struct oriel__css_token token;
		oriel__css_token_next(scanner, &token);
		if (token.kind == ORIEL__TOKEN_WHITESPACE)
			continue;
		out->stop = token.kind;
		if (token.kind == ORIEL__TOKEN_END || token.kind == ORIEL__TOKEN_SEMICOLON ||
			token.kind == ORIEL__TOKEN_CLOSE_CURLY || token.kind == ORIEL__TOKEN_CLOSE_PAREN ||
			token.kind == ORIEL__TOKEN_CLOSE_SQUARE ||
			(does_stop_at_curly && token.kind == ORIEL__TOKEN_OPEN_CURLY)) {
			*scanner = before;
			break;
		}
		if (!has_begun)
			out->begin = out->end = token.begin;
		has_begun = true;
		if (token.kind == ORIEL__TOKEN_DELIM && token.delim == '!' && !out->is_important) {
			scan_important(scanner, out, out->end);
			if (out->is_important)
				continue;
		}
		scan_token(&token, out);
		if (token.kind == ORIEL__TOKEN_OPEN_CURLY)
			out->has_curly_block = true;
		if (token_opens(&token))
			oriel__css_walk_block(scanner, &token, scan_inside, out);
		if (!out->is_important)
			out->end = scanner->at;
	}
	if (!has_begun)
		out->begin = out->end = scanner->at;
}

/* ---- var() ---- */

enum { FALLBACK_DEPTH = 32 };

/* The parts of a var() function. */
struct variable {
	const char *name;
	uint32_t name_length;
	bool has_fallback;
};

static void variable_skip_space(
	struct oriel__css_scanner *scanner, struct oriel__css_token *token) {
	do
		oriel__css_token_next(scanner, token);
	while (token->kind == ORIEL__TOKEN_WHITESPACE);
}

/* Reads a var() up to its comma or closing parenthesis. Returns false if it is malformed. */
static bool variable_read(struct oriel__css_scanner *scanner, struct variable *out) {
	struct oriel__css_token token;
	variable_skip_space(scanner, &token);
	if (token.kind != ORIEL__TOKEN_IDENT || token.length < 3 || memcmp(token.text, "--", 2) != 0)
		return false;
	out->name = token.text;
	out->name_length = token.length;
	variable_skip_space(scanner, &token);
	out->has_fallback = token.kind == ORIEL__TOKEN_COMMA;
	return out->has_fallback || token.kind == ORIEL__TOKEN_CLOSE_PAREN ||
		token.kind == ORIEL__TOKEN_END;
}

static bool variables_visit(struct oriel__css_arena *arena, const char *text, uint32_t length,
	void (*visit)(void *data, const char *name, size_t length), void *data) {
	struct oriel__css_scanner scanner = { text, length, 0, arena };
	struct oriel__css_token token;
	for (;;) {
		struct variable variable;
		oriel__css_token_next(&scanner, &token);
		if (token.kind == ORIEL__TOKEN_END)
			return true;
		if (token.kind != ORIEL__TOKEN_FUNCTION || !oriel__css_token_is(&token, "var"))
			continue;
		if (!variable_read(&scanner, &variable))
			return false;
		if (visit != NULL)
			visit(data, variable.name, variable.name_length);
	}
}

bool oriel__css_variables_are_valid(
	struct oriel__css_arena *arena, const char *text, uint32_t length) {
	return variables_visit(arena, text, length, NULL, NULL);
}

void oriel__css_variables_each(struct oriel__css_arena *arena, const char *text, uint32_t length,
	void (*visit)(void *data, const char *name, size_t length), void *data) {
	variables_visit(arena, text, length, visit, data);
}

struct substitution {
	struct oriel__css_arena *arena;
	struct oriel__css_writer writer;
	oriel__css_variable_fn *lookup;
	void *data;
};

static bool byte_may_join(char byte) {
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
		(byte >= '0' && byte <= '9') || (unsigned char)byte >= 0x80 ||
		(byte != '\0' && strchr("-_+.%#@\\/*<!|~^$=>(", byte) != NULL);
}

/* Appends text. A comment separates two tokens that would otherwise become one. Source: CSS Syntax
 * 3, §9. */
static bool substitution_add(
	struct substitution *substitution, const char *text, size_t length) {
	struct oriel__css_writer *writer = &substitution->writer;
	if (length == 0)
		return true;
	if (writer->length > 0 && byte_may_join(writer->text[writer->length - 1]) &&
		byte_may_join(text[0]) && writer->text[writer->length - 1] != '(' &&
		(text[0] != '(' || writer->text[writer->length - 1] != ' '))
		oriel__css_writer_text(writer, "/**/");
	oriel__css_writer_add(writer, text, length);
	return writer->length <= ORIEL__CSS_SUBSTITUTED_MAX;
}

static void fallback_trim(const char **text, uint32_t *length) {
	while (*length > 0 && strchr(" \t\n", (*text)[0]) != NULL) {
		(*text)++;
		(*length)--;
	}
	while (*length > 0 && strchr(" \t\n", (*text)[*length - 1]) != NULL)
		(*length)--;
}

static bool substitute_text(
	struct substitution *substitution, const char *text, uint32_t length, int depth);

static bool substitute_variable(struct substitution *substitution,
	struct oriel__css_scanner *scanner, const struct oriel__css_token *function, int depth) {
	struct oriel__css_scanner inside = *scanner;
	struct variable variable;
	oriel__css_skip_block(scanner, function);
	if (!variable_read(&inside, &variable))
		return false;
	const char *value =
		substitution->lookup(substitution->data, variable.name, variable.name_length);
	if (value != NULL)
		return substitution_add(substitution, value, strlen(value));
	if (!variable.has_fallback || depth == FALLBACK_DEPTH)
		return false;
	const char *fallback = scanner->text + inside.at;
	uint32_t end = scanner->at;
	if (end > inside.at && scanner->text[end - 1] == ')')
		end--;
	uint32_t length = end - inside.at;
	fallback_trim(&fallback, &length);
	return substitute_text(substitution, fallback, length, depth + 1);
}

static bool substitute_text(
	struct substitution *substitution, const char *text, uint32_t length, int depth) {
	struct oriel__css_scanner scanner = { text, length, 0, substitution->arena };
	uint32_t copied = 0;
	for (;;) {
		struct oriel__css_token token;
		oriel__css_token_next(&scanner, &token);
		if (token.kind == ORIEL__TOKEN_END)
			return substitution_add(substitution, text + copied, length - copied);
		if (token.kind != ORIEL__TOKEN_FUNCTION || !oriel__css_token_is(&token, "var"))
			continue;
		if (!substitution_add(substitution, text + copied, token.begin - copied) ||
			!substitute_variable(substitution, &scanner, &token, depth))
			return false;
		copied = scanner.at;
	}
}

const char *oriel__css_substitute(struct oriel__css_arena *arena, const char *text,
	uint32_t length, oriel__css_variable_fn *lookup, void *data, uint32_t *out_length) {
	struct substitution substitution = { arena, { 0 }, lookup, data };
	const char *result = NULL;
	if (substitute_text(&substitution, text, length, 0)) {
		*out_length = (uint32_t)substitution.writer.length;
		result = oriel__css_arena_text(
			arena, substitution.writer.text, substitution.writer.length);
	}
	oriel__css_writer_finish(&substitution.writer);
	return result;
}
