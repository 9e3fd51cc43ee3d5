/* SPDX-License-Identifier: MIT */
/*
 * Parses a sheet of 10,000 rules and prints the shortest time in ms, for bench/run-css.
 */
#include <oriel/ui/sheet.h>

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 60 };

static char *file_text(const char *path) {
	FILE *file = fopen(path, "rb");
	if (file == NULL || fseek(file, 0, SEEK_END) != 0)
		return NULL;
	long size = ftell(file);
	char *text = malloc((size_t)size + 1);
	rewind(file);
	if (text == NULL || fread(text, 1, (size_t)size, file) != (size_t)size)
		return NULL;
	text[size] = '\0';
	fclose(file);
	return text;
}

static double milliseconds(void) {
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

int main(int argc, char **argv) {
	char *text = argc == 2 ? file_text(argv[1]) : NULL;
	double least = 1e9;
	if (text == NULL) {
		fprintf(stderr, "usage: bench-css SHEET\n");
		return 1;
	}
	for (int i = 0; i < ROUNDS; i++) {
		double before = milliseconds();
		oriel_sheet *sheet = oriel_sheet_parse(text);
		double taken = milliseconds() - before;
		oriel_sheet_unref(sheet);
		least = taken < least ? taken : least;
	}
	printf("%.2f\n", least);
	free(text);
	return 0;
}
