#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Runs a program while one allocation in a thousand fails: test_scarce_memory.sh PROGRAM LIBRARY [FIRST-SEED [COUNT]]
#
# Whatever failed, the program goes on to its end (0), or ends with the sentence and the status of log.h (71); never by a signal, and never by an assertion.
# Every second run tries a small allocation that failed again, and has to reach its end; of its allocations more fail, since it is not over with the first.
set -u
program=$1 library=$2 first=${3:-1} count=${4:-40}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
wrong=0 ended=0 seed=$first
while [ "$seed" -lt $((first + count)) ]; do
	again= rate=1000
	case $((seed % 4)) in
	1) again=again rate=50 ;;
	3) again=again rate=15 ;;
	esac
	mkdir "$folder/files"
	# shellcheck disable=SC2086
	ORIEL_SCARCE_SEED=$seed ORIEL_SCARCE_RATE=$rate LD_PRELOAD=$library timeout 60 "$program" "$folder/files" $again >"$folder/log" 2>&1
	status=$?
	rm -rf "$folder/files"
	case $status in
	0) ;;
	71)
		ended=$((ended + 1))
		if [ -n "$again" ] || ! grep -q 'out of memory: .* could not be allocated; the program ends' "$folder/log"; then
			wrong=$((wrong + 1))
			echo "seed $seed $again: ended with 71:"; tail -n 3 "$folder/log"
		fi ;;
	*)
		wrong=$((wrong + 1))
		echo "seed $seed $again: ended with $status:"; tail -n 3 "$folder/log" ;;
	esac
	seed=$((seed + 1))
done
echo "$count runs, $ended of them ended for want of memory, $wrong wrong"
[ "$wrong" -eq 0 ]
