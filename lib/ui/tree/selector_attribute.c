/* SPDX-License-Identifier: MIT */
/*
 * Matches the attributes of one node: `[name=value]` with its operators, `:lang()` and `:dir()`.
 * The last two take the nearest ancestor that has the attribute. Source: Selectors 4, §6 and §7;
 * RFC 4647.
 */
#include "tree/selector_internal.h"
#include "tree/names_internal.h"
#include "tree/widget_internal.h"

#include <string.h>

/* ---- Attributes ---- */

static unsigned char selector_fold(unsigned char byte, bool ignore_case) {
	return ignore_case && byte >= 'A' && byte <= 'Z' ? (unsigned char)(byte + ('a' - 'A')) : byte;
}

static bool equals_n(const char *a, const char *b, size_t length, bool ignore_case) {
	if (!ignore_case)
		return memcmp(a, b, length) == 0;
	for (size_t i = 0; i < length; i++) {
		if (selector_fold((unsigned char)a[i], true) !=
			selector_fold((unsigned char)b[i], true))
			return false;
	}
	return true;
}

static bool contains_at(oriel__atom value, size_t at, oriel__atom part, bool ignore_case) {
	return at <= value->length && value->length - at >= part->length &&
		equals_n(value->text + at, part->text, part->length, ignore_case);
}

static bool has_substring(oriel__atom value, oriel__atom part, bool ignore_case) {
	for (size_t at = 0; at + part->length <= value->length; at++) {
		if (contains_at(value, at, part, ignore_case))
			return true;
	}
	return false;
}

bool oriel__selector_is_space(char byte) {
	return byte == ' ' || (byte >= '\t' && byte <= '\r' && byte != '\v');
}

/* Returns whether part is one of the words of value. */
static bool has_word(oriel__atom value, oriel__atom part, bool ignore_case) {
	const char *text = value->text;
	while (*text != '\0') {
		size_t length = 0;
		while (text[length] != '\0' && !oriel__selector_is_space(text[length]))
			length++;
		if (length > 0 && length == part->length && equals_n(text, part->text, length, ignore_case))
			return true;
		text += length + (text[length] != '\0');
	}
	return false;
}

static bool value_matches(oriel__atom value, const struct oriel__attribute_test *test) {
	oriel__atom part = test->value;
	bool ignore_case = test->does_ignore_case;
	switch (test->op) {
	case ORIEL__ATTRIBUTE_EXISTS:
		return true;
	case ORIEL__ATTRIBUTE_EQUALS:
		return value == part ||
			(ignore_case && value->length == part->length && contains_at(value, 0, part, true));
	case ORIEL__ATTRIBUTE_INCLUDES:
		return has_word(value, part, ignore_case);
	case ORIEL__ATTRIBUTE_DASH:
		return contains_at(value, 0, part, ignore_case) &&
			(value->length == part->length || value->text[part->length] == '-');
	case ORIEL__ATTRIBUTE_PREFIX:
		return part->length > 0 && contains_at(value, 0, part, ignore_case);
	case ORIEL__ATTRIBUTE_SUFFIX:
		return part->length > 0 && value->length >= part->length &&
			contains_at(value, value->length - part->length, part, ignore_case);
	case ORIEL__ATTRIBUTE_SUBSTRING:
		return part->length > 0 && has_substring(value, part, ignore_case);
	}
	return false;
}

bool oriel__attribute_test_matches(
	struct oriel__node *node, const struct oriel__attribute_test *test) {
	oriel__atom value = oriel__node_attribute(node, test->name);
	return value != NULL && value_matches(value, test);
}

/* ---- Language and direction ---- */

/* Returns the value of the nearest attribute on the widget, its ancestors and their hosts. */
static oriel__atom inherited_attribute(struct oriel__node *node, oriel__atom name) {
	for (; node != NULL; node = node->parent) {
		oriel__atom value = oriel__node_attribute(node, name);
		if (value != NULL)
			return value;
	}
	return NULL;
}

static size_t subtag_length(const char *text) {
	return strcspn(text, "-");
}

/* Source: RFC 4647, §3.3.2, "extended filtering". */
static bool range_matches(const char *range, const char *tag) {
	size_t wanted = subtag_length(range), length = subtag_length(tag);
	bool is_any = wanted == 1 && *range == '*';
	if (!is_any && !(wanted == length && equals_n(range, tag, length, true)))
		return false;
	range += wanted;
	tag += length;
	while (*range != '\0') {
		wanted = subtag_length(++range);
		if (wanted == 1 && *range == '*') {
			range += wanted;
			continue;
		}
		if (*tag == '\0')
			return false;
		length = subtag_length(++tag);
		if (wanted == length && equals_n(range, tag, length, true))
			range += wanted;
		else if (length == 1) /* a singleton: an extension follows */
			return false;
		else
			range--;
		tag += length;
	}
	return true;
}

bool oriel__language_test_matches(
	struct oriel__node *node, const struct oriel__inherited_test *test) {
	oriel__atom language = inherited_attribute(node, test->attribute);
	const char *tag = language != NULL ? language->text : "";
	for (uint32_t i = 0; i < test->count; i++) {
		const char *range = test->values[i]->text;
		if (*range == '\0' ? *tag == '\0' : *tag != '\0' && range_matches(range, tag))
			return true;
	}
	return false;
}

bool oriel__direction_test_matches(
	struct oriel__node *node, const struct oriel__inherited_test *test) {
	for (; node != NULL; node = node->parent) {
		oriel__atom value = oriel__node_attribute(node, test->attribute);
		bool is_known = value != NULL && value->length == 3 &&
			(equals_n(value->text, "ltr", 3, true) || equals_n(value->text, "rtl", 3, true));
		if (is_known)
			return equals_n(value->text, test->values[0]->text, 3, true);
	}
	return strcmp(test->values[0]->text, "ltr") == 0;
}
