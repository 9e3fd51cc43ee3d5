/* SPDX-License-Identifier: MIT */
/**
 * @file
 * All built-in widgets. A constructor is the widget's bare name; the first one that is used
 * registers the theme.
 */
#ifndef ORIEL_WIDGETS_H
#define ORIEL_WIDGETS_H

#include <oriel/widgets/box.h>
#include <oriel/widgets/button.h>
#include <oriel/widgets/checkbox.h>
#include <oriel/widgets/form.h>
#include <oriel/widgets/label.h>
#include <oriel/widgets/list.h>
#include <oriel/widgets/progress.h>
#include <oriel/widgets/text_field.h>

#endif
