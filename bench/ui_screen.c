/* SPDX-License-Identifier: MIT */
/*
 * The X server's screen, which Xvfb keeps in a file (-fbdir) that is mapped here. Reading the
 * mapping costs the server nothing. A request for pixels would wait in the server's queue before
 * the program's own requests.
 *
 * A change is defined by the pixels that differ between the old and the new picture. The change is
 * complete when the last of them has its new value.
 */
#include "ui.h"

#include <X11/XWDFile.h>
#include <arpa/inet.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define GRID 16

void ui_screen_open(struct ui_screen *screen, const char *path) {
	struct stat status;
	int file = open(path, O_RDONLY);
	if (file < 0 || fstat(file, &status) != 0 || (size_t)status.st_size < sizeof(XWDFileHeader))
		inject_fail("%s is not a screen file of Xvfb; start Xvfb with -fbdir", path);
	void *memory = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_SHARED, file, 0);
	close(file);
	if (memory == MAP_FAILED)
		inject_fail("%s cannot be mapped", path);
	const XWDFileHeader *header = memory;
	if (ntohl(header->bits_per_pixel) != 32)
		inject_fail("the screen has %u bits a pixel, not 32", ntohl(header->bits_per_pixel));
	*screen = (struct ui_screen){
		.pixels = (const unsigned char *)memory + ntohl(header->header_size) +
			ntohl(header->ncolors) * sizeof(XWDColor),
		.stride = ntohl(header->bytes_per_line),
		.width = (int)ntohl(header->pixmap_width),
		.height = (int)ntohl(header->pixmap_height),
	};
}

static uint32_t pixel_at(const struct ui_screen *screen, size_t offset) {
	return *(const volatile uint32_t *)(screen->pixels + offset);
}

uint32_t *ui_screen_copy(const struct ui_screen *screen) {
	size_t size = screen->stride * (size_t)screen->height;
	uint32_t *copy = malloc(size);
	if (copy == NULL)
		inject_fail("no memory for a picture of the screen");
	memcpy(copy, screen->pixels, size);
	return copy;
}

/* Counts the pixels that differ from a copy, and adds every step-th to change, which may be
 * NULL. */
static size_t walk(
	const struct ui_screen *screen, const uint32_t *copy, struct ui_change *change, size_t step) {
	size_t found = 0, count = screen->stride / sizeof(uint32_t) * (size_t)screen->height;
	for (size_t i = 0; i < count; i++) {
		uint32_t now = pixel_at(screen, i * sizeof(uint32_t));
		if (now == copy[i])
			continue;
		if (change != NULL && found % step == 0 && change->count < UI_MAX_PIXELS)
			change->pixel[change->count++] = (struct ui_pixel){ i * sizeof(uint32_t), copy[i],
				now };
		found++;
	}
	return found;
}

void ui_screen_compare(
	const struct ui_screen *screen, const uint32_t *copy, struct ui_change *change) {
	size_t found = walk(screen, copy, NULL, 1);
	change->count = 0;
	walk(screen, copy, change, found / UI_MAX_PIXELS + 1);
}

void ui_screen_grid(const struct ui_screen *screen, struct ui_change *grid) {
	grid->count = 0;
	for (int y = GRID / 2; y < screen->height; y += GRID)
		for (int x = GRID / 2; x < screen->width && grid->count < UI_MAX_PIXELS; x += GRID)
			grid->pixel[grid->count++].offset = (size_t)y * screen->stride +
				(size_t)x * sizeof(uint32_t);
	ui_screen_update(screen, grid);
}

bool ui_screen_is_touched(const struct ui_screen *screen, const struct ui_change *change) {
	for (int i = 0; i < change->count; i++)
		if (pixel_at(screen, change->pixel[i].offset) != change->pixel[i].before)
			return true;
	return false;
}

bool ui_screen_is_changed(const struct ui_screen *screen, const struct ui_change *change) {
	for (int i = 0; i < change->count; i++)
		if (pixel_at(screen, change->pixel[i].offset) != change->pixel[i].after)
			return false;
	return true;
}

void ui_screen_update(const struct ui_screen *screen, struct ui_change *change) {
	for (int i = 0; i < change->count; i++)
		change->pixel[i].before = pixel_at(screen, change->pixel[i].offset);
}

void ui_change_reverse(struct ui_change *change) {
	for (int i = 0; i < change->count; i++) {
		uint32_t before = change->pixel[i].before;
		change->pixel[i].before = change->pixel[i].after;
		change->pixel[i].after = before;
	}
}
