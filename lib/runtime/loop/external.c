/* SPDX-License-Identifier: MIT */
/*
 * Passes external inputs to the module that records them, and applies that module's effects to the
 * loop. Recording itself is in replay/.
 */
#include "loop/loop_state_internal.h"
#include "loop/external_internal.h"

bool oriel__loop_is_recorded(oriel_loop *loop) {
	return oriel__external(loop) != NULL && !oriel__external(loop)->is_replay;
}

bool oriel__loop_is_replayed(oriel_loop *loop) {
	return oriel__external(loop) != NULL && oriel__external(loop)->is_replay;
}

int64_t oriel__external_number_slow_path(
	oriel_loop *loop, const struct oriel__record_kind *kind, int64_t live, int64_t usual) {
	struct oriel__external *external = oriel__external(loop);
	return external->external_class->number(external, kind, live, usual);
}

void oriel__external_check(oriel_loop *loop, const struct oriel__record_kind *kind,
	const struct oriel__record_values *values) {
	struct oriel__external *external = oriel__external(loop);
	if (external != NULL)
		external->external_class->check(external, kind, values);
}

void oriel__external_miss(oriel_loop *loop, const char *what) {
	struct oriel__external *external = oriel__external(loop);
	if (external != NULL)
		external->external_class->miss(external, what);
}

bool oriel__external_poll_begin(oriel_loop *loop) {
	struct oriel__external *external = oriel__external(loop);
	return external != NULL && external->external_class->poll_begin(external);
}

void oriel__external_poll_end(oriel_loop *loop) {
	struct oriel__external *external = oriel__external(loop);
	if (external != NULL)
		external->external_class->poll_end(external);
}

void oriel__external_post(oriel_loop *loop, const char *name, uint64_t number) {
	struct oriel__external *external = oriel__external(loop);
	if (external != NULL)
		external->external_class->post(external, name, number);
}

bool oriel__external_wait(
	oriel_loop *loop, int64_t *begun_ns, const char *what, uint64_t number) {
	struct oriel__external *external = oriel__external(loop);
	return external != NULL && external->external_class->wait(external, begun_ns, what, number);
}

void oriel__external_set_moot(oriel_loop *loop, oriel__external_moot_fn *fn) {
	struct oriel__external *external = oriel__external(loop);
	if (external != NULL)
		external->external_class->set_moot(external, fn);
}

void oriel__external_end(oriel_loop *loop) {
	struct oriel__external *external = oriel__external(loop);
	if (external != NULL)
		external->external_class->end(external);
}

void oriel__external_set(oriel_loop *loop, struct oriel__external *external) {
	loop->head.clock.external = external;
	loop->head.clock.is_stale = true;
}

void oriel__external_leave(oriel_loop *loop, int status) {
	oriel__external_set(loop, NULL);
	oriel__posts_release(loop);
	if (loop->is_running)
		oriel_loop_quit(loop, status);
}
