#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Draws the pictures of docs/widgets.md into a folder of its own: check_pictures.sh <oriel-gallery> SOURCE_DIR
# Those that are drawn are those that the page shows. Their pixels depend on the system's fonts, and are not compared.
set -eu
gallery=$1
cd "$2"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

"$gallery" "$dir"
(cd "$dir" && ls) >"$dir/drawn.txt"
sed -i '/drawn.txt/d' "$dir/drawn.txt"
[ -s "$dir/drawn.txt" ] || { echo "no pictures were drawn"; exit 1; }
grep -oE '\(widgets/[a-z-]+\.png\)' docs/widgets.md | sed 's:(widgets/::; s:)::' | sort >"$dir/shown.txt"
sort -o "$dir/drawn.txt" "$dir/drawn.txt"
diff "$dir/drawn.txt" "$dir/shown.txt"
