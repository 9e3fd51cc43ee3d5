/* SPDX-License-Identifier: MIT */
/*
 * Heights of lines. Known lines stand in chunks of up to 256, sorted; a chunk has the sum of its
 * heights. A splice shifts the chunks behind it, and a search adds up the chunks before its place:
 * both visit at most 2,000 chunks.
 *
 * top(line) = line * (estimate + gap) + sum of (height - estimate) of the known lines before it.
 */
#include "line_heights_internal.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/runtime/log.h>

enum { CHUNK_LINES = 256, CHUNKS_MAX = 2000, CHUNK_SPAN = 1 << 30 };

struct line_height {
	uint32_t at; /* line - chunk's first */
	float height; /* px */
};

struct line_chunk {
	size_t first;
	size_t count; /* above 0 */
	double sum;   /* px, of the heights */
	struct line_height lines[CHUNK_LINES];
};

void oriel__line_heights_clear(struct line_heights *heights) {
	for (size_t i = 0; i < heights->count; i++)
		free(heights->chunks[i]);
	heights->count = 0;
}

void oriel__line_heights_finish(struct line_heights *heights) {
	oriel__line_heights_clear(heights);
	free(heights->chunks);
	heights->chunks = NULL;
	heights->capacity = 0;
}

/* ---- Finding ---- */

/* Returns the number of chunks that begin at or before a line. */
static size_t chunks_until(const struct line_heights *heights, size_t line) {
	size_t low = 0, high = heights->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (heights->chunks[middle]->first + heights->chunks[middle]->lines[0].at <= line)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Returns the number of known lines of a chunk before a line. */
static size_t lines_before(const struct line_chunk *chunk, size_t line) {
	size_t low = 0, high = chunk->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (chunk->first + chunk->lines[middle].at < line)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool chunk_has(const struct line_chunk *chunk, size_t index, size_t line) {
	return index < chunk->count && chunk->first + chunk->lines[index].at == line;
}

float oriel__line_heights_get(const struct line_heights *heights, size_t line, bool *is_known) {
	size_t until = chunks_until(heights, line);
	const struct line_chunk *chunk = until > 0 ? heights->chunks[until - 1] : NULL;
	size_t index = chunk ? lines_before(chunk, line) : 0;
	bool found = chunk && chunk_has(chunk, index, line);
	if (is_known)
		*is_known = found;
	return found ? chunk->lines[index].height : (float)heights->estimate;
}

/* ---- Places ---- */

static double chunk_surplus(
	const struct line_heights *heights, const struct line_chunk *chunk, size_t count) {
	double sum = 0;
	if (count == chunk->count)
		return chunk->sum - (double)count * heights->estimate;
	for (size_t i = 0; i < count; i++)
		sum += (double)chunk->lines[i].height;
	return sum - (double)count * heights->estimate;
}

double oriel__line_heights_top(const struct line_heights *heights, size_t line) {
	double top = (double)line * (heights->estimate + heights->gap);
	size_t until = chunks_until(heights, line);
	for (size_t i = 0; i < until; i++) {
		const struct line_chunk *chunk = heights->chunks[i];
		size_t count = i + 1 == until ? lines_before(chunk, line) : chunk->count;
		top += chunk_surplus(heights, chunk, count);
	}
	return top;
}

/* Returns the line at a distance below the top of `from`, if only unknown lines follow there. */
static size_t line_unknown_at(const struct line_heights *heights, size_t from, double distance) {
	double step = heights->estimate + heights->gap;
	if (!(distance > 0) || !(step > 0))
		return from;
	double lines = distance / step;
	return lines < (double)(SIZE_MAX / 2) ? from + (size_t)lines : SIZE_MAX / 2;
}

size_t oriel__line_heights_find(const struct line_heights *heights, double y) {
	double step = heights->estimate + heights->gap;
	size_t from = 0; /* all known lines before `from` are counted in surplus */
	double surplus = 0;
	for (size_t i = 0; i < heights->count; i++) {
		const struct line_chunk *chunk = heights->chunks[i];
		size_t last = chunk->first + chunk->lines[chunk->count - 1].at;
		double whole = chunk_surplus(heights, chunk, chunk->count);
		if (i + 1 < heights->count && (double)(last + 1) * step + surplus + whole <= y) {
			surplus += whole;
			from = last + 1;
			continue;
		}
		for (size_t k = 0; k < chunk->count; k++) {
			size_t line = chunk->first + chunk->lines[k].at;
			double top = (double)line * step + surplus;
			if (y < top)
				return line_unknown_at(heights, from, y - ((double)from * step + surplus));
			if (y < top + (double)chunk->lines[k].height + heights->gap)
				return line;
			surplus += (double)chunk->lines[k].height - heights->estimate;
			from = line + 1;
		}
	}
	return line_unknown_at(heights, from, y - ((double)from * step + surplus));
}

/* ---- Changing ---- */

static struct line_chunk *chunk_insert(struct line_heights *heights, size_t index, size_t first) {
	if (heights->count == heights->capacity) {
		size_t capacity = heights->capacity ? 2 * heights->capacity : 8;
		struct line_chunk **grown = realloc(heights->chunks, capacity * sizeof(*grown));
		ORIEL_ASSERT(grown != NULL, "no memory for the heights of %zu chunks of lines", capacity);
		heights->chunks = grown;
		heights->capacity = capacity;
	}
	struct line_chunk *chunk = malloc(sizeof(*chunk));
	ORIEL_ASSERT(chunk != NULL, "no memory for the heights of 256 lines");
	chunk->first = first;
	chunk->count = 0;
	chunk->sum = 0;
	memmove(heights->chunks + index + 1, heights->chunks + index,
		(heights->count - index) * sizeof(struct line_chunk *));
	heights->chunks[index] = chunk;
	heights->count++;
	return chunk;
}

static void chunk_remove(struct line_heights *heights, size_t index) {
	free(heights->chunks[index]);
	heights->count--;
	memmove(heights->chunks + index, heights->chunks + index + 1,
		(heights->count - index) * sizeof(struct line_chunk *));
}

static void chunk_sum_up(struct line_chunk *chunk) {
	chunk->sum = 0;
	for (size_t i = 0; i < chunk->count; i++)
		chunk->sum += (double)chunk->lines[i].height;
}

/* Moves the second half of a chunk into a new one behind it. */
static void chunk_split(struct line_heights *heights, size_t index) {
	struct line_chunk *chunk = heights->chunks[index];
	size_t half = chunk->count / 2, moved = chunk->count - half;
	struct line_chunk *next = chunk_insert(
		heights, index + 1, chunk->first + chunk->lines[half].at);
	for (size_t i = 0; i < moved; i++) {
		next->lines[i] = chunk->lines[half + i];
		next->lines[i].at -= chunk->lines[half].at;
	}
	next->count = moved;
	chunk->count = half;
	chunk_sum_up(chunk);
	chunk_sum_up(next);
}

/* Frees a chunk for a new one: the one that is further from it, of the first and the last. */
static size_t chunks_make_room(struct line_heights *heights, size_t index) {
	if (heights->count < CHUNKS_MAX)
		return index;
	bool is_first = index > heights->count / 2;
	chunk_remove(heights, is_first ? 0 : heights->count - 1);
	return is_first ? index - 1 : index;
}

/* Returns the index of the chunk that is to get an unknown line; makes one if needed. */
static size_t chunk_for(struct line_heights *heights, size_t line) {
	size_t until = chunks_until(heights, line);
	if (until > 0) {
		struct line_chunk *chunk = heights->chunks[until - 1];
		bool is_behind = chunk->first + chunk->lines[chunk->count - 1].at < line;
		if (line - chunk->first >= CHUNK_SPAN || (is_behind && chunk->count == CHUNK_LINES)) {
			until = chunks_make_room(heights, until);
			chunk_insert(heights, until, line);
			return until;
		}
		if (chunk->count < CHUNK_LINES)
			return until - 1;
		chunk_split(heights, until - 1);
		return chunk_for(heights, line);
	}
	struct line_chunk *next = heights->count > 0 ? heights->chunks[0] : NULL;
	if (next && next->count < CHUNK_LINES && next->first + next->lines[0].at - line < CHUNK_SPAN) {
		size_t shift = next->first + next->lines[0].at - line, base = next->lines[0].at;
		for (size_t i = 0; i < next->count; i++)
			next->lines[i].at = (uint32_t)(next->lines[i].at - base + shift);
		next->first = line;
		return 0;
	}
	size_t at = chunks_make_room(heights, 0);
	chunk_insert(heights, at, line);
	return at;
}

void oriel__line_heights_set(struct line_heights *heights, size_t line, float height) {
	size_t until = chunks_until(heights, line);
	struct line_chunk *chunk = until > 0 ? heights->chunks[until - 1] : NULL;
	size_t index = chunk ? lines_before(chunk, line) : 0;
	if (!chunk || !chunk_has(chunk, index, line)) {
		size_t at = chunk_for(heights, line); /* may move heights->chunks */
		chunk = heights->chunks[at];
		index = lines_before(chunk, line);
		memmove(chunk->lines + index + 1, chunk->lines + index,
			(chunk->count - index) * sizeof(struct line_height));
		chunk->lines[index] = (struct line_height){ (uint32_t)(line - chunk->first), 0 };
		chunk->count++;
	}
	chunk->sum += (double)height - (double)chunk->lines[index].height;
	chunk->lines[index].height = height;
}

/* Forgets the lines of a chunk from first to end - 1. */
static void chunk_forget(struct line_chunk *chunk, size_t first, size_t end) {
	size_t from = lines_before(chunk, first), until = lines_before(chunk, end);
	memmove(chunk->lines + from, chunk->lines + until,
		(chunk->count - until) * sizeof(struct line_height));
	chunk->count -= until - from;
	chunk_sum_up(chunk);
}

/* Splits the chunk that has known lines on both sides of a line. */
static void chunk_cut(struct line_heights *heights, size_t line) {
	size_t until = chunks_until(heights, line);
	if (until == 0)
		return;
	struct line_chunk *chunk = heights->chunks[until - 1];
	size_t index = lines_before(chunk, line);
	if (index == 0 || index == chunk->count)
		return;
	struct line_chunk *next = chunk_insert(heights, until, chunk->first + chunk->lines[index].at);
	uint32_t base = chunk->lines[index].at;
	next->count = chunk->count - index;
	for (size_t i = 0; i < next->count; i++) {
		next->lines[i] = chunk->lines[index + i];
		next->lines[i].at -= base;
	}
	chunk->count = index;
	chunk_sum_up(chunk);
	chunk_sum_up(next);
}

/* Joins a chunk with the one behind it, if both fit into one. */
static void chunk_join(struct line_heights *heights, size_t index) {
	if (index + 1 >= heights->count)
		return;
	struct line_chunk *chunk = heights->chunks[index], *next = heights->chunks[index + 1];
	size_t shift = next->first - chunk->first;
	if (chunk->count + next->count > CHUNK_LINES ||
		shift + next->lines[next->count - 1].at >= CHUNK_SPAN)
		return;
	for (size_t i = 0; i < next->count; i++) {
		chunk->lines[chunk->count + i] = next->lines[i];
		chunk->lines[chunk->count + i].at += (uint32_t)shift;
	}
	chunk->count += next->count;
	chunk_sum_up(chunk);
	chunk_remove(heights, index + 1);
}

void oriel__line_heights_splice(
	struct line_heights *heights, size_t first, size_t removed, size_t added) {
	if (heights->count == 0)
		return;
	if (removed > 0) {
		for (size_t i = heights->count; i-- > 0;) {
			struct line_chunk *chunk = heights->chunks[i];
			size_t begin = chunk->first + chunk->lines[0].at;
			size_t last = chunk->first + chunk->lines[chunk->count - 1].at;
			if (last < first)
				break;
			if (begin >= first + removed)
				continue;
			chunk_forget(chunk, first, first + removed);
			if (chunk->count == 0)
				chunk_remove(heights, i);
		}
	}
	if (removed == added)
		return;
	chunk_cut(heights, first);
	size_t until = first > 0 ? chunks_until(heights, first - 1) : 0;
	for (size_t i = until; i < heights->count; i++)
		heights->chunks[i]->first = heights->chunks[i]->first - removed + added;
	if (until > 0)
		chunk_join(heights, until - 1);
}
