/* SPDX-License-Identifier: MIT */
/*
 * The pseudo-classes without arguments that test a state or a position, in alphabetical order:
 * ORIEL__CSS_PSEUDO_CLASS(id, name). The file is included several times and has no guard. Functions
 * and the structural pseudo-classes such as :first-child are in css_pseudo.c.
 */
ORIEL__CSS_PSEUDO_CLASS(ACTIVE, "active")
ORIEL__CSS_PSEUDO_CLASS(CHECKED, "checked")
ORIEL__CSS_PSEUDO_CLASS(DEFAULT, "default")
ORIEL__CSS_PSEUDO_CLASS(DISABLED, "disabled")
ORIEL__CSS_PSEUDO_CLASS(EMPTY, "empty")
ORIEL__CSS_PSEUDO_CLASS(ENABLED, "enabled")
ORIEL__CSS_PSEUDO_CLASS(FOCUS, "focus")
ORIEL__CSS_PSEUDO_CLASS(FOCUS_VISIBLE, "focus-visible")
ORIEL__CSS_PSEUDO_CLASS(FOCUS_WITHIN, "focus-within")
ORIEL__CSS_PSEUDO_CLASS(HOVER, "hover")
ORIEL__CSS_PSEUDO_CLASS(INDETERMINATE, "indeterminate")
ORIEL__CSS_PSEUDO_CLASS(INVALID, "invalid")
ORIEL__CSS_PSEUDO_CLASS(MODAL, "modal")
ORIEL__CSS_PSEUDO_CLASS(OPTIONAL, "optional")
ORIEL__CSS_PSEUDO_CLASS(PLACEHOLDER_SHOWN, "placeholder-shown")
ORIEL__CSS_PSEUDO_CLASS(POPOVER_OPEN, "popover-open")
ORIEL__CSS_PSEUDO_CLASS(READ_ONLY, "read-only")
ORIEL__CSS_PSEUDO_CLASS(READ_WRITE, "read-write")
ORIEL__CSS_PSEUDO_CLASS(REQUIRED, "required")
ORIEL__CSS_PSEUDO_CLASS(ROOT, "root")
ORIEL__CSS_PSEUDO_CLASS(SCOPE, "scope")
ORIEL__CSS_PSEUDO_CLASS(SELECTED, "selected")
ORIEL__CSS_PSEUDO_CLASS(USER_INVALID, "user-invalid")
ORIEL__CSS_PSEUDO_CLASS(USER_VALID, "user-valid")
ORIEL__CSS_PSEUDO_CLASS(VALID, "valid")
ORIEL__CSS_PSEUDO_CLASS(WINDOW_INACTIVE, "window-inactive")
#undef ORIEL__CSS_PSEUDO_CLASS
