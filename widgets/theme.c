/* SPDX-License-Identifier: MIT */
/*
 * The built-in look as a table of rules, light. Sizes are in px on a grid of 4; controls are 36
 * high. One accent colour says what can be pressed and what has the keyboard; everything else is
 * greys of one hue.
 *
 * What a widget draws itself (a check mark, a caret) takes its colours from computed values, so
 * that a rule can change it.
 */
#include "theme_internal.h"

#include <oriel/extend/style.h>
#include <oriel/runtime/log.h>

#define INK ORIEL_RGB(0x1f2328)
#define INK_MUTED ORIEL_RGB(0x66707b)
#define INK_FAINT ORIEL_RGB(0x9aa3ad)
#define PAGE ORIEL_RGB(0xf6f7f9)
#define SURFACE ORIEL_RGB(0xffffff)
#define LINE ORIEL_RGB(0xd5d9df)
#define LINE_STRONG ORIEL_RGB(0xb6bdc6)
#define WASH ORIEL_RGB(0xeef0f3)
#define WASH_STRONG ORIEL_RGB(0xe3e6ea)
#define ACCENT ORIEL_RGB(0x2f62d9)
#define ACCENT_HOVER ORIEL_RGB(0x2856c4)
#define ACCENT_PRESSED ORIEL_RGB(0x214aad)
#define ACCENT_RING ORIEL_RGBA(0x2f62d9, 0x8c)
#define ACCENT_WASH ORIEL_RGBA(0x2f62d9, 0x40)
#define DANGER ORIEL_RGB(0xb3261e)
#define DANGER_WASH ORIEL_RGB(0xfbeae9)
#define SUCCESS ORIEL_RGB(0x1f8a4c)
#define ON_ACCENT ORIEL_RGB(0xffffff)

#define NUMBER(name, value) { .property = ORIEL_PROPERTY_##name, .number = (float)(value) }
#define COLOR(name, value) { .property = ORIEL_PROPERTY_##name, .color = (value) }
#define RULE(selector_text, ...) \
	{ \
		.selector = selector_text, .declarations = (const struct oriel_declaration[]) { \
			__VA_ARGS__, { 0 } \
		} \
	}
#define RING NUMBER(OUTLINE_WIDTH, 2), NUMBER(OUTLINE_OFFSET, 2), COLOR(OUTLINE_COLOR, ACCENT_RING)

static const struct oriel_rule rules[] = {
	RULE("root", COLOR(COLOR, INK), COLOR(CARET_COLOR, ACCENT), COLOR(SELECTION_COLOR, ACCENT_WASH),
		COLOR(BACKGROUND, PAGE), NUMBER(FONT_SIZE, 14)),

	RULE("row, form", NUMBER(DIRECTION, ORIEL_DIRECTION_ROW), NUMBER(ALIGN, ORIEL_ALIGN_CENTER),
		NUMBER(GAP, 8)),
	RULE("column", NUMBER(DIRECTION, ORIEL_DIRECTION_COLUMN), NUMBER(ALIGN, ORIEL_ALIGN_STRETCH),
		NUMBER(GAP, 8)),

	RULE(".title", NUMBER(FONT_SIZE, 22), NUMBER(FONT_WEIGHT, 700)),
	RULE(".muted", COLOR(COLOR, INK_MUTED)),
	RULE("label.error", COLOR(COLOR, DANGER), COLOR(BACKGROUND, DANGER_WASH), NUMBER(PADDING_X, 12),
		NUMBER(PADDING_Y, 8), NUMBER(RADIUS, 8)),

	RULE("button", NUMBER(MIN_HEIGHT, 36), NUMBER(PADDING_X, 16), NUMBER(RADIUS, 8),
		NUMBER(BORDER_WIDTH, 1), NUMBER(SHRINK, 0), COLOR(BORDER_COLOR, LINE),
		COLOR(BACKGROUND, SURFACE), NUMBER(FONT_WEIGHT, 500),
		NUMBER(WHITE_SPACE, ORIEL_WHITE_SPACE_NOWRAP), NUMBER(TEXT_ALIGN, ORIEL_TEXT_ALIGN_CENTER)),
	RULE("button:hover", COLOR(BACKGROUND, WASH)),
	RULE("button:active", COLOR(BACKGROUND, WASH_STRONG)),
	RULE("button.primary", COLOR(BACKGROUND, ACCENT), COLOR(BORDER_COLOR, ACCENT),
		COLOR(COLOR, ON_ACCENT)),
	RULE(
		"button.primary:hover", COLOR(BACKGROUND, ACCENT_HOVER), COLOR(BORDER_COLOR, ACCENT_HOVER)),
	RULE("button.primary:active", COLOR(BACKGROUND, ACCENT_PRESSED),
		COLOR(BORDER_COLOR, ACCENT_PRESSED)),
	RULE("button.flat", NUMBER(MIN_HEIGHT, 28), NUMBER(PADDING_X, 10), NUMBER(RADIUS, 6),
		COLOR(BORDER_COLOR, ORIEL_TRANSPARENT), COLOR(BACKGROUND, ORIEL_TRANSPARENT),
		COLOR(COLOR, INK_MUTED)),
	RULE("button.flat:hover", COLOR(BACKGROUND, WASH_STRONG), COLOR(COLOR, INK)),
	RULE("button.flat:active", COLOR(BACKGROUND, LINE)),
	RULE("button.flat.selected", COLOR(BACKGROUND, WASH_STRONG), COLOR(COLOR, INK)),
	RULE("button.danger", COLOR(COLOR, DANGER)),
	RULE("button.danger:hover", COLOR(BACKGROUND, DANGER_WASH), COLOR(COLOR, DANGER)),
	RULE("button:focus-visible", RING),
	RULE("button:disabled, button.primary:disabled", COLOR(BACKGROUND, WASH),
		COLOR(BORDER_COLOR, WASH_STRONG), COLOR(COLOR, INK_FAINT)),
	RULE("button.flat:disabled", COLOR(BACKGROUND, ORIEL_TRANSPARENT),
		COLOR(BORDER_COLOR, ORIEL_TRANSPARENT)),

	RULE("checkbox", NUMBER(MIN_HEIGHT, 28), COLOR(BORDER_COLOR, LINE_STRONG),
		COLOR(CARET_COLOR, ON_ACCENT), COLOR(SELECTION_COLOR, SURFACE), NUMBER(RADIUS, 5)),
	RULE("checkbox:hover", COLOR(BORDER_COLOR, ACCENT)),
	RULE("checkbox:active", COLOR(SELECTION_COLOR, WASH)),
	RULE("checkbox:checked", COLOR(BORDER_COLOR, ACCENT), COLOR(SELECTION_COLOR, ACCENT)),
	RULE("checkbox:checked:active", COLOR(SELECTION_COLOR, ACCENT_PRESSED)),
	RULE("checkbox:focus-visible", RING),
	RULE("checkbox:disabled", COLOR(COLOR, INK_FAINT), COLOR(BORDER_COLOR, WASH_STRONG),
		COLOR(SELECTION_COLOR, WASH), COLOR(CARET_COLOR, INK_FAINT)),

	RULE("progress", COLOR(BACKGROUND, WASH_STRONG), COLOR(COLOR, ACCENT), NUMBER(RADIUS, 4)),
	RULE("progress.done", COLOR(COLOR, SUCCESS)),

	RULE("text-field", NUMBER(MIN_HEIGHT, 36), NUMBER(PADDING_X, 10), NUMBER(RADIUS, 8),
		NUMBER(BORDER_WIDTH, 1), COLOR(BORDER_COLOR, LINE_STRONG), COLOR(BACKGROUND, SURFACE),
		NUMBER(CURSOR, ORIEL_CURSOR_TEXT), NUMBER(OVERFLOW, ORIEL_OVERFLOW_HIDDEN)),
	RULE("text-field:hover", COLOR(BORDER_COLOR, INK_FAINT)),
	RULE("text-field:focus", COLOR(BORDER_COLOR, ACCENT), NUMBER(OUTLINE_WIDTH, 2),
		NUMBER(OUTLINE_OFFSET, 0), COLOR(OUTLINE_COLOR, ACCENT_WASH)),
	RULE("text-field:disabled", COLOR(BACKGROUND, WASH), COLOR(BORDER_COLOR, WASH_STRONG),
		COLOR(COLOR, INK_FAINT)),
	RULE("form > text-field", NUMBER(GROW, 1)),

	RULE("list", NUMBER(DIRECTION, ORIEL_DIRECTION_COLUMN), NUMBER(ALIGN, ORIEL_ALIGN_STRETCH),
		NUMBER(GROW, 1), NUMBER(BASIS, 0), NUMBER(OVERFLOW_Y, ORIEL_OVERFLOW_AUTO),
		NUMBER(OVERFLOW_X, ORIEL_OVERFLOW_HIDDEN), COLOR(BACKGROUND, SURFACE), NUMBER(RADIUS, 10),
		NUMBER(BORDER_WIDTH, 1), COLOR(BORDER_COLOR, LINE)),
	RULE("list > *", NUMBER(SHRINK, 0), NUMBER(MIN_HEIGHT, 44), NUMBER(PADDING_X, 12),
		NUMBER(PADDING_Y, 4), NUMBER(BORDER_BOTTOM_WIDTH, 1), COLOR(BORDER_COLOR, WASH)),
	RULE("list > *:hover, list > *:focus-within", COLOR(BACKGROUND, PAGE)),
	{ 0 },
};

void oriel__theme_use(void) {
	enum oriel_status status = oriel_theme_add_toolkit(rules);
	ORIEL_ASSERT(status == ORIEL_OK,
		"oriel__theme_use: the built-in theme is refused (%s); see the log for the selector",
		oriel_status_name(status));
}
