/* SPDX-License-Identifier: MIT */
/*
 * A minimal font for FreeType, HarfBuzz and fontconfig: an sfnt with ten tables. Its three glyphs
 * are the box, "A" and U+1F680. None has an outline; the bitmaps contain no pixels, because they
 * must never be read. Source: OpenType 1.9.
 */
#include "bitmap_font.h"

#include "test.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { GLYPHS = 3, UNITS_PER_EM = 1000, MAX_FILE = 2048 };

struct writer {
	unsigned char bytes[MAX_FILE];
	size_t length;
};

static void put(struct writer *writer, uint32_t value, int size) {
	for (int i = size; i-- > 0;)
		writer->bytes[writer->length++] = (unsigned char)(value >> 8 * i);
}

static void put_all(struct writer *writer, const uint16_t *values, size_t count) {
	for (size_t i = 0; i < count; i++)
		put(writer, values[i], 2);
}

#define PUT(...) \
	put_all(writer, (const uint16_t[]){ __VA_ARGS__ }, \
		sizeof((const uint16_t[]){ __VA_ARGS__ }) / sizeof(uint16_t))

static void put_head(struct writer *writer) {
	PUT(1, 0, 1, 0, 0, 0, 0x5f0f, 0x3cf5, 0, UNITS_PER_EM, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
		UNITS_PER_EM, UNITS_PER_EM, 0, 8, 2, 0, 0);
}

static void put_hhea(struct writer *writer) {
	PUT(1, 0, 900, (uint16_t)-200, 0, UNITS_PER_EM, 0, 0, UNITS_PER_EM, 1, 0, 0, 0, 0, 0, 0, 0,
		GLYPHS);
}

static void put_hmtx(struct writer *writer) {
	PUT(UNITS_PER_EM, 0, UNITS_PER_EM, 0, UNITS_PER_EM, 0);
}

static void put_maxp(struct writer *writer) {
	PUT(0, 0x5000, GLYPHS);
}

/* Format 12: two groups of one character each. */
static void put_cmap(struct writer *writer) {
	PUT(0, 1, 3, 10, 0, 12, 12, 0, 0, 40, 0, 0, 0, 2);
	PUT(0, 'A', 0, 'A', 0, 1);
	PUT(1, 0xf680, 1, 0xf680, 0, 2);
}

/* The family and the style, for Windows, in English, in UTF-16. */
static void put_name(struct writer *writer) {
	static const char family[] = "Coloured", style[] = "Regular";
	PUT(0, 2, 30, 3, 1, 0x409, 1, 2 * (sizeof(family) - 1), 0, 3, 1, 0x409, 2,
		2 * (sizeof(style) - 1), 2 * (sizeof(family) - 1));
	for (const char *c = family; *c; c++)
		put(writer, (unsigned char)*c, 2);
	for (const char *c = style; *c; c++)
		put(writer, (unsigned char)*c, 2);
}

static void put_post(struct writer *writer) {
	PUT(3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}

/* One size of 16 px, with an index of format 1. */
static void put_cblc(struct writer *writer) {
	PUT(3, 0, 0, 1);
	PUT(0, 56, 0, 32, 0, 1, 0, 0);
	for (int i = 0; i < 2; i++)
		put(writer, 16 << 24 | 0xfc << 16 | 16 << 8, 4), PUT(0, 0, 0, 0);
	PUT(0, GLYPHS - 1, 0x1010, 0x2001);
	PUT(0, GLYPHS - 1, 0, 8);
	PUT(1, 17, 0, 4, 0, 0, 0, 9, 0, 18, 0, 27);
}

static void put_cbdt(struct writer *writer) {
	PUT(3, 0);
	for (int i = 0; i < GLYPHS; i++)
		put(writer, 16, 1), put(writer, 16, 1), put(writer, 0, 1), put(writer, 14, 1),
			put(writer, 16, 1), put(writer, 0, 4);
}

struct table {
	const char *tag;
	void (*put)(struct writer *writer);
};

void bitmap_font_write(char *path) {
	static const struct table tables[] = {
		/* ordered by tag, as the directory requires */
		{ "CBDT", put_cbdt },
		{ "CBLC", put_cblc },
		{ "cmap", put_cmap },
		{ "head", put_head },
		{ "hhea", put_hhea },
		{ "hmtx", put_hmtx },
		{ "maxp", put_maxp },
		{ "name", put_name },
		{ "post", put_post },
	};
	enum { COUNT = sizeof(tables) / sizeof(tables[0]) };
	static struct writer file, body;
	struct writer *writer = &file;
	file.length = body.length = 0;
	PUT(1, 0, COUNT, 128, 3, COUNT * 16 - 128);
	for (size_t i = 0; i < COUNT; i++) {
		size_t start = body.length;
		tables[i].put(&body);
		memcpy(file.bytes + file.length, tables[i].tag, 4);
		file.length += 4;
		put(&file, 0, 4); /* the check sum, which is read only by validators */
		put(&file, (uint32_t)(12 + COUNT * 16 + start), 4);
		put(&file, (uint32_t)(body.length - start), 4);
		put(&body, 0, (int)(-body.length & 3));
	}
	memcpy(file.bytes + file.length, body.bytes, body.length);
	file.length += body.length;
	int descriptor = mkstemp(path);
	assert_true(
		descriptor >= 0 && write(descriptor, file.bytes, file.length) == (ssize_t)file.length);
	close(descriptor);
}
