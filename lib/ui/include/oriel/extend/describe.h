/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Descriptions of widgets in words, for assistive technology and for tests.
 *
 * A class fills in what it knows in its method describe; the rest stays zero, which means that a
 * widget has no such property.
 *
 * ```c
 * static void volume_describe(oriel_widget *widget, struct oriel_description *description) {
 *     description->role = ORIEL_ROLE_SLIDER;
 *     description->name = "Volume";
 *     description->has_range = true;
 *     description->value_max = 100; // percent; value_min stays 0
 *     description->value_now = 40;
 * }
 * ```
 *
 * Thread: loop. Errors: none. Source: WAI-ARIA 1.2.
 */
#ifndef ORIEL_EXTEND_DESCRIBE_H
#define ORIEL_EXTEND_DESCRIBE_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Roles for accessibility. Source: WAI-ARIA 1.2. */
enum oriel_role {
	ORIEL_ROLE_GENERIC,
	ORIEL_ROLE_WINDOW,
	ORIEL_ROLE_BUTTON,
	ORIEL_ROLE_CHECKBOX,
	ORIEL_ROLE_RADIO,
	ORIEL_ROLE_TEXT_BOX,
	ORIEL_ROLE_LABEL,
	ORIEL_ROLE_HEADING,
	ORIEL_ROLE_LIST,
	ORIEL_ROLE_LIST_ITEM,
	ORIEL_ROLE_FORM,
	ORIEL_ROLE_GROUP,
	ORIEL_ROLE_STATUS,
	ORIEL_ROLE_ALERT,
	ORIEL_ROLE_IMAGE,
	ORIEL_ROLE_SCROLL_BAR,
	ORIEL_ROLE_SEPARATOR,
	ORIEL_ROLE_PROGRESS_BAR,
	ORIEL_ROLE_SWITCH,
	ORIEL_ROLE_RADIO_GROUP,
	ORIEL_ROLE_SLIDER,
	ORIEL_ROLE_METER,
	ORIEL_ROLE_TAB_LIST,
	ORIEL_ROLE_TAB,
	ORIEL_ROLE_TAB_PANEL,
	ORIEL_ROLE_TOOLTIP,
	ORIEL_ROLE_MENU,
	ORIEL_ROLE_MENU_BAR,
	ORIEL_ROLE_MENU_ITEM,
	ORIEL_ROLE_MENU_ITEM_CHECKBOX,
	ORIEL_ROLE_MENU_ITEM_RADIO,
	ORIEL_ROLE_DIALOG,
	ORIEL_ROLE_ALERT_DIALOG,
	ORIEL_ROLE_LIST_BOX,
	ORIEL_ROLE_OPTION,
	ORIEL_ROLE_COMBO_BOX,
	ORIEL_ROLE_LINK,
	ORIEL_ROLE_TOOL_BAR,
	ORIEL_ROLE_TABLE,
	ORIEL_ROLE_ROW,
	ORIEL_ROLE_COLUMN_HEADER,
	ORIEL_ROLE_CELL,
	ORIEL_ROLE_SEARCH_BOX,
	ORIEL_ROLE_SPIN_BUTTON,
	ORIEL_ROLE_GRID,
	ORIEL_ROLE_GRID_CELL,
};

/** What a user can do with a widget. Bits. */
enum oriel_widget_action {
	ORIEL_ACTION_ACTIVATE = 1, /**< click it */
	ORIEL_ACTION_FOCUS = 2,    /**< give it the keyboard */
	ORIEL_ACTION_SCROLL = 4,   /**< scroll it */
	ORIEL_ACTION_EDIT = 8,     /**< edit its text */
	ORIEL_ACTION_ADJUST = 16,  /**< change its value step by step */
};

/** A property that is true, false or mixed, if a widget has it at all. */
enum oriel_tristate {
	ORIEL_TRISTATE_UNDEFINED, /**< the widget has no such property */
	ORIEL_TRISTATE_FALSE,     /**< e.g. not checked */
	ORIEL_TRISTATE_TRUE,      /**< e.g. checked */
	ORIEL_TRISTATE_MIXED,     /**< e.g. some of what a check box stands for is checked */
};

/** The axis along which the parts or the values of a widget run. */
enum oriel_orientation {
	ORIEL_ORIENTATION_UNDEFINED,  /**< neither */
	ORIEL_ORIENTATION_HORIZONTAL, /**< from side to side */
	ORIEL_ORIENTATION_VERTICAL,   /**< up and down */
};

/** The order of the rows below a column header. */
enum oriel_sort_order {
	ORIEL_SORT_NONE,       /**< not by this column */
	ORIEL_SORT_ASCENDING,  /**< the least first */
	ORIEL_SORT_DESCENDING, /**< the largest first */
};

/** What a widget opens. */
enum oriel_popup_kind {
	ORIEL_POPUP_NONE,     /**< nothing */
	ORIEL_POPUP_MENU,     /**< a menu */
	ORIEL_POPUP_LIST_BOX, /**< a list of choices */
	ORIEL_POPUP_TREE,     /**< a tree of choices */
	ORIEL_POPUP_GRID,     /**< a grid of choices, such as a calendar */
	ORIEL_POPUP_DIALOG,   /**< a dialog */
};

/** When changes of a widget are read out by themselves. */
enum oriel_live {
	ORIEL_LIVE_OFF,       /**< never */
	ORIEL_LIVE_POLITE,    /**< when the user pauses */
	ORIEL_LIVE_ASSERTIVE, /**< at once */
};

/** The description of a widget in words. Before describe is called, the struct is zeroed, and
 * focusability and scrolling are filled in. Texts and widgets are borrowed until the widget
 * changes. */
struct oriel_description {
	enum oriel_role role; /**< its ARIA role */
	/** may be NULL; the attribute "aria-label" wins, "title" stands in */
	const char *name;
	const char *value; /**< the value in words, e.g. "40%"; may be NULL */
	/** what a user should know besides; may be NULL; the attribute "aria-description" wins, and
	 * "title" stands in if it is not the name */
	const char *description;
	unsigned states;  /**< bits of enum oriel_state */
	unsigned actions; /**< bits of enum oriel_widget_action */

	/** Whether it is checked. Filled in after describe for check boxes, switches and radio buttons:
	 * by their states. */
	enum oriel_tristate checked;
	enum oriel_tristate pressed;  /**< of a button that stays down */
	enum oriel_tristate selected; /**< of a choice */
	enum oriel_tristate expanded; /**< of a widget that shows and hides another one */
	enum oriel_popup_kind has_popup;    /**< what it opens */
	enum oriel_orientation orientation; /**< of a slider, a separator, a scroll bar … */
	enum oriel_sort_order sort;         /**< of a column header */
	enum oriel_live live;               /**< of a status, an alert or a log */

	unsigned level;         /**< of a heading or an item of a tree, from 1; 0: none */
	unsigned position;      /**< in its set, from 1; 0: in none */
	unsigned set_size;      /**< number of items of the set; 0: unknown */
	unsigned row, column;   /**< of a cell, from 1; 0: none */
	unsigned row_count;     /**< of a table; 0: unknown */
	unsigned column_count;  /**< of a table; 0: unknown */

	bool has_range;              /**< whether the next three count */
	/** the least and the largest value, in the units that the widget shows */
	double value_min, value_max;
	double value_now; /**< the value, in the same units */

	bool has_text;                         /**< whether the next three count */
	size_t caret;                          /**< offset in bytes into value */
	size_t selection_start, selection_end; /**< offsets in bytes into value; equal: none */

	const oriel_widget *labelled_by;       /**< whose text names it; may be NULL */
	const oriel_widget *described_by;      /**< whose text describes it; may be NULL */
	const oriel_widget *error_message;     /**< whose text says why it is invalid; may be NULL */
	const oriel_widget *controls;          /**< what it changes or shows; may be NULL */
	const oriel_widget *active_descendant; /**< which part has the keyboard; may be NULL */
};

/** Describes one widget. @param out filled in */
ORIEL_API void oriel_widget_describe(const oriel_widget *widget, struct oriel_description *out);
/** Returns the ARIA name of a role, static; "generic" for a number that is no role. */
ORIEL_API const char *oriel_role_name(enum oriel_role role);

ORIEL_END

#endif
