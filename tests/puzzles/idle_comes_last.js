// browser: an idle callback waits for the frame and its consequences
requestIdleCallback(() => log("idle"));
requestAnimationFrame(() => {
	log("frame");
	queueMicrotask(() => log("microtask"));
});
Promise.resolve().then(() => log("promise"));
log("script");
