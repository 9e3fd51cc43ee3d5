/* SPDX-License-Identifier: MIT */
#include <oriel/log.h>
#include <cstdio>

static void on_log(enum oriel_log_level, const char *message, void *) {
	std::puts(message);
}

int main() {
	oriel_set_log_hook(on_log, nullptr);
	oriel_log(ORIEL_LOG_WARNING, "it %s", "works");
}
