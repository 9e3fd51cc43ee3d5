/* SPDX-License-Identifier: MIT */
/* The sheets of the built-in look by class, embedded from themes/. */
#ifndef ORIEL_WIDGETS_THEMES_INTERNAL_H
#define ORIEL_WIDGETS_THEMES_INTERNAL_H

extern const char *const oriel__box_sheets[];
extern const char *const oriel__button_sheets[];
extern const char *const oriel__checkbox_sheets[];
extern const char *const oriel__combo_box_sheets[];
extern const char *const oriel__date_field_sheets[];
extern const char *const oriel__dialog_sheets[];
extern const char *const oriel__expander_sheets[];
extern const char *const oriel__field_sheets[];
extern const char *const oriel__form_sheets[];
extern const char *const oriel__icon_sheets[];
extern const char *const oriel__image_sheets[];
extern const char *const oriel__label_sheets[];
extern const char *const oriel__link_sheets[];
extern const char *const oriel__list_sheets[];
extern const char *const oriel__list_view_sheets[];
extern const char *const oriel__menu_sheets[];
extern const char *const oriel__meter_sheets[];
extern const char *const oriel__progress_sheets[];
extern const char *const oriel__radio_sheets[];
extern const char *const oriel__select_sheets[];
extern const char *const oriel__separator_sheets[];
extern const char *const oriel__slider_sheets[];
extern const char *const oriel__spinner_sheets[];
extern const char *const oriel__split_pane_sheets[];
extern const char *const oriel__stack_sheets[];
extern const char *const oriel__switch_sheets[];
extern const char *const oriel__table_sheets[];
extern const char *const oriel__tabs_sheets[];
extern const char *const oriel__text_area_sheets[];
extern const char *const oriel__text_field_sheets[];
extern const char *const oriel__toast_sheets[];
extern const char *const oriel__tool_bar_sheets[];

#endif
