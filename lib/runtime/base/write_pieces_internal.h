/* SPDX-License-Identifier: MIT */
/*
 * Writing to descriptors whose other end may be gone.
 */
#ifndef ORIEL_BASE_WRITE_PIECES_INTERNAL_H
#define ORIEL_BASE_WRITE_PIECES_INTERNAL_H

#include "base/private_api_internal.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <sys/uio.h>

bool oriel__is_socket(int fd);

/* As writev(), begun again when a signal interrupts it, and without SIGPIPE. */
ORIEL_PRIVATE_API ssize_t oriel__write_pieces(
	int fd, bool is_socket, struct iovec *pieces, size_t count);

#endif
