/* SPDX-License-Identifier: MIT */
/**
 * @file
 * All headers of liboriel-runtime for applications, except flow control.
 *
 * The runtime has the loop, events, promises, jobs, workers and I/O, and no display. Headers of
 * flow control are included by name, e.g. <oriel/flow/debounce.h>. Authors of event targets and
 * bindings also include <oriel/extend/...>.
 *
 * ```c
 * #include <oriel/runtime.h>
 *
 * static void hello(void *loop) {
 * 	puts("hello");
 * 	oriel_loop_quit(loop, 0);
 * }
 *
 * int main(void) {
 * 	oriel_loop *loop = oriel_loop_new();
 * 	oriel_set_timeout(hello, loop, 50); // ms
 * 	int status = oriel_loop_run(loop);
 * 	oriel_loop_destroy(loop);
 * 	return status;
 * }
 * ```
 *
 * Thread: loop, unless a header says otherwise. Errors: as each header says.
 */
#ifndef ORIEL_RUNTIME_H
#define ORIEL_RUNTIME_H

#include <oriel/io/directory.h>
#include <oriel/io/dns.h>
#include <oriel/io/file.h>
#include <oriel/io/file_stream.h>
#include <oriel/io/file_watch.h>
#include <oriel/io/posix_signal.h>
#include <oriel/io/process.h>
#include <oriel/io/socket.h>
#include <oriel/io/stream.h>
#include <oriel/runtime/abort.h>
#include <oriel/runtime/bytes.h>
#include <oriel/runtime/cause.h>
#include <oriel/runtime/census.h>
#include <oriel/runtime/context_value.h>
#include <oriel/runtime/coroutine.h>
#include <oriel/runtime/emitter.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/event.h>
#include <oriel/runtime/event_trace.h>
#include <oriel/runtime/executor.h>
#include <oriel/runtime/first.h>
#include <oriel/runtime/frame.h>
#include <oriel/runtime/generator.h>
#include <oriel/runtime/histogram.h>
#include <oriel/runtime/idle.h>
#include <oriel/runtime/immediate.h>
#include <oriel/runtime/job.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/long_task.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/microtask.h>
#include <oriel/runtime/operators.h>
#include <oriel/runtime/payload.h>
#include <oriel/runtime/port.h>
#include <oriel/runtime/post.h>
#include <oriel/runtime/pressure.h>
#include <oriel/runtime/promise.h>
#include <oriel/runtime/queue.h>
#include <oriel/runtime/queue_policy.h>
#include <oriel/runtime/queue_source.h>
#include <oriel/runtime/races.h>
#include <oriel/runtime/record.h>
#include <oriel/runtime/stats.h>
#include <oriel/runtime/status.h>
#include <oriel/runtime/target.h>
#include <oriel/runtime/task.h>
#include <oriel/runtime/timer.h>
#include <oriel/runtime/trace.h>
#include <oriel/runtime/trace_id.h>
#include <oriel/runtime/types.h>
#include <oriel/runtime/user_data.h>
#include <oriel/runtime/wall_clock.h>
#include <oriel/runtime/watch.h>
#include <oriel/runtime/worker.h>

#endif
