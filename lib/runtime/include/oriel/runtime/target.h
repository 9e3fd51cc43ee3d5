/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Event targets: listening and dispatching.
 *
 * oriel_listen() and the other macros with a target take a loop, signal, port, worker, stream,
 * server, process or target. With <oriel/oriel.h> they take a widget, window or application too.
 *
 * ```c
 * static void on_message(oriel_event *message, void *data) {
 *     puts((const char *)oriel_event_detail(message).data);
 * }
 *
 * oriel_listen(port, "message", on_message, NULL, .once = true, .signal = signal);
 * if (oriel_fire(widget, "close", .cancelable = true)) // no listener has prevented it
 *     oriel_loop_quit(loop, 0);
 * ```
 *
 * Thread: loop. Errors: an id of 0, with data released, if .signal has aborted or the loop ends.
 * Source: DOM, "interface EventTarget".
 */
#ifndef ORIEL_RUNTIME_TARGET_H
#define ORIEL_RUNTIME_TARGET_H

#include <oriel/runtime/event.h>

ORIEL_BEGIN

/* Declared here too, so that a program which uses one kind of target includes one header. */

/** Returns the loop as an event target. */
ORIEL_API oriel_target *oriel_loop_target(oriel_loop *loop);
/** Returns the signal as an event target. */
ORIEL_API oriel_target *oriel_abort_signal_target(oriel_abort_signal *signal);
/** Returns the port as an event target. */
ORIEL_API oriel_target *oriel_port_target(oriel_port *port);
/** Returns the worker as an event target. */
ORIEL_API oriel_target *oriel_worker_target(oriel_worker *worker);
/** Returns the stream as an event target. */
ORIEL_API oriel_target *oriel_stream_target(oriel_stream *stream);
/** Returns the server as an event target. */
ORIEL_API oriel_target *oriel_server_target(oriel_server *server);
/** Returns the process as an event target. */
ORIEL_API oriel_target *oriel_process_target(oriel_process *process);

static inline oriel_target *oriel__target_itself(oriel_target *target) {
	return target;
}

/* More entries of ORIEL_TARGET(), each with a comma before it; <oriel/ui/target.h> has those of
 * liboriel. */
#ifndef ORIEL__MORE_TARGETS
#define ORIEL__MORE_TARGETS
#endif

/**
 * Returns the event target of a loop, signal, port, worker, stream, server, process or target; with
 * <oriel/oriel.h> also that of a widget, window or application.
 */
#define ORIEL_TARGET(x) _Generic((x), \
	oriel_target *: oriel__target_itself, \
	oriel_loop *: oriel_loop_target, \
	oriel_abort_signal *: oriel_abort_signal_target, \
	oriel_port *: oriel_port_target, \
	oriel_worker *: oriel_worker_target, \
	oriel_stream *: oriel_stream_target, \
	oriel_server *: oriel_server_target, \
	oriel_process *: oriel_process_target \
	ORIEL__MORE_TARGETS)(x)

/**
 * A listener. It may change the tree in any way, destroy any widget, listen, unlisten and dispatch.
 */
typedef void oriel_event_fn(oriel_event *event, void *data);

/** Options of oriel_listen(). */
struct oriel_listen_options {
	ORIEL_OPTIONS_HEAD;
	bool capture ORIEL_DEFAULT; /**< called on the way down, from the root to the target */
	bool once ORIEL_DEFAULT; /**< removed before it is called */
	bool passive ORIEL_DEFAULT; /**< cannot prevent the default, e.g. because it only looks */
	/**
	 * can prevent the default also where listeners are passive unless they say so: for `wheel` on a
	 * window; not together with passive (asserted)
	 */
	bool active ORIEL_DEFAULT;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort removes the listener; may be NULL */
	/** releases data when the listener is gone and not on the stack; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
	bool *duplicate ORIEL_DEFAULT; /**< set to whether the listener existed already; may be NULL */
};

/** Does the work of oriel_listen(). */
ORIEL_API oriel_listener_id oriel_listen_at(const char *site, oriel_target *target,
	const char *type, oriel_event_fn *fn, void *data, const struct oriel_listen_options *options);
/**
 * Calls fn whenever an event of this type reaches target.
 *
 * Capture listeners run from the root down to the target, then the others from the target up. On
 * one target they run in order of registration. A listener added to the list being invoked waits
 * for the next invocation; a removed listener does not run again. Registering the same type, fn,
 * data and capture again changes nothing: the call returns the existing id, and data stays the
 * caller's.
 *
 * @param type name of the event, e.g. "click"; copied
 * @param ... data, then members of struct oriel_listen_options by name; data is borrowed, or handed
 * over with .release
 * @return an id for oriel_unlisten(); 0 as the head of this header says
 * Source: DOM, "add an event listener".
 */
#define oriel_listen(target, type, fn, ...) \
	ORIEL__CALL_4(oriel_listen_at, struct oriel_listen_options, ORIEL_TARGET(target), type, fn, \
		__VA_ARGS__, )

/** Removes a listener of a target or of an emitter, also a delegated one. Any id is allowed. */
ORIEL_API void oriel_unlisten(oriel_listener_id id);

/** Does the work of oriel_unlisten_fn(). */
ORIEL_API bool oriel_unlisten_fn_at(const char *site,
	oriel_target *target, const char *type, oriel_event_fn *fn, void *data, bool capture);
/** Removes the listener with this type, fn, data and capture. Returns whether there was one. */
#define oriel_unlisten_fn(target, type, fn, data, capture) \
	oriel_unlisten_fn_at(ORIEL_SITE, ORIEL_TARGET(target), type, fn, data, capture)

/** Does the work of oriel_unlisten_all(). */
ORIEL_API void oriel_unlisten_all_at(
	const char *site, oriel_target *target, const char *type);
/** Removes all listeners of this type; of every type if type is NULL. */
#define oriel_unlisten_all(target, type) \
	oriel_unlisten_all_at(ORIEL_SITE, ORIEL_TARGET(target), type)

/**
 * A listener, as oriel_listeners() describes it. The strings are borrowed until the listener is
 * gone.
 */
struct oriel_listener_info {
	oriel_listener_id id;
	const char *type;
	const char *selector; /**< of a delegated listener, else NULL */
	/**
	 * the place of the registration, "file:line"; NULL if the library was built without ORIEL_SITES
	 */
	const char *site;
	oriel_event_fn *fn;
	void *data;
	bool capture, once;
	bool passive; /**< cannot prevent the default; also by the default of its type */
};

/** Does the work of oriel_listeners(). */
ORIEL_API size_t oriel_listeners_at(const char *site, const oriel_target *target,
	struct oriel_listener_info *listeners, size_t capacity);
/**
 * Lists the listeners of target, in order of registration.
 * @param listeners an array of capacity elements; may be NULL if capacity is 0
 * @return the number of listeners, which may be more than were listed
 */
#define oriel_listeners(target, listeners, capacity) \
	oriel_listeners_at(ORIEL_SITE, ORIEL_TARGET(target), listeners, capacity)

/** Does the work of oriel_dispatch(). */
ORIEL_API enum oriel_status oriel_dispatch_at(
	const char *site, oriel_target *target, oriel_event *event);
/**
 * Dispatches an event synchronously: all listeners, and the activation of a `click`, run before the
 * call returns. The event is not trusted. Inside a callback there is no microtask checkpoint.
 *
 * oriel_event_is_default_prevented() then returns whether a listener has prevented the default.
 *
 * @param event borrowed; may be dispatched again later
 * @return ORIEL_OK; ORIEL_INVALID_STATE_ERROR, with nothing done, if the event is being dispatched
 * Source: DOM, "dispatch".
 */
#define oriel_dispatch(target, event) \
	oriel_dispatch_at(ORIEL_SITE, ORIEL_TARGET(target), event)

/** Does the work of oriel_fire(). */
ORIEL_API bool oriel_fire_at(const char *site, oriel_target *target,
	const char *type, const struct oriel_event_options *options);
/**
 * Makes an event, dispatches it as oriel_dispatch() does, and releases it.
 * @param ... type, then members of struct oriel_event_options by name
 * @return true unless a listener has prevented the default, as dispatchEvent() does
 */
#define oriel_fire(target, ...) \
	ORIEL__CALL_2(oriel_fire_at, struct oriel_event_options, ORIEL_TARGET(target), __VA_ARGS__, )

/** The class of a program's own targets. All members but size may be NULL. */
struct oriel_target_class {
	const char *name; /**< for messages; static */
	/** Returns the next target on an event's path, or NULL at its end. May not change anything. */
	oriel_target *(*get_parent)(oriel_target *target, const oriel_event *event);
	/** releases data, once, when the target is gone and not on the stack */
	void (*release)(void *data);
	size_t size;              /**< sizeof(struct oriel_target_class) */
};

/**
 * Makes a target of the program's own.
 * @param target_class borrowed as long as the target; NULL: a class without a parent
 * @param data         returned by oriel_target_data(); handed over if the class has a release
 * function
 * @return owned by the caller; oriel_target_destroy()
 */
ORIEL_API oriel_target *oriel_target_new(const struct oriel_target_class *target_class, void *data);
/**
 * Removes the target's listeners and destroys it. Legal anywhere, also in its own listeners; NULL
 * is allowed. Asserts on a target that oriel_target_new() did not make.
 */
ORIEL_API void oriel_target_destroy(oriel_target *target);
/** Returns the data given to oriel_target_new(); NULL for another target. */
ORIEL_API void *oriel_target_data(const oriel_target *target);

/**
 * Sets how many listeners of one type a target may have before a warning, once a target, says that
 * they may leak.
 * @param max 100 to begin with; 0: any number. Emitters have a limit of their own (emitter.h)
 */
ORIEL_API void oriel_loop_set_max_listeners(oriel_loop *loop, size_t max);

ORIEL_END

#ifdef __cplusplus
inline oriel_target *oriel_target_of(oriel_target *x) { return x; }
inline oriel_target *oriel_target_of(oriel_loop *x) { return oriel_loop_target(x); }
inline oriel_target *oriel_target_of(oriel_abort_signal *x) { return oriel_abort_signal_target(x); }
inline oriel_target *oriel_target_of(oriel_port *x) { return oriel_port_target(x); }
inline oriel_target *oriel_target_of(oriel_worker *x) { return oriel_worker_target(x); }
inline oriel_target *oriel_target_of(oriel_stream *x) { return oriel_stream_target(x); }
inline oriel_target *oriel_target_of(oriel_server *x) { return oriel_server_target(x); }
inline oriel_target *oriel_target_of(oriel_process *x) { return oriel_process_target(x); }
#undef ORIEL_TARGET
#define ORIEL_TARGET(x) oriel_target_of(x)
#endif

#endif
