// node, browser: an await of a settled promise costs as much as one link of a chain
(async () => {
	log("a0");
	await Promise.resolve();
	log("a1");
	await Promise.resolve();
	log("a2");
	await Promise.resolve();
	log("a3");
})();
Promise.resolve().then(() => log("b1")).then(() => log("b2")).then(() => log("b3"));
