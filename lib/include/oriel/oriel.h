/* SPDX-License-Identifier: MIT */
/**
 * @file
 * All of liboriel for applications. Built-in widgets are in <oriel/widgets.h>; authors of widgets and platforms also include
 * headers of <oriel/impl/…>.
 */
#ifndef ORIEL_ORIEL_H
#define ORIEL_ORIEL_H

#include <oriel/abort.h>
#include <oriel/app.h>
#include <oriel/breaker.h>
#include <oriel/bytes.h>
#include <oriel/cause.h>
#include <oriel/census.h>
#include <oriel/clipboard.h>
#include <oriel/coalesce.h>
#include <oriel/color.h>
#include <oriel/context_value.h>
#include <oriel/coroutine.h>
#include <oriel/debounce.h>
#include <oriel/directory.h>
#include <oriel/dns.h>
#include <oriel/emitter.h>
#include <oriel/error.h>
#include <oriel/event.h>
#include <oriel/executor.h>
#include <oriel/file.h>
#include <oriel/file_stream.h>
#include <oriel/file_watch.h>
#include <oriel/event_trace.h>
#include <oriel/focus.h>
#include <oriel/frame.h>
#include <oriel/geometry.h>
#include <oriel/histogram.h>
#include <oriel/idle.h>
#include <oriel/immediate.h>
#include <oriel/input.h>
#include <oriel/job.h>
#include <oriel/latest.h>
#include <oriel/limiter.h>
#include <oriel/locks.h>
#include <oriel/log.h>
#include <oriel/long_task.h>
#include <oriel/loop.h>
#include <oriel/microtask.h>
#include <oriel/mutation.h>
#include <oriel/node.h>
#include <oriel/payload.h>
#include <oriel/port.h>
#include <oriel/posix_signal.h>
#include <oriel/post.h>
#include <oriel/process.h>
#include <oriel/promise.h>
#include <oriel/rate_limit.h>
#include <oriel/raw_input.h>
#include <oriel/record.h>
#include <oriel/retry.h>
#include <oriel/scroll.h>
#include <oriel/selection.h>
#include <oriel/selector.h>
#include <oriel/set.h>
#include <oriel/shedder.h>
#include <oriel/socket.h>
#include <oriel/stats.h>
#include <oriel/status.h>
#include <oriel/stream.h>
#include <oriel/style_values.h>
#include <oriel/target.h>
#include <oriel/task.h>
#include <oriel/timer.h>
#include <oriel/trace.h>
#include <oriel/types.h>
#include <oriel/user_data.h>
#include <oriel/watch.h>
#include <oriel/widget.h>
#include <oriel/window.h>
#include <oriel/worker.h>
#include <oriel/yield.h>

#endif
