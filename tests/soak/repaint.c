/* SPDX-License-Identifier: MIT */
/*
 * The other picture is painted by a painter of its own, which knows of no earlier frame, into a
 * buffer of its own. All nodes are marked for it; what the window's painter remembers stays true as
 * long as the pictures are alike.
 */
#include "repaint.h"

#include <stdlib.h>
#include <string.h>

#include "app/app_internal.h"
#include "paint/painter_internal.h"
#include "platform/headless_internal.h"
#include "test.h"
#include "tree/walk_internal.h"

static struct oriel_framebuffer framebuffer_of(oriel_window *window) {
	oriel_platform_window *device = window->surface.platform_window;
	struct oriel_framebuffer framebuffer;
	assert_true(device->platform->platform_class->window_framebuffer(device, &framebuffer));
	return framebuffer;
}

static void mark_everything(struct oriel__tree *tree) {
	for (struct oriel__node *node = tree->root; node != NULL;
		node = oriel__flat_next(node, tree->root))
		oriel__node_mark(node, ORIEL__MARK_ALL);
}

static void repaint(oriel_window *window, struct oriel_framebuffer *framebuffer) {
	struct oriel__painter *painter = oriel__painter_new();
	struct oriel_device_rect damage;
	mark_everything(&window->surface.tree);
	oriel__surface_update_geometry(&window->surface);
	oriel__painter_update(painter, &window->surface.tree, framebuffer, window->scale, &damage, 1);
	oriel__painter_destroy(painter);
}

static void compare(oriel_window *window, const struct oriel_framebuffer *repainted) {
	enum { RGB = 0xffffff }; /* the fourth byte means nothing */
	for (int y = 0; y < repainted->height; y++) {
		const uint32_t *row = (const uint32_t *)repainted->pixels +
			(size_t)y * (size_t)(repainted->stride / 4);
		for (int x = 0; x < repainted->width; x++) {
			uint32_t shown = oriel__headless_shown_pixel(window->surface.platform_window, x, y);
			if ((shown & RGB) != (row[x] & RGB))
				fail_msg("the pixel at %d, %d of %d × %d shows %06x, and is %06x when all is "
						"painted anew",
					x, y, repainted->width, repainted->height, (unsigned)(shown & RGB),
					(unsigned)(row[x] & RGB));
		}
	}
}

void assert_as_repainted(oriel_window *window) {
	oriel_window_update(window);
	struct oriel_framebuffer framebuffer = framebuffer_of(window);
	size_t size = (size_t)framebuffer.stride * (size_t)framebuffer.height;
	framebuffer.pixels = malloc(size > 0 ? size : 1);
	assert_non_null(framebuffer.pixels);
	memset(framebuffer.pixels, 0xa5, size);
	repaint(window, &framebuffer);
	compare(window, &framebuffer);
	free(framebuffer.pixels);
}
