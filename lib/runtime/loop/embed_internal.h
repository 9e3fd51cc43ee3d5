/* SPDX-License-Identifier: MIT */
/*
 * The loop inside another one: what wait.c and turn.c need of embed.c.
 */
#ifndef ORIEL_LOOP_EMBED_INTERNAL_H
#define ORIEL_LOOP_EMBED_INTERNAL_H

#include <oriel/runtime/types.h>

#include <poll.h>
#include <stddef.h>

/* The host is going to wait: from now on a post wakes it. False if something was posted meanwhile.
 */
bool oriel__embedding_rest(oriel_loop *loop);
/* As that, if nothing but the wake hook can tell the host: true also when there is none. */
bool oriel__embedding_rest_if_hooked(oriel_loop *loop);
/* The loop is looked at. Harmless when nobody rests. */
void oriel__embedding_stir(oriel_loop *loop);
/* The outermost bracket of host code has ended: the host, if it rests, may have to wake earlier
 * than it knows. */
void oriel__embedding_host_ended(oriel_loop *loop);
/* Makes the descriptor readable whenever one of these is; a negative fd is skipped, the first is
 * libuv's. */
void oriel__embedding_watch(oriel_loop *loop, const struct pollfd *fds, size_t count);
void oriel__embedding_finish(oriel_loop *loop);

#endif
