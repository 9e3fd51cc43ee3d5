/* SPDX-License-Identifier: MIT */
/*
 * Transfers between programs on Wayland: one pipe for each, read or written without blocking, and
 * one epoll descriptor for the loop to poll.
 */
#ifndef ORIEL_PLATFORM_WAYLAND_PIPE_INTERNAL_H
#define ORIEL_PLATFORM_WAYLAND_PIPE_INTERNAL_H

#include "clipboard_data_internal.h"

struct oriel__wayland_pipe;

struct oriel__wayland_pipes {
	int epoll_fd; /* -1: missing; every transfer fails */
	struct oriel__wayland_pipe *first;
	/* Completes a request for text whose pipe was empty; may be NULL. */
	void (*answer_empty)(struct oriel_clipboard_request *request);
};

void oriel__wayland_pipes_init(struct oriel__wayland_pipes *pipes,
	void (*answer_empty)(struct oriel_clipboard_request *request));
/* Ends all transfers; requests in flight fail. */
void oriel__wayland_pipes_finish(struct oriel__wayland_pipes *pipes);
/* Reads and writes without waiting; returns whether any pipe was ready. */
bool oriel__wayland_pipes_pump(struct oriel__wayland_pipes *pipes);
/* Reads from fd to its end and completes the request. Takes ownership of fd. */
void oriel__wayland_pipe_read(struct oriel__wayland_pipes *pipes, int fd,
	enum oriel__clipboard_encoding encoding, struct oriel_clipboard_request *request);
/* Writes bytes to fd. Takes a reference to bytes, and ownership of fd. */
void oriel__wayland_pipe_write(
	struct oriel__wayland_pipes *pipes, int fd, struct oriel_bytes *bytes);
void oriel__wayland_pipe_cancel(
	struct oriel__wayland_pipes *pipes, const struct oriel_clipboard_request *request);

#endif
