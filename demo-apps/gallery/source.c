/* SPDX-License-Identifier: MIT */
/*
 * The source of a section, cut out of the text of its file. The text is a sequence of static
 * functions, each of which ends with a line "}". A function stands behind the functions that it
 * uses. A walk from the section's function to the beginning of the file thus finds all of them.
 */
#include "section.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

enum { FUNCTION_LIMIT = 64 }; /* of one file */
enum { TAB_SIZE = 4 };

struct function {
	const char *start, *end; /* with the comment before it */
	const char *name;
	size_t name_length;
	bool is_shown;
};

static bool is_word(char c) {
	return isalnum((unsigned char)c) || c == '_';
}

/* Returns the last line of start … end - 1 that begins with a prefix; NULL if there is none. */
static const char *last_line(const char *start, const char *end, const char *prefix) {
	for (const char *at = end - 1; at >= start; at--)
		if ((at == start || at[-1] == '\n') && strncmp(at, prefix, strlen(prefix)) == 0)
			return at;
	return NULL;
}

/* Sets the name, and extends the function over the comment that ends in the line before it. */
static void function_read_head(struct function *function, const char *from) {
	const char *name = function->start + strcspn(function->start, "(");
	const char *name_end = name;
	while (is_word(name[-1]))
		name--;
	function->name = name;
	function->name_length = (size_t)(name_end - name);
	const char *line = function->start;
	if (line - from >= 3 && strncmp(line - 3, "*/\n", 3) == 0)
		function->start = last_line(from, line, "/*");
}

/* Returns how many functions there are up to the one of this name, inclusive; 0 without one. */
static size_t find_functions(const char *text, const char *name, struct function *functions) {
	const char *from = text, *end;
	for (size_t i = 0; i < FUNCTION_LIMIT && (end = strstr(from, "\n}\n")) != NULL; i++) {
		struct function *function = &functions[i];
		*function = (struct function){ .end = end + 3 };
		function->start = last_line(from, end, "static ");
		if (function->start == NULL)
			return 0;
		function_read_head(function, from);
		if (strncmp(function->name, name, function->name_length) == 0 &&
			name[function->name_length] == '\0')
			return i + 1;
		from = function->end;
	}
	return 0;
}

static bool function_uses(const struct function *user, const struct function *used) {
	for (const char *at = user->start; at + used->name_length < user->end; at++)
		if (strncmp(at, used->name, used->name_length) == 0 && !is_word(at[-1]) &&
			!is_word(at[used->name_length]))
			return true;
	return false;
}

/* Marks the last function and those that it uses, directly or not. */
static void mark_shown(struct function *functions, size_t count) {
	functions[count - 1].is_shown = true;
	for (size_t i = count - 1; i-- > 0;)
		for (size_t user = i + 1; user < count; user++)
			functions[i].is_shown |=
				functions[user].is_shown && function_uses(&functions[user], &functions[i]);
}

/* Copies a function with spaces instead of tabs, and returns the end of the copy. */
static char *copy_lines(char *out, const struct function *function) {
	for (const char *c = function->start; c < function->end; c++) {
		if (*c != '\t') {
			*out++ = *c;
			continue;
		}
		memset(out, ' ', TAB_SIZE);
		out += TAB_SIZE;
	}
	return out;
}

char *section_source(const struct section_group *group, const struct section *section) {
	struct function functions[FUNCTION_LIMIT];
	char name[64] = "make_";
	size_t length = strlen(name);
	for (const char *c = section->name; *c != '\0' && length < sizeof(name) - 1; c++)
		name[length++] = *c == '-' ? '_' : *c;

	size_t count = find_functions(group->source, name, functions);
	char *source = allocate(strlen(group->source) * TAB_SIZE + 1), *out = source;
	if (count > 0)
		mark_shown(functions, count);
	for (size_t i = 0; i < count; i++) {
		if (!functions[i].is_shown)
			continue;
		if (out > source)
			*out++ = '\n';
		out = copy_lines(out, &functions[i]);
	}
	if (out > source)
		out--; /* no line after the last one */
	*out = '\0';
	return source;
}
