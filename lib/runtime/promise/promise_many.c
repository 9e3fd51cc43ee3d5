/* SPDX-License-Identifier: MIT */
/*
 * Combinations of several promises: all, all_settled, any and race.
 *
 * Each call creates a combination with one element for each promise; the element is a reaction to
 * that promise. All kinds but race have a list of results, which becomes the payload. The list
 * refers to a promise only once it is settled, so nothing keeps pending promises alive. Once the
 * result is known, the remaining elements are removed from their promises. A race against a promise
 * that never settles therefore leaves nothing behind.
 */
#include "promise/promise_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"

#include <oriel/runtime/error.h>

struct list {
	struct oriel_settlements settlements; /* first member */
	size_t references;
	oriel_promise **promises; /* hold references; NULL if not settled or not needed */
	struct oriel_settlement items[];
};

struct combination;

struct element {
	struct oriel__reaction reaction; /* first member */
	struct combination *combination;
};

struct combination {
	struct oriel__promise_extra extra; /* first member */
	const struct kind *kind;
	oriel_promise *promise; /* the promise of the combination; holds a reference */
	bool is_known;          /* promise is settled */
	struct list *list;      /* NULL for a race, and after it was handed over */
	size_t count;
	size_t waiting; /* number of elements that may still run */
	size_t missing; /* number of promises that must still be settled in a state with gathers[] */
	struct element elements[];
};

struct kind {
	const char *name;
	bool has_list;
	/* indexed by state: a promise in such a state is added to the list, which is the result once
	 * all are; any other state decides the result at once */
	bool gathers[3];
	enum oriel_completion_type end; /* how the complete list settles the promise */
};

static const struct kind all_kind = { "oriel_promise_all", true,
	{ [ORIEL_PROMISE_FULFILLED] = true }, ORIEL_COMPLETION_RETURN };
static const struct kind all_settled_kind = {
	"oriel_promise_all_settled",
	true,
	{ [ORIEL_PROMISE_FULFILLED] = true, [ORIEL_PROMISE_REJECTED] = true },
	ORIEL_COMPLETION_RETURN,
};
static const struct kind any_kind = { "oriel_promise_any", true,
	{ [ORIEL_PROMISE_REJECTED] = true }, ORIEL_COMPLETION_THROW };
static const struct kind race_kind = { "oriel_promise_race", false, { false },
	ORIEL_COMPLETION_RETURN };

/* ---- Lists ---- */

static void list_retain(void *data) {
	((struct list *)data)->references++;
}

static void list_release(void *data) {
	struct list *list = data;
	if (--list->references > 0)
		return;
	for (size_t i = 0; i < list->settlements.count; i++)
		oriel_promise_unref(list->promises[i]);
	oriel__free(list->promises);
	oriel__free(list);
}

static struct oriel_payload list_payload(struct list *list) {
	return oriel_shared(list, list_retain, list_release);
}

const struct oriel_settlements *oriel_settlements_try_from_payload(struct oriel_payload payload) {
	return payload.release == list_release ? &((const struct list *)payload.data)->settlements :
											NULL;
}

/* Returns NULL if there is no memory for so many promises. */
static struct list *list_try_new(size_t count) {
	struct list *list = count <= (SIZE_MAX - sizeof(*list)) / sizeof(list->items[0]) ?
		oriel__try_alloc(1, sizeof(*list) + count * sizeof(list->items[0])) :
		NULL;
	oriel_promise **promises = oriel__try_alloc(count, sizeof(promises[0]));
	if (list == NULL || promises == NULL) {
		oriel__free(list);
		oriel__free(promises);
		return NULL;
	}
	*list = (struct list){ .references = 1, .promises = promises };
	list->settlements = (struct oriel_settlements){ count, list->items };
	for (size_t i = 0; i < count; i++) {
		promises[i] = NULL;
		list->items[i] = (struct oriel_settlement){ 0 };
	}
	return list;
}

static void list_put(struct list *list, size_t i, oriel_promise *promise) {
	promise->references++;
	list->promises[i] = promise;
	list->items[i].state = promise->state;
	list->items[i].result = promise->outcome.result;
}

/* ---- Combinations ---- */

static void combination_free(struct combination *combination) {
	oriel__promise_release(combination->promise);
	if (combination->list != NULL)
		list_release(combination->list);
	oriel__free(combination);
}

static void combination_element_ended(struct combination *combination) {
	if (--combination->waiting > 0)
		return;
	oriel__promise_extra_remove(oriel__promises_of(combination->promise), &combination->extra);
	combination_free(combination);
}

/* Removes the elements whose promises are pending, because these may never settle. */
static void combination_cancel_pending(struct combination *combination) {
	for (size_t i = 0; i < combination->count; i++) {
		struct oriel__reaction *reaction = &combination->elements[i].reaction;
		if (reaction->state == ORIEL__REACTION_LISTED && oriel__reaction_cancel(reaction))
			combination->waiting--;
	}
}

static void combination_settle_with_list(struct combination *combination) {
	struct oriel_completion completion = { combination->kind->end, list_payload(combination->list),
		NULL, NULL };
	combination->is_known = true;
	combination->list = NULL;
	oriel__promise_complete(combination->promise, &completion);
}

/* Settles the combination as source; takes over source. */
static void combination_settle_as(struct combination *combination, oriel_promise *source) {
	combination->is_known = true;
	oriel__promise_settle_as(combination->promise, source);
	combination_cancel_pending(combination);
}

static void combination_run_element(void *data) {
	struct element *element = data;
	struct combination *combination = element->combination;
	oriel_promise *source = oriel__reaction_take(&element->reaction);
	oriel__reaction_forget_context(&element->reaction);
	if (combination->is_known) {
		oriel__promise_release(source);
	} else if (!combination->kind->gathers[source->state]) {
		combination_settle_as(combination, source);
	} else {
		list_put(combination->list, (size_t)(element - combination->elements), source);
		oriel__promise_release(source);
		if (--combination->missing == 0)
			combination_settle_with_list(combination);
	}
	combination_element_ended(combination);
}

static void combination_abandon_element(struct oriel__reaction *reaction) {
	combination_element_ended(oriel__container_of(reaction, struct element, reaction)->combination);
}

static const struct oriel__reaction_class element_class = { combination_run_element,
	combination_abandon_element };

/* Called at the end of the loop: queued elements no longer run. */
static void combination_abandon(struct oriel__promise_extra *extra) {
	struct combination *combination = oriel__container_of(extra, struct combination, extra);
	for (size_t i = 0; i < combination->count; i++) {
		struct oriel__reaction *reaction = &combination->elements[i].reaction;
		if (reaction->state != ORIEL__REACTION_IDLE)
			oriel__reaction_cancel(reaction);
	}
	combination_free(combination);
}

/* Returns NULL if there is no memory for so many promises. */
static struct combination *combination_try_new(
	const struct kind *kind, oriel_promise *promise, size_t count) {
	size_t most = (SIZE_MAX - sizeof(struct combination)) / sizeof(struct element);
	struct combination *combination = count <= most ?
		oriel__try_alloc(1, sizeof(*combination) + count * sizeof(struct element)) :
		NULL;
	struct list *list = combination != NULL && kind->has_list ? list_try_new(count) : NULL;
	if (combination == NULL || (kind->has_list && list == NULL)) {
		oriel__free(combination);
		return NULL;
	}
	*combination = (struct combination){ .extra.abandon = combination_abandon,
		.kind = kind,
		.promise = promise,
		.list = list,
		.count = count,
		.waiting = count,
		.missing = count };
	promise->references++;
	oriel__promise_extra_add(oriel__promises_of(promise), &combination->extra);
	return combination;
}

/* Registers the elements; takes over the promises. waiting includes one more until all are
 * registered, because an element that is abandoned at once must not be the last. */
static void promise_many_begin(
	struct combination *combination, const char *site, oriel_promise *const *promises) {
	combination->waiting++;
	for (size_t i = 0; i < combination->count; i++) {
		struct element *element = &combination->elements[i];
		*element = (struct element){ .reaction = { .reaction_class = &element_class,
										.site = oriel__site(site) },
			.combination = combination };
		oriel__promise_react(promises[i], &element->reaction);
	}
	if (combination->missing == 0 && combination->kind->has_list)
		combination_settle_with_list(combination);
	combination_element_ended(combination);
}

static void promise_many_release(oriel_promise *const *promises, size_t count) {
	for (size_t i = 0; i < count; i++) {
		oriel__promise_handle(promises[i]);
		oriel__promise_release(promises[i]);
	}
}

static oriel_promise *promise_many_combine(
	const char *site, const struct kind *kind, oriel_promise *const *promises, size_t count) {
	struct oriel__promises *all = oriel__promises_here(kind->name);
	ORIEL_ASSERT(promises != NULL || count == 0,
		"%s at %s: the array is NULL; pass one of %zu promises", kind->name, site, count);
	for (size_t i = 0; i < count; i++)
		oriel__promise_check_live(promises[i], kind->name);
	oriel_promise *promise = oriel__promise_new(all, site);
	struct combination *combination = all->is_ended ? NULL :
													combination_try_new(kind, promise, count);
	if (combination != NULL) {
		promise_many_begin(combination, site, promises);
		return promise;
	}
	promise_many_release(promises, count);
	oriel__promise_reject(promise,
		oriel_error_new_at(site, ORIEL_QUOTA_EXCEEDED_ERROR,
			"there is no memory to wait for so many promises; wait for fewer at once"));
	return promise;
}

oriel_promise *oriel_promise_all_at(
	const char *site, oriel_promise *const *promises, size_t count) {
	return promise_many_combine(site, &all_kind, promises, count);
}

oriel_promise *oriel_promise_all_settled_at(
	const char *site, oriel_promise *const *promises, size_t count) {
	return promise_many_combine(site, &all_settled_kind, promises, count);
}

oriel_promise *oriel_promise_race_at(
	const char *site, oriel_promise *const *promises, size_t count) {
	return promise_many_combine(site, &race_kind, promises, count);
}

oriel_promise *oriel_promise_any_at(
	const char *site, oriel_promise *const *promises, size_t count) {
	return promise_many_combine(site, &any_kind, promises, count);
}
