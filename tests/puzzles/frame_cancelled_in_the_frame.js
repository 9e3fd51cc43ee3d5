// browser: a callback of the running frame can still be cancelled
const frames = {};
requestAnimationFrame(() => {
	log("a");
	cancelAnimationFrame(frames.b);
	Promise.resolve().then(() => cancelAnimationFrame(frames.c));
});
frames.b = requestAnimationFrame(() => log("b"));
frames.c = requestAnimationFrame(() => log("c"));
frames.d = requestAnimationFrame(() => log("d"));
