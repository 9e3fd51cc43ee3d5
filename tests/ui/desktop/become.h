/* SPDX-License-Identifier: MIT */
/* Waiting in real time until a state, as a text, is the expected one. */
#ifndef ORIEL_TESTS_BECOME_H
#define ORIEL_TESTS_BECOME_H

#include <oriel/runtime/types.h>

/* Runs the loop until text() returns expected, for 10 s at most, and asserts that it does. */
void assert_becomes_on(oriel_loop *loop, const char *(*text)(void), const char *expected);

#endif
