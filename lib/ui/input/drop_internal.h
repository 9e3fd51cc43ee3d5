/* SPDX-License-Identifier: MIT */
/*
 * The drag of another program over a window.
 */
#ifndef ORIEL_INPUT_DROP_INTERNAL_H
#define ORIEL_INPUT_DROP_INTERNAL_H

#include <oriel/ui/drop.h>
#include <oriel/ui/raw_input.h>

#include "tree/node_internal.h"

struct oriel__surface;

struct oriel__drop {
	struct oriel__node *entered; /* has got the last `dragenter`; may be NULL */
	struct oriel__node *target;  /* gets `dragover` and `drop`; may be NULL */
	float x, y;                  /* px in the window */
	bool has_files, has_text;
	enum oriel_drop_effect effect; /* of the last `dragover` */
};

/* Handles ORIEL_RAW_DRAG_OVER, ORIEL_RAW_DRAG_LEAVE and ORIEL_RAW_DROP. */
void oriel__drop_handle(struct oriel__surface *surface, const struct oriel_raw_input *input);
void oriel__drop_leaving(struct oriel__surface *surface, const struct oriel__node *node);

#endif
