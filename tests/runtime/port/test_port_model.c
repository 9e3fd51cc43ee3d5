/* SPDX-License-Identifier: MIT */
/*
 * A channel under random use, compared with a model of two queues: messages sent, replaced,
 * dropped, refused and delivered; ends drained, closed, detached, attached and destroyed, from
 * outside and from within events. Each event is compared with the model when it arrives. All
 * releases and the room are compared after each step.
 */
#include "test.h"

#include "shrink.h"

#include <oriel/runtime/loop.h>
#include <oriel/runtime/port.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_STEPS = 300, MAX_MESSAGES = 8192, MAX_LIMIT = 9 };

/* The expected state of a message. */
enum fate { FATE_ALIVE, FATE_DROPPED };

struct message {
	int id;
	uint64_t key;
};

struct end {
	oriel_port *port;              /* NULL if detached or released */
	oriel_detached_port *detached; /* NULL if attached or destroyed */
	bool is_started, is_closed;
	struct message queue[MAX_LIMIT];
	size_t waiting;
	bool wants_drain;  /* the other end has filled the queue */
	bool drain_is_due; /* `drain` is expected at this end */
};

static oriel_loop *loop;
static struct end ends[2];
static enum oriel_queue_policy policy;
static size_t limit;
static int sent, fates[MAX_MESSAGES], drops[MAX_MESSAGES];
static uint8_t inside[2]; /* the action of the next event, and the end at which it acts; 0: none */
static bool is_right;
static const char *wrong;

static void check(bool condition, const char *what) {
	if (!condition && is_right)
		wrong = what;
	is_right = is_right && condition;
}

static struct end *other(const struct end *end) {
	return end == &ends[0] ? &ends[1] : &ends[0];
}

static void on_drop(void *data) {
	drops[(int *)data - fates]++;
}

/* ---- The model ---- */

static struct message take(struct end *end, size_t index) {
	struct message message = end->queue[index];
	memmove(&end->queue[index], &end->queue[index + 1], (--end->waiting - index) * sizeof(message));
	return message;
}

static struct message *same_key(struct end *end, uint64_t key) {
	for (size_t i = 0; policy == ORIEL_QUEUE_POLICY_REPLACE && key != 0 && i < end->waiting; i++) {
		if (end->queue[i].key == key)
			return &end->queue[i];
	}
	return NULL;
}

static enum oriel_status put(struct end *from, struct message message) {
	struct end *to = other(from);
	if (from->is_closed || to->is_closed || from->port == NULL)
		return ORIEL_INVALID_STATE_ERROR;
	struct message *same = same_key(to, message.key);
	bool is_full = to->waiting >= limit;
	if (same != NULL) {
		fates[same->id] = FATE_DROPPED;
		*same = message;
	} else if (!is_full || policy == ORIEL_QUEUE_POLICY_DROP_OLDEST) {
		if (is_full)
			fates[take(to, 0).id] = FATE_DROPPED;
		to->queue[to->waiting++] = message;
	} else if (policy == ORIEL_QUEUE_POLICY_DROP_NEWEST) {
		fates[message.id] = FATE_DROPPED;
	}
	to->wants_drain = to->wants_drain || to->waiting >= limit;
	bool gives_up = policy == ORIEL_QUEUE_POLICY_DROP_OLDEST ||
		policy == ORIEL_QUEUE_POLICY_DROP_NEWEST;
	return same != NULL || !is_full || gives_up ? ORIEL_OK : ORIEL_QUOTA_EXCEEDED_ERROR;
}

static void close_model(struct end *end) {
	while (end->waiting > 0)
		fates[take(end, 0).id] = FATE_DROPPED;
	end->is_closed = true;
	end->wants_drain = false;
	other(end)->drain_is_due = false;
}

/* ---- Events ---- */

static void act(uint8_t what, uint8_t where);

static void act_inside(void) {
	uint8_t what = inside[0], where = inside[1];
	inside[0] = 0;
	if (what != 0)
		act(what, where);
}

static void on_message(oriel_event *event, void *data) {
	struct end *end = data;
	int id = (int)((int *)oriel_event_detail(event).data - fates);
	check(end->port != NULL && end->is_started && !end->is_closed,
		"a message at a port that hears nothing");
	check(end->waiting > 0 && end->queue[0].id == id, "another message was to come first");
	check(drops[id] == 0, "a message was dropped before it was heard");
	if (!is_right)
		return;
	take(end, 0);
	fates[id] = FATE_DROPPED;
	if (end->wants_drain && end->waiting <= limit / 2) {
		end->wants_drain = false;
		other(end)->drain_is_due = true;
	}
	act_inside();
}

static void on_drain(oriel_event *event, void *data) {
	struct end *end = data;
	check(end->drain_is_due && end->port != NULL, "a drain that nobody waits for");
	end->drain_is_due = false;
	act_inside();
}

static void on_close(oriel_event *event, void *data) {
	struct end *end = data;
	check(end->is_started && !end->is_closed && other(end)->is_closed,
		"a close that nobody has caused");
	check(end->waiting == 0, "a close before the last message");
	end->is_closed = true;
	act_inside();
}

/* ---- Steps ---- */

static void listen(struct end *end) {
	oriel_listen(end->port, "message", on_message, end);
	oriel_listen(end->port, "drain", on_drain, end);
	oriel_listen(end->port, "close", on_close, end);
}

static void send(struct end *end, uint64_t key) {
	if (end->port == NULL || sent == MAX_MESSAGES)
		return;
	int id = sent++;
	enum oriel_status expected = put(end, (struct message){ id, key });
	if (expected != ORIEL_OK)
		fates[id] = FATE_DROPPED;
	enum oriel_status status = oriel_port_send_keyed(
		end->port, key, oriel_owned(&fates[id], on_drop));
	check(status == expected, "a send answered otherwise");
}

static void detach(struct end *end) {
	if (end->port == NULL)
		return;
	end->detached = oriel_port_detach(end->port);
	end->port = NULL;
	end->is_started = false;
	check((end->detached == NULL) == end->is_closed, "only a closed port is not detached");
}

static void attach(struct end *end) {
	if (end->detached == NULL)
		return;
	end->port = oriel_port_attach(end->detached);
	end->detached = NULL;
	listen(end);
}

static void release_port(struct end *end) {
	if (!end->is_closed)
		close_model(end);
	oriel_port_unref(end->port);
	oriel_detached_port_destroy(end->detached);
	end->port = NULL;
	end->detached = NULL;
}

static void close_end(struct end *end) {
	if (end->port == NULL)
		return;
	if (!end->is_closed)
		close_model(end);
	oriel_port_close(end->port);
}

static void start(struct end *end) {
	if (end->port == NULL)
		return;
	end->is_started = true;
	oriel_port_start(end->port);
}

static void act(uint8_t what, uint8_t where) {
	struct end *end = &ends[where & 1];
	switch (what % 32) {
	case 16: case 17: start(end); break;
	case 18: detach(end); break;
	case 19: case 20: attach(end); break;
	case 21: if (where > 160) close_end(end); break;
	case 22: if (where > 200) release_port(end); break;
	default: send(end, where / 2 % 4); break;
	}
}

static void check_rest(bool is_idle) {
	for (int i = 0; i < sent; i++)
		check(drops[i] == (fates[i] == FATE_DROPPED),
			"a message was dropped too often, too early or not at all");
	for (int i = 0; i < 2; i++) {
		const struct end *end = &ends[i], *there = other(end);
		if (end->port == NULL)
			continue;
		size_t room = end->is_closed || there->is_closed ? 0 : limit - there->waiting;
		check(oriel_port_room(end->port) == room, "the room is another");
		check(oriel_port_is_closed(end->port) == end->is_closed,
			"a port is closed, or not, unlike the model");
		bool hears = is_idle && end->is_started && !end->is_closed;
		check(!hears || (end->waiting == 0 && !there->is_closed),
			"something waits that could be told");
		check(!is_idle || end->is_closed || !end->drain_is_due, "a drain is missing");
	}
}

static bool take_step(const uint8_t *step) {
	bool is_idle = false;
	switch (step[0] % 64) {
	case 60: case 61:
		inside[0] = step[1] | 1;
		inside[1] = step[2];
		break;
	case 50: case 51: case 52: case 53: case 54: case 55:
		oriel_loop_step(loop);
		break;
	case 56: case 57: case 58: case 59:
		oriel_loop_advance(loop, 0);
		is_idle = true;
		break;
	default:
		act(step[1], step[2]);
		break;
	}
	check_rest(is_idle);
	return is_right;
}

static bool play(const uint8_t *steps, size_t count, bool print) {
	oriel_port *ports[2];
	memset(ends, 0, sizeof(ends));
	memset(fates, 0, sizeof(fates));
	memset(drops, 0, sizeof(drops));
	sent = 0;
	inside[0] = 0;
	is_right = true;
	loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	policy = (enum oriel_queue_policy)(count > 0 ? steps[2] % 4 : 0);
	limit = 1 + (count > 1 ? steps[5] % MAX_LIMIT : 0);
	oriel_channel_new(ports, .limit = limit, .policy = policy);
	for (int i = 0; i < 2; i++) {
		ends[i].port = ports[i];
		listen(&ends[i]);
	}
	for (size_t i = 0; i < count && is_right; i++) {
		if (print)
			print_step(&steps[3 * i], 3, "");
		take_step(&steps[3 * i]);
	}
	for (int i = 0; i < 2; i++)
		release_port(&ends[i]);
	check_rest(false);
	oriel_loop_destroy(loop);
	if (print && !is_right)
		print_message("%s\n", wrong);
	return is_right;
}

static void a_channel_behaves_like_the_model_of_two_queues(void **state) {
	const struct random_test test = {
		.step_size = 3, .max_steps = MAX_STEPS, .seeds = 3000, .play = play
	};
	play_seeds(&test);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(a_channel_behaves_like_the_model_of_two_queues));
}
