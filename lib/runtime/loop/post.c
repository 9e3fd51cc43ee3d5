/* SPDX-License-Identifier: MIT */
/*
 * Posts: a lock-free queue with many producers and one consumer.
 *
 * A node is identified by a 28-bit index; post_nodes.c manages the nodes. `incoming` is a stack of
 * posted nodes, the newest first, together with their count. The loop takes the whole stack by one
 * atomic exchange and reverses it, so the posts of each thread keep their order.
 *
 * An id consists of a generation and an index. A node's state word holds its generation and whether
 * it is queued or cancelled. Cancelling is one compare-and-swap from (generation, queued). Running
 * is one exchange to (generation + 1, free). One of the two comes first, and an id of an earlier
 * generation matches no later state. The state of any index may be read at any time. A node that
 * has used all its generations is not reused.
 *
 * When a loop has ended, `incoming` holds CLOSED. Posting and ending are therefore ordered by that
 * one word.
 */
#include "loop/loop_state_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "loop/post_node_internal.h"

#include <oriel/runtime/post.h>

#include <sched.h>
#include <string.h>

enum { STATE_FREE, STATE_QUEUED, STATE_CANCELLED };

/* Records whether a post had been cancelled when the loop ran it. */
static const struct oriel__record_kind cancelled_kind = { "a cancelled post", "i" };

void oriel__posts_wake(oriel_loop *loop) {
	struct oriel__posts *posts = &loop->posts;
	/* wakers is incremented before sleeper is read, so that the loop's end can wait for every
	 * wake-up that may follow. */
	atomic_fetch_add(&posts->wakers, 1);
	unsigned sleeper = atomic_exchange(&posts->sleeper, ORIEL__SLEEPER_NONE);
	if (sleeper != ORIEL__SLEEPER_NONE)
		uv_async_send(&loop->wake_up);
	if (sleeper == ORIEL__SLEEPER_HOST && posts->wake_hook != NULL)
		posts->wake_hook(posts->wake_data);
	atomic_fetch_sub(&posts->wakers, 1);
}

static void post_wait_for_wakers(struct oriel__posts *posts) {
	while (atomic_load(&posts->wakers) > 0)
		sched_yield();
}

void oriel__posts_set_wake_hook(oriel_loop *loop, void (*fn)(void *data), void *data) {
	struct oriel__posts *posts = &loop->posts;
	post_wait_for_wakers(posts);
	posts->wake_hook = fn;
	posts->wake_data = data;
}

/* Pushes a post and returns its id. If the loop has ended, frees the node and returns 0. */
static oriel_post_id post_push(oriel_loop *loop, struct oriel__post *post) {
	struct oriel__posts *posts = &loop->posts;
	uint64_t generation = atomic_load_explicit(&post->state, memory_order_relaxed) >> 2;
	uint64_t place = (uint64_t)post->index + 1;
	uint64_t head = atomic_load_explicit(&posts->incoming, memory_order_relaxed), next;

	atomic_store_explicit(&post->state, generation << 2 | STATE_QUEUED, memory_order_relaxed);
	do {
		if ((head & ORIEL__POST_INDEX_MASK) == ORIEL__POST_CLOSED) {
			atomic_store_explicit(
				&post->state, (generation + 1) << 2 | STATE_FREE, memory_order_relaxed);
			oriel__post_give_back(posts, post, post);
			return 0;
		}
		atomic_store_explicit(
			&post->next, (uint32_t)(head & ORIEL__POST_INDEX_MASK), memory_order_relaxed);
		next = ((head & ~ORIEL__POST_INDEX_MASK) + ORIEL__POST_INDEX_MASK + 1) | place;
	} while (!atomic_compare_exchange_weak_explicit(
		&posts->incoming, &head, next, memory_order_seq_cst, memory_order_relaxed));
	if (atomic_load_explicit(&posts->sleeper, memory_order_seq_cst) != ORIEL__SLEEPER_NONE)
		oriel__posts_wake(loop);
	return generation << ORIEL__POST_INDEX_BITS | place;
}

bool oriel__posts_wait(const oriel_loop *loop) {
	uint64_t head = atomic_load_explicit(&loop->posts.incoming, memory_order_seq_cst);
	return (head & ORIEL__POST_INDEX_MASK) != 0 &&
		(head & ORIEL__POST_INDEX_MASK) != ORIEL__POST_CLOSED;
}

/* Ends a node's current generation; its id becomes invalid and the node is reused from the next
 * turn. Returns whether the post had been cancelled. */
static bool post_retire(oriel_loop *loop, struct oriel__post *post) {
	struct oriel__posts *posts = &loop->posts;
	uint64_t generation = atomic_load_explicit(&post->state, memory_order_relaxed) >> 2;
	uint64_t old = atomic_exchange_explicit(
		&post->state, (generation + 1) << 2 | STATE_FREE, memory_order_acq_rel);
	size_t taken = atomic_load_explicit(&posts->taken, memory_order_relaxed);

	atomic_store_explicit(&posts->taken, taken - 1, memory_order_relaxed);
	if (generation + 1 < ORIEL__POST_GENERATIONS) {
		atomic_store_explicit(
			&post->next, posts->done != NULL ? posts->done->index + 1 : 0, memory_order_relaxed);
		if (posts->done == NULL)
			posts->done_last = post;
		posts->done = post;
	}
	return (old & 3) == STATE_CANCELLED;
}

static void post_run(struct oriel__task *task) {
	oriel_loop *loop = oriel__thread_loop;
	struct oriel__post *post = oriel__container_of(task, struct oriel__post, task);
	oriel_task_fn *fn = post->fn;
	void *data = post->data;
	struct oriel__attachment *attachment = post->attachment;

	loop->head.item.run_class = fn != NULL ? &oriel__run_post : &oriel__run_task;
	if (post->sender.run_class != NULL)
		loop->head.item.cause = oriel__run_write_foreign(loop, &post->sender);
	bool is_cancelled = post_retire(loop, post);
	if (fn != NULL)
		is_cancelled = oriel__external_number(loop, &cancelled_kind, is_cancelled, false) != 0;
	if (fn == NULL) {
		struct oriel__remote_task *remote = data;
		remote->run(remote);
		return;
	}
	oriel__attachment_detach(attachment);
	oriel__item_attach(loop, attachment);
	oriel__callback_enter(loop);
	if (!is_cancelled)
		fn(data);
	oriel__attachment_end(loop, attachment, data);
	oriel__callback_leave(loop);
}

/* Reverses the stack and returns the oldest post. */
static struct oriel__post *post_reversed(struct oriel__posts *posts, uint64_t head) {
	struct oriel__post *first = NULL;
	uint32_t place = (uint32_t)(head & ORIEL__POST_INDEX_MASK);
	while (place != 0) {
		struct oriel__post *post = oriel__post_at(posts, place - 1);
		place = atomic_load_explicit(&post->next, memory_order_relaxed);
		post->task.next = first != NULL ? &first->task : NULL;
		first = post;
	}
	return first;
}

static enum oriel_task_source post_source_of(const struct oriel__post *post) {
	return post->fn != NULL ? ORIEL_TASK_SOURCE_POST :
							((const struct oriel__remote_task *)post->data)->source;
}

static void post_count_taken(oriel_loop *loop, uint64_t head) {
	struct oriel__posts *posts = &loop->posts;
	size_t taken = atomic_load_explicit(&posts->taken, memory_order_relaxed) +
		(size_t)(head >> ORIEL__POST_INDEX_BITS);
	atomic_store_explicit(&posts->taken, taken, memory_order_relaxed);
	oriel__stats_most(&loop->stats->most.posts, taken);
	if (taken > posts->most_taken)
		posts->most_taken = taken;
}

void oriel__posts_give_done_back(oriel_loop *loop) {
	struct oriel__posts *posts = &loop->posts;
	if (posts->done != NULL)
		oriel__post_give_back(posts, posts->done, posts->done_last);
	posts->done = NULL;
}

static struct oriel__post *post_of(struct oriel__task *task) {
	return task != NULL ? oriel__container_of(task, struct oriel__post, task) : NULL;
}

/* Takes all posts and returns the oldest, or NULL. The tasks of the posts link them in order. */
static struct oriel__post *post_take_incoming(oriel_loop *loop) {
	struct oriel__posts *posts = &loop->posts;
	oriel__posts_give_done_back(loop);
	if (!oriel__posts_wait(loop))
		return NULL;
	uint64_t head = atomic_exchange_explicit(&posts->incoming, 0, memory_order_acquire);
	post_count_taken(loop, head);
	return post_reversed(posts, head);
}

static void post_queue_task(oriel_loop *loop, struct oriel__post *post) {
	post->task.is_queued = false;
	oriel__task_queue(loop, &post->task, post_source_of(post), post_run);
}

/* Returns the name by which a recording identifies a post; *number receives its number. */
static const char *post_name_of(const struct oriel__post *post, uint64_t *number) {
	const struct oriel__remote_task *remote = post->fn == NULL ? post->data : NULL;
	*number = remote != NULL ? remote->number : 0;
	if (remote != NULL)
		return remote->name != NULL ? remote->name : "a message of another loop or thread";
	return post->task.site != NULL ? post->task.site : "";
}

static void post_record(oriel_loop *loop, const struct oriel__post *post) {
	uint64_t number;
	const char *name = post_name_of(post, &number);
	if (post->fn == NULL && ((const struct oriel__remote_task *)post->data)->name == NULL)
		oriel__external_miss(loop, name);
	oriel__external_post(loop, name, number);
}

static void posts_take_by_draws(oriel_loop *loop) {
	struct oriel__post *post = post_take_incoming(loop);
	struct oriel__task *first = post != NULL ? &post->task : NULL;
	while (first != NULL)
		post_queue_task(loop, post_of(oriel__race_choose_post(loop, &first)));
}

void oriel__posts_take(oriel_loop *loop) {
	if (loop->race != NULL) {
		posts_take_by_draws(loop);
		return;
	}
	struct oriel__post *post = post_take_incoming(loop);
	while (post != NULL) {
		struct oriel__task *next = post->task.next;
		if (oriel__external(loop) != NULL)
			post_record(loop, post);
		post_queue_task(loop, post);
		post = post_of(next);
	}
}

static void post_hold_incoming(oriel_loop *loop) {
	struct oriel__posts *posts = &loop->posts;
	struct oriel__post *post = post_take_incoming(loop);
	if (post == NULL)
		return;
	if (posts->held_last != NULL)
		posts->held_last->task.next = &post->task;
	else
		posts->held = post;
	while (post->task.next != NULL)
		post = post_of(post->task.next);
	posts->held_last = post;
}

bool oriel__posts_give_held(oriel_loop *loop, const char *name, uint64_t number) {
	struct oriel__posts *posts = &loop->posts;
	struct oriel__post *post, *before = NULL;
	uint64_t other_number;
	post_hold_incoming(loop);
	for (post = posts->held; post != NULL; before = post, post = post_of(post->task.next))
		if (strcmp(post_name_of(post, &other_number), name) == 0 && other_number == number)
			break;
	if (post == NULL)
		return false;
	if (before != NULL)
		before->task.next = post->task.next;
	else
		posts->held = post_of(post->task.next);
	if (posts->held_last == post)
		posts->held_last = before;
	post_queue_task(loop, post);
	return true;
}

void oriel__posts_release(oriel_loop *loop) {
	struct oriel__post *post = loop->posts.held;
	loop->posts.held = loop->posts.held_last = NULL;
	while (post != NULL) {
		struct oriel__task *next = post->task.next;
		post_queue_task(loop, post);
		post = post_of(next);
	}
}

bool oriel__posts_sleep_begin(oriel_loop *loop, enum oriel__sleeper sleeper) {
	atomic_store(&loop->posts.sleeper, sleeper);
	if (!oriel__posts_wait(loop))
		return true;
	oriel__posts_sleep_end(loop);
	return false;
}

bool oriel__posts_sleep_end(oriel_loop *loop) {
	return atomic_exchange(&loop->posts.sleeper, ORIEL__SLEEPER_NONE) == ORIEL__SLEEPER_NONE;
}

static void post_abandon(oriel_loop *loop, struct oriel__post *post) {
	post_retire(loop, post);
	if (post->fn != NULL) {
		oriel__attachment_end(loop, post->attachment, post->data);
	} else {
		struct oriel__remote_task *remote = post->data;
		remote->abandon(remote);
	}
}

/* Abandons posts that are queued as tasks. They come before the posts that are not yet tasks, in
 * the order in which they would have run. */
static void post_abandon_tasks(oriel_loop *loop, struct oriel__queue *queue) {
	struct oriel__task *task = queue->first;
	while (task != NULL) {
		struct oriel__task *next = task->next;
		if (task->run == post_run) {
			oriel__task_cancel(loop, task);
			post_abandon(loop, oriel__container_of(task, struct oriel__post, task));
		}
		task = next;
	}
}

void oriel__posts_close(oriel_loop *loop) {
	struct oriel__posts *posts = &loop->posts;
	uint64_t head = atomic_exchange_explicit(
		&posts->incoming, ORIEL__POST_CLOSED, memory_order_seq_cst);

	atomic_store(&posts->sleeper, ORIEL__SLEEPER_NONE);
	post_wait_for_wakers(posts);

	/* The hold defers release functions, which could cancel the next task in the traversal. */
	oriel__hold_begin(loop);
	post_abandon_tasks(loop, &loop->tasks.input);
	post_abandon_tasks(loop, &loop->tasks.rest);
	post_count_taken(loop, head);
	struct oriel__post *post = post_reversed(posts, head);
	while (post != NULL) {
		struct oriel__task *next = post->task.next;
		post_abandon(loop, post);
		post = next != NULL ? oriel__container_of(next, struct oriel__post, task) : NULL;
	}
	oriel__hold_end(loop);
}

static void post_release_data(oriel_release_fn *release, void *data) {
	if (release != NULL)
		release(data);
}

static void post_cancel_here(uint64_t id) {
	oriel_cancel_post(oriel__thread_loop, id);
}

/* Fills a post. Of a run on another loop, only permanent data is stored: this thread must not read
 * that loop's records later. */
static void post_fill(oriel_loop *loop, struct oriel__post *post, const char *site,
	oriel_task_fn *fn, void *data, struct oriel__attachment *attachment) {
	oriel_loop *here = oriel__thread_loop;
	post->fn = fn;
	post->data = data;
	post->attachment = attachment;
	post->task.previous = (struct oriel__task *)(void *)&oriel__thread_loop; /* names the sender */
	post->task.site = oriel__site(site);
	post->task.cause = 0;
	post->sender.run_class = NULL;
	if (here == loop)
		post->task.cause = oriel__run_here(loop, site);
	else if (here != NULL && here->head.run->id != 0)
		post->sender = oriel__run_foreign(here);
}

static oriel_post_id post_with_options(oriel_loop *loop, const char *site, oriel_task_fn *fn,
	void *data, const struct oriel_post_options *options) {
	struct oriel__attachment *attachment;
	if (options->signal != NULL) {
		oriel__loop_check(loop, "oriel_post with a signal");
		if (!oriel__attach_if_any(
				loop, &attachment, options->signal, options->release, data, post_cancel_here))
			return 0;
	} else {
		attachment = oriel__attachment_new(options->release);
		const struct oriel__context *context = oriel__context_of_thread();
		attachment->context = loop == oriel__thread_loop ? oriel__context_ref(context) :
														oriel__context_clone(context);
	}

	struct oriel__post *post = oriel__post_take(&loop->posts);
	post_fill(loop, post, site, fn, data, attachment);
	oriel_post_id id = post_push(loop, post);
	if (id == 0) {
		oriel__context_unref(attachment->context);
		oriel__free(attachment);
		post_release_data(options->release, data);
	} else if (options->signal != NULL) {
		attachment->id = id;
	}
	return id;
}

oriel_post_id oriel_post_at(const char *site, oriel_loop *loop, oriel_task_fn *fn, void *data,
	const struct oriel_post_options *options) {
	ORIEL_ASSERT(loop != NULL,
		"oriel_post: loop is NULL; pass the loop that is to run fn (oriel_loop_ref keeps its "
		"address)");
	oriel__check_callback("oriel_post", site, fn, options);
	static const struct oriel_post_options defaults;
	bool has_context = oriel__context_of_thread() != NULL;
	if (has_context || (options != NULL && (options->signal != NULL || options->release != NULL)))
		return post_with_options(loop, site, fn, data, options != NULL ? options : &defaults);

	struct oriel__post *post = oriel__post_take(&loop->posts);
	post_fill(loop, post, site, fn, data, NULL);
	return post_push(loop, post);
}

bool oriel__post_remote(oriel_loop *loop, struct oriel__remote_task *task) {
	struct oriel__post *post = oriel__post_take(&loop->posts);
	post_fill(loop, post, NULL, NULL, task, NULL);
	return post_push(loop, post) != 0;
}

bool oriel_cancel_post(oriel_loop *loop, oriel_post_id id) {
	uint64_t place = id & ORIEL__POST_INDEX_MASK, generation = id >> ORIEL__POST_INDEX_BITS;
	struct oriel__post *post = place > 0 ? oriel__post_at(&loop->posts, place - 1) : NULL;
	uint64_t expected = generation << 2 | STATE_QUEUED;

	return post != NULL &&
		atomic_compare_exchange_strong_explicit(&post->state, &expected,
			generation << 2 | STATE_CANCELLED, memory_order_acq_rel, memory_order_relaxed);
}

size_t oriel_post_depth(oriel_loop *loop) {
	uint64_t head = atomic_load_explicit(&loop->posts.incoming, memory_order_relaxed);
	return (size_t)(head >> ORIEL__POST_INDEX_BITS) +
		atomic_load_explicit(&loop->posts.taken, memory_order_relaxed);
}
