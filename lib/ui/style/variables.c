/* SPDX-License-Identifier: MIT */
/*
 * Custom properties: cascade, substitution, cycles and registered syntaxes. Source: Variables 1;
 * Properties and Values 1.
 *
 * The computed custom properties of an element are one block of memory, shared by all elements with
 * equal ones. Most children share the block of their parent. A property in a cycle is invalid, and
 * so is a property with a reference that has no value.
 */
#include "style/style_state_internal.h"

#include "base/alloc_internal.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_NESTING = 500 }; /* of references, because the stack is limited */

/* ---- Sets of variables ---- */

static const struct oriel__variable *variable_at(
	const struct oriel__variables *variables, size_t offset) {
	return variables != NULL && offset < variables->size ?
		(const struct oriel__variable *)(const void *)(variables->bytes + offset) :
		NULL;
}

static size_t variable_size(size_t length) {
	return sizeof(struct oriel__variable) + ((length + 8) & ~(size_t)7);
}

static const char *variable_value(const struct oriel__variable *variable) {
	return (const char *)(variable + 1);
}

#define VARIABLES_EACH(variable, variables) \
	size_t variable##_offset = 0; \
	for (const struct oriel__variable *variable; \
		(variable = variable_at(variables, variable##_offset)) != NULL; \
		variable##_offset += variable_size(variable->length))

const char *oriel__variable_text(
	const struct oriel__variables *variables, oriel__atom name, size_t *length) {
	VARIABLES_EACH(variable, variables) {
		if (variable->name == name) {
			*length = variable->length;
			return variable_value(variable);
		}
	}
	return NULL;
}

struct oriel__variables *oriel__variables_ref(struct oriel__variables *variables) {
	if (variables != NULL)
		variables->references++;
	return variables;
}

void oriel__variables_unref(
	struct oriel__style_state *state, struct oriel__variables *variables) {
	if (variables == NULL || --variables->references > 0)
		return;
	HASH_DEL(state->variables, variables);
	VARIABLES_EACH(variable, variables)
		oriel__atom_unref(variable->name);
	oriel__free(variables);
}

/* ---- Computing ---- */

enum status {
	STATUS_DECLARED, /* not visited yet */
	STATUS_OPEN,     /* in progress: a second visit is a cycle */
	STATUS_CYCLIC,
	STATUS_DONE,     /* a NULL text means no value */
};

/* A declaration of a property, in the order of application. */
struct custom_declared {
	const struct custom_declared *previous;
	const struct oriel__css_declaration *declaration;
	uint32_t applied;
};

struct custom {
	oriel__atom name;
	const struct custom_declared *declared; /* the strongest; NULL: inherited or registered only */
	const char *parent_text; /* NULL: the parent has no value */
	size_t parent_length;
	const char *text;
	size_t length;
	enum status status;
};

struct custom_set {
	struct oriel__style_state *state;
	const struct oriel__cascaded *cascaded;
	const struct oriel__variables *parent;
	const struct oriel__css_units *units;
	const struct oriel__css_color_context *colors;
	struct custom *items;
	size_t count, capacity;
	uint32_t *slots; /* a hash of the items, by index + 1; NULL: few items */
	size_t slot_count;
	size_t open[MAX_NESTING]; /* properties in progress, the outermost first */
	int depth;
};

enum { FEW_CUSTOMS = 16 };

/* Returns the slot of a name, or the free slot for it. */
static uint32_t *custom_slot(const struct custom_set *set, oriel__atom name) {
	size_t at = name->hash & (set->slot_count - 1);
	while (set->slots[at] != 0 && set->items[set->slots[at] - 1].name != name)
		at = (at + 1) & (set->slot_count - 1);
	return &set->slots[at];
}

static struct custom *custom_find(const struct custom_set *set, oriel__atom name) {
	if (set->slots != NULL) {
		uint32_t number = *custom_slot(set, name);
		return number != 0 ? &set->items[number - 1] : NULL;
	}
	for (size_t i = 0; i < set->count; i++) {
		if (set->items[i].name == name)
			return &set->items[i];
	}
	return NULL;
}

static void custom_slots_grow(struct custom_set *set) {
	set->slot_count = set->slots == NULL ? FEW_CUSTOMS * 4 : set->slot_count * 2;
	oriel__free(set->slots);
	set->slots = oriel__alloc_zero(set->slot_count, sizeof(*set->slots));
	for (size_t i = 0; i < set->count; i++)
		*custom_slot(set, set->items[i].name) = (uint32_t)i + 1;
}

static struct custom *custom_for(struct custom_set *set, oriel__atom name) {
	struct custom *found = custom_find(set, name);
	if (found != NULL)
		return found;
	set->items = oriel__grow(set->items, &set->capacity, set->count + 1, sizeof(*set->items));
	set->items[set->count++] = (struct custom){ .name = name, .status = STATUS_DONE };
	if (set->count * 2 > set->slot_count && set->count > FEW_CUSTOMS)
		custom_slots_grow(set);
	else if (set->slots != NULL)
		*custom_slot(set, name) = (uint32_t)set->count;
	return &set->items[set->count - 1];
}

static const struct oriel__registration *registration_of(
	const struct custom_set *set, oriel__atom name) {
	const struct oriel__registration *registration;
	HASH_FIND_PTR(set->state->registrations, &name, registration);
	return registration;
}

static bool custom_is_inherited(const struct custom_set *set, oriel__atom name) {
	const struct oriel__registration *registration = registration_of(set, name);
	return registration == NULL || registration->css->is_inherited;
}

static void custom_set_initial(const struct custom_set *set, struct custom *custom) {
	const struct oriel__registration *registration = registration_of(set, custom->name);
	custom->text = registration != NULL ? registration->css->initial : NULL;
	custom->length = registration != NULL ? registration->css->initial_length : 0;
}

static void custom_set_inherited(const struct custom_set *set, struct custom *custom) {
	custom->text = custom->parent_text;
	custom->length = custom->parent_length;
	if (custom->text == NULL)
		custom_set_initial(set, custom);
}

static void custom_unset(const struct custom_set *set, struct custom *custom) {
	if (custom_is_inherited(set, custom->name))
		custom_set_inherited(set, custom);
	else
		custom_set_initial(set, custom);
}

/* Makes a property invalid at computed-value time. It has no value, unless its registered syntax
 * provides an inherited or initial one. */
static void custom_invalidate(const struct custom_set *set, struct custom *custom) {
	const struct oriel__registration *registration = registration_of(set, custom->name);
	if (registration != NULL && !oriel__css_registered_is_universal(registration->css->syntax))
		custom_unset(set, custom);
	else
		custom->text = NULL;
}

/* Collects the inherited properties of an element and those declared for it. */
static void custom_collect(struct custom_set *set) {
	VARIABLES_EACH(variable, set->parent) {
		struct custom *custom = custom_for(set, variable->name);
		custom->text = custom->parent_text = variable_value(variable);
		custom->length = custom->parent_length = variable->length;
		if (!custom_is_inherited(set, variable->name))
			custom_set_initial(set, custom);
	}
	const struct oriel__registration *registration;
	for (registration = set->state->registrations; registration != NULL;
		registration = registration->hh.next) {
		if (custom_find(set, registration->name) == NULL)
			custom_set_initial(set, custom_for(set, registration->name));
	}
	for (uint32_t k = 0; k < set->cascaded->count; k++) {
		const struct oriel__applied *applied = &set->cascaded->applied[k];
		for (uint32_t i = 0; i < applied->block->count; i++) {
			const struct oriel__css_declaration *declaration = &applied->block->items[i];
			if (declaration->property != ORIEL__CSS_CUSTOM ||
				declaration->is_important != applied->is_important)
				continue;
			struct custom *custom = custom_for(
				set, applied->block->atoms[declaration->name - 1]);
			const struct custom_declared declared = { custom->declared, declaration, k };
			custom->declared = oriel__css_arena_copy(
				&set->state->scratch, &declared, sizeof(declared));
			custom->status = STATUS_DECLARED;
		}
	}
}

static void custom_compute(struct custom_set *set, size_t index);

/* Marks all properties from the first visit of this one on as parts of a cycle. */
static void custom_close_cycle(struct custom_set *set, size_t index) {
	int at = set->depth - 1;
	while (at > 0 && set->open[at] != index)
		at--;
	for (; at < set->depth; at++)
		set->items[set->open[at]].status = STATUS_CYCLIC;
}

static oriel__atom custom_atom(const struct custom_set *set, const char *name, size_t length) {
	return oriel__atom_intern_n(oriel__loop_atoms(set->state->loop), name, length);
}

static void custom_visit(void *data, const char *name, size_t length) {
	struct custom_set *set = data;
	oriel__atom atom = custom_atom(set, name, length);
	struct custom *custom = custom_find(set, atom);
	oriel__atom_unref(atom);
	if (custom == NULL)
		return;
	size_t index = (size_t)(custom - set->items);
	if (custom->status == STATUS_DECLARED)
		custom_compute(set, index);
	else if (custom->status == STATUS_OPEN)
		custom_close_cycle(set, index);
}

static const char *custom_lookup(void *data, const char *name, size_t length) {
	const struct custom_set *set = data;
	oriel__atom atom = custom_atom(set, name, length);
	const struct custom *custom = custom_find(set, atom);
	oriel__atom_unref(atom);
	return custom != NULL && custom->status == STATUS_DONE ? custom->text : NULL;
}

/* Stores a registered property as the text of its computed value. */
static void custom_register(struct custom_set *set, struct custom *custom) {
	const struct oriel__registration *registration = registration_of(set, custom->name);
	if (registration == NULL || custom->text == NULL ||
		oriel__css_registered_is_universal(registration->css->syntax))
		return;
	struct oriel__css_value value;
	if (!oriel__css_registered_parse(&set->state->scratch, registration->css->syntax,
			custom->text, (uint32_t)custom->length, &value)) {
		custom_unset(set, custom);
		return;
	}
	uint32_t length;
	custom->text = oriel__css_registered_text(
		&set->state->scratch, &value, set->units, set->colors, &length);
	custom->length = length;
}

/* Returns the declaration that remains after `revert` or `revert-layer`, or NULL. */
static const struct custom_declared *custom_reverted(const struct custom_set *set,
	const struct custom_declared *declared, uint16_t keyword) {
	bool is_layer = keyword == ORIEL__KEYWORD_REVERT_LAYER;
	if (!is_layer && keyword != ORIEL__KEYWORD_REVERT)
		return NULL;
	const struct custom_declared *other = declared->previous;
	while (other != NULL &&
		!oriel__cascade_remains(set->cascaded, other->applied, declared->applied, is_layer))
		other = other->previous;
	return other;
}

static void custom_take_wide(
	const struct custom_set *set, struct custom *custom, uint16_t keyword) {
	if (keyword == ORIEL__KEYWORD_INITIAL)
		custom_set_initial(set, custom);
	else if (keyword == ORIEL__KEYWORD_INHERIT)
		custom_set_inherited(set, custom);
	else
		custom_unset(set, custom);
}

/* Computes the properties to which a declaration refers. Returns false if the property is in a
 * cycle. */
static bool custom_visit_references(struct custom_set *set, struct custom *custom,
	const struct oriel__css_declaration *declaration) {
	if (!(declaration->needs & ORIEL__NEED_VARIABLES))
		return true;
	if (set->depth == MAX_NESTING)
		return false;
	set->open[set->depth++] = (size_t)(custom - set->items);
	oriel__css_variables_each(&set->state->scratch, declaration->value.content.text,
		declaration->value.count, custom_visit, set);
	set->depth--;
	return custom->status != STATUS_CYCLIC;
}

/* Substitutes the text of a declaration. Returns a CSS-wide keyword, or 0 if the property now has
 * its text, or is invalid. */
static uint16_t custom_substitute(struct custom_set *set, struct custom *custom,
	const struct oriel__css_declaration *declaration) {
	const struct oriel__css_value *value = &declaration->value;
	struct oriel__css_value wide;
	if (value->kind == ORIEL__VALUE_WIDE)
		return value->keyword;
	if (!custom_visit_references(set, custom, declaration)) {
		custom_invalidate(set, custom);
		return 0;
	}
	uint32_t length = value->count;
	custom->text = value->content.text;
	if (declaration->needs & ORIEL__NEED_VARIABLES)
		custom->text = oriel__css_substitute(&set->state->scratch, value->content.text,
			value->count, custom_lookup, set, &length);
	custom->length = length;
	if (custom->text == NULL)
		custom_invalidate(set, custom);
	else if (oriel__css_wide_parse(custom->text, length, &wide))
		return wide.keyword;
	else
		custom_register(set, custom);
	return 0;
}

static void custom_compute(struct custom_set *set, size_t index) {
	struct custom *custom = &set->items[index];
	custom->status = STATUS_OPEN;
	for (const struct custom_declared *declared = custom->declared, *next; declared != NULL;
		declared = next) {
		uint16_t keyword = custom_substitute(set, custom, declared->declaration);
		next = custom_reverted(set, declared, keyword);
		if (keyword != 0 && next == NULL)
			custom_take_wide(set, custom, keyword);
	}
	custom->status = STATUS_DONE;
}

static int custom_order(const void *a, const void *b) {
	uintptr_t left = (uintptr_t)((const struct custom *)a)->name,
			right = (uintptr_t)((const struct custom *)b)->name;
	return left < right ? -1 : left > right;
}

/* Returns the block of all properties that have a value, shared or new, with a reference. */
static struct oriel__variables *variables_for(struct custom_set *set) {
	size_t size = 0;
	for (size_t i = 0; i < set->count; i++)
		size += set->items[i].text != NULL ? variable_size(set->items[i].length) : 0;
	if (size == 0)
		return NULL;
	struct oriel__variables *made = oriel__alloc_zero(1, sizeof(*made) + size), *found;
	made->size = size;
	made->references = 1;
	char *at = made->bytes;
	for (size_t i = 0; i < set->count; i++) {
		const struct custom *custom = &set->items[i];
		if (custom->text == NULL)
			continue;
		struct oriel__variable *variable = (struct oriel__variable *)(void *)at;
		variable->name = custom->name;
		variable->length = custom->length;
		memcpy(variable + 1, custom->text, custom->length);
		at += variable_size(custom->length);
	}
	HASH_FIND(hh, set->state->variables, made->bytes, size, found);
	if (found != NULL) {
		oriel__free(made);
		return oriel__variables_ref(found);
	}
	VARIABLES_EACH(variable, made)
		oriel__atom_ref(variable->name);
	HASH_ADD_KEYPTR(hh, set->state->variables, made->bytes, size, made);
	return made;
}

static bool cascaded_has_custom(const struct oriel__cascaded *cascaded) {
	for (size_t k = 0; k < cascaded->count; k++) {
		const struct oriel__declarations *block = cascaded->applied[k].block;
		for (uint32_t i = 0; i < block->count; i++) {
			if (block->items[i].property == ORIEL__CSS_CUSTOM)
				return true;
		}
	}
	return false;
}

struct oriel__variables *oriel__variables_compute(struct oriel__style_state *state,
	const struct oriel__cascaded *cascaded, const struct oriel__variables *parent,
	const struct oriel__css_units *units, const struct oriel__css_color_context *colors) {
	if (!cascaded_has_custom(cascaded) && state->registrations == NULL)
		return oriel__variables_ref((struct oriel__variables *)(uintptr_t)parent);
	struct custom_set set = { .state = state, .cascaded = cascaded, .parent = parent,
		.units = units, .colors = colors };
	custom_collect(&set);
	for (size_t i = 0; i < set.count; i++) {
		if (set.items[i].status == STATUS_DECLARED)
			custom_compute(&set, i);
	}
	if (set.count > 1)
		qsort(set.items, set.count, sizeof(*set.items), custom_order);
	struct oriel__variables *variables = variables_for(&set);
	oriel__free(set.items);
	oriel__free(set.slots);
	return variables;
}

/* ---- Substituting ---- */

enum { LARGE_VARIABLES = 2048 }; /* bytes of properties that get an index */

struct lookup {
	struct oriel__style_state *state;
	const struct oriel__variables *variables;
	const struct oriel__variable **index; /* by the address of the name; NULL: none yet */
	size_t count;
};

/* Fills the index. The properties are in the order of their names' addresses. */
static void lookup_begin(struct lookup *lookup) {
	size_t capacity = 0;
	VARIABLES_EACH(variable, lookup->variables) {
		lookup->index = oriel__grow(
			lookup->index, &capacity, lookup->count + 1, sizeof(*lookup->index));
		lookup->index[lookup->count++] = variable;
	}
}

static const char *lookup_find(const struct lookup *lookup, oriel__atom name) {
	size_t low = 0, high = lookup->count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (lookup->index[middle]->name == name)
			return variable_value(lookup->index[middle]);
		if ((uintptr_t)lookup->index[middle]->name < (uintptr_t)name)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static const char *variables_lookup(void *data, const char *name, size_t length) {
	struct lookup *lookup = data;
	size_t text_length;
	oriel__atom atom = oriel__atom_intern_n(
		oriel__loop_atoms(lookup->state->loop), name, length);
	bool is_large = lookup->variables != NULL && lookup->variables->size > LARGE_VARIABLES;
	if (is_large && lookup->index == NULL)
		lookup_begin(lookup);
	const char *text = is_large ? lookup_find(lookup, atom) :
								oriel__variable_text(lookup->variables, atom, &text_length);
	oriel__atom_unref(atom);
	return text;
}

const char *oriel__variables_substitute(struct oriel__style_state *state,
	const struct oriel__variables *variables, const char *text, uint32_t length,
	uint32_t *out_length) {
	struct lookup lookup = { .state = state, .variables = variables };
	const char *result = oriel__css_substitute(
		&state->scratch, text, length, variables_lookup, &lookup, out_length);
	oriel__free(lookup.index);
	return result;
}
