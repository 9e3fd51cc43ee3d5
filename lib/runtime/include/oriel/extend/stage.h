/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Stages: steps that change, drop or add values between a put and a queue. The operators
 * (operators.h) are stages, and a program can write its own:
 *
 * ```c
 * struct twice {
 * 	oriel_stage stage;
 * };
 *
 * static void twice_push(oriel_stage *stage, uint64_t key, struct oriel_payload value) {
 * 	oriel_stage_pass(stage, key, oriel_payload_ref(value));
 * 	oriel_stage_pass(stage, key, value);
 * }
 *
 * static const struct oriel_stage_class twice_class = {
 * 	.name = "twice",
 * 	.push = twice_push,
 * 	.stage_size = sizeof(struct twice),
 * 	.size = sizeof(twice_class),
 * };
 *
 * queue = oriel_queue_add_stage(queue, oriel_stage_new(&twice_class));
 * oriel_queue_put(queue, oriel_borrowed("a")); // the queue then has 2 values "a"
 * ```
 *
 * The stages of a queue are a chain. They run inside the put, one after another, in the order they
 * were added, and keep no queues between them: the bound is the limit of the queue. With
 * ORIEL_QUEUE_POLICY_REFUSE a full queue refuses a put before any stage runs.
 *
 * Thread: loop. Errors: broken contracts assert.
 */
#ifndef ORIEL_EXTEND_STAGE_H
#define ORIEL_EXTEND_STAGE_H

#include <oriel/runtime/queue.h>

ORIEL_BEGIN

/** A stage, owned by its queue once it has been added. */
typedef struct oriel_stage oriel_stage;

/** The class of a stage. Members may be NULL, except name and push. */
struct oriel_stage_class {
	const char *name; /**< for messages; static */
	/**
	 * Handles one value, which is handed over: passes on any number of values, and keeps or
	 * releases it. May end the queue.
	 */
	void (*push)(oriel_stage *stage, uint64_t key, struct oriel_payload value);
	/**
	 * The queue closes in order or with a reason: passes on what the stage keeps. A stage whose
	 * last values come later calls oriel_stage_end_later().
	 */
	void (*end)(oriel_stage *stage);
	/**
	 * The queue takes no more values: releases what the stage keeps, and ends its timers. Called
	 * once, the last.
	 */
	void (*finish)(oriel_stage *stage);
	size_t stage_size; /**< of the program's struct, whose first member is an oriel_stage */
	size_t size;       /**< sizeof(struct oriel_stage_class) */
};

/** The first member of every stage. All its members are private. */
struct oriel_stage {
	const struct oriel_stage_class *stage_class;
	oriel_stage *next;
	oriel_queue *queue;
	bool is_finished;
	bool is_ending; /* oriel_stage_end_later() */
};

/**
 * Makes a stage, all zeros behind its oriel_stage.
 * @return to be filled in, and added to a queue
 */
ORIEL_API oriel_stage *oriel_stage_new(const struct oriel_stage_class *stage_class);

/**
 * Adds a stage behind those that the queue has. Values that wait in the queue pass through it at
 * once.
 * @param queue taken over, and returned
 * @param stage handed over; finished at once if the queue is over
 */
ORIEL_API oriel_queue *oriel_queue_add_stage(oriel_queue *queue, oriel_stage *stage);

/**
 * Passes a value on, to the next stage or into the queue.
 * @param value handed over
 * @return ORIEL_OK, or why the queue has refused it, as oriel_queue_put()
 */
ORIEL_API enum oriel_status oriel_stage_pass(oriel_stage *stage, uint64_t key,
	struct oriel_payload value);

/**
 * Passes a value on outside of a push or an end, e.g. in a timer. A queue that refuses the value
 * closes with ORIEL_QUOTA_EXCEEDED_ERROR.
 * @param value handed over
 */
ORIEL_API void oriel_stage_pass_later(oriel_stage *stage, uint64_t key, struct oriel_payload value);

/**
 * Closes the queue of a stage.
 * @param reason as oriel_queue_close(); after oriel_stage_end_later() the first reason counts
 */
ORIEL_API void oriel_stage_close(oriel_stage *stage, const struct oriel_payload *reason);

/**
 * Puts the close of the queue off until oriel_stage_end(). Called in the end of the stage. Puts are
 * refused meanwhile, the source has ended, and what the stage passes on is accepted.
 */
ORIEL_API void oriel_stage_end_later(oriel_stage *stage);
/** Goes on with a close that oriel_stage_end_later() has put off. */
ORIEL_API void oriel_stage_end(oriel_stage *stage);

ORIEL_END

#endif
