/* SPDX-License-Identifier: MIT */
/* Chance that repeats itself: a linear congruential generator. */
#ifndef SOAK_CHANCE_H
#define SOAK_CHANCE_H

#include <stdint.h>

struct chance {
	uint64_t seed;
};

/* One of 0 … sides - 1. Source: Knuth, MMIX */
static inline uint32_t roll(struct chance *chance, uint32_t sides) {
	chance->seed = chance->seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(chance->seed >> 33) % sides;
}

#define ANY_OF(chance, array) ((array)[roll((chance), (uint32_t)(sizeof(array) / sizeof((array)[0])))])

#endif
