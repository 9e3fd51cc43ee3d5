/* SPDX-License-Identifier: MIT */
/*
 * Writes to descriptors whose other end may be closed.
 */
#ifndef ORIEL_BASE_WRITE_PIECES_INTERNAL_H
#define ORIEL_BASE_WRITE_PIECES_INTERNAL_H

#include "base/private_api_internal.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <sys/uio.h>

bool oriel__is_socket(int fd);

/* Calls writev() without SIGPIPE, and repeats it if a signal interrupts it. */
ORIEL_PRIVATE_API ssize_t oriel__write_pieces(
	int fd, bool is_socket, struct iovec *pieces, size_t count);

#endif
