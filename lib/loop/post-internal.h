/* SPDX-License-Identifier: MIT */
/*
 * The queue of posts: what producers on other threads share with the loop. How it works is said in post.c.
 */
#ifndef ORIEL_LOOP_POST_INTERNAL_H
#define ORIEL_LOOP_POST_INTERNAL_H

#include <oriel/types.h>

#include <stdatomic.h>

enum { ORIEL__POST_DIRECTORIES = 512 };

struct oriel__post;
struct oriel__post_directory;

struct oriel__posts {
	_Atomic uint64_t incoming; /* how many << 28 | index + 1 of the newest */
	_Atomic uint64_t free;     /* tag << 28 | index + 1 of the first */
	atomic_uint_fast32_t chunks;
	_Atomic(struct oriel__post_directory *) directories[ORIEL__POST_DIRECTORIES];

	atomic_bool is_asleep; /* the loop is about to block, or blocks: whoever clears this wakes it */
	atomic_uint wakers;    /* producers that may be about to wake it */

	/* The loop's thread only, but for the count that others read. */
	atomic_size_t taken;        /* taken from incoming, and not run yet */
	struct oriel__post *done;   /* to be given back to the free list, linked by their tasks */
	struct oriel__post *done_last;
};

/* Makes tasks of what has been posted, and gives back the nodes of what has run. */
void oriel__posts_take(oriel_loop *loop);
/* Whether something has been posted that was not taken yet. */
bool oriel__posts_wait(const oriel_loop *loop);
/* Brackets blocking. False, and nothing to end, if something was posted meanwhile. */
bool oriel__posts_sleep_begin(oriel_loop *loop);
void oriel__posts_sleep_end(oriel_loop *loop);
/* Refuses all that comes from now on, and drops what waits. */
void oriel__posts_close(oriel_loop *loop);
/* With the loop's last reference. Any thread. */
void oriel__posts_finish(oriel_loop *loop);

#endif
