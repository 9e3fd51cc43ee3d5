/* SPDX-License-Identifier: MIT */
/*
 * Matches selectors from right to left. Source: Selectors 4, §3 and §4.
 *
 * Going left, a complex selector moves up the ancestors (space, >) and back along siblings (~, +).
 * As in globbing, the nearest candidate is taken. After a failure only the latest free choice is
 * repeated: the latest `~` while the walk stays among the same siblings, else the latest space.
 * Repeating an earlier choice could only lead to fewer candidates. In a shadow tree, `:host`
 * follows the topmost widget, and nothing may stand on its left.
 */
#include "base/alloc_internal.h"
#include "tree/names_internal.h"
#include "tree/selector_internal.h"
#include "tree/virtual_internal.h"
#include "tree/walk_internal.h"
#include "tree/widget_internal.h"

#include <string.h>

/* The parameters of a whole match. */
struct match_context {
	const struct oriel__node *scope;
	const struct oriel__node *anchor; /* of the :has() whose argument is being matched, or NULL */
	/* :host is this node, seen from its own shadow tree; NULL: only nodes inside match :host */
	const struct oriel__node *host;
	bool is_outside; /* the rule with ::part() is outside of all shadow trees */
	uint64_t epoch;  /* results of lists with the same epoch are valid */
};

static bool selector_list_matches(const struct oriel__selector_list *list, struct oriel__node *node,
	const struct match_context *context);

/* ---- Position among siblings ---- */

/* Returns the index of node, from 1. Counts backwards to the first sibling, or to the sibling with
 * a known index. */
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

/* Returns the number of siblings, node included. */
static size_t sibling_count(const struct oriel__node *node) {
	return oriel__node_is_shadow_child(node) ? node->parent->rare->part_count :
									oriel__node_element_count(node->parent);
}

static size_t plain_position(const struct oriel__node *node, bool last) {
	if (node->parent == NULL)
		return 1;
	const struct oriel_set_item *item = oriel__node_item(node);
	if (item != NULL)
		return last ? item->set_size - item->position + 1 : item->position;
	return last ? sibling_count(node) - plain_index(node) + 1 : plain_index(node);
}

/* Drops the cached count if anything may have changed since. */
static void selector_match_refresh(
	struct oriel__nth *nth, const struct match_context *context, uint64_t version) {
	if (nth->version == version && nth->scope == context->scope)
		return;
	nth->node = nth->first = NULL;
	nth->scope = context->scope;
	nth->version = version;
}

static struct oriel__node *first_sibling(const struct oriel__node *node) {
	return oriel__node_is_shadow_child(node) ? oriel__node_first_shadow_child(node->parent) :
									node->parent->first_child;
}

/* Returns whether a sibling of node is counted. */
static bool nth_counts(const struct oriel__nth *nth, struct oriel__node *sibling,
	const struct oriel__node *node, const struct match_context *context) {
	if (nth->is_of_type)
		return sibling->kind == ORIEL__NODE_ELEMENT && sibling->type == node->type;
	return selector_list_matches(nth->filter, sibling, context);
}

/* Returns how many of node and the siblings before it are counted. */
static size_t filtered_index(
	struct oriel__nth *nth, struct oriel__node *node, const struct match_context *context) {
	size_t index = 0;
	struct oriel__node *sibling = node;
	if (nth->is_of_type && nth->type != node->type) {
		nth->node = nth->first = NULL;
		nth->type = node->type;
	}
	for (; sibling != NULL && sibling != nth->node; sibling = sibling->previous)
		index += nth_counts(nth, sibling, node, context);
	nth->index = sibling != NULL ? nth->index + index : index;
	nth->node = node;
	return nth->index;
}

static size_t filtered_total(
	struct oriel__nth *nth, const struct oriel__node *node, const struct match_context *context) {
	struct oriel__node *first = first_sibling(node);
	if (nth->first == first && nth->type == node->type)
		return nth->total;
	nth->total = 0;
	for (struct oriel__node *sibling = first; sibling != NULL; sibling = sibling->next)
		nth->total += nth_counts(nth, sibling, node, context);
	nth->first = first;
	return nth->total;
}

/* Returns the position of node from the chosen end; 0: node is not counted. */
static size_t filtered_position(
	struct oriel__nth *nth, struct oriel__node *node, const struct match_context *context) {
	if (nth->filter != NULL && !selector_list_matches(nth->filter, node, context))
		return 0;
	if (node->parent == NULL)
		return 1;
	selector_match_refresh(nth, context, oriel__tree_state(oriel__node_loop(node))->version);
	size_t index = filtered_index(nth, node, context);
	return nth->is_last ? filtered_total(nth, node, context) - index + 1 : index;
}

/* Returns whether position = a * n + b for some n >= 0. */
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
	struct oriel__nth *nth, struct oriel__node *node, const struct match_context *context) {
	bool is_filtered = nth->filter != NULL || nth->is_of_type;
	if (!is_filtered && nth->a == 0 && nth->b == 1 && oriel__node_item(node) == NULL)
		return nth->is_last ? selector_match_is_last(node) : is_first(node);
	size_t position = is_filtered ? filtered_position(nth, node, context) :
									plain_position(node, nth->is_last);
	return position > 0 && is_nth(nth->a, nth->b, (int64_t)position);
}

/* ---- Parts ---- */

static struct oriel__node *part_host(struct oriel__node *node) {
	while (node->parent != NULL && !oriel__node_is_shadow_child(node))
		node = node->parent;
	return node->parent;
}

static bool part_could_match(struct oriel__node *node) {
	return oriel__tree_state(oriel__node_loop(node))->part_name != NULL &&
		oriel__node_attribute(node, oriel__tree_state(oriel__node_loop(node))->part_name) != NULL;
}

static bool is_part_end(char byte) {
	return byte == '\0' || byte == ',' || byte == ':' || oriel__selector_is_space(byte);
}

/* Reads a name and the white space around it. Returns the length of the name. */
static size_t part_word(const char **text, const char **word) {
	while (oriel__selector_is_space(**text))
		(*text)++;
	*word = *text;
	while (!is_part_end(**text))
		(*text)++;
	size_t length = (size_t)(*text - *word);
	while (oriel__selector_is_space(**text))
		(*text)++;
	return length;
}

/* An exported part: `inner`, or `inner: outer`. Source: CSS Shadow Parts 1, "exportparts". */
struct part_export {
	const char *inner, *outer;
	size_t inner_length, outer_length;
};

/* Reads the next export of a list. Returns false at the end. */
static bool part_export_next(const char **list, struct part_export *export) {
	if (**list == '\0')
		return false;
	export->inner_length = part_word(list, &export->inner);
	export->outer = export->inner;
	export->outer_length = export->inner_length;
	if (**list == ':') {
		(*list)++;
		export->outer_length = part_word(list, &export->outer);
	}
	while (**list != '\0' && **list != ',')
		(*list)++;
	if (**list == ',')
		(*list)++;
	return true;
}

static bool part_has_word(oriel__atom value, const char *name, size_t length) {
	const char *text = value->text, *word;
	while (*text != '\0') {
		size_t word_length = part_word(&text, &word);
		if (word_length == length && length > 0 && memcmp(word, name, length) == 0)
			return true;
		if (*text == ',' || *text == ':')
			text++;
	}
	return false;
}

enum { PART_LEVELS = 16 };

/* Returns whether hosts[0 … level] expose node under this name; the innermost host comes first. */
static bool part_is_exposed(struct oriel__node *node, struct oriel__node *const *hosts, int level,
	const char *name, size_t length) {
	const struct oriel__tree_state *state = oriel__tree_state(oriel__node_loop(node));
	oriel__atom value = oriel__node_attribute(
		level == 0 ? node : hosts[level - 1], level == 0 ? state->part_name : state->exports_name);
	if (value == NULL)
		return false;
	if (level == 0)
		return part_has_word(value, name, length);
	struct part_export export;
	for (const char *list = value->text; part_export_next(&list, &export);) {
		if (export.outer_length == length && memcmp(export.outer, name, length) == 0 &&
			part_is_exposed(node, hosts, level - 1, export.inner, export.inner_length))
			return true;
	}
	return false;
}

static bool part_has_names(struct oriel__node *node, struct oriel__node *const *hosts, int level,
	const struct oriel__inherited_test *names) {
	for (uint32_t i = 0; i < names->count; i++) {
		if (!part_is_exposed(
				node, hosts, level, names->values[i]->text, names->values[i]->length))
			return false;
	}
	return true;
}

static bool compound_matches(const struct oriel__compound *compound, struct oriel__node *node,
	const struct match_context *context);

/* Returns the nearest host that exposes the part and matches the compound, or NULL. */
static struct oriel__node *match_part(struct oriel__node *node,
	const struct oriel__inherited_test *names, const struct oriel__compound *compound,
	const struct match_context *context) {
	struct oriel__node *hosts[PART_LEVELS];
	struct oriel__node *host = part_host(node);
	for (int level = 0; host != NULL && level < PART_LEVELS; level++, host = part_host(host)) {
		hosts[level] = host;
		if (context->is_outside && part_host(host) != NULL)
			continue;
		if (part_has_names(node, hosts, level, names) &&
			compound_matches(compound, host, context))
			return host;
	}
	return NULL;
}

/* ---- Compounds ---- */

static bool has_matches(struct oriel__has *has, struct oriel__node *anchor,
	const struct match_context *context);

static bool simple_matches(const struct oriel__simple *simple, struct oriel__node *node,
	const struct match_context *context) {
	switch (simple->kind) {
	case ORIEL__SIMPLE_TYPE:
		return node->type == simple->argument.name;
	case ORIEL__SIMPLE_ID:
		return node->id == simple->argument.name;
	case ORIEL__SIMPLE_CLASS:
		return oriel__node_has_class(node, simple->argument.name);
	case ORIEL__SIMPLE_ATTRIBUTE:
		return oriel__attribute_test_matches(node, simple->argument.attribute);
	case ORIEL__SIMPLE_STATES:
		return (node->states & simple->argument.states.set) == simple->argument.states.set &&
			!(node->states & simple->argument.states.clear);
	case ORIEL__SIMPLE_NTH:
		return nth_matches(simple->argument.nth, node, context);
	case ORIEL__SIMPLE_EMPTY:
		return selector_match_is_empty(node);
	case ORIEL__SIMPLE_ROOT:
		return node->parent == NULL;
	case ORIEL__SIMPLE_SCOPE:
		return context->scope != NULL ? node == context->scope : node->parent == NULL;
	case ORIEL__SIMPLE_IS:
		return selector_list_matches(simple->argument.list, node, context);
	case ORIEL__SIMPLE_NOT:
		return !selector_list_matches(simple->argument.list, node, context);
	case ORIEL__SIMPLE_HOST: /* in left compounds matched by match_host() */
		return node == context->host &&
			(simple->argument.list == NULL ||
				selector_list_matches(simple->argument.list, node, context));
	case ORIEL__SIMPLE_HAS:
		return has_matches(simple->argument.has, node, context);
	case ORIEL__SIMPLE_ANCHOR:
		return node == context->anchor;
	case ORIEL__SIMPLE_LANG:
		return oriel__language_test_matches(node, simple->argument.inherited);
	case ORIEL__SIMPLE_PART:
		return part_could_match(node);
	case ORIEL__SIMPLE_DIR:
		return oriel__direction_test_matches(node, simple->argument.inherited);
	}
	return false;
}

static bool compound_matches(const struct oriel__compound *compound, struct oriel__node *node,
	const struct match_context *context) {
	if (node->kind != ORIEL__NODE_ELEMENT)
		return false;
	for (uint32_t i = 0; i < compound->count; i++) {
		if (!simple_matches(&compound->simples[i], node, context))
			return false;
	}
	return true;
}

/* ---- Complex selectors ---- */

/* A free choice: node matched compound index, and a widget further up or further back may match
 * too. */
struct choice {
	uint32_t index; /* 0: no choice */
	struct oriel__node *node;
};

struct walk {
	const struct oriel__complex *complex;
	const struct match_context *context;
	struct choice ancestor, sibling;
};

bool oriel__compound_is_host(const struct oriel__compound *compound) {
	return compound->count == 1 && compound->simples[0].kind == ORIEL__SIMPLE_HOST;
}

/* Returns the host of node's shadow tree if its position and its list of selectors match, else
 * NULL. */
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
	return list == NULL || selector_list_matches(list, node->parent, walk->context) ? node->parent :
																					NULL;
}

static struct oriel__node *selector_match_find(
	const struct walk *walk, struct oriel__node *node, uint32_t index, bool upwards) {
	const struct oriel__compound *compound = &walk->complex->compounds[index];
	while (node != NULL && !compound_matches(compound, node, walk->context))
		node = upwards ? oriel__node_tree_parent(node) : node->previous;
	return node;
}

/* Returns the node that matches compound index, starting from the node that matched the compound
 * before; NULL: none. */
static struct oriel__node *selector_match_step(
	struct walk *walk, struct oriel__node *node, uint32_t index) {
	const struct oriel__compound *compound = &walk->complex->compounds[index];
	if (oriel__compound_is_host(&compound[-1]))
		return NULL;
	if (oriel__compound_is_host(compound))
		return match_host(walk, node, compound);
	switch (compound->combinator) {
	case ORIEL__COMBINATOR_PART:
		walk->ancestor.index = walk->sibling.index = 0;
		return match_part(
			node, compound[-1].simples[0].argument.inherited, compound, walk->context);
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
	return node != NULL && compound_matches(compound, node, walk->context) ? node : NULL;
}

/* Repeats the latest free choice, and stores its index in *index. Returns NULL if no choice is
 * left. */
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

static bool complex_matches(const struct oriel__complex *complex, struct oriel__node *node,
	const struct match_context *context) {
	struct walk walk = { .complex = complex, .context = context };
	if (!compound_matches(&complex->compounds[0], node, context))
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

static bool any_complex_matches(const struct oriel__selector_list *list,
	struct oriel__node *node, const struct match_context *context) {
	for (uint32_t i = 0; i < list->count; i++) {
		if (complex_matches(&list->items[i], node, context))
			return true;
	}
	return false;
}

/* Returns whether a test of the list may repeat other tests: it is a list of several `&`, or one of
 * its selectors has combinators. */
static bool is_list_costly(const struct oriel__selector_list *list) {
	bool is_costly = list->sharers > 0;
	for (uint32_t i = 0; i < list->count && i < 8; i++)
		is_costly |= list->items[i].count > 1;
	return is_costly;
}

/* Results of costly lists are remembered: for the match of one query, or for all rules until a
 * change of the tree. Without them, nested lists would take exponential time. */
static bool selector_list_matches(const struct oriel__selector_list *list,
	struct oriel__node *node, const struct match_context *context) {
	if (!is_list_costly(list))
		return any_complex_matches(list, node, context);
	struct oriel__tree_state *state = oriel__tree_state(oriel__node_loop(node));
	if (state->list_results == NULL)
		state->list_results = oriel__alloc_zero(
			ORIEL__LIST_RESULTS, sizeof(*state->list_results));
	uint64_t hash = ((uint64_t)(uintptr_t)list * 31 ^ (uint64_t)(uintptr_t)node) *
		UINT64_C(0x9e3779b97f4a7c15);
	struct oriel__list_result *result =
		&state->list_results[hash >> 40 & (ORIEL__LIST_RESULTS - 1)];
	if (result->list == list && result->node == node && result->anchor == context->anchor &&
		result->host == context->host && result->epoch == context->epoch)
		return result->does_match;
	bool does_match = any_complex_matches(list, node, context);
	*result = (struct oriel__list_result){
		list, node, context->anchor, context->host, context->epoch, does_match
	};
	return does_match;
}

bool oriel__complex_matches(const struct oriel__complex *complex, struct oriel__node *node,
	const struct oriel__node *scope, unsigned view) {
	const struct oriel__tree_state *state = oriel__tree_state(oriel__node_loop(node));
	return complex_matches(complex, node,
		&(const struct match_context){ .scope = scope,
			.epoch = (state->version + state->freed_version) * 2 + 1,
			.host = view & ORIEL__VIEW_HOST ? node : NULL,
			.is_outside = (view & ORIEL__VIEW_OUTSIDE) != 0 });
}

bool oriel__selector_matches(const struct oriel__selector_list *list, struct oriel__node *node,
	const struct oriel__node *scope) {
	struct oriel__tree_state *state = oriel__tree_state(oriel__node_loop(node));
	const struct match_context context = { .scope = scope, .epoch = ++state->query_count * 2 };
	return any_complex_matches(list, node, &context);
}

/* ---- :has() ---- */

/* The distance that the subject of an argument may have from the anchor. */
struct has_reach {
	bool is_sibling; /* the subject, or an ancestor of it, is a later sibling of the anchor */
	bool is_inside;  /* the subject is inside that sibling or the anchor */
	bool is_next;    /* the subject can only be a child or the next sibling */
};

static struct has_reach has_reach_of(const struct oriel__complex *complex) {
	enum oriel__combinator leading = complex->compounds[complex->count - 1].combinator;
	struct has_reach reach = { .is_sibling = oriel__combinator_is_sibling(leading) };
	for (uint32_t i = 1; i < complex->count; i++)
		reach.is_inside |= !oriel__combinator_is_sibling(complex->compounds[i].combinator);
	reach.is_next = complex->count == 2 &&
		(leading == ORIEL__COMBINATOR_CHILD || leading == ORIEL__COMBINATOR_NEXT_SIBLING);
	return reach;
}

static bool has_found(const struct oriel__complex *complex, struct oriel__node *node,
	const struct match_context *context) {
	return oriel__selector_key_matches(oriel__compound_key(&complex->compounds[0]), node) &&
		complex_matches(complex, node, context);
}

/* Return the subject of an argument, or NULL: below root, and among first and its later siblings or
 * their descendants. */
static struct oriel__node *has_inside(const struct oriel__complex *complex,
	struct oriel__node *root, const struct match_context *context) {
	struct oriel__node *node = oriel__node_next(root, root);
	while (node != NULL && !has_found(complex, node, context))
		node = oriel__node_next(node, root);
	return node;
}

static struct oriel__node *has_among(const struct oriel__complex *complex,
	struct oriel__node *first, bool is_inside, const struct match_context *context) {
	for (struct oriel__node *node = first; node != NULL; node = node->next) {
		struct oriel__node *inside = is_inside ? has_inside(complex, node, context) : NULL;
		if (inside != NULL || (!is_inside && has_found(complex, node, context)))
			return inside != NULL ? inside : node;
	}
	return NULL;
}

static struct oriel__node *has_search(const struct oriel__complex *complex,
	struct has_reach reach, struct oriel__node *anchor, const struct match_context *context) {
	if (reach.is_sibling && reach.is_next) {
		struct oriel__node *next = oriel__node_element_ahead(anchor->next);
		return next != NULL && has_found(complex, next, context) ? next : NULL;
	}
	if (reach.is_sibling)
		return has_among(complex, anchor->next, reach.is_inside, context);
	if (reach.is_next)
		return has_among(complex, anchor->first_child, false, context);
	return has_inside(complex, anchor, context);
}

/* Tests a node that is likely to be the subject. */
static bool has_candidate_matches(const struct oriel__complex *complex, struct has_reach reach,
	struct oriel__node *candidate, const struct match_context *context) {
	if (candidate == NULL || reach.is_sibling)
		return false;
	const struct oriel__node *parent = oriel__node_tree_parent(candidate);
	while (parent != NULL && parent != context->anchor && !reach.is_next)
		parent = oriel__node_tree_parent(parent);
	return parent == context->anchor && has_found(complex, candidate, context);
}

/* Most changes of the result need no search: the class has no bearer, the last subject is one
 * still, or the node that has just changed has become one. */
static bool has_argument_matches(struct oriel__has *has, const struct oriel__complex *complex,
	struct oriel__node *anchor, const struct match_context *context) {
	const struct oriel__tree_state *state = oriel__tree_state(oriel__node_loop(anchor));
	struct has_reach reach = has_reach_of(complex);
	struct oriel__selector_key key = oriel__compound_key(&complex->compounds[0]);
	if (key.kind == ORIEL__NAME_CLASS && key.name->bearers == 0)
		return false;
	if (has->witness_version == state->freed_version &&
		has_candidate_matches(complex, reach, has->witness, context))
		return true;
	struct oriel__node *subject =
		has_candidate_matches(complex, reach, state->renamed, context) ?
		state->renamed :
		has_search(complex, reach, anchor, context);
	if (subject != NULL) {
		has->witness = subject;
		has->witness_version = state->freed_version;
	}
	return subject != NULL;
}

/* Source: Selectors 4, ":has()". */
static bool has_matches(struct oriel__has *has, struct oriel__node *anchor,
	const struct match_context *context) {
	uint64_t version = oriel__tree_state(oriel__node_loop(anchor))->version;
	if (has->anchor == anchor && has->version == version && has->scope == context->scope)
		return has->does_match;
	const struct match_context inner = { .scope = context->scope,
		.anchor = anchor,
		.epoch = context->epoch };
	bool does_match = false;
	for (uint32_t i = 0; i < has->list.count && !does_match; i++)
		does_match = has_argument_matches(has, &has->list.items[i], anchor, &inner);
	has->anchor = anchor;
	has->scope = context->scope;
	has->version = version;
	has->does_match = does_match;
	return does_match;
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
