/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Promises: the one result of an operation that takes time.
 *
 * A promise is pending until it is fulfilled with a value or rejected with a reason, once.
 * Reactions are microtasks.
 *
 * Promises are reference-counted and passed on: each function that takes a promise takes over one
 * reference, unless it says that it borrows. So calls nest; oriel_promise_ref() keeps a second
 * reference. Values and reasons are payloads. The promise owns them and releases them with its
 * memory.
 *
 * ```c
 * #include <oriel/flow/timeout.h>
 *
 * static struct oriel_completion show(struct oriel_payload result, void *data) {
 *     printf("%zu bytes\n", oriel_bytes_try_from_payload(result)->length);
 *     return ORIEL_COMPLETE;
 * }
 *
 * static struct oriel_completion complain(struct oriel_payload reason, void *data) {
 *     printf("%s\n", oriel_error_try_from_payload(reason)->message);
 *     return ORIEL_COMPLETE;
 * }
 *
 * // 5 s for one file; its bytes arrive in show(), an error in complain()
 * oriel_promise *bytes = oriel_timeout(oriel_file_read("notes.txt"), 5000);
 * oriel_promise_unref(oriel_then(bytes, show, complain, NULL));
 * ```
 *
 * A resolver is the end that settles a promise. Resolvers are reference-counted too. The first call
 * that settles counts; later calls only release what they take.
 *
 * When the loop ends, no reaction runs any more: its data is released, and so are the values and
 * reasons of promises. A reference that is left may be released, then or later, and the state may
 * be read; the result is all NULL.
 *
 * Thread: loop. Errors: a promise is rejected with a reason of the program's, or with an error
 * (error.h) by Oriel. Broken contracts assert, e.g. waiting for a promise of another loop, or of
 * one that has ended. Source: Promises/A+; ECMAScript, "Promise Objects".
 */
#ifndef ORIEL_RUNTIME_PROMISE_H
#define ORIEL_RUNTIME_PROMISE_H

#include <oriel/runtime/payload.h>
#include <oriel/runtime/status.h>

ORIEL_BEGIN

/** The state of a promise. */
enum oriel_promise_state {
	ORIEL_PROMISE_PENDING,
	ORIEL_PROMISE_FULFILLED,
	ORIEL_PROMISE_REJECTED,
};

/** Does the work of oriel_promise_new(). */
ORIEL_API oriel_promise *oriel_promise_new_at(const char *site, oriel_resolver **resolver);
/**
 * Makes a promise that is pending.
 * @param resolver filled in with its resolver, with one reference of the caller's
 * @return with one reference
 */
#define oriel_promise_new(resolver) oriel_promise_new_at(ORIEL_SITE, resolver)

/**
 * Returns a promise that is fulfilled, with one reference.
 * @param value handed over
 */
ORIEL_API oriel_promise *oriel_promise_new_fulfilled(struct oriel_payload value);
/** Does the work of oriel_promise_new_rejected(). */
ORIEL_API oriel_promise *oriel_promise_new_rejected_at(
	const char *site, struct oriel_payload reason);
/**
 * Returns a promise that is rejected, with one reference.
 * @param reason handed over
 */
#define oriel_promise_new_rejected(reason) oriel_promise_new_rejected_at(ORIEL_SITE, reason)

/** Returns promise, with one more reference. Borrows it. */
ORIEL_API oriel_promise *oriel_promise_ref(oriel_promise *promise);
/**
 * Releases a reference to the promise. A rejection without a handler is reported all the same. NULL
 * is allowed.
 */
ORIEL_API void oriel_promise_unref(oriel_promise *promise);

/** Returns the state of the promise. Borrows it. */
ORIEL_API enum oriel_promise_state oriel_promise_state(const oriel_promise *promise);
/**
 * Returns the value or the reason, borrowed as long as the promise. All members are NULL while it
 * is pending. Borrows the promise.
 */
ORIEL_API struct oriel_payload oriel_promise_result(const oriel_promise *promise);

/** Returns resolver, with one more reference. */
ORIEL_API oriel_resolver *oriel_resolver_ref(oriel_resolver *resolver);
/**
 * Releases a reference to the resolver. A promise whose resolvers are all gone stays pending. NULL
 * is allowed.
 */
ORIEL_API void oriel_resolver_unref(oriel_resolver *resolver);

/**
 * Fulfils the promise.
 * @param value handed over
 */
ORIEL_API void oriel_resolve(oriel_resolver *resolver, struct oriel_payload value);
/**
 * Makes the promise follow another one. A promise that would follow itself is rejected with
 * ORIEL_TYPE_ERROR.
 * @param other taken over
 */
ORIEL_API void oriel_resolve_with(oriel_resolver *resolver, oriel_promise *other);
/**
 * Rejects the promise.
 * @param reason handed over
 */
ORIEL_API void oriel_reject(oriel_resolver *resolver, struct oriel_payload reason);
/** Does the work of oriel_reject_error(). */
ORIEL_API void oriel_reject_error_at(
	const char *site, oriel_resolver *resolver, enum oriel_status code, const char *message);
/**
 * Rejects the promise with an error (error.h).
 * @param message copied
 */
#define oriel_reject_error(resolver, code, message) \
	oriel_reject_error_at(ORIEL_SITE, resolver, code, message)

/**
 * Calls the `then` method of a foreign promise. May settle resolver now or, with a reference,
 * later.
 * @param thenable borrowed for the call
 */
typedef void oriel_thenable_fn(oriel_resolver *resolver, void *thenable);

/**
 * Makes the promise follow a promise of another kind, e.g. of a language that Oriel is bound to. A
 * microtask calls then with a resolver of its own; this resolver is spent.
 * @param thenable handed over
 * Source: ECMAScript, "NewPromiseResolveThenableJob".
 */
ORIEL_API void oriel_resolve_foreign(
	oriel_resolver *resolver, struct oriel_payload thenable, oriel_thenable_fn *then);

/* ---- Completions ---- */

/** How a reaction or a coroutine ends. */
enum oriel_completion_type {
	ORIEL_COMPLETION_RETURN,  /**< fulfils with value */
	ORIEL_COMPLETION_THROW,   /**< rejects with value */
	ORIEL_COMPLETION_FOLLOW,  /**< follows promise */
	ORIEL_COMPLETION_FOREIGN, /**< follows value by then, as oriel_resolve_foreign() */
};

/**
 * The end of a reaction or a coroutine, made by the functions below. All zeros: fulfilled without a
 * value.
 */
struct oriel_completion {
	enum oriel_completion_type type;
	struct oriel_payload value; /**< handed over */
	oriel_promise *promise;     /**< taken over */
	oriel_thenable_fn *then;
};

/** Completes without a value. */
#define ORIEL_COMPLETE oriel__complete()

static inline struct oriel_completion oriel__complete(void) {
	struct oriel_completion completion = { ORIEL_COMPLETION_RETURN, { NULL, NULL, NULL }, NULL,
		NULL };
	return completion;
}

/** Completes with a value, which fulfils the promise. */
static inline struct oriel_completion oriel_return(struct oriel_payload value) {
	struct oriel_completion completion = { ORIEL_COMPLETION_RETURN, value, NULL, NULL };
	return completion;
}

/** Completes with a reason, which rejects the promise. */
static inline struct oriel_completion oriel_throw(struct oriel_payload reason) {
	struct oriel_completion completion = { ORIEL_COMPLETION_THROW, reason, NULL, NULL };
	return completion;
}

/** Completes as another promise does, which is taken over. */
static inline struct oriel_completion oriel_follow(oriel_promise *promise) {
	struct oriel_completion completion = { ORIEL_COMPLETION_FOLLOW, { NULL, NULL, NULL }, promise,
		NULL };
	return completion;
}

/** Does the work of oriel_throw_error(). */
ORIEL_API struct oriel_completion oriel_throw_error_at(
	const char *site, enum oriel_status code, const char *message);
/**
 * Completes with an error (error.h) as the reason.
 * @param message copied
 */
#define oriel_throw_error(code, message) oriel_throw_error_at(ORIEL_SITE, code, message)

/**
 * A reaction.
 * @param result the value or the reason; borrowed for the call: oriel_payload_ref() keeps it
 */
typedef struct oriel_completion oriel_then_fn(struct oriel_payload result, void *data);

/** Options of oriel_then(), oriel_catch() and oriel_finally(). */
struct oriel_then_options {
	ORIEL_OPTIONS_HEAD;
	/**
	 * its abort before the reaction has begun rejects the new promise, and no reaction is called.
	 * The reason is the signal's if it can be shared, else an error (error.h) of its status. Works
	 * also when no resolver is left that could settle the awaited promise. The rejection is not
	 * reported if no reference to the new promise is left. May be NULL
	 */
	oriel_abort_signal *signal ORIEL_DEFAULT;
	/** releases data when the reaction has run, or cannot run any more; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** Does the work of oriel_then(). */
ORIEL_API oriel_promise *oriel_then_at(const char *site, oriel_promise *promise,
	oriel_then_fn *on_fulfilled, oriel_then_fn *on_rejected, void *data,
	const struct oriel_then_options *options);
/**
 * Calls on_fulfilled or on_rejected as a microtask once the promise is settled. A NULL reaction
 * passes the result through.
 * @param promise      taken over
 * @param on_fulfilled may be NULL
 * @param on_rejected  may be NULL
 * @param ... data, for both, then members of struct oriel_then_options by name; data is borrowed,
 * or handed over with .release
 * @return a promise of the reaction's completion, with one reference
 */
#define oriel_then(promise, on_fulfilled, on_rejected, ...) \
	ORIEL__CALL_4(oriel_then_at, struct oriel_then_options, promise, on_fulfilled, on_rejected, \
		__VA_ARGS__, )

/**
 * Calls on_rejected as a microtask once the promise is rejected; oriel_then() with on_fulfilled
 * NULL.
 * @param ... data, then members of struct oriel_then_options by name
 * @return as oriel_then()
 */
#define oriel_catch(promise, on_rejected, ...) \
	ORIEL__CALL_4(oriel_then_at, struct oriel_then_options, promise, NULL, on_rejected, \
		__VA_ARGS__, )

/**
 * Runs however the promise is settled. The promise of its completion is awaited and its value
 * ignored; a reason replaces the result.
 */
typedef struct oriel_completion oriel_finally_fn(void *data);

/** Does the work of oriel_finally(). */
ORIEL_API oriel_promise *oriel_finally_at(const char *site, oriel_promise *promise,
	oriel_finally_fn *fn, void *data, const struct oriel_then_options *options);
/**
 * Calls fn as a microtask once the promise is settled, and passes the result through.
 * @param ... data, then members of struct oriel_then_options by name
 * @return as oriel_then()
 * Source: ECMAScript, "Promise.prototype.finally".
 */
#define oriel_finally(promise, fn, ...) \
	ORIEL__CALL_3(oriel_finally_at, struct oriel_then_options, promise, fn, __VA_ARGS__, )

/**
 * Begins an operation that takes time. Flow control calls it, perhaps later, perhaps again.
 * @param signal aborts when the result is no longer needed, for the operation; borrowed for the
 * call, never NULL
 * @return a promise, which is taken over; NULL counts as fulfilled without a value. A promise whose
 * resolvers are all gone counts as over, and the promise made of it stays pending
 */
typedef oriel_promise *oriel_start_fn(oriel_abort_signal *signal, void *data);

/* ---- Several promises ---- */

/** The result of one of several promises. */
struct oriel_settlement {
	enum oriel_promise_state state;
	struct oriel_payload result; /**< borrowed as long as the list */
};

/**
 * The results of several promises, in the order in which they were given. Payloads of
 * oriel_promise_all() and oriel_promise_all_settled(), and the reason of oriel_promise_any(), have
 * them as data.
 */
struct oriel_settlements {
	size_t count;
	const struct oriel_settlement *items;
};

/** Returns the results of a payload, borrowed as long as the payload; NULL for another payload. */
ORIEL_API const struct oriel_settlements *oriel_settlements_try_from_payload(
	struct oriel_payload payload);

/** Does the work of oriel_promise_all(). */
ORIEL_API oriel_promise *oriel_promise_all_at(
	const char *site, oriel_promise *const *promises, size_t count);
/**
 * Waits for all promises: oriel_promise_all(promises, count).
 * @param ... promises, an array, borrowed for the call, whose references are taken over; count,
 * which may be 0: fulfilled
 * @return fulfilled with a struct oriel_settlements when all are fulfilled; rejected as the first
 * one that is rejected, or with ORIEL_QUOTA_EXCEEDED_ERROR if there is no memory for the array
 */
#define oriel_promise_all(...) oriel_promise_all_at(ORIEL_SITE, __VA_ARGS__)
/** Does the work of oriel_promise_all_settled(). */
ORIEL_API oriel_promise *oriel_promise_all_settled_at(
	const char *site, oriel_promise *const *promises, size_t count);
/**
 * Waits until all promises are settled: oriel_promise_all_settled(promises, count).
 * @param ... promises and count, as for oriel_promise_all()
 * @return fulfilled with a struct oriel_settlements when all are settled
 */
#define oriel_promise_all_settled(...) oriel_promise_all_settled_at(ORIEL_SITE, __VA_ARGS__)
/** Does the work of oriel_promise_race(). */
ORIEL_API oriel_promise *oriel_promise_race_at(
	const char *site, oriel_promise *const *promises, size_t count);
/**
 * Waits for the first promise that is settled: oriel_promise_race(promises, count).
 * @param ... promises and count, as for oriel_promise_all(); of none: pending for ever
 * @return settled as that promise
 */
#define oriel_promise_race(...) oriel_promise_race_at(ORIEL_SITE, __VA_ARGS__)
/** Does the work of oriel_promise_any(). */
ORIEL_API oriel_promise *oriel_promise_any_at(
	const char *site, oriel_promise *const *promises, size_t count);
/**
 * Waits for the first promise that is fulfilled: oriel_promise_any(promises, count).
 * @param ... promises and count, as for oriel_promise_all(); of none: rejected
 * @return fulfilled as that promise; rejected with a struct oriel_settlements when all are rejected
 */
#define oriel_promise_any(...) oriel_promise_any_at(ORIEL_SITE, __VA_ARGS__)

/*
 * Unhandled rejections. A promise may be rejected and have no reaction at the end of the checkpoint
 * in which that happened. Then a task fires a cancelable `unhandledrejection` at the loop, whose
 * default action reports the reason as an error (error.h). If the promise gets a reaction later, a
 * task fires `rejectionhandled`. Source: HTML, "unhandled promise rejections".
 */

/**
 * Returns the promise of an `unhandledrejection` or `rejectionhandled` event, borrowed as long as
 * the event; NULL for an event of another kind.
 */
ORIEL_API oriel_promise *oriel_event_promise(const oriel_event *event);

ORIEL_END

#endif
