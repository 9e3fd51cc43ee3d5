/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Event targets: listening and dispatching.
 *
 * oriel_listen() and the other macros with a target take a loop, signal, port, worker, stream,
 * server, process or target alike, and with <oriel/oriel.h> also a widget, window or application.
 *
 * Thread: loop. Errors: an id of 0, with data dropped, if .signal has aborted or the loop ends.
 * Source: DOM, "interface EventTarget".
 */
#ifndef ORIEL_RUNTIME_TARGET_H
#define ORIEL_RUNTIME_TARGET_H

#include <oriel/runtime/event.h>

ORIEL_BEGIN

/* Declared here too, so that a program which uses one kind of target includes one header. */
ORIEL_API oriel_target *oriel_loop_target(oriel_loop *loop);
ORIEL_API oriel_target *oriel_abort_signal_target(oriel_abort_signal *signal);
ORIEL_API oriel_target *oriel_port_target(oriel_port *port);
ORIEL_API oriel_target *oriel_worker_target(oriel_worker *worker);
ORIEL_API oriel_target *oriel_stream_target(oriel_stream *stream);
ORIEL_API oriel_target *oriel_server_target(oriel_server *server);
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
 * The event target of a loop, signal, port, worker, stream, server, process or target, and with
 * <oriel/oriel.h> also of a widget, window or application.
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

/** Called for an event. May change the tree in any way, destroy any widget, listen, unlisten and
 * dispatch. */
typedef void oriel_event_fn(oriel_event *event, void *data);

struct oriel_listen_options {
	ORIEL_OPTIONS_HEAD;
	bool capture ORIEL_DEFAULT; /**< on the way down */
	bool once ORIEL_DEFAULT; /**< removed before it is called */
	bool passive ORIEL_DEFAULT; /**< cannot prevent the default, e.g. because it only looks */
	/** can prevent the default also where listeners are passive unless they say so: for `wheel` on
	 * a window; not together with passive (asserted) */
	bool active ORIEL_DEFAULT;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort removes the listener; may be NULL */
	/** data is handed over: dropped when the listener is gone and not on the stack; may be NULL */
	oriel_release_fn *release ORIEL_DEFAULT;
	/** set to whether the listener was there already; may be NULL */
	bool *duplicate ORIEL_DEFAULT;
};

/** The function behind oriel_listen(). */
ORIEL_API oriel_listener_id oriel_listen_at(const char *site, oriel_target *target,
	const char *type, oriel_event_fn *fn, void *data, const struct oriel_listen_options *options);
/**
 * Calls fn whenever an event of this type reaches target.
 *
 * Capture listeners run from the root down to the target, then the others from the target up; on
 * one target, in order of registration. A listener added to the list being invoked waits for its
 * next invocation; one removed does not run again. Registering the same type, fn, data and capture
 * again changes nothing: it returns the id there is, and data stays the caller's.
 *
 * @param type name of the event, e.g. "click"; copied
 * @param ... data, then members of struct oriel_listen_options by name; data: borrowed, or handed
 * over with .release
 * @return an id for oriel_unlisten(); 0, with data dropped, if .signal has aborted or the loop ends
 * Source: DOM, "add an event listener".
 */
#define oriel_listen(target, type, fn, ...) \
	ORIEL__CALL_4(oriel_listen_at, struct oriel_listen_options, ORIEL_TARGET(target), type, fn, \
		__VA_ARGS__, )

/** Removes a listener, also a delegated one, and an emitter's. Any id is allowed. */
ORIEL_API void oriel_unlisten(oriel_listener_id id);

/** The function behind oriel_unlisten_fn(). */
ORIEL_API bool oriel_unlisten_fn_at(const char *site,
	oriel_target *target, const char *type, oriel_event_fn *fn, void *data, bool capture);
/** Removes the listener of this identity. @return whether there was one */
#define oriel_unlisten_fn(target, type, fn, data, capture) \
	oriel_unlisten_fn_at(ORIEL_SITE, ORIEL_TARGET(target), type, fn, data, capture)

/** The function behind oriel_unlisten_all(). */
ORIEL_API void oriel_unlisten_all_at(
	const char *site, oriel_target *target, const char *type);
/** Removes all listeners of this type, or of every type if that is NULL. */
#define oriel_unlisten_all(target, type) \
	oriel_unlisten_all_at(ORIEL_SITE, ORIEL_TARGET(target), type)

/** What there is to know of a listener. The strings are borrowed until it is gone. */
struct oriel_listener_info {
	oriel_listener_id id;
	const char *type;
	const char *selector; /**< of a delegated listener, else NULL */
	/** where it was registered, "file:line"; NULL if sites are compiled out */
	const char *site;
	oriel_event_fn *fn;
	void *data;
	bool capture, once;
	bool passive; /**< as it works, also by the default of its type */
};

/** The function behind oriel_listeners(). */
ORIEL_API size_t oriel_listeners_at(const char *site, const oriel_target *target,
	struct oriel_listener_info *listeners, size_t capacity);
/**
 * Lists what listens on target, in order of registration.
 * @param listeners room for capacity; may be NULL if that is 0
 * @return how many there are, which may be more than were listed
 */
#define oriel_listeners(target, listeners, capacity) \
	oriel_listeners_at(ORIEL_SITE, ORIEL_TARGET(target), listeners, capacity)

/** The function behind oriel_dispatch(). */
ORIEL_API enum oriel_status oriel_dispatch_at(
	const char *site, oriel_target *target, oriel_event *event);
/**
 * Dispatches an event synchronously, untrusted: the listeners run before this returns, and for a
 * `click` the activation of what was clicked. It makes no microtask checkpoint inside a callback.
 * @param event borrowed; may be dispatched again later
 * Source: DOM, "dispatch".
 */
#define oriel_dispatch(target, event) \
	oriel_dispatch_at(ORIEL_SITE, ORIEL_TARGET(target), event)

/** The function behind oriel_fire(). */
ORIEL_API bool oriel_fire_at(const char *site, oriel_target *target,
	const char *type, const struct oriel_event_options *options);
/**
 * Makes an event, dispatches it, and gives it up.
 * @param ... type, then members of struct oriel_event_options by name
 * @return as oriel_dispatch()
 */
#define oriel_fire(target, ...) \
	ORIEL__CALL_2(oriel_fire_at, struct oriel_event_options, ORIEL_TARGET(target), __VA_ARGS__, )

/** What makes a program's own object a target. All members but size may be NULL. */
struct oriel_target_class {
	const char *name; /**< for messages; static */
	/** @return the next target on an event's path, or NULL at its end. May not change anything. */
	oriel_target *(*get_parent)(oriel_target *target, const oriel_event *event);
	void (*release)(void *data); /**< called once, when the target is gone and not on the stack */
	size_t size;              /**< sizeof(struct oriel_target_class) */
};

/**
 * Makes a target of the program's own.
 * @param target_class borrowed as long as the target; NULL means one without a parent
 * @param data         what oriel_target_data() answers; handed over if the class has a release
 * function
 * @return owned by the caller; oriel_target_destroy()
 */
ORIEL_API oriel_target *oriel_target_new(const struct oriel_target_class *target_class, void *data);
/** Removes its listeners and ends it; legal anywhere, also in its own listeners. NULL is allowed.
 * Only for targets from oriel_target_new() (asserted). */
ORIEL_API void oriel_target_destroy(oriel_target *target);
/** @return the data given to oriel_target_new(); NULL for any other target */
ORIEL_API void *oriel_target_data(const oriel_target *target);

/**
 * Sets how many listeners of one type a target may have before a warning says, once for each
 * target, that they may leak.
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
