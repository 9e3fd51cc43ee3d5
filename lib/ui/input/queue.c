/* SPDX-License-Identifier: MIT */
/*
 * The queue of raw input: copying, coalescing, and the order of handling.
 *
 * The queue does not interpret input; oriel__surface_handle() does. An entry leaves the queue
 * before it is handled. Listeners that push input or close the window therefore find the queue
 * consistent.
 */
#include "input/queue_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/utf8_internal.h"
#include "input/handler_internal.h"
#include "input/surface_internal.h"
#include "loop/cause_internal.h"

#include <math.h>
#include <oriel/runtime/log.h>
#include <string.h>

static bool is_pointer_input(enum oriel_raw_input_type type) {
	return type <= ORIEL_RAW_WHEEL;
}

static bool is_keyboard_input(enum oriel_raw_input_type type) {
	return type >= ORIEL_RAW_KEY_DOWN && type <= ORIEL_RAW_PREEDIT;
}

static bool is_batched(enum oriel_raw_input_type type) {
	return type == ORIEL_RAW_POINTER_MOVE || type == ORIEL_RAW_WHEEL;
}

static bool queue_is_name(const char *text) {
	return text == NULL || strlen(text) <= ORIEL__SMALL_TEXT_MAX;
}

static bool has_sense(const struct oriel_raw_input *input) {
	if ((unsigned)input->type > ORIEL_RAW_DROP || !queue_is_name(input->key) ||
		!queue_is_name(input->code))
		return false;
	if (input->type >= ORIEL_RAW_DRAG_OVER)
		return isfinite(input->x) && isfinite(input->y);
	if (!is_pointer_input(input->type))
		return true;
	return isfinite(input->x) && isfinite(input->y) && isfinite(input->wheel_x) &&
		isfinite(input->wheel_y) && (unsigned)input->pointer_kind <= ORIEL_POINTER_PEN;
}

static char *copy_text(const char *text) {
	return text != NULL ? oriel__utf8_try_copy(text, strlen(text), NULL) : NULL;
}

static void entry_free(struct oriel__raw_entry *entry) {
	oriel__free((char *)entry->input.key);
	oriel__free((char *)entry->input.code);
	oriel__text_free((char *)entry->input.text);
	oriel__free((char *)entry->input.files);
	oriel__free(entry->samples);
	oriel__free(entry);
}

static bool has_texts_of(
	const struct oriel__raw_entry *entry, const struct oriel_raw_input *input) {
	return (entry->input.key != NULL) == (input->key != NULL) &&
		(entry->input.code != NULL) == (input->code != NULL) &&
		(entry->input.text != NULL) == (input->text != NULL) &&
		(entry->input.files != NULL) == (input->files != NULL);
}

/* Returns a copy of an input. Returns NULL, and logs an error, if there is no memory for its texts.
 */
static struct oriel__raw_entry *entry_new(
	struct oriel__surface *surface, const struct oriel_raw_input *input) {
	struct oriel__raw_entry *entry = oriel__alloc_zero(1, sizeof(*entry));
	entry->surface = surface;
	entry->input = *input;
	entry->input.key = copy_text(input->key);
	entry->input.code = copy_text(input->code);
	entry->input.text = copy_text(input->text);
	entry->input.files = copy_text(input->files);
	entry->is_batch = true;
	if (has_texts_of(entry, input))
		return entry;
	oriel_log(
		ORIEL_LOG_ERROR, "oriel_input_push: no memory for the text of an input, which is dropped");
	entry_free(entry);
	return NULL;
}

static void queue_append(struct oriel__raw_queue *queue, struct oriel__raw_entry *entry) {
	entry->serial = ++queue->serial;
	oriel__list_append(&queue->entries, &entry->link);
}

static void unlink_entry(struct oriel__surface *surface, struct oriel__raw_entry *entry) {
	oriel__task_cancel(surface->view.loop, &entry->task);
	oriel__list_remove(&surface->queue.entries, &entry->link);
}

static bool is_of_pointer(const struct oriel__raw_entry *entry, int64_t pointer_id) {
	return is_pointer_input(entry->input.type) && entry->input.pointer_id == pointer_id;
}

static void queue_add_sample(struct oriel__raw_entry *entry, const struct oriel_raw_input *input) {
	if (entry->count == ORIEL__MAX_SAMPLES) {
		entry->count /= 2;
		memmove(
			entry->samples, entry->samples + entry->count, entry->count * sizeof(*entry->samples));
	}
	entry->samples = oriel__grow(
		entry->samples, &entry->capacity, entry->count + 1, sizeof(*entry->samples));
	entry->samples[entry->count++] = (struct oriel__sample){ input->x, input->y, input->pressure,
		input->modifiers };
}

/* Merges an input into a batch: the newest values replace, and distances add up. Strings stay,
 * since moves have none. */
static void queue_merge(struct oriel__raw_entry *entry, const struct oriel_raw_input *input) {
	float wheel_x = entry->input.wheel_x + input->wheel_x;
	float wheel_y = entry->input.wheel_y + input->wheel_y;
	entry->input.time_ms = input->time_ms;
	entry->input.x = input->x;
	entry->input.y = input->y;
	entry->input.pressure = input->pressure;
	entry->input.modifiers = input->modifiers;
	entry->input.wheel_x = wheel_x;
	entry->input.wheel_y = wheel_y;
}

/* Returns the previous entry, or NULL. */
static struct oriel__raw_entry *entry_before(const struct oriel__raw_entry *entry) {
	return oriel__list_previous(entry, struct oriel__raw_entry, link);
}

/* Returns the batch that this input may join, or NULL: the last entry of its pointer, if that is a
 * batch of the same type. */
static struct oriel__raw_entry *open_batch(
	const struct oriel__raw_queue *queue, const struct oriel_raw_input *input) {
	struct oriel__raw_entry *entry = oriel__list_last(
		&queue->entries, struct oriel__raw_entry, link);
	while (entry != NULL && !is_of_pointer(entry, input->pointer_id))
		entry = entry_before(entry);
	return entry != NULL && entry->is_batch && entry->input.type == input->type ? entry : NULL;
}

static void push_batched(struct oriel__surface *surface, const struct oriel_raw_input *input) {
	struct oriel__raw_entry *entry = open_batch(&surface->queue, input);
	if (entry != NULL) {
		queue_merge(entry, input);
	} else {
		entry = entry_new(surface, input);
		if (entry == NULL)
			return;
		queue_append(&surface->queue, entry);
	}
	if (input->type == ORIEL_RAW_POINTER_MOVE)
		queue_add_sample(entry, input);
	oriel__view_need_frame(&surface->view);
}

static const struct oriel__run_class *run_class_of(enum oriel_raw_input_type type) {
	static const struct oriel__run_class pointer_class = { .name = "pointer input" },
										wheel_class = { .name = "wheel input" },
										key_class = { .name = "key input" },
										text_class = { .name = "text input" },
										window_class = { .name = "window input" };
	switch (type) {
	case ORIEL_RAW_WHEEL:
		return &wheel_class;
	case ORIEL_RAW_KEY_DOWN:
	case ORIEL_RAW_KEY_UP:
		return &key_class;
	case ORIEL_RAW_TEXT:
	case ORIEL_RAW_PREEDIT:
		return &text_class;
	default:
		return is_pointer_input(type) ? &pointer_class : &window_class;
	}
}

static void queue_handle(struct oriel__raw_entry *entry) {
	struct oriel__surface *surface = entry->surface;
	oriel_loop *loop = surface->view.loop;
	struct oriel__run run;
	unlink_entry(surface, entry);
	oriel__run_begin_with(
		loop, &run, (struct oriel__run){ .run_class = run_class_of(entry->input.type) });
	oriel__surface_handle(surface, &entry->input, entry->samples, entry->count);
	oriel__run_end(loop, &run);
	entry_free(entry);
}

/* Returns the first batch that can be handled now, of this pointer (NULL: of any). No discrete
 * input of the same pointer may be before it. */
static struct oriel__raw_entry *next_batch(
	const struct oriel__raw_queue *queue, const int64_t *pointer_id, uint64_t up_to) {
	oriel__list_each(entry, &queue->entries, struct oriel__raw_entry, link) {
		if (entry->serial > up_to)
			break;
		if (!entry->is_batch || (pointer_id != NULL && !is_of_pointer(entry, *pointer_id)))
			continue;
		const struct oriel__raw_entry *before = entry_before(entry);
		while (
			before != NULL && (before->is_batch || !is_of_pointer(before, entry->input.pointer_id)))
			before = entry_before(before);
		if (before == NULL)
			return entry;
	}
	return NULL;
}

/* Handles batches. Closing the surface clears the queue, and so ends the iteration. */
static void handle_batches(
	struct oriel__raw_queue *queue, const int64_t *pointer_id, uint64_t up_to) {
	struct oriel__raw_entry *entry;
	while ((entry = next_batch(queue, pointer_id, up_to)) != NULL)
		queue_handle(entry);
}

static void queue_run_entry(struct oriel__task *task) {
	struct oriel__raw_entry *entry = oriel__container_of(task, struct oriel__raw_entry, task);
	struct oriel__surface *surface = entry->surface;
	oriel_loop *loop = surface->view.loop;

	if (surface->queue.is_holds_keys && is_keyboard_input(entry->input.type))
		return;
	oriel__hold_begin(loop);
	if (is_pointer_input(entry->input.type)) {
		int64_t pointer_id = entry->input.pointer_id;
		handle_batches(&surface->queue, &pointer_id, entry->serial - 1);
	}
	if (!surface->is_closed)
		queue_handle(entry);
	oriel__hold_end(loop);
}

/* Queues an input as a task of its own: discrete input, and moves of a hidden window, which has no
 * frames. */
static void push_task(struct oriel__surface *surface, const struct oriel_raw_input *input) {
	struct oriel__raw_entry *entry = entry_new(surface, input);
	if (entry == NULL)
		return;
	entry->is_batch = false;
	if (input->type == ORIEL_RAW_POINTER_MOVE)
		queue_add_sample(entry, input);
	queue_append(&surface->queue, entry);
	oriel__task_queue(surface->view.loop, &entry->task, ORIEL_TASK_SOURCE_INPUT, queue_run_entry);
}

void oriel__queue_push(void *data, const struct oriel_raw_input *input) {
	struct oriel__surface *surface = data;
	if (surface->is_closed || !has_sense(input))
		return;
	struct oriel_raw_input stamped = *input;
	if (!(stamped.time_ms > 0))
		stamped.time_ms = oriel_loop_now(surface->view.loop);
	if (stamped.type == ORIEL_RAW_RESIZE || stamped.type == ORIEL_RAW_EXPOSE)
		surface->surface_class->window_input(surface, stamped.type);
	else if (is_batched(stamped.type) && surface->view.is_visible)
		push_batched(surface, &stamped);
	else
		push_task(surface, &stamped);
}

void oriel__queue_flush(struct oriel__surface *surface) {
	oriel__hold_begin(surface->view.loop);
	handle_batches(&surface->queue, NULL, surface->queue.serial);
	oriel__hold_end(surface->view.loop);
}

void oriel__queue_hold_keys(struct oriel__surface *surface) {
	surface->queue.is_holds_keys = true;
}

/* Queues new tasks for all keyboard input, also for recent input: that must follow the input that
 * has waited. */
void oriel__queue_release_keys(struct oriel__surface *surface) {
	oriel_loop *loop = surface->view.loop;
	surface->queue.is_holds_keys = false;
	oriel__list_each(entry, &surface->queue.entries, struct oriel__raw_entry, link) {
		if (!is_keyboard_input(entry->input.type))
			continue;
		oriel__task_cancel(loop, &entry->task);
		oriel__task_queue(loop, &entry->task, ORIEL_TASK_SOURCE_INPUT, queue_run_entry);
	}
}

void oriel__queue_clear(struct oriel__surface *surface) {
	oriel__list_each(entry, &surface->queue.entries, struct oriel__raw_entry, link) {
		unlink_entry(surface, entry);
		entry_free(entry);
	}
}
