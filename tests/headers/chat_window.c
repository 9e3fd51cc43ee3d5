/* SPDX-License-Identifier: MIT */
/*
 * A chat window, as a user of the headers writes it. It is compiled and run headless.
 *
 * A sent message appears at the end of the list, which scrolls there. The other side replies after
 * 300 ms. Each message has a button "Delete", and is unread until a pointer moves over it. An
 * observer of the list shows the number of messages. Ctrl+L empties the list.
 */
#include <oriel/oriel.h>
#include <oriel/widgets.h>

struct chat {
	oriel_widget *list, *entry, *count;
	oriel_window *window;
};

static oriel_widget *chat_add(struct chat *chat, const char *author, const char *text) {
	oriel_widget *message = oriel_row(oriel_set(oriel_label(author), .classes = "muted"),
		oriel_set(oriel_label(text), .style = "flex-grow: 1"),
		oriel_set(oriel_button("Delete"), .classes = "flat delete"));
	oriel_append(chat->list, message);
	oriel_scroll_into_view(message, .block = ORIEL_SCROLL_NEAREST);
	return message;
}

static void on_reply(void *data) {
	oriel_set_class(chat_add(data, "Ada", "Indeed."), "unread", true);
}

static void on_send(oriel_event *event, void *data) {
	struct chat *chat = data;
	const char *text = oriel_text_field_text(chat->entry);
	(void)event;
	if (!text[0])
		return;
	chat_add(chat, "You", text);
	oriel_text_field_set_text(chat->entry, "");
	oriel_set_timeout(on_reply, chat, 300, .signal = oriel_window_signal(chat->window));
}

static void on_delete(oriel_event *event, void *data) {
	(void)data;
	oriel_destroy(oriel_closest(oriel_event_widget(event), "row"));
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
	chat->list = oriel_set(oriel_list(), .style = "flex-grow: 1");
	chat->entry = oriel_set(oriel_text_field("Message"), .style = "flex-grow: 1");
	chat->count = oriel_set(oriel_label("0 messages"), .classes = "muted");
	oriel_widget *form = oriel_set(
		oriel_form(chat->entry, oriel_button("Send")), .style = "gap: 8px");
	oriel_widget *content = oriel_set(
		oriel_column(chat->count, chat->list, form), .style = "padding: 16px; gap: 8px");

	chat->window = oriel_window_open(
		app, .title = "Chat", .width = 420, .height = 480, .content = content);
	if (!chat->window)
		return;
	oriel_listen(form, "submit", on_send, chat);
	oriel_delegate(chat->list, "click", ".delete", on_delete, NULL);
	oriel_delegate(chat->list, "pointerover", "row", on_read, NULL, .passive = true);
	oriel_listen(chat->window, "keydown", on_key, chat);
	oriel_mutation_observe(oriel_mutation_observer_new(on_messages, chat,
		.signal = oriel_window_signal(chat->window)), chat->list, ORIEL_OBSERVE_CHILDREN);
	chat_add(chat, "Ada", "Good morning");
	oriel_focus(chat->entry);
}

int main(void) {
	oriel_app *app = oriel_app_new("org.example.chat");
	if (!app)
		return 1;
	struct chat chat = { 0 };
	chat_open(&chat, app);
	return oriel_app_run(app);
}
