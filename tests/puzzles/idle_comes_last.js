// browser: an idle callback waits until the frame and what it caused are done
requestIdleCallback(() => log("idle"));
requestAnimationFrame(() => {
	log("frame");
	queueMicrotask(() => log("microtask"));
});
Promise.resolve().then(() => log("promise"));
log("script");
