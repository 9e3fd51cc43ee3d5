/* SPDX-License-Identifier: MIT */
/*
 * Delegated listeners: listeners on one target that are called for each item of the path below it
 * that matches a selector.
 *
 * When the dispatch reaches the target, all matches are found before the first one is called.
 * Changes by listeners therefore do not affect which items match, as they do not affect the path.
 * Only items that the target may see are matched, so items in a widget's shadow tree never are.
 */
#include "event/dispatch_internal.h"

#include "base/alloc_internal.h"

static void delegate_push_match(struct oriel__match_stack *matches, size_t item, size_t entry) {
	if (matches->count == matches->capacity)
		matches->items = oriel__grow(
			matches->items, &matches->capacity, matches->count + 1, sizeof(matches->items[0]));
	matches->items[matches->count++] = (struct oriel__delegated_match){ item, entry };
}

static void delegate_match_item(struct oriel__dispatch *dispatch,
	const struct oriel__listener_list *list, size_t index, bool capture) {
	oriel_target *item = oriel__dispatch_item(dispatch, index);
	if (item->is_destroyed)
		return;
	for (size_t i = 0; i < list->count; i++) {
		const struct oriel__listener_entry *entry = &list->entries[i];
		if (!entry->is_delegated || entry->type != dispatch->event->type ||
			entry->is_capture != capture)
			continue;
		const struct oriel__delegation *delegation = entry->listener->delegation;
		if (delegation->matches(delegation->selector, item))
			delegate_push_match(&dispatch->state->matches, index, i);
	}
}

static void delegate_match_items(struct oriel__dispatch *dispatch, size_t root, bool capture) {
	const struct oriel__listener_list *list = oriel__dispatch_item(dispatch, root)->listeners;
	size_t first = oriel__dispatch_segment(dispatch, dispatch->segment)->first;
	if (capture) {
		for (size_t i = root; i-- > first;)
			delegate_match_item(dispatch, list, i, true);
	} else {
		for (size_t i = first; i < root; i++)
			delegate_match_item(dispatch, list, i, false);
	}
}

static void delegate_call_match(
	struct oriel__dispatch *dispatch, oriel_target *owner, struct oriel__delegated_match match) {
	oriel_target *item = oriel__dispatch_item(dispatch, match.item);
	const struct oriel__listener_entry *entry = &owner->listeners->entries[match.entry];
	if (!item->is_destroyed && entry->type != NULL)
		oriel__call_listener(dispatch, entry, item);
}

void oriel__invoke_delegated(struct oriel__dispatch *dispatch, size_t index, bool capture) {
	const oriel_event *event = dispatch->event;
	struct oriel__match_stack *matches = &dispatch->state->matches;
	oriel_target *owner = oriel__dispatch_item(dispatch, index);
	size_t base = matches->count;

	delegate_match_items(dispatch, index, capture);
	size_t end = matches->count;
	for (size_t i = base; i < end && !event->must_stop_immediately; i++) {
		bool next_item = i > base && matches->items[i].item != matches->items[i - 1].item;
		if (next_item && event->must_stop)
			break;
		delegate_call_match(dispatch, owner, matches->items[i]);
	}
	matches->count = base;
}
