/* SPDX-License-Identifier: MIT */
/*
 * A chat window.
 *
 * A sent message appears at the end of the list, which scrolls there. The other side replies after
 * 300 ms. A message has a button that deletes it, and is unread until a pointer moves over it. An
 * observer of the list shows the number of messages. Ctrl+L empties the list.
 */
#include <oriel/oriel.h>
#include <oriel/widgets.h>

struct chat {
	oriel_widget *list, *entry, *count;
	oriel_window *window;
};

static const char sheet[] =
	".chat { padding: 16px; gap: 12px }"
	".chat > list { flex: 1 1 0; gap: 8px; padding: 12px }"
	".message { align-self: flex-start; max-width: 75%; padding: 8px 4px 8px 14px; gap: 4px;"
	"  background-color: var(--wash-strong); border: none; border-radius: 16px; align-items: center }"
	".message.own { align-self: flex-end; background-color: var(--accent); color: var(--on-accent) }"
	".message.unread { font-weight: 600 }"
	".message .delete { color: inherit; background-color: transparent; opacity: 0.6 }"
	".chat form text-field { flex-grow: 1 }";

static oriel_widget *chat_add(struct chat *chat, const char *classes, const char *text) {
	oriel_widget *remove = oriel_icon_button("close", "Delete");
	oriel_widget *message = oriel_row(oriel_label(text), remove);
	oriel_set(message, .classes = classes);
	oriel_set(remove, .classes = "flat delete");
	oriel_append(chat->list, message);
	oriel_scroll_into_view(message, .block = ORIEL_SCROLL_NEAREST);
	return message;
}

static void on_reply(void *data) {
	oriel_set_class(chat_add(data, "message", "Indeed."), "unread", true);
}

static void on_send(oriel_event *event, void *data) {
	struct chat *chat = data;
	const char *text = oriel_text_field_text(chat->entry);
	(void)event;
	if (text[0] == '\0')
		return;
	chat_add(chat, "message own", text);
	oriel_text_field_set_text(chat->entry, "");
	oriel_set_timeout(on_reply, chat, 300, .signal = oriel_window_signal(chat->window));
}

static void on_delete(oriel_event *event, void *data) {
	(void)data;
	oriel_destroy(oriel_closest(oriel_event_widget(event), ".message"));
}

/* The pointer over a message marks it as read. */
static void on_read(oriel_event *event, void *data) {
	(void)data;
	oriel_set_class(oriel_event_current_widget(event), "unread", false);
}

static void on_key(oriel_event *event, void *data) {
	struct chat *chat = data;
	if (oriel_key_is(event, "Ctrl+L"))
		oriel_widget_clear(chat->list);
}

static void on_messages(const struct oriel_mutation_record *records, size_t count, void *data) {
	struct chat *chat = data;
	(void)records, (void)count;
	oriel_label_set_textf(chat->count, "%zu messages", oriel_child_count(chat->list));
}

static void chat_open(struct chat *chat, oriel_app *app) {
	chat->list = oriel_list();
	chat->entry = oriel_text_field("Message");
	chat->count = oriel_set(oriel_label("0 messages"), .classes = "muted");
	oriel_widget *send = oriel_set(oriel_button("Send"), .classes = "primary");
	oriel_widget *form = oriel_form(chat->entry, send);
	chat->window = oriel_window_open(app, .title = "Chat", .width = 420, .height = 480,
		.content = oriel_set(oriel_column(chat->count, chat->list, form), .classes = "chat"));
	if (chat->window == NULL)
		return;
	oriel_app_add_sheet(app, oriel_sheet_parse(sheet));
	oriel_listen(form, "submit", on_send, chat);
	oriel_delegate(chat->list, "click", ".delete", on_delete, NULL);
	oriel_delegate(chat->list, "pointerover", ".message", on_read, NULL, .passive = true);
	oriel_listen(chat->window, "keydown", on_key, chat);
	oriel_mutation_observe(oriel_mutation_observer_new(on_messages, chat,
		.signal = oriel_window_signal(chat->window)), chat->list, ORIEL_OBSERVE_CHILDREN);
	chat_add(chat, "message", "Good morning! Shall we walk to the lake?");
	chat_add(chat, "message own", "With pleasure. Is it raining at your place?");
	oriel_set_class(chat_add(chat, "message", "Not any more."), "unread", true);
	oriel_focus(chat->entry);
}

int main(void) {
	oriel_app *app = oriel_app_new("org.example.chat");
	if (app == NULL)
		return 1;
	struct chat chat = { 0 };
	chat_open(&chat, app);
	return oriel_app_run(app);
}
