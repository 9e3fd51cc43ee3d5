/* SPDX-License-Identifier: MIT */
/* Figures of a process on Linux: time, context switches, threads, memory. Other systems are not
 * supported. */
#include "ui.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

pid_t ui_process_start(char *const *arguments) {
	pid_t process = fork();
	if (process < 0)
		inject_fail("cannot create a process");
	if (process == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL); /* the program ends even if bench-ui fails */
		execvp(arguments[0], arguments);
		_exit(127);
	}
	return process;
}

void ui_process_end(pid_t process) {
	kill(process, SIGTERM);
	waitpid(process, NULL, 0);
}

/* Returns the first number after key in a file of /proc, or 0 if there is none. */
static double read_number(const char *path, const char *key) {
	char line[256];
	double number = 0;
	FILE *file = fopen(path, "r");
	if (file == NULL)
		return 0;
	while (fgets(line, sizeof(line), file) != NULL) {
		if (strncmp(line, key, strlen(key)) == 0) {
			number = strtod(line + strlen(key), NULL);
			break;
		}
	}
	fclose(file);
	return number;
}

/* Returns the sum of a number over the threads, which may start and end meanwhile. */
static double sum_of_threads(pid_t process, const char *file, const char *key) {
	char path[300];
	double sum = 0;
	snprintf(path, sizeof(path), "/proc/%ld/task", (long)process);
	DIR *threads = opendir(path);
	if (threads == NULL)
		inject_fail("process %ld has ended", (long)process);
	for (struct dirent *thread; (thread = readdir(threads)) != NULL;) {
		if (thread->d_name[0] == '.')
			continue;
		snprintf(
			path, sizeof(path), "/proc/%ld/task/%.20s/%s", (long)process, thread->d_name, file);
		sum += read_number(path, key);
	}
	closedir(threads);
	return sum;
}

static double number_of_process(pid_t process, const char *file, const char *key) {
	char path[64];
	snprintf(path, sizeof(path), "/proc/%ld/%s", (long)process, file);
	return read_number(path, key);
}

double ui_process_cpu_ms(pid_t process) {
	return sum_of_threads(process, "schedstat", "") / 1e6;
}

long ui_process_switches(pid_t process) {
	return (long)sum_of_threads(process, "status", "voluntary_ctxt_switches:");
}

int ui_process_threads(pid_t process) {
	return (int)number_of_process(process, "status", "Threads:");
}

struct ui_memory ui_process_memory(pid_t process) {
	return (struct ui_memory){
		.resident_mib = number_of_process(process, "status", "VmRSS:") / 1024,
		.shared_out_mib = number_of_process(process, "smaps_rollup", "Pss:") / 1024,
	};
}
