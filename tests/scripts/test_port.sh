#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Tests scripts/port on a small checkout of its own, and checks docs/renames.tsv: test_port.sh <source directory>
set -eu

source=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/scripts" "$work/docs"
cp "$source/scripts/port" "$work/scripts/port"
tab=$(printf '\t')
cat >"$work/docs/renames.tsv" <<END
# old, new
oriel/loop.h${tab}oriel/runtime/loop.h
oriel_answer${tab}oriel_result
oriel_result${tab}oriel_outcome
oriel_limiter_new${tab}+oriel/flow/limiter.h
END

cat >"$work/program.c" <<'END'
#include <stdio.h>
#include <oriel/loop.h>

/* Not oriel_answers, but oriel_answer. */
int main(void) {
	return oriel_answer(oriel_limiter_new(4)) + my_oriel_answer;
}
END
cat >"$work/expected.c" <<'END'
#include <stdio.h>
#include <oriel/runtime/loop.h>
#include <oriel/flow/limiter.h>

/* Not oriel_answers, but oriel_outcome. */
int main(void) {
	return oriel_outcome(oriel_limiter_new(4)) + my_oriel_answer;
}
END

[ "$("$work/scripts/port" "$work/program.c")" = "$work/program.c" ] || { echo "port does not print the file it changed"; exit 1; }
diff "$work/expected.c" "$work/program.c" || { echo "port wrote something else"; exit 1; }
[ -z "$("$work/scripts/port" "$work/program.c")" ] || { echo "port changes what it has ported"; exit 1; }
diff "$work/expected.c" "$work/program.c" || { echo "porting twice is not the same as porting once"; exit 1; }
if "$work/scripts/port" "$work/missing.c" 2>"$work/error"; then
	echo "a missing file is no error"
	exit 1
fi
grep -q "missing.c is not a file" "$work/error" || { echo "the error does not name the file: $(cat "$work/error")"; exit 1; }

# Every header that the list names as new exists, and no old one does.
cut -f 2 "$source/docs/renames.tsv" | sed 's/^+//' | grep '^oriel/' | sort -u | while read -r header; do
	[ -e "$source/lib/runtime/include/$header" ] || [ -e "$source/lib/ui/include/$header" ] || [ -e "$source/widgets/include/$header" ] ||
		{ echo "docs/renames.tsv names <$header>, which does not exist"; exit 1; }
done
grep -v '^#' "$source/docs/renames.tsv" | awk -F '\t' 'NF != 2 || $1 == $2 || seen[$1]++ { print "docs/renames.tsv: " $0; bad = 1 } END { exit bad }'
