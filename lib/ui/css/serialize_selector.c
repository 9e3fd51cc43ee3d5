/* SPDX-License-Identifier: MIT */
/*
 * Writes selectors as text. Source: CSSOM 1, §5.1 ("serialize a group of selectors").
 */
#include "css/css_serialize_internal.h"

#include <stdio.h>
#include <string.h>

static const char *const pseudo_names[] = {
#define ORIEL__CSS_PSEUDO_CLASS(id, name) [ORIEL__PSEUDO_##id] = name,
#include "css/pseudo_class_list_internal.h"
};

struct selector_writer {
	struct oriel__css_writer *out;
	const struct oriel__css_name_table *names;
};

static void selector_write_list(
	const struct selector_writer *writer, const struct oriel__css_selector_list *list, bool is_has);

static void selector_write_text(const struct selector_writer *writer, const char *text) {
	oriel__css_writer_text(writer->out, text);
}

static void selector_write_name(const struct selector_writer *writer, oriel__css_name name) {
	const struct oriel__css_name_item *item = &writer->names->items[name - 1];
	oriel__css_writer_ident(writer->out, item->text, item->length);
}

static void selector_write_attribute(
	const struct selector_writer *writer, const struct oriel__css_simple *simple) {
	static const char *const operators[] = { "", "=", "~=", "|=", "^=", "$=", "*=" };
	selector_write_text(writer, "[");
	selector_write_name(writer, simple->name);
	selector_write_text(writer, operators[simple->op]);
	if (simple->op != ORIEL__CSS_ATTRIBUTE_EXISTS) {
		const struct oriel__css_name_item *item = &writer->names->items[simple->content.value - 1];
		oriel__css_writer_string(writer->out, item->text, item->length);
		if (simple->does_ignore_case)
			selector_write_text(writer, " i");
		else if (simple->does_match_case)
			selector_write_text(writer, " s");
	}
	selector_write_text(writer, "]");
}

/* Source: CSS Syntax 3, §9.1. */
static void selector_write_an_plus_b(const struct selector_writer *writer, int32_t a, int32_t b) {
	char text[40];
	if (a == 0) {
		snprintf(text, sizeof(text), "%d", (int)b);
	} else {
		int at = a == 1 ? snprintf(text, sizeof(text), "n") :
			a == -1		? snprintf(text, sizeof(text), "-n") :
							snprintf(text, sizeof(text), "%dn", (int)a);
		if (b != 0)
			snprintf(text + at, sizeof(text) - (size_t)at, "%+d", (int)b);
	}
	selector_write_text(writer, text);
}

static void selector_write_nth(
	const struct selector_writer *writer, const struct oriel__css_nth *nth) {
	const char *kind = nth->is_of_type ? "of-type" : "child";
	if (nth->is_only) {
		selector_write_text(writer, ":only-");
		selector_write_text(writer, kind);
		return;
	}
	if (nth->is_named) {
		selector_write_text(writer, nth->is_last ? ":last-" : ":first-");
		selector_write_text(writer, kind);
		return;
	}
	selector_write_text(writer, nth->is_last ? ":nth-last-" : ":nth-");
	selector_write_text(writer, kind);
	selector_write_text(writer, "(");
	selector_write_an_plus_b(writer, nth->a, nth->b);
	if (nth->of != NULL) {
		selector_write_text(writer, " of ");
		selector_write_list(writer, nth->of, false);
	}
	selector_write_text(writer, ")");
}

static void selector_write_function(const struct selector_writer *writer, const char *name,
	const struct oriel__css_selector_list *list, bool is_has) {
	selector_write_text(writer, name);
	selector_write_text(writer, "(");
	selector_write_list(writer, list, is_has);
	selector_write_text(writer, ")");
}

/* a language range with an asterisk is not an identifier */
static void selector_write_names(const struct selector_writer *writer,
	const struct oriel__css_name_list *names, const char *separator) {
	for (uint32_t i = 0; i < names->count; i++) {
		const struct oriel__css_name_item *item = &writer->names->items[names->items[i] - 1];
		if (i > 0)
			selector_write_text(writer, separator);
		if (memchr(item->text, '*', item->length) != NULL)
			oriel__css_writer_string(writer->out, item->text, item->length);
		else
			oriel__css_writer_ident(writer->out, item->text, item->length);
	}
}

static void selector_write_pseudo_element(
	const struct selector_writer *writer, const struct oriel__css_simple *simple) {
	static const char *const names[] = { "", "::part(", "::placeholder", "::selection", "::before",
		"::after", "::backdrop" };
	selector_write_text(writer, names[simple->op]);
	if (simple->op == ORIEL__PSEUDO_ELEMENT_PART) {
		selector_write_names(writer, simple->content.names, " ");
		selector_write_text(writer, ")");
	}
}

static void selector_write_simple(
	const struct selector_writer *writer, const struct oriel__css_simple *simple) {
	switch ((enum oriel__css_simple_kind)simple->kind) {
	case ORIEL__CSS_SIMPLE_TYPE: selector_write_name(writer, simple->name); break;
	case ORIEL__CSS_SIMPLE_UNIVERSAL: selector_write_text(writer, "*"); break;
	case ORIEL__CSS_SIMPLE_ID:
		selector_write_text(writer, "#");
		selector_write_name(writer, simple->name);
		break;
	case ORIEL__CSS_SIMPLE_CLASS:
		selector_write_text(writer, ".");
		selector_write_name(writer, simple->name);
		break;
	case ORIEL__CSS_SIMPLE_ATTRIBUTE: selector_write_attribute(writer, simple); break;
	case ORIEL__CSS_SIMPLE_PSEUDO_CLASS:
		selector_write_text(writer, ":");
		selector_write_text(writer, pseudo_names[simple->op]);
		break;
	case ORIEL__CSS_SIMPLE_NTH: selector_write_nth(writer, simple->content.nth); break;
	case ORIEL__CSS_SIMPLE_IS:
		selector_write_function(writer, ":is", simple->content.list, false);
		break;
	case ORIEL__CSS_SIMPLE_WHERE:
		selector_write_function(writer, ":where", simple->content.list, false);
		break;
	case ORIEL__CSS_SIMPLE_NOT:
		selector_write_function(writer, ":not", simple->content.list, false);
		break;
	case ORIEL__CSS_SIMPLE_HAS:
		selector_write_function(writer, ":has", simple->content.list, true);
		break;
	case ORIEL__CSS_SIMPLE_LANG:
		selector_write_text(writer, ":lang(");
		selector_write_names(writer, simple->content.names, ", ");
		selector_write_text(writer, ")");
		break;
	case ORIEL__CSS_SIMPLE_DIR:
		selector_write_text(writer,
			simple->op == 'l'	  ? ":dir(ltr)" :
				simple->op == 'r' ? ":dir(rtl)" :
									":dir(none)");
		break;
	case ORIEL__CSS_SIMPLE_HOST:
		if (simple->content.list == NULL)
			selector_write_text(writer, ":host");
		else
			selector_write_function(writer, ":host", simple->content.list, false);
		break;
	case ORIEL__CSS_SIMPLE_NESTING: selector_write_text(writer, "&"); break;
	case ORIEL__CSS_SIMPLE_PSEUDO_ELEMENT: selector_write_pseudo_element(writer, simple); break;
	}
}

static void selector_write_combinator(
	const struct selector_writer *writer, enum oriel__css_combinator combinator) {
	static const char *const texts[] = { " ", " > ", " + ", " ~ ", "" };
	selector_write_text(writer, texts[combinator]);
}

static void selector_write_complex(const struct selector_writer *writer,
	const struct oriel__css_complex *complex, bool is_relative) {
	static const char *const leading[] = { "", "> ", "+ ", "~ ", "" };
	if (is_relative)
		selector_write_text(writer, leading[complex->leading_combinator]);
	for (uint32_t i = complex->count; i-- > 0;) {
		const struct oriel__css_compound *compound = &complex->compounds[i];
		/* An asterisk is written if it is alone, or before :host, where it prevents a match. */
		bool is_needed = compound->count == 1 ?
			i == 0 || compound->combinator != ORIEL__CSS_COMBINATOR_PSEUDO :
			compound->count > 1 && compound->simples[1].kind == ORIEL__CSS_SIMPLE_HOST;
		for (uint32_t k = 0; k < compound->count; k++) {
			if (is_needed || compound->simples[k].kind != ORIEL__CSS_SIMPLE_UNIVERSAL)
				selector_write_simple(writer, &compound->simples[k]);
		}
		if (i > 0)
			selector_write_combinator(writer, (enum oriel__css_combinator)compound->combinator);
	}
}

static void selector_write_list(const struct selector_writer *writer,
	const struct oriel__css_selector_list *list, bool is_has) {
	for (uint32_t i = 0; i < list->count; i++) {
		if (i > 0)
			selector_write_text(writer, ", ");
		selector_write_complex(writer, &list->items[i], is_has);
	}
}

void oriel__css_write_selectors(struct oriel__css_writer *writer,
	const struct oriel__css_selector_list *list, const struct oriel__css_name_table *names) {
	const struct selector_writer selectors = { writer, names };
	selector_write_list(&selectors, list, false);
}
