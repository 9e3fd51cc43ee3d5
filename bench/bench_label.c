/* SPDX-License-Identifier: MIT */
/*
 * The memory of a label in a window with 10,000 of them, each with a text of its own. Prints two
 * numbers of bytes, for bench/run-css: that of the node, its text and the style that labels share,
 * and that of a label in a window that is shown, with its shaped text and its part of the caches.
 */
#include <malloc.h>
#include <stdio.h>

#include <oriel/oriel.h>
#include <oriel/widgets.h>

enum { LABELS = 10000, FEW = 100 };

struct sizes {
	size_t styled, shown; /* bytes */
};

/* Returns the bytes in use with a number of labels, before the window of the labels is shown, and
 * after. */
static struct sizes sizes_with(int count) {
	oriel_app *app = oriel_app_new("org.oriel.bench-label", .headless = true);
	oriel_widget *column = oriel_column();
	struct sizes sizes;
	char text[32];
	for (int i = 0; i < count; i++) {
		snprintf(text, sizeof(text), "Label number %d", i);
		oriel_append(column, oriel_label(text));
		oriel_computed_style(oriel_last_child(column), "color"); /* computes the style */
	}
	sizes.styled = mallinfo2().uordblks;
	oriel_window_open(app, .width = 800, .height = 600, .content = oriel_scroll_view(column));
	oriel_loop_advance(oriel_app_loop(app), 100);
	sizes.shown = mallinfo2().uordblks;
	oriel_app_destroy(app);
	return sizes;
}

int main(void) {
	struct sizes few = sizes_with(FEW), many = sizes_with(LABELS);
	printf("%zu %zu\n", (many.styled - few.styled) / (LABELS - FEW),
		(many.shown - few.shown) / (LABELS - FEW));
	return 0;
}
