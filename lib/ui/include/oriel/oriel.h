/* SPDX-License-Identifier: MIT */
/**
 * @file
 * All of liboriel for applications. Built-in widgets are in <oriel/widgets.h>; authors of widgets and platforms also include
 * headers of <oriel/impl/…>.
 */
#ifndef ORIEL_ORIEL_H
#define ORIEL_ORIEL_H

#include <oriel/runtime/abort.h>
#include <oriel/ui/app.h>
#include <oriel/flow/breaker.h>
#include <oriel/runtime/bytes.h>
#include <oriel/runtime/cause.h>
#include <oriel/runtime/census.h>
#include <oriel/ui/clipboard.h>
#include <oriel/flow/coalesce.h>
#include <oriel/ui/color.h>
#include <oriel/runtime/context_value.h>
#include <oriel/runtime/coroutine.h>
#include <oriel/flow/debounce.h>
#include <oriel/io/directory.h>
#include <oriel/io/dns.h>
#include <oriel/runtime/emitter.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/event.h>
#include <oriel/runtime/executor.h>
#include <oriel/io/file.h>
#include <oriel/io/file_stream.h>
#include <oriel/io/file_watch.h>
#include <oriel/runtime/event_trace.h>
#include <oriel/ui/focus.h>
#include <oriel/runtime/frame.h>
#include <oriel/ui/geometry.h>
#include <oriel/runtime/histogram.h>
#include <oriel/runtime/idle.h>
#include <oriel/runtime/immediate.h>
#include <oriel/ui/input_event.h>
#include <oriel/runtime/job.h>
#include <oriel/flow/latest.h>
#include <oriel/flow/limiter.h>
#include <oriel/flow/locks.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/long_task.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/microtask.h>
#include <oriel/ui/mutation.h>
#include <oriel/ui/node.h>
#include <oriel/runtime/payload.h>
#include <oriel/runtime/port.h>
#include <oriel/io/posix_signal.h>
#include <oriel/runtime/post.h>
#include <oriel/io/process.h>
#include <oriel/runtime/promise.h>
#include <oriel/flow/rate_limit.h>
#include <oriel/ui/raw_input.h>
#include <oriel/runtime/record.h>
#include <oriel/flow/retry.h>
#include <oriel/ui/scroll.h>
#include <oriel/ui/selection.h>
#include <oriel/ui/selector.h>
#include <oriel/ui/set.h>
#include <oriel/flow/shedder.h>
#include <oriel/io/socket.h>
#include <oriel/runtime/stats.h>
#include <oriel/runtime/status.h>
#include <oriel/io/stream.h>
#include <oriel/ui/style_values.h>
#include <oriel/runtime/target.h>
#include <oriel/runtime/task.h>
#include <oriel/runtime/timer.h>
#include <oriel/runtime/trace.h>
#include <oriel/runtime/types.h>
#include <oriel/runtime/user_data.h>
#include <oriel/runtime/watch.h>
#include <oriel/ui/widget.h>
#include <oriel/ui/window.h>
#include <oriel/runtime/worker.h>
#include <oriel/flow/yield.h>

#endif
