/* SPDX-License-Identifier: MIT */
/*
 * White space as users see it: characters with Unicode's property White_Space, and the byte order
 * mark, which is invisible too.
 */
#ifndef TODO_BLANK_H
#define TODO_BLANK_H

/* Returns a copy of text without the white space around it; owned by the caller. @param text UTF-8
 */
char *blank_trim(const char *text);

#endif
