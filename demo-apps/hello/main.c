/* SPDX-License-Identifier: MIT */
/* The smallest program with a reaction: a button that counts its presses. */
#include <oriel/oriel.h>
#include <oriel/widgets.h>

struct hello { oriel_widget *label; int count; };

static void on_click(oriel_event *event, void *data) {
	struct hello *hello = data;
	hello->count++;
	oriel_label_set_textf(
		hello->label, "Said %d time%s.", hello->count, hello->count == 1 ? "" : "s");
}

static const char sheet[] = "root > column { gap: 20px; align-items: center; justify-content: "
							"center }";

int main(void) {
	oriel_app *app = oriel_app_new("org.oriel.hello");
	if (!app)
		return 1;
	struct hello hello = { .label = oriel_set(oriel_label("Hello, world."), .classes = "title") };
	oriel_widget *button = oriel_set(oriel_button("Say hello"), .classes = "primary");
	oriel_listen(button, "click", on_click, &hello);
	oriel_app_add_sheet(app, oriel_sheet_parse(sheet, .name = "hello"));
	oriel_window_open(app, .title = "Hello", .width = 360, .height = 200,
		.content = oriel_column(hello.label, button));
	return oriel_app_run(app);
}
