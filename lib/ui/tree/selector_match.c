/* SPDX-License-Identifier: MIT */
/*
 * Matching from right to left. Source: Selectors 4, §3 and §4.
 *
 * Going left, a complex selector moves up the ancestors (space, >) and back along siblings (~, +).
 * As in globbing, the nearest candidate is taken, and on failure only the latest free choice is
 * made again: the latest `~` as long as the walk stays among the same siblings, else the latest
 * space. An earlier choice could only lead to fewer candidates. From within a tree of parts,
 * `:host` comes next above the topmost, with nothing on its left.
 */
#include "tree/names_internal.h"
#include "tree/selector_internal.h"
#include "tree/widget_internal.h"

#include <string.h>

/* ---- Attributes ---- */

static unsigned char selector_match_fold(unsigned char byte, bool ignore_case) {
	return ignore_case && byte >= 'A' && byte <= 'Z' ? (unsigned char)(byte + ('a' - 'A')) : byte;
}

static bool equals_n(const char *a, const char *b, size_t length, bool ignore_case) {
	if (!ignore_case)
		return memcmp(a, b, length) == 0;
	for (size_t i = 0; i < length; i++) {
		if (selector_match_fold((unsigned char)a[i], true) !=
			selector_match_fold((unsigned char)b[i], true))
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

static bool selector_match_is_space(char byte) {
	return byte == ' ' || (byte >= '\t' && byte <= '\r' && byte != '\v');
}

/* Whether part is one of the words of value. */
static bool has_word(oriel__atom value, oriel__atom part, bool ignore_case) {
	const char *text = value->text;
	while (*text != '\0') {
		size_t length = 0;
		while (text[length] != '\0' && !selector_match_is_space(text[length]))
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

static bool attribute_matches(struct oriel__node *node, const struct oriel__attribute_test *test) {
	oriel__atom value = oriel__node_attribute(node, test->name);
	return value != NULL && value_matches(value, test);
}

/* ---- Standing among siblings ---- */

/* The index of node from the front, 1 for the first, counted back to the one whose index is known,
 * if it is met. */
static size_t count_back(
	const struct oriel__node *node, const struct oriel__node *known, size_t known_index) {
	size_t steps = 0;
	const struct oriel__node *previous;
	for (; node != known && (previous = oriel__node_element_back(node->previous)) != NULL;
		node = previous)
		steps++;
	return steps + (node == known ? known_index : 1);
}

static size_t plain_index(const struct oriel__node *node) {
	struct oriel__tree_state *state = oriel__tree_state(oriel__node_loop(node));
	const struct oriel__node *known = state->nth.version == state->structure_version ?
		state->nth.node :
		NULL;
	bool is_next = known != NULL && known == node->next;
	state->nth.index = is_next ? state->nth.index - 1 : count_back(node, known, state->nth.index);
	state->nth.node = node;
	state->nth.version = state->structure_version;
	return state->nth.index;
}

/* Itself among them. */
static size_t sibling_count(const struct oriel__node *node) {
	return oriel__node_is_shadow_child(node) ? node->parent->rare->part_count :
									oriel__node_element_count(node->parent);
}

static size_t plain_position(const struct oriel__node *node, bool last) {
	if (node->parent == NULL)
		return 1;
	return last ? sibling_count(node) - plain_index(node) + 1 : plain_index(node);
}

/* Forgets what was counted if anything may be different since. */
static void selector_match_refresh(
	struct oriel__nth *nth, const struct oriel__node *scope, uint64_t version) {
	if (nth->version == version && nth->scope == scope)
		return;
	nth->node = nth->first = NULL;
	nth->scope = scope;
	nth->version = version;
}

/* How many of node and the siblings before it match. */
static size_t filtered_index(
	struct oriel__nth *nth, struct oriel__node *node, const struct oriel__node *scope) {
	size_t index = 0;
	struct oriel__node *sibling = node;
	for (; sibling != NULL && sibling != nth->node; sibling = sibling->previous)
		index += oriel__selector_matches(nth->filter, sibling, scope);
	nth->index = sibling != NULL ? nth->index + index : index;
	nth->node = node;
	return nth->index;
}

static size_t filtered_total(
	struct oriel__nth *nth, struct oriel__node *first, const struct oriel__node *scope) {
	if (nth->first == first)
		return nth->total;
	nth->total = 0;
	for (struct oriel__node *sibling = first; sibling != NULL; sibling = sibling->next)
		nth->total += oriel__selector_matches(nth->filter, sibling, scope);
	nth->first = first;
	return nth->total;
}

static struct oriel__node *first_sibling(const struct oriel__node *node) {
	return oriel__node_is_shadow_child(node) ? oriel__node_first_shadow_child(node->parent) :
									node->parent->first_child;
}

/* 0: node is not among those that are counted. */
static size_t filtered_position(
	struct oriel__nth *nth, struct oriel__node *node, const struct oriel__node *scope) {
	if (!oriel__selector_matches(nth->filter, node, scope))
		return 0;
	if (node->parent == NULL)
		return 1;
	selector_match_refresh(nth, scope, oriel__tree_state(oriel__node_loop(node))->version);
	size_t index = filtered_index(nth, node, scope);
	return nth->is_last ? filtered_total(nth, first_sibling(node), scope) - index + 1 : index;
}

/* Whether position is a * n + b for some n from 0. */
static bool is_nth(int64_t a, int64_t b, int64_t position) {
	int64_t distance = position - b;
	return a == 0 ? distance == 0 : distance % a == 0 && distance / a >= 0;
}

static bool is_first(const struct oriel__node *node) {
	return oriel__node_element_back(node->previous) == NULL;
}

static bool selector_match_is_last(const struct oriel__node *node) {
	return oriel__node_element_ahead(node->next) == NULL;
}

/* Source: Selectors 4, ":empty". */
static bool selector_match_is_empty(const struct oriel__node *node) {
	const struct oriel__node *child = node->first_child;
	while (child != NULL && oriel__node_is_blank(child))
		child = child->next;
	return child == NULL;
}

static bool nth_matches(
	struct oriel__nth *nth, struct oriel__node *node, const struct oriel__node *scope) {
	if (nth->filter == NULL && nth->a == 0 && nth->b == 1)
		return nth->is_last ? selector_match_is_last(node) : is_first(node);
	size_t position = nth->filter != NULL ? filtered_position(nth, node, scope) :
										plain_position(node, nth->is_last);
	return position > 0 && is_nth(nth->a, nth->b, (int64_t)position);
}

/* ---- Compounds ---- */

static bool simple_matches(
	const struct oriel__simple *simple, struct oriel__node *node, const struct oriel__node *scope) {
	switch (simple->kind) {
	case ORIEL__SIMPLE_TYPE:
		return node->type == simple->argument.name;
	case ORIEL__SIMPLE_ID:
		return node->id == simple->argument.name;
	case ORIEL__SIMPLE_CLASS:
		return oriel__node_has_class(node, simple->argument.name);
	case ORIEL__SIMPLE_ATTRIBUTE:
		return attribute_matches(node, simple->argument.attribute);
	case ORIEL__SIMPLE_STATES:
		return (node->states & simple->argument.states.set) == simple->argument.states.set &&
			!(node->states & simple->argument.states.clear);
	case ORIEL__SIMPLE_NTH:
		return nth_matches(simple->argument.nth, node, scope);
	case ORIEL__SIMPLE_ONLY_CHILD:
		return is_first(node) && selector_match_is_last(node);
	case ORIEL__SIMPLE_EMPTY:
		return selector_match_is_empty(node);
	case ORIEL__SIMPLE_ROOT:
		return node->parent == NULL;
	case ORIEL__SIMPLE_SCOPE:
		return scope != NULL ? node == scope : node->parent == NULL;
	case ORIEL__SIMPLE_IS:
		return oriel__selector_matches(simple->argument.list, node, scope);
	case ORIEL__SIMPLE_NOT:
		return !oriel__selector_matches(simple->argument.list, node, scope);
	case ORIEL__SIMPLE_HOST: /* only as the whole of a compound, from inside: match_host() */
		return false;
	}
	return false;
}

static bool compound_matches(const struct oriel__compound *compound, struct oriel__node *node,
	const struct oriel__node *scope) {
	if (node->kind != ORIEL__NODE_ELEMENT)
		return false;
	for (uint32_t i = 0; i < compound->count; i++) {
		if (!simple_matches(&compound->simples[i], node, scope))
			return false;
	}
	return true;
}

/* ---- Complex selectors ---- */

/* A free choice: compound index was matched by node, and one further up, or further back, might do
 * as well. */
struct choice {
	uint32_t index; /* 0: none */
	struct oriel__node *node;
};

struct walk {
	const struct oriel__complex *complex;
	const struct oriel__node *scope;
	struct choice ancestor, sibling;
};

static bool is_host_compound(const struct oriel__compound *compound) {
	return compound->count == 1 && compound->simples[0].kind == ORIEL__SIMPLE_HOST;
}

/* The host of the tree of parts that node is in, if it stands where and is what the compound wants.
 */
static struct oriel__node *match_host(
	const struct walk *walk, struct oriel__node *node, const struct oriel__compound *compound) {
	const struct oriel__selector_list *list = compound->simples[0].argument.list;
	if (oriel__combinator_is_sibling(compound->combinator))
		return NULL;
	while (compound->combinator == ORIEL__COMBINATOR_DESCENDANT &&
		oriel__node_tree_parent(node) != NULL)
		node = oriel__node_tree_parent(node);
	if (!oriel__node_is_shadow_child(node))
		return NULL;
	return list == NULL || oriel__selector_matches(list, node->parent, walk->scope) ? node->parent :
																					NULL;
}

static struct oriel__node *selector_match_find(
	const struct walk *walk, struct oriel__node *node, uint32_t index, bool upwards) {
	const struct oriel__compound *compound = &walk->complex->compounds[index];
	while (node != NULL && !compound_matches(compound, node, walk->scope))
		node = upwards ? oriel__node_tree_parent(node) : node->previous;
	return node;
}

/* Who matches compound index, seen from node, which matched the one before; NULL: nobody. */
static struct oriel__node *selector_match_step(
	struct walk *walk, struct oriel__node *node, uint32_t index) {
	const struct oriel__compound *compound = &walk->complex->compounds[index];
	if (is_host_compound(&compound[-1]))
		return NULL;
	if (is_host_compound(compound))
		return match_host(walk, node, compound);
	switch (compound->combinator) {
	case ORIEL__COMBINATOR_DESCENDANT:
		node = selector_match_find(walk, oriel__node_tree_parent(node), index, true);
		walk->ancestor = (struct choice){ index, node };
		walk->sibling.index = 0;
		return node;
	case ORIEL__COMBINATOR_SUBSEQUENT_SIBLING:
		node = selector_match_find(walk, node->previous, index, false);
		walk->sibling = (struct choice){ index, node };
		return node;
	case ORIEL__COMBINATOR_CHILD:
		walk->sibling.index = 0;
		node = oriel__node_tree_parent(node);
		break;
	case ORIEL__COMBINATOR_NEXT_SIBLING:
		node = oriel__node_element_back(node->previous);
		break;
	}
	return node != NULL && compound_matches(compound, node, walk->scope) ? node : NULL;
}

/* Makes the latest free choice again; its index goes to *index. NULL: there is none left. */
static struct oriel__node *choose_again(struct walk *walk, uint32_t *index) {
	while (walk->sibling.index != 0 || walk->ancestor.index != 0) {
		bool upwards = walk->sibling.index == 0;
		struct choice *choice = upwards ? &walk->ancestor : &walk->sibling;
		if (choice->node != NULL)
			choice->node = selector_match_find(walk,
				upwards ? oriel__node_tree_parent(choice->node) : choice->node->previous,
				choice->index, upwards);
		if (choice->node != NULL) {
			*index = choice->index;
			return choice->node;
		}
		choice->index = 0;
	}
	return NULL;
}

bool oriel__complex_matches(const struct oriel__complex *complex, struct oriel__node *node,
	const struct oriel__node *scope) {
	struct walk walk = { .complex = complex, .scope = scope };
	if (!compound_matches(&complex->compounds[0], node, scope))
		return false;
	for (uint32_t index = 1; index < complex->count; index++) {
		node = selector_match_step(&walk, node, index);
		if (node == NULL)
			node = choose_again(&walk, &index);
		if (node == NULL)
			return false;
	}
	return true;
}

bool oriel__selector_matches(const struct oriel__selector_list *list, struct oriel__node *node,
	const struct oriel__node *scope) {
	for (uint32_t i = 0; i < list->count; i++) {
		if (oriel__complex_matches(&list->items[i], node, scope))
			return true;
	}
	return false;
}

/* ---- Keys ---- */

struct oriel__selector_key oriel__compound_key(const struct oriel__compound *compound) {
	struct oriel__selector_key key = { ORIEL__NAME_NONE, NULL };
	for (uint32_t i = 0; i < compound->count; i++) {
		const struct oriel__simple *simple = &compound->simples[i];
		if (simple->kind == ORIEL__SIMPLE_ID)
			return (struct oriel__selector_key){ ORIEL__NAME_ID, simple->argument.name };
		if (simple->kind == ORIEL__SIMPLE_CLASS && key.kind != ORIEL__NAME_CLASS)
			key = (struct oriel__selector_key){ ORIEL__NAME_CLASS, simple->argument.name };
		else if (simple->kind == ORIEL__SIMPLE_TYPE && key.kind == ORIEL__NAME_NONE)
			key = (struct oriel__selector_key){ ORIEL__NAME_TYPE, simple->argument.name };
	}
	return key;
}

bool oriel__selector_key_matches(struct oriel__selector_key key, const struct oriel__node *node) {
	switch (key.kind) {
	case ORIEL__NAME_ID:
		return node->id == key.name;
	case ORIEL__NAME_CLASS:
		return oriel__node_has_class(node, key.name);
	case ORIEL__NAME_TYPE:
		return node->type == key.name;
	default:
		return true;
	}
}
