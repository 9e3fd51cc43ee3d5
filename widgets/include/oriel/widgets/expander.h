/* SPDX-License-Identifier: MIT */
/**
 * @file
 * An expander: a heading that shows and hides what is below it. Type "expander".
 *
 * A click on the heading opens the expander, or closes it; so do Enter and Space while the heading
 * has the focus. The expander then fires `toggle`, which does not bubble. An open expander has the
 * attribute "open". The heading is the first child, of type "expander-heading".
 *
 * ```c
 * oriel_widget *more = oriel_expander("More", oriel_checkbox("Verbose")); // 1 child below
 * oriel_expander_set_open(more, true);
 * ```
 *
 * Thread: loop. Errors: without memory for a text the old text stays, and an error is logged.
 * Source: HTML, "the details element"; ARIA Authoring Practices, "Disclosure Pattern".
 */
#ifndef ORIEL_WIDGETS_EXPANDER_H
#define ORIEL_WIDGETS_EXPANDER_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Does the work of oriel_expander(). */
ORIEL_API oriel_widget *oriel_expander_at(
	const char *site, const char *text, oriel_widget *const *children, size_t count);
/**
 * Makes an expander, which is closed.
 * @param ... text, the heading, copied, NULL is ""; then the children, handed over, at most 62;
 * NULLs are skipped
 * @return owned by the caller until it is inserted
 */
#define oriel_expander(...) ORIEL__EXPANDER(__VA_ARGS__, NULL)
#define ORIEL__EXPANDER(text, ...) \
	oriel_expander_at(ORIEL_SITE, text, ORIEL__CHILDREN(__VA_ARGS__))

/** Opens an expander, or closes it. Fires `toggle` if that is a change. */
ORIEL_API void oriel_expander_set_open(oriel_widget *expander, bool open);
/** Tells whether an expander is open. */
ORIEL_API bool oriel_expander_is_open(const oriel_widget *expander);
/** Sets the text of the heading. @param text copied; NULL is "" */
ORIEL_API void oriel_expander_set_text(oriel_widget *expander, const char *text);
/** Returns the text of the heading, borrowed until it changes; never NULL. */
ORIEL_API const char *oriel_expander_text(const oriel_widget *expander);

ORIEL_END

#ifdef __cplusplus
inline oriel_widget *oriel_expander_at(
	const char *site, const char *text, std::initializer_list<oriel_widget *> children) {
	return oriel_expander_at(site, text, children.begin(), children.size());
}
#endif

#endif
