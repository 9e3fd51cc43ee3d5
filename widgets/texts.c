/* SPDX-License-Identifier: MIT */
#include <oriel/widgets/texts.h>

#include <oriel/runtime/log.h>

static const char *const english[ORIEL_BUILTIN_TEXT_COUNT] = {
	[ORIEL_BUILTIN_TEXT_FILL_IN] = "Fill in this field.",
	[ORIEL_BUILTIN_TEXT_CHECK] = "Check this box to go on.",
	[ORIEL_BUILTIN_TEXT_MORE] = "More",
	[ORIEL_BUILTIN_TEXT_CHOOSE_ONE] = "Choose one of these.",
	[ORIEL_BUILTIN_TEXT_OK] = "OK",
	[ORIEL_BUILTIN_TEXT_CANCEL] = "Cancel",
	[ORIEL_BUILTIN_TEXT_DISMISS] = "Dismiss",
	[ORIEL_BUILTIN_TEXT_MESSAGES] = "Messages",
	[ORIEL_BUILTIN_TEXT_EMAIL] = "Enter an e-mail address.",
	[ORIEL_BUILTIN_TEXT_URL] = "Enter an address such as https://example.org.",
	[ORIEL_BUILTIN_TEXT_NUMBER] = "Enter a number.",
	[ORIEL_BUILTIN_TEXT_AT_LEAST] = "Enter {} or more.",
	[ORIEL_BUILTIN_TEXT_AT_MOST] = "Enter {} or less.",
	[ORIEL_BUILTIN_TEXT_STEP] = "The nearest values are {} and {}.",
	[ORIEL_BUILTIN_TEXT_TOO_SHORT] = "Use {} characters or more.",
	[ORIEL_BUILTIN_TEXT_TOO_LONG] = "Use {} characters or fewer.",
	[ORIEL_BUILTIN_TEXT_CLEAR] = "Clear",
	[ORIEL_BUILTIN_TEXT_REVEAL] = "Show the password",
	[ORIEL_BUILTIN_TEXT_DECREASE] = "Decrease",
	[ORIEL_BUILTIN_TEXT_INCREASE] = "Increase",
	[ORIEL_BUILTIN_TEXT_CAPS_LOCK] = "Caps Lock is on",
	[ORIEL_BUILTIN_TEXT_DATE] = "Enter a complete date that exists.",
	[ORIEL_BUILTIN_TEXT_TIME] = "Enter a complete time.",
	[ORIEL_BUILTIN_TEXT_NOT_BEFORE] = "Enter {} or later.",
	[ORIEL_BUILTIN_TEXT_NOT_AFTER] = "Enter {} or earlier.",
	[ORIEL_BUILTIN_TEXT_CALENDAR] = "Choose a date",
	[ORIEL_BUILTIN_TEXT_PREVIOUS_MONTH] = "Previous month",
	[ORIEL_BUILTIN_TEXT_NEXT_MONTH] = "Next month",
	[ORIEL_BUILTIN_TEXT_TODAY] = "Today",
	[ORIEL_BUILTIN_TEXT_YEAR] = "Year",
	[ORIEL_BUILTIN_TEXT_MONTH] = "Month",
	[ORIEL_BUILTIN_TEXT_DAY] = "Day",
	[ORIEL_BUILTIN_TEXT_HOUR] = "Hours",
	[ORIEL_BUILTIN_TEXT_MINUTE] = "Minutes",
	[ORIEL_BUILTIN_TEXT_SECOND] = "Seconds",
	[ORIEL_BUILTIN_TEXT_MILLISECOND] = "Milliseconds",
	[ORIEL_BUILTIN_TEXT_PERIOD] = "AM/PM",
	[ORIEL_BUILTIN_TEXT_YEAR_LETTERS] = "yyyy",
	[ORIEL_BUILTIN_TEXT_MONTH_LETTERS] = "mm",
	[ORIEL_BUILTIN_TEXT_DAY_LETTERS] = "dd",
	[ORIEL_BUILTIN_TEXT_MINIMUM] = "Minimum",
	[ORIEL_BUILTIN_TEXT_MAXIMUM] = "Maximum",
};

static oriel_builtin_text_fn *text_fn;
static void *text_data;

void oriel_builtin_texts_use(oriel_builtin_text_fn *fn, void *data) {
	text_fn = fn;
	text_data = data;
}

const char *oriel_builtin_text(enum oriel_builtin_text text) {
	ORIEL_ASSERT((unsigned)text < ORIEL_BUILTIN_TEXT_COUNT,
		"oriel_builtin_text: %d is no text; see enum oriel_builtin_text", (int)text);
	const char *translated = text_fn ? text_fn(text, text_data) : NULL;
	return translated ? translated : english[text];
}
