// node, browser: a checkpoint ends only when no microtask is left
setTimeout(() => log("timer"), 0);
queueMicrotask(() => {
	log("a");
	queueMicrotask(() => {
		log("c");
		queueMicrotask(() => log("d"));
	});
});
queueMicrotask(() => log("b"));
