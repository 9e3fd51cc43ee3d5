// browser: a frame callback asked for in a frame runs in the next; a checkpoint follows each
requestAnimationFrame(() => {
	log("a");
	requestAnimationFrame(() => log("next frame"));
	Promise.resolve().then(() => log("promise of a"));
	queueMicrotask(() => requestAnimationFrame(() => log("next frame too")));
});
requestAnimationFrame(() => {
	log("b");
	queueMicrotask(() => log("microtask of b"));
});
