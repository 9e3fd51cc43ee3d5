// node, browser: following locks, and the later rejection is ignored
let resolveInner;
const inner = new Promise(resolve => { resolveInner = resolve; });
const outer = new Promise((resolve, reject) => {
	resolve(inner);
	reject("too late");
	resolve("too late as well");
});
outer.then(log, reason => log("rejected " + reason));
queueMicrotask(() => {
	log("settle");
	resolveInner("inner");
});
setTimeout(() => log("timer"), 0);
