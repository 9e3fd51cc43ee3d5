/* SPDX-License-Identifier: MIT */
/*
 * The styling state of a loop: sheets and their rules, the dependencies of rules, and the structs
 * that nodes share.
 */
#ifndef ORIEL_STYLE_STYLE_STATE_INTERNAL_H
#define ORIEL_STYLE_STYLE_STATE_INTERNAL_H

#include "base/uthash_internal.h"
#include "css/css_sheet_internal.h"
#include "loop/loop_internal.h"
#include "style/style_internal.h"
#include "style/used_style_internal.h"
#include "css/css_serialize_internal.h"
#include "tree/selector_internal.h"
#include "tree/tree_state_internal.h"

/* Origins of declarations, in the order of application. Source: CSS Cascade 5, §6.2. */
enum oriel__origin {
	ORIEL__ORIGIN_TOOLKIT,
	ORIEL__ORIGIN_HINTS, /* by typed setters */
	ORIEL__ORIGIN_APPLICATION,
	ORIEL__ORIGIN_INLINE,
};

/* ---- Declarations ---- */

/* Declarations as a loop applies them: custom properties have atoms, and declarations that layout
 * cannot use are left out. */
struct oriel__declarations {
	const struct oriel__css_declaration *items;
	const oriel__atom *atoms; /* of custom properties, by name - 1 */
	uint32_t count;
	bool has_important;
	/* some declaration may inherit a property that is not inherited by default */
	bool does_inherit;
	bool is_copied; /* items are freed with the sheet */
	uint8_t needs;  /* enum oriel__css_need */
};

/* ---- Sheets ---- */

enum oriel__sheet_level {
	ORIEL__SHEET_APPLICATION,
	ORIEL__SHEET_WINDOW,
	ORIEL__SHEET_SUBTREE,
	ORIEL__SHEET_ENDED, /* its subtree is being freed: it marks no nodes */
};

/* A sheet in use by a loop. */
struct oriel__used_sheet {
	uint64_t id;
	oriel_sheet *sheet; /* one reference */
	oriel__atom *atoms; /* by name - 1 */
	struct oriel__declarations *blocks; /* of its rules, by index */
	/* the same for selectors with ::selection; NULL: the sheet has none */
	struct oriel__declarations *selections;
	struct oriel__selector_list *selectors;
	uint32_t *layers; /* indices into the loop's layers + 1, by index of the sheet's layer */
	uint8_t origin;   /* TOOLKIT or APPLICATION */
	uint8_t level;    /* enum oriel__sheet_level; of application sheets */
	const void *owner; /* of an application's sheet; NULL: it applies to every tree */
	const struct oriel__tree *tree; /* of a window's sheet */
	struct oriel__node *root;       /* of a subtree's sheet */
	const char *class_text; /* of a class's sheet; else NULL */
	uint32_t order;   /* among the sheets of its level */
	struct oriel__list_link link;
};

struct oriel__layer {
	uint32_t parent; /* index + 1 */
	uint8_t origin;
	bool is_placed; /* in the current order */
	oriel__atom name; /* NULL: anonymous */
	uint32_t order;   /* later layers win */
	/* index + 1 of the children in the current order, and of the next child of the parent */
	uint32_t first_child, last_child, next;
};

enum { ORIEL__ANCESTOR_HASHES = 3 };

/* One complex selector of a rule. */
struct oriel__rule {
	const struct oriel__complex *complex;
	const struct oriel__declarations *block;
	struct oriel__used_sheet *sheet;
	const struct oriel__css_style_rule *source;
	uint64_t rank; /* from high to low: origin, layer, specificity */
	uint32_t layer_order;
	uint32_t condition; /* index + 1 */
	/* hashes of names that ancestors must have, for the filter; 0: unused */
	uint32_t ancestors[ORIEL__ANCESTOR_HASHES];
	bool is_shareable; /* siblings with equal names and states give equal results */
	/* enum oriel__rule_context: the tree from which it matches */
	uint8_t context;
	bool has_host; /* a left compound is :host, so that it matches inside shadow trees */
};

/* Trees from which rules of one origin match, the weakest first: outer trees win. Source: CSS
 * Cascade 5, "context". */
enum oriel__rule_context {
	ORIEL__CONTEXT_HOST, /* the shadow tree of the node */
	ORIEL__CONTEXT_TREE, /* the node's own tree */
	ORIEL__CONTEXT_PART, /* an outer tree, by ::part() */
};

struct oriel__rule_bucket {
	struct {
		enum oriel__name_kind kind;
		/* enum oriel__css_pseudo_element: that of the rules' boxes; NONE: of widgets */
		uint32_t element;
		oriel__atom name;
	} key;
	uint32_t *rules;
	size_t count, capacity;
	struct oriel__bucket_index *index; /* of many rules, created on demand; or NULL */
	UT_hash_handle hh;
};

struct oriel__dependency_list {
	struct {
		enum oriel__name_kind kind;
		uint32_t zero;
		oriel__atom name;
	} key;
	struct oriel__dependency *items;
	size_t count, capacity;
	uint32_t *slots; /* a hash of the items, by index + 1; NULL: few items */
	size_t slot_count;
	UT_hash_handle hh;
};

/* A registration by @property. */
struct oriel__registration {
	oriel__atom name; /* the key; one reference */
	const struct oriel__css_registration *css;
	UT_hash_handle hh;
};

/* ---- Computed values ---- */

/* One group of computed values, shared by all nodes with equal ones. */
struct oriel__group {
	struct oriel__group *next; /* in its bucket */
	uint32_t references;
	uint32_t hash;
	uint16_t kind; /* enum oriel__css_group */
	uint16_t count;
	struct oriel__css_arena arena; /* owns the memory behind the values */
	struct oriel__css_value values[]; /* in the order of the properties */
};

/* The custom properties of an element, shared by all elements with equal ones. */
struct oriel__variables {
	uint32_t references;
	UT_hash_handle hh;
	size_t size; /* length of bytes, the key */
	char bytes[]; /* pairs of struct oriel__variable and its text, each aligned */
};

struct oriel__variable {
	oriel__atom name; /* one reference */
	uint64_t length;  /* of the following text, with its NUL; the next variable begins aligned */
};

/* Inline style and hints of a node; shared by nodes with equal ones, and immutable. */
struct oriel__inline {
	uint32_t references;
	struct oriel__inline_text *text; /* one reference; may be NULL */
	struct oriel__declarations declarations; /* of the text */
	struct oriel__declarations hints;
	size_t hint_count;
	/* what the values of the hints that are lists stand in, held; NULL where a value is none */
	struct oriel__inline_text **hint_texts;
	UT_hash_handle hh;
	struct oriel__inline_key {
		struct oriel__inline_text *text;
		struct oriel__css_declaration hints[]; /* in the order of their properties */
	} *key;
};

/* Parsed inline style. It is shared by all nodes with an equal text, or if oriel_set_style() made
 * it, by all nodes with equal declarations. */
struct oriel__inline_text {
	uint32_t references;
	uint32_t hash; /* of the declarations */
	bool is_block; /* made by oriel_set_style() */
	struct oriel__css_inline *css;
	oriel__atom *atoms;
	struct oriel__declarations declarations;
	oriel__atom atoms_of_text[2]; /* it, and it with ";"; NULL: not read yet */
	char *text; /* without the end of the last declaration; NULL: a block that was not read yet */
	size_t length;
	struct oriel__inline_text *next; /* in the table of declarations */
	UT_hash_handle hh;               /* by text */
};

/* The inputs of computed values. Keys are compared as bytes. */
struct oriel__computed_key {
	const struct oriel__group *parent_text;      /* referenced by the computed values */
	const struct oriel__variables *parent_variables; /* referenced; may be NULL */
	const struct oriel__computed *parent; /* NULL unless some declaration inherits explicitly */
	struct oriel__inline *inline_style;   /* referenced; may be NULL */
	float root_font_size;                 /* 0: no value needs it */
	float viewport_width, viewport_height; /* 0: no value needs them */
	oriel_color accent_color;             /* 0: the built-in one, or no value needs it */
	uint8_t scheme;                       /* 0: no value needs it; 1: light; 2: dark */
	uint8_t hidden;
	uint8_t is_root;
	uint8_t is_on_top;
	uint32_t generation; /* of the rules */
	uint32_t rule_count;
	uint32_t rules[]; /* in the order of application */
};

/* A set of computed values, shared by all nodes with an equal key. */
struct oriel__computed {
	uint32_t references;
	struct oriel__group *groups[ORIEL__GROUPS];
	struct oriel__variables *variables; /* may be NULL */
	uint8_t needs;      /* enum oriel__css_need: the inputs of the values */
	bool does_inherit;  /* some property that is not inherited by default is inherited */
	bool is_recent;     /* in the state's recent sets, which have one reference */
	struct oriel__style style;
	char *font_family; /* of style */
	struct oriel_shadow *shadows; /* of style */
	UT_hash_handle hh;
	struct oriel__computed_key *key; /* follows in memory */
};

enum { ORIEL__STATE_BITS = 18, ORIEL__GROUP_BUCKETS = 1024, ORIEL__INLINE_BUCKETS = 256 };
enum { ORIEL__SHARE_CANDIDATES = 256, ORIEL__SHARE_WAYS = 4 };
enum { ORIEL__RECENT_COMPUTED = 64 };

/* The metrics of a font that ch and lh depend on, px. */
struct oriel__font_metrics {
	char *family; /* a list as in CSS; NULL: no font yet */
	float size;
	int weight;
	bool is_italic;
	double zero_advance; /* of the glyph "0" */
	double line_height;  /* the font's own: line-height: normal */
};

/* A filter of names that the ancestors of a node have. A hash may be in the set by chance. */
struct oriel__ancestor_filter {
	const struct oriel__node *node; /* whose children the filter is for */
	uint64_t bits[4];
	size_t hash_count; /* of the state's filter_hashes, those that are in the filter */
};

struct oriel__style_state {
	oriel_loop *loop;

	/* rules.c */
	struct oriel__list sheets; /* struct oriel__used_sheet, in the order in which they apply */
	uint64_t last_sheet_id;
	void (*watch)(oriel_loop *loop, uint64_t id, const oriel_sheet *sheet); /* may be NULL */
	struct oriel__layer *layers;
	size_t layer_count, layer_capacity;
	uint32_t *layer_slots; /* a hash of the layers with names, by index + 1 */
	size_t layer_slot_count;
	uint32_t first_layer, last_layer; /* as first_child and last_child, of the outermost ones */
	/* the order of the layers is that of a tree and its media, if it depends on them */
	bool has_layer_choice;
	const struct oriel__tree *layer_tree;
	uint64_t layer_media_version;
	struct oriel__rule *rules;
	size_t rule_count, rule_capacity;
	struct oriel__rule_bucket *buckets, universal[ORIEL__PSEUDO_ELEMENTS],
		parts[ORIEL__PSEUDO_ELEMENTS];
	size_t element_rules[ORIEL__PSEUDO_ELEMENTS]; /* numbers of rules by their bucket's element */
	struct oriel__registration *registrations;
	uint32_t generation; /* counts changes of the rules */
	bool has_inherit;    /* some declaration inherits explicitly */
	size_t class_count; /* of the tree's classes: those whose sheets were added */
	const char **class_texts; /* the texts of those sheets */
	size_t text_count, text_capacity;

	/* generated.c */
	const struct oriel_widget_class *generated_class; /* of boxes; NULL: none are made */

	/* font_metrics.c */
	struct oriel__font_metrics font_metrics; /* of the font that was asked for last */

	/* filter.c */
	struct oriel__ancestor_filter *filters; /* of a node and its ancestors, the root first */
	size_t filter_count, filter_capacity;
	uint32_t *filter_hashes; /* of the names in the last filter, each once */
	size_t filter_hash_capacity;
	uint64_t filter_version; /* of the tree's state */
	/* restyled siblings to share with, by a hash of their names */
	struct oriel__share_candidate {
		struct oriel__node *node;
		uint64_t version;
	} candidates[ORIEL__SHARE_CANDIDATES];
	unsigned next_candidate;
	bool is_shareable; /* of the rules tried for the node */

	/* depend.c */
	struct oriel__dependency_list *names, states[ORIEL__STATE_BITS];
	/* dependencies of :has() on the insertion and removal of children */
	struct oriel__dependency_list anchored;
	bool has_unknown;       /* there are too many dependencies to store them */
	uint32_t dependency_count;
	unsigned standing;      /* structural tests in rules, bits of enum oriel__standing */
	unsigned deep_standing; /* tests whose result affects descendants */
	unsigned wide_standing; /* tests whose result affects siblings or their descendants */

	/* groups.c */
	struct oriel__group *groups[ORIEL__GROUP_BUCKETS];
	struct oriel__group *initial[ORIEL__GROUPS];

	/* computed.c */
	struct oriel__inline *inlines;
	struct oriel__inline_text *texts;
	struct oriel__inline_text *blocks[ORIEL__INLINE_BUCKETS]; /* by a hash of the declarations */
	oriel__atom empty_text; /* "" */
	struct oriel__variables *variables;
	struct oriel__computed *computed;
	struct oriel__computed *recent[ORIEL__RECENT_COMPUTED]; /* whose last node was restyled */
	uint32_t next_recent;       /* the place of the oldest one */
	uint32_t recent_generation; /* of the rules with which all of them were computed */
	struct oriel__computed_key *key; /* scratch space for a lookup */
	size_t key_capacity;             /* in rules */
	struct oriel__css_arena scratch; /* while values are computed */
	struct oriel__media media;       /* for nodes without a window */
	uint64_t media_version;          /* counts changes of all media */
	struct oriel__style_counts counts;
	struct oriel__css_writer text;   /* the last serialised value */
	struct oriel__css_writer content; /* the last text of a `content` with several parts */
	uint32_t refused[(ORIEL__CSS_PROPERTIES + 31) / 32]; /* logged once for each property */
};

/* Returns the state of a loop; the first call creates it. */
struct oriel__style_state *oriel__style_state(oriel_loop *loop);

/* ---- rules.c ---- */

void oriel__rules_finish(struct oriel__style_state *state);
/* Fills state->key->rules with the rules that match a node, or a box of the node, in the order of
 * application. */
void oriel__rules_match(struct oriel__style_state *state, struct oriel__node *node,
	enum oriel__css_pseudo_element element);
/* Returns whether a node matches a rule: its scope, its condition and its selector. */
bool oriel__rule_matches(
	struct oriel__style_state *state, const struct oriel__rule *rule, struct oriel__node *node);
/* Adds a sheet to a loop: of any origin, of an application, or of a class of widgets. Takes over
 * the reference. */
struct oriel__used_sheet *oriel__sheet_use(struct oriel__style_state *state, oriel_sheet *sheet,
	enum oriel__origin origin, const struct oriel__tree *tree, struct oriel__node *root);
struct oriel__used_sheet *oriel__sheet_use_of_owner(
	struct oriel__style_state *state, oriel_sheet *sheet, const void *owner);
struct oriel__used_sheet *oriel__sheet_use_of_class(
	struct oriel__style_state *state, oriel_sheet *sheet, const char *class_text);
struct oriel__used_sheet *oriel__sheet_find(const struct oriel__style_state *state, uint64_t id);
void oriel__sheet_unuse(struct oriel__style_state *state, struct oriel__used_sheet *used);
void oriel__sheet_exchange(struct oriel__style_state *state, struct oriel__used_sheet *used,
	oriel_sheet *sheet);
void oriel__sheet_place(
	struct oriel__style_state *state, struct oriel__used_sheet *used, size_t index);

/* Returns whether a condition (index + 1) of a sheet holds, with the conditions around it. */
bool oriel__condition_holds(const struct oriel__used_sheet *used, uint32_t condition,
	const struct oriel__media *media);
/* Returns whether a sheet of an application applies to a tree; NULL: to widgets in no tree, which
 * may be inserted into a window of any application. */
bool oriel__sheet_is_of_tree(
	const struct oriel__used_sheet *used, const struct oriel__tree *tree);

/* ---- layer_order.c ---- */

/* Collects the layers of all sheets after a change of the sheets, and orders them. */
void oriel__cascade_layers_link(struct oriel__style_state *state);
/* Orders the layers for a tree and its media. Returns whether the order differs. */
bool oriel__cascade_layers_turn_to(struct oriel__style_state *state, const struct oriel__tree *tree,
	const struct oriel__media *media);
/* Forgets the order for a tree that ends, because another tree may get its address. */
void oriel__cascade_layers_forget(struct oriel__style_state *state, const struct oriel__tree *tree);
/* Returns the order of a rule's layer; unlayered rules are the last. */
uint32_t oriel__layer_order_of(
	const struct oriel__style_state *state, const struct oriel__rule *rule);
void oriel__cascade_layers_finish(struct oriel__style_state *state);

/* ---- rule_bucket.c ---- */

enum { ORIEL__BUCKET_MANY = 64 }; /* rules of a bucket that is worth an index */

/* Returns the rules of a bucket whose nearest ancestor with a name has a hash; 0: those without
 * such an ancestor. Valid until the rules change. */
const uint32_t *oriel__bucket_find(const struct oriel__style_state *state,
	struct oriel__rule_bucket *bucket, uint32_t hash, size_t *count);
/* Frees the index of a bucket. */
void oriel__bucket_forget(struct oriel__rule_bucket *bucket);

/* ---- sheet_link.c ---- */

void oriel__used_sheet_link(struct oriel__style_state *state, struct oriel__used_sheet *used);
void oriel__used_sheet_finish(struct oriel__used_sheet *used);
/* Returns the property of a widget that holds the value of this property of ::selection; 0 if
 * ::selection does not take the property. */
uint16_t oriel__selection_property(uint16_t property);
/* Fills has_important, does_inherit and needs from the items. */
void oriel__declarations_summarize(struct oriel__declarations *declarations);
/* Returns a static text that says why layout cannot use a value yet, or NULL if it can. */
const char *oriel__value_refusal(uint16_t property, const struct oriel__css_value *value);

/* ---- filter.c ---- */

/* Returns the filter for the children of parent, or NULL if there is none; then any rule may
 * match. */
const struct oriel__ancestor_filter *oriel__filter_for(
	struct oriel__style_state *state, const struct oriel__node *parent);
/* Fills hashes with the ancestors' names that a selector requires. */
void oriel__filter_hashes(
	const struct oriel__complex *complex, uint32_t hashes[ORIEL__ANCESTOR_HASHES]);
bool oriel__filter_may_match(const struct oriel__ancestor_filter *filter,
	const uint32_t hashes[ORIEL__ANCESTOR_HASHES]);
/* Returns a sibling, restyled in this update, with equal names, states and inline style, or
 * NULL. */
struct oriel__node *oriel__filter_twin(
	struct oriel__style_state *state, const struct oriel__node *node);
void oriel__filter_offer_twin(struct oriel__style_state *state, struct oriel__node *node);

/* ---- depend.c ---- */

void oriel__dependencies_add(
	struct oriel__style_state *state, const struct oriel__complex *complex);
void oriel__dependencies_clear(struct oriel__style_state *state);
extern const struct oriel__style_hooks oriel__style_hooks;

/* ---- groups.c ---- */

void oriel__groups_init(struct oriel__style_state *state);
void oriel__groups_finish(struct oriel__style_state *state);
/* Returns the index of a longhand in its group. */
uint16_t oriel__group_index(uint16_t property);
uint16_t oriel__group_count(enum oriel__css_group kind);
/* Returns a copy of a value with all that it refers to in the arena. */
struct oriel__css_value oriel__value_copy(
	struct oriel__css_arena *arena, const struct oriel__css_value *value);
/* Continues a hash, which is equal for equal values. */
uint32_t oriel__value_hash(uint32_t hash, const struct oriel__css_value *value);
/* Returns the group with these values, with a reference. */
struct oriel__group *oriel__group_for(struct oriel__style_state *state,
	enum oriel__css_group kind, const struct oriel__css_value *values);
struct oriel__group *oriel__group_ref(struct oriel__group *group);
void oriel__group_unref(struct oriel__style_state *state, struct oriel__group *group);
/* Returns bits of enum oriel__css_effect for the values that differ. */
unsigned oriel__groups_difference(
	const struct oriel__computed *a, const struct oriel__computed *b);
static inline const struct oriel__css_value *oriel__computed_value(
	const struct oriel__computed *computed, uint16_t property) {
	return &computed->groups[oriel__css_properties[property].group]
				->values[oriel__group_index(property)];
}

/* Returns the computed values that a style belongs to. */
static inline const struct oriel__computed *oriel__computed_of(const struct oriel__style *style) {
	return (const struct oriel__computed *)(const void *)((const char *)style -
		offsetof(struct oriel__computed, style));
}

/* ---- variables.c ---- */

struct oriel__cascaded;
/* Returns the text of a custom property, or NULL if it has no value. */
const char *oriel__variable_text(
	const struct oriel__variables *variables, oriel__atom name, size_t *length);
/* Computes the custom properties of an element. The colours are NULL before they are known. Returns
 * the properties with a reference, or NULL if there are none. */
struct oriel__variables *oriel__variables_compute(struct oriel__style_state *state,
	const struct oriel__cascaded *cascaded, const struct oriel__variables *parent,
	const struct oriel__css_units *units, const struct oriel__css_color_context *colors);
struct oriel__variables *oriel__variables_ref(struct oriel__variables *variables);
void oriel__variables_unref(
	struct oriel__style_state *state, struct oriel__variables *variables);
/* Substitutes the variables of a text. Returns the result in the state's scratch arena, or NULL if
 * it is invalid. */
const char *oriel__variables_substitute(struct oriel__style_state *state,
	const struct oriel__variables *variables, const char *text, uint32_t length,
	uint32_t *out_length);

/* ---- cascade.c ---- */

/* A block in the order of application. */
struct oriel__applied {
	const struct oriel__declarations *block;
	const struct oriel__rule *rule; /* NULL: inline style or hints */
	uint8_t origin;                 /* enum oriel__origin */
	bool is_important;
	uint32_t layer_order;
};

struct oriel__winner {
	const struct oriel__css_declaration *declaration; /* NULL: none */
	uint32_t applied; /* index */
};

/* The declarations for an element. */
struct oriel__cascaded {
	struct oriel__applied *applied; /* weakest first */
	size_t count, capacity;
	struct oriel__winner winners[ORIEL__CSS_PROPERTIES];
	uint32_t groups; /* bits: the groups with declarations */
	bool is_rtl;
	uint8_t needs;
};

/* Collects the declarations that the key refers to, and finds the winner for each property. */
void oriel__cascade(const struct oriel__style_state *state,
	const struct oriel__computed_key *key, struct oriel__cascaded *cascaded);
/* Finds the winners again, with logical properties as in right-to-left text. */
void oriel__cascade_turn(struct oriel__cascaded *cascaded);
void oriel__cascade_finish(struct oriel__cascaded *cascaded);
/* Returns the winner after removing the declarations that `revert` or `revert-layer` takes back. */
struct oriel__winner oriel__cascade_revert(const struct oriel__cascaded *cascaded,
	uint16_t property, uint32_t applied, bool is_layer);
/* Returns whether an applied block remains after another one reverts its origin (revert) or its
 * layer (revert-layer). */
bool oriel__cascade_remains(
	const struct oriel__cascaded *cascaded, uint32_t index, uint32_t reverted, bool is_layer);

/* ---- compute.c ---- */

void oriel__compute(struct oriel__style_state *state, struct oriel__computed *computed);
double oriel__font_size_keyword(uint16_t keyword);
/* Returns a system colour. @param data an accent colour, oriel_color; it or its value may be 0 */
oriel_color oriel__system_color(void *data, uint16_t keyword, bool is_dark);

/* ---- used.c ---- */

void oriel__style_use(struct oriel__computed *computed);
/* Returns a colour with currentcolor and auto resolved. */
oriel_color oriel__used_color(const struct oriel__computed *computed, uint16_t property);
/* Returns a length in px, or a number. Keywords give 0, and so does the width of a border or
 * outline whose style is none. */
float oriel__used_length(const struct oriel__computed *computed, uint16_t property);

/* ---- computed.c ---- */

void oriel__computed_init(struct oriel__style_state *state);
void oriel__computed_finish(struct oriel__style_state *state);
/* Returns the up-to-date values of a node, with a reference. The parent must be up to date. twin:
 * a sibling with the same values, or NULL. */
struct oriel__computed *oriel__computed_for(
	struct oriel__style_state *state, struct oriel__node *node, const struct oriel__node *twin);
/* Returns the values of a box of an up-to-date node, with a reference, by the rules that
 * oriel__rules_match() found last. */
struct oriel__computed *oriel__computed_for_box(
	struct oriel__style_state *state, const struct oriel__node *node);
/* Releases a reference; NULL is allowed. */
void oriel__computed_unref(struct oriel__style_state *state, struct oriel__computed *computed);
const struct oriel__media *oriel__media_of(
	const struct oriel__style_state *state, const struct oriel__node *node);

/* ---- inline.c ---- */

/* Releases a reference; NULL is allowed. */
void oriel__inline_unref(struct oriel__style_state *state, struct oriel__inline *inline_style);
/* Sets the text of a node's inline style; NULL or "" removes it. */
void oriel__inline_set_text(
	struct oriel__style_state *state, struct oriel__node *node, const char *text, const char *site);
/* Sets the hint for a longhand to a keyword, number or colour; NULL removes it. */
void oriel__inline_set_hint(struct oriel__style_state *state, struct oriel__node *node,
	uint16_t property, const struct oriel__css_value *value);
/* The same for a value of any kind, as text. Equal texts are parsed once. Returns false, with an
 * error logged, if the property does not take it. */
bool oriel__inline_set_hint_text(struct oriel__style_state *state, struct oriel__node *node,
	uint16_t property, const char *value, const char *caller);
struct oriel__inline_text *oriel__inline_text_new(
	struct oriel__style_state *state, struct oriel__css_inline *css);
void oriel__inline_text_unref(struct oriel__style_state *state, struct oriel__inline_text *text);
static inline struct oriel__inline_text *oriel__inline_text_of(const struct oriel__node *node) {
	return node->inline_style != NULL ? node->inline_style->text : NULL;
}
/* Replaces the parsed text of a node's inline style, which may be NULL. Takes over its reference.
 */
void oriel__inline_set_parsed(struct oriel__style_state *state, struct oriel__node *node,
	struct oriel__inline_text *text);
/* For the hooks of the attribute "style". */
oriel__atom oriel__inline_text(struct oriel__node *node, bool is_closed);
void oriel__inline_set_attribute(struct oriel__node *node, const char *text);
/* Sets inline style and its attribute. text: "" for an empty attribute, NULL for none. */
void oriel__inline_replace(struct oriel__node *node, const char *text, const char *site);
void oriel__inlines_finish(struct oriel__style_state *state);

/* ---- inline_block.c ---- */

/* Add an inline style to the table of declarations, and remove it if it is there. */
void oriel__inline_block_list(
	struct oriel__style_state *state, struct oriel__inline_text *text);
void oriel__inline_block_forget(
	struct oriel__style_state *state, const struct oriel__inline_text *text);
/* Writes the text of a block that was not read yet. */
void oriel__inline_block_write(struct oriel__inline_text *text);
/* Replaces the declarations of a property, by id or by custom name, in the inline style of a node
 * and in its attribute. value: valid in a declaration; NULL for none. Returns false if the property
 * does not take the value. */
bool oriel__inline_set_property(
	struct oriel__node *node, uint16_t id, const char *property, const char *value);

/* ---- font_metrics.c ---- */

struct oriel_text_style;
/* Returns the metrics of a font, whose family is not NULL; borrowed until the next call. */
const struct oriel__font_metrics *oriel__font_metrics_of(
	struct oriel__style_state *state, const struct oriel_text_style *font);
void oriel__font_metrics_finish(struct oriel__style_state *state);

/* ---- generated.c ---- */

/* Makes, restyles and destroys the boxes of a node that was restyled. twin: as for
 * oriel__computed_for(). */
void oriel__generated_update(struct oriel__style_state *state, struct oriel__node *node,
	const struct oriel__node *twin);
/* Marks the boxes of a node whose text has the value of an attribute. */
void oriel__generated_attribute_changed(const struct oriel__style_state *state,
	struct oriel__node *node, oriel__atom attribute);
/* Returns the text of a `content`, with the attributes of a node; borrowed until the next call. */
const char *oriel__content_text(
	struct oriel__node *node, const struct oriel__css_value *value, size_t *length);
/* Restyles one box because of a change outside of the rules, such as the size of the window. */
void oriel__generated_restyle(struct oriel__style_state *state, struct oriel__node *box);

/* ---- style.c ---- */

/* Marks a node for the effects of changed values. The next update calls the `changed` method of its
 * class. */
void oriel__style_changed(struct oriel__node *node, unsigned effects);
/* Gives a node other values, takes over their reference, and marks the differences. Returns the
 * old values with their reference. */
struct oriel__computed *oriel__style_apply(
	struct oriel__node *node, struct oriel__computed *computed);
/* Brings a node and its ancestors up to date. */
void oriel__style_update_node(struct oriel__node *node);
/* Removes the sheets of a subtree whose root is being destroyed. */
void oriel__sheets_end(struct oriel__style_state *state, const struct oriel__node *root);
/* Returns whether any rule's condition holds for only one of two media. */
bool oriel__rules_differ(const struct oriel__style_state *state, const struct oriel__media *a,
	const struct oriel__media *b);

#endif
