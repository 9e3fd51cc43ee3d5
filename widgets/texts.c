/* SPDX-License-Identifier: MIT */
#include <oriel/widgets/texts.h>

#include <oriel/runtime/log.h>

static const char *const english[ORIEL_BUILTIN_TEXT_COUNT] = {
	[ORIEL_BUILTIN_TEXT_FILL_IN] = "Fill in this field.",
	[ORIEL_BUILTIN_TEXT_CHECK] = "Check this box to go on.",
	[ORIEL_BUILTIN_TEXT_CHOOSE_ONE] = "Choose one of these.",
	[ORIEL_BUILTIN_TEXT_OK] = "OK",
	[ORIEL_BUILTIN_TEXT_CANCEL] = "Cancel",
	[ORIEL_BUILTIN_TEXT_DISMISS] = "Dismiss",
	[ORIEL_BUILTIN_TEXT_MESSAGES] = "Messages",
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
