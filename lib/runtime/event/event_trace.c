/* SPDX-License-Identifier: MIT */
/*
 * Traces of dispatches. A trace of the loop gets a slice for each dispatch and each listener. A
 * program can also print the events of one target. Each dispatch determines at its beginning
 * whether it is traced (dispatch->is_traced).
 */
#include <oriel/runtime/event_trace.h>

#include "base/alloc_internal.h"
#include "event/dispatch_internal.h"
#include "loop/cause_internal.h"
#include "loop/loop_internal.h"
#include "loop/trace_internal.h"

#include <oriel/runtime/log.h>

#include <stdio.h>
#include <string.h>

enum { LINE_SIZE = 1024 };

static void event_trace_log_line(const char *line, void *data) {
	(void)data;
	oriel_log(ORIEL_LOG_INFO, "%s", line);
}

void oriel_event_trace_start_at(const char *site, oriel_target *target, const char *type,
	oriel_event_trace_fn *fn, void *data) {
	ORIEL_ASSERT(target != NULL,
		"oriel_event_trace_start at %s: the target is NULL; pass one whose events you want to know "
		"about",
		site);
	struct oriel__event_state *state = target->state;
	oriel__loop_check(state->loop, "oriel_event_trace_start");
	oriel_event_trace_stop();
	oriel__weak_target_set(&state->trace.target, target);
	state->trace.type = type != NULL ? oriel__event_type_intern(state->loop, type) : NULL;
	state->trace.fn = fn != NULL ? fn : event_trace_log_line;
	state->trace.data = data;
}

void oriel_event_trace_stop(void) {
	oriel__event_trace_end(oriel__event_state(oriel__loop_here("oriel_event_trace_stop")));
}

void oriel__event_trace_end(struct oriel__event_state *state) {
	oriel__weak_target_set(&state->trace.target, NULL);
	if (state->trace.type != NULL)
		oriel__atom_unref(state->trace.type);
	state->trace.type = NULL;
}

static bool event_trace_is_requested(const struct oriel__dispatch *dispatch) {
	const struct oriel__event_trace *trace = &dispatch->state->trace;
	if (trace->target.target == NULL ||
		(trace->type != NULL && trace->type != dispatch->event->type))
		return false;
	for (size_t i = 0; i < dispatch->path_count; i++) {
		if (oriel__dispatch_item(dispatch, i) == trace->target.target)
			return true;
	}
	return false;
}

/* Prints a line, indented by two spaces for each enclosing dispatch, and by two more for lines
 * within a dispatch. */
static void event_trace_print(
	const struct oriel__dispatch *dispatch, const char *text, bool is_heading) {
	const struct oriel__event_trace *trace = &dispatch->state->trace;
	char line[2 * LINE_SIZE];
	if (!dispatch->is_told || trace->target.target == NULL)
		return;
	int indent = (int)(2 * trace->depth) - (is_heading ? 2 : 0);
	snprintf(line, sizeof(line), "%*s%s", indent < 64 ? indent : 64, "", text);
	trace->fn(line, trace->data);
}

/* Prints for example "button.delete, row.item, root", cut to the buffer. */
static void event_trace_print_path(
	const struct oriel__dispatch *dispatch, size_t first, char *text, size_t size) {
	size_t length = 0;
	text[0] = '\0';
	for (size_t i = first; i < dispatch->path_count; i++) {
		char what[128];
		oriel__target_describe(oriel__dispatch_item(dispatch, i), what, sizeof(what));
		if (length + strlen(what) + 8 > size) {
			memcpy(text + length, ", …", sizeof(", …"));
			return;
		}
		length += (size_t)snprintf(
			text + length, size - length, "%s%s", i > first ? ", " : "", what);
	}
}

void oriel__dispatch_traced_begin(struct oriel__dispatch *dispatch) {
	char path[LINE_SIZE / 2], line[LINE_SIZE], what[128] = "nothing";
	dispatch->is_told = event_trace_is_requested(dispatch);
	if (!dispatch->is_told)
		return;
	dispatch->state->trace.depth++;
	event_trace_print_path(dispatch, 1, path, sizeof(path));
	if (dispatch->path_count > 0)
		oriel__target_describe(oriel__dispatch_item(dispatch, 0), what, sizeof(what));
	snprintf(line, sizeof(line), "%.255s on %s%s%s", dispatch->event->type->text, what,
		path[0] != '\0' ? ", in " : "", path);
	event_trace_print(dispatch, line, true);
}

static const char *event_trace_phase_name(unsigned char phase) {
	return phase == ORIEL_PHASE_CAPTURING ? "capturing" :
		phase == ORIEL_PHASE_AT_TARGET    ? "at target" :
											"bubbling";
}

void oriel__listener_traced_begin(struct oriel__dispatch *dispatch) {
	const oriel_event *event = dispatch->event;
	dispatch->was_canceled = event->is_canceled;
	dispatch->was_stopped = event->must_stop;
	if (oriel__loop_head(dispatch->state->loop)->trace != NULL)
		oriel__trace_run_begin(dispatch->state->loop, &dispatch->run);
}

static void event_trace_print_listener(const struct oriel__dispatch *dispatch,
	const struct oriel__listener *listener, const char *did) {
	char line[LINE_SIZE], what[128], owner[160] = "";
	oriel__target_describe(dispatch->event->current_target, what, sizeof(what));
	if (listener->is_delegated) {
		oriel__target_describe(listener->target, owner, sizeof(owner) - sizeof(" for "));
		memcpy(owner + strlen(owner), " for ", sizeof(" for "));
	}
	snprintf(line, sizeof(line), "%s on %s%s, %s%s%s",
		listener->site != NULL ? oriel__site_short(listener->site) : "a listener", owner, what,
		event_trace_phase_name(dispatch->event->phase), did != NULL ? ": " : "",
		did != NULL ? did : "");
	event_trace_print(dispatch, line, false);
}

void oriel__listener_traced_end(struct oriel__dispatch *dispatch) {
	const oriel_event *event = dispatch->event;
	const struct oriel__listener *listener = dispatch->run.subject;
	oriel_loop *loop = dispatch->state->loop;
	bool prevents = event->is_canceled && !dispatch->was_canceled,
		stops = event->must_stop && !dispatch->was_stopped;
	const char *did = prevents && stops ? "prevents and stops it" :
		prevents                        ? "prevents it" :
		stops                           ? "stops it" :
										NULL;

	if (oriel__loop_head(loop)->trace != NULL)
		oriel__trace_run_end(loop, &dispatch->run, did != NULL ? "did" : NULL, did);
	dispatch->listener_count++;
	if (dispatch->is_told)
		event_trace_print_listener(dispatch, listener, did);
}

/* Returns the viewport at the end of the path, or NULL. A viewport acts on a trusted event that no
 * target took: it scrolls or moves the focus. A click activates only. */
static const oriel_target *event_trace_viewport(const struct oriel__dispatch *dispatch) {
	const oriel_event *event = dispatch->event;
	if (dispatch->path_count == 0 || !event->is_trusted || event->type == dispatch->state->click)
		return NULL;
	const oriel_target *last = oriel__dispatch_item(dispatch, dispatch->path_count - 1);
	return last->target_class->is_viewport && !last->is_destroyed ? last : NULL;
}

/* Prints the outcome of a dispatch. For an event that cannot be prevented, the default action is
 * not printed. */
static void event_trace_print_end(
	const struct oriel__dispatch *dispatch, const oriel_target *taker) {
	const oriel_event *event = dispatch->event;
	const oriel_target *doer = dispatch->activation;
	if (doer == NULL && event->is_cancelable)
		doer = taker != NULL ? taker : event_trace_viewport(dispatch);
	char line[256], what[128] = "";
	if (doer != NULL)
		oriel__target_describe(doer, what, sizeof(what));
	snprintf(line, sizeof(line), "%s%s%s", dispatch->listener_count == 0 ? "nobody listens; " : "",
		event->is_canceled               ? "prevented" :
			doer == NULL                 ? "no default action" :
			doer == dispatch->activation ? "activates " :
										"default action: ",
		event->is_canceled ? "" : what);
	event_trace_print(dispatch, line, false);
	dispatch->state->trace.depth--;
}

void oriel__dispatch_traced_end(struct oriel__dispatch *dispatch, const oriel_target *taker) {
	const oriel_event *event = dispatch->event;
	oriel_loop *loop = dispatch->state->loop;
	char text[LINE_SIZE / 2], name[300];
	if (oriel__loop_head(loop)->trace != NULL && dispatch->begun_ns != 0) {
		event_trace_print_path(dispatch, 0, text, sizeof(text));
		snprintf(name, sizeof(name), "dispatch %.255s%s", event->type->text,
			event->is_canceled ? ", prevented" : "");
		oriel__trace_part(loop, "dispatch", name, dispatch->begun_ns, "path", text);
	}
	if (dispatch->is_told)
		event_trace_print_end(dispatch, taker);
}
