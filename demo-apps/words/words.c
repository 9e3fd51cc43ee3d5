/* SPDX-License-Identifier: MIT */
/*
 * Results only change numbers and wait in a ring. Each frame updates the widgets once, however many
 * results have arrived. The work of a frame is thus bounded, and a fast disk does not slow the
 * window down.
 */
#include "words.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <oriel/widgets.h>

#include "figures.h"
#include "memory.h"


/* ---- Showing ---- */

static double rate(const struct scan_totals *totals) {
	return totals->elapsed_ms > 0 ? (double)totals->finished * 1000 / totals->elapsed_ms : 0;
}

static void show_figures(struct words *words) {
	const struct scan_totals *totals = &words->totals;
	char text[FIGURE_SIZE];
	oriel_label_set_text(words->figures[FIGURE_FILES], figure_count(text, totals->counted));
	oriel_label_set_text(words->figures[FIGURE_WORDS], figure_count(text, totals->words));
	oriel_label_set_text(words->figures[FIGURE_BYTES], figure_bytes(text, totals->bytes));
	oriel_label_set_text(words->figures[FIGURE_RATE], figure_count(text, (uint64_t)rate(totals)));
	oriel_label_set_text(words->figures[FIGURE_TIME], figure_time(text, totals->elapsed_ms));
}

static void show_progress(struct words *words) {
	const struct scan_totals *totals = &words->totals;
	bool done = totals->ended && !words->cancelled;
	if (totals->walking && !words->cancelled)
		oriel_progress_set_indeterminate(words->progress, true);
	else if (totals->walking || totals->found == 0)
		oriel_progress_set_value(words->progress, done);
	else
		oriel_progress_set_value(words->progress, (double)totals->finished / (double)totals->found);
	oriel_set_class(words->progress, "done", done);
}

static const char *plural(size_t count) {
	return count == 1 ? "" : "s";
}

static void show_status(struct words *words) {
	const struct scan_totals *totals = &words->totals;
	char finished[FIGURE_SIZE], found[FIGURE_SIZE], folders[FIGURE_SIZE];
	figure_count(finished, totals->finished);
	figure_count(found, totals->found);
	figure_count(folders, totals->folders);
	if (words->cancelled)
		oriel_label_set_textf(words->status, "Cancelled after %s of %s files%s", finished, found,
			totals->walking ? " found by then" : "");
	else if (totals->ended)
		oriel_label_set_textf(words->status, "Done: %s file%s in %s folder%s", finished,
			plural(totals->finished), folders, plural(totals->folders));
	else if (!words->scan)
		oriel_label_set_text(words->status, "Type a folder, and its files are counted");
	else
		oriel_label_set_textf(words->status, "%s of %s files%s", finished, found,
			totals->walking ? " found so far" : "");
}

/* Shows the number of skipped files and problems, or that the list is on hold. */
static void show_notes(struct words *words) {
	const struct scan_totals *totals = &words->totals;
	size_t problem_count = totals->failed + totals->failed_folders;
	char skipped[FIGURE_SIZE], problems[FIGURE_SIZE];
	figure_count(skipped, totals->skipped + totals->others);
	figure_count(problems, problem_count);
	if (results_are_held(&words->results))
		oriel_label_set_text(words->notes, "New results wait at the top");
	else
		oriel_label_set_textf(
			words->notes, "%s skipped, %s problem%s", skipped, problems, plural(problem_count));
}

static void show_totals(struct words *words) {
	if (words->scan)
		words->totals = scan_totals(words->scan);
	show_figures(words);
	show_progress(words);
	show_status(words);
	show_notes(words);
}

static void show_running(struct words *words, bool running) {
	oriel_widget *from = running ? words->start : words->cancel,
				 *to = running ? words->cancel : words->start;
	bool had_focus = oriel_window_focused(words->window) == from;
	oriel_set_hidden(to, false);
	oriel_set_disabled(words->start, running);
	if (had_focus)
		oriel_focus(to);
	oriel_set_hidden(from, true);
}

/* ---- Ending after a report or a picture ---- */

/* Returns the processor time of this thread, so other programs do not affect the result. */
static double cpu_ms(void) {
	struct timespec time;
	return clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0 ?
		(double)time.tv_sec * 1000 + (double)time.tv_nsec / 1e6 :
		0;
}

static void print_report(const struct words *words) {
	const struct scan_totals *totals = &words->totals;
	const struct oriel_histogram *gaps = &words->gaps;
	printf("files %zu, words %" PRIu64 ", bytes %" PRIu64 ", skipped %zu, problems %zu, folders "
														"%zu\n",
		totals->counted, totals->words, totals->bytes, totals->skipped + totals->others,
		totals->failed + totals->failed_folders, totals->folders);
	printf("seconds %.2f, frames %" PRIu64 ", ms between frames: median %.1f, 99%% %.1f, longest "
										"%.1f\n",
		totals->elapsed_ms / 1000, gaps->count, oriel_histogram_percentile(gaps, 50) / 1000,
		oriel_histogram_percentile(gaps, 99) / 1000, (double)gaps->max / 1000);
	printf("the window's thread: %.0f ms of processor time, %.1f ms a frame\n",
		cpu_ms() - words->begin_cpu_ms,
		(cpu_ms() - words->begin_cpu_ms) / (double)(gaps->count > 0 ? gaps->count : 1));
	struct oriel_stats *stats = allocate(sizeof(*stats));
	oriel_loop_stats(oriel_app_loop(words->app), stats);
	printf("frames on time %" PRIu64 ", late %" PRIu64 ", intervals skipped %" PRIu64
		"; long tasks %" PRIu64 ", longest lag %.1f ms\n",
		stats->frames_on_time, stats->frames_late, stats->frames_skipped, stats->long_tasks,
		(double)stats->lag.max / 1e6);
	free(stats);
}

static void finish(void *data) {
	struct words *words = data;
	bool well = words->totals.ended && oriel_is_hidden(words->error);
	if (words->options.report && well)
		print_report(words);
	if (words->options.screenshot)
		well &= oriel_window_screenshot(words->window, words->options.screenshot) == ORIEL_OK;
	oriel_window_destroy(words->window);
	oriel_app_quit(words->app, well ? 0 : 1);
}

/* ---- Frames ---- */

static void on_frame(double time_ms, void *data);

static void ask_for_frame(struct words *words) {
	if (words->frame == 0)
		words->frame = oriel_window_request_frame(words->window, on_frame, words);
}

static void note_gap(struct words *words, double time_ms) {
	if (words->last_frame_ms > 0)
		oriel_histogram_add(&words->gaps, (uint64_t)((time_ms - words->last_frame_ms) * 1000));
	words->last_frame_ms = time_ms;
}

static void on_frame(double time_ms, void *data) {
	struct words *words = data;
	words->frame = 0;
	note_gap(words, time_ms);
	bool more = results_show(&words->results);
	show_totals(words);
	if (words->scan || more)
		ask_for_frame(words);
	else
		words->last_frame_ms = 0;
	if (!words->scan && !more && (words->options.screenshot || words->options.report))
		oriel_queue_task(finish, words, .signal = oriel_window_signal(words->window));
}

static void on_scroll(oriel_event *event, void *data) {
	(void)event;
	ask_for_frame(data);
}

/* ---- Counting ---- */

static void stop(struct words *words) {
	words->totals = scan_totals(words->scan);
	scan_destroy(words->scan);
	words->scan = NULL;
	show_running(words, false);
	ask_for_frame(words);
}

static void cancel(struct words *words) {
	if (!words->scan)
		return;
	words->cancelled = true;
	stop(words);
}

static void show_error(struct words *words, const char *text) {
	oriel_label_set_text(words->error, text);
	oriel_set_hidden(words->error, text[0] == '\0');
}

static void show_problem(struct words *words, enum oriel_status status, const char *message) {
	const char *reason = status == ORIEL_NOT_FOUND_ERROR ? "There is no folder"
		: status == ORIEL_TYPE_MISMATCH_ERROR ? "This is no folder:"
		: status == ORIEL_NOT_ALLOWED_ERROR ? "This folder may not be read:" : NULL;
	show_error(words, reason ? "" : message);
	if (!reason)
		return;
	oriel_label_set_textf(words->error, "%s %s", reason, words->folder);
	oriel_set_hidden(words->error, false);
}

static void on_result(const struct scan_result *result, void *data) {
	struct words *words = data;
	results_add(&words->results, result);
}

static void on_ended(enum oriel_status status, const char *message, void *data) {
	struct words *words = data;
	if (status != ORIEL_OK)
		show_problem(words, status, message);
	stop(words);
	if (status == ORIEL_OK)
		return;
	words->totals = (struct scan_totals){ 0 };
	oriel_focus(words->field);
}

static void start(struct words *words) {
	const char *typed = oriel_text_field_text(words->field);
	suggestions_hide(&words->suggestions);
	if (!typed[0]) {
		show_error(words, "Type the path of a folder.");
		oriel_focus(words->field);
		return;
	}
	show_error(words, "");
	results_clear(&words->results);
	free(words->folder);
	words->folder = path_from_input(typed);
	words->cancelled = false;
	words->scan = scan_start(words->folder,
		&(const struct scan_listener){ .result = on_result, .ended = on_ended, .data = words });
	words->gaps = (struct oriel_histogram){ 0 };
	words->last_frame_ms = 0;
	words->begin_cpu_ms = cpu_ms();
	oriel_loop_reset_stats(oriel_app_loop(words->app));
	show_running(words, true);
	show_totals(words);
	ask_for_frame(words);
}

/* ---- The user's actions ---- */

static void on_submit(oriel_event *event, void *data) {
	(void)event;
	start(data);
}

static void on_cancel(oriel_event *event, void *data) {
	(void)event;
	cancel(data);
}

static void on_key(oriel_event *event, void *data) {
	if (oriel_key_is(event, "Escape"))
		cancel(data);
}

static void on_input(oriel_event *event, void *data) {
	(void)event;
	show_error(data, "");
}

/* Ends the count. Files in progress are abandoned at their next piece, without a wait. */
static void on_gone(oriel_event *event, void *data) {
	struct words *words = data;
	(void)event;
	scan_destroy(words->scan);
	words->scan = NULL;
	suggestions_finish(&words->suggestions);
	results_finish(&words->results);
	free(words->folder);
	words->folder = NULL;
}

/* ---- The window ---- */

static oriel_widget *make_form(struct words *words) {
	words->field = oriel_text_field("Path of a folder, as ~/Documents");
	words->start = oriel_set(oriel_button("Count"), .classes = "primary");
	words->cancel = oriel_set(oriel_button("Cancel"), .hidden = true);
	oriel_set_attribute(words->cancel, "type", "button");
	oriel_widget *form = oriel_form(words->field, words->start, words->cancel);
	oriel_listen(form, "submit", on_submit, words);
	oriel_listen(words->cancel, "click", on_cancel, words);
	oriel_listen(words->field, "input", on_input, words);
	return form;
}

static oriel_widget *make_figure(struct words *words, enum figure figure) {
	static const char *const names[FIGURE_COUNT] = { "files", "words", "read", "files a second",
		"time" };
	words->figures[figure] = oriel_set(oriel_label(NULL), .classes = "number");
	return oriel_set(
		oriel_column(words->figures[figure],
			oriel_set(oriel_label(names[figure]), .classes = "muted small")),
		.classes = "figure");
}

static oriel_widget *make_figures(struct words *words) {
	oriel_widget *figures = oriel_set(oriel_row(), .classes = "figures");
	for (int i = 0; i < FIGURE_COUNT; i++)
		oriel_append(figures, make_figure(words, (enum figure)i));
	return figures;
}

/* Creates the card with the figures, the bar and the status. */
static oriel_widget *make_card(struct words *words) {
	words->progress = oriel_progress();
	words->status = oriel_set(oriel_label(NULL), .classes = "muted status");
	words->notes = oriel_set(oriel_label(NULL), .classes = "muted");
	return oriel_set(
		oriel_column(make_figures(words), words->progress, oriel_row(words->status, words->notes)),
		.classes = "card");
}

static oriel_widget *make_content(struct words *words) {
	words->error = oriel_set(oriel_label(NULL), .classes = "error", .hidden = true);
	oriel_widget *form = make_form(words);
	oriel_widget *list = results_init(&words->results);
	oriel_listen(list, "scroll", on_scroll, words);
	return oriel_set(oriel_column(oriel_set(oriel_label("Words"), .classes = "title"), form,
						suggestions_init(&words->suggestions, words->field), words->error,
						make_card(words), list),
		.classes = "words");
}

static const char sheet[] =
	".words { padding: 20px; gap: 12px }"
	".words form > button { width: 96px }"
	".suggestions { gap: 4px }"
	".card {"
	"	padding: 16px;"
	"	gap: 12px;"
	"	border: 1px solid var(--line);"
	"	border-radius: var(--radius-large);"
	"	background: var(--surface)"
	"}"
	".figures { gap: 16px }"
	".figure { flex: 1 1 0; gap: 2px }"
	".number { font-size: 20px; font-weight: 600; white-space: nowrap }"
	".small { font-size: 12px }"
	".status { flex-grow: 1 }"
	".result { min-height: 32px; gap: 12px }"
	".result > .path { flex: 1 1 0; white-space: nowrap }"
	".result > .words-of { width: 96px; flex-shrink: 0; text-align: end }"
	".result > .bytes-of { width: 64px; flex-shrink: 0; text-align: end }";

bool words_open(struct words *words, oriel_app *app, const struct words_options *options) {
	*words = (struct words){ .app = app, .options = *options };
	oriel_widget *content = make_content(words);
	oriel_widget_add_sheet(content, oriel_sheet_parse(sheet, .name = "words"));
	words->window = oriel_window_open(app, .title = "Words", .width = options->width,
		.height = options->height, .min_width = 440, .min_height = 360, .content = content);
	if (!words->window) {
		suggestions_finish(&words->suggestions);
		return false;
	}
	oriel_listen(words->window, "keydown", on_key, words);
	oriel_listen(oriel_window_signal(words->window), "abort", on_gone, words);
	oriel_focus(words->field);
	show_totals(words);
	if (options->folder) {
		oriel_text_field_set_text(words->field, options->folder);
		start(words);
	}
	return true;
}
