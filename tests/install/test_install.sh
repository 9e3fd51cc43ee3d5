#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Installs into a folder of its own, and uses what is there as a stranger would: every header on its own in C11 and in
# C++17, and the programs of consumer/ and echo/ by pkg-config, find_package and meson, against the shared and the static
# libraries. The program in README.md builds too. Two more projects build the source as a part of themselves.
#   test_install.sh <cmake> <build directory> <C compiler> <library directory in the prefix>
set -eu

cmake=$1
build=$2
cc=$3
libdir=$4
here=$(cd "$(dirname "$0")" && pwd)
consumer=$here/consumer
work=$(mktemp -d)
prefix=$work/prefix
trap 'rm -rf "$work"' EXIT

export PKG_CONFIG_PATH="$prefix/$libdir/pkgconfig"
export LD_LIBRARY_PATH="$prefix/$libdir"

say() {
	printf '%s\n' "$*"
}

# each_header <file to write> <compiler> <its -std>
each_header() {
	find "$prefix/include" -name '*.h' | LC_ALL=C sort | while read -r header; do
		name=${header#"$prefix"/include/}
		printf '#include <%s>\n#include <%s>\n' "$name" "$name" >"$work/$1"
		"$2" -Wall -Wextra -Wpedantic -Werror -fsyntax-only "$3" -I"$prefix/include" "$work/$1" ||
			{ say "<$name> does not compile on its own with $2 $3"; exit 1; }
	done
}

runs() {
	output=$("$@") || { say "$* failed: $output"; exit 1; }
	[ "$output" = "it works" ] || { say "$* printed: $output"; exit 1; }
}

say "install"
"$cmake" --install "$build" --prefix "$prefix" >"$work/install.log" || { cat "$work/install.log"; exit 1; }

say "every header on its own"
each_header one.c "$cc" -std=c11
each_header one.cc g++ -std=c++17
each_header one.cc clang++ -std=c++17

say "pkg-config, shared"
# shellcheck disable=SC2046
"$cc" -std=c11 -Wall -Wextra -Wpedantic -Werror "$consumer/main.c" -o "$work/shared" $(pkg-config --cflags --libs oriel-widgets)
runs "$work/shared"
# shellcheck disable=SC2046
g++ -std=c++17 -Wall -Wextra -Wpedantic -Werror "$consumer/main.cc" -o "$work/cxx" $(pkg-config --cflags --libs oriel-widgets)
runs "$work/cxx"

say "the program of README.md"
awk '/^```c$/ { code = 1; next } /^```/ { code = 0 } code' "$here/../../README.md" >"$work/readme.c"
# shellcheck disable=SC2046
"$cc" -std=c11 -Wall -Wextra -Wpedantic -Wno-unused-parameter -Werror "$work/readme.c" -o "$work/readme" \
	$(pkg-config --cflags --libs oriel-widgets)

# links_no_display <program>: of all libraries, a program of the runtime has libuv and those of the C library.
links_no_display() {
	others=$(ldd "$1" | awk '{ print $1 }' | grep -vE '^(linux-vdso|liboriel-runtime|libuv|libm|libc|libpthread|libdl|librt|/lib)' || true)
	[ -z "$others" ] || { say "$1, a program of the runtime alone, links: $others"; exit 1; }
}

say "a program of the runtime alone"
# shellcheck disable=SC2046
"$cc" -std=c11 -Wall -Wextra -Wpedantic -Werror "$here/echo/main.c" -o "$work/echo" $(pkg-config --cflags --libs oriel-runtime)
runs "$work/echo"
for cxx in g++ clang++; do
	# shellcheck disable=SC2046
	"$cxx" -std=c++20 -x c++ -Wall -Wextra -Wpedantic -Werror "$here/echo/main.c" -o "$work/echo-cxx" \
		$(pkg-config --cflags --libs oriel-runtime)
	runs "$work/echo-cxx"
done
links_no_display "$work/echo"

say "private symbols"
for program in "$work/shared" "$work/echo" "$prefix"/bin/oriel-* "$prefix/$libdir"/liboriel-widgets.so; do
	if nm -D --undefined-only "$program" | grep oriel__; then
		say "$program uses private symbols"
		exit 1
	fi
done
if nm -D --defined-only "$prefix/$libdir/liboriel-runtime.so" | grep 'oriel_[a-z].*ORIEL_PRIVATE'; then
	say "public functions are exported as private ones"
	exit 1
fi
nm -D --undefined-only "$prefix/$libdir/liboriel.so" | grep -q 'oriel__abi_.*@ORIEL_PRIVATE' || {
	say "liboriel is not tied to the liboriel-runtime of its build"
	exit 1
}

say "meson"
meson setup --buildtype=plain "$work/meson" "$here/meson" >"$work/meson.log" 2>&1 &&
	meson compile -C "$work/meson" >>"$work/meson.log" 2>&1 || { cat "$work/meson.log"; exit 1; }
runs "$work/meson/shared"
runs "$work/meson/static"
links_no_display "$work/meson/static"

say "find_package, the runtime alone"
"$cmake" -G Ninja -S "$here/echo" -B "$work/echo-build" -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_C_COMPILER="$cc" \
	>"$work/cmake.log" 2>&1 && "$cmake" --build "$work/echo-build" >"$work/cmake.log" 2>&1 || { cat "$work/cmake.log"; exit 1; }
for program in echo-shared echo-static; do
	runs "$work/echo-build/$program"
	links_no_display "$work/echo-build/$program"
done

say "the licence and the README"
find "$prefix/share/doc" -name LICENSE | grep -q . || { say "LICENSE is not installed"; exit 1; }

say "find_package, shared and static"
"$cmake" -G Ninja -S "$consumer" -B "$work/build" -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_C_COMPILER="$cc" \
	-DCMAKE_CXX_COMPILER=g++ >"$work/cmake.log" 2>&1 || { cat "$work/cmake.log"; exit 1; }
"$cmake" --build "$work/build" >"$work/cmake.log" 2>&1 || { cat "$work/cmake.log"; exit 1; }
unset LD_LIBRARY_PATH
for program in shared cxx static; do
	runs "$work/build/$program"
done
if readelf -d "$work/build/static" | grep -q liboriel; then
	say "the static program needs a shared liboriel"
	exit 1
fi

say "the demo programs"
for program in "$prefix"/bin/oriel-*; do
	if ldd "$program" | grep 'not found'; then
		say "$program does not find its libraries"
		exit 1
	fi
done
