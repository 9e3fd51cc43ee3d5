// node, browser: the code on the stack comes first, then microtasks, then tasks
setTimeout(() => log("timer"), 0);
queueMicrotask(() => log("microtask"));
log("script");
