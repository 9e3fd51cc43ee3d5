/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Promises: the one result of something that is not instantaneous.
 *
 * A promise is pending until it is fulfilled with a value or rejected with a reason, once.
 * Reactions are microtasks.
 *
 * Promises are counted, and passed on: each function that takes a promise takes over one reference,
 * unless it says that it borrows. So calls nest, `oriel_then(oriel_file_read(path), …)`;
 * oriel_promise_ref() keeps one besides. Values and reasons are payloads; the promise owns them and
 * drops them with its memory.
 *
 * A resolver is the end that settles a promise; it is counted too. The first call of any that
 * settles counts, later ones do nothing but drop.
 *
 * When the loop ends, no reaction runs any more: its data is dropped, and so is what promises were
 * settled with. A handle that is still held afterwards may be given up, then or later, and its
 * state be read; its result is all NULL.
 *
 * Thread: loop. Errors: a promise is rejected with a reason of the program's, or with an error
 * (error.h) by Oriel; broken contracts assert, e.g. waiting for a promise of another loop, or of
 * one that has ended. Source: Promises/A+; ECMAScript, "Promise Objects".
 */
#ifndef ORIEL_RUNTIME_PROMISE_H
#define ORIEL_RUNTIME_PROMISE_H

#include <oriel/runtime/payload.h>
#include <oriel/runtime/status.h>

ORIEL_BEGIN

enum oriel_promise_state {
	ORIEL_PROMISE_PENDING,
	ORIEL_PROMISE_FULFILLED,
	ORIEL_PROMISE_REJECTED,
};

/** The function behind oriel_promise_new(). */
ORIEL_API oriel_promise *oriel_promise_new_at(const char *site, oriel_resolver **resolver);
/**
 * Makes a promise that is pending.
 * @param resolver filled in with its resolver, with one reference of the caller's
 * @return with one reference
 */
#define oriel_promise_new(resolver) oriel_promise_new_at(ORIEL_SITE, resolver)

/** @return a promise that is fulfilled, with one reference. @param value handed over */
ORIEL_API oriel_promise *oriel_promise_new_fulfilled(struct oriel_payload value);
/** The function behind oriel_promise_new_rejected(). */
ORIEL_API oriel_promise *oriel_promise_new_rejected_at(
	const char *site, struct oriel_payload reason);
/** @return a promise that is rejected, with one reference. @param reason handed over */
#define oriel_promise_new_rejected(reason) oriel_promise_new_rejected_at(ORIEL_SITE, reason)

/** @return promise, with one reference more; borrows it */
ORIEL_API oriel_promise *oriel_promise_ref(oriel_promise *promise);
/** NULL is allowed. A rejection that nobody handles is reported all the same. */
ORIEL_API void oriel_promise_unref(oriel_promise *promise);

/** Borrows it. */
ORIEL_API enum oriel_promise_state oriel_promise_state(const oriel_promise *promise);
/** @return the value or the reason, borrowed as long as the promise; all NULL while it is pending.
 * Borrows it. */
ORIEL_API struct oriel_payload oriel_promise_result(const oriel_promise *promise);

/** @return resolver, with one reference more */
ORIEL_API oriel_resolver *oriel_resolver_ref(oriel_resolver *resolver);
/** NULL is allowed. A promise whose resolvers are all gone stays pending. */
ORIEL_API void oriel_resolver_unref(oriel_resolver *resolver);

/** Fulfils the promise. @param value handed over */
ORIEL_API void oriel_resolve(oriel_resolver *resolver, struct oriel_payload value);
/** Makes the promise follow another, whatever that becomes; following itself rejects it with
 * ORIEL_TYPE_ERROR. @param other taken over */
ORIEL_API void oriel_resolve_with(oriel_resolver *resolver, oriel_promise *other);
/** Rejects the promise. @param reason handed over */
ORIEL_API void oriel_reject(oriel_resolver *resolver, struct oriel_payload reason);
/** The function behind oriel_reject_error(). */
ORIEL_API void oriel_reject_error_at(
	const char *site, oriel_resolver *resolver, enum oriel_status code, const char *message);
/** Rejects the promise with an error (error.h). @param message copied */
#define oriel_reject_error(resolver, code, message) \
	oriel_reject_error_at(ORIEL_SITE, resolver, code, message)

/** Calls the `then` method of a foreign promise: it may settle resolver now or, with a reference,
 * later. @param thenable borrowed for the call */
typedef void oriel_thenable_fn(oriel_resolver *resolver, void *thenable);

/**
 * Makes the promise follow a promise of another kind, e.g. of a language that Oriel is bound to: a
 * microtask calls then with a resolver of its own, while this one is spent.
 * @param thenable handed over
 * Source: ECMAScript, "NewPromiseResolveThenableJob".
 */
ORIEL_API void oriel_resolve_foreign(
	oriel_resolver *resolver, struct oriel_payload thenable, oriel_thenable_fn *then);

/* What a reaction, and a coroutine, ends with. */

enum oriel_completion_type {
	ORIEL_COMPLETION_RETURN,  /**< fulfils with value */
	ORIEL_COMPLETION_THROW,   /**< rejects with value */
	ORIEL_COMPLETION_FOLLOW,  /**< follows promise */
	ORIEL_COMPLETION_FOREIGN, /**< follows value by then, as oriel_resolve_foreign() */
};

/** All zeros: fulfilled without a value. */
struct oriel_completion {
	enum oriel_completion_type type;
	struct oriel_payload value; /**< handed over */
	oriel_promise *promise;     /**< taken over */
	oriel_thenable_fn *then;
};

/** Nothing more to say: fulfilled without a value. */
#define ORIEL_COMPLETE oriel__complete()

static inline struct oriel_completion oriel__complete(void) {
	struct oriel_completion completion = { ORIEL_COMPLETION_RETURN, { NULL, NULL, NULL }, NULL,
		NULL };
	return completion;
}

static inline struct oriel_completion oriel_return(struct oriel_payload value) {
	struct oriel_completion completion = { ORIEL_COMPLETION_RETURN, value, NULL, NULL };
	return completion;
}

static inline struct oriel_completion oriel_throw(struct oriel_payload reason) {
	struct oriel_completion completion = { ORIEL_COMPLETION_THROW, reason, NULL, NULL };
	return completion;
}

static inline struct oriel_completion oriel_follow(oriel_promise *promise) {
	struct oriel_completion completion = { ORIEL_COMPLETION_FOLLOW, { NULL, NULL, NULL }, promise,
		NULL };
	return completion;
}

/** The function behind oriel_throw_error(). */
ORIEL_API struct oriel_completion oriel_throw_error_at(
	const char *site, enum oriel_status code, const char *message);
/** Completes with an error (error.h) as the reason. @param message copied */
#define oriel_throw_error(code, message) oriel_throw_error_at(ORIEL_SITE, code, message)

/** A reaction. @param result the value or the reason, borrowed for the call: oriel_payload_ref()
 * keeps it */
typedef struct oriel_completion oriel_then_fn(struct oriel_payload result, void *data);

struct oriel_then_options {
	ORIEL_OPTIONS_HEAD;
	/** Its abort before the reaction has begun rejects the new promise, with the signal's reason if
	 * that can be shared, else with an error (error.h) of its status; no reaction is called; also
	 * when nobody can settle the promise that it waits for any more. Nobody is told of a rejection
	 * by abort if nobody holds the promise. May be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
	/** data is handed over: dropped when the reaction has run, or cannot any more; may be NULL */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** The function behind oriel_then(). */
ORIEL_API oriel_promise *oriel_then_at(const char *site, oriel_promise *promise,
	oriel_then_fn *on_fulfilled, oriel_then_fn *on_rejected, void *data,
	const struct oriel_then_options *options);
/**
 * Calls on_fulfilled or on_rejected as a microtask once the promise is settled; an absent one
 * passes its result through.
 * @param promise taken over
 * @param ... data, then members of struct oriel_then_options by name; data: for both; borrowed, or
 * handed over with .release
 * @return a promise of what the reaction completes with, with one reference
 */
#define oriel_then(promise, on_fulfilled, on_rejected, ...) \
	ORIEL__CALL_4(oriel_then_at, struct oriel_then_options, promise, on_fulfilled, on_rejected, \
		__VA_ARGS__, )

/**
 * oriel_then() without a reaction to being fulfilled.
 * @param ... data, then members of struct oriel_then_options by name
 */
#define oriel_catch(promise, on_rejected, ...) \
	ORIEL__CALL_4(oriel_then_at, struct oriel_then_options, promise, NULL, on_rejected, \
		__VA_ARGS__, )

/** Called however the promise is settled. What it returns is waited for and forgotten; what it
 * throws replaces the result. */
typedef struct oriel_completion oriel_finally_fn(void *data);

/** The function behind oriel_finally(). */
ORIEL_API oriel_promise *oriel_finally_at(const char *site, oriel_promise *promise,
	oriel_finally_fn *fn, void *data, const struct oriel_then_options *options);
/**
 * Calls fn as a microtask once the promise is settled, and passes the result through. As
 * oriel_then(). Source: ECMAScript, "Promise.prototype.finally".
 * @param ... data, then members of struct oriel_then_options by name
 */
#define oriel_finally(promise, fn, ...) \
	ORIEL__CALL_3(oriel_finally_at, struct oriel_then_options, promise, fn, __VA_ARGS__, )

/**
 * Begins something that is not instantaneous: what flow control calls, perhaps later, perhaps
 * again.
 * @param signal aborts when the result is no longer wanted: to pass on to what is begun; borrowed
 * for the call, never NULL
 * @return a promise, which is taken over; NULL counts as fulfilled without a value. One that nobody
 * can settle any more counts as over, and what was promised of it stays pending
 */
typedef oriel_promise *oriel_start_fn(oriel_abort_signal *signal, void *data);

/* Several at once. Each takes over the references in an array that it borrows for the call. An
 * array for which there is no memory rejects with ORIEL_QUOTA_EXCEEDED_ERROR. */

/** What one promise became. */
struct oriel_settlement {
	enum oriel_promise_state state;
	struct oriel_payload result; /**< borrowed as long as the list */
};

/** What several promises became, in the order they were given. The data of the payload of all,
 * all_settled, and of any's reason. */
struct oriel_settlements {
	size_t count;
	const struct oriel_settlement *items;
};

/** @return what a payload of these is, borrowed as long as the payload; NULL for another */
ORIEL_API const struct oriel_settlements *oriel_settlements_try_from_payload(
	struct oriel_payload payload);

/** The function behind oriel_promise_all(). */
ORIEL_API oriel_promise *oriel_promise_all_at(
	const char *site, oriel_promise *const *promises, size_t count);
/** @return fulfilled with a struct oriel_settlements when all are; rejected as the first that is
 * rejected. Of none: fulfilled. */
#define oriel_promise_all(...) oriel_promise_all_at(ORIEL_SITE, __VA_ARGS__)
/** The function behind oriel_promise_all_settled(). */
ORIEL_API oriel_promise *oriel_promise_all_settled_at(
	const char *site, oriel_promise *const *promises, size_t count);
/** @return fulfilled with a struct oriel_settlements when all are settled */
#define oriel_promise_all_settled(...) oriel_promise_all_settled_at(ORIEL_SITE, __VA_ARGS__)
/** The function behind oriel_promise_race(). */
ORIEL_API oriel_promise *oriel_promise_race_at(
	const char *site, oriel_promise *const *promises, size_t count);
/** @return settled as the first that settles. Of none: pending for ever. */
#define oriel_promise_race(...) oriel_promise_race_at(ORIEL_SITE, __VA_ARGS__)
/** The function behind oriel_promise_any(). */
ORIEL_API oriel_promise *oriel_promise_any_at(
	const char *site, oriel_promise *const *promises, size_t count);
/** @return fulfilled as the first that is fulfilled; rejected with a struct oriel_settlements when
 * none is. Of none: rejected. */
#define oriel_promise_any(...) oriel_promise_any_at(ORIEL_SITE, __VA_ARGS__)

/*
 * For a promise that is rejected and has no reaction when the checkpoint ends in which that
 * happened, a task fires a cancelable `unhandledrejection` at the loop, whose default action
 * reports the reason as an error (error.h). If it gets a reaction after that, a task fires
 * `rejectionhandled`. Source: HTML, "unhandled promise rejections".
 */

/** @return the promise that an `unhandledrejection` or `rejectionhandled` event is about, borrowed
 * as long as the event; else NULL */
ORIEL_API oriel_promise *oriel_event_promise(const oriel_event *event);

ORIEL_END

#endif
