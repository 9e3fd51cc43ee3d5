/* SPDX-License-Identifier: MIT */
#include "files.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sqlite3.h>

#include "test.h"

static sqlite3 *connect(const char *path) {
	sqlite3 *connection;
	assert_int_equal(sqlite3_open(path, &connection), SQLITE_OK);
	sqlite3_busy_timeout(connection, 10000);
	return connection;
}

void file_execute(const char *path, const char *sql) {
	sqlite3 *connection = connect(path);
	char *message = NULL;
	sqlite3_exec(connection, sql, NULL, NULL, &message);
	assert_null(message);
	sqlite3_close(connection);
}

char *file_query(const char *path, const char *sql) {
	sqlite3 *connection = connect(path);
	sqlite3_stmt *statement;
	assert_int_equal(sqlite3_prepare_v2(connection, sql, -1, &statement, NULL), SQLITE_OK);
	char *text = calloc(1, 1);
	while (sqlite3_step(statement) == SQLITE_ROW) {
		const char *value = (const char *)sqlite3_column_text(statement, 0);
		size_t length = strlen(text), size = length + strlen(value ? value : "NULL") + 2;
		text = realloc(text, size);
		snprintf(text + length, size - length, "%s%s", length ? "|" : "", value ? value : "NULL");
	}
	sqlite3_finalize(statement);
	sqlite3_close(connection);
	return text;
}

void assert_file_query(const char *path, const char *sql, const char *expected) {
	char *text = file_query(path, sql);
	assert_string_equal(text, expected);
	free(text);
}

unsigned char *file_read(const char *path, size_t *size) {
	struct stat status;
	FILE *file = fopen(path, "rb");
	if (!file)
		return NULL;
	assert_int_equal(fstat(fileno(file), &status), 0);
	*size = (size_t)status.st_size;
	unsigned char *bytes = malloc(*size + 1);
	assert_int_equal(fread(bytes, 1, *size, file), *size);
	fclose(file);
	return bytes;
}

struct snapshot snapshot_take(const char *path) {
	struct snapshot snapshot = { .path = path };
	snapshot.bytes = file_read(path, &snapshot.size);
	assert_non_null(snapshot.bytes);
	return snapshot;
}

void assert_unchanged(struct snapshot *snapshot) {
	size_t size = 0;
	unsigned char *bytes = file_read(snapshot->path, &size);
	assert_non_null(bytes);
	assert_int_equal(size, snapshot->size);
	assert_memory_equal(bytes, snapshot->bytes, size);
	free(bytes);
	free(snapshot->bytes);
}

/* A program of its own: a fork would take SQLite's idea of its parent's locks along. */
static void become_sqlite(const char *path, int in, int out) {
	if (dup2(in, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0)
		execlp("sqlite3", "sqlite3", "-bail", "-init", "/dev/null", path, (char *)NULL);
	_exit(127);
}

struct locker locker_start(const char *path, const char *sql) {
	int in[2], out[2];
	assert_int_equal(pipe(in), 0);
	assert_int_equal(pipe(out), 0);
	assert_int_equal(fcntl(in[1], F_SETFD, FD_CLOEXEC), 0);
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		become_sqlite(path, in[0], out[1]);
	close(in[0]);
	close(out[1]);
	assert_true(dprintf(in[1], "%s;\n.print locked\n", sql) > 0);
	FILE *answers = fdopen(out[0], "r");
	char answer[64] = "";
	while (strcmp(answer, "locked\n") != 0)
		assert_non_null(fgets(answer, sizeof(answer), answers));
	fclose(answers);
	return (struct locker){ .pid = pid, .release = in[1] };
}

void locker_release(struct locker *locker) {
	int status;
	close(locker->release);
	assert_int_equal(waitpid(locker->pid, &status, 0), locker->pid);
	assert_int_equal(status, 0);
}
