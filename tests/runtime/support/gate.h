/* SPDX-License-Identifier: MIT */
/**
 * @file A gate that blocks work on other threads, and a signal that the work has arrived there.
 * Tests synchronise with these and never sleep.
 */
#ifndef ASYNC_GATE_H
#define ASYNC_GATE_H

#include <pthread.h>
#include <stdbool.h>

struct gate {
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	int arrived;
	bool open;
};

#define GATE { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0, false }

static inline void gate_pass(struct gate *gate) {
	pthread_mutex_lock(&gate->mutex);
	gate->arrived++;
	pthread_cond_broadcast(&gate->changed);
	while (!gate->open)
		pthread_cond_wait(&gate->changed, &gate->mutex);
	pthread_mutex_unlock(&gate->mutex);
}

static inline bool gate_is_reached(struct gate *gate) {
	pthread_mutex_lock(&gate->mutex);
	bool is_reached = gate->arrived > 0;
	pthread_mutex_unlock(&gate->mutex);
	return is_reached;
}

static inline void gate_wait(struct gate *gate, int arrived) {
	pthread_mutex_lock(&gate->mutex);
	while (gate->arrived < arrived)
		pthread_cond_wait(&gate->changed, &gate->mutex);
	pthread_mutex_unlock(&gate->mutex);
}

static inline void gate_open(struct gate *gate) {
	pthread_mutex_lock(&gate->mutex);
	gate->open = true;
	pthread_cond_broadcast(&gate->changed);
	pthread_mutex_unlock(&gate->mutex);
}

#endif
