/* SPDX-License-Identifier: MIT */
/*
 * A browser of the images in a folder: image_browser FOLDER
 *
 * Small pictures stand in a list view beside the chosen one. A folder may have 100,000 images: the
 * cards in view alone have widgets and pictures. Files that are dropped join the list.
 */
#include <oriel/oriel.h>
#include <oriel/runtime.h>
#include <oriel/widgets.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct browser {
	oriel_window *window;
	oriel_model *images; /* the paths */
	oriel_widget *list, *image, *status;
};

static const char sheet[] =
	".small-picture { width: 120px; height: 90px; object-fit: contain }"
	".view { padding: 12px; gap: 8px; align-items: center; background: var(--surface) }"
	".view > image { flex: 1 1 0; width: 100%; min-height: 0; object-fit: contain }";

static bool is_image(const char *path) {
	static const char *const endings[] = { ".png", ".jpg", ".jpeg", ".webp", ".gif" };
	const char *dot = strrchr(path, '.');
	for (size_t i = 0; dot != NULL && i < sizeof(endings) / sizeof(endings[0]); i++)
		if (strcmp(dot, endings[i]) == 0)
			return true;
	return false;
}

static void browser_add(struct browser *browser, const char *path) {
	if (is_image(path))
		oriel_array_model_append(browser->images, oriel_owned(strdup(path), free));
}

static struct oriel_completion on_listed(struct oriel_payload result, void *data) {
	struct browser *browser = data;
	const struct oriel_directory_entries *entries = result.data;
	for (size_t i = 0; i < entries->count; i++)
		browser_add(browser, entries->items[i].name);
	if (oriel_model_count(browser->images, 0) > 0)
		oriel_selection_model_select(oriel_list_view_selection(browser->list), 0);
	return ORIEL_COMPLETE;
}

static oriel_widget *make_card(void *data) {
	(void)data;
	return oriel_row(oriel_set(oriel_image(NULL, NULL), .classes = "small-picture"));
}

static void bind_card(oriel_widget *card, oriel_model *model, uint64_t key, void *data) {
	(void)data;
	oriel_image_set_path(oriel_first_child(card), oriel_model_text(model, key, 0));
}

static void on_selection(const struct oriel_selection_change *change, void *data) {
	struct browser *browser = data;
	size_t index = 0;
	bool is_chosen = oriel_selection_model_next(change->selection, &index);
	const char *path = is_chosen ? oriel_model_text(browser->images,
		oriel_model_key(browser->images, 0, index), 0) : NULL;
	oriel_image_set_path(browser->image, path);
	oriel_label_set_text(browser->status, path);
}

static void on_drag(oriel_event *event, void *data) {
	(void)data;
	if (oriel_event_drag(event)->has_files)
		oriel_prevent_default(event);
}

static void on_drop(oriel_event *event, void *data) {
	const struct oriel_drag_event *drag = oriel_event_drag(event);
	for (size_t i = 0; i < drag->file_count; i++)
		browser_add(data, drag->files[i]);
}

static void browser_open(struct browser *browser, oriel_app *app) {
	browser->images = oriel_array_model_new();
	oriel_selection_model *selection = oriel_selection_model_new(
		oriel_model_ref(browser->images), .mode = ORIEL_SELECTION_MODE_SINGLE);
	browser->list = oriel_list_view(browser->images, make_card, bind_card, NULL,
		.row_height = 106, .card_width = 136, .selection = selection);
	browser->image = oriel_image(NULL, NULL);
	browser->status = oriel_set(oriel_label(NULL), .classes = "muted");
	oriel_widget *view = oriel_set(
		oriel_column(browser->image, browser->status), .classes = "view");
	browser->window = oriel_window_open(app, .title = "Images", .width = 720, .height = 480,
		.content = oriel_split_pane(browser->list, view, .position = 290));
	if (browser->window == NULL)
		return;
	oriel_app_add_sheet(app, oriel_sheet_parse(sheet));
	oriel_abort_signal *signal = oriel_window_signal(browser->window);
	oriel_selection_model_observe(selection, on_selection, browser, .signal = signal);
	oriel_listen(browser->window, "dragenter", on_drag, NULL);
	oriel_listen(browser->window, "dragover", on_drag, NULL);
	oriel_listen(browser->window, "drop", on_drop, browser);
	oriel_promise_unref(oriel_then(oriel_directory_list(".", .sorted = true, .signal = signal),
		on_listed, NULL, browser, .signal = signal));
}

int main(int argc, char **argv) {
	if (argc > 1 && chdir(argv[1]) != 0) {
		perror(argv[1]);
		return 1;
	}
	oriel_app *app = oriel_app_new("org.example.image-browser");
	if (app == NULL)
		return 1;
	struct browser browser = { 0 };
	browser_open(&browser, app);
	return oriel_app_run(app);
}
