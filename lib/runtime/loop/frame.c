/* SPDX-License-Identifier: MIT */
/*
 * Frames: when a frame is produced, and which callbacks run in it. app/ decides what a view
 * renders.
 *
 * A frame is possible when an interval has passed since the last frame began, so the first change
 * after a pause is drawn at once. A frame processes the views that are visible when it begins.
 * Views may be added, removed, shown or hidden during a frame, because the frame keeps its position
 * in the list of views instead of a copy.
 *
 * Changes by discrete input are rendered early, up to four times within an interval. A press is
 * then drawn even if its release comes before the next frame, and the release need not wait for
 * that frame. Early rendering is not a frame: no frame callback runs and the pace does not change.
 */
#include "base/container_internal.h"
#include "loop/loop_state_internal.h"

static const double default_interval_ms = 1000.0 / 60.0;

/* The largest number of early renderings within one interval; faster input waits for the frame. */
enum { MAX_EARLY = 4 };

/* A time so far in the past that any interval has elapsed. */
static const int64_t long_ago_ns = INT64_MIN / 2;

static struct oriel__view *frame_view_of(const struct oriel__entry *entry) {
	return entry->extra.view;
}

static bool frame_entry_may_run(const struct oriel__entry *entry) {
	return frame_view_of(entry) == NULL || frame_view_of(entry)->is_visible;
}

/* Returns the shortest interval of the visible views. Without views, frames come at the default
 * pace. */
static int64_t frame_interval_ns(const oriel_loop *loop) {
	bool has_views = !oriel__list_is_empty(&loop->frames.views);
	double shortest = has_views ? (double)INFINITY : default_interval_ms;
	oriel__list_each(view, &loop->frames.views, const struct oriel__view, link) {
		double interval = view->interval_ms > 0 ? view->interval_ms : default_interval_ms;
		if (view->is_visible && interval < shortest)
			shortest = interval;
	}
	return oriel__ns_from_ms(shortest);
}

static bool frame_is_wanted(const oriel_loop *loop) {
	const struct oriel__frames *frames = &loop->frames;
	bool is_callback_waiting = frames->waiting.first != NULL;
	if (oriel__list_is_empty(&frames->views))
		return is_callback_waiting;

	bool any_visible = false;
	oriel__list_each(view, &frames->views, const struct oriel__view, link) {
		if (view->is_visible && (view->is_needed || view->callbacks > 0))
			return true;
		any_visible |= view->is_visible;
	}
	return any_visible && frames->unbound > 0;
}

int64_t oriel__frame_due(const oriel_loop *loop) {
	const struct oriel__frames *frames = &loop->frames;
	if (oriel__list_is_empty(&frames->views) && frames->waiting.first == NULL)
		return ORIEL__NEVER;
	return frame_is_wanted(loop) ?
		oriel__ns_add(frames->has_begun ? frames->last_ns : long_ago_ns, frame_interval_ns(loop)) :
		ORIEL__NEVER;
}

static void frame_count_callback(oriel_loop *loop, const struct oriel__entry *entry, int change) {
	unsigned *count = frame_view_of(entry) != NULL ? &frame_view_of(entry)->callbacks :
													&loop->frames.unbound;
	*count += (unsigned)change;
}

/* Calls begin or render of all views in the frame. A hold around each call keeps a view alive that
 * is destroyed inside it. */
static void frame_call_views(oriel_loop *loop, double time_ms, bool is_beginning) {
	struct oriel__frames *frames = &loop->frames;

	frames->cursor = oriel__list_first(&frames->views, struct oriel__view, link);
	while (frames->cursor != NULL) {
		struct oriel__view *view = frames->cursor;
		frames->cursor = oriel__list_next(view, struct oriel__view, link);
		if (!view->is_visible || !view->in_frame)
			continue;
		oriel__item_begin(loop, &oriel__run_frame, NULL, 0);
		oriel__item_attach(loop, NULL);
		oriel__hold_begin(loop);
		if (is_beginning)
			view->view_class->begin(view, time_ms);
		else
			view->view_class->render(view, time_ms);
		oriel__hold_end(loop);
		if (oriel__microtasks_wait(loop))
			oriel__checkpoint(loop);
		oriel__timing_item(loop);
	}
}

static void frame_mark_views(oriel_loop *loop) {
	oriel__list_each(view, &loop->frames.views, struct oriel__view, link) {
		view->in_frame = view->is_visible;
		if (view->is_visible)
			view->is_needed = false;
	}
}

static void frame_run_callback(oriel_loop *loop, struct oriel__entry *entry, double time_ms) {
	struct oriel__frames *frames = &loop->frames;

	oriel__queue_remove(&frames->batch, &entry->task);
	if (!frame_entry_may_run(entry)) {
		entry->queue = &frames->skipped;
		oriel__queue_append(entry->queue, &entry->task);
		return;
	}
	frame_count_callback(loop, entry, -1);
	oriel__item_begin(loop, &oriel__run_frame_callback, entry->task.site, entry->task.cause);
	oriel__entry_begin(&frames->ids, entry);
	oriel__item_attach(loop, entry->attachment);
	oriel__callback_enter(loop);
	entry->call.frame(time_ms, entry->data);
	oriel__entry_end(loop, entry);
	oriel__callback_leave(loop);
	loop->stats->frame_callbacks++;
	oriel__timing_item(loop);
}

/* Runs the callbacks of visible views. Callbacks of hidden windows stay in the queue, before those
 * requested meanwhile. */
static void frame_run_callbacks(oriel_loop *loop, double time_ms) {
	struct oriel__frames *frames = &loop->frames;

	oriel__queue_move_all(&frames->batch, &frames->waiting);
	while (frames->batch.first != NULL)
		frame_run_callback(
			loop, oriel__container_of(frames->batch.first, struct oriel__entry, task), time_ms);
	oriel__queue_move_all(&frames->skipped, &frames->waiting);
	oriel__queue_move_all(&frames->waiting, &frames->skipped);
}

static bool frame_needs_rendering(const oriel_loop *loop) {
	oriel__list_each(view, &loop->frames.views, const struct oriel__view, link)
		if (view->is_visible && view->is_needed)
			return true;
	return false;
}

static bool frame_render_early(oriel_loop *loop) {
	if (loop->frames.early == MAX_EARLY || !frame_needs_rendering(loop))
		return false;
	loop->frames.early++;
	loop->stats->frames_early++;
	frame_mark_views(loop);
	frame_call_views(loop, oriel__ms_from_ns(loop->frames.last_ns), false);
	return true;
}

/* Counts a frame as on time if it ends within its interval. Every whole interval of delay counts as
 * a skipped frame. */
static void frame_count(oriel_loop *loop, int64_t due_ns, int64_t begun_ns, int64_t ended_ns) {
	struct oriel__stats *stats = loop->stats;
	int64_t interval = frame_interval_ns(loop);
	oriel_histogram_add(&stats->lag_ns, (uint64_t)(begun_ns - due_ns));
	if (ended_ns - due_ns <= interval)
		stats->frames_on_time++;
	else
		stats->frames_late++;
	stats->frames_skipped += (uint64_t)((begun_ns - due_ns) / interval);
}

bool oriel__frame_run(oriel_loop *loop) {
	struct oriel__frames *frames = &loop->frames;
	int64_t due_ns = oriel__frame_due(loop);
	bool has_handled_input = frames->has_handled_input;
	frames->has_handled_input = false;
	if (due_ns == ORIEL__NEVER) {
		frames->is_wanted = false;
		return false;
	}
	int64_t begun_ns = oriel__clock_read(&loop->head.clock);
	if (!frames->is_wanted)
		frames->wanted_ns = begun_ns;
	frames->is_wanted = true;
	if (due_ns > begun_ns)
		return has_handled_input && frame_render_early(loop);
	if (loop->race != NULL && oriel__race_delays_frame(loop))
		return false;

	frames->early = 0;
	frames->last_ns = begun_ns;
	frames->has_begun = true;
	double time_ms = oriel__ms_from_ns(begun_ns);
	int64_t traced_ns = oriel__probe_begin(loop);
	frame_mark_views(loop);
	frame_call_views(loop, time_ms, true);
	frame_run_callbacks(loop, time_ms);
	frame_call_views(loop, time_ms, false);
	oriel__probe_end(loop, "frame", "update the rendering", traced_ns);
	int64_t ended_ns = oriel__clock_read(&loop->head.clock);
	frames->has_overrun = ended_ns - begun_ns > frame_interval_ns(loop);
	frame_count(loop, due_ns > frames->wanted_ns ? due_ns : frames->wanted_ns, begun_ns, ended_ns);
	frames->is_wanted = oriel__frame_due(loop) != ORIEL__NEVER;
	frames->wanted_ns = begun_ns;
	return true;
}

void oriel__view_add(oriel_loop *loop, struct oriel__view *view) {
	struct oriel__frames *frames = &loop->frames;
	oriel__loop_check(loop, "oriel__view_add");

	view->loop = loop;
	view->in_frame = false;
	view->callbacks = 0;
	oriel__list_append(&frames->views, &view->link);
}

static void frame_cancel_callbacks(
	oriel_loop *loop, struct oriel__queue *queue, const struct oriel__view *view) {
	struct oriel__task *task = queue->first;
	while (task != NULL && view->callbacks > 0) {
		struct oriel__entry *entry = oriel__container_of(task, struct oriel__entry, task);
		task = task->next;
		if (frame_view_of(entry) == view)
			oriel_cancel_frame(entry->id);
	}
}

/* Removes a view and cancels its callbacks. The hold defers release functions, so the queues do not
 * change while they are traversed. */
void oriel__view_remove(struct oriel__view *view) {
	oriel_loop *loop = view->loop;
	struct oriel__frames *frames = &loop->frames;

	oriel__loop_check(loop, "oriel__view_remove");
	oriel__hold_begin(loop);
	frame_cancel_callbacks(loop, &frames->batch, view);
	frame_cancel_callbacks(loop, &frames->skipped, view);
	frame_cancel_callbacks(loop, &frames->waiting, view);
	if (frames->cursor == view)
		frames->cursor = oriel__list_next(view, struct oriel__view, link);
	oriel__list_remove(&frames->views, &view->link);
	oriel__hold_end(loop);
}

void oriel__view_need_frame(struct oriel__view *view) {
	view->is_needed = true;
}

void oriel__view_set_visible(struct oriel__view *view, bool visible) {
	view->is_visible = visible;
}

/* Requests a frame callback for a view; NULL means any frame. */
static oriel_frame_id frame_request(oriel_loop *loop, struct oriel__view *view, const char *site,
	const char *caller, oriel_frame_fn *fn, void *data, const struct oriel_frame_options *options) {
	static const struct oriel_frame_options defaults;
	oriel__check_callback(caller, site, fn, options);
	if (options == NULL)
		options = &defaults;

	struct oriel__entry *entry = oriel__entry_new(
		loop, &loop->frames.ids, site, data, options->signal, options->release, oriel_cancel_frame);
	if (entry == NULL)
		return 0;
	entry->call.frame = fn;
	entry->extra.view = view;
	entry->queue = &loop->frames.waiting;
	oriel__queue_append(entry->queue, &entry->task);
	frame_count_callback(loop, entry, 1);
	return entry->id;
}

oriel_frame_id oriel_request_frame_at(
	const char *site, oriel_frame_fn *fn, void *data, const struct oriel_frame_options *options) {
	return frame_request(
		oriel__here("oriel_request_frame"), NULL, site, "oriel_request_frame", fn, data, options);
}

oriel_frame_id oriel__view_request_frame(struct oriel__view *view, const char *site,
	const char *caller, oriel_frame_fn *fn, void *data, const struct oriel_frame_options *options) {
	return frame_request(view->loop, view, site, caller, fn, data, options);
}

void oriel_cancel_frame(oriel_frame_id id) {
	oriel_loop *loop = oriel__loop_to_cancel_on("oriel_cancel_frame");
	struct oriel__entry *entry = loop != NULL ? oriel__slot_map_get(&loop->frames.ids, id) : NULL;
	if (entry == NULL)
		return;
	frame_count_callback(loop, entry, -1);
	oriel__entry_cancel(loop, &loop->frames.ids, id);
}

void oriel__frames_cancel_all(oriel_loop *loop) {
	for (uint32_t i = 0; i < loop->frames.ids.used; i++) {
		if (loop->frames.ids.values[i] != NULL)
			oriel_cancel_frame(oriel__slot_key(&loop->frames.ids, i));
	}
}
