/* SPDX-License-Identifier: MIT */
/* The reads of an application that are in flight. */
#ifndef ORIEL_APP_CLIPBOARD_INTERNAL_H
#define ORIEL_APP_CLIPBOARD_INTERNAL_H

#include "app/app_internal.h"

/* Ends all reads of an application, and rejects their promises. */
void oriel__app_end_reads(oriel_app *app);

#endif
