/* SPDX-License-Identifier: MIT */
/* What every program that injects needs: the connection to the X server, the clock, and giving up.
 */
#include "inject.h"

#include <X11/extensions/XTest.h>
#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

void inject_fail(const char *format, ...) {
	va_list args;
	va_start(args, format);
	fprintf(stderr, "%s: ", inject_program);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	exit(1);
}

double inject_now_ms(void) {
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

void inject_sleep_ms(double ms) {
	struct timespec left = { .tv_sec = (time_t)(ms / 1e3), .tv_nsec = (long)(fmod(ms, 1e3) * 1e6) };
	while (nanosleep(&left, &left) != 0 && errno == EINTR)
		continue;
}

void inject_open(struct inject *inject) {
	int ignored;
	*inject = (struct inject){ .display = XOpenDisplay(NULL) };
	if (inject->display == NULL)
		inject_fail("no X server at \"%s\"", XDisplayName(NULL));
	if (!XTestQueryExtension(inject->display, &ignored, &ignored, &ignored, &ignored))
		inject_fail("the X server has no XTest");
	XDisplayKeycodes(inject->display, &inject->key_codes_first, &inject->key_codes_last);
}
