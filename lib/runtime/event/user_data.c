/* SPDX-License-Identifier: MIT */
/*
 * User data that a program, or a binding to another language, stores with a target or an event.
 *
 * Few objects have user data. Each object therefore has only a 32-bit number: the place of its list
 * of items in a table of the loop, or 0. Each item stores the address of that number. The end of
 * the loop can therefore reset the number in objects that outlive the loop.
 */
#include <oriel/runtime/user_data.h>

#include "base/alloc_internal.h"
#include "event/dispatch_internal.h"
#include "event/user_data_internal.h"
#include "loop/loop_internal.h"

#include <oriel/runtime/log.h>

struct item {
	struct item *next;
	uint32_t *owner; /* points to the object's number: index of the slot + 1 */
	const void *key;
	struct oriel_payload value;
};

/* Returns the head of an owner's list of items. */
static void **user_data_head(const struct oriel__event_state *state, uint32_t owner) {
	return &state->user_data.values[owner - 1];
}

static struct item *user_data_find(
	const struct oriel__event_state *state, uint32_t owner, const void *key) {
	struct item *item = owner != 0 ? *user_data_head(state, owner) : NULL;
	while (item != NULL && item->key != key)
		item = item->next;
	return item;
}

static void user_data_add(struct oriel__event_state *state, uint32_t *owner, const void *key,
	struct oriel_payload value) {
	struct item *item = oriel__alloc(sizeof(*item));
	*item = (struct item){ .owner = owner, .key = key, .value = value };
	if (*owner == 0) {
		*owner = (uint32_t)oriel__slot_map_add(&state->user_data, item);
	} else {
		void **first = user_data_head(state, *owner);
		item->next = *first;
		*first = item;
	}
}

/* Removes an item from its list, and the list's slot with the last item. */
static void user_data_unlink(struct oriel__event_state *state, const struct item *item) {
	void **link = user_data_head(state, *item->owner);
	struct item *first = *link;
	if (first == item && item->next == NULL) {
		oriel__slot_map_remove(
			&state->user_data, oriel__slot_key(&state->user_data, *item->owner - 1));
		*item->owner = 0;
	} else if (first == item) {
		*link = item->next;
	} else {
		while (first->next != item)
			first = first->next;
		first->next = item->next;
	}
}

static void user_data_end(struct oriel__event_state *state, struct item *item) {
	struct oriel_payload value = item->value;
	user_data_unlink(state, item);
	oriel__free(item);
	oriel__payload_drop(value);
}

static bool user_data_set(struct oriel__event_state *state, uint32_t *owner, const void *key,
	struct oriel_payload value) {
	struct item *old = user_data_find(state, *owner, key);
	bool is_set = value.data != NULL || value.release != NULL;
	if (is_set && state->is_ending) {
		oriel__payload_drop(value);
		return false;
	}
	if (is_set)
		user_data_add(state, owner, key, value);
	if (old != NULL)
		user_data_end(state, old);
	return true;
}

static void *user_data_get(
	const struct oriel__event_state *state, uint32_t owner, const void *key) {
	const struct item *item = user_data_find(state, owner, key);
	return item != NULL ? item->value.data : NULL;
}

void oriel__user_data_drop_all(struct oriel__event_state *state, uint32_t *owner) {
	do
		user_data_end(state, *user_data_head(state, *owner));
	while (*owner != 0);
}

void oriel__user_data_finish(struct oriel__event_state *state) {
	for (uint32_t i = 0; i < state->user_data.used; i++) {
		while (state->user_data.values[i] != NULL)
			user_data_end(state, state->user_data.values[i]);
	}
}

bool oriel_target_set_user_data_at(const char *site,
	oriel_target *target, const void *key, struct oriel_payload value) {
	ORIEL_ASSERT(
		target != NULL, "oriel_target_set_user_data at %s: the target is NULL; pass one", site);
	ORIEL_ASSERT(!target->is_finished,
		"oriel_target_set_user_data: this %s was destroyed and is only held; set it before",
		target->target_class->name);
	oriel__loop_check(target->state->loop, "oriel_target_set_user_data");
	return user_data_set(target->state, &target->user_data, key, value);
}

void *oriel_target_user_data_at(
	const char *site, const oriel_target *target, const void *key) {
	ORIEL_ASSERT(
		target != NULL, "oriel_target_user_data at %s: the target is NULL; pass one", site);
	return target->user_data != 0 ? user_data_get(target->state, target->user_data, key) : NULL;
}

bool oriel_event_set_user_data(
	oriel_event *event, const void *key, struct oriel_payload value) {
	ORIEL_ASSERT(event != NULL, "oriel_event_set_user_data: the event is NULL; pass one");
	ORIEL_ASSERT(event->type->table != NULL,
		"oriel_event_set_user_data: the loop of this event has ended; set it before");
	oriel__loop_check(event->state->loop, "oriel_event_set_user_data");
	return user_data_set(event->state, &event->user_data, key, value);
}

void *oriel_event_user_data(const oriel_event *event, const void *key) {
	ORIEL_ASSERT(event != NULL, "oriel_event_user_data: the event is NULL; pass one");
	return event->user_data != 0 ? user_data_get(event->state, event->user_data, key) : NULL;
}
