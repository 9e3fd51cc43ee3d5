/* SPDX-License-Identifier: MIT */
#include <oriel/oriel.h>
#include <oriel/widgets.h>
#include <stdio.h>
#include <string.h>

static oriel_widget *entry, *status;

static oriel_promise *begin(struct oriel_payload event, oriel_abort_signal *signal, void *data) {
	oriel_payload_unref(event);
	return oriel_file_read("words.txt", .signal = signal);
}

static struct oriel_completion show_counts(void *data) {
	oriel_queue *files = oriel_queue_new_events(entry, "input", .limit = 1,
		.policy = ORIEL_QUEUE_POLICY_DROP_OLDEST, .signal = oriel_coroutine_signal());
	struct oriel_item file = { 0 };
	files = oriel_queue_latest(oriel_queue_debounce(files, 150), begin, NULL);
	for (unsigned count = 0; oriel_queue_next(files, &file); count = 0) {
		const struct oriel_bytes *words = oriel_bytes_try_from_payload(file.value);
		const char *text = oriel_text_field_text(entry);
		for (const char *at = words->data; text[0] && (at = strstr(at, text)); at++)
			count++;
		char line[64];
		snprintf(line, sizeof(line), "%u found", count);
		oriel_label_set_text(status, line);
	}
	oriel_queue_unref(files);
	return ORIEL_COMPLETE;
}

int main(void) {
	oriel_app *app = oriel_app_new("org.example.search");
	oriel_widget *form = oriel_column(entry = oriel_text_field("Search"), status = oriel_label(""));
	oriel_window_open(app, .title = "Search", .content = form);
	oriel_promise_unref(oriel_async(show_counts, NULL, .signal = oriel_widget_signal(form)));
	return oriel_app_run(app);
}
