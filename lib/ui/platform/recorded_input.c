/* SPDX-License-Identifier: MIT */
/*
 * Encoding and decoding of raw input for recordings. Each member of struct oriel_raw_input is one
 * value of the record; the flags share one value. A recording may contain arbitrary values, so
 * decoding checks the values that other code relies on.
 */
#include "recorded_input_internal.h"

#include "replay/recording_internal.h"

const struct oriel__record_kind oriel__recorded_input_kind = { "input", "auuuiuuuuiuuutttuut" };

enum {
	ARRIVAL,
	WINDOW,
	TYPE,
	TIME,
	POINTER,
	KIND,
	X,
	Y,
	PRESSURE,
	BUTTON,
	MODIFIERS,
	WHEEL_X,
	WHEEL_Y,
	KEY,
	CODE,
	TEXT,
	FLAGS,
	CARET,
	FILES
};

enum { REPEATED = 1, BY_PLACE = 2 };

void oriel__recorded_input_begin(
	oriel_loop *loop, uint64_t window, const struct oriel_raw_input *input) {
	oriel__recording_arrival_begin(loop, &oriel__recorded_input_kind,
		&(const struct oriel__record_values){
			.numbers = {
				[WINDOW] = window, [TYPE] = input->type,
				[TIME] = oriel__record_wide_bits(input->time_ms),
				[POINTER] = (uint64_t)input->pointer_id, [KIND] = input->pointer_kind,
				[X] = oriel__record_bits(input->x), [Y] = oriel__record_bits(input->y),
				[PRESSURE] = oriel__record_bits(input->pressure),
				[BUTTON] = (uint64_t)(int64_t)input->button, [MODIFIERS] = input->modifiers,
				[WHEEL_X] = oriel__record_bits(input->wheel_x),
				[WHEEL_Y] = oriel__record_bits(input->wheel_y),
				[FLAGS] = (input->repeat ? REPEATED : 0u) | (input->by_place ? BY_PLACE : 0u),
				[CARET] = input->preedit_caret,
			},
			.texts = { [KEY] = input->key, [CODE] = input->code, [TEXT] = input->text,
				[FILES] = input->files },
		});
}

bool oriel__recorded_input_read(const struct oriel__record_values *values, uint64_t *window,
	struct oriel_raw_input *input) {
	const uint64_t *numbers = values->numbers;
	size_t length = values->texts[TEXT] != NULL ? strlen(values->texts[TEXT]) : 0;
	if (numbers[TYPE] > ORIEL_RAW_DROP || numbers[KIND] > ORIEL_POINTER_PEN ||
		numbers[CARET] > length)
		return false;
	*window = numbers[WINDOW];
	*input = (struct oriel_raw_input){
		.type = (enum oriel_raw_input_type)numbers[TYPE],
		.time_ms = oriel__record_double(numbers[TIME]),
		.pointer_id = (int64_t)numbers[POINTER],
		.pointer_kind = (enum oriel_pointer_kind)numbers[KIND],
		.x = oriel__record_float(numbers[X]),
		.y = oriel__record_float(numbers[Y]),
		.pressure = oriel__record_float(numbers[PRESSURE]),
		.button = (int)numbers[BUTTON],
		.modifiers = (unsigned)numbers[MODIFIERS],
		.wheel_x = oriel__record_float(numbers[WHEEL_X]),
		.wheel_y = oriel__record_float(numbers[WHEEL_Y]),
		.key = values->texts[KEY],
		.code = values->texts[CODE],
		.by_place = (numbers[FLAGS] & BY_PLACE) != 0,
		.repeat = (numbers[FLAGS] & REPEATED) != 0,
		.text = values->texts[TEXT],
		.files = values->texts[FILES],
		.preedit_caret = (size_t)numbers[CARET],
	};
	return true;
}
