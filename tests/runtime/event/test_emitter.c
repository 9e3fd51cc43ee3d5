/* SPDX-License-Identifier: MIT */
/*
 * Emitters: order of the listeners, changes during emitting, payloads, and the warning about leaks.
 */
#include "nodes.h"

#include <oriel/runtime/emitter.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/payload.h>

#include <stdlib.h>
#include <string.h>

/* The data of a listener, which records its label and the payload, and then calls action. */
struct emitter_mark {
	struct world *world;
	oriel_emitter *emitter;
	const char *label;
	void (*action)(struct emitter_mark *self);
	struct emitter_mark *other;
	int calls;
};

static void record_payload(struct oriel_payload payload, void *data) {
	struct emitter_mark *self = data;
	const struct mark *parcel = payload.data;
	self->calls++;
	if (parcel != NULL)
		order_add(&self->world->order, "%s %s", self->label, parcel->label);
	else
		order_add(&self->world->order, "%s", self->label);
	if (self->action != NULL)
		self->action(self);
}

static void note_release(void *data) {
	struct emitter_mark *self = data;
	order_add(&self->world->order, "drop %s", self->label);
}

static bool emit(oriel_emitter *emitter, const char *type, struct mark *parcel) {
	return oriel_emitter_emit(
		emitter, type, oriel_owned(parcel, drop_mark));
}

static void listeners_are_called_in_order_with_the_payload(void **state) {
	struct world *world = *state;
	oriel_emitter *emitter = oriel_emitter_new();
	struct emitter_mark a = { world, emitter, "a" }, b = { world, emitter, "b" };
	oriel_emitter_on(emitter, "x", record_payload, &a);
	oriel_emitter_on(emitter, "x", record_payload, &b);
	oriel_emitter_on(emitter, "x", record_payload, &a);
	oriel_emitter_on(emitter, "y", record_payload, &a);
	assert_true(emit(emitter, "x", mark(world, "1")));
	assert_false(emit(emitter, "z", mark(world, "2")));
	assert_true(oriel_emitter_emit(emitter, "y", ORIEL_NO_PAYLOAD));
	assert_order(&world->order, "a 1, b 1, a 1, drop 1, drop 2, a");
	assert_int_equal(oriel_emitter_count(emitter, "x"), 3);
	assert_int_equal(oriel_emitter_count(emitter, "z"), 0);
	assert_int_equal(oriel_emitter_count(emitter, NULL), 4);
	oriel_emitter_destroy(emitter);
}

static void off_removes_the_newest_of_equal_listeners(void **state) {
	struct world *world = *state;
	oriel_emitter *emitter = oriel_emitter_new();
	struct emitter_mark a = { world, emitter, "a" }, b = { world, emitter, "b" };
	oriel_emitter_on(emitter, "x", record_payload, &a);
	oriel_emitter_on(emitter, "x", record_payload, &b);
	oriel_emitter_on(emitter, "x", record_payload, &a);
	assert_true(oriel_emitter_off(emitter, "x", record_payload, &a));
	oriel_emitter_emit(emitter, "x", ORIEL_NO_PAYLOAD);
	assert_order(&world->order, "a, b");
	assert_true(oriel_emitter_off(emitter, "x", record_payload, &a));
	assert_false(oriel_emitter_off(emitter, "x", record_payload, &a));
	oriel_emitter_emit(emitter, "x", ORIEL_NO_PAYLOAD);
	assert_order(&world->order, "b");
	oriel_emitter_off_all(emitter, "x");
	assert_false(oriel_emitter_emit(emitter, "x", ORIEL_NO_PAYLOAD));
	assert_int_equal(oriel_emitter_count(emitter, NULL), 0);
	oriel_emitter_destroy(emitter);
}

static void off_all_removes_one_type_or_every_type(void **state) {
	struct world *world = *state;
	oriel_emitter *emitter = oriel_emitter_new();
	struct emitter_mark a = { world, emitter, "a" };
	oriel_emitter_on(emitter, "x", record_payload, &a);
	oriel_emitter_on(emitter, "y", record_payload, &a, .release = note_release);
	oriel_emitter_off_all(emitter, "x");
	assert_order(&world->order, "");
	assert_int_equal(oriel_emitter_count(emitter, NULL), 1);
	oriel_emitter_off_all(emitter, NULL);
	assert_order(&world->order, "drop a");
	oriel_emitter_destroy(emitter);
}

static void a_listener_can_be_removed_by_its_id(void **state) {
	struct world *world = *state;
	oriel_emitter *emitter = oriel_emitter_new();
	struct emitter_mark a = { world, emitter, "a" };
	oriel_listener_id id = oriel_emitter_on(
		emitter, "x", record_payload, &a, .release = note_release);
	assert_true(id > 0);
	oriel_unlisten(id);
	oriel_unlisten(id);
	oriel_emitter_emit(emitter, "x", ORIEL_NO_PAYLOAD);
	assert_order(&world->order, "drop a");
	oriel_emitter_destroy(emitter);
}

static void emit_again(struct emitter_mark *self) {
	if (self->calls == 1)
		oriel_emitter_emit(self->emitter, "x", ORIEL_NO_PAYLOAD);
}

static void a_once_listener_is_removed_before_its_call(void **state) {
	struct world *world = *state;
	oriel_emitter *emitter = oriel_emitter_new();
	struct emitter_mark once = { world, emitter, "once", emit_again },
						always = { world, emitter, "always" };
	oriel_emitter_once(emitter, "x", record_payload, &once, .release = note_release);
	oriel_emitter_on(emitter, "x", record_payload, &always);
	oriel_emitter_emit(emitter, "x", ORIEL_NO_PAYLOAD);
	oriel_emitter_emit(emitter, "x", ORIEL_NO_PAYLOAD);
	assert_order(&world->order, "once, always, always, drop once, always");
	oriel_emitter_destroy(emitter);
}

static void remove_other(struct emitter_mark *self) {
	oriel_emitter_off(self->emitter, "x", record_payload, self->other);
}

static void a_listener_removed_during_emitting_is_not_called(void **state) {
	struct world *world = *state;
	oriel_emitter *emitter = oriel_emitter_new();
	struct emitter_mark b = { world, emitter, "b" }, a = { world, emitter, "a", remove_other, &b };
	oriel_emitter_on(emitter, "x", record_payload, &a);
	oriel_emitter_on(emitter, "x", record_payload, &b, .release = note_release);
	oriel_emitter_emit(emitter, "x", ORIEL_NO_PAYLOAD);
	assert_order(&world->order, "a, drop b");
	oriel_emitter_destroy(emitter);
}

static void add_other(struct emitter_mark *self) {
	oriel_emitter_on(self->emitter, "x", record_payload, self->other);
}

static void a_listener_added_during_emitting_waits_for_the_next_event(void **state) {
	struct world *world = *state;
	oriel_emitter *emitter = oriel_emitter_new();
	struct emitter_mark b = { world, emitter, "b" }, a = { world, emitter, "a", add_other, &b };
	oriel_emitter_once(emitter, "x", record_payload, &a);
	oriel_emitter_emit(emitter, "x", ORIEL_NO_PAYLOAD);
	assert_order(&world->order, "a");
	oriel_emitter_emit(emitter, "x", ORIEL_NO_PAYLOAD);
	assert_order(&world->order, "b");
	oriel_emitter_destroy(emitter);
}

static void destroy_emitter(struct emitter_mark *self) {
	oriel_emitter_destroy(self->emitter);
	oriel_emitter_destroy(self->emitter);
	assert_int_equal(oriel_emitter_count(self->emitter, NULL), 0);
	assert_false(oriel_emitter_emit(self->emitter, "x", ORIEL_NO_PAYLOAD));
	order_add(&self->world->order, "destroyed");
}

static void destroying_the_emitter_in_a_listener_ends_emitting(void **state) {
	struct world *world = *state;
	oriel_emitter *emitter = oriel_emitter_new();
	struct emitter_mark a = { world, emitter, "a", destroy_emitter }, b = { world, emitter, "b" };
	oriel_emitter_on(emitter, "x", record_payload, &a, .release = note_release);
	oriel_emitter_on(emitter, "x", record_payload, &b, .release = note_release);
	oriel_emitter_on(emitter, "y", record_payload, &b, .release = note_release);
	assert_true(emit(emitter, "x", mark(world, "1")));
	assert_order(&world->order, "a 1, destroyed, drop a, drop b, drop b, drop 1");
}

static void emit_inner(struct emitter_mark *self) {
	if (self->calls == 1)
		emit(self->emitter, "x", mark(self->world, "inner"));
}

static void payloads_are_released_when_nothing_is_on_the_stack(void **state) {
	struct world *world = *state;
	oriel_emitter *emitter = oriel_emitter_new();
	struct emitter_mark a = { world, emitter, "a", emit_inner };
	oriel_emitter_on(emitter, "x", record_payload, &a);
	emit(emitter, "x", mark(world, "outer"));
	assert_order(&world->order, "a outer, a inner, drop inner, drop outer");
	oriel_emitter_destroy(emitter);
}

static void report_order(oriel_event *event, struct mark *mark) {
	const struct oriel_error *error = oriel_event_error(event);
	assert_non_null(strstr(error->site, "test_emitter.c:"));
	assert_non_null(strstr(error->message, "has no listener for"));
	order_add(&mark->world->order, "%s with %s", oriel_status_name(error->code),
		((struct mark *)error->payload.data)->label);
	oriel_prevent_default(event);
}

static void an_error_without_listeners_is_reported(void **state) {
	struct world *world = *state;
	oriel_emitter *emitter = oriel_emitter_new();
	struct emitter_mark a = { world, emitter, "a" };
	oriel_listen(world->loop, "error", on_mark, mark_doing(world, NULL, report_order, NULL));
	oriel_emitter_on(emitter, "x", record_payload, &a);
	assert_false(emit(emitter, "error", mark(world, "1")));
	assert_order(&world->order, "target loop, OperationError with 1, drop 1");
	oriel_emitter_on(emitter, "error", record_payload, &a);
	assert_true(emit(emitter, "error", mark(world, "2")));
	assert_order(&world->order, "a 2, drop 2");
	oriel_emitter_destroy(emitter);
}

static void note_report(oriel_event *event, void *world) {
	const struct oriel_error *error = oriel_event_error(event);
	const struct oriel_error *given = oriel_error_try_from_payload(error->payload);
	order_add(&((struct world *)world)->order, "%s at %s: %s, %s", oriel_status_name(error->code),
		error->site, error->message,
		given != NULL && given->code == error->code ? "with its payload" : "without");
	oriel_prevent_default(event);
}

static void an_error_payload_is_reported_with_its_status_message_and_site(
	void **state) {
	struct world *world = *state;
	oriel_emitter *emitter = oriel_emitter_new();
	struct oriel_payload error = oriel_error_new_at(
		"net.c:7", ORIEL_NETWORK_ERROR, "the server has gone; try again");
	expect_log("net.c:7: NetworkError: the server has gone; try again");
	assert_false(oriel_emitter_emit(emitter, "error", error));

	oriel_listener_id id = oriel_listen(world->loop, "error", note_report, world);
	error = oriel_error_new_at("net.c:8", ORIEL_TIMEOUT_ERROR, "too late");
	struct oriel_payload kept = oriel_payload_ref(error);
	assert_false(oriel_emitter_emit(emitter, "error", error));
	assert_order(&world->order, "TimeoutError at net.c:8: too late, with its payload");
	assert_string_equal(oriel_error_try_from_payload(kept)->message, "too late");
	oriel_payload_unref(kept);
	oriel_unlisten(id);
	oriel_emitter_destroy(emitter);
}

static void an_error_without_a_payload_is_logged(void **state) {
	oriel_emitter *emitter = oriel_emitter_new();
	expect_log("has no listener for");
	assert_false(oriel_emitter_emit(emitter, "error", ORIEL_NO_PAYLOAD));
	oriel_emitter_destroy(emitter);
}

static void an_abort_removes_the_listener(void **state) {
	struct world *world = *state;
	oriel_emitter *emitter = oriel_emitter_new();
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_abort_signal *signal = oriel_abort_controller_signal(controller);
	struct emitter_mark a = { world, emitter, "a" };
	oriel_emitter_on(emitter, "x", record_payload, &a, .signal = signal, .release = note_release);
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	assert_false(oriel_emitter_emit(emitter, "x", ORIEL_NO_PAYLOAD));
	assert_order(&world->order, "drop a");
	assert_int_equal(
		oriel_emitter_on(
			emitter, "x", record_payload, &a, .signal = signal, .release = note_release),
		0);
	assert_order(&world->order, "drop a");
	oriel_abort_controller_destroy(controller);
	oriel_emitter_destroy(emitter);
}

static void too_many_listeners_of_a_type_cause_one_warning(void **state) {
	struct world *world = *state;
	oriel_emitter *emitter = oriel_emitter_new();
	struct emitter_mark a = { world, emitter, "a" };
	for (int i = 0; i < 10; i++) {
		oriel_emitter_on(emitter, "x", record_payload, &a);
		oriel_emitter_on(emitter, "y", record_payload, &a);
	}
	expect_log("more than 10 listeners of \"x\"");
	oriel_emitter_on(emitter, "x", record_payload, &a);
	oriel_emitter_off_all(emitter, "x");
	for (int i = 0; i < 20; i++)
		oriel_emitter_on(emitter, "x", record_payload, &a);
	expect_log("more than 10 listeners of \"y\"");
	oriel_emitter_on(emitter, "y", record_payload, &a);
	oriel_emitter_destroy(emitter);
}

static void the_limit_can_be_set_and_removed(void **state) {
	struct world *world = *state;
	oriel_emitter *emitter = oriel_emitter_new();
	struct emitter_mark a = { world, emitter, "a" };
	oriel_emitter_set_max_listeners(emitter, 1);
	oriel_emitter_on(emitter, "x", record_payload, &a);
	expect_log("test_emitter.c:");
	oriel_emitter_on(emitter, "x", record_payload, &a);
	oriel_emitter_set_max_listeners(emitter, 0);
	for (int i = 0; i < 100; i++)
		oriel_emitter_on(emitter, "y", record_payload, &a);
	assert_int_equal(oriel_emitter_count(emitter, "y"), 100);
	oriel_emitter_destroy(emitter);
}

static void any_string_is_a_type(void **state) {
	struct world *world = *state;
	oriel_emitter *emitter = oriel_emitter_new();
	struct emitter_mark a = { world, emitter, "a" };
	oriel_emitter_set_max_listeners(emitter, 1);
	oriel_emitter_on(emitter, "", record_payload, &a);
	oriel_emitter_on(emitter, "\xff", record_payload, &a);
	assert_true(oriel_emitter_emit(emitter, "", ORIEL_NO_PAYLOAD));
	assert_true(oriel_emitter_emit(emitter, "\xff", ORIEL_NO_PAYLOAD));
	assert_int_equal(oriel_emitter_count(emitter, "\xff"), 1);
	assert_order(&world->order, "a, a");
	oriel_emitter_destroy(emitter);
}

static void listen_when_destroyed(struct emitter_mark *self) {
	oriel_emitter_destroy(self->emitter);
	assert_breaks("oriel_emitter_on", oriel_emitter_on(self->emitter, "x", record_payload, self));
}

static void wrong_arguments_are_reported(void **state) {
	struct world *world = *state;
	oriel_emitter *emitter = oriel_emitter_new();
	struct emitter_mark a = { world, emitter, "a", listen_when_destroyed };
	assert_breaks("oriel_emitter_on", oriel_emitter_on(NULL, "x", record_payload, NULL));
	assert_breaks("the type is NULL", oriel_emitter_on(emitter, NULL, record_payload, NULL));
	assert_breaks("oriel_emitter_on at", oriel_emitter_on(emitter, "x", NULL, NULL));
	assert_breaks("no size",
		oriel_emitter_on_at(
			"here", emitter, "x", record_payload, NULL, &(struct oriel_emitter_options){ 0 }));
	assert_breaks(
		"oriel_emitter_off_all()", oriel_emitter_off(emitter, NULL, record_payload, NULL));
	assert_breaks("the type is NULL", oriel_emitter_emit(emitter, NULL, ORIEL_NO_PAYLOAD));
	oriel_emitter_destroy(NULL);
	oriel_emitter_on(emitter, "x", record_payload, &a);
	oriel_emitter_emit(emitter, "x", ORIEL_NO_PAYLOAD);
	assert_order(&world->order, "a");
}

static void the_end_of_the_loop_releases_all_data(void **state) {
	struct world world = { .loop = *state };
	oriel_emitter *emitter = oriel_emitter_new();
	struct emitter_mark a = { &world, emitter, "a" };
	oriel_emitter_on(emitter, "x", record_payload, &a, .release = note_release);
	oriel_loop_destroy(world.loop);
	assert_order(&world.order, "drop a");
	assert_breaks("oriel_emitter_destroy", oriel_emitter_destroy(emitter));
	free(emitter);
}

static void prepend_two(struct emitter_mark *self) {
	oriel_emitter_prepend(self->emitter, "x", record_payload, self->other);
	oriel_emitter_prepend(self->emitter, "x", record_payload, self->other + 1, .once = true);
}

static void a_prepended_listener_is_called_before_the_others_from_the_next_emit_on(void **state) {
	struct world *world = *state;
	oriel_emitter *emitter = oriel_emitter_new();
	struct emitter_mark late[2] = { { world, emitter, "p1" }, { world, emitter, "p2" } };
	struct emitter_mark a = { world, emitter, "a" }, b = { world, emitter, "b" };
	struct emitter_mark prepends = { world, emitter, "prepends", prepend_two, late };
	struct emitter_mark first = { world, emitter, "first" }, other = { world, emitter, "other" };
	oriel_emitter_on(emitter, "y", record_payload, &other);
	oriel_emitter_on(emitter, "x", record_payload, &a);
	oriel_emitter_once(emitter, "x", record_payload, &prepends);
	oriel_emitter_on(emitter, "x", record_payload, &b);
	oriel_listener_id id = oriel_emitter_prepend(emitter, "x", record_payload, &first);
	oriel_emitter_emit(emitter, "x", ORIEL_NO_PAYLOAD);
	assert_order(&world->order, "first, a, prepends, b");
	oriel_unlisten(id);
	oriel_emitter_emit(emitter, "x", ORIEL_NO_PAYLOAD);
	oriel_emitter_emit(emitter, "x", ORIEL_NO_PAYLOAD);
	oriel_emitter_emit(emitter, "y", ORIEL_NO_PAYLOAD);
	assert_order(&world->order, "p2, p1, a, b, p1, a, b, other");
	oriel_emitter_destroy(emitter);
}

static int setup_loop(void **state) {
	*state = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(listeners_are_called_in_order_with_the_payload),
		TEST(off_removes_the_newest_of_equal_listeners),
		TEST(off_all_removes_one_type_or_every_type),
		TEST(a_listener_can_be_removed_by_its_id),
		TEST(a_once_listener_is_removed_before_its_call),
		TEST(a_listener_removed_during_emitting_is_not_called),
		TEST(a_listener_added_during_emitting_waits_for_the_next_event),
		TEST(destroying_the_emitter_in_a_listener_ends_emitting),
		TEST(payloads_are_released_when_nothing_is_on_the_stack),
		TEST(a_prepended_listener_is_called_before_the_others_from_the_next_emit_on),
		TEST(an_error_without_listeners_is_reported),
		TEST(an_error_payload_is_reported_with_its_status_message_and_site),
		TEST(an_error_without_a_payload_is_logged),
		TEST(an_abort_removes_the_listener),
		TEST(too_many_listeners_of_a_type_cause_one_warning),
		TEST(the_limit_can_be_set_and_removed),
		TEST(any_string_is_a_type),
		TEST(wrong_arguments_are_reported),
		cmocka_unit_test_setup(the_end_of_the_loop_releases_all_data, setup_loop));
}
