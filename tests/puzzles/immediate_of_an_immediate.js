// node: an immediate queued by an immediate waits for the next turn
require("fs").readFile(__filename, () => {
	setImmediate(() => {
		log("a");
		setImmediate(() => log("c"));
		setTimeout(() => log("timer"), 0);
	});
	setImmediate(() => log("b"));
});
