/* SPDX-License-Identifier: MIT */
/* The program of docs/ui/layout.md: "show-layout wrap" shows docs/ui/layout-wrap.png. */
#include <oriel/oriel.h>
#include <oriel/widgets.h>

#include <string.h>

/* A subject of the page: the style of a container, and those of its children. */
struct subject {
	const char *name;
	const char *container;
	const char *children[7]; /* their texts are their numbers; NULL ends the list */
};

static const struct subject subjects[] = {
	{ "percentages", "flex-direction: column; gap: 4px; align-items: flex-start",
		{ "width: 100%", "width: 60%", "width: calc(100% - 120px)",
			"max-width: 25%; width: 300px" } },
	{ "wrap", "flex-wrap: wrap; gap: 8px; align-content: flex-start",
		{ "flex: 1 1 120px", "flex: 1 1 120px", "flex: 1 1 120px", "flex: 1 1 120px",
			"flex: 1 1 120px" } },
	{ "alignment", "gap: 8px; justify-content: space-between; align-items: flex-start",
		{ "align-self: flex-start", "align-self: center", "align-self: flex-end",
			"align-self: stretch", "margin: auto" } },
	{ "order", "gap: 8px; align-items: flex-start",
		{ "order: 1", "", "order: -1", "", "margin-left: auto" } },
	{ "ratio", "gap: 8px; align-items: flex-start",
		{ "width: 80px; aspect-ratio: 1", "width: 120px; aspect-ratio: 16 / 9",
			"height: 90px; aspect-ratio: 2 / 3" } },
	{ "block", "display: block",
		{ "margin: 6px 0", "margin: 14px 0", "width: 50%; margin: 8px auto" } },
	{ "rtl", "direction: rtl; gap: 8px; align-items: flex-start",
		{ "width: 30%", "margin-inline-start: 40px", "margin-inline-start: auto" } },
};

static const char sheet[] =
	".box { background-color: #eef2f7; padding: 8px; flex: 1 }"
	".box > label {"
	"	background-color: #cfe0f5; border-radius: 4px; padding: 6px 12px; min-width: 24px;"
	"}";

static oriel_widget *box_of(const struct subject *subject) {
	oriel_widget *box = oriel_set(
		oriel_row(), .classes = "box", .style = subject->container);
	for (int i = 0; subject->children[i] != NULL; i++) {
		oriel_widget *label = oriel_label("");
		oriel_label_set_textf(label, "%d", i + 1);
		oriel_append(box, oriel_set(label, .style = subject->children[i]));
	}
	return box;
}

int main(int argc, char **argv) {
	const struct subject *subject = NULL;
	for (size_t i = 0; argc == 2 && i < sizeof(subjects) / sizeof(subjects[0]); i++)
		if (strcmp(subjects[i].name, argv[1]) == 0)
			subject = &subjects[i];
	oriel_app *app = subject != NULL ? oriel_app_new("org.example.layout", .scale = 2) : NULL;
	if (app == NULL)
		return 1;
	oriel_app_add_sheet(app, oriel_sheet_parse(sheet));
	oriel_window_open(app, .title = "Layout", .width = 420, .height = 160,
		.content = oriel_set(oriel_column(box_of(subject)), .style = "padding: 8px"));
	return oriel_app_run(app);
}
