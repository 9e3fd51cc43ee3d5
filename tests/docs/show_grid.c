/* SPDX-License-Identifier: MIT */
/* The program of docs/ui/grid.md, whose picture is docs/ui/grid.png. */
#include <oriel/oriel.h>
#include <oriel/widgets.h>

static const char sheet[] =
	".page {\n"
	"	display: grid;\n"
	"	grid-template-areas: \"head head\" \"side main\";\n"
	"	grid-template-columns: 120px 1fr;\n"
	"	grid-template-rows: auto 1fr;\n"
	"	gap: 8px; padding: 8px; align-items: stretch;\n"
	"}\n"
	".head { grid-area: head; }\n"
	".side { grid-area: side; }\n"
	".main {\n"
	"	grid-area: main;\n"
	"	display: grid;\n"
	"	grid-template-columns: repeat(auto-fill, minmax(70px, 1fr));\n"
	"	grid-auto-rows: 48px;\n"
	"	gap: 8px;\n"
	"}\n"
	".wide { grid-column: span 2; }\n"
	".page label {\n"
	"	align-self: stretch; padding: 8px;\n"
	"	background-color: #dbe7f5; border-radius: 4px;\n"
	"}\n";

int main(void) {
	oriel_app *app = oriel_app_new("org.example.grid", .scale = 2);
	if (!app)
		return 1;
	oriel_app_add_sheet(app, oriel_sheet_parse(sheet));
	oriel_widget *tiles = oriel_set(oriel_row(), .classes = "main");
	for (int i = 1; i <= 7; i++) {
		oriel_widget *tile = oriel_label("");
		oriel_label_set_textf(tile, "%d", i);
		oriel_append(tiles, oriel_set(tile, .classes = i == 2 || i == 5 ? "wide" : NULL));
	}
	oriel_window_open(app, .title = "Grid", .width = 480, .height = 240,
		.content = oriel_set(
			oriel_row(tiles, oriel_set(oriel_label("Side"), .classes = "side"),
				oriel_set(oriel_label("Head"), .classes = "head")),
			.classes = "page"));
	return oriel_app_run(app);
}
