/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Files and text that the user drags from other programs into a window.
 *
 * The events are HTML's: `dragenter`, `dragover`, `dragleave` and `drop`, at the widget under the
 * pointer. A widget accepts a drag by preventing the default of `dragenter` and of `dragover`. It
 * gets `drop` when the user releases the button. Text inputs accept text without a listener. In a
 * window without such a widget nothing is dropped.
 *
 * ```c
 * static void on_drag(oriel_event *event, void *data) {
 *     if (oriel_event_drag(event)->has_files)
 *         oriel_prevent_default(event); // accepts it
 * }
 *
 * static void on_drop(oriel_event *event, void *data) {
 *     const struct oriel_drag_event *drag = oriel_event_drag(event);
 *     for (size_t i = 0; i < drag->file_count; i++)
 *         printf("%s at %g, %g px\n", drag->files[i], drag->x, drag->y); // "/home/me/a.png"
 * }
 *
 * oriel_listen(widget, "dragenter", on_drag, NULL);
 * oriel_listen(widget, "dragover", on_drag, NULL);
 * oriel_listen(widget, "drop", on_drop, NULL);
 * ```
 *
 * On X11 the events follow the pointer. On Wayland they are all fired when the user releases the
 * button. The source of the drag always sees that the window would accept a copy.
 *
 * Thread: loop. Errors: only broken contracts, which assert. Source: HTML, "drag and drop".
 */
#ifndef ORIEL_UI_DROP_H
#define ORIEL_UI_DROP_H

#include <oriel/runtime/event.h>
#include <oriel/ui/types.h>

ORIEL_BEGIN

/** What happens to dropped data at its source. Source: HTML, "dropEffect". */
enum oriel_drop_effect {
	ORIEL_DROP_NONE, /**< the data is not accepted */
	ORIEL_DROP_COPY, /**< the data is copied */
	ORIEL_DROP_MOVE, /**< the data is moved */
	ORIEL_DROP_LINK, /**< the data is linked */
};

/** The data of `dragenter`, `dragover`, `dragleave` and `drop`. */
struct oriel_drag_event {
	float x, y;     /**< px in the window */
	bool has_files; /**< files are dragged, as far as the system says before the drop */
	bool has_text;  /**< text is dragged, as far as the system says before the drop */
	/** absolute paths, for `drop`; borrowed as long as the event */
	const char *const *files;
	size_t file_count; /**< number of files; 0 before the drop */
	const char *text;  /**< for `drop`; UTF-8, may be NULL; borrowed as long as the event */
};

/** Returns the data of a drag event, borrowed as long as the event; NULL for another kind. */
ORIEL_API const struct oriel_drag_event *oriel_event_drag(const oriel_event *event);
/** Returns what would happen to the data: ORIEL_DROP_COPY unless a listener has set it. */
ORIEL_API enum oriel_drop_effect oriel_event_drop_effect(const oriel_event *event);
/** Sets what a prevented `dragenter` or `dragover` accepts. With ORIEL_DROP_NONE, nothing is
 * dropped. Asserts that the event is a drag event. */
ORIEL_API void oriel_event_set_drop_effect(oriel_event *event, enum oriel_drop_effect effect);

ORIEL_END

#endif
