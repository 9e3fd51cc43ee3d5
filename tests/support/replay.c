/* SPDX-License-Identifier: MIT */
/*
 * The main function of a fuzzer that is built without libFuzzer: calls it once with each file of a
 * corpus.
 *
 * Every build so tests what fuzzing has found, also those of compilers that have no libFuzzer. A
 * corpus without files is a failure. Each input lies in memory of exactly its size, for
 * AddressSanitizer to watch its end.
 */
#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void die(const char *what, const char *path) {
	fprintf(stderr, "%s: %s: %s\n", path, what, strerror(errno));
	exit(EXIT_FAILURE);
}

static void replay_file(const char *path) {
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		die("cannot open", path);
	if (fseek(file, 0, SEEK_END) != 0)
		die("cannot seek", path);
	long size = ftell(file);
	rewind(file);
	if (size < 0)
		die("cannot tell its size", path);

	uint8_t *data = malloc((size_t)size);
	if (data == NULL && size > 0)
		die("cannot allocate", path);
	if (fread(data, 1, (size_t)size, file) != (size_t)size)
		die("cannot read", path);
	fclose(file);
	LLVMFuzzerTestOneInput(data, (size_t)size);
	free(data);
}

static size_t replay_corpus(const char *folder) {
	size_t count = 0;
	DIR *dir = opendir(folder);
	if (dir == NULL)
		die("cannot open", folder);
	for (struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir)) {
		char path[4096];
		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		replay_file(path);
		count++;
	}
	closedir(dir);
	return count;
}

int main(int argc, char **argv) {
	size_t count = argc == 2 ? replay_corpus(argv[1]) : 0;
	printf("%zu inputs\n", count);
	return count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
