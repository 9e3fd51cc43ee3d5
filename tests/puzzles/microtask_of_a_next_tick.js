// node: a microtask queued by a next-tick waits until the next-ticks are empty
process.nextTick(() => {
	log("tick 1");
	queueMicrotask(() => log("microtask"));
	process.nextTick(() => log("tick 3"));
});
process.nextTick(() => log("tick 2"));
