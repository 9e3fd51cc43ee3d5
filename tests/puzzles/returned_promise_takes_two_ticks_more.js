// node, browser: a reaction that returns a promise is followed by way of its then
Promise.resolve().then(() => {
	log("0");
	return Promise.resolve("4");
}).then(log);
Promise.resolve().then(() => log("1")).then(() => log("2")).then(() => log("3")).then(() => log("5")).then(() => log("6"));
