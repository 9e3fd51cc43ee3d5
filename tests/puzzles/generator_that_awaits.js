// node, browser: what the body awaits, the loop waits for too
async function* slow() {
	for (let i = 1; i <= 2; i++) {
		await new Promise(resolve => setTimeout(resolve, 10));
		log("makes " + i);
		yield i;
	}
}
(async () => {
	for await (const i of slow())
		log(i);
	log("over");
})();
setTimeout(() => log("15 ms"), 15);
