# SPDX-License-Identifier: MIT
# Turns the raw lines into the table: one row for each kind of work: Oriel's figure, each peer's, and Oriel divided by it.
# -v time=cpu takes the processor time of each line, not the time on the clock; peers that do not measure it are left out.
BEGIN {
	FS = "\t"
	# label of the row | exact name of Oriel's line | exact names of the peers' lines | the goal
	row("post, 1 producer", "Oriel oriel_post, 1 producer", "libuv uv_async_send + mutex queue, 1 producer;GLib g_idle_add_full(DEFAULT), 1 producer;C limit: ring + eventfd, 1 producer", "<= 1.2 x libuv")
	row("post, 2 producers", "Oriel oriel_post, 2 producers", "libuv uv_async_send + mutex queue, 2 producers;C limit: ring + eventfd, 2 producers", "")
	row("post latency, p50 us", "Oriel oriel_post", "C limit: ring + eventfd;libuv uv_async_send + mutex queue", "<= 1.1 x eventfd")
	row("message, one way", "Oriel oriel_worker, one way", "libuv uv_async_send + mutex queue, one way;Node MessageChannel, one way", "")
	row("message, there and back", "Oriel oriel_worker, there and back", "libuv uv_async_send + mutex queue, there and back;Node MessageChannel, there and back", "")
	row("job, bursts of 1000", "Oriel oriel_job_run, bursts of 1000", "libuv uv_queue_work, bursts of 1000", "")
	row("job, one after the other", "Oriel oriel_job_run, one after the other", "libuv uv_queue_work, one after the other", "")
	row("job round trip, p50 us", "Oriel oriel_job_run", "libuv uv_queue_work", "")
	row("job's promise, bursts of 1000", "Oriel oriel_job_submit, bursts of 1000", "libuv uv_queue_work, bursts of 1000", "")
	row("item of a range of 1 M", "Oriel oriel_job_parallel, an item of 1000000", "", "")
	row("timer insert, 1 M", "Oriel insert (N=1000000)", "C limit: heap4 insert (N=1000000);libuv insert (N=1000000)", "<= 1.5 x heap")
	row("timer cancel", "Oriel cancel half", "C limit: heap4 cancel half;libuv cancel half", "<= 1.5 x heap")
	row("timer fire", "Oriel fire half", "C limit: heap4 fire half;libuv fire half", "<= 1.5 x heap")
	row("0-delay timer, 10,000 pending", "Oriel steady 0-delay, 10000 pending", "libuv steady 0-delay, 10000 pending;Oriel task, chained (a whole turn each)", "turn + 60 ns")
	row("microtask, chained", "Oriel microtask, chained", "C limit: ring {fn,data}, chained;Node queueMicrotask, chained", "<= 4 ns, 80 ins")
	row("microtask, bursts", "Oriel microtask, bursts of 1000", "C limit: ring {fn,data}, bursts of 1000", "")
	row("promise reaction, chained", "Oriel then, chained", "Node promise.then, chained;Chromium promise.then, chained", "<= 1 x Chromium")
	row("promise reaction, bursts", "Oriel then, bursts of 1000", "Node promise.then, bursts of 1000", "")
	row("promises linked", "Oriel links of 1000", "Node links of 1000", "")
	row("await, in a loop", "Oriel await, in a loop", "Node await in a loop;C limit: _longjmp there and back;C limit: swapcontext there and back", "")
	row("coroutine that awaits nothing", "Oriel async function that awaits nothing", "Node async function that awaits nothing", "")
	row("queue, put and take", "Oriel put and take", "asyncio put_nowait and get_nowait", "<= 15 ns")
	row("queue, a value that is there", "Oriel next of a value that is there", "Node on(emitter), values that are there;asyncio get of a value that is there", "")
	row("queue, a wait and back", "Oriel put to a waiting coroutine and back, from a microtask", "Node on(emitter), a loop that waits for each;asyncio put to a waiting get and back;Oriel await, in a loop;Oriel microtask alone, which the line above contains", "less the microtask <= 1.3 x await")
	row("value through ten maps", "Oriel put through ten maps and take", "RxJS ten maps", "<= 0.5 x RxJS, 10 ns a stage")
	row("value through four operators", "Oriel put through filter, map, scan, skip and take", "RxJS filter, map, scan, skip", "<= 0.5 x RxJS")
	row("value of a generator", "Oriel value of a generator", "Node value of an async generator;asyncio value of an async generator", "")
	row("task", "Oriel task, bursts of 1000", "GLib g_idle_add, bursts of 1000", "<= 15 ns")
	row("task with a whole turn", "Oriel task, chained (a whole turn each)", "libuv uv_idle (loop turn with epoll_wait(0));GLib g_idle_add, chained", "<= 1.2 x libuv")
	row("echo of 64 B, 100 connections", "Oriel stream, echo of 64 B on 100 connections", "libuv uv_tcp_t, echo of 64 B on 100 connections;libuv uv_poll_t, echo of 64 B on 100 connections", "<= 1.05 x libuv")
	row("the same by coroutines", "Oriel stream, coroutines, echo of 64 B on 100 connections", "Oriel stream, echo of 64 B on 100 connections", "<= 1.18 x stream")
	row("MB kept after a wave of 10,000", "Oriel stream, MB kept after wave 2 of 10000 connections", "libuv uv_tcp_t, MB kept after wave 2 of 10000 connections", "<= 3 MB")
	row("dispatch, depth 10", "Oriel dispatch, depth 10", "C limit dom, depth 10;GObject bubbling emit bool(ptr), depth 10", "<= 75 ns")
	row("dispatch, depth 100", "Oriel dispatch, depth 100", "C limit dom, depth 100;GObject bubbling emit bool(ptr), depth 100", "<= 750 ns")
	row("new event, depth 10", "Oriel fire (new event), depth 10", "C limit dom + malloc event, depth 10", "")
	row("listener above 10,000 leaves", "Oriel a listener above 10k leaves", "C limit dom, delegation 10k leaves;C limit bare, delegation 10k leaves", "<= 18 ns")
	row("delegate by selector", "Oriel delegate by selector, 10k leaves", "C limit dom, delegation 10k leaves", "")
	row("first layout, 10,001", "Oriel: first layout, 10001 nodes (total ns)", "C limit: 2-pass flex first layout, 10001 nodes (total ns)", "<= 500 us")
	row("leaf's width, 10,001", "Oriel: relayout 1 leaf width, 10001 nodes (total ns)", "C limit: 2-pass flex relayout 1 leaf width, relayout boundary, 10001 nodes (total ns)", "<= 1 us")
	row("leaf's height, 10,001", "Oriel: relayout 1 leaf height, 10001 nodes (total ns)", "C limit: 2-pass flex relayout 1 leaf height, 10001 nodes (total ns)", "<= 40 us")
	row("first layout, 100,001", "Oriel: first layout, 100001 nodes (total ns)", "C limit: 2-pass flex first layout, 100001 nodes (total ns)", "<= 6 ms")
	row("leaf's width, 100,001", "Oriel: relayout 1 leaf width, 100001 nodes (total ns)", "C limit: 2-pass flex relayout 1 leaf width, relayout boundary, 100001 nodes (total ns)", "<= 1 us")
	row("leaf's height, 100,001", "Oriel: relayout 1 leaf height, 100001 nodes (total ns)", "C limit: 2-pass flex relayout 1 leaf height, 100001 nodes (total ns)", "")
	row("list of 1 M, start", "Oriel list start, 1000000 rows", "GTK start, 1000000 rows;Qt start, 1000000 rows;Oriel list start, 1000 rows", "<= 1.1 x 1000 rows")
	row("list of 1 M, step and frame", "Oriel list step, 1000000 rows", "GTK step, 1000000 rows;Qt step, 1000000 rows;Oriel list step, 1000 rows", "<= 0.5 x both")
	row("list of 1 M, page", "Oriel list page, 1000000 rows", "GTK page, 1000000 rows;Qt page, 1000000 rows;Oriel list page, 1000 rows", "<= 0.5 x both")
	row("list of 1 M, jump to the end", "Oriel list jump to the end, 1000000 rows", "GTK jump to the end, 1000000 rows;Qt jump to the end, 1000000 rows;Oriel list jump to the end, 1000 rows", "<= 0.5 x both")
	row("list of 1 M, splice above", "Oriel list splice above the view, 1000000 rows", "", "<= 20 us")
	row("raster, 1280x800", "Oriel: all (ns/frame)", "pixman: all (ns/frame);C limit SSE2 glyphs by hand: all (ns/frame)", "<= 500 us")
	row("raster, damage 200x40", "Oriel: damage 200x40 (ns/frame)", "pixman: damage 200x40 (ns/frame);C limit SSE2 glyphs by hand: damage 200x40 (ns/frame)", "<= 15 us")
}
function row(label, ours, peers, goal) {
	labels[++rows] = label; our[rows] = ours; theirs[rows] = peers; goals[rows] = goal
}
$1 == "skipped" { skipped = skipped "\n  " $2; next }
$3 == "latency_us" { split($4, p, " "); value[$2] = p[2]; next }
time == "cpu" && ($6 == "-" || $6 == 0) { next }
!($2 in value) { value[$2] = time == "cpu" ? $6 : $4; instructions[$2] = $7 }
END {
	printf "%-30s %9s %7s  %s\n", time == "cpu" ? "ns of the processor" : "ns unless said", "Oriel", "ins", "peers (ratio Oriel / peer)"
	for (i = 1; i <= rows; i++) {
		if (!(our[i] in value))
			continue
		line = ""
		n = split(theirs[i], peer, ";")
		for (k = 1; k <= n; k++)
			line = line (k > 1 ? "; " : "") peer[k] ((peer[k] in value) ? sprintf(" %s (%.2f)", value[peer[k]], value[our[i]] / value[peer[k]]) : " not measured")
		printf "%-30s %9s %7s  %s%s\n", labels[i], value[our[i]], instructions[our[i]], line, goals[i] == "" ? "" : "  [" goals[i] "]"
	}
	if (skipped != "")
		print "skipped:" skipped
}
