/* SPDX-License-Identifier: MIT */
/*
 * Parsed selectors: any text is parsed, or refused with an offset inside it; a parsed one can be
 * written, and is the same when it is parsed again, nested too.
 */
#include "css/css_serialize_internal.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition) {
	if (!condition)
		abort();
}

struct parsed {
	struct oriel__css_arena arena;
	struct oriel__css_name_table names;
	struct oriel__css_writer writer;
	uint32_t specificity;
};

/* False if the text is invalid. */
static bool parse(struct parsed *parsed, const char *text, size_t length,
	enum oriel__css_selector_mode mode) {
	struct oriel__css_selector_parser parser = { .names = &parsed->names };
	memset(parsed, 0, sizeof(*parsed));
	parsed->names.arena = &parsed->arena;
	parser.scanner.arena = &parsed->arena;
	parser.scanner.text =
		oriel__css_preprocess(&parsed->arena, text, length, &parser.scanner.length);
	parser.end = parser.scanner.length;
	const struct oriel__css_selector_list *list = oriel__css_selector_parse(&parser, mode);
	/* a name may begin with U+FEFF, which is a byte order mark at the start of a text */
	oriel__css_writer_text(&parsed->writer, " ");
	if (list != NULL) {
		parsed->specificity = list->specificity;
		oriel__css_write_selectors(&parsed->writer, list, &parsed->names);
	} else {
		require(parser.error.message != NULL && parser.error.offset <= parser.end);
	}
	oriel__css_selector_parser_finish(&parser);
	return list != NULL;
}

static void parsed_finish(struct parsed *parsed) {
	oriel__css_writer_finish(&parsed->writer);
	oriel__css_name_table_finish(&parsed->names);
	oriel__css_arena_finish(&parsed->arena);
}

static void check(const uint8_t *data, size_t size, enum oriel__css_selector_mode mode) {
	struct parsed first, second;
	if (parse(&first, (const char *)data, size, mode)) {
		require(parse(&second, first.writer.text, first.writer.length, mode));
		require(strcmp(first.writer.text, second.writer.text) == 0 &&
			first.specificity == second.specificity);
		parsed_finish(&second);
	}
	parsed_finish(&first);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	check(data, size, ORIEL__CSS_SELECTOR_PLAIN);
	check(data, size, ORIEL__CSS_SELECTOR_NESTED);
	return 0;
}
