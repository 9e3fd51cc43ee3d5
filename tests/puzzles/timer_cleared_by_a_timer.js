// node, browser: a cleared timer does not run, although it is due already
const timers = {};
setTimeout(() => {
	log("a");
	clearTimeout(timers.b);
	Promise.resolve().then(() => clearTimeout(timers.c));
}, 0);
timers.b = setTimeout(() => log("b"), 0);
timers.c = setTimeout(() => log("c"), 0);
timers.d = setTimeout(() => log("d"), 0);
