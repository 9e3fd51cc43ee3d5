// node: I/O, its microtasks, immediates, and the timer after them, twice
const fs = require("fs");
const read = (name, next) => fs.readFile(__filename, () => {
	log("read " + name);
	setTimeout(() => log("timer " + name), 0);
	setImmediate(() => {
		log("immediate " + name);
		queueMicrotask(() => log("microtask " + name));
		if (next)
			setTimeout(next, 20);
	});
});
read("1", () => read("2"));
