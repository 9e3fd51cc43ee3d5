/* SPDX-License-Identifier: MIT */
/*
 * Delegation: listeners that are matched by a selector. This file decides which widgets match;
 * event/ decides when and in which order listeners are called.
 */
#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "event/event_state_internal.h"
#include "loop/callback_internal.h"
#include "loop/loop_internal.h"
#include "tree/selector_internal.h"
#include "values/target_kinds_internal.h"

#include <oriel/runtime/log.h>

#include <string.h>

/* A selector and its root. :scope matches the root; if the root is a window, :scope matches the
 * window's root widget. */
struct matcher {
	struct oriel__selector *selector;
	const oriel_target *root;
};

static bool delegation_matches(void *data, oriel_target *item) {
	const struct matcher *matcher = data;
	if (!oriel__target_is(item, ORIEL__TARGET_KIND_WIDGET))
		return false;
	bool in_widget = oriel__target_is(matcher->root, ORIEL__TARGET_KIND_WIDGET);
	const struct oriel__node *scope = in_widget ?
		oriel__container_of(matcher->root, const struct oriel__node, target) :
		NULL;
	return oriel__selector_matches(
		&matcher->selector->list, oriel__container_of(item, struct oriel__node, target), scope);
}

static void matcher_drop(void *data) {
	struct matcher *matcher = data;
	oriel__selector_unref(matcher->selector);
	oriel__free(matcher);
}

static oriel_listener_id delegation_listen(const char *site, oriel_target *root, const char *type,
	const char *text, struct oriel__selector *selector, oriel_event_fn *fn, void *data,
	const struct oriel_listen_options *options) {
	struct matcher *matcher = oriel__alloc(sizeof(*matcher));
	*matcher = (struct matcher){ selector, root };
	oriel__atom key = oriel__atom_intern(oriel__loop_atoms(root->state->loop), text);
	oriel_listener_id id = oriel__listen_delegated(
		site, root, type, key, matcher, delegation_matches, matcher_drop, fn, data, options);
	oriel__atom_unref(key);
	return id;
}

static struct oriel__selector *delegation_begin(
	oriel_target *root, const char *text, struct oriel_selector_error *error) {
	ORIEL_ASSERT(root != NULL, "oriel_delegate: the root is NULL; pass a widget or a window");
	ORIEL_ASSERT(text != NULL, "oriel_delegate: the selector is NULL; pass a string");
	oriel__loop_check(root->state->loop, "oriel_delegate");
	return oriel__selector_get(root->state->loop, text, error);
}

oriel_listener_id oriel_delegate_at(const char *site, oriel_target *root, const char *type,
	const char *text, oriel_event_fn *fn, void *data, const struct oriel_listen_options *options) {
	struct oriel_selector_error error;
	struct oriel__selector *selector = delegation_begin(root, text, &error);
	if (selector != NULL)
		return delegation_listen(site, root, type, text, selector, fn, data, options);
	oriel__selector_report(site, "oriel_delegate", text, &error);
	oriel__defer_drop(root->state->loop, options != NULL ? options->release : NULL, data);
	return 0;
}

enum oriel_status oriel_try_delegate_at(const char *site, oriel_target *root, const char *type,
	const char *text, oriel_event_fn *fn, void *data, const struct oriel_listen_options *options,
	oriel_listener_id *out, struct oriel_selector_error *error) {
	struct oriel_selector_error ignored;
	struct oriel__selector *selector = delegation_begin(
		root, text, error != NULL ? error : &ignored);
	if (selector == NULL)
		return ORIEL_SYNTAX_ERROR;
	*out = delegation_listen(site, root, type, text, selector, fn, data, options);
	return ORIEL_OK;
}
