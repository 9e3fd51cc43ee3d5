/* SPDX-License-Identifier: MIT */
/*
 * The queue of posts: what producers on other threads share with the loop. How it works is said in
 * post.c.
 */
#ifndef ORIEL_LOOP_POST_INTERNAL_H
#define ORIEL_LOOP_POST_INTERNAL_H

#include <oriel/runtime/types.h>

#include <stdatomic.h>

enum { ORIEL__POST_DIRECTORIES = 512 };

struct oriel__post;
struct oriel__post_directory;

enum oriel__sleeper {
	ORIEL__SLEEPER_NONE,
	ORIEL__SLEEPER_LOOP,
	ORIEL__SLEEPER_HOST,
};

struct oriel__posts {
	_Atomic uint64_t incoming; /* how many << 28 | index + 1 of the newest */
	_Atomic uint64_t free;     /* tag << 28 | index + 1 of the first */
	_Atomic uint64_t emptied;  /* tag << 28 | number + 1 of the first chunk without memory */
	atomic_uint_fast32_t chunks, filled; /* all, and those with memory */

	/* enum oriel__sleeper: who is about to wait for a post, or waits. Whoever clears this wakes him
	 */
	atomic_uint sleeper;
	atomic_uint wakers;  /* producers that may be about to wake him */
	void (*wake_hook)(void *data); /* how a host is woken besides by the descriptor; may be NULL */
	void *wake_data;
	_Atomic(struct oriel__post_directory *) directories[ORIEL__POST_DIRECTORIES];

	/* The loop's thread only, but for the count that others read. */
	atomic_size_t taken;        /* taken from incoming, and not run yet */
	size_t most_taken;          /* since the loop slept last */
	/* replaying: arrived, and not at their place yet; linked by their tasks */
	struct oriel__post *held, *held_last;
	struct oriel__post *done;   /* to be given back to the free list, linked by their tasks */
	struct oriel__post *done_last;
};

/* Makes tasks of what has been posted, and gives back the nodes of what has run. */
void oriel__posts_take(oriel_loop *loop);
/* As part of that, also by itself. */
void oriel__posts_give_done_back(oriel_loop *loop);
/* Gives memory back, if much of it is free. */
void oriel__posts_trim(oriel_loop *loop);
/* Makes tasks of the posts that a replay held. */
void oriel__posts_release(oriel_loop *loop);
/* Whether something has been posted that was not taken yet. */
bool oriel__posts_wait(const oriel_loop *loop);
/* Brackets waiting. False, and nothing to end, if something was posted meanwhile. */
bool oriel__posts_sleep_begin(oriel_loop *loop, enum oriel__sleeper sleeper);
/* Whether the sleeper was woken: then libuv's descriptor is readable. */
bool oriel__posts_sleep_end(oriel_loop *loop);
/* Wakes who sleeps, if any. Any thread. */
void oriel__posts_wake(oriel_loop *loop);
/* Nobody may sleep. fn may be NULL. No call of the old one is on any stack afterwards. */
void oriel__posts_set_wake_hook(oriel_loop *loop, void (*fn)(void *data), void *data);
/* Refuses all that comes from now on, and drops what waits. */
void oriel__posts_close(oriel_loop *loop);
/* With the loop's last reference. Any thread. */
void oriel__posts_finish(oriel_loop *loop);

#endif
