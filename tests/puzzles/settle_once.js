// node, browser: reactions see the first result, in the order they were added
let resolve;
const promise = new Promise(r => { resolve = r; });
promise.then(value => log("1 " + value));
resolve("first");
promise.then(value => log("2 " + value));
resolve("second");
promise.then(value => log("3 " + value));
log("script");
