/* SPDX-License-Identifier: MIT */
/*
 * Starts a program by posix_spawn(), which copies no memory and reports at once why a program
 * cannot be loaded.
 *
 * Descriptors: each source is first duplicated to a number that is no target, so that no dup2() in
 * the child overwrites a source. The child then closes everything after the last target. This
 * includes descriptors that a library opened without O_CLOEXEC, and those that another thread is
 * opening now.
 */
#define _GNU_SOURCE /* posix_spawn_file_actions_addchdir_np() and _addclosefrom_np(), \
					POSIX_SPAWN_SETSID */
#include "io/spawn_internal.h"

#include "base/alloc_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define DEFAULT_PATH "/usr/local/bin:/usr/bin:/bin"

enum { STANDARD = 3 };

/* ---- Descriptors ---- */

struct sources {
	int *fds;   /* numbers that are no targets */
	bool *made; /* duplicated here, to be closed */
	size_t count;
};

/* Finds the source of a target. Returns 0 or an errno. */
static int spawn_find_source(
	const struct oriel__spawn *spawn, size_t target, int *fd, bool *is_made) {
	int given = spawn->fds[target];
	bool is_null = given == ORIEL__SPAWN_NULL ||
		(target < STANDARD && given == (int)target && fcntl(given, F_GETFD) < 0);
	if (!is_null && given >= (int)spawn->fd_count) {
		*fd = given;
		return 0;
	}
	int null = is_null ? open("/dev/null", O_RDWR | O_CLOEXEC) : -1;
	*fd = fcntl(is_null ? null : given, F_DUPFD_CLOEXEC, (int)spawn->fd_count);
	*is_made = *fd >= 0;
	int error = errno;
	if (null >= 0)
		close(null);
	return *is_made ? 0 : error;
}

static void spawn_finish_sources(struct sources *sources) {
	for (size_t i = 0; i < sources->count; i++) {
		if (sources->made[i])
			close(sources->fds[i]);
	}
	oriel__free(sources->fds);
	oriel__free(sources->made);
}

static int spawn_init_sources(struct sources *sources, const struct oriel__spawn *spawn) {
	int error = 0;
	*sources = (struct sources){ .count = spawn->fd_count };
	sources->fds = oriel__alloc_zero(spawn->fd_count, sizeof(*sources->fds));
	sources->made = oriel__alloc_zero(spawn->fd_count, sizeof(*sources->made));
	for (size_t i = 0; i < spawn->fd_count && error == 0; i++)
		error = spawn_find_source(spawn, i, &sources->fds[i], &sources->made[i]);
	return error;
}

static int spawn_add_actions(posix_spawn_file_actions_t *actions, const struct oriel__spawn *spawn,
	const struct sources *sources) {
	int error = spawn->cwd != NULL ? posix_spawn_file_actions_addchdir_np(actions, spawn->cwd) : 0;
	for (size_t i = 0; i < sources->count && error == 0; i++)
		error = posix_spawn_file_actions_adddup2(actions, sources->fds[i], (int)i);
	return error != 0 ? error :
						posix_spawn_file_actions_addclosefrom_np(actions, (int)sources->count);
}

static int spawn_set_attributes(posix_spawnattr_t *attributes, const struct oriel__spawn *spawn) {
	sigset_t all, none;
	sigfillset(&all);
	sigemptyset(&none);
	int flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK |
		(spawn->is_session_leader ? POSIX_SPAWN_SETSID : 0);
	int error = posix_spawnattr_setsigdefault(attributes, &all);
	if (error == 0)
		error = posix_spawnattr_setsigmask(attributes, &none);
	return error != 0 ? error : posix_spawnattr_setflags(attributes, (short)flags);
}

/* ---- The program ---- */

struct program {
	const struct oriel__spawn *spawn;
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int *pid;
};

/* Runs an executable text without an interpreter line with the shell, as execvp() does. */
static int spawn_start_by_shell(struct program *program, const char *path) {
	const char *const *argv = program->spawn->argv;
	size_t count = 0;
	while (argv[count] != NULL)
		count++;
	const char **by_shell = oriel__alloc_zero(count + 2, sizeof(*by_shell));
	by_shell[0] = "/bin/sh";
	by_shell[1] = path;
	memcpy(by_shell + 2, argv + 1, count * sizeof(*argv)); /* includes the final NULL */
	int error = posix_spawn(program->pid, "/bin/sh", &program->actions, &program->attributes,
		(char *const *)by_shell, program->spawn->env);
	oriel__free(by_shell);
	return error;
}

static int spawn_start_path(struct program *program, const char *path) {
	int error = posix_spawn(program->pid, path, &program->actions, &program->attributes,
		(char *const *)program->spawn->argv, program->spawn->env);
	return error == ENOEXEC ? spawn_start_by_shell(program, path) : error;
}

static const char *spawn_search_path(char *const *env) {
	for (; *env != NULL; env++) {
		if (strncmp(*env, "PATH=", 5) == 0)
			return *env + 5;
	}
	return DEFAULT_PATH;
}

/* Starts the program in one directory of PATH. A directory that does not begin with "/" is relative
 * to the child's working directory, so only the child can check it. */
static int spawn_start_in_directory(struct program *program, const char *directory, size_t length) {
	const char *name = program->spawn->argv[0];
	size_t size = length + strlen(name) + 3;
	char *path = oriel__alloc(size);
	snprintf(path, size, "%.*s%s%s", (int)length, directory, length > 0 ? "/" : "./", name);
	int error = path[0] == '/' && access(path, X_OK) != 0 ? errno : spawn_start_path(program, path);
	oriel__free(path);
	return error;
}

static bool spawn_is_elsewhere(int error) {
	return error == ENOENT || error == ENOTDIR || error == EACCES || error == ENODEV ||
		error == ESTALE || error == ETIMEDOUT;
}

/* Searches PATH as execvp() does: a program that may not be run is skipped, and its error is
 * returned if no other is found. */
static int spawn_start_program(struct program *program) {
	const char *name = program->spawn->argv[0];
	int error = ENOENT;
	bool is_forbidden = false;
	if (name[0] == '\0' || strchr(name, '/') != NULL)
		return name[0] == '\0' ? ENOENT : spawn_start_path(program, name);
	for (const char *directory = spawn_search_path(program->spawn->env); directory != NULL;) {
		size_t length = strcspn(directory, ":");
		error = spawn_start_in_directory(program, directory, length);
		if (error == 0 || !spawn_is_elsewhere(error))
			return error;
		is_forbidden = is_forbidden || error == EACCES;
		directory = directory[length] != '\0' ? directory + length + 1 : NULL;
	}
	return is_forbidden ? EACCES : error;
}

static int spawn_start(struct program *program, const struct sources *sources) {
	int error = posix_spawn_file_actions_init(&program->actions);
	if (error != 0)
		return error;
	error = posix_spawnattr_init(&program->attributes);
	if (error == 0) {
		error = spawn_add_actions(&program->actions, program->spawn, sources);
		if (error == 0)
			error = spawn_set_attributes(&program->attributes, program->spawn);
		if (error == 0)
			error = spawn_start_program(program);
		posix_spawnattr_destroy(&program->attributes);
	}
	posix_spawn_file_actions_destroy(&program->actions);
	return error;
}

int oriel__spawn(const struct oriel__spawn *spawn, int *pid) {
	struct program program = { .spawn = spawn, .pid = pid };
	struct sources sources;
	int error = spawn_init_sources(&sources, spawn);
	if (error == 0)
		error = spawn_start(&program, &sources);
	spawn_finish_sources(&sources);
	return error;
}
