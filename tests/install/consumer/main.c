/* SPDX-License-Identifier: MIT */
#include <oriel/log.h>
#include <stdio.h>
#include <string.h>

static void on_log(enum oriel_log_level level, const char *message, void *data) {
	if (level == ORIEL_LOG_WARNING && strcmp(message, "it works") == 0)
		*(int *)data += 1;
}

int main(void) {
	int lines = 0;
	oriel_set_log_hook(on_log, &lines);
	oriel_log(ORIEL_LOG_WARNING, "it %s", "works");
	if (lines == 1)
		puts("it works");
	return 0;
}
