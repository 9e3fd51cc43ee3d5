#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Checks the pages: check_links.sh SOURCE_DIR
# Each relative link and picture exists, README.md links to each page of docs/, and docs/widgets.md names the header of each
# widget.
set -eu
cd "$1"
failed=0
count=0

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
echo "$count links"
exit "$failed"
