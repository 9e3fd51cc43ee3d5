# SPDX-License-Identifier: MIT
# Turns bench-ui's lines into the table: the median over the rounds, the floor's, and the goal.
BEGIN {
	FS = "\t"
	large = rows >= 100000
	row("first paint ms", large ? "<= 18" : "<= 15")
	row("whole picture ms", "")
	row("start CPU ms", "")
	row("resident MiB", large ? "<= 17" : "<= 15")
	row("proportional MiB", "")
	row("threads at rest", "1")
	row("wake-ups/s after start", "<= 4, a caret blinks")
	row("wake-ups/s at rest", "0")
	row("click ms", "<= 0.3")
	row("click p99 ms", "<= 0.5")
	row("click first ms", "")
	row("move and click CPU ms", "<= 0.2")
	row("key ms", "<= 0.3")
	row("key p99 ms", "<= 0.5")
	row("key CPU ms", "")
	row("200 wheel ticks CPU ms", "<= 90")
	row("200 wheel ticks own CPU ms", "")
	row("100 resizes CPU ms", "<= 100")
	row("100 resizes own CPU ms", "")
	row("5000 moves CPU ms", "<= 6")
	row("click after moves ms", "<= 0.3")
}
function row(what, goal) {
	whats[++count] = what; goals[count] = goal
}
function median(name, what,    n, i, k, t, sorted) {
	n = times[name, what]
	for (i = 1; i <= n; i++) {
		t = values[name, what, i]
		for (k = i - 1; k > 0 && sorted[k] > t; k--)
			sorted[k + 1] = sorted[k]
		sorted[k + 1] = t
	}
	return n > 0 ? sorted[int((n + 1) / 2)] : ""
}
{ values[$1, $2, ++times[$1, $2]] = $3 + 0 }
$2 == "failed" { failed = failed " " $1 }
END {
	printf "%-28s %9s %9s %7s  %s\n", rows " rows", "Oriel", "floor", "ratio", "goal"
	for (i = 1; i <= count; i++) {
		ours = median("Oriel", whats[i]); floor = median("floor", whats[i])
		ratio = (ours != "" && floor > 0) ? sprintf("%.2f", ours / floor) : ""
		printf "%-28s %9s %9s %7s  %s\n", whats[i], ours, floor, ratio, goals[i]
	}
	form = median("form", "first paint ms"); list = median("Oriel", "first paint ms")
	if (form != "" && list > 0)
		printf "%-28s %9s %9s %7.2f  <= 1.5\n", "form, list: first paint ms", form, list, form / list
	if (failed != "")
		print "failed:" failed
}
