// node, browser: a thenable that is no promise saves the second tick
Promise.resolve().then(() => {
	log("0");
	return { then(resolve) { log("then"); resolve("value"); } };
}).then(log);
Promise.resolve().then(() => log("1")).then(() => log("2")).then(() => log("3")).then(() => log("4"));
