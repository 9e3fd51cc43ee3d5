/* SPDX-License-Identifier: MIT */
/*
 * Creates and frees the painting state of a loop.
 */
#include "paint/paint_state_internal.h"

#include "base/alloc_internal.h"
#include "loop/loop_internal.h"
#include "paint/mask_internal.h"
#include "values/loop_slots_internal.h"

static void paint_state_finish(void *value) {
	struct oriel__paint_state *state = value;
	oriel__mask_cache_destroy(state->masks);
	pixman_glyph_cache_destroy(state->glyphs);
	FT_Stroker_Done(state->stroker);
	FT_Done_FreeType(state->freetype);
	oriel__free(state->recording);
	oriel__free(state->corners);
	oriel__free(state);
}

struct oriel__paint_state *oriel__paint_state(void) {
	oriel_loop *loop = oriel__loop_here("painting");
	struct oriel__paint_state *state = oriel__loop_slot(
		loop, oriel__loop_slot_above(ORIEL__UI_SLOT_PAINT));
	if (state != NULL)
		return state;
	state = oriel__alloc_zero(1, sizeof(*state));
	state->masks = oriel__mask_cache_new();
	while ((state->glyphs = pixman_glyph_cache_create()) == NULL)
		oriel__out_of_memory(0);
	while (FT_Init_FreeType(&state->freetype) != 0)
		oriel__out_of_memory(0);
	while (FT_Stroker_New(state->freetype, &state->stroker) != 0)
		oriel__out_of_memory(0);
	oriel__loop_set_slot(
		loop, oriel__loop_slot_above(ORIEL__UI_SLOT_PAINT), state, paint_state_finish);
	return state;
}
