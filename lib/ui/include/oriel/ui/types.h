/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The names of the objects of liboriel. <oriel/runtime/types.h> has those of the runtime.
 *
 * ```c
 * static oriel_widget *fields[2]; // borrowed: their parents own them
 * ```
 *
 * Thread: any; types only. Nothing here can fail.
 */
#ifndef ORIEL_UI_TYPES_H
#define ORIEL_UI_TYPES_H

#include <oriel/runtime/types.h>

#ifdef __cplusplus
#include <initializer_list>
#endif

ORIEL_BEGIN

/** A node of the tree, owned by its parent (widget.h). */
typedef struct oriel_widget_base oriel_widget;
/** A window, owned by its application (window.h). */
typedef struct oriel_window oriel_window;
/** An application (app.h). */
typedef struct oriel_app oriel_app;
/** The system's windows and input (<oriel/extend/platform.h>). */
typedef struct oriel_platform oriel_platform;
/** A style sheet, immutable and reference-counted (sheet.h). */
typedef struct oriel_sheet oriel_sheet;

/** The id of a mutation observer, never reused (mutation.h). */
typedef uint64_t oriel_mutation_observer_id;
/** The id of an intersection observer, never reused (intersection_observer.h). */
typedef uint64_t oriel_intersection_observer_id;
/** The id of a resize observer, never reused (resize_observer.h). */
typedef uint64_t oriel_resize_observer_id;
/** The id of a widget, never reused; oriel_widget_from_id() finds the widget. */
typedef uint64_t oriel_widget_id;

/*
 * The children of a constructor, for a function that ends in (…, oriel_widget *const *children,
 * size_t count). In C they are an array of at most 63 widgets and its length, made without
 * expanding an argument twice. A NULL leads the array, so that no children at all is legal C; the
 * functions skip NULLs. In C++ they are a std::initializer_list, for which the header of the
 * function has an overload.
 */
#ifdef __cplusplus
#define ORIEL__CHILDREN(...) { __VA_ARGS__ }
#define ORIEL__CHILDREN_OVERLOAD(function) \
	inline oriel_widget *function( \
		const char *site, std::initializer_list<oriel_widget *> children) { \
		return function(site, children.begin(), children.size()); \
	}
#else
#define ORIEL__CHILDREN_OVERLOAD(function)
#define ORIEL__COUNT(...) \
	ORIEL__COUNT_PICK(__VA_ARGS__, 64, 63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, \
		48, 47, 46, 45, 44, 43, 42, 41, 40, 39, 38, 37, 36, 35, 34, 33, 32, 31, 30, 29, 28, 27, \
		26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, \
		2, 1, 0)
#define ORIEL__COUNT_PICK(a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, \
	a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28, a29, a30, a31, a32, a33, a34, \
	a35, a36, a37, a38, a39, a40, a41, a42, a43, a44, a45, a46, a47, a48, a49, a50, a51, a52, a53, \
	a54, a55, a56, a57, a58, a59, a60, a61, a62, a63, n, ...) \
	n
#define ORIEL__CHILDREN(...) \
	((oriel_widget *[ORIEL__COUNT(NULL, __VA_ARGS__)]){ NULL, __VA_ARGS__ }), \
		ORIEL__COUNT(NULL, __VA_ARGS__)
#endif

ORIEL_END

#endif
