/* SPDX-License-Identifier: MIT */
/*
 * A doubly linked list of structs that embed their link. An all-zero list is empty, and an all-zero
 * link is on no list. The list neither owns nor counts its items. A link does not refer to its
 * list, so removing an item takes both.
 *
 * Functions take links. Macros convert a link to its struct: type is the struct's type, and member
 * is the name of its link.
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

/* Inserts a link before another link of the list, or at the end if that is NULL. */
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

/* Removes a link from the list that contains it, and zeroes the link. */
static inline void oriel__list_remove(struct oriel__list *list, struct oriel__list_link *link) {
	*(link->previous != NULL ? &link->previous->next : &list->first) = link->next;
	*(link->next != NULL ? &link->next->previous : &list->last) = link->previous;
	link->next = link->previous = NULL;
}

/* Returns the struct that has its link at offset; NULL for NULL. */
static inline void *oriel__list_owner(struct oriel__list_link *link, size_t offset) {
	return link != NULL ? (void *)((char *)link - offset) : NULL;
}

/* Returns the struct of a link as oriel__container_of() does, or NULL for NULL. */
#define oriel__list_item(link, type, member) \
	((type *)oriel__list_owner(link, offsetof(type, member)))

/* Returns the first item; NULL if the list is empty. */
#define oriel__list_first(list, type, member) oriel__list_item((list)->first, type, member)
#define oriel__list_last(list, type, member) oriel__list_item((list)->last, type, member)
#define oriel__list_next(item, type, member) oriel__list_item((item)->member.next, type, member)
#define oriel__list_previous(item, type, member) \
	oriel__list_item((item)->member.previous, type, member)

/*
 * Declares item and iterates from the first item to the last. The body may remove and free the
 * current item, but no later item.
 */
#define oriel__list_each(item, list, type, member) \
	for (type *item = oriel__list_first(list, type, member), *item##_next; \
		item != NULL && (item##_next = oriel__list_next(item, type, member), true); \
		item = item##_next)

#endif
