/* SPDX-License-Identifier: MIT */
/*
 * Properties: what kind of value each takes, where it is kept, and what has to be done again when
 * it differs.
 */
#ifndef ORIEL_STYLE_PROPERTY_INTERNAL_H
#define ORIEL_STYLE_PROPERTY_INTERNAL_H

#include <oriel/extend/style.h>

#include "base/atom_internal.h"

enum { ORIEL__PROPERTIES = ORIEL_PROPERTY_SHADOW + 1 }; /* the shorthands come after them */

enum oriel__property_effect {
	ORIEL__EFFECT_LAYOUT = 1,
	ORIEL__EFFECT_PARENT = 2, /* of its parent's children */
	ORIEL__EFFECT_RECORD = 4,
};

/* One property's value, normalised; zeroed before it is set, so that values can be compared as
 * bytes. */
struct oriel__value {
	uint64_t property; /* a longhand */
	union {
		float number;
		oriel_color color;
		oriel__atom text; /* owned by whoever owns the value */
		struct oriel_shadow shadow;
	} of;
};

/* Values in order of their properties, each at most once. */
struct oriel__block {
	struct oriel__value *values;
	size_t count;
};

static inline uint64_t oriel__property_bit(uint64_t property) {
	return UINT64_C(1) << property;
}

void oriel__style_init(struct oriel_style *style);
void oriel__value_apply(struct oriel_style *style, const struct oriel__value *value);
/* Bits of enum oriel__property_effect. */
unsigned oriel__style_difference(const struct oriel_style *a, const struct oriel_style *b);

/* The longhands that a property stands for, at most four; returns how many. 0: no such property. */
size_t oriel__property_expand(enum oriel_property property, enum oriel_property longhands[4]);

/* Writes declarations over what is in the block; later ones win, invalid ones are left out. */
void oriel__block_write(struct oriel__block *block, struct oriel__atom_table *atoms,
	const struct oriel_declaration *declarations, size_t count);
void oriel__block_remove(struct oriel__block *block, enum oriel_property longhand);
struct oriel__block oriel__block_copy(const struct oriel__block *block);
void oriel__block_finish(struct oriel__block *block);

#endif
