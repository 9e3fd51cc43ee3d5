/* SPDX-License-Identifier: MIT */
/*
 * The row is made again when the folder's pictures change. A dropped file is copied into the
 * folder, and its picture appears when the store reports the copy.
 */
#include "pictures.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/widgets.h>

#include "files.h"
#include "memory.h"

static const char sheet_text[] =
	".pictures { flex: none; gap: 12px; padding: 12px 32px 20px; overflow: auto hidden }"
	".picture { flex: none; position: relative }"
	".picture > image { height: 140px; max-width: 280px; border-radius: var(--radius);"
	"	object-fit: cover }"
	".picture > button { position: absolute; top: 6px; right: 6px; min-height: 0; padding: 4px;"
	"	border-radius: 99px; background: var(--surface); opacity: 0 }"
	".picture:hover > button, .picture > button:focus-visible { opacity: 1 }"
	".page.dropping { outline: 2px solid var(--accent-mark); outline-offset: -2px }";

/* ---- Showing ---- */

static oriel_widget *make_picture(const struct store *store, const char *name) {
	char *path = path_join(store->folder, name);
	oriel_widget *image = oriel_image(path, name);
	oriel_widget *button = oriel_icon_button("close", "Delete picture");
	oriel_set_attribute(button, "file", name);
	free(path);
	return oriel_set(oriel_column(image, button), .classes = "picture");
}

/* Returns whether the row shows these pictures already. */
static bool is_shown(const struct pictures *pictures, const struct note *note) {
	const oriel_widget *picture = oriel_first_child(pictures->row);
	size_t index = 0;
	for (const char *name; (name = store_next_picture(pictures->store, note, &index)) != NULL;) {
		if (picture == NULL ||
			strcmp(oriel_image_alt(oriel_first_child(picture)), name) != 0)
			return false;
		picture = oriel_next_sibling(picture);
	}
	return picture == NULL;
}

void pictures_show(struct pictures *pictures, const struct note *note) {
	uint64_t key = note != NULL ? note->key : 0;
	if (key == pictures->key && (note == NULL || is_shown(pictures, note)))
		return;
	size_t index = 0;
	pictures->key = key;
	oriel_widget_clear(pictures->row);
	for (const char *name; note != NULL &&
		(name = store_next_picture(pictures->store, note, &index)) != NULL;)
		oriel_append(pictures->row, make_picture(pictures->store, name));
	oriel_set_hidden(pictures->row, oriel_first_child(pictures->row) == NULL);
}

/* ---- Failures ---- */

static oriel_window *pictures_window(const struct pictures *pictures) {
	return oriel_widget_window(pictures->row);
}

static struct oriel_completion tell_failure(struct oriel_payload reason, void *data) {
	const struct oriel_error *error = oriel_error_try_from_payload(reason);
	if (error != NULL && error->code != ORIEL_ABORT_ERROR)
		oriel_toast(pictures_window(data), error->message, .urgent = true);
	return ORIEL_COMPLETE;
}

/* Waits for work, and tells its failure. @param work taken over */
static void tell_if_failed(struct pictures *pictures, oriel_promise *work) {
	oriel_promise_unref(oriel_catch(
		work, tell_failure, pictures, .signal = oriel_widget_signal(pictures->row)));
}

/* ---- Adding ---- */

static void on_drag(oriel_event *event, void *data) {
	struct pictures *pictures = data;
	if (!oriel_event_drag(event)->has_files || pictures->key == 0)
		return;
	oriel_prevent_default(event);
	oriel_add_class(oriel_event_current_widget(event), "dropping");
}

static void on_leave(oriel_event *event, void *data) {
	(void)data;
	oriel_remove_class(oriel_event_current_widget(event), "dropping");
}

static void on_drop(oriel_event *event, void *data) {
	struct pictures *pictures = data;
	const struct oriel_drag_event *drag = oriel_event_drag(event);
	struct note *note = store_note(pictures->store, pictures->key);
	oriel_remove_class(oriel_event_current_widget(event), "dropping");
	if (drag->file_count == 0 || note == NULL)
		return;
	oriel_prevent_default(event);
	store_keep(pictures->store, note); /* a picture needs a note, even one without a text */
	for (size_t i = 0; i < drag->file_count; i++) {
		if (name_is_picture(drag->files[i]))
			tell_if_failed(pictures, store_add_picture(pictures->store, note, drag->files[i]));
		else
			oriel_toast(
				pictures_window(pictures), "PNG, JPEG, WebP and GIF pictures can be added.");
	}
}

/* ---- Deleting ---- */

static struct oriel_completion delete_doubted(struct oriel_payload answer, void *data) {
	struct pictures *pictures = data;
	if (answer.data != NULL && pictures->doubted != NULL)
		tell_if_failed(pictures, store_delete_picture(pictures->store, pictures->doubted));
	return ORIEL_COMPLETE;
}

static void on_delete(oriel_event *event, void *data) {
	struct pictures *pictures = data;
	const char *name = oriel_attribute(oriel_event_widget(event), "file");
	free(pictures->doubted);
	pictures->doubted = copy_text(name, strlen(name));
	oriel_promise *answer = oriel_confirm(pictures_window(pictures),
		"The picture is deleted from the disk.", .title = "Delete this picture?", .ok = "Delete",
		.danger = true);
	oriel_promise_unref(oriel_then(answer, delete_doubted, NULL, pictures,
		.signal = oriel_widget_signal(pictures->row)));
}

oriel_widget *pictures_make(struct pictures *pictures, struct store *store, oriel_widget *target) {
	*pictures = (struct pictures){ .store = store };
	pictures->row = oriel_set(oriel_row(), .classes = "pictures", .hidden = true);
	oriel_widget_add_sheet(target, oriel_sheet_parse(sheet_text, .name = "pictures"));
	oriel_delegate(pictures->row, "click", "button", on_delete, pictures);
	oriel_listen(target, "dragenter", on_drag, pictures);
	oriel_listen(target, "dragover", on_drag, pictures);
	oriel_listen(target, "dragleave", on_leave, pictures);
	oriel_listen(target, "drop", on_drop, pictures);
	return pictures->row;
}

void pictures_finish(struct pictures *pictures) {
	free(pictures->doubted);
}
