/* SPDX-License-Identifier: MIT */
/*
 * Starts and stops traces. Other modules write to a trace through loop/trace_internal.h.
 */
#include <oriel/runtime/trace.h>

#include "base/errno_internal.h"
#include "loop/loop_internal.h"
#include "loop/trace_internal.h"

#include <oriel/runtime/log.h>

#include <errno.h>

#define MAX_BYTES (UINT64_C(1) << 30)

enum oriel_status oriel_trace_start(const char *path, uint64_t max_bytes) {
	oriel_loop *loop = oriel__loop_here("oriel_trace_start");
	ORIEL_ASSERT(path != NULL, "oriel_trace_start: path is NULL; pass the name of a file");
	oriel__trace_end(loop);
	struct oriel__trace_file *file = oriel__trace_file_open(
		path, max_bytes != 0 ? max_bytes : MAX_BYTES);
	if (file == NULL)
		return oriel__status_from_errno(errno);
	oriel__trace_begin(loop, file);
	return ORIEL_OK;
}

void oriel_trace_stop(void) {
	oriel__trace_end(oriel__loop_here("oriel_trace_stop"));
}
