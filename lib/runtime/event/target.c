/* SPDX-License-Identifier: MIT */
/*
 * The lifetime of targets, and targets of the program's own. listener.c manages their listeners.
 *
 * A target ends in two steps. oriel__target_destroy() removes its listeners; the target can still
 * be read. oriel__target_finish() is called when nothing on the stack can refer to the target. It
 * sets weak pointers to NULL, and then the owner frees the memory.
 */
#include "event/target_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "event/listener_internal.h"
#include "event/event_state_internal.h"
#include "event/user_data_internal.h"
#include "loop/loop_internal.h"

#include <oriel/runtime/log.h>

#include <stdio.h>

struct custom_target {
	oriel_target target; /* first member, so that both structs have one address */
	const struct oriel_target_class *custom_class;
	void *data;
	struct oriel__deferred deferred;
};

void oriel__target_describe(const oriel_target *target, char *text, size_t size) {
	if (target->target_class->describe != NULL)
		target->target_class->describe(target, text, size);
	else
		snprintf(text, size, "%s", target->target_class->name);
}

void oriel__target_init(
	oriel_target *target, const struct oriel__target_class *target_class, const char *caller) {
	*target = (oriel_target){ .target_class = target_class,
		.state = oriel__event_state(oriel__loop_here(caller)) };
	target->state->targets[target_class->kind]++;
}

void oriel__target_destroy(oriel_target *target) {
	if (target->is_destroyed)
		return;
	target->is_destroyed = true;
	oriel__listeners_remove_all(target, NULL);
	target->types = 0;
}

void oriel__target_finish(oriel_target *target) {
	if (target->is_finished)
		return;
	oriel__target_destroy(target);
	while (target->weak != NULL)
		oriel__weak_target_set(target->weak, NULL);
	target->is_finished = true;
	if (oriel_loop_current() != NULL) /* otherwise the loop has ended and the state was freed */
		target->state->targets[target->target_class->kind]--;
	if (target->user_data != 0)
		oriel__user_data_drop_all(target->state, &target->user_data);
}

static oriel_target *custom_parent(oriel_target *target, const oriel_event *event) {
	const struct oriel_target_class *custom_class = ((struct custom_target *)target)->custom_class;
	return custom_class->get_parent != NULL ? custom_class->get_parent(target, event) : NULL;
}

static void custom_describe(const oriel_target *target, char *text, size_t size) {
	const char *name = ((const struct custom_target *)target)->custom_class->name;
	snprintf(text, size, "%s", name != NULL ? name : "target");
}

static const struct oriel__target_class custom_target_class = {
	.name = "target",
	.kind = ORIEL__TARGET_KIND_CUSTOM,
	.get_parent = custom_parent,
	.describe = custom_describe,
};

oriel_target *oriel_target_new(const struct oriel_target_class *target_class, void *data) {
	static const struct oriel_target_class plain = { .name = "target", .size = sizeof(plain) };
	if (target_class == NULL)
		target_class = &plain;
	ORIEL_ASSERT(target_class->size > 0,
		"oriel_target_new: the class has no size; set .size to sizeof(struct oriel_target_class)");
	struct custom_target *custom = oriel__alloc_zero(1, sizeof(*custom));
	oriel__target_init(&custom->target, &custom_target_class, "oriel_target_new");
	custom->custom_class = target_class;
	custom->data = data;
	return &custom->target;
}

static void custom_finish(struct oriel__deferred *deferred) {
	struct custom_target *custom = oriel__container_of(deferred, struct custom_target, deferred);
	oriel__target_finish(&custom->target);
	if (custom->custom_class->release != NULL)
		custom->custom_class->release(custom->data);
	oriel__free(custom);
}

void oriel_target_destroy(oriel_target *target) {
	if (target == NULL)
		return;
	oriel_loop *loop = oriel__loop_here("oriel_target_destroy");
	oriel__loop_check(target->state->loop, "oriel_target_destroy");
	ORIEL_ASSERT(oriel__target_is(target, ORIEL__TARGET_KIND_CUSTOM),
		"oriel_target_destroy: this %s is not from oriel_target_new(); end it with a function of "
		"its own",
		target->target_class->name);
	if (target->is_destroyed)
		return;
	oriel__hold_begin(loop);
	oriel__target_destroy(target);
	oriel__defer(loop, &((struct custom_target *)target)->deferred, custom_finish);
	oriel__hold_end(loop);
}

size_t oriel__target_count(const oriel_loop *loop, enum oriel__target_kind kind) {
	const struct oriel__event_state *state = oriel__loop_slot(loop, ORIEL__LOOP_SLOT_EVENT);
	return state != NULL ? state->targets[kind] : 0;
}

oriel_loop *oriel_loop_try_from_target(oriel_target *target) {
	return oriel__target_is(target, ORIEL__TARGET_KIND_LOOP) ? target->state->loop : NULL;
}

void *oriel_target_data(const oriel_target *target) {
	if (!oriel__target_is(target, ORIEL__TARGET_KIND_CUSTOM))
		return NULL;
	return ((const struct custom_target *)target)->data;
}
