// node, browser: a zero timer set by a timer does not run in the same step
setTimeout(() => {
	log("a");
	setTimeout(() => log("c"), 0);
	queueMicrotask(() => log("microtask"));
}, 0);
setTimeout(() => log("b"), 0);
