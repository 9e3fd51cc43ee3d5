/* SPDX-License-Identifier: MIT */
/*
 * A doubly linked list of structs that embed their link. All of zero, a list is empty, and a link
 * is on none. The list neither owns nor counts its items, and a link does not know its list: what
 * removes an item has to know both.
 *
 * Functions take links. Macros go from a link to its struct: type is the struct's, and member the
 * name of the link in it.
 */
#ifndef ORIEL_BASE_LIST_INTERNAL_H
#define ORIEL_BASE_LIST_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

struct oriel__list_link {
	struct oriel__list_link *next, *previous;
};

struct oriel__list {
	struct oriel__list_link *first, *last;
};

static inline bool oriel__list_is_empty(const struct oriel__list *list) {
	return list->first == NULL;
}

/* Before another link of the list; NULL: at the end. */
static inline void oriel__list_insert(struct oriel__list *list, struct oriel__list_link *link,
	struct oriel__list_link *before) {
	struct oriel__list_link *after = before != NULL ? before->previous : list->last;
	link->next = before;
	link->previous = after;
	*(after != NULL ? &after->next : &list->first) = link;
	*(before != NULL ? &before->previous : &list->last) = link;
}

static inline void oriel__list_append(struct oriel__list *list, struct oriel__list_link *link) {
	oriel__list_insert(list, link, NULL);
}

static inline void oriel__list_prepend(struct oriel__list *list, struct oriel__list_link *link) {
	oriel__list_insert(list, link, list->first);
}

/* The link is on this list; it is all of zero afterwards. */
static inline void oriel__list_remove(struct oriel__list *list, struct oriel__list_link *link) {
	*(link->previous != NULL ? &link->previous->next : &list->first) = link->next;
	*(link->next != NULL ? &link->next->previous : &list->last) = link->previous;
	link->next = link->previous = NULL;
}

/* The struct at whose offset the link is; NULL for NULL. */
static inline void *oriel__list_owner(struct oriel__list_link *link, size_t offset) {
	return link != NULL ? (void *)((char *)link - offset) : NULL;
}

/* The struct of a link that may be NULL, else as oriel__container_of(). */
#define oriel__list_item(link, type, member) \
	((type *)oriel__list_owner(link, offsetof(type, member)))

/* NULL: there is none. */
#define oriel__list_first(list, type, member) oriel__list_item((list)->first, type, member)
#define oriel__list_last(list, type, member) oriel__list_item((list)->last, type, member)
#define oriel__list_next(item, type, member) oriel__list_item((item)->member.next, type, member)
#define oriel__list_previous(item, type, member) \
	oriel__list_item((item)->member.previous, type, member)

/*
 * Declares item, and goes from the first to the last. The body may remove the item, and free it,
 * but no later one.
 */
#define oriel__list_each(item, list, type, member) \
	for (type *item = oriel__list_first(list, type, member), *item##_next; \
		item != NULL && (item##_next = oriel__list_next(item, type, member), true); \
		item = item##_next)

#endif
