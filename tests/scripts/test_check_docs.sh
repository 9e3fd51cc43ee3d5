#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Tests scripts/check-docs on a header of its own, first as it should be and then with one wrong line at a time:
#   test_check_docs.sh <scripts/check-docs>
set -eu

check=$1
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
failures=0
header=lib/runtime/include/oriel/runtime/egg.h
mkdir -p "$tree/${header%/*}" "$tree/widgets/include" "$tree/tests/docs"

make_header() {
	cat >"$tree/$header" <<'END'
/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Egg timers.
 *
 * ```c
 * oriel_egg_boil(egg, .delay_ms = 240);
 * ```
 *
 * Thread: loop. Errors: none.
 */
#ifndef ORIEL_RUNTIME_EGG_H
#define ORIEL_RUNTIME_EGG_H

ORIEL_BEGIN
typedef struct oriel_egg oriel_egg; /**< an egg; owned by its program */

#ifdef __cplusplus
bool oriel_egg_of_cxx();
#endif

/** Options of oriel_egg_boil(). */
struct oriel_egg_options {
	ORIEL_OPTIONS_HEAD;
	double delay_ms ORIEL_DEFAULT;
	float width ORIEL_DEFAULT, height ORIEL_DEFAULT; /**< px */
	int count ORIEL_DEFAULT; /**< of eggs */
	size_t size;
};

/** How an egg is cooked. */
enum oriel_egg_state {
	ORIEL_EGG_RAW,
	ORIEL_EGG_BOILED, /**< for as long as it may */
};

/**
 * Boils an egg.
 * @return whether it is done
 */
#define oriel_egg_boil(egg, ...) \
	oriel_egg_boil_at(egg, &(const struct oriel_egg_options){ __VA_ARGS__ })
ORIEL_API bool oriel_egg_boil_at(oriel_egg *egg, const struct oriel_egg_options *options);

/** Returns an egg's state. @param egg may be NULL */
ORIEL_API enum oriel_egg_state oriel_egg_state(
	const oriel_egg *egg);

/** The number of eggs. */
#define ORIEL_EGG_COUNT 12

static inline int oriel__egg_hidden(void) {
	return 1;
}

ORIEL_END

#endif
END
	: >"$tree/tests/docs/headers_owed.txt"
}

passes() {
	make_header
	[ -z "${1-}" ] || sed -i "$1" "$tree/$header"
	if ! "$check" "$tree" >"$tree/output" 2>&1; then
		echo "complained: $1"
		cat "$tree/output"
		failures=$((failures + 1))
	fi
}

# A change of the header by sed, and what the complaint has to say about it.
fails() {
	make_header
	sed -i "$1" "$tree/$header"
	if "$check" "$tree" >"$tree/output" 2>&1; then
		echo "did not complain: $1"
		failures=$((failures + 1))
	elif ! grep -qF -- "$2" "$tree/output"; then
		echo "complained of something else: $1"
		cat "$tree/output"
		failures=$((failures + 1))
	fi
}

passes
passes 's:@return whether:@return bool, whether:'
passes 's:Errors\: none:Nothing here can fail:'
fails 's:Thread\: loop\.::' 'has no "Thread:"'
fails 's:Errors\: none\.::' 'has no "Errors:"'
fails 's: \* ```c: * :' 'has no example'
fails 's:240:time:' 'the example has no number'
fails 's:/\*\*< an egg; owned by its program \*/::' 'typedef oriel_egg has no brief'
fails 's:^/\*\* Options of.*::' 'struct oriel_egg_options has no brief'
fails 's:^/\*\* How an egg.*::' 'enum oriel_egg_state has no brief'
fails 's:^/\*\* The number.*::' 'macro ORIEL_EGG_COUNT has no brief'
fails 's:^ \* Boils an egg\.$: *:' 'macro oriel_egg_boil has no brief'
fails 's:^ \* Boils:An egg is boiled. It boils:' 'not with a verb'
fails 's:^/\*\* Returns an egg.s state\.:/**:' 'function oriel_egg_state has no brief'
fails 's:Returns an egg.s state\.:State of:' 'does not end with a period'
fails 's:an egg\.$:an egg a b c d e f g h i j k l m n o p q r s t u v w x y.:' 'more than 25'
fails 's:double delay_ms :double delay :' 'field oriel_egg_options.delay has no unit in its name or comment'
fails 's:/\*\*< px \*/:/**< of the egg */:' 'field oriel_egg_options.height has no unit in its name or comment'
fails 's:/\*\*< px \*/:// px:' 'has a // comment'
fails 's:int count ORIEL_DEFAULT; .*:int count ORIEL_DEFAULT;:' 'is a number without a comment'
fails 's:^	int count ORIEL_DEFAULT; :	/**< of eggs */ int count; :' 'is on its own line'

# A header that is owed may fail, and may not pass.
make_header
echo "$header" >"$tree/tests/docs/headers_owed.txt"
if "$check" "$tree" >"$tree/output" || ! grep -qF 'passes or does not exist' "$tree/output"; then
	echo "did not complain of a header that passes and is owed"
	failures=$((failures + 1))
fi
sed -i 's:Thread\: loop::' "$tree/$header"
if ! "$check" "$tree" >"$tree/output"; then
	echo "complained of a header that is owed"
	failures=$((failures + 1))
fi
if "$check" --all "$tree" >"$tree/output"; then
	echo "--all did not complain of a header that is owed"
	failures=$((failures + 1))
fi

echo "$failures failures"
[ "$failures" -eq 0 ]
