// node: a next-tick queued by a microtask waits until the microtasks are empty
queueMicrotask(() => {
	log("a");
	process.nextTick(() => log("next-tick"));
});
queueMicrotask(() => {
	log("b");
	queueMicrotask(() => log("c"));
});
