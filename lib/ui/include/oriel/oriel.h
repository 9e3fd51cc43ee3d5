/* SPDX-License-Identifier: MIT */
/**
 * @file
 * All of liboriel for applications. Built-in widgets are in <oriel/widgets.h>; authors of widgets
 * and platforms also include headers of <oriel/extend/...>.
 *
 * Thread: loop, unless a header says otherwise. Errors: as each header says.
 */
#ifndef ORIEL_ORIEL_H
#define ORIEL_ORIEL_H

#include <oriel/runtime.h>
#include <oriel/ui/app.h>
#include <oriel/ui/array_model.h>
#include <oriel/ui/bitmap.h>
#include <oriel/ui/clipboard.h>
#include <oriel/ui/color.h>
#include <oriel/ui/command.h>
#include <oriel/ui/filter_model.h>
#include <oriel/ui/focus.h>
#include <oriel/ui/geometry.h>
#include <oriel/ui/input_event.h>
#include <oriel/ui/model.h>
#include <oriel/ui/mutation.h>
#include <oriel/ui/node.h>
#include <oriel/ui/paged_model.h>
#include <oriel/ui/popover.h>
#include <oriel/ui/raw_input.h>
#include <oriel/ui/resize_observer.h>
#include <oriel/ui/scroll.h>
#include <oriel/ui/selection.h>
#include <oriel/ui/selection_model.h>
#include <oriel/ui/selector.h>
#include <oriel/ui/set.h>
#include <oriel/ui/sheet.h>
#include <oriel/ui/sort_model.h>
#include <oriel/ui/style.h>
#include <oriel/ui/style_values.h>
#include <oriel/ui/target.h>
#include <oriel/ui/types.h>
#include <oriel/ui/widget.h>
#include <oriel/ui/window.h>

#endif
