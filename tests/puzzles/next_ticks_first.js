// node: next-ticks go before microtasks
Promise.resolve().then(() => log("promise"));
process.nextTick(() => log("next-tick"));
queueMicrotask(() => log("microtask"));
log("script");
