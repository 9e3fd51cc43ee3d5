/* SPDX-License-Identifier: MIT */
/*
 * A widget's display list: commands in a row of bytes, each a head with its op and length. Those
 * before `over` are drawn under the children, the others (the outline) over them. Beside it stands
 * what painting has to remember of the node: where it was drawn last, and how far its ink and that
 * of its subtree reach.
 */
#ifndef ORIEL_PAINT_DISPLAY_LIST_INTERNAL_H
#define ORIEL_PAINT_DISPLAY_LIST_INTERNAL_H

#include <oriel/extend/recorder.h>
#include <oriel/ui/scroll.h>

#include "layout/children_internal.h"
#include "paint/area_internal.h"
#include "tree/node_internal.h"

struct oriel__glyphs;

enum oriel__paint_op {
	ORIEL__PAINT_FILL,
	ORIEL__PAINT_ROUND_RECT,
	ORIEL__PAINT_BORDER,
	ORIEL__PAINT_SHADOW,
	ORIEL__PAINT_STROKE,
	ORIEL__PAINT_POLYGON,
	ORIEL__PAINT_GLYPHS,
	ORIEL__PAINT_CLIP,   /* what follows, to rect alone: the clips around it are in there */
	ORIEL__PAINT_UNCLIP,
};

/* Every command begins with this, and is as long as `length` says: a multiple of 8 bytes. Padding
 * is zeroed, so that commands can be compared as bytes. */
struct oriel__command {
	uint32_t op, length;
	/* px from the border box's corner; of glyphs and paths: all that they touch, rounded outwards
	 */
	struct oriel_rect rect;
	oriel_color color;
	union {
		float radius; /* round rect, border, shadow */
		float width;  /* stroke */
	};
};

struct oriel__border_command {
	struct oriel__command head;
	struct oriel_edges widths;
};

struct oriel__shadow_command {
	struct oriel__command head; /* rect: of the box that throws it */
	float x, y, blur, spread;
};

struct oriel__path_command {
	struct oriel__command head;
	size_t count;
	struct oriel_point points[];
};

struct oriel__glyphs_command {
	struct oriel__command head;
	struct oriel__glyphs *glyphs; /* holds a reference */
	struct oriel_point at;
};

struct oriel__picture {
	unsigned char *bytes;
	uint32_t length, over;
	/* px from the border box's corner: all that its commands touch; rounded outwards */
	struct oriel_rect ink;
	struct oriel_rect subtree; /* the same with all that is in it; may be larger than need be */
	/* px: none of what children draw sticks further out of their boxes, up or down */
	float reach;

	/* As recorded: */
	struct oriel_size size;    /* of the border box */
	struct oriel_edges border; /* widths */
	float radius;              /* of the border box's corners */
	float opacity;
	oriel_color bar_color;     /* of scroll bars */
	bool is_recorded : 1;
	bool does_clip : 1;            /* children, to the padding box */
	bool is_opaque : 1;           /* the padding box is filled with one opaque colour */
	bool has_content : 1;      /* its class drew something */
	bool is_over_inside : 1;      /* what is drawn over the children touches the padding box */
	bool is_lifted : 1;           /* it is drawn over the flow: order_internal.h */

	/* As painted: */
	bool is_painted : 1;
	bool is_partial : 1;          /* something in it may not be, for it was far out of view */
	bool is_windowed : 1;         /* of its children, only rows near the view were visited */
	struct oriel__child_run kept; /* no row outside of it has a picture */
	struct oriel__box rect;    /* of the node then */
	double scroll_x, scroll_y; /* device px, whole numbers */
	struct oriel_scroll scrolled; /* as the bars show it */
};

/* Records a node anew; its size is that of its last layout. Returns whether it looks different. */
bool oriel__picture_record(struct oriel__node *node);
struct oriel__picture *oriel__picture_ensure(struct oriel__node *node);
void oriel__picture_free(struct oriel__node *node);
/* Whether children that are clipped by either come out alike, scroll bars too. */
bool oriel__picture_same_clip(const struct oriel__picture *a, const struct oriel__picture *b);

/* The next command, or NULL at the end. */
static inline const struct oriel__command *oriel__command_at(
	const struct oriel__picture *picture, uint32_t offset, uint32_t end) {
	return offset < end ? (const struct oriel__command *)(const void *)(picture->bytes + offset) :
						NULL;
}

/* ---- recorder.c ---- */

struct oriel_recorder {
	unsigned char *bytes;
	size_t length, capacity;
	struct oriel__area ink;
	struct oriel_rect *clips; /* each within those below it */
	size_t clip_count, clip_capacity;
	bool has_strike_through;
	bool has_failed; /* there was no memory: what is here is not the picture */
};

/* Gives up the references in a row of commands. */
void oriel__commands_release(unsigned char *bytes, size_t length);
/* Ends the clips that were left open. */
void oriel__recorder_close_clips(struct oriel_recorder *recorder);

#endif
