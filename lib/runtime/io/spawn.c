/* SPDX-License-Identifier: MIT */
/*
 * Starting a program by posix_spawn(), which copies no memory and says at once why a program cannot
 * be loaded.
 *
 * Descriptors: the sources are first brought to numbers that no target has, so that no dup2() in
 * the child overwrites a source. Everything from the last target on is then closed in the child,
 * also what a library opened without O_CLOEXEC, and what another thread opens at this moment.
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
	bool *made; /* by us: to be closed */
	size_t count;
};

/* 0, or an errno. */
static int find_source(const struct oriel__spawn *spawn, size_t target, int *fd, bool *is_made) {
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

static void sources_finish(struct sources *sources) {
	for (size_t i = 0; i < sources->count; i++) {
		if (sources->made[i])
			close(sources->fds[i]);
	}
	oriel__free(sources->fds);
	oriel__free(sources->made);
}

static int sources_init(struct sources *sources, const struct oriel__spawn *spawn) {
	int error = 0;
	*sources = (struct sources){ .count = spawn->fd_count };
	sources->fds = oriel__alloc_zero(spawn->fd_count, sizeof(*sources->fds));
	sources->made = oriel__alloc_zero(spawn->fd_count, sizeof(*sources->made));
	for (size_t i = 0; i < spawn->fd_count && error == 0; i++)
		error = find_source(spawn, i, &sources->fds[i], &sources->made[i]);
	return error;
}

static int add_actions(posix_spawn_file_actions_t *actions, const struct oriel__spawn *spawn,
	const struct sources *sources) {
	int error = spawn->cwd != NULL ? posix_spawn_file_actions_addchdir_np(actions, spawn->cwd) : 0;
	for (size_t i = 0; i < sources->count && error == 0; i++)
		error = posix_spawn_file_actions_adddup2(actions, sources->fds[i], (int)i);
	return error != 0 ? error :
						posix_spawn_file_actions_addclosefrom_np(actions, (int)sources->count);
}

static int set_attributes(posix_spawnattr_t *attributes, const struct oriel__spawn *spawn) {
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

/* A text that is executable and says not by what is for the shell, as for execvp(). */
static int start_by_shell(struct program *program, const char *path) {
	const char *const *argv = program->spawn->argv;
	size_t count = 0;
	while (argv[count] != NULL)
		count++;
	const char **by_shell = oriel__alloc_zero(count + 2, sizeof(*by_shell));
	by_shell[0] = "/bin/sh";
	by_shell[1] = path;
	memcpy(by_shell + 2, argv + 1, count * sizeof(*argv)); /* with the NULL */
	int error = posix_spawn(program->pid, "/bin/sh", &program->actions, &program->attributes,
		(char *const *)by_shell, program->spawn->env);
	oriel__free(by_shell);
	return error;
}

static int start_path(struct program *program, const char *path) {
	int error = posix_spawn(program->pid, path, &program->actions, &program->attributes,
		(char *const *)program->spawn->argv, program->spawn->env);
	return error == ENOEXEC ? start_by_shell(program, path) : error;
}

static const char *path_of(char *const *env) {
	for (; *env != NULL; env++) {
		if (strncmp(*env, "PATH=", 5) == 0)
			return *env + 5;
	}
	return DEFAULT_PATH;
}

/* A directory without "/" at its beginning is one of the child's working directory, where only the
 * child can look. */
static int start_in(struct program *program, const char *directory, size_t length) {
	const char *name = program->spawn->argv[0];
	size_t size = length + strlen(name) + 3;
	char *path = oriel__alloc(size);
	snprintf(path, size, "%.*s%s%s", (int)length, directory, length > 0 ? "/" : "./", name);
	int error = path[0] == '/' && access(path, X_OK) != 0 ? errno : start_path(program, path);
	oriel__free(path);
	return error;
}

static bool spawn_is_elsewhere(int error) {
	return error == ENOENT || error == ENOTDIR || error == EACCES || error == ENODEV ||
		error == ESTALE || error == ETIMEDOUT;
}

/* As execvp(): a program that may not be run is passed over, and told of if no other is found. */
static int start_program(struct program *program) {
	const char *name = program->spawn->argv[0];
	int error = ENOENT;
	bool is_forbidden = false;
	if (name[0] == '\0' || strchr(name, '/') != NULL)
		return name[0] == '\0' ? ENOENT : start_path(program, name);
	for (const char *directory = path_of(program->spawn->env); directory != NULL;) {
		size_t length = strcspn(directory, ":");
		error = start_in(program, directory, length);
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
		error = add_actions(&program->actions, program->spawn, sources);
		if (error == 0)
			error = set_attributes(&program->attributes, program->spawn);
		if (error == 0)
			error = start_program(program);
		posix_spawnattr_destroy(&program->attributes);
	}
	posix_spawn_file_actions_destroy(&program->actions);
	return error;
}

int oriel__spawn(const struct oriel__spawn *spawn, int *pid) {
	struct program program = { .spawn = spawn, .pid = pid };
	struct sources sources;
	int error = sources_init(&sources, spawn);
	if (error == 0)
		error = spawn_start(&program, &sources);
	sources_finish(&sources);
	return error;
}
