/* SPDX-License-Identifier: MIT */
/*
 * Chains of causes through all modules: from an action of the user to its effects on the loop.
 */
#include "test.h"
#include "ui.h"

#include <oriel/runtime/cause.h>
#include <oriel/runtime/context_value.h>
#include <oriel/widgets.h>

#include <stdio.h>
#include <string.h>

static struct order order;
static oriel_widget *list, *delete_button;

static oriel_widget *content(void) {
	list = oriel_set(
		oriel_list(
			oriel_set(oriel_row(oriel_label("Milk"),
						delete_button = oriel_set(oriel_button("Delete"), .classes = "delete")),
				.classes = "item")),
		.id = "things");
	return list;
}

static void note_chain(const char *name) {
	char chain[1024];
	oriel_cause_print(chain, sizeof(chain));
	order_add(&order, "%s: %s", name, chain);
}

static void work(oriel_job *job, void *data) {
	oriel_job_report(job, ORIEL_NO_PAYLOAD);
}

static void on_progress(void *report, void *data) {
	note_chain("progress");
}

static void on_timer(void *data) {
	note_chain("timer");
}

static void on_done(void *data) {
	note_chain("done");
	oriel_set_timeout_at("todo.c:92", on_timer, NULL, 0, NULL);
	oriel_report_error(ORIEL_OPERATION_ERROR, "it could not be deleted", ORIEL_NO_PAYLOAD);
}

static void on_delete(oriel_event *event, void *data) {
	note_chain("click");
	oriel_job_run_at("todo.c:88", work, on_done, NULL,
		&(const struct oriel_job_options){
			.progress = on_progress, .size = sizeof(struct oriel_job_options) });
}

static void the_chain_of_a_job_leads_to_the_click_and_the_pointer(void **state) {
	(void)state;
	struct ui ui = ui_open(content);
	oriel_delegate_at("demo-apps/todo.c:61", oriel_widget_target(list), "click", ".delete",
		on_delete, NULL, NULL);
	expect_log("it could not be deleted (in todo.c:88 job done ← todo.c:61 click on button.delete "
			"← pointer input)");
	ui_click(&ui, delete_button, 1);
	oriel_loop_settle(ui.loop);
	ui_settle(&ui);
	assert_order(&order,
		"click: todo.c:61 click on button.delete ← pointer input, "
		"progress: todo.c:88 job progress ← todo.c:61 click on button.delete ← pointer input, "
		"done: todo.c:88 job done ← todo.c:61 click on button.delete ← pointer input, "
		"timer: todo.c:92 timer ← todo.c:88 job done ← todo.c:61 click on button.delete ← pointer "
		"input");
	ui_close(&ui);
}

static const struct oriel_context_key key = { .name = "key" };

static void note_value(void *name) {
	const char *value = oriel_context_value(&key).data;
	order_add(&order, "%s %s", (const char *)name, value != NULL ? value : "-");
}

static void set_and_work(oriel_event *event, void *data) {
	oriel_context_value_set(&key, oriel_borrowed("request 7"));
	oriel_job_run(work, note_value, "done");
}

static void note_event_value(oriel_event *event, void *name) {
	note_value(name);
}

static void a_context_value_set_by_a_listener_reaches_later_listeners_and_the_job(void **state) {
	(void)state;
	struct ui ui = ui_open(content);
	oriel_listen(delete_button, "click", set_and_work, NULL);
	oriel_listen(list, "click", note_event_value, "bubbling");
	oriel_listen(delete_button, "pointerdown", note_event_value, "pointerdown");
	ui_click(&ui, delete_button, 1);
	oriel_loop_settle(ui.loop);
	assert_order(&order, "pointerdown -, bubbling request 7, done request 7");
	ui_click(&ui, list, 1);
	assert_order(&order, "bubbling -");
	ui_close(&ui);
}

static void on_key(oriel_event *event, void *data) {
	note_chain("key");
}

static void a_chain_names_the_kind_of_input(void **state) {
	(void)state;
	struct ui ui = ui_open(content);
	oriel_listen_at("a.c:1", oriel_window_target(ui.window), "keydown", on_key, NULL, NULL);
	ui_key(&ui, "a");
	assert_order(&order, "key: a.c:1 keydown on root ← key input");
	ui_close(&ui);
}

int main(void) {
	if (!ORIEL_SITES || !ORIEL_CAUSES)
		return 0;
	return RUN_TESTS(
		cmocka_unit_test(the_chain_of_a_job_leads_to_the_click_and_the_pointer),
		cmocka_unit_test(a_context_value_set_by_a_listener_reaches_later_listeners_and_the_job),
		cmocka_unit_test(a_chain_names_the_kind_of_input));
}
