/* SPDX-License-Identifier: MIT */
/*
 * Splits text into tokens. Source: CSS Syntax 3, §3.3 (preprocessing) and §4 (tokenization).
 *
 * The text ends with a NUL and contains no other NUL, so looking ahead needs no bounds check. A
 * test of a byte fails at the NUL, and the bytes after the NUL are never read.
 */
#include "css/token_internal.h"

#include "base/utf8_internal.h"

#include <math.h>
#include <string.h>

/* ---- Preprocessing ---- */

static bool preprocess_is_needed(const char *text, size_t length) {
	return memchr(text, '\r', length) != NULL || memchr(text, '\f', length) != NULL ||
		memchr(text, '\0', length) != NULL || !oriel__utf8_is_valid(text, length);
}

static char *preprocess_newline(char *out, const char *text, size_t length, size_t *at) {
	*at += text[*at] == '\r' && *at + 1 < length && text[*at + 1] == '\n' ? 2 : 1;
	*out++ = '\n';
	return out;
}

const char *oriel__css_preprocess(
	struct oriel__css_arena *arena, const char *text, size_t length, uint32_t *out_length) {
	if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3;
		length -= 3;
	}
	if (!preprocess_is_needed(text, length)) {
		*out_length = (uint32_t)length;
		return oriel__css_arena_text(arena, text, length);
	}
	/* an invalid byte becomes three bytes */
	char *begin = oriel__css_arena_alloc(arena, length * 3 + 1), *out = begin;
	for (size_t at = 0; at < length;) {
		if (text[at] == '\r' || text[at] == '\f') {
			out = preprocess_newline(out, text, length, &at);
		} else if (text[at] == '\0') {
			out += oriel__utf8_encode(0xfffd, out);
			at++;
		} else {
			size_t taken;
			out += oriel__utf8_encode(oriel__utf8_decode(text + at, length - at, &taken), out);
			at += taken;
		}
	}
	*out = '\0';
	*out_length = (uint32_t)(out - begin);
	return begin;
}

/* ---- Bytes ---- */

enum { NAME_START = 1, NAME = 2, DIGIT = 4, HEX = 8, SPACE = 16 };

static const unsigned char classes[256] = {
	['\t'] = SPACE, ['\n'] = SPACE, [' '] = SPACE,
	['-'] = NAME, ['_'] = NAME_START | NAME,
	['0'] = NAME | DIGIT | HEX, ['1'] = NAME | DIGIT | HEX, ['2'] = NAME | DIGIT | HEX,
	['3'] = NAME | DIGIT | HEX, ['4'] = NAME | DIGIT | HEX, ['5'] = NAME | DIGIT | HEX,
	['6'] = NAME | DIGIT | HEX, ['7'] = NAME | DIGIT | HEX, ['8'] = NAME | DIGIT | HEX,
	['9'] = NAME | DIGIT | HEX,
#define LETTER(lower, upper, more) \
	[lower] = NAME_START | NAME | more, [upper] = NAME_START | NAME | more
	LETTER('a', 'A', HEX), LETTER('b', 'B', HEX), LETTER('c', 'C', HEX), LETTER('d', 'D', HEX),
	LETTER('e', 'E', HEX), LETTER('f', 'F', HEX), LETTER('g', 'G', 0), LETTER('h', 'H', 0),
	LETTER('i', 'I', 0), LETTER('j', 'J', 0), LETTER('k', 'K', 0), LETTER('l', 'L', 0),
	LETTER('m', 'M', 0), LETTER('n', 'N', 0), LETTER('o', 'O', 0), LETTER('p', 'P', 0),
	LETTER('q', 'Q', 0), LETTER('r', 'R', 0), LETTER('s', 'S', 0), LETTER('t', 'T', 0),
	LETTER('u', 'U', 0), LETTER('v', 'V', 0), LETTER('w', 'W', 0), LETTER('x', 'X', 0),
	LETTER('y', 'Y', 0), LETTER('z', 'Z', 0),
#define SIXTEEN(first) \
	[first] = NAME_START | NAME, [(first) + 1] = NAME_START | NAME, \
	[(first) + 2] = NAME_START | NAME, [(first) + 3] = NAME_START | NAME, \
	[(first) + 4] = NAME_START | NAME, [(first) + 5] = NAME_START | NAME, \
	[(first) + 6] = NAME_START | NAME, [(first) + 7] = NAME_START | NAME, \
	[(first) + 8] = NAME_START | NAME, [(first) + 9] = NAME_START | NAME, \
	[(first) + 10] = NAME_START | NAME, [(first) + 11] = NAME_START | NAME, \
	[(first) + 12] = NAME_START | NAME, [(first) + 13] = NAME_START | NAME, \
	[(first) + 14] = NAME_START | NAME, [(first) + 15] = NAME_START | NAME
	SIXTEEN(0x80), SIXTEEN(0x90), SIXTEEN(0xa0), SIXTEEN(0xb0), SIXTEEN(0xc0), SIXTEEN(0xd0),
	SIXTEEN(0xe0), SIXTEEN(0xf0),
};

static inline bool css_byte_is(char byte, unsigned char class) {
	return (classes[(unsigned char)byte] & class) != 0;
}

/* Returns whether the bytes at text begin an escape. A backslash at the end is an escape of
 * U+FFFD. */
static bool escape_begins(const char *text) {
	return text[0] == '\\' && text[1] != '\n';
}

static bool ident_begins(const char *text) {
	if (text[0] == '-')
		return css_byte_is(text[1], NAME_START) || text[1] == '-' || escape_begins(text + 1);
	return css_byte_is(text[0], NAME_START) || escape_begins(text);
}

static bool number_begins(const char *text) {
	if (text[0] == '+' || text[0] == '-')
		text++;
	return css_byte_is(text[0], DIGIT) || (text[0] == '.' && css_byte_is(text[1], DIGIT));
}

/* ---- Escapes, names and strings ---- */

static uint32_t hex_digit_value(char digit) {
	if (digit <= '9')
		return (uint32_t)(digit - '0');
	return (uint32_t)((digit | 0x20) - 'a') + 10;
}

/* Decodes the escape at text[*at] into out, which holds 4 bytes, and advances *at. Returns the
 * length. */
static size_t escape_read(const char *text, uint32_t length, uint32_t *at, char *out) {
	(*at)++;
	if (*at >= length)
		return oriel__utf8_encode(0xfffd, out);
	if (!css_byte_is(text[*at], HEX)) {
		size_t taken;
		uint32_t code_point = oriel__utf8_decode(text + *at, length - *at, &taken);
		*at += (uint32_t)taken;
		return oriel__utf8_encode(code_point, out);
	}
	uint32_t code_point = 0;
	for (int count = 0; count < 6 && css_byte_is(text[*at], HEX); count++)
		code_point = code_point * 16 + hex_digit_value(text[(*at)++]);
	if (css_byte_is(text[*at], SPACE))
		(*at)++;
	return oriel__utf8_encode(code_point != 0 ? code_point : 0xfffd, out);
}

/* Reads a name, which may be empty, into the token's text. */
static void name_read(struct oriel__css_scanner *scanner, struct oriel__css_token *token) {
	const char *text = scanner->text;
	uint32_t begin = scanner->at, at = begin;
	while (css_byte_is(text[at], NAME))
		at++;
	if (!escape_begins(text + at)) {
		scanner->at = at;
		token->text = text + begin;
		token->length = at - begin;
		return;
	}
	/* An escape decodes to at most as many bytes as it has, except a backslash at the end and
	 * \0. */
	uint32_t end = at, escapes = 0;
	while (css_byte_is(text[end], NAME) || escape_begins(text + end)) {
		char ignored[4];
		if (text[end] == '\\') {
			escape_read(text, scanner->length, &end, ignored);
			escapes++;
		} else {
			end++;
		}
	}
	char *name = oriel__css_arena_alloc(scanner->arena, end - begin + escapes * 3 + 1), *out = name;
	for (at = begin; at < end;) {
		if (text[at] == '\\')
			out += escape_read(text, scanner->length, &at, out);
		else
			*out++ = text[at++];
	}
	*out = '\0';
	scanner->at = at;
	token->text = name;
	token->length = (uint32_t)(out - name);
}

/* Reads a string after its opening quote. The first pass has out == NULL and finds the end. */
static size_t string_pass(
	const struct oriel__css_scanner *scanner, uint32_t at, char quote, char *out, uint32_t *end) {
	const char *text = scanner->text;
	size_t length = 0;
	while (at < scanner->length && text[at] != quote && text[at] != '\n') {
		char bytes[4];
		size_t count = 1;
		if (text[at] != '\\') {
			bytes[0] = text[at++];
		} else if (at + 1 >= scanner->length) {
			at++;
			count = 0;
		} else if (text[at + 1] == '\n') {
			at += 2;
			count = 0;
		} else {
			count = escape_read(text, scanner->length, &at, bytes);
		}
		if (out != NULL)
			memcpy(out + length, bytes, count);
		length += count;
	}
	*end = at;
	return length;
}

static void string_read(struct oriel__css_scanner *scanner, struct oriel__css_token *token) {
	char quote = scanner->text[scanner->at];
	uint32_t begin = scanner->at + 1, end;
	size_t length = string_pass(scanner, begin, quote, NULL, &end);
	token->kind = ORIEL__TOKEN_STRING;
	token->length = (uint32_t)length;
	if (length == end - begin && memchr(scanner->text + begin, '\\', length) == NULL) {
		token->text = scanner->text + begin;
	} else {
		char *text = oriel__css_arena_alloc(scanner->arena, length + 1);
		string_pass(scanner, begin, quote, text, &end);
		text[length] = '\0';
		token->text = text;
	}
	scanner->at = end;
	if (end >= scanner->length)
		token->is_unclosed = true;
	else if (scanner->text[end] == quote)
		scanner->at++;
	else
		token->kind = ORIEL__TOKEN_BAD_STRING;
}

/* ---- url() ---- */

static void url_skip_bad(struct oriel__css_scanner *scanner, struct oriel__css_token *token) {
	token->kind = ORIEL__TOKEN_BAD_URL;
	while (scanner->at < scanner->length) {
		char byte = scanner->text[scanner->at++];
		if (byte == ')')
			return;
		if (byte == '\\' && scanner->at < scanner->length && scanner->text[scanner->at] != '\n')
			scanner->at++;
	}
}

static void url_skip_space(struct oriel__css_scanner *scanner) {
	while (css_byte_is(scanner->text[scanner->at], SPACE))
		scanner->at++;
}

static bool url_is_valid_byte(char byte) {
	unsigned char code = (unsigned char)byte;
	return code != '"' && code != '\'' && code != '(' && code >= 0x20 && code != 0x7f;
}

/* Reads an unquoted URL after "url(". */
static void url_read(struct oriel__css_scanner *scanner, struct oriel__css_token *token) {
	url_skip_space(scanner);
	uint32_t begin = scanner->at, at = begin, escapes = 0;
	const char *text = scanner->text;
	while (at < scanner->length && text[at] != ')' && !css_byte_is(text[at], SPACE)) {
		char ignored[4];
		if (escape_begins(text + at)) {
			escape_read(text, scanner->length, &at, ignored);
			escapes++;
		} else if (text[at] != '\\' && url_is_valid_byte(text[at])) {
			at++;
		} else {
			scanner->at = at;
			url_skip_bad(scanner, token);
			return;
		}
	}
	uint32_t end = at;
	scanner->at = at;
	url_skip_space(scanner);
	if (scanner->at < scanner->length && text[scanner->at] != ')') {
		url_skip_bad(scanner, token);
		return;
	}
	token->kind = ORIEL__TOKEN_URL;
	token->is_unclosed = scanner->at >= scanner->length;
	if (!token->is_unclosed)
		scanner->at++;
	token->text = text + begin;
	token->length = end - begin;
	if (escapes == 0)
		return;
	char *url = oriel__css_arena_alloc(scanner->arena, end - begin + escapes * 3 + 1), *out = url;
	for (at = begin; at < end;) {
		if (text[at] == '\\')
			out += escape_read(text, scanner->length, &at, out);
		else
			*out++ = text[at++];
	}
	*out = '\0';
	token->text = url;
	token->length = (uint32_t)(out - url);
}

static void ident_like_read(struct oriel__css_scanner *scanner, struct oriel__css_token *token) {
	name_read(scanner, token);
	token->kind = ORIEL__TOKEN_IDENT;
	if (scanner->text[scanner->at] != '(')
		return;
	scanner->at++;
	token->kind = ORIEL__TOKEN_FUNCTION;
	if (token->length != 3 || !oriel__css_text_is(token->text, token->length, "url"))
		return;
	uint32_t at = scanner->at;
	while (css_byte_is(scanner->text[at], SPACE))
		at++;
	if (scanner->text[at] != '"' && scanner->text[at] != '\'')
		url_read(scanner, token);
}

/* ---- Numbers ---- */

/* A number with at most 15 digits and a power of ten below 10^22 is exact this way. Both operands
 * are exact, and a single operation rounds once. */
static const double powers_of_ten[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10,
	1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };

static double number_scale(double digits, int exponent) {
	if (digits == 0)
		return 0;
	if (exponent >= 0 && exponent <= 22)
		return digits * powers_of_ten[exponent];
	if (exponent < 0 && exponent >= -22)
		return digits / powers_of_ten[-exponent];
	return exponent > 400 ? INFINITY : exponent < -400 ? 0 : digits * pow(10, exponent);
}

/* Reads digits. Only the first 17 significant digits count; the others change the exponent. */
static void number_digits(
	const char **text, double *digits, int *significant, int *exponent, bool is_fraction) {
	for (; css_byte_is(**text, DIGIT); (*text)++) {
		if (*significant >= 17) {
			*exponent += !is_fraction && *exponent < 10000;
			continue;
		}
		*digits = *digits * 10 + (**text - '0');
		*significant += *digits > 0;
		*exponent -= is_fraction && *exponent > -10000;
	}
}

static int number_exponent(const char **text) {
	const char *at = *text;
	if (*at != 'e' && *at != 'E')
		return 0;
	at++;
	int sign = *at == '-' ? -1 : 1;
	if (*at == '+' || *at == '-')
		at++;
	if (!css_byte_is(*at, DIGIT))
		return 0;
	int exponent = 0;
	for (; css_byte_is(*at, DIGIT); at++)
		exponent = exponent < 10000 ? exponent * 10 + (*at - '0') : exponent;
	*text = at;
	return exponent * sign;
}

static void number_read(struct oriel__css_scanner *scanner, struct oriel__css_token *token) {
	const char *text = scanner->text + scanner->at;
	bool is_negative = *text == '-';
	token->has_sign = *text == '+' || *text == '-';
	text += token->has_sign;
	double digits = 0;
	int significant = 0, exponent = 0;
	token->is_integer = true;
	number_digits(&text, &digits, &significant, &exponent, false);
	if (text[0] == '.' && css_byte_is(text[1], DIGIT)) {
		text++;
		token->is_integer = false;
		number_digits(&text, &digits, &significant, &exponent, true);
	}
	const char *before = text;
	exponent += number_exponent(&text);
	if (text != before)
		token->is_integer = false;
	double number = number_scale(digits, exponent);
	/* larger numbers do not fit into a float */
	token->number = number > 3.4028234663852886e38 ? 3.4028234663852886e38 : number;
	if (is_negative)
		token->number = -token->number;
	scanner->at = (uint32_t)(text - scanner->text);
	token->kind = ORIEL__TOKEN_NUMBER;
	if (ident_begins(text)) {
		name_read(scanner, token);
		token->kind = ORIEL__TOKEN_DIMENSION;
	} else if (*text == '%') {
		scanner->at++;
		token->kind = ORIEL__TOKEN_PERCENTAGE;
	}
}

/* ---- Tokens ---- */

/* Returns the end of the comment whose text begins at `at`. */
static uint32_t comment_end(const struct oriel__css_scanner *scanner, uint32_t at) {
	while (at < scanner->length) {
		const char *star = memchr(scanner->text + at, '*', scanner->length - at);
		if (star == NULL)
			break;
		at = (uint32_t)(star - scanner->text) + 1;
		if (star[1] == '/')
			return at + 1;
	}
	return scanner->length;
}

static void comments_skip(struct oriel__css_scanner *scanner) {
	const char *text = scanner->text;
	while (text[scanner->at] == '/' && text[scanner->at + 1] == '*' &&
		scanner->at < scanner->length)
		scanner->at = comment_end(scanner, scanner->at + 2);
}

static void delim_read(struct oriel__css_scanner *scanner, struct oriel__css_token *token) {
	token->kind = ORIEL__TOKEN_DELIM;
	token->delim = scanner->text[scanner->at++];
}

static bool starts_with(const char *text, const char *prefix) {
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

/* The kinds of one-byte tokens. */
static const unsigned char punctuation[256] = {
	[':'] = ORIEL__TOKEN_COLON,
	[';'] = ORIEL__TOKEN_SEMICOLON,
	[','] = ORIEL__TOKEN_COMMA,
	['['] = ORIEL__TOKEN_OPEN_SQUARE,
	[']'] = ORIEL__TOKEN_CLOSE_SQUARE,
	['('] = ORIEL__TOKEN_OPEN_PAREN,
	[')'] = ORIEL__TOKEN_CLOSE_PAREN,
	['{'] = ORIEL__TOKEN_OPEN_CURLY,
	['}'] = ORIEL__TOKEN_CLOSE_CURLY,
};

static void symbol_read(struct oriel__css_scanner *scanner, struct oriel__css_token *token) {
	const char *text = scanner->text + scanner->at;
	switch (*text) {
	case '"':
	case '\'':
		string_read(scanner, token);
		return;
	case '#':
		if (!css_byte_is(text[1], NAME) && !escape_begins(text + 1))
			break;
		token->is_id = ident_begins(text + 1);
		scanner->at++;
		name_read(scanner, token);
		token->kind = ORIEL__TOKEN_HASH;
		return;
	case '@':
		if (!ident_begins(text + 1))
			break;
		scanner->at++;
		name_read(scanner, token);
		token->kind = ORIEL__TOKEN_AT_KEYWORD;
		return;
	case '-':
		if (starts_with(text, "-->")) {
			scanner->at += 3;
			token->kind = ORIEL__TOKEN_CDC;
			return;
		}
		break;
	case '<':
		if (starts_with(text, "<!--")) {
			scanner->at += 4;
			token->kind = ORIEL__TOKEN_CDO;
			return;
		}
		break;
	default:
		break;
	}
	delim_read(scanner, token);
}

/* Reads a token that is neither punctuation, white space nor a plain name. */
static void other_read(struct oriel__css_scanner *scanner, struct oriel__css_token *token) {
	const char *text = scanner->text + scanner->at;
	if (scanner->at >= scanner->length)
		token->kind = ORIEL__TOKEN_END;
	else if (number_begins(text))
		number_read(scanner, token);
	else if (!starts_with(text, "-->") && ident_begins(text))
		ident_like_read(scanner, token);
	else
		symbol_read(scanner, token);
}

/* The frequent tokens come first. None of them is the NUL at the end. The end of a slice may be any
 * byte, so `length` is checked too. */
void oriel__css_token_next(struct oriel__css_scanner *scanner, struct oriel__css_token *token) {
	const char *text = scanner->text;
	if (text[scanner->at] == '/')
		comments_skip(scanner);
	uint32_t at = scanner->at;
	*token = (struct oriel__css_token){ .begin = at };
	unsigned char class = classes[(unsigned char)text[at]];
	if (at >= scanner->length) {
		token->kind = ORIEL__TOKEN_END;
	} else if ((class & SPACE) != 0) {
		while (css_byte_is(text[at], SPACE))
			at++;
		token->kind = ORIEL__TOKEN_WHITESPACE;
		scanner->at = at;
	} else if (punctuation[(unsigned char)text[at]] != 0) {
		token->kind = punctuation[(unsigned char)text[at]];
		scanner->at = at + 1;
	} else if ((class & NAME_START) != 0) {
		ident_like_read(scanner, token);
	} else {
		other_read(scanner, token);
	}
	token->end = scanner->at;
}

void oriel__css_space_skip(struct oriel__css_scanner *scanner) {
	while (css_byte_is(scanner->text[scanner->at], SPACE) && scanner->at < scanner->length)
		scanner->at++;
}

void oriel__css_token_next_solid(
	struct oriel__css_scanner *scanner, struct oriel__css_token *token) {
	uint32_t begin = scanner->at;
	oriel__css_space_skip(scanner);
	bool has_space = scanner->at > begin;
	oriel__css_token_next(scanner, token);
	while (token->kind == ORIEL__TOKEN_WHITESPACE) { /* after a comment */
		has_space = true;
		oriel__css_token_next(scanner, token);
	}
	token->has_space = has_space;
}

/* ---- Blocks ---- */

/* The closing brackets of the open blocks, one byte each. */
struct bracket_stack {
	struct oriel__css_arena arena;
	unsigned char fixed[256], *items;
	size_t count, capacity;
};

static unsigned char closing_of(unsigned char kind) {
	switch (kind) {
	case ORIEL__TOKEN_OPEN_CURLY: return ORIEL__TOKEN_CLOSE_CURLY;
	case ORIEL__TOKEN_OPEN_SQUARE: return ORIEL__TOKEN_CLOSE_SQUARE;
	case ORIEL__TOKEN_OPEN_PAREN:
	case ORIEL__TOKEN_FUNCTION: return ORIEL__TOKEN_CLOSE_PAREN;
	default: return 0;
	}
}

static void bracket_push(struct bracket_stack *stack, unsigned char closing) {
	if (stack->count == stack->capacity) {
		unsigned char *items = oriel__css_arena_alloc(&stack->arena, stack->capacity * 2);
		memcpy(items, stack->items, stack->count);
		stack->items = items;
		stack->capacity *= 2;
	}
	stack->items[stack->count++] = closing;
}

/* Reads the tokens up to and including the closing bracket of the block. */
static void block_walk(struct oriel__css_scanner *scanner, struct bracket_stack *stack,
	oriel__css_block_fn *visit, void *data) {
	while (stack->count > 0) {
		struct oriel__css_token token;
		bool is_stray = false;
		oriel__css_token_next(scanner, &token);
		if (token.kind == ORIEL__TOKEN_END)
			return;
		if (closing_of(token.kind) != 0)
			bracket_push(stack, closing_of(token.kind));
		else if (token.kind == stack->items[stack->count - 1])
			stack->count--;
		else
			is_stray = token.kind == ORIEL__TOKEN_CLOSE_CURLY ||
				token.kind == ORIEL__TOKEN_CLOSE_SQUARE || token.kind == ORIEL__TOKEN_CLOSE_PAREN;
		if (visit != NULL)
			visit(data, &token, is_stray);
	}
}

void oriel__css_walk_block(struct oriel__css_scanner *scanner, const struct oriel__css_token *open,
	oriel__css_block_fn *visit, void *data) {
	if (closing_of(open->kind) == 0)
		return;
	struct bracket_stack stack = { .capacity = sizeof(stack.fixed) };
	stack.items = stack.fixed;
	bracket_push(&stack, closing_of(open->kind));
	block_walk(scanner, &stack, visit, data);
	oriel__css_arena_finish(&stack.arena);
}

void oriel__css_skip_block(
	struct oriel__css_scanner *scanner, const struct oriel__css_token *open) {
	oriel__css_walk_block(scanner, open, NULL, NULL);
}

/* Returns whether a comment at or after `at` is not closed. No token follows `at`. */
static bool comment_is_open(const char *text, uint32_t at, uint32_t length) {
	const struct oriel__css_scanner scanner = { .text = text, .length = length };
	while (at + 1 < length) {
		if (text[at] != '/' || text[at + 1] != '*') {
			at++;
			continue;
		}
		uint32_t end = comment_end(&scanner, at + 2);
		if (end < at + 4 || text[end - 1] != '/' || text[end - 2] != '*')
			return true;
		at = end;
	}
	return false;
}

static bool ends_in_backslash(const char *text, uint32_t length) {
	uint32_t count = 0;
	while (count < length && text[length - 1 - count] == '\\')
		count++;
	return count % 2 == 1;
}

const char *oriel__css_closed_text(struct oriel__css_arena *arena, const char *text,
	uint32_t length, uint32_t *out_length) {
	static const char closing[] = { [ORIEL__TOKEN_CLOSE_CURLY] = '}',
		[ORIEL__TOKEN_CLOSE_SQUARE] = ']',
		[ORIEL__TOKEN_CLOSE_PAREN] = ')' };
	struct oriel__css_scanner scanner = { text, length, 0, arena };
	struct oriel__css_token token;
	struct bracket_stack stack = { .capacity = sizeof(stack.fixed) };
	stack.items = stack.fixed;
	char quote = '\0';
	uint32_t last = 0;
	bool is_string = false;
	do {
		oriel__css_token_next(&scanner, &token);
		last = token.kind == ORIEL__TOKEN_END ? last : token.end;
		is_string = token.kind == ORIEL__TOKEN_END ? is_string : token.kind == ORIEL__TOKEN_STRING;
		if (closing_of(token.kind) != 0)
			bracket_push(&stack, closing_of(token.kind));
		else if (stack.count > 0 && token.kind == stack.items[stack.count - 1])
			stack.count--;
		if (token.is_unclosed)
			quote = token.kind == ORIEL__TOKEN_URL ? ')' : text[token.begin];
	} while (token.kind != ORIEL__TOKEN_END);
	char *closed = oriel__css_arena_alloc(arena, length + stack.count + 8), *end = closed + length;
	memcpy(closed, text, length);
	if (comment_is_open(text, last, length)) {
		*end++ = '*';
		*end++ = '/';
	} else if (ends_in_backslash(text, length)) {
		/* A final backslash is U+FFFD, but in a string it is nothing. */
		end += is_string ? -1 : (ptrdiff_t)oriel__utf8_encode(0xfffd, end - 1) - 1;
	}
	if (quote != '\0')
		*end++ = quote;
	while (stack.count > 0)
		*end++ = closing[stack.items[--stack.count]];
	*end = '\0';
	*out_length = (uint32_t)(end - closed);
	oriel__css_arena_finish(&stack.arena);
	return closed;
}

bool oriel__css_is_open(struct oriel__css_arena *arena, const char *text, uint32_t length) {
	uint32_t closed_length;
	oriel__css_closed_text(arena, text, length, &closed_length);
	return closed_length != length;
}

/* ---- Names ---- */

bool oriel__css_text_is(const char *text, size_t length, const char *name) {
	for (size_t i = 0; i < length; i++) {
		char byte = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] + 'a' - 'A') : text[i];
		if (byte != name[i] || name[i] == '\0')
			return false;
	}
	return name[length] == '\0';
}

bool oriel__css_token_is(const struct oriel__css_token *token, const char *name) {
	return (token->kind == ORIEL__TOKEN_IDENT || token->kind == ORIEL__TOKEN_FUNCTION) &&
		oriel__css_text_is(token->text, token->length, name);
}
