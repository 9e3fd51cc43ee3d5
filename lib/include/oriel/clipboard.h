/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The system's clipboard, text only.
 *
 * Thread: loop. Errors: a clipboard that cannot be read or written is logged.
 */
#ifndef ORIEL_CLIPBOARD_H
#define ORIEL_CLIPBOARD_H

#include <oriel/status.h>

ORIEL_BEGIN

/** @return its text as UTF-8, owned by the caller (free()), or NULL if there is none */
ORIEL_API char *oriel_clipboard_text(oriel_app *app);
/** @param text copied. @return ORIEL_OPERATION_ERROR if the system refused it */
ORIEL_API enum oriel_status oriel_clipboard_set_text(oriel_app *app, const char *text);

ORIEL_END

#endif
