/* SPDX-License-Identifier: MIT */
/**
 * @file
 * All built-in widgets.
 *
 * A constructor has the bare name of its widget. The built-in look of a widget is the sheet of its
 * class, which is parsed when the first widget of the class is styled.
 *
 * ```c
 * oriel_widget *row = oriel_row(oriel_checkbox("Milk"), oriel_button("Delete")); // 2 children
 * ```
 *
 * Thread: loop. Errors: see the header of each widget.
 */
#ifndef ORIEL_WIDGETS_H
#define ORIEL_WIDGETS_H

#include <oriel/widgets/alert.h>
#include <oriel/widgets/box.h>
#include <oriel/widgets/button.h>
#include <oriel/widgets/checkbox.h>
#include <oriel/widgets/combo_box.h>
#include <oriel/widgets/date_field.h>
#include <oriel/widgets/dialog.h>
#include <oriel/widgets/expander.h>
#include <oriel/widgets/field.h>
#include <oriel/widgets/form.h>
#include <oriel/widgets/form_control.h>
#include <oriel/widgets/icon.h>
#include <oriel/widgets/image.h>
#include <oriel/widgets/label.h>
#include <oriel/widgets/link.h>
#include <oriel/widgets/list.h>
#include <oriel/widgets/list_view.h>
#include <oriel/widgets/menu.h>
#include <oriel/widgets/menu_bar.h>
#include <oriel/widgets/menu_button.h>
#include <oriel/widgets/meter.h>
#include <oriel/widgets/progress.h>
#include <oriel/widgets/radio.h>
#include <oriel/widgets/select.h>
#include <oriel/widgets/separator.h>
#include <oriel/widgets/slider.h>
#include <oriel/widgets/spinner.h>
#include <oriel/widgets/split_pane.h>
#include <oriel/widgets/stack.h>
#include <oriel/widgets/switch.h>
#include <oriel/widgets/table.h>
#include <oriel/widgets/tabs.h>
#include <oriel/widgets/text_area.h>
#include <oriel/widgets/text_field.h>
#include <oriel/widgets/texts.h>
#include <oriel/widgets/time_field.h>
#include <oriel/widgets/toast.h>
#include <oriel/widgets/tool_bar.h>

#endif
