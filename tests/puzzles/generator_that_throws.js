// node, browser: what the body throws ends the loop, after the values before it
async function* fails() {
	yield "a";
	throw "why";
}
(async () => {
	try {
		for await (const letter of fails())
			log(letter);
	} catch (reason) {
		log("caught " + reason);
	}
})();
Promise.resolve().then(() => log(1)).then(() => log(2)).then(() => log(3)).then(() => log(4));
