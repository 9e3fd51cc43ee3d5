// node: in an I/O callback, the immediate always comes before the zero timer
require("fs").readFile(__filename, () => {
	setTimeout(() => log("timer"), 0);
	setImmediate(() => log("immediate"));
	process.nextTick(() => log("next-tick"));
	Promise.resolve().then(() => log("promise"));
	log("read");
});
