/* SPDX-License-Identifier: MIT */
/*
 * Transfers between programs on Wayland: a pipe each, read or written without blocking, and one
 * epoll descriptor for the loop to poll, however many there are.
 */
#ifndef ORIEL_PLATFORM_WAYLAND_PIPE_INTERNAL_H
#define ORIEL_PLATFORM_WAYLAND_PIPE_INTERNAL_H

#include "clipboard_data_internal.h"

struct oriel__wayland_pipe;

struct oriel__wayland_pipes {
	int epoll_fd; /* -1: there is none, and every transfer fails */
	struct oriel__wayland_pipe *first;
	/* Completes a request for text in place of a pipe without text; may be NULL. */
	void (*answer_empty)(struct oriel_clipboard_request *request);
};

void oriel__wayland_pipes_init(struct oriel__wayland_pipes *pipes,
	void (*answer_empty)(struct oriel_clipboard_request *request));
/* Requests that are being read fail. */
void oriel__wayland_pipes_finish(struct oriel__wayland_pipes *pipes);
/* Does what can be done without waiting; true if there was anything. */
bool oriel__wayland_pipes_pump(struct oriel__wayland_pipes *pipes);
/* Reads from fd, which is taken over, to its end, and completes the request. */
void oriel__wayland_pipe_read(struct oriel__wayland_pipes *pipes, int fd,
	enum oriel__clipboard_encoding encoding, struct oriel_clipboard_request *request);
/* Writes bytes, of which it keeps a reference, to fd, which is taken over. */
void oriel__wayland_pipe_write(
	struct oriel__wayland_pipes *pipes, int fd, struct oriel_bytes *bytes);
void oriel__wayland_pipe_cancel(
	struct oriel__wayland_pipes *pipes, const struct oriel_clipboard_request *request);

#endif
