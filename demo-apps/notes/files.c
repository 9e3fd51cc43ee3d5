/* SPDX-License-Identifier: MIT */
#include "files.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "memory.h"

/* The data of a job, which alone uses it. */
struct files_job {
	char *folder;
	struct names names;
};

char *path_join(const char *folder, const char *name) {
	size_t size = strlen(folder) + strlen(name) + 2;
	char *path = allocate(size);
	snprintf(path, size, "%s/%s", folder, name);
	return path;
}

static struct files_job *files_job_new(const char *folder, struct names names) {
	struct files_job *job = allocate(sizeof(*job));
	job->folder = copy_text(folder, strlen(folder));
	job->names = names;
	return job;
}

static void files_job_destroy(void *data) {
	struct files_job *job = data;
	names_finish(&job->names);
	free(job->folder);
	free(job);
}

static struct oriel_completion throw_errno(const char *verb, const char *path, int error) {
	char message[1024];
	enum oriel_status status = error == ENOENT ? ORIEL_NOT_FOUND_ERROR
		: error == EACCES || error == EPERM || error == EROFS ? ORIEL_NOT_ALLOWED_ERROR
		: ORIEL_OPERATION_ERROR;
	snprintf(message, sizeof(message), "cannot %s %s: %s", verb, path, strerror(error));
	return oriel_throw_error(status, message);
}

static struct oriel_completion make_folders(oriel_job *job, void *data) {
	const struct files_job *work = data;
	(void)job;
	for (char *slash = work->folder; slash != NULL;) {
		slash = strchr(slash + 1, '/');
		if (slash != NULL)
			*slash = '\0';
		int error = mkdir(work->folder, 0700) == 0 ? 0 : errno;
		bool is_last = slash == NULL;
		if (is_last && error != 0 && error != EEXIST)
			return throw_errno("make", work->folder, error);
		if (!is_last)
			*slash = '/';
	}
	return ORIEL_COMPLETE;
}

static struct oriel_completion delete_files(oriel_job *job, void *data) {
	const struct files_job *work = data;
	int error = 0;
	(void)job;
	for (size_t i = 0; i < work->names.count && error == 0; i++) {
		char *path = path_join(work->folder, work->names.items[i]);
		if (unlink(path) != 0 && errno != ENOENT)
			error = errno;
		free(path);
		if (error != 0)
			return throw_errno("delete", work->names.items[i], error);
	}
	return ORIEL_COMPLETE;
}

oriel_promise *folder_make(const char *folder) {
	return oriel_job_submit(make_folders, files_job_new(folder, (struct names){ 0 }),
		.release = files_job_destroy, .finish_on_quit = true);
}

oriel_promise *files_delete(const char *folder, struct names names) {
	return oriel_job_submit(delete_files, files_job_new(folder, names),
		.release = files_job_destroy, .finish_on_quit = true);
}
