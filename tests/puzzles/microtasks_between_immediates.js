// node: a checkpoint follows each immediate
require("fs").readFile(__filename, () => {
	setImmediate(() => {
		log("a");
		Promise.resolve().then(() => log("promise of a"));
		process.nextTick(() => log("tick of a"));
	});
	setImmediate(() => log("b"));
});
