/* SPDX-License-Identifier: MIT */
/*
 * Text of a query, a match or a delegation to a selector: parsed by css/, as the selectors of
 * sheets are, and linked at once. The limit of length comes before anything is allocated: all that
 * is made of one selector is small (base/alloc_internal.h).
 */
#include "base/alloc_internal.h"
#include "loop/loop_internal.h"
#include "tree/selector_internal.h"

/* What is parsed into. */
struct selector_source {
	struct oriel__css_arena arena;
	struct oriel__css_name_table names;
};

static void selector_source_finish(struct selector_source *source) {
	oriel__css_name_table_finish(&source->names);
	oriel__css_arena_finish(&source->arena);
}

/* NULL: it is malformed. */
static const struct oriel__css_selector_list *selector_source_parse(
	struct selector_source *source, const char *text, size_t length,
	struct oriel_selector_error *error) {
	struct oriel__css_selector_parser parser = { .scanner.arena = &source->arena,
		.names = &source->names };
	parser.scanner.text = oriel__css_preprocess(
		&source->arena, text, length, &parser.scanner.length);
	parser.end = parser.scanner.length;
	const struct oriel__css_selector_list *list = oriel__css_selector_parse(
		&parser, ORIEL__CSS_SELECTOR_PLAIN);
	/* Bytes that are no UTF-8 are replaced by longer ones before. */
	if (list == NULL)
		*error = (struct oriel_selector_error){
			.offset = parser.error.offset < length ? parser.error.offset : length,
			.message = parser.error.message,
			.nearest = parser.error.nearest,
		};
	oriel__css_selector_parser_finish(&parser);
	return list;
}

static void selector_link(oriel_loop *loop, struct oriel__selector_list *out,
	const struct oriel__css_selector_list *list, const struct oriel__css_name_table *names) {
	oriel__atom *atoms = oriel__alloc_zero((size_t)names->count + 1, sizeof(*atoms));
	for (uint32_t i = 0; i < names->count; i++)
		atoms[i] = oriel__atom_intern_n(
			oriel__loop_atoms(loop), names->items[i].text, names->items[i].length);
	oriel__selector_link(loop, out, list, atoms, NULL);
	for (uint32_t i = 0; i < names->count; i++)
		oriel__atom_unref(atoms[i]);
	oriel__free(atoms);
}

/* A pseudo-element is no widget: nothing matches. Source: DOM, "match a selector against a tree".
 */
static void selector_drop_pseudo_elements(struct oriel__selector_list *list) {
	uint32_t kept = 0;
	for (uint32_t i = 0; i < list->count; i++) {
		if (list->items[i].pseudo_element == ORIEL__PSEUDO_ELEMENT_NONE)
			list->items[kept++] = list->items[i];
		else
			oriel__complex_finish(&list->items[i]);
	}
	list->count = kept;
}

struct oriel__selector *oriel__selector_compile(
	oriel_loop *loop, const char *text, size_t length, struct oriel_selector_error *error) {
	if (length > ORIEL__SELECTOR_MAX_LENGTH) {
		*error = (struct oriel_selector_error){
			.offset = ORIEL__SELECTOR_MAX_LENGTH, .message = "at most 65,535 bytes"
		};
		return NULL;
	}
	struct selector_source source = { 0 };
	source.names.arena = &source.arena;
	struct oriel__selector *selector = NULL;
	const struct oriel__css_selector_list *list = selector_source_parse(
		&source, text, length, error);
	if (list != NULL) {
		selector = oriel__alloc_zero(1, sizeof(*selector));
		selector->references = 1;
		selector_link(loop, &selector->list, list, &source.names);
		selector_drop_pseudo_elements(&selector->list);
	}
	selector_source_finish(&source);
	return selector;
}

struct oriel__selector *oriel__selector_ref(struct oriel__selector *selector) {
	selector->references++;
	return selector;
}

void oriel__selector_unref(struct oriel__selector *selector) {
	if (selector == NULL || --selector->references > 0)
		return;
	oriel__selector_list_finish(&selector->list);
	oriel__free(selector);
}
