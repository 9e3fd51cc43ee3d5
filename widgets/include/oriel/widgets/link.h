/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A link: underlined text that fires `click` by pointer and Enter, and leads elsewhere. Type
 * "link"; a leaf.
 *
 * A listener of the program decides the effect of a click: a link has no address. A program may
 * keep one in the attribute "href".
 *
 * ```c
 * static void on_click(oriel_event *event, void *data) {
 *     puts(oriel_attribute(oriel_event_widget(event), "href"));
 * }
 *
 * oriel_widget *chapter = oriel_link("Chapter 2");
 * oriel_set_attribute(chapter, "href", "#2");
 * oriel_listen(chapter, "click", on_click, NULL);
 * ```
 *
 * Unlike a button, a link is not clicked by Space, and submits no form. Text is UTF-8; invalid
 * bytes are replaced by U+FFFD.
 *
 * Thread: loop. Errors: without memory for a text the old text stays, and an error is logged.
 * Source: ARIA Authoring Practices, "Link Pattern".
 */
#ifndef ORIEL_WIDGETS_LINK_H
#define ORIEL_WIDGETS_LINK_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Makes a link. @param text copied; NULL is "". @return owned by the caller until it is inserted
 */
ORIEL_API oriel_widget *oriel_link(const char *text);
/** Sets the text of a link. @param text copied; NULL is "" */
ORIEL_API void oriel_link_set_text(oriel_widget *link, const char *text);
/** Returns the text of a link, borrowed until it changes; never NULL. */
ORIEL_API const char *oriel_link_text(const oriel_widget *link);

ORIEL_END

#endif
