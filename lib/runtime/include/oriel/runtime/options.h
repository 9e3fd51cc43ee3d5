/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Options by name, and the place of a call: how the macros of every header are made.
 *
 * Options are a struct whose zeros mean the documented defaults. A call names the options that it
 * sets, after the required arguments and in the order of their declaration:
 *
 * ```c
 * static void tick(void *data) {
 *     puts("tick");
 * }
 *
 * oriel_set_timeout(tick, NULL, 500, .signal = signal); // 500 ms
 *
 * struct oriel_timer_options options = { .size = sizeof options, .signal = signal };
 * oriel_set_timeout_at(ORIEL_SITE, tick, NULL, 500, &options); // does the same
 * ```
 *
 * Behind each macro stands a function whose name ends with _at. The function takes the place of the
 * call as its first argument and the options as its last, and may be called instead: by a binding
 * to another language, or with options that are filled in step by step. Then .size is
 * sizeof(struct …_options), and NULL means the defaults.
 *
 * One argument too few is an error. One too many, without a name, initialises .name_your_options,
 * whose type no value has: an error in C++, in C since gcc 14 and clang 15, a warning before. The
 * function behind the macro asserts that the member is NULL. A second of them follows, which has
 * the same purpose.
 *
 * Thread: any. Nothing here can fail.
 */
#ifndef ORIEL_RUNTIME_OPTIONS_H
#define ORIEL_RUNTIME_OPTIONS_H

#include <stddef.h>

/** Where a call stands in the program's text, as "file:line"; a string with static storage. */
#define ORIEL_SITE __FILE__ ":" ORIEL__STRING(__LINE__)
#define ORIEL__STRING(x) ORIEL__STRING_OF(x)
#define ORIEL__STRING_OF(x) #x

/** Stands after each member of a struct of options, so that C++ lets a call leave the member out.
 */
#ifdef __cplusplus
#define ORIEL_DEFAULT {}
#else
#define ORIEL_DEFAULT
#endif

/**
 * The first members of every struct of options: `size`, which tells versions of the struct apart,
 * and two that have to be NULL. They are two because a 0 is accepted for the first: the 4000 of
 * `oriel_scroll_to(list, 0, 4000)` is refused for the second.
 */
#define ORIEL_OPTIONS_HEAD \
	size_t size ORIEL_DEFAULT; \
	struct oriel_name_your_options *name_your_options ORIEL_DEFAULT; \
	struct oriel_name_your_options *name_every_option ORIEL_DEFAULT

/** Never defined: a value for it is an argument too many, or an option without its name. */
struct oriel_name_your_options;

/** Makes the pointer to options of this type that a function takes, valid for the whole call. */
#ifdef __cplusplus
#define ORIEL_OPTIONS(type, ...) oriel__options<type>({ .size = sizeof(type), __VA_ARGS__ })
template <typename T> inline const T *oriel__options(const T &options) { return &options; }
#else
#define ORIEL_OPTIONS(type, ...) &(const type){ .size = sizeof(type), __VA_ARGS__ }
#endif

/*
 * Calls a function that takes the site, so many required arguments, and options. The last required
 * argument comes with the options in the caller's `...`, since C11 allows no empty one; therefore
 * the macro of the function ends its own call with a comma:
 *
 *     #define oriel_set_timeout(fn, data, ...) \
 *         ORIEL__CALL_3(oriel_set_timeout_at, struct oriel_timer_options, fn, data, __VA_ARGS__, )
 */
#define ORIEL__CALL_0(function, type, ...) function(ORIEL_SITE, ORIEL_OPTIONS(type, __VA_ARGS__))
#define ORIEL__CALL_1(function, type, a, ...) \
	function(ORIEL_SITE, a, ORIEL_OPTIONS(type, __VA_ARGS__))
#define ORIEL__CALL_2(function, type, a, b, ...) \
	function(ORIEL_SITE, a, b, ORIEL_OPTIONS(type, __VA_ARGS__))
#define ORIEL__CALL_3(function, type, a, b, c, ...) \
	function(ORIEL_SITE, a, b, c, ORIEL_OPTIONS(type, __VA_ARGS__))
#define ORIEL__CALL_4(function, type, a, b, c, d, ...) \
	function(ORIEL_SITE, a, b, c, d, ORIEL_OPTIONS(type, __VA_ARGS__))
#define ORIEL__CALL_5(function, type, a, b, c, d, e, ...) \
	function(ORIEL_SITE, a, b, c, d, e, ORIEL_OPTIONS(type, __VA_ARGS__))

#endif
