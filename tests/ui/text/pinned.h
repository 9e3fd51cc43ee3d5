/* SPDX-License-Identifier: MIT */
/* Tests of text use one font file, regardless of installed fonts, and leave no state on their
 * thread. */
#ifndef ORIEL_TEST_TEXT_PINNED_H
#define ORIEL_TEST_TEXT_PINNED_H

#include "test.h"

#include "base/thread_slot_internal.h"
#include "text/font_files_internal.h"

#include <oriel/extend/paragraph.h>

#include <string.h>

#define DEJAVU "/usr/share/fonts/truetype/dejavu/"

static inline int pin_font(void **state) {
	oriel__fonts_use_files((const char *[]){ DEJAVU "DejaVuSans.ttf" }, 1);
	return 0;
}

static inline int drop_fonts(void **state) {
	oriel__thread_slots_finish();
	return 0;
}

#define PINNED_TEST(name) cmocka_unit_test_setup_teardown(name, pin_font, drop_fonts)

/* At 20.48 px, a unit of DejaVu, whose em has 2,048 units, is a hundredth of a px. */
static inline oriel_paragraph *paragraph_of(const char *text) {
	return oriel_paragraph_new(text, strlen(text), &(struct oriel_text_style){ .size = 20.48f });
}

#endif
