/* SPDX-License-Identifier: MIT */
/*
 * What a block of declarations says, for fuzzers that compare blocks. Their texts are no measure:
 * two blocks that say the same may be written with other shorthands.
 */
#ifndef ORIEL_TESTS_FUZZ_DECLARED_H
#define ORIEL_TESTS_FUZZ_DECLARED_H

#include "css/css_serialize_internal.h"

/* Writes the value that wins for each longhand, in left-to-right and in right-to-left text, and the
 * custom properties in their order. */
void declared_write(struct oriel__css_writer *writer, const struct oriel__css_block *block,
	const struct oriel__css_name_table *names);

#endif
