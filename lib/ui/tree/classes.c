/* SPDX-License-Identifier: MIT */
/*
 * Classes: an ordered set of atoms, and the attribute "class", which reflects the set. Source: DOM,
 * "interface DOMTokenList".
 *
 * The attribute's text is stored in two cases: after it was read, and when the given text differs
 * from the classes joined by single spaces. A change of the classes drops the stored text.
 */
#include "base/alloc_internal.h"
#include "loop/callback_internal.h"
#include "tree/mutation_internal.h"
#include "tree/names_internal.h"

#include <oriel/runtime/log.h>

#include <string.h>

enum { MAX_CLASSES = 4096 };

#define WHITE_SPACE " \t\n\f\r" /* ASCII white space, as defined by Infra */

static size_t classes_find(const struct oriel__node *node, oriel__atom name) {
	size_t i = 0;
	while (i < node->class_count && node->classes[i] != name)
		i++;
	return i;
}

bool oriel__node_has_class(const struct oriel__node *node, oriel__atom name) {
	return classes_find(node, name) < node->class_count;
}

/* Takes over a reference to name. Returns whether the class is new. */
static bool classes_add(struct oriel__node *node, oriel__atom name) {
	if (oriel__node_has_class(node, name)) {
		oriel__atom_unref(name);
		return false;
	}
	node->classes = oriel__realloc_array(
		node->classes, node->class_count + 1u, sizeof(*node->classes));
	node->classes[node->class_count++] = name;
	oriel__atom_add_bearers(name, 1);
	return true;
}

/* Removes a class. The node's reference passes to the caller. */
static void classes_remove_at(struct oriel__node *node, size_t index) {
	node->class_count--;
	oriel__atom_add_bearers(node->classes[index], -1);
	memmove(&node->classes[index], &node->classes[index + 1],
		(node->class_count - index) * sizeof(*node->classes));
	if (node->class_count == 0) {
		oriel__free(node->classes);
		node->classes = NULL;
	}
}

static oriel__atom class_name(const struct oriel__node *node) {
	return oriel__tree_state(oriel__node_loop(node))->class_name;
}

/* ---- The attribute "class" ---- */

/* Returns the length of all classes, each followed by a space. */
static size_t joined_length(const struct oriel__node *node) {
	size_t length = 0;
	for (size_t i = 0; i < node->class_count; i++)
		length += node->classes[i]->length + 1;
	return length;
}

static oriel__atom classes_join(const struct oriel__node *node) {
	struct oriel__atom_table *atoms = oriel__loop_atoms(oriel__node_loop(node));
	char *text = oriel__alloc(joined_length(node) + 1), *end = text;
	for (size_t i = 0; i < node->class_count; i++) {
		if (i > 0)
			*end++ = ' ';
		memcpy(end, node->classes[i]->text, node->classes[i]->length);
		end += node->classes[i]->length;
	}
	oriel__atom joined = oriel__atom_intern_n(atoms, text, (size_t)(end - text));
	oriel__free(text);
	return joined;
}

static oriel__atom stored_text(const struct oriel__node *node) {
	oriel__atom name = class_name(node);
	for (size_t i = 0; i < node->attribute_count; i++) {
		if (node->attributes[i].name == name)
			return node->attributes[i].value;
	}
	return NULL;
}

oriel__atom oriel__classes_text(struct oriel__node *node) {
	if (!node->has_class_attribute)
		return NULL;
	oriel__atom text = stored_text(node);
	if (text == NULL) {
		text = classes_join(node);
		oriel__attribute_store(node, class_name(node), text);
		oriel__atom_unref(text);
	}
	return text;
}

static void store_text(struct oriel__node *node, const char *text) {
	oriel__atom canonical = classes_join(node);
	oriel__atom given = oriel__atom_intern(oriel__loop_atoms(oriel__node_loop(node)), text);
	oriel__attribute_store(node, class_name(node), given != canonical ? given : NULL);
	oriel__atom_unref(given);
	oriel__atom_unref(canonical);
}

static void classes_changed(struct oriel__node *node) {
	oriel__node_tell_attribute(node, class_name(node));
}

/* ---- Replacing all ---- */

struct class_list {
	oriel__atom *classes;
	size_t count;
};

static struct class_list take_classes(struct oriel__node *node) {
	struct class_list taken = { node->classes, node->class_count };
	for (size_t i = 0; i < taken.count; i++)
		oriel__atom_add_bearers(taken.classes[i], -1);
	node->classes = NULL;
	node->class_count = 0;
	return taken;
}

static bool list_has(struct class_list list, oriel__atom name) {
	for (size_t i = 0; i < list.count; i++) {
		if (list.classes[i] == name)
			return true;
	}
	return false;
}

/* Returns whether text is within the limit. Repetitions count: finding them would cost more. */
bool oriel__classes_are_few(const char *text) {
	size_t count = 0;
	for (text += strspn(text, WHITE_SPACE); *text != '\0' && count <= MAX_CLASSES;
		text += strspn(text, WHITE_SPACE)) {
		text += strcspn(text, WHITE_SPACE);
		count++;
	}
	return count <= MAX_CLASSES;
}

static void add_tokens(struct oriel__node *node, const char *text) {
	struct oriel__atom_table *atoms = oriel__loop_atoms(oriel__node_loop(node));
	for (text += strspn(text, WHITE_SPACE); *text != '\0'; text += strspn(text, WHITE_SPACE)) {
		size_t length = strcspn(text, WHITE_SPACE);
		classes_add(node, oriel__atom_intern_n(atoms, text, length));
		text += length;
	}
}

/* Notifies style of the classes that are in only one of the two lists. Releases the old list. */
static void tell_difference(struct oriel__node *node, struct class_list old) {
	struct class_list new = { node->classes, node->class_count };
	for (size_t i = 0; i < new.count; i++) {
		if (!list_has(old, new.classes[i]))
			oriel__node_tell_name(node, ORIEL__NAME_CLASS, new.classes[i]);
	}
	for (size_t i = 0; i < old.count; i++) {
		if (!list_has(new, old.classes[i]))
			oriel__node_tell_name(node, ORIEL__NAME_CLASS, old.classes[i]);
		oriel__atom_unref(old.classes[i]);
	}
	oriel__free(old.classes);
}

static bool is_text(const struct oriel__node *node, const char *text) {
	oriel__atom stored = stored_text(node);
	oriel__atom current = stored != NULL ? oriel__atom_ref(stored) : classes_join(node);
	bool equal = node->has_class_attribute && strcmp(current->text, text) == 0;
	oriel__atom_unref(current);
	return equal;
}

void oriel__classes_set(struct oriel__node *node, const char *text) {
	if (text != NULL ? is_text(node, text) : !node->has_class_attribute)
		return;
	struct class_list old = take_classes(node);
	node->has_class_attribute = text != NULL;
	if (text != NULL) {
		add_tokens(node, text);
		store_text(node, text);
	} else {
		oriel__attribute_store(node, class_name(node), NULL);
	}
	tell_difference(node, old);
	classes_changed(node);
}

/* ---- One by one ---- */

static void classes_check_class(const char *name, const char *caller) {
	ORIEL_ASSERT(name != NULL && name[0] != '\0', "%s: a class has no name; give it one", caller);
	ORIEL_ASSERT(name[strcspn(name, WHITE_SPACE)] == '\0',
		"%s: \"%s\" has white space in it; pass one class at a time", caller, name);
}

static void class_changed(struct oriel__node *node, oriel__atom name) {
	oriel__attribute_store(node, class_name(node), NULL);
	oriel__node_tell_name(node, ORIEL__NAME_CLASS, name);
	classes_changed(node);
}

/* Drops the attribute's text if it differs from the joined classes. Source: DOM, "update steps",
 * which run even if no class changes. */
static void classes_normalize(struct oriel__node *node) {
	oriel__atom stored = stored_text(node);
	if (stored == NULL)
		return;
	oriel__atom canonical = classes_join(node);
	if (stored != canonical) {
		oriel__attribute_store(node, class_name(node), NULL);
		classes_changed(node);
	}
	oriel__atom_unref(canonical);
}

/* Returns whether the text of all classes stays within the limit of an attribute's value. */
static bool has_room(const struct oriel__node *node, const char *name) {
	return node->class_count < MAX_CLASSES &&
		joined_length(node) + strlen(name) <= ORIEL__SMALL_TEXT_MAX;
}

/* Returns false, and reports an error, if the class is over a limit. */
static bool change_class(oriel_widget *widget, const char *name, bool wanted, const char *caller) {
	struct oriel__node *node = oriel__node_change(widget, caller);
	oriel_loop *loop = oriel__node_loop(node);
	classes_check_class(name, caller);
	if (wanted && !has_room(node, name) && !oriel_has_class(widget, name)) {
		oriel__names_report(caller);
		return false;
	}
	if (!wanted && strlen(name) > ORIEL__SMALL_TEXT_MAX)
		return true; /* no widget has a class this long */
	oriel__atom atom = oriel__atom_intern(oriel__loop_atoms(loop), name);
	size_t index = classes_find(node, atom);
	oriel__hold_begin(loop);
	if (wanted || node->has_class_attribute)
		oriel__mutation_attribute(node, class_name(node));
	if (wanted && classes_add(node, oriel__atom_ref(atom))) {
		node->has_class_attribute = 1;
		class_changed(node, atom);
	} else if (!wanted && index < node->class_count) {
		classes_remove_at(node, index);
		class_changed(node, atom);
		oriel__atom_unref(atom);
	} else {
		classes_normalize(node);
	}
	oriel__hold_end(loop);
	oriel__atom_unref(atom);
	return true;
}

void oriel_add_class(oriel_widget *widget, const char *name) {
	change_class(widget, name, true, "oriel_add_class");
}

void oriel_remove_class(oriel_widget *widget, const char *name) {
	change_class(widget, name, false, "oriel_remove_class");
}

bool oriel_has_class(const oriel_widget *widget, const char *name) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_has_class");
	if (node == NULL || name == NULL)
		return false;
	oriel__atom atom = oriel__atom_find_n(
		oriel__loop_atoms(oriel__node_loop(node)), name, strlen(name));
	return atom != NULL && oriel__node_has_class(node, atom);
}

void oriel_set_class(oriel_widget *widget, const char *name, bool is_set) {
	classes_check_class(name, "oriel_set_class");
	if (widget == NULL || oriel_has_class(widget, name) != is_set)
		change_class(widget, name, is_set, "oriel_set_class");
}

bool oriel_toggle_class(oriel_widget *widget, const char *name) {
	bool is_set = oriel_has_class(widget, name);
	bool is_done = change_class(widget, name, !is_set, "oriel_toggle_class");
	return is_set != is_done;
}
