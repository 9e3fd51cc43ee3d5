/* SPDX-License-Identifier: MIT */
/*
 * Draws the pictures of the note in docs/notes.png: hills and their image in a lake, by day or,
 * with the argument "evening", at sunset.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/oriel.h>
#include <oriel/widgets.h>

enum { WIDTH = 560, HEIGHT = 280 };

static const unsigned day[] = { 0x7fb4e0, 0xdcecf5, 0x8aa6b5, 0x4f7a6b, 0xf7fbff };
static const unsigned evening[] = { 0x51568f, 0xf2a477, 0x7a6a92, 0x3d3a5c, 0xffe6b8 };

static unsigned mix(unsigned from, unsigned to, float share) {
	unsigned color = 0;
	for (int shift = 0; shift < 24; shift += 8) {
		float a = (float)(from >> shift & 255), b = (float)(to >> shift & 255);
		color |= (unsigned)(a + (b - a) * share) << shift;
	}
	return color;
}

/* @param x, y from 0 to 1 */
static unsigned view_color(const unsigned *colors, float x, float y) {
	float shore = 0.58f, waves = 0;
	bool is_water = y > shore;
	if (is_water) {
		waves = 0.004f * sinf(y * 260 + 3 * sinf(x * 17));
		y = shore - (y - shore) * 0.9f;
		x += waves;
	}
	float far = 0.34f + 0.07f * sinf(x * 6 + 1) + 0.025f * sinf(x * 19);
	float near = 0.47f + 0.05f * sinf(x * 4 + 4) + 0.01f * sinf(x * 37);
	unsigned color = mix(colors[0], colors[1], fminf(1, y / 0.45f));
	if (hypotf((x - 0.72f) * 2, y - 0.16f) < 0.07f)
		color = colors[4];
	if (y > far)
		color = colors[2];
	if (y > near)
		color = colors[3];
	return is_water ? mix(color, colors[0], 0.35f + 20 * fabsf(waves)) : color;
}

int main(int argc, char **argv) {
	bool is_evening = argc > 1 && strcmp(argv[1], "evening") == 0;
	oriel_app *app = oriel_app_new("org.oriel.reservoir");
	unsigned char *rgba = malloc((size_t)WIDTH * HEIGHT * 4);
	if (app == NULL || rgba == NULL)
		return 1;
	for (int i = 0; i < WIDTH * HEIGHT; i++) {
		unsigned color = view_color(is_evening ? evening : day, (float)(i % WIDTH) / WIDTH,
			(float)(i / WIDTH) / HEIGHT);
		for (int j = 0; j < 3; j++)
			rgba[4 * i + j] = (unsigned char)(color >> (16 - 8 * j));
		rgba[4 * i + 3] = 255;
	}
	oriel_widget *image = oriel_image(NULL, "A lake between hills");
	oriel_image_set_bitmap(image, oriel_bitmap_new(WIDTH, HEIGHT, rgba, WIDTH * 4));
	free(rgba);
	oriel_window_open(app, .width = WIDTH, .height = HEIGHT, .content = image);
	return oriel_app_run(app);
}
