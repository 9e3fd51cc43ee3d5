/* SPDX-License-Identifier: MIT */
/*
 * The sheets of a loop, and matching of their rules with nodes. Source: CSS Cascade 5, §6.
 *
 * Rules are stored in buckets by the id, class or type of their rightmost compound. A node is
 * matched only with the rules that name its own id, classes or type. All sheets share the buckets;
 * a rule of a window's or subtree's sheet is skipped for nodes outside that window or subtree.
 */
#include "style/style_state_internal.h"

#include "base/alloc_internal.h"
#include "tree/walk_internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- Ranks ---- */

static void rules_rank(struct oriel__style_state *state) {
	for (size_t i = 0; i < state->rule_count; i++) {
		struct oriel__rule *rule = &state->rules[i];
		rule->layer_order = oriel__layer_order_of(state, rule);
		rule->rank = (uint64_t)rule->sheet->origin << 56 | (uint64_t)rule->context << 48 |
			(uint64_t)rule->layer_order << 32 | rule->complex->specificity;
	}
}

static void rules_rank_anew(struct oriel__style_state *state) {
	oriel__cascade_layers_link(state);
	rules_rank(state);
}

/* ---- Buckets ---- */

static bool is_of_part(const struct oriel__complex *complex) {
	return complex->count > 1 && complex->compounds[1].combinator == ORIEL__COMBINATOR_PART;
}

/* Returns the pseudo-element of a selector's boxes. Parts are widgets, and ::selection sets
 * properties of the widget. */
static uint32_t rules_element_of(const struct oriel__complex *complex) {
	switch (complex->pseudo_element) {
	case ORIEL__PSEUDO_ELEMENT_BEFORE:
	case ORIEL__PSEUDO_ELEMENT_AFTER:
	case ORIEL__PSEUDO_ELEMENT_BACKDROP:
		return complex->pseudo_element;
	default:
		return ORIEL__PSEUDO_ELEMENT_NONE;
	}
}

static struct oriel__rule_bucket *rules_bucket_of(
	struct oriel__style_state *state, const struct oriel__complex *complex) {
	struct oriel__selector_key key = oriel__compound_key(&complex->compounds[0]);
	uint32_t element = rules_element_of(complex);
	if (is_of_part(complex))
		return &state->parts[element];
	if (key.kind == ORIEL__NAME_NONE)
		return &state->universal[element];
	struct oriel__rule_bucket wanted = { .key = { key.kind, element, key.name } }, *bucket;
	HASH_FIND(hh, state->buckets, &wanted.key, sizeof(wanted.key), bucket);
	if (bucket == NULL) {
		bucket = oriel__alloc_zero(1, sizeof(*bucket));
		bucket->key = wanted.key;
		HASH_ADD(hh, state->buckets, key, sizeof(bucket->key), bucket);
	}
	return bucket;
}

/* Returns whether siblings with equal names and states give equal results. */
static bool is_shareable_simple(const struct oriel__simple *simple) {
	const struct oriel__selector_list *list = NULL;
	switch (simple->kind) {
	case ORIEL__SIMPLE_TYPE:
	case ORIEL__SIMPLE_ID:
	case ORIEL__SIMPLE_CLASS:
	case ORIEL__SIMPLE_STATES:
	case ORIEL__SIMPLE_ROOT:
	case ORIEL__SIMPLE_SCOPE:
		return true;
	case ORIEL__SIMPLE_IS:
	case ORIEL__SIMPLE_NOT:
	case ORIEL__SIMPLE_HOST: /* of siblings of one class */
		list = simple->argument.list;
		break;
	default:
		return false;
	}
	for (uint32_t i = 0; list != NULL && i < list->count; i++) {
		if (list->items[i].count > 1)
			return false;
		for (uint32_t k = 0; k < list->items[i].compounds[0].count; k++) {
			if (!is_shareable_simple(&list->items[i].compounds[0].simples[k]))
				return false;
		}
	}
	return true;
}

static bool is_shareable(const struct oriel__complex *complex) {
	const struct oriel__compound *subject = &complex->compounds[0];
	for (uint32_t i = 0; i < subject->count; i++) {
		if (!is_shareable_simple(&subject->simples[i]))
			return false;
	}
	return complex->count == 1 ||
		complex->compounds[1].combinator == ORIEL__COMBINATOR_CHILD ||
		complex->compounds[1].combinator == ORIEL__COMBINATOR_DESCENDANT;
}

static enum oriel__rule_context rules_context_of(const struct oriel__complex *complex) {
	if (is_of_part(complex))
		return ORIEL__CONTEXT_PART;
	return oriel__compound_is_host(&complex->compounds[0]) ? ORIEL__CONTEXT_HOST :
															ORIEL__CONTEXT_TREE;
}

static bool has_host_on_the_left(const struct oriel__complex *complex) {
	for (uint32_t i = 1; i < complex->count; i++) {
		if (oriel__compound_is_host(&complex->compounds[i]))
			return true;
	}
	return false;
}

static void rules_add(struct oriel__style_state *state, struct oriel__used_sheet *used,
	uint32_t rule_index, const struct oriel__complex *complex) {
	uint32_t index = (uint32_t)state->rule_count;
	const struct oriel__css_style_rule *source = &used->sheet->rules[rule_index];
	state->rules = oriel__grow(
		state->rules, &state->rule_capacity, state->rule_count + 1, sizeof(*state->rules));
	struct oriel__rule *rule = &state->rules[state->rule_count++];
	*rule = (struct oriel__rule){ .complex = complex,
		.block = complex->pseudo_element == ORIEL__PSEUDO_ELEMENT_SELECTION ?
			&used->selections[rule_index] :
			&used->blocks[rule_index],
		.sheet = used,
		.source = source,
		.condition = source->condition,
		.is_shareable = is_shareable(complex),
		.context = (uint8_t)rules_context_of(complex),
		.has_host = has_host_on_the_left(complex) };
	state->element_rules[rules_element_of(complex)]++;
	oriel__filter_hashes(complex, rule->ancestors);
	struct oriel__rule_bucket *bucket = rules_bucket_of(state, complex);
	bucket->rules = oriel__grow(
		bucket->rules, &bucket->capacity, bucket->count + 1, sizeof(*bucket->rules));
	bucket->rules[bucket->count++] = index;
	state->has_inherit |= rule->block->does_inherit;
	oriel__dependencies_add(state, complex);
}

static void registrations_add(
	struct oriel__style_state *state, const struct oriel__used_sheet *used) {
	for (uint32_t i = 0; i < used->sheet->registration_count; i++) {
		const struct oriel__css_registration *css = &used->sheet->registrations[i];
		oriel__atom name = used->atoms[css->name - 1];
		struct oriel__registration *registration;
		HASH_FIND_PTR(state->registrations, &name, registration);
		if (registration == NULL) {
			registration = oriel__alloc_zero(1, sizeof(*registration));
			registration->name = oriel__atom_ref(name);
			HASH_ADD_PTR(state->registrations, name, registration);
		}
		registration->css = css;
	}
}

static void rules_add_sheet(struct oriel__style_state *state, struct oriel__used_sheet *used) {
	for (uint32_t i = 0; i < used->sheet->rule_count; i++) {
		const struct oriel__selector_list *list = &used->selectors[i];
		for (uint32_t k = 0; k < list->count; k++)
			rules_add(state, used, i, &list->items[k]);
	}
	registrations_add(state, used);
}

static void rules_clear(struct oriel__style_state *state) {
	struct oriel__rule_bucket *bucket, *next;
	HASH_ITER(hh, state->buckets, bucket, next) {
		HASH_DEL(state->buckets, bucket);
		oriel__free(bucket->rules);
		oriel__bucket_forget(bucket);
		oriel__free(bucket);
	}
	struct oriel__registration *registration, *next_registration;
	HASH_ITER(hh, state->registrations, registration, next_registration) {
		HASH_DEL(state->registrations, registration);
		oriel__atom_unref(registration->name);
		oriel__free(registration);
	}
	for (int element = 0; element < ORIEL__PSEUDO_ELEMENTS; element++) {
		state->universal[element].count = state->parts[element].count = 0;
		oriel__bucket_forget(&state->universal[element]);
		oriel__bucket_forget(&state->parts[element]);
		state->element_rules[element] = 0;
	}
	state->rule_count = 0;
	oriel__dependencies_clear(state);
}

static void rules_rebuild(struct oriel__style_state *state) {
	rules_clear(state);
	oriel__list_each(used, &state->sheets, struct oriel__used_sheet, link)
		rules_add_sheet(state, used);
	rules_rank_anew(state);
	state->generation++;
}

void oriel__rules_finish(struct oriel__style_state *state) {
	rules_clear(state);
	while (!oriel__list_is_empty(&state->sheets)) {
		struct oriel__used_sheet *used = oriel__list_first(
			&state->sheets, struct oriel__used_sheet, link);
		oriel__list_remove(&state->sheets, &used->link);
		oriel__used_sheet_finish(used);
		oriel__free(used);
	}
	for (int element = 0; element < ORIEL__PSEUDO_ELEMENTS; element++) {
		oriel__free(state->universal[element].rules);
		oriel__free(state->parts[element].rules);
	}
	oriel__free(state->rules);
	oriel__cascade_layers_finish(state);
}

/* ---- Nodes that a sheet could match ---- */

static bool sheet_could_name(const struct oriel__used_sheet *used, const struct oriel__node *node) {
	for (uint32_t i = 0; i < used->sheet->rule_count; i++) {
		const struct oriel__selector_list *list = &used->selectors[i];
		for (uint32_t k = 0; k < list->count; k++) {
			struct oriel__selector_key key = oriel__compound_key(&list->items[k].compounds[0]);
			if (oriel__selector_key_matches(key, node))
				return true;
		}
	}
	return false;
}

enum { MANY_RULES = 64 };

/* Marks the nodes in root that rules of the sheet could match. A sheet with many rules marks
 * everything, because testing each node against each rule would cost more than restyling. */
static void sheet_mark_in(const struct oriel__used_sheet *used, struct oriel__node *root) {
	if (root->computed == NULL)
		return;
	if (used->sheet->rule_count > MANY_RULES || used->sheet->registration_count > 0) {
		oriel__node_mark(root, ORIEL__MARK_STYLE | ORIEL__MARK_SUBTREE);
		return;
	}
	for (struct oriel__node *node = root; node != NULL; node = oriel__flat_next(node, root)) {
		if (node->kind == ORIEL__NODE_ELEMENT && sheet_could_name(used, node))
			oriel__node_mark(node, ORIEL__MARK_STYLE);
	}
}

bool oriel__sheet_is_of_tree(
	const struct oriel__used_sheet *used, const struct oriel__tree *tree) {
	return used->owner == NULL || tree == NULL || tree->owner == used->owner;
}

static void sheet_mark(struct oriel__style_state *state, const struct oriel__used_sheet *used) {
	if (used->level == ORIEL__SHEET_ENDED)
		return;
	const struct oriel__tree_state *tree_state = oriel__tree_state(state->loop);
	if (used->root != NULL) {
		sheet_mark_in(used, used->root);
		return;
	}
	oriel__list_each(tree, &tree_state->trees, const struct oriel__tree, link) {
		if (used->tree != NULL ? used->tree == tree : oriel__sheet_is_of_tree(used, tree))
			sheet_mark_in(used, tree->root);
	}
	for (size_t i = 0; i < tree_state->orphans.count && used->tree == NULL; i++) {
		if (!tree_state->orphans.nodes[i]->finished)
			sheet_mark_in(used, tree_state->orphans.nodes[i]);
	}
}

/* ---- Sheets ---- */

/* Returns whether sheet a precedes sheet b in the order of application. */
static bool sheet_is_before(const struct oriel__used_sheet *a, const struct oriel__used_sheet *b) {
	if (a->origin != b->origin)
		return a->origin < b->origin;
	if (a->level != b->level)
		return a->level < b->level;
	return a->order < b->order;
}

static void sheet_insert(struct oriel__style_state *state, struct oriel__used_sheet *used) {
	struct oriel__used_sheet *before = oriel__list_first(
		&state->sheets, struct oriel__used_sheet, link);
	while (before != NULL && !sheet_is_before(used, before))
		before = oriel__list_next(before, struct oriel__used_sheet, link);
	oriel__list_insert(&state->sheets, &used->link, before != NULL ? &before->link : NULL);
}

static bool sheet_is_beside(
	const struct oriel__used_sheet *used, const struct oriel__used_sheet *other) {
	return used->origin == other->origin && used->level == other->level &&
		used->owner == other->owner && used->tree == other->tree && used->root == other->root;
}

static void sheet_watch(struct oriel__style_state *state, const struct oriel__used_sheet *used) {
	if (state->watch != NULL)
		state->watch(state->loop, used->id, used->sheet);
}

static struct oriel__used_sheet *used_sheet_new(
	struct oriel__style_state *state, oriel_sheet *sheet, enum oriel__origin origin) {
	struct oriel__used_sheet *used = oriel__alloc_zero(1, sizeof(*used));
	used->id = ++state->last_sheet_id;
	used->sheet = sheet;
	used->origin = (uint8_t)origin;
	return used;
}

static void used_sheet_add(struct oriel__style_state *state, struct oriel__used_sheet *used) {
	used->order = UINT32_MAX;
	sheet_insert(state, used);
	used->order = (uint32_t)used->id;
	oriel__used_sheet_link(state, used);
	if (used->root != NULL)
		used->root->has_sheets = 1;
	rules_add_sheet(state, used);
	rules_rank_anew(state);
	state->generation++;
	sheet_mark(state, used);
	sheet_watch(state, used);
}

struct oriel__used_sheet *oriel__sheet_use(struct oriel__style_state *state, oriel_sheet *sheet,
	enum oriel__origin origin, const struct oriel__tree *tree, struct oriel__node *root) {
	struct oriel__used_sheet *used = used_sheet_new(state, sheet, origin);
	used->tree = tree;
	used->root = root;
	used->level = root != NULL ? ORIEL__SHEET_SUBTREE :
		tree != NULL         ? ORIEL__SHEET_WINDOW :
							ORIEL__SHEET_APPLICATION;
	used_sheet_add(state, used);
	return used;
}

struct oriel__used_sheet *oriel__sheet_use_of_owner(
	struct oriel__style_state *state, oriel_sheet *sheet, const void *owner) {
	struct oriel__used_sheet *used = used_sheet_new(state, sheet, ORIEL__ORIGIN_APPLICATION);
	used->level = ORIEL__SHEET_APPLICATION;
	used->owner = owner;
	used_sheet_add(state, used);
	return used;
}

struct oriel__used_sheet *oriel__sheet_use_of_class(
	struct oriel__style_state *state, oriel_sheet *sheet, const char *class_text) {
	struct oriel__used_sheet *used = used_sheet_new(state, sheet, ORIEL__ORIGIN_TOOLKIT);
	used->level = ORIEL__SHEET_APPLICATION;
	used->class_text = class_text;
	used_sheet_add(state, used);
	return used;
}

struct oriel__used_sheet *oriel__sheet_find(const struct oriel__style_state *state, uint64_t id) {
	oriel__list_each(used, &state->sheets, struct oriel__used_sheet, link) {
		if (used->id == id)
			return used;
	}
	return NULL;
}

void oriel__sheet_unuse(struct oriel__style_state *state, struct oriel__used_sheet *used) {
	sheet_mark(state, used);
	oriel__list_remove(&state->sheets, &used->link);
	rules_rebuild(state);
	oriel__used_sheet_finish(used);
	oriel__free(used);
}

void oriel__sheet_exchange(
	struct oriel__style_state *state, struct oriel__used_sheet *used, oriel_sheet *sheet) {
	sheet_mark(state, used);
	struct oriel__used_sheet old = *used;
	used->sheet = sheet;
	oriel__used_sheet_link(state, used);
	rules_rebuild(state);
	oriel__used_sheet_finish(&old);
	sheet_mark(state, used);
	sheet_watch(state, used);
}

void oriel__sheet_place(
	struct oriel__style_state *state, struct oriel__used_sheet *used, size_t index) {
	oriel__list_remove(&state->sheets, &used->link);
	struct oriel__used_sheet *before = oriel__list_first(
		&state->sheets, struct oriel__used_sheet, link);
	struct oriel__used_sheet *last = NULL;
	size_t at = 0;
	for (; before != NULL;
		before = oriel__list_next(before, struct oriel__used_sheet, link)) {
		if (!sheet_is_beside(used, before))
			continue;
		if (at++ == index)
			break;
		last = before;
	}
	if (before == NULL && last != NULL)
		before = oriel__list_next(last, struct oriel__used_sheet, link);
	if (before != NULL || last != NULL)
		oriel__list_insert(&state->sheets, &used->link, before != NULL ? &before->link : NULL);
	else
		sheet_insert(state, used);
	uint32_t order = 0;
	oriel__list_each(each, &state->sheets, struct oriel__used_sheet, link)
		each->order = ++order;
	rules_rebuild(state);
	sheet_mark(state, used);
}

/* ---- Matching ---- */

bool oriel__condition_holds(const struct oriel__used_sheet *used, uint32_t condition,
	const struct oriel__media *media) {
	for (; condition != 0; condition = used->sheet->conditions[condition - 1].parent) {
		if (!oriel__media_matches(used->sheet->conditions[condition - 1].media, media))
			return false;
	}
	return true;
}

static bool rule_condition_holds(const struct oriel__style_state *state,
	const struct oriel__rule *rule, const struct oriel__node *node) {
	return rule->condition == 0 ||
		oriel__condition_holds(rule->sheet, rule->condition, oriel__media_of(state, node));
}

bool oriel__rules_differ(const struct oriel__style_state *state, const struct oriel__media *a,
	const struct oriel__media *b) {
	oriel__list_each(used, &state->sheets, struct oriel__used_sheet, link) {
		for (uint32_t i = 0; i < used->sheet->condition_count; i++) {
			if (oriel__condition_holds(used, i + 1, a) != oriel__condition_holds(used, i + 1, b))
				return true;
		}
	}
	return false;
}

/* Returns the number of steps from a node up to the root of a subtree's sheet; -1 if the node is
 * outside. */
static int64_t sheet_distance(
	const struct oriel__used_sheet *used, const struct oriel__node *node) {
	int64_t distance = 0;
	for (; node != NULL && node != used->root; node = node->parent)
		distance++;
	return node != NULL ? distance : -1;
}

static bool sheet_covers(const struct oriel__used_sheet *used, const struct oriel__node *node) {
	if (used->level == ORIEL__SHEET_WINDOW)
		return node->tree == used->tree;
	if (used->level != ORIEL__SHEET_SUBTREE)
		return oriel__sheet_is_of_tree(used, node->tree);
	return sheet_distance(used, node) >= 0;
}

/* Returns the host of the shadow tree that contains a node, or NULL. */
static const struct oriel__node *rule_host_of(const struct oriel__node *node) {
	while (node != NULL && !oriel__node_is_shadow_child(node))
		node = node->parent;
	return node != NULL ? node->parent : NULL;
}

/* Returns whether a sheet belongs to the shadow tree of a host. */
static bool is_sheet_of_host(const struct oriel__used_sheet *used, const struct oriel__node *host) {
	if (host == NULL || used->origin != ORIEL__ORIGIN_TOOLKIT)
		return false;
	if (used->class_text == NULL)
		return true;
	const char *const *text = oriel__node_class(host)->sheets;
	while (text != NULL && *text != NULL && *text != used->class_text)
		text++;
	return text != NULL && *text != NULL;
}

/* Returns whether a rule may match a node at all. The application's rules match shadow trees only
 * by ::part(). `:host` in a class's sheet is a widget of that class. */
static bool rule_reaches(const struct oriel__rule *rule, const struct oriel__node *node) {
	if (rule->context == ORIEL__CONTEXT_HOST)
		return is_sheet_of_host(rule->sheet, node);
	if (rule->has_host)
		return is_sheet_of_host(rule->sheet, rule_host_of(node));
	return !node->in_shadow || rule->sheet->origin == ORIEL__ORIGIN_TOOLKIT ||
		rule->context == ORIEL__CONTEXT_PART;
}

bool oriel__rule_matches(
	struct oriel__style_state *state, const struct oriel__rule *rule, struct oriel__node *node) {
	return rule_reaches(rule, node) && sheet_covers(rule->sheet, node) &&
		rule_condition_holds(state, rule, node) &&
		oriel__complex_matches(rule->complex, node, rule->sheet->root,
			(rule->context == ORIEL__CONTEXT_HOST ? ORIEL__VIEW_HOST : 0) |
				(rule->sheet->origin == ORIEL__ORIGIN_APPLICATION ? ORIEL__VIEW_OUTSIDE : 0));
}

/* Returns whether rule a is applied after rule b. */
static bool rule_is_after(
	const struct oriel__rule *a, const struct oriel__rule *b, const struct oriel__node *node) {
	if (a->rank != b->rank)
		return a->rank > b->rank;
	if (a->sheet == b->sheet)
		return a > b;
	if (a->sheet->level == ORIEL__SHEET_SUBTREE && b->sheet->level == ORIEL__SHEET_SUBTREE &&
		a->sheet->root != b->sheet->root)
		return sheet_distance(a->sheet, node) < sheet_distance(b->sheet, node);
	return sheet_is_before(b->sheet, a->sheet);
}

/* Inserts a rule in the order of application. Insertion sort suffices, because a node matches few
 * rules. */
static void insert_rule(
	struct oriel__style_state *state, uint32_t rule, const struct oriel__node *node) {
	struct oriel__computed_key *key = state->key;
	if (key->rule_count == state->key_capacity) {
		state->key_capacity = 2 * state->key_capacity;
		state->key = key = oriel__realloc_array(
			key, 1, sizeof(*key) + state->key_capacity * sizeof(key->rules[0]));
	}
	uint32_t at = key->rule_count++;
	for (; at > 0 &&
		rule_is_after(&state->rules[key->rules[at - 1]], &state->rules[rule], node);
		at--)
		key->rules[at] = key->rules[at - 1];
	key->rules[at] = rule;
}

static void match_rules(struct oriel__style_state *state, const uint32_t *rules, size_t count,
	struct oriel__node *node, const struct oriel__ancestor_filter *filter) {
	for (size_t i = 0; i < count; i++) {
		const struct oriel__rule *rule = &state->rules[rules[i]];
		if (filter != NULL && !oriel__filter_may_match(filter, rule->ancestors))
			continue;
		state->is_shareable &= rule->is_shareable;
		state->counts.tried++;
		if (oriel__rule_matches(state, rule, node))
			insert_rule(state, rules[i], node);
	}
}

static void match_bucket(struct oriel__style_state *state, struct oriel__rule_bucket *bucket,
	struct oriel__node *node, const struct oriel__ancestor_filter *filter) {
	size_t count;
	if (filter == NULL || bucket->count < ORIEL__BUCKET_MANY) {
		match_rules(state, bucket->rules, bucket->count, node, filter);
		return;
	}
	const uint32_t *rules = oriel__bucket_find(state, bucket, 0, &count);
	match_rules(state, rules, count, node, filter);
	for (size_t i = 0; i < filter->hash_count; i++) {
		rules = oriel__bucket_find(state, bucket, state->filter_hashes[i], &count);
		match_rules(state, rules, count, node, filter);
	}
}

static void match_name(struct oriel__style_state *state, enum oriel__name_kind kind,
	enum oriel__css_pseudo_element element, oriel__atom name, struct oriel__node *node,
	const struct oriel__ancestor_filter *filter) {
	struct oriel__rule_bucket wanted = { .key = { kind, element, name } }, *bucket;
	HASH_FIND(hh, state->buckets, &wanted.key, sizeof(wanted.key), bucket);
	if (bucket != NULL)
		match_bucket(state, bucket, node, filter);
}

void oriel__rules_match(struct oriel__style_state *state, struct oriel__node *node,
	enum oriel__css_pseudo_element element) {
	state->key->rule_count = 0;
	/* The boxes of a node are matched after the node, and shared with it. */
	if (element == ORIEL__PSEUDO_ELEMENT_NONE)
		state->is_shareable = true;
	if (state->element_rules[element] == 0)
		return;
	const struct oriel__ancestor_filter *filter = oriel__filter_for(state, node->parent);
	state->counts.matched++;
	if (oriel__cascade_layers_turn_to(state, node->tree, oriel__media_of(state, node)))
		rules_rank(state);
	match_bucket(state, &state->universal[element], node, filter);
	match_name(state, ORIEL__NAME_TYPE, element, node->type, node, filter);
	for (size_t i = 0; i < node->class_count; i++)
		match_name(state, ORIEL__NAME_CLASS, element, node->classes[i], node, filter);
	if (node->id != NULL)
		match_name(state, ORIEL__NAME_ID, element, node->id, node, filter);
	if (node->in_shadow)
		match_bucket(state, &state->parts[element], node, NULL);
}
