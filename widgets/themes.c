/* SPDX-License-Identifier: MIT */
/*
 * The built-in look: one sheet for each widget, over the custom properties of themes/base.css.
 * CMake converts the sheets to arrays of bytes.
 */
#include "themes_internal.h"

extern const char oriel__theme_base[];
extern const char oriel__theme_box[];
extern const char oriel__theme_button[];
extern const char oriel__theme_checkbox[];
extern const char oriel__theme_combo_box[];
extern const char oriel__theme_date_field[];
extern const char oriel__theme_dialog[];
extern const char oriel__theme_expander[];
extern const char oriel__theme_field[];
extern const char oriel__theme_form[];
extern const char oriel__theme_icon[];
extern const char oriel__theme_image[];
extern const char oriel__theme_label[];
extern const char oriel__theme_link[];
extern const char oriel__theme_list[];
extern const char oriel__theme_list_view[];
extern const char oriel__theme_menu[];
extern const char oriel__theme_meter[];
extern const char oriel__theme_progress[];
extern const char oriel__theme_radio[];
extern const char oriel__theme_select[];
extern const char oriel__theme_separator[];
extern const char oriel__theme_slider[];
extern const char oriel__theme_spinner[];
extern const char oriel__theme_split_pane[];
extern const char oriel__theme_stack[];
extern const char oriel__theme_switch[];
extern const char oriel__theme_table[];
extern const char oriel__theme_tabs[];
extern const char oriel__theme_text_area[];
extern const char oriel__theme_text_field[];
extern const char oriel__theme_toast[];
extern const char oriel__theme_tool_bar[];

#define SHEETS(widget) \
	const char *const oriel__##widget##_sheets[] = { oriel__theme_base, oriel__theme_##widget, 0 }

SHEETS(box);
SHEETS(button);
SHEETS(checkbox);
SHEETS(combo_box);
SHEETS(date_field);
SHEETS(dialog);
SHEETS(expander);
SHEETS(field);
SHEETS(form);
SHEETS(icon);
SHEETS(image);
SHEETS(label);
SHEETS(link);
SHEETS(list);
SHEETS(list_view);
SHEETS(menu);
SHEETS(meter);
SHEETS(progress);
SHEETS(radio);
SHEETS(select);
SHEETS(separator);
SHEETS(slider);
SHEETS(spinner);
SHEETS(split_pane);
SHEETS(stack);
SHEETS(switch);
SHEETS(table);
SHEETS(tabs);
SHEETS(text_area);
SHEETS(text_field);
SHEETS(toast);
SHEETS(tool_bar);
