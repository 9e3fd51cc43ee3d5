#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Checks the pages: check_links.sh SOURCE_DIR
# Each relative link and picture exists, README.md links to each page of docs/, docs/widgets.md names the header of each
# widget, and files that comments and pages name exist.
set -eu
cd "$1"
failed=0
count=0
scratch=$(mktemp)
trap 'rm -f "$scratch"' EXIT

for page in ./*.md docs/*.md docs/*/*.md bench/README.md demo-apps/*/README.md; do
	folder=$(dirname "$page")
	for link in $(awk '/^```/ { code = !code } !code' "$page" | tr '\n' ' ' | grep -oE '\]\([^) ]+\)' | sed 's/^](//; s/)$//'); do
		case $link in
		*://* | '#'*) continue ;;
		esac
		count=$((count + 1))
		[ -e "$folder/${link%%#*}" ] || {
			echo "$page: $link does not exist"
			failed=1
		}
	done
done
[ "$count" -gt 0 ] || { echo "no links were found"; exit 1; }

for page in docs/*.md docs/*/*.md; do
	grep -qF "($page)" README.md || {
		echo "README.md does not link to $page"
		failed=1
	}
done
for header in widgets/include/oriel/widgets/*.h; do
	grep -qF "\`$(basename "$header")\`" docs/widgets.md || {
		echo "docs/widgets.md does not name $(basename "$header")"
		failed=1
	}
done

# "turn.c" and "turn_internal.h", but not "todo.c:61", which is a place in some program.
names=$(grep -rhoE --include='*.c' --include='*.h' --include='*.md' '(^|[^a-z_0-9/."*{}-])[a-z][a-z_0-9]*(_internal\.h|\.c)([^a-z_0-9:"]|$)' \
	lib widgets docs CONTRIBUTING.md | sed 's/^[^a-z]*//; s/\(\.[ch]\).*/\1/' | sort -u)
find lib widgets demo-apps tests bench -name '*.[ch]' | sed 's:.*/::' | sort -u >"$scratch"
for name in $names; do
	grep -qxF "$name" "$scratch" || {
		grep -rnwF --include='*.c' --include='*.h' --include='*.md' "$name" lib widgets docs CONTRIBUTING.md
		failed=1
	}
done
echo "$count links, $(echo "$names" | wc -l) names of files"
exit "$failed"
