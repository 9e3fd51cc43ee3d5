/* SPDX-License-Identifier: MIT */
/*
 * Alerts, confirmations and prompts: a dialog at the root of the window, destroyed by its `close`.
 * The promise passes the result through under a signal, which aborts when the dialog is destroyed
 * without an answer.
 */
#include <oriel/widgets/alert.h>

#include <stdlib.h>
#include <string.h>

#include <oriel/extend/widget.h>
#include <oriel/runtime/abort.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/log.h>
#include <oriel/ui/window.h>
#include <oriel/widgets/button.h>
#include <oriel/widgets/dialog.h>
#include <oriel/widgets/field.h>
#include <oriel/widgets/label.h>
#include <oriel/widgets/text_field.h>
#include <oriel/widgets/texts.h>

/* A question to the user, owned by the listener of its dialog. */
struct question {
	oriel_resolver *resolver;
	oriel_abort_controller *controller;
	oriel_widget *dialog; /* whose listener owns this */
	oriel_widget_id field; /* of a prompt; else 0 */
	bool has_value;        /* false: of an alert */
	bool is_answered;
};

/* What the options of all three have in common. */
struct question_options {
	const char *title, *message, *ok, *cancel; /* cancel NULL: one button */
	const char *kind;                          /* class of the dialog */
	bool is_danger;
	oriel_abort_signal *signal;
};

/* ---- Results ---- */

/* A text as a payload that can be retained: the count of references stands before it. */
static size_t *answer_count(void *data) {
	return (size_t *)data - 1;
}

static void answer_ref(void *data) {
	++*answer_count(data);
}

static void answer_unref(void *data) {
	if (--*answer_count(data) == 0)
		free(answer_count(data));
}

static struct oriel_payload answer_payload(const char *text) {
	size_t size = strlen(text) + 1, *count = malloc(sizeof(size_t) + size);
	if (!count) {
		oriel_log(ORIEL_LOG_ERROR, "oriel_prompt: no memory for a text of %zu bytes", size);
		return ORIEL_NO_PAYLOAD;
	}
	*count = 1;
	memcpy(count + 1, text, size);
	return oriel_shared(count + 1, answer_ref, answer_unref);
}

static void question_on_close(oriel_event *event, void *data) {
	struct question *question = data;
	bool is_confirmed = question->has_value &&
		strcmp(oriel_dialog_return_value(question->dialog), "ok") == 0;
	const oriel_widget *field = oriel_widget_from_id(question->field);
	(void)event;
	question->is_answered = true;
	oriel_resolve(question->resolver,
		!is_confirmed ? ORIEL_NO_PAYLOAD :
		field         ? answer_payload(oriel_text_field_text(field)) :
						oriel_borrowed("ok"));
	oriel_destroy(question->dialog);
}

/* The dialog is destroyed. */
static void question_on_destroy(oriel_event *event, void *data) {
	struct question *question = data;
	(void)event;
	if (!question->is_answered)
		oriel_abort(question->controller, ORIEL_NO_PAYLOAD);
}

static void question_on_abort(oriel_event *event, void *data) {
	(void)event;
	oriel_destroy(((struct question *)data)->dialog);
}

static void question_free(void *data) {
	struct question *question = data;
	oriel_resolver_unref(question->resolver);
	oriel_abort_controller_destroy(question->controller);
	free(question);
}

/* ---- Dialogs ---- */

static oriel_widget *question_buttons(const struct question_options *options) {
	const char *ok_text = options->ok ? options->ok : oriel_builtin_text(ORIEL_BUILTIN_TEXT_OK);
	oriel_widget *ok = oriel_dialog_button(ok_text, "ok");
	oriel_widget *cancel = options->cancel ? oriel_dialog_button(options->cancel, "") : NULL;
	if (options->is_danger)
		oriel_add_class(ok, "danger");
	oriel_set_attribute(options->is_danger && cancel ? cancel : ok, "autofocus", "");
	return oriel_dialog_buttons(cancel, ok);
}

/* The message describes the dialog; without a title it is its name. */
static oriel_widget *question_dialog(const struct question_options *options, oriel_widget *field) {
	oriel_widget *dialog = oriel_dialog(options->title, oriel_label(options->message), field,
		question_buttons(options));
	bool has_title = options->title && options->title[0] != '\0';
	oriel_add_class(dialog, options->kind);
	oriel_set_attribute(dialog, "role", "alertdialog");
	oriel_set_attribute(
		dialog, has_title ? "aria-description" : "aria-label", options->message);
	return dialog;
}

static oriel_promise *question_ask(const char *site, oriel_window *window,
	const struct question_options *options, oriel_widget *field) {
	oriel_abort_signal *signal = options->signal;
	if (signal && oriel_abort_signal_is_aborted(signal)) {
		oriel_destroy(field);
		return oriel_then(oriel_promise_new_fulfilled(ORIEL_NO_PAYLOAD), NULL, NULL, NULL,
			.signal = signal);
	}
	if (oriel_widget_is_destroyed(oriel_window_root(window))) {
		oriel_destroy(field);
		return oriel_promise_new_rejected_at(
			site, oriel_error_new_at(site, ORIEL_ABORT_ERROR, "the window is destroyed"));
	}
	struct question *question = calloc(1, sizeof(*question));
	if (!question) {
		oriel_destroy(field);
		return oriel_promise_new_rejected_at(site,
			oriel_error_new_at(site, ORIEL_QUOTA_EXCEEDED_ERROR, "no memory for a question"));
	}
	oriel_widget *dialog = question_dialog(options, field);
	oriel_promise *answer = oriel_promise_new_at(site, &question->resolver);
	question->controller = oriel_abort_controller_new();
	question->dialog = dialog;
	question->has_value = options->cancel != NULL;
	question->field = field ? oriel_widget_to_id(field) : 0;
	struct oriel_then_options pass = { .size = sizeof(pass),
		.signal = oriel_abort_controller_signal(question->controller) };
	answer = oriel_then_at(site, answer, NULL, NULL, NULL, &pass);
	oriel_widget_id id = oriel_widget_to_id(dialog);
	oriel_listen(oriel_widget_signal(dialog), "abort", question_on_destroy, question);
	if (signal)
		oriel_listen(signal, "abort", question_on_abort, question,
			.signal = oriel_widget_signal(dialog));
	oriel_listen(dialog, "close", question_on_close, question, .release = question_free);
	oriel_append(oriel_window_root(window), dialog);
	if (oriel_widget_from_id(id))
		oriel_dialog_show_modal(dialog);
	if (oriel_widget_from_id(id) && !oriel_dialog_is_open(dialog)) /* a listener prevented it */
		oriel_destroy(dialog);
	return answer;
}

static void question_check(const oriel_window *window, const char *caller) {
	ORIEL_ASSERT(window != NULL, "%s: the window is NULL; pass the window of the dialog", caller);
}

static const char *question_cancel_text(const char *text) {
	return text ? text : oriel_builtin_text(ORIEL_BUILTIN_TEXT_CANCEL);
}

oriel_promise *oriel_alert_at(const char *site, oriel_window *window, const char *message,
	const struct oriel_alert_options *given) {
	static const struct oriel_alert_options defaults;
	const struct oriel_alert_options *options = given ? given : &defaults;
	question_check(window, "oriel_alert");
	return question_ask(site, window,
		&(const struct question_options){ .title = options->title,
			.message = message,
			.ok = options->ok,
			.kind = "alert",
			.signal = options->signal }, NULL);
}

oriel_promise *oriel_confirm_at(const char *site, oriel_window *window, const char *message,
	const struct oriel_confirm_options *given) {
	static const struct oriel_confirm_options defaults;
	const struct oriel_confirm_options *options = given ? given : &defaults;
	question_check(window, "oriel_confirm");
	return question_ask(site, window,
		&(const struct question_options){ .title = options->title,
			.message = message,
			.ok = options->ok,
			.cancel = question_cancel_text(options->cancel),
			.kind = "confirm",
			.is_danger = options->danger,
			.signal = options->signal }, NULL);
}

oriel_promise *oriel_prompt_at(const char *site, oriel_window *window, const char *message,
	const struct oriel_prompt_options *given) {
	static const struct oriel_prompt_options defaults;
	const struct oriel_prompt_options *options = given ? given : &defaults;
	question_check(window, "oriel_prompt");
	oriel_widget *field = oriel_text_field(options->placeholder);
	oriel_text_field_set_text(field, options->text);
	oriel_text_field_select_all(field);
	oriel_set_attribute(field, "autofocus", "");
	oriel_set_attribute(field, "required", options->required ? "" : NULL);
	oriel_set_attribute(field, "aria-label", message);
	return question_ask(site, window,
		&(const struct question_options){ .title = options->title,
			.message = message,
			.ok = options->ok,
			.cancel = question_cancel_text(options->cancel),
			.kind = "prompt",
			.signal = options->signal }, field);
}
