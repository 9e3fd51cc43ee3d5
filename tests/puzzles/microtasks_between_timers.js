// node, browser: a checkpoint follows each timer
setTimeout(() => {
	log("a");
	Promise.resolve().then(() => log("promise of a"));
}, 0);
setTimeout(() => {
	log("b");
	queueMicrotask(() => log("microtask of b"));
}, 0);
setTimeout(() => log("c"), 0);
