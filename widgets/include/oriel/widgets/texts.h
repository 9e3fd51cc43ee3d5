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

/** A text of the built-in widgets. A text's places "{}" are filled in from left to right. */
enum oriel_builtin_text {
	ORIEL_BUILTIN_TEXT_FILL_IN,    /**< "Fill in this field." */
	ORIEL_BUILTIN_TEXT_CHECK,      /**< "Check this box to go on." */
	ORIEL_BUILTIN_TEXT_CHOOSE_ONE, /**< "Choose one of these." */
	ORIEL_BUILTIN_TEXT_OK,         /**< "OK" */
	ORIEL_BUILTIN_TEXT_CANCEL,     /**< "Cancel" */
	ORIEL_BUILTIN_TEXT_DISMISS,    /**< "Dismiss" */
	ORIEL_BUILTIN_TEXT_MESSAGES,   /**< "Messages" */
	ORIEL_BUILTIN_TEXT_EMAIL, /**< "Enter an e-mail address." */
	ORIEL_BUILTIN_TEXT_URL, /**< "Enter an address such as https://example.org." */
	ORIEL_BUILTIN_TEXT_NUMBER, /**< "Enter a number." */
	ORIEL_BUILTIN_TEXT_AT_LEAST, /**< "Enter {} or more."; {} is the smallest number */
	ORIEL_BUILTIN_TEXT_AT_MOST, /**< "Enter {} or less."; {} is the largest number */
	/** "The nearest values are {} and {}."; the numbers below and above */
	ORIEL_BUILTIN_TEXT_STEP,
	ORIEL_BUILTIN_TEXT_TOO_SHORT, /**< "Use {} characters or more."; {} is a length */
	ORIEL_BUILTIN_TEXT_TOO_LONG, /**< "Use {} characters or fewer."; {} is a length */
	ORIEL_BUILTIN_TEXT_CLEAR, /**< "Clear"; names a button */
	ORIEL_BUILTIN_TEXT_REVEAL, /**< "Show the password"; names a button */
	ORIEL_BUILTIN_TEXT_DECREASE, /**< "Decrease"; names a button */
	ORIEL_BUILTIN_TEXT_INCREASE, /**< "Increase"; names a button */
	ORIEL_BUILTIN_TEXT_CAPS_LOCK, /**< "Caps Lock is on" */
	ORIEL_BUILTIN_TEXT_MORE,       /**< "More", the name of the button of a tool bar */
	ORIEL_BUILTIN_TEXT_DATE,       /**< "Enter a complete date that exists." */
	ORIEL_BUILTIN_TEXT_TIME,       /**< "Enter a complete time." */
	ORIEL_BUILTIN_TEXT_NOT_BEFORE, /**< "Enter {} or later."; {} is a date or a time */
	ORIEL_BUILTIN_TEXT_NOT_AFTER,  /**< "Enter {} or earlier."; {} is a date or a time */
	ORIEL_BUILTIN_TEXT_CALENDAR,   /**< "Choose a date"; names a button and a calendar */
	ORIEL_BUILTIN_TEXT_PREVIOUS_MONTH, /**< "Previous month"; names a button */
	ORIEL_BUILTIN_TEXT_NEXT_MONTH,     /**< "Next month"; names a button */
	ORIEL_BUILTIN_TEXT_TODAY,          /**< "Today" */
	ORIEL_BUILTIN_TEXT_YEAR,           /**< "Year"; names a part of a date, as the next ones do */
	ORIEL_BUILTIN_TEXT_MONTH,          /**< "Month" */
	ORIEL_BUILTIN_TEXT_DAY,            /**< "Day" */
	ORIEL_BUILTIN_TEXT_HOUR,           /**< "Hours" */
	ORIEL_BUILTIN_TEXT_MINUTE,         /**< "Minutes" */
	ORIEL_BUILTIN_TEXT_SECOND,         /**< "Seconds" */
	ORIEL_BUILTIN_TEXT_MILLISECOND,    /**< "Milliseconds" */
	ORIEL_BUILTIN_TEXT_PERIOD,         /**< "AM/PM" */
	ORIEL_BUILTIN_TEXT_YEAR_LETTERS,   /**< "yyyy"; stands where the year is not typed yet */
	ORIEL_BUILTIN_TEXT_MONTH_LETTERS,  /**< "mm" */
	ORIEL_BUILTIN_TEXT_DAY_LETTERS,    /**< "dd" */
	ORIEL_BUILTIN_TEXT_MINIMUM,        /**< "Minimum"; names a thumb of a slider */
	ORIEL_BUILTIN_TEXT_MAXIMUM,        /**< "Maximum"; names a thumb of a slider */
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
