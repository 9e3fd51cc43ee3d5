// node, browser: a rejection comes out of the await, in the same number of ticks
(async () => {
	try {
		await Promise.reject("no");
		log("not reached");
	} catch (reason) {
		log("caught " + reason);
	} finally {
		log("finally");
	}
	return "done";
})().then(log);
Promise.resolve().then(() => log("1")).then(() => log("2")).then(() => log("3"));
