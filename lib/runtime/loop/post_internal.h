/* SPDX-License-Identifier: MIT */
/*
 * The queue of posts: the state that the loop shares with producers on other threads. post.c
 * describes the algorithm.
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
	_Atomic uint64_t incoming; /* number of posts << 28 | index + 1 of the newest */
	_Atomic uint64_t free; /* tag << 28 | index + 1 of the first free node */
	_Atomic uint64_t emptied; /* tag << 28 | number + 1 of the first chunk without memory */
	atomic_uint_fast32_t chunks, filled; /* number of all chunks, and of those with memory */

	/* enum oriel__sleeper: the code that waits or is about to wait for a post; the thread that
	 * clears this field must wake it */
	atomic_uint sleeper;
	atomic_uint wakers;            /* number of producers that may be about to wake the sleeper */
	void (*wake_hook)(void *data); /* called besides making the descriptor readable; may be NULL */
	void *wake_data;
	_Atomic(struct oriel__post_directory *) directories[ORIEL__POST_DIRECTORIES];

	/* For the loop's thread only; other threads may read taken. */
	atomic_size_t taken; /* number of posts taken from incoming and not run yet */
	size_t most_taken;   /* maximum since the loop last slept */
	/* during a replay: posts that have arrived before their recorded time, linked by their tasks */
	struct oriel__post *held, *held_last;
	struct oriel__post *done; /* nodes to return to the free list, linked by their tasks */
	struct oriel__post *done_last;
};

/* Turns arrived posts into tasks, and frees the nodes of posts that have run. */
void oriel__posts_take(oriel_loop *loop);
/* Frees the nodes of posts that have run; oriel__posts_take() does this too. */
void oriel__posts_give_done_back(oriel_loop *loop);
/* Returns memory to the system if most nodes are free. */
void oriel__posts_trim(oriel_loop *loop);
/* Turns the posts that a replay held into tasks. */
void oriel__posts_release(oriel_loop *loop);
/* Returns whether posts have arrived that were not taken yet. */
bool oriel__posts_wait(const oriel_loop *loop);
/* Begins waiting for posts. Returns false, and needs no end, if a post has already arrived. */
bool oriel__posts_sleep_begin(oriel_loop *loop, enum oriel__sleeper sleeper);
/* Ends waiting. Returns whether the sleeper was woken; libuv's descriptor is then readable. */
bool oriel__posts_sleep_end(oriel_loop *loop);
/* Wakes a sleeping loop or host. May be called on any thread. */
void oriel__posts_wake(oriel_loop *loop);
/* Sets the wake hook, which may be NULL, while nothing sleeps. On return, the old hook is not
 * running on any thread. */
void oriel__posts_set_wake_hook(oriel_loop *loop, void (*fn)(void *data), void *data);
/* Refuses all later posts and drops the queued ones. */
void oriel__posts_close(oriel_loop *loop);
/* Frees the nodes, together with the loop's last reference. May be called on any thread. */
void oriel__posts_finish(oriel_loop *loop);

#endif
