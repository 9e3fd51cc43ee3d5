// node, browser: two calls of next at once are two values, and the body does not stop between them
async function* count() {
	for (let i = 1; i <= 3; i++) {
		log("makes " + i);
		yield i;
	}
}
const numbers = count();
numbers.next().then(item => log(item.value));
numbers.next().then(item => log(item.value));
log("script");
