// node, browser: a coroutine runs at once up to its first await, wherever it is started
const work = async name => {
	log(name + " begins");
	await null;
	log(name + " ends");
};
Promise.resolve().then(() => {
	log("reaction");
	work("inner");
	log("reaction ends");
}).then(() => log("next reaction"));
work("outer");
