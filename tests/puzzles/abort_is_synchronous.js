// node, browser: an abort tells its listeners at once, and promises in the checkpoint
const controller = new AbortController();
const wait = signal => new Promise((resolve, reject) => signal.addEventListener("abort", () => {
	log("abort");
	reject(signal.reason);
}));
wait(controller.signal).catch(reason => log("rejected " + reason));
queueMicrotask(() => log("microtask"));
controller.abort("why");
log("aborted");
