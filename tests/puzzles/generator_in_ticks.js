// node, browser: a value takes two microtasks from its yield to the loop, and the end takes one
async function* count() {
	yield "a";
	yield "b";
}
(async () => {
	for await (const letter of count())
		log(letter);
	log("over");
})();
Promise.resolve().then(() => log(1)).then(() => log(2)).then(() => log(3)).then(() => log(4)).then(() => log(5)).then(() => log(6));
