/* SPDX-License-Identifier: MIT */
/*
 * Files of a sheet as bytes. An entry is a byte that says whether the file was read, then its path,
 * then its text or else the reason, each after its length in four bytes. Bytes come from a
 * recording, which may be damaged: an entry that is cut off is a file that is missing.
 */
#include "css/sheet_files_internal.h"

#include "base/alloc_internal.h"

#include <stdint.h>
#include <string.h>

enum { LENGTH_SIZE = 4 };

static void files_append(struct oriel__sheet_files *files, const void *bytes, size_t length) {
	files->bytes = oriel__grow(files->bytes, &files->capacity, files->length + length, 1);
	if (length > 0)
		memcpy(files->bytes + files->length, bytes, length);
	files->length += length;
}

static void files_append_text(struct oriel__sheet_files *files, const char *text, size_t length) {
	unsigned char size[LENGTH_SIZE];
	for (int i = 0; i < LENGTH_SIZE; i++)
		size[i] = (unsigned char)(length >> (8 * i));
	files_append(files, size, sizeof(size));
	files_append(files, text, length);
}

void oriel__sheet_files_write(struct oriel__sheet_files *files, const char *path, const char *text,
	size_t length, const char *reason) {
	const char was_read = text != NULL;
	files_append(files, &was_read, 1);
	files_append_text(files, path, strlen(path));
	files_append_text(
		files, text != NULL ? text : reason, text != NULL ? length : strlen(reason));
}

static const char *files_take(struct oriel__sheet_files *files, size_t length) {
	if (length > files->length - files->at) {
		files->at = files->length;
		return NULL;
	}
	const char *bytes = files->bytes + files->at;
	files->at += length;
	return bytes;
}

static const char *files_take_text(struct oriel__sheet_files *files, size_t *length) {
	const char *size = files_take(files, LENGTH_SIZE);
	*length = 0;
	for (int i = 0; size != NULL && i < LENGTH_SIZE; i++)
		*length |= (size_t)(unsigned char)size[i] << (8 * i);
	return size != NULL ? files_take(files, *length) : NULL;
}

char *oriel__sheet_files_read(struct oriel__sheet_files *files, struct oriel__css_arena *arena,
	const char **path, size_t *length, const char **reason) {
	size_t path_length, text_length;
	const char *was_read = files_take(files, 1);
	const char *name = files_take_text(files, &path_length);
	const char *text = files_take_text(files, &text_length);
	*reason = "the recording does not have it";
	if (was_read == NULL || name == NULL || text == NULL)
		return NULL;
	*path = oriel__css_arena_text(arena, name, path_length);
	if (was_read[0] == 0) {
		*reason = oriel__css_arena_text(arena, text, text_length);
		return NULL;
	}
	char *copy = oriel__try_alloc(text_length + 1, 1);
	*reason = "there is no memory for it";
	if (copy == NULL)
		return NULL;
	memcpy(copy, text, text_length);
	copy[text_length] = '\0';
	*length = text_length;
	return copy;
}

void oriel__sheet_files_finish(struct oriel__sheet_files *files) {
	if (!files->is_given)
		oriel__free(files->bytes);
}
