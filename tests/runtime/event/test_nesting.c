/* SPDX-License-Identifier: MIT */
/* Endless nesting of dispatches and emits, and deep nesting that ends. */
#include "death.h"
#include "nodes.h"

#include <oriel/runtime/emitter.h>

#include <string.h>

/* ---- Circles ---- */

static oriel_target *ping, *pong;
static oriel_emitter *emitters[3];

static void fire_ping(oriel_event *event, void *data) {
	char text[12000];
	memset(text, 'x', sizeof(text));
	oriel_fire(ping, "ping");
	assert_int_equal(text[sizeof(text) - 1], 'x');
}

static void fire_pong(oriel_event *event, void *data) {
	oriel_fire(pong, "pong");
}

static void emit_next(struct oriel_payload payload, void *data) {
	oriel_emitter_emit(*(oriel_emitter **)data, "turn", ORIEL_NO_PAYLOAD);
}

static void dispatch_to_itself(void *data) {
	oriel_listen(ping, "ping", fire_ping, NULL);
	oriel_fire(ping, "ping");
}

static void dispatch_in_a_circle(void *data) {
	oriel_listen(ping, "ping", fire_pong, NULL);
	oriel_listen(pong, "pong", fire_ping, NULL);
	oriel_fire(ping, "ping");
}

static void emit_in_a_circle(void *data) {
	oriel_emitter_on(emitters[0], "turn", emit_next, &emitters[1]);
	oriel_emitter_on(emitters[1], "turn", emit_next, &emitters[2]);
	oriel_emitter_on(emitters[2], "turn", emit_next, &emitters[0]);
	oriel_emitter_emit(emitters[0], "turn", ORIEL_NO_PAYLOAD);
}

static void emit_ping(oriel_event *event, void *data) {
	oriel_emitter_emit(emitters[0], "turn", ORIEL_NO_PAYLOAD);
}

static void fire_ping_again(struct oriel_payload payload, void *data) {
	oriel_fire(ping, "ping");
}

static void emit_and_dispatch(void *data) {
	oriel_listen(ping, "ping", emit_ping, NULL);
	oriel_emitter_on(emitters[0], "turn", fire_ping_again, NULL);
	oriel_fire(ping, "ping");
}

static void begin(void) {
	ping = oriel_target_new(NULL, NULL);
	pong = oriel_target_new(NULL, NULL);
	for (int i = 0; i < 3; i++)
		emitters[i] = oriel_emitter_new();
}

static void end(void) {
	oriel_target_destroy(ping);
	oriel_target_destroy(pong);
	for (int i = 0; i < 3; i++)
		oriel_emitter_destroy(emitters[i]);
}

static size_t count_of(const char *text, const char *word) {
	size_t count = 0;
	for (text = strstr(text, word); text != NULL; text = strstr(text + 1, word))
		count++;
	return count;
}

/* Asserts that the message names a circle, which begins and ends with the same place. */
static void assert_circle(void (*fn)(void *data), size_t places) {
	begin();
	const char *sentence = sentence_of_death(fn, NULL);
	assert_non_null(strstr(sentence, "in a circle: "));
	assert_int_equal(count_of(sentence, "→"), places);
	assert_int_equal(count_of(sentence, "test_nesting.c:"), 2 * (places + 1));
	assert_int_equal(count_of(sentence, " (from test_nesting.c:"), places + 1);
	end();
}

static void the_assertion_names_the_circle_of_endless_dispatches(void **state) {
	assert_circle(dispatch_to_itself, 1);
	assert_circle(dispatch_in_a_circle, 2);
	begin();
	const char *sentence = sentence_of_death(dispatch_in_a_circle, NULL);
	assert_non_null(strstr(sentence, "ping on target"));
	assert_non_null(strstr(sentence, "pong on target"));
	end();
}

static void the_assertion_names_the_circle_of_endless_emits(void **state) {
	assert_circle(emit_in_a_circle, 3);
	assert_circle(emit_and_dispatch, 2);
}

/* ---- Nesting that ends ---- */

static int left;

static void fire_until_none_is_left(oriel_event *event, void *data) {
	if (left > 0) {
		left--;
		oriel_fire(ping, "ping");
	}
}

static void hundreds_of_nested_dispatches_are_no_circle(void **state) {
	begin();
	oriel_listen(ping, "ping", fire_until_none_is_left, NULL);
	for (int i = 0; i < 3; i++) {
		left = 400;
		assert_true(oriel_fire(ping, "ping"));
		assert_int_equal(left, 0);
	}
	end();
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(the_assertion_names_the_circle_of_endless_dispatches),
		TEST(the_assertion_names_the_circle_of_endless_emits),
		TEST(hundreds_of_nested_dispatches_are_no_circle));
}
