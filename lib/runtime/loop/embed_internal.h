/* SPDX-License-Identifier: MIT */
/*
 * The functions of embed.c that wait.c and turn.c call.
 */
#ifndef ORIEL_LOOP_EMBED_INTERNAL_H
#define ORIEL_LOOP_EMBED_INTERNAL_H

#include <oriel/runtime/types.h>

#include <poll.h>
#include <stddef.h>

/* Begins a rest: the host is about to wait, and a post will wake it. Returns false if something was
 * posted meanwhile. */
bool oriel__embedding_rest(oriel_loop *loop);
/* Begins a rest if only the wake hook can wake the host. Returns true if there is no hook. */
bool oriel__embedding_rest_if_hooked(oriel_loop *loop);
/* Ends a rest, because the host runs the loop; harmless without a rest. */
void oriel__embedding_stir(oriel_loop *loop);
/* Handles the end of the outermost callback of host code. Wakes a resting host if something became
 * due earlier. */
void oriel__embedding_host_ended(oriel_loop *loop);
/* Makes the loop's descriptor readable whenever one of fds is ready. Skips negative descriptors and
 * the first entry, which is libuv's. */
void oriel__embedding_watch(oriel_loop *loop, const struct pollfd *fds, size_t count);
void oriel__embedding_finish(oriel_loop *loop);

#endif
