// node, browser: a generator runs in the call of next, and stops at its yield
async function* count() {
	log("begins");
	for (let i = 1; i <= 3; i++) {
		yield i;
		log("after " + i);
	}
	log("ends");
}
const numbers = count();
(async () => {
	log("first");
	for await (const i of numbers)
		log(i);
	log("over");
})();
log("script");
