/* SPDX-License-Identifier: MIT */
/**
 * @file
 * What a call answers that can fail in more than one way.
 *
 * Thread: any. Nothing here can fail.
 */
#ifndef ORIEL_RUNTIME_STATUS_H
#define ORIEL_RUNTIME_STATUS_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/** 0, or what went wrong, below 0. What the DOM throws has the DOM's name. Source: Web IDL,
 * "DOMException". */
enum oriel_status {
	ORIEL_OK = 0,
	/** this widget cannot stand there: a leaf has no children, nobody is his own ancestor */
	ORIEL_HIERARCHY_REQUEST_ERROR = -1,
	/** the reference is no child of that parent; a file or a font is not there */
	ORIEL_NOT_FOUND_ERROR = -2,
	/** the object is in no state for this, e.g. an event that is being dispatched */
	ORIEL_INVALID_STATE_ERROR = -3,
	ORIEL_SYNTAX_ERROR = -4,            /**< malformed text: a selector, a sheet, a message */
	ORIEL_ABORT_ERROR = -5,             /**< a signal aborted it */
	ORIEL_TIMEOUT_ERROR = -6,           /**< it took longer than it was given */
	ORIEL_QUOTA_EXCEEDED_ERROR = -7,    /**< over a limit, e.g. of size or of queued work */
	/** it failed for a reason of its own; a message says which */
	ORIEL_OPERATION_ERROR = -8,
	/** the arguments contradict each other, or ask for nothing */
	ORIEL_TYPE_ERROR = -9,
	/** the system does not permit it, e.g. to read this file */
	ORIEL_NOT_ALLOWED_ERROR = -10,
	/** it is there, and is something else, e.g. a directory where a file is asked for */
	ORIEL_TYPE_MISMATCH_ERROR = -11,
	/** it would replace or lose what is there, e.g. a file that exists */
	ORIEL_INVALID_MODIFICATION_ERROR = -12,
	ORIEL_NOT_READABLE_ERROR = -13,     /**< a device or a file system failed */
	ORIEL_NETWORK_ERROR = -14,          /**< a host, its name or a connection failed */
	/** it cannot be sent there, e.g. an address to another process */
	ORIEL_DATA_CLONE_ERROR = -15,
};

/** @return the status as the DOM spells it, "OK" for 0; static, and never NULL, also for a number
 * that is no status. */
ORIEL_API const char *oriel_status_name(enum oriel_status status);

ORIEL_END

#endif
