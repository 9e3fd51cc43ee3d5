/* SPDX-License-Identifier: MIT */
/*
 * The data of a parsed sheet. It is flat: one array holds all style rules in order of appearance,
 * including nested, conditional and imported rules. A rule refers by number to its layer, its
 * condition and its source text.
 *
 * @supports is evaluated during parsing and leaves no data. @import is resolved during parsing: the
 * rules of the imported sheet take the place of @import.
 */
#ifndef ORIEL_CSS_CSS_SHEET_INTERNAL_H
#define ORIEL_CSS_CSS_SHEET_INTERNAL_H

#include <oriel/ui/sheet.h>

#include "css/css_property_internal.h"
#include "css/media_query_internal.h"
#include "css/selector_syntax_internal.h"

enum {
	ORIEL__SHEET_MAX_BYTES = 64 << 20, /* of text, including all imported sheets */
	ORIEL__SHEET_MAX_DEPTH = 64,       /* of nested rules */
	ORIEL__SHEET_MAX_IMPORTS = 256,
	ORIEL__SHEET_MAX_IMPORT_DEPTH = 16,
	ORIEL__SHEET_MAX_ERRORS = 100,     /* that are stored and logged */
};

/* A source text; source 0 is the sheet itself. */
struct oriel__css_source {
	/* of the file, or the program's name for the text, or the place in C where it was parsed */
	const char *name;
	bool is_place; /* the name is a place in C */
	const char *text; /* preprocessed */
	uint32_t length;
};

struct oriel__css_style_rule {
	/* declarations after a nested rule form a rule with the selectors of the parent rule */
	const struct oriel__css_selector_list *selectors;
	struct oriel__css_block block;
	uint32_t source;    /* index */
	uint32_t offset;    /* of the selector in the source's text … */
	uint32_t end;       /* … and its end */
	uint32_t layer;     /* index + 1; 0: unlayered */
	uint32_t condition; /* index + 1; 0: none */
};

/* A cascade layer. Layers are in the order of their first places. Later layers win, where places
 * count only while their condition holds. */
struct oriel__css_layer {
	uint32_t parent;      /* index + 1; 0: none */
	oriel__css_name name; /* 0: anonymous */
};

/* A place that names a layer. Places after one without a condition are left out. */
struct oriel__css_layer_place {
	uint32_t layer;     /* index */
	uint32_t condition; /* index + 1; 0: none */
};

/* A media list. A condition holds if its list and its parent's condition hold. */
struct oriel__css_condition {
	const struct oriel__media_list *media;
	uint32_t parent; /* index + 1; 0: none */
};

/* A registration by @property. Of two registrations with one name, the later one wins. Source:
 * Properties and Values 1. */
struct oriel__css_registration {
	oriel__css_name name;
	bool is_inherited;
	const struct oriel__css_registered_syntax *syntax;
	const char *initial; /* text; NULL: none, valid only for the universal syntax */
	uint32_t initial_length;
	uint32_t condition;  /* index + 1 */
	uint32_t source, offset;
};

struct oriel__css_error_item {
	uint32_t source, offset;
	const char *message; /* in the arena */
	const char *nearest; /* static; or NULL */
};

struct oriel_sheet {
	struct oriel__css_arena arena; /* owns the memory of all following members, except rules */
	struct oriel__css_name_table names;
	const struct oriel__css_source *sources;
	uint32_t source_count;
	struct oriel__css_style_rule *rules; /* allocated; NULL: none */
	uint32_t rule_count;
	const struct oriel__css_layer *layers;
	uint32_t layer_count;
	const struct oriel__css_layer_place *layer_places; /* in order of appearance */
	uint32_t layer_place_count;
	const struct oriel__css_condition *conditions;
	uint32_t condition_count;
	const struct oriel__css_registration *registrations;
	uint32_t registration_count;
	const struct oriel__css_error_item *errors;
	uint32_t error_count; /* errors that are stored */
	size_t error_total;
	_Atomic uint32_t references;
	char *name; /* for messages; may be NULL */
	char *site; /* the place in C where it was parsed; may be NULL */
	char *path; /* of the file; may be NULL */
	char *base, *root;
	bool is_watched;
	const char *const *files; /* read or searched for; to be watched */
	uint32_t file_count;
};

/* Returns the line and column, from 1, of an offset in a source. A column counts code points. */
struct oriel__css_place {
	uint32_t line, column;
};
struct oriel__css_place oriel__css_source_place(
	const struct oriel__css_source *source, uint32_t offset);
/* Writes a place for messages: "chat.css:12:1", or "chat.c:12: 1:1" of a text in C. */
enum { ORIEL__CSS_PLACE_TEXT = 300 };
void oriel__css_source_write_place(
	const struct oriel__css_source *source, uint32_t offset, char text[ORIEL__CSS_PLACE_TEXT]);

struct oriel__sheet_files; /* sheet_files_internal.h */

/* Loads the file of a sheet again. Returns the new sheet, with a reference, or NULL if the file is
 * missing or empty, so that the old one stays. Any thread. @param recorded may be NULL; receives
 * the bytes of all files that were read, or if bytes are given replaces the files */
oriel_sheet *oriel__sheet_reload(const oriel_sheet *sheet, struct oriel__sheet_files *recorded);

/* Inline style: declarations without a rule, in their own arena. The names of custom properties are
 * numbers in `names`. */
struct oriel__css_inline {
	struct oriel__css_arena arena;
	struct oriel__css_name_table names;
	struct oriel__css_source source;
	struct oriel__css_block block;
};

/* Parses the text of an attribute `style` or of oriel_set(.style). Errors are logged with the place
 * of the call, `site`; nothing is logged if `site` is NULL. Returns NULL if the text is too long or
 * there is no memory; else freed by oriel__css_inline_free(). Any thread. */
struct oriel__css_inline *oriel__css_inline_parse(
	const char *text, size_t length, const char *site);
void oriel__css_inline_free(struct oriel__css_inline *block); /* NULL is allowed */

/* Parses text by the syntax of an @property rule. Returns false if the text does not fit the
 * syntax. */
bool oriel__css_registered_parse(struct oriel__css_arena *arena,
	const struct oriel__css_registered_syntax *syntax, const char *text, uint32_t length,
	struct oriel__css_value *out);
/* Returns whether the syntax is "*". */
/* Returns the text of a computed value, *length bytes in the arena: lengths in px, colours as
 * rgb(), except those with currentcolor. The colours are NULL if the value cannot depend on the
 * colour scheme, or if the scheme is not known yet. */
const char *oriel__css_registered_text(struct oriel__css_arena *arena,
	const struct oriel__css_value *value, const struct oriel__css_units *units,
	const struct oriel__css_color_context *colors, uint32_t *length);
bool oriel__css_registered_is_universal(const struct oriel__css_registered_syntax *syntax);

#endif
