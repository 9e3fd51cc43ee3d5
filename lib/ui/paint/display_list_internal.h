/* SPDX-License-Identifier: MIT */
/*
 * A widget's display list: a byte array of commands, each with its op and length. Commands before
 * `over` are drawn under the children, the others (the outline) over them. The picture also stores
 * the state of the last painting: the node's rectangle, and the extents of its ink and of its
 * subtree.
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
	ORIEL__PAINT_SVG_PATH,
	ORIEL__PAINT_BITMAP,
	/* clips the following commands to rect, which is already intersected with the outer clips */
	ORIEL__PAINT_CLIP,
	ORIEL__PAINT_UNCLIP,
};

/* The head of every command. `length` is the command's size, a multiple of 8 bytes. Padding is
 * zero, so commands can be compared as bytes. */
struct oriel__command {
	uint32_t op, length;
	/* px from the border box's corner; for glyphs and paths: all that they touch, rounded
	 * outwards */
	struct oriel_rect rect;
	oriel_color color;
	union {
		float radius; /* round rect, border, shadow, clip of a bitmap */
		float width;  /* stroke; 0 for a filled path of SVG data */
	};
};

struct oriel__border_command {
	struct oriel__command head;
	struct oriel_edges widths;
};

struct oriel__shadow_command {
	struct oriel__command head; /* rect: the box that casts the shadow */
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

struct oriel__svg_path_command {
	struct oriel__command head;
	struct oriel_svg_path *path; /* holds a reference */
	struct oriel_point at;       /* px; the place of the path's origin */
	float scale;                 /* px of one unit of the path */
};

struct oriel__bitmap_command {
	struct oriel__command head;  /* rect: the clip; radius: of its corners */
	struct oriel_bitmap *bitmap; /* holds a reference */
	struct oriel_rect place;     /* px; the place of the whole bitmap */
};

/* The scroll bars of a node: their width, px, and where there are any. */
struct oriel__shown_bars {
	uint8_t width;
	bool has_x, has_y;
	bool is_left; /* the vertical one */
};

struct oriel__picture {
	unsigned char *bytes;
	uint32_t length, over;
	/* px from the border box's corner, rounded outwards: all that the commands touch */
	struct oriel_rect ink;
	/* like ink, including all descendants; may be larger than necessary */
	struct oriel_rect subtree;
	/* px; how far the children's drawing extends beyond their boxes vertically, at most */
	float reach;

	/* State of the last recording: */
	struct oriel_size size;    /* of the border box */
	struct oriel_edges border; /* widths */
	float radius;              /* of the border box's corners */
	float opacity;
	oriel_color bar_color, track_color; /* of scroll bars */
	uint8_t gutter_left, gutter_right, gutter_bottom; /* px; for classic scroll bars */
	int z_index;
	bool is_recorded : 1;
	bool does_clip : 1;         /* clips the children to the padding box */
	bool is_free_x : 1;         /* a clip leaves this axis free: oriel__raster_clip_box() */
	bool is_free_y : 1;
	bool is_opaque : 1;         /* one opaque colour fills the padding box */
	bool has_content : 1;       /* the class has drawn something */
	bool has_inner_overlay : 1; /* drawing over the children touches the padding box */
	bool is_lifted : 1;         /* a layer: order_internal.h */
	bool does_stack : 1;        /* a stacking context */
	bool is_visible : 1;

	/* State of the last painting: */
	bool is_painted : 1;
	/* some descendants may have been left out, because they were far out of view */
	bool is_partial : 1;
	bool is_windowed : 1;         /* only the rows near the view were visited */
	struct oriel__child_run kept; /* only these rows may have pictures */
	bool has_bar_layer : 1;       /* its scroll bars were a layer: order_internal.h */
	bool is_escaped : 1;          /* the node stood in another box than its parent */
	struct oriel__shown_bars bars;
	struct oriel__box rect;       /* the node's rectangle */
	uint64_t top_serial; /* of a member of the top layer: its place there */
	oriel_color backdrop; /* of such a member, over the whole window; transparent: none */
	double x, y; /* of an escaped node: its corner in the window, device px */
	double scroll_x, scroll_y;    /* device px, whole numbers */
	struct oriel_scroll scrolled; /* the scroll state that the scroll bars show */
};

/* Records a node with the size of its last layout; returns whether it looks different. */
bool oriel__picture_record(struct oriel__node *node);
struct oriel__picture *oriel__picture_ensure(struct oriel__node *node);
void oriel__picture_free(struct oriel__node *node);
/* Tells whether clipping by either picture gives the same result, including scroll bars. */
bool oriel__picture_same_clip(const struct oriel__picture *a, const struct oriel__picture *b);

/* Returns the command at offset, or NULL at the end. */
static inline const struct oriel__command *oriel__command_at(
	const struct oriel__picture *picture, uint32_t offset, uint32_t end) {
	return offset < end ? (const struct oriel__command *)(const void *)(picture->bytes + offset) :
						NULL;
}

/* ---- Recorder, recorder.c ---- */

struct oriel_recorder {
	unsigned char *bytes;
	size_t length, capacity;
	struct oriel__area ink;
	struct oriel_rect *clips; /* stack of clips; each is inside the clips below it */
	size_t clip_count, clip_capacity;
	bool has_strike_through;
	bool has_failed; /* out of memory: the commands are incomplete */
};

/* Releases the references of a sequence of commands. */
void oriel__commands_release(unsigned char *bytes, size_t length);
/* Closes the clips that a class has left open. */
void oriel__recorder_close_clips(struct oriel_recorder *recorder);

#endif
