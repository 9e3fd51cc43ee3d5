#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Compares docs/environment.md with the sources: check_environment.sh SOURCE_DIR
# Each variable that lib/, widgets/, demo-apps/ and tests/support read is on the page, and each ORIEL_ variable of the page
# is in a source.
set -eu
cd "$1"
page=docs/environment.md
failed=0
variables=$(mktemp)
trap 'rm -f "$variables"' EXIT

grep -rhoE --include='*.c' --include='*.h' 'getenv\("[A-Z_0-9]+"\)|define [A-Z_]+VARIABLE "[A-Z_0-9]+"|asked\("[A-Z_]+"\)' \
	lib widgets demo-apps tests/support |
	sed 's/.*"\(.*\)".*/\1/' | sort -u >"$variables"
[ -s "$variables" ] || { echo "no variables were found"; exit 1; }
while read -r variable; do
	grep -q "\`$variable\`" "$page" || {
		echo "$page does not list $variable"
		failed=1
	}
done <"$variables"

for variable in $(grep -oE '`ORIEL_[A-Z_]+`' "$page" | tr -d '`' | sort -u); do
	grep -rqE --include='*.c' "\"$variable\"" lib widgets demo-apps tests || {
		echo "$page lists $variable, which no source reads"
		failed=1
	}
done
echo "$(wc -l <"$variables") variables in the sources"
exit "$failed"
