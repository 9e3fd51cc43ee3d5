/* SPDX-License-Identifier: MIT */
/* Chance that repeats itself: a linear congruential generator. */
#ifndef ORIEL_TEST_CHANCE_H
#define ORIEL_TEST_CHANCE_H

#include <stddef.h>
#include <stdint.h>

struct chance {
	uint64_t seed;
};

/* One of 0 … sides - 1. Source: Knuth, MMIX */
static inline uint32_t roll(struct chance *chance, uint32_t sides) {
	chance->seed = chance->seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(chance->seed >> 33) % sides;
}

/* For a step of a randomised test (shrink.h) that makes more choices than it has bytes: it alone
 * decides on them, whatever was before. */
static inline struct chance chance_of_step(const uint8_t *step, size_t size) {
	struct chance chance = { 0 };
	for (size_t i = 0; i < size; i++)
		chance.seed = (chance.seed << 8 | step[i]) * 0x9e3779b97f4a7c15u;
	return chance;
}

#define ANY_OF(chance, array) \
	((array)[roll((chance), (uint32_t)(sizeof(array) / sizeof((array)[0])))])

#endif
