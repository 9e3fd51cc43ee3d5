/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The texts that built-in widgets show by themselves, such as messages about missing values. They
 * are English unless a program gives others.
 *
 * ```c
 * static const char *german(enum oriel_builtin_text text, void *data) {
 *     return text == ORIEL_BUILTIN_TEXT_FILL_IN ? "Bitte ausfüllen." : NULL;
 * }
 *
 * oriel_builtin_texts_use(german, NULL); // 1 of the texts is German, the others are English
 * ```
 *
 * Thread: any, before the first loop is made; afterwards none. Errors: none.
 */
#ifndef ORIEL_WIDGETS_TEXTS_H
#define ORIEL_WIDGETS_TEXTS_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** A text of the built-in widgets. */
enum oriel_builtin_text {
	ORIEL_BUILTIN_TEXT_FILL_IN,    /**< "Fill in this field." */
	ORIEL_BUILTIN_TEXT_CHECK,      /**< "Check this box to go on." */
	ORIEL_BUILTIN_TEXT_CHOOSE_ONE, /**< "Choose one of these." */
	ORIEL_BUILTIN_TEXT_OK,         /**< "OK" */
	ORIEL_BUILTIN_TEXT_CANCEL,     /**< "Cancel" */
	ORIEL_BUILTIN_TEXT_DISMISS,    /**< "Dismiss" */
	ORIEL_BUILTIN_TEXT_MESSAGES,   /**< "Messages" */
	ORIEL_BUILTIN_TEXT_COUNT,      /**< number of texts */
};

/** Returns a text in the language of the program; NULL for the English one. Static. */
typedef const char *oriel_builtin_text_fn(enum oriel_builtin_text text, void *data);

/** Sets the function that is called whenever a widget needs a text. @param fn NULL: English texts.
 * @param data borrowed for ever */
ORIEL_API void oriel_builtin_texts_use(oriel_builtin_text_fn *fn, void *data);
/** Returns a text as widgets show it; never NULL. */
ORIEL_API const char *oriel_builtin_text(enum oriel_builtin_text text);

ORIEL_END

#endif
